//! An article as alignment sees it: language-free features of its blocks, read once.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::token::Tokens;
use crate::document::{Article, Block, BlockKind, MarkKind, Segment, Text};

/// Which side of an article is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text of the article itself (all there is in an English or a plain article).
    Target,
    /// The English side of a bilingual article. What stands outside pairs (code) counts as it stands.
    Source,
}

/// The blocks of one side of an article as [`align`](super::align) looks at them. It owns what it
/// holds, so that the outline of an English article is made once for all its translations.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub(super) blocks: Vec<BlockKey>,
    pub(super) tokens: Tokens,
}

/// What alignment looks at of a block.
#[derive(Clone, Debug)]
pub(super) struct BlockKey {
    pub(super) kind: BlockKind,
    pub(super) depth: u8,
    /// Length of the text in characters, those of East Asia counted by what they stand for.
    pub(super) length: u32,
    /// For a heading: what names it in every locale, its anchor or else its text as a slug. For code: its text. For the
    /// rest: the code that it begins with.
    pub(super) name: Option<u64>,
    /// Whether it leads to what follows: its text ends in a colon.
    pub(super) is_introduction: bool,
    /// Where its tokens end in [`Outline::tokens`]; they begin where those of the block before end.
    pub(super) token_end: u32,
}

impl Outline {
    /// Reads the blocks of one side of an article. The outline's indices are those of `article.blocks`.
    pub fn of(article: &Article<'_>, side: Side) -> Self {
        let mut outline = Self::default();
        outline.blocks.reserve(article.blocks.len());
        for block in &article.blocks {
            outline.push(block, side);
        }
        outline
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether there are no blocks.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The tokens of a run of blocks.
    pub(super) fn tokens_of(&self, blocks: std::ops::Range<usize>) -> &[u32] {
        let end_of = |index: usize| self.blocks.get(index).map_or(0, |block| block.token_end as usize);
        if blocks.is_empty() {
            return &[];
        }
        let start = blocks.start.checked_sub(1).map_or(0, end_of);
        self.tokens.list.get(start..end_of(blocks.end - 1)).unwrap_or_default()
    }

    fn push(&mut self, block: &Block<'_>, side: Side) {
        let (mut length, mut is_introduction) = (0, false);
        for text in block.segments.iter().filter_map(|segment| text_of(segment, side)) {
            length += self.tokens.read(text);
            is_introduction = text.trim_end().ends_with([':', '：']);
        }
        for link in &block.links {
            self.tokens.read_link(link);
        }
        let name = match block.kind {
            BlockKind::Heading(_) => self.name_heading(block, side),
            BlockKind::Code => slug(block.segments.iter().filter_map(|segment| text_of(segment, side))),
            _ => slug(leading_code(block, side)),
        };
        let token_end = self.tokens.list.len() as u32;
        self.blocks.push(BlockKey { kind: block.kind, depth: block.depth, length, name, is_introduction, token_end });
    }

    fn name_heading(&mut self, block: &Block<'_>, side: Side) -> Option<u64> {
        if let Some(anchor) = &block.anchor {
            self.tokens.read_name(anchor);
            return slug([&**anchor]);
        }
        let texts = || block.segments.iter().filter_map(|segment| text_of(segment, side));
        texts().for_each(|text| self.tokens.read_name(text));
        slug(texts())
    }
}

fn text_of<'a>(segment: &'a Segment<'_>, side: Side) -> Option<&'a str> {
    side_of(segment, side).map(|text| -> &Cow<'_, str> { &text.cooked }).map(AsRef::as_ref)
}

fn side_of<'a, 's>(segment: &'a Segment<'s>, side: Side) -> Option<&'a Text<'s>> {
    match side {
        Side::Target => segment.target.as_ref(),
        Side::Source if segment.id.is_none() => segment.source.as_ref().or(segment.target.as_ref()),
        Side::Source => segment.source.as_ref(),
    }
}

/// The code that a block of text begins with: the term that an item of a list explains.
fn leading_code<'a>(block: &'a Block<'_>, side: Side) -> Option<&'a str> {
    let text = block.segments.first().and_then(|segment| side_of(segment, side))?;
    let code = text.marks.iter().find(|mark| mark.kind == MarkKind::Code && mark.span.start == 0)?;
    text.cooked.get(code.span.range()).filter(|code| code.len() < text.cooked.len())
}

/// A heading's name whatever made the slug: letters and digits only, in lower case.
fn slug<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut is_empty = true;
    // Eight bytes at a time.
    let (mut chunk, mut length) = (0_u64, 0);
    let mut take = |byte: u8| {
        is_empty = false;
        (chunk, length) = (chunk << 8 | u64::from(byte), length + 1);
        if length == 8 {
            hasher.write_u64(chunk);
            (chunk, length) = (0, 0);
        }
    };
    for c in texts.into_iter().flat_map(str::chars) {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                take(c.to_ascii_lowercase() as u8);
            }
        } else if c.is_alphanumeric() {
            c.to_lowercase().flat_map(|c| u32::from(c).to_be_bytes()).for_each(&mut take);
        }
    }
    hasher.write_u64(chunk);
    (!is_empty).then(|| hasher.finish())
}
