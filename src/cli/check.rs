//! `check`: findings, in as many formats as asked for.

use std::env;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueEnum as _;

use super::Exit;
use super::args::{CheckArgs, FailOn, given};
use super::formats::Output;
use super::progress::Progress;
use super::{fix, output};
use crate::check::{self, CacheFolder, Options, Shard};
use crate::diagnostic::{Outcome, StageTime};
use crate::error::Error;
use crate::report::{self, Context, Format};
use crate::rules;

/// Checks and reports. Errors where the job cannot be begun.
pub(super) fn run(args: CheckArgs) -> Result<Exit, Error> {
    args.select.iter().chain(&args.ignore).try_for_each(|id| rules::lookup(id).map(drop))?;
    let CheckArgs { mut paths, tree, change, as_of, select, ignore, fail_on, formats, debt, fix, quiet, jobs, .. } =
        args;
    let (with_timings, shard) = (args.timings, args.shard);
    let cache = args.cache.map(|folder| folder.map_or(CacheFolder::BelowRoot, CacheFolder::Named));
    let formats = match formats.outputs() {
        Ok(formats) => formats,
        Err(sentence) => {
            output::print_error(&sentence);
            return Ok(Exit::Failed);
        }
    };
    refuse_rules(&paths)?;
    let (since, misread) = change.since();
    if let Some(path) = misread {
        // Only the default stands there where all that was given was taken for a revision.
        paths.retain(|given| given != Path::new("."));
        paths.insert(0, path);
    }
    let is_diff_only = change.diff_only;
    let with_matrix = formats.iter().any(|output| output.format.wants_matrix);
    let with_excerpts = formats.iter().any(|output| output.format.wants_excerpts);
    let (told, configured) = tree.options(paths)?;
    let fail_on = fail_on.unwrap_or_else(|| FailOn::from_str(&configured.config.fail_on, false).unwrap_or_default());
    let options = Options {
        select: given(select, told.select.clone()),
        ignore: given(ignore, told.ignore.clone()),
        as_of: as_of.or(told.as_of),
        jobs,
        with_matrix,
        with_excerpts,
        since,
        is_diff_only,
        with_timings,
        cache,
        debt: debt.options(told.debt.clone()),
        ..told
    };
    jobs.into_iter().for_each(check::settle_threads);
    let progress = Progress::begin(&options.progress, quiet);
    if let Some(shard) = shard {
        return write_shard(&options, shard, progress);
    }
    let (mut outcome, fixed) = if fix.fix { check::fixed(&options)? } else { (check::run(&options)?, Vec::new()) };
    drop(progress);
    if let Some(reason) = debt.reason.as_deref().filter(|_| debt.suppress) {
        // Whoever mistyped a path did not mean all that the others show.
        let sentence = match outcome.summary.skipped.is_empty() {
            true => check::suppress(&options, &mut outcome, reason)?,
            false => "No exception was written, since not all that was asked could be checked; mend or leave out what is named below.".to_owned(),
        };
        outcome.notes.push(sentence);
    }
    if !fix.diff {
        outcome.summary.skipped.extend(fix::write(&fixed, quiet));
    }
    let exit = output::worse(exit(&outcome, fail_on), &outcome.summary.skipped);
    let mut times = Vec::new();
    let exit = match fix.diff {
        true => fix::print_diff(&fixed, exit),
        false => write_reports(&outcome, &formats, quiet, exit, &mut times),
    };
    print_rest(&outcome, &times, quiet, exit);
    Ok(exit)
}

/// Checks a part of the articles and writes what was found to standard output.
fn write_shard(options: &Options, shard: Shard, progress: Option<Progress>) -> Result<Exit, Error> {
    let (bytes, is_whole) = check::shard(options, shard)?;
    drop(progress);
    let exit = if is_whole { Exit::Clean } else { Exit::Failed };
    Ok(output::to_stdout(exit, |out| out.write_all(&bytes)))
}

/// Prints what is said beside the reports, which took so long.
pub(super) fn print_rest(outcome: &Outcome, reports: &[StageTime], quiet: bool, exit: Exit) {
    if let Some(timings) = &outcome.timings {
        output::print_timings(timings, reports, outcome.summary.seconds, outcome.summary.segments);
    }
    if exit != Exit::Closed {
        output::print_notes(&outcome.notes, quiet);
        output::print_skipped(&outcome.summary.skipped, quiet);
        output::print_unknown_locales(&outcome.unknown_locales, quiet);
    }
}

/// Refuses a path that is the name of a rule and of no file: `--suppress RULE` was meant otherwise.
fn refuse_rules(paths: &[PathBuf]) -> Result<(), Error> {
    let rule = |path: &PathBuf| rules::lookup(path.to_str()?).ok().filter(|_| !path.exists());
    match paths.iter().find_map(rule) {
        Some(rule) => Err(Error::RuleAsPath { rule: rule.id }),
        None => Ok(()),
    }
}

pub(super) fn exit(outcome: &Outcome, fail_on: FailOn) -> Exit {
    let is_reached = outcome.findings.iter().any(|finding| fail_on.is_reached_by(finding.severity));
    if is_reached { Exit::Findings } else { Exit::Clean }
}

/// Writes all reports: files first, so that they are there even where the reader of the last one goes away. What each of
/// them takes is added to `times`.
pub(super) fn write_reports(
    outcome: &Outcome,
    formats: &[Output],
    quiet: bool,
    mut exit: Exit,
    times: &mut Vec<StageTime>,
) -> Exit {
    let mut written = Vec::new();
    let mut note_time = |format: &Format, began: Instant| {
        let (name, seconds) = (format!("report {}", format.name).into(), began.elapsed().as_secs_f64());
        times.push(StageTime { name, seconds });
    };
    for Output { format, file } in formats {
        let Some(file) = file else { continue };
        let name = file.display();
        let began = Instant::now();
        let result = to_file(outcome, format, file, quiet);
        note_time(format, began);
        match result {
            Ok(()) => written.push(format!("`{name}`")),
            Err(error) => {
                output::print_error(&format!(
                    "The report `{}` could not be written to `{name}` ({error}); name a file in a folder that you may write to.",
                    format.name
                ));
                exit = Exit::Failed;
            }
        }
    }
    if formats.iter().any(|output| output.format.name == "github")
        && let Some(file) = env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty())
        && let Err(error) = append_step_summary(outcome, Path::new(&file))
    {
        output::print_error(&format!(
            "The step summary could not be written to `{}` ({error}); GITHUB_STEP_SUMMARY names the file, unset it to do without.",
            Path::new(&file).display()
        ));
        exit = Exit::Failed;
    }
    match formats.iter().find(|output| output.file.is_none()) {
        Some(Output { format, .. }) => {
            let context = Context { color: output::stdout_has_color(), quiet };
            let began = Instant::now();
            let exit = output::to_stdout(exit, |out| (format.write)(outcome, &context, out));
            note_time(format, began);
            exit
        }
        None => {
            if !quiet && !written.is_empty() {
                output::print_note(&format!("{} Written to {}.", report::sentence(outcome), written.join(", ")));
            }
            exit
        }
    }
}

/// The Markdown report behind what other steps of the job have written there.
fn append_step_summary(outcome: &Outcome, file: &Path) -> io::Result<()> {
    let Some(markdown) = report::by_name("markdown") else { return Ok(()) };
    let mut out = BufWriter::new(File::options().create(true).append(true).open(file)?);
    (markdown.write)(outcome, &Context::default(), &mut out)?;
    out.flush()
}

fn to_file(outcome: &Outcome, format: &Format, file: &Path, quiet: bool) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    (format.write)(outcome, &Context { color: false, quiet }, &mut out)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn outputs(values: &[&str]) -> Vec<Output> {
        values.iter().filter_map(|value| value.parse().ok()).collect()
    }

    #[test]
    fn files_are_written_and_a_bad_one_fails_the_run() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let good = folder.path().join("out.jsonl");
        std::fs::write(&good, "what was there before ".repeat(10_000))?;
        let bad = folder.path().join("missing/out.json");
        let formats = outputs(&[&format!("json={}", bad.display()), &format!("jsonl={}", good.display())]);
        let (outcome, mut times) = (testing::outcome(), Vec::new());
        assert_eq!(write_reports(&outcome, &formats, false, Exit::Findings, &mut times), Exit::Failed);
        assert_eq!(std::fs::read_to_string(good)?.lines().count(), outcome.findings.len());
        Ok(())
    }

    #[test]
    fn failure_wins_over_findings() {
        let mut outcome = testing::outcome();
        assert_eq!(exit(&outcome, FailOn::Error), Exit::Findings);
        assert_eq!(exit(&outcome, FailOn::Never), Exit::Clean);
        assert_eq!(output::worse(Exit::Findings, &outcome.summary.skipped), Exit::Failed);
        outcome.summary.skipped.retain(|file| !file.is_failure);
        assert_eq!(output::worse(Exit::Findings, &outcome.summary.skipped), Exit::Findings);
    }
}
