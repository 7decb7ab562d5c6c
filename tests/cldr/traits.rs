//! What a locale does with digits: order of dates, marks, positions.

use std::collections::BTreeSet;

use serde_json::Value;

use super::block::{Block, clean};
use super::calendar::{Token, tokens};
use super::{Locale, strings};

/// Adds the traits.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    let numbers = &locale.numbers;
    let systems = systems(numbers);
    add_trait(block, "date-order", date_orders(&locale.calendar));
    for form in date_forms(&locale.calendar) {
        block.add("date-form", &form);
    }
    let symbol = |name: &str| marks(numbers, &systems, name);
    add_trait(block, "decimal", symbol("decimal"));
    add_trait(block, "grouping", with_kindred(symbol("group")));
    let position = |formats: &str, sign: char| {
        let pattern = numbers[format!("{formats}-numberSystem-{}", systems[0])]["standard"].as_str().unwrap_or("");
        let pattern = pattern.split(';').next().unwrap_or_default();
        let after = pattern.find(['0', '#']) < pattern.find(sign);
        vec![if after { "after" } else { "before" }.to_owned()]
    };
    add_trait(block, "percent-position", position("percentFormats", '%'));
    add_trait(block, "currency-position", position("currencyFormats", '¤'));
    add_trait(block, "digits", systems);
    if locale.is_unspaced() {
        add_trait(block, "spaces", vec!["no".to_owned()]);
    }
    add_trait(block, "range", ranges(&locale.calendar));
}

fn add_trait(block: &mut Block, name: &str, values: Vec<String>) {
    block.add(name, &values.join(" "));
}

/// The numbering systems of a locale: the default, its own, and the Latin digits that everyone uses.
fn systems(numbers: &Value) -> Vec<String> {
    let default = numbers["defaultNumberingSystem"].as_str();
    let native = numbers["otherNumberingSystems"]["native"].as_str();
    let mut systems = Vec::new();
    for system in default.into_iter().chain(native).chain(["latn"]) {
        if !systems.iter().any(|old| old == system) {
            systems.push(system.to_owned());
        }
    }
    systems
}

fn marks(numbers: &Value, systems: &[String], name: &str) -> Vec<String> {
    let mut marks = Vec::new();
    for system in systems {
        let mark = numbers[format!("symbols-numberSystem-{system}")][name].as_str().unwrap_or_default();
        let mark = written(mark);
        if !mark.is_empty() && !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// A mark as the file has it: an invisible one by its code point.
fn written(mark: &str) -> String {
    let code = |c: char| if c.is_whitespace() { format!("U+{:04X}", c as u32) } else { c.to_string() };
    mark.chars().map(code).collect()
}

/// Authors type whichever space, and whichever apostrophe, their keyboard has.
fn with_kindred(mut marks: Vec<String>) -> Vec<String> {
    for kin in [["U+202F", "U+00A0", "U+0020"].as_slice(), &["’", "'"]] {
        if marks.iter().any(|mark| kin.contains(&mark.as_str())) {
            let missing: Vec<_> = kin.iter().map(ToString::to_string).filter(|mark| !marks.contains(mark)).collect();
            marks.extend(missing);
        }
    }
    marks
}

/// The orders of day, month and year in numeric dates, the usual one first.
fn date_orders(calendar: &Value) -> Vec<String> {
    let formats = &calendar["dateFormats"];
    let available = &calendar["dateTimeFormats"]["availableFormats"];
    let whole = [&formats["short"], &available["yMd"], &formats["medium"], &available["yMEd"]];
    let mut orders = Vec::new();
    for order in whole.into_iter().filter_map(Value::as_str).filter_map(order_of) {
        if order.len() == 3 && !orders.contains(&order) {
            orders.push(order);
        }
    }
    // A day and a month alone: `ymd` says month first as well.
    for order in [&available["Md"], &available["MMdd"]].into_iter().filter_map(|v| v.as_str()).filter_map(order_of) {
        let long = match order.as_str() {
            "dm" => "dmy",
            "md" if orders.iter().any(|order| order == "ymd") => continue,
            _ => "mdy",
        };
        if !orders.iter().any(|order| order == long) {
            orders.push(long.to_owned());
        }
    }
    orders
}

/// The patterns of a numeric date and of its day and month alone (`d. M. y`, `d. M.`), without words.
fn date_forms(calendar: &Value) -> Vec<String> {
    let available = &calendar["dateTimeFormats"]["availableFormats"];
    let pattern = |skeleton: &str| available[skeleton].as_str().filter(|pattern| order_of(pattern).is_some());
    ["yMd", "Md"].into_iter().filter_map(pattern).map(without_words).collect()
}

/// A pattern without its quoted words (`'г'.`) and invisible marks.
fn without_words(pattern: &str) -> String {
    let mut fields: Vec<String> = tokens(pattern)
        .into_iter()
        .map(|token| match token {
            Token::Field(letter, count) => letter.to_string().repeat(count),
            Token::Literal(text) => text,
        })
        .collect();
    if fields.last().is_some_and(|last| !is_field(last) && last.contains(char::is_alphabetic)) {
        fields.pop();
    }
    let is_visible = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    fields.concat().replace(['\u{a0}', '\u{202f}'], " ").chars().filter(is_visible).collect()
}

fn is_field(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'd' | 'M' | 'L' | 'y'))
}

/// `dmy` of a pattern whose month is a number.
fn order_of(pattern: &str) -> Option<String> {
    let mut order = String::new();
    for token in tokens(pattern) {
        match token {
            Token::Field('M' | 'L', 3..) => return None,
            Token::Field('M' | 'L', _) => order.push('m'),
            Token::Field('d', _) => order.push('d'),
            Token::Field('y', _) => order.push('y'),
            _ => {}
        }
    }
    Some(order)
}

/// What stands between the ends of ranges: marks, and words such as `至`.
fn ranges(calendar: &Value) -> Vec<String> {
    let formats = &calendar["dateTimeFormats"]["intervalFormats"];
    let fallback = formats["intervalFormatFallback"].as_str().unwrap_or_default();
    let mut found = BTreeSet::new();
    found.insert(clean(&fallback.replace("{0}", "").replace("{1}", "")));
    for skeleton in ["d", "y", "M", "yM", "yMd", "yMMM", "yMMMd", "MMMd", "Md"] {
        found.extend(strings(&formats[skeleton]).filter_map(|(_, pattern)| separator(pattern)));
    }
    // `a les` and the like are phrases, for the hand block.
    found.into_iter().filter(|mark| !mark.is_empty() && !mark.contains(' ')).collect()
}

/// The literal before the first field that comes a second time, without marks of the field before it.
fn separator(pattern: &str) -> Option<String> {
    let tokens = tokens(pattern);
    let kind = |token: &Token| match token {
        Token::Field('L', _) => Some('M'),
        Token::Field(letter, _) => Some(*letter),
        Token::Literal(_) => None,
    };
    let second = (1..tokens.len()).find(|&at| {
        let this = kind(&tokens[at]);
        this.is_some() && tokens[..at].iter().any(|token| kind(token) == this)
    })?;
    let Token::Literal(text) = &tokens[second - 1] else { return None };
    let text = clean(text);
    let text = text.trim_start_matches(['年', '月', '日', '년', '월', '일', '.', ' ']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}
