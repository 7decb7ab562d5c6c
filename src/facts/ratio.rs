//! Ratios, fractions and multiples: `1:1`, one half, ½, 3x, twice.

use rust_decimal::Decimal;

use crate::lexicon::Meaning;

use super::number::counted;
use super::read::{At, Found};
use super::tokens::TokenKind;
use super::value::{Convention, Fact, Value};

/// A ratio, a fraction or a multiple.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    ratio(here)
        .or_else(|| fraction_sign(here))
        .or_else(|| slashed(here))
        .or_else(|| fraction_word(here))
        .or_else(|| multiple(here))
}

fn ratio(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    // `float64: 64`: the digits of a name.
    let is_of_name = here.at > 0
        && !tokens.is_spaced(here.at)
        && tokens.kind(here.at - 1) == Some(TokenKind::Word)
        && tokens.text(here.at - 1).is_ascii();
    let first = here.amount.filter(|amount| amount.has_digits && !is_of_name)?;
    let is_colon =
        tokens.is_one_of(first.to, &[':', '∶']) && !tokens.is_spaced(first.to) && !tokens.is_spaced(first.to + 1);
    let second = super::amount::amount(tokens, first.to + 1).filter(|amount| is_colon && amount.has_digits)?;
    // `1:1:1` is no ratio of two.
    if tokens.is_mark(second.to, ':') && tokens.is_digits(second.to + 1) && !tokens.is_spaced(second.to + 1) {
        return None;
    }
    let mut fact = Fact::new(Value::Ratio(first.value, second.value), tokens.span(here.at, second.to));
    fact.has_digits = true;
    Some(Found { fact, from: here.at, to: second.to })
}

fn fraction_sign(here: &At<'_, '_>) -> Option<Found> {
    let (n, d) = match here.tokens.text(here.at) {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅛" => (1, 8),
        _ => return None,
    };
    Some(fraction(here, n, d, here.at + 1, false))
}

fn fraction(here: &At<'_, '_>, n: u32, d: u32, to: usize, is_weak: bool) -> Found {
    let mut fact = Fact::new(Value::Fraction(n, d), here.tokens.span(here.at, to));
    fact.is_weak = is_weak;
    fact.has_digits = here.tokens.is_digits(here.at);
    Found { fact, from: here.at, to }
}

/// `3/4`, where the date recognizer did not want it.
fn slashed(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let tight = |at: usize| !tokens.is_spaced(at);
    if !(tokens.is_one_of(here.at + 1, &['/', '⁄']) && tight(here.at + 1) && tight(here.at + 2)) {
        return None;
    }
    let ((n, _), (d, _)) = (tokens.digits(here.at)?, tokens.digits(here.at + 2)?);
    let goes_on = tokens.is_mark(here.at + 3, '/') && tight(here.at + 3) && tokens.is_digits(here.at + 4);
    if d == 0 || n >= d || d > 100 || goes_on {
        return None;
    }
    Some(fraction(here, n, d, here.at + 3, false))
}

/// Half and quarter are nouns, adjectives and verbs as well: they may match.
fn fraction_word(here: &At<'_, '_>) -> Option<Found> {
    let (n, d) = here.tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Fraction(n, d) => Some((n, d)),
        _ => None,
    })?;
    Some(fraction(here, n, d, here.at + 1, true))
}

fn multiple(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if let Some(n) = tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Multiple(n) => Some(n),
        _ => None,
    }) {
        let mut fact = Fact::new(Value::Multiple(Decimal::from(n)), tokens.span(here.at, here.at + 1));
        fact.is_weak = true;
        return Some(Found { fact, from: here.at, to: here.at + 1 });
    }
    let amount = here.amount?;
    // `19 x 0.13`: a product.
    let is_x = tokens.is_one_of(amount.to, &['x', '×']);
    if is_x && tokens.is_digits(amount.to + 1) {
        return None;
    }
    // 12 回, 12회: a counter, which may be told without one.
    let is_counter = tokens.entries(amount.to).iter().any(|entry| entry.meaning == Meaning::Times && entry.is_weak);
    if is_counter {
        let mut found = counted(tokens, amount, here.at, amount.to + 1, Value::Number);
        found.fact.also.push((Value::Multiple(amount.value), Convention::Own));
        return Some(found);
    }
    let is_times = tokens.means(amount.to, Meaning::Times) || (is_x && !tokens.is_spaced(amount.to));
    is_times.then(|| counted(tokens, amount, here.at, amount.to + 1, Value::Multiple))
}
