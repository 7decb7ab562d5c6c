//! `locale-mismatch`: a front matter that names another locale than the folder.

use super::Trouble;
use super::plain::one_line;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "locale-mismatch",
    severity: Severity::Warning,
    about: About::File,
    finds: "a front matter that names another locale than the folder",
    explanation: "`ms.contentlocale` (or `lang`) and the folder disagree: one of them publishes the article in the wrong language.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Locale { .. } | Trouble::NoLocale(_)),
    message: |problem| match &problem.trouble {
        Trouble::Locale { stated, expected } => {
            format!("The front matter says `{stated}`, but the file lies among the articles in `{expected}`.")
        }
        Trouble::NoLocale(stated) => {
            format!("The front matter says `{}`, which names no locale; write one as in `fr-FR`.", one_line(stated))
        }
        _ => String::new(),
    },
    is_default: true,
};
