//! Blocks of raw HTML: tables, lists and text that Markdown passes through.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::BlockKind;
use super::markdown::Reader;
use super::tags::{self, Element, RawElement, Tag, Token};

/// What raw HTML has opened; it outlives the empty line that ends a block of HTML in Markdown.
#[derive(Debug, Default)]
pub(super) struct HtmlState {
    /// HTML that was passed through and not read yet.
    run: Option<Range<usize>>,
    is_in_comment: bool,
    hidden: Option<RawElement>,
    open: Vec<Open>,
    /// The next span tag behind an offset, and whether it is an end tag.
    next_span: Option<(usize, bool)>,
    items: usize,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
enum Open {
    Table { row: Option<u16>, column: u16 },
    Cell,
    List,
    Item,
    Paragraph,
    Heading(u8),
}

impl HtmlState {
    /// How many list items of raw HTML are open.
    pub(super) fn depth(&self) -> usize {
        self.items
    }

    /// Whether what is read now is the content of a script or a style.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// Hides what follows, up to the end tag of the element.
    pub(super) fn hide(&mut self, element: RawElement) {
        self.hidden = Some(element);
    }

    /// Whether the first span tag from `at` on is an end tag, so that an open pair goes on till there.
    pub(super) fn is_closed_later(&mut self, source: &str, at: usize) -> bool {
        if self.next_span.is_none_or(|(known, _)| known < at) {
            let next = tags::next_span_tag(source, at);
            let is_end = next.as_ref().is_some_and(|tag| source[tag.clone()].starts_with("</"));
            self.next_span = Some((next.map_or(source.len(), |tag| tag.start), is_end));
        }
        self.next_span.is_some_and(|(_, is_end)| is_end)
    }

    /// Forgets what is open: Markdown has begun another section.
    pub(super) fn reset(&mut self) {
        self.open.clear();
        self.items = 0;
    }

    fn kind(&self) -> BlockKind {
        for open in self.open.iter().rev().take(8) {
            return match *open {
                Open::Heading(level) => BlockKind::Heading(level),
                Open::Item => BlockKind::ListItem,
                Open::Cell => self.cell(),
                Open::Paragraph if self.is_in_cell() => self.cell(),
                Open::Paragraph => BlockKind::Paragraph,
                Open::Table { .. } | Open::List => continue,
            };
        }
        BlockKind::Html
    }

    fn is_in_cell(&self) -> bool {
        self.open.len() >= 2 && matches!(self.open[self.open.len() - 2], Open::Cell)
    }

    fn cell(&self) -> BlockKind {
        let table = self.open.iter().rev().take(8).find_map(|open| match open {
            Open::Table { row, column } => Some((row.unwrap_or(0), column.saturating_sub(1))),
            _ => None,
        });
        let (row, column) = table.unwrap_or((0, 0));
        BlockKind::TableCell { row, column }
    }

    fn open(&mut self, element: Element) {
        match element {
            Element::Table => self.open.push(Open::Table { row: None, column: 0 }),
            Element::Row => {
                self.close_within_table();
                if let Some(Open::Table { row, column }) = self.open.last_mut() {
                    *row = Some(row.map_or(0, |row| row.saturating_add(1)));
                    *column = 0;
                }
            }
            Element::Cell => {
                self.close_within_table();
                if let Some(Open::Table { row, column }) = self.open.last_mut() {
                    row.get_or_insert(0);
                    *column = column.saturating_add(1);
                    self.open.push(Open::Cell);
                }
            }
            Element::List => self.push_limited(Open::List),
            Element::Item => {
                self.close_text();
                if matches!(self.open.last(), Some(Open::Item)) {
                    self.pop();
                }
                self.push_limited(Open::Item);
            }
            Element::Paragraph => {
                self.close_text();
                self.push_limited(Open::Paragraph);
            }
            Element::Heading(level) => {
                self.close_text();
                self.push_limited(Open::Heading(level));
            }
            Element::Box => self.close_text(),
        }
    }

    fn push_limited(&mut self, open: Open) {
        self.items += usize::from(matches!(open, Open::Item));
        self.open.push(open);
    }

    fn pop(&mut self) {
        if matches!(self.open.pop(), Some(Open::Item)) {
            self.items = self.items.saturating_sub(1);
        }
    }

    /// Ends an open paragraph or heading, whose end tag may be left out.
    fn close_text(&mut self) {
        while matches!(self.open.last(), Some(Open::Paragraph | Open::Heading(_))) {
            self.pop();
        }
    }

    /// Ends whatever is open inside the innermost table.
    fn close_within_table(&mut self) {
        while matches!(self.open.last(), Some(open) if !matches!(open, Open::Table { .. })) {
            self.pop();
        }
    }

    /// Ends the innermost open element of that kind; an end tag without a start tag does nothing.
    fn close(&mut self, element: Element) {
        match element {
            Element::Table => {
                self.close_within_table();
                self.pop();
            }
            Element::Row | Element::Cell => self.close_within_table(),
            Element::Paragraph | Element::Heading(_) => self.close_text(),
            Element::Item => {
                self.close_text();
                if matches!(self.open.last(), Some(Open::Item)) {
                    self.pop();
                }
            }
            Element::List => {
                while matches!(self.open.last(), Some(Open::Item | Open::Paragraph | Open::Heading(_))) {
                    self.pop();
                }
                if matches!(self.open.last(), Some(Open::List)) {
                    self.pop();
                }
            }
            Element::Box => self.close_text(),
        }
    }
}

impl<'s> Reader<'s> {
    /// A block of raw HTML begins.
    pub(super) fn start_html(&mut self, at: Range<usize>) {
        if !self.flow.is_in_pair() {
            self.finish_block();
        }
        self.limit = at.end;
    }

    /// A line of raw HTML. Lines are read together, since tags and comments go over several.
    pub(super) fn html_line(&mut self, at: Range<usize>) {
        if let Some(run) = &mut self.html.run {
            let between = self.source.get(run.end..at.start);
            if between.is_some_and(|text| text.bytes().all(|b| b == b' ' || b == b'\t')) {
                run.end = at.end;
                return;
            }
            self.flush_html();
        }
        self.html.run = Some(at);
    }

    /// Reads the raw HTML that was passed through so far.
    pub(super) fn flush_html(&mut self) {
        let Some(run) = self.html.run.take() else { return };
        let Some(html) = self.source.get(..run.end) else { return };
        let mut at = run.start;
        while at < html.len() {
            at = self.html_token(html, at).max(at + 1);
        }
    }

    /// Reads the token at `at` and returns where it ends.
    fn html_token(&mut self, html: &'s str, at: usize) -> usize {
        if self.html.is_in_comment {
            let end = memchr::memmem::find(&html.as_bytes()[at..], b"-->");
            self.html.is_in_comment = end.is_none();
            return end.map_or(html.len(), |end| at + end + 3);
        }
        if let Some(element) = self.html.hidden {
            return self.hidden_html(html, at, element);
        }
        match tags::next_token(html, at) {
            Some(Token::Text(range)) => {
                let end = range.end;
                self.html_text(range);
                end
            }
            Some(Token::Tag(range)) => {
                let end = range.end;
                let tag = self.tags.read(&html[range.clone()]);
                self.html_tag(tag, range);
                end
            }
            Some(Token::Comment(end)) => {
                self.html.is_in_comment = end.is_none() && html[at..].starts_with("<!--");
                end.unwrap_or(html.len())
            }
            None => html.len(),
        }
    }

    fn hidden_html(&mut self, html: &str, at: usize, element: RawElement) -> usize {
        let mut from = at;
        while let Some(found) = memchr::memmem::find(&html.as_bytes()[from..], b"</") {
            let name = from + found + 2;
            let written = html.as_bytes().get(name..name + element.name().len());
            if written.is_some_and(|written| written.eq_ignore_ascii_case(element.name().as_bytes())) {
                self.html.hidden = None;
                return memchr::memchr(b'>', &html.as_bytes()[name..]).map_or(html.len(), |end| name + end + 1);
            }
            from = name;
        }
        html.len()
    }

    /// Whether an inline tag belongs to a script or style; its end tag makes text visible again.
    pub(super) fn hidden_by_raw(&mut self, tag: &Tag<'s>, at: &Range<usize>) -> bool {
        let Some(element) = self.html.hidden else { return false };
        let written = self.source.get(at.clone()).and_then(|raw| raw.strip_prefix("</"));
        if *tag == Tag::Other && written.is_some_and(|name| name.to_ascii_lowercase().starts_with(element.name())) {
            self.html.hidden = None;
        }
        true
    }

    fn html_tag(&mut self, tag: Tag<'s>, at: Range<usize>) {
        match tag {
            Tag::Block(element, id) => self.html_block(element, id, at),
            Tag::BlockEnd(element) => {
                if !self.goes_on_in_pair(element, &at) {
                    self.finish_block();
                    self.html.close(element);
                }
            }
            Tag::Other => {}
            inline => {
                self.ensure_html_block(&at);
                self.inline_meaning(inline, at);
            }
        }
    }

    fn html_block(&mut self, element: Element, id: Option<Cow<'s, str>>, at: Range<usize>) {
        if self.goes_on_in_pair(element, &at) {
            return;
        }
        self.finish_block();
        self.html.open(element);
        if matches!(element, Element::Heading(_)) && id.is_some() {
            self.ensure_html_block(&at);
            if let Some(block) = &mut self.block {
                block.anchor = id;
            }
        }
    }

    /// Inside a pair a paragraph or a list is a line break; only a table's parts end it.
    fn goes_on_in_pair(&mut self, element: Element, at: &Range<usize>) -> bool {
        if !self.flow.is_in_pair() || matches!(element, Element::Table | Element::Row | Element::Cell) {
            return false;
        }
        self.flow.push_replaced("\n", at.clone());
        true
    }

    fn ensure_html_block(&mut self, at: &Range<usize>) {
        if self.block.is_none() {
            let kind = self.html.kind();
            self.open_block(kind, at.clone());
        }
        let block = self.ensure_block(at);
        block.is_html = true;
    }

    fn html_text(&mut self, at: Range<usize>) {
        let Some(text) = self.source.get(at.clone()) else { return };
        if self.block.is_none() && text.trim().is_empty() {
            return;
        }
        self.ensure_html_block(&at);
        if memchr::memchr_iter(b']', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'(')) {
            // Authors forget that Markdown is not read here; an address is no text even so.
            return self.fragment(at);
        }
        let mut from = 0;
        for found in memchr::memchr_iter(b'&', text.as_bytes()) {
            let Some((len, cooked)) = text.get(found..).filter(|_| found >= from).and_then(entity) else { continue };
            self.flow.push_source(at.start + from..at.start + found);
            self.flow.push_replaced(&cooked, at.start + found..at.start + found + len);
            from = found + len;
        }
        self.html_lines(at.start + from..at.end);
    }

    /// Text of raw HTML whose lines may end with CR.
    fn html_lines(&mut self, at: Range<usize>) {
        let mut from = at.start;
        let Some(text) = self.source.get(at.clone()) else { return };
        for found in memchr::memchr_iter(b'\r', text.as_bytes()).map(|found| at.start + found) {
            let end = found + 1 + usize::from(self.source.as_bytes().get(found + 1) == Some(&b'\n'));
            self.flow.push_source(from..found);
            self.flow.push_replaced("\n", found..end.min(at.end));
            from = end.min(at.end);
        }
        self.flow.push_source(from..at.end);
    }
}

/// The entity at the start of `text`: its length and what it stands for.
fn entity(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let body = text.strip_prefix('&')?;
    let len = body.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if len == 0 || body.as_bytes().get(len) != Some(&b';') {
        return None;
    }
    let cooked = match &body[..len] {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u{A0}",
        _ => return Some((len + 2, Cow::Owned(named_entity(&text[..len + 2])?))),
    };
    Some((len + 2, Cow::Borrowed(cooked)))
}

/// Any entity, by the table of the Markdown parser.
fn named_entity(entity: &str) -> Option<String> {
    let texts = Parser::new_ext(entity, Options::empty()).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    let cooked: String = texts.collect();
    (cooked != entity).then_some(cooked)
}
