//! Names of months: where they stand, and the name of another in the same form.

use crate::lexicon::{Lexicon, written};
use crate::text::Span;

use super::{Edit, Place, grammar};

/// Every edit that makes month `should` of a month `is` that is written by its full name.
pub(super) fn edits(place: &Place<'_>, is: u8, should: u8) -> Vec<Edit> {
    let (Some(old), Some(new)) = (full_name(place.lexicon, is), full_name(place.lexicon, should)) else {
        return Vec::new();
    };
    let words = place.words();
    let start = place.span.start as usize;
    let is_letter_behind = |end: usize| place.text[end..].starts_with(char::is_alphabetic);
    let mut edits = Vec::new();
    for (at, first) in words.char_indices() {
        let is_begun = words[..at].ends_with(char::is_alphabetic);
        let Some(name) = words.get(at..at + old.len()) else { continue };
        let span = Span::new(start + at, start + at + old.len());
        let is_name = first.is_alphanumeric() && name.to_lowercase() == old.to_lowercase();
        // Where words are not spaced a number of a month is digits with its sign, which is found as such.
        if is_name && !is_begun && !is_letter_behind(span.end as usize) && grammar::is_free_before(place, span) {
            let text = if name == old { new.to_owned() } else { grammar::in_case_of(name, &new.to_lowercase()) };
            edits.push(Edit { span, text });
        }
    }
    edits
}

/// The name of a month within a date: CLDR's wide format form, which is the first of the list.
fn full_name(lexicon: &Lexicon, month: u8) -> Option<&'static str> {
    let head = format!("month {month}: ");
    let line = written(lexicon.tag)?.lines().find_map(|line| line.strip_prefix(&head))?;
    line.split(" | ").next().map(str::trim)
}
