//! Byte offsets to lines and columns, worked out only when something is reported.

use memchr::memchr2_iter;

use super::Span;

/// A place in a text as people count it: both from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. LF, CRLF and a lone CR each end a line.
    pub line: u32,
    /// Column in Unicode code points, from 1.
    pub column: u32,
}

/// The starts of all lines of one text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many characters begin before every [`STEP`]th byte, so that a column far into a long line is soon counted.
    counts: Vec<u32>,
}

/// How many bytes lie between two counts.
const STEP: usize = 4096;

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let is_first_half_of_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !is_first_half_of_crlf {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        let mut begun = 0;
        let mut counts = Vec::with_capacity(bytes.len() / STEP + 1);
        for part in bytes.chunks(STEP) {
            counts.push(u32::try_from(begun).unwrap_or(u32::MAX));
            begun += characters(part);
        }
        Self { starts, counts }
    }

    /// How many characters begin before byte `offset` of `text`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let step = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).map_or(0, |count| *count as usize);
        counted + text.as_bytes().get(step * STEP..offset).map_or(0, characters)
    }

    /// The position of byte `offset` of `text`, the text that was indexed. Offsets past the end are
    /// taken as the end, offsets inside a character as its start.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = text.floor_char_boundary((offset as usize).min(text.len()));
        let line = self.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let column = match offset - start {
            ..STEP => text[start..offset].chars().count(),
            _ => self.characters_before(text, offset) - self.characters_before(text, start),
        } + 1;
        Position { line: line as u32, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The bytes of line `line` (from 1), without its end-of-line characters; empty past the last.
    pub fn line_span(&self, text: &str, line: u32) -> Span {
        let Some(&start) = self.starts.get(line.saturating_sub(1) as usize) else {
            return Span::new(text.len(), text.len());
        };
        let end = self.starts.get(line as usize).map_or(text.len(), |&end| end as usize);
        let kept = text[start as usize..end].trim_end_matches(['\r', '\n']).len();
        Span::new(start as usize, start as usize + kept)
    }
}

/// How many characters begin in `bytes` of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    let is_begin = |byte: &&u8| (**byte & 0xC0) != 0x80;
    bytes.iter().filter(is_begin).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_far_into_a_long_line_are_counted_alike() {
        let text = format!("é\n{}", "年é1".repeat(3000));
        let index = LineIndex::new(&text);
        for (column, (at, _)) in text.char_indices().skip(2).enumerate() {
            let position = index.position(&text, at as u32);
            assert_eq!((position.line, position.column as usize), (2, column + 1));
        }
    }

    #[test]
    fn columns_count_code_points_and_every_kind_of_line_end() {
        let text = "é1\r\n年2\rx\n\ny";
        let index = LineIndex::new(text);
        let at = |needle: char| {
            let position = index.position(text, text.find(needle).unwrap_or(0) as u32);
            (position.line, position.column)
        };
        assert_eq!([at('1'), at('2'), at('x'), at('y')], [(1, 2), (2, 2), (3, 1), (5, 1)]);
        assert_eq!(&text[index.line_span(text, 2).range()], "年2");
        assert_eq!(index.position(text, 9_999), Position { line: 5, column: 2 });
    }
}
