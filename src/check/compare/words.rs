//! The words of a text, for telling whether another has the same.

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

/// The words of a text whatever their case, each as a hash.
#[derive(Debug, Default)]
pub(in crate::check) struct WordSet {
    hashes: FxHashSet<u64>,
    /// How many letters the shorter half of the words has, where all are of ASCII: a text with fewer does not have half of
    /// the words.
    letters: usize,
}

impl WordSet {
    /// The words of `text`.
    pub(in crate::check) fn of(text: &str) -> Self {
        let mut hashes = FxHashSet::default();
        let mut lengths: Vec<usize> = words(text).filter(|word| hashes.insert(hash(word))).map(str::len).collect();
        lengths.sort_unstable();
        let letters = if text.is_ascii() { lengths.iter().take(lengths.len() / 2).sum() } else { 0 };
        Self { hashes, letters }
    }

    /// Whether so large a part of the words of either text, half of them at least, is the other's: the text as it stands,
    /// or nearly.
    pub(in crate::check) fn are_shared(&self, other: &str, part: f32) -> bool {
        if other.bytes().filter(u8::is_ascii_alphabetic).count() < self.letters {
            return false;
        }
        let mut shared = FxHashSet::default();
        let mut missed = FxHashSet::default();
        // Of more than these, those that may be shared are no longer so large a part. A word more is of no account: what
        // counts is told at the end.
        let most_missed = (self.hashes.len() as f32 * (1.0 - part) / part) as usize + 1;
        for word in words(other).map(hash) {
            if self.hashes.contains(&word) {
                shared.insert(word);
            } else if missed.insert(word) && missed.len() > most_missed {
                return false;
            }
        }
        let most = self.hashes.len().max(shared.len() + missed.len());
        shared.len() >= 2 && shared.len() as f32 >= most as f32 * part
    }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_apart = |c: char| if c.is_ascii() { !c.is_ascii_alphabetic() } else { !c.is_alphabetic() };
    text.split(is_apart).filter(|word| word.len() > 1)
}

/// The word in lower case, as a hash.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    } else {
        word.to_lowercase().bytes().for_each(|byte| hasher.write_u8(byte));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn most_words_of_both_are_shared_whatever_their_case_and_order() {
        let are_shared = |a: &str, b: &str| WordSet::of(a).are_shared(b, 0.8);
        assert!(are_shared("Run the setup again.", "again: RUN the Setup"));
        assert!(are_shared("one two three four five", "one two three four sechs"));
        assert!(!are_shared("one two three four five", "one two three vier sechs"));
        assert!(!are_shared("one two three four five", "one two three four five six seven"));
        // A single word may be the same in any language.
        assert!(!are_shared("Azure", "Azure"));
        assert!(are_shared("Ärger ÄPFEL", "ärger äpfel"));
        // As many letters, and other words.
        assert!(!are_shared("one two", "eno owt"));
    }
}
