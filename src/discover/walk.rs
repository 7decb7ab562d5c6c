//! The one walk of what was given.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;

use crate::diagnostic::Skipped;
use crate::error::Error;

use super::folders::is_markdown;
use super::scope::{Given, Scope};
use super::{Discovery, LeftOut, Only, Settings, slashes};

/// A Markdown file inside a given PATH.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) shown: String,
    /// Index of the PATH it was found in, or of the one that it is shown beside.
    pub(super) given: usize,
    /// Whether it lies in a given PATH and the globs take it.
    pub(super) is_reported: bool,
}

/// All Markdown files of the scope's PATHs that are to be reported, each once: one that two PATHs hold belongs to the
/// first, one that was `seen` in another scope to that.
pub(super) fn walk(scope: &Scope, globs: &Globs, seen: &mut FxHashSet<PathBuf>, found: &mut Discovery) -> Vec<Found> {
    let Discovery { left_out, failures, .. } = found;
    let mut files = Vec::new();
    for (index, given) in scope.given.iter().enumerate() {
        let mut keep = |path: PathBuf| {
            if globs.keep(&path) && seen.insert(path.clone()) {
                files.push(Found { shown: given.shown_below(&path), path, given: index, is_reported: true });
            }
        };
        if given.is_folder {
            walk_folder(scope, given, &mut keep, left_out, failures);
        } else if is_markdown(&given.real) {
            keep(given.real.clone());
        } else {
            let why = "It is not Markdown; files ending in `.md`, `.markdown` or `.mdx` are checked.";
            left_out.push(LeftOut { path: given.shown_below(&given.real), why: why.to_owned() });
        }
    }
    files
}

/// The Markdown files among `only` that may be read, inside the given PATHs or not, each once. No folder is entered but
/// those that lead to them.
pub(super) fn walk_only(scope: &Scope, only: &Only, globs: &Globs, seen: &mut FxHashSet<PathBuf>) -> Vec<Found> {
    let mut roots: Vec<_> = scope.allowed.iter().collect();
    roots.sort();
    let mut files = Vec::new();
    for root in roots {
        let folders = only.folders();
        let is_folder = |entry: &DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
        let mut walker = walker(scope, root);
        walker.filter_entry(move |entry| !is_folder(entry) || folders.contains(entry.path()));
        let is_file = |entry: &DirEntry| entry.file_type().is_some_and(|kind| kind.is_file());
        let found = walker.build().flatten().filter(is_file).map(DirEntry::into_path);
        for path in found.filter(|path| is_markdown(path) && only.is_file(path)) {
            if seen.insert(path.clone()) {
                let is_reported = scope.is_given(&path) && globs.keep(&path);
                let (given, shown) = scope.shown(&path, 0);
                files.push(Found { path, shown, given, is_reported });
            }
        }
    }
    files
}

/// A walk of a folder as ignore files want it.
fn walker(scope: &Scope, folder: &Path) -> WalkBuilder {
    // Outside a repository, ignore files above the PATH are not read, and those below count all the same.
    let mut walker = WalkBuilder::new(folder);
    walker.parents(scope.is_in_git).require_git(scope.is_in_git).sort_by_file_name(Ord::cmp);
    walker
}

/// Which files are reported.
pub(super) struct Globs {
    include: Option<Gitignore>,
    exclude: Gitignore,
}

impl Globs {
    /// The globs of `settings`, below the folder that keys are relative to. Errors where one cannot be read.
    pub(super) fn new(scope: &Scope, settings: &Settings) -> Result<Self, Error> {
        let of = |globs: &[String], flag: &'static str| {
            let mut builder = GitignoreBuilder::new(&scope.base);
            for glob in globs {
                let added = builder.add_line(None, glob);
                added.map_err(|e| Error::Glob { flag, glob: glob.clone(), reason: e.to_string() })?;
            }
            builder.build().map_err(|e| Error::Glob { flag, glob: globs.join(" "), reason: e.to_string() })
        };
        let include = (!settings.include.is_empty()).then(|| of(&settings.include, "--include")).transpose()?;
        Ok(Self { include, exclude: of(&settings.exclude, "--exclude")? })
    }

    /// Whether the file at `path` is reported.
    pub(super) fn keep(&self, path: &Path) -> bool {
        let matches = |globs: &Gitignore| {
            path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, false).is_ignore()
        };
        self.include.as_ref().is_none_or(matches) && !matches(&self.exclude)
    }
}

fn walk_folder(
    scope: &Scope,
    given: &Given,
    keep: &mut dyn FnMut(PathBuf),
    left_out: &mut Vec<LeftOut>,
    failures: &mut Vec<Skipped>,
) {
    for entry in walker(scope, &given.real).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                failures.push(unreadable(given, &error));
                continue;
            }
        };
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else { continue };
        if !is_markdown(entry.path()) {
            continue;
        }
        if kind.is_file() {
            keep(entry.into_path());
            continue;
        }
        let why = if kind.is_symlink() {
            "It is a symbolic link, and those are not followed; name the file it leads to if it belongs to the run."
        } else {
            "It is a device, a pipe or a socket and was not read; only regular files are checked."
        };
        left_out.push(LeftOut { path: given.shown_below(entry.path()), why: why.to_owned() });
    }
}

fn unreadable(given: &Given, error: &ignore::Error) -> Skipped {
    let path = path_of(error).map_or_else(|| slashes(&given.real), |path| given.shown_below(path));
    // The walk's own words name the path again, as it lies on the disk.
    let cause = error.io_error().map_or_else(|| error.to_string(), |error| error.kind().to_string());
    let reason = format!("`{path}` could not be read ({cause}); check that you may open it, or exclude it.");
    Skipped { path, reason, is_failure: true }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
