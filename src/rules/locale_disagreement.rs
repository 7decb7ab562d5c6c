//! `locale-disagreement`: locales that state different facts, with no English to decide who is right.

use super::Trouble;
use super::wording::disagreement;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "locale-disagreement",
    severity: Severity::Warning,
    about: About::Family,
    finds: "locales that state different facts, with no English to decide who is right",
    explanation: "Where no English is at hand, or only one of another revision, the translations are held against each other.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Disagreement(_)),
    message: |problem| {
        let Trouble::Disagreement(witnesses) = &problem.trouble else { return String::new() };
        disagreement(problem, witnesses)
    },
    is_default: true,
};
