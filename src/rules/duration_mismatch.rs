//! `duration-mismatch`: a length of time with another amount or unit.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "duration-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a length of time with another amount or unit",
    explanation: "Lengths agree where they are equal by definition: 14 days and two weeks, 24 hours and a day, 12 months and a year. They never agree where they are only about equal: 30 days are no month, 365 days no year.",
    examples: &[
        Example {
            locale: "fr",
            source: "You have 30 days to renew.",
            target: "Vous disposez de 13 jours pour renouveler.",
            finds: Some("13 jours"),
        },
        Example {
            locale: "nl",
            source: "You have 14 days to renew.",
            target: "U hebt twee weken om te verlengen.",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::Duration]),
    message: |problem| problem.both(),
    is_default: true,
};
