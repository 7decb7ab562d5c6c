//! `malformed-fact`: a fact whose value is clear but whose writing is broken.

use super::Trouble;
use super::plain::quoted;
use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Damage;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "malformed-fact",
    severity: Severity::Warning,
    about: About::Pair,
    finds: "a fact whose value is clear but whose writing is broken",
    explanation: "A number word broken by a space (`vijf tien`), a day, month or year marker missing (2018 年 9 月 1), a date in no order that anyone uses. Readers can still tell what is meant. A word is suggested whole (`vijftien`), a day with its marker (2018 年 9 月 1 日).",
    examples: &[
        Example {
            locale: "nl",
            source: "Fifteen days before the date.",
            target: "Vijf tien dagen vóór de datum.",
            finds: Some("Vijf tien"),
        },
        Example {
            locale: "zh-TW",
            source: "On September 1, 2018.",
            target: "在 2018 年 9 月 1 購買。",
            finds: Some("2018 年 9 月 1"),
        },
        Example {
            locale: "nl",
            source: "Fifteen days before the date.",
            target: "Vijftien dagen vóór de datum.",
            finds: None,
        },
    ],
    claims: |problem| matches!(problem.trouble, Trouble::Damage(damage) if damage != Damage::DecimalComma),
    message: |problem| {
        let why = match problem.trouble {
            Trouble::Damage(Damage::BrokenWord) => "is one number word broken by a space",
            Trouble::Damage(Damage::MissingMark) => {
                "lacks the marker that the language puts behind a day, month or year"
            }
            _ => "has its parts in an order that no one uses",
        };
        match problem.target {
            Some(target) => format!("{} {why}.", quoted(target)),
            None => String::new(),
        }
    },
    is_default: true,
};
