//! Where things are printed: the report on standard output, everything else on standard error.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, ErrorKind, Write};

use annotate_snippets::renderer::{AnsiColor, Style};
use anstream::{AutoStream, ColorChoice};

use super::Exit;
use super::args::Color;
use crate::diagnostic::{Skipped, StageTime, Timings};
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

/// Prints what each stage took, and each of `reports`. All before these took `whole` seconds, in which so many `pairs` of
/// texts were held against each other.
pub(super) fn print_timings(timings: &Timings, reports: &[StageTime], whole: f64, pairs: usize) {
    let megabytes = timings.bytes as f64 / 1e6;
    // Where standard error is closed there is nobody left to tell.
    let print = |line: String| drop(writeln!(anstream::stderr(), "{line}"));
    let row = |StageTime { name, seconds }: &StageTime| {
        let speed = |amount: f64, digits| match *seconds > 0.0 {
            true => format!(" {:12.digits$}", amount / seconds),
            false => String::new(),
        };
        print(format!("{name:<20} {:10.1}{}{}", seconds * 1e3, speed(megabytes, 1), speed(pairs as f64, 0)));
    };
    print(format!("{:<20} {:>10} {:>12} {:>12}", "stage", "ms", "MB/s", "pairs/s"));
    timings.stages.iter().chain(reports).for_each(row);
    let whole = whole + reports.iter().map(|report| report.seconds).sum::<f64>();
    print(format!(
        "{megabytes:.1} MB and {pairs} pairs in {:.1} ms; the stages are added up over all threads.",
        whole * 1e3
    ));
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
