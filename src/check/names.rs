//! Names that are never translated: what is read in one is the name, and what of it is lost or changed is one finding.

use regex::{Regex, RegexBuilder};

use crate::align::facts::Verdict;
use crate::facts::{Fact, Kind, Reading, Value};
use crate::text::Span;

/// A name as the project writes it.
#[derive(Clone, Debug)]
pub struct Name {
    text: String,
    /// It in any case and spacing, with a hyphen for a space.
    pattern: Regex,
    has_digits: bool,
}

impl Name {
    /// It as it is written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The name `text`. Errors with the end of a sentence where it cannot be looked for.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<_> = text.split([' ', '-']).map(regex::escape).collect();
        let pattern = RegexBuilder::new(&words.join(r"[\s\p{Pd}]*")).case_insensitive(true).build();
        let has_digits = text.chars().any(|c| c.is_ascii_digit());
        Ok(Self { pattern: pattern.map_err(|error| format!("it cannot be looked for ({error})."))?, text, has_digits })
    }

    /// Where it stands in `text`, not as a part of a longer word or number.
    fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let joins = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|(a, b)| [a, b].iter().all(char::is_ascii_alphanumeric))
        };
        let is_whole = move |found: &regex::Match<'_>| {
            let (before, after) = (&text[..found.start()], &text[found.end()..]);
            let (first, last) = (found.as_str().chars().next(), found.as_str().chars().next_back());
            // Letters behind letters may be an ending of the language.
            let is_ending = last.is_some_and(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
            !joins(before.chars().next_back(), first) && (is_ending || !joins(last, after.chars().next()))
        };
        self.pattern.find_iter(text).filter(is_whole).map(|found| Span::new(found.start(), found.end()))
    }
}

/// Puts the names that stand in `text` in the place of what was read in them. A name without a number states something
/// only where `is_english`: a translation may say it where the English says "it".
pub(super) fn keep(names: &[Name], text: &str, is_english: bool, facts: &mut Vec<Fact>) {
    let mut kept: Vec<Span> = Vec::new();
    let mut by_length: Vec<&Name> = names.iter().collect();
    by_length.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
    for name in by_length {
        for span in name.places(text) {
            if kept.iter().any(|other| meet(*other, span)) {
                continue;
            }
            kept.push(span);
            facts.retain(|fact| !meet(fact.span, span));
            let mut fact = Fact::new(Value::Identifier(name.text.clone()), span);
            fact.has_digits = name.has_digits;
            fact.is_weak = !name.has_digits && !is_english;
            let place = facts.partition_point(|other| other.span.start < span.start);
            facts.insert(place, fact);
        }
        for fact in facts.iter_mut().filter(|fact| fact.label.is_none() && fact.kind() != Kind::Identifier) {
            fact.label = words_before(fact, name, text);
        }
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Makes one of a name that is missing and the number in its place: `Windows 10` for `Windows 11`.
pub(super) fn join_changed(
    names: &[Name],
    verdicts: &mut Vec<Verdict>,
    (source, target): (&Reading, &Reading),
    target_text: &str,
) {
    let is_missing = |verdict: &Verdict| match verdict {
        Verdict::Missing { source: at } => name_of(names, &source.facts[*at]).map(|name| (*at, name)),
        _ => None,
    };
    for (source_at, name) in verdicts.iter().filter_map(is_missing).collect::<Vec<_>>() {
        let in_its_place = |verdict: &&Verdict| match verdict {
            Verdict::Added { target: at } => words_before(&target.facts[*at], name, target_text).is_some(),
            _ => false,
        };
        let Some(Verdict::Added { target: target_at }) = verdicts.iter().find(in_its_place).cloned() else { continue };
        let is_either = |verdict: &Verdict| {
            *verdict == Verdict::Missing { source: source_at } || *verdict == Verdict::Added { target: target_at }
        };
        verdicts.retain(|verdict| !is_either(verdict));
        verdicts.push(Verdict::Differs { source: source_at, target: target_at });
    }
}

fn name_of<'n>(names: &'n [Name], fact: &Fact) -> Option<&'n Name> {
    let Value::Identifier(text) = &fact.value else { return None };
    names.iter().find(|name| name.has_digits && name.text == *text)
}

/// The words that the name begins with, where `fact` is a number behind them.
fn words_before(fact: &Fact, name: &Name, text: &str) -> Option<Span> {
    let words = name.text[..name.text.find(|c: char| c.is_ascii_digit()).unwrap_or(0)].trim_end_matches([' ', '-']);
    let before = text.get(..fact.span.start as usize).unwrap_or("").trim_end_matches([' ', '-', '\u{a0}', '\u{202f}']);
    let start = before.len().saturating_sub(words.len());
    let is_there = before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(words));
    (fact.has_digits && !words.is_empty() && is_there).then(|| Span::new(start, before.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let name = Name::new(name);
        name.iter().flat_map(|name| name.places(text)).map(|span| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_whole_in_any_case_and_spacing() {
        assert_eq!(
            found("Office 365", "für Office 365是 und OFFICE\u{a0}365-Konten"),
            ["Office 365", "OFFICE\u{a0}365"]
        );
        assert_eq!(found("Office 365", "Office 3650, aOffice 365"), [""; 0]);
        assert_eq!(found("Contoso Vault", "Contoso-Vault-Konto, Contoso Vaultu"), ["Contoso-Vault", "Contoso Vault"]);
    }
}
