//! `identifier-mismatch`: an identifier or version changed by a character or more.

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
    message: |problem| problem.both(),
    is_default: true,
};
