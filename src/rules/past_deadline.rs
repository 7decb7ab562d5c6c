//! `past-deadline`: a deadline or an offer that is over, still announced.

use super::Trouble;
use super::plain::value_quoted;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "past-deadline",
    severity: Severity::Info,
    about: About::Article,
    finds: "a deadline or offer that is over on the day of `--as-of`, still announced",
    explanation: "Runs where `--as-of DATE` is given (`--as-of today` for the day of the run). A date with *until*, *by* or *before*, and the end of a range of dates, is reported where it lies before that day and the translation still announces it. Dates without a year are not. What the English says is shown beside it: often both should go. A sentence about the past, such as who had joined before a day, is reported as well; that is why the rule does not run by itself.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Past(_)),
    message: |problem| {
        let (Trouble::Past(day), Some(target)) = (&problem.trouble, problem.target) else { return String::new() };
        let english = if problem.source.is_some() { ", and so does the English" } else { "" };
        format!("The translation still says {}{english}; that is over on {day}.", value_quoted(target))
    },
    is_default: false,
};
