//! Fractions in words: half and quarter mean other things as well, so none is demanded; two that differ contradict.

use crate::facts::{Fact, Kind};

use super::{Table, Verdict};

impl Table<'_> {
    /// "One third" told as a quarter: on each side one fraction in words that nothing answers.
    pub(super) fn pair_fractions(&mut self) {
        let is_in_words = |fact: &Fact| fact.kind() == Kind::Fraction && !fact.has_digits;
        let open = |facts: &[Fact], done: &[bool]| -> Vec<usize> {
            (0..facts.len()).filter(|&at| !done[at] && is_in_words(&facts[at])).collect()
        };
        let sources = open(&self.source.facts, &self.source_done);
        let targets = open(&self.target.facts, &self.target_done);
        let (&[source], &[target]) = (&*sources, &*targets) else { return };
        // `half` and `quarter` alone may be nouns; "one half" counts.
        let words = self.source_text.get(self.source.facts[source].span.range()).unwrap_or_default();
        if words.contains([' ', '-']) {
            self.source_done[source] = true;
            self.target_done[target] = true;
            self.verdicts.push(Verdict::Differs { source, target });
        }
    }
}
