//! `malformed-pair`: span pairs unclosed, crossed, doubled or with differing ids.

use super::Trouble;
use super::wording::{defect, is_missing_side};
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "malformed-pair",
    severity: Severity::Warning,
    about: About::File,
    finds: "span pairs unclosed, crossed, doubled or with differing ids",
    explanation: "A pair that cannot be told apart from its neighbours cannot be checked, and the published page may show both languages.",
    examples: &[],
    claims: |problem| matches!(&problem.trouble, Trouble::Pair(kind, _) if !is_missing_side(*kind)),
    message: |problem| match &problem.trouble {
        Trouble::Pair(kind, id) => defect(*kind, id),
        _ => String::new(),
    },
    is_default: true,
};
