//! No English at all: the locales are held against each other.

use std::collections::BTreeMap;

use crate::align::facts::Verdict;
use crate::rules::{Trouble, Witnesses};

use super::compare::{self, Comparison};
use super::emit::Draft;
use super::family::{Basis, Ensemble, spot};
use super::files::{Side, Which};

/// The members without an English: one of them is the pivot that all others are aligned with.
pub(super) struct Circle<'a> {
    pub(super) pivot: usize,
    pub(super) others: Vec<usize>,
    /// By index among the others.
    pub(super) comparisons: &'a [Vec<Comparison>],
}

impl<'a> Circle<'a> {
    /// The longest member is the pivot; `None` where none is without an English.
    pub(super) fn of(ensemble: &'a Ensemble<'_>) -> Option<Self> {
        let members: Vec<usize> =
            ensemble.translations().filter(|&other| ensemble.bases[other] == Basis::None).collect();
        let length = |&&other: &&usize| (ensemble.members[other].article.blocks.len(), std::cmp::Reverse(other));
        let pivot = *members.iter().max_by_key(length)?;
        let others: Vec<usize> = members.into_iter().filter(|&other| other != pivot).collect();
        let comparisons = ensemble.against(pivot, &others);
        Some(Self { pivot, others, comparisons })
    }

    /// The translations whose titles and descriptions are held against those of `member`.
    fn of_heads(ensemble: &'a Ensemble<'_>, member: usize) -> Option<Self> {
        let is_in = |heads: &&super::heads::Heads| heads.pivot == member || heads.others.contains(&member);
        let heads = ensemble.head_circles().iter().find(is_in)?;
        Some(Self { pivot: heads.pivot, others: heads.others.clone(), comparisons: &heads.comparisons })
    }

    /// The comparisons that `member` takes part in, and who it is held against; the pivot against the first of the
    /// others.
    fn of_member(&self, member: usize) -> Option<(usize, &'a [Comparison])> {
        let own = self.others.iter().position(|other| *other == member);
        let comparisons = self.comparisons.get(own.unwrap_or(0))?;
        let rival = if own.is_some() { self.pivot } else { *self.others.first()? };
        Some((rival, comparisons))
    }
}

/// What a member without an English is held against.
pub(super) struct Rival<'a> {
    /// The other member.
    pub(super) member: usize,
    /// Own side and the other's.
    pub(super) sides: Vec<(&'a Side, &'a Side)>,
    /// Why each was held together.
    pub(super) how: Vec<&'static str>,
}

/// What `member`, which has no English, is held against; `None` where it is alone.
pub(super) fn rival<'a>(ensemble: &'a Ensemble<'_>, member: usize) -> Option<Rival<'a>> {
    rival_in(&Circle::of(ensemble)?, member)
}

/// What title and description of `member`, for which no English is known, are held against.
pub(super) fn head_rival<'a>(ensemble: &'a Ensemble<'_>, member: usize) -> Option<Rival<'a>> {
    rival_in(&Circle::of_heads(ensemble, member)?, member)
}

fn rival_in<'a>(circle: &Circle<'a>, member: usize) -> Option<Rival<'a>> {
    let (rival, comparisons) = circle.of_member(member)?;
    let sides = |comparison: &'a Comparison| match member == circle.pivot {
        true => (&comparison.source, &comparison.target),
        false => (&comparison.target, &comparison.source),
    };
    let how = comparisons.iter().map(|comparison| comparison.how).collect();
    Some(Rival { member: rival, sides: comparisons.iter().map(sides).collect(), how })
}

/// Where `member` says otherwise than the others.
///
/// A fact of the pivot is disputed where at least one of the others tells it with another value. Those in the minority
/// are told of it; where two stand against each other, both.
pub(super) fn disagreements<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    Circle::of(ensemble).map_or_else(Vec::new, |circle| disputed(ensemble, &circle, member))
}

/// Where the title or description of `member`, for which no English is known, says otherwise than those of the sisters
/// made from the same source.
pub(super) fn head_disagreements<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    Circle::of_heads(ensemble, member).map_or_else(Vec::new, |circle| disputed(ensemble, &circle, member))
}

fn disputed<'a>(ensemble: &'a Ensemble<'a>, circle: &Circle<'a>, member: usize) -> Vec<Draft<'a>> {
    let Circle { pivot, others, comparisons } = circle;
    let told = |dispute: Dispute| dispute.draft(ensemble, *pivot, others, comparisons, member);
    disputes(comparisons).into_iter().filter_map(told).collect()
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
        let witnesses = Witnesses {
            others: names(rival),
            alike: names(own_value),
            revision: origin.shown(),
            ..Witnesses::default()
        };
        let target = if own.is_some() { spot_of(own_value, own) } else { spot_of(own_value, None) }?;
        Some(Draft {
            trouble: Trouble::Disagreement(witnesses),
            source: spot_of(rival, None),
            target,
            place: None,
            suggestion: None,
        })
    }
}

/// All `others` held against the pivot.
pub(super) fn against_pivot(ensemble: &Ensemble<'_>, pivot: usize, others: &[usize]) -> Vec<Vec<Comparison>> {
    others
        .iter()
        .map(|&other| compare::across(&ensemble.members[pivot], Which::Target, &ensemble.members[other]))
        .collect()
}
