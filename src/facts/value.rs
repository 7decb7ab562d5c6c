//! Values: one notation, the same in every language, in the unit that was stated.

use std::fmt;

use rust_decimal::Decimal;

use crate::lexicon::{Bound, Relation, TimeUnit};
use crate::text::Span;

/// The kinds of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Number,
    Ordinal,
    Percent,
    Ratio,
    Fraction,
    Multiple,
    Duration,
    Date,
    Weekday,
    DateRange,
    Period,
    Time,
    Frequency,
    Money,
    Quantity,
    Version,
    Identifier,
}

impl Kind {
    /// All kinds with their names in reports.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Number, "number"),
        (Self::Ordinal, "ordinal"),
        (Self::Percent, "percent"),
        (Self::Ratio, "ratio"),
        (Self::Fraction, "fraction"),
        (Self::Multiple, "multiple"),
        (Self::Duration, "duration"),
        (Self::Date, "date"),
        (Self::Weekday, "weekday"),
        (Self::DateRange, "date-range"),
        (Self::Period, "period"),
        (Self::Time, "time"),
        (Self::Frequency, "frequency"),
        (Self::Money, "money"),
        (Self::Quantity, "quantity"),
        (Self::Version, "version"),
        (Self::Identifier, "identifier"),
    ];

    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A date, whole or partial.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Gregorian year.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<u8>,
}

impl Date {
    /// Whether the stated parts can stand in a calendar together.
    pub fn is_possible(&self) -> bool {
        let Some(day) = self.day else { return true };
        let year = self.year.unwrap_or(2024);
        let month = self.month.unwrap_or(1);
        jiff::civil::Date::new(year, month as i8, day as i8).is_ok()
    }

    /// Whether the date is whole and its weekday is another one than stated.
    pub fn has_wrong_weekday(&self) -> bool {
        let (Some(year), Some(month), Some(day), Some(weekday)) = (self.year, self.month, self.day, self.weekday)
        else {
            return false;
        };
        jiff::civil::Date::new(year, month as i8, day as i8)
            .is_ok_and(|date| date.weekday().to_monday_one_offset() != weekday as i8)
    }

    /// The date without its weekday.
    pub fn without_weekday(self) -> Self {
        Self { weekday: None, ..self }
    }

    /// The last day that it can mean, where the year is stated and the date can be.
    pub fn last_day(&self) -> Option<jiff::civil::Date> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => jiff::civil::Date::new(year, month as i8, day as i8).ok(),
            (Some(month), None) => Some(jiff::civil::Date::new(year, month as i8, 1).ok()?.last_of_month()),
            (None, None) => jiff::civil::Date::new(year, 12, 31).ok(),
            (None, Some(_)) => None,
        }
    }

    /// How many of day, month and year are stated.
    pub fn parts(&self) -> usize {
        usize::from(self.year.is_some()) + usize::from(self.month.is_some()) + usize::from(self.day.is_some())
    }
}

impl fmt::Display for Date {
    /// EDTF, unstated fields `X`, the weekday in brackets: `2022-03-05[SA]`, `XXXX-06-03`, `2020-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None if self.month.is_none() && self.day.is_none() => {}
            None => f.write_str("XXXX")?,
        }
        match (self.month, self.day) {
            (Some(month), _) => write!(f, "-{month:02}")?,
            (None, Some(_)) => f.write_str("-XX")?,
            (None, None) => {}
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        let Some(weekday) = self.weekday else { return Ok(()) };
        let name = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(weekday.clamp(1, 7)) - 1];
        if self.parts() == 0 { f.write_str(name) } else { write!(f, "[{name}]") }
    }
}

/// A length of time as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub amount: Decimal,
    /// The other end of a range of lengths (12-24 months).
    pub to: Option<Decimal>,
    /// Of what.
    pub unit: TimeUnit,
}

/// The part of a year that a period names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Quarter(u8),
    Half(u8),
}

/// A fiscal or calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// Whether the year is a fiscal one.
    pub is_fiscal: bool,
    /// The year, where it is stated.
    pub year: Option<i16>,
    /// Quarter or half.
    pub part: Option<Part>,
}

/// The zone of a time whose name stands behind it but is not in the lexicon.
pub(crate) const UNKNOWN_ZONE: &str = "?";

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60, where stated.
    pub second: Option<u8>,
    /// The lexicon's id of the zone (`PST`, `PT`, `UTC`).
    pub zone: Option<&'static str>,
    /// Whether morning or afternoon is known: `6 PM`, `18:00`; `6:00` alone may be either.
    pub is_certain: bool,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Frequency {
    /// How many times in each interval.
    pub times: Decimal,
    /// How many units the interval has.
    pub every: Decimal,
    /// The unit of the interval.
    pub unit: TimeUnit,
}

/// What a fact states.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Value {
    Number(Decimal),
    Ordinal(Decimal),
    Percent(Decimal),
    Ratio(Decimal, Decimal),
    Fraction(u32, u32),
    Multiple(Decimal),
    Duration(Duration),
    Date(Date),
    DateRange(Option<Date>, Option<Date>),
    Period(Period),
    Time(Time),
    Frequency(Frequency),
    /// ISO code or open sign.
    Money(&'static str, Decimal),
    /// CLDR's unit id.
    Quantity(Decimal, &'static str),
    Version(String),
    Identifier(String),
}

impl Value {
    /// The kind of fact this is the value of.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Percent(_) => Kind::Percent,
            Self::Ratio(..) => Kind::Ratio,
            Self::Fraction(..) => Kind::Fraction,
            Self::Multiple(_) => Kind::Multiple,
            Self::Duration(_) => Kind::Duration,
            Self::Date(date) if date.parts() == 0 => Kind::Weekday,
            Self::Date(_) => Kind::Date,
            Self::DateRange(..) => Kind::DateRange,
            Self::Period(_) => Kind::Period,
            Self::Time(_) => Kind::Time,
            Self::Frequency(_) => Kind::Frequency,
            Self::Money(..) => Kind::Money,
            Self::Quantity(..) => Kind::Quantity,
            Self::Version(_) => Kind::Version,
            Self::Identifier(_) => Kind::Identifier,
        }
    }

    /// The canonical form that is compared: lengths in one unit where they are equal by definition
    /// (seconds, whole days or months), the rest as stated.
    pub fn same_as(&self) -> String {
        match self {
            Self::Duration(duration) => canonical_length(duration).to_string(),
            Self::Frequency(frequency) => {
                let interval = Duration { amount: frequency.every, to: None, unit: frequency.unit };
                let times = if frequency.times == Decimal::ONE {
                    "R".to_owned()
                } else {
                    format!("{}x", frequency.times.normalize())
                };
                format!("{times}/{}", canonical_length(&interval))
            }
            Self::Date(date) => date.without_weekday_if_dated().to_string(),
            Self::Percent(n) => (n / Decimal::ONE_HUNDRED).normalize().to_string(),
            Self::Ordinal(n) | Self::Number(n) | Self::Multiple(n) => n.normalize().to_string(),
            Self::Fraction(n, d) if *d != 0 => (Decimal::from(*n) / Decimal::from(*d)).normalize().to_string(),
            // A phone number is its digits, whatever stands between them.
            Self::Identifier(text) if text.starts_with('+') => {
                text.chars().filter(|c| *c == '+' || c.is_ascii_digit()).collect()
            }
            Self::Identifier(text) => {
                text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
            }
            other => other.to_string(),
        }
    }
}

impl Date {
    fn without_weekday_if_dated(self) -> Self {
        if self.parts() == 0 { self } else { self.without_weekday() }
    }
}

/// Lengths in a common unit where they are equal by definition: seconds, whole days or months. Business days and
/// fractions of a second stay as they are.
pub(crate) fn canonical_length(duration: &Duration) -> Duration {
    let Some((factor, is_months)) = in_seconds_or_months(duration.unit) else { return *duration };
    let day = Decimal::from(86_400);
    let convert = |n: Decimal| n.checked_mul(Decimal::from(factor)).map(|n| n.normalize());
    let (Some(amount), to) = (convert(duration.amount), duration.to.map(convert)) else { return *duration };
    let Some(to) = to.map_or(Some(None), |to| to.map(Some)) else { return *duration };
    if is_months {
        return Duration { amount, to, unit: TimeUnit::Month };
    }
    let is_whole = |n: Decimal| (n % day).is_zero();
    if is_whole(amount) && to.is_none_or(is_whole) {
        let days = |n: Decimal| (n / day).normalize();
        return Duration { amount: days(amount), to: to.map(days), unit: TimeUnit::Day };
    }
    Duration { amount, to, unit: TimeUnit::Second }
}

/// How many seconds (`false`) or months (`true`) the unit has.
fn in_seconds_or_months(unit: TimeUnit) -> Option<(u32, bool)> {
    use TimeUnit as U;
    Some(match unit {
        U::Second => (1, false),
        U::Minute => (60, false),
        U::Hour => (3_600, false),
        U::Day => (86_400, false),
        U::Week => (7 * 86_400, false),
        U::Fortnight => (14 * 86_400, false),
        U::Month => (1, true),
        U::Quarter => (3, true),
        U::HalfYear => (6, true),
        U::Year => (12, true),
        U::Decade => (120, true),
        U::Century => (1_200, true),
        U::Nanosecond | U::Microsecond | U::Millisecond | U::BusinessDay => return None,
    })
}

impl fmt::Display for Duration {
    /// ISO 8601 as stated: `P30D`, `PT24H`, `P5D[business]`, `P12M/P24M`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_length(f, self.amount, self.unit)?;
        let Some(to) = self.to else { return Ok(()) };
        f.write_str("/")?;
        write_length(f, to, self.unit)
    }
}

fn write_length(f: &mut fmt::Formatter<'_>, amount: Decimal, unit: TimeUnit) -> fmt::Result {
    use TimeUnit as U;
    let times = |n: u32| amount.checked_mul(Decimal::from(n)).unwrap_or(amount).normalize();
    let n = amount.normalize();
    match unit {
        U::Nanosecond => write!(f, "PT{}S", n / Decimal::from(1_000_000_000)),
        U::Microsecond => write!(f, "PT{}S", n / Decimal::from(1_000_000)),
        U::Millisecond => write!(f, "PT{}S", (n / Decimal::from(1_000)).normalize()),
        U::Second => write!(f, "PT{n}S"),
        U::Minute => write!(f, "PT{n}M"),
        U::Hour => write!(f, "PT{n}H"),
        U::Day => write!(f, "P{n}D"),
        U::BusinessDay => write!(f, "P{n}D[business]"),
        U::Week => write!(f, "P{n}W"),
        U::Fortnight => write!(f, "P{}W", times(2)),
        U::Month => write!(f, "P{n}M"),
        U::Quarter => write!(f, "P{}M", times(3)),
        U::HalfYear => write!(f, "P{}M", times(6)),
        U::Year => write!(f, "P{n}Y"),
        U::Decade => write!(f, "P{}Y", times(10)),
        U::Century => write!(f, "P{}Y", times(100)),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) | Self::Ordinal(n) => write!(f, "{}", n.normalize()),
            Self::Percent(n) => write!(f, "{}%", n.normalize()),
            Self::Ratio(a, b) => write!(f, "{}:{}", a.normalize(), b.normalize()),
            Self::Fraction(n, d) => write!(f, "{n}/{d}"),
            Self::Multiple(n) => write!(f, "{}x", n.normalize()),
            Self::Duration(duration) => duration.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::DateRange(from, to) => {
                let end = |date: &Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
                write!(f, "{}/{}", end(from), end(to))
            }
            Self::Period(period) => period.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Frequency(frequency) => frequency.fmt(f),
            Self::Money(currency, amount) => write!(f, "{currency} {}", amount.normalize()),
            Self::Quantity(amount, unit) => write!(f, "{} {unit}", amount.normalize()),
            Self::Version(text) | Self::Identifier(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Period {
    /// `FY2021-Q2`, `2020-Q1`, `FY2020`; the year `X` where it is not stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fiscal {
            f.write_str("FY")?;
        }
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        match self.part {
            Some(Part::Quarter(n)) => write!(f, "-Q{n}"),
            Some(Part::Half(n)) => write!(f, "-H{n}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Time {
    /// `T18:00[PST]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.zone {
            Some(UNKNOWN_ZONE) | None => Ok(()),
            Some(zone) => write!(f, "[{zone}]"),
        }
    }
}

impl fmt::Display for Frequency {
    /// `R/P1M`, `2x/P1Y`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.times == Decimal::ONE {
            true => f.write_str("R/")?,
            false => write!(f, "{}x/", self.times.normalize())?,
        }
        write_length(f, self.every, self.unit)
    }
}

/// By which convention a written number or date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Convention {
    /// One of the locale's own.
    Own,
    /// English separators or English date order, which the locale reads otherwise or not at all.
    English,
}

/// What is broken in the writing of a fact whose value is still clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Damage {
    /// A number word broken by a space: `vijf tien`.
    BrokenWord,
    /// A day, month or year marker that the language needs is missing: `2018 年 9 月 1`.
    MissingMark,
    /// The parts of a date in an order that no convention has: `2019 de 1 janvier`.
    Disorder,
    /// A decimal comma in a version.
    DecimalComma,
}

/// One fact of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it states, by the locale's first reading.
    pub value: Value,
    /// Other readings that the writing allows.
    pub also: Vec<(Value, Convention)>,
    /// The words that state it, relation and bound words not among them, as offsets into the cooked text.
    pub span: Span,
    /// Before, after, until ...
    pub relation: Option<(Relation, Span)>,
    /// At least, within ...
    pub bound: Option<(Bound, Span)>,
    /// The name in Latin letters that a number stands behind: the `Office` of Office 365.
    pub label: Option<Span>,
    /// May match, is never demanded.
    pub is_weak: bool,
    /// Whether it is written with digits, in whole or in part.
    pub has_digits: bool,
    /// What is broken in its writing, where the value is clear all the same, and the words that are broken.
    pub damage: Option<(Damage, Span)>,
}

impl Fact {
    /// A fact with a value and a place, and nothing else yet.
    pub fn new(value: Value, span: Span) -> Self {
        let has_digits = false;
        Self {
            value,
            also: Vec::new(),
            span,
            relation: None,
            bound: None,
            label: None,
            is_weak: false,
            has_digits,
            damage: None,
        }
    }

    /// The kind of the first reading.
    pub fn kind(&self) -> Kind {
        self.value.kind()
    }

    /// The words of the fact together with the name it stands behind.
    pub fn named(&self) -> Span {
        self.label.map_or(self.span, |label| self.span.join(label))
    }

    /// The words of the fact together with its relation and bound words.
    pub fn phrase(&self) -> Span {
        let with = |span: Span, other: Option<Span>| other.map_or(span, |other| span.join(other));
        with(with(self.span, self.relation.map(|(_, span)| span)), self.bound.map(|(_, span)| span))
    }
}
