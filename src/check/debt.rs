//! What a run hides: findings of the baseline, and those that the file of exceptions names.

use std::env;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHasher;

use crate::debt::{self, Baseline, Entry, Exception, Reach, Sidecar};
use crate::diagnostic::{ByteSpan, Excerpt, Finding, Outcome, Severity, TargetSide};
use crate::discover;
use crate::error::Error;
use crate::text::{LineIndex, Span};

use super::Options;
use super::files::Overlay;

/// The rule that reports exceptions without use.
const UNUSED: &str = "unused-suppression";
/// How many entries a note names.
const MOST_NAMED: usize = 5;

/// Where known findings are listed.
#[derive(Clone, Debug, Default)]
pub struct DebtOptions {
    /// The baseline; `None`: [`debt::BASELINE`] below the root, where it is.
    pub baseline: Option<PathBuf>,
    /// Whether no baseline is read.
    pub has_no_baseline: bool,
    /// The file of exceptions; `None`: [`debt::SUPPRESSIONS`] below the root, where it is.
    pub suppressions: Option<PathBuf>,
}

/// What is to be hidden.
pub(super) struct Debt {
    baseline: Option<(PathBuf, Baseline)>,
    sidecar: Option<(PathBuf, Sidecar)>,
}

impl Debt {
    /// Reads the files. Errors where one cannot be used.
    pub(super) fn read(options: &Options) -> Result<Self, Error> {
        let DebtOptions { baseline, has_no_baseline, suppressions } = &options.debt;
        let existing = |named: &Option<PathBuf>, default: &str| match named {
            Some(named) => Some(named.clone()),
            None => default_file(options, default).filter(|path| path.is_file()),
        };
        let baseline = if *has_no_baseline { None } else { existing(baseline, debt::BASELINE) };
        let sidecar = existing(suppressions, debt::SUPPRESSIONS);
        Ok(Self {
            baseline: baseline.map(|path| Baseline::read(&path).map(|read| (path, read))).transpose()?,
            sidecar: sidecar.map(|path| Sidecar::read(&path).map(|read| (path, read))).transpose()?,
        })
    }

    /// Takes what is known out of the outcome, and notes what was.
    pub(super) fn apply(&self, outcome: &mut Outcome, reach: &Reach) {
        if let Some((path, sidecar)) = &self.sidecar {
            apply_sidecar(path, sidecar, outcome, reach);
        }
        if let Some((path, baseline)) = &self.baseline {
            apply_baseline(path, baseline, outcome, reach);
        }
    }
}

/// Whether what lies below the root is looked at as a whole.
pub(super) fn is_whole(options: &Options) -> bool {
    let Some(root) = discover::root(&options.query()) else { return false };
    let has_root = options.paths.iter().any(|path| path.canonicalize().is_ok_and(|path| path == root));
    let is_limited =
        !options.locales.is_empty() || !options.settings.include.is_empty() || !options.settings.exclude.is_empty();
    has_root && !is_limited
}

/// What is said of findings that comments in articles hide.
pub(super) fn note_of_comments(hidden: usize) -> Option<String> {
    (hidden > 0).then(|| format!("Not shown: {} that comments in the articles make exceptions of.", counted(hidden)))
}

/// The file with this name below the root, as short as it can be written from here.
fn default_file(options: &Options, name: &str) -> Option<PathBuf> {
    let file = discover::root(&options.query())?.join(name);
    let here = env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    let below = here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_path_buf));
    Some(below.unwrap_or(file))
}

fn apply_baseline(path: &Path, baseline: &Baseline, outcome: &mut Outcome, reach: &Reach) {
    let path = path.display();
    let fixed: Vec<String> = baseline.fixed(&outcome.findings, reach).into_iter().map(named).collect();
    let hidden = baseline.hide(&mut outcome.findings);
    if hidden > 0 {
        outcome
            .notes
            .push(format!("Not shown: {} in the baseline `{path}`; `--no-baseline` shows all.", counted(hidden)));
    }
    if !fixed.is_empty() {
        let more = fixed.len().saturating_sub(MOST_NAMED);
        let and_more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let first: Vec<_> = fixed.into_iter().take(MOST_NAMED).collect();
        outcome.notes.push(format!(
            "Fixed since the baseline `{path}` was written: {}{and_more}; `docparity baseline --prune` takes that out of it.",
            first.join(", ")
        ));
    }
}

fn named(entry: &Entry) -> String {
    format!("{} in `{}` ({})", entry.rule, entry.article, entry.locale)
}

fn counted(count: usize) -> String {
    format!("{count} finding{}", if count == 1 { "" } else { "s" })
}

fn apply_sidecar(path: &Path, sidecar: &Sidecar, outcome: &mut Outcome, reach: &Reach) {
    let exceptions: Vec<_> = sidecar.exceptions().collect();
    let mut is_used = vec![false; exceptions.len()];
    let before = outcome.findings.len();
    outcome.findings.retain(|finding| {
        let mut is_hidden = false;
        for ((exception, _), is_used) in exceptions.iter().zip(&mut is_used) {
            let hides = exception.hides(finding);
            is_hidden |= hides;
            *is_used |= hides;
        }
        !is_hidden
    });
    let hidden = before - outcome.findings.len();
    if hidden > 0 {
        outcome.notes.push(format!("Not shown: {} that `{}` makes an exception of.", counted(hidden), path.display()));
    }
    let is_idle = |exception: &Exception| {
        reach.rules.contains(&UNUSED)
            && reach.covers(&exception.rule, exception.article.as_deref(), exception.locale.as_deref())
    };
    let text = fs::read_to_string(path).unwrap_or_default();
    let unused = exceptions.iter().zip(is_used).filter(|((exception, _), is_used)| !is_used && is_idle(exception));
    outcome.findings.extend(unused.map(|((exception, span), _)| unused_finding(path, &text, exception, span.clone())));
    outcome.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
}

/// The finding that an exception of the file hides nothing.
fn unused_finding(path: &Path, text: &str, exception: &Exception, span: std::ops::Range<usize>) -> Finding {
    let lines = LineIndex::new(text);
    let span = Span::new(span.start, span.end);
    let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
    let first_line = lines.line_span(text, start.line);
    let mut hasher = FxHasher::default();
    (UNUSED, &exception.rule, &exception.article, &exception.locale, &exception.source, &exception.words)
        .hash(&mut hasher);
    let hash = hasher.finish();
    Finding {
        rule: UNUSED.to_owned(),
        severity: Severity::Warning,
        path: path.to_string_lossy().replace('\\', "/"),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        span: ByteSpan::from(span),
        locale: exception.locale.clone().unwrap_or_else(|| "und".to_owned()),
        article: exception.article.clone().unwrap_or_default(),
        segment: None,
        message: format!("This exception hides no finding of `{}`; take it out.", exception.rule),
        source: None,
        target: TargetSide { text: exception.source.clone().unwrap_or_default(), fact: None, words: Span::default() },
        suggestion: None,
        is_safe_fix: false,
        fingerprint: format!("{hash:016x}{:016x}", hash.rotate_left(31)),
        byte_columns: (1, 1),
        excerpt: Excerpt {
            text: text.get(first_line.range()).unwrap_or("").to_owned(),
            line: start.line,
            highlight: Span::new(0, first_line.len()),
        },
    }
}

/// Makes an exception of every finding of the outcome, writes them to the file, and takes the findings out. Gives a
/// sentence about it. Errors where the file cannot be written.
pub fn suppress(options: &Options, outcome: &mut Outcome, reason: &str) -> Result<String, Error> {
    let file = options.debt.suppressions.clone().or_else(|| default_file(options, debt::SUPPRESSIONS));
    let file = file.unwrap_or_else(|| PathBuf::from(debt::SUPPRESSIONS));
    let is_about_one = |finding: &Finding| finding.rule == UNUSED;
    let exceptions: Vec<Exception> = outcome
        .findings
        .iter()
        .filter(|finding| !is_about_one(finding))
        .map(|finding| Exception::of(finding, reason))
        .collect();
    let count = Sidecar::add(&file, &exceptions)?;
    outcome.findings.retain(is_about_one);
    outcome.summary.findings = crate::diagnostic::Counts::of(&outcome.findings);
    let noun = if count == 1 { "exception" } else { "exceptions" };
    Ok(format!("Wrote {count} {noun} to `{}`.", file.display()))
}

/// What becomes of a baseline that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing: it is an error that it is there.
    Refuse,
    /// What is fixed goes, what is new comes.
    Update,
    /// What is fixed goes.
    Prune,
}

/// What a renewal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The file.
    pub file: PathBuf,
    /// How many findings it lists now.
    pub total: usize,
    /// How many are new in it.
    pub added: usize,
    /// How many were fixed and are gone from it.
    pub pruned: usize,
}

/// Writes the baseline of what `options` names. Errors as [`super::run`] does, and where the file cannot be read or
/// written, or would be overwritten without being asked.
pub fn baseline(options: &Options, renewal: Renewal) -> Result<(Outcome, Renewed), Error> {
    let file = options.debt.baseline.clone().or_else(|| default_file(options, debt::BASELINE));
    let file = file.unwrap_or_else(|| PathBuf::from(debt::BASELINE));
    if renewal == Renewal::Refuse && file.exists() {
        let why = format!(
            "The baseline `{}` is there already; `--prune` takes out of it what is fixed, `--update` also adds what is new.",
            file.display()
        );
        return Err(Error::Unusable { why });
    }
    let mut baseline = match renewal {
        Renewal::Refuse => Baseline::default(),
        // A file that is no baseline is what `--update` is said to mend.
        Renewal::Update => Baseline::read(&file).unwrap_or_default(),
        Renewal::Prune => Baseline::read(&file)?,
    };
    let without = DebtOptions { has_no_baseline: true, ..options.debt.clone() };
    let (outcome, reach) = super::run_with_reach(&Options { debt: without, ..options.clone() }, &Overlay::default())?;
    let pruned = baseline.prune(&outcome.findings, &reach);
    let added = if renewal == Renewal::Prune { 0 } else { baseline.add(&outcome.findings) };
    baseline.write(&file)?;
    Ok((outcome, Renewed { file, total: baseline.len(), added, pruned }))
}
