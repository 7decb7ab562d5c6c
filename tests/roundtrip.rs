//! What can be written with a locale's own words, marks and orders is read back as the same value: for every locale, values
//! drawn by proptest, always the same ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its lexicon has failed")]

use std::borrow::Cow;

use docparity::document::Text;
use docparity::facts::{self, Convention};
use docparity::lexicon::{self, DateOrder, Entry, Lexicon, Meaning, Side, TimeUnit, Unit};
use proptest::prelude::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// Draws `values` for every locale and holds what `write` makes of each of them: the text, and what it states.
fn holds<V: Strategy>(values: impl Fn() -> V, write: impl Fn(&Locale, &V::Value) -> Option<(String, String)>) {
    let mut problems = String::new();
    for locale in lexicon::tags().map(Locale::of) {
        let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let held = runner.run(&values(), |value| match write(&locale, &value) {
            Some((text, stated)) => locale.states(&text, &stated),
            None => Ok(()),
        });
        if let Err(error) = held {
            problems.push_str(&format!("{}: {error}\n", locale.lexicon.tag));
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// A lexicon, and how its language writes what it states.
struct Locale {
    lexicon: &'static Lexicon,
    /// The lines of its file.
    lines: &'static str,
}

impl Locale {
    fn of(tag: &'static str) -> Self {
        Self { lexicon: lexicon::by_file(tag).unwrap(), lines: lexicon::written(tag).unwrap() }
    }

    /// Whether `text` is read as a fact `stated` by one of the locale's own readings.
    fn states(&self, text: &str, stated: &str) -> Result<(), TestCaseError> {
        let cooked = Text { cooked: Cow::Borrowed(text), ..Text::default() };
        let facts = facts::read(&cooked, self.lexicon, lexicon::english()).facts;
        let own = facts.iter().flat_map(|fact| {
            let also = fact.also.iter().filter(|(_, convention)| *convention == Convention::Own);
            std::iter::once(&fact.value).chain(also.map(|(value, _)| value))
        });
        let read: Vec<String> = own.map(ToString::to_string).collect();
        if read.iter().any(|value| value == stated) {
            return Ok(());
        }
        Err(TestCaseError::fail(format!("`{text}` states {stated}, and was read as {read:?}")))
    }

    /// Whether a trait of the file (`percent-position`) says `value`.
    fn says(&self, name: &str, value: &str) -> bool {
        let line = self.lines.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.is_some_and(|line| line.split_whitespace().any(|word| word == value))
    }

    /// The words that mean what `takes` accepts and can be demanded.
    fn words<'a>(&self, takes: impl Fn(&Meaning) -> bool + 'a) -> Vec<&'static Entry> {
        let entries = self.lexicon.entries().iter();
        entries.filter(|entry| takes(&entry.meaning) && !entry.is_weak && !entry.is_stem && !entry.is_glued).collect()
    }

    /// The word of `meaning` that a number picks.
    fn word(&self, meaning: Meaning, pick: usize) -> Option<String> {
        let words = self.words(|other| *other == meaning);
        let entry = words.get(pick % words.len().max(1))?;
        Some(entry.exact.unwrap_or(&entry.word).to_owned())
    }

    /// `1.234,5` with the locale's first marks.
    fn number(&self, whole: u64, tenths: u64) -> String {
        let digits = whole.to_string();
        let mark = self.lexicon.traits.grouping.first().copied().unwrap_or(' ');
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        if tenths > 0 {
            text.push(self.lexicon.traits.decimal.first().copied().unwrap_or('.'));
            text.push_str(&tenths.to_string());
        }
        text
    }

    /// Day, month word and year in the order of the locale.
    fn date(&self, (year, month, day): (i16, u8, u8), pick: usize) -> Option<String> {
        let mark = |meaning| self.words(move |other| *other == meaning).first().map(|entry| entry.word.to_string());
        let Some(month_word) = self.word(Meaning::Month(month), pick) else {
            let [y, m, d] = [Meaning::YearMark, Meaning::MonthMark, Meaning::DayMark].map(mark);
            return Some(format!("{year}{}{month}{}{day}{}", y?, m?, d?));
        };
        Some(match self.lexicon.traits.date_orders.first()? {
            DateOrder::Dmy => format!("{day} {month_word} {year}"),
            DateOrder::Mdy => format!("{month_word} {day}, {year}"),
            DateOrder::Ymd => format!("{year} {month_word} {day}"),
        })
    }
}

/// A whole number and tenths; `stated` is its notation.
fn stated(whole: u64, tenths: u64) -> String {
    if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") }
}

fn numbers() -> impl Strategy<Value = (u64, u64)> {
    (0..1_000_000_000_u64, 0..10_u64)
}

fn dates() -> impl Strategy<Value = ((i16, u8, u8), usize)> {
    ((1_990..=2_059_i16, 1..=12_u8, 1..=28_u8), 0..1_000_usize)
}

#[test]
fn numbers_with_the_marks_of_the_locale() {
    holds(numbers, |locale, &(whole, tenths)| Some((locale.number(whole, tenths), stated(whole, tenths))));
}

#[test]
fn percentages_on_the_side_of_the_locale() {
    holds(numbers, |locale, &(whole, tenths)| {
        let number = locale.number(whole, tenths);
        let text = if locale.says("percent-position", "before") { format!("%{number}") } else { format!("{number} %") };
        Some((text, format!("{}%", stated(whole, tenths))))
    });
}

#[test]
fn money_on_either_side() {
    holds(numbers, |locale, &(whole, tenths)| {
        let number = locale.number(whole, tenths);
        let is_before = locale.says("currency-position", "before");
        let text = if is_before { format!("USD {number}") } else { format!("{number} USD") };
        Some((text, format!("USD {}", stated(whole, tenths))))
    });
}

#[test]
fn dates_with_every_name_of_a_month() {
    holds(dates, |locale, &((year, month, day), pick)| {
        Some((locale.date((year, month, day), pick)?, format!("{year}-{month:02}-{day:02}")))
    });
}

#[test]
fn dates_in_numbers_in_the_order_of_the_locale() {
    holds(dates, |locale, &((year, month, day), pick)| {
        let mark = ['/', '.', '-'][pick % 3];
        let text = match locale.lexicon.traits.date_orders.first()? {
            DateOrder::Dmy => format!("{day:02}{mark}{month:02}{mark}{year}"),
            DateOrder::Mdy => format!("{month:02}{mark}{day:02}{mark}{year}"),
            DateOrder::Ymd => format!("{year}{mark}{month:02}{mark}{day:02}"),
        };
        Some((text, format!("{year}-{month:02}-{day:02}")))
    });
}

#[test]
fn lengths_with_every_word_of_a_unit() {
    let units = [(TimeUnit::Hour, "PT", "H"), (TimeUnit::Day, "P", "D"), (TimeUnit::Week, "P", "W")];
    let units = [&units[..], &[(TimeUnit::Month, "P", "M"), (TimeUnit::Year, "P", "Y")]].concat();
    let values = || (2..400_u32, 0..5_usize, 0..1_000_usize);
    holds(values, |locale, &(n, unit, pick)| {
        let (unit, head, sign) = units[unit];
        let words = locale.words(|meaning| *meaning == Meaning::Unit(Unit::Time(unit)));
        // Counted in digits, a word that is a sign of something else too stands directly behind them or not at all.
        let words: Vec<_> =
            words.into_iter().filter(|entry| entry.side == Side::Either && entry.word.chars().count() > 2).collect();
        let entry = words.get(pick % words.len().max(1))?;
        Some((format!("{n} {}", entry.exact.unwrap_or(&entry.word)), format!("{head}{n}{sign}")))
    });
}

#[test]
fn times_on_twenty_four_hours() {
    holds(
        || (0..24_u32, 0..60_u32),
        |_, &(hour, minute)| Some((format!("{hour:02}:{minute:02}"), format!("T{hour:02}:{minute:02}"))),
    );
}

#[test]
fn native_digits_are_digits() {
    const ZEROS: [char; 8] = ['٠', '۰', '०', '০', '๐', '០', '０', '၀'];
    holds(
        || (10..1_000_000_u32, 0..8_usize),
        |_, &(n, system)| {
            let native = |digit: char| char::from_u32(ZEROS[system] as u32 + digit.to_digit(10)?);
            Some((n.to_string().chars().filter_map(native).collect(), n.to_string()))
        },
    );
}
