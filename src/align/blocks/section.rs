//! One section held against another: by its build where that is the same, else by dynamic programming.

use std::ops::Range;

use super::cuts::{self, Pairs};
use super::dp::{self, Scorer};
use super::sequence::{Sequence, Shape, merged_worth, ratio, shared, worth};
use crate::document::BlockKind;

/// A section of so many cells is first cut where unique clues agree.
const LARGE: usize = 2500;
/// What a pair must be worth to be taken without looking at its neighbours.
const FITS: f32 = 0.5;
/// What leaving an item alone costs: two of them are better than a pair that is worth less than that.
const ALONE: f32 = 1.2;
/// What it is worth to stand right beside a sure point on both sides.
const BESIDE_CUT: f32 = 0.75;
/// What it costs to lie under the heading that both sides know on one side only.
const OTHER_HEADING: f32 = 1.5;

/// Aligns the listed items of `a` and `b`, in order.
pub(super) fn solve(a: &Sequence, left: &[usize], b: &Sequence, right: &[usize]) -> Pairs {
    let (Some(&first_left), Some(&first_right)) = (left.first(), right.first()) else { return Pairs::new() };
    let section = Section { a, left, b, right, first_left, first_right };
    if section.is_same_build() {
        return section.one_by_one();
    }
    if left.len().saturating_mul(right.len()) <= LARGE {
        return section.solve();
    }
    let (chain, _) = cuts::longest_chain(&cuts::by_unique_clues(a, left, b, right));
    let mut pairs = Pairs::new();
    let (mut from_left, mut from_right) = (0, 0);
    for (i, j) in chain {
        let to_left = left.partition_point(|&item| item < i);
        let to_right = right.partition_point(|&item| item < j);
        pairs.extend(section.part(from_left..to_left, from_right..to_right).solve());
        pairs.push((i, j));
        (from_left, from_right) = (to_left + 1, to_right + 1);
    }
    pairs.extend(section.part(from_left..left.len(), from_right..right.len()).solve());
    pairs
}

/// Blocks that answer each other, and what their clues in common weigh.
pub(super) struct BlockPair {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    pub(super) shared: f32,
}

/// Aligns two tables or rows; gives the blocks of each pair of their items.
pub(super) fn solve_all(mut left: Sequence, right: Sequence) -> Vec<BlockPair> {
    left.stretch(ratio(length(&left), length(&right)));
    let all = |sequence: &Sequence| (0..sequence.items.len()).collect::<Vec<_>>();
    let pairs = solve(&left, &all(&left), &right, &all(&right));
    let pair = |(i, j): (usize, usize)| BlockPair {
        left: left.items[i].blocks.clone(),
        right: right.items[j].blocks.clone(),
        shared: shared(&left, i, &right, j),
    };
    pairs.into_iter().map(pair).collect()
}

fn length(sequence: &Sequence) -> f32 {
    sequence.items.iter().map(|item| item.length).sum()
}

/// Items of both sides between two sure points.
#[derive(Clone, Copy)]
struct Section<'s> {
    a: &'s Sequence,
    left: &'s [usize],
    b: &'s Sequence,
    right: &'s [usize],
    /// The first item of the whole section on either side, of which this may be a part.
    first_left: usize,
    first_right: usize,
}

impl Section<'_> {
    fn part(&self, left: Range<usize>, right: Range<usize>) -> Self {
        Self { left: &self.left[left], right: &self.right[right], ..*self }
    }

    /// Whether both consist of the same kinds of blocks in the same order, and nothing speaks against any
    /// of the pairs: the usual case, told in linear time.
    fn is_same_build(&self) -> bool {
        let fits = |(&i, &j): (&usize, &usize)| {
            let (x, y) = (&self.a.items[i], &self.b.items[j]);
            x.depth == y.depth
                && is_same_shape(x.shape, y.shape)
                && worth(self.a, i, self.b, j).is_some_and(|worth| worth >= FITS)
        };
        self.left.len() == self.right.len() && self.left.iter().zip(self.right).all(fits)
    }

    fn one_by_one(&self) -> Pairs {
        self.left.iter().copied().zip(self.right.iter().copied()).collect()
    }

    fn solve(&self) -> Pairs {
        if self.is_same_build() {
            return self.one_by_one();
        }
        let mut pairs = Pairs::new();
        for found in dp::solve(self.left.len(), self.right.len(), self) {
            for &i in &self.left[found.a] {
                pairs.extend(self.right[found.b.clone()].iter().map(|&j| (i, j)));
            }
        }
        pairs
    }
}

impl Scorer for Section<'_> {
    fn skip(&self) -> f32 {
        ALONE
    }

    fn pair(&self, a: usize, b: usize) -> Option<f32> {
        let is_first = a == 0 && b == 0;
        let is_last = a + 1 == self.left.len() && b + 1 == self.right.len();
        let bonus = if is_first || is_last { BESIDE_CUT } else { 0.0 };
        let is_left_above = self.a.items[self.left[a]].heading.is_none_or(|heading| heading < self.first_left);
        let is_right_above = self.b.items[self.right[b]].heading.is_none_or(|heading| heading < self.first_right);
        let malus = if is_left_above == is_right_above { 0.0 } else { OTHER_HEADING };
        Some(worth(self.a, self.left[a], self.b, self.right[b])? + bonus - malus)
    }

    fn merge(&self, a: Range<usize>, b: Range<usize>) -> Option<f32> {
        match (&self.left[a], &self.right[b]) {
            (run, &[one]) => merged_worth(self.a, run, self.b, one),
            (&[one], run) => merged_worth(self.b, run, self.a, one),
            _ => None,
        }
    }
}

fn is_same_shape(a: Shape, b: Shape) -> bool {
    match (a, b) {
        (
            Shape::Block(BlockKind::TableCell { column: x, .. }),
            Shape::Block(BlockKind::TableCell { column: y, .. }),
        ) => x == y,
        _ => a == b,
    }
}
