//! A place of a text where a word may begin, and whether a word of the lexicon stands there.

use crate::lexicon::{Entry, Lexicon};
use crate::text::{Folded, digit_value};

use super::ends::{is_before_year, may_end};

/// Where a word of the lexicon may stand.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    cooked: &'a str,
    folded: &'a Folded<'a>,
    at: usize,
    is_behind_digit: bool,
}

impl<'a> Place<'a> {
    /// The place at `at` of the folded text.
    pub(super) fn new(cooked: &'a str, folded: &'a Folded<'a>, at: usize) -> Self {
        let is_behind_digit = folded.text[..at].chars().next_back().is_some_and(|c| digit_value(c).is_some());
        Self { cooked, folded, at, is_behind_digit }
    }

    /// Whether a word that the folded text goes on with can have the meaning of `entry` here.
    pub(super) fn fits(&self, lexicon: &'static Lexicon, entry: &Entry) -> bool {
        let rest = &self.folded.text[self.at + entry.word.len()..];
        let is_written = |exact: &str| self.cooked[self.folded.original(self.at)..].starts_with(exact);
        entry.exact.is_none_or(is_written)
            && (!entry.is_glued || self.is_behind_digit)
            && (!entry.is_dated || is_before_year(rest))
            && may_end(lexicon, entry, rest, self.is_behind_digit)
    }
}
