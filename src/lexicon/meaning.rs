//! Typed words: what a word of any language can mean to the grammars.

use rust_decimal::Decimal;

/// Where a fact stands to an event or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Relation {
    Before,
    After,
    Until,
    By,
    Since,
    From,
    AsOf,
    During,
    Past,
    Next,
    /// At or on the very moment. Never reported as a relation of its own; it tells "on" from "by".
    On,
}

impl Relation {
    /// All of them, with their names in files and reports.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Before, "before"),
        (Self::After, "after"),
        (Self::Until, "until"),
        (Self::By, "by"),
        (Self::Since, "since"),
        (Self::From, "from"),
        (Self::AsOf, "as-of"),
        (Self::During, "during"),
        (Self::Past, "past"),
        (Self::Next, "next"),
        (Self::On, "on"),
    ];

    /// The name in files and reports.
    pub fn as_str(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// A limit that an amount or a date sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bound {
    AtLeast,
    AtMost,
    MoreThan,
    FewerThan,
    OrLater,
    OrEarlier,
    Within,
    Approximately,
}

impl Bound {
    /// All of them, with their names in files and reports.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::AtLeast, "at-least"),
        (Self::AtMost, "at-most"),
        (Self::MoreThan, "more-than"),
        (Self::FewerThan, "fewer-than"),
        (Self::OrLater, "or-later"),
        (Self::OrEarlier, "or-earlier"),
        (Self::Within, "within"),
        (Self::Approximately, "approximately"),
    ];

    /// The name in files and reports.
    pub fn as_str(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Nanosecond,
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
}

impl TimeUnit {
    /// All of them, with their ids in lexicon files (CLDR's, where CLDR has one).
    pub const ALL: [(Self, &'static str); 16] = [
        (Self::Nanosecond, "nanosecond"),
        (Self::Microsecond, "microsecond"),
        (Self::Millisecond, "millisecond"),
        (Self::Second, "second"),
        (Self::Minute, "minute"),
        (Self::Hour, "hour"),
        (Self::Day, "day"),
        (Self::BusinessDay, "business-day"),
        (Self::Week, "week"),
        (Self::Fortnight, "fortnight"),
        (Self::Month, "month"),
        (Self::Quarter, "quarter"),
        (Self::HalfYear, "half-year"),
        (Self::Year, "year"),
        (Self::Decade, "decade"),
        (Self::Century, "century"),
    ];

    /// The id in lexicon files.
    pub fn as_str(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// A calendar in which a year is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Era {
    Gregorian,
    Buddhist,
    Reiwa,
    Heisei,
    Showa,
    Taisho,
    Meiji,
    Roc,
}

impl Era {
    /// All of them, with their names in lexicon files.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Gregorian, "gregorian"),
        (Self::Buddhist, "buddhist"),
        (Self::Reiwa, "reiwa"),
        (Self::Heisei, "heisei"),
        (Self::Showa, "showa"),
        (Self::Taisho, "taisho"),
        (Self::Meiji, "meiji"),
        (Self::Roc, "roc"),
    ];

    /// What is added to a year of this era to get the Gregorian year.
    pub fn offset(self) -> i16 {
        match self {
            Self::Gregorian => 0,
            Self::Buddhist => -543,
            Self::Reiwa => 2018,
            Self::Heisei => 1988,
            Self::Showa => 1925,
            Self::Taisho => 1911,
            Self::Meiji => 1867,
            Self::Roc => 1911,
        }
    }
}

/// A unit: of time, or any other by CLDR's id without its category (`gigabyte`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A unit of time.
    Time(TimeUnit),
    /// Any other.
    Other(&'static str),
}

/// What a word means to the grammars. One word may have several meanings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// Month 1 to 12.
    Month(u8),
    /// Weekday, 1 Monday to 7 Sunday.
    Weekday(u8),
    /// A unit.
    Unit(Unit),
    /// Number and unit in one word.
    Amount(Decimal, Unit),
    /// A cardinal.
    Number(Decimal),
    /// A multiplier.
    Scale(Decimal),
    /// An ordinal.
    Ordinal(u32),
    /// A fraction, numerator and denominator.
    Fraction(u32, u32),
    /// Twice, double.
    Multiple(u32),
    /// And, between number words.
    NumberJoiner,
    /// Point or comma, between the number words of a decimal.
    DecimalPoint,
    /// Minus.
    Negative,
    /// Both.
    Both,
    /// Several.
    Several,
    /// Percent.
    Percent,
    /// A relation.
    Relation(Relation),
    /// A bound.
    Bound(Bound),
    /// Once every N units.
    Frequency(u32, TimeUnit),
    /// Per.
    Per,
    /// Every.
    Every,
    /// Times.
    Times,
    /// A currency: ISO code, or the sign where that is open.
    Currency(&'static str),
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// 12:00.
    Noon,
    /// 00:00.
    Midnight,
    /// Goes with a clock time.
    Clock,
    /// Follows the minutes.
    MinuteMark,
    /// A time zone.
    Zone(&'static str),
    /// An era.
    Era(Era),
    /// Fiscal year.
    Fiscal,
    /// Calendar year, said expressly.
    Calendar,
    /// Quarter 1 to 4 of a year.
    Quarter(u8),
    /// Half 1 or 2 of a year.
    Half(u8),
    /// Goes with a year.
    YearMark,
    /// Goes with a month number.
    MonthMark,
    /// Goes with a day.
    DayMark,
    /// Makes digits an ordinal.
    OrdinalMark,
    /// Opens a range.
    RangeOpen,
    /// Between the ends of a range.
    RangeTo,
    /// Closes a range.
    RangeClose,
    /// Means nothing inside a phrase.
    Filler,
    /// Looks like a fact and is none.
    Idiom,
    /// Says that a date is that of the page, not of what it tells.
    Stamp,
}

/// What a word adds to whether its text states a fact, where the text has no digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing by itself: it goes with a number, a date or a time.
    None,
    /// A unit of time: behind a word of [`Weight::Rhythm`] it makes a frequency.
    Unit,
    /// Every, per: before or behind a unit of time it makes a frequency.
    Rhythm,
    /// It can state something alone.
    Alone,
}

impl Meaning {
    /// What a word of this meaning adds. No grammar may make a fact of words that weigh less.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Month(_)
            | Self::Weekday(_)
            | Self::Amount(..)
            | Self::Number(_)
            | Self::Scale(_)
            | Self::Ordinal(_)
            | Self::Fraction(..)
            | Self::Multiple(_)
            | Self::Both
            | Self::Frequency(..)
            | Self::Noon
            | Self::Midnight
            | Self::Era(_)
            | Self::Quarter(_)
            | Self::Half(_) => Weight::Alone,
            Self::Per | Self::Every => Weight::Rhythm,
            Self::Unit(Unit::Time(_)) => Weight::Unit,
            _ => Weight::None,
        }
    }
}

/// On which side of its phrase a word stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// `before ~`
    Leading,
    /// `~ ago`
    Trailing,
    /// No `~` in the file.
    #[default]
    Either,
}

/// The kinds of fact that a relation or bound word goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Dates, years, periods and ranges of them.
    pub date: bool,
    /// Durations.
    pub duration: bool,
    /// Numbers, percentages, money, quantities, versions.
    pub amount: bool,
    /// Clock times.
    pub time: bool,
}

impl Place {
    /// Whether there is a kind of fact that both go with.
    pub fn meets(self, other: Self) -> bool {
        self.date && other.date
            || self.duration && other.duration
            || self.amount && other.amount
            || self.time && other.time
    }
}

impl Default for Place {
    fn default() -> Self {
        Self { date: true, duration: true, amount: true, time: true }
    }
}

fn name_of<T: PartialEq>(all: &[(T, &'static str)], wanted: T) -> &'static str {
    all.iter().find(|(item, _)| *item == wanted).map_or("", |(_, name)| name)
}
