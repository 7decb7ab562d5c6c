//! Lengths of time.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::lexicon::{Meaning, Relation, Side, TimeUnit, Unit};
use crate::text::Span;

use super::amount::{self, Amount};
use super::number::counted;
use super::read::{At, Found};
use super::tokens::Tokens;
use super::value::{Convention, Date, Duration, Fact, Time, Value};

/// A length of time: an amount, or two, and a unit.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    ready_made(here)
        .or_else(|| half(here))
        .or_else(|| from_to(here))
        .or_else(|| counted_unit(here))
        .or_else(|| unit_first(here))
}

/// The unit of time at token `at`, past a hyphen (`30-day`).
pub(super) fn unit_at(tokens: &Tokens<'_>, at: usize) -> Option<(TimeUnit, usize)> {
    let is_hyphen = tokens.is_one_of(at, &['-', '–']) && !tokens.is_spaced(at) && !tokens.is_spaced(at + 1);
    let at = at + usize::from(is_hyphen);
    let unit = tokens.find(at, |entry| match entry.meaning {
        Meaning::Unit(Unit::Time(unit)) if entry.side != Side::Leading => Some(unit),
        _ => None,
    })?;
    Some((unit, at + 1))
}

fn counted_unit(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let amount = here.amount?;
    if tokens.is_head(amount.to - 1) {
        return None;
    }
    let relation = inner_relation(tokens, amount.to);
    let unit_from = if relation.is_some() { amount.to + 1 } else { past_filler(tokens, amount) };
    let (unit, to) = unit_at(tokens, unit_from)?;
    let value = |n: Decimal| Value::Duration(Duration { amount: n, to: None, unit });
    let mut found = counted(tokens, amount, here.at, to, value);
    add_other_readings(tokens, amount, to, &mut found.fact);
    found.fact.relation = relation;
    Some(found)
}

/// `siku 30`: the unit before its digits, in the languages that write it so.
fn unit_first(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if !tokens.lexicon.traits.is_unit_first {
        return None;
    }
    let (unit, to) = unit_at(tokens, here.at)?;
    let amount = amount::amount(tokens, to).filter(|amount| amount.has_digits)?;
    let value = |n: Decimal| Value::Duration(Duration { amount: n, to: None, unit });
    Some(counted(tokens, &amount, here.at, amount.to, value))
}

/// `les 30 derniers jours`: past or next between the amount and the unit.
fn inner_relation(tokens: &Tokens<'_>, at: usize) -> Option<(Relation, Span)> {
    unit_at(tokens, at + 1)?;
    let relation = tokens.find(at, |entry| match entry.meaning {
        Meaning::Relation(relation @ (Relation::Past | Relation::Next)) if entry.place.duration => Some(relation),
        _ => None,
    })?;
    Some((relation, tokens.span(at, at + 1)))
}

/// `two of the days` is no length, but `30 de zile` (Romanian) is: one filler may stand before the unit.
fn past_filler(tokens: &Tokens<'_>, amount: &Amount) -> usize {
    let is_filler = tokens.means(amount.to, Meaning::Filler)
        && unit_at(tokens, amount.to + 1).is_some()
        && tokens.entries(amount.to).iter().any(|entry| entry.place.duration && !entry.place.amount);
    amount.to + usize::from(is_filler)
}

/// 30 日 may be the thirtieth, `18 h` six in the evening.
fn add_other_readings(tokens: &Tokens<'_>, amount: &Amount, to: usize, fact: &mut Fact) {
    let Some(n) = u8::try_from(amount.value).ok().filter(|_| amount.has_digits) else { return };
    if tokens.means(to - 1, Meaning::DayMark) && (1..=31).contains(&n) {
        fact.also.push((Value::Date(Date { day: Some(n), ..Date::default() }), Convention::Own));
    }
    if tokens.means(to - 1, Meaning::Clock) && n <= 24 {
        fact.also.push((
            Value::Time(Time { hour: n, minute: 0, second: None, zone: None, is_certain: true }),
            Convention::Own,
        ));
    }
}

/// `12-24 months`, `12 to 24 months`.
fn from_to(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let first = here.amount?;
    // `5 days to 6 days`: the unit may stand with both.
    let first_unit = unit_at(tokens, first.to);
    let joint = first_unit.map_or(first.to, |(_, to)| to);
    let is_mark = tokens.is_one_of(joint, &['-', '–', '—', '~', '～']);
    // "Between 7 and 10 days".
    let is_opened = here.at > 0 && tokens.means(here.at - 1, Meaning::RangeOpen);
    let is_joined = is_mark || tokens.means(joint, Meaning::RangeTo);
    if !is_joined && !tokens.means(joint, Meaning::NumberJoiner) {
        return None;
    }
    let second = amount::amount(tokens, joint + 1)?;
    if is_clock(tokens, first, first_unit.map(|(_, to)| to - 1)) || is_clock(tokens, &second, None) {
        return None;
    }
    let (unit, to) = unit_at(tokens, past_filler(tokens, &second))?;
    // `en til 48 timer`: one more.
    let is_article = first.is_weak && second.has_digits && first_unit.is_none() && !is_opened;
    if is_article || second.value <= first.value || first_unit.is_some_and(|(other, _)| other != unit) {
        return None;
    }
    // "7 and 10 days" is no range but between words for "between": 7 天和 10 天之间.
    let is_closed = tokens.means(to, Meaning::RangeClose);
    if !is_joined && !is_opened && !is_closed {
        return None;
    }
    let upper = second.value;
    Some(counted(tokens, first, here.at, to, |n| Value::Duration(Duration { amount: n, to: Some(upper), unit })))
}

/// Whether the end of a range is a clock time: `9h às 17h` with its unit at `unit`, or with a point and minutes `9.00 iki 17.00 val.`
fn is_clock(tokens: &Tokens<'_>, amount: &Amount, unit: Option<usize>) -> bool {
    let is_hour = amount.value <= Decimal::from(24) && amount.has_digits;
    let is_marked = unit.is_some_and(|at| !tokens.is_spaced(at) && tokens.means(at, Meaning::Clock));
    let has_minutes = tokens.lexicon.traits.has_dotted_times
        && amount.to == amount.from + 3
        && tokens.is_mark(amount.from + 1, '.')
        && tokens.digits(amount.from + 2).is_some_and(|(n, count)| n < 60 && count == 2)
        && tokens.means(amount.to, Meaning::Clock);
    is_hour && (is_marked || has_minutes)
}

/// A word that is number and unit at once (ar يومان).
fn ready_made(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let (amount, unit, is_weak) = tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Amount(amount, Unit::Time(unit)) => Some((amount, unit, entry.is_weak)),
        _ => None,
    })?;
    let mut fact = Fact::new(Value::Duration(Duration { amount, to: None, unit }), tokens.span(here.at, here.at + 1));
    fact.is_weak = is_weak || amount == Decimal::ONE;
    Some(Found { fact, from: here.at, to: here.at + 1 })
}

/// Half a year, a half-hour, 半年.
fn half(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let (n, d) = tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Fraction(n, d) if d != 0 => Some((n, d)),
        _ => None,
    })?;
    let is_article = |at: usize| {
        tokens.means(at, Meaning::Filler)
            || tokens.entries(at).iter().any(|entry| entry.meaning == Meaning::Number(Decimal::ONE) && entry.is_weak)
    };
    let at = here.at + 1;
    let (unit, to) = unit_at(tokens, at).or_else(|| if is_article(at) { unit_at(tokens, at + 1) } else { None })?;
    let amount = (Decimal::from(n) / Decimal::from(d)).normalize();
    let fact = Fact::new(Value::Duration(Duration { amount, to: None, unit }), tokens.span(here.at, to));
    Some(Found { fact, from: here.at, to })
}

/// `last 3M`: a small number of millions without a currency may be months.
pub(super) fn may_be_months(tokens: &Tokens<'_>, amount: &Amount) -> Option<Value> {
    let is_sign = amount.to == amount.from + 2 && tokens.text(amount.from + 1) == "m";
    let (value, _) = tokens.digits(amount.from).filter(|(value, _)| is_sign && (1..=24).contains(value))?;
    Some(Value::Duration(Duration { amount: Decimal::from(value), to: None, unit: TimeUnit::Month }))
}

/// `six months (6M)`: beside the same number of months, `6M` is not six million.
pub(super) fn spell_out(tokens: &Tokens<'_>, found: &mut [Found]) {
    let months: FxHashSet<Decimal> = found
        .iter()
        .filter_map(|found| match &found.fact.value {
            Value::Duration(Duration { amount, to: None, unit: TimeUnit::Month }) => Some(*amount),
            _ => None,
        })
        .collect();
    for found in found.iter_mut().filter(|found| matches!(found.fact.value, Value::Number(_) | Value::Quantity(..))) {
        let is_sign = found.to == found.from + 2 && tokens.text(found.from + 1) == "m";
        let digits = tokens.digits(found.from).map(|(n, _)| Decimal::from(n));
        let Some(amount) = digits.filter(|n| is_sign && months.contains(n)) else { continue };
        found.fact.value = Value::Duration(Duration { amount, to: None, unit: TimeUnit::Month });
        found.fact.also.clear();
    }
}
