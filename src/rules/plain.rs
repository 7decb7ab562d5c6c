//! Facts in plain English, as a reader of messages would write them: `January 10`, `at least 5`, `30 days before`.

use rust_decimal::Decimal;

use super::problem::Told;
use crate::facts::{Date, Duration, Fact, Frequency, Kind, Part, Period, Value};
use crate::lexicon::{Bound, Relation, TimeUnit};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The words in quotes, and what they state in plain English.
pub(super) fn quoted(told: Told<'_>) -> String {
    explained(told.words, &plain(told.fact))
}

/// As [`quoted`], where the value is what matters, and not what stands around it.
pub(super) fn value_quoted(told: Told<'_>) -> String {
    explained(told.words, &value(&told.fact.value))
}

/// The words in quotes, and what they mean unless they say so themselves.
fn explained(words: &str, meaning: &str) -> String {
    let words = one_line(words);
    let unspaced = |text: &str| text.split_whitespace().collect::<String>();
    if unspaced(&words) == unspaced(meaning) { format!("“{words}”") } else { format!("“{words}” ({meaning})") }
}

/// The text with every run of white space as one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fact in plain English: `365 days before`, `at least 5`, `until September 1, 2018`.
pub(super) fn plain(fact: &Fact) -> String {
    let value = value(&fact.value);
    let bound = match fact.bound.map(|(bound, _)| bound) {
        Some(Bound::AtLeast) => format!("at least {value}"),
        Some(Bound::AtMost) => format!("at most {value}"),
        Some(Bound::MoreThan) => format!("more than {value}"),
        Some(Bound::FewerThan) => format!("fewer than {value}"),
        Some(Bound::OrLater) => format!("{value} or later"),
        Some(Bound::OrEarlier) => format!("{value} or earlier"),
        Some(Bound::Within) => format!("within {value}"),
        Some(Bound::Approximately) => format!("approximately {value}"),
        None => value,
    };
    let is_length = fact.kind() == Kind::Duration;
    match fact.relation.map(|(relation, _)| relation) {
        Some(relation @ (Relation::Before | Relation::After)) if is_length => format!("{bound} {}", relation.as_str()),
        Some(Relation::On) | None => bound,
        Some(Relation::AsOf) => format!("as of {bound}"),
        Some(relation) => format!("{} {bound}", relation.as_str()),
    }
}

/// A value in plain English.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Ordinal(n) => ordinal(n.normalize()),
        Value::Duration(duration) => length(duration),
        Value::Date(date) => self::date(*date),
        Value::DateRange(from, to) => match (from, to) {
            (Some(from), Some(to)) => format!("{} to {}", date(*from), date(*to)),
            (Some(from), None) => format!("{} and later", date(*from)),
            (None, Some(to)) => format!("{} and earlier", date(*to)),
            (None, None) => "any day".to_owned(),
        },
        Value::Period(period) => self::period(*period),
        Value::Time(time) => time.to_string().trim_start_matches('T').replace('[', " ").replace(']', ""),
        Value::Frequency(frequency) => interval(frequency),
        Value::Quantity(amount, unit) => format!("{} {}", amount.normalize(), measure(*amount, unit)),
        other => other.to_string(),
    }
}

/// `1st`, `2nd`, `11th`.
fn ordinal(n: Decimal) -> String {
    let digits = n.to_string();
    let ending = match digits.as_bytes() {
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{digits}{ending}")
}

/// `Saturday, March 5, 2022`, `June 3`, `May 2020`, `the 15th`.
fn date(date: Date) -> String {
    let name = |month: u8| MONTHS.get(usize::from(month).wrapping_sub(1)).copied();
    let day = match (date.month, date.day) {
        (Some(month), Some(day)) => Some(match name(month) {
            Some(name) => format!("{name} {day}"),
            None => format!("day {day} of month {month}"),
        }),
        (Some(month), None) => Some(name(month).map_or_else(|| format!("month {month}"), str::to_owned)),
        (None, Some(day)) => Some(format!("the {}", ordinal(day.into()))),
        (None, None) => None,
    };
    let dated = match (day, date.year) {
        (Some(day), Some(year)) if date.day.is_some() => Some(format!("{day}, {year}")),
        (Some(month), Some(year)) => Some(format!("{month} {year}")),
        (Some(day), None) => Some(day),
        (None, year) => year.map(|year| year.to_string()),
    };
    let weekday = date.weekday.and_then(|day| WEEKDAYS.get(usize::from(day).wrapping_sub(1))).copied();
    [weekday, dated.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `Q2 of fiscal year 2021`, `Q1 2020`, `H2`.
fn period(period: Period) -> String {
    let part = period.part.map(|part| match part {
        Part::Quarter(n) => format!("Q{n}"),
        Part::Half(n) => format!("H{n}"),
    });
    let year = period.year.map(|year| year.to_string());
    match (part, year, period.is_fiscal) {
        (Some(part), Some(year), true) => format!("{part} of fiscal year {year}"),
        (Some(part), Some(year), false) => format!("{part} {year}"),
        (Some(part), None, true) => format!("{part} of a fiscal year"),
        (Some(part), None, false) => part,
        (None, Some(year), true) => format!("fiscal year {year}"),
        (None, Some(year), false) => year,
        (None, None, true) => "a fiscal year".to_owned(),
        (None, None, false) => "a year".to_owned(),
    }
}

/// `30 days`, `12 to 24 months`.
fn length(duration: &Duration) -> String {
    let unit = match duration.unit {
        TimeUnit::BusinessDay => "business day",
        TimeUnit::HalfYear => "half-year",
        unit => unit.as_str(),
    };
    let plural = if duration.amount == Decimal::ONE && duration.to.is_none() { "" } else { "s" };
    match duration.to {
        Some(to) => format!("{} to {} {unit}{plural}", duration.amount.normalize(), to.normalize()),
        None => format!("{} {unit}{plural}", duration.amount.normalize()),
    }
}

/// The name of a unit in the number that goes with the amount: `gigabytes`, `square feet`, `miles per hour`.
fn measure(amount: Decimal, unit: &str) -> String {
    if matches!(unit, "celsius" | "fahrenheit") {
        return format!("degrees {}{}", unit[..1].to_uppercase(), &unit[1..]);
    }
    let (counted, rest) = match unit.split_once("-per-") {
        Some((counted, per)) => (counted, format!(" per {}", per.replace('-', " "))),
        None => (unit, String::new()),
    };
    let counted = counted.replace('-', " ");
    let many = match counted.strip_suffix("foot") {
        _ if amount == Decimal::ONE || counted.ends_with("hertz") => counted,
        Some(stem) => format!("{stem}feet"),
        None if counted.ends_with("inch") => format!("{counted}es"),
        None => format!("{counted}s"),
    };
    format!("{many}{rest}")
}

/// `every month`, `2 times every year`, `every 3 months`.
fn interval(frequency: &Frequency) -> String {
    let unit = frequency.unit.as_str();
    let times = match frequency.times == Decimal::ONE {
        true => String::new(),
        false => format!("{} times ", frequency.times.normalize()),
    };
    match frequency.every == Decimal::ONE {
        true => format!("{times}every {unit}"),
        false => format!("{times}every {} {unit}s", frequency.every.normalize()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: Option<i16>, month: Option<u8>, day: Option<u8>, weekday: Option<u8>) -> Value {
        Value::Date(Date { year, month, day, weekday })
    }

    #[test]
    fn dates_are_told_as_a_reader_would() {
        for (date, expected) in [
            (on(Some(2022), Some(3), Some(5), Some(6)), "Saturday, March 5, 2022"),
            (on(None, Some(1), Some(10), None), "January 10"),
            (on(Some(2020), Some(5), None, None), "May 2020"),
            (on(Some(2020), None, None, None), "2020"),
            (on(None, Some(6), None, None), "June"),
            (on(None, None, Some(1), None), "the 1st"),
            (on(None, None, None, Some(7)), "Sunday"),
            (on(Some(2018), Some(13), Some(13), None), "day 13 of month 13, 2018"),
            (on(Some(2018), Some(2), Some(31), None), "February 31, 2018"),
        ] {
            assert_eq!(value(&date), expected);
        }
    }

    #[test]
    fn quantities_are_told_as_a_reader_would() {
        for (amount, unit, expected) in [
            (100, "gigabyte", "100 gigabytes"),
            (1, "kilowatt-hour", "1 kilowatt hour"),
            (60, "mile-per-hour", "60 miles per hour"),
            (6, "square-foot", "6 square feet"),
            (2, "inch", "2 inches"),
            (3, "gigahertz", "3 gigahertz"),
            (20, "celsius", "20 degrees Celsius"),
        ] {
            assert_eq!(value(&Value::Quantity(Decimal::from(amount), unit)), expected);
        }
    }

    #[test]
    fn ranges_periods_and_ordinals_are_told_as_a_reader_would() {
        let day = |month, day| Some(Date { year: None, month: Some(month), day: Some(day), weekday: None });
        let period = |is_fiscal, year, part| Value::Period(Period { is_fiscal, year, part });
        for (told, expected) in [
            (Value::DateRange(day(1, 10), day(10, 31)), "January 10 to October 31"),
            (Value::DateRange(day(1, 10), None), "January 10 and later"),
            (Value::DateRange(None, day(1, 10)), "January 10 and earlier"),
            (period(true, Some(2021), Some(Part::Quarter(2))), "Q2 of fiscal year 2021"),
            (period(false, Some(2020), Some(Part::Half(1))), "H1 2020"),
            (period(true, Some(2020), None), "fiscal year 2020"),
            (Value::Ordinal(2.into()), "2nd"),
            (Value::Ordinal(12.into()), "12th"),
            (Value::Ordinal(113.into()), "113th"),
            (Value::Ordinal(21.into()), "21st"),
        ] {
            assert_eq!(value(&told), expected);
        }
    }

    #[test]
    fn a_meaning_that_the_words_say_is_not_told_twice() {
        assert_eq!(explained("15 %", "15%"), "“15 %”");
        assert_eq!(explained("15\u{A0}%", "15%"), "“15 %”");
        assert_eq!(explained("15,5 %", "15.5%"), "“15,5 %” (15.5%)");
    }
}
