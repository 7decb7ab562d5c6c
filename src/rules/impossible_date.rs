//! `impossible-date`: a date that does not exist, or a weekday that is not its date's.

use super::Trouble;
use super::plain::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "impossible-date",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a date that does not exist, or a weekday that is not its date's",
    explanation: "February 31, or a Monday that was a Tuesday, in the translation and not in the English.",
    examples: &[
        Example {
            locale: "fr",
            source: "It ends on Tuesday, June 30, 2020.",
            target: "Elle se termine le lundi 30 juin 2020.",
            finds: Some("lundi 30 juin 2020"),
        },
        Example {
            locale: "fr",
            source: "It ends on June 30, 2020.",
            target: "Elle se termine le mardi 30 juin 2020.",
            finds: None,
        },
    ],
    claims: |problem| problem.trouble == Trouble::Impossible,
    message: |problem| match problem.target {
        Some(target) => format!("There is no {} in the calendar.", quoted(target)),
        None => String::new(),
    },
    is_default: true,
};
