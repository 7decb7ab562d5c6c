//! Quantities: an amount of a unit that is none of time.

use crate::lexicon::{Meaning, Unit};

use super::number::counted;
use super::read::{At, Found};
use super::value::Value;

/// A quantity.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let amount = here.amount?;
    let is_hyphen = tokens.is_mark(amount.to, '-') && !tokens.is_spaced(amount.to) && !tokens.is_spaced(amount.to + 1);
    let at = amount.to + usize::from(is_hyphen);
    let unit = tokens.find(at, |entry| match entry.meaning {
        Meaning::Unit(Unit::Other(unit)) => Some(unit),
        _ => None,
    })?;
    // A letter or two are a unit only directly behind digits: `5 in`, `2 g` are words as often.
    let is_short = tokens.text(at).chars().count() <= 2 && tokens.text(at).chars().all(char::is_lowercase);
    if is_short && (tokens.is_spaced(at) || is_hyphen || !amount.has_digits) {
        return None;
    }
    Some(counted(tokens, amount, here.at, at + 1, |n| Value::Quantity(n, unit)))
}
