//! The dynamic programming behind every alignment: two sequences, monotone, with merges, within a
//! corridor along the diagonal so that time and memory stay linear.

use std::collections::VecDeque;
use std::ops::Range;

/// Two runs that belong together; one of them has the length 1, neither is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// Up to how many elements may be merged to answer one of the other side.
pub(super) const MAX_MERGED: usize = 4;

/// How wide the corridor is for each element, where the whole table would be larger.
const CORRIDOR: usize = 64;
/// A table of this many cells is always filled wholly.
const SMALL: usize = 4096;

const SKIP_A: u8 = 0;
const SKIP_B: u8 = 1;
const PAIR: u8 = 2;

/// What the sequences are held together by.
pub(super) trait Scorer {
    /// What leaving out an element of `a` (or of `b`) costs.
    fn skip(&self) -> f32;
    /// What one against one is worth; `None` forbids it.
    fn pair(&self, a: usize, b: usize) -> Option<f32>;
    /// Whether a merge of elements of `a` that ends at `a`, or of `b` that ends at `b`, with the one of the other side may
    /// be worth anything.
    fn may_merge(&self, _a: usize, _b: usize) -> (bool, bool) {
        (true, true)
    }
    /// What a merge is worth. One of the ranges has the length 1, the other 2 to [`MAX_MERGED`].
    fn merge(&self, a: Range<usize>, b: Range<usize>) -> Option<f32>;
}

/// One row of the table: the cells of the corridor.
struct Line {
    first: usize,
    scores: Vec<f32>,
    /// Where the row's cells begin among all steps.
    steps: usize,
}

impl Line {
    fn at(&self, column: usize) -> f32 {
        column.checked_sub(self.first).and_then(|at| self.scores.get(at)).copied().unwrap_or(f32::NEG_INFINITY)
    }
}

struct Best {
    score: f32,
    step: u8,
}

impl Best {
    fn offer(&mut self, score: f32, step: u8) {
        if score > self.score {
            *self = Self { score, step };
        }
    }
}

/// The best way to hold `rows` elements against `columns` elements.
pub(super) fn solve(rows: usize, columns: usize, scorer: &impl Scorer) -> Vec<Match> {
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let corridor = Corridor::new(rows, columns);
    let mut steps: Vec<u8> = Vec::new();
    let mut starts: Vec<(usize, usize)> = Vec::with_capacity(rows + 1);
    let mut lines: VecDeque<Line> = VecDeque::with_capacity(MAX_MERGED + 1);
    for row in 0..=rows {
        let range = corridor.columns(row);
        let mut line = Line { first: range.start, scores: Vec::with_capacity(range.len()), steps: steps.len() };
        for column in range {
            let best = best_step(scorer, &lines, &line, row, column);
            line.scores.push(best.score);
            steps.push(best.step);
        }
        starts.push((line.first, line.steps));
        if lines.len() == MAX_MERGED {
            lines.pop_back();
        }
        lines.push_front(line);
    }
    trace(rows, columns, &steps, &starts)
}

/// `lines[0]` is the row before, `lines[1]` the one before that.
fn best_step(scorer: &impl Scorer, lines: &VecDeque<Line>, line: &Line, row: usize, column: usize) -> Best {
    if row == 0 && column == 0 {
        return Best { score: 0.0, step: PAIR };
    }
    let mut best = Best { score: f32::NEG_INFINITY, step: SKIP_A };
    if let Some(above) = lines.front() {
        best.offer(above.at(column) - scorer.skip(), SKIP_A);
    }
    if column == 0 {
        return best;
    }
    best.offer(line.at(column - 1) - scorer.skip(), SKIP_B);
    let Some(above) = lines.front() else { return best };
    let before = above.at(column - 1);
    if before == f32::NEG_INFINITY {
        return best;
    }
    let Some(score) = scorer.pair(row - 1, column - 1) else { return best };
    best.offer(before + score, PAIR);
    offer_merges(scorer, lines, row, column, &mut best);
    best
}

fn offer_merges(scorer: &impl Scorer, lines: &VecDeque<Line>, row: usize, column: usize, best: &mut Best) {
    let (rows, columns) = scorer.may_merge(row - 1, column - 1);
    for count in 2..=if rows { MAX_MERGED.min(row) } else { 0 } {
        let Some(above) = lines.get(count - 1) else { break };
        let Some(score) = scorer.merge(row - count..row, column - 1..column) else { break };
        best.offer(above.at(column - 1) + score, PAIR + count as u8 - 1);
    }
    for count in 2..=if columns { MAX_MERGED.min(column) } else { 0 } {
        let Some(score) = scorer.merge(row - 1..row, column - count..column) else { break };
        best.offer(lines[0].at(column - count) + score, PAIR + (MAX_MERGED + count) as u8 - 2);
    }
}

fn trace(rows: usize, columns: usize, steps: &[u8], starts: &[(usize, usize)]) -> Vec<Match> {
    let (mut row, mut column) = (rows, columns);
    let mut matches = Vec::new();
    while row > 0 || column > 0 {
        let (first, offset) = starts[row];
        let step = column.checked_sub(first).and_then(|at| steps.get(offset + at)).copied();
        let (down, right) = match step {
            Some(SKIP_A) if row > 0 => (1, 0),
            Some(SKIP_B) if column > 0 => (0, 1),
            Some(step) if step >= PAIR => merged(usize::from(step - PAIR)),
            _ => break,
        };
        if down > row || right > column {
            break;
        }
        if down > 0 && right > 0 {
            matches.push(Match { a: row - down..row, b: column - right..column });
        }
        (row, column) = (row - down, column - right);
    }
    matches.reverse();
    matches
}

/// How many rows and columns a step takes: 0 is one against one, then the merges of rows, then of columns.
fn merged(step: usize) -> (usize, usize) {
    match step {
        0 => (1, 1),
        step if step < MAX_MERGED => (step + 1, 1),
        step => (1, step + 2 - MAX_MERGED),
    }
}

/// Which columns of a row are looked at.
struct Corridor {
    rows: usize,
    columns: usize,
    half: usize,
}

impl Corridor {
    fn new(rows: usize, columns: usize) -> Self {
        let budget = SMALL + CORRIDOR * (rows + columns);
        let half = if rows.saturating_mul(columns) <= budget { columns } else { (budget / rows / 2).max(CORRIDOR / 2) };
        Self { rows, columns, half }
    }

    /// The row reaches as far as the next one begins its middle, so that rows always overlap.
    fn columns(&self, row: usize) -> Range<usize> {
        let middle = |row: usize| row * self.columns / self.rows;
        let end = middle((row + 1).min(self.rows)).saturating_add(self.half);
        middle(row).saturating_sub(self.half)..end.min(self.columns) + 1
    }
}
