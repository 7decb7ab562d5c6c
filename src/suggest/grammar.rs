//! What a number demands of the words around it: a plural, an ending, an article.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use crate::facts::Kind;
use crate::lexicon::Lexicon;
use crate::text::Span;

use super::Place;

/// Whether the words around the number at `span` stay as they are when one becomes the other.
pub(super) fn takes_number(place: &Place<'_>, span: Span, (is, should): (Decimal, Decimal)) -> bool {
    if !is_free_before(place, span) || !is_free_behind(place, span) {
        return false;
    }
    let kind = match place.fact.kind() {
        Kind::Ordinal => PluralRuleType::ORDINAL,
        // A sign, a quantity's symbol or nothing at all is counted.
        _ if !is_word_behind(place, span) => return true,
        _ => PluralRuleType::CARDINAL,
    };
    is_alike(place.lexicon, kind, is, should)
}

/// Whether the words around the day at `span` stay as they are: `1er`, `l’8`.
pub(super) fn takes_day(place: &Place<'_>, span: Span, is: u8, should: u8) -> bool {
    is_free_before(place, span)
        && is_free_behind(place, span)
        && is_alike(place.lexicon, PluralRuleType::ORDINAL, is.into(), should.into())
}

/// Whether no article is elided before `span`.
pub(super) fn is_free_before(place: &Place<'_>, span: Span) -> bool {
    !place.text[..span.start as usize].ends_with(['\'', '’'])
}

/// Whether no ending hangs on the number at `span` that depends on how it is spoken: `2021'de`, `30-án`, `2021:ssä`.
pub(super) fn is_free_behind(place: &Place<'_>, span: Span) -> bool {
    const LONGEST_ENDING: usize = 4;
    let behind = &place.text[span.end as usize..];
    let Some(rest) = behind.strip_prefix(['\'', '’', '-', ':', '‑']) else { return true };
    let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
    letters == 0 || letters > LONGEST_ENDING || place.lexicon.traits.is_unspaced
}

/// Whether a word that may be inflected follows the number at `span`.
fn is_word_behind(place: &Place<'_>, span: Span) -> bool {
    let behind = place.text[span.end as usize..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '*', '-']);
    behind.starts_with(char::is_alphabetic) && !place.lexicon.traits.is_unspaced
}

/// Whether the language inflects for both numbers alike.
fn is_alike(lexicon: &Lexicon, kind: PluralRuleType, is: Decimal, should: Decimal) -> bool {
    match (category(lexicon, kind, is), category(lexicon, kind, should)) {
        (Some(is), Some(should)) => is == should,
        // Nothing is known of its plurals.
        _ => false,
    }
}

fn category(lexicon: &Lexicon, kind: PluralRuleType, n: Decimal) -> Option<PluralCategory> {
    let language = lexicon.tag.split('-').next()?;
    let language: LanguageIdentifier = language.parse().ok()?;
    let rules = PluralRules::create(language, kind).ok()?;
    rules.select(n.normalize().to_string().as_str()).ok()
}

/// `word` with a capital where `written` has one.
pub(super) fn in_case_of(written: &str, word: &str) -> String {
    let is_upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if is_upper(written) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}
