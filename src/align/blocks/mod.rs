//! Aligning the blocks of an article with those of its English, of a sister translation or of another
//! revision, where no span pairs lead across.
//!
//! Sure points come first: `title` with `title`, headings by their anchors (or by the slug of the English
//! heading), which cut both articles into sections. Within a section dynamic programming weighs kind,
//! depth and length of blocks, and the clues that survive translation: link targets, identifiers, Latin
//! words and digits that stand on both sides. Tables are one element of it; two that answer each other are
//! then aligned row by row and cell by cell. What is left over is looked for elsewhere by unique clues.

mod clues;
mod cuts;
mod dp;
mod outline;
mod same_language;
mod section;
mod sequence;
mod token;

#[cfg(test)]
mod tests;

use std::ops::Range;

use self::clues::{UNIQUE, Weights};
use self::cuts::{Pairs, SameNames};
use self::sequence::{Item, Sequence, Shape, ratio, shared};
use crate::document::BlockKind;

pub use outline::{Outline, Side};
pub use same_language::align_same_language;

/// Two blocks that answer each other, or one that has no counterpart. A block that answers several (a
/// paragraph that became an introduction and a list) has a row with each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The block of the first article.
    pub a: Option<usize>,
    /// The block of the second.
    pub b: Option<usize>,
    /// Why they were held together; [`How::Alone`] where one is missing.
    pub how: How,
}

/// Why two blocks were held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// Headings of the same anchor, or keys of the front matter.
    Anchor,
    /// By their place, kind and length.
    Structure,
    /// The same in a section or table that the two articles build differently, and without a word, digit or link that
    /// speaks for it: a guess, which only their facts can bear out.
    Guess,
    /// They also share words, digits or links that are rare in the articles.
    Content,
    /// No counterpart was found.
    Alone,
}

/// Aligns two articles. Every block of either is in at least one row; the rows follow the first article,
/// with what only the second has where it stands there.
pub fn align(a: &Outline, b: &Outline) -> Vec<Row> {
    Aligner::new(a, b).run()
}

struct Aligner<'o> {
    a: &'o Outline,
    b: &'o Outline,
    weights: Weights,
    left: Sequence,
    right: Sequence,
    rows: Vec<Row>,
}

/// Item indices of both sides between two sure points.
#[derive(Default)]
struct Gap {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl<'o> Aligner<'o> {
    fn new(a: &'o Outline, b: &'o Outline) -> Self {
        let weights = Weights::new(&a.tokens.list, &b.tokens.list);
        let left = Sequence::body(a, &weights);
        let right = Sequence::body(b, &weights);
        Self { a, b, weights, left, right, rows: Vec::with_capacity(a.len().max(b.len())) }
    }

    fn run(mut self) -> Vec<Row> {
        self.front_matter();
        let SameNames { chain, moved } = SameNames::find(&self.left, &self.right);
        for &(i, j) in chain.iter().chain(&moved) {
            self.pair_items(i, j, How::Anchor);
        }
        let gaps = self.gaps(&chain, &moved);
        let ratio = self.length_ratio(&gaps);
        self.left.stretch(ratio);
        for gap in &gaps {
            let is_even = gap.left.len() == gap.right.len();
            for (i, j) in section::solve(&self.left, &gap.left, &self.right, &gap.right) {
                let how = how(shared(&self.left, i, &self.right, j), is_even);
                self.pair_items(i, j, how);
            }
        }
        self.pair_moved();
        in_order(self.rows, self.a.len(), self.b.len())
    }

    fn front_matter(&mut self) {
        for kind in [BlockKind::Title, BlockKind::Description] {
            let find = |outline: &Outline| outline.blocks.iter().position(|block| block.kind == kind);
            if let (Some(a), Some(b)) = (find(self.a), find(self.b)) {
                self.rows.push(Row { a: Some(a), b: Some(b), how: How::Anchor });
            }
        }
    }

    /// What lies between the cuts; a section that moved is a gap of its own.
    fn gaps(&self, chain: &Pairs, moved: &Pairs) -> Vec<Gap> {
        let left = home_of_items(&self.left, chain.iter().map(|cut| cut.0), moved.iter().map(|cut| cut.0));
        let right = home_of_items(&self.right, chain.iter().map(|cut| cut.1), moved.iter().map(|cut| cut.1));
        let mut gaps: Vec<Gap> = Vec::new();
        gaps.resize_with(chain.len() + moved.len() + 1, Gap::default);
        for (i, gap) in left.into_iter().enumerate().filter_map(|(i, gap)| Some((i, gap?))) {
            gaps[gap].left.push(i);
        }
        for (j, gap) in right.into_iter().enumerate().filter_map(|(j, gap)| Some((j, gap?))) {
            gaps[gap].right.push(j);
        }
        gaps
    }

    /// How much longer the second language is, told from the sections of equal build, if there are any.
    fn length_ratio(&self, gaps: &[Gap]) -> f32 {
        let equal = gaps.iter().filter(|gap| gap.left.len() == gap.right.len());
        let (a, b) = equal.map(|gap| self.prose_lengths(gap)).fold((0.0, 0.0), add);
        if a >= ENOUGH_TEXT && b >= ENOUGH_TEXT {
            return ratio(a, b);
        }
        let (a, b) = gaps.iter().map(|gap| self.prose_lengths(gap)).fold((0.0, 0.0), add);
        ratio(a, b)
    }

    fn prose_lengths(&self, gap: &Gap) -> (f32, f32) {
        let left = gap.left.iter().map(|&i| prose_length(&self.left.items[i]));
        let right = gap.right.iter().map(|&j| prose_length(&self.right.items[j]));
        (left.sum(), right.sum())
    }

    fn pair_items(&mut self, i: usize, j: usize, how: How) {
        let (left, right) = (&self.left.items[i], &self.right.items[j]);
        if let (Shape::Table { .. }, Shape::Table { .. }) = (left.shape, right.shape) {
            let (left, right) = (left.blocks.clone(), right.blocks.clone());
            return self.pair_tables(left, right);
        }
        self.rows.push(Row { a: Some(left.blocks.start), b: Some(right.blocks.start), how });
    }

    fn pair_tables(&mut self, left: Range<usize>, right: Range<usize>) {
        let left = Sequence::rows(self.a, &self.weights, left);
        let right = Sequence::rows(self.b, &self.weights, right);
        let is_even = left.items.len() == right.items.len();
        for pair in section::solve_all(left, right) {
            // What the rows have in common speaks for all of their cells.
            let how = if how(pair.shared, is_even) == How::Guess { How::Guess } else { How::Structure };
            self.pair_rows(pair.left, pair.right, how);
        }
    }

    fn pair_rows(&mut self, left: Range<usize>, right: Range<usize>, how: How) {
        let kinds = |outline: &'o Outline, row: &Range<usize>| outline.blocks[row.clone()].iter().map(column_of);
        if kinds(self.a, &left).eq(kinds(self.b, &right)) {
            for (a, b) in left.zip(right) {
                self.rows.push(Row { a: Some(a), b: Some(b), how });
            }
            return;
        }
        let left = Sequence::cells(self.a, &self.weights, left);
        let right = Sequence::cells(self.b, &self.weights, right);
        for pair in section::solve_all(left, right) {
            self.rows.push(Row { a: Some(pair.left.start), b: Some(pair.right.start), how });
        }
    }

    /// What is still alone may have moved to another place.
    fn pair_moved(&mut self) {
        let mut is_done = [vec![false; self.a.len()], vec![false; self.b.len()]];
        for row in &self.rows {
            if let Some(a) = row.a {
                is_done[0][a] = true;
            }
            if let Some(b) = row.b {
                is_done[1][b] = true;
            }
        }
        let alone = |sequence: &Sequence, is_done: &[bool]| -> Vec<usize> {
            let is_alone = |item: &Item| item.blocks.clone().all(|block| !is_done[block]);
            sequence.items.iter().enumerate().filter(|(_, item)| is_alone(item)).map(|(index, _)| index).collect()
        };
        let (left, right) = (alone(&self.left, &is_done[0]), alone(&self.right, &is_done[1]));
        if left.is_empty() || right.is_empty() {
            return;
        }
        for (i, j) in cuts::by_unique_clues(&self.left, &left, &self.right, &right) {
            self.pair_items(i, j, How::Content);
        }
    }
}

/// Why two items are held together that share clues of this weight.
fn how(shared: f32, is_even: bool) -> How {
    match shared {
        _ if shared >= UNIQUE => How::Content,
        _ if is_even || shared > 0.0 => How::Structure,
        _ => How::Guess,
    }
}

/// Sections of fewer characters than this say nothing about the languages.
const ENOUGH_TEXT: f32 = 200.0;

fn add(x: (f32, f32), y: (f32, f32)) -> (f32, f32) {
    (x.0 + y.0, x.1 + y.1)
}

fn prose_length(item: &Item) -> f32 {
    if item.shape == Shape::Block(BlockKind::Code) { 0.0 } else { item.length }
}

fn column_of(block: &outline::BlockKey) -> Option<u16> {
    match block.kind {
        BlockKind::TableCell { column, .. } => Some(column),
        _ => None,
    }
}

/// Which gap every item of a side lies in: behind the n-th cut in gap n, in a moved section in one of its
/// own. The cuts themselves lie in none.
fn home_of_items(
    sequence: &Sequence,
    chain: impl ExactSizeIterator<Item = usize>,
    moved: impl Iterator<Item = usize>,
) -> Vec<Option<usize>> {
    let first_moved = chain.len() + 1;
    let mut starts = vec![None; sequence.items.len()];
    for (gap, cut) in chain.enumerate() {
        starts[cut] = Some(gap + 1);
    }
    for (gap, cut) in moved.enumerate() {
        starts[cut] = Some(first_moved + gap);
    }
    let (mut main, mut current) = (0, 0);
    let home = |(item, start): (&Item, &Option<usize>)| {
        if let Some(gap) = *start {
            current = gap;
            main = if gap < first_moved { gap } else { main };
            return None;
        }
        // A moved section ends at the next heading.
        if matches!(item.shape, Shape::Block(BlockKind::Heading(_))) {
            current = main;
        }
        Some(current)
    };
    sequence.items.iter().zip(&starts).map(home).collect()
}

/// Adds what is alone, and puts the rows in order.
fn in_order(mut rows: Vec<Row>, a_len: usize, b_len: usize) -> Vec<Row> {
    let mut answers_a = vec![false; a_len];
    let mut places_b: Vec<Option<usize>> = vec![None; b_len];
    for row in &rows {
        if let (Some(a), Some(b)) = (row.a, row.b) {
            answers_a[a] = true;
            places_b[b] = places_b[b].max(Some(a));
        }
    }
    let alone_in_a = (0..a_len).filter(|&a| !answers_a[a]);
    rows.extend(alone_in_a.map(|a| Row { a: Some(a), b: None, how: How::Alone }));
    let mut keyed: Vec<((usize, usize), Row)> =
        rows.into_iter().map(|row| ((row.a.map_or(0, |a| a + 1), row.b.map_or(0, |b| b + 1)), row)).collect();
    let mut place = 0;
    for (b, answered) in places_b.into_iter().enumerate() {
        match answered {
            Some(a) => place = a + 1,
            None => keyed.push(((place, b_len + b), Row { a: None, b: Some(b), how: How::Alone })),
        }
    }
    keyed.sort_unstable_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, row)| row).collect()
}
