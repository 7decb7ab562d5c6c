//! Two revisions of one text: sentences aligned by the words they share.

use std::ops::Range;

use super::dp::{self, Scorer};
use super::token::Tokens;

/// Aligns the sentences of two revisions of a text, in order, by the words they share. A sentence that was
/// split or merged is in several rows; one that has no counterpart is in a row of its own.
pub fn align_same_language(a: &[&str], b: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let (left, right) = (Sentences::read(a), Sentences::read(b));
    let mut rows = Vec::with_capacity(a.len().max(b.len()));
    let (mut next_a, mut next_b) = (0, 0);
    for found in dp::solve(a.len(), b.len(), &Revisions { left: &left, right: &right }) {
        alone(&mut rows, next_a..found.a.start, next_b..found.b.start);
        for i in found.a.clone() {
            rows.extend(found.b.clone().map(|j| (Some(i), Some(j))));
        }
        (next_a, next_b) = (found.a.end, found.b.end);
    }
    alone(&mut rows, next_a..a.len(), next_b..b.len());
    rows
}

fn alone(rows: &mut Vec<(Option<usize>, Option<usize>)>, a: Range<usize>, b: Range<usize>) {
    rows.extend(a.map(|i| (Some(i), None)));
    rows.extend(b.map(|j| (None, Some(j))));
}

/// The tokens of sentences, sorted within each.
struct Sentences {
    tokens: Vec<u32>,
    ends: Vec<usize>,
}

impl Sentences {
    fn read(texts: &[&str]) -> Self {
        let mut tokens = Tokens::default();
        let mut ends = Vec::with_capacity(texts.len());
        for text in texts {
            let start = tokens.list.len();
            tokens.read_every_word(text);
            tokens.list[start..].sort_unstable();
            ends.push(tokens.list.len());
        }
        Self { tokens: tokens.list, ends }
    }

    /// The tokens of a run of sentences, in no order beyond the sentence.
    fn of(&self, run: Range<usize>) -> &[u32] {
        let start = run.start.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.tokens[start..self.ends[run.end - 1]]
    }
}

struct Revisions<'s> {
    left: &'s Sentences,
    right: &'s Sentences,
}

/// Likeness above this is worth more than leaving both sentences alone.
const ALIKE: f32 = 0.35;
/// What a merge must gain in likeness.
const MERGE: f32 = 0.05;

impl Scorer for Revisions<'_> {
    fn skip(&self) -> f32 {
        0.0
    }

    fn pair(&self, a: usize, b: usize) -> Option<f32> {
        Some(likeness(self.left.of(a..a + 1), self.right.of(b..b + 1)) - ALIKE)
    }

    fn merge(&self, a: Range<usize>, b: Range<usize>) -> Option<f32> {
        let merged = if a.len() > 1 { a.clone() } else { b.clone() };
        let (run, one) = if a.len() > 1 { (self.left, self.right.of(b)) } else { (self.right, self.left.of(a)) };
        let lengths = run.of(merged.clone()).len();
        // A sentence as long as the one it is to be a part of is none.
        if lengths > 2 * one.len() {
            return None;
        }
        let mut tokens = run.of(merged.clone()).to_vec();
        tokens.sort_unstable();
        Some(likeness(&tokens, one) - ALIKE - MERGE)
    }
}

/// The share of words that two texts have in common (Dice), as multisets.
fn likeness(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        let (left, right) = (x <= y, y <= x);
        i += usize::from(left);
        j += usize::from(right);
    }
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * common as f32 / all as f32 }
}
