//! When two values agree: FACTS by value, not by form.

use rust_decimal::Decimal;

use crate::facts::{Date, Duration, Fact, Frequency, Period, Reading, Time, UNKNOWN_ZONE, Value};
use crate::lexicon::{Bound, TimeUnit};

/// How well two values agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// The numbers are the same, but the unit or sign was not found on one side: nothing is said of it.
    Loose,
    /// The same value told as another kind, or with a part that stands elsewhere in the sentence.
    Told,
    /// The same.
    Same,
}

/// What the whole sentences say beside the two values.
#[derive(Clone, Copy)]
pub(super) struct Context<'r> {
    pub(super) source: &'r Reading,
    pub(super) target: &'r Reading,
}

/// Whether `source` and `target` state the same.
pub(super) fn agree(source: &Value, target: &Value, context: Context<'_>) -> Option<Quality> {
    same_kind(source, target, context)
        .or_else(|| other_kind(source, target, context))
        .or_else(|| other_kind(target, source, context.turned()))
}

impl Context<'_> {
    fn turned(self) -> Self {
        Self { source: self.target, target: self.source }
    }
}

/// What is counted in whole numbers or days, with the limit of the other side: more than 5 is 6 or more, fewer than 5 at
/// most 4.
pub(super) fn counted_on(source: &Fact, target: &Fact) -> Option<Value> {
    let step = match (source.bound?.0, target.bound?.0) {
        (Bound::MoreThan, Bound::AtLeast) | (Bound::AtMost, Bound::FewerThan) => Decimal::ONE,
        (Bound::AtLeast, Bound::MoreThan) | (Bound::FewerThan, Bound::AtMost) => Decimal::NEGATIVE_ONE,
        _ => return None,
    };
    let counted = |n: Decimal| n.is_integer().then(|| n.checked_add(step)).flatten();
    match &source.value {
        Value::Number(n) => counted(*n).map(Value::Number),
        Value::Duration(length) if length.unit == TimeUnit::Day && length.to.is_none() => {
            counted(length.amount).map(|amount| Value::Duration(Duration { amount, ..*length }))
        }
        _ => None,
    }
}

fn when(condition: bool, quality: Quality) -> Option<Quality> {
    condition.then_some(quality)
}

fn same_kind(source: &Value, target: &Value, context: Context<'_>) -> Option<Quality> {
    use Value as V;
    match (source, target) {
        (V::Number(a), V::Number(b))
        | (V::Ordinal(a), V::Ordinal(b))
        | (V::Percent(a), V::Percent(b))
        | (V::Multiple(a), V::Multiple(b)) => when(a == b, Quality::Same),
        (V::Ratio(a, b), V::Ratio(c, d)) => when(a == c && b == d, Quality::Same),
        (V::Fraction(a, b), V::Fraction(c, d)) => when(a * d == b * c, Quality::Same),
        (V::Duration(a), V::Duration(b)) => lengths(a, b),
        (V::Date(a), V::Date(b)) => dates(*a, *b, context),
        (V::DateRange(a, b), V::DateRange(c, d)) => ranges((*a, *b), (*c, *d), context),
        (V::Period(a), V::Period(b)) => periods(a, b, context),
        (V::Time(a), V::Time(b)) => times(a, b),
        (V::Frequency(a), V::Frequency(b)) => frequencies(a, b),
        (V::Money(a, m), V::Money(b, n)) => when(m == n && currencies(a, b), Quality::Same),
        (V::Quantity(m, a), V::Quantity(n, b)) => when(m == n && a == b, Quality::Same),
        (V::Version(a), V::Version(b)) => when(settled(a).eq_ignore_ascii_case(settled(b)), Quality::Same),
        (V::Identifier(_), V::Identifier(_)) => when(
            source.same_as() == target.same_as()
                || differ_in_placeholders(source, target)
                || without_locale(source).is_some_and(|source| without_locale(target).as_ref() == Some(&source)),
            Quality::Same,
        ),
        _ => None,
    }
}

/// One value told as another kind. Called both ways round.
fn other_kind(a: &Value, b: &Value, context: Context<'_>) -> Option<Quality> {
    use Value as V;
    match (a, b) {
        (V::Number(m), V::Ordinal(n)) => when(m == n, Quality::Told),
        // Twice may be said as two; `3x` is not three.
        (V::Number(m), V::Multiple(n)) => when(m == n && *n <= Decimal::TWO, Quality::Loose),
        (V::Number(m), V::Duration(n)) => when(is_end(*m, n, context.source), Quality::Loose),
        // `4k` may be told as four kilobytes, `2M` as two megabytes.
        (V::Number(m), V::Quantity(n, unit))
            if scale_of_bytes(unit).is_some_and(|scale| n.checked_mul(scale) == Some(*m)) =>
        {
            Some(Quality::Loose)
        }
        (V::Number(m), V::Money(_, n) | V::Quantity(n, _)) => when(m == n, Quality::Loose),
        // `$1` of a pattern, in code on one side only.
        (V::Money("$", n), V::Identifier(text)) => {
            when(text.strip_prefix('$').and_then(|digits| digits.parse::<Decimal>().ok()) == Some(*n), Quality::Told)
        }
        // The 1st week, week 1.
        (V::Ordinal(m), V::Duration(n)) => when(*m == Decimal::ONE && n.amount == *m && n.to.is_none(), Quality::Loose),
        (V::Number(m) | V::Ordinal(m), V::Date(date)) => bare_date(*m, *date),
        (V::Number(m), V::Identifier(text)) if is_short_name(text, *m) => Some(Quality::Loose),
        // The digits of a card in groups of four, or in a row.
        (V::Number(m), V::Identifier(text)) if text.contains(' ') => {
            when(text.replace(' ', "").parse::<Decimal>().is_ok_and(|n| n == *m), Quality::Told)
        }
        (V::Number(m), V::Version(text) | V::Identifier(text)) => {
            when(text.parse::<Decimal>().is_ok_and(|n| n == *m), Quality::Told)
        }
        (V::Number(m) | V::Percent(m), V::Fraction(n, d)) => fraction(*m, *n, *d, matches!(a, V::Percent(_))),
        (V::Number(m), V::Frequency(n)) => when(*m > Decimal::ONE && (*m == n.every || *m == n.times), Quality::Loose),
        (V::Number(m), V::Time(time)) => when(time.minute == 0 && *m == Decimal::from(time.hour), Quality::Loose),
        (V::Number(m), V::Period(period)) => {
            when(period.part.is_none() && period.year.is_some_and(|year| *m == Decimal::from(year)), Quality::Loose)
        }
        (V::Multiple(m), V::Percent(n)) => when(m.checked_mul(Decimal::ONE_HUNDRED) == Some(*n), Quality::Told),
        (V::Multiple(m), V::Quantity(n, _) | V::Ordinal(n)) => when(m == n, Quality::Loose),
        // "Two additional years" told as "years, two times".
        (V::Multiple(m), V::Duration(n)) => {
            when(*m == n.amount && n.to.is_none() && context.source.units.contains(&n.unit), Quality::Loose)
        }
        (V::Duration(length), V::Frequency(frequency)) => {
            when(same_length(length, &interval(frequency)), Quality::Told)
        }
        (V::Version(text), V::Identifier(other)) => when(text.eq_ignore_ascii_case(other), Quality::Told),
        (V::Version(text), V::Number(n)) => {
            when(settled(text).parse::<Decimal>().is_ok_and(|version| version == *n), Quality::Told)
        }
        (V::Date(date), V::Period(period)) => date_and_period(*date, period, context),
        (V::Date(date), V::DateRange(from, to)) => {
            when(from.is_none() && *to == Some(*date) || to.is_none() && *from == Some(*date), Quality::Told)
        }
        _ => None,
    }
}

/// Whether the number is what the length counts, or an end of it of which `reading` states the other: "month 4 through 12"
/// told as "4 to 12 months".
fn is_end(n: Decimal, length: &Duration, reading: &Reading) -> bool {
    let Some(to) = length.to else { return n == length.amount };
    let states = |wanted: Decimal| reading.facts.iter().any(|fact| fact.value == Value::Number(wanted));
    n == length.amount && states(to) || n == to && states(length.amount)
}

/// How many bytes the unit is, where its first letter alone may stand for it.
fn scale_of_bytes(unit: &str) -> Option<Decimal> {
    let thousands = ["kilobyte", "megabyte", "gigabyte"].iter().position(|name| *name == unit)?;
    Some((0..thousands).fold(Decimal::ONE_THOUSAND, |scale, _| scale * Decimal::ONE_THOUSAND))
}

/// A version without the parts that are left open by more than a letter: `20.052.XXXX`, which may be torn apart.
fn settled(version: &str) -> &str {
    match version.rsplit_once('.') {
        Some((head, tail)) if tail.len() > 1 && tail.bytes().all(|b| b.eq_ignore_ascii_case(&b'x')) => settled(head),
        _ => version,
    }
}

/// `O365` for Office 365: a letter or a few, and the number.
fn is_short_name(text: &str, n: Decimal) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_short = (1..=4).contains(&(text.len() - digits.len()))
        && !digits.starts_with('-')
        && digits.parse::<Decimal>().is_ok_and(|number| number == n);
    // `21 vianet` for 21Vianet.
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let head = &text[..text.len() - letters.len()];
    is_short
        || (!letters.is_empty()
            && letters.chars().all(char::is_alphabetic)
            && head.parse::<Decimal>().is_ok_and(|number| number == n))
}

/// A year or a day told as a bare number.
fn bare_date(n: Decimal, date: Date) -> Option<Quality> {
    match (date.year, date.month, date.day) {
        (Some(year), None, None) => when(n == Decimal::from(year), Quality::Told),
        (None, None, Some(day)) => when(n == Decimal::from(day), Quality::Told),
        (None, Some(month), None) => when(n == Decimal::from(month), Quality::Loose),
        _ => None,
    }
}

fn fraction(m: Decimal, n: u32, d: u32, is_percent: bool) -> Option<Quality> {
    let value = Decimal::from(n).checked_div(Decimal::from(d))?;
    let m = if is_percent { m / Decimal::ONE_HUNDRED } else { m };
    when(m == value, Quality::Told)
}

/// Two lengths that are equal by definition, or that a language counts otherwise: `quinze jours` for two weeks.
fn lengths(source: &Duration, target: &Duration) -> Option<Quality> {
    if same_length(source, target) {
        return Some(Quality::Same);
    }
    let weeks = |n: u32| same_length(source, &Duration { amount: Decimal::from(n), to: None, unit: TimeUnit::Week });
    let days = |n: u32| *target == Duration { amount: Decimal::from(n), to: None, unit: TimeUnit::Day };
    if source.unit != TimeUnit::Day && (weeks(2) && days(15) || weeks(1) && days(8)) {
        return Some(Quality::Told);
    }
    // Working days told as days: the adjective may be said in a way the lexicon does not know.
    let is_business = |d: &Duration| d.unit == TimeUnit::BusinessDay;
    let is_plain = |d: &Duration| d.unit == TimeUnit::Day;
    let are_days = is_business(source) && is_plain(target) || is_business(target) && is_plain(source);
    (source.amount == target.amount && source.to == target.to && are_days).then_some(Quality::Loose)
}

fn same_length(a: &Duration, b: &Duration) -> bool {
    crate::facts::canonical_length(a) == crate::facts::canonical_length(b)
}

fn interval(frequency: &Frequency) -> Duration {
    Duration { amount: frequency.every, to: None, unit: frequency.unit }
}

fn frequencies(a: &Frequency, b: &Frequency) -> Option<Quality> {
    when(a.times == b.times && same_length(&interval(a), &interval(b)), Quality::Same)
}

/// Whether every part that both state is the same, and a part that one leaves out stands elsewhere in its sentence.
fn dates(source: Date, target: Date, context: Context<'_>) -> Option<Quality> {
    let differs = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
    if differs(source.month, target.month) || differs(source.day, target.day) || differs(source.weekday, target.weekday)
    {
        return None;
    }
    if source.year.is_some() && target.year.is_some() && source.year != target.year {
        return None;
    }
    let has_day = |date: Date| date.day.is_some();
    if source.parts() == 0 || target.parts() == 0 {
        return weekdays(source, target);
    }
    if has_day(source) != has_day(target) {
        return None;
    }
    let mut quality = Quality::Same;
    if source.month.is_some() != target.month.is_some() {
        // 6 月 1 日和 2 日: the month is said once.
        let month = source.month.or(target.month);
        let side = if source.month.is_some() { context.target } else { context.source };
        if !states(side, |date| date.month == month) || !has_day(source) {
            return None;
        }
        quality = Quality::Told;
    }
    match (source.year, target.year) {
        (Some(year), None) if !states_year(context.target, year) => None,
        (None, Some(year)) if !states_year(context.source, year) => None,
        (Some(_), None) | (None, Some(_)) => Some(Quality::Told),
        _ => Some(quality),
    }
}

/// A weekday alone agrees with a date that carries it.
fn weekdays(source: Date, target: Date) -> Option<Quality> {
    when(
        source.weekday.is_some() && source.weekday == target.weekday,
        if source.parts() == target.parts() { Quality::Same } else { Quality::Told },
    )
}

/// Whether a date of `reading` is such.
fn states(reading: &Reading, is_such: impl Fn(Date) -> bool) -> bool {
    reading.facts.iter().any(|fact| match &fact.value {
        Value::Date(date) => is_such(*date),
        Value::DateRange(from, to) => from.is_some_and(&is_such) || to.is_some_and(&is_such),
        _ => false,
    })
}

/// Whether `reading` states the year anywhere.
pub(super) fn states_year(reading: &Reading, year: i16) -> bool {
    let is_number = |fact: &Fact| matches!(&fact.value, Value::Number(n) if *n == Decimal::from(year));
    let is_period = |fact: &Fact| matches!(&fact.value, Value::Period(period) if period.year == Some(year));
    states(reading, |date| date.year == Some(year))
        || reading.facts.iter().any(|fact| is_number(fact) || is_period(fact))
}

/// Whether a date of `reading` is in the month.
pub(super) fn states_month(reading: &Reading, month: u8) -> bool {
    states(reading, |date| date.month == Some(month))
}

/// Whether `reading` says that the year is a fiscal one: in words beside its facts, or by a fiscal period of that year.
pub(super) fn says_fiscal(reading: &Reading, year: i16) -> bool {
    let is_fiscal =
        |fact: &Fact| matches!(&fact.value, Value::Period(period) if period.is_fiscal && period.year == Some(year));
    reading.says_fiscal || reading.facts.iter().any(is_fiscal)
}

type Ends = (Option<Date>, Option<Date>);

fn ranges(source: Ends, target: Ends, context: Context<'_>) -> Option<Quality> {
    let ends = |a: Option<Date>, b: Option<Date>| match (a, b) {
        (Some(a), Some(b)) => dates(a, b, context),
        (None, None) => Some(Quality::Same),
        _ => None,
    };
    Some(ends(source.0, target.0)?.min(ends(source.1, target.1)?))
}

fn periods(a: &Period, b: &Period, context: Context<'_>) -> Option<Quality> {
    if a.part != b.part || (a.year.is_some() && b.year.is_some() && a.year != b.year) {
        return None;
    }
    let is_said = |period: &Period, reading: &Reading| period.year.is_some_and(|year| says_fiscal(reading, year));
    let fiscal =
        |period: &Period, reading: &Reading| period.is_fiscal || reading.says_fiscal || is_said(period, reading);
    if fiscal(a, context.source) != fiscal(b, context.target) && a.is_fiscal != b.is_fiscal {
        return None;
    }
    match (a.year, b.year) {
        (Some(year), None) if !states_year(context.target, year) => None,
        (None, Some(year)) if !states_year(context.source, year) => None,
        (Some(_), None) | (None, Some(_)) => Some(Quality::Told),
        _ if a.is_fiscal == b.is_fiscal => Some(Quality::Same),
        _ => Some(Quality::Told),
    }
}

/// A calendar year told as a year agrees; a fiscal one only where the sentence of the bare year says "fiscal".
fn date_and_period(date: Date, period: &Period, context: Context<'_>) -> Option<Quality> {
    let is_year = date.month.is_none()
        && date.day.is_none()
        && date.year.is_some()
        && date.year == period.year
        && period.part.is_none();
    when(
        is_year && (!period.is_fiscal || period.year.is_some_and(|year| says_fiscal(context.source, year))),
        Quality::Told,
    )
}

fn times(a: &Time, b: &Time) -> Option<Quality> {
    let seconds = a.second.unwrap_or(0) == b.second.unwrap_or(0);
    let same = a.hour == b.hour && a.minute == b.minute && seconds;
    // 6:00 without AM or PM may be either half of the day.
    let open = !(a.is_certain && b.is_certain) && a.hour % 12 == b.hour % 12 && a.minute == b.minute && seconds;
    if !(same || open) || !zones(a.zone, b.zone) {
        return None;
    }
    Some(if same && a.zone.is_some() == b.zone.is_some() { Quality::Same } else { Quality::Told })
}

/// PT is PST or PDT; UTC is GMT.
fn zones(a: Option<&str>, b: Option<&str>) -> bool {
    // A name that the lexicon does not know may be any zone.
    let (Some(a), Some(b)) = (a, b) else { return true };
    if a == UNKNOWN_ZONE || b == UNKNOWN_ZONE {
        return true;
    }
    let generic = |zone: &str, other: &str| {
        zone.len() == other.len() - 1
            && zone.ends_with('T')
            && other.starts_with(&zone[..zone.len() - 1])
            && other.ends_with('T')
    };
    let is_utc = |zone: &str| matches!(zone, "UTC" | "GMT");
    a == b || (is_utc(a) && is_utc(b)) || (a.len() < b.len() && generic(a, b)) || (b.len() < a.len() && generic(b, a))
}

/// A sign that several currencies share agrees with each of them.
fn currencies(a: &str, b: &str) -> bool {
    let shares = |sign: &str, code: &str| match sign {
        "$" => matches!(code, "USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "MXN"),
        "¥" => matches!(code, "JPY" | "CNY"),
        _ => false,
    };
    a == b || shares(a, b) || shares(b, a)
}

/// A visible address without its locale part.
fn without_locale(value: &Value) -> Option<String> {
    let Value::Identifier(text) = value else { return None };
    let (scheme, rest) = text.split_once("://")?;
    let kept: Vec<&str> =
        rest.trim_end_matches('/').split('/').filter(|part| crate::lexicon::Tag::parse(part).is_none()).collect();
    Some(format!("{scheme}://{}", kept.join("/")).to_lowercase())
}

/// Whether two pieces of code are the same but for words that writers translate: the names of what is to be put in
/// (`run <name> 2`, `run someValue 2`), and any in another script.
fn differ_in_placeholders(source: &Value, target: &Value) -> bool {
    let (Value::Identifier(source), Value::Identifier(target)) = (source, target) else { return false };
    let has_digit = |word: &str| word.contains(|c: char| c.is_numeric());
    let is_enclosed = |word: &str| word.starts_with('<') && word.ends_with('>');
    let is_joined = |word: &str| {
        word.chars().all(char::is_alphabetic)
            && word.starts_with(char::is_lowercase)
            && word.contains(char::is_uppercase)
    };
    let is_foreign = |word: &str| word.chars().all(|c| c.is_alphabetic() && c >= '\u{370}');
    let is_renamed = |(a, b): (&str, &str)| {
        let are_placeholders = is_enclosed(a) && is_enclosed(b) || is_joined(a) && is_joined(b) || is_foreign(b);
        // A letter more or less is a slip.
        a == b || are_placeholders && !has_digit(a) && !has_digit(b) && strsim::levenshtein(a, b) > 1
    };
    let (words, others) = (source.split_whitespace(), target.split_whitespace());
    words.clone().count() > 1 && words.clone().count() == others.clone().count() && words.zip(others).all(is_renamed)
}
