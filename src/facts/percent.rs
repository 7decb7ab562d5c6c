//! Percentages: `15 %`, `%15`, fifteen percent, 百分之十五.

use crate::lexicon::{Meaning, Side};

use super::amount;
use super::number::counted;
use super::read::{At, Found};
use super::value::Value;

/// A percentage.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if let Some(amount) = here.amount {
        let is_hyphen = tokens.is_mark(amount.to, '-') && !tokens.is_spaced(amount.to);
        let sign = amount.to + usize::from(is_hyphen);
        let mark = tokens.entries(sign).iter().find(|entry| entry.meaning == Meaning::Percent)?;
        return (mark.side != Side::Leading)
            .then(|| demanded(counted(tokens, amount, here.at, sign + 1, Value::Percent)));
    }
    let sign = tokens.entries(here.at).iter().find(|entry| entry.meaning == Meaning::Percent)?;
    let is_leading = sign.side == Side::Leading || (sign.side == Side::Either && !tokens.is_spaced(here.at + 1));
    if !is_leading {
        return None;
    }
    let amount = amount::amount(tokens, here.at + 1)?;
    Some(demanded(counted(tokens, &amount, here.at, amount.to, Value::Percent)))
}

/// Zero and one are weak as words, not as percentages.
fn demanded(mut found: Found) -> Found {
    found.fact.is_weak = false;
    found
}
