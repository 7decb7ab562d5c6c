//! What was found in each family, and what the run as a whole makes of it. The shards of a run are put together here, so
//! that they come to what one run would have come to.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::debt::Reach;
use crate::diagnostic::{Counts, Finding, Outcome, Skipped, StageTime, Summary, Timings};
use crate::discover::{Family, LeftOut};
use crate::error::Error;
use crate::rules;

use super::debt::{self, Debt};
use super::family::FamilyOutcome;

/// What was found, before it is judged as a whole.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Observed {
    pub(super) run: Run,
    /// One for each family.
    pub(super) records: Vec<Record>,
    /// What could not be opened.
    pub(super) failures: Vec<Skipped>,
    pub(super) notes: Vec<String>,
    pub(super) timings: Option<Timings>,
    pub(super) seconds: f64,
}

/// What a run is, the same for all its shards.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Run {
    /// The PATHs, for people.
    pub(super) paths: String,
    pub(super) locales: Vec<String>,
    /// The root, where globs say what is reported.
    pub(super) glob_root: Option<String>,
    pub(super) rules: Vec<String>,
    /// Whether it looks at what changed only.
    pub(super) is_about_change: bool,
    pub(super) is_diff_only: bool,
    /// Whether what lies below the root is looked at as a whole.
    pub(super) is_whole: bool,
    /// A digest of all articles and where they lie.
    pub(super) articles: String,
    /// By path.
    pub(super) left_out: Vec<LeftOut>,
    pub(super) debt: Debt,
}

/// What was found in a family.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// Where the family stands among all families.
    pub(super) place: usize,
    /// Its key.
    pub(super) article: String,
    /// Its file, where it has no other.
    pub(super) lone: Option<String>,
    pub(super) found: FamilyOutcome,
}

impl Observed {
    /// The outcome, and what was looked at. Errors where nothing was there to compare.
    pub(super) fn conclude(self) -> Result<(Outcome, Reach), Error> {
        let Self { mut run, mut records, failures, notes, timings, seconds } = self;
        records.sort_by_key(|record| record.place);
        let mut outcome = Outcome { notes, timings, ..Outcome::default() };
        let mut reach = Reach::default();
        let mut hidden = 0;
        outcome.summary.seconds = seconds;
        outcome.summary.skipped = failures;
        // A list that grows is held twice while it is moved.
        outcome.findings.reserve_exact(records.iter().map(|record| record.found.findings.len()).sum());
        for Record { article, lone, found, .. } in records {
            outcome.summary.skipped.extend(found.skipped);
            // A file of which nothing tells what it belongs to is an article where there is something to check in it.
            match lone.and_then(|file| lone_place(&run.left_out, &file)) {
                Some(_) if found.segments == 0 && found.findings.is_empty() => continue,
                Some(place) => _ = run.left_out.remove(place),
                None => {}
            }
            reach.files.extend(found.locales.into_iter().map(|locale| (article.clone(), locale)));
            hidden += found.hidden;
            outcome.findings.extend(found.findings);
            outcome.unknown_locales.extend(found.unknown_locales);
            outcome.matrices.extend(found.matrix);
            outcome.summary.articles += 1;
            outcome.summary.files += found.files;
            outcome.summary.segments += found.segments;
            outcome.summary.facts += found.facts;
        }
        let began = Instant::now();
        sort(&mut outcome.findings);
        let sort = StageTime { name: "sort".into(), seconds: began.elapsed().as_secs_f64() };
        outcome.timings.iter_mut().for_each(|timings| timings.stages.push(sort.clone()));
        outcome.notes.extend(debt::note_of_comments(hidden));
        refuse_nothing(&mut outcome, &run)?;
        reach.is_whole = !run.is_about_change && run.is_whole && outcome.summary.skipped.is_empty();
        let rules = || run.rules.iter().filter_map(|id| rules::lookup(id).ok()).map(|rule| rule.id);
        reach.rules = if run.is_diff_only { Vec::new() } else { rules().collect() };
        run.debt.apply(&mut outcome, &reach);
        outcome.summary.skipped.extend(run.left_out.into_iter().map(LeftOut::skipped));
        outcome.summary.findings = Counts::of(&outcome.findings);
        Ok((outcome, reach))
    }
}

/// Sorts findings as reports show them. They are large: a sort that moves them about would hold half of them twice.
fn sort(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_unstable_by(|&a, &b| findings[a].sort_key().cmp(&findings[b].sort_key()).then(a.cmp(&b)));
    for start in 0..order.len() {
        // Each place gets the finding that belongs there, and hands on the one that it had.
        let mut at = start;
        while order[at] != start {
            let from = order[at];
            findings.swap(at, from);
            order[at] = at;
            at = from;
        }
        order[at] = at;
    }
}

/// The only file of a family, if it has no other.
pub(super) fn lone_file(family: &Family) -> Option<&str> {
    match family.members.as_slice() {
        [only] => Some(&only.shown),
        _ => None,
    }
}

/// Where in `left_out`, which is sorted, the file stands, if it does.
pub(super) fn lone_place(left_out: &[LeftOut], file: &str) -> Option<usize> {
    left_out.binary_search_by(|left| left.path.as_str().cmp(file)).ok()
}

/// A run that looked at nothing must not pass for a clean one. Errors where there is nothing else to report.
fn refuse_nothing(outcome: &mut Outcome, run: &Run) -> Result<(), Error> {
    // Of a change that touches no translated article there is nothing to compare, and nothing wrong with that.
    if run.is_about_change {
        return Ok(());
    }
    let Some(why) = nothing_compared(&outcome.summary, run) else { return Ok(()) };
    if outcome.findings.is_empty() && outcome.summary.skipped.is_empty() {
        return Err(Error::NothingToCompare { why });
    }
    outcome.summary.skipped.push(Skipped { path: run.paths.clone(), reason: why, is_failure: true });
    Ok(())
}

/// Why nothing could be compared, if nothing was.
fn nothing_compared(summary: &Summary, run: &Run) -> Option<String> {
    let paths = &run.paths;
    let Summary { articles, files, segments, .. } = *summary;
    if segments > 0 {
        return None;
    }
    if articles == 0 && !run.locales.is_empty() {
        let locales: Vec<_> = run.locales.iter().map(|tag| format!("`{tag}`")).collect();
        return Some(format!(
            "No article in the locale {} was found in {paths}; `docparity layout` shows which locales there are.",
            locales.join(" or ")
        ));
    }
    if let Some(root) = run.glob_root.as_ref().filter(|_| articles == 0) {
        return Some(format!(
            "No localized article in {paths} is left by `include` and `exclude`; their globs are below the root `{root}`, as in `.gitignore`."
        ));
    }
    if articles == 0 {
        let why = run.left_out.first().map_or(String::new(), |left| format!(" (`{}`: {})", left.path, left.why));
        return Some(format!(
            "No localized article was found in {paths}{why}; name a folder that holds Markdown articles (.md, .markdown, .mdx) in folders named for their locales, or an English tree with `--source DIR`."
        ));
    }
    let what = if files == 1 { "1 file was".to_owned() } else { format!("{files} files were") };
    Some(format!(
        "Nothing in {paths} could be compared: {what} read, but no English and no sister translation was found for any text of it; name the folder that holds all locales with `--root`, or the English with `--source DIR` (`docparity layout` shows what was grouped)."
    ))
}
