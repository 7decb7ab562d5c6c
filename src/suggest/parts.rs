//! In which parts two values differ, and where a text writes such a part.

use rust_decimal::Decimal;

use crate::facts::{Date, Duration, Frequency, Part as YearPart, Period, Time, Value};

use super::digits::{self, Run};
use super::{Edit, Original, Place, grammar, months};

/// A part of a value: what it is, and what it should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// How many.
    Amount(Decimal, Decimal),
    /// A year, written in whatever era.
    Year(i16, i16),
    /// A month, by its number or by name.
    Month(u8, u8),
    /// A day of a month.
    Day(u8, u8),
    /// A number that nothing is counted by: an hour, a quarter.
    Plain(u32, u32),
}

/// The parts in which `target` differs from `source`; `None` where one has a part that the other lacks.
pub(super) fn differing(source: &Value, target: &Value) -> Option<Vec<Part>> {
    use Value as V;
    let parts = match (source, target) {
        (V::Date(source), V::Date(target)) => dates(*source, *target)?,
        (V::DateRange(a, b), V::DateRange(c, d)) => [ends(*a, *c)?, ends(*b, *d)?].concat(),
        (V::Period(source), V::Period(target)) => periods(source, target)?,
        (V::Time(source), V::Time(target)) => times(source, target)?,
        (V::Duration(source), V::Duration(target)) if source.unit == target.unit => durations(source, target)?,
        (V::Frequency(source), V::Frequency(target)) if source.unit == target.unit => frequencies(source, target)?,
        (V::Ratio(a, b), V::Ratio(c, d)) => [amounts(*c, *a), amounts(*d, *b)].concat(),
        (V::Money(a, m), V::Money(b, n)) if a == b => amounts(*n, *m),
        (V::Quantity(m, a), V::Quantity(n, b)) if a == b => amounts(*n, *m),
        (V::Percent(a), V::Percent(b)) | (V::Multiple(a), V::Multiple(b)) | (V::Ordinal(a), V::Ordinal(b)) => {
            amounts(*b, *a)
        }
        // The unit may be said in a word that is not known.
        (source, V::Number(n)) => amounts(*n, counted(source)?),
        _ => return None,
    };
    (!parts.is_empty()).then_some(parts)
}

fn counted(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(n) | Value::Ordinal(n) | Value::Money(_, n) | Value::Quantity(n, _) => Some(*n),
        Value::Duration(Duration { amount, to: None, .. }) => Some(*amount),
        _ => None,
    }
}

fn amounts(is: Decimal, should: Decimal) -> Vec<Part> {
    if is == should { Vec::new() } else { vec![Part::Amount(is, should)] }
}

fn durations(source: &Duration, target: &Duration) -> Option<Vec<Part>> {
    let mut parts = amounts(target.amount, source.amount);
    match (source.to, target.to) {
        (Some(should), Some(is)) => parts.extend(amounts(is, should)),
        (None, None) => {}
        _ => return None,
    }
    Some(parts)
}

fn frequencies(source: &Frequency, target: &Frequency) -> Option<Vec<Part>> {
    let every = amounts(target.every, source.every);
    // Nobody says `every 1 year` for `per year`.
    let is_told = every.is_empty() || source.every != Decimal::ONE;
    is_told.then(|| [amounts(target.times, source.times), every].concat())
}

fn ends(source: Option<Date>, target: Option<Date>) -> Option<Vec<Part>> {
    match (source, target) {
        (Some(source), Some(target)) => dates(source, target),
        (None, None) => Some(Vec::new()),
        _ => None,
    }
}

fn dates(source: Date, target: Date) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    match (source.year, target.year) {
        (Some(should), Some(is)) if should != is => parts.push(Part::Year(is, should)),
        (Some(_), None) | (None, Some(_)) if source.parts() == target.parts() => return None,
        _ => {}
    }
    for (should, is, part) in [
        (source.month, target.month, Part::Month as fn(u8, u8) -> Part),
        (source.day, target.day, Part::Day as fn(u8, u8) -> Part),
    ] {
        match (should, is) {
            (Some(should), Some(is)) if should != is => parts.push(part(is, should)),
            (Some(_), None) | (None, Some(_)) => return None,
            _ => {}
        }
    }
    // The name of another day is not written here.
    (source.weekday == target.weekday || target.weekday.is_none()).then_some(parts)
}

fn periods(source: &Period, target: &Period) -> Option<Vec<Part>> {
    let mut parts = match (source.year, target.year) {
        (Some(should), Some(is)) if should != is => vec![Part::Year(is, should)],
        (Some(_), None) | (None, Some(_)) => return None,
        _ => Vec::new(),
    };
    match (source.part, target.part) {
        (Some(YearPart::Quarter(should)), Some(YearPart::Quarter(is)))
        | (Some(YearPart::Half(should)), Some(YearPart::Half(is)))
            if should != is =>
        {
            parts.push(Part::Plain(is.into(), should.into()));
        }
        (a, b) if a == b => {}
        _ => return None,
    }
    (source.is_fiscal == target.is_fiscal).then_some(parts)
}

fn times(source: &Time, target: &Time) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    if source.hour != target.hour {
        // Within one half of the day the sign for it stays.
        (source.hour / 12 == target.hour / 12).then_some(())?;
        parts.push(Part::Plain(target.hour.into(), source.hour.into()));
    }
    if source.minute != target.minute {
        parts.push(Part::Plain(target.minute.into(), source.minute.into()));
    }
    (source.second == target.second).then_some(parts)
}

impl Part {
    /// Every single edit of `place` that tells this part as it should be.
    pub(super) fn edits(self, place: &Place<'_>, original: &Original<'_>) -> Vec<Edit> {
        let runs = digits::runs(place);
        let each = runs.iter();
        match self {
            Self::Amount(is, should) => digits::amounts(place, original, is, should),
            Self::Year(is, should) => each.filter_map(|run| year(place, run, is, should)).collect(),
            Self::Month(is, should) => {
                let numeric = each.filter_map(|run| plain(&runs, run, is.into(), should.into()));
                numeric.chain(months::edits(place, is, should)).collect()
            }
            Self::Day(is, should) => {
                let is_apt = |run: &&Run| grammar::takes_day(place, run.span, is, should);
                each.filter(is_apt).filter_map(|run| plain(&runs, run, is.into(), should.into())).collect()
            }
            Self::Plain(is, should) => each.filter_map(|run| hour(&runs, run, is, should)).collect(),
        }
    }
}

/// The run rewritten, as wide as it is where numbers are filled up with a zero there.
fn plain(runs: &[Run], run: &Run, is: u32, should: u32) -> Option<Edit> {
    let is_filled = runs.iter().any(|run| run.digits.starts_with('0') && run.digits.len() == 2);
    let width = if is_filled { run.digits.len() } else { 1 };
    (run.value()? == is).then(|| run.rewritten(&format!("{should:0width$}")))
}

/// The same, on the clock of twelve hours where the run is.
fn hour(runs: &[Run], run: &Run, is: u32, should: u32) -> Option<Edit> {
    let short = |n: u32| if (13..24).contains(&n) { n - 12 } else { n };
    plain(runs, run, is, should).or_else(|| plain(runs, run, short(is), short(should)))
}

/// A year of four digits in whatever era, or its last two.
fn year(place: &Place<'_>, run: &Run, is: i16, should: i16) -> Option<Edit> {
    let value = i16::try_from(run.value()?).ok()?;
    if !grammar::is_free_behind(place, run.span) {
        return None;
    }
    match run.digits.len() {
        4 if value == is || value == is + THAI => Some(run.rewritten(&(should + value - is).to_string())),
        2 if value == is % 100 && should / 100 == is / 100 => Some(run.rewritten(&format!("{:02}", should % 100))),
        _ => None,
    }
}

/// What the Buddhist era counts more.
const THAI: i16 = 543;
