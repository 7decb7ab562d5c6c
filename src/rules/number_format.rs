//! `number-format`: English separators or English date order that can be read one way only.

use super::Trouble;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Damage;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "number-format",
    severity: Severity::Warning,
    about: About::Pair,
    finds: "English separators or English date order that can be read one way only",
    explanation: "A decimal point where the language writes a comma, `1/13/2018` where the day comes first, a decimal comma in a version. The value is clear, the form is foreign. The suggestion is the same value with the marks, or in the order, of the language.",
    examples: &[
        Example { locale: "nl", source: "The total is 15.62.", target: "Het totaal is 15.62.", finds: Some("15.62") },
        Example { locale: "fr", source: "The total is 15.62.", target: "Le total est 15,62.", finds: None },
    ],
    claims: |problem| {
        matches!(problem.trouble, Trouble::Separators | Trouble::Order | Trouble::Damage(Damage::DecimalComma))
    },
    message: |problem| {
        let why = match problem.trouble {
            Trouble::Separators => "keeps the English separators",
            Trouble::Order => "keeps the English order of month and day",
            _ => "writes a version with a decimal comma",
        };
        match problem.target {
            Some(target) => format!("“{}” {why}.", target.words),
            None => String::new(),
        }
    },
    is_default: true,
};
