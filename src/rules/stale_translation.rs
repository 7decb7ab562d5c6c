//! `stale-translation`: a fact that an older English stated and today's does not.

use super::Trouble;
use super::wording::stale;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "stale-translation",
    severity: Severity::Warning,
    about: About::Family,
    finds: "a fact that an older English stated and today's does not",
    explanation: "The translation is faithful to the English it was made from; that English has changed since. The finding names what its readers are told, what the newer English says, and which locales were made from it. It needs a new hand-off, not a correction.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Stale(_)),
    message: |problem| {
        let Trouble::Stale(witnesses) = &problem.trouble else { return String::new() };
        stale(problem, witnesses)
    },
    is_default: true,
};
