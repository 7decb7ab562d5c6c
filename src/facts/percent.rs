//! Percentages: `15 %`, `%15`, fifteen percent, 百分之十五.

use crate::lexicon::{Entry, Meaning, Side};

use super::amount;
use super::number::counted;
use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Value};

/// A percentage.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if let Some(amount) = here.amount {
        let is_hyphen = tokens.is_mark(amount.to, '-') && !tokens.is_spaced(amount.to);
        let sign = amount.to + usize::from(is_hyphen);
        let trails = |entry: &&&'static Entry| entry.meaning == Meaning::Percent && entry.side != Side::Leading;
        tokens.entries(sign).iter().find(trails)?;
        return Some(demanded(counted(tokens, amount, here.at, sign + 1, Value::Percent)));
    }
    let mut signs = tokens.entries(here.at).iter().filter(|entry| entry.meaning == Meaning::Percent);
    let is_tight = !tokens.is_spaced(here.at + 1);
    let is_leading = signs.any(|sign| sign.side == Side::Leading || (sign.side == Side::Either && is_tight));
    if !is_leading {
        return None;
    }
    let amount = amount::amount(tokens, here.at + 1)?;
    Some(demanded(counted(tokens, &amount, here.at, amount.to, Value::Percent)))
}

/// `0 or 15 percent`, `yüzde 0 veya 15`: the sign said once belongs to both numbers.
pub(super) fn share(tokens: &Tokens<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, after) = (&found[at - 1], &found[at]);
        let is_one_word = after.from == before.to + 1 && tokens.kind(before.to) == Some(TokenKind::Word);
        if !is_one_word {
            continue;
        }
        let shared = match (&before.fact.value, &after.fact.value) {
            (Value::Number(n), Value::Percent(_)) if before.fact.has_digits => Some((at - 1, *n)),
            (Value::Percent(_), Value::Number(n)) if after.fact.has_digits => Some((at, *n)),
            _ => None,
        };
        if let Some((at, n)) = shared {
            found[at].fact.also.push((Value::Percent(n), Convention::Own));
        }
    }
}

/// Zero and one are weak as words, not as percentages.
fn demanded(mut found: Found) -> Found {
    found.fact.is_weak = false;
    found
}
