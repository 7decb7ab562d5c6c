//! `--fix`: suggestions that may be applied unseen, applied.

use std::collections::BTreeMap;
use std::fs;

use crate::diagnostic::{Finding, Outcome, Skipped};
use crate::error::Error;

use super::files::Overlay;
use super::{Options, run_over};

/// Applying a suggestion may make another one certain; more rounds than this nothing takes.
const MOST_ROUNDS: usize = 8;

/// A file with its suggestions applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// The path as findings show it, which is also where it lies.
    pub path: String,
    /// The bytes that were read.
    pub before: Vec<u8>,
    /// The bytes with the suggestions.
    pub after: Vec<u8>,
    /// How many suggestions were applied.
    pub count: usize,
}

/// What `options` names with all safe suggestions applied: the files that change, of which none is written, and what is
/// left to find in them. Errors as [`super::run`] does.
pub fn fixed(options: &Options) -> Result<(Outcome, Vec<FixedFile>), Error> {
    let mut overlay = Overlay::default();
    let mut files = BTreeMap::new();
    let mut failures = Vec::new();
    let mut outcome = run_over(options, &overlay)?;
    for _ in 0..MOST_ROUNDS {
        let mut is_done = true;
        for (path, findings) in by_file(&outcome.findings) {
            match read(path, &overlay) {
                Ok(before) => {
                    let Some((after, count)) = applied(&before, &findings) else { continue };
                    is_done = false;
                    overlay.insert(path.to_owned(), after.clone());
                    note(&mut files, FixedFile { path: path.to_owned(), before, after, count });
                }
                Err(failure) => failures.push(failure),
            }
        }
        if is_done || !failures.is_empty() {
            break;
        }
        outcome = run_over(options, &overlay)?;
    }
    outcome.summary.skipped.extend(failures);
    Ok((outcome, files.into_values().collect()))
}

/// Adds what a round did to what those before it did.
fn note(files: &mut BTreeMap<String, FixedFile>, round: FixedFile) {
    match files.get_mut(&round.path) {
        Some(file) => {
            file.after = round.after;
            file.count += round.count;
        }
        None => _ = files.insert(round.path.clone(), round),
    }
}

/// The findings that may be fixed, by file.
fn by_file(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_safe_fix && finding.suggestion.is_some()) {
        by_file.entry(&finding.path).or_default().push(finding);
    }
    by_file
}

fn read(path: &str, overlay: &Overlay) -> Result<Vec<u8>, Skipped> {
    match overlay.get(path) {
        Some(bytes) => Ok(bytes.clone()),
        None => fs::read(path).map_err(|error| Skipped {
            path: path.to_owned(),
            reason: format!("`{path}` could not be read again to be fixed ({error}); check that it is still there."),
            is_failure: true,
        }),
    }
}

/// The bytes with the suggestions of `findings`, and how many of them; `None` where that changes nothing. Of suggestions
/// that meet, the first is applied: what is left of the others, the next round sees. A file that is no UTF-8 is left alone:
/// what stands at an offset of it is not what was read.
fn applied(bytes: &[u8], findings: &[&Finding]) -> Option<(Vec<u8>, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut findings = findings.to_vec();
    findings.sort_by_key(|finding| finding.span);
    let (mut out, mut from, mut count) = (String::with_capacity(text.len()), 0, 0);
    for finding in findings {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        let Some(suggestion) = finding.suggestion.as_deref() else { continue };
        // Two ends of one edit would touch where it only inserts.
        let is_free = count == 0 || start > from;
        let Some(before) = text.get(from..start).filter(|_| is_free) else { continue };
        if text.get(start..end).is_none_or(|words| words == suggestion) {
            continue;
        }
        out.push_str(before);
        out.push_str(suggestion);
        (from, count) = (end, count + 1);
    }
    out.push_str(text.get(from..)?);
    (count > 0).then(|| (out.into_bytes(), count))
}
