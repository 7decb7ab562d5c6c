//! What is put in order: blocks, tables as a whole, rows of a table, cells of a row.

use std::ops::Range;

use super::clues::{self, Clue, Cover, Weights};
use super::outline::{BlockKey, Outline};
use crate::document::BlockKind;

/// An element of a sequence: one block or a run of them.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The blocks it consists of.
    pub(super) blocks: Range<usize>,
    pub(super) shape: Shape,
    pub(super) depth: u8,
    pub(super) name: Option<u64>,
    is_introduction: bool,
    /// The item that is the nearest heading before it.
    pub(super) heading: Option<usize>,
    /// Length, as in [`BlockKey`]; on the left side stretched to what the right side would need.
    pub(super) length: f32,
    log_length: f32,
    clues: Range<usize>,
    /// What all its clues weigh.
    weight: f32,
}

impl Item {
    /// Whether it is a heading that can be told by its name.
    pub(super) fn is_named_heading(&self) -> bool {
        self.name.is_some() && matches!(self.shape, Shape::Block(BlockKind::Heading(_)))
    }

    fn is_same_code(&self, other: &Self) -> bool {
        let code = Shape::Block(BlockKind::Code);
        self.shape == code && other.shape == code && self.name.is_some() && self.name == other.name
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Block(BlockKind),
    Table { rows: u16, columns: u16 },
    Row { columns: u16 },
}

/// How many times as long the second language is, told from two texts that should say the same. Languages
/// differ by less than this allows; what differs by more has parts that the other lacks.
pub(super) fn ratio(a: f32, b: f32) -> f32 {
    if a <= 0.0 || b <= 0.0 { 1.0 } else { (b / a).clamp(0.6, 1.7) }
}

/// Added to lengths before they are compared: of short texts the ratio says nothing.
const SHORT: f32 = 8.0;

/// Items in order, with their clues.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub(super) items: Vec<Item>,
    clues: Vec<Clue>,
}

impl Sequence {
    /// The body of an article: its blocks without the front matter, every table as one item.
    pub(super) fn body(outline: &Outline, weights: &Weights) -> Self {
        let mut sequence = Self::default();
        let mut at = 0;
        while at < outline.len() {
            let end = table_end(&outline.blocks, at);
            match outline.blocks[at].kind {
                BlockKind::Title | BlockKind::Description => {}
                BlockKind::TableCell { .. } => {
                    sequence.push(outline, weights, at..end, table_shape(&outline.blocks[at..end]));
                }
                kind => sequence.push(outline, weights, at..end, Shape::Block(kind)),
            }
            at = end;
        }
        sequence
    }

    /// The rows of a table.
    pub(super) fn rows(outline: &Outline, weights: &Weights, table: Range<usize>) -> Self {
        let mut sequence = Self::default();
        let mut start = table.start;
        for at in table.clone() {
            if at + 1 < table.end && row_of(&outline.blocks[at]) == row_of(&outline.blocks[at + 1]) {
                continue;
            }
            let columns = u16::try_from(at + 1 - start).unwrap_or(u16::MAX);
            sequence.push(outline, weights, start..at + 1, Shape::Row { columns });
            start = at + 1;
        }
        sequence
    }

    /// The cells of a row.
    pub(super) fn cells(outline: &Outline, weights: &Weights, row: Range<usize>) -> Self {
        let mut sequence = Self::default();
        for at in row {
            sequence.push(outline, weights, at..at + 1, Shape::Block(outline.blocks[at].kind));
        }
        sequence
    }

    /// Stretches all lengths but those of code, which is the same in every language.
    pub(super) fn stretch(&mut self, ratio: f32) {
        for item in &mut self.items {
            if item.shape != Shape::Block(BlockKind::Code) {
                item.length *= ratio;
                item.log_length = (item.length + SHORT).ln();
            }
        }
    }

    fn push(&mut self, outline: &Outline, weights: &Weights, blocks: Range<usize>, shape: Shape) {
        let Some(first) = outline.blocks.get(blocks.start) else { return };
        let start = self.clues.len();
        let weight = weights.collect(outline.tokens_of(blocks.clone()), &mut self.clues);
        let length = outline.blocks[blocks.clone()].iter().map(|block| block.length as f32).sum::<f32>();
        self.items.push(Item {
            blocks,
            shape,
            depth: first.depth,
            name: first.name,
            is_introduction: first.is_introduction,
            heading: self.items.last().and_then(|last| match last.shape {
                Shape::Block(BlockKind::Heading(_)) => Some(self.items.len() - 1),
                _ => last.heading,
            }),
            length,
            log_length: (length + SHORT).ln(),
            clues: start..self.clues.len(),
            weight,
        });
    }

    pub(super) fn clues(&self, item: usize) -> &[Clue] {
        &self.clues[self.items[item].clues.clone()]
    }
}

/// Where the table that begins at `start` ends; behind the block itself if it is no cell.
fn table_end(blocks: &[BlockKey], start: usize) -> usize {
    let cell = |at: usize| match blocks.get(at).map(|block| block.kind) {
        Some(BlockKind::TableCell { row, column }) => Some((row, column)),
        _ => None,
    };
    let mut end = start + 1;
    while let (Some(before), Some(next)) = (cell(end - 1), cell(end)) {
        // A long table saturates its row numbers; there only the columns begin anew.
        if next < before && next.0 != u16::MAX {
            break;
        }
        end += 1;
    }
    end
}

fn row_of(block: &BlockKey) -> Option<u16> {
    match block.kind {
        BlockKind::TableCell { row, .. } => Some(row),
        _ => None,
    }
}

fn table_shape(cells: &[BlockKey]) -> Shape {
    let rows = cells.windows(2).filter(|pair| row_of(&pair[0]) != row_of(&pair[1])).count() + 1;
    let columns = cells.iter().map(|cell| match cell.kind {
        BlockKind::TableCell { column, .. } => column.saturating_add(1),
        _ => 0,
    });
    Shape::Table { rows: u16::try_from(rows).unwrap_or(u16::MAX), columns: columns.max().unwrap_or(0) }
}

/// What two items are worth to each other: the sum of kinship, length and evidence. About 2 for a pair of
/// which nothing is known but that it could be; 0 where it could as well not be.
pub(super) fn worth(a: &Sequence, i: usize, b: &Sequence, j: usize) -> Option<f32> {
    let (x, y) = (&a.items[i], &b.items[j]);
    let kinship = kinship(x, y)?;
    if x.is_same_code(y) {
        return Some(kinship + SAME_CODE);
    }
    let shared = clues::common(a.clues(i), b.clues(j));
    Some(kinship + term_worth(x, y) + length_worth(x, y) + evidence(shared, x.weight + y.weight))
}

/// What it is worth that two items of text explain the same term, or two that are not the same: code is not translated.
fn term_worth(a: &Item, b: &Item) -> f32 {
    match (a.name, b.name) {
        (Some(x), Some(y)) if is_running_text(a) && is_running_text(b) => {
            if x == y {
                SAME_TERM
            } else {
                -SAME_TERM
            }
        }
        _ => 0.0,
    }
}

/// More than the lengths can speak against it: a newer revision explains it at greater length.
const SAME_TERM: f32 = 3.0;

/// What it is worth that code is the same to the letter: more than any code beside it that is only like it.
const SAME_CODE: f32 = 10.0;

/// What a run of items that became one is worth, beside that one. All of them must bring clues of their own
/// (but for an introduction): lengths alone would put any two short blocks beside a long one.
pub(super) fn merged_worth(a: &Sequence, run: &[usize], b: &Sequence, one: usize) -> Option<f32> {
    let single = &b.items[one];
    if !is_running_text(single) {
        return None;
    }
    let mut cover = Cover::new(b.clues(one));
    let (mut kin, mut length, mut weight) = (f32::MAX, 0.0, 0.0);
    for (at, &i) in run.iter().enumerate() {
        let part = &a.items[i];
        let is_introduction = at == 0 && part.is_introduction;
        if !is_running_text(part) || part.length > single.length {
            return None;
        }
        if cover.take(a.clues(i)) < TELLING && !is_introduction {
            return None;
        }
        kin = kinship(part, single)?.min(kin);
        length += part.length;
        weight += part.weight;
    }
    let fit = fit((length + SHORT).ln() - single.log_length, length.min(single.length));
    let is_introduced = run.first().is_some_and(|&first| a.items[first].is_introduction);
    let cost = if is_introduced { MERGE_INTRODUCTION } else { MERGE };
    Some(kin + fit + evidence(cover.shared, weight + single.weight) - cost)
}

/// What two items share.
pub(super) fn shared(a: &Sequence, i: usize, b: &Sequence, j: usize) -> f32 {
    clues::common(a.clues(i), b.clues(j))
}

/// A merge must explain more than a pair and a left-over would.
const MERGE: f32 = 2.0;
/// An introduction and what it leads to belong together anyway.
const MERGE_INTRODUCTION: f32 = 0.9;
/// A clue of less weight is hardly one.
const TELLING: f32 = 0.8;
/// Evidence beyond this adds nothing, so that one rich pair never pays for several poor ones.
const MOST_EVIDENCE: f32 = 9.0;

fn is_running_text(item: &Item) -> bool {
    matches!(item.shape, Shape::Block(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Html))
}

fn kinship(a: &Item, b: &Item) -> Option<f32> {
    let kinship = match (a.shape, b.shape) {
        (Shape::Block(x), Shape::Block(y)) => block_kinship(x, y)?,
        (Shape::Table { columns: x, .. }, Shape::Table { columns: y, .. }) if x == y => 1.5,
        (Shape::Table { .. }, Shape::Table { .. }) => 0.0,
        (Shape::Row { columns: x }, Shape::Row { columns: y }) if x == y => 1.0,
        (Shape::Row { .. }, Shape::Row { .. }) => 0.5,
        _ => return None,
    };
    Some(kinship - 0.5 * f32::from(a.depth.abs_diff(b.depth).min(3)))
}

fn block_kinship(a: BlockKind, b: BlockKind) -> Option<f32> {
    use BlockKind::{AltText, Code, Heading, TableCell};
    match (a, b) {
        (Heading(x), Heading(y)) => Some(1.5 - 0.75 * f32::from(x.abs_diff(y))),
        (TableCell { column: x, .. }, TableCell { column: y, .. }) => Some(if x == y { 1.0 } else { -0.5 }),
        _ if a == b => Some(1.0),
        (Code | AltText | TableCell { .. }, _) | (_, Code | AltText | TableCell { .. }) => None,
        // "**Applies to**" in bold is a heading to some revision.
        (Heading(_), _) | (_, Heading(_)) => Some(-2.5),
        _ => Some(-0.5),
    }
}

fn length_worth(a: &Item, b: &Item) -> f32 {
    fit(a.log_length - b.log_length, a.length.min(b.length))
}

/// How well two lengths fit, by the logarithm of their ratio: 1 for equal ones, -4 for no fit at all.
fn fit(log_ratio: f32, shorter: f32) -> f32 {
    let deviation = 0.3 + 1.2 / (shorter + 1.0).sqrt();
    let distance = log_ratio / deviation;
    1.0 - (distance * distance / 2.0).min(5.0)
}

/// Clues that both have speak for a pair; those that only one has and that stand elsewhere on the other
/// side speak against it, less loudly: facts that differ must not tear a pair apart.
fn evidence(shared: f32, total: f32) -> f32 {
    let unshared = (total - 2.0 * shared).max(0.0);
    0.8 * shared.min(MOST_EVIDENCE) - 0.25 * unshared.min(MOST_EVIDENCE)
}
