//! The running text of one block, sorted into span pairs and the text that no pair covers.

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::builder::TextBuilder;
use super::tags::{CommonTag, Tag};
use super::{Defect, DefectKind, MarkKind, Segment, Text};
use crate::text::Span;

/// How many of the marks that are open are carried into a pair that begins within them.
const CARRIED_MARKS: usize = 16;
/// How far back the beginning of a mark is looked for.
const MARK_WINDOW: usize = 64;

/// Collects the text of a block as it is read.
#[derive(Debug, Default)]
pub(super) struct Flow<'s> {
    source: &'s str,
    /// Text outside pairs.
    outside: TextBuilder,
    /// Whether pairs stand between the outside text and what follows it.
    has_gap: bool,
    /// Spans that are open, and the sides of pairs among them.
    frames: Vec<FrameKind>,
    sides: Vec<Side<'s>>,
    /// The translated sides that the open English sides answer.
    answered: Vec<Option<Side<'s>>>,
    /// A translated side whose English has not come yet.
    pending: Option<Side<'s>>,
    /// Marks that are open, with their index in the text that is being written.
    marks: Vec<(MarkKind, Option<usize>)>,
    /// Whether the text is kept as it stands, white space at the start included.
    is_verbatim: bool,
    images: u32,
    has_images: bool,
    has_plain_text: bool,
    segments: Vec<Segment<'s>>,
    /// What was wrong so far, in the whole article.
    pub(super) defects: Vec<Defect>,
    /// The ids of the pairs so far, in the whole article.
    ids: Ids<'s>,
}

/// An open span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    Target,
    Source,
    Lookup,
    Other,
}

/// One side of a pair.
#[derive(Debug, Default)]
struct Side<'s> {
    id: Cow<'s, str>,
    /// The opening tag.
    tag: Span,
    /// Its index among the open spans.
    frame: usize,
    text: TextBuilder,
    is_unclosed: bool,
    /// A pair that was opened in here.
    nested: Option<Box<(Span, String)>>,
}

impl FrameKind {
    fn is_side(self) -> bool {
        matches!(self, Self::Target | Self::Source)
    }
}

/// The ids seen so far. They nearly always ascend, and as long as they do no table of them is needed.
#[derive(Debug, Default)]
struct Ids<'s> {
    ascending: Vec<Cow<'s, str>>,
    table: Option<FxHashSet<Cow<'s, str>>>,
}

impl<'s> Ids<'s> {
    /// Whether the id is new.
    fn insert(&mut self, id: Cow<'s, str>) -> bool {
        if let Some(table) = &mut self.table {
            return table.insert(id);
        }
        if self.ascending.last().is_none_or(|last| (last.len(), &**last) < (id.len(), &*id)) {
            self.ascending.push(id);
            return true;
        }
        let table = self.table.insert(self.ascending.drain(..).collect());
        table.insert(id)
    }

    fn is_empty(&self) -> bool {
        self.table.is_none() && self.ascending.is_empty()
    }
}

/// What a block said.
#[derive(Debug)]
pub(super) struct Finished<'s> {
    pub(super) segments: Vec<Segment<'s>>,
    /// Whether all of it is the alternative text of images.
    pub(super) is_alt_text: bool,
}

impl<'s> Flow<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, ..Self::default() }
    }

    /// Whether one side of a pair is open.
    pub(super) fn is_in_pair(&self) -> bool {
        !self.sides.is_empty()
    }

    /// Whether the article has shown a pair so far.
    pub(super) fn has_seen_pairs(&self) -> bool {
        !self.ids.is_empty()
    }

    /// The side that is open is to be closed in this block and is not.
    pub(super) fn mark_unclosed(&mut self) {
        if let Some(side) = self.sides.last_mut() {
            side.is_unclosed = true;
        }
    }

    /// Adds what stands between the text so far and `end`: the `|` in a pair, with its blanks.
    pub(super) fn push_stray_bar(&mut self, end: usize) {
        let between = self.text().end_in_source()..end;
        let is_bar = |text: &str| text.len() < 16 && text.bytes().all(|b| b == b'|' || b == b' ');
        if self.source.get(between.clone()).is_some_and(is_bar) {
            self.push_source(between);
        }
    }

    /// Keeps what follows in this block as it stands.
    pub(super) fn keep_verbatim(&mut self) {
        self.is_verbatim = true;
    }

    /// Adds a stretch of the article as it stands.
    pub(super) fn push_source(&mut self, at: Range<usize>) {
        let Some(at) = self.prepare(at) else { return };
        let source = self.source;
        self.text().push_source(source, at);
    }

    /// Adds text that was made of `at` by taking prefixes or escapes away.
    pub(super) fn push_aligned(&mut self, cooked: &str, at: Range<usize>) {
        if self.prepare(at.clone()).is_none() {
            return;
        }
        let source = self.source;
        self.text().push_aligned(source, cooked, at);
    }

    /// Adds text that stands for the whole of `at`.
    pub(super) fn push_replaced(&mut self, cooked: &str, at: Range<usize>) {
        let is_blank = is_blank(cooked);
        if !self.prepare_outside(is_blank, at.start) {
            return;
        }
        self.has_plain_text |= self.images == 0 && !is_blank;
        let source = self.source;
        self.text().push_replaced(source, cooked, at);
    }

    /// Adds a line break that is written as `at`.
    pub(super) fn push_break(&mut self, at: Range<usize>) {
        if self.source.get(at.clone()) == Some("\n") { self.push_source(at) } else { self.push_replaced("\n", at) }
    }

    /// Begins a mark.
    pub(super) fn open_mark(&mut self, kind: MarkKind) {
        self.images += u32::from(kind == MarkKind::AltText);
        self.has_images |= kind == MarkKind::AltText;
        let index = self.text().open_mark(kind);
        self.marks.push((kind, Some(index)));
    }

    /// Ends the innermost mark of that kind, if one is open.
    pub(super) fn close_mark(&mut self, kind: MarkKind) {
        let from = self.marks.len().saturating_sub(MARK_WINDOW);
        let Some(at) = self.marks[from..].iter().rposition(|(open, _)| *open == kind) else {
            return;
        };
        if kind == MarkKind::AltText {
            self.images = self.images.saturating_sub(1);
        }
        if let (_, Some(index)) = self.marks.remove(from + at) {
            self.text().close_mark(index);
        }
    }

    /// Takes a span tag; any other tag is left alone.
    pub(super) fn span_tag(&mut self, tag: Tag<'s>, at: Range<usize>) {
        match tag {
            Tag::Target(id) => self.open_target(id, at),
            Tag::Source(id) => self.open_source(id, at),
            Tag::Lookup => self.common_tag(CommonTag::Lookup, at),
            Tag::Span => self.frames.push(FrameKind::Other),
            Tag::SpanEnd => self.close(),
            _ => {}
        }
    }

    /// Takes a span tag as the publishing system writes it.
    pub(super) fn common_tag(&mut self, tag: CommonTag<'s>, at: Range<usize>) {
        match tag {
            CommonTag::Target(id) => self.open_target(Cow::Borrowed(id), at),
            CommonTag::Source(id) => self.open_source(Cow::Borrowed(id), at),
            CommonTag::Lookup => {
                self.end_unclosed_target();
                self.frames.push(FrameKind::Lookup);
            }
            CommonTag::SpanEnd => self.close(),
        }
    }

    /// Ends the block.
    pub(super) fn finish(&mut self) -> Finished<'s> {
        if !self.frames.is_empty() {
            self.close_unclosed(0);
        }
        self.drop_pending();
        let is_alt_text = self.has_images && !self.has_plain_text;
        self.finish_outside();
        self.marks.clear();
        self.has_gap = false;
        self.is_verbatim = false;
        self.images = 0;
        self.has_images = false;
        self.has_plain_text = false;
        // Copied, so that the block's memory is no larger than its segments.
        let mut segments = Vec::with_capacity(self.segments.len());
        segments.append(&mut self.segments);
        Finished { segments, is_alt_text }
    }

    /// The text that is being written.
    fn text(&mut self) -> &mut TextBuilder {
        self.sides.last_mut().map_or(&mut self.outside, |side| &mut side.text)
    }

    /// What of `at` is to be added; outside pairs no white space stands at the start or beside a pair.
    fn prepare(&mut self, at: Range<usize>) -> Option<Range<usize>> {
        if self.is_in_pair() {
            if !self.has_plain_text {
                self.has_plain_text = self.images == 0 && !is_blank(self.source.get(at.clone()).unwrap_or(""));
            }
            return Some(at);
        }
        let text = self.source.get(at.clone()).unwrap_or("");
        let is_blank = is_blank(text);
        if at.is_empty() || !self.prepare_outside(is_blank, at.start) {
            return None;
        }
        self.has_plain_text |= self.images == 0 && !is_blank;
        if !self.is_verbatim && self.outside.is_empty() {
            return Some(at.end - text.trim_start().len()..at.end);
        }
        Some(at)
    }

    /// Whether text may be added now: outside pairs, blanks at the start and beside a pair may not. Puts
    /// a space in the place of the pairs before it.
    fn prepare_outside(&mut self, is_blank: bool, start: usize) -> bool {
        if self.is_in_pair() {
            return true;
        }
        if is_blank && !self.is_verbatim && (self.has_gap || self.outside.is_empty()) {
            return false;
        }
        if mem::take(&mut self.has_gap) && !self.outside.is_empty() {
            let source = self.source;
            if !self.outside.as_str(source).ends_with(char::is_whitespace) {
                let end = self.outside.end_in_source();
                self.outside.push_replaced(source, " ", end.min(start)..start);
            }
        }
        true
    }

    fn open_target(&mut self, id: Cow<'s, str>, at: Range<usize>) {
        if self.is_in_pair() {
            self.open_nested(&id, &at);
        }
        self.drop_pending();
        self.open_side(FrameKind::Target, id, at);
    }

    /// A translated side begins within a side.
    fn open_nested(&mut self, id: &str, at: &Range<usize>) {
        let innermost = self.sides.last().map(|side| side.frame);
        match innermost.map(|frame| (frame, self.frames[frame])) {
            // The English never holds a translation: it was not closed.
            Some((frame, FrameKind::Source)) => {
                let is_wrapped = frame > 0 && self.frames[frame - 1] == FrameKind::Lookup;
                self.close_unclosed(frame - usize::from(is_wrapped));
            }
            _ => {
                if let Some(side) = self.sides.last_mut() {
                    side.nested = Some(Box::new((Span::from(at.clone()), id.to_owned())));
                }
            }
        }
    }

    fn open_source(&mut self, id: Cow<'s, str>, at: Range<usize>) {
        self.end_unclosed_target();
        let target = self.pending.take();
        if let Some(target) = target.as_ref().filter(|target| target.id != id) {
            let ids = format!("{} / {}", target.id, id);
            self.defects.push(Defect { kind: DefectKind::DifferingIds, span: Span::from(at.clone()), id: ids });
        }
        self.answered.push(target);
        self.open_side(FrameKind::Source, id, at);
    }

    /// The English begins while its translated side is still open: the author forgot the end tag.
    fn end_unclosed_target(&mut self) {
        if self.pending.is_some() || !self.is_in_pair() {
            return;
        }
        let innermost = self.sides.last().map(|side| side.frame);
        if let Some(target) = innermost.filter(|frame| self.frames[*frame] == FrameKind::Target) {
            self.close_unclosed(target);
        }
    }

    fn open_side(&mut self, kind: FrameKind, id: Cow<'s, str>, at: Range<usize>) {
        self.suspend_marks();
        self.has_gap = true;
        self.sides.push(Side { id, tag: Span::from(at), frame: self.frames.len(), ..Side::default() });
        self.frames.push(kind);
        self.resume_marks();
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if !frame.is_side() {
            return;
        }
        self.suspend_marks();
        let Some(mut side) = self.sides.pop() else { return };
        self.resume_marks();
        if side.is_unclosed {
            self.defects.push(side.defect(DefectKind::Unclosed));
        } else if let Some(nested) = side.nested.take() {
            let (span, id) = *nested;
            self.defects.push(Defect { kind: DefectKind::Crossed, span, id });
        }
        if frame == FrameKind::Target {
            self.drop_pending();
            self.pending = Some(side);
        } else {
            let target = self.answered.pop().flatten();
            self.emit(target, Some(side));
        }
    }

    /// Closes the frames from `from` on, which have no end tag.
    fn close_unclosed(&mut self, from: usize) {
        while self.frames.len() > from {
            if self.frames.last().is_some_and(|frame| frame.is_side()) {
                self.mark_unclosed();
            }
            self.close();
        }
    }

    /// The English of the pending side did not come.
    fn drop_pending(&mut self) {
        if let Some(target) = self.pending.take() {
            self.emit(Some(target), None);
        }
    }

    fn emit(&mut self, target: Option<Side<'s>>, source: Option<Side<'s>>) {
        let Some(first) = target.as_ref().or(source.as_ref()) else { return };
        let (id, tag) = (first.id.clone(), first.tag);
        let source_tag = source.as_ref().map(|side| side.tag);
        let has = (target.is_some(), source.is_some());
        let is_unclosed = target.as_ref().is_some_and(|side| side.is_unclosed);
        let finish = |side: Option<Side<'s>>| side.and_then(|side| side.text.finish(self.source));
        let segment = Segment { id: Some(id.clone()), target: finish(target), source: finish(source) };
        let text = (segment.target.is_some(), segment.source.is_some());
        let defect = match (has, text) {
            ((true, false), _) if is_unclosed => None,
            ((true, false), _) => Some((DefectKind::NoSource, tag)),
            ((false, true), _) => Some((DefectKind::NoTarget, tag)),
            (_, (false, true)) => Some((DefectKind::EmptyTarget, tag)),
            (_, (true, false)) => Some((DefectKind::EmptySource, source_tag.unwrap_or(tag))),
            _ => None,
        };
        if let Some((kind, span)) = defect {
            self.defects.push(Defect { kind, span, id: id.clone().into_owned() });
        }
        if !self.ids.insert(id.clone()) {
            self.defects.push(Defect { kind: DefectKind::DuplicateId, span: tag, id: id.into_owned() });
        }
        if text != (false, false) {
            self.segments.push(segment);
        }
    }

    fn suspend_marks(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let mut marks = mem::take(&mut self.marks);
        let from = marks.len().saturating_sub(CARRIED_MARKS);
        for index in marks[from..].iter_mut().filter_map(|(_, index)| index.take()) {
            self.text().close_mark(index);
        }
        self.marks = marks;
    }

    fn resume_marks(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let mut marks = mem::take(&mut self.marks);
        let from = marks.len().saturating_sub(CARRIED_MARKS);
        for (kind, index) in &mut marks[from..] {
            *index = Some(self.text().open_mark(*kind));
        }
        self.marks = marks;
    }

    fn finish_outside(&mut self) {
        for at in 0..self.marks.len() {
            if let Some(index) = self.marks[at].1 {
                self.outside.close_mark(index);
            }
        }
        if self.outside.is_empty() {
            self.outside = TextBuilder::default();
            return;
        }
        let mut outside = mem::take(&mut self.outside);
        outside.trim_end(self.source);
        let Some(text) = outside.finish(self.source) else { return };
        if text.cooked.chars().any(char::is_alphanumeric) && !is_placeholder(&text) {
            self.segments.push(Segment { id: None, target: Some(text), source: None });
        }
    }
}

impl Side<'_> {
    fn defect(&self, kind: DefectKind) -> Defect {
        Defect { kind, span: self.tag, id: self.id.clone().into_owned() }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether nothing but a placeholder stands there.
fn is_placeholder(text: &Text<'_>) -> bool {
    let whole = Span::new(0, text.cooked.len());
    text.marks.iter().any(|mark| mark.kind == MarkKind::Placeholder && mark.span == whole)
}
