//! `sarif`: SARIF 2.1.0, for code scanning.
//!
//! GitHub takes 25,000 results of a run and 10 MB of a compressed file. Where there are more, the gravest are kept and a
//! notification says what was left out.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::parts::{Uri, counted, plural, write_list};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome, Severity, Skipped, SourceSide};
use crate::json;
use crate::rules::{self, Example, Rule};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "sarif",
    describe: "SARIF 2.1.0 for code scanning; at most what GitHub takes",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

/// What GitHub takes and what is kept of a run.
struct Limits {
    results: usize,
    bytes: usize,
}

/// Reports of this kind shrink to less than an eighth when compressed, so this is safely under GitHub's 10 MB.
const LIMITS: Limits = Limits { results: 25_000, bytes: 60_000_000 };

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Value,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    /// [`RESULTS`]: they are written one by one.
    results: &'static str,
}

/// What stands in the log for the results until they are written.
const RESULTS: &str = "\u{1}";
/// The same as JSON writes it.
const RESULTS_WRITTEN: &str = "\"\\u0001\"";
/// In how many lists and objects the list of results stands.
const DEPTH_OF_RESULTS: usize = 3;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message<'static>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'f> {
    rule_id: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'f>,
    locations: [Location<'f>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    related_locations: Option<[Location<'f>; 1]>,
    partial_fingerprints: Fingerprints<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'f>; 1]>,
    properties: Properties<'f>,
}

#[derive(Serialize)]
struct Message<'f> {
    text: Cow<'f, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'f> {
    physical_location: PhysicalLocation<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'f> {
    artifact_location: Artifact<'f>,
    region: Region,
}

#[derive(Serialize)]
struct Artifact<'f> {
    uri: Uri<'f>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// The first is the one that GitHub knows a finding by; the second says whose it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints<'f> {
    primary_location_line_hash: &'f str,
    #[serde(rename = "docparity/v1")]
    own: &'f str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'f> {
    artifact_changes: [Change<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'f> {
    artifact_location: Artifact<'f>,
    replacements: [Replacement<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'f> {
    deleted_region: Region,
    inserted_content: Inserted<'f>,
}

#[derive(Serialize)]
struct Inserted<'f> {
    text: &'f str,
}

#[derive(Serialize)]
struct Properties<'f> {
    article: &'f str,
    locale: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<&'f str>,
}

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    write_within(outcome, &LIMITS, out)
}

fn write_within(outcome: &Outcome, limits: &Limits, out: &mut dyn Write) -> io::Result<()> {
    let (kept, left_out) = kept(&outcome.findings, limits)?;
    let log = json_around_results(outcome, &left_out)?;
    let (before, after) = log.split_once(RESULTS_WRITTEN).unwrap_or((&log, ""));
    out.write_all(before.as_bytes())?;
    write_list(out, DEPTH_OF_RESULTS, &kept, |finding| result(finding))?;
    out.write_all(after.as_bytes())
}

/// The report with [`RESULTS`] for the results.
fn json_around_results(outcome: &Outcome, left_out: &[&Finding]) -> io::Result<String> {
    let skipped = &outcome.summary.skipped;
    let mut notifications: Vec<_> = skipped.iter().filter(|file| file.is_failure).map(failure).collect();
    notifications.extend(summed_up(left_out, outcome.findings.len()));
    let run = Run {
        tool: json!({"driver": {
            "name": "docparity",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::ALL.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        }}),
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: !skipped.iter().any(|file| file.is_failure),
            tool_execution_notifications: notifications,
        }],
        results: RESULTS,
    };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    let mut bytes = Vec::new();
    json::write_pretty(&mut bytes, &log)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// The findings that are kept, in the order of the report, and those that are not: the gravest go first.
fn kept<'f>(findings: &'f [Finding], limits: &Limits) -> io::Result<(Vec<&'f Finding>, Vec<&'f Finding>)> {
    let mut gravest: Vec<_> = findings.iter().enumerate().collect();
    gravest.sort_by_key(|(_, finding)| Reverse(finding.severity));
    let mut left_out = gravest.split_off(gravest.len().min(limits.results));
    let fitting = fitting(&gravest, limits.bytes)?;
    let mut rest = gravest.split_off(fitting);
    rest.append(&mut left_out);
    gravest.sort_by_key(|(at, _)| *at);
    let without_place =
        |findings: Vec<(usize, &'f Finding)>| findings.into_iter().map(|(_, finding)| finding).collect();
    Ok((without_place(gravest), without_place(rest)))
}

/// How many of `findings`, from the first on, take no more than so many bytes together.
fn fitting(findings: &[(usize, &Finding)], most: usize) -> io::Result<usize> {
    if findings.par_iter().map(|(_, finding)| most_bytes(finding)).sum::<usize>() <= most {
        return Ok(findings.len());
    }
    let sizes: Vec<io::Result<usize>> = findings.par_iter().map(|(_, finding)| size(finding)).collect();
    let mut bytes = 0;
    for (at, size) in sizes.into_iter().enumerate() {
        bytes += size?;
        if bytes > most {
            return Ok(at);
        }
    }
    Ok(findings.len())
}

/// How many bytes a finding takes, white space left out.
fn size(finding: &Finding) -> io::Result<usize> {
    let mut count = Count(0);
    serde_json::to_writer(&mut count, &result(finding))?;
    Ok(count.0)
}

/// As many bytes as a finding can take at most: cheaper to tell than [`size`], and mostly enough.
fn most_bytes(finding: &Finding) -> usize {
    /// Names, brackets, numbers and the start of a URI.
    const AROUND: usize = 1_000;
    let Finding { rule, path, locale, article, segment, message, source, suggestion, fingerprint, .. } = finding;
    let texts = [rule, locale, article, message, fingerprint, fingerprint].into_iter();
    let texts = texts.chain(segment).chain(suggestion).chain(source.iter().map(|source| &source.text));
    // A byte of a path is `%C3` at most.
    let paths = 3 * (2 * path.len() + source.as_ref().map_or(0, |source| source.path.len()));
    AROUND + paths + texts.map(|text| most_bytes_of(text)).sum::<usize>()
}

/// As many bytes as a text can take at most.
fn most_bytes_of(text: &str) -> usize {
    let more = |byte: u8| match byte {
        // `\u0000`; of what is hostile, `<U+E0000>` at the most; `] (`.
        0..=0x1F | b'"' | b'\\' | 0x7F => 5,
        0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3 => 6,
        b']' => 1,
        _ => 0,
    };
    text.len() + text.bytes().map(more).sum::<usize>()
}

/// Counts what is written.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn failure(file: &Skipped) -> Notification {
    let text = visible_line(&file.reason).into_owned().into();
    Notification { level: "error", message: Message { text } }
}

fn summed_up(left_out: &[&Finding], all: usize) -> Option<Notification> {
    let rest = counted(left_out.iter().copied());
    let text = format!(
        "This report holds the gravest of {}, as many as code scanning takes; left out: {rest}. `docparity check --format jsonl` has them all.",
        plural(all, "finding")
    );
    (!left_out.is_empty()).then(|| Notification { level: "warning", message: Message { text: text.into() } })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": format!("Finds {}.", rule.finds)},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": help(rule)},
        "defaultConfiguration": {"level": level(rule.severity), "enabled": rule.is_default},
        "properties": {"tags": ["localization", rule.about.as_str()]},
    })
}

/// The explanation of a rule and its examples, in Markdown.
fn help(rule: &Rule) -> String {
    let example = |example: &Example| {
        let Example { locale, source, target, .. } = example;
        let found = example.finds.map_or("nothing".to_owned(), |words| format!("“{words}”"));
        format!("- en: {source}\n  {locale}: {target}\n  reports {found}\n")
    };
    let examples: String = rule.examples.iter().map(example).collect();
    format!("{}\n\n{examples}", rule.explanation).trim_end().to_owned()
}

fn result(finding: &Finding) -> SarifResult<'_> {
    let region = Region {
        start_line: finding.line,
        start_column: finding.column,
        end_line: Some(finding.end_line),
        end_column: Some(finding.end_column),
    };
    let artifact = || Artifact { uri: Uri(&finding.path) };
    SarifResult {
        rule_id: &finding.rule,
        rule_index: rules::ALL.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message { text: plain(&finding.message) },
        locations: [Location {
            physical_location: PhysicalLocation { artifact_location: artifact(), region },
            message: None,
        }],
        related_locations: finding.source.as_ref().map(|source| [related(source)]),
        partial_fingerprints: Fingerprints {
            primary_location_line_hash: &finding.fingerprint,
            own: &finding.fingerprint,
        },
        fixes: finding.suggestion.as_deref().map(|text| {
            let replacement = Replacement { deleted_region: region, inserted_content: Inserted { text } };
            [Fix { artifact_changes: [Change { artifact_location: artifact(), replacements: [replacement] }] }]
        }),
        properties: Properties {
            article: &finding.article,
            locale: &finding.locale,
            segment: finding.segment.as_deref(),
        },
    }
}

fn related(source: &SourceSide) -> Location<'_> {
    let region = Region { start_line: source.line, start_column: source.column, end_line: None, end_column: None };
    Location {
        physical_location: PhysicalLocation { artifact_location: Artifact { uri: Uri(&source.path) }, region },
        message: Some(Message { text: plain(&source.text) }),
    }
}

/// Text that SARIF shows as it stands: what looks like an embedded link or a placeholder is none.
fn plain(text: &str) -> Cow<'_, str> {
    let text = visible_line(text);
    if text.contains("](") { text.replace("](", "] (").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn report(limits: &Limits) -> Value {
        let mut bytes = Vec::new();
        write_within(&testing::outcome(), limits, &mut bytes).expect("memory takes everything");
        serde_json::from_slice(&bytes).expect("SARIF is JSON")
    }

    #[test]
    fn a_rule_is_declared_with_its_examples() {
        let declared = report(&LIMITS)["runs"][0]["tool"]["driver"]["rules"].take();
        let ids: Vec<_> = declared.as_array().into_iter().flatten().filter_map(|rule| rule["id"].as_str()).collect();
        assert_eq!(ids, rules::ALL.iter().map(|rule| rule.id).collect::<Vec<_>>());
        let rule = declared.as_array().and_then(|all| all.iter().find(|rule| rule["id"] == "weakened-relation"));
        testing::snapshot("sarif_rule", &format!("{:#}", rule.unwrap_or(&Value::Null)));
    }

    #[test]
    fn a_finding_takes_no_more_than_is_reckoned_with() -> io::Result<()> {
        let mut findings = testing::outcome().findings;
        let hostile: String = ('\0'..='\u{FFFF}').chain(['\u{E0001}', ']', '(']).collect();
        for text in ["", "](](](", &hostile, &"\u{9B}".repeat(900), &"\"\\".repeat(900), "د ث “x” ’"] {
            for finding in &mut findings {
                for words in [&mut finding.message, &mut finding.path, &mut finding.article, &mut finding.rule] {
                    *words = text.into();
                }
                finding.suggestion = Some(text.into());
                finding.source.iter_mut().for_each(|source| source.text = text.into());
                (finding.line, finding.end_column) = (u32::MAX, u32::MAX);
            }
            for finding in &findings {
                assert!(size(finding)? <= most_bytes(finding), "{text:.20}");
            }
        }
        Ok(())
    }

    #[test]
    fn past_the_limits_the_gravest_are_kept_and_the_rest_is_summed_up() {
        for limits in [Limits { results: 5, ..LIMITS }, Limits { bytes: 4_500, ..LIMITS }] {
            let report = report(&limits);
            let run = &report["runs"][0];
            let levels: Vec<_> = run["results"].as_array().into_iter().flatten().map(|r| r["level"].as_str()).collect();
            assert_eq!(levels, [Some("error"); 5], "a warning and an info stand among them in the whole report");
            let said = run["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"].as_str();
            assert!(
                said.is_some_and(|said| said.contains("of 7 findings") && said.contains("left out: 1 warning, 1 info"))
            );
        }
        let whole = report(&LIMITS);
        assert_eq!(whole["runs"][0]["results"].as_array().map(Vec::len), Some(7));
    }
}
