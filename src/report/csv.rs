//! `csv`: a worklist for who mends the translation: what stands where, what the English says, what to write.
//!
//! It begins with a byte order mark, without which spreadsheets take UTF-8 for something else, and no cell of it is
//! taken for a formula: where one would begin with a character that starts one, an apostrophe stands before it.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::parts::cut;
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome};
use crate::text::visible_lines;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "csv",
    describe: "a worklist for a spreadsheet: segment, English, translation, what is wrong, what to write",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

const HEADER: [&str; 14] = [
    "segment",
    "locale",
    "file",
    "line",
    "column",
    "severity",
    "rule",
    "English",
    "English says",
    "translation",
    "translation says",
    "what is wrong",
    "suggestion",
    "fingerprint",
];

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut rows = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    rows.write_record(HEADER)?;
    for finding in &outcome.findings {
        rows.write_record(cells(finding).iter().map(|cell| harmless(cell).into_owned()))?;
    }
    rows.flush()
}

fn cells(finding: &Finding) -> [Cow<'_, str>; HEADER.len()] {
    let source = finding.source.as_ref();
    [
        finding.segment.as_deref().unwrap_or("").into(),
        finding.locale.as_str().into(),
        finding.path.as_str().into(),
        finding.line.to_string().into(),
        finding.column.to_string().into(),
        finding.severity.as_str().into(),
        finding.rule.as_str().into(),
        source.map_or("", |source| &source.text).into(),
        source.map_or("", |source| cut(&source.text, source.words)[1]).into(),
        finding.target.text.as_str().into(),
        cut(&finding.target.text, finding.target.words)[1].into(),
        finding.message.as_str().into(),
        match finding.suggestion.as_deref() {
            Some("") => "(leave these words out)".into(),
            suggestion => suggestion.unwrap_or("").into(),
        },
        finding.fingerprint.as_str().into(),
    ]
}

/// The cell with nothing in it that a terminal obeys or a spreadsheet computes.
fn harmless(cell: &str) -> Cow<'_, str> {
    const STARTS_A_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let shown = visible_lines(cell);
    let shown = if shown.contains('\t') { shown.replace('\t', " ").into() } else { shown };
    if shown.trim_start().starts_with(STARTS_A_FORMULA) { format!("'{shown}").into() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("\t@SUM(A1)", "' @SUM(A1)"),
            ("\n-2 °C", "'\n-2 °C"),
            ("＝cmd", "'＝cmd"),
            ("30 days", "30 days"),
            ("a = b", "a = b"),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
}
