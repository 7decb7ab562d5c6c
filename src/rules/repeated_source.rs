//! `repeated-source`: a date or number told twice, the English kept beside its translation.

use super::Trouble;
use super::problem::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "repeated-source",
    severity: Severity::Warning,
    about: About::Pair,
    finds: "a date or number told twice, the English kept beside its translation",
    explanation: "A reader stumbles over it, but learns nothing false.",
    examples: &[
        Example {
            locale: "sv",
            source: "Offers for June 2020",
            target: "Offers for June 2020 (Erbjudanden för juni 2020)",
            finds: Some("juni 2020"),
        },
        Example { locale: "fr", source: "Offers for June 2020", target: "Offres de juin 2020", finds: None },
    ],
    claims: |problem| problem.trouble == Trouble::Repeated,
    message: |problem| match problem.target {
        Some(target) => format!("{} is told twice.", quoted(target)),
        None => String::new(),
    },
    is_default: true,
};
