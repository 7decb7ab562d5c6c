//! Versions: `4.6.1`, `v2.0`, `TLS 1.2`, `7.x`. Compared as written.

use crate::lexicon::Meaning;

use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Damage, Fact, Value};

/// A version.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if !tokens.is_digits(here.at) {
        return None;
    }
    let (to, parts, has_comma) = dotted(tokens, here.at);
    // `1.000.000,5`: a number that goes on behind the last dot.
    if here.amount.is_some_and(|amount| amount.to > to) {
        return None;
    }
    let is_wild = is_placeholder(tokens.text(to - 1));
    let is_named = is_named(tokens, here.at) && parts == 2;
    if !(parts >= 3 && !has_comma || is_wild || is_named && parts == 2) {
        return None;
    }
    let span = tokens.span(here.at, to);
    let text = tokens.cooked.get(span.range())?.replace(',', ".").replace(char::is_whitespace, "");
    let mut fact = Fact::new(Value::Version(text), span);
    fact.has_digits = true;
    if let Some(amount) = here.amount.filter(|amount| amount.to == to) {
        fact.also.push((Value::Number(amount.value), Convention::Own));
        fact.also.extend(amount.also.iter().map(|(n, convention)| (Value::Number(*n), *convention)));
    }
    fact.damage = has_comma.then_some((Damage::DecimalComma, span));
    Some(Found { fact, from: here.at, to })
}

/// The end of digits joined by dots (or one comma), how many parts they have, and whether it was a comma.
fn dotted(tokens: &Tokens<'_>, at: usize) -> (usize, usize, bool) {
    let mut to = at + 1;
    let mut parts = 1;
    let mut has_comma = false;
    loop {
        let is_dot = tokens.is_mark(to, '.');
        let is_comma = tokens.is_mark(to, ',') && parts == 1;
        let is_tight = !tokens.is_spaced(to) && !tokens.is_spaced(to + 1);
        // `7. x` is `7.x` with a space too many.
        let is_wild =
            is_dot && !tokens.is_spaced(to) && is_placeholder(tokens.text(to + 1)) && !tokens.is_digits(to + 2);
        let is_part = (is_dot || is_comma) && is_tight && tokens.is_digits(to + 1);
        if !(is_part || is_wild) || has_comma {
            return (to, parts, has_comma);
        }
        has_comma = is_comma;
        to += 2;
        parts += 1;
    }
}

/// `x` or `XXXX`: a part that is left open.
fn is_placeholder(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b == b'x')
}

/// Whether a name stands before the digits (`TLS 1.2`, `Windows 8.1`), or a `v`.
fn is_named(tokens: &Tokens<'_>, at: usize) -> bool {
    // `TLS 1.0/1.1`, `TLS 1.0 and 1.1`: the next of a list.
    let is_listed = at >= 4
        && (tokens.is_one_of(at - 1, &['/', ',']) || tokens.means(at - 1, Meaning::NumberJoiner))
        && tokens.is_digits(at - 2)
        && tokens.is_mark(at - 3, '.')
        && tokens.is_digits(at - 4);
    if is_listed {
        return is_named(tokens, at - 4);
    }
    // `Office\16.0\Common`: a part of a path.
    if at > 0 && tokens.is_mark(at - 1, '\\') && !tokens.is_spaced(at) {
        return true;
    }
    let Some(name) = word_before(tokens, at) else { return false };
    // `Windows 8.1`: a name that no lexicon knows.
    let is_capital = name.len() > 3 && name.starts_with(|c: char| c.is_ascii_uppercase());
    is_acronym_before(tokens, at)
        || (tokens.is_spaced(at) && is_capital && (tokens.entries(at - 1).is_empty() || tokens.is_head(at - 1)))
}

/// Whether an acronym (`TLS 1.2`) or a `v` stands before the digits.
pub(super) fn is_acronym_before(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(name) = word_before(tokens, at) else { return false };
    if !tokens.is_spaced(at) {
        return name.eq_ignore_ascii_case("v");
    }
    name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase())
}

fn word_before<'t>(tokens: &Tokens<'t>, at: usize) -> Option<&'t str> {
    let before = at.checked_sub(1)?;
    if tokens.kind(before) != Some(TokenKind::Word) {
        return None;
    }
    tokens.cooked.get(tokens.span(before, at).range())
}
