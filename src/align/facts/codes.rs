//! Codes and words that stand as the English has them, and codes of which a letter was turned.

use crate::align::{excuses, kept};
use crate::facts::Value;

use super::{Table, Verdict};

impl Table<'_> {
    /// What the translation keeps letter for letter is neither lost nor out of nowhere.
    pub(super) fn match_kept(&mut self) {
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]).collect::<Vec<_>>() {
            let Some(place) = kept::place_kept(&self.source.facts[source], self.source_text, self.target_text) else {
                continue;
            };
            self.source_done[source] = true;
            for target in 0..self.target.facts.len() {
                let span = self.target.facts[target].span;
                self.target_done[target] |= span.start < place.end && place.start < span.end;
            }
        }
        for target in 0..self.target.facts.len() {
            self.target_done[target] |= !self.target_done[target]
                && kept::place_kept(&self.target.facts[target], self.target_text, self.source_text).is_some();
        }
    }

    /// A code and what became of it: `MB-210` told as `Mo-210`.
    pub(super) fn pair_codes(&mut self) {
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]).collect::<Vec<_>>() {
            let Value::Identifier(name) = &self.source.facts[source].value else { continue };
            if self.source.facts[source].is_weak || excuses::stands_apart(self.target_text, name) {
                continue;
            }
            let is_torn = |at: usize| match &self.target.facts[at].value {
                Value::Identifier(other) => kept::is_near_miss(name, other),
                Value::Version(other) => name.contains('.') && kept::is_near_miss(name, other),
                value @ Value::Number(n) => {
                    excuses::is_tail(&self.source.facts[source].value, *n)
                        && self.target.facts[at].has_digits
                        && *value == self.target.facts[at].value
                }
                _ => false,
            };
            let found = (0..self.target.facts.len()).find(|&at| !self.target_done[at] && is_torn(at));
            let Some(target) = found else { continue };
            self.source_done[source] = true;
            self.target_done[target] = true;
            self.verdicts.push(Verdict::Differs { source, target });
        }
    }
}
