//! Points that are sure: headings of the same name, and items that share what stands nowhere else.

use rustc_hash::FxHashMap;

use super::clues::UNIQUE;
use super::sequence::{Sequence, worth};

/// Pairs of item indices.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Headings that have the same name on both sides, in the order of `a`. A name that occurs several times
/// counts only if it does so equally often.
pub(super) fn same_names(a: &Sequence, b: &Sequence) -> Pairs {
    let mut places: FxHashMap<u64, [Vec<usize>; 2]> = FxHashMap::default();
    for (side, sequence) in [a, b].into_iter().enumerate() {
        for (index, item) in sequence.items.iter().enumerate() {
            if let Some(name) = item.name {
                places.entry(name).or_default()[side].push(index);
            }
        }
    }
    let equal = places.into_values().filter(|[a, b]| a.len() == b.len());
    let mut pairs: Pairs = equal.flat_map(|[a, b]| a.into_iter().zip(b)).collect();
    pairs.sort_unstable();
    pairs
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
    for clue in a.clues(i).iter().filter(|clue| clue.weight >= UNIQUE) {
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
