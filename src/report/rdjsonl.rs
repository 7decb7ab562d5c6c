//! `rdjsonl`: reviewdog's diagnostic format, one JSON object a line.
//!
//! Its columns count bytes of UTF-8, from 1, and its ends are exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::parts::{in_order, relative};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity, SourceSide};
use crate::json;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "rdjsonl",
    describe: "reviewdog's diagnostics, one JSON object a line",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnostic<'f> {
    message: &'f str,
    location: Location<'f>,
    severity: &'static str,
    source: Tool,
    code: Code<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<[Suggestion<'f>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_locations: Option<[Related<'f>; 1]>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    range: Range,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    start: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
}

#[derive(Clone, Copy, Serialize)]
struct Place {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'f> {
    value: &'f str,
}

#[derive(Serialize)]
struct Suggestion<'f> {
    range: Range,
    text: &'f str,
}

#[derive(Serialize)]
struct Related<'f> {
    message: &'f str,
    location: Location<'f>,
}

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    in_order(&outcome.findings, out, |_, finding, bytes| json::write_line(bytes, &diagnostic(finding)))
}

fn diagnostic(finding: &Finding) -> Diagnostic<'_> {
    let (start, end) = finding.byte_columns;
    let place = |line, column| Place { line, column: Some(column) };
    let range = Range { start: place(finding.line, start), end: Some(place(finding.end_line, end)) };
    Diagnostic {
        message: &finding.message,
        location: Location { path: relative(&finding.path), range },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        source: Tool { name: "docparity" },
        code: Code { value: &finding.rule },
        suggestions: finding.suggestion.as_deref().map(|text| [Suggestion { range, text }]),
        related_locations: finding.source.as_ref().map(|source| [related(source)]),
    }
}

/// The English, by its line: its column is known in characters only.
fn related(source: &SourceSide) -> Related<'_> {
    let range = Range { start: Place { line: source.line, column: None }, end: None };
    Related { message: &source.text, location: Location { path: relative(&source.path), range } }
}
