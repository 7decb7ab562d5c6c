//! `number-mismatch`: a number, ordinal, percentage, ratio, fraction or multiple with another value.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "number-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a number, ordinal, percentage, ratio, fraction or multiple with another value",
    explanation: "Numbers are compared by value, never by form: `300,000`, `300 000`, `300.000`, 30万 and \"three hundred thousand\" agree, `50 %` is one half, the third is number 3. The rule reports a number that both sides state, with two values. Correct the number in the translation, or the English if it is the English that is wrong. A number is suggested in the digits and the grouping of the translation, unless the words around it would have to change as well.",
    examples: &[
        Example {
            locale: "de",
            source: "You can add 25 users.",
            target: "Sie können 52 Benutzer hinzufügen.",
            finds: Some("52"),
        },
        Example {
            locale: "fr",
            source: "You can add 300,000 users.",
            target: "Vous pouvez ajouter 300 000 utilisateurs.",
            finds: None,
        },
    ],
    claims: |problem| {
        problem.changes(&[Kind::Number, Kind::Ordinal, Kind::Percent, Kind::Ratio, Kind::Fraction, Kind::Multiple])
    },
    message: |problem| problem.both(),
    is_default: true,
};
