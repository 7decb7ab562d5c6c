//! Writes the `[generated]` block of a lexicon file from CLDR's JSON packages.

pub(crate) mod block;
mod calendar;
mod currency;
pub(crate) mod file;
mod numbers;
pub(crate) mod plural;
pub(crate) mod rbnf;
mod source;
mod traits;
mod units;
mod zones;

pub(crate) use source::Source;

use block::Block;
use plural::Plurals;
use rbnf::Rbnf;
use serde_json::Value;

/// A locale with the data that more than one class is made of.
pub(crate) struct Locale<'s> {
    /// The packages.
    pub(crate) source: &'s Source,
    /// CLDR's name of the locale: `zh-Hant`.
    pub(crate) name: String,
    /// `ca-gregorian`.
    pub(crate) calendar: Value,
    /// `numbers.json`.
    pub(crate) numbers: Value,
    /// Spelling rules.
    pub(crate) rbnf: Rbnf,
}

impl<'s> Locale<'s> {
    /// Reads what CLDR has on a tag of ours.
    pub(crate) fn new(source: &'s Source, tag: &str) -> Self {
        let name = source::cldr_locale(tag);
        let mut dates = source.main("cldr-dates-full", &name, "ca-gregorian");
        let calendar = dates["dates"]["calendars"]["gregorian"].take();
        assert!(calendar.is_object(), "CLDR has no calendar for {name}");
        let numbers = source.main("cldr-numbers-full", &name, "numbers")["numbers"].take();
        let groups: Vec<Value> = source::rbnf_chain(&name).iter().filter_map(|name| source.rbnf(name)).collect();
        let language = tag.split('-').next().unwrap_or(tag);
        let cardinal = Plurals::new(&source.supplemental("plurals")["plurals-type-cardinal"][language]);
        let ordinal = Plurals::new(&source.supplemental("ordinals")["plurals-type-ordinal"][language]);
        Self { source, name, calendar, numbers, rbnf: Rbnf::new(&groups, cardinal, ordinal) }
    }

    /// Whether the language is written without spaces between words.
    pub(crate) fn is_unspaced(&self) -> bool {
        ["zh", "ja", "th", "lo", "km", "my"].contains(&self.name.split('-').next().unwrap_or_default())
    }
}

/// The generated block of a tag.
pub(crate) fn generate(source: &Source, tag: &str) -> String {
    let locale = Locale::new(source, tag);
    let mut block = if tag == "fil" { Block::without_accents() } else { Block::default() };
    traits::add(&mut block, &locale);
    units::add(&mut block, &locale);
    calendar::add(&mut block, &locale);
    numbers::add(&mut block, &locale);
    currency::add(&mut block, &locale);
    zones::add(&mut block, &locale);
    block.text()
}

/// The strings directly in an object, with their keys.
pub(crate) fn strings(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    value.as_object().into_iter().flatten().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
}
