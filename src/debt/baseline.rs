//! The baseline: what was wrong already when the check was taken up.

use std::fs;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Reach;
use crate::diagnostic::Finding;
use crate::error::Error;
use crate::save;

/// The version of the file's form.
const VERSION: u32 = 1;

/// A list of findings that are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Entry>,
}

/// A known finding. Its fingerprint names it; the rest is for readers, and to tell whether it is fixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The article's key.
    pub article: String,
    /// The locale of the translation.
    pub locale: String,
    /// The rule's id.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// What was said of it.
    pub message: String,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, findings: Vec::new() }
    }
}

impl Baseline {
    /// The list of `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut baseline = Self::default();
        baseline.add(findings);
        baseline
    }

    /// Reads the file. Errors where it cannot be opened or is no baseline.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let shown = path.display();
        let unusable = |why: String| Error::Unusable { why };
        let bytes = fs::read(path).map_err(|error| {
            unusable(format!(
                "The baseline `{shown}` could not be read ({error}); write one with `docparity baseline --baseline {shown}`."
            ))
        })?;
        Self::parse(&bytes, path)
    }

    /// Reads what the file at `path` holds. Errors where it is no baseline.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, Error> {
        let shown = path.display();
        let unusable = |why: String| Error::Unusable { why };
        let baseline: Self = serde_json::from_slice(bytes).map_err(|error| {
            unusable(format!("`{shown}` is no baseline, or it is damaged ({error}); restore it from version control, or delete it and write it anew with `docparity baseline`."))
        })?;
        if baseline.version != VERSION {
            return Err(unusable(format!(
                "The baseline `{shown}` has the version {}, and this program reads version {VERSION}; delete it and write it anew with `docparity baseline`.",
                baseline.version
            )));
        }
        Ok(baseline)
    }

    /// Writes the file, an entry a line, in an order that makes for small diffs. Errors where it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let unusable = |error: &dyn std::fmt::Display| Error::Unusable {
            why: format!(
                "The baseline `{}` could not be written ({error}); name a file in a folder that you may write to.",
                path.display()
            ),
        };
        let entry = |entry: &Entry| serde_json::to_string(entry).map(|line| format!("\n    {line}"));
        let lines = self.findings.iter().map(entry).collect::<Result<Vec<_>, _>>().map_err(|error| unusable(&error))?;
        let text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}\n  ]\n}}\n", lines.join(","));
        save::replace(path, text.as_bytes()).map_err(|error| unusable(&error))
    }

    /// How many it lists.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Adds those of `findings` that it does not list; gives how many.
    pub fn add(&mut self, findings: &[Finding]) -> usize {
        let known: FxHashSet<String> = self.findings.iter().map(|entry| entry.fingerprint.clone()).collect();
        let before = self.len();
        let is_new = |finding: &&Finding| !known.contains(finding.fingerprint.as_str());
        self.findings.extend(findings.iter().filter(is_new).map(Entry::of));
        self.findings.sort();
        self.len() - before
    }

    /// Takes those of `findings` that it lists out of them; gives how many.
    pub fn hide(&self, findings: &mut Vec<Finding>) -> usize {
        let known: FxHashSet<&str> = self.findings.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let before = findings.len();
        findings.retain(|finding| !known.contains(finding.fingerprint.as_str()));
        before - findings.len()
    }

    /// Its entries that are none of `findings`, although the run would have found them.
    pub fn fixed(&self, findings: &[Finding], reach: &Reach) -> Vec<&Entry> {
        let found: FxHashSet<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let is_gone = |entry: &&Entry| {
            let Entry { article, locale, rule, fingerprint, .. } = entry;
            !found.contains(fingerprint.as_str()) && reach.covers(rule, Some(article), Some(locale))
        };
        self.findings.iter().filter(is_gone).collect()
    }

    /// Takes its fixed entries out; gives how many.
    pub fn prune(&mut self, findings: &[Finding], reach: &Reach) -> usize {
        let fixed: FxHashSet<String> =
            self.fixed(findings, reach).into_iter().map(|entry| entry.fingerprint.clone()).collect();
        self.findings.retain(|entry| !fixed.contains(&entry.fingerprint));
        fixed.len()
    }
}

impl Entry {
    fn of(finding: &Finding) -> Self {
        Self {
            article: finding.article.to_string(),
            locale: finding.locale.to_string(),
            rule: finding.rule.to_string(),
            fingerprint: finding.fingerprint.to_string(),
            message: finding.message.to_string(),
        }
    }
}
