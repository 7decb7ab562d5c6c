//! `gitlab`: a Code Quality report, shown in merge requests of GitLab.

use std::io::{self, Write};

use serde::Serialize;

use super::parts::{advice, relative, write_list};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "gitlab",
    describe: "a Code Quality report for GitLab merge requests",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: &'f str,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    write_list(out, 0, &outcome.findings, issue)?;
    out.write_all(b"\n")
}

fn issue(finding: &Finding) -> Issue<'_> {
    let advice = advice(finding).map(|advice| format!(" Suggestion: {advice}.")).unwrap_or_default();
    Issue {
        description: format!("{}{advice}", visible_line(&finding.message)),
        check_name: &finding.rule,
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: relative(&finding.path),
            lines: Lines { begin: finding.line, end: finding.end_line },
        },
    }
}
