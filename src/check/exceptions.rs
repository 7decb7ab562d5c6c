//! Exceptions that stand in an article.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::debt::{Comment, Form, comments};
use crate::diagnostic::Finding;
use crate::document::{BlockKind, MarkKind, Segment, Text};
use crate::rules::{self, Rule, Trouble};
use crate::text::Span;

use super::Job;
use super::emit::{Draft, Emitter};
use super::family::{Loaded, nowhere};

/// A rule that a comment switches off, and where.
struct Exception {
    rule: &'static Rule,
    region: Span,
    comment: Span,
    is_used: bool,
}

/// What the comments of an article ask for.
#[derive(Default)]
struct Asked {
    exceptions: Vec<Exception>,
    /// Comments that cannot be heeded, with why.
    faults: Vec<(Span, String)>,
}

/// Takes what the comments of `member` name out of its findings, which begin at `from`, and adds what is to be said of the
/// comments themselves. Gives how many are hidden.
pub(super) fn apply(
    member: &Loaded<'_>,
    job: &Job<'_>,
    emitter: &mut Emitter<'_>,
    findings: &mut Vec<Finding>,
    from: usize,
) -> usize {
    let comments = comments(&member.file.source.text);
    if comments.is_empty() {
        return 0;
    }
    let Asked { mut exceptions, faults } = asked(member, comments);
    let own = findings.split_off(from);
    let before = own.len();
    findings.extend(left(member, &mut exceptions, own));
    let hidden = before - (findings.len() - from);
    // Only where every finding of the rule was looked for, it is known that there is none.
    let is_idle = |exception: &&Exception| !exception.is_used && !job.is_diff_only && (job.wanted)(exception.rule);
    let idle = exceptions.iter().filter(is_idle).map(|exception| (exception.comment, unused(exception.rule.id)));
    for (place, sentence) in faults.into_iter().chain(idle) {
        let (trouble, target) = (Trouble::Exception(sentence), nowhere(member));
        let draft = Draft { trouble, source: None, target, place: Some(place), suggestion: None };
        findings.extend(emitter.finding(draft));
    }
    hidden
}

/// What is said of an exception from `rule` that hides nothing.
pub(super) fn unused(rule: &str) -> String {
    format!("This exception hides no finding of `{rule}`; take it out.")
}

/// What of `findings` no exception hides. Marks those exceptions that hide something.
fn left(member: &Loaded<'_>, exceptions: &mut [Exception], findings: Vec<Finding>) -> Vec<Finding> {
    let mut starts: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for finding in &findings {
        starts.entry(&*finding.rule).or_default().push(finding.span.start);
    }
    starts.values_mut().for_each(|starts| starts.sort_unstable());
    let mut hidden: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for exception in exceptions {
        let region = member.file.source.file_span(exception.region);
        let starts = starts.get(exception.rule.id).map_or(&[][..], Vec::as_slice);
        let first = starts.get(starts.partition_point(|start| *start < region.start));
        exception.is_used = first.is_some_and(|start| *start < region.end);
        if exception.is_used {
            hidden.entry(exception.rule.id).or_default().push(region);
        }
    }
    let hidden: FxHashMap<_, _> = hidden.into_iter().map(|(rule, regions)| (rule, Regions::of(regions))).collect();
    let is_left = |finding: &Finding| {
        let place = Span { start: finding.span.start, end: finding.span.start + 1 };
        hidden.get(finding.rule.as_str()).is_none_or(|regions| !regions.contain(place))
    };
    findings.into_iter().filter(is_left).collect()
}

/// Parts of an article, in order and apart from each other.
struct Regions(Vec<Span>);

impl Regions {
    /// Those that share a byte become one.
    fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut apart: Vec<Span> = Vec::new();
        for span in spans {
            match apart.last_mut() {
                Some(last) if last.overlaps(span) => *last = last.join(span),
                _ => apart.push(span),
            }
        }
        Self(apart)
    }

    /// Whether `place` lies wholly in one of them.
    fn contain(&self, place: Span) -> bool {
        let behind = self.0.partition_point(|region| region.start <= place.start);
        behind.checked_sub(1).is_some_and(|at| self.0[at].contains(place))
    }
}

/// Makes exceptions of comments. What stands in code is no comment but shows one.
fn asked(member: &Loaded<'_>, comments: Vec<Comment>) -> Asked {
    let mut asked = Asked::default();
    let end = Span::new(member.file.source.text.len(), member.file.source.text.len()).end;
    let (code, segments) = (code(member), segments(member));
    let mut open = Open::new();
    for comment in comments {
        let place = Span::new(comment.span.start, comment.span.end);
        if code.contain(place) {
            continue;
        }
        let rules = match rules_of(&comment) {
            Ok(rules) => rules,
            Err(sentence) => {
                asked.faults.push((place, sentence));
                continue;
            }
        };
        if comment.form == Form::Enable {
            asked.close(&mut open, &rules, place);
            continue;
        }
        let is_next = comment.form == Form::NextSegment;
        let stop = if is_next { end_of_next(&segments, place.end) } else { end };
        let region = Span { start: place.end, end: stop };
        for rule in rules {
            let list = if is_next { &mut asked.exceptions } else { open.entry(rule.id).or_default() };
            list.push(Exception { rule, region, comment: place, is_used: false });
        }
    }
    asked.exceptions.extend(open.into_values().flatten());
    asked
}

/// Exceptions whose end has not come yet, by rule.
type Open = BTreeMap<&'static str, Vec<Exception>>;

impl Asked {
    /// Ends what is `open` of `rules`, or all of it where none is named.
    fn close(&mut self, open: &mut Open, rules: &[&Rule], place: Span) {
        let ended: Vec<_> = match rules {
            [] => std::mem::take(open).into_values().flatten().collect(),
            rules => rules.iter().filter_map(|rule| open.remove(rule.id)).flatten().collect(),
        };
        if ended.is_empty() {
            let sentence = "This comment ends no exception: none that it names is open here; take it out.".to_owned();
            self.faults.push((place, sentence));
        }
        let closed =
            |exception: Exception| Exception { region: Span { end: place.start, ..exception.region }, ..exception };
        self.exceptions.extend(ended.into_iter().map(closed));
    }
}

/// The rules that a comment names. Errors with a sentence where it cannot be heeded.
fn rules_of(comment: &Comment) -> Result<Vec<&'static Rule>, String> {
    if let Form::Unknown(word) = &comment.form {
        return Err(format!(
            "`{word}` is no comment that is known; write `docparity-disable-next-segment`, `docparity-disable` or `docparity-enable`."
        ));
    }
    let rules: Vec<_> = comment
        .rules
        .iter()
        .map(|rule| rules::lookup(rule).map_err(|error| error.to_string()))
        .collect::<Result<_, _>>()?;
    if comment.form == Form::Enable {
        return Ok(rules);
    }
    if rules.is_empty() || comment.reason.is_empty() {
        let lacks = if rules.is_empty() { "rule" } else { "reason" };
        return Err(format!(
            "This exception names no {lacks} and hides nothing; write the rule and why, as in `docparity-disable-next-segment date-mismatch The offer differs here.`"
        ));
    }
    Ok(rules)
}

fn texts<'m>(member: &'m Loaded<'_>) -> impl Iterator<Item = &'m Text<'m>> {
    let segments = member.article.blocks.iter().flat_map(|block| &block.segments);
    segments.flat_map(|segment| [&segment.target, &segment.source]).flatten()
}

/// What is code.
fn code(member: &Loaded<'_>) -> Regions {
    let blocks = member.article.blocks.iter().filter(|block| block.kind == BlockKind::Code).map(|block| block.span);
    let marks = texts(member).flat_map(|text| text.marks.iter().map(move |mark| (text, mark)));
    let marks = marks.filter(|(_, mark)| mark.kind == MarkKind::Code).map(|(text, mark)| text.article_span(mark.span));
    Regions::of(blocks.chain(marks).collect())
}

/// The segments, both their sides, by where they begin.
fn segments(member: &Loaded<'_>) -> Vec<Span> {
    let whole = |segment: &Segment<'_>| {
        let sides = [&segment.target, &segment.source].into_iter().flatten().map(Text::whole_span);
        sides.reduce(Span::join)
    };
    let segments = member.article.blocks.iter().flat_map(|block| &block.segments);
    let mut spans: Vec<_> = segments.filter_map(whole).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

/// Where the first segment behind `start` ends.
fn end_of_next(segments: &[Span], start: u32) -> u32 {
    segments.get(segments.partition_point(|span| span.start < start)).map_or(start, |span| span.end)
}
