//! Titles and descriptions for which no English is known: span pairs have none, and the family no English article. They
//! are held against those of the sisters made from the same source.

use std::collections::BTreeMap;

use super::compare::{self, Comparison};
use super::family::{Basis, Ensemble};

/// Translations made from one source, and their titles and descriptions held against those of the first.
pub(super) struct Heads {
    pub(super) pivot: usize,
    pub(super) others: Vec<usize>,
    /// By index among the others.
    pub(super) comparisons: Vec<Vec<Comparison>>,
}

/// The circles of a family, a source each.
pub(super) fn circles(ensemble: &Ensemble<'_>) -> Vec<Heads> {
    if ensemble.members.iter().any(|member| member.file.member.is_source) {
        return Vec::new();
    }
    let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for member in ensemble.translations().filter(|&member| ensemble.bases[member] != Basis::None) {
        if let Some(revision) = ensemble.members[member].origin().revision {
            by_source.entry(revision).or_default().push(member);
        }
    }
    by_source.into_values().filter(|members| members.len() > 1).map(|members| circle(ensemble, &members)).collect()
}

fn circle(ensemble: &Ensemble<'_>, members: &[usize]) -> Heads {
    let (pivot, others) = (members[0], members[1..].to_vec());
    let of = |other: &usize| compare::heads(&ensemble.members[pivot], &ensemble.members[*other]);
    let comparisons = others.iter().map(of).collect();
    Heads { pivot, others, comparisons }
}
