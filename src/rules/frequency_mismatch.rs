//! `frequency-mismatch`: how often: another interval or another number of times.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "frequency-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "how often: another interval or another number of times",
    explanation: "Daily, monthly, per year, every three months. Every 12 months is every year; a frequency may stand in a compound.",
    examples: &[
        Example {
            locale: "nl",
            source: "The fee is charged monthly.",
            target: "De kosten worden wekelijks in rekening gebracht.",
            finds: Some("wekelijks"),
        },
        Example {
            locale: "fr",
            source: "The fee is charged monthly.",
            target: "Les frais sont facturés chaque mois.",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::Frequency]),
    message: |problem| problem.both(),
    is_default: true,
};
