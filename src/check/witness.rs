//! Stale or mistranslated? Sisters and revisions of the English as witnesses.

use rustc_hash::FxHashMap;

use crate::align::facts::{Note, Verdict};
use crate::facts::Fact;
use crate::rules::{Trouble, Witnesses};

use super::compare::{self, Comparison};
use super::emit::Draft;
use super::family::{Ensemble, draft};
use super::files::At;

/// A fact of a text: the segment it stands in, and its index among the segment's facts.
pub(super) type Key = (At, usize);

/// The key of fact `fact` of the English side of a comparison.
pub(super) fn key(comparison: &Comparison, fact: usize) -> Option<Key> {
    let (segment, index) = *comparison.source.origins.get(fact)?;
    Some((*comparison.source.segments.get(segment)?, index))
}

/// What a translation says of a fact of the English it is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The same.
    Same,
    /// Something else: value and relation.
    Other(Stated),
    /// Nothing.
    Nothing,
}

/// What is stated, and what it is compared by.
#[derive(Clone, Debug, Eq)]
pub(super) struct Stated {
    key: String,
    /// The fact, as the locale states it.
    pub(super) fact: Fact,
}

impl PartialEq for Stated {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
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
        Self { ensemble, member, english, sisters: sister_statements(ensemble, member) }
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

/// What the sisters of `member` say, each by the facts of their English.
pub(super) fn sister_statements(ensemble: &Ensemble<'_>, member: usize) -> Vec<FxHashMap<Key, Says>> {
    sisters(ensemble, member).into_iter().map(|sister| statements(ensemble.comparisons(sister))).collect()
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
pub(super) fn statements(comparisons: &[Comparison]) -> FxHashMap<Key, Says> {
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

pub(super) fn says(comparison: &Comparison, verdict: &Verdict) -> Option<Says> {
    let fact = |at: usize| &comparison.target.reading.facts[at];
    match verdict {
        Verdict::Agrees { notes, target, .. } if notes.iter().any(|note| matches!(note, Note::Relation(_))) => {
            let fact = fact(*target);
            let relation = fact.relation.map(|(relation, _)| relation);
            let bound = fact.bound.map(|(bound, _)| bound);
            let key = format!("{} {relation:?} {bound:?}", fact.value);
            Some(Says::Other(Stated { key, fact: fact.clone() }))
        }
        Verdict::Agrees { .. } => Some(Says::Same),
        Verdict::Differs { target, .. } | Verdict::AmbiguousDate { target, .. } | Verdict::LostEnd { target, .. } => {
            let fact = fact(*target);
            Some(Says::Other(Stated { key: fact.value.same_as(), fact: fact.clone() }))
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
    let alike = made_from(own.revision, member);
    Witnesses { others, alike, revision: own.shown(), newer_revision: other.shown(), ..Witnesses::default() }
}
