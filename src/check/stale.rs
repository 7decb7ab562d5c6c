//! Side by side articles of several revisions: what the newest English says otherwise than the older ones.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::blocks::align_same_language;
use crate::align::facts::{Verdict, compare};
use crate::facts::{Fact, Kind};
use crate::rules::{Trouble, Witnesses};

use super::compare::Comparison;
use super::emit::Draft;
use super::family::{Basis, Ensemble, spot};
use super::files::{self, Which};
use super::suggest::{self, Case};
use super::witness::{Key, key};

/// A fact of the newest English: the index of its comparison, and of the fact in its reading.
type New = (usize, usize);

/// What became of the facts of an English in the newest one.
type Fates = FxHashMap<Key, Fate>;

/// Which sentence of an English, counted by comparisons, is which of the newest.
type Rows = Vec<(Option<usize>, Option<usize>)>;

/// What translations say of a fact: member and fact.
type Statements<'f> = FxHashMap<New, Vec<(usize, &'f Fact)>>;

/// The revisions of the English of a family, held against the newest once for all members.
#[derive(Default)]
pub(super) struct Revisions {
    newest: OnceCell<Option<usize>>,
    /// What became of the facts of each member's English.
    fates: Vec<OnceCell<Fates>>,
    /// Most members have the English of a sister: the first that had it, and how it is aligned.
    aligned: RefCell<Vec<(usize, Rc<Rows>)>>,
}

impl Revisions {
    /// Of a family of so many members.
    pub(super) fn of(members: usize) -> Self {
        let mut fates = Vec::new();
        fates.resize_with(members, OnceCell::new);
        Self { fates, ..Self::default() }
    }
}

/// What became of a fact.
#[derive(Clone, Copy)]
struct Fate {
    new: New,
    is_changed: bool,
}

/// The facts of a member that its own English stated and the newest English states otherwise.
pub(super) fn stale<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    let Some((own, newest)) = own_and_newest(ensemble, member) else { return Vec::new() };
    if stands_today(ensemble, (own, newest)) {
        return Vec::new();
    }
    let fates = fates(ensemble, (own, newest));
    if !fates.values().any(|fate| fate.is_changed) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut told = FxHashSet::default();
    let mut others = None;
    for comparison in ensemble.comparisons(member) {
        for verdict in &comparison.verdicts {
            let Verdict::Agrees { source, target, .. } = verdict else { continue };
            let fate = key(comparison, *source).and_then(|key| fates.get(&key)).filter(|fate| fate.is_changed);
            let Some(&Fate { new, .. }) = fate else { continue };
            let newer: &Comparison = &ensemble.comparisons(newest)[new.0];
            let Some(target_spot) = spot(&ensemble.members[member], &comparison.target, Some(*target), Which::Target)
            else {
                continue;
            };
            if !told.insert(new) {
                continue;
            }
            let others = others.get_or_insert_with(|| statements_of_others(ensemble, (member, newest)));
            let said = &comparison.target.reading.facts[*target];
            let told_today = &newer.source.reading.facts[new.1];
            let today = spot(&ensemble.members[newest], &newer.source, Some(new.1), Which::Source);
            let case = Case {
                english: &ensemble.members[own],
                member: &ensemble.members[member],
                comparison,
                source: *source,
                target: *target,
            };
            drafts.push(Draft {
                trouble: Trouble::Stale(witnesses(ensemble, (member, newest), (said, told_today), others.get(&new))),
                suggestion: today.as_ref().and_then(|today| suggest::of_stale(&case, today)),
                source: today,
                target: target_spot,
                place: None,
            });
        }
    }
    drafts
}

/// Whether each sentence of the English of `own` that states something stands in that of `newest` as it was: what it states
/// is what is stated today, and need not be looked for sentence by sentence.
fn stands_today(ensemble: &Ensemble<'_>, (own, newest): (usize, usize)) -> bool {
    let stating = |member: usize| {
        let comparisons = ensemble.comparisons(member).iter();
        comparisons
            .filter(|comparison| !comparison.source.reading.facts.is_empty())
            .map(move |comparison| english(ensemble, member, comparison))
    };
    let today: FxHashSet<&str> = stating(newest).collect();
    stating(own).all(|sentence| today.contains(sentence))
}

/// The member whose span pairs hold the English of `member`, and the one whose English is the newest, where that one
/// is of a later revision.
fn own_and_newest(ensemble: &Ensemble<'_>, member: usize) -> Option<(usize, usize)> {
    let newest = newest(ensemble)?;
    let own = ensemble.english_of(member).filter(|&own| own != newest && ensemble.bases[own] == Basis::Own)?;
    let origin = ensemble.members[member].origin();
    let today = ensemble.members[newest].origin();
    let is_of_today = origin.revision == today.revision || ensemble.members[own].origin().revision == today.revision;
    (!is_of_today && origin.date.is_some() && origin.date < today.date).then_some((own, newest))
}

/// The bilingual member with the latest hand-off: its English side is today's as far as anyone can tell.
pub(super) fn newest(ensemble: &Ensemble<'_>) -> Option<usize> {
    *ensemble.revisions.newest.get_or_init(|| latest(ensemble))
}

fn latest(ensemble: &Ensemble<'_>) -> Option<usize> {
    let bilingual = ensemble
        .translations()
        .filter(|&member| ensemble.bases[member] == Basis::Own && ensemble.members[member].origin().date.is_some());
    bilingual.max_by_key(|&member| (ensemble.members[member].origin().date, std::cmp::Reverse(member)))
}

/// The English of a comparison of `member`.
fn english<'e>(ensemble: &'e Ensemble<'_>, member: usize, comparison: &Comparison) -> &'e str {
    files::cooked(&ensemble.members[member].article, comparison.source.segments[0], Which::Source)
}

/// How the English of `own` is aligned with that of `newest`.
fn aligned(ensemble: &Ensemble<'_>, (own, newest): (usize, usize)) -> Rc<Rows> {
    let texts = |member: usize| {
        ensemble.comparisons(member).iter().map(move |comparison| english(ensemble, member, comparison))
    };
    let known = &ensemble.revisions.aligned;
    if let Some((_, rows)) = known.borrow().iter().find(|(other, _)| texts(*other).eq(texts(own))) {
        return Rc::clone(rows);
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (texts(own).collect(), texts(newest).collect());
    let rows = Rc::new(align_same_language(&a, &b));
    known.borrow_mut().push((own, Rc::clone(&rows)));
    rows
}

/// What became of each fact of the English of `own` in that of `newest`; only sentences that have one there count.
fn fates<'e>(ensemble: &'e Ensemble<'_>, (own, newest): (usize, usize)) -> &'e Fates {
    ensemble.revisions.fates[own].get_or_init(|| fates_in(ensemble, (own, newest)))
}

fn fates_in(ensemble: &Ensemble<'_>, (own, newest): (usize, usize)) -> Fates {
    let (older, newer) = (ensemble.comparisons(own), ensemble.comparisons(newest));
    let lexicon = ensemble.members[newest].file.lexicon_of(Which::Source);
    let mut fates = Fates::default();
    for &row in aligned(ensemble, (own, newest)).iter() {
        let (Some(old), Some(new)) = row else { continue };
        let (before, after) = (&older[old].source, &newer[new].source);
        let (was, is) = (english(ensemble, own, &older[old]), english(ensemble, newest, &newer[new]));
        if was == is {
            let facts = 0..before.reading.facts.len();
            fates.extend(facts.map(|fact| ((before.segments[0], fact), Fate { new: (new, fact), is_changed: false })));
            continue;
        }
        let states_nothing = before.reading.facts.is_empty() || after.reading.facts.is_empty();
        if states_nothing || !is_same_sentence(was, is) {
            continue;
        }
        for verdict in compare(&before.reading, &after.reading, is, was, lexicon) {
            let (source, target, is_changed) = match verdict {
                Verdict::Differs { source, target } => (source, target, true),
                Verdict::Agrees { source, target, .. } => (source, target, false),
                _ => continue,
            };
            let kinds = (before.reading.facts[source].kind(), after.reading.facts[target].kind());
            if !is_changed || kinds.0 == kinds.1 && kinds.0 != Kind::Identifier {
                fates.insert((before.segments[0], source), Fate { new: (new, target), is_changed });
            }
        }
    }
    fates
}

/// What other translations say of the facts of the newest English: member and fact.
fn statements_of_others<'a>(ensemble: &'a Ensemble<'a>, (member, newest): (usize, usize)) -> Statements<'a> {
    let mut statements = Statements::default();
    for other in ensemble.translations().filter(|&other| other != member) {
        let Some(own) = ensemble.english_of(other).filter(|&own| ensemble.bases[own] == Basis::Own) else { continue };
        let fates = fates(ensemble, (own, newest));
        for comparison in ensemble.comparisons(other) {
            for verdict in &comparison.verdicts {
                let (Verdict::Agrees { source, target, .. } | Verdict::Differs { source, target }) = verdict else {
                    continue;
                };
                if let Some(fate) = key(comparison, *source).and_then(|key| fates.get(&key)) {
                    statements.entry(fate.new).or_default().push((other, &comparison.target.reading.facts[*target]));
                }
            }
        }
    }
    statements
}

/// Who says what: `said` is what `member` says, `today` what the newest English does.
fn witnesses(
    ensemble: &Ensemble<'_>,
    (member, newest): (usize, usize),
    (said, today): (&Fact, &Fact),
    others: Option<&Vec<(usize, &Fact)>>,
) -> Witnesses {
    let origin = |member: usize| ensemble.members[member].origin().shown();
    let mut witnesses = Witnesses { revision: origin(member), newer_revision: origin(newest), ..Witnesses::default() };
    for (other, fact) in others.into_iter().flatten() {
        let tag = ensemble.members[*other].file.tag();
        let value = fact.value.same_as();
        if value == today.value.same_as() {
            push_new(&mut witnesses.others, tag);
        } else if value == said.value.same_as() {
            push_new(&mut witnesses.alike, tag);
        } else if witnesses.third.iter().all(|(known, _)| *known != tag) {
            witnesses.third.push((tag, (*fact).clone()));
        }
    }
    witnesses
}

fn push_new(tags: &mut Vec<String>, tag: String) {
    if !tags.contains(&tag) {
        tags.push(tag);
    }
}

/// Whether two English sentences are revisions of one: most words of the shorter stand in the longer.
fn is_same_sentence(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 2)
            .map(str::to_lowercase)
            .collect::<FxHashSet<_>>()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared * 3 >= a.len().min(b.len()) * 2 && shared >= 2
}
