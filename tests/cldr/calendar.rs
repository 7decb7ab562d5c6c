//! Months, weekdays, quarters, turns of the day, eras, and the marks by the digits of a date.

use serde_json::Value;

use super::block::{Block, clean, is_shouted};
use super::{Locale, strings};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A part of a date pattern.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    /// A letter and how often it stands.
    Field(char, usize),
    /// Text.
    Literal(String),
}

/// Adds everything that comes from the calendar.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    add_names(block, &locale.calendar["months"], |key| key.parse().ok(), "month", 3);
    let day = |key: &str| DAYS.iter().position(|day| *day == key).map(|at| at + 1);
    add_names(block, &locale.calendar["days"], day, "weekday", 3);
    add_names(block, &locale.calendar["quarters"], |key| key.parse().ok(), "quarter", 9);
    add_day_periods(block, &locale.calendar["dayPeriods"]);
    add_marks(block, &locale.calendar);
    add_eras(block, locale);
}

/// Names that have a number: `month 3: mars`. Written with digits, a month shows its mark instead.
fn add_names(block: &mut Block, names: &Value, number: impl Fn(&str) -> Option<usize>, class: &str, shortest: usize) {
    let contexts = ["format", "stand-alone"];
    let all = || ["wide", "abbreviated"].into_iter().flat_map(|w| contexts.map(|c| strings(&names[c][w]))).flatten();
    let mut numbers: Vec<usize> = all().filter_map(|(key, _)| number(key)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for wanted in numbers {
        for (_, name) in all().filter(|(key, _)| number(key) == Some(wanted)) {
            add_name(block, class, wanted, name, shortest);
        }
    }
}

fn add_name(block: &mut Block, class: &str, number: usize, name: &str, shortest: usize) {
    let digits = name.chars().any(|c| c.is_numeric());
    if digits && class == "month" {
        return add_month_mark(block, name);
    }
    // `Mo`, `mar`: two letters or fewer stand for too many other things; `Th 2` is a number.
    if class == "weekday" && (digits || is_too_short(name)) {
        return;
    }
    block.add_abbreviation(&format!("{class} {number}"), name, shortest);
}

/// Two letters of an alphabet, or one character of any script. 周一 and ሰኞ are whole words.
fn is_too_short(name: &str) -> bool {
    let length = name.trim_end_matches('.').chars().count();
    let is_alphabet = name.chars().all(|c| c < '\u{0900}') || name.ends_with('.');
    length < if is_alphabet { 3 } else { 2 }
}

fn add_month_mark(block: &mut Block, name: &str) {
    let mark = clean(name.trim_matches(|c: char| c.is_numeric()));
    if !mark.chars().any(char::is_alphabetic) {
        return;
    }
    let before = name.starts_with(|c: char| !c.is_numeric());
    block.add("month-mark", &if before { format!("{mark} ~") } else { format!("~{mark}") });
}

fn add_day_periods(block: &mut Block, periods: &Value) {
    for class in ["am", "pm", "noon", "midnight"] {
        let mut words = Vec::new();
        for context in ["format", "stand-alone"] {
            for width in ["wide", "abbreviated"] {
                let variants =
                    strings(&periods[context][width]).filter(|(key, _)| key.split('-').next() == Some(class));
                words.extend(variants.map(|(_, word)| word));
            }
        }
        // `am` is a German preposition, `AM` is not.
        let shouted = words.iter().all(|word| is_shouted(word));
        // Ukrainian 12 дня is noon, and 12 days.
        for word in words.into_iter().filter(|word| !block.has_in_class("unit", word)).collect::<Vec<_>>() {
            block.add(&format!("{class}{}", if shouted { " exact" } else { "" }), word);
        }
    }
}

/// Splits a date pattern.
pub(crate) fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut quoted = false;
    for c in pattern.chars() {
        if c == '\'' {
            quoted = !quoted;
            continue;
        }
        match tokens.last_mut() {
            Some(Token::Field(letter, count)) if !quoted && *letter == c => *count += 1,
            _ if !quoted && c.is_ascii_alphabetic() => tokens.push(Token::Field(c, 1)),
            Some(Token::Literal(text)) => text.push(c),
            _ => tokens.push(Token::Literal(c.to_string())),
        }
    }
    tokens
}

/// A word in date patterns, with the fields before and behind it: `y`, `d`, `M` digits, `N` a name, `-` none.
struct Mark {
    word: String,
    glued: bool,
    before: char,
    behind: char,
}

/// The words that stand by the digits of dates (年, г., rok), and those between fields (de).
fn add_marks(block: &mut Block, calendar: &Value) {
    let available = &calendar["dateTimeFormats"]["availableFormats"];
    let skeletons = ["y", "yM", "yMMM", "yMMMM", "yMMMd", "yMMMMd", "yMd", "d", "M", "Md", "MMMd", "MMMMd"];
    let patterns = strings(&calendar["dateFormats"]).map(|(_, pattern)| pattern);
    let patterns = patterns.chain(skeletons.iter().filter_map(|skeleton| available[skeleton].as_str()));
    let marks: Vec<Mark> = patterns.flat_map(marks_of).collect();
    for mark in &marks {
        let same = || marks.iter().filter(|other| other.word == mark.word);
        let (class, word) = class_of(mark, &same, block.has("unit year", &mark.word));
        block.add(class, &word);
    }
}

fn marks_of(pattern: &str) -> Vec<Mark> {
    let tokens = tokens(pattern);
    let kind = |at: Option<usize>| match at.and_then(|at| tokens.get(at)) {
        Some(Token::Field('y', _)) => 'y',
        Some(Token::Field('d', _)) => 'd',
        Some(Token::Field('M' | 'L', 1..=2)) => 'M',
        Some(Token::Field('M' | 'L', _)) => 'N',
        _ => '-',
    };
    let mut marks = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Literal(text) = token else { continue };
        let glued = at > 0 && !text.starts_with(|c: char| c.is_whitespace() || c == ',');
        for word in with_and_without_parentheses(text.trim_matches(|c: char| c == ',' || c.is_whitespace())) {
            if word.starts_with(char::is_alphabetic) && !word.contains([' ', '،']) {
                marks.push(Mark { word, glued, before: kind(at.checked_sub(1)), behind: kind(Some(at + 1)) });
            }
        }
    }
    marks
}

/// Basque `2018(e)ko` is written `2018ko` and `2018eko`.
fn with_and_without_parentheses(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('(') else { return vec![clean(text)] };
    let Some((inside, behind)) = rest.split_once(')') else { return Vec::new() };
    vec![clean(&format!("{before}{behind}")), clean(&format!("{before}{inside}{behind}"))]
}

fn class_of<'m, I: Iterator<Item = &'m Mark>>(
    mark: &Mark,
    same: &impl Fn() -> I,
    is_year: bool,
) -> (&'static str, String) {
    let word = &mark.word;
    let after = if mark.glued { format!("~{word}") } else { format!("~ {word}") };
    if same().all(|m| m.before == 'y') {
        return ("year-mark", after);
    }
    if same().all(|m| m.before == 'M') {
        return ("month-mark", after);
    }
    if same().all(|m| m.before == 'd') && (mark.glued || mark.behind == '-') {
        return ("day-mark", after);
    }
    if same().all(|m| m.behind == 'M') {
        return ("month-mark", format!("{word} ~"));
    }
    if same().all(|m| m.behind == 'y' && (is_year || m.before == '-')) {
        return ("year-mark", format!("{word} ~"));
    }
    if same().all(|m| m.behind == 'd' && m.before == '-') {
        return ("day-mark", format!("{word} ~"));
    }
    ("filler", word.clone())
}

/// Names of the other calendars in use. CLDR's npm packages for these calendars stopped at version 39, whose names
/// of the Buddhist and the Japanese eras these are.
const OTHER_ERAS: &[(&str, &str, &[&str])] = &[
    ("th", "buddhist", &["พุทธศักราช", "พ.ศ."]),
    ("ja", "reiwa", &["令和"]),
    ("ja", "heisei", &["平成"]),
    ("ja", "showa", &["昭和"]),
    ("ja", "taisho", &["大正"]),
    ("ja", "meiji", &["明治"]),
    ("zh-Hant", "roc", &["民國"]),
];

/// The era that years are counted in where nothing is said, and those of the calendars in use beside it.
fn add_eras(block: &mut Block, locale: &Locale) {
    for width in ["eraNames", "eraAbbr"] {
        for (_, name) in strings(&locale.calendar["eras"][width]).filter(|(key, _)| key.starts_with('1')) {
            let exact = if is_shouted(name) { " exact" } else { "" };
            block.add(&format!("era gregorian{exact}"), name);
        }
    }
    for (_, era, names) in OTHER_ERAS.iter().filter(|(name, ..)| *name == locale.name) {
        names.iter().for_each(|name| block.add(&format!("era {era}"), name));
    }
}
