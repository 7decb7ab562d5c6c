//! Facts of which the translation's language has no words: what is left of them to compare is their digits.

use rust_decimal::Decimal;

use crate::facts::{Date, Duration, Fact, Kind, Value};
use crate::lexicon::Lexicon;

/// Whether the lexicon has the words that a fact of this kind is stated with.
pub(super) fn has_words_for(lexicon: &Lexicon, kind: Kind) -> bool {
    let class = match kind {
        Kind::Number | Kind::Ordinal | Kind::Identifier | Kind::Version => return true,
        Kind::Frequency => "frequency",
        Kind::Date | Kind::DateRange | Kind::Weekday | Kind::Period | Kind::Time => "month",
        _ => "unit",
    };
    lexicon.is_complete(class)
}

/// The numbers that any language writes of `value`: day and year of a date, the amount of a length.
pub(super) fn of(value: &Value) -> Vec<Decimal> {
    match value {
        Value::Date(date) => of_date(*date),
        Value::DateRange(from, to) => [from, to].into_iter().flatten().flat_map(|date| of_date(*date)).collect(),
        Value::Duration(Duration { amount, to, .. }) => std::iter::once(*amount).chain(*to).collect(),
        Value::Percent(n) | Value::Money(_, n) | Value::Quantity(n, _) => vec![*n],
        Value::Time(time) => vec![Decimal::from(time.hour)],
        _ => Vec::new(),
    }
}

fn of_date(date: Date) -> Vec<Decimal> {
    let (day, year) = (date.day.map(Decimal::from), date.year.map(Decimal::from));
    day.into_iter().chain(year).collect()
}

/// Whether `fact`, read without words, is the number `n` of `value`. The hours of an afternoon are counted from noon or
/// from midnight.
pub(super) fn states(fact: &Fact, n: Decimal, value: &Value) -> bool {
    let is_hour = matches!(value, Value::Time(_));
    match &fact.value {
        Value::Number(m) | Value::Ordinal(m) => *m == n || (is_hour && *m + Decimal::from(12) == n),
        Value::Date(Date { year: Some(year), month: None, day: None, .. }) => Decimal::from(*year) == n,
        Value::Date(Date { year: None, month: None, day: Some(day), .. }) => Decimal::from(*day) == n,
        _ => false,
    }
}
