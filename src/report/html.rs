//! `html`: a review page, one file that needs nothing else: no network, no other script.
//!
//! The page is made of an embedded style sheet, script and the findings as JSON. The script shows as many of them as are
//! looked at, so that a report of tens of thousands opens at once. The content security policy in its head forbids it
//! to fetch anything.

use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rustc_hash::FxHashSet;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::parts::{cut, in_order, sentence};
use super::{Context, Format};
use crate::diagnostic::{
    ArticleMatrix, CellState, FactView, Finding, MatrixCell, MatrixColumn, MatrixRow, Outcome, Severity,
};
use crate::json;
use crate::rules;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "html",
    describe: "a review page: one file, with filters and the English beside each finding",
    wants_matrix: true,
    wants_excerpts: false,
    write,
};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// How many cells of facts a page holds before it lists only those that differ: what a browser reads at once.
const MOST_CELLS: usize = 200_000;

/// What a page may do: its own style and script, told by their digests, and nothing else of that kind, wherever it
/// comes from.
fn policy() -> String {
    let digest = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let (style, script) = (digest(STYLE), digest(SCRIPT));
    format!(
        "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )
}

/// Languages written from right to left, by CLDR's layout data.
const RIGHT_TO_LEFT: [&str; 16] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "ug", "ur", "yi"];

/// A finding as the page's script takes it.
#[derive(Serialize)]
struct Row<'f> {
    id: &'f str,
    rule: &'f str,
    severity: Severity,
    article: &'f str,
    locale: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<&'f str>,
    place: Place<'f>,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Words<'f>>,
    target: Words<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'f str>,
}

/// Path, line and column.
type Place<'f> = (&'f str, u32, u32);

/// One side: its text before, in and after the words concerned.
#[derive(Serialize)]
struct Words<'f> {
    locale: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place<'f>>,
    text: [&'f str; 3],
}

/// The facts of an article as the page's script takes them.
#[derive(Serialize)]
struct Matrix<'f> {
    article: &'f str,
    columns: &'f [MatrixColumn],
    /// Whether all facts are listed, or only those that are not alike everywhere.
    whole: bool,
    rows: Vec<FactRow<'f>>,
}

/// The text that states a fact, and a cell for each column.
type FactRow<'f> = (&'f str, Vec<Cell<'f>>);

/// State, words, value, and whether it is the odd one out.
type Cell<'f> = (CellState, &'f str, String, bool);

#[derive(Serialize)]
struct RuleRow {
    id: &'static str,
    severity: Severity,
    finds: &'static str,
}

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let shell = shell(outcome).into_string();
    let (before, after) = shell.split_once(DATA).unwrap_or((&shell, ""));
    out.write_all(before.as_bytes())?;
    write_data(outcome, out)?;
    out.write_all(after.as_bytes())?;
    out.write_all(b"\n")
}

/// What stands in the page for the findings until they are written.
const DATA: &str = "\u{1}";

fn shell(outcome: &Outcome) -> Markup {
    let sentence = sentence(outcome);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(policy());
                link rel="icon" href="data:,";
                title { "docparity: " (sentence) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#filters" { "Skip to the filters" }
                header {
                    h1 { "docparity" }
                    p #summary { (sentence) }
                }
                main { (frame()) }
                script type="application/json" id="data" { (PreEscaped(DATA)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// The parts of the page that the script fills.
fn frame() -> Markup {
    html! {
        noscript {
            p { "This page shows its findings with a script of its own, which your browser does not run. "
                code { "docparity check --format markdown" } " writes a report without one." }
        }
        section #overview aria-labelledby="overview-title" { h2 #overview-title { "Overview" } }
        section aria-labelledby="findings-title" {
            h2 #findings-title { "Findings" }
            form #filters role="search" tabindex="-1" {
                label { "Locale " select #locale {} }
                label { "Rule " select #rule {} }
                label { "Severity " select #severity {} }
                label { "Article " select #article {} }
                label.wide { "Text " input #text type="search" autocomplete="off" spellcheck="false"; }
                button #clear type="button" { "Clear filters" }
            }
            p #count role="status" {}
            div #matrix {}
            div #list {}
            button #more type="button" hidden { "Show more" }
        }
    }
}

/// Writes the findings and rules as JSON that may stand in a script element: one finding a line, no `<`.
fn write_data(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = b"{\"rules\":".to_vec();
    let found = |id: &str| outcome.summary.findings.by_rule.contains_key(id);
    let known = rules::ALL.iter().filter(|rule| found(rule.id));
    let known: Vec<_> = known.map(|rule| RuleRow { id: rule.id, severity: rule.severity, finds: rule.finds }).collect();
    write_element(&mut bytes, &known)?;
    bytes.extend_from_slice(b",\"rightToLeft\":");
    write_element(&mut bytes, &RIGHT_TO_LEFT)?;
    bytes.extend_from_slice(b",\"findings\":");
    out.write_all(&bytes)?;
    write_array(out, &by_article(&outcome.findings), |finding| row(finding))?;
    out.write_all(b",\"matrices\":")?;
    write_array(out, &matrices(outcome, MOST_CELLS), |(matrix, is_whole)| shown_matrix(matrix, *is_whole))?;
    out.write_all(b"}")
}

/// Writes an array, an element a line.
fn write_array<'i, T: Sync, S: Serialize + 'i>(
    out: &mut dyn Write,
    items: &'i [T],
    show: impl Fn(&'i T) -> S + Sync,
) -> io::Result<()> {
    out.write_all(b"[\n")?;
    in_order(items, out, |at, item, bytes| {
        if at > 0 {
            bytes.push(b',');
        }
        write_element(bytes, &show(item))
    })?;
    out.write_all(b"]")
}

/// Writes a line of JSON without a `<`.
fn write_element<T: Serialize + ?Sized>(bytes: &mut Vec<u8>, element: &T) -> io::Result<()> {
    let from = bytes.len();
    json::write_line(bytes, element)?;
    if memchr::memchr(b'<', &bytes[from..]).is_some() {
        let line = bytes.split_off(from);
        for (at, part) in line.split(|&byte| byte == b'<').enumerate() {
            if at > 0 {
                bytes.extend_from_slice(b"\\u003c");
            }
            bytes.extend_from_slice(part);
        }
    }
    Ok(())
}

/// The facts of the articles with findings, and whether all of them are listed. Where that would be more than `most`
/// cells, the articles that are left list only the facts that are not alike everywhere.
fn matrices(outcome: &Outcome, most: usize) -> Vec<(&ArticleMatrix, bool)> {
    let articles: FxHashSet<_> = outcome.findings.iter().map(|finding| finding.article.as_str()).collect();
    let mut cells = 0;
    let wanted = outcome.matrices.iter().filter(|matrix| articles.contains(matrix.article.as_str()));
    wanted
        .map(|matrix| {
            cells += matrix.rows.len() * matrix.columns.len();
            (matrix, cells <= most)
        })
        .collect()
}

fn shown_matrix(matrix: &ArticleMatrix, whole: bool) -> Matrix<'_> {
    let ArticleMatrix { article, columns, rows } = matrix;
    let rows = rows.iter().filter(|row| whole || row.cells.iter().any(|cell| cell.is_odd));
    Matrix { article, columns, whole, rows: rows.map(fact_row).collect() }
}

fn fact_row(row: &MatrixRow) -> FactRow<'_> {
    (&row.segment, row.cells.iter().map(cell).collect())
}

fn cell(cell: &MatrixCell) -> Cell<'_> {
    let words = cell.fact.as_ref().map_or("", |fact| &fact.text);
    (cell.state, words, cell.fact.as_ref().map(value).unwrap_or_default(), cell.is_odd)
}

/// `after P30D, at-most`: relation, value and bound.
fn value(fact: &FactView) -> String {
    let relation = fact.relation.as_ref().map(|relation| format!("{relation} ")).unwrap_or_default();
    let bound = fact.bound.as_ref().map(|bound| format!(", {bound}")).unwrap_or_default();
    format!("{relation}{}{bound}", fact.value)
}

/// Article by article, and within one in the order of the report.
fn by_article(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.article.as_str());
    sorted
}

fn row(finding: &Finding) -> Row<'_> {
    let source = finding.source.as_ref();
    Row {
        id: &finding.fingerprint,
        rule: &finding.rule,
        severity: finding.severity,
        article: &finding.article,
        locale: &finding.locale,
        segment: finding.segment.as_deref(),
        place: (&finding.path, finding.line, finding.column),
        message: &finding.message,
        source: source.map(|source| Words {
            locale: &source.locale,
            place: Some((&source.path, source.line, source.column)),
            text: cut(&source.text, source.words),
        }),
        target: Words { locale: &finding.locale, place: None, text: cut(&finding.target.text, finding.target.words) },
        suggestion: finding.suggestion.as_deref(),
    }
}
