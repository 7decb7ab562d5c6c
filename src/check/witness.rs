//! Stale or mistranslated? Sisters and revisions of the English as witnesses.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::blocks::align_same_language;
use crate::align::facts::{Note, Verdict, compare};
use crate::facts::Kind;
use crate::rules::{Trouble, Witnesses};

use super::compare::{self, Comparison};
use super::emit::{Draft, Spot};
use super::family::{Basis, Ensemble, draft, spot};
use super::files::{self, At, Which};

/// A fact of an English text: the segment it stands in, and its index among the segment's facts.
pub(super) type Key = (At, usize);

/// The key of fact `fact` of the English side of a comparison.
pub(super) fn key(comparison: &Comparison, fact: usize) -> Option<Key> {
    let (segment, index) = *comparison.source.origins.get(fact)?;
    Some((*comparison.source.segments.get(segment)?, index))
}

// ---------------------------------------------------------------------------------------------------------------------
// The nearest source
// ---------------------------------------------------------------------------------------------------------------------

/// What a translation says of a fact of the English it is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Says {
    /// The same.
    Same,
    /// Something else: value and relation.
    Other(String),
    /// Nothing.
    Nothing,
}

/// Everything that is wrong with a member that is held against the English of another revision.
pub(super) fn judged<'a>(ensemble: &'a Ensemble<'a>, member: usize, english: usize) -> Vec<Draft<'a>> {
    let judge = Judge::new(ensemble, member, english);
    let mut drafts = Vec::new();
    for comparison in ensemble.comparisons(member) {
        for verdict in &comparison.verdicts {
            for (trouble, source, target) in compare::troubles(verdict, comparison) {
                let trouble = judge.judge(comparison, verdict, trouble, source);
                drafts.extend(
                    trouble.map(|trouble| draft(ensemble, (english, member), comparison, trouble, (source, target))),
                );
            }
        }
    }
    drafts
}

/// Judges a member that is held against the English of another revision. What a sister made from the same source
/// states as that English does was in the source: the member that stands alone mistranslates it. Where all sisters
/// differ alike, the source was another. With nothing to decide it, the locales disagree.
pub(super) struct Judge<'a> {
    ensemble: &'a Ensemble<'a>,
    member: usize,
    english: usize,
    sisters: Vec<FxHashMap<Key, Says>>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(ensemble: &'a Ensemble<'a>, member: usize, english: usize) -> Self {
        let sisters = sisters(ensemble, member).into_iter().map(|sister| statements(ensemble.comparisons(sister)));
        Self { ensemble, member, english, sisters: sisters.collect() }
    }

    /// What the trouble is in truth; `None` where another revision explains it.
    pub(super) fn judge(
        &self,
        comparison: &Comparison,
        verdict: &Verdict,
        trouble: Trouble,
        source: Option<usize>,
    ) -> Option<Trouble> {
        match trouble {
            // Broken writing is broken whatever the English says.
            Trouble::Damage(_)
            | Trouble::Separators
            | Trouble::Order
            | Trouble::Impossible
            | Trouble::Reversed
            | Trouble::AmbiguousDate => return Some(trouble),
            // Another revision may well have said it.
            Trouble::Added | Trouble::Repeated => return None,
            _ => {}
        }
        let key = key(comparison, source?)?;
        let said: Vec<&Says> = self.sisters.iter().filter_map(|sister| sister.get(&key)).collect();
        if said.contains(&&Says::Same) {
            return Some(trouble);
        }
        if trouble == Trouble::Missing {
            return None;
        }
        let own = says(comparison, verdict)?;
        let (ensemble, member, english) = (self.ensemble, self.member, self.english);
        let is_newer = ensemble.members[english].origin().date > ensemble.members[member].origin().date;
        if !said.is_empty() && said.iter().all(|says| **says == own) {
            // Older English says nothing against a source that is newer.
            return is_newer.then(|| Trouble::Stale(witnesses(ensemble, member, english)));
        }
        Some(Trouble::Disagreement(witnesses(ensemble, member, english)))
    }
}

/// Translations made from the same source and held against the same English.
fn sisters(ensemble: &Ensemble<'_>, member: usize) -> Vec<usize> {
    let revision = ensemble.members[member].origin().revision;
    let is_sister = |other: &usize| {
        *other != member
            && revision.is_some()
            && ensemble.members[*other].origin().revision == revision
            && ensemble.bases[*other] == ensemble.bases[member]
    };
    ensemble.translations().filter(is_sister).collect()
}

/// What a translation says of each fact of its English.
fn statements(comparisons: &[Comparison]) -> FxHashMap<Key, Says> {
    let mut statements = FxHashMap::default();
    for comparison in comparisons {
        for verdict in &comparison.verdicts {
            let source = match verdict {
                Verdict::Agrees { source, .. }
                | Verdict::Differs { source, .. }
                | Verdict::AmbiguousDate { source, .. }
                | Verdict::LostEnd { source, .. }
                | Verdict::Missing { source } => *source,
                Verdict::Added { .. } | Verdict::Repeated { .. } => continue,
            };
            if let (Some(key), Some(says)) = (key(comparison, source), says(comparison, verdict)) {
                statements.insert(key, says);
            }
        }
    }
    statements
}

fn says(comparison: &Comparison, verdict: &Verdict) -> Option<Says> {
    let fact = |at: usize| &comparison.target.reading.facts[at];
    match verdict {
        Verdict::Agrees { notes, target, .. } if notes.iter().any(|note| matches!(note, Note::Relation(_))) => {
            let fact = fact(*target);
            Some(Says::Other(format!(
                "{} {:?} {:?}",
                fact.value,
                fact.relation.map(|(relation, _)| relation),
                fact.bound.map(|(bound, _)| bound)
            )))
        }
        Verdict::Agrees { .. } => Some(Says::Same),
        Verdict::Differs { target, .. } | Verdict::AmbiguousDate { target, .. } | Verdict::LostEnd { target, .. } => {
            Some(Says::Other(fact(*target).value.same_as()))
        }
        Verdict::Missing { .. } => Some(Says::Nothing),
        Verdict::Added { .. } | Verdict::Repeated { .. } => None,
    }
}

/// The locales made from the source of `newer`, those made from the member's own, and both revisions.
fn witnesses(ensemble: &Ensemble<'_>, member: usize, newer: usize) -> Witnesses {
    let made_from = |revision: Option<&str>, but: usize| -> Vec<String> {
        let is_made = |other: &usize| {
            *other != but && revision.is_some() && ensemble.members[*other].origin().revision == revision
        };
        ensemble.translations().filter(is_made).map(|other| ensemble.members[other].file.tag()).collect()
    };
    let (own, other) = (ensemble.members[member].origin(), ensemble.members[newer].origin());
    let mut others = made_from(other.revision, member);
    if others.is_empty() && !ensemble.members[newer].file.member.is_source {
        others.push(ensemble.members[newer].file.tag());
    }
    Witnesses { others, alike: made_from(own.revision, member), revision: own.shown(), newer_revision: other.shown() }
}

// ---------------------------------------------------------------------------------------------------------------------
// Stale
// ---------------------------------------------------------------------------------------------------------------------

/// The facts of a member that its own English stated and the newest English states otherwise.
pub(super) fn stale<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    let Some(newest) = newest(ensemble) else { return Vec::new() };
    let Some(own) = ensemble.english_of(member).filter(|&own| own != newest && ensemble.bases[own] == Basis::Own)
    else {
        return Vec::new();
    };
    let (revision, date) = (ensemble.members[member].origin().revision, ensemble.members[member].origin().date);
    let today = ensemble.members[newest].origin();
    let own_revision = ensemble.members[own].origin().revision;
    if revision == today.revision || own_revision == today.revision || date.is_none() || date >= today.date {
        return Vec::new();
    }
    let changed = changed(ensemble.comparisons(own), ensemble.comparisons(newest), ensemble, (own, newest));
    if changed.is_empty() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut told = FxHashSet::default();
    for comparison in ensemble.comparisons(member) {
        for verdict in &comparison.verdicts {
            let Verdict::Agrees { source, target, .. } = verdict else { continue };
            let Some(&(comparison_of_newest, fact)) = key(comparison, *source).and_then(|key| changed.get(&key)) else {
                continue;
            };
            let newer: &Comparison = &ensemble.comparisons(newest)[comparison_of_newest];
            let source: Option<Spot<'a>> = spot(&ensemble.members[newest], &newer.source, Some(fact), Which::Source);
            let Some(target) = spot(&ensemble.members[member], &comparison.target, Some(*target), Which::Target) else {
                continue;
            };
            if told.insert((comparison_of_newest, fact)) {
                drafts.push(Draft {
                    trouble: Trouble::Stale(witnesses(ensemble, member, newest)),
                    source,
                    target,
                    place: None,
                });
            }
        }
    }
    drafts
}

/// The bilingual member with the latest hand-off: its English side is today's as far as anyone can tell.
pub(super) fn newest(ensemble: &Ensemble<'_>) -> Option<usize> {
    let bilingual = ensemble
        .translations()
        .filter(|&member| ensemble.bases[member] == Basis::Own && ensemble.members[member].origin().date.is_some());
    bilingual.max_by_key(|&member| (ensemble.members[member].origin().date, std::cmp::Reverse(member)))
}

/// Facts of the older English that the newer one states with another value: the index of the newer comparison and of
/// the fact in its reading.
fn changed(
    older: &[Comparison],
    newer: &[Comparison],
    ensemble: &Ensemble<'_>,
    (own, newest): (usize, usize),
) -> FxHashMap<Key, (usize, usize)> {
    let text = |comparison: &Comparison, member: usize| {
        files::cooked(&ensemble.members[member].article, comparison.source.segments[0], Which::Source)
    };
    let a: Vec<&str> = older.iter().map(|comparison| text(comparison, own)).collect();
    let b: Vec<&str> = newer.iter().map(|comparison| text(comparison, newest)).collect();
    let lexicon = ensemble.members[newest].file.lexicon_of(Which::Source);
    let mut changed = FxHashMap::default();
    for row in align_same_language(&a, &b) {
        let (Some(old), Some(new)) = row else { continue };
        if a[old] == b[new] || !is_same_sentence(a[old], b[new]) {
            continue;
        }
        let (before, after) = (&older[old].source, &newer[new].source);
        for verdict in compare(&before.reading, &after.reading, b[new], a[old], lexicon) {
            let Verdict::Differs { source, target } = verdict else { continue };
            let (was, is) = (before.reading.facts[source].kind(), after.reading.facts[target].kind());
            if was == is && was != Kind::Identifier {
                changed.insert((before.segments[0], source), (new, target));
            }
        }
    }
    changed
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
