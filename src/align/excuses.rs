//! When a fact without a counterpart is not lost, and not out of nowhere.

use rust_decimal::Decimal;

use super::agree;
use crate::facts::{Date, Duration, Fact, Kind, Reading, Value};
use crate::lexicon::TimeUnit;

/// Whether nothing is lost where `fact` has no counterpart in `other`, whose words are `text`.
pub(super) fn is_excused(fact: &Fact, other: &Reading, text: &str) -> bool {
    if fact.is_weak {
        return true;
    }
    match &fact.value {
        Value::Number(n) | Value::Quantity(n, _) if in_idiom(*n, other) => true,
        Value::Duration(Duration { amount, unit, .. })
            if is_round_the_clock(*amount, *unit) && (in_idiom(*amount, other) || says_all_day(other)) =>
        {
            true
        }
        // "Two or more" may be told as "several".
        Value::Number(n) if !fact.has_digits && *n >= Decimal::TWO && other.says_several => true,
        // "100 %" is "wholly" in many a sentence.
        Value::Percent(n) => *n == Decimal::ONE_HUNDRED,
        // "24x7" may be told as seven days a week.
        Value::Frequency(_) if in_idiom(Decimal::from(24), other) => true,
        // "Every Thursday" is weekly.
        Value::Frequency(frequency) if frequency.unit == TimeUnit::Week && other.says_per && says_weekday(other) => {
            true
        }
        Value::Frequency(frequency) => {
            other.units.contains(&frequency.unit) || frequency_unit_is_said(frequency.unit, other)
        }
        Value::Duration(duration) => duration.amount == Decimal::ONE && other.units.contains(&duration.unit),
        Value::Identifier(name) if name.contains(' ') => phrase_stands_in(text, name),
        Value::Identifier(name) | Value::Version(name) => stands_in(text, name) || stands_apart(text, name),
        // The tail of a code that was torn at its hyphen (`PZY – 00018`).
        Value::Number(n) if other.facts.iter().any(|fact| is_tail(&fact.value, *n)) => true,
        // A year is not lost where another date or period of the sentence carries it.
        Value::Date(date) if date.month.is_none() && date.day.is_none() && date.year.is_some() => {
            date.year.is_some_and(|year| agree::states_year(other, year))
        }
        // Nor a month that is named again.
        Value::Date(Date { year: None, month: Some(month), day: None, .. }) => agree::states_month(other, *month),
        Value::Period(period) if period.part.is_none() => period.year.is_some_and(|year| {
            agree::states_year(other, year)
                && (!period.is_fiscal || period.year.is_some_and(|year| agree::says_fiscal(other, year)))
        }),
        _ => false,
    }
}

fn in_idiom(n: Decimal, other: &Reading) -> bool {
    other.idiom_numbers.iter().any(|idiom| Decimal::from(*idiom) == n)
}

/// What `24x7x365` spells out as: 24 hours, 7 days, 365 days.
fn is_round_the_clock(amount: Decimal, unit: TimeUnit) -> bool {
    match unit {
        TimeUnit::Hour => amount == Decimal::from(24),
        TimeUnit::Day => [7, 365, 366].map(Decimal::from).contains(&amount),
        _ => false,
    }
}

/// Whether "around the clock" is said, in words: "24 hours a day, 365 days a year" is no more than that.
fn says_all_day(reading: &Reading) -> bool {
    let is_day = |fact: &Fact| matches!(&fact.value, Value::Duration(length) if is_round_the_clock(length.amount, length.unit) && length.unit == TimeUnit::Hour);
    reading.facts.iter().any(|fact| fact.is_weak && !fact.has_digits && is_day(fact))
}

/// Whether the fact is one of those that together say always: "24 hours per day, 365 days per year". `own` is the reading
/// that it is of.
pub(super) fn says_always(fact: &Fact, own: &Reading) -> bool {
    let is_daily = |value: &Value| matches!(value, Value::Frequency(frequency) if frequency.unit == TimeUnit::Day);
    let is_whole_day = |pair: &[Fact]| {
        let is_behind = pair[1].span.start <= pair[0].span.end + 2;
        is_behind && is_daily(&pair[1].value) && is_round(&pair[0].value, &[TimeUnit::Hour])
    };
    let is_of_phrase = match &fact.value {
        Value::Frequency(frequency) => matches!(frequency.unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Year),
        value => is_round(value, &[TimeUnit::Hour, TimeUnit::Day]),
    };
    is_of_phrase && own.facts.windows(2).any(is_whole_day)
}

/// Whether the value is a length of `24x7x365`, in one of `units`.
fn is_round(value: &Value, units: &[TimeUnit]) -> bool {
    let Value::Duration(Duration { amount, to: None, unit }) = value else { return false };
    units.contains(unit) && is_round_the_clock(*amount, *unit)
}

fn says_weekday(reading: &Reading) -> bool {
    reading
        .facts
        .iter()
        .any(|fact| matches!(&fact.value, Value::Date(date) if date.weekday.is_some()) || fact.kind() == Kind::Weekday)
}

/// A monthly fee may be told as a fee for one month.
fn frequency_unit_is_said(unit: TimeUnit, other: &Reading) -> bool {
    other.facts.iter().any(|fact| match &fact.value {
        Value::Duration(duration) => duration.unit == unit && duration.amount == Decimal::ONE,
        _ => false,
    })
}

/// Whether code of several words stands in `text`, wherever its lines end, or at least those of its words that have
/// digits: the others may be translated.
fn phrase_stands_in(text: &str, name: &str) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let coded: Vec<_> = name.split(' ').filter(|word| word.bytes().any(|b| b.is_ascii_digit())).collect();
    let are_there = !coded.is_empty() && coded.iter().all(|word| stands_in(text, word));
    are_there || stands_in(&squeezed(text), &squeezed(name))
}

/// Whether the text speaks of what a format verb of a program prints (`%f`, `%5.2d`): its numbers are that program's.
pub(super) fn tells_of_output(text: &str) -> bool {
    text.split('%').skip(1).any(|rest| {
        let verb = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "+-#.".contains(c));
        verb.starts_with(|c: char| c.is_ascii_lowercase()) && !verb[1..].starts_with(|c: char| c.is_alphanumeric())
    })
}

/// At how many places the words of a fact are looked at.
const MOST_PLACES: usize = 32;

/// Whether the very words of a fact stand on the other side, where nothing was read as a fact: digits, or words that are
/// no number (`ago`, a month of Portuguese and an English word), or any in quotation marks (`set to '["four"]'`).
pub(super) fn is_kept(fact: &Fact, text: &str, other: &Reading, other_text: &str) -> bool {
    const QUOTES: [char; 3] = ['"', '\'', '`'];
    let Some(words) = text.get(fact.span.range()).filter(|words| !words.is_empty()) else { return false };
    other_text.match_indices(words).take(MOST_PLACES).any(|(at, _)| {
        let end = at + words.len();
        let before = other_text[..at].chars().next_back();
        let after = other_text[end..].chars().next();
        let touches = |c: Option<char>| {
            c.is_some_and(|c| c.is_alphanumeric() || c == '-' || fact.has_digits && matches!(c, '.' | ','))
        };
        // `v3.2.1` says 3.2.1.
        let before = if before == Some('v') { other_text[..at - 1].chars().next_back() } else { before };
        let is_quoted = || [before, after].iter().all(|c| c.is_some_and(|c| QUOTES.contains(&c)));
        let reads = |fact: &Fact| !fact.is_weak && fact.span.range().start < end && fact.span.range().end > at;
        let is_read = || other.facts.iter().any(reads);
        let is_telling = fact.has_digits || fact.kind() == Kind::Date;
        (is_telling && !touches(before) && !touches(after) || is_quoted()) && !is_read()
    })
}

/// Whether `name` stands in `text`, no digit or letter of its own kind beside it.
fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !touches(before) && !touches(after)
    })
}

/// Whether `name` stands in `text` with its hyphens told as other dashes or set apart by spaces.
pub(super) fn stands_apart(text: &str, name: &str) -> bool {
    let mut parts = name.split('-');
    let Some(first) = parts.next().filter(|first| first.len() < name.len() && !first.is_empty()) else { return false };
    text.match_indices(first).any(|(at, _)| {
        let mut rest = &text[at + first.len()..];
        let are_there = parts.clone().all(|part| {
            rest = rest.trim_start_matches([' ', '\u{A0}', '-', '–', '—', '‑', '−']);
            rest.strip_prefix(part).map(|after| rest = after).is_some()
        });
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        are_there && !touches(text[..at].chars().next_back()) && !touches(rest.chars().next())
    })
}

/// Whether `value` is a code whose last part, behind a hyphen, is the number.
pub(super) fn is_tail(value: &Value, n: Decimal) -> bool {
    let Value::Identifier(name) = value else { return false };
    name.rsplit_once('-').is_some_and(|(_, tail)| tail.parse::<Decimal>().is_ok_and(|tail| tail == n))
}
