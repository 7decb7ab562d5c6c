//! `repeated-source`: a date or number told twice, the English kept beside its translation or a phrase doubled.

use super::Trouble;
use super::plain::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "repeated-source",
    severity: Severity::Warning,
    about: About::Pair,
    finds: "a date, a year, a code or a named number told twice: the English kept beside its translation, or a phrase doubled",
    explanation: "A reader stumbles over it, or takes the second for a fact of its own. A value that the English names as often is not reported.",
    examples: &[
        Example {
            locale: "sv",
            source: "Offers for June 2020",
            target: "Offers for June 2020 (Erbjudanden för juni 2020)",
            finds: Some("juni 2020"),
        },
        Example {
            locale: "cs",
            source: "The offers end on March 5, 2021.",
            target: "5. března 2021 nabídky skončí 5. března 2021.",
            finds: Some("5. března 2021"),
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
