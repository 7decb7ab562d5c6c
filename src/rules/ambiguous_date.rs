//! `ambiguous-date`: a numeric date kept in English order that the locale reads as another date.

use super::Trouble;
use super::plain::value;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "ambiguous-date",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a numeric date kept in English order that the locale reads as another date",
    explanation: "`2/12/2018` is February 12 in English and 2 December in most of Europe. A date that can be read one way only (`1/13/2018`) is reported by `number-format`; locales that put the month first read it the same. The suggestion is the date in the order of the locale: `12/2/2018`.",
    examples: &[
        Example {
            locale: "nl",
            source: "It ends on 2/12/2018.",
            target: "Het eindigt op 2/12/2018.",
            finds: Some("2/12/2018"),
        },
        Example { locale: "nl", source: "It ends on 2/12/2018.", target: "Het eindigt op 12-2-2018.", finds: None },
    ],
    claims: |problem| problem.trouble == Trouble::AmbiguousDate,
    message: |problem| match (problem.source, problem.target) {
        (Some(source), Some(target)) => format!(
            "“{}” is left in English order: in this locale it reads as {}; the English means {}.",
            target.words,
            value(&target.fact.value),
            value(&source.fact.value)
        ),
        _ => problem.both(),
    },
    is_default: true,
};
