//! Points that are sure: headings of the same name, and items that share what stands nowhere else.

use rustc_hash::FxHashMap;

use super::clues::UNIQUE;
use super::sequence::{Sequence, worth};

/// Pairs of item indices.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Headings that have the same name on both sides.
#[derive(Debug, Default)]
pub(super) struct SameNames {
    /// In the same order on both sides.
    pub(super) chain: Pairs,
    /// Out of that order: their sections have moved.
    pub(super) moved: Pairs,
}

impl SameNames {
    /// Looks for names that occur once on both sides, then between every two of them for names that occur
    /// once there: many an article has a "Details" in each of its sections.
    pub(super) fn find(a: &Sequence, b: &Sequence) -> Self {
        let named = |sequence: &Sequence| -> Vec<usize> {
            let is_named = |index: &usize| sequence.items[*index].is_named_heading();
            (0..sequence.items.len()).filter(is_named).collect()
        };
        let mut found = Self::default();
        found.search(a, &named(a), b, &named(b), 0);
        found.chain.sort_unstable();
        found
    }

    fn search(&mut self, a: &Sequence, left: &[usize], b: &Sequence, right: &[usize], depth: u8) {
        if left.is_empty() || right.is_empty() || depth > MAX_DEPTH {
            return;
        }
        let (chain, moved) = longest_chain(&unique_names(a, left, b, right));
        if chain.is_empty() {
            return;
        }
        if depth == 0 {
            self.moved = moved;
        }
        let (mut from_left, mut from_right) = (0, 0);
        for &(i, j) in chain.iter().chain([&(usize::MAX, usize::MAX)]) {
            let to_left = left.partition_point(|&item| item < i);
            let to_right = right.partition_point(|&item| item < j);
            self.search(a, &left[from_left..to_left], b, &right[from_right..to_right], depth + 1);
            (from_left, from_right) = ((to_left + 1).min(left.len()), (to_right + 1).min(right.len()));
        }
        self.chain.extend(chain);
    }
}

/// Levels of headings, with some to spare.
const MAX_DEPTH: u8 = 12;

/// Pairs of listed items whose name occurs once on both sides, in the order of `a`.
fn unique_names(a: &Sequence, left: &[usize], b: &Sequence, right: &[usize]) -> Pairs {
    let mut places: FxHashMap<u64, [Places; 2]> = FxHashMap::default();
    for (side, (sequence, items)) in [(a, left), (b, right)].into_iter().enumerate() {
        for &item in items {
            let Some(name) = sequence.items[item].name else { continue };
            places.entry(name).or_default()[side].add(item);
        }
    }
    let once = |places: [Places; 2]| match places {
        [Places::One(i), Places::One(j)] => Some((i, j)),
        _ => None,
    };
    let mut pairs: Pairs = places.into_values().filter_map(once).collect();
    pairs.sort_unstable();
    pairs
}

/// Where a name occurs.
#[derive(Clone, Copy, Debug, Default)]
enum Places {
    #[default]
    None,
    One(usize),
    Many,
}

impl Places {
    fn add(&mut self, item: usize) {
        *self = match self {
            Self::None => Self::One(item),
            _ => Self::Many,
        };
    }
}

/// Splits pairs, ordered by their first, into the longest chain in which the second ascends as well, and
/// the rest.
pub(super) fn longest_chain(pairs: &[(usize, usize)]) -> (Pairs, Pairs) {
    // `tails[n]` is the pair with the lowest second that ends a chain of n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let length = tails.partition_point(|&tail| pairs[tail].1 < pair.1);
        previous.push(length.checked_sub(1).map(|before| tails[before]));
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut is_in_chain = vec![false; pairs.len()];
    let mut next = tails.last().copied();
    while let Some(index) = next {
        is_in_chain[index] = true;
        next = previous[index];
    }
    let mut flags = is_in_chain.iter();
    pairs.iter().copied().partition(|_| flags.next().copied().unwrap_or(false))
}

/// Items (of those listed) that share two tokens or one link target that occur nowhere else, and that
/// nothing speaks against; ordered by their first.
pub(super) fn by_unique_clues(a: &Sequence, left: &[usize], b: &Sequence, right: &[usize]) -> Pairs {
    let mut owners: FxHashMap<u32, usize> = FxHashMap::default();
    for &j in right {
        let unique = b.clues(j).iter().filter(|clue| clue.weight >= UNIQUE);
        owners.extend(unique.map(|clue| (clue.token, j)));
    }
    let mut best_of_b: FxHashMap<usize, (f32, usize)> = FxHashMap::default();
    for &i in left {
        let Some((j, weight)) = strongest(a, i, &owners) else { continue };
        if worth(a, i, b, j).is_none_or(|worth| worth < SURE) {
            continue;
        }
        let best = best_of_b.entry(j).or_insert((weight, i));
        if weight > best.0 {
            *best = (weight, i);
        }
    }
    let mut pairs: Pairs = best_of_b.into_iter().map(|(j, (_, i))| (i, j)).collect();
    pairs.sort_unstable();
    pairs
}

/// What a pair must be worth to be held together across any distance.
const SURE: f32 = 4.0;

/// The item of `b` that the unique clues of an item of `a` point at, if they agree.
fn strongest(a: &Sequence, i: usize, owners: &FxHashMap<u32, usize>) -> Option<(usize, f32)> {
    let mut votes: Vec<(usize, f32)> = Vec::new();
    // A table may have thousands; a few of them tell.
    for clue in a.clues(i).iter().filter(|clue| clue.weight >= UNIQUE).take(64) {
        let Some(&j) = owners.get(&clue.token) else { continue };
        match votes.iter_mut().find(|vote| vote.0 == j) {
            Some(vote) => vote.1 += clue.weight,
            None => votes.push((j, clue.weight)),
        }
    }
    let all = votes.iter().map(|vote| vote.1).sum::<f32>();
    let best = votes.into_iter().max_by(|x, y| x.1.total_cmp(&y.1))?;
    (best.1 > UNIQUE && best.1 * 1.5 >= all).then_some(best)
}
