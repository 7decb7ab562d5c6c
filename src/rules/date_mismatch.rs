//! `date-mismatch`: a date, year, weekday or period with another value, or told as something else.

use super::{About, Example, Rule};
use crate::diagnostic::Severity;
use crate::facts::Kind;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "date-mismatch",
    severity: Severity::Error,
    about: About::Pair,
    finds: "a date, year, weekday or period with another value, or told as something else",
    explanation: "A changed day, month or year sends the reader to another day. A part that the translation adds (`May 2020` told as May 1, 2020) is an invention; a year that is left out is none where the sentence states it elsewhere. A fiscal year told as a calendar year is another year: `FY20` is not 2020, unless the sentence keeps \"fiscal year\".",
    examples: &[
        Example {
            locale: "fr",
            source: "The offer starts on May 4, 2020.",
            target: "L’offre commence le 4 mars 2020.",
            finds: Some("4 mars 2020"),
        },
        Example {
            locale: "zh-CN",
            source: "The offer starts on May 4, 2020.",
            target: "优惠从 2020 年 5 月 4 日开始。",
            finds: None,
        },
    ],
    claims: |problem| problem.changes(&[Kind::Date, Kind::Weekday, Kind::Period]),
    message: |problem| problem.both(),
    is_default: true,
};
