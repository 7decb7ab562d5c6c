//! The YAML block at the top of an article.
//!
//! Nearly every line of it is a plain `key: value`, which is read by hand; whatever is odder goes to
//! `serde_yaml`, entry by entry where entries can be told apart.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::builder::TextBuilder;
use super::yaml::{self, Leaf};
use super::{Piece, Text};
use crate::text::Span;

/// Larger blocks are no front matter that anyone wrote.
const MAX_LEN: usize = 64 * 1024;

/// The YAML block at the top of an article.
#[derive(Debug, Default)]
pub struct FrontMatter<'s> {
    /// The whole block with its fences; empty where there is none.
    pub span: Span,
    /// Its keys in order; those of nested maps and lists are flattened: `a.b`, `a.0`.
    pub keys: Vec<Key<'s>>,
    /// Why it could not be read wholly.
    pub error: Option<FrontMatterError>,
}

/// A key of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'s> {
    /// Its name.
    pub name: Cow<'s, str>,
    /// Its value as written, quotes and escapes resolved; empty where it has none.
    pub value: Cow<'s, str>,
    /// The bytes of the value, without quotes where it is a plain one.
    pub span: Span,
}

/// Why front matter could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// A sentence for the author.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl<'s> FrontMatter<'s> {
    /// The value of a key, by its exact name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.keys.iter().find(|key| key.name == name).map(|key| &*key.value)
    }

    /// Reads the front matter of `text` and returns it with the offset where the body begins.
    pub fn read(text: &'s str) -> (Self, usize) {
        let Some(fences) = Fences::find(text) else {
            return (Self::default(), 0);
        };
        let mut front_matter = Self { span: Span::new(0, fences.end), ..Self::default() };
        let block = fences.inner.clone();
        if !fences.is_closed {
            front_matter.keys = plain_keys(text, block.clone());
            front_matter.fail("The front matter is not closed by a line of `---`.".to_owned(), block);
        } else if block.len() > MAX_LEN {
            let message =
                format!("The front matter is longer than {} KiB, so only its plain keys are read.", MAX_LEN / 1024);
            front_matter.keys = plain_keys(text, block.clone());
            front_matter.fail(message, block);
        } else {
            front_matter.read_block(text, block);
        }
        (front_matter, fences.end)
    }

    fn read_block(&mut self, text: &'s str, block: Range<usize>) {
        match entries(text, block.clone()) {
            Some(entries) => self.read_entries(text, &entries),
            None => self.read_whole(text, block),
        }
        self.refuse_duplicates();
    }

    fn read_entries(&mut self, text: &'s str, entries: &[Entry]) {
        self.keys.reserve(entries.len());
        for entry in entries {
            let name = &text[entry.name.clone()];
            if entry.is_simple_list {
                let items = lines(text, entry.value.clone()).filter_map(|line| simple_item(text, line));
                let keys = items.enumerate().map(|(at, span)| key(text, format!("{name}.{at}").into(), span));
                self.keys.extend(keys);
            } else if let Some(span) = entry.plain.clone() {
                self.keys.push(key(text, name.into(), span));
            } else {
                self.read_odd(text, entry.name.start..entry.value.end, Some(entry));
            }
        }
    }

    /// Aliases and other things that reach over several entries: all at once.
    fn read_whole(&mut self, text: &'s str, block: Range<usize>) {
        self.read_odd(text, block, None);
    }

    fn read_odd(&mut self, text: &'s str, part: Range<usize>, entry: Option<&Entry>) {
        match yaml::read(&text[part.clone()]) {
            Ok(leaves) => {
                let keys = leaves.into_iter().map(|leaf| odd_key(text, &part, entry, leaf));
                self.keys.extend(keys);
            }
            Err(error) => {
                let keys = plain_keys(text, part.clone());
                self.keys.extend(keys.into_iter().filter(|key| !key.value.is_empty()));
                let start = (part.start + error.offset.unwrap_or(0)).min(part.end);
                let at = line_around(text, start, &part);
                self.fail(format!("The front matter is not valid YAML: {}.", error.message), at);
            }
        }
    }

    fn fail(&mut self, message: String, at: Range<usize>) {
        self.error.get_or_insert(FrontMatterError { message, span: Span::from(at) });
    }

    fn refuse_duplicates(&mut self) {
        let mut seen = FxHashSet::default();
        let twice = self.keys.iter().find(|key| !seen.insert(&*key.name));
        if let Some((name, span)) = twice.map(|key| (key.name.to_string(), key.span)) {
            self.fail(format!("The key `{name}` stands twice in the front matter."), span.range());
        }
    }
}

impl<'s> Key<'s> {
    /// The value as text of the article.
    pub(super) fn text(&self, source: &'s str) -> Option<Text<'s>> {
        if let (Cow::Borrowed(value), false) = (&self.value, self.value.is_empty()) {
            let piece = Piece { cooked: 0, span: self.span };
            return Some(Text { cooked: Cow::Borrowed(value), pieces: piece.into(), marks: Vec::new() });
        }
        let raw = source.get(self.span.range())?;
        let indicator = block_scalar_head(raw).or_else(|| raw.starts_with(['"', '\'']).then_some(1)).unwrap_or(0);
        let mut builder = TextBuilder::default();
        builder.push_aligned(
            source,
            self.value.trim_end(),
            self.span.start as usize + indicator..self.span.end as usize,
        );
        builder.finish(source)
    }
}

/// Length of the first line of a literal or folded block (`>-`) and of the indentation behind it.
fn block_scalar_head(raw: &str) -> Option<usize> {
    let first = raw.starts_with(['|', '>']).then(|| raw.find('\n'))?? + 1;
    Some(raw.len() - raw[first..].trim_start().len())
}

/// Where the block is.
struct Fences {
    inner: Range<usize>,
    end: usize,
    is_closed: bool,
}

impl Fences {
    fn find(text: &str) -> Option<Self> {
        if !text.starts_with("---") {
            return None;
        }
        let mut all = lines(text, 0..text.len());
        let first = all.next().filter(|line| text[line.clone()].trim_end() == "---")?;
        let start = after_line(text, first.end);
        for line in all {
            if matches!(text[line.clone()].trim_end(), "---" | "...") {
                return Some(Self { inner: start..line.start, end: after_line(text, line.end), is_closed: true });
            }
        }
        // No end: front matter only if it looks like it, since `---` is also a rule of Markdown.
        let is_key = |line: &Range<usize>| split_key(&text[line.clone()]).is_some();
        let keys = lines(text, start..text.len()).take_while(is_key).last()?;
        Some(Self { inner: start..keys.end, end: after_line(text, keys.end), is_closed: false })
    }
}

fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = part.start;
    std::iter::from_fn(move || {
        if at >= part.end {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..part.end]).map_or(part.end, |found| at + found);
        let line = at..end;
        at = after_line(text, end);
        Some(line)
    })
}

/// The offset behind the line break at `end`.
fn after_line(text: &str, end: usize) -> usize {
    match &text.as_bytes()[end..] {
        [b'\r', b'\n', ..] => end + 2,
        [b'\r' | b'\n', ..] => end + 1,
        _ => end,
    }
}

fn line_around(text: &str, at: usize, part: &Range<usize>) -> Range<usize> {
    let line = lines(text, part.clone()).take_while(|line| line.start <= at).filter(|line| !line.is_empty()).last();
    line.unwrap_or(part.clone())
}

/// One key at the top level with all that belongs to it.
#[derive(Debug)]
struct Entry {
    name: Range<usize>,
    /// From behind the colon to the end of the last line.
    value: Range<usize>,
    /// The value, where it is plain and stands on one line.
    plain: Option<Range<usize>>,
    is_simple_list: bool,
}

/// The entries of the block; `None` where lines alone do not tell them apart.
fn entries(text: &str, block: Range<usize>) -> Option<Vec<Entry>> {
    if has_odd_characters(&text[block.clone()]) {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines(text, block) {
        let content = &text[line.clone()];
        if content.starts_with('#') || content.trim_ascii().is_empty() {
            continue;
        }
        if content.starts_with([' ', '-']) {
            let item = simple_item(text, line.clone());
            continue_entry(entries.last_mut()?, line.end, item.is_some());
            continue;
        }
        let (name, value) = split_key(content)?;
        let value = line.start + value.start..line.start + value.end;
        if text[value.clone()].starts_with(['[', '{', '"', '\'']) && !is_closed_on_line(&text[value.clone()]) {
            return None;
        }
        if text[value.clone()].starts_with(['&', '*', '|', '!']) || text[value.clone()].starts_with('>') {
            // Anchors reach over entries, block scalars over comments and empty lines.
            return None;
        }
        let plain = plain_value(text, value.clone());
        let name = line.start..line.start + name.len();
        entries.push(Entry { name, value: value.start..line.end, plain, is_simple_list: false });
    }
    Some(entries)
}

fn continue_entry(entry: &mut Entry, end: usize, is_item: bool) {
    let is_first = entry.plain.as_ref().is_some_and(Range::is_empty);
    entry.is_simple_list = is_item && (is_first || entry.is_simple_list);
    entry.plain = None;
    entry.value.end = end;
}

/// Characters that YAML takes for line breaks or refuses, and tabs: left to the library.
fn has_odd_characters(block: &str) -> bool {
    let bytes = block.as_bytes();
    let control = |b: u8| (b < 0x20 && b != b'\n' && b != b'\r') || b == 0x7F;
    let mut odd = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        odd |= control(byte) || (byte == b'\r' && next != b'\n') || (byte == 0xC2 && next < 0xA0);
        odd |= (byte == 0xE2 && next == 0x80 && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)))
            || (byte == 0xEF && matches!(next, 0xBB | 0xBF));
    }
    odd
}

/// The name and the value of a line `name: value`, where the name is plain.
fn split_key(line: &str) -> Option<(&str, Range<usize>)> {
    let bytes = line.as_bytes();
    let allowed = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b' ');
    let len = bytes.iter().take_while(|b| allowed(b)).count();
    let is_key = bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
        && bytes.get(len) == Some(&b':')
        && bytes[len - 1] != b' '
        && matches!(bytes.get(len + 1), None | Some(b' '));
    let end = line.trim_end_matches(' ').len().max(len + 1);
    let start = len + 1 + line.get(len + 1..)?.bytes().take_while(|b| *b == b' ').count();
    is_key.then(|| (&line[..len], start.min(end)..end))
}

/// The value where it is plain or in simple quotes; without the quotes.
fn plain_value(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let value = &text[at.clone()];
    let Some(&first) = value.as_bytes().first() else {
        return Some(at);
    };
    if first == b'"' || first == b'\'' {
        let inner =
            value.get(1..value.len() - 1).filter(|_| value.len() > 1 && value.as_bytes().last() == Some(&first))?;
        return (!inner.contains([first as char, '\\'])).then_some(at.start + 1..at.end - 1);
    }
    let is_odd = b"-?:,[]{}#&*!|>%@`".contains(&first)
        || value.ends_with(':')
        || value.as_bytes().windows(2).any(|pair| matches!(pair, b": " | b" #"));
    (!is_odd).then_some(at)
}

fn is_closed_on_line(value: &str) -> bool {
    let last = value.as_bytes().last().copied().unwrap_or(0);
    match value.as_bytes().first() {
        Some(b'[') => last == b']' && !value.contains('*'),
        Some(b'{') => last == b'}' && !value.contains('*'),
        Some(quote) => value.len() > 1 && last == *quote,
        None => true,
    }
}

/// The value of a line `- value` at the left edge, where it is plain.
fn simple_item(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let content = &text[line.clone()];
    let value = content.strip_prefix("- ")?.trim_matches(' ');
    let start = line.start + content.len() - content[2..].trim_start_matches(' ').len();
    plain_value(text, start..start + value.len()).filter(|value| !value.is_empty())
}

fn key<'s>(text: &'s str, name: Cow<'s, str>, span: Range<usize>) -> Key<'s> {
    Key { name, value: Cow::Borrowed(&text[span.clone()]), span: Span::from(span) }
}

/// A key that the library read: its span is the value's where that stands there once as it is, else
/// all of the entry's value.
fn odd_key<'s>(text: &'s str, part: &Range<usize>, entry: Option<&Entry>, leaf: Leaf) -> Key<'s> {
    let value_part = match entry {
        Some(entry) => entry.value.clone(),
        None => entry_value(text, part, &leaf.name).unwrap_or(part.clone()),
    };
    let raw = &text[value_part.clone()];
    let found = raw.find(leaf.value.as_str()).filter(|_| !leaf.value.is_empty());
    let is_unique = |at: usize| !raw[at + leaf.value.len()..].contains(leaf.value.as_str());
    match found.filter(|at| is_unique(*at)) {
        Some(at) => {
            let span = value_part.start + at..value_part.start + at + leaf.value.len();
            key(text, leaf.name.into(), span)
        }
        None => {
            let lead = raw.len() - raw.trim_start().len();
            let span = Span::new(value_part.start + lead, value_part.start + raw.trim_end().len().max(lead));
            Key { name: leaf.name.into(), value: leaf.value.into(), span }
        }
    }
}

/// Where the value of the key at the top level that `name` belongs to stands.
fn entry_value(text: &str, part: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let is_entry = |line: &Range<usize>| text[line.clone()].starts_with(|c: char| !" #-\t".contains(c));
    let starts_name = |line: &Range<usize>| {
        let line = text[line.clone()].trim_start_matches(['"', '\'']);
        let key = line.split(':').next().unwrap_or("").trim_end_matches(['"', '\'', ' ']);
        let rest = name.strip_prefix(key);
        !key.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut all = lines(text, part.clone()).skip_while(|line| !is_entry(line) || !starts_name(line));
    let first = all.next()?;
    let colon = first.start + text[first.clone()].find(':')? + 1;
    let end = all.take_while(|line| !is_entry(line)).last().map_or(first.end, |line| line.end);
    Some(colon..end)
}

/// The keys that can be read line by line, whatever the rest is.
fn plain_keys(text: &str, block: Range<usize>) -> Vec<Key<'_>> {
    let keys = lines(text, block).filter_map(|line| {
        let (name, value) = split_key(&text[line.clone()])?;
        let mut span = line.start + value.start..line.start + value.end;
        let raw = &text[span.clone()];
        if raw.len() > 1
            && (raw.starts_with('"') || raw.starts_with('\''))
            && raw.as_bytes().first() == raw.as_bytes().last()
        {
            span = span.start + 1..span.end - 1;
        }
        Some(key(text, Cow::Borrowed(name), span))
    });
    keys.collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn show(text: &str) -> String {
        let (read, body) = FrontMatter::read(text);
        let mut out = format!("span {:?}, body {:?}\n", &text[read.span.range()].len(), &text[body..]);
        for key in &read.keys {
            out += &format!("{} = {:?} at {:?}\n", key.name, key.value, &text[key.span.range()]);
        }
        if let Some(error) = &read.error {
            out += &format!("! {} at {:?}\n", error.message, &text[error.span.range()]);
        }
        out
    }

    #[test]
    fn values_are_kept_as_written() {
        let text = "---\ntitle: Plan B\nms.date: 08/25/2020\nversion: 1.10\nok: yes\nid: \"0123\"\nempty:\n# note\nlist:\n- a\n- \"2\"\nmap:\n  x: 1\n  y: [2, 3]\n---\nBody";
        insta::assert_snapshot!(show(text), @r#"
        span 129, body "Body"
        title = "Plan B" at "Plan B"
        ms.date = "08/25/2020" at "08/25/2020"
        version = "1.10" at "1.10"
        ok = "yes" at "yes"
        id = "0123" at "0123"
        empty = "" at ""
        list.0 = "a" at "a"
        list.1 = "2" at "2"
        map.x = "1" at "1"
        map.y.0 = "2" at "2"
        map.y.1 = "3" at "3"
        "#);
    }

    #[test]
    fn what_is_odd_goes_to_the_library() {
        let text = "---\ntitle: \"A \\\"B\\\" \\u00e9\"\na: 'it''s'\nb: >-\n  one\n  two\nc: &x {d: 1}\ne: *x\n\"f g\": 5\n---\n";
        insta::assert_snapshot!(show(text), @r#"
        span 89, body ""
        title = "A \"B\" é" at "\"A \\\"B\\\" \\u00e9\""
        a = "it's" at "'it''s'"
        b = "one two" at ">-\n  one\n  two"
        c.d = "1" at "1"
        e.d = "1" at "*x"
        f g = "5" at "5"
        "#);
    }

    #[test]
    fn broken_yaml_is_told_and_plain_keys_are_kept() {
        insta::assert_snapshot!(show("---\ntitle: Plan: B\nms.date: 08/25/2020\n---\n"), @r#"
        span 43, body ""
        title = "Plan: B" at "Plan: B"
        ms.date = "08/25/2020" at "08/25/2020"
        ! The front matter is not valid YAML: mapping values are not allowed in this context. at "title: Plan: B"
        "#);
        insta::assert_snapshot!(show("---\ntitle: A\n\tbad\nx: [1\nlocale: sv-SE\n---\n"), @r#"
        span 42, body ""
        title = "A" at "A"
        x = "[1" at "[1"
        locale = "sv-SE" at "sv-SE"
        ! The front matter is not valid YAML: found a tab character that violates indentation. at "\tbad"
        "#);
        insta::assert_snapshot!(show("---\ntitle: A\ntitle: B\n---\n"), @r#"
        span 26, body ""
        title = "A" at "A"
        title = "B" at "B"
        ! The key `title` stands twice in the front matter. at "B"
        "#);
        insta::assert_snapshot!(show("---\n- a\n---\n"), @r#"
        span 12, body ""
        ! The front matter is not valid YAML: it is not a list of keys with values. at "- a"
        "#);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter_and_an_open_block_is_told() {
        insta::assert_snapshot!(show("---\n\nText: 5\n"), @r#"span 0, body "---\n\nText: 5\n""#);
        insta::assert_snapshot!(show("---\ntitle: A\nlocale: sv-SE\n\nText\n"), @r#"
        span 27, body "\nText\n"
        title = "A" at "A"
        locale = "sv-SE" at "sv-SE"
        ! The front matter is not closed by a line of `---`. at "title: A\nlocale: sv-SE"
        "#);
        insta::assert_snapshot!(show("--- x\ntitle: A\n---\n"), @r#"span 0, body "--- x\ntitle: A\n---\n""#);
    }

    #[test]
    fn a_huge_block_is_not_given_to_the_library() {
        let text = format!("---\ntitle: A\n{}---\n", "x: {a: 1}\n".repeat(8000));
        let (read, _) = FrontMatter::read(&text);
        assert_eq!(read.get("title"), Some("A"));
        insta::assert_snapshot!(read.error.map_or(String::new(), |error| error.message), @"The front matter is longer than 64 KiB, so only its plain keys are read.");
    }

    /// Reads a block by the library alone.
    fn by_library(text: &str) -> Option<Vec<(String, String)>> {
        let leaves = yaml::read(text).ok()?;
        Some(leaves.into_iter().map(|leaf| (leaf.name, leaf.value)).collect())
    }

    fn by_hand(text: &str) -> Option<Vec<(String, String)>> {
        let block = format!("---\n{text}---\n");
        let (read, _) = FrontMatter::read(&block);
        let keys = read.keys.into_iter().map(|key| (key.name.into_owned(), key.value.into_owned()));
        read.error.is_none().then(|| keys.collect())
    }

    #[test]
    fn both_ways_of_reading_agree_on_every_kind_of_value() {
        let values = [
            "",
            "x",
            "Plan B",
            "5",
            "1.10",
            "0x1F",
            "yes",
            "~",
            "null",
            "08/25/2020",
            "2020-08-25",
            "a:b",
            "a: b",
            "a #b",
            "a#b",
            "#b",
            "a:",
            "\"\"",
            "''",
            "\"5\"",
            "'5'",
            "\"a\\nb\"",
            "'a''b'",
            "\"a\" b",
            "\"a",
            "'a",
            "[a, b]",
            "[a",
            "{a: 1}",
            "{a: 1",
            "-",
            "- a",
            "-a",
            "?",
            "? a",
            "?a",
            ":a",
            ",",
            "!a b",
            "&a b",
            "*a",
            "%a",
            "@a",
            "`a`",
            "|",
            ">",
            "| a",
            ">-\n  a\n  b",
            "|\n  a\n  b",
            "|+\n  a\n\n",
            "a\n  b",
            "a\n\n  b",
            "\n  a: b",
            "\n- a\n- b",
            "\n  - a\n  - b",
            "\n- a: 1\n  b: 2",
            "a\n# c\n",
            "\"a\n  b\"",
            "[a,\n b]",
            "a\tb",
            "a \t",
            "é 30 日",
            "a\u{A0}b",
            "a\u{85}b",
            "a\u{2028}b",
            "a\u{7F}",
            "a\r\n  b",
            "\"a\" # c",
            "[a] # c",
            "a, b",
            "]",
            "}",
            "=",
            "<<",
            ".5",
            "---a",
            "'a' 'b'",
            "\"a\\\"",
            "- - a",
            "a\n- b",
            "\n  b\n- c",
            "\n- b\nc",
            "\n-",
            "- ",
            "\"a\" \"b\"",
            "\n- 'a'\n- \"b\" c",
        ];
        for value in values {
            for text in [format!("k: {value}\n"), format!("a: 1\nk: {value}\nz: 2\n"), format!("k:   {value}  \n")] {
                assert_eq!(by_hand(&text), by_library(&text), "{text:?}");
            }
        }
        for text in [
            "k:v\n",
            "k : v\n",
            "a b: v\n",
            "1: v\n",
            "k:\tv\n",
            " k: v\n",
            "k: v\n w: x\n",
            "é: v\n",
            "k: v\nk: v\n",
            "\n",
            "# c\n",
            "k: 1\r\nl: 2\r\n",
            "k: 1\rl: 2\r",
        ] {
            assert_eq!(by_hand(text), by_library(text), "{text:?}");
        }
    }

    #[test]
    fn both_ways_of_reading_agree_on_published_articles() {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let corpus = std::env::var_os("DOCPARITY_SHARED").map_or(beside, PathBuf::from).join("corpus");
        let mut folders = vec![corpus.clone()];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                let Some(fences) = Fences::find(&text).filter(|fences| fences.is_closed) else { continue };
                let block = &text[fences.inner];
                assert_eq!(by_hand(block), by_library(block), "{}", entry.path().display());
                read += 1;
            }
        }
        if read == 0 {
            eprintln!("skipped: {} is absent (set DOCPARITY_SHARED)", corpus.display());
        }
    }
}
