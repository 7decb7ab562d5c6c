//! What the words beside two facts say of them: duals, glosses, names.

use rust_decimal::Decimal;

use crate::facts::{Fact, Value};

use super::Table;

impl Table<'_> {
    /// Whether the English counts two, and a noun of the translation is in the dual.
    pub(super) fn is_told_by_dual(&self, fact: &Fact) -> bool {
        let is_two = fact.value == Value::Number(Decimal::TWO) && fact.label.is_none();
        is_two && self.target_text.split(|c: char| !c.is_alphabetic()).any(|word| self.lexicon.is_dual(word))
    }

    /// Whether a number word stands before digits in parentheses that stand so in the English, where they are its own.
    pub(super) fn is_belied(&self, word: &Fact) -> bool {
        let gloss = self
            .target_text
            .get(word.span.range().end..)
            .and_then(|rest| rest.trim_start().split_inclusive(')').next());
        let is_gloss = |gloss: &&str| {
            let digits = gloss.strip_prefix('(').and_then(|gloss| gloss.strip_suffix(')'));
            digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        };
        let of_english = |gloss: &str| {
            let before = self.source_text.split_once(gloss).map(|(before, _)| before.trim_end().len());
            before.is_some_and(|end| self.source.facts.iter().any(|fact| fact.span.range().contains(&end)))
        };
        gloss.filter(is_gloss).is_some_and(of_english)
    }

    /// Whether a name of several words, kept as it is, has the word that stands before the number of the translation:
    /// `Suite 12` told as `Suite 11`.
    pub(super) fn names(&self, name: &Fact, number: &Fact) -> bool {
        let Value::Identifier(text) = &name.value else { return false };
        let label = number.label.and_then(|label| self.target_text.get(label.range()));
        label.is_some_and(|label| text.split(' ').any(|word| word.eq_ignore_ascii_case(label)))
    }
}
