//! What a run hides: findings of the baseline, and those that the file of exceptions names.

use std::env;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::debt::{self, Baseline, Exception, Reach, Sidecar};
use crate::diagnostic::{ByteSpan, Excerpt, Finding, Outcome, Severity, TargetSide};
use crate::discover;
use crate::error::Error;
use crate::lexicon::Tag;
use crate::rules;
use crate::text::{LineIndex, Span};

use super::files::Overlay;
use super::fingerprint::Fingerprints;
use super::{Options, Policy};

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
    /// Whether this run leaves out files that the project does report on.
    pub is_partial: bool,
}

/// What is to be hidden.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Debt {
    baseline: Option<(PathBuf, Baseline)>,
    sidecar: Option<(PathBuf, Sidecar)>,
    /// How grave it is that an exception of the file is unused; `None` where that is not reported.
    severities: Vec<Option<Severity>>,
}

impl Debt {
    /// Reads the files. Errors where one cannot be used.
    pub(super) fn read(options: &Options) -> Result<Self, Error> {
        let DebtOptions { baseline, has_no_baseline, suppressions, .. } = &options.debt;
        let existing = |named: &Option<PathBuf>, default: &str, flag: &str| match named {
            Some(named) => Ok(Some(named.clone())),
            None => existing_default(options, default, flag),
        };
        let is_wanted = !has_no_baseline;
        let baseline = is_wanted.then(|| existing(baseline, debt::BASELINE, "--baseline")).transpose()?.flatten();
        let sidecar = existing(suppressions, debt::SUPPRESSIONS, "--suppressions")?;
        let sidecar = sidecar.map(|path| Sidecar::read(&path).map(|read| (path, read))).transpose()?;
        Ok(Self {
            baseline: baseline.map(|path| Baseline::read(&path).map(|read| (path, read))).transpose()?,
            severities: sidecar.iter().flat_map(|(path, read)| severities(&options.policy, path, read)).collect(),
            sidecar,
        })
    }

    /// Takes what is known out of the outcome, and notes what was.
    pub(super) fn apply(&self, outcome: &mut Outcome, reach: &Reach) {
        if let Some((path, sidecar)) = &self.sidecar {
            self.apply_sidecar(path, sidecar, outcome, reach);
        }
        if let Some((path, baseline)) = &self.baseline {
            apply_baseline(path, baseline, outcome, reach);
        }
    }

    /// Takes what exceptions name out of the outcome, and reports those that name nothing.
    fn apply_sidecar(&self, path: &Path, sidecar: &Sidecar, outcome: &mut Outcome, reach: &Reach) {
        let index = sidecar.index();
        let mut is_used = vec![false; index.len()];
        let before = outcome.findings.len();
        outcome.findings.retain(|finding| !index.hides(finding, &mut is_used));
        let hidden = before - outcome.findings.len();
        if hidden > 0 {
            let file = path.display();
            outcome.notes.push(format!("Not shown: {} that `{file}` makes an exception of.", counted(hidden)));
        }
        let is_idle = |exception: &Exception| {
            reach.rules.contains(&UNUSED)
                && reach.covers(&exception.rule, exception.article.as_deref(), exception.locale.as_deref())
        };
        let mut fingerprints = Fingerprints::default();
        let lines = LineIndex::new(sidecar.text());
        for (((exception, span), is_used), severity) in sidecar.exceptions().zip(is_used).zip(&self.severities) {
            let is_unused = !is_used && is_idle(exception);
            let Some(severity) = severity.filter(|_| is_unused) else { continue };
            let span = Span::new(span.start, span.end);
            let entry = Entry { path, text: sidecar.text(), lines: &lines, exception, span };
            outcome.findings.push(entry.unused(severity, &mut fingerprints));
        }
        outcome.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    }
}

/// How grave it is that each exception of the file is unused.
fn severities(policy: &Policy, path: &Path, sidecar: &Sidecar) -> Vec<Option<Severity>> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let of = |exception: &Exception| {
        let locale = exception.locale.as_deref().and_then(Tag::parse);
        policy.severity(rules::lookup(UNUSED).ok()?, &path, locale)
    };
    sidecar.exceptions().map(|(exception, _)| of(exception)).collect()
}

/// An exception and where it stands.
struct Entry<'e> {
    path: &'e Path,
    text: &'e str,
    lines: &'e LineIndex,
    exception: &'e Exception,
    span: Span,
}

impl Entry<'_> {
    /// The finding that it hides nothing.
    fn unused(&self, severity: Severity, fingerprints: &mut Fingerprints) -> Finding {
        let Self { path, text, lines, exception, span } = *self;
        let Exception { rule, article, locale, source, words, .. } = exception;
        let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
        let first_line = lines.line_span(text, start.line);
        let byte_column = |at: u32, line: u32| at - lines.line_span(text, line).start + 1;
        let parts =
            [Some(UNUSED), Some(rule), article.as_deref(), locale.as_deref(), source.as_deref(), words.as_deref()];
        Finding {
            rule: UNUSED.into(),
            severity,
            path: path.to_string_lossy().replace('\\', "/").into(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            span: ByteSpan::from(span),
            locale: locale.as_deref().unwrap_or("und").into(),
            article: article.as_deref().unwrap_or_default().into(),
            segment: None,
            message: super::exceptions::unused(rule).into(),
            source: None,
            target: TargetSide {
                text: source.as_deref().unwrap_or_default().into(),
                fact: None,
                words: Span::default(),
            },
            suggestion: None,
            is_safe_fix: false,
            fingerprint: fingerprints.next(&parts).into(),
            byte_columns: (byte_column(span.start, start.line), byte_column(span.end, end.line)),
            excerpt: Excerpt {
                text: text.get(first_line.range()).unwrap_or("").into(),
                line: start.line,
                highlight: Span::new(0, first_line.len()),
            },
        }
    }
}

/// Whether what lies below the root is looked at as a whole.
pub(super) fn is_whole(options: &Options) -> bool {
    let Some(root) = discover::root(&options.query()) else { return false };
    let has_root = options.paths.iter().any(|path| path.canonicalize().is_ok_and(|path| path == root));
    has_root && !options.debt.is_partial
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

/// That file where it is there. Errors where it is a link out of the root, or no file.
fn existing_default(options: &Options, name: &str, flag: &str) -> Result<Option<PathBuf>, Error> {
    let Some(file) = default_file(options, name).filter(|path| path.symlink_metadata().is_ok()) else {
        return Ok(None);
    };
    let what = match () {
        () if discover::leads_out(&file) => "a link to a file outside its folder, which",
        // Opening a pipe waits for its other end, and a device may never end.
        () if !file.is_file() => "no file (a folder, a device, a pipe or a link to nowhere) and",
        () => return Ok(Some(file)),
    };
    let file = file.display();
    let why = format!("`{file}` is {what} is not read; put the file there itself, or name it with `{flag} FILE`.");
    Err(Error::Unusable { why })
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

fn named(entry: &debt::Entry) -> String {
    format!("{} in `{}` ({})", entry.rule, entry.article, entry.locale)
}

fn counted(count: usize) -> String {
    format!("{count} finding{}", if count == 1 { "" } else { "s" })
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
    let file = file.display();
    Ok(match count {
        0 => format!("There is nothing to make an exception of; `{file}` was not touched."),
        1 => format!("Wrote 1 exception to `{file}`."),
        _ => format!("Wrote {count} exceptions to `{file}`."),
    })
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
        Renewal::Update if !file.exists() => Baseline::default(),
        Renewal::Update | Renewal::Prune => Baseline::read(&file)?,
        Renewal::Refuse => Baseline::default(),
    };
    let without = DebtOptions { has_no_baseline: true, ..options.debt.clone() };
    let (outcome, reach) = super::run_with_reach(&Options { debt: without, ..options.clone() }, &Overlay::default())?;
    let pruned = baseline.prune(&outcome.findings, &reach);
    let added = if renewal == Renewal::Prune { 0 } else { baseline.add(&outcome.findings) };
    baseline.write(&file)?;
    Ok((outcome, Renewed { file, total: baseline.len(), added, pruned }))
}
