//! `full`: each finding with the words concerned, in the translation and in the English, for people.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::Style;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::parts::{in_order, sentence};
use super::{Context, Format};
use crate::diagnostic::{Excerpt, Finding, Outcome, Severity};
use crate::text::{visible_line, visible_lines};

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "full",
    describe: "each finding with the words concerned in the translation and in the English",
    wants_matrix: false,
    wants_excerpts: true,
    write,
};

/// Excerpts are cut by whoever made them; the renderer must not cut them again.
const WIDTH: usize = 10_000;

/// What stands in for the translation's path, line and column until all is rendered: characters that
/// no text has any more once it is made safe to print.
const TARGET: char = '\u{1}';

/// The same for the English.
const SOURCE: char = '\u{2}';

fn write(outcome: &Outcome, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if context.color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    in_order(&outcome.findings, out, |_, finding, bytes| write_finding(finding, &renderer, bytes))?;
    if context.quiet {
        return Ok(());
    }
    let bold = if context.color { Style::new().bold() } else { Style::new() };
    writeln!(out, "{bold}{}{bold:#}", sentence(outcome))
}

fn write_finding(finding: &Finding, renderer: &Renderer, out: &mut dyn Write) -> io::Result<()> {
    let title = level(finding.severity).primary_title(visible_line(&finding.message)).id(visible_line(&finding.rule));
    let group = Group::with_title(title).element(quote(&finding.excerpt, TARGET, &finding.locale));
    let source = finding.source.as_ref();
    let group = group.elements(source.map(|source| quote(&source.excerpt, SOURCE, &source.locale)));
    let group = group.elements(finding.suggestion.as_deref().map(|words| Level::HELP.message(help(words))));
    let mut text = renderer.render(&[group]);
    text = with_place(&text, TARGET, &place(&finding.path, finding.line, finding.column));
    if let Some(source) = source {
        text = with_place(&text, SOURCE, &place(&source.path, source.line, source.column));
    }
    writeln!(out, "{text}\n")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// The excerpt with `label` under the words concerned; where there is nothing to quote, the place alone.
fn quote<'a>(excerpt: &Excerpt, place: char, label: &'a str) -> Element<'a> {
    if excerpt.text.is_empty() {
        return Origin::path(place.to_string()).into();
    }
    let kind = if place == TARGET { AnnotationKind::Primary } else { AnnotationKind::Context };
    let (text, highlight) = shown(excerpt);
    let annotation = kind.span(highlight).label(visible_line(label));
    Snippet::source(text).line_start(excerpt.line as usize).path(place.to_string()).annotation(annotation).into()
}

fn place(path: &str, line: u32, column: u32) -> String {
    format!("{}:{line}:{column}", visible_line(path))
}

/// `text` with `place` where the renderer wrote `stand_in`. The renderer puts line and column behind it
/// as it counts them in the excerpt, which may be cut; these go.
fn with_place(text: &str, stand_in: char, place: &str) -> String {
    let Some((before, after)) = text.split_once(stand_in) else {
        return text.to_owned();
    };
    let after = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    format!("{before}{place}{after}")
}

/// The excerpt's text made safe to print, and where the words concerned stand in it.
fn shown(excerpt: &Excerpt) -> (String, Range<usize>) {
    let text = excerpt.text.as_str();
    let Range { start, end } = match text.get(excerpt.highlight.range()) {
        Some(_) => excerpt.highlight.range(),
        None => 0..0,
    };
    let mut whole = visible_lines(&text[..start]).into_owned();
    let shown_start = whole.len();
    whole.push_str(&visible_lines(&text[start..end]));
    let highlight = shown_start..whole.len();
    whole.push_str(&visible_lines(&text[end..]));
    (whole, highlight)
}

fn help(suggestion: &str) -> Cow<'_, str> {
    match visible_line(suggestion) {
        words if words.is_empty() => Cow::Borrowed("leave these words out"),
        words => Cow::Owned(format!("write `{words}`")),
    }
}
