//! `check --fix`: files written, or a diff of them.

use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::ops::Range;
use std::path::Path;

use super::{Exit, output};
use crate::check::FixedFile;
use crate::diagnostic::Skipped;
use crate::save;
use crate::text::visible_lines;

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
    // A program needs the bytes as they are; people are shown what a terminal would obey.
    let is_for_people = io::stdout().is_terminal();
    output::to_stdout(exit, |out| files.iter().try_for_each(|file| write_diff(out, file, is_for_people)))
}

fn write_diff(out: &mut dyn Write, file: &FixedFile, is_for_people: bool) -> io::Result<()> {
    let shown = |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if is_for_people { Cow::Owned(visible_lines(&text).into_owned()) } else { text }
    };
    let below = file.path.trim_start_matches("./").trim_start_matches('/');
    writeln!(out, "--- {}\n+++ {}", quoted(&format!("a/{below}")), quoted(&format!("b/{below}")))?;
    write_hunks(out, &shown(&file.before), &shown(&file.after))
}

/// A path as git writes it in a diff: between quotation marks where it holds what would end its line or act on a terminal.
fn quoted(path: &str) -> String {
    if !path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return path.to_owned();
    }
    let escaped = path.bytes().map(|byte| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// How many lines that stay are shown before and behind what changes.
const CONTEXT: usize = 3;

/// Lines are what git takes for lines: a carriage return alone ends none.
fn write_hunks(out: &mut dyn Write, before: &str, after: &str) -> io::Result<()> {
    let (before, after): (Vec<_>, Vec<_>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let changes = changes(&before, &after);
    for hunk in changes.chunk_by(|one, next| next.0.start - one.0.end <= 2 * CONTEXT) {
        write_hunk(out, hunk, &before, &after)?;
    }
    Ok(())
}

/// Lines that change, before and after.
type Change = (Range<usize>, Range<usize>);

/// What changes, in order. Edits are small and apart from each other, so that it is told by looking at the next few lines
/// only, in a time that grows with the file and not with its square.
fn changes(before: &[&str], after: &[&str]) -> Vec<Change> {
    let (mut b, mut a) = (0, 0);
    let mut changes: Vec<Change> = Vec::new();
    while b < before.len() || a < after.len() {
        if b < before.len() && before.get(b) == after.get(a) {
            (b, a) = (b + 1, a + 1);
            continue;
        }
        let (gone, come) = replaced(&before[b..], &after[a..]);
        match changes.last_mut() {
            Some(last) if last.0.end == b && last.1.end == a => (last.0.end, last.1.end) = (b + gone, a + come),
            _ => changes.push((b..b + gone, a..a + come)),
        }
        (b, a) = (b + gone, a + come);
    }
    changes
}

/// How many lines at the beginning of `before` have become how many of `after`: the fewest behind which they are equal again.
fn replaced(before: &[&str], after: &[&str]) -> (usize, usize) {
    const FARTHEST: usize = 8;
    let ways = (1..=FARTHEST).flat_map(|sum| (0..=sum).map(move |gone| (gone, sum - gone)));
    // One line for one comes before nothing for two.
    let mut ways: Vec<_> = ways.collect();
    ways.sort_by_key(|(gone, come)| (gone.max(come).to_owned(), gone.abs_diff(*come)));
    let is_equal_behind = |(gone, come): &(usize, usize)| match (before.get(*gone), after.get(*come)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => *gone == before.len() && *come == after.len(),
        _ => false,
    };
    let found = ways.into_iter().find(is_equal_behind);
    found.unwrap_or((before.len().min(1), after.len().min(1)))
}

fn write_hunk(out: &mut dyn Write, changes: &[Change], before: &[&str], after: &[&str]) -> io::Result<()> {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return Ok(()) };
    let (lead, trail) = (CONTEXT.min(first.0.start), CONTEXT.min(before.len() - last.0.end));
    let (old, new) = (first.0.start - lead..last.0.end + trail, first.1.start - lead..last.1.end + trail);
    writeln!(out, "@@ -{} +{} @@", told(&old), told(&new))?;
    let mut at = old.start;
    for (gone, come) in changes {
        write_lines(out, ' ', &before[at..gone.start])?;
        write_lines(out, '-', &before[gone.clone()])?;
        write_lines(out, '+', &after[come.clone()])?;
        at = gone.end;
    }
    write_lines(out, ' ', &before[at..old.end])
}

/// Lines as the head of a hunk tells them: the first, and how many where it is not one.
fn told(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        many => format!("{},{many}", lines.start + 1),
    }
}

fn write_lines(out: &mut dyn Write, tag: char, lines: &[&str]) -> io::Result<()> {
    for line in lines {
        let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
        write!(out, "{tag}{line}{end}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(is_for_people: bool) -> String {
        let bytes = |digit: char| format!("\u{1b}[2J {digit} \u{202E}\n").into_bytes();
        let file =
            FixedFile { path: "./a\n--- b\u{1b}.md".to_owned(), before: bytes('1'), after: bytes('2'), count: 1 };
        let mut out = Vec::new();
        write_diff(&mut out, &file, is_for_people).expect("memory takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    fn hunks(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        write_hunks(&mut out, before, after).expect("memory takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn lines_that_are_joined_or_changed_are_told_in_place() {
        assert_eq!(hunks("a\nb\n", "a\nb\n"), "");
        assert_eq!(
            hunks("a\nAcht\ntien x\n\ny", "a\nAchttien x\n\nz"),
            "@@ -1,5 +1,4 @@\n a\n-Acht\n-tien x\n+Achttien x\n \n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
        );
        let long = |changed: char| format!("1\n{}{changed}\n{}2\n", "x\n".repeat(9), "y\n".repeat(9));
        let apart = hunks(&long('a'), &long('b').replace("2\n", "3\n"));
        assert_eq!(apart, "@@ -8,7 +8,7 @@\n x\n x\n x\n-a\n+b\n y\n y\n y\n@@ -18,4 +18,4 @@\n y\n y\n y\n-2\n+3\n");
    }

    #[test]
    fn people_are_shown_what_a_terminal_would_obey_and_programs_get_the_bytes() {
        let head = "--- \"a/a\\012--- b\\033.md\"\n+++ \"b/a\\012--- b\\033.md\"\n@@ -1 +1 @@\n";
        assert_eq!(diff(true), format!("{head}-␛[2J 1 <U+202E>\n+␛[2J 2 <U+202E>\n"));
        assert_eq!(diff(false), format!("{head}-\u{1b}[2J 1 \u{202E}\n+\u{1b}[2J 2 \u{202E}\n"));
    }
}
