//! Money: a currency beside an amount, on either side.

use rust_decimal::Decimal;

use crate::lexicon::Meaning;

use super::amount;
use super::number::counted;
use super::read::{At, Found};
use super::tokens::Tokens;
use super::value::Value;

/// An amount of money.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    leading(here).or_else(|| trailing(here))
}

/// `$300K`, `USD 300 000`, `-$8.00`, `$ 10.000`.
fn leading(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let is_minus = tokens.is_one_of(here.at, &['-', '\u{2212}']) && !tokens.is_spaced(here.at + 1);
    let sign = here.at + usize::from(is_minus);
    let (currency, from) = leading_currency(tokens, sign)?;
    let amount = amount::amount(tokens, from).filter(|amount| amount.has_digits)?;
    let signed = |n: Decimal| if is_minus { -n } else { n };
    // `USD 300 USD`, `$300 USD`: the second name belongs to the same amount, and says which of the currencies of the sign.
    let second = self::currency(tokens, amount.to).filter(|second| {
        !tokens.is_digits(amount.to + 1) && (*second == currency || is_sign(currency) && !is_sign(second))
    });
    let to = amount.to + usize::from(second.is_some());
    let currency = second.unwrap_or(currency);
    Some(counted(tokens, &amount, here.at, to, |n| Value::Money(currency, signed(n))))
}

/// The currency before an amount, and where the amount begins. `USD$300K`: the code says which of the currencies of the sign.
fn leading_currency(tokens: &Tokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    let first = currency(tokens, at)?;
    let is_coded_sign = !is_sign(first) && currency(tokens, at + 1).is_some_and(is_sign);
    Some((first, at + if is_coded_sign { 2 } else { 1 }))
}

/// `300 000 USD`, `0,35 €`, 30 万美元.
fn trailing(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let amount = here.amount?;
    let currency = currency(tokens, amount.to)?;
    // `5 $10 vouchers`: the sign belongs to what it touches.
    let belongs_to_next =
        tokens.is_spaced(amount.to) && tokens.is_digits(amount.to + 1) && !tokens.is_spaced(amount.to + 1);
    if belongs_to_next {
        return None;
    }
    Some(counted(tokens, amount, here.at, amount.to + 1, |n| Value::Money(currency, n)))
}

/// Whether several currencies share the sign: the others have a code.
fn is_sign(currency: &str) -> bool {
    !currency.bytes().all(|b| b.is_ascii_uppercase())
}

fn currency(tokens: &Tokens<'_>, at: usize) -> Option<&'static str> {
    tokens.find(at, |entry| match entry.meaning {
        Meaning::Currency(code) => Some(code),
        _ => None,
    })
}
