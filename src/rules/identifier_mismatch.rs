//! `identifier-mismatch`: an identifier or version changed by a character or more.

use super::plain::one_line;
use super::{About, Example, Rule, Trouble};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "identifier-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "an identifier or version changed by a character or more",
    explanation: "GUIDs, codes, part numbers, versions, file names, addresses and code with a digit are compared as they stand; case and spacing do not matter. A character more, less or other names another thing. The suggestion is the name as the English has it.",
    examples: &[
        Example { locale: "nl", source: "Take exam MB-220.", target: "Doe examen MB-200.", finds: Some("MB-200") },
        Example { locale: "zh-CN", source: "Take exam MB-220.", target: "参加考试 MB-220。", finds: None },
    ],
    claims: |problem| problem.changes(&[Kind::Identifier, Kind::Version]) || problem.trouble == Trouble::Name,
    // What the words of a code mean is the code: a value beside them (220 for `Mo-220`) would only puzzle.
    message: |problem| match (problem.source, problem.target) {
        (Some(source), Some(target)) => {
            format!("The translation says “{}”; the English says “{}”.", one_line(target.words), one_line(source.words))
        }
        _ => problem.both(),
    },
    is_default: true,
};
