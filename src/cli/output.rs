//! Where things are printed: the report on standard output, everything else on standard error.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, ErrorKind, Write};

use annotate_snippets::renderer::{AnsiColor, Style};
use anstream::{AutoStream, ColorChoice};

use super::Exit;
use super::args::Color;
use crate::diagnostic::{Skipped, Timings};
use crate::text::visible_line;

/// How many notes are printed before the rest is only counted.
const MOST_NOTES: usize = 20;

/// Makes `color` hold for both standard streams.
pub(super) fn set_color(color: Color) {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Whether standard output takes colours.
pub(super) fn stdout_has_color() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Gives `print` a buffered standard output, and makes an exit code of how that went: a reader that
/// went away has what it wanted.
pub(super) fn to_stdout(exit: Exit, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
    let stdout = io::stdout().lock();
    let result = if stdout_has_color() {
        flushed(AutoStream::always(stdout), print)
    } else {
        // Nothing is coloured, so nothing has to be stripped.
        flushed(stdout, print)
    };
    match result {
        Ok(()) => exit,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Closed,
        Err(error) => {
            print_error(&format!(
                "The report could not be written to standard output ({error}); check the disk, or the program that it is piped into."
            ));
            Exit::Failed
        }
    }
}

fn flushed(stream: impl Write, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(stream);
    print(&mut out)?;
    out.flush()
}

/// Prints why the job could not be done.
pub(super) fn print_error(sentence: &str) {
    print_message("error", AnsiColor::BrightRed, sentence);
}

/// Prints what was left out: always where it makes the run fail, else unless `quiet`.
pub(super) fn print_skipped(skipped: &[Skipped], quiet: bool) {
    skipped.iter().filter(|file| file.is_failure).for_each(|file| print_error(&sentence(file)));
    if quiet {
        return;
    }
    let notes: Vec<_> = skipped.iter().filter(|file| !file.is_failure).collect();
    notes.iter().take(MOST_NOTES).for_each(|file| print_note(&sentence(file)));
    if let Some(more @ 1..) = notes.len().checked_sub(MOST_NOTES) {
        print_note(&format!("{more} more files were left out; `--format json` lists them all."));
    }
}

/// Says once which locales were compared by their digits only, unless `quiet`.
pub(super) fn print_unknown_locales(locales: &BTreeSet<String>, quiet: bool) {
    if locales.is_empty() || quiet {
        return;
    }
    let named: Vec<_> = locales.iter().map(|tag| format!("`{tag}`")).collect();
    let noun = if locales.len() == 1 { "the locale" } else { "the locales" };
    print_note(&format!(
        "No words are known of {noun} {}; only digits and identifiers were checked there (`docparity locales` lists the locales that are known).",
        named.join(", ")
    ));
}

/// Prints what each stage took, `report` seconds for writing the reports, `whole` for all before them.
pub(super) fn print_timings(timings: &Timings, report: f64, whole: f64) {
    let megabytes = timings.bytes as f64 / 1e6;
    let row = |name: &str, seconds: f64| {
        let speed = if seconds > 0.0 { format!("{:10.1}", megabytes / seconds) } else { " ".repeat(10) };
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(anstream::stderr(), "{name:<8} {:10.1} {speed}", seconds * 1e3);
    };
    let _ = writeln!(anstream::stderr(), "{:<8} {:>10} {:>10}", "stage", "ms", "MB/s");
    timings.stages.iter().for_each(|stage| row(&stage.name, stage.seconds));
    row("report", report);
    let _ = writeln!(
        anstream::stderr(),
        "{megabytes:.1} MB in {:.1} ms; the stages are added up over all threads.",
        (whole + report) * 1e3
    );
}

/// Prints what is to be said of the run as a whole, unless `quiet`.
pub(super) fn print_notes(notes: &[String], quiet: bool) {
    notes.iter().filter(|_| !quiet).for_each(|note| print_note(note));
}

/// [`Exit::Failed`] where a file could not be dealt with, else `exit`.
pub(super) fn worse(exit: Exit, skipped: &[Skipped]) -> Exit {
    if skipped.iter().any(|file| file.is_failure) { Exit::Failed } else { exit }
}

/// Prints what is good to know.
pub(super) fn print_note(sentence: &str) {
    print_message("note", AnsiColor::BrightBlue, sentence);
}

fn print_message(name: &str, color: AnsiColor, sentence: &str) {
    let style: Style = color.on_default().bold();
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{style}{name}{style:#}: {}", visible_line(sentence));
}

/// The reason, with the path before it where the reason does not name it.
fn sentence(file: &Skipped) -> String {
    if file.reason.contains(&file.path) { file.reason.clone() } else { format!("{}: {}", file.path, file.reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_left_out_file_is_named_once() {
        let skipped = |reason: &str| Skipped { path: "a.md".to_owned(), reason: reason.to_owned(), is_failure: true };
        assert_eq!(sentence(&skipped("`a.md` could not be read.")), "`a.md` could not be read.");
        assert_eq!(sentence(&skipped("It is empty.")), "a.md: It is empty.");
    }
}
