//! Two revisions of one text: sentences aligned by the words they share.

use std::ops::Range;

use super::dp::{self, MAX_MERGED, Scorer};
use super::token::Tokens;

/// Aligns the sentences of two revisions of a text, in order, by the words they share. A sentence that was
/// split or merged is in several rows; one that has no counterpart is in a row of its own.
pub fn align_same_language(a: &[&str], b: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut rows = Vec::with_capacity(a.len().max(b.len()));
    // Most of a text is in both revisions as it was: what is the same at both ends is not to be searched for.
    let first = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (middle_a, middle_b) = (&a[first..], &b[first..]);
    let last = middle_a.iter().rev().zip(middle_b.iter().rev()).take_while(|(a, b)| a == b).count();
    rows.extend((0..first).map(|at| (Some(at), Some(at))));
    align_changed((&middle_a[..middle_a.len() - last], &middle_b[..middle_b.len() - last]), first, &mut rows);
    rows.extend((0..last).rev().map(|back| (Some(a.len() - 1 - back), Some(b.len() - 1 - back))));
    rows
}

/// As [`align_same_language`], of sentences that begin at the `first`.
fn align_changed((a, b): (&[&str], &[&str]), first: usize, rows: &mut Vec<(Option<usize>, Option<usize>)>) {
    let (left, right) = (Sentences::read(a), Sentences::read(b));
    let (mut next_a, mut next_b) = (first, first);
    for found in dp::solve(a.len(), b.len(), &Revisions { left: &left, right: &right }) {
        let moved = |run: &Range<usize>| run.start + first..run.end + first;
        let (found_a, found_b) = (moved(&found.a), moved(&found.b));
        alone(rows, next_a..found_a.start, next_b..found_b.start);
        for i in found_a.clone() {
            rows.extend(found_b.clone().map(|j| (Some(i), Some(j))));
        }
        (next_a, next_b) = (found_a.end, found_b.end);
    }
    alone(rows, next_a..first + a.len(), next_b..first + b.len());
}

fn alone(rows: &mut Vec<(Option<usize>, Option<usize>)>, a: Range<usize>, b: Range<usize>) {
    rows.extend(a.map(|i| (Some(i), None)));
    rows.extend(b.map(|j| (None, Some(j))));
}

/// The tokens of sentences, sorted within each.
struct Sentences {
    tokens: Vec<u32>,
    ends: Vec<usize>,
    /// For each sentence, which of 128 groups its tokens are of, one bit each.
    groups: Vec<u128>,
    /// For each sentence: how many tokens it has with the one before it, and the groups of all that may be merged with it.
    merged: Vec<(usize, u128)>,
}

impl Sentences {
    fn read(texts: &[&str]) -> Self {
        let mut tokens = Tokens::default();
        let mut ends = Vec::with_capacity(texts.len());
        let mut groups = Vec::with_capacity(texts.len());
        for text in texts {
            let start = tokens.list.len();
            tokens.read_every_word(text);
            tokens.list[start..].sort_unstable();
            ends.push(tokens.list.len());
            // The highest bits: the lowest tell the class of a token.
            groups.push(tokens.list[start..].iter().fold(0, |groups, token| groups | 1 << (token >> 25)));
        }
        let mut sentences = Self { tokens: tokens.list, ends, groups, merged: Vec::new() };
        sentences.merged = (0..texts.len()).map(|last| sentences.merged_up_to(last)).collect();
        sentences
    }

    /// What [`Sentences::merged`] tells of sentence `last`.
    fn merged_up_to(&self, last: usize) -> (usize, u128) {
        let tokens = self.of(last.saturating_sub(1)..last + 1).len();
        (tokens, self.groups_of((last + 1).saturating_sub(MAX_MERGED)..last + 1))
    }

    /// The groups of the tokens of a run of sentences.
    fn groups_of(&self, run: Range<usize>) -> u128 {
        self.groups[run].iter().fold(0, |all, groups| all | groups)
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
        let (left, right) = (self.left.of(a..a + 1), self.right.of(b..b + 1));
        if most_alike((left.len(), self.left.groups[a]), (right.len(), self.right.groups[b])) < ALIKE {
            return Some(-ALIKE);
        }
        Some(likeness(left, right) - ALIKE)
    }

    fn may_merge(&self, a: usize, b: usize) -> (bool, bool) {
        // What more sentences share is told against as few tokens as the fewest of them have.
        let may = |merged: (usize, u128), of: &Sentences, one: usize| {
            let tokens = of.of(one..one + 1).len();
            let shared = tokens.saturating_sub((of.groups[one] & !merged.1).count_ones() as usize);
            share(shared, merged.0 + tokens) >= ALIKE + MERGE
        };
        (may(self.left.merged[a], self.right, b), may(self.right.merged[b], self.left, a))
    }

    fn merge(&self, a: Range<usize>, b: Range<usize>) -> Option<f32> {
        let a_is_merged = a.len() > 1;
        let merged = if a_is_merged { a.clone() } else { b.clone() };
        let (side, one) =
            if a_is_merged { (self.left, self.right.of(b.clone())) } else { (self.right, self.left.of(a.clone())) };
        let length = side.of(merged.clone()).len();
        // A sentence as long as the one it is to be a part of is none.
        if length > 2 * one.len() {
            return None;
        }
        let groups = (self.left.groups_of(a), self.right.groups_of(b.clone()));
        let (of_merged, of_one) = if a_is_merged { groups } else { (groups.1, groups.0) };
        if most_alike((length, of_merged), (one.len(), of_one)) < ALIKE + MERGE {
            return Some(-ALIKE - MERGE);
        }
        let mut runs: [&[u32]; MAX_MERGED] = [&[]; MAX_MERGED];
        runs.iter_mut().zip(merged).for_each(|(run, at)| *run = side.of(at..at + 1));
        Some(share(common(runs, one), length + one.len()) - ALIKE - MERGE)
    }
}

/// What the likeness of two texts is at most, told by how many tokens each has and by their groups: a token whose group
/// the other has not is not in it. What is less than it must be to be worth anything is no better than leaving both
/// sentences alone, whatever it is, and need not be worked out.
fn most_alike((left, left_groups): (usize, u128), (right, right_groups): (usize, u128)) -> f32 {
    let most = |tokens: usize, own: u128, other: u128| tokens.saturating_sub((own & !other).count_ones() as usize);
    share(most(left, left_groups, right_groups).min(most(right, right_groups, left_groups)), left + right)
}

/// How many tokens of `one` the runs have together, as multisets; all are sorted.
fn common(mut runs: [&[u32]; MAX_MERGED], one: &[u32]) -> usize {
    let mut take = |token: u32| {
        for run in &mut runs {
            let passed = run.iter().take_while(|other| **other < token).count();
            *run = &run[passed..];
            if let Some((_, rest)) = run.split_first().filter(|(first, _)| **first == token) {
                *run = rest;
                return true;
            }
        }
        false
    };
    one.iter().filter(|token| take(**token)).count()
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
    share(common, a.len() + b.len())
}

/// The share of all tokens of two texts that are in both.
fn share(common: usize, all: usize) -> f32 {
    if all == 0 { 0.0 } else { 2.0 * common as f32 / all as f32 }
}
