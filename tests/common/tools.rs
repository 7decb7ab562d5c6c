//! Programs of the machine that tests ask. Where one is absent the test says so and passes.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Whether all of `programs` can be run; says which is missing.
pub(crate) fn has(programs: &[&str]) -> bool {
    let missing = programs.iter().find(|program| Command::new(program).arg("--version").output().is_err());
    missing.inspect(|program| eprintln!("skipped: `{program}` is not installed")).is_none()
}

/// What `program` says of `input` on both streams, and whether it was content; `None`, said aloud, where it is absent.
pub(crate) fn asked(program: &str, args: &[&str], input: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: `{program}` is not installed");
        return None;
    };
    // A program that stops reading says why on its own.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Some((output.status.success(), said(&output)))
}

/// What was printed on both streams.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

/// Runs it, and gives what it said. A failure fails the test.
#[track_caller]
pub(crate) fn done(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", said(&output));
    said(&output)
}

/// What git says in `folder`.
#[track_caller]
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    done(Command::new("git").args(who).args(args).current_dir(folder)).trim().to_owned()
}

/// Commits all that is in `folder`, and gives the commit.
#[track_caller]
pub(crate) fn commit(folder: &Path) -> String {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--no-verify", "--message=x"]);
    git(folder, &["rev-parse", "HEAD"])
}
