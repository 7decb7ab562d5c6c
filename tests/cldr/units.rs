//! Units with all their plural, case and gender forms.

use std::collections::HashMap;

use serde_json::Value;

use super::block::{Block, clean, fold};
use super::{Locale, strings};

const UNITS: &[&str] = &[
    "duration-nanosecond",
    "duration-microsecond",
    "duration-millisecond",
    "duration-second",
    "duration-minute",
    "duration-hour",
    "duration-day",
    "duration-week",
    "duration-fortnight",
    "duration-month",
    "duration-quarter",
    "duration-year",
    "duration-decade",
    "duration-century",
    "digital-bit",
    "digital-byte",
    "digital-kilobit",
    "digital-kilobyte",
    "digital-megabit",
    "digital-megabyte",
    "digital-gigabit",
    "digital-gigabyte",
    "digital-terabit",
    "digital-terabyte",
    "digital-petabyte",
    "length-millimeter",
    "length-centimeter",
    "length-meter",
    "length-kilometer",
    "length-inch",
    "length-foot",
    "length-yard",
    "length-mile",
    "area-square-meter",
    "area-square-foot",
    "temperature-celsius",
    "temperature-fahrenheit",
    "angle-degree",
    "mass-milligram",
    "mass-gram",
    "mass-kilogram",
    "mass-tonne",
    "mass-pound",
    "mass-ounce",
    "volume-milliliter",
    "volume-liter",
    "volume-gallon",
    "power-watt",
    "power-kilowatt",
    "power-megawatt",
    "energy-kilowatt-hour",
    "electric-volt",
    "electric-ampere",
    "frequency-hertz",
    "frequency-kilohertz",
    "frequency-megahertz",
    "frequency-gigahertz",
    "graphics-pixel",
    "graphics-megapixel",
    "graphics-pixel-per-inch",
    "graphics-dot-per-inch",
    "speed-kilometer-per-hour",
    "speed-mile-per-hour",
    "speed-meter-per-second",
];

/// A word of a unit before it is known whether another unit is spelled like it.
struct Word {
    id: &'static str,
    text: String,
}

/// Adds the units, and percent.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    let mut units = locale.source.main("cldr-units-full", &locale.name, "units");
    let units = units["units"].take();
    let mut words = Vec::new();
    let counts_with_cases = !locale.is_unspaced() && locale.name != "ko";
    for unit in UNITS {
        // English alone has the word; CLDR hands it down to all others.
        if *unit == "duration-fortnight" && locale.name != "en" {
            continue;
        }
        collect(block, &mut words, &units, unit, counts_with_cases);
    }
    // An English `5 Dec` is a date.
    let borrowed = if locale.name == "en" { &["dec", "c"] } else { BORROWED };
    words.retain(|word| !borrowed.contains(&word.text.as_str()));
    settle(&mut words);
    let mut spellings: HashMap<String, Vec<&'static str>> = HashMap::new();
    for word in &words {
        let ids = spellings.entry(fold(&word.text)).or_default();
        if !ids.contains(&word.id) {
            ids.push(word.id);
        }
    }
    for word in &words {
        // `Mb` and `MB` are told by case alone.
        let exact = if spellings[&fold(&word.text)].len() > 1 { " exact" } else { "" };
        block.add(&format!("unit {}{exact}", word.id), &word.text);
    }
    add_percent(block, locale, &units);
}

/// English and root abbreviations that CLDR hands down to languages that have none of their own.
const BORROWED: &[&str] = &["w", "mon", "q", "qtr", "qtrs", "y", "yr", "day", "dec", "c", "C"];

/// Signs that CLDR gives to two units of a language, and the unit that they are.
const SETTLED: &[(&str, &str)] =
    &[("m", "meter"), ("l", "liter"), ("W", "watt"), ("ppi", "pixel-per-inch"), ("мл", "milliliter")];

/// Leaves each spelling one meaning: the settled one, or else the first, which is a time.
fn settle(words: &mut Vec<Word>) {
    let mut meant: HashMap<String, &'static str> = HashMap::new();
    for word in words.iter() {
        let settled = SETTLED.iter().any(|&(text, id)| text == word.text && id == word.id);
        let meant = meant.entry(word.text.clone()).or_insert(word.id);
        if settled {
            *meant = word.id;
        }
    }
    words.retain(|word| meant[&word.text] == word.id);
}

fn collect(block: &mut Block, words: &mut Vec<Word>, units: &Value, unit: &'static str, counts_with_cases: bool) {
    let (_, id) = unit.split_once('-').expect("a unit has a category");
    for width in ["long", "short", "narrow"] {
        let forms = &units[width][unit];
        for (key, pattern) in strings(forms).filter(|(key, _)| key.contains("count")) {
            add_pattern(block, words, id, (key, pattern), width);
        }
        let name = clean(forms["displayName"].as_str().unwrap_or_default());
        // A name is a form of its own in languages that count with a case, as Finnish does; 月 is no count of months.
        if counts_with_cases && width == "long" && unit.starts_with("duration") && !name.contains(['(', '/']) {
            push(words, id, name);
        }
    }
}

fn add_pattern(block: &mut Block, words: &mut Vec<Word>, id: &'static str, (key, pattern): (&str, &str), width: &str) {
    let pattern = clean(pattern);
    let Some((before, behind)) = pattern.split_once("{0}") else {
        return add_amount(block, words, id, (key, &pattern), width);
    };
    let (before, behind) = (before.trim(), behind.trim());
    // A pattern on both sides (`第{0}世紀`) does not count, it numbers.
    if !before.is_empty() && !behind.is_empty() {
        return;
    }
    let text = if behind.is_empty() { before } else { behind };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if width == "narrow" && letters < 2 {
        return;
    }
    // `5′` and `5″` are minutes, feet and other things.
    if letters == 0 && !text.contains(['°', '%']) {
        return;
    }
    push(words, id, text.to_owned());
}

/// A form that says its number itself. In the singular that is often the bare noun, which says `one` at most weakly.
fn add_amount(block: &mut Block, words: &mut Vec<Word>, id: &'static str, (key, pattern): (&str, &str), width: &str) {
    let Some(number) = number_of(key).filter(|_| width != "narrow") else { return };
    let is_time = UNITS.iter().any(|unit| unit.strip_prefix("duration-") == Some(id));
    if number == 1 && !pattern.contains(' ') {
        push(words, id, pattern.to_owned());
    }
    if number != 1 || is_time {
        block.add(&format!("amount {number} {id}{}", if number == 1 { " weak" } else { "" }), pattern);
    }
}

fn push(words: &mut Vec<Word>, id: &'static str, text: String) {
    // `{0}0 年` is a decade in Chinese; a hyphen before a Maltese word is a slip of CLDR's, as is a prime behind it.
    if text.contains(|c: char| c.is_ascii_digit()) || text.starts_with('-') || text.ends_with('′') {
        return;
    }
    let bare = text.trim_end_matches('.');
    let shortened = (bare.len() < text.len() && bare.chars().count() > 1).then(|| bare.to_owned());
    let cyrillic = in_cyrillic(&text);
    for text in [Some(text), shortened, cyrillic].into_iter().flatten().filter(|text| !text.is_empty()) {
        if !words.iter().any(|old| old.id == id && old.text == text) {
            words.push(Word { id, text });
        }
    }
}

/// Kazakh `Mб` has a Latin M, which hardly any author types.
fn in_cyrillic(text: &str) -> Option<String> {
    let mixed = text.contains(['K', 'M', 'T']) && text.contains(['б', 'Б']);
    mixed.then(|| text.replace('K', "К").replace('M', "М").replace('T', "Т"))
}

/// The number that a form without `{0}` says itself.
fn number_of(key: &str) -> Option<u8> {
    let (_, category) = key.split_once("count-")?;
    match category.split('-').next()? {
        "zero" | "0" => Some(0),
        "one" | "1" => Some(1),
        "two" => Some(2),
        _ => None,
    }
}

fn add_percent(block: &mut Block, locale: &Locale, units: &Value) {
    block.add("percent", "%");
    for (key, symbols) in locale.numbers.as_object().into_iter().flatten() {
        if key.starts_with("symbols-") {
            block.add("percent", symbols["percentSign"].as_str().unwrap_or_default());
        }
    }
    for width in ["long", "short"] {
        for (_, pattern) in strings(&units[width]["concentr-percent"]).filter(|(key, _)| key.contains("count")) {
            block.add("percent", &pattern.replace("{0}", ""));
        }
    }
}
