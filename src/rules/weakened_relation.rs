//! `weakened-relation`: "approximately" or "trailing" left out or added.

use super::Trouble;
use super::{About, Example, Rule};
use crate::align::Fault;
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "weakened-relation",
    severity: Severity::Warning,
    about: About::Pair,
    finds: "\"approximately\" or \"trailing\" left out or added",
    explanation: "The value is there, the reader takes it for exact.",
    examples: &[
        Example {
            locale: "fr",
            source: "It takes approximately 15 minutes.",
            target: "Cela prend 15 minutes.",
            finds: Some("15 minutes"),
        },
        Example {
            locale: "fr",
            source: "It takes approximately 15 minutes.",
            target: "Cela prend environ 15 minutes.",
            finds: None,
        },
    ],
    claims: |problem| problem.trouble == Trouble::Relation(Fault::Weakened),
    message: |problem| problem.both_and_lost(),
    is_default: true,
};
