//! Sentences that more than one rule needs.

use crate::document::DefectKind;

use super::plain::{one_line, plain, quoted, value_quoted};
use super::problem::{Problem, Witnesses};

/// What readers are told, what they should be told, and who else is behind: "The translation says ..., as did the English
/// it was made from (4a6d5008); the newer English (20ea64ff) says ..., and so do nl-NL and sv-SE; zh-TW is behind, too."
pub(super) fn stale(problem: &Problem<'_>, witnesses: &Witnesses) -> String {
    let own = in_brackets(witnesses.revision.as_ref());
    let newer = in_brackets(witnesses.newer_revision.as_ref());
    let today =
        if witnesses.is_today { format!("today’s English{newer}") } else { format!("the newer English{newer}") };
    let told = match (problem.source, problem.target) {
        (Some(source), Some(target)) => format!(
            "The translation says {}, as did the English it was made from{own}; {today} says “{}”",
            value_quoted(target),
            one_line(source.words)
        ),
        (Some(source), None) => format!(
            "The translation was made from an English{own} that did not say “{}”, as {today} does",
            one_line(source.words)
        ),
        (None, Some(target)) => format!(
            "The translation says {}, as did the English it was made from{own}; {today} no longer does",
            value_quoted(target)
        ),
        (None, None) => return String::new(),
    };
    let mut sentence = told;
    if !witnesses.others.is_empty() {
        let does = if witnesses.others.len() == 1 { "does" } else { "do" };
        sentence.push_str(&format!(", and so {does} {}", list(&witnesses.others)));
    }
    for (locale, third) in &witnesses.third {
        sentence.push_str(&format!("; {locale} says {}", plain(third)));
    }
    if !witnesses.alike.is_empty() {
        let is = if witnesses.alike.len() == 1 { "is" } else { "are" };
        sentence.push_str(&format!("; {} {is} behind, too", list(&witnesses.alike)));
    }
    sentence.push('.');
    sentence
}

fn in_brackets(revision: Option<&String>) -> String {
    revision.map(|revision| format!(" ({revision})")).unwrap_or_default()
}

/// "... says X; fr-FR and sv-SE say Y".
pub(super) fn disagreement(problem: &Problem<'_>, witnesses: &Witnesses) -> String {
    let (Some(source), Some(target)) = (problem.source, problem.target) else { return String::new() };
    let others = list(&witnesses.others);
    let verb = if witnesses.others.len() == 1 { "says" } else { "say" };
    format!(
        "The translation says {}; {others} {verb} “{}”, and no English decides who is right.",
        quoted(target),
        one_line(source.words)
    )
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
