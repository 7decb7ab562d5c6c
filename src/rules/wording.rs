//! Sentences that more than one rule needs.

use crate::document::DefectKind;

use super::problem::{Problem, Told, Witnesses, quoted};

/// "The translation says ..., as did the English it was made from (4a6d5008); the newer English, ..., says ...".
pub(super) fn stale(problem: &Problem<'_>, witnesses: &Witnesses) -> String {
    let (Some(source), Some(target)) = (problem.source, problem.target) else { return String::new() };
    let own = witnesses.revision.as_ref().map(|revision| format!(" ({revision})")).unwrap_or_default();
    let newer = witnesses.newer_revision.as_ref().map(|revision| format!(" ({revision})")).unwrap_or_default();
    let others = if witnesses.others.is_empty() {
        String::new()
    } else {
        format!(", from which {} made,", were(&witnesses.others))
    };
    format!(
        "The translation says {}, as did the English it was made from{own}; the newer English{newer}{others} says “{}”.",
        quoted(target),
        words(source)
    )
}

/// "... says X; fr-FR and sv-SE say Y".
pub(super) fn disagreement(problem: &Problem<'_>, witnesses: &Witnesses) -> String {
    let (Some(source), Some(target)) = (problem.source, problem.target) else { return String::new() };
    let others = list(&witnesses.others);
    let verb = if witnesses.others.len() == 1 { "says" } else { "say" };
    format!(
        "The translation says {}; {others} {verb} “{}”, and no English decides who is right.",
        quoted(target),
        words(source)
    )
}

fn words(told: Told<'_>) -> String {
    told.words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn were(names: &[String]) -> String {
    format!("{} {}", list(names), if names.len() == 1 { "was" } else { "were" })
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What is wrong with a span pair.
pub(super) fn defect(kind: DefectKind, id: &str) -> String {
    match kind {
        DefectKind::Unclosed => format!("The span of pair `{id}` is never closed."),
        DefectKind::Crossed => format!("The spans of pair `{id}` cross other spans or elements."),
        DefectKind::DifferingIds => format!("The two sides of pair `{id}` carry different ids."),
        DefectKind::DuplicateId => format!("The id `{id}` was used by an earlier pair of this file."),
        DefectKind::NoSource => format!("The translation `{id}` has no English side."),
        DefectKind::NoTarget => format!("The English `{id}` has no translation."),
        DefectKind::EmptyTarget => format!("The translation of pair `{id}` is empty."),
        DefectKind::EmptySource => format!("The English of pair `{id}` is empty."),
    }
}

/// Whether a side of the pair is absent or empty, rather than the pair being broken.
pub(super) fn is_missing_side(kind: DefectKind) -> bool {
    matches!(kind, DefectKind::NoSource | DefectKind::NoTarget | DefectKind::EmptyTarget | DefectKind::EmptySource)
}
