//! `unused-suppression`: exceptions that hide nothing.

use super::Trouble;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "unused-suppression",
    severity: Severity::Warning,
    about: About::File,
    finds: "an exception that hides nothing, or that cannot be read",
    explanation: "An exception that is not needed any more would hide the next mistake in its place; one that names no rule or no reason hides nothing. \
        Take it out, or mend it. What exceptions look like is told in docs/debt.md.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Exception(_)),
    message: |problem| match &problem.trouble {
        Trouble::Exception(sentence) => sentence.clone(),
        _ => String::new(),
    },
    is_default: true,
};
