//! Texts held against texts: span pairs, and blocks aligned across articles.

use crate::align::blocks::{self, Outline, Row};
use crate::align::facts::{Note, Verdict, compare};
use crate::document::Text;
use crate::facts::{Date, Fact, Value};
use crate::lexicon::Lexicon;
use crate::rules::Trouble;
use crate::text::Span;

use super::family::Loaded;
use super::files::{self, At, Side, Which};

/// A text of the translation held against a text of the English.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) source: Side,
    pub(super) target: Side,
    pub(super) verdicts: Vec<Verdict>,
    /// Why the two were held together.
    pub(super) how: &'static str,
}

impl Comparison {
    /// How many facts both sides state.
    pub(super) fn facts(&self) -> usize {
        self.source.reading.facts.len() + self.target.reading.facts.len()
    }
}

/// A bilingual member lends its English side, an English article its text.
pub(super) fn english_side(english: &Loaded<'_>) -> Which {
    if english.article.is_bilingual { Which::Source } else { Which::Target }
}

/// Every span pair of `member` that has both sides.
pub(super) fn own_pairs(member: &Loaded<'_>) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for (block, segments) in member.article.blocks.iter().map(|block| &block.segments).enumerate() {
        for (segment, pair) in segments.iter().enumerate() {
            if let (Some(source), Some(target)) = (&pair.source, &pair.target) {
                comparisons.push(own_pair(member, At { block, segment }, source, target));
            }
        }
    }
    comparisons
}

fn own_pair(member: &Loaded<'_>, at: At, source_text: &Text<'_>, target_text: &Text<'_>) -> Comparison {
    let lexicon = member.file.lexicon;
    let source = files::facts_of(&member.article, at, Which::Source, member.file.lexicon_of(Which::Source));
    let target = files::facts_of(&member.article, at, Which::Target, lexicon);
    let verdicts = compare(&source, &target, &target_text.cooked, &source_text.cooked, lexicon);
    Comparison { source: Side::of_one(at, source), target: Side::of_one(at, target), verdicts, how: "span pair" }
}

/// The blocks of `member` held against the blocks of `english` that they answer.
pub(super) fn across(english: &Loaded<'_>, which: Which, member: &Loaded<'_>) -> Vec<Comparison> {
    let rows = rows(english, which, member);
    // A bilingual article has no English title: what has no text is nothing to be held against.
    let has_text = |comparison: &Comparison| {
        comparison.source.segments.iter().any(|at| !files::cooked(&english.article, *at, which).trim().is_empty())
    };
    groups(&rows).into_iter().map(|group| across_one(english, which, member, &group)).filter(has_text).collect()
}

fn rows(english: &Loaded<'_>, which: Which, member: &Loaded<'_>) -> Vec<Row> {
    let side = match which {
        Which::Source => blocks::Side::Source,
        Which::Target => blocks::Side::Target,
    };
    blocks::align(&Outline::of(&english.article, side), &Outline::of(&member.article, blocks::Side::Target))
}

/// Blocks of both sides that belong together.
struct Group {
    source: Vec<usize>,
    target: Vec<usize>,
    how: &'static str,
}

/// A paragraph that became a list is in several rows: what shares a block is one group.
fn groups(rows: &[Row]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let (Some(a), Some(b)) = (row.a, row.b) else { continue };
        let how = match row.how {
            blocks::How::Anchor => "heading anchor",
            blocks::How::Content => "content of the block",
            blocks::How::Structure | blocks::How::Alone => "place of the block",
        };
        match groups.iter_mut().rev().take(8).find(|group| group.source.contains(&a) || group.target.contains(&b)) {
            Some(group) => {
                push_new(&mut group.source, a);
                push_new(&mut group.target, b);
            }
            None => groups.push(Group { source: vec![a], target: vec![b], how }),
        }
    }
    groups
}

fn push_new(list: &mut Vec<usize>, item: usize) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn across_one(english: &Loaded<'_>, which: Which, member: &Loaded<'_>, group: &Group) -> Comparison {
    let (source, source_text) = side(english, &group.source, which, english.file.lexicon_of(which));
    let (target, target_text) = side(member, &group.target, Which::Target, member.file.lexicon);
    let verdicts = compare(&source.reading, &target.reading, &target_text, &source_text, member.file.lexicon);
    Comparison { source, target, verdicts, how: group.how }
}

/// All segments of some blocks as one side, and their text.
fn side(member: &Loaded<'_>, blocks: &[usize], which: Which, lexicon: &'static Lexicon) -> (Side, String) {
    let mut side = Side::default();
    let mut cooked = String::new();
    for &block in blocks {
        for segment in 0..member.article.blocks[block].segments.len() {
            let at = At { block, segment };
            side.push(at, &files::facts_of(&member.article, at, which, lexicon));
            cooked.push_str(files::cooked(&member.article, at, which));
            cooked.push('\n');
        }
    }
    (side, cooked)
}

/// Blocks of either side that answer nothing.
#[derive(Default)]
pub(super) struct Lone {
    /// Blocks of the English, each with the place in the translation where it would stand.
    pub(super) source: Vec<(usize, Span)>,
    /// Blocks of the translation.
    pub(super) target: Vec<usize>,
}

/// The blocks with no counterpart between `english` and `member`. Code is compared as it stands and not missed.
pub(super) fn lone(english: &Loaded<'_>, which: Which, member: &Loaded<'_>) -> Lone {
    let mut lone = Lone::default();
    let mut last = 0;
    for row in rows(english, which, member) {
        match (row.a, row.b) {
            (Some(a), None) if files::has_words(&english.article.blocks[a], which) => {
                lone.source.push((a, Span::new(last, last)))
            }
            (None, Some(b)) if files::has_words(&member.article.blocks[b], Which::Target) => lone.target.push(b),
            _ => {}
        }
        if let Some(b) = row.b {
            last = member.article.blocks[b].span.end as usize;
        }
    }
    lone
}

/// What a verdict says is wrong, with the facts concerned, as indices into the comparison's readings.
pub(super) fn troubles(verdict: &Verdict, comparison: &Comparison) -> Vec<(Trouble, Option<usize>, Option<usize>)> {
    let target_fact = |at: usize| &comparison.target.reading.facts[at];
    let source_fact = |at: usize| &comparison.source.reading.facts[at];
    match verdict {
        Verdict::Agrees { source, target, notes } => {
            let mut troubles: Vec<_> =
                notes.iter().map(|note| (trouble_of(*note), Some(*source), Some(*target))).collect();
            if is_wrong_weekday(target_fact(*target)) && !is_wrong_weekday(source_fact(*source)) {
                troubles.push((Trouble::Impossible, Some(*source), Some(*target)));
            }
            troubles
        }
        Verdict::Differs { source, target } => {
            let (s, t) = (source_fact(*source), target_fact(*target));
            let is_weekday_only = is_wrong_weekday(t) && !is_wrong_weekday(s) && is_same_day(s, t);
            let trouble = if is_impossible(t) && !is_impossible(s) || is_weekday_only {
                Trouble::Impossible
            } else if is_reversed(t) && !is_reversed(s) {
                Trouble::Reversed
            } else {
                Trouble::Value
            };
            vec![(trouble, Some(*source), Some(*target))]
        }
        Verdict::AmbiguousDate { source, target } => vec![(Trouble::AmbiguousDate, Some(*source), Some(*target))],
        Verdict::LostEnd { source, target } => vec![(Trouble::LostEnd, Some(*source), Some(*target))],
        Verdict::Missing { source } => vec![(Trouble::Missing, Some(*source), None)],
        Verdict::Added { target } if is_impossible(target_fact(*target)) => {
            vec![(Trouble::Impossible, None, Some(*target))]
        }
        Verdict::Added { target } => vec![(Trouble::Added, None, Some(*target))],
        Verdict::Repeated { target } => vec![(Trouble::Repeated, None, Some(*target))],
    }
}

fn trouble_of(note: Note) -> Trouble {
    match note {
        Note::EnglishSeparators => Trouble::Separators,
        Note::Name => Trouble::Name,
        Note::EnglishOrder => Trouble::Order,
        Note::Damage(damage) => Trouble::Damage(damage),
        Note::Relation(fault) => Trouble::Relation(fault),
    }
}

fn any_date(fact: &Fact, is_such: impl Fn(&Date) -> bool) -> bool {
    match &fact.value {
        Value::Date(date) => is_such(date),
        Value::DateRange(from, to) => from.as_ref().is_some_and(&is_such) || to.as_ref().is_some_and(&is_such),
        _ => false,
    }
}

fn is_impossible(fact: &Fact) -> bool {
    any_date(fact, |date| !date.is_possible())
}

fn is_wrong_weekday(fact: &Fact) -> bool {
    any_date(fact, Date::has_wrong_weekday)
}

/// Whether two dates differ in nothing but the weekday.
fn is_same_day(a: &Fact, b: &Fact) -> bool {
    matches!((&a.value, &b.value), (Value::Date(a), Value::Date(b)) if a.without_weekday() == b.without_weekday())
}

fn is_reversed(fact: &Fact) -> bool {
    let is_whole = |date: &Date| date.year.is_some() && date.month.is_some();
    matches!(&fact.value, Value::DateRange(Some(from), Some(to)) if is_whole(from) && is_whole(to) && from.without_weekday() > to.without_weekday())
}
