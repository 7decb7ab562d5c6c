//! Clues: the tokens that stand on both sides, weighed by how rare they are.

use super::token::{self, Class};

/// A token that occurs on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clue {
    pub(super) token: u32,
    pub(super) weight: f32,
}

/// How often each token occurs on either side; a sketch, in which collisions only make tokens look more
/// frequent than they are.
#[derive(Debug)]
pub(super) struct Weights {
    counts: Vec<[u8; 2]>,
    mask: usize,
}

/// A token that occurs once on either side.
pub(super) const UNIQUE: f32 = 3.0;
/// A shared link target says more than a shared word.
const LINK_FACTOR: f32 = 1.5;
/// A shared `3` or `2021` says less.
const COMMON_DIGITS_FACTOR: f32 = 0.6;

impl Weights {
    pub(super) fn new(a: &[u32], b: &[u32]) -> Self {
        let size = (4 * a.len().max(b.len())).next_power_of_two().max(64);
        let mut counts = vec![[0_u8; 2]; size];
        let mask = size - 1;
        for (side, tokens) in [a, b].into_iter().enumerate() {
            for &token in tokens {
                let count = &mut counts[(token >> token::CLASS_BITS) as usize & mask][side];
                *count = count.saturating_add(1);
            }
        }
        Self { counts, mask }
    }

    /// What a shared token is worth; 0 if it is not on both sides or is everywhere.
    pub(super) fn of(&self, token: u32) -> f32 {
        let [a, b] = self.counts[(token >> token::CLASS_BITS) as usize & self.mask];
        let weight = match (a.min(b), a.max(b)) {
            (0, _) => 0.0,
            (_, 1) => UNIQUE,
            (_, 2) => 2.0,
            (_, 3..=4) => 1.4,
            (_, 5..=8) => 0.8,
            (_, 9..=20) => 0.3,
            _ => 0.0,
        };
        match token::class(token) {
            Class::Word => weight,
            Class::Link => weight * LINK_FACTOR,
            Class::CommonDigits => weight * COMMON_DIGITS_FACTOR,
        }
    }

    /// Adds the clues among `tokens` to `clues`, sorted and each once; returns the sum of their weights.
    pub(super) fn collect(&self, tokens: &[u32], clues: &mut Vec<Clue>) -> f32 {
        let start = clues.len();
        let weighed = tokens.iter().map(|&token| Clue { token, weight: self.of(token) });
        clues.extend(weighed.filter(|clue| clue.weight > 0.0));
        clues[start..].sort_unstable_by_key(|clue| clue.token);
        let mut kept = start;
        for next in start..clues.len() {
            if kept == start || clues[kept - 1].token != clues[next].token {
                clues[kept] = clues[next];
                kept += 1;
            }
        }
        clues.truncate(kept);
        clues[start..].iter().map(|clue| clue.weight).sum()
    }
}

/// The weight that two sorted lists share.
pub(super) fn common(a: &[Clue], b: &[Clue]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.token.cmp(&y.token) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.weight;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The clues of one item that the parts of another have, each counted once.
pub(super) struct Cover<'c> {
    clues: &'c [Clue],
    /// Clues beyond the number of bits are not looked at.
    taken: u128,
    pub(super) shared: f32,
}

impl<'c> Cover<'c> {
    pub(super) fn new(clues: &'c [Clue]) -> Self {
        Self { clues: &clues[..clues.len().min(128)], taken: 0, shared: 0.0 }
    }

    /// Takes the clues of a part; returns the weight of those that no part before it had.
    pub(super) fn take(&mut self, part: &[Clue]) -> f32 {
        let mut gain = 0.0;
        let mut rest = part.iter().peekable();
        for (index, clue) in self.clues.iter().enumerate() {
            while rest.next_if(|other| other.token < clue.token).is_some() {}
            let is_shared = rest.peek().is_some_and(|other| other.token == clue.token);
            if is_shared && self.taken & (1 << index) == 0 {
                self.taken |= 1 << index;
                gain += clue.weight;
            }
        }
        self.shared += gain;
        gain
    }
}
