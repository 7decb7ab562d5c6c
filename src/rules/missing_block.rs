//! `missing-block`: a block of text with no counterpart.

use super::Trouble;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "missing-block",
    severity: Severity::Info,
    about: About::Article,
    finds: "a block of text with no counterpart",
    explanation: "In trees without span pairs: a paragraph, list item, table cell or heading that only one side has. Blocks that follow each other are reported once, where the first of them stands, and their facts are not reported one by one.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Block { .. }),
    message: |problem| match problem.trouble {
        Trouble::Block { is_added: true, count: 1 } => "This block has no counterpart in the English.".to_owned(),
        Trouble::Block { is_added: true, count } => {
            format!("{count} blocks from here on have no counterpart in the English.")
        }
        Trouble::Block { count, .. } if count > 1 => {
            format!("{count} blocks of the English have no counterpart in the translation; this is the first of them.")
        }
        _ => "A block of the English has no counterpart in the translation.".to_owned(),
    },
    is_default: true,
};
