//! Numbers that belong to a name: `Harbor 365` beside `Quay 365`.

use crate::facts::{Fact, Kind};

use super::Table;

/// So many words may stand between a name and the number that it shares with the next: `Quay and Harbor 365`.
const MOST_BETWEEN_NAMES: usize = 3;

impl Table<'_> {
    /// Whether the translation has the name of this number of the English without its number wherever it stands, while the
    /// value is told of another name: `Harbor 365 and Quay` for `Harbor 365 and Quay 365`.
    pub(super) fn loses_name(&self, source: usize) -> bool {
        let fact = &self.source.facts[source];
        let Some(name) = self.name(fact, self.source_text).filter(|_| fact.kind() == Kind::Number) else {
            return false;
        };
        let numbers: Vec<&Fact> = self.target.facts.iter().filter(|other| other.value == fact.value).collect();
        let is_other = |number: &&Fact| self.name(number, self.target_text).is_some_and(|other| other != name);
        let places: Vec<usize> = self.places(name).collect();
        !numbers.is_empty()
            && numbers.iter().all(is_other)
            && !places.is_empty()
            && !places.iter().any(|end| self.shares_number(*end, &numbers))
    }

    fn name<'t>(&self, fact: &Fact, text: &'t str) -> Option<&'t str> {
        text.get(fact.label?.range())
    }

    /// Where the name ends, each time that it stands in the translation.
    fn places<'t>(&'t self, name: &'t str) -> impl Iterator<Item = usize> + 't {
        let text = self.target_text;
        let is_whole = move |at: usize| {
            let (before, after) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
            ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
        };
        text.match_indices(name).map(|(at, _)| at).filter(move |at| is_whole(*at)).map(move |at| at + name.len())
    }

    /// Whether one of the numbers stands a few words behind `end`.
    fn shares_number(&self, end: usize, numbers: &[&Fact]) -> bool {
        let between = |number: &&Fact| self.target_text.get(end..number.span.start as usize);
        numbers.iter().filter_map(between).any(|text| {
            let is_sign = |c: char| !c.is_ascii() && c.is_alphabetic();
            text.split_whitespace().count() <= MOST_BETWEEN_NAMES && text.chars().filter(|c| is_sign(*c)).count() <= 12
        })
    }
}
