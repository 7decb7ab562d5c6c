//! The one walk of what was given.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;

use crate::diagnostic::Skipped;
use crate::error::Error;

use super::folders::is_markdown;
use super::scope::{Given, Scope};
use super::{Discovery, LeftOut, Only, Settings, slashes};

/// The files by which a folder leaves others out.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// The largest ignore file that is read, in bytes.
const LARGEST_IGNORE_FILE: u64 = 1 << 20;

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
pub(super) fn walk_only(
    scope: &Scope,
    only: &Only,
    globs: &Globs,
    seen: &mut FxHashSet<PathBuf>,
    failures: &mut Vec<Skipped>,
) -> Vec<Found> {
    let mut roots: Vec<_> = scope.allowed.iter().collect();
    roots.sort();
    let mut files = Vec::new();
    for root in roots {
        let folders = only.folders();
        let (entries, shut) = entries(scope, root, move |folder| folders.contains(folder));
        failures.extend(shut.into_iter().map(|shut| shut.failure(&scope.shown(&shut.file, 0).1)));
        let is_file = |entry: &DirEntry| entry.file_type().is_some_and(|kind| kind.is_file());
        let found = entries.into_iter().flatten().filter(is_file).map(DirEntry::into_path);
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

/// What a walk of a folder meets, as ignore files want it, where folders that `enters` does not take are left out; and the
/// folders that could not be entered for their ignore file.
fn entries(
    scope: &Scope,
    folder: &Path,
    enters: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> (Vec<Result<DirEntry, ignore::Error>>, Vec<Shut>) {
    if let Some(shut) = shut_above(scope, folder) {
        return (Vec::new(), vec![shut]);
    }
    // Outside a repository, ignore files above the PATH are not read, and those below count all the same.
    let mut walker = WalkBuilder::new(folder);
    walker.parents(scope.is_in_git).require_git(scope.is_in_git).sort_by_file_name(Ord::cmp);
    let met = Arc::new(Mutex::new(Vec::new()));
    let (shut, allowed) = (Arc::clone(&met), scope.allowed.clone());
    // Asked of a folder before its ignore files are opened.
    walker.filter_entry(move |entry| {
        if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
            return true;
        }
        let is_open = enters(entry.path());
        match is_open.then(|| Shut::of(entry.path(), &allowed)).flatten() {
            Some(folder) => shut.lock().unwrap_or_else(PoisonError::into_inner).push(folder),
            None => return is_open,
        }
        false
    });
    let entries = walker.build().collect();
    let shut = std::mem::take(&mut *met.lock().unwrap_or_else(PoisonError::into_inner));
    (entries, shut)
}

/// What keeps a walk from the folder where it begins: ignore files in it, above it, and of the repository itself.
fn shut_above(scope: &Scope, folder: &Path) -> Option<Shut> {
    let above = if scope.is_in_git { usize::MAX } else { 1 };
    let of_git = |folder: &Path| Shut::by(folder.join(".git/info/exclude"), &scope.allowed);
    folder.ancestors().take(above).find_map(|folder| Shut::of(folder, &scope.allowed).or_else(|| of_git(folder)))
}

/// A folder whose ignore file is not to be opened: a pipe waits for its other end, a device may never end, and a link may
/// lead to either or out of the tree.
struct Shut {
    file: PathBuf,
    why: &'static str,
}

impl Shut {
    /// The first such file in `folder`.
    fn of(folder: &Path, allowed: &FxHashSet<PathBuf>) -> Option<Self> {
        IGNORE_FILES.into_iter().find_map(|name| Self::by(folder.join(name), allowed))
    }

    fn by(file: PathBuf, allowed: &FxHashSet<PathBuf>) -> Option<Self> {
        let data = file.symlink_metadata().ok()?;
        let data = if data.is_symlink() { file.metadata().ok()? } else { data };
        let why = match () {
            () if data.is_dir() => return None,
            () if !data.is_file() => "it is a device, a pipe or a socket",
            () if data.len() > LARGEST_IGNORE_FILE => "it is larger than 1 MiB",
            () if leads_out(&file, allowed) => "it is a link out of the root",
            () => return None,
        };
        Some(Self { file, why })
    }

    /// What is said of it; `file` as shown to the user.
    fn failure(&self, file: &str) -> Skipped {
        let why = self.why;
        let reason = format!(
            "`{file}` was not read ({why}), so that nobody knows which files it leaves out, and none of its folder was checked; put a plain file there, or take it away."
        );
        Skipped { path: file.to_owned(), reason, is_failure: true }
    }
}

/// Whether a file below a root is a link to what lies below none. What lies above all of them is the user's own affair.
fn leads_out(file: &Path, roots: &FxHashSet<PathBuf>) -> bool {
    let is_inside = |path: &Path| roots.iter().any(|root| path.starts_with(root));
    is_inside(file) && file.canonicalize().is_ok_and(|real| !is_inside(&real))
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
    let (entries, shut) = entries(scope, &given.real, |_| true);
    failures.extend(shut.into_iter().map(|shut| shut.failure(&scope.shown(&shut.file, 0).1)));
    for entry in entries {
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
