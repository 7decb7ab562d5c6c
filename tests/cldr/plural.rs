//! Plural categories of whole numbers, by the rules of CLDR.

use serde_json::Value;

/// The rules of one language: category and condition.
#[derive(Default)]
pub(crate) struct Plurals(Vec<(String, String)>);

impl Plurals {
    /// The rules for a language from `plurals.json` or `ordinals.json`.
    pub(crate) fn new(rules: &Value) -> Self {
        let rule = |(key, rule): (&String, &Value)| {
            let condition = rule.as_str().unwrap_or_default().split('@').next().unwrap_or_default();
            (key.trim_start_matches("pluralRule-count-").to_owned(), condition.trim().to_owned())
        };
        Self(rules.as_object().into_iter().flatten().map(rule).collect())
    }

    /// The category of a whole number.
    pub(crate) fn category(&self, number: u64) -> &str {
        let met = |condition: &str| {
            condition.split(" or ").any(|all| all.split(" and ").all(|one| relation_holds(one.trim(), number)))
        };
        let found = self.0.iter().find(|(_, condition)| !condition.is_empty() && met(condition));
        found.map_or("other", |(category, _)| category)
    }
}

/// `i % 10 = 2..4`, `n != 1,2`.
fn relation_holds(relation: &str, number: u64) -> bool {
    let (left, ranges, wanted) = match relation.split_once("!=") {
        Some((left, right)) => (left, right, false),
        None => {
            let (left, right) = relation.split_once('=').expect("a plural condition compares");
            (left, right, true)
        }
    };
    let (operand, modulus) = left.split_once('%').unwrap_or((left, ""));
    let value = match operand.trim() {
        "n" | "i" => number,
        // Digits of a fraction and the exponent: a whole number has none.
        _ => 0,
    };
    let value = modulus.trim().parse().map_or(value, |modulus: u64| value % modulus);
    wanted == ranges.split(',').any(|range| in_range(range.trim(), value))
}

fn in_range(range: &str, value: u64) -> bool {
    let number = |text: &str| text.parse::<u64>().expect("a plural range has whole numbers");
    match range.split_once("..") {
        Some((low, high)) => (number(low)..=number(high)).contains(&value),
        None => number(range) == value,
    }
}
