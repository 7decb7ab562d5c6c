//! From a problem to a finding: places, excerpts, messages, fingerprints.

use crate::diagnostic::{Excerpt, FactView, Finding, SourceSide, Suggestion, TargetSide, Words};
use crate::document::{Segment, Text};
use crate::facts::{Fact, Kind, Value};
use crate::rules::{self, Problem, Trouble};
use crate::text::Span;

use super::Job;
use super::files::{File, Which};
use super::fingerprint::Fingerprints;

/// How many bytes of a long line are kept on each side of the words concerned.
const EXCERPT_MARGIN: usize = 90;

/// Longer texts (in bytes) are quoted in part: every finding in them has a quote of its own.
const LONGEST_TEXT: usize = 16 * 1024;

/// A text of a segment in a file, and the fact of it that a finding is about.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) segment: &'a Segment<'a>,
    pub(super) which: Which,
    pub(super) fact: Option<&'a Fact>,
}

impl<'a> Spot<'a> {
    fn text(&self) -> Option<&'a Text<'a>> {
        match self.which {
            Which::Target => self.segment.target.as_ref(),
            Which::Source => self.segment.source.as_ref(),
        }
    }

    /// The bytes of the whole text.
    fn whole_span(&self) -> Span {
        self.text().map(Text::whole_span).unwrap_or_default()
    }

    pub(super) fn cooked(&self) -> &'a str {
        self.text().map_or("", |text| &text.cooked)
    }

    /// The bytes of the article: the fact's, else those of the whole text.
    pub(super) fn span(&self, part: Part) -> Span {
        let Some(text) = self.text() else { return Span::default() };
        match self.fact {
            Some(fact) => text.article_span(words_span(fact, part, &text.cooked)),
            None => self.whole_span(),
        }
    }

    /// The fact as rules see it.
    pub(super) fn told(&self, part: Part) -> Option<rules::Told<'a>> {
        let fact = self.fact?;
        let words = self.cooked().get(words_span(fact, part, self.cooked()).range()).unwrap_or("");
        Some(rules::Told { fact, words })
    }

    /// The words concerned in the cooked text; empty where no fact of it is.
    fn words(&self, part: Part) -> Span {
        self.fact.map_or_else(Span::default, |fact| words_span(fact, part, self.cooked()))
    }

    /// The text as findings quote it, and the words concerned in it. Of a very long one only what stands around them.
    fn quoted(&self, part: Part) -> (String, Span) {
        let (text, words) = (self.cooked(), self.words(part));
        if text.len() <= LONGEST_TEXT {
            return (text.to_owned(), words);
        }
        let start = text.floor_char_boundary((words.start as usize).saturating_sub(LONGEST_TEXT / 2));
        let end = text.ceil_char_boundary((words.end as usize).saturating_add(LONGEST_TEXT / 2).min(text.len()));
        let moved = |at: u32| at as usize - start;
        let quote = text.get(start..end).unwrap_or("");
        (quote.to_owned(), Span::new(moved(words.start), moved(words.end)))
    }

    pub(super) fn view(&self) -> Option<FactView> {
        let fact = self.fact?;
        Some(view(fact, self.cooked()))
    }
}

/// Which words of a fact a finding is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Those that state the value.
    Words,
    /// The relation and bound words with them.
    Phrase,
    /// The name that they stand behind with them.
    Named,
    /// Those that are broken.
    Damaged,
    /// The digits of a code with the letters before their hyphen: `Mo-210`, `МБ — 210`.
    Code,
}

impl Part {
    /// Those that a finding of this trouble points at.
    pub(super) fn of(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Relation(_) | Trouble::Missing | Trouble::Past(_) => Self::Phrase,
            Trouble::Damage(_) => Self::Damaged,
            Trouble::Name => Self::Named,
            _ => Self::Words,
        }
    }
}

pub(super) fn words_span(fact: &Fact, part: Part, cooked: &str) -> Span {
    match part {
        Part::Code => code_span(fact.span, cooked),
        Part::Words => fact.span,
        Part::Phrase => fact.phrase(),
        Part::Named => fact.named(),
        Part::Damaged => fact.damage.map_or(fact.span, |(_, span)| span),
    }
}

fn code_span(digits: Span, cooked: &str) -> Span {
    let before = cooked.get(..digits.start as usize).unwrap_or("");
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '\u{2011}' | '\u{2212}');
    let hyphen = before.trim_end();
    let Some(head) = hyphen.strip_suffix(is_dash) else { return digits };
    let head = head.trim_end();
    let letters = head.trim_end_matches(char::is_alphanumeric);
    if letters.len() == head.len() { digits } else { Span::new(letters.len(), digits.end as usize) }
}

/// The words that a finding of `trouble` between two facts points at.
pub(super) fn part_of(trouble: &Trouble, source: Option<&Fact>, target: Option<&Fact>) -> Part {
    let (Trouble::Value, Some(source), Some(target)) = (trouble, source, target) else { return Part::of(trouble) };
    let Value::Identifier(code) = &source.value else { return Part::of(trouble) };
    match target.kind() {
        Kind::Identifier => Part::of(trouble),
        _ if target.label.is_some() && code.contains(' ') => Part::Named,
        Kind::Number => Part::Code,
        _ => Part::of(trouble),
    }
}

/// A fact as reports show it; `cooked` is the text it was read in.
pub(super) fn view(fact: &Fact, cooked: &str) -> FactView {
    FactView {
        kind: fact.kind().as_str().into(),
        value: fact.value.to_string().into(),
        text: cooked.get(fact.span.range()).unwrap_or("").into(),
        relation: fact.relation.map(|(relation, _)| relation.as_str()).filter(|name| *name != "on").map(Words::from),
        bound: fact.bound.map(|(bound, _)| bound.as_str().into()),
        weak: fact.is_weak,
    }
}

/// A problem with its places, waiting for its wording.
pub(super) struct Draft<'a> {
    pub(super) trouble: Trouble,
    pub(super) source: Option<Spot<'a>>,
    /// The side that is reported on; for troubles of the file itself only its file counts.
    pub(super) target: Spot<'a>,
    /// Where there are no words to point at: the bytes of the file concerned.
    pub(super) place: Option<Span>,
    /// What to put in place of the words concerned.
    pub(super) suggestion: Option<Suggestion>,
}

/// Makes findings of one family's drafts.
pub(super) struct Emitter<'s> {
    pub(super) article: &'s str,
    job: &'s Job<'s>,
    fingerprints: Fingerprints,
}

impl<'s> Emitter<'s> {
    pub(super) fn new(article: &'s str, job: &'s Job<'s>) -> Self {
        Self { article, job, fingerprints: Fingerprints::default() }
    }

    /// The finding for a draft; `None` where no rule that was asked for claims it.
    pub(super) fn finding(&mut self, draft: Draft<'_>) -> Option<Finding> {
        let part = part_of(&draft.trouble, draft.source.and_then(|spot| spot.fact), draft.target.fact);
        let span = draft.place.unwrap_or_else(|| draft.target.span(part));
        // It is named all the same: the name of the next one alike must not depend on what is left out.
        let is_left_out = self.job.is_diff_only && !self.is_touched(&draft, part, span);
        let problem = Problem {
            source: draft.source.and_then(|spot| spot.told(part)),
            target: draft.target.told(part),
            trouble: draft.trouble,
        };
        let rule = rules::claiming(&problem)?;
        if !(self.job.wanted)(rule) {
            return None;
        }
        let file = draft.target.file;
        let severity = self.job.ground.policy.severity(rule, &file.member.path, file.locale)?;
        let (start, end) =
            (file.lines().position(&file.source.text, span.start), file.lines().position(&file.source.text, span.end));
        let mut finding = Finding {
            rule: rule.id.into(),
            severity,
            path: file.source.path.as_str().into(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            span: file.source.file_span(span).into(),
            locale: file.tag().into(),
            article: self.article.into(),
            segment: draft.target.segment.id.as_ref().map(|id| Words::from(&**id)),
            message: (rule.message)(&problem).into(),
            source: draft.source.map(|spot| self.source_side(&spot, part)),
            target: target_side(&draft.target, part),
            suggestion: draft.suggestion.as_ref().map(|suggestion| suggestion.text.as_str().into()),
            is_safe_fix: draft.suggestion.is_some_and(|suggestion| suggestion.is_safe),
            fingerprint: Words::default(),
            byte_columns: (byte_column(file, span.start), byte_column(file, span.end)),
            excerpt: self.excerpt(file, span, draft.target.whole_span()),
        };
        finding.fingerprint = self.fingerprint(&finding).into();
        finding.share(self.job.pool);
        (!is_left_out).then_some(finding)
    }

    /// Whether the change that the run is about touches the words of either side.
    fn is_touched(&self, draft: &Draft<'_>, part: Part, span: Span) -> bool {
        let touches = |file: &File<'_>, span: Span, lacks_something: bool| {
            let line = |offset: u32| file.lines().position(&file.source.text, offset).line;
            self.job.history.touches(&file.member.path, (line(span.start), line(span.end)), lacks_something)
        };
        touches(draft.target.file, span, draft.target.fact.is_none())
            || draft.source.is_some_and(|spot| touches(spot.file, spot.span(part), spot.fact.is_none()))
    }

    fn source_side(&self, spot: &Spot<'_>, part: Part) -> SourceSide {
        let span = spot.span(part);
        let place = spot.file.lines().position(&spot.file.source.text, span.start);
        let locale = spot.file.tag_of(spot.which);
        let (text, words) = spot.quoted(part);
        SourceSide {
            path: spot.file.source.path.as_str().into(),
            line: place.line,
            column: place.column,
            text: text.into(),
            fact: spot.view(),
            locale: locale.into(),
            words,
            excerpt: self.excerpt(spot.file, span, spot.whole_span()),
        }
    }

    /// See [`excerpt`]; nothing where no report quotes.
    fn excerpt(&self, file: &File<'_>, span: Span, within: Span) -> Excerpt {
        if self.job.with_excerpts { excerpt(file, span, within) } else { Excerpt::default() }
    }

    /// Of rule, article, locale, the source's text, both facts and a counter among equals; never of a place or an id.
    fn fingerprint(&mut self, finding: &Finding) -> String {
        let text = finding.source.as_ref().map_or(&*finding.target.text, |side| &side.text);
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut parts = vec![Some(finding.rule.as_str()), Some(&finding.article), Some(&finding.locale), Some(&folded)];
        for fact in [finding.source.as_ref().and_then(|side| side.fact.as_ref()), finding.target.fact.as_ref()] {
            parts.extend([
                fact.map(|fact| fact.kind.as_str()),
                fact.map(|fact| fact.value.as_str()),
                fact.and_then(|fact| fact.relation.as_deref()),
                fact.and_then(|fact| fact.bound.as_deref()),
            ]);
        }
        self.fingerprints.next(&parts)
    }
}

fn target_side(spot: &Spot<'_>, part: Part) -> TargetSide {
    let (text, words) = spot.quoted(part);
    TargetSide { text: text.into(), fact: spot.view(), words }
}

/// The column of a byte of the decoded text, counted in bytes from 1.
fn byte_column(file: &File<'_>, offset: u32) -> u32 {
    let text = &file.source.text;
    let line = file.lines().position(text, offset).line;
    offset.saturating_sub(file.lines().line_span(text, line).start) + 1
}

/// The line of `span`, cut around it where it is long, and to `within`, the text it belongs to: beside a span pair
/// stand the markup and the other language, which tell the reader nothing. Of a very long span it is the beginning: what
/// many findings have in common is not copied whole for each.
fn excerpt(file: &File<'_>, span: Span, within: Span) -> Excerpt {
    let text = &file.source.text;
    let is_whole = span.len() <= LONGEST_TEXT;
    let cut = || Span::new(span.start as usize, text.ceil_char_boundary(span.start as usize + LONGEST_TEXT));
    let span = if is_whole { span } else { cut() };
    let lines = file.lines();
    let line = lines.position(text, span.start).line;
    let whole = lines.line_span(text, line);
    let last = lines.line_span(text, lines.position(text, span.end).line);
    let within = if within.contains(span) && !within.is_empty() { within } else { Span::new(0, text.len()) };
    let first_byte = (whole.start.max(within.start)) as usize;
    let last_byte = whole.join(last).end.min(within.end).max(span.end) as usize;
    let start = text.floor_char_boundary((span.start as usize).saturating_sub(EXCERPT_MARGIN)).max(first_byte);
    let end = text.ceil_char_boundary((span.end as usize + EXCERPT_MARGIN).min(text.len())).min(last_byte).max(start);
    let head = if start > first_byte { "…" } else { "" };
    let tail = if end < last_byte || !is_whole { "…" } else { "" };
    let shift = head.len() as i64 - start as i64;
    let at = |offset: u32| (i64::from(offset) + shift).max(0) as usize;
    Excerpt {
        text: format!("{head}{}{tail}", &text[start..end]).into(),
        line,
        highlight: Span::new(at(span.start), at(span.end)),
    }
}
