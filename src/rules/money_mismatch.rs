//! `money-mismatch`: an amount of money with another amount, sign or currency.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "money-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "an amount of money with another amount, sign or currency",
    explanation: "`$300K`, `USD 300,000` and `300 000 USD` agree. A sign that several currencies share agrees with each of them.",
    examples: &[
        Example {
            locale: "fr",
            source: "It costs $20 per user.",
            target: "Cela coûte 200 $ par utilisateur.",
            finds: Some("200 $"),
        },
        Example {
            locale: "sv",
            source: "You need $300K in revenue.",
            target: "Du behöver 300 000 USD i intäkter.",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::Money]),
    message: |problem| problem.both(),
    is_default: true,
};
