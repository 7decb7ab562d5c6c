//! The body of an article: one pass over the events of the Markdown parser.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag as Md, TagEnd};

use super::directives::{self, Directive};
use super::front_matter::FrontMatter;
use super::html::HtmlState;
use super::pairs::Flow;
use super::tags::{self, CommonTag, Tag, TagReader};
use super::{Article, Block, BlockKind, MarkKind, Segment};
use crate::text::Span;

/// How long a block of an article is, for a first guess at their number.
const TYPICAL_BLOCK_LEN: usize = 400;

/// Reads an article.
pub fn parse(text: &str) -> Article<'_> {
    let (front_matter, body) = FrontMatter::read(text);
    parse_behind(text, front_matter, body)
}

/// As [`parse`], with the front matter and the offset where the body begins as [`FrontMatter::read`] gives them.
pub fn parse_behind<'s>(text: &'s str, front_matter: FrontMatter<'s>, body: usize) -> Article<'s> {
    let mut reader = Reader::new(text);
    reader.front_matter_block(&front_matter, "title", BlockKind::Title);
    reader.front_matter_block(&front_matter, "description", BlockKind::Description);
    reader.read(body);
    Article {
        front_matter,
        is_bilingual: reader.flow.has_seen_pairs(),
        defects: reader.flow.defects,
        blocks: reader.blocks,
    }
}

/// What is switched on in the Markdown parser.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// A block in the making.
#[derive(Debug)]
pub(super) struct OpenBlock<'s> {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
    pub(super) anchor: Option<Cow<'s, str>>,
    pub(super) links: Vec<Cow<'s, str>>,
    /// Whether raw HTML opened it: only then may a pair go on behind an empty line.
    pub(super) is_html: bool,
}

/// What is known while reading.
pub(super) struct Reader<'s> {
    pub(super) source: &'s str,
    pub(super) blocks: Vec<Block<'s>>,
    pub(super) block: Option<OpenBlock<'s>>,
    pub(super) flow: Flow<'s>,
    pub(super) tags: TagReader<'s>,
    pub(super) html: HtmlState,
    /// Quotes and list items that are open.
    pub(super) depth: usize,
    items: usize,
    /// A numbered list with which an item begins.
    sole_list: Option<Range<usize>>,
    row: u16,
    column: u16,
    /// Where the last cell of a Markdown table ended.
    cell_end: usize,
    /// Where the current block-level element ends.
    pub(super) limit: usize,
    /// Whether the next text stands at the start of a line.
    is_line_start: bool,
    /// Inline events that begin in here belong to a directive.
    skipped: Range<usize>,
    /// Alternative texts of directives, which become blocks behind the current one.
    alt_texts: Vec<Range<usize>>,
    /// For every open `<a>`, whether it is a link.
    anchors: Vec<bool>,
    code: CodeState,
    /// Whether the article has a `{` at all.
    has_braces: bool,
}

/// What kind of code block is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodeState {
    None,
    Code,
    /// Prose that was indented by accident: it holds pairs.
    Prose,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            blocks: Vec::with_capacity(source.len() / TYPICAL_BLOCK_LEN + 4),
            block: None,
            flow: Flow::new(source),
            tags: TagReader::default(),
            html: HtmlState::default(),
            depth: 0,
            items: 0,
            sole_list: None,
            row: 0,
            column: 0,
            cell_end: 0,
            limit: source.len(),
            is_line_start: false,
            skipped: 0..0,
            alt_texts: Vec::new(),
            anchors: Vec::new(),
            code: CodeState::None,
            has_braces: memchr::memchr(b'{', source.as_bytes()).is_some(),
        }
    }

    fn front_matter_block(&mut self, front_matter: &FrontMatter<'s>, name: &str, kind: BlockKind) {
        let Some(key) = front_matter.keys.iter().find(|key| key.name == name) else { return };
        let Some(text) = key.text(self.source).filter(|text| text.cooked.chars().any(char::is_alphanumeric)) else {
            return;
        };
        let segments = vec![Segment { id: None, target: Some(text), source: None }];
        self.blocks.push(Block { kind, depth: 0, span: key.span, anchor: None, links: Vec::new(), segments });
    }

    fn read(&mut self, body: usize) {
        let Some(text) = self.source.get(body..) else { return };
        for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
            let at = range.start + body..range.end + body;
            // Nearly all events are these two.
            match event {
                Event::Text(text) => self.text_event(&text, at),
                Event::InlineHtml(CowStr::Borrowed(tag)) => self.common_tag(tag, at),
                other => self.event(other, at),
            }
        }
        self.flush_html();
        self.finish_block();
    }

    fn event(&mut self, event: Event<'s>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Html(_) => self.html_line(at),
            Event::Rule => self.finish_block(),
            Event::TaskListMarker(_) => {}
            _ => self.inline(event, at),
        }
    }

    fn start(&mut self, tag: Md<'s>, at: Range<usize>) {
        match tag {
            Md::Paragraph => self.start_paragraph(at),
            Md::Heading { level, id, .. } => {
                self.html.reset();
                self.open_block(BlockKind::Heading(level as u8), at);
                if let Some(block) = &mut self.block {
                    block.anchor = id.map(Cow::from);
                }
            }
            Md::BlockQuote(_) => {
                self.finish_block();
                self.depth += 1;
            }
            Md::Item => {
                self.finish_block();
                self.depth += 1;
                self.items += 1;
                self.limit = at.end;
                self.is_line_start = true;
                if self.sole_list.take().is_some_and(|list| list == at) {
                    self.keep_number(at);
                }
            }
            Md::CodeBlock(kind) => self.start_code(&kind, at),
            Md::HtmlBlock => self.start_html(at),
            Md::Table(_) => {
                self.finish_block();
                self.row = 0;
            }
            Md::TableHead => self.column = 0,
            Md::TableRow => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            Md::TableCell => self.start_cell(at),
            Md::List(first) => {
                self.finish_block();
                self.sole_list = first.filter(|_| self.items > 0 && self.is_line_start).map(|_| at);
            }
            Md::FootnoteDefinition(_) => self.finish_block(),
            _ => self.inline(Event::Start(tag), at),
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_of_text(at.end),
            TagEnd::Heading(_) => self.end_of_text(at.end),
            TagEnd::TableCell => self.end_cell(at.end),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                self.flush_html();
                self.end_of_text(at.end);
            }
            TagEnd::BlockQuote(_) => {
                self.finish_block();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.finish_block();
                self.depth = self.depth.saturating_sub(1);
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::Table => self.finish_block(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(at.end),
            _ => self.inline(Event::End(tag), at),
        }
    }

    /// `- 1. März 2022: ...`: an item that is nothing but a list of one item is text that begins with a number.
    fn keep_number(&mut self, item: Range<usize>) {
        let text = self.source.get(item.clone()).unwrap_or("");
        let behind = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ')']);
        let rest = behind.trim_start_matches(' ');
        if rest.starts_with(char::is_alphabetic) {
            self.flow.push_source(item.start..item.start + text.len() - rest.len());
        }
    }

    fn start_cell(&mut self, at: Range<usize>) {
        if self.block.is_some() && self.flow.is_in_pair() {
            // A stray `|` in a translation: the pair goes on in what Markdown takes for the next cell.
            self.limit = at.end;
            self.flow.push_stray_bar(at.start);
            return;
        }
        self.open_block(BlockKind::TableCell { row: self.row, column: self.column }, at);
        self.column = self.column.saturating_add(1);
    }

    fn end_cell(&mut self, end: usize) {
        self.cell_end = end;
        if self.flow.is_in_pair() && self.html.is_closed_later(self.source, end) {
            return;
        }
        self.finish_block();
    }

    /// Markdown drops the cells that the head of the table has no column for, but not their pairs.
    fn end_row(&mut self, end: usize) {
        let rest = self.cell_end.min(end)..end;
        let dropped = self.source.get(rest.clone()).unwrap_or("");
        if tags::next_span_tag(dropped, 0).is_some() {
            if self.block.is_some() && self.flow.is_in_pair() {
                self.flow.push_stray_bar(rest.start);
            } else {
                self.open_block(BlockKind::TableCell { row: self.row, column: self.column }, rest.clone());
            }
            self.swallowed(rest);
        }
        self.finish_block();
    }

    fn start_paragraph(&mut self, at: Range<usize>) {
        if self.block.is_some() && self.flow.is_in_pair() {
            self.limit = at.end;
            self.flow.push_replaced("\n", at.start..at.start);
            return;
        }
        self.open_block(BlockKind::Paragraph, at);
    }

    /// Begins a block; whatever was open ends.
    pub(super) fn open_block(&mut self, kind: BlockKind, at: Range<usize>) {
        self.finish_block();
        self.limit = at.end;
        self.is_line_start = true;
        let span = Span::from(at);
        self.block = Some(OpenBlock { kind, span, anchor: None, links: Vec::new(), is_html: false });
    }

    /// A block of text ends, unless an open pair goes on behind it: in raw HTML that is sound, in Markdown
    /// a line break slipped into the pair.
    fn end_of_text(&mut self, end: usize) {
        if !self.flow.is_in_pair() || !self.html.is_closed_later(self.source, end) {
            return self.finish_block();
        }
        if self.block.as_ref().is_some_and(|block| !block.is_html) {
            self.flow.mark_unclosed();
        }
    }

    /// Ends the block that is open, if any.
    pub(super) fn finish_block(&mut self) {
        let Some(open) = self.block.take() else { return };
        self.anchors.clear();
        let finished = self.flow.finish();
        let OpenBlock { mut kind, span, anchor, links, .. } = open;
        if finished.is_alt_text && matches!(kind, BlockKind::Paragraph | BlockKind::Html) {
            kind = BlockKind::AltText;
        }
        let depth = u8::try_from(self.depth + self.html.depth()).unwrap_or(u8::MAX);
        let segments = finished.segments;
        if !segments.is_empty() || !links.is_empty() || anchor.is_some() {
            self.blocks.push(Block { kind, depth, span, anchor, links, segments });
        }
        for at in std::mem::take(&mut self.alt_texts) {
            let span = Span::from(at.clone());
            self.flow.open_mark(MarkKind::AltText);
            self.flow.push_source(at);
            let segments = self.flow.finish().segments;
            if !segments.is_empty() {
                let (anchor, links) = (None, Vec::new());
                self.blocks.push(Block { kind: BlockKind::AltText, depth, span, anchor, links, segments });
            }
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'s>, at: Range<usize>) {
        let text = self.source.get(at.clone()).unwrap_or("");
        let has_pairs = tags::next_span_tag(text, 0).is_some() && text.contains("data-ttu-id");
        // A diagram or a console is code, whatever it holds; what has pairs was translated as prose.
        let is_prose = has_pairs && !matches!(kind, CodeBlockKind::Fenced(info) if &**info == "mermaid");
        self.open_block(if is_prose { BlockKind::Paragraph } else { BlockKind::Code }, at);
        self.code = if is_prose { CodeState::Prose } else { CodeState::Code };
        if !is_prose {
            self.flow.keep_verbatim();
            self.flow.open_mark(MarkKind::Code);
        }
    }

    fn end_code(&mut self) {
        self.code = CodeState::None;
        self.finish_block();
    }

    /// The block that takes inline text: the open one, or that of a tight list item.
    pub(super) fn ensure_block(&mut self, at: &Range<usize>) -> &mut OpenBlock<'s> {
        let kind = if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph };
        let span = Span::from(at.clone());
        let new = || OpenBlock { kind, span, anchor: None, links: Vec::new(), is_html: false };
        let block = self.block.get_or_insert_with(new);
        block.span.end = block.span.end.max(span.end);
        block
    }

    fn common_tag(&mut self, tag: &'s str, at: Range<usize>) {
        let Some(known) = CommonTag::read(tag) else {
            return self.inline(Event::InlineHtml(CowStr::Borrowed(tag)), at);
        };
        if self.html.is_hidden() || self.skipped.contains(&at.start) {
            return;
        }
        self.ensure_block(&at);
        self.is_line_start = false;
        self.flow.common_tag(known, at);
    }

    fn inline(&mut self, event: Event<'s>, at: Range<usize>) {
        if let Event::Text(text) = event {
            return self.text_event(&text, at);
        }
        if self.skipped.contains(&at.start) {
            return;
        }
        self.ensure_block(&at);
        match event {
            Event::InlineHtml(tag) => self.inline_tag(tag, at),
            Event::Code(code) => self.code_span(&code, at),
            Event::SoftBreak | Event::HardBreak => {
                self.flow.push_break(line_break(self.source, at));
                self.is_line_start = true;
                return;
            }
            Event::Start(tag) => self.start_inline(tag, at),
            Event::End(tag) => self.end_inline(tag, at),
            Event::FootnoteReference(label) => self.footnote_mark(&label, at),
            _ => {}
        }
        self.is_line_start = false;
    }

    fn start_inline(&mut self, tag: Md<'s>, at: Range<usize>) {
        match tag {
            Md::Emphasis => self.flow.open_mark(MarkKind::Emphasis),
            Md::Strong => self.flow.open_mark(MarkKind::Strong),
            Md::Link { link_type, dest_url, .. } => {
                self.add_link(dest_url.into());
                let is_auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.flow.open_mark(if is_auto { MarkKind::AutoLink } else { MarkKind::LinkText });
            }
            Md::Image { dest_url, .. } => {
                self.add_link(dest_url.into());
                self.flow.open_mark(MarkKind::AltText);
            }
            Md::Strikethrough if !self.has_double_tilde(&at) => self.flow.push_source(at.start..at.start + 1),
            _ => {}
        }
    }

    fn end_inline(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.flow.close_mark(MarkKind::Emphasis),
            TagEnd::Strong => self.flow.close_mark(MarkKind::Strong),
            TagEnd::Link => {
                // Only one of the two is open: links do not nest.
                self.flow.close_mark(MarkKind::LinkText);
                self.flow.close_mark(MarkKind::AutoLink);
            }
            TagEnd::Image => self.flow.close_mark(MarkKind::AltText),
            TagEnd::Strikethrough if !self.has_double_tilde(&at) => self.flow.push_source(at.end - 1..at.end),
            _ => {}
        }
    }

    /// One tilde is a range sign in much of the world (`1~3`); only two strike through.
    fn has_double_tilde(&self, at: &Range<usize>) -> bool {
        self.source.get(at.clone()).is_none_or(|text| text.starts_with("~~") || !text.starts_with('~'))
    }

    pub(super) fn add_link(&mut self, target: Cow<'s, str>) {
        if let Some(block) = &mut self.block {
            block.links.push(target);
        }
    }

    fn footnote_mark(&mut self, label: &str, at: Range<usize>) {
        self.flow.open_mark(MarkKind::Superscript);
        match self.source.get(at.clone()).and_then(|raw| raw.find(label)) {
            Some(offset) => self.flow.push_source(at.start + offset..at.start + offset + label.len()),
            None => self.flow.push_replaced(label, at),
        }
        self.flow.close_mark(MarkKind::Superscript);
    }

    fn text_event(&mut self, text: &str, at: Range<usize>) {
        if self.html.is_hidden() {
            return;
        }
        if self.skipped.contains(&at.start) {
            // Inside the directive the parser saw a mark of its own; the text goes on behind it.
            return self.running_text(self.skipped.end.min(at.end)..at.end);
        }
        self.ensure_block(&at);
        match self.code {
            CodeState::Code if text.as_bytes() == b"\n" => self.flow.push_break(at),
            CodeState::Code => self.flow.push_aligned(text, at),
            CodeState::Prose => self.swallowed(at),
            CodeState::None if self.is_same(text, &at) => self.running_text(at),
            CodeState::None => self.flow.push_aligned(text, at),
        }
        self.is_line_start = false;
    }

    fn is_same(&self, text: &str, at: &Range<usize>) -> bool {
        self.source.get(at.clone()).is_some_and(|raw| std::ptr::eq(raw, text) || raw == text)
    }

    /// Text as it stands in the article, which may hold directives.
    fn running_text(&mut self, at: Range<usize>) {
        let mut at = at;
        let mut is_line_start = self.is_line_start;
        let may_hold_more = self.has_braces || is_line_start || self.source.as_bytes().get(at.start) == Some(&b'[');
        while may_hold_more && !at.is_empty() {
            let Some(found) = directives::find(self.source, at.clone(), self.limit, is_line_start) else { break };
            let Directive { span, visible, alt } = found;
            self.flow.push_source(at.start..span.start);
            if let Some(visible) = visible {
                self.flow.open_mark(MarkKind::Placeholder);
                self.flow.push_source(visible);
                self.flow.close_mark(MarkKind::Placeholder);
            }
            self.alt_texts.extend(alt);
            at.start = span.end.min(at.end);
            self.skipped = span;
            is_line_start = false;
        }
        self.flow.push_source(at);
    }

    fn code_span(&mut self, code: &str, at: Range<usize>) {
        let raw = self.source.get(at.clone()).unwrap_or("");
        if tags::next_span_tag(raw, 0).is_some() {
            return self.swallowed(at);
        }
        let fence = raw.bytes().take_while(|b| *b == b'`').count();
        let mut inner = at.start + fence..at.end.saturating_sub(fence).max(at.start + fence);
        // One blank at either end is no part of the code; a line of a quote is longer by its prefix as well.
        let is_blank = |at: Option<&u8>| at.is_some_and(|b| b" \n".contains(b));
        let bytes = self.source.as_bytes();
        if inner.len() == code.len() + 2
            && is_blank(bytes.get(inner.start))
            && is_blank(bytes.get(inner.end.wrapping_sub(1)))
        {
            inner = inner.start + 1..inner.end - 1;
        }
        self.flow.open_mark(MarkKind::Code);
        self.flow.push_aligned(code, inner);
        self.flow.close_mark(MarkKind::Code);
    }

    /// A stretch in which the Markdown parser did not see the span tags that stand there (a code span
    /// between two stray backticks, an indented paragraph): the tags are taken, and what lies between
    /// them is read as Markdown of its own.
    fn swallowed(&mut self, at: Range<usize>) {
        let Some(text) = self.source.get(..at.end) else { return };
        let mut from = at.start;
        while let Some(tag) = tags::next_span_tag(text, from) {
            self.fragment(from..tag.start);
            let read = self.tags.read(&text[tag.clone()]);
            self.flow.span_tag(read, tag.clone());
            from = tag.end;
        }
        self.fragment(from..at.end);
    }

    /// Reads a stretch without span tags as inline Markdown.
    pub(super) fn fragment(&mut self, at: Range<usize>) {
        let text = self.source.get(at.clone()).unwrap_or("");
        // What would begin a block of Markdown (a quote, a list, a heading) begins none here.
        let lead =
            text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "#>-+=:~`0123456789".contains(c)).len();
        let tail = text.len() - text.trim_end().len();
        if !text.contains(['*', '_', '[', '`', '<', '&', '\\']) || lead + tail >= text.len() {
            return self.flow.push_source(at);
        }
        let inner = at.start + lead..at.end - tail;
        let outer = std::mem::replace(&mut self.code, CodeState::None);
        self.flow.push_source(at.start..inner.start);
        for (event, range) in Parser::new_ext(&self.source[inner.clone()], markdown_options()).into_offset_iter() {
            let range = range.start + inner.start..range.end + inner.start;
            match event {
                Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
                Event::Start(ref tag) if is_block(tag) => {}
                Event::End(ref tag) if is_block_end(tag) => {}
                _ => self.inline(event, range),
            }
        }
        self.flow.push_source(inner.end..at.end);
        self.code = outer;
    }

    fn inline_tag(&mut self, tag: CowStr<'s>, at: Range<usize>) {
        let read = match tag {
            CowStr::Borrowed(tag) => self.tags.read(tag),
            other if other.starts_with("<!") || other.starts_with("<?") => return,
            other => self.tags.read_owned(&other),
        };
        if self.hidden_by_raw(&read, &at) {
            return;
        }
        match read {
            Tag::Block(..) | Tag::BlockEnd(_) => self.flow.push_replaced("\n", at),
            other => self.inline_meaning(other, at),
        }
    }

    /// What an inline tag does, in Markdown and in raw HTML.
    pub(super) fn inline_meaning(&mut self, tag: Tag<'s>, at: Range<usize>) {
        match tag {
            Tag::Target(_) | Tag::Source(_) | Tag::Lookup | Tag::Span | Tag::SpanEnd => self.flow.span_tag(tag, at),
            Tag::Anchor { name, href } => self.open_anchor(name, href),
            Tag::AnchorEnd => {
                if self.anchors.pop() == Some(true) {
                    self.flow.close_mark(MarkKind::LinkText);
                }
            }
            Tag::Image { alt, src } => self.image_tag(alt, src, at),
            Tag::Break => self.flow.push_break(at),
            Tag::Mark(kind) => self.flow.open_mark(kind),
            Tag::MarkEnd(kind) => self.flow.close_mark(kind),
            Tag::Raw(element) => self.html.hide(element),
            Tag::Block(..) | Tag::BlockEnd(_) | Tag::Other => {}
        }
    }

    fn open_anchor(&mut self, name: Option<Cow<'s, str>>, href: Option<Cow<'s, str>>) {
        self.anchors.push(href.is_some());
        if let Some(href) = href {
            self.add_link(href);
            self.flow.open_mark(MarkKind::LinkText);
        }
        if let Some(block) = self.block.as_mut().filter(|block| matches!(block.kind, BlockKind::Heading(_))) {
            block.anchor = block.anchor.take().or(name);
        }
    }

    fn image_tag(&mut self, alt: Option<Cow<'s, str>>, src: Option<Cow<'s, str>>, at: Range<usize>) {
        if let Some(src) = src {
            self.add_link(src);
        }
        let Some(alt) = alt else { return };
        self.flow.open_mark(MarkKind::AltText);
        match self.source.get(at.clone()).and_then(|raw| raw.find(&*alt)) {
            Some(offset) => self.flow.push_source(at.start + offset..at.start + offset + alt.len()),
            None => self.flow.push_replaced(&alt, at),
        }
        self.flow.close_mark(MarkKind::AltText);
    }
}

fn is_block(tag: &Md<'_>) -> bool {
    !matches!(tag, Md::Emphasis | Md::Strong | Md::Strikethrough | Md::Link { .. } | Md::Image { .. })
}

fn is_block_end(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The newline itself, without the blanks or the backslash of a hard break.
fn line_break(source: &str, at: Range<usize>) -> Range<usize> {
    let raw = source.get(at.clone()).unwrap_or("");
    match raw.find(['\r', '\n']) {
        Some(offset) if raw[offset..].starts_with("\r\n") => at.start + offset..at.start + offset + 2,
        Some(offset) => at.start + offset..at.start + offset + 1,
        None => at,
    }
}
