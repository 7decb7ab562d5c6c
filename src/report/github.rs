//! `github`: workflow commands that GitHub Actions shows as annotations in the diff.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step; the step summary, which `check` writes beside this
//! report, and the log itself have them all.

use std::io::{self, Write};

use super::parts::{advice, relative};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "github",
    describe: "annotations for GitHub Actions, and a step summary where GITHUB_STEP_SUMMARY names its file",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    outcome.findings.iter().try_for_each(|finding| write_finding(finding, out))
}

fn write_finding(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = property(relative(&finding.path));
    let (line, end_line) = (finding.line, finding.end_line);
    write!(out, "::{level} file={file},line={line},endLine={end_line}")?;
    // Columns of a place over several lines are refused.
    if line == end_line {
        // The end column is one past the last character, GitHub's is the last one's.
        let end_column = finding.end_column.saturating_sub(1).max(finding.column);
        write!(out, ",col={},endColumn={end_column}", finding.column)?;
    }
    let title = property(&format!("{} ({})", finding.rule, finding.locale));
    write!(out, ",title={title}::{}", data(&finding.message))?;
    if let Some(advice) = advice(finding) {
        write!(out, "%0ASuggestion: {}.", data(&advice))?;
    }
    writeln!(out)
}

/// Text behind `::`, escaped as the runner reads it.
fn data(text: &str) -> String {
    visible_line(text).replace('%', "%25")
}

/// The value of a property, which colons and commas would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_gives_the_runner_no_commands() {
        assert_eq!(data("5 %\n::error::no\r\n%0A"), "5 %25 ::error::no %250A");
        assert_eq!(property("a,b:c.md"), "a%2Cb%3Ac.md");
    }
}
