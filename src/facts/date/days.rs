//! Bare days beside dated ones.

use crate::facts::read::Found;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::facts::value::{Date, Value};
use crate::lexicon::Meaning;

/// `June 9 and 10`, `9. e 10. giugno`: a bare day beside a dated one is a day of the same month.
pub(in crate::facts) fn join_days(tokens: &Tokens<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, after) = (&found[at - 1], &found[at]);
        if !is_joined(tokens, before.to, after.from) {
            continue;
        }
        // `, az 1. fázisban`: another noun is counted. Where the first day has no dot, one behind the second ends the sentence.
        let has_dot = (before.from..after.from).any(|at| tokens.is_mark(at, '.'));
        let behind = after.to + usize::from(has_dot && tokens.is_mark(after.to, '.'));
        let is_free = tokens.kind(behind) != Some(TokenKind::Word) || !tokens.entries(behind).is_empty();
        if let (Some(date), Some(day), true) = (dated(before), bare_day(after), is_free) {
            found[at].fact.value = Value::Date(Date { day: Some(day), ..date });
        } else if let (Some(day), Some(date)) = (bare_day(before), dated(after)) {
            found[at - 1].fact.value = Value::Date(Date { day: Some(day), ..date });
        }
    }
}

/// Whether "and" or a comma stands between token `from` and token `to`, and else only what belongs to a day: its dot, its
/// ending, an article.
fn is_joined(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    let is_joint = |at: usize| tokens.means(at, Meaning::NumberJoiner) || tokens.is_one_of(at, &[',', '&', '、']);
    let belongs = |at: usize| {
        let is_passed = |meaning: &Meaning| {
            matches!(meaning, Meaning::Filler | Meaning::OrdinalMark | Meaning::Relation(crate::lexicon::Relation::On))
        };
        (tokens.is_mark(at, '.') && !tokens.is_spaced(at))
            || tokens.entries(at).iter().any(|entry| is_passed(&entry.meaning))
    };
    to > from
        && to - from <= 3
        && (from..to).filter(|at| is_joint(*at)).count() == 1
        && (from..to).all(|at| is_joint(at) || belongs(at))
}

/// The month and year of a date with a day.
fn dated(found: &Found) -> Option<Date> {
    match found.fact.value {
        Value::Date(date) if date.day.is_some() && date.month.is_some() => Some(date.without_weekday()),
        _ => None,
    }
}

fn bare_day(found: &Found) -> Option<u8> {
    match &found.fact.value {
        Value::Number(n) | Value::Ordinal(n) if found.fact.has_digits && found.to <= found.from + 2 => {
            u8::try_from(*n).ok().filter(|day| (1..=31).contains(day))
        }
        // `3-án`: a day, the month of which stands with the other.
        Value::Date(Date { day: Some(day), month: None, year: None, .. }) => Some(*day),
        _ => None,
    }
}
