//! A text cut into digits, typed words and marks: what every recognizer reads.

use crate::document::{MarkKind, Text};
use crate::lexicon::{Entry, Lexicon, Meaning, Unit};
use crate::text::{Folded, Span, digit_value};

use super::identifier;

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

/// Classes of English words that are read in any text: what writers keep in English.
fn is_kept_english(entry: &Entry) -> bool {
    use Meaning as M;
    // `MB`, `Mbps`: signs of units that every locale reads beside its own.
    let is_unit_sign = matches!(entry.meaning, M::Unit(Unit::Other(_))) && entry.exact.is_some();
    // `250K rows`, `4k hashes`.
    let is_scale_sign =
        matches!(entry.meaning, M::Scale(factor) if factor <= rust_decimal::Decimal::ONE_THOUSAND) && entry.is_glued;
    let is_kept = matches!(
        entry.meaning,
        M::Month(_)
            | M::Weekday(_)
            | M::Zone(_)
            | M::Fiscal
            | M::Calendar
            | M::Quarter(_)
            | M::Half(_)
            | M::Currency(_)
            | M::Am
            | M::Pm
            | M::Idiom
    );
    is_kept || is_unit_sign || is_scale_sign
}

impl<'t> Tokens<'t> {
    /// Cuts `text`, written in the language of `lexicon`; `english` lends the words kept in English.
    pub(super) fn new(text: &'t Text<'_>, lexicon: &'static Lexicon, english: &'static Lexicon) -> Self {
        let cooked: &'t str = &text.cooked;
        let folded = Folded::new(cooked);
        let mut cutter = Cutter {
            cooked,
            folded: &folded,
            lexicon,
            english,
            skips: skips(text),
            list: Vec::new(),
            meanings: Vec::new(),
            is_spaced: true,
        };
        cutter.cut();
        let Cutter { list, meanings, .. } = cutter;
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
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Mark) && self.text(at).chars().eq([mark])
    }

    /// Whether token `at` is one of the `marks`.
    pub(super) fn is_one_of(&self, at: usize, marks: &[char]) -> bool {
        let mut chars = self.text(at).chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if marks.contains(&c))
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
        let count = self.text(at).chars().count();
        if count > 9 {
            return None;
        }
        let value = self.text(at).chars().filter_map(digit_value).fold(0, |sum, digit| sum * 10 + u32::from(digit));
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

/// A stretch that is not read word by word.
struct Skip {
    span: Span,
    /// Whether it is an identifier; else nothing is read there.
    is_identifier: bool,
}

/// Code longer than this many bytes is a listing rather than a name.
const LONGEST_NAME: usize = 80;

/// Code with a digit is an identifier as a whole; code without one, and footnote marks, are left out.
fn skips(text: &Text<'_>) -> Vec<Skip> {
    let mut skips: Vec<Skip> = Vec::new();
    for mark in &text.marks {
        let inside = text.cooked.get(mark.span.range()).unwrap_or("");
        let has_digit = inside.chars().any(|c| digit_value(c).is_some());
        let is_identifier = match mark.kind {
            // A listing is no name: its comments and sample values are translated.
            MarkKind::Code => has_digit && inside.len() <= LONGEST_NAME && !inside.trim_end().contains('\n'),
            MarkKind::AutoLink => has_digit,
            MarkKind::Placeholder | MarkKind::Superscript => false,
            MarkKind::LinkText | MarkKind::Strong | MarkKind::Emphasis | MarkKind::AltText => continue,
        };
        if skips.last().is_none_or(|last| last.span.end <= mark.span.start) && !mark.span.is_empty() {
            skips.push(Skip { span: mark.span, is_identifier });
        }
    }
    skips
}

struct Cutter<'a> {
    cooked: &'a str,
    folded: &'a Folded<'a>,
    lexicon: &'static Lexicon,
    english: &'static Lexicon,
    skips: Vec<Skip>,
    list: Vec<Token>,
    meanings: Vec<&'static Entry>,
    is_spaced: bool,
}

impl Cutter<'_> {
    fn cut(&mut self) {
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
            at = self.token(at);
        }
    }

    /// The folded offset that corresponds to `end` of the cooked text, searching from `at`.
    fn folded_end(&self, at: usize, end: u32) -> usize {
        let text = &*self.folded.text;
        let inside = |(offset, _): &(usize, char)| self.folded.original(at + offset) < end as usize;
        text[at..].char_indices().take_while(inside).last().map_or(at, |(offset, c)| at + offset + c.len_utf8())
    }

    /// Pushes the token at `at`, if one begins there, and gives the offset behind it.
    fn token(&mut self, at: usize) -> usize {
        let text = &*self.folded.text;
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            self.is_spaced = true;
            return at + c.len_utf8();
        }
        let is_chunk_start = !text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        if is_chunk_start
            && c.is_ascii()
            && let Some(end) = self.identifier(at)
        {
            self.push(at, end, TokenKind::Identifier, 0);
            return end;
        }
        if digit_value(c).is_some() {
            // `24x7`, `1st quarter`, `1:a`: words that begin with a digit.
            if let Some(end) =
                self.match_in(self.lexicon, at, |_| true).or_else(|| self.match_in(self.english, at, is_kept_english))
            {
                return end;
            }
            let end = run(text, at, |c| digit_value(c).is_some());
            self.push(at, end, TokenKind::Digits, 0);
            return end;
        }
        if let Some(end) = self.word(at) {
            return end;
        }
        let kind = if c.is_alphabetic() { TokenKind::Word } else { TokenKind::Mark };
        let end = self.unknown_end(at, c);
        self.push(at, end, kind, 0);
        end
    }

    /// An unknown word reaches as far as its letters do; in scripts without spaces, one character.
    fn unknown_end(&self, at: usize, c: char) -> usize {
        if !c.is_alphabetic() || (self.lexicon.traits.is_unspaced && !c.is_ascii()) {
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
        let length = identifier::at(&self.cooked[start..], |word, place| self.is_known(word, place))?;
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
        if (!is_inside || lexicon.traits.is_unspaced)
            && let Some(end) = self.match_in(lexicon, at, |_| true)
        {
            return Some(end);
        }
        let is_english = std::ptr::eq(lexicon, self.english);
        if is_english {
            return None;
        }
        if previous.is_some_and(|c| c.is_ascii_alphabetic()) {
            return self.head(at, is_inside);
        }
        self.match_in(self.english, at, is_kept_english).or_else(|| self.head(at, is_inside))
    }

    /// A word that begins with a number word (`fyrsiffrig`, `tizenkét-`): pushed whole with the number's meanings.
    fn head(&mut self, at: usize, is_inside: bool) -> Option<usize> {
        let folded = self.folded;
        let text = &*folded.text;
        if is_inside || self.lexicon.traits.is_unspaced {
            return None;
        }
        let is_number = |entry: &Entry| {
            matches!(entry.meaning, Meaning::Number(n) if n > rust_decimal::Decimal::ONE && n < rust_decimal::Decimal::ONE_HUNDRED)
                && !entry.is_glued
        };
        let entries = self
            .lexicon
            .words_at(&text[at..])
            .find(|entries| entries[0].word.chars().count() >= 3 && entries.iter().any(is_number))?;
        let kept: Vec<&'static Entry> = entries.iter().filter(|entry| is_number(entry)).collect();
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

    fn match_in(&mut self, lexicon: &'static Lexicon, at: usize, takes: impl Fn(&Entry) -> bool) -> Option<usize> {
        let folded = self.folded;
        let text = &*folded.text;
        let written = &self.cooked[folded.original(at)..];
        let is_behind_digit = text[..at].chars().next_back().is_some_and(|c| digit_value(c).is_some());
        for entries in lexicon.words_at(&text[at..]) {
            let end = at + entries[0].word.len();
            let rest = &text[end..];
            let fits = |entry: &&'static Entry| {
                takes(entry)
                    && entry.exact.is_none_or(|exact| written.starts_with(exact))
                    && (!entry.is_glued || is_behind_digit)
                    && may_end(lexicon, entry, rest, is_behind_digit)
            };
            let kept: Vec<&'static Entry> = entries.iter().filter(fits).collect();
            if !kept.is_empty() {
                let is_sign = !text[at..end].chars().any(char::is_alphabetic);
                let end = behind(lexicon, text, end, &kept);
                self.meanings.extend(&kept);
                self.push(at, end, if is_sign { TokenKind::Mark } else { TokenKind::Word }, kept.len());
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

/// The end of the word: a stem and an ending reach as far as its letters do.
fn behind(lexicon: &Lexicon, text: &str, end: usize, kept: &[&'static Entry]) -> usize {
    if lexicon.traits.is_unspaced {
        return end;
    }
    let rest = run(text, end, is_letter);
    let is_stem = kept.iter().any(|entry| entry.is_stem);
    let is_ending = kept.iter().any(|entry| lexicon.is_ending(class_of(&entry.meaning), &text[end..rest]));
    if is_stem || is_ending { rest } else { end }
}

/// A compound that begins with a number word and consists of number words, scales and a unit to its end
/// (`dreihundertfünfundsechzig`, `tolvmånadersintäkter`), last piece first.
fn chain(
    lexicon: &'static Lexicon,
    text: &str,
    at: usize,
    first: &'static [Entry],
) -> Option<Vec<(usize, usize, &'static [Entry])>> {
    let can_begin = |entry: &Entry| {
        matches!(entry.meaning, Meaning::Number(_) | Meaning::Scale(_) | Meaning::Fraction(..)) && !entry.is_glued
    };
    let end = at + first[0].word.len();
    if lexicon.traits.is_unspaced || !first.iter().any(can_begin) || first[0].word.chars().count() < 2 {
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

/// Whether the word of `entry` may end where `rest` begins.
fn may_end(lexicon: &Lexicon, entry: &Entry, rest: &str, is_behind_digit: bool) -> bool {
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
    lexicon.is_ending(class_of(&entry.meaning), &rest[..run(rest, 0, is_letter)])
}

fn goes_before_digits(meaning: &Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Fiscal
            | M::Calendar
            | M::Currency(_)
            | M::OrdinalMark
            | M::Every
            | M::Era(_)
            | M::Relation(_)
            | M::Bound(_)
            | M::Zone(_)
            | M::MonthMark
            | M::DayMark
    )
}

/// Letters beside digits that belong to the grammar and make no identifier.
fn is_read_beside_digits(entry: &Entry, written: &str, place: identifier::Place) -> bool {
    use Meaning as M;
    let is_case_right = entry.exact.is_none_or(|exact| exact == written);
    let leads = matches!(
        entry.meaning,
        M::Fiscal | M::Calendar | M::Currency(_) | M::Zone(_) | M::Month(_) | M::Era(_) | M::Every
    );
    let trails = matches!(
        entry.meaning,
        M::Unit(_)
            | M::Scale(_)
            | M::Currency(_)
            | M::Am
            | M::Pm
            | M::OrdinalMark
            | M::Clock
            | M::Times
            | M::YearMark
            | M::MonthMark
            | M::DayMark
            | M::Month(_)
            | M::Percent
    );
    is_case_right
        && match place {
            identifier::Place::Before => leads,
            identifier::Place::Behind => trails,
            identifier::Place::Whole => {
                leads || trails || matches!(entry.meaning, M::Quarter(_) | M::Half(_) | M::Idiom | M::Ordinal(_))
            }
        }
}

/// The name of a class of words for its `ending` line.
fn class_of(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Month(_) => "month",
        Meaning::Weekday(_) => "weekday",
        Meaning::Unit(_) | Meaning::Amount(..) => "unit",
        Meaning::Number(_) | Meaning::Scale(_) => "number",
        Meaning::Ordinal(_) => "ordinal",
        Meaning::Currency(_) => "currency",
        Meaning::Percent => "percent",
        Meaning::Frequency(..) => "frequency",
        _ => "",
    }
}

/// A letter or a mark that belongs to one.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// The end of the run of characters from `at` that `takes` accepts.
fn run(text: &str, at: usize, takes: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !takes(c)).map_or(text.len(), |length| at + length)
}
