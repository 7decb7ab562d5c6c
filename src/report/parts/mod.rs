//! What several formats need: counts in words, paths, what to do about a finding.

mod render;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer};

use crate::diagnostic::{Finding, Outcome, Severity, Summary};
use crate::json;
use crate::text::visible_line;

pub(super) use render::in_order;

/// What may stand in the path of a URI as it is.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'(').remove(b')');

/// `3 errors, 2 warnings in 5 articles (5 files, 1,204 facts compared).`
pub(super) fn sentence(outcome: &Outcome) -> String {
    let Summary { articles, files, facts, .. } = outcome.summary;
    let said = counted(&outcome.findings);
    let said = if said.is_empty() { "No findings".to_owned() } else { said };
    let (articles, files, facts) = (plural(articles, "article"), plural(files, "file"), plural(facts, "fact"));
    format!("{said} in {articles} ({files}, {facts} compared).")
}

/// `3 errors, 2 warnings`; empty where there is nothing.
pub(super) fn counted<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let counts = Severities::of(findings);
    let counts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "info")];
    let said: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|&(n, name)| plural(n, name)).collect();
    said.join(", ")
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Severities {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

impl Severities {
    /// Counts `findings`.
    pub(super) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        findings.into_iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    /// Counts one more.
    pub(super) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

/// The findings of each article, the worst article first.
pub(super) fn by_article(outcome: &Outcome) -> Vec<(&str, Vec<&Finding>)> {
    let mut articles: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &outcome.findings {
        articles.entry(&finding.article).or_default().push(finding);
    }
    let mut articles: Vec<_> = articles.into_iter().collect();
    articles.sort_by_key(|(_, findings)| Reverse(Severities::of(findings.iter().copied())));
    articles
}

/// The findings of each file, in the order of the report.
pub(super) fn by_path(outcome: &Outcome) -> impl Iterator<Item = (&str, &[Finding])> {
    outcome.findings.chunk_by(|a, b| a.path == b.path).map(|findings| (findings[0].path.as_str(), findings))
}

/// `1 file`, `1,204 files`.
pub(super) fn plural(n: usize, name: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {name}{s}", with_commas(n))
}

/// `1204` as `1,204`.
pub(super) fn with_commas(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The path as services that know the repository's root want it: without a leading `./`.
pub(super) fn relative(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

/// The path as a URI reference: relative as it is, absolute with `file:`.
#[derive(Clone, Copy)]
pub(super) struct Uri<'p>(pub(super) &'p str);

impl fmt::Display for Uri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = relative(self.0);
        let scheme = if path.starts_with('/') { "file://" } else { "" };
        write!(f, "{scheme}{}", utf8_percent_encode(path, IN_PATH))
    }
}

impl Serialize for Uri<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Writes the JSON of a list that stands within `depth` arrays and objects, as [`json::write_nested`] writes one, without
/// having all of it at once: `show` makes of each item what stands in the list.
pub(super) fn write_list<'i, T: Sync, S: Serialize + 'i>(
    out: &mut dyn Write,
    depth: usize,
    items: &'i [T],
    show: impl Fn(&'i T) -> S + Sync,
) -> io::Result<()> {
    let indent = "  ".repeat(depth + 1);
    out.write_all(b"[")?;
    in_order(items, out, |at, item, bytes| {
        bytes.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        bytes.extend_from_slice(indent.as_bytes());
        json::write_nested(bytes, &show(item), depth + 1)
    })?;
    let end = if items.is_empty() { "]".to_owned() } else { format!("\n{}]", "  ".repeat(depth)) };
    out.write_all(end.as_bytes())
}

/// What to do: ``write `14 juillet 2020` ``, or that the words are to go; nothing where that is not certain.
pub(super) fn advice(finding: &Finding) -> Option<Cow<'static, str>> {
    let words = visible_line(finding.suggestion.as_deref()?);
    Some(if words.is_empty() { "leave these words out".into() } else { format!("write `{words}`").into() })
}

/// A text before, in and after the words concerned.
pub(super) fn cut(text: &str, words: crate::text::Span) -> [&str; 3] {
    let range = words.range();
    match (text.get(..range.start), text.get(range.clone()), text.get(range.end..)) {
        (Some(before), Some(words), Some(after)) => [before, words, after],
        _ => [text, "", ""],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("docs/fr-FR/a b.md", "docs/fr-FR/a%20b.md"),
            ("./fr-FR/100%.md", "fr-FR/100%25.md"),
            ("/tmp/é#1?.md", "file:///tmp/%C3%A9%231%3F.md"),
            ("C:/x.md", "C%3A/x.md"),
        ] {
            assert_eq!(Uri(path).to_string(), expected);
        }
    }

    #[test]
    fn words_outside_their_text_are_no_panic() {
        assert_eq!(cut("9 月 1 日", Span::new(2, 5)), ["9 ", "月", " 1 日"]);
        assert_eq!(cut("9 月", Span::new(3, 4)), ["9 月", "", ""]);
        assert_eq!(cut("9", Span::new(3, 40)), ["9", "", ""]);
    }

    #[test]
    fn thousands_are_told_apart() {
        assert_eq!([1, 999, 1_000, 1_234_567].map(with_commas), ["1", "999", "1,000", "1,234,567"]);
    }
}
