//! `reversed-range`: a range that ends before it begins, in the translation and not in the English.

use super::Trouble;
use super::plain::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "reversed-range",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a range that ends before it begins, in the translation and not in the English",
    explanation: "Both ends are there, in the wrong order.",
    examples: &[
        Example {
            locale: "fr",
            source: "From July 1, 2020 to December 31, 2020.",
            target: "Du 31 décembre 2020 au 1er juillet 2020.",
            finds: Some("31 décembre 2020 au 1er juillet 2020"),
        },
        Example {
            locale: "fr",
            source: "From July 1, 2020 to December 31, 2020.",
            target: "Du 1er juillet 2020 au 31 décembre 2020.",
            finds: None,
        },
    ],
    claims: |problem| problem.trouble == Trouble::Reversed,
    message: |problem| match problem.target {
        Some(target) => format!("The range {} ends before it begins.", quoted(target)),
        None => String::new(),
    },
    is_default: true,
};
