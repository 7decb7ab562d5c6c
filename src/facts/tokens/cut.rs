//! The cutting of a text into tokens, from its start to its end.

use crate::document::Text;
use crate::lexicon::{Entry, Lexicon};
use crate::text::{Folded, Span, digit_value};

use super::super::identifier;
use super::classes::{is_kept_english, is_read_beside_digits, kept_english};
use super::compound::{chain, head_of};
use super::ends::behind;
use super::letters::{is_alphabetic, is_letter, run};
use super::place::Place;
use super::skips::{Skip, set_off, skips};
use super::{Token, TokenKind};

/// More digits are no number that anything is counted by: they are compared as written.
const LONGEST_NUMBER: usize = 28;

pub(super) struct Cutter<'a> {
    cooked: &'a str,
    folded: &'a Folded<'a>,
    lexicon: &'static Lexicon,
    english: &'static Lexicon,
    skips: Vec<Skip>,
    /// Links and words set off: a code that begins one ends with it.
    set_off: Vec<Span>,
    list: Vec<Token>,
    meanings: Vec<&'static Entry>,
    is_spaced: bool,
    /// Whether an identifier can stand in the text at all.
    has_identifiers: bool,
}

/// A text has about one token, and one meaning of a token, in so many bytes: enough room from the start.
const BYTES_A_TOKEN: usize = 5;
const BYTES_A_MEANING: usize = 8;

impl<'a> Cutter<'a> {
    pub(super) fn new(
        text: &'a Text<'_>,
        folded: &'a Folded<'a>,
        lexicon: &'static Lexicon,
        english: &'static Lexicon,
    ) -> Self {
        let cooked = &*text.cooked;
        Self {
            cooked,
            folded,
            lexicon,
            english,
            skips: skips(text),
            set_off: set_off(text),
            list: Vec::with_capacity(cooked.len() / BYTES_A_TOKEN + 4),
            meanings: Vec::with_capacity(cooked.len() / BYTES_A_MEANING + 4),
            is_spaced: true,
            has_identifiers: identifier::may_stand_in(cooked),
        }
    }

    /// The tokens in order, and the meanings that they name.
    pub(super) fn cut(mut self) -> (Vec<Token>, Vec<&'static Entry>) {
        let mut at = 0;
        let mut skip = 0;
        while at < self.folded.text.len() {
            if let Some(next) = self.skips.get(skip) {
                let here = self.folded.original(at) as u32;
                if here >= next.span.start {
                    let end = self.folded_end(at, next.span.end);
                    if next.is_identifier && end > at {
                        self.push(at, end, TokenKind::Identifier, 0);
                    }
                    self.is_spaced = true;
                    skip += 1;
                    at = end;
                    continue;
                }
            }
            let end = self.token(at);
            at = match self.skips.get(skip) {
                Some(next) if self.folded.original(end) > next.span.start as usize => {
                    self.cut_short(at, next.span.start)
                }
                _ => end,
            };
        }
        (self.list, self.meanings)
    }

    /// Takes back the tokens from `at` on, which reach into code behind them (``per`code` ``), for a word that ends where
    /// the code begins.
    fn cut_short(&mut self, at: usize, code: u32) -> usize {
        let is_spaced = self.list.iter().find(|token| token.start as usize >= at).map(|token| token.is_spaced);
        self.list.retain(|token| (token.start as usize) < at);
        self.is_spaced = is_spaced.unwrap_or(self.is_spaced);
        let end = self.folded_end(at, code);
        self.push(at, end, TokenKind::Word, 0);
        end
    }

    /// The folded offset that corresponds to `end` of the cooked text, searching from `at`.
    fn folded_end(&self, at: usize, end: u32) -> usize {
        self.folded.folded(end as usize).max(at)
    }

    /// Pushes the token at `at`, if one begins there, and gives the offset behind it.
    fn token(&mut self, at: usize) -> usize {
        let text = &*self.folded.text;
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            self.is_spaced = true;
            return at + c.len_utf8();
        }
        let is_chunk_start = || !text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        if self.has_identifiers
            && c.is_ascii()
            && is_chunk_start()
            && let Some(end) = self.identifier(at)
        {
            self.push(at, end, TokenKind::Identifier, 0);
            return end;
        }
        if digit_value(c).is_some() {
            // `24x7`, `1st quarter`, `1:a`: words that begin with a digit.
            if let Some(end) = self.match_own(at).or_else(|| self.match_english(at)) {
                return end;
            }
            let end = run(text, at, |c| digit_value(c).is_some());
            let is_number = text[at..end].chars().nth(LONGEST_NUMBER).is_none();
            self.push(at, end, if is_number { TokenKind::Digits } else { TokenKind::Identifier }, 0);
            return end;
        }
        if let Some(end) = self.word(at) {
            return end;
        }
        let kind = if is_alphabetic(c) { TokenKind::Word } else { TokenKind::Mark };
        let end = self.unknown_end(at, c);
        self.push(at, end, kind, 0);
        end
    }

    /// An unknown word reaches as far as its letters do; in scripts without spaces, one character.
    fn unknown_end(&self, at: usize, c: char) -> usize {
        if !is_alphabetic(c) || (self.lexicon.traits.is_unspaced && !c.is_ascii()) {
            return at + c.len_utf8();
        }
        let is_unspaced = self.lexicon.traits.is_unspaced;
        run(&self.folded.text, at, |c| is_letter(c) && (!is_unspaced || c.is_ascii()))
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, meanings: usize) {
        let last = self.meanings.len() as u32;
        let token = Token {
            start: start as u32,
            end: end as u32,
            kind,
            is_spaced: self.is_spaced,
            first: last - meanings as u32,
            last,
            is_head: false,
        };
        self.list.push(token);
        self.is_spaced = false;
    }

    /// An identifier that begins at `at`, unless the lexicon can read all of its letters.
    fn identifier(&self, at: usize) -> Option<usize> {
        let text = &*self.folded.text;
        let start = self.folded.original(at);
        // `[MB-220](...)en`: the word behind the link lacks its space.
        let first = self.set_off.partition_point(|span| (span.start as usize) < start);
        let set_off = self.set_off.get(first).filter(|span| span.start as usize == start);
        let rest = set_off.and_then(|span| self.cooked.get(span.range())).unwrap_or(&self.cooked[start..]);
        let length = identifier::at(rest, |word, place| self.is_known(word, place))?;
        let end = self.folded_end(at, (start + length) as u32);
        (end > at && text.is_char_boundary(end)).then_some(end)
    }

    /// Whether `word`, letters beside digits, is a word that the grammars read: `FY`, `Q2`, `USD`.
    fn is_known(&self, word: &str, place: identifier::Place) -> bool {
        let folded = Folded::new(word);
        let knows = |lexicon: &'static Lexicon| {
            let whole = lexicon.words_at(&folded.text).find(|entries| entries[0].word.len() == folded.text.len());
            whole.is_some_and(|entries| entries.iter().any(|entry| is_read_beside_digits(entry, word, place)))
        };
        knows(self.lexicon) || knows(self.english)
    }

    /// A word of the lexicon at `at`, pushed with its meanings.
    fn word(&mut self, at: usize) -> Option<usize> {
        let previous = self.folded.text[..at].chars().next_back();
        let is_inside = previous.is_some_and(is_letter) && !self.is_behind_match(at);
        let lexicon = self.lexicon;
        let is_known = lexicon.may_know(&self.folded.text[at..]);
        if is_known
            && (!is_inside || lexicon.traits.is_unspaced)
            && let Some(end) = self.match_own(at)
        {
            return Some(end);
        }
        let is_english = std::ptr::eq(lexicon, self.english);
        if is_english {
            return None;
        }
        let is_behind_english = previous.is_some_and(|c| c.is_ascii_alphabetic());
        let kept = if is_behind_english { None } else { self.match_english(at) };
        kept.or_else(|| if is_known { self.head(at, is_inside) } else { None })
    }

    /// A word that begins with a number word (`fyrsiffrig`, `tizenkét-`): pushed whole with the number's meanings.
    fn head(&mut self, at: usize, is_inside: bool) -> Option<usize> {
        let folded = self.folded;
        let text = &*folded.text;
        if is_inside {
            return None;
        }
        let mut heads = self.lexicon.words_at(&text[at..]).filter_map(|entries| head_of(self.lexicon, entries));
        let kept: Vec<&'static Entry> = heads.next()?.collect();
        let end = run(text, at, is_letter);
        self.meanings.extend(&kept);
        self.push(at, end, TokenKind::Word, kept.len());
        if let Some(token) = self.list.last_mut() {
            token.is_head = true;
        }
        Some(end)
    }

    /// Whether the token before `at` touches it and was read: `30일까지`, where 까지 begins inside a word.
    fn is_behind_match(&self, at: usize) -> bool {
        self.list.last().is_some_and(|last| last.end as usize == at && last.first < last.last)
    }

    fn match_own(&mut self, at: usize) -> Option<usize> {
        let lexicon = self.lexicon;
        self.match_in(lexicon, lexicon.words_at(&self.folded.text[at..]), at, |_| true)
    }

    fn match_english(&mut self, at: usize) -> Option<usize> {
        self.match_in(self.english, kept_english().words_at(&self.folded.text[at..]), at, is_kept_english)
    }

    /// The longest of `words`, all of which begin at `at`, that fits there, pushed with its meanings.
    fn match_in(
        &mut self,
        lexicon: &'static Lexicon,
        words: impl Iterator<Item = &'static [Entry]>,
        at: usize,
        takes: impl Fn(&Entry) -> bool,
    ) -> Option<usize> {
        let text = &*self.folded.text;
        let place = Place::new(self.cooked, self.folded, at);
        for entries in words {
            let end = at + entries[0].word.len();
            let fits = |entry: &&'static Entry| takes(entry) && place.fits(lexicon, entry);
            let first = self.meanings.len();
            self.meanings.extend(entries.iter().filter(fits));
            let kept = &self.meanings[first..];
            if !kept.is_empty() {
                let count = kept.len();
                let is_sign = !text[at..end].chars().any(char::is_alphabetic);
                let end = behind(lexicon, text, end, kept);
                self.push(at, end, if is_sign { TokenKind::Mark } else { TokenKind::Word }, count);
                return Some(end);
            }
            if let Some(chain) = chain(lexicon, text, at, entries) {
                for (start, end, entries) in chain.iter().rev() {
                    self.meanings.extend(entries.iter());
                    self.push(*start, *end, TokenKind::Word, entries.len());
                }
                return chain.first().map(|(_, end, _)| *end);
            }
        }
        None
    }
}
