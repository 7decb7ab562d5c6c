//! Dates, whole and partial: in words (`September 1, 2018`, 2018 年 9 月 1 日) and in numbers (`3/14/17`).

mod days;
mod numeric;

pub(super) use days::join_days;

use crate::lexicon::{DateOrder, Entry, Era, Meaning, Relation, Side, TimeUnit, Unit};
use crate::text::Span;

use super::amount;
use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Damage, Date, Fact, Value};

/// A date that was read, with the tokens it took.
#[derive(Clone, Debug)]
pub(super) struct DateRead {
    pub(super) date: Date,
    /// Other readings of the same digits.
    pub(super) also: Vec<(Date, Convention)>,
    pub(super) to: usize,
    pub(super) is_weak: bool,
    pub(super) has_digits: bool,
    pub(super) damage: Option<Damage>,
    /// The case ending of its month, where more of the date follows (`tammikuu|sta 2020`).
    pub(super) case_ending: Option<usize>,
}

impl DateRead {
    /// A date in digits that ends before token `to`.
    pub(super) fn in_digits(date: Date, to: usize) -> Self {
        Self { date, also: Vec::new(), to, is_weak: false, has_digits: true, damage: None, case_ending: None }
    }
}

/// A date.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let read = read(here.tokens, here.at)?;
    let mut fact = Fact::new(Value::Date(read.date), here.tokens.span(here.at, read.to));
    fact.also = read.also.iter().map(|(date, convention)| (Value::Date(*date), *convention)).collect();
    fact.is_weak = read.is_weak;
    fact.has_digits = read.has_digits;
    fact.damage = read.damage.map(|damage| (damage, fact.span));
    fact.relation = read.case_ending.and_then(|at| relation(here.tokens, at));
    fact.also.extend(behind_name(here, read.date).map(|date| (Value::Date(date), Convention::Own)));
    // Two groups with a dot between may be an English decimal as well.
    if let Some(amount) = here
        .amount
        .filter(|amount| amount.has_digits && here.tokens.is_mark(here.at + 1, '.') && amount.to == here.at + 3)
    {
        fact.also.push((Value::Number(amount.value), Convention::English));
    }
    Some(Found { fact, from: here.at, to: read.to })
}

/// The relation that the case ending at token `at` tells.
fn relation(tokens: &Tokens<'_>, at: usize) -> Option<(Relation, Span)> {
    let relation = tokens.find(at, |entry| match entry.meaning {
        Meaning::Relation(relation) if !entry.is_weak => Some(relation),
        _ => None,
    })?;
    Some((relation, tokens.span(at, at + 1)))
}

/// `Windows 10 May 2019`: where the month stands first at home, the number behind a name may be the name's.
fn behind_name(here: &At<'_, '_>, date: Date) -> Option<Date> {
    let tokens = here.tokens;
    let is_month_first = tokens.lexicon.traits.date_orders.first() == Some(&DateOrder::Mdy);
    let is_named = here.at > 0 && tokens.is_spaced(here.at) && is_capital(tokens, here.at - 1);
    let is_day_first = tokens.is_digits(here.at) && is_month(tokens, here.at + 1);
    (is_month_first && is_named && is_day_first).then_some(Date { day: None, ..date })
}

/// The date that begins at token `at`.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    numeric::numeric(tokens, at).or_else(|| worded(tokens, at))
}

// ---------------------------------------------------------------------------------------------------------------------
// Words and marks
// ---------------------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
    Weekday,
}

/// A date in the making.
#[derive(Default)]
struct Builder {
    date: Date,
    order: Vec<Part>,
    has_digits: bool,
    /// A month or day that has a mark or a name of its own.
    is_dated: bool,
    is_weak_month: bool,
    is_weak_weekday: bool,
    has_marks: bool,
    bare_day_behind_marks: bool,
    era: Option<Era>,
    case_ending: Option<usize>,
}

fn worded(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let mut builder = Builder::default();
    let mut next = at;
    let mut to = at;
    while let Some(after) = part(tokens, next, &mut builder) {
        to = after;
        next = match year_behind_ending(tokens, after, &builder) {
            Some(year) => {
                builder.case_ending = Some(after);
                year
            }
            None => past_glue(tokens, after, &builder),
        };
    }
    finish(tokens, builder, to)
}

/// The token of the year behind a month and its case ending: `tammikuu|sta 2020`.
fn year_behind_ending(tokens: &Tokens<'_>, at: usize, builder: &Builder) -> Option<usize> {
    let is_ending = builder.date.year.is_none() && is_month(tokens, at - 1) && tokens.is_case_ending(at);
    (is_ending && year_at(tokens, at + 1).is_some()).then_some(at + 1)
}

/// Past what may stand between two parts: a comma, a filler, the dot of an abbreviation or of a day.
fn past_glue(tokens: &Tokens<'_>, at: usize, builder: &Builder) -> usize {
    let mut next = at;
    if let Some(weekday) = weekday_ahead(tokens, next).filter(|_| builder.date.weekday.is_none()) {
        return weekday;
    }
    if tokens.is_one_of(next, &[',', '.', '،', '、']) && !tokens.is_spaced(next) {
        // Behind a comma only what completes the date goes on with it, not the next item of a list.
        let completes = !tokens.is_mark(next, '.') && (builder.date.year.is_none() || builder.order == [Part::Weekday]);
        if !(completes || tokens.is_mark(next, '.') && is_part_ahead(tokens, next + 1)) {
            return at;
        }
        next += 1;
    }
    let is_hyphen = tokens.is_mark(next, '-')
        && !tokens.is_spaced(next)
        && !tokens.is_spaced(next + 1)
        && is_month(tokens, next + 1) | builder.order.ends_with(&[Part::Month]);
    next += usize::from(is_hyphen);
    for _ in 0..2 {
        next += usize::from(tokens.means(next, Meaning::Filler));
    }
    next
}

/// `2020. augusztus 1., szombat`, `1(a), asteazkena`, `5. Mai 2020 (Dienstag)`: a weekday behind the comma that follows
/// its date, or in parentheses.
fn weekday_ahead(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = at + inflection(tokens, at);
    let is_ending = |entry: &&'static Entry| {
        matches!(entry.meaning, Meaning::DayMark | Meaning::OrdinalMark | Meaning::Filler) && entry.is_attached
    };
    next += usize::from(tokens.entries(next).iter().any(is_ending) && !tokens.is_spaced(next));
    next += usize::from(tokens.is_mark(next, '.') && !tokens.is_spaced(next));
    let is_comma = tokens.is_mark(next, ',') && !tokens.is_spaced(next);
    let is_open = tokens.is_one_of(next, &['(', '（']) && tokens.is_one_of(next + 2, &[')', '）']);
    let is_weekday = tokens.entries(next + 1).iter().any(|entry| matches!(entry.meaning, Meaning::Weekday(_)));
    ((is_comma || is_open) && is_weekday).then_some(next + 1)
}

/// How many tokens an ending in parentheses takes behind digits: `1(a)`.
pub(super) fn inflection(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_tight = (at..at + 3).all(|at| !tokens.is_spaced(at));
    let is_word = tokens.kind(at + 1) == Some(TokenKind::Word) && tokens.text(at + 1).chars().count() <= 3;
    let is_inflection =
        at > 0 && tokens.is_digits(at - 1) && tokens.is_mark(at, '(') && is_word && tokens.is_mark(at + 2, ')');
    if is_inflection && is_tight { 3 } else { 0 }
}

fn is_part_ahead(tokens: &Tokens<'_>, at: usize) -> bool {
    is_month(tokens, at) || tokens.is_digits(at) || tokens.means(at, Meaning::Filler)
}

fn is_month(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.entries(at).iter().any(|entry| matches!(entry.meaning, Meaning::Month(_)))
}

/// Takes one part of a date at `at` into `builder` and gives the token behind it.
fn part(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    leading_mark(tokens, at, builder)
        .or_else(|| era(tokens, at, builder))
        .or_else(|| month_name(tokens, at, builder))
        .or_else(|| weekday(tokens, at, builder))
        .or_else(|| marked(tokens, at, builder))
        .or_else(|| year(tokens, at, builder))
        .or_else(|| day(tokens, at, builder))
}

/// Vietnamese puts its marks first: ngày 1 tháng 9 năm 2018.
fn leading_mark(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    let mark = tokens.entries(at).iter().find(|entry| {
        entry.side == Side::Leading
            && matches!(entry.meaning, Meaning::YearMark | Meaning::MonthMark | Meaning::DayMark)
    })?;
    let n = amount::amount(tokens, at + 1)?;
    let value = u32::try_from(n.value).ok()?;
    set(builder, mark.meaning, value, n.has_digits)?;
    Some(n.to)
}

fn era(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    let era = tokens.find(at, |entry| match entry.meaning {
        Meaning::Era(era) => Some(era),
        _ => None,
    })?;
    if builder.era.is_some() {
        return None;
    }
    builder.era = Some(era);
    // 令和2年, พ.ศ. 2563: the year follows and need not have four digits. A mark alone is the first year: 令和元年.
    let (value, to, has_digits) = match small_number(tokens, at + 1) {
        Some(number) => number,
        None => (1, at + 1, tokens.means(at + 1, Meaning::YearMark).then_some(false)?),
    };
    let year = i16::try_from(value).ok()?.checked_add(era.offset())?;
    builder.date.year = Some(year);
    builder.order.push(Part::Year);
    builder.has_digits |= has_digits;
    builder.is_dated = true;
    Some(to + usize::from(tokens.means(to, Meaning::YearMark)))
}

fn month_name(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.date.month.is_some() {
        return None;
    }
    let (month, is_weak) = tokens.find(at, |entry| match entry.meaning {
        Meaning::Month(month) => Some((month, entry.is_weak)),
        _ => None,
    })?;
    builder.date.month = Some(month);
    builder.order.push(Part::Month);
    builder.is_dated = true;
    builder.is_weak_month = is_weak;
    Some(at + 1)
}

fn weekday(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.date.weekday.is_some() {
        return None;
    }
    let (weekday, is_weak) = tokens.find(at, |entry| match entry.meaning {
        Meaning::Weekday(weekday) => Some((weekday, entry.is_weak)),
        _ => None,
    })?;
    builder.date.weekday = Some(weekday);
    builder.is_weak_weekday = is_weak;
    builder.order.push(Part::Weekday);
    let is_closed = tokens.is_one_of(at + 1, &[')', '）']) && at > 0 && tokens.is_one_of(at - 1, &['(', '（']);
    Some(at + 1 + usize::from(is_closed))
}

/// Digits or number words with 年, 月, 日 behind them.
fn marked(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    let (value, to, has_digits) = small_number(tokens, at)?;
    let mark = tokens.entries(to).iter().find(|entry| {
        entry.side != Side::Leading
            && matches!(entry.meaning, Meaning::YearMark | Meaning::MonthMark | Meaning::DayMark)
    })?;
    // 3 年 is a length unless it is a year that can be meant; 2 日 alone may be either.
    let is_year_mark = mark.meaning == Meaning::YearMark;
    if is_year_mark && value < 1_900 && builder.era.is_none() {
        return None;
    }
    let behind_date = builder.date.month.is_some() || builder.date.year.is_some();
    if mark.meaning == Meaning::DayMark && !behind_date {
        return None;
    }
    set(builder, mark.meaning, value, has_digits)?;
    Some(to + 1)
}

fn set(builder: &mut Builder, mark: Meaning, value: u32, has_digits: bool) -> Option<()> {
    let date = &mut builder.date;
    let small = u8::try_from(value).ok();
    let part = match mark {
        Meaning::YearMark if date.year.is_none() && value >= 1_900 => {
            date.year = Some(i16::try_from(value).ok()?);
            Part::Year
        }
        Meaning::MonthMark if date.month.is_none() => {
            date.month = Some(small.filter(|n| (1..=12).contains(n))?);
            Part::Month
        }
        Meaning::DayMark if date.day.is_none() => {
            date.day = Some(small.filter(|n| (1..=31).contains(n))?);
            Part::Day
        }
        _ => return None,
    };
    builder.order.push(part);
    builder.has_digits |= has_digits;
    builder.is_dated = true;
    builder.has_marks = true;
    Some(())
}

/// Digits, or in scripts without spaces number words, as a small integer.
fn small_number(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize, bool)> {
    if let Some((value, _)) = tokens.digits(at) {
        return Some((value, at + 1, true));
    }
    if !tokens.lexicon.traits.is_unspaced {
        return None;
    }
    // 两个月 is two months, not the second.
    let words = amount::amount(tokens, at).filter(|words| !words.has_digits && !tokens.means(at, Meaning::Both))?;
    Some((u32::try_from(words.value).ok()?, words.to, false))
}

fn year(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.date.year.is_some() {
        return None;
    }
    let (year, to) = year_at(tokens, at).or_else(|| short_buddhist_year(tokens, at, builder))?;
    builder.date.year = Some(year);
    builder.order.push(Part::Year);
    builder.has_digits = true;
    Some(
        to + usize::from(
            tokens.entries(to).iter().any(|entry| entry.meaning == Meaning::YearMark && entry.side != Side::Leading),
        ),
    )
}

/// `31 มี.ค. 63`: behind a day and its month, the last two digits of a year from 2540 (1997) on.
fn short_buddhist_year(tokens: &Tokens<'_>, at: usize, builder: &Builder) -> Option<(i16, usize)> {
    let is_behind_month = builder.order == [Part::Day, Part::Month] && tokens.lexicon.traits.has_short_buddhist_years;
    let (value, count) = tokens.digits(at).filter(|_| is_behind_month && !is_counted(tokens, at + 1))?;
    let year = i16::try_from(value).ok().filter(|year| *year >= 40 && count == 2)?;
    Some((2_500 + year + Era::Buddhist.offset(), at + 1))
}

/// A year that stands for itself: four digits that can be one, and nothing behind them that is counted; or `'17`.
pub(super) fn year_at(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    if tokens.is_one_of(at, &['\'']) && !tokens.is_spaced(at + 1) {
        let (value, count) = tokens.digits(at + 1)?;
        return (count == 2).then(|| (2_000 + value as i16, at + 2));
    }
    let (value, count) = tokens.digits(at)?;
    if count != 4
        || !((1_980..=2_060).contains(&value) || (2_540..=2_600).contains(&value))
        || is_counted(tokens, at + 1)
    {
        return None;
    }
    // Thai writes Buddhist years without saying so.
    let value = if value >= 2_540 { value - 543 } else { value };
    Some((i16::try_from(value).ok()?, at + 1))
}

fn day(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.date.day.is_some() {
        return None;
    }
    let behind_month = builder.order.last() == Some(&Part::Month);
    let (value, to, has_digits) = day_number(tokens, at)?;
    // An ordinal word behind a month counts something else where months are numbers (8 月第一週).
    if behind_month && !has_digits && tokens.lexicon.traits.is_unspaced {
        return None;
    }
    // `the first week`: the ordinal counts something else.
    if !has_digits && super::duration::unit_at(tokens, to).is_some_and(|(unit, _)| unit != TimeUnit::Day) {
        return None;
    }
    // A day stands beside its month; a year may have slipped between them (`5 2020 Kasım`).
    let is_torn =
        has_digits && tokens.is_spaced(to) && year_at(tokens, to).is_some_and(|(_, to)| is_month_ahead(tokens, to));
    let is_beside = behind_month || is_month_ahead(tokens, to) || (is_torn && builder.order.is_empty());
    if !is_beside {
        return None;
    }
    // `data i februari den 20 mars`: the day of another month.
    if behind_month && is_month_ahead(tokens, to) && tokens.means(at - 1, Meaning::Filler) {
        return None;
    }
    // `7 월-12 월`: the next month.
    let is_dashed = at > 0 && tokens.is_one_of(at - 1, &['-', '–']);
    if behind_month && is_dashed && tokens.means(to, Meaning::MonthMark) {
        return None;
    }
    if behind_month && has_digits && is_counted(tokens, to) {
        return None;
    }
    builder.bare_day_behind_marks = behind_month && builder.has_marks && has_digits;
    builder.date.day = Some(value);
    builder.order.push(Part::Day);
    builder.has_digits |= has_digits;
    Some(to)
}

/// 1 to 31 with an ordinal mark or none, or an ordinal word.
fn day_number(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize, bool)> {
    let in_month = |n: &u32| (1..=31).contains(n);
    if let Some((value, count)) = tokens.digits(at) {
        let value = Some(value).filter(in_month).filter(|_| count <= 2)?;
        let is_mark = tokens.means(at + 1, Meaning::OrdinalMark) || tokens.is_one_of(at + 1, &['º', '°', 'ª']);
        let is_ordinal = !tokens.is_spaced(at + 1) && is_mark;
        return Some((value as u8, at + 1 + usize::from(is_ordinal), true));
    }
    let ordinal = tokens.find(at, |entry| match entry.meaning {
        Meaning::Ordinal(n) => Some(n),
        _ => None,
    });
    ordinal.filter(in_month).map(|n| (n as u8, at + 1, false))
}

fn is_month_ahead(tokens: &Tokens<'_>, at: usize) -> bool {
    let mut next = at;
    next += usize::from(tokens.is_one_of(next, &['.', '-']) && !tokens.is_spaced(next));
    for _ in 0..2 {
        next += usize::from(tokens.means(next, Meaning::Filler));
    }
    is_month(tokens, next)
}

/// Whether what stands at `at` makes the digits before it an amount, not part of a date.
pub(super) fn is_counted(tokens: &Tokens<'_>, at: usize) -> bool {
    use crate::lexicon::Meaning as M;
    let is_tight_mark = tokens.is_one_of(at, &[':', '.', ',', '/', '%'])
        && !tokens.is_spaced(at)
        && tokens.is_digits(at + 1)
        && !tokens.is_spaced(at + 1);
    let is_tight = !tokens.is_spaced(at);
    // `2021 in` is no length in inches.
    let is_real_unit = is_tight || tokens.text(at).chars().count() > 2;
    let counts = |meaning: &Meaning| match meaning {
        M::Unit(Unit::Other(_)) => is_real_unit,
        // `2021 ساعت 11:30`: the clock word goes with what follows.
        M::Clock => !(tokens.is_digits(at + 1) && tokens.is_spaced(at + 1)),
        other => is_counter(other),
    };
    fn is_counter(meaning: &Meaning) -> bool {
        matches!(meaning, M::Unit(_) | M::Percent | M::Scale(_) | M::Currency(_) | M::Am | M::Pm | M::Clock)
    }
    let marks = |meaning: &Meaning| matches!(meaning, M::YearMark | M::DayMark | M::MonthMark);
    let entries = tokens.entries(at);
    let is_unit = entries.iter().any(|entry| counts(&entry.meaning) && entry.side != Side::Leading)
        && !entries.iter().any(|entry| marks(&entry.meaning));
    is_tight_mark || is_unit
}

fn finish(tokens: &Tokens<'_>, builder: Builder, to: usize) -> Option<DateRead> {
    let Builder {
        mut date,
        order,
        has_digits,
        is_dated,
        is_weak_month,
        is_weak_weekday,
        has_marks,
        bare_day_behind_marks,
        era,
        case_ending,
    } = builder;
    if order.is_empty() || (!is_dated && date.year.is_none() && date.weekday.is_none()) {
        return None;
    }
    if let (Some(year), None) = (date.year, era) {
        date.year = Some(if year >= 2_540 { year - 543 } else { year });
    }
    if !date.is_possible() && date.month.is_some() && order.len() == 2 && date.year.is_none() {
        return None;
    }
    // "Dez" is December and ten: alone it is the number.
    let is_lone_month = is_weak_month && order == [Part::Month];
    if is_lone_month && tokens.entries(to - 1).iter().any(|entry| matches!(entry.meaning, Meaning::Number(_))) {
        return None;
    }
    // A year alone is bare digits; month names alone that are words too (May, März ...) may match.
    // `Jan Mayen`, `April Smith`: part of a name.
    let is_name = order == [Part::Month] && (is_unknown_capital(tokens, to) || is_hyphenated_name(tokens, to));
    let is_weak = is_name || is_lone_month || (is_weak_weekday && order == [Part::Weekday]);
    let damage = damage(tokens, &order, has_marks, bare_day_behind_marks, date)
        .filter(|damage| *damage != Damage::Disorder || !is_joined_by_year(tokens, &order, to));
    Some(DateRead { date, also: Vec::new(), to, is_weak, has_digits, damage, case_ending })
}

/// `Neues von 2020 Januar 2020`: the year behind the month is its own, the one before it another's.
fn is_joined_by_year(tokens: &Tokens<'_>, order: &[Part], to: usize) -> bool {
    let at = to + usize::from(tokens.means(to, Meaning::Filler));
    order == [Part::Year, Part::Month] && tokens.digits(at).is_some_and(|(_, count)| count == 4)
}

/// Whether a capitalized word that the lexicon does not know follows after a space.
fn is_unknown_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_spaced(at) && is_capital(tokens, at)
}

/// Whether token `at` is a capitalized word that the lexicon does not know.
fn is_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.cooked.get(tokens.span(at, at + 1).range()).unwrap_or("");
    let is_unknown = tokens.kind(at) == Some(TokenKind::Word) && tokens.entries(at).is_empty();
    is_unknown && word.starts_with(char::is_uppercase)
}

/// `Сен-Мартен`: a short month name at a hyphen, a capitalized word behind it, is more often part of a name.
fn is_hyphenated_name(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_short = at > 0 && tokens.text(at - 1).chars().count() <= 3;
    let is_tight = tokens.is_mark(at, '-') && !tokens.is_spaced(at) && !tokens.is_spaced(at + 1);
    is_short && is_tight && is_capital(tokens, at + 1)
}

fn damage(tokens: &Tokens<'_>, order: &[Part], has_marks: bool, bare_day: bool, date: Date) -> Option<Damage> {
    let needs_day_mark = tokens.lexicon.traits.is_unspaced && has_marks;
    if needs_day_mark && bare_day && date.month.is_some() {
        return Some(Damage::MissingMark);
    }
    let stated: Vec<Part> = order.iter().copied().filter(|part| *part != Part::Weekday).collect();
    let orders: &[&[Part]] = &[
        &[Part::Day, Part::Month, Part::Year],
        &[Part::Month, Part::Day, Part::Year],
        &[Part::Year, Part::Month, Part::Day],
        // Basque, Hungarian, Latvian, Kazakh.
        &[Part::Year, Part::Day, Part::Month],
    ];
    let home_orders = &tokens.lexicon.traits.date_orders;
    let is_year_first_at_home = home_orders.contains(&DateOrder::Ymd);
    let is_ordered = match *stated {
        // `2020 janvier`, and `11 月 2018` where nothing but the year comes first.
        [Part::Year, Part::Month] => is_year_first_at_home || has_marks,
        [Part::Month, Part::Year] => !has_marks || **home_orders != [DateOrder::Ymd],
        [_, _, _] => orders[..3].contains(&&*stated) || (is_year_first_at_home && orders[3] == stated),
        _ => true,
    };
    (!is_ordered).then_some(Damage::Disorder)
}
