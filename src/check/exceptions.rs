//! Exceptions that stand in an article.

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
    findings.extend(own.into_iter().filter(|finding| !hide(member, &mut exceptions, finding)));
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

fn hide(member: &Loaded<'_>, exceptions: &mut [Exception], finding: &Finding) -> bool {
    let mut is_hidden = false;
    for exception in exceptions.iter_mut().filter(|exception| exception.rule.id == finding.rule) {
        let region = member.file.source.file_span(exception.region);
        if (region.start..region.end).contains(&finding.span.start) {
            exception.is_used = true;
            is_hidden = true;
        }
    }
    is_hidden
}

/// Makes exceptions of comments. What stands in code is no comment but shows one.
fn asked(member: &Loaded<'_>, comments: Vec<Comment>) -> Asked {
    let mut asked = Asked::default();
    let end = Span::new(member.file.source.text.len(), member.file.source.text.len()).end;
    let mut open: Vec<Exception> = Vec::new();
    for comment in comments {
        let place = Span::new(comment.span.start, comment.span.end);
        if is_in_code(member, place) {
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
        let stop = if is_next { end_of_next(member, place.end) } else { end };
        let region = Span { start: place.end, end: stop };
        let list = if is_next { &mut asked.exceptions } else { &mut open };
        list.extend(rules.into_iter().map(|rule| Exception { rule, region, comment: place, is_used: false }));
    }
    asked.exceptions.append(&mut open);
    asked
}

impl Asked {
    /// Ends what is `open` of `rules`, or all of it where none is named.
    fn close(&mut self, open: &mut Vec<Exception>, rules: &[&Rule], place: Span) {
        let is_ended =
            |exception: &Exception| rules.is_empty() || rules.iter().any(|rule| rule.id == exception.rule.id);
        let (ended, kept): (Vec<_>, Vec<_>) = open.drain(..).partition(is_ended);
        if ended.is_empty() {
            let sentence = "This comment ends no exception: none that it names is open here; take it out.".to_owned();
            self.faults.push((place, sentence));
        }
        let closed =
            |exception: Exception| Exception { region: Span { end: place.start, ..exception.region }, ..exception };
        self.exceptions.extend(ended.into_iter().map(closed));
        *open = kept;
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

fn is_in_code(member: &Loaded<'_>, place: Span) -> bool {
    let is_block =
        member.article.blocks.iter().any(|block| block.kind == BlockKind::Code && block.span.contains(place));
    let mut marks = texts(member).flat_map(|text| text.marks.iter().map(move |mark| (text, mark)));
    is_block || marks.any(|(text, mark)| mark.kind == MarkKind::Code && text.article_span(mark.span).contains(place))
}

/// Where the first segment behind `start` ends, both its sides.
fn end_of_next(member: &Loaded<'_>, start: u32) -> u32 {
    let whole = |segment: &Segment<'_>| {
        let sides = [&segment.target, &segment.source].into_iter().flatten().map(Text::whole_span);
        sides.reduce(Span::join)
    };
    let segments = member.article.blocks.iter().flat_map(|block| &block.segments);
    let behind = segments.filter_map(whole).filter(|span| span.start >= start);
    behind.min_by_key(|span| span.start).map_or(start, |span| span.end)
}
