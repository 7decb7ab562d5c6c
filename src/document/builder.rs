//! Putting cooked text together while remembering where every run of it came from.

use std::borrow::Cow;
use std::ops::Range;

use super::{Mark, MarkKind, Piece, Text};
use crate::text::Span;

/// How many runs of changed characters one text is aligned for before it is taken as one run.
const MAX_ALIGNED_RUNS: usize = 4096;

/// A text in the making. While all of it is one stretch of the article nothing is copied.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    /// The stretch of the article, as long as nothing is owned.
    head: Range<usize>,
    /// The text, once it is more than one stretch.
    owned: Option<Box<Owned>>,
    marks: Vec<Mark>,
}

/// A text of more than one stretch.
#[derive(Debug)]
struct Owned {
    text: String,
    pieces: Vec<Piece>,
    /// Whether the last piece corresponds byte for byte, so that it can grow.
    last_is_exact: bool,
}

impl TextBuilder {
    /// Length of the cooked text so far.
    pub(super) fn len(&self) -> usize {
        self.owned.as_ref().map_or(self.head.len(), |owned| owned.text.len())
    }

    /// Whether there is no text yet.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text so far.
    pub(super) fn as_str<'a>(&'a self, source: &'a str) -> &'a str {
        match &self.owned {
            Some(owned) => &owned.text,
            None => source.get(self.head.clone()).unwrap_or(""),
        }
    }

    /// The offset in the article where the text so far ends.
    pub(super) fn end_in_source(&self) -> usize {
        let last = self.owned.as_ref().and_then(|owned| owned.pieces.last());
        last.map_or(self.head.end, |piece| piece.span.end as usize)
    }

    /// Adds a stretch of the article as it stands.
    pub(super) fn push_source(&mut self, source: &str, at: Range<usize>) {
        if at.is_empty() {
            return;
        }
        if self.owned.is_none() {
            if self.head.is_empty() {
                self.head = at;
                return;
            }
            if self.head.end == at.start {
                self.head.end = at.end;
                return;
            }
        }
        self.owned(source).push_exact(source, at);
    }

    /// Adds `cooked`, which stands for the whole of `at`.
    pub(super) fn push_replaced(&mut self, source: &str, cooked: &str, at: Range<usize>) {
        if cooked.is_empty() {
            return;
        }
        let owned = self.owned(source);
        let start = owned.text.len();
        owned.text.push_str(cooked);
        owned.last_is_exact = false;
        owned.pieces.push(Piece { cooked: start as u32, span: Span::from(at.clone()) });
        // Equal lengths mean "byte for byte": a replacement that happens to be as long is cut in two.
        let first = cooked.chars().next().map_or(0, char::len_utf8);
        if cooked.len() == at.len() && cooked.len() > first {
            owned.pieces.push(Piece { cooked: (start + first) as u32, span: Span::new(at.end, at.end) });
        }
    }

    /// Adds `cooked`, which was made of `at` by taking away line prefixes and escapes: equal runs are
    /// found and mapped exactly. Falls back to one run for the whole.
    pub(super) fn push_aligned(&mut self, source: &str, cooked: &str, at: Range<usize>) {
        let raw = source.get(at.clone()).unwrap_or("");
        if raw == cooked {
            return self.push_source(source, at);
        }
        let Some(runs) = align(cooked, raw) else {
            return self.push_replaced(source, cooked, at);
        };
        for run in runs {
            let place = at.start + run.raw.start..at.start + run.raw.end;
            let from = source.get(place.clone()).unwrap_or("");
            let cooked = &cooked[run.cooked];
            if run.is_equal || from == "\n" {
                self.push_source(source, place);
            } else {
                // A line break that was folded to a space stays one, as between lines of running text.
                let is_break = cooked == " " && from.contains(['\n', '\r']);
                self.push_replaced(source, if is_break { "\n" } else { cooked }, place);
            }
        }
    }

    /// Begins a mark here and returns its index.
    pub(super) fn open_mark(&mut self, kind: MarkKind) -> usize {
        let start = self.len();
        self.marks.push(Mark { kind, span: Span::new(start, start) });
        self.marks.len() - 1
    }

    /// Ends the mark of that index here.
    pub(super) fn close_mark(&mut self, index: usize) {
        let end = self.len() as u32;
        if let Some(mark) = self.marks.get_mut(index) {
            mark.span.end = end.max(mark.span.start);
        }
    }

    /// Takes white space off the end.
    pub(super) fn trim_end(&mut self, source: &str) {
        let text = self.as_str(source);
        let cut = text.len() - text.trim_end().len();
        if cut == 0 {
            return;
        }
        let len = text.len() - cut;
        match &mut self.owned {
            Some(owned) => owned.truncate(len),
            None => self.head.end -= cut,
        }
        for mark in &mut self.marks {
            mark.span = Span { start: mark.span.start.min(len as u32), end: mark.span.end.min(len as u32) };
        }
    }

    /// The finished text; `None` where it holds nothing but white space.
    pub(super) fn finish<'s>(mut self, source: &'s str) -> Option<Text<'s>> {
        if self.as_str(source).chars().all(char::is_whitespace) {
            return None;
        }
        if !self.marks.is_empty() {
            self.marks.retain(|mark| !mark.span.is_empty());
        }
        let Some(owned) = self.owned else {
            let piece = Piece { cooked: 0, span: Span::from(self.head.clone()) };
            let cooked = Cow::Borrowed(source.get(self.head).unwrap_or(""));
            return Some(Text { cooked, pieces: piece.into(), marks: self.marks });
        };
        let Owned { text, pieces, .. } = *owned;
        Some(Text { cooked: Cow::Owned(text), pieces: pieces.into(), marks: self.marks })
    }

    /// The owned text, into which what was borrowed is copied first.
    fn owned(&mut self, source: &str) -> &mut Owned {
        let head = self.head.clone();
        self.owned.get_or_insert_with(|| {
            let mut owned = Box::new(Owned {
                text: String::with_capacity(2 * head.len() + 64),
                pieces: Vec::with_capacity(8),
                last_is_exact: false,
            });
            if !head.is_empty() {
                owned.push_exact(source, head);
            }
            owned
        })
    }
}

impl Owned {
    fn push_exact(&mut self, source: &str, at: Range<usize>) {
        match self.pieces.last_mut() {
            Some(last) if self.last_is_exact && last.span.end as usize == at.start => {
                last.span = last.span.join(Span::from(at.clone()));
            }
            _ => self.pieces.push(Piece { cooked: self.text.len() as u32, span: Span::from(at.clone()) }),
        }
        self.last_is_exact = true;
        self.text.push_str(source.get(at).unwrap_or(""));
    }

    fn truncate(&mut self, len: usize) {
        let mut end = self.text.len();
        self.text.truncate(len);
        while let Some(last) = self.pieces.last_mut() {
            let start = last.cooked as usize;
            if start < len {
                if end - start == last.span.len() {
                    last.span.end -= (end - len) as u32;
                }
                break;
            }
            end = start;
            self.pieces.pop();
        }
    }
}

/// A run of cooked text and the raw text it was made of.
struct Run {
    cooked: Range<usize>,
    raw: Range<usize>,
    is_equal: bool,
}

/// Walks `cooked` and `raw` side by side. Where they differ, `raw` must hold white space (with quote
/// marks: a line break and the prefix of the next line), a backslash escape or a doubled quote.
fn align(cooked: &str, raw: &str) -> Option<Vec<Run>> {
    let (mut c, mut r) = (0, 0);
    let mut runs = Vec::new();
    while c < cooked.len() {
        if runs.len() > MAX_ALIGNED_RUNS {
            return None;
        }
        let equal = common_prefix(&cooked[c..], &raw[r..]);
        if equal > 0 {
            runs.push(Run { cooked: c..c + equal, raw: r..r + equal, is_equal: true });
            (c, r) = (c + equal, r + equal);
            continue;
        }
        let (from_raw, to_cooked) = changed_unit(&raw[r..], &cooked[c..])?;
        runs.push(Run { cooked: c..c + to_cooked, raw: r..r + from_raw, is_equal: false });
        (c, r) = (c + to_cooked, r + from_raw);
    }
    // What is left over must be nothing that a character was made of (`amp;` of `&amp;`).
    let is_done = raw[r..].bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'"' | b'\''));
    is_done.then_some(runs)
}

fn common_prefix(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    (0..=same).rev().find(|&n| a.is_char_boundary(n) && b.is_char_boundary(n)).unwrap_or(0)
}

/// How many bytes at the start of `raw` became how many bytes at the start of `cooked`.
fn changed_unit(raw: &str, cooked: &str) -> Option<(usize, usize)> {
    let bytes = raw.as_bytes();
    let first_char = || cooked.chars().next().map(char::len_utf8);
    match bytes.first()? {
        b' ' | b'\t' | b'\r' | b'\n' => {
            let blank = raw.len() - raw.trim_start_matches([' ', '\t', '\r', '\n', '>']).len();
            let space = cooked.len() - cooked.trim_start_matches([' ', '\n']).len();
            Some((blank, space))
        }
        b'>' => Some((1, 0)),
        b'\\' if bytes.get(1) == Some(&b'\n') || bytes.get(1) == Some(&b'\r') => Some((1, 0)),
        b'\\' if bytes.get(1) == cooked.as_bytes().first() => Some((1, 0)),
        b'\\' => {
            let len = match bytes.get(1)? {
                b'x' => 4,
                b'u' => 6,
                b'U' => 10,
                _ => 2,
            };
            Some((raw.is_char_boundary(len).then_some(len)?, first_char()?))
        }
        b'\'' | b'"' if bytes.get(1) == bytes.first() => Some((1, 0)),
        0 => Some((1, first_char()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(cooked: &str, raw: &str) -> Vec<(String, String)> {
        let mut builder = TextBuilder::default();
        builder.push_aligned(raw, cooked, 0..raw.len());
        let text = builder.finish(raw).unwrap_or_default();
        let ends = text.pieces.iter().skip(1).map(|p| p.cooked as usize).chain([text.cooked.len()]);
        let runs = text.pieces.iter().zip(ends);
        runs.map(|(p, end)| (text.cooked[p.cooked as usize..end].into(), raw[p.span.range()].into())).collect()
    }

    #[test]
    fn text_that_lost_prefixes_and_escapes_is_mapped_run_by_run() {
        insta::assert_debug_snapshot!(pieces("a\nb \"c\" é", "a\n  > b \\\"c\\\" \\u00E9"), @r#"
        [
            (
                "a\n",
                "a\n",
            ),
            (
                "b ",
                "b ",
            ),
            (
                "\"c",
                "\"c",
            ),
            (
                "\" ",
                "\" ",
            ),
            (
                "é",
                "\\u00E9",
            ),
        ]
        "#);
    }

    #[test]
    fn text_that_cannot_be_mapped_stands_for_the_whole() {
        assert_eq!(pieces("xyz", "abcd"), [("xyz".to_owned(), "abcd".to_owned())]);
    }

    #[test]
    fn a_replacement_of_equal_length_is_never_taken_for_the_same_bytes() {
        let mut builder = TextBuilder::default();
        builder.push_replaced("&nLl;", "\u{22D8}\u{338}", 0..5);
        let text = builder.finish("&nLl;").unwrap_or_default();
        assert_eq!(text.article_span(Span::new(0, 5)), Span::new(0, 5));
        assert_eq!(text.pieces.len(), 2);
    }
}
