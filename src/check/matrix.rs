//! The fact matrix of an article: what each locale states for each fact of the English.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Fault;
use crate::align::blocks::align_same_language;
use crate::align::facts::{Verdict, compare};
use crate::diagnostic::{ArticleMatrix, CellState, MatrixCell, MatrixColumn, MatrixRow, Words};
use crate::facts::Reading;
use crate::rules::Trouble;

use super::compare::{self, Comparison};
use super::emit::{Part, Spot};
use super::family::{Basis, Ensemble, draft, spot};
use super::files::{self, At, Which};
use super::sisters::Circle;
use super::stale;
use super::witness::{self, Judge, Key};

/// A text that others are held against: a member, and which of its texts.
type Reference = (usize, Which);

/// The matrix of a family; `None` where there is nothing that could be held against anything.
pub(super) fn of_family(article: &str, ensemble: &Ensemble<'_>) -> Option<ArticleMatrix> {
    let reference = reference(ensemble)?;
    let text = ReferenceText::read(ensemble, reference);
    let members: Vec<usize> = ensemble.translations().filter(|&member| (member, Which::Target) != reference).collect();
    if members.is_empty() {
        return None;
    }
    let mut rows = Rows::new(&text, members.len() + 1);
    let answers: Vec<Answers> = members.iter().map(|&member| Answers::of(ensemble, member, reference)).collect();
    for (column, answers) in answers.iter().enumerate() {
        rows.fill(column + 1, &text, answers);
    }
    let has_english = ensemble.bases[members[0]] != Basis::None;
    let rows = rows.finish(&answers, if has_english { mark_against_reference } else { mark_by_votes });
    let columns = std::iter::once(reference).chain(members.into_iter().map(|member| (member, Which::Target)));
    Some(ArticleMatrix {
        article: article.to_owned(),
        columns: columns.map(|text| column(ensemble, text)).collect(),
        rows,
    })
}

/// The English article, else the English side of the newest bilingual one, else the translation that the others are
/// held against.
fn reference(ensemble: &Ensemble<'_>) -> Option<Reference> {
    let members = &ensemble.members;
    if let Some(english) = members.iter().position(|member| member.file.member.is_source) {
        return Some((english, Which::Target));
    }
    let bilingual = || members.iter().position(|member| member.article.is_bilingual);
    if let Some(newest) = stale::newest(ensemble).or_else(bilingual) {
        return Some((newest, Which::Source));
    }
    Circle::of(ensemble).map(|circle| (circle.pivot, Which::Target))
}

fn column(ensemble: &Ensemble<'_>, (member, which): Reference) -> MatrixColumn {
    let member = &ensemble.members[member];
    MatrixColumn {
        locale: member.file.tag_of(which),
        path: member.file.source.path.clone(),
        revision: member.origin().shown(),
    }
}

/// The segments of a text that others are held against, in order, with their facts.
struct ReferenceText<'a> {
    ensemble: &'a Ensemble<'a>,
    reference: Reference,
    segments: Vec<(At, Reading)>,
}

impl<'a> ReferenceText<'a> {
    fn read(ensemble: &'a Ensemble<'a>, (member, which): Reference) -> Self {
        let loaded = &ensemble.members[member];
        let lexicon = loaded.file.lexicon_of(which);
        let mut segments = Vec::new();
        for (block, list) in loaded.article.blocks.iter().map(|block| &block.segments).enumerate() {
            for segment in 0..list.len() {
                let at = At { block, segment };
                let has_text = !files::cooked(&loaded.article, at, which).trim().is_empty();
                segments
                    .extend(has_text.then(|| (at, files::facts_of(loaded.file, &loaded.article, at, which, lexicon))));
            }
        }
        Self { ensemble, reference: (member, which), segments }
    }

    fn text(&self, at: At) -> &'a str {
        files::cooked(&self.ensemble.members[self.reference.0].article, at, self.reference.1)
    }

    fn texts(&self) -> Vec<&'a str> {
        self.segments.iter().map(|(at, _)| self.text(*at)).collect()
    }

    /// The row of each of its facts, the words of the text itself filled in.
    fn rows(&self, width: usize) -> Vec<MatrixRow> {
        let (member, which) = self.reference;
        let loaded = &self.ensemble.members[member];
        let mut rows = Vec::new();
        for (at, reading) in &self.segments {
            let Some(segment) = loaded.segment(*at) else { continue };
            for fact in &reading.facts {
                let spot = Spot { file: loaded.file, segment, which, fact: Some(fact) };
                let mut cells = vec![MatrixCell::default(); width];
                cells[0] = cell(&spot, CellState::Same, Part::Words);
                rows.push(MatrixRow { segment: self.text(*at).to_owned(), cells });
            }
        }
        rows
    }

    /// The keys of its facts, in order.
    fn keys(&self) -> impl Iterator<Item = Key> {
        self.segments.iter().flat_map(|(at, reading)| (0..reading.facts.len()).map(move |fact| (*at, fact)))
    }
}

fn cell(spot: &Spot<'_>, state: CellState, part: Part) -> MatrixCell {
    let span = spot.span(part);
    let place = spot.file.lines().position(&spot.file.source.text, span.start);
    let fact = if state == CellState::Missing { None } else { spot.view() };
    MatrixCell {
        state,
        fact,
        line: place.line,
        column: place.column,
        span: spot.file.source.file_span(span).into(),
        is_odd: false,
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// What a member says
// ---------------------------------------------------------------------------------------------------------------------

/// What a member says of the facts of the text that it is held against.
#[derive(Default)]
struct Answers {
    told: FxHashMap<Key, MatrixCell>,
    /// Segments of that text that the member answers at all.
    covered: FxHashSet<At>,
    /// What it adds: the segment that it answers there, and the canonical value.
    added: Vec<(At, String, MatrixCell)>,
    /// From facts of the reference to those of the text, where these are two; `None` where they are one.
    bridge: Option<Bridge>,
}

impl Answers {
    fn of(ensemble: &Ensemble<'_>, member: usize, reference: Reference) -> Self {
        let mut answers = Self::default();
        let Some(english) = ensemble.english_of(member) else {
            let circle = Circle::of(ensemble);
            let own = circle.as_ref().and_then(|circle| circle.others.iter().position(|other| *other == member));
            if let (Some(circle), Some(own)) = (circle, own) {
                answers.collect(ensemble, (circle.pivot, member), &circle.comparisons[own], None);
            }
            return answers;
        };
        let judge = matches!(ensemble.bases[member], Basis::Nearest(_)).then(|| Judge::new(ensemble, member, english));
        answers.collect(ensemble, (english, member), ensemble.comparisons(member), judge.as_ref());
        let own = (english, compare::english_side(&ensemble.members[english]));
        answers.bridge = (own != reference).then(|| Bridge::between(ensemble, reference, own));
        answers
    }

    fn collect(
        &mut self,
        ensemble: &Ensemble<'_>,
        (english, member): (usize, usize),
        comparisons: &[Comparison],
        judge: Option<&Judge<'_>>,
    ) {
        for comparison in comparisons {
            self.covered.extend(&comparison.source.segments);
            for verdict in &comparison.verdicts {
                let judged = |(trouble, s, t)| match judge {
                    Some(judge) => Some((judge.judge(comparison, verdict, trouble, s)?, s, t)),
                    None => Some((trouble, s, t)),
                };
                let trouble = compare::troubles(verdict, comparison).into_iter().find_map(judged);
                let state = state(verdict, trouble.as_ref().map(|(trouble, ..)| trouble));
                let (part, spot) = match trouble {
                    Some((trouble, s, t)) => {
                        let part = Part::of(&trouble);
                        (part, Some(draft(ensemble, (english, member), comparison, trouble, (s, t)).target))
                    }
                    None => {
                        let target = verdict.facts().1;
                        (Part::Words, spot(&ensemble.members[member], &comparison.target, target, Which::Target))
                    }
                };
                if let Some(spot) = spot {
                    self.put(comparison, verdict.facts(), cell(&spot, state, part));
                }
            }
        }
    }

    fn put(&mut self, comparison: &Comparison, (source, target): (Option<usize>, Option<usize>), cell: MatrixCell) {
        if let Some(source) = source {
            self.told.extend(witness::key(comparison, source).map(|key| (key, cell)));
        } else if let (CellState::Added, Some(target)) = (cell.state, target)
            && let Some(&at) = comparison.source.segments.last()
        {
            let value = comparison.target.reading.facts[target].value.same_as();
            self.added.push((at, value, cell));
        }
    }
}

/// How a verdict with this trouble stands to the text that it speaks of.
fn state(verdict: &Verdict, trouble: Option<&Trouble>) -> CellState {
    match (verdict, trouble) {
        (_, Some(Trouble::Stale(_))) => CellState::Stale,
        (_, Some(Trouble::Added)) => CellState::Added,
        (Verdict::Missing { .. }, Some(_)) => CellState::Missing,
        (Verdict::Agrees { .. }, None) => CellState::Same,
        (
            Verdict::Agrees { .. },
            Some(Trouble::Damage(_) | Trouble::Separators | Trouble::Order | Trouble::Relation(Fault::Weakened)),
        ) => CellState::Damaged,
        (Verdict::Agrees { .. } | Verdict::AmbiguousDate { .. } | Verdict::LostEnd { .. }, Some(_))
        | (Verdict::Differs { .. }, Some(_)) => CellState::Differs,
        // Another revision of the English explains it.
        (Verdict::Differs { .. } | Verdict::AmbiguousDate { .. } | Verdict::LostEnd { .. }, None) => CellState::Stale,
        (Verdict::Missing { .. } | Verdict::Added { .. } | Verdict::Repeated { .. }, _) => CellState::Untold,
    }
}

/// From the facts of one revision of the English to those of another.
#[derive(Default)]
struct Bridge {
    /// The fact of the other that answers, and whether it has another value.
    facts: FxHashMap<Key, (Key, bool)>,
    /// The segments of the other that answer a segment.
    segments: FxHashMap<At, Vec<At>>,
}

impl Bridge {
    fn between(ensemble: &Ensemble<'_>, from: Reference, to: Reference) -> Self {
        let (from, to) = (ReferenceText::read(ensemble, from), ReferenceText::read(ensemble, to));
        let (a, b) = (from.texts(), to.texts());
        let lexicon = ensemble.members[from.reference.0].file.lexicon_of(from.reference.1);
        let mut bridge = Self::default();
        for row in align_same_language(&a, &b) {
            let (Some(i), Some(j)) = row else { continue };
            let ((at, before), (other, after)) = (&from.segments[i], &to.segments[j]);
            bridge.segments.entry(*at).or_default().push(*other);
            if a[i] == b[j] {
                bridge.facts.extend((0..before.facts.len()).map(|fact| ((*at, fact), ((*other, fact), false))));
                continue;
            }
            for verdict in compare(before, after, b[j], a[i], lexicon) {
                if let (Some(source), Some(target)) = verdict.facts() {
                    let is_changed = !matches!(verdict, Verdict::Agrees { .. });
                    bridge.facts.insert((*at, source), ((*other, target), is_changed));
                }
            }
        }
        bridge
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Rows
// ---------------------------------------------------------------------------------------------------------------------

/// The rows in the making.
struct Rows {
    keys: Vec<Key>,
    rows: Vec<MatrixRow>,
    /// Rows that the reference lacks, by the number of its rows that stand before them, and by value.
    added: BTreeMap<(usize, String), AddedRow>,
}

/// A row that the reference lacks.
struct AddedRow {
    /// The segment of the reference that is answered there, and its text.
    at: At,
    text: String,
    /// By column.
    cells: BTreeMap<usize, MatrixCell>,
}

impl AddedRow {
    fn finish(mut self, answers: &[Answers]) -> MatrixRow {
        let mut cells = vec![blank(CellState::Untold)];
        for (column, answers) in answers.iter().enumerate() {
            let otherwise = || if answers.answers(self.at) { CellState::Untold } else { CellState::Absent };
            cells.push(self.cells.remove(&(column + 1)).unwrap_or_else(|| blank(otherwise())));
        }
        MatrixRow { segment: self.text, cells }
    }
}

fn blank(state: CellState) -> MatrixCell {
    MatrixCell { state, ..MatrixCell::default() }
}

impl Rows {
    fn new(text: &ReferenceText<'_>, width: usize) -> Self {
        Self { keys: text.keys().collect(), rows: text.rows(width), added: BTreeMap::new() }
    }

    fn fill(&mut self, column: usize, text: &ReferenceText<'_>, answers: &Answers) {
        for (key, row) in self.keys.iter().zip(&mut self.rows) {
            row.cells[column] = answers.cell(*key);
        }
        for (at, value, cell) in &answers.added {
            let Some(at) = answers.in_reference(*at) else { continue };
            let behind = self.keys.partition_point(|(other, _)| *other <= at);
            let row = || AddedRow { at, text: text.text(at).to_owned(), cells: BTreeMap::new() };
            self.added.entry((behind, value.clone())).or_insert_with(row).cells.insert(column, cell.clone());
        }
    }

    /// All rows in order, each marked with `mark`.
    fn finish(self, answers: &[Answers], mark: fn(&mut MatrixRow)) -> Vec<MatrixRow> {
        let mut rows = Vec::with_capacity(self.rows.len() + self.added.len());
        let mut added = self.added.into_iter().peekable();
        let count = self.rows.len();
        let mut own = self.rows.into_iter();
        for behind in 0..=count {
            while let Some((_, row)) = added.next_if(|((place, _), _)| *place <= behind) {
                rows.push(row.finish(answers));
            }
            rows.extend(own.next());
        }
        rows.iter_mut().for_each(mark);
        rows
    }
}

impl Answers {
    /// What is said of a fact of the reference.
    fn cell(&self, key: Key) -> MatrixCell {
        let otherwise = || blank(if self.answers(key.0) { CellState::Untold } else { CellState::Absent });
        let Some(bridge) = &self.bridge else { return self.told.get(&key).cloned().unwrap_or_else(otherwise) };
        let told = bridge.facts.get(&key).and_then(|(own, is_changed)| Some((self.told.get(own)?, *is_changed)));
        let Some((told, is_changed)) = told else { return otherwise() };
        let mut cell = told.clone();
        if is_changed && matches!(cell.state, CellState::Same | CellState::Damaged) {
            cell.state = CellState::Stale;
        }
        cell
    }

    /// Whether anything answers a segment of the reference.
    fn answers(&self, at: At) -> bool {
        match &self.bridge {
            None => self.covered.contains(&at),
            Some(bridge) => {
                bridge.segments.get(&at).is_some_and(|others| others.iter().any(|at| self.covered.contains(at)))
            }
        }
    }

    /// The segment of the reference that answers a segment of the text that the member is held against.
    fn in_reference(&self, at: At) -> Option<At> {
        match &self.bridge {
            None => Some(at),
            Some(bridge) => bridge.segments.iter().filter(|(_, others)| others.contains(&at)).map(|(at, _)| *at).max(),
        }
    }
}

/// Marks what says otherwise than the English.
fn mark_against_reference(row: &mut MatrixRow) {
    for cell in &mut row.cells {
        cell.is_odd =
            matches!(cell.state, CellState::Differs | CellState::Stale | CellState::Missing | CellState::Added);
    }
}

/// Without an English: marks those that say otherwise than most, or than as many.
fn mark_by_votes(row: &mut MatrixRow) {
    let reference = row.cells[0].fact.as_ref().map(|fact| fact.value.clone());
    let said: Vec<Option<Words>> = row
        .cells
        .iter()
        .map(|cell| match cell.state {
            CellState::Same | CellState::Damaged => reference.clone(),
            _ => cell.fact.as_ref().map(|fact| fact.value.clone()),
        })
        .collect();
    let votes = |value: &Option<Words>| said.iter().filter(|other| *other == value).count();
    let is_odd = |value: &Option<Words>| {
        value.is_some() && said.iter().any(|other| other.is_some() && other != value && votes(other) >= votes(value))
    };
    for (cell, value) in row.cells.iter_mut().zip(&said) {
        cell.is_odd = is_odd(value);
    }
}
