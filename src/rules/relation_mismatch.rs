//! `relation-mismatch`: a relation or bound flipped, or lost where that is a contradiction.

use super::Trouble;
use super::{About, Example, Rule};
use crate::align::Fault;
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "relation-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a relation or bound flipped, or lost where that is a contradiction",
    explanation: "A deadline or a period is only half told by its date or its length: *before* and *after*, *by* and *on*, *at least* and *up to* decide what the reader does. The rule compares the relation and the bound that the two sides give to the same value. Until, by, before and through agree on a date; after, following and next agree on a duration; within, in, during and up to agree on an amount.",
    examples: &[
        Example {
            locale: "fr",
            source: "Your new date will be 365 days after the current one.",
            target: "La nouvelle date sera fixée 365 jours avant la date actuelle.",
            finds: Some("365 jours avant"),
        },
        Example {
            locale: "fr",
            source: "The offer is available until June 30, 2020.",
            target: "L’offre est disponible jusqu’au 30 juin 2020.",
            finds: None,
        },
    ],
    claims: |problem| matches!(problem.trouble, Trouble::Relation(Fault::Flipped | Fault::Lost)),
    message: |problem| match problem.trouble {
        Trouble::Relation(Fault::Lost) => problem.both_and_lost(),
        _ => problem.both(),
    },
    is_default: true,
};
