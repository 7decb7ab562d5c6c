//! No English at all: the locales are held against each other.

use std::collections::BTreeMap;

use crate::align::facts::Verdict;
use crate::rules::{Trouble, Witnesses};

use super::compare::{self, Comparison};
use super::emit::Draft;
use super::family::{Basis, Ensemble, spot};
use super::files::Which;

/// Where `member` says otherwise than the others. Adds the segments that were compared to `segments`.
///
/// One member is the pivot that all others are aligned with; a fact of it is disputed where at least one of them
/// tells it with another value. Those in the minority are told of it; where two stand against each other, both.
pub(super) fn disagreements<'a>(ensemble: &'a Ensemble<'a>, member: usize, segments: &mut usize) -> Vec<Draft<'a>> {
    let members: Vec<usize> = ensemble.translations().filter(|&other| ensemble.bases[other] == Basis::None).collect();
    let Some(&pivot) =
        members.iter().max_by_key(|&&other| (ensemble.members[other].article.blocks.len(), std::cmp::Reverse(other)))
    else {
        return Vec::new();
    };
    let others: Vec<usize> = members.into_iter().filter(|&other| other != pivot).collect();
    let comparisons = ensemble.against(pivot, &others);
    *segments += comparisons.iter().map(|comparisons| comparisons.len()).sum::<usize>();
    let mut drafts = Vec::new();
    for dispute in disputes(comparisons) {
        drafts.extend(dispute.draft(ensemble, pivot, &others, comparisons, member));
    }
    drafts
}

/// Where the words of a statement stand: the comparison and the fact in its reading.
type Place = (usize, usize, usize);

/// A fact of the pivot, and what each of the others says of it.
struct Dispute {
    /// A comparison of the pivot and the fact in its source side.
    pivot: Place,
    pivot_value: String,
    /// By index among the others: value and place of the words.
    said: BTreeMap<usize, (String, Place)>,
}

fn disputes(comparisons: &[Vec<Comparison>]) -> Vec<Dispute> {
    let mut disputes: BTreeMap<(super::files::At, usize), Dispute> = BTreeMap::new();
    for (other, list) in comparisons.iter().enumerate() {
        for (index, comparison) in list.iter().enumerate() {
            for verdict in &comparison.verdicts {
                let (source, target, is_same) = match verdict {
                    Verdict::Agrees { source, target, .. } => (*source, *target, true),
                    Verdict::Differs { source, target } => (*source, *target, false),
                    _ => continue,
                };
                let (facts, told) =
                    (&comparison.source.reading.facts[source], &comparison.target.reading.facts[target]);
                if !is_same && facts.kind() != told.kind() {
                    continue;
                }
                let (segment, fact) = comparison.source.origins[source];
                let pivot_value = facts.value.same_as();
                let value = if is_same { pivot_value.clone() } else { told.value.same_as() };
                let dispute = disputes.entry((comparison.source.segments[segment], fact)).or_insert_with(|| Dispute {
                    pivot: (other, index, source),
                    pivot_value,
                    said: BTreeMap::new(),
                });
                dispute.said.insert(other, (value, (other, index, target)));
            }
        }
    }
    disputes
        .into_values()
        .filter(|dispute| dispute.said.values().any(|(value, _)| *value != dispute.pivot_value))
        .collect()
}

impl Dispute {
    /// The draft for `member`, if it is among those who say otherwise than most.
    fn draft<'a>(
        &self,
        ensemble: &'a Ensemble<'a>,
        pivot: usize,
        others: &[usize],
        comparisons: &'a [Vec<Comparison>],
        member: usize,
    ) -> Option<Draft<'a>> {
        let own = others.iter().position(|other| *other == member);
        let own_value = match own {
            Some(own) => &self.said.get(&own)?.0,
            None => &self.pivot_value,
        };
        let values = || std::iter::once(&self.pivot_value).chain(self.said.values().map(|(value, _)| value));
        let alike = values().filter(|value| *value == own_value).count();
        let (rival, votes) = values()
            .filter(|value| *value != own_value)
            .map(|value| (value, values().filter(|other| *other == value).count()))
            .max_by_key(|(_, votes)| *votes)?;
        if votes < alike {
            return None;
        }
        let names = |wanted: &str| {
            let mut names: Vec<String> = self
                .said
                .iter()
                .filter(|(_, (value, _))| value == wanted)
                .map(|(other, _)| ensemble.members[others[*other]].file.tag())
                .collect();
            if self.pivot_value == wanted {
                names.insert(0, ensemble.members[pivot].file.tag());
            }
            names
        };
        let spot_of = |value: &str, wanted: Option<usize>| {
            let said =
                self.said.iter().find(|(other, (said, _))| wanted.map_or(said == value, |wanted| **other == wanted));
            if wanted.is_none() && self.pivot_value == value || wanted.is_none() && said.is_none() {
                let (other, index, fact) = self.pivot;
                return spot(&ensemble.members[pivot], &comparisons[other][index].source, Some(fact), Which::Target);
            }
            let (_, (_, (other, index, fact))) = said?;
            spot(&ensemble.members[others[*other]], &comparisons[*other][*index].target, Some(*fact), Which::Target)
        };
        let origin = ensemble.members[member].origin();
        let witnesses =
            Witnesses { others: names(rival), alike: names(own_value), revision: origin.shown(), newer_revision: None };
        let target = if own.is_some() { spot_of(own_value, own) } else { spot_of(own_value, None) }?;
        Some(Draft { trouble: Trouble::Disagreement(witnesses), source: spot_of(rival, None), target, place: None })
    }
}

/// All `others` held against the pivot.
pub(super) fn against_pivot(ensemble: &Ensemble<'_>, pivot: usize, others: &[usize]) -> Vec<Vec<Comparison>> {
    others
        .iter()
        .map(|&other| compare::across(&ensemble.members[pivot], Which::Target, &ensemble.members[other]))
        .collect()
}
