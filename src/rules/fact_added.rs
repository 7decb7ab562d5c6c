//! `fact-added`: a fact in the translation that the English does not state.

use super::Trouble;
use super::plain::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "fact-added",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a fact in the translation that the English does not state",
    explanation: "A number, a date or a rhythm out of nowhere. A value that the English states elsewhere in the segment is no new fact.",
    examples: &[
        Example {
            locale: "sv",
            source: "Renew within your window.",
            target: "Förnya dagligen inom ditt fönster.",
            finds: Some("dagligen"),
        },
        Example { locale: "fr", source: "Renew your offer.", target: "Renouvelez votre offre.", finds: None },
    ],
    claims: |problem| problem.trouble == Trouble::Added,
    message: |problem| match problem.target {
        Some(target) => format!("The translation says {}; the English says nothing of it.", quoted(target)),
        None => String::new(),
    },
    is_default: true,
};
