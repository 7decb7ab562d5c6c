//! A file's bytes, decoded once.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{LineIndex, Span};

/// How the bytes of a file became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, which is not part of the text.
    Utf8Bom,
    /// UTF-16, told by its byte order mark.
    Utf16,
    /// Not valid as any of these: read as UTF-8, what is invalid replaced by U+FFFD.
    Replaced,
}

/// One decoded file. All spans elsewhere in the program are offsets into [`Source::text`];
/// [`Source::file_span`] turns them into offsets into the file's bytes.
#[derive(Debug)]
pub struct Source {
    /// The path as the user wrote it, joined with the way down, with `/` separators.
    pub path: String,
    /// The text, without a byte order mark. A lone CR is an LF here, so that everything sees the same lines.
    pub text: String,
    /// How the bytes became text.
    pub decoding: Decoding,
    /// Offsets into the text, ascending, and the offsets into the file that they are; between two of them the one follows
    /// from the other. Empty where all do.
    steps: Vec<(usize, usize)>,
    /// Where the first replacement character stands that stands for something else.
    first_replaced: Option<usize>,
}

/// How far apart in the text the steps of a UTF-16 file are, at least.
const STEP: usize = 4096;

/// What cannot be read in a file, see [`Source::unreadable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Units that are no UTF-16, in a file whose byte order mark says that it is.
    NotUtf16,
    /// Null characters in every second byte: UTF-16 without a byte order mark.
    Unmarked,
    /// Null characters.
    Null,
}

/// Why a file could not be read. Its `Display` is a full sentence.
#[derive(Debug)]
pub enum SourceError {
    /// The system would not open or read it.
    Io {
        /// The path as shown to the user.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// It is larger than the limit.
    TooLarge {
        /// The path as shown to the user.
        path: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// It is a device, a pipe or a socket.
    NotAFile {
        /// The path as shown to the user.
        path: String,
    },
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, error } => {
                write!(f, "`{path}` could not be read ({error}); check that it exists and that you may open it.")
            }
            Self::TooLarge { path, limit } => write!(
                f,
                "`{path}` is larger than the limit of {limit} bytes and was not read; raise `--max-file-size` if it belongs to the run."
            ),
            Self::NotAFile { path } => {
                write!(
                    f,
                    "`{path}` is neither a file nor a folder (a device, pipe or socket) and was not read; name regular files."
                )
            }
        }
    }
}

impl std::error::Error for SourceError {}

impl Source {
    /// Reads and decodes the file at `path`, shown to the user as `shown`. At most `limit` bytes are
    /// read. Errors where the file cannot be opened, is not a regular file or exceeds the limit.
    pub fn read(path: &Path, shown: &str, limit: u64) -> Result<Self, SourceError> {
        Ok(Self::from_bytes(shown, Self::bytes(path, shown, limit)?))
    }

    /// The bytes of the file at `path`, as [`Source::read`] reads them. Errors as that does.
    pub fn bytes(path: &Path, shown: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let io = |error| SourceError::Io { path: shown.to_owned(), error };
        // Looked at before it is opened: opening a pipe waits for its other end.
        let metadata = std::fs::metadata(path).map_err(io)?;
        if !metadata.is_file() {
            return Err(SourceError::NotAFile { path: shown.to_owned() });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1);
        File::open(path).map_err(io)?.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLarge { path: shown.to_owned(), limit });
        }
        Ok(bytes)
    }

    /// Decodes `bytes` by their byte order mark, else as UTF-8, else with replacement characters.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Self {
        let mut source = Self::decode(path.to_owned(), bytes);
        source.text = without_lone_cr(source.text);
        source
    }

    fn decode(path: String, bytes: Vec<u8>) -> Self {
        match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => Self::utf16(path, rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => Self::utf16(path, rest, u16::from_be_bytes),
            [0xEF, 0xBB, 0xBF, rest @ ..] if std::str::from_utf8(rest).is_ok() => {
                let text = String::from_utf8_lossy(rest).into_owned();
                Self::plain(path, text, Decoding::Utf8Bom)
            }
            _ => match String::from_utf8(bytes) {
                Ok(text) => Self::plain(path, text, Decoding::Utf8),
                Err(error) => Self::replaced(path, error.as_bytes()),
            },
        }
    }

    fn plain(path: String, text: String, decoding: Decoding) -> Self {
        Self { path, text, decoding, steps: Vec::new(), first_replaced: None }
    }

    fn utf16(path: String, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut source = Self::plain(path, String::with_capacity(bytes.len()), Decoding::Utf16);
        let (mut last, mut at) = (0, 2);
        for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            if source.text.len() >= last + STEP {
                last = source.text.len();
                source.steps.push((last, at));
            }
            at += 2 * c.as_ref().map_or(1, |c| c.len_utf16());
            match c {
                Ok(c) => source.text.push(c),
                Err(_) => source.push_replacement(),
            }
        }
        if !odd.is_empty() {
            source.push_replacement();
            source.steps.push((source.text.len(), at + 1));
        }
        source
    }

    fn replaced(path: String, bytes: &[u8]) -> Self {
        let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        let mut source = Self::plain(path, String::with_capacity(rest.len() + 16), Decoding::Replaced);
        let mut at = bytes.len() - rest.len();
        source.steps.push((0, at));
        for chunk in rest.utf8_chunks() {
            source.text.push_str(chunk.valid());
            at += chunk.valid().len() + chunk.invalid().len();
            if !chunk.invalid().is_empty() {
                source.push_replacement();
                source.steps.push((source.text.len(), at));
            }
        }
        source
    }

    fn push_replacement(&mut self) {
        self.first_replaced.get_or_insert(self.text.len());
        self.text.push(char::REPLACEMENT_CHARACTER);
    }

    /// Lines and columns of this text.
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(&self.text)
    }

    /// The text of `span`; empty where the span is not inside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// `span` as offsets into the bytes of the file as they lie on the disk.
    pub fn file_span(&self, span: Span) -> Span {
        Span::new(self.file_offset(span.start), self.file_offset(span.end))
    }

    fn file_offset(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        let after = self.steps.partition_point(|(text, _)| *text <= offset);
        let step = after.checked_sub(1).map(|step| self.steps[step]);
        match self.decoding {
            Decoding::Utf8 => offset,
            Decoding::Utf8Bom => offset + 3,
            Decoding::Utf16 => {
                let (text, file) = step.unwrap_or((0, 2));
                file + 2 * self.text.get(text..offset).unwrap_or("").encode_utf16().count()
            }
            Decoding::Replaced => {
                let (text, file) = step.unwrap_or_default();
                file + (offset - text)
            }
        }
    }

    /// The first place that cannot be read, if there is one, and why.
    pub fn unreadable(&self) -> Option<(Unreadable, Span)> {
        let replaced = self.first_replaced;
        let null = memchr::memchr(b'\0', self.text.as_bytes());
        if let Some(at) = null.filter(|_| self.decoding != Decoding::Utf16 && self.is_half_null()) {
            return Some((Unreadable::Unmarked, Span::new(at, at + 1)));
        }
        let why = if self.decoding == Decoding::Utf16 { Unreadable::NotUtf16 } else { Unreadable::NotUtf8 };
        let replaced = replaced.map(|at| (why, Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8())));
        replaced.or(null.map(|at| (Unreadable::Null, Span::new(at, at + 1))))
    }

    /// Whether a null stands in nearly every second place of the beginning.
    fn is_half_null(&self) -> bool {
        let beginning = &self.text.as_bytes()[..self.text.len().min(1024)];
        let nulls = memchr::memchr_iter(b'\0', beginning).count();
        3 * nulls >= beginning.len() && 3 * nulls <= 2 * beginning.len()
    }
}

/// `text` with an LF for every CR that no LF follows: as many bytes, so that offsets stay.
fn without_lone_cr(text: String) -> String {
    let is_lone = |bytes: &[u8], at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(|at| is_lone(text.as_bytes(), at)) {
        return text;
    }
    let mut chars = text.chars().peekable();
    let mut whole = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        whole.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_cr_ends_a_line_for_everyone() {
        let source = Source::from_bytes("x", b"---\rtitle: A\r---\r\r\xC3\xA9 30 days\r\nb\r\r\n".to_vec());
        assert_eq!(source.text, "---\ntitle: A\n---\n\né 30 days\r\nb\n\r\n");
        let at = source.text.find("30").unwrap_or(0);
        assert_eq!(source.file_span(Span::new(at, at + 2)), Span::new(at, at + 2));
        let utf16 = Source::from_bytes("x", b"\xFF\xFEa\0\r\x005\0".to_vec());
        assert_eq!((utf16.text.as_str(), utf16.file_span(Span::new(2, 3))), ("a\n5", Span::new(6, 8)));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        type Case<'c> = (&'c [u8], Option<(Unreadable, u32)>);
        let cases: [Case<'_>; 8] = [
            (b"30 Tage", None),
            (b"\xFF\xFE3\x000\0", None),
            ("30 \u{FFFD}".as_bytes(), None),
            (b"30 T\xE4ge", Some((Unreadable::NotUtf8, 4))),
            (b"\xFF\xFE3\0\x00\xD80\0", Some((Unreadable::NotUtf16, 1))),
            (b"\xFF\xFE3\0x", Some((Unreadable::NotUtf16, 1))),
            (b"3\x000\0 \0T\0\xE4\0", Some((Unreadable::Unmarked, 1))),
            (b"30 Tage\0", Some((Unreadable::Null, 7))),
        ];
        for (bytes, expected) in cases {
            let found = Source::from_bytes("x", bytes.to_vec()).unreadable();
            assert_eq!(found.map(|(why, span)| (why, span.start)), expected, "{bytes:?}");
        }
    }

    #[test]
    fn offsets_lead_back_to_the_bytes_of_the_file_in_every_encoding() {
        let cases: [(&[u8], Decoding, &str, usize); 5] = [
            ("aé5".as_bytes(), Decoding::Utf8, "aé5", 3),
            (b"\xEF\xBB\xBFa5", Decoding::Utf8Bom, "a5", 4),
            (b"\xFF\xFEa\0\xE9\x005\0", Decoding::Utf16, "aé5", 6),
            (b"\xFE\xFF\0a\0\xE9\x005", Decoding::Utf16, "aé5", 6),
            (b"a\xFF\xC3 5", Decoding::Replaced, "a\u{FFFD}\u{FFFD} 5", 4),
        ];
        for (bytes, decoding, text, five) in cases {
            let source = Source::from_bytes("x", bytes.to_vec());
            assert_eq!((source.decoding, source.text.as_str()), (decoding, text));
            let at = source.text.find('5').unwrap_or(0);
            assert_eq!(source.file_span(Span::new(at, at)).start as usize, five, "{decoding:?}");
        }
    }
}
