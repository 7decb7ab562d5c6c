//! `time-mismatch`: a clock time or its zone with another value.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "time-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a clock time or its zone with another value",
    explanation: "6 PM is 18:00, noon is 12:00, PT is PST or PDT, UTC is GMT. Anything else is another time.",
    examples: &[
        Example {
            locale: "fr",
            source: "Prices change at 6:00 PM.",
            target: "Les prix changent à 16:00.",
            finds: Some("16:00"),
        },
        Example {
            locale: "sv",
            source: "Prices change at 6:00 PM.",
            target: "Priserna ändras kl. 18:00.",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::Time]),
    message: |problem| problem.both(),
    is_default: true,
};
