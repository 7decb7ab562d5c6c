//! Where a word of the lexicon may end, and how far its stem or ending reaches.

use crate::lexicon::{Entry, Lexicon, Meaning, Side};
use crate::text::digit_value;

use super::classes::{class_of, goes_before_digits, place_of};
use super::letters::{is_letter, run};

/// Whether the word of `entry` may end where `rest` begins.
pub(super) fn may_end(lexicon: &'static Lexicon, entry: &Entry, rest: &str, is_behind_digit: bool) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    let last = entry.word.chars().next_back();
    if last.is_some_and(|last| digit_value(last).is_some()) && digit_value(next).is_some() {
        return false;
    }
    let last_is_letter = last.is_some_and(is_letter);
    if entry.is_stem || !last_is_letter {
        return true;
    }
    if digit_value(next).is_some() {
        // `17H00`: between digits only.
        let is_between = is_behind_digit && entry.meaning == Meaning::Clock;
        return is_between || goes_before_digits(&entry.meaning) || !next.is_ascii() || lexicon.traits.is_unspaced;
    }
    if !is_letter(next) {
        return true;
    }
    if lexicon.traits.is_unspaced && !entry.is_spaced {
        let is_ascii_word = entry.word.is_ascii();
        return !(is_ascii_word && next.is_ascii());
    }
    let letters = &rest[..run(rest, 0, is_letter)];
    lexicon.is_ending(class_of(&entry.meaning), letters)
        || case_ending(lexicon, entry, letters).is_some()
        || matches!(entry.meaning, Meaning::Number(_)) && begins_bound(lexicon, rest)
}

/// Whether `rest`, directly behind a number word, begins a bound of several words: `on|dan fazla`.
fn begins_bound(lexicon: &'static Lexicon, rest: &str) -> bool {
    let is_bound = |entry: &Entry| {
        let is_behind = entry.is_attached && entry.side == Side::Trailing && entry.word.contains(' ');
        is_behind
            && matches!(entry.meaning, Meaning::Bound(_))
            && may_end(lexicon, entry, &rest[entry.word.len()..], false)
    };
    lexicon.words_at(rest).flatten().any(is_bound)
}

/// How many bytes at the end of `letters`, which follow the word of `entry`, are a case ending that tells a relation.
fn case_ending(lexicon: &Lexicon, entry: &Entry, letters: &str) -> Option<usize> {
    let place = place_of(&entry.meaning)?;
    lexicon.case_ending(class_of(&entry.meaning), place, entry.is_stem, letters)
}

/// The end of the word: a stem and an ending reach as far as its letters do, up to a case ending that is read by itself.
pub(super) fn behind(lexicon: &Lexicon, text: &str, end: usize, kept: &[&'static Entry]) -> usize {
    if lexicon.traits.is_unspaced {
        return end;
    }
    if !text[end..].starts_with(is_letter) {
        return end;
    }
    let rest = run(text, end, is_letter);
    if rest == end {
        return end;
    }
    if let Some(length) = kept.iter().find_map(|entry| case_ending(lexicon, entry, &text[end..rest])) {
        return rest - length;
    }
    let is_stem = kept.iter().any(|entry| entry.is_stem);
    let is_ending = kept.iter().any(|entry| lexicon.is_ending(class_of(&entry.meaning), &text[end..rest]));
    if is_stem || is_ending { rest } else { end }
}

/// Whether the four digits of a year follow in `rest`, past a dot, spaces and a day.
pub(super) fn is_before_year(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches(' ');
    // `May 1, 2020`: the day between.
    let behind_day = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_day = matches!(rest.len() - behind_day.len(), 1 | 2) && behind_day.starts_with([',', ' ']);
    let digits = if has_day { behind_day.trim_start_matches([',', ' ']) } else { rest };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    count == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
