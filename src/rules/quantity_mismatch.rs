//! `quantity-mismatch`: a quantity with another amount or unit.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "quantity-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a quantity with another amount or unit",
    explanation: "5 GB are not 5 MB, and 10 km not 10 miles. Units are compared as stated; nothing is converted.",
    examples: &[
        Example {
            locale: "fr",
            source: "The file can be 5 GB.",
            target: "Le fichier peut atteindre 5 Mo.",
            finds: Some("5 Mo"),
        },
        Example { locale: "sv", source: "The file can be 5 GB.", target: "Filen kan vara 5 GB.", finds: None },
    ],
    claims: |problem| problem.changes(&[Kind::Quantity]),
    message: |problem| problem.both(),
    is_default: true,
};
