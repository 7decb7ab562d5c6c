//! A value that a block states twice and its translation once: told sentence by sentence, one of them lost it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::align::facts::Verdict;
use crate::facts::{Fact, Kind, Reading, Value};

/// A block that states more is a listing, whose sentences tell nothing.
const MOST_FACTS: usize = 200;

/// The facts of the English that no verdict speaks of, since the translation states their value in another sentence, while
/// the sentence that answers theirs states nothing. Nothing is said where the two texts are not built of the same number
/// of sentences, or where what agrees stands in different ones.
pub(super) fn lost(verdicts: &[Verdict], readings: (&Reading, &Reading), texts: (&str, &str)) -> Vec<Verdict> {
    let count = readings.0.facts.len();
    let is_open = |at: usize| !verdicts.iter().any(|verdict| verdict.facts().0 == Some(at));
    let can_be_lost = |at: &usize| is_telling(&readings.0.facts[*at]) && is_open(*at);
    let is_listing = readings.0.facts.len().max(readings.1.facts.len()) > MOST_FACTS;
    if is_listing || verdicts.is_empty() || !(0..count).any(|at| can_be_lost(&at)) {
        return Vec::new();
    }
    let (source, target) = (sentences(texts.0), sentences(texts.1));
    if source.len() < 2 || source.len() != target.len() {
        return Vec::new();
    }
    let source_place = |at: usize| place(&source, &readings.0.facts[at]);
    let target_place = |at: usize| place(&target, &readings.1.facts[at]);
    let copies = |at: usize| (0..count).filter(move |&copy| readings.0.facts[copy].value == readings.0.facts[at].value);
    // Which of two copies was matched is chance.
    let stays = |verdict: &Verdict| match verdict {
        Verdict::Agrees { source, target, .. } => {
            copies(*source).any(|copy| source_place(copy) == target_place(*target))
        }
        _ => false,
    };
    if !verdicts.iter().all(stays) {
        return Vec::new();
    }
    let is_lost = |at: usize| {
        let place = source_place(at);
        readings
            .1
            .facts
            .iter()
            .all(|fact| fact.is_weak && fact.kind() == Kind::Number || self::place(&target, fact) != place)
    };
    (0..count)
        .filter(can_be_lost)
        .filter(|&at| copies(at).any(is_lost))
        .map(|source| Verdict::Missing { source })
        .collect()
}

/// Which of the sentences the fact stands in.
fn place(sentences: &[Range<usize>], fact: &Fact) -> Option<usize> {
    sentences.iter().position(|sentence| sentence.contains(&(fact.span.start as usize)))
}

/// Whether a sentence that leaves the fact out says less: a name, a year or a bare number may be meant without being said.
fn is_telling(fact: &Fact) -> bool {
    let is_measured = matches!(fact.kind(), Kind::Duration | Kind::Money | Kind::Percent | Kind::Quantity | Kind::Time);
    // One month is told in many ways.
    let is_one = matches!(&fact.value, Value::Duration(length) if length.amount == Decimal::ONE);
    is_measured && fact.has_digits && !fact.is_weak && !is_one
}

/// The sentences of a text: they end at a full stop, behind which white space and no small letter stands, or at one of a
/// script without spaces.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        let rest = text[end..].trim_start();
        let is_apart = rest.len() < text.len() - end || rest.is_empty();
        let is_end = match mark {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => is_apart && !rest.starts_with(char::is_lowercase),
            _ => false,
        };
        if is_end {
            found.push(start..end);
            start = end;
        }
    }
    if !text[start..].trim().is_empty() {
        found.push(start..text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_at_full_stops_and_not_within_numbers_or_before_small_letters() {
        let count = |text: &str| sentences(text).len();
        assert_eq!(count("It takes 2.5 hours. Then it ends."), 2);
        assert_eq!(count("A file, e.g. a logo, is sent."), 1);
        assert_eq!(count("2.5 時間かかります。終わります。"), 2);
        assert_eq!(count(""), 0);
    }
}
