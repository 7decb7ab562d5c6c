//! Clues: the tokens that stand on both sides, weighed by how rare they are.

use super::token;

/// A token that occurs on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clue {
    pub(super) token: u32,
    pub(super) weight: f32,
}

/// How rare each token is, told from a sketch of how often it occurs on either side; collisions only make
/// tokens look more frequent than they are.
#[derive(Debug)]
pub(super) struct Weights {
    counts: Vec<[u8; 2]>,
    mask: usize,
}

/// A token that occurs once on either side.
pub(super) const UNIQUE: f32 = 3.0;
/// What a shared word is worth: nothing if it is not on both sides or is everywhere, else by how often it
/// occurs on the side where it is more frequent (once, twice, up to 4, up to 8, up to 20 times).
const RARITY: [f32; 6] = [0.0, UNIQUE, 2.0, 1.4, 0.8, 0.3];
/// Where counting ends.
const MANY: u8 = 21;
/// An index into [`RARITY`] for both counts.
const LEVELS: [u8; 1024] = {
    let mut levels = [0; 1024];
    let mut at = 0;
    while at < levels.len() {
        let (a, b) = (at >> 5, at & 31);
        let (less, more) = if a < b { (a, b) } else { (b, a) };
        levels[at] = match (less, more) {
            (0, _) => 0,
            (_, 1) => 1,
            (_, 2) => 2,
            (_, 3..=4) => 3,
            (_, 5..=8) => 4,
            (_, 9..=20) => 5,
            _ => 0,
        };
        at += 1;
    }
    levels
};
/// A shared link target says more than a shared word; a shared `3` or `2021` says less.
const CLASS_FACTORS: [f32; 3] = [1.0, 1.5, 0.6];

impl Weights {
    pub(super) fn new(a: &[u32], b: &[u32]) -> Self {
        let size = (4 * a.len().max(b.len())).next_power_of_two().max(64);
        let mask = size - 1;
        let mut counts = vec![[0_u8; 2]; size];
        for (side, tokens) in [a, b].into_iter().enumerate() {
            for &token in tokens {
                let count = &mut counts[place(token, mask)][side];
                *count = (*count + 1).min(MANY);
            }
        }
        Self { counts, mask }
    }

    fn level(&self, token: u32) -> u8 {
        let [a, b] = self.counts[place(token, self.mask)];
        LEVELS[usize::from(a) << 5 | usize::from(b)]
    }

    /// What a shared token is worth.
    fn of(&self, token: u32) -> f32 {
        let weight = RARITY[usize::from(self.level(token))];
        weight * CLASS_FACTORS[token::class(token) as usize]
    }

    /// Adds the clues among `tokens` to `clues`, sorted and each once; returns the sum of their weights.
    pub(super) fn collect(&self, tokens: &[u32], clues: &mut Vec<Clue>) -> f32 {
        let start = clues.len();
        clues.resize(start + tokens.len(), Clue { token: 0, weight: 0.0 });
        // Whether a token stays is a toss-up, so that there is no branch for it.
        let mut end = start;
        for &token in tokens {
            clues[end] = Clue { token, weight: self.of(token) };
            end += usize::from(self.level(token) > 0);
        }
        clues.truncate(end);
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

fn place(token: u32, mask: usize) -> usize {
    (token >> token::CLASS_BITS) as usize & mask
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
