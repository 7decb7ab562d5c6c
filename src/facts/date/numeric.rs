//! Dates in numbers: `3/14/17`, `2018-09-01`, `08.12.`, `01/2020`.

use crate::facts::tokens::{TokenKind, Tokens};
use crate::facts::value::{Convention, Date};
use crate::facts::version;
use crate::lexicon::{DateOrder, Meaning};

use super::DateRead;

/// A group of digits of a numeric date.
#[derive(Clone, Copy)]
struct Group {
    value: u32,
    count: usize,
}

/// The date in numbers that begins at token `at`.
pub(super) fn numeric(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    if let Some(read) = month_and_year(tokens, at).or_else(|| year_and_month(tokens, at)) {
        return Some(read);
    }
    let (groups, mark, to) = mixed_groups(tokens, at).or_else(|| numeric_groups(tokens, at))?;
    // Not the middle or the head of something longer.
    let goes_on =
        tokens.is_mark(to, mark) && !tokens.is_spaced(to) && tokens.is_digits(to + 1) && !tokens.is_spaced(to + 1);
    let behind = at > 1
        && !tokens.is_spaced(at)
        && tokens.is_one_of(at - 1, &[mark, '/', '.', ',', ':'])
        && tokens.is_digits(at - 2);
    if goes_on || behind || is_division(tokens, at) {
        return None;
    }
    let orders = &tokens.lexicon.traits.date_orders;
    let is_joint = at > 1 && (tokens.is_one_of(at - 1, &['-', '–', '—']) || tokens.means(at - 1, Meaning::RangeTo));
    let is_range_end = is_joint && tokens.is_digits(at - 2);
    let own: Vec<Date> = candidates(&groups, orders, is_range_end);
    // English writes no day and month with a dot.
    let english = if mark == '.' && groups.len() == 2 {
        Vec::new()
    } else {
        candidates(&groups, &[DateOrder::Mdy], is_range_end)
    };
    let mut readings: Vec<(Date, Convention)> = own.into_iter().map(|date| (date, Convention::Own)).collect();
    for date in english {
        if readings.iter().all(|(known, _)| *known != date) {
            readings.push((date, Convention::English));
        }
    }
    let &(date, convention) = readings.first()?;
    let mut also = readings[1..].to_vec();
    if convention == Convention::English {
        also.insert(0, (date, Convention::English));
    }
    Some(DateRead { also, ..DateRead::in_digits(date, to) })
}

/// `0.16 (4/25)`: a division, of which the result stands before it.
fn is_division(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_enclosed =
        at > 3 && tokens.is_mark(at - 1, '(') && tokens.is_mark(at + 1, '/') && tokens.is_mark(at + 3, ')');
    if !is_enclosed || !tokens.is_one_of(at - 3, &['.', ',', '٫']) {
        return false;
    }
    let parts = (tokens.digits(at), tokens.digits(at + 2), tokens.digits(at - 4), tokens.digits(at - 2));
    let (Some((n, _)), Some((d, _)), Some((whole, _)), Some((decimals, count))) = parts else { return false };
    let scale = 10_u64.pow(count as u32);
    let (n, d) = (u64::from(n) * scale, u64::from(d));
    d > 0 && (2 * n + d) / (2 * d) == u64::from(whole) * scale + u64::from(decimals)
}

/// `2020-01`, where dates begin with the year.
fn year_and_month(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let ((year, 4), (month, 2)) = (tokens.digits(at)?, tokens.digits(at + 2)?) else { return None };
    let is_tight = !tokens.is_spaced(at + 1) && !tokens.is_spaced(at + 2);
    let goes_on = !tokens.is_spaced(at + 3) && tokens.is_one_of(at + 3, &['-', '.', '/']) && tokens.is_digits(at + 4);
    let behind = at > 0 && !tokens.is_spaced(at);
    let is_home = tokens.lexicon.traits.date_orders == [DateOrder::Ymd];
    let is_date = is_home && tokens.is_mark(at + 1, '-') && is_tight && !goes_on && !behind;
    if !is_date || !(1..=12).contains(&month) || !(1_990..=2_060).contains(&year) {
        return None;
    }
    let date = Date { year: i16::try_from(year).ok(), month: u8::try_from(month).ok(), ..Date::default() };
    Some(DateRead::in_digits(date, at + 3))
}

/// `01/2020`, and with the mark of a year `01.2020 г.`: a month and its year.
fn month_and_year(tokens: &Tokens<'_>, at: usize) -> Option<DateRead> {
    let ((month, count), (year, digits)) = (tokens.digits(at)?, tokens.digits(at + 2)?);
    let is_tight = !tokens.is_spaced(at + 1) && !tokens.is_spaced(at + 2);
    let marks = ['/', '-', '.'];
    let continues = at > 0 && !tokens.is_spaced(at) && tokens.is_one_of(at - 1, &marks);
    let goes_on = tokens.is_one_of(at + 3, &marks) && tokens.is_digits(at + 4) && !tokens.is_spaced(at + 4);
    let is_free = !continues && !goes_on;
    let is_marked = tokens.is_mark(at + 1, '.') && tokens.means(at + 3, Meaning::YearMark);
    let is_date = (tokens.is_mark(at + 1, '/') || is_marked) && is_tight && is_free && count <= 2 && digits == 4;
    if !is_date || !(1..=12).contains(&month) || !(1_990..=2_060).contains(&year) {
        return None;
    }
    let date = Date { year: i16::try_from(year).ok(), month: u8::try_from(month).ok(), ..Date::default() };
    Some(DateRead::in_digits(date, at + 3))
}

/// `7/8-2019`, `7-8/2019`: a hyphen and a slash between three groups, the last a year.
fn mixed_groups(tokens: &Tokens<'_>, at: usize) -> Option<(Vec<Group>, char, usize)> {
    let group = |at: usize| tokens.digits(at).map(|(value, count)| Group { value, count });
    let (day, month, year) = (group(at)?, group(at + 2)?, group(at + 4)?);
    let is_tight = (at + 1..at + 5).all(|at| !tokens.is_spaced(at));
    let marks = (tokens.text(at + 1), tokens.text(at + 3));
    let is_mixed = matches!(marks, ("/", "-") | ("-", "/"));
    let is_date = is_tight && is_mixed && day.count <= 2 && month.count <= 2 && year.count == 4;
    is_date.then(|| (vec![day, month, year], '/', at + 5))
}

/// Two or three groups of digits with the same mark between them, that can only or most likely be a date.
fn numeric_groups(tokens: &Tokens<'_>, at: usize) -> Option<(Vec<Group>, char, usize)> {
    let group = |at: usize| {
        tokens.digits(at).map(|(value, count)| Group { value, count }).filter(|group| matches!(group.count, 1 | 2 | 4))
    };
    let first = group(at)?;
    let mark = tokens.text(at + 1).chars().next().filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    // `1. 9. 2018` has spaces behind its dots; other marks stand close.
    let may_be_spaced = mark == '.';
    let tight = |at: usize| {
        tokens.kind(at) == Some(TokenKind::Mark)
            && tokens.is_mark(at, mark)
            && !tokens.is_spaced(at)
            && (may_be_spaced || !tokens.is_spaced(at + 1))
    };
    if !tight(at + 1) {
        return None;
    }
    let second = group(at + 2)?;
    let third = if tight(at + 3) { group(at + 4) } else { None };
    let Some(third) = third else {
        let is_small = first.count <= 2 && second.count <= 2;
        // `1/10 – 31/10`: days, since a range follows.
        let is_in_range =
            tokens.is_one_of(at + 3, &['-', '–', '—']) && tokens.is_digits(at + 4) && tokens.is_mark(at + 5, '/');
        // `Windows 8/8.1`: versions.
        let is_dotted_on = tokens.is_mark(at + 3, '.')
            && tokens.is_digits(at + 4)
            && !tokens.is_spaced(at + 3)
            && !tokens.is_spaced(at + 4);
        let is_slashed =
            mark == '/' && is_small && !is_dotted_on && (is_in_range || !looks_like_fraction(first, second));
        // `08.12.`: day and month where the dot is no decimal mark.
        let has_dot = tokens.is_mark(at + 3, '.') && !tokens.is_spaced(at + 3);
        // `1.16.x`: a version.
        let goes_on = has_dot
            && !tokens.is_spaced(at + 4)
            && matches!(tokens.kind(at + 4), Some(TokenKind::Digits | TokenKind::Word))
            // `am 31.01.auf den 27.02.`: the space is missing.
            && !(first.count == 2 && second.count == 2 && tokens.text(at + 4).chars().count() > 1 && !tokens.is_digits(at + 4));
        let has_closing_dot = has_dot && !goes_on;
        let is_day_first = matches!(tokens.lexicon.traits.date_orders.first(), Some(DateOrder::Dmy | DateOrder::Ymd))
            && !tokens.lexicon.traits.is_unspaced
            && !tokens.lexicon.traits.decimal.contains(&'.');
        let is_full = first.count + second.count >= 3 && !tokens.is_spaced(at + 2);
        let is_dotted = mark == '.'
            && is_day_first
            && is_small
            && !goes_on
            && (is_full || has_closing_dot)
            && !version::is_acronym_before(tokens, at);
        let to = at + 3 + usize::from(is_dotted && has_closing_dot && !ends_sentence(tokens, at + 3));
        return (is_slashed || is_dotted).then(|| (vec![first, second], mark, to));
    };
    let long = [first, second, third].iter().filter(|group| group.count == 4).count();
    let is_dotted = mark == '.'
        && (long == 1
            || ([first, second, third].iter().all(|group| group.count == 2)
                && tokens.lexicon.traits.date_orders.first() != Some(&DateOrder::Mdy)));
    let is_date =
        second.count <= 2 && long <= 1 && (mark != '.' || is_dotted) && (mark != '-' || long == 1 || third.count == 2);
    let to = at + 5;
    // Korean and Hungarian close a date with a dot: `2018. 9. 1.`
    let closing = usize::from(mark == '.' && first.count == 4 && tokens.is_mark(to, '.') && !tokens.is_spaced(to));
    is_date.then(|| (vec![first, second, third], mark, to + closing))
}

/// Whether the dot at `at` may end a sentence: nothing follows, or a new word after a space.
fn ends_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at + 1).is_none() || (tokens.is_spaced(at + 1) && tokens.kind(at + 1) == Some(TokenKind::Word))
}

/// `1/2`, `3/4`: fractions rather than days.
fn looks_like_fraction(first: Group, second: Group) -> bool {
    first.value < second.value
        && matches!(second.value, 2 | 3 | 4 | 5 | 8 | 10)
        && first.count == 1
        && second.count <= 2
        && first.value <= 3
}

/// The dates that the groups make by the orders, the first order first, impossible ones left out.
fn candidates(groups: &[Group], orders: &[DateOrder], is_range_end: bool) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    // November 31 is a date all the same where no other reading is left: an impossible one.
    // A pair of numbers that no calendar has is no date at all.
    let kinds = if groups.len() == 2 && !is_range_end { &[true][..] } else { &[true, false][..] };
    for &wants_possible in kinds {
        for order in orders {
            // A year at the end is not this language's own order: day and month then stand as in its other one.
            let is_year_last = groups.last().is_some_and(|last| last.count == 4) || groups.len() == 2;
            if *order == DateOrder::Ymd && is_year_last && orders.contains(&DateOrder::Dmy) {
                continue;
            }
            let Some(date) = arranged(groups, *order).filter(|date| date.is_possible() || !wants_possible) else {
                continue;
            };
            if !dates.contains(&date) {
                dates.push(date);
            }
        }
        if !dates.is_empty() {
            break;
        }
    }
    dates
}

fn arranged(groups: &[Group], order: DateOrder) -> Option<Date> {
    let small = |group: Group| u8::try_from(group.value).ok().filter(|_| group.count <= 2);
    let date = |year: Option<Group>, month: Group, day: Group| {
        let (month, day) =
            (small(month).filter(|m| (1..=12).contains(m))?, small(day).filter(|d| (1..=31).contains(d))?);
        let year = match year {
            Some(group) => Some(full_year(group)?),
            None => None,
        };
        Some(Date { year, month: Some(month), day: Some(day), weekday: None })
    };
    match (groups, order) {
        // A year that is written out shows where it stands, whatever the order; then month before day.
        ([y, m, d], _) if y.count == 4 => date(Some(*y), *m, *d),
        ([a, b, y], DateOrder::Ymd) if y.count == 4 => date(Some(*y), *a, *b),
        ([d, m, y], DateOrder::Dmy) => date(Some(*y), *m, *d),
        ([m, d, y], DateOrder::Mdy) => date(Some(*y), *m, *d),
        ([y, m, d], DateOrder::Ymd) => date(Some(*y), *m, *d),
        ([d, m], DateOrder::Dmy) => date(None, *m, *d),
        ([m, d], DateOrder::Mdy | DateOrder::Ymd) => date(None, *m, *d),
        _ => None,
    }
}

/// `2018`, or `18` for 2018; two digits of the last century are not met in documentation.
fn full_year(group: Group) -> Option<i16> {
    let value = i16::try_from(group.value).ok()?;
    match group.count {
        // Thai writes Buddhist years without saying so.
        4 if (2_440..=2_600).contains(&value) => Some(value - 543),
        4 => (1_900..=2_600).contains(&value).then_some(value),
        2 => Some(2_000 + value),
        _ => None,
    }
}
