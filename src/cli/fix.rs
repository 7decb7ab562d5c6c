//! `check --fix`: files written, or a diff of them.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use super::{Exit, output};
use crate::check::FixedFile;
use crate::diagnostic::Skipped;
use crate::save;

/// Writes the files, and says how many unless `quiet`. Gives those that could not be written.
pub(super) fn write(files: &[FixedFile], quiet: bool) -> Vec<Skipped> {
    let (mut failures, mut written, mut count) = (Vec::new(), 0, 0);
    for file in files {
        match write_one(file) {
            Ok(()) => (written, count) = (written + 1, count + file.count),
            Err(reason) => failures.push(Skipped { path: file.path.clone(), reason, is_failure: true }),
        }
    }
    if count > 0 && !quiet {
        output::print_note(&format!("Fixed {}.", counted(count, written)));
    }
    failures
}

fn counted(count: usize, files: usize) -> String {
    let noun = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    format!("{} in {}", noun(count, "finding"), noun(files, "file"))
}

fn write_one(file: &FixedFile) -> Result<(), String> {
    let path = Path::new(&file.path);
    let shown = &file.path;
    match fs::read(path) {
        Ok(bytes) if bytes == file.before => save::replace(path, &file.after).map_err(|error| {
            format!(
                "`{shown}` could not be fixed ({error}); it is as it was: see that it and its folder may be written."
            )
        }),
        Ok(_) => Err(format!("`{shown}` was changed by another program meanwhile and is not fixed; run again.")),
        Err(error) => {
            Err(format!("`{shown}` could not be read again to be fixed ({error}); check that it is still there."))
        }
    }
}

/// Prints what would change. That something would is a finding.
pub(super) fn print_diff(files: &[FixedFile], exit: Exit) -> Exit {
    let exit = if files.is_empty() || exit == Exit::Failed { exit } else { Exit::Findings };
    output::to_stdout(exit, |out| {
        for FixedFile { path, before, after, .. } in files {
            let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
            let below = path.trim_start_matches("./").trim_start_matches('/');
            write!(out, "--- a/{below}\n+++ b/{below}\n")?;
            write_hunks(out, &before, &after)?;
        }
        Ok(())
    })
}

/// Lines are what git takes for lines: a carriage return alone ends none.
fn write_hunks(out: &mut dyn Write, before: &str, after: &str) -> io::Result<()> {
    let (before, after): (Vec<_>, Vec<_>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let diff = TextDiff::from_slices(&before, &after);
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(out, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let line: &str = change.value();
            let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
            write!(out, "{}{line}{end}", change.tag())?;
        }
    }
    Ok(())
}
