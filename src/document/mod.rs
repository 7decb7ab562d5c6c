//! A localized article as the checks see it: front matter, blocks, and segments of text with the way
//! back to the bytes they came from.
//!
//! [`parse`] takes the decoded text of one article and borrows from it.

mod builder;
mod directives;
mod front_matter;
mod html;
mod markdown;
mod pairs;
mod pieces;
mod tags;
#[cfg(test)]
mod tests;
mod yaml;

use std::borrow::Cow;

use crate::text::Span;

pub use front_matter::{FrontMatter, FrontMatterError, Key};
pub use markdown::{markdown_options, parse, parse_behind};
pub use pieces::Pieces;

/// One article.
#[derive(Debug, Default)]
pub struct Article<'s> {
    /// The YAML block at the top; empty where there is none.
    pub front_matter: FrontMatter<'s>,
    /// Blocks in document order, `title` and `description` of the front matter first.
    pub blocks: Vec<Block<'s>>,
    /// What is wrong with the span pairs themselves.
    pub defects: Vec<Defect>,
    /// Whether the article holds at least one bilingual span pair (side-by-side article).
    pub is_bilingual: bool,
}

/// A piece of structure: a heading, a paragraph, a table cell.
#[derive(Debug)]
pub struct Block<'s> {
    /// What it is.
    pub kind: BlockKind,
    /// Nesting: how many quotes, alerts and list items it lies in.
    pub depth: u8,
    /// The bytes of the block in the article.
    pub span: Span,
    /// For a heading: its anchor (`<a name="...">`, `<a id=...>`, `{#...}`), which Microsoft Learn
    /// keeps in English in every locale.
    pub anchor: Option<Cow<'s, str>>,
    /// Targets of the links and images in the block, in order: evidence for alignment, never facts.
    pub links: Vec<Cow<'s, str>>,
    /// Its segments: one for each span pair, and one for the text that no pair covers, if any.
    pub segments: Vec<Segment<'s>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// `title` of the front matter.
    Title,
    /// `description` of the front matter.
    Description,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A paragraph (of the document, of a list item, of a quote or alert).
    Paragraph,
    /// The text of a list item that holds no paragraph of its own.
    ListItem,
    /// A cell of a table, Markdown or HTML: row and column from 0 (row 0 is the head).
    TableCell {
        /// Row, the head is 0.
        row: u16,
        /// Column, from 0.
        column: u16,
    },
    /// Text in a block of raw HTML that is no table.
    Html,
    /// A fenced or indented code block. It is one segment, compared as it stands.
    Code,
    /// The alternative text of an image.
    AltText,
}

impl BlockKind {
    /// Whether the block is a value of the front matter.
    pub fn is_front_matter(self) -> bool {
        matches!(self, Self::Title | Self::Description)
    }
}

/// The unit that is compared: a span pair, or what a block says outside pairs.
#[derive(Debug)]
pub struct Segment<'s> {
    /// The pair's id (`8454a-119`); `None` outside pairs.
    pub id: Option<Cow<'s, str>>,
    /// The translated text (in an English or plain article: the text). `None` where the pair has none.
    pub target: Option<Text<'s>>,
    /// The English side of the pair.
    pub source: Option<Text<'s>>,
}

/// Text without its markup, with the way back to the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'s> {
    /// What a reader sees. Markup is gone, entities and escapes are resolved, a hard break and a
    /// soft break are `\n`, an image is its alternative text. Borrowed where nothing had to change.
    pub cooked: Cow<'s, str>,
    /// Runs of `cooked` in order, without gaps: where each came from.
    pub pieces: Pieces,
    /// Stretches of `cooked` that are special, in order of their start; they may nest.
    pub marks: Vec<Mark>,
}

/// A run of cooked text and the bytes it was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Offset in the cooked text where the run begins.
    pub cooked: u32,
    /// The bytes of the article. Where their number equals the run's length they correspond one to
    /// one, and are the same unless the run is a single character; else (an entity, an escape, a pair
    /// that a space stands for) the run stands for the whole of them.
    pub span: Span,
}

/// A stretch of cooked text with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Where it is, in cooked offsets.
    pub span: Span,
}

/// What a marked stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A code span: compared as it stands.
    Code,
    /// The visible text of a link.
    LinkText,
    /// A link whose text is its own address (`<https://...>` or a bare URL that the parser linked).
    AutoLink,
    /// Strong emphasis: often a label of the interface.
    Strong,
    /// Emphasis.
    Emphasis,
    /// The alternative text of an image.
    AltText,
    /// `<sup>`: often a footnote mark.
    Superscript,
    /// A placeholder or directive of the publishing system (`[!INCLUDE [x](y)]`, `{{var}}`, `:::zone`).
    Placeholder,
}

impl Text<'_> {
    /// The bytes of the article that hold `span` of the cooked text.
    pub fn article_span(&self, span: Span) -> Span {
        let Some(first) = self.piece_at(span.start) else {
            return Span::default();
        };
        let last = if span.is_empty() { first } else { self.piece_at(span.end - 1).unwrap_or(first) };
        let start = self.offset_in(first, span.start, false);
        let end = self.offset_in(last, span.end, true);
        Span { start, end: end.max(start) }
    }

    /// The bytes of the article from the first to the last character of the text.
    pub fn whole_span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    fn piece_at(&self, cooked: u32) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.cooked <= cooked);
        after.checked_sub(1).or(if self.pieces.is_empty() { None } else { Some(0) })
    }

    fn offset_in(&self, piece: usize, cooked: u32, is_end: bool) -> u32 {
        let next = self.pieces.get(piece + 1).map_or(self.cooked.len() as u32, |next| next.cooked);
        let Piece { cooked: start, span } = self.pieces[piece];
        if (next - start) as usize == span.len() {
            return (span.start + cooked.saturating_sub(start)).min(span.end);
        }
        if is_end { span.end } else { span.start }
    }
}

/// Something wrong with span pairs: the rules `malformed-pair` and `missing-pair` report it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The bytes concerned (the opening tag).
    pub span: Span,
    /// The id of the pair or of the span, as written.
    pub id: String,
}

/// What is wrong with a span pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefectKind {
    /// A span is never closed, or closed in another block.
    Unclosed,
    /// Spans cross each other or other elements, or a pair lies within a pair.
    Crossed,
    /// The two sides carry different ids.
    DifferingIds,
    /// The same id was used by an earlier pair of the file.
    DuplicateId,
    /// A target span without an English span.
    NoSource,
    /// An English span without a target span.
    NoTarget,
    /// The target span holds no text while the English does.
    EmptyTarget,
    /// The English span holds no text while the target does.
    EmptySource,
}
