//! `missing-pair`: one side of a span pair absent or empty.

use super::Trouble;
use super::wording::{defect, is_missing_side};
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "missing-pair",
    severity: Severity::Warning,
    about: About::File,
    finds: "one side of a span pair absent or empty",
    explanation: "The English of a pair stands without its translation, or the reverse.",
    examples: &[],
    claims: |problem| matches!(&problem.trouble, Trouble::Pair(kind, _) if is_missing_side(*kind)),
    message: |problem| match &problem.trouble {
        Trouble::Pair(kind, id) => defect(*kind, id),
        _ => String::new(),
    },
    is_default: true,
};
