//! `range-mismatch`: an end of a range of dates changed or lost.

use super::Trouble;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "range-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "an end of a range of dates changed or lost",
    explanation: "A range is one fact: both ends must be there. A year stated once belongs to both ends where the sentence gives it to both.",
    examples: &[
        Example {
            locale: "fr",
            source: "It runs from July 1 to December 31, 2020.",
            target: "Elle dure du 1er juillet au 30 novembre 2020.",
            finds: Some("1er juillet au 30 novembre 2020"),
        },
        Example {
            locale: "nl",
            source: "It runs between July 1 and December 31, 2020.",
            target: "Het loopt tussen 1 juli en 31 december 2020.",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::DateRange]) || problem.trouble == Trouble::LostEnd,
    message: |problem| problem.both(),
    is_default: true,
};
