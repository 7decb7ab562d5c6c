//! `junit`: a test case for each finding, in a test suite for each file, for servers that show test results.
//!
//! Errors and warnings are failures. What is only worth knowing passes, and says it on its standard output.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::parts::{advice, by_path};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "junit",
    describe: "JUnit XML: a test suite for each file, a failure for each finding",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("docparity");
    report.add_test_suites(by_path(outcome).map(|(path, findings)| suite(path, findings)));
    if outcome.findings.is_empty() {
        // Some servers take a report without a single test case for a broken one.
        let mut clean = TestSuite::new("docparity");
        clean.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
        report.add_test_suite(clean);
    }
    let text = report.to_string().map_err(io::Error::other)?;
    writeln!(out, "{}", text.trim_end())
}

fn suite(path: &str, findings: &[Finding]) -> TestSuite {
    let mut suite = TestSuite::new(&*visible_line(path));
    suite.add_test_cases(findings.iter().map(case));
    suite
}

fn case(finding: &Finding) -> TestCase {
    let name = format!("{} {}:{}", finding.rule, finding.line, finding.column);
    let details = details(finding);
    let mut case = if finding.severity == Severity::Info {
        let mut case = TestCase::new(&*visible_line(&name), TestCaseStatus::success());
        case.set_system_out(details);
        case
    } else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(finding.severity.as_str());
        status.set_message(&*visible_line(&finding.message)).set_description(details);
        TestCase::new(&*visible_line(&name), status)
    };
    case.set_classname(&*visible_line(&finding.article));
    case
}

/// The place, both wordings and what to write, a line each.
fn details(finding: &Finding) -> String {
    let place = format!("{}:{}:{}", finding.path, finding.line, finding.column);
    let mut lines = vec![visible_line(&place).into_owned()];
    let mut side = |locale: &str, text: &str| lines.push(visible_line(&format!("{locale}: {text}")).into_owned());
    if let Some(source) = &finding.source {
        side(&source.locale, &source.text);
    }
    side(&finding.locale, &finding.target.text);
    lines.extend(advice(finding).map(|advice| format!("Suggestion: {advice}.")));
    lines.join("\n")
}
