//! One family: every member held against the English that counts for it.

use crate::align::facts::{Note, Verdict, compare};
use crate::diagnostic::{Finding, Skipped};
use crate::discover::Family;
use crate::document::{self, Article, Segment};
use crate::facts::{Date, Fact, Value};
use crate::lexicon;
use crate::rules::{Rule, Trouble};

use super::emit::{Draft, Emitter, Spot};
use super::files::{self, At, File, Side, Which};

/// What came of a family.
#[derive(Default)]
pub(super) struct FamilyOutcome {
    pub(super) findings: Vec<Finding>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) files: usize,
    pub(super) segments: usize,
    pub(super) facts: usize,
}

/// A member of the family, parsed.
pub(super) struct Loaded<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) article: Article<'a>,
}

/// A text of the translation held against a text of the English.
pub(super) struct Comparison {
    pub(super) source: Side,
    pub(super) target: Side,
    pub(super) verdicts: Vec<Verdict>,
}

/// Checks a family.
pub(super) fn check(family: &Family, limit: u64, wanted: &dyn Fn(&Rule) -> bool) -> FamilyOutcome {
    let (files, skipped) = files::read(family, limit);
    let members: Vec<Loaded<'_>> = files.iter().map(|file| Loaded { file, article: document::parse(&file.source.text) }).collect();
    let mut outcome = FamilyOutcome { skipped, ..FamilyOutcome::default() };
    let mut emitter = Emitter::new(&family.key, wanted);
    for member in members.iter().filter(|member| member.file.member.is_reported && !member.file.member.is_source) {
        outcome.files += 1;
        let comparisons = own_pairs(member);
        for comparison in &comparisons {
            outcome.segments += 1;
            outcome.facts += comparison.source.reading.facts.len() + comparison.target.reading.facts.len();
            report(member, member, comparison, &mut emitter, &mut outcome.findings);
        }
    }
    outcome
}

/// Every span pair that has both sides.
pub(super) fn own_pairs(member: &Loaded<'_>) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for (block, segments) in member.article.blocks.iter().map(|block| &block.segments).enumerate() {
        for (segment, both) in segments.iter().enumerate() {
            if both.source.is_some() && both.target.is_some() {
                comparisons.push(own_pair(member, At { block, segment }));
            }
        }
    }
    comparisons
}

fn own_pair(member: &Loaded<'_>, at: At) -> Comparison {
    let source = files::facts_of(&member.article, at, Which::Source, lexicon::english());
    let target = files::facts_of(&member.article, at, Which::Target, member.file.lexicon);
    let segment = &member.article.blocks[at.block].segments[at.segment];
    let cooked = |text: &Option<document::Text<'_>>| text.as_ref().map(|text| text.cooked.to_string()).unwrap_or_default();
    let verdicts = compare(&source, &target, &cooked(&segment.target), &cooked(&segment.source), member.file.lexicon);
    Comparison { source: Side::of_one(at, source), target: Side::of_one(at, target), verdicts }
}

/// Reports the verdicts of a comparison. `english` is the member whose text was the source.
pub(super) fn report<'a>(member: &'a Loaded<'a>, english: &'a Loaded<'a>, comparison: &'a Comparison, emitter: &mut Emitter<'_>, findings: &mut Vec<Finding>) {
    for verdict in &comparison.verdicts {
        for (trouble, source, target) in troubles(verdict, comparison) {
            let draft = Draft {
                trouble,
                source: spot_of(english, &comparison.source, source, source_side_of(english)),
                target: target_spot(member, &comparison.target, target),
                place: None,
            };
            findings.extend(emitter.finding(draft));
        }
    }
}

/// A bilingual member lends its English side, an English article its text.
fn source_side_of(english: &Loaded<'_>) -> Which {
    if english.file.member.is_source { Which::Target } else { Which::Source }
}

fn spot_of<'a>(member: &'a Loaded<'a>, side: &'a Side, fact: Option<usize>, which: Which) -> Option<Spot<'a>> {
    let at = fact.map_or(Some(0), |fact| side.origins.get(fact).map(|(segment, _)| *segment))?;
    let segment = segment_of(member, *side.segments.get(at)?)?;
    Some(Spot { file: member.file, segment, which, fact: fact.and_then(|fact| side.reading.facts.get(fact)) })
}

fn target_spot<'a>(member: &'a Loaded<'a>, side: &'a Side, fact: Option<usize>) -> Spot<'a> {
    spot_of(member, side, fact, Which::Target).unwrap_or(Spot { file: member.file, segment: &EMPTY, which: Which::Target, fact: None })
}

/// Stands where a finding concerns a file rather than a segment.
pub(super) static EMPTY: Segment<'static> = Segment { id: None, target: None, source: None };

fn segment_of<'a>(member: &'a Loaded<'a>, at: At) -> Option<&'a Segment<'a>> {
    member.article.blocks.get(at.block)?.segments.get(at.segment)
}

/// What a verdict says is wrong, with the facts concerned.
fn troubles(verdict: &Verdict, comparison: &Comparison) -> Vec<(Trouble, Option<usize>, Option<usize>)> {
    let target_fact = |at: usize| &comparison.target.reading.facts[at];
    let source_fact = |at: usize| &comparison.source.reading.facts[at];
    match verdict {
        Verdict::Agrees { source, target, notes } => {
            let mut troubles: Vec<_> = notes.iter().map(|note| (trouble_of(*note), Some(*source), Some(*target))).collect();
            if is_wrong_weekday(target_fact(*target)) && !is_wrong_weekday(source_fact(*source)) {
                troubles.push((Trouble::Impossible, Some(*source), Some(*target)));
            }
            troubles
        }
        Verdict::Differs { source, target } => {
            let (s, t) = (source_fact(*source), target_fact(*target));
            let trouble = if is_impossible(t) && !is_impossible(s) {
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
        Verdict::Added { target } if is_impossible(target_fact(*target)) => vec![(Trouble::Impossible, None, Some(*target))],
        Verdict::Added { target } => vec![(Trouble::Added, None, Some(*target))],
        Verdict::Repeated { target } => vec![(Trouble::Repeated, None, Some(*target))],
    }
}

fn trouble_of(note: Note) -> Trouble {
    match note {
        Note::EnglishSeparators => Trouble::Separators,
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
    any_date(fact, |date| date.has_wrong_weekday())
}

fn is_reversed(fact: &Fact) -> bool {
    let is_whole = |date: &Date| date.year.is_some() && date.month.is_some();
    matches!(&fact.value, Value::DateRange(Some(from), Some(to)) if is_whole(from) && is_whole(to) && from.without_weekday() > to.without_weekday())
}
