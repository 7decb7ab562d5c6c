//! `concise`: one line for each finding, for editors and `grep`.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Style};

use super::parts::in_order;
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "concise",
    describe: "one line for each finding: path:line:column: severity rule message",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    in_order(&outcome.findings, out, |_, finding, bytes| write_finding(finding, context, bytes))
}

fn write_finding(finding: &Finding, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let style = if context.color { style(finding.severity) } else { Style::new() };
    let Finding { line, column, severity, .. } = finding;
    let (path, rule, message) =
        (visible_line(&finding.path), visible_line(&finding.rule), visible_line(&finding.message));
    writeln!(out, "{path}:{line}:{column}: {style}{}{style:#} {rule} {message}", severity.as_str())
}

/// The colour that a severity has on a terminal.
pub(super) fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
    };
    color.on_default().bold()
}
