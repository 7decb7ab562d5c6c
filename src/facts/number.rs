//! Plain numbers and ordinals, and identifiers.

use rust_decimal::Decimal;

use crate::lexicon::{Meaning, Side};

use super::amount::Amount;
use super::read::{At, Found};
use crate::text::Span;

use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Date, Fact, Value};

/// An identifier as it stands.
pub(super) fn identifier(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let span = tokens.span(at, at + 1);
    let text = tokens.cooked.get(span.range())?;
    // Where a line ends within it is of no account.
    let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut fact = Fact::new(Value::Identifier(value), span);
    fact.has_digits = text.bytes().any(|b| b.is_ascii_digit());
    fact.is_weak = !fact.has_digits || is_brand(text) || is_numeronym(text);
    Some(Found { fact, from: at, to: at + 1 })
}

/// `k8s`, `i18n`: a word whose middle is counted, and which may be written out.
fn is_numeronym(text: &str) -> bool {
    let is_letter = |c: &u8| c.is_ascii_lowercase();
    let [first, middle @ .., last] = text.as_bytes() else { return false };
    is_letter(first) && is_letter(last) && !middle.is_empty() && middle.iter().all(u8::is_ascii_digit)
}

/// `21Vianet`, `3Com`: a name that begins with digits, which a language may have a name of its own for.
fn is_brand(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < text.len() && letters.len() >= 3 && letters.chars().all(char::is_alphabetic)
}

/// A number or an ordinal.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    ordinal(here).or_else(|| leading_ordinal(here)).or_else(|| plain(here))
}

/// A fact made of an amount, with the amount's other readings turned by `value`.
pub(super) fn counted(
    tokens: &Tokens<'_>,
    amount: &Amount,
    from: usize,
    to: usize,
    value: impl Fn(Decimal) -> Value,
) -> Found {
    let mut fact = Fact::new(value(amount.value), tokens.span(from, to));
    fact.also = amount.also.iter().map(|(n, convention)| (value(*n), *convention)).collect();
    fact.has_digits = amount.has_digits;
    fact.is_weak = amount.is_weak;
    fact.damage = amount.damage.map(|damage| (damage, tokens.span(amount.from, amount.to)));
    Found { fact, from, to }
}

fn plain(here: &At<'_, '_>) -> Option<Found> {
    let amount = here.amount?;
    let mut found = counted(here.tokens, amount, here.at, amount.to, Value::Number);
    // A single numeral of a script without spaces is more often part of a word than a number.
    let is_one_sign = here.tokens.lexicon.traits.is_unspaced && here.tokens.text(here.at).chars().count() == 1;
    found.fact.is_weak |= !amount.has_digits && is_one_sign && amount.to == here.at + 1;
    found.fact.also.extend(super::duration::may_be_months(here.tokens, amount).map(|months| (months, Convention::Own)));
    found.fact.label = label(here.tokens, here.at).filter(|_| amount.has_digits);
    Some(found)
}

/// The capitalized Latin word directly before the digits.
fn label(tokens: &Tokens<'_>, at: usize) -> Option<Span> {
    let before = at.checked_sub(1).filter(|before| tokens.kind(*before) == Some(TokenKind::Word))?;
    let span = tokens.span(before, at);
    let word = tokens.cooked.get(span.range())?;
    let is_name = word.len() > 1 && word.is_ascii() && word.starts_with(|c: char| c.is_ascii_uppercase());
    (is_name && tokens.is_spaced(at)).then_some(span)
}

/// `3rd`, `3º`, and ordinal words.
fn ordinal(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if let Some(n) = tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Ordinal(n) => Some((n, entry.is_weak)),
        _ => None,
    }) {
        let (n, is_weak) = n;
        let mut fact = Fact::new(Value::Ordinal(Decimal::from(n)), tokens.span(here.at, here.at + 1));
        // First and second are adverbs, articles and idioms too often to be demanded.
        fact.is_weak = is_weak || n <= 2;
        fact.has_digits = tokens.text(here.at).contains(|c: char| c.is_ascii_digit());
        return Some(Found { fact, from: here.at, to: here.at + 1 });
    }
    let amount = here.amount.filter(|amount| amount.has_digits && !amount.is_scaled)?;
    let mark = tokens.entries(amount.to).iter().find(|entry| entry.meaning == Meaning::OrdinalMark)?;
    if mark.side == Side::Leading || tokens.is_spaced(amount.to) {
        return None;
    }
    Some(digits_ordinal(here, amount, here.at, amount.to + 1))
}

/// `第 3`.
fn leading_ordinal(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let mark = tokens.entries(here.at).iter().find(|entry| entry.meaning == Meaning::OrdinalMark)?;
    if mark.side != Side::Leading {
        return None;
    }
    let amount = super::amount::amount(tokens, here.at + 1)?;
    let mut found = digits_ordinal(here, &amount, here.at, amount.to);
    found.fact.is_weak = amount.value <= Decimal::TWO && !amount.has_digits;
    Some(found)
}

fn digits_ordinal(here: &At<'_, '_>, amount: &Amount, from: usize, to: usize) -> Found {
    let mut found = counted(here.tokens, amount, from, to, Value::Ordinal);
    let Some(day) = u8::try_from(amount.value).ok().filter(|day| (1..=31).contains(day)) else { return found };
    // "on the 15th": a day of the month, unless a noun follows that is being counted.
    let date = Value::Date(Date { day: Some(day), ..Date::default() });
    let is_free = here.tokens.kind(to) != Some(TokenKind::Word) || !here.tokens.entries(to).is_empty();
    let behind_article = from > 0 && here.tokens.means(from - 1, Meaning::Filler);
    if is_free && behind_article {
        found.fact.also.push((std::mem::replace(&mut found.fact.value, date), Convention::Own));
    } else {
        found.fact.also.push((date, Convention::Own));
    }
    found
}
