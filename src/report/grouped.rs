//! `grouped`: the findings of each file under its name, for people who go file by file.

use std::io::{self, Write};

use annotate_snippets::renderer::Style;

use super::parts::{advice, by_path, sentence};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "grouped",
    describe: "one line for each finding, under the name of its file",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let bold = if context.color { Style::new().bold() } else { Style::new() };
    for (path, findings) in by_path(outcome) {
        writeln!(out, "{bold}{}{bold:#}", visible_line(path))?;
        write_file(findings, context, out)?;
        writeln!(out)?;
    }
    if context.quiet {
        return Ok(());
    }
    writeln!(out, "{bold}{}{bold:#}", sentence(outcome))
}

/// Places, severities and rules in columns; the message and what to write behind them.
fn write_file(findings: &[Finding], context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let place = |finding: &Finding| format!("{}:{}", finding.line, finding.column);
    let widest = |width: fn(&Finding) -> usize| findings.iter().map(width).max().unwrap_or(0);
    let place_width = findings.iter().map(|finding| place(finding).len()).max().unwrap_or(0);
    let severity_width = widest(|finding| finding.severity.as_str().len());
    let rule_width = widest(|finding| visible_line(&finding.rule).chars().count());
    for finding in findings {
        let style = if context.color { super::concise::style(finding.severity) } else { Style::new() };
        let (place, severity) = (place(finding), finding.severity.as_str());
        let (rule, message) = (visible_line(&finding.rule), visible_line(&finding.message));
        let advice = advice(finding).map(|advice| format!(" Suggestion: {advice}.")).unwrap_or_default();
        write!(out, "  {place:>place_width$}  {style}{severity:severity_width$}{style:#}  ")?;
        writeln!(out, "{rule:rule_width$}  {message}{advice}")?;
    }
    Ok(())
}
