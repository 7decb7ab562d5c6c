//! A text cut into digits, typed words and marks: what every recognizer reads.

mod classes;
mod compound;
mod cut;
mod ends;
mod letters;
mod place;
mod skips;
mod stating;

use crate::document::Text;
use crate::lexicon::{Entry, Lexicon, Meaning, Side};
use crate::text::{Folded, Span, digit_value};

use cut::Cutter;
pub(super) use stating::may_state;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A run of decimal digits of any script.
    Digits,
    /// Letters: a word or phrase of the lexicon, or an unknown word.
    Word,
    /// Any other character, or a sign of the lexicon (`%`, `$`).
    Mark,
    /// An identifier: compared as written.
    Identifier,
}

/// A stretch of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Offsets into the folded text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) is_spaced: bool,
    /// Its meanings, as a range of [`Tokens::meanings`].
    first: u32,
    last: u32,
    /// Whether only the head of the word was read (`fyrsiffrig`): what it states may match, no more.
    pub(super) is_head: bool,
}

/// The tokens of one text.
pub(super) struct Tokens<'t> {
    /// The text as given.
    pub(super) cooked: &'t str,
    /// The text that was cut.
    pub(super) folded: Folded<'t>,
    /// In order, white space left out.
    pub(super) list: Vec<Token>,
    /// The language of the text.
    pub(super) lexicon: &'static Lexicon,
    meanings: Vec<&'static Entry>,
}

impl<'t> Tokens<'t> {
    /// Cuts `text`, which is `folded`, written in the language of `lexicon`; `english` lends the words kept in English.
    pub(super) fn new(
        text: &'t Text<'_>,
        folded: Folded<'t>,
        lexicon: &'static Lexicon,
        english: &'static Lexicon,
    ) -> Self {
        let cooked: &'t str = &text.cooked;
        let (list, meanings) = Cutter::new(text, &folded, lexicon, english).cut();
        Self { cooked, folded, list, lexicon, meanings }
    }

    /// The meanings of token `at`; none past the end.
    pub(super) fn entries(&self, at: usize) -> &[&'static Entry] {
        self.list.get(at).map_or(&[], |token| &self.meanings[token.first as usize..token.last as usize])
    }

    /// The first meaning of token `at` that `pick` takes.
    pub(super) fn find<T>(&self, at: usize, pick: impl Fn(&'static Entry) -> Option<T>) -> Option<T> {
        self.entries(at).iter().find_map(|entry| pick(entry))
    }

    /// Whether token `at` can mean `meaning`.
    pub(super) fn means(&self, at: usize, meaning: Meaning) -> bool {
        self.entries(at).iter().any(|entry| entry.meaning == meaning)
    }

    /// Whether token `at` is a case ending of the word before it.
    pub(super) fn is_case_ending(&self, at: usize) -> bool {
        let is_ending = |entry: &&'static Entry| entry.is_attached && entry.side == Side::Trailing;
        at > 0
            && self.kind(at - 1) == Some(TokenKind::Word)
            && self.kind(at) == Some(TokenKind::Word)
            && !self.is_spaced(at)
            && self.entries(at).iter().any(is_ending)
    }

    /// The folded text of token `at`; empty past the end.
    pub(super) fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| &self.folded.text[token.start as usize..token.end as usize])
    }

    /// Whether only the head of the word of token `at` was read.
    pub(super) fn is_head(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.is_head)
    }

    /// Whether token `at` is the mark `mark`.
    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.sign(at) == Some(mark)
    }

    /// Whether token `at` is one of the `marks`.
    pub(super) fn is_one_of(&self, at: usize, marks: &[char]) -> bool {
        self.sign(at).is_some_and(|sign| marks.contains(&sign))
    }

    /// The character of token `at`, where it has no more.
    fn sign(&self, at: usize) -> Option<char> {
        let token = self.list.get(at)?;
        // No character has more bytes.
        if token.end - token.start > 4 {
            return None;
        }
        let mut chars = self.text(at).chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    /// Whether token `at` is a run of digits.
    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Digits)
    }

    /// The kind of token `at`; `None` past the end.
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// Whether white space stands before token `at`, or the text ends there.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|token| token.is_spaced)
    }

    /// The value of the digits of token `at` and how many there are; `None` where they are none or exceed nine.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is_digits(at) {
            return None;
        }
        let (mut value, mut count) = (0, 0);
        for digit in self.text(at).chars().filter_map(digit_value) {
            count += 1;
            if count > 9 {
                return None;
            }
            value = value * 10 + u32::from(digit);
        }
        Some((value, count))
    }

    /// The cooked text's span of tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), self.list.get(to.wrapping_sub(1))) {
            (Some(first), Some(last)) => self.folded.original_span(first.start as usize, last.end as usize),
            _ => Span::default(),
        }
    }
}
