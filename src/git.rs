//! What git knows of a checkout: which files and lines differ from a revision, and what a file said at one.
//!
//! The `git` command is asked, never a server: what a shallow or partial clone lacks is missing, and said so.

mod changes;
mod objects;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::error::Error;

pub use changes::{Changes, Lines, Since};
use objects::Objects;
pub use objects::{Content, is_hash};

/// A git checkout.
#[derive(Debug)]
pub struct Repository {
    /// Its top folder, absolute, free of symbolic links.
    top: PathBuf,
    /// One process that hands out the contents of files, begun when it is first asked.
    objects: Mutex<Objects>,
}

impl Repository {
    /// The checkout that holds `path`; `None` where none does. Nothing is run.
    pub fn holding(path: &Path) -> Option<Self> {
        let real = path.canonicalize().ok()?;
        let top = real.ancestors().find(|folder| folder.join(".git").exists())?.to_path_buf();
        Some(Self { top, objects: Mutex::default() })
    }

    /// Its top folder.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Whether its history was cut off when it was cloned.
    pub fn is_shallow(&self) -> bool {
        self.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.trim_ascii() == b"true")
    }

    /// What the file at `path` said at `revision`: a commit, or the blob itself where that was recorded. Where the
    /// commit has no such file, the name that the file had then is looked up.
    pub fn content(&self, revision: &str, path: &Path) -> Content {
        let Some(below) = self.below(path) else { return Content::NoFile };
        let found = self.objects().read(&self.top, revision, &below);
        match found {
            Content::NoFile => match self.former_name(revision, &below) {
                Some(name) => self.objects().read(&self.top, revision, &name),
                None => Content::NoFile,
            },
            found => found,
        }
    }

    fn objects(&self) -> std::sync::MutexGuard<'_, Objects> {
        self.objects.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// `path` below the top, as git writes it.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.top).ok()?.to_str()?;
        Some(below.replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// What the file that is now at `below` was called at `revision`, if it was renamed since.
    fn former_name(&self, revision: &str, below: &str) -> Option<String> {
        let range = format!("{revision}..HEAD");
        let log = ["log", "--follow", "--diff-filter=R", "--name-status", "--format=", "-z", &range, "--", below];
        let answer = self.ask(&log).ok()?;
        let answer = String::from_utf8(answer).ok()?;
        let fields: Vec<_> = answer.split('\0').map(str::trim).filter(|field| !field.is_empty()).collect();
        // `R100`, the former name, the later one; the oldest renaming comes last.
        fields.chunks(3).last().and_then(|renaming| renaming.get(1)).map(|name| (*name).to_owned())
    }

    /// What git answers to `args`. Errors with what it said instead.
    fn ask(&self, args: &[&str]) -> Result<Vec<u8>, String> {
        self.ask_with(&[], args)
    }

    /// As [`Self::ask`], under settings `KEY=VALUE` as well.
    fn ask_with(&self, settings: &[String], args: &[&str]) -> Result<Vec<u8>, String> {
        let settings = settings.iter().flat_map(|setting| ["-c", setting]);
        let output = command(&self.top).args(settings).args(args).stdin(Stdio::null()).output();
        let output = output.map_err(|error| format!("the command `git` could not be run: {error}"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.lines().next().unwrap_or("it gave no reason").trim_start_matches("fatal: ").to_owned())
    }
}

/// What keeps git from running a program that the checkout's own settings name: whoever made the checkout wrote those.
const OWN_PROGRAMS: [&str; 3] = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false"];

/// Git at work in `folder`: it asks nobody, fetches nothing and leaves the index alone.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=false", "--no-pager"]).stderr(Stdio::piped());
    command.args(OWN_PROGRAMS.iter().flat_map(|setting| ["-c", setting]));
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    command.env("LC_ALL", "C");
    command
}

fn error(why: String) -> Error {
    Error::Git { why }
}
