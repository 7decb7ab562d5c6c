//! Compounds of number words, scales and a unit: `dreihundertfünfundsechzig`, `tolvmånadersintäkter`.

use rust_decimal::Decimal;

use crate::lexicon::{Entry, Lexicon, Meaning};

use super::classes::begins_compound;
use super::ends::may_end;
use super::letters::{is_letter, run};

/// The meanings of a number word that a longer word begins with (`fyrsiffrig`, `tizenkét-`), if it may be the head of one.
pub(super) fn head_of(lexicon: &Lexicon, entries: &'static [Entry]) -> Option<impl Iterator<Item = &'static Entry>> {
    let is_number = |entry: &&'static Entry| {
        matches!(entry.meaning, Meaning::Number(n) if n > Decimal::ONE && n < Decimal::ONE_HUNDRED) && !entry.is_glued
    };
    let may_begin = !lexicon.traits.is_unspaced && entries[0].word.chars().count() >= 3;
    (may_begin && entries.iter().any(|entry| is_number(&entry))).then(|| entries.iter().filter(is_number))
}

/// A compound that begins with a number word and consists of number words, scales and a unit to its end
/// (`dreihundertfünfundsechzig`, `tolvmånadersintäkter`), last piece first.
pub(super) fn chain(
    lexicon: &'static Lexicon,
    text: &str,
    at: usize,
    first: &'static [Entry],
) -> Option<Vec<(usize, usize, &'static [Entry])>> {
    let end = at + first[0].word.len();
    if lexicon.traits.is_unspaced || !first.iter().any(begins_compound) || first[0].word.chars().count() < 2 {
        return None;
    }
    let mut pieces = chain_rest(lexicon, text, end, 6)?;
    pieces.push((at, end, first));
    Some(pieces)
}

fn chain_rest(
    lexicon: &'static Lexicon,
    text: &str,
    at: usize,
    depth: usize,
) -> Option<Vec<(usize, usize, &'static [Entry])>> {
    if depth == 0 {
        return None;
    }
    let goes_on = |entry: &Entry| {
        matches!(
            entry.meaning,
            Meaning::Number(_)
                | Meaning::Scale(_)
                | Meaning::NumberJoiner
                | Meaning::Unit(_)
                | Meaning::Percent
                | Meaning::Multiple(_)
        ) && !entry.is_glued
            && entry.exact.is_none()
            && entry.word.chars().count() > 1
    };
    for entries in lexicon.words_at(&text[at..]) {
        if !entries.iter().any(goes_on) {
            continue;
        }
        let end = at + entries[0].word.len();
        if entries.iter().any(|entry| goes_on(entry) && may_end(lexicon, entry, &text[end..], false)) {
            let word_end = run(text, end, is_letter);
            return Some(vec![(at, word_end, entries)]);
        }
        if let Some(mut pieces) = chain_rest(lexicon, text, end, depth - 1) {
            pieces.push((at, end, entries));
            return Some(pieces);
        }
    }
    None
}
