//! A small interpreter of CLDR's rule-based number formats, for whole numbers.
//!
//! The syntax is that of ICU's `RuleBasedNumberFormat`: `←←` the number divided by the rule's divisor,
//! `→→` what remains, `=%set=` the number by other rules, `[...]` left out where nothing remains,
//! `$(cardinal,one{...}other{...})$` a plural.

use serde_json::Value;

use super::plural::Plurals;

/// The rule sets of a locale.
pub(crate) struct Rbnf {
    sets: Vec<(String, Vec<Rule>)>,
    negatives: Vec<String>,
    cardinal: Plurals,
    ordinal: Plurals,
}

/// One rule: from `base` on.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The first number it is for.
    pub(crate) base: u64,
    /// What `←←` divides by.
    pub(crate) divisor: u64,
    /// Its text without the `;`.
    pub(crate) body: String,
}

/// Where in the rules a text stands.
#[derive(Clone, Copy)]
struct Place<'r> {
    set: &'r str,
    at: usize,
    rule: &'r Rule,
    number: u64,
    depth: usize,
}

impl Rbnf {
    /// Reads groups of rule sets, the nearest locale first: a set hides one of the same name behind it.
    pub(crate) fn new(groups: &[Value], cardinal: Plurals, ordinal: Plurals) -> Self {
        let mut sets: Vec<(String, Vec<Rule>)> = Vec::new();
        let mut negatives = Vec::new();
        for (name, rules) in groups.iter().filter_map(Value::as_object).flat_map(|g| g.values()).flat_map(entries) {
            if name.starts_with('%') && sets.iter().all(|(known, _)| known != name) {
                sets.push((name.clone(), read_rules(rules)));
                negatives.extend(negative(rules).filter(|_| name.contains("spellout")));
            }
        }
        Self { sets, negatives, cardinal, ordinal }
    }

    /// The public rule sets whose names begin so.
    pub(crate) fn sets(&self, prefix: &str) -> Vec<&str> {
        self.sets.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with(prefix)).collect()
    }

    /// What is said before negative numbers.
    pub(crate) fn negatives(&self) -> impl Iterator<Item = &str> {
        self.negatives.iter().map(String::as_str)
    }

    /// The number in words; `None` where the rules give digits or end.
    pub(crate) fn spell(&self, set: &str, number: u64) -> Option<String> {
        let words = super::block::clean(&self.format(set, number, 0)?);
        (!words.is_empty() && !words.chars().any(|c| c.is_ascii_digit())).then_some(words)
    }

    /// The number by the rules, digits included.
    pub(crate) fn digits(&self, set: &str, number: u64) -> Option<String> {
        self.format(set, number, 0)
    }

    /// The rule for a number, behind rules that only point to another set.
    pub(crate) fn rule_for(&self, set: &str, number: u64) -> Option<&Rule> {
        let rules = self.rules(set)?;
        let rule = &rules[find(rules, number)?];
        match rule.body.strip_prefix("=%").and_then(|rest| rest.strip_suffix('=')) {
            Some(other) if !other.contains('=') => self.rule_for(&format!("%{other}"), number),
            _ => Some(rule),
        }
    }

    fn rules(&self, set: &str) -> Option<&[Rule]> {
        self.sets.iter().find(|(name, _)| name == set).map(|(_, rules)| rules.as_slice())
    }

    fn format(&self, set: &str, number: u64, depth: usize) -> Option<String> {
        // Rules that lead to themselves are those for fractions.
        if depth > 24 {
            return None;
        }
        let rules = self.rules(set)?;
        let at = find(rules, number)?;
        self.expand(&rules[at].body, Place { set, at, rule: &rules[at], number, depth })
    }

    fn expand(&self, text: &str, place: Place) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            rest = match first {
                '[' => {
                    let end = rest.find(']')?;
                    let (with, without) = rest[1..end].split_once('|').unwrap_or((&rest[1..end], ""));
                    out += &self.expand(if place.rule.leaves_rest(place.number) { with } else { without }, place)?;
                    &rest[end + 1..]
                }
                '$' if rest.starts_with("$(") => {
                    let end = rest.find(")$")?;
                    out += self.plural(&rest[2..end], place)?;
                    &rest[end + 2..]
                }
                '←' | '→' | '=' => {
                    let (token, after) = token(rest, first)?;
                    out += &self.substitute(first, token, place)?;
                    after
                }
                // An apostrophe only guards a leading space.
                '\'' => &rest[1..],
                _ => {
                    out.push(first);
                    &rest[first.len_utf8()..]
                }
            };
        }
        Some(out)
    }

    fn substitute(&self, kind: char, token: &str, place: Place) -> Option<String> {
        let number = match kind {
            '←' => place.number / place.rule.divisor,
            '→' => place.number % place.rule.divisor,
            _ => place.number,
        };
        if token == "→" {
            let at = place.at.checked_sub(1)?;
            let rule = &self.rules(place.set)?[at];
            return self.expand(&rule.body, Place { at, rule, number, depth: place.depth + 1, ..place });
        }
        if token.starts_with(['#', '0']) {
            return Some(number.to_string());
        }
        self.format(if token.is_empty() { place.set } else { token }, number, place.depth + 1)
    }

    /// The form of `cardinal,one{...}other{...}` for what stands before it.
    fn plural<'t>(&self, text: &'t str, place: Place) -> Option<&'t str> {
        let (kind, forms) = text.split_once(',')?;
        let rules = if kind == "ordinal" { &self.ordinal } else { &self.cardinal };
        let category = rules.category(place.number / place.rule.divisor);
        let form = |category: &str| {
            let from = forms.find(&format!("{category}{{"))? + category.len() + 1;
            forms[from..].split('}').next()
        };
        form(category).or_else(|| form("other"))
    }
}

impl Rule {
    /// Whether `[...]` is said. Where the base itself leaves a rest there is no rule without it.
    fn leaves_rest(&self, number: u64) -> bool {
        !self.base.is_multiple_of(self.divisor) || !number.is_multiple_of(self.divisor)
    }

    fn says_rest(&self) -> bool {
        self.body.contains('→')
    }
}

fn entries(group: &Value) -> impl Iterator<Item = (&String, &Value)> {
    group.as_object().into_iter().flatten()
}

/// The index of the rule for a number, with ICU's step back for multiples of a hundred and the like.
fn find(rules: &[Rule], number: u64) -> Option<usize> {
    let at = rules.iter().rposition(|rule| rule.base <= number)?;
    let rule = &rules[at];
    let back = rule.says_rest() && number.is_multiple_of(rule.divisor) && !rule.base.is_multiple_of(rule.divisor);
    Some(if back { at.checked_sub(1)? } else { at })
}

/// What stands between the signs of a substitution at the start of `rest`, and what follows it.
fn token(rest: &str, sign: char) -> Option<(&str, &str)> {
    let inner = &rest[sign.len_utf8()..];
    if let Some(after) = inner.strip_prefix("→→") {
        return Some(("→", after));
    }
    let end = inner.find(sign)?;
    Some((&inner[..end], &inner[end + sign.len_utf8()..]))
}

/// The word in the rule for numbers below zero.
fn negative(rules: &Value) -> Option<String> {
    let rule = rules.as_array()?.iter().find(|rule| rule.get(0).and_then(Value::as_str) == Some("-x"))?;
    let word = rule.get(1)?.as_str()?.split('→').next()?.trim_start_matches('\'').trim();
    word.chars().any(char::is_alphabetic).then(|| word.to_owned())
}

fn read_rules(rules: &Value) -> Vec<Rule> {
    let pair = |rule: &Value| Some((rule.get(0)?.as_str()?.to_owned(), rule.get(1)?.as_str()?.to_owned()));
    let mut read: Vec<Rule> = rules.as_array().into_iter().flatten().filter_map(pair).filter_map(read_rule).collect();
    read.sort_by_key(|rule| rule.base);
    read
}

/// `1100/100` is base and radix, each `>` lowers the exponent; rules for fractions and signs are left out.
fn read_rule((key, body): (String, String)) -> Option<Rule> {
    let key = key.replace(',', "");
    let lowered = key.matches('>').count() as u32;
    let (base, radix) = key.trim_end_matches('>').split_once('/').unwrap_or((key.trim_end_matches('>'), "10"));
    let (base, radix) = (base.parse::<u64>().ok()?, radix.parse::<u64>().ok()?);
    let exponent = base.checked_ilog(radix).unwrap_or(0).saturating_sub(lowered);
    Some(Rule { base, divisor: radix.pow(exponent), body: body.trim_end_matches(';').to_owned() })
}
