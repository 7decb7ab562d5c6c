//! `fact-missing`: a fact of the English with no counterpart in the translation.

use super::Trouble;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "fact-missing",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a fact of the English with no counterpart in the translation",
    explanation: "A credit, a deadline or a limit that is not told is not known to the reader. Words that state no fact on their own (one, first, both) are never demanded.",
    examples: &[
        Example {
            locale: "fr",
            source: "You get a $200 credit.",
            target: "Vous obtenez un crédit.",
            finds: Some("Vous obtenez un crédit."),
        },
        Example { locale: "fr", source: "The first step is easy.", target: "Cette étape est facile.", finds: None },
    ],
    claims: |problem| problem.trouble == Trouble::Missing,
    message: |problem| match problem.source {
        Some(source) => format!("The English says “{}”; the translation says nothing of it.", source.words),
        None => String::new(),
    },
    is_default: true,
};
