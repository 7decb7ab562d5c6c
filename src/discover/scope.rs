//! What may be read, and what the keys of articles are relative to.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Skipped;
use crate::error::Error;
use crate::lexicon::Tag;

use super::layouts::split_repository;
use super::{Query, slashes};

/// A given PATH that exists.
#[derive(Debug)]
pub(super) struct Given {
    /// As the user wrote it; empty for `.`, so that what lies below is shown without `./`.
    shown: PathBuf,
    /// Absolute, free of symbolic links.
    pub(super) real: PathBuf,
    pub(super) is_folder: bool,
    /// Whether `shown` leads to `real` by its words alone, so that neighbours can be written like it.
    is_literal: bool,
}

/// PATHs that are held against the same files.
#[derive(Debug)]
pub(super) struct Scope {
    /// Keys are paths below this folder. It may lie above what may be read: then its name parts serve only to tell the
    /// locale of a folder that was given alone.
    pub(super) base: PathBuf,
    /// Files and folders that may be read, with everything below them.
    pub(super) allowed: FxHashSet<PathBuf>,
    /// In the order they were given.
    pub(super) given: Vec<Given>,
    /// Whether the scope lies in a git repository, whose ignore files then count from its top.
    pub(super) is_in_git: bool,
}

/// Opens the PATHs of `query` and sorts them by root. Those that cannot be used are given back as failures, and are an
/// error where no other PATH remains.
pub(super) fn resolve(query: &Query<'_>, source: Option<&Path>) -> Result<(Vec<Scope>, Vec<Skipped>), Error> {
    let root = query.root.map(folder).transpose()?;
    let mut failures = Vec::new();
    let mut first_error = None;
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<Given>> = BTreeMap::new();
    let mut markers = Markers::default();
    for path in query.paths {
        match open(path).and_then(|given| inside(given, root.as_deref())) {
            Ok(given) => {
                let root = root.clone().or_else(|| markers.root_of(&given));
                by_root.entry(root).or_default().push(given);
            }
            Err(error) => {
                failures.push(Skipped { path: slashes(path), reason: error.to_string(), is_failure: true });
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if by_root.is_empty() => Err(error),
        _ => Ok((
            together(by_root).into_iter().map(|(roots, given)| Scope::new(roots, given, source)).collect(),
            failures,
        )),
    }
}

/// The folder that holds what belongs to the run as a whole: the root that was named, else the marked one of the first
/// PATH, else that PATH.
pub fn root(query: &Query<'_>) -> Option<PathBuf> {
    if let Some(root) = query.root {
        return folder(root).ok();
    }
    let given = open(query.paths.first()?).ok()?;
    let marked = Markers::default().root_of(&given);
    marked
        .or_else(|| if given.is_folder { Some(given.real.clone()) } else { given.real.parent().map(Path::to_path_buf) })
}

/// Whether the file is a link to what lies outside its folder, which is not read unless it was named.
pub fn leads_out(file: &Path) -> bool {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = file.canonicalize().ok().zip(folder.canonicalize().ok());
    real.is_some_and(|(file, folder)| !file.starts_with(folder))
}

/// Roots that are one scope: repositories of the same name but for the locale, side by side, are one tree.
fn together(by_root: BTreeMap<Option<PathBuf>, Vec<Given>>) -> Vec<(Vec<PathBuf>, Vec<Given>)> {
    let mut scopes: Vec<(Vec<PathBuf>, Vec<Given>)> = Vec::new();
    for (root, given) in by_root {
        let is_sister = |(roots, _): &&mut (Vec<PathBuf>, Vec<Given>)| {
            root.as_deref().zip(roots.first()).is_some_and(|(one, two)| are_repositories_of_one_tree(one, two))
        };
        match scopes.iter_mut().find(is_sister) {
            Some((roots, others)) => {
                roots.extend(root);
                others.extend(given);
            }
            None => scopes.push((root.into_iter().collect(), given)),
        }
    }
    scopes
}

fn are_repositories_of_one_tree(one: &Path, two: &Path) -> bool {
    let name = |path: &Path| path.file_name().and_then(OsStr::to_str).map(str::to_lowercase);
    let (Some(a), Some(b)) = (name(one), name(two)) else { return false };
    let (split_a, split_b) = (split_repository(&a), split_repository(&b));
    let stem = |name: &str| split_repository(name).map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    one.parent() == two.parent() && (split_a.is_some() || split_b.is_some()) && stem(&a) == stem(&b)
}

/// The real path of the folder named by `--source`. Errors where it is none.
pub(super) fn source_folder(path: &Path) -> Result<PathBuf, Error> {
    folder(path)
}

impl Scope {
    fn new(roots: Vec<PathBuf>, given: Vec<Given>, source: Option<&Path>) -> Self {
        let base = match roots.as_slice() {
            [] => common_folder(&given),
            [root] => root.clone(),
            [first, ..] => first.parent().unwrap_or(first).to_path_buf(),
        };
        let is_marked = !roots.is_empty();
        let is_in_git = roots.iter().chain([&base]).flat_map(|root| root.ancestors()).any(has_git);
        let mut allowed: FxHashSet<_> = match is_marked {
            true => roots.into_iter().collect(),
            false => given.iter().map(|given| given.real.clone()).collect(),
        };
        allowed.extend(source.map(Path::to_path_buf));
        Self { base: above_locale(&base, is_marked), allowed, given, is_in_git }
    }
}

impl Scope {
    /// How a file is shown, and the index of the PATH that it is shown below, or beside: then the one at `beside`.
    pub(super) fn shown(&self, path: &Path, beside: usize) -> (usize, String) {
        match self.given.iter().position(|given| path.starts_with(&given.real)) {
            Some(holder) => (holder, self.given[holder].shown_below(path)),
            None => (beside, self.given[beside].shown_beside(path)),
        }
    }

    /// Whether a file lies in a given PATH.
    pub(super) fn is_given(&self, path: &Path) -> bool {
        self.given.iter().any(|given| path.starts_with(&given.real))
    }
}

impl Given {
    /// How a file below this PATH is shown.
    pub(super) fn shown_below(&self, path: &Path) -> String {
        match path.strip_prefix(&self.real) {
            Ok(down) if down.as_os_str().is_empty() => slashes(&self.shown),
            Ok(down) => slashes(&self.shown.join(down)),
            Err(_) => slashes(path),
        }
    }

    /// How a file outside this PATH is shown: as the user would have to write it next to this PATH.
    pub(super) fn shown_beside(&self, path: &Path) -> String {
        if !self.is_literal {
            return slashes(path);
        }
        let common = self.real.components().zip(path.components()).take_while(|(a, b)| a == b).count();
        let mut shown = self.shown.clone();
        for _ in common..self.real.components().count() {
            climb(&mut shown);
        }
        shown.extend(path.components().skip(common));
        slashes(&shown)
    }
}

/// Upward searches for a root; many PATHs share their folder.
#[derive(Default)]
struct Markers {
    known: FxHashMap<PathBuf, Option<PathBuf>>,
}

impl Markers {
    /// The nearest folder upward from `given` that is marked as a root.
    fn root_of(&mut self, given: &Given) -> Option<PathBuf> {
        let start = if given.is_folder { Some(given.real.as_path()) } else { given.real.parent() }?;
        if let Some(root) = self.known.get(start) {
            return root.clone();
        }
        let is_marked = |folder: &&Path| folder.join("docparity.toml").exists() || has_git(folder);
        let root = start.ancestors().find(is_marked).map(Path::to_path_buf);
        self.known.insert(start.to_path_buf(), root.clone());
        root
    }
}

fn has_git(folder: &Path) -> bool {
    folder.join(".git").exists()
}

fn open(path: &Path) -> Result<Given, Error> {
    let error = |reason: String| Error::Path { path: slashes(path), reason };
    let real = path.canonicalize().map_err(|e| error(e.to_string()))?;
    let kind = real.metadata().map_err(|e| error(e.to_string()))?.file_type();
    if !kind.is_dir() && !kind.is_file() {
        return Err(error("it is a device, a pipe or a socket".to_owned()));
    }
    let is_literal = std::path::absolute(path).is_ok_and(|absolute| without_dots(&absolute) == real);
    let shown = if path == Path::new(".") { PathBuf::new() } else { path.to_path_buf() };
    Ok(Given { shown, real, is_folder: kind.is_dir(), is_literal })
}

/// Refuses a PATH outside the named root: nothing there would be read.
fn inside(given: Given, root: Option<&Path>) -> Result<Given, Error> {
    match root {
        Some(root) if !given.real.starts_with(root) => {
            let reason = format!("it lies outside the root `{}`", slashes(root));
            Err(Error::Path { path: slashes(&given.shown), reason })
        }
        _ => Ok(given),
    }
}

fn folder(path: &Path) -> Result<PathBuf, Error> {
    let error = |reason: String| Error::Path { path: slashes(path), reason };
    let real = path.canonicalize().map_err(|e| error(e.to_string()))?;
    if real.is_dir() { Ok(real) } else { Err(error("it is no folder".to_owned())) }
}

/// `path` with `..` taken back by its words.
fn without_dots(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut clean, component| {
        match component {
            Component::ParentDir => _ = clean.pop(),
            Component::CurDir => {}
            _ => clean.push(component),
        }
        clean
    })
}

/// One folder up, in the words of the path.
fn climb(path: &mut PathBuf) {
    match path.components().next_back() {
        Some(Component::Normal(_)) => _ = path.pop(),
        _ => path.push(".."),
    }
}

/// The deepest folder that holds all PATHs.
fn common_folder(given: &[Given]) -> PathBuf {
    let folder = |given: &Given| {
        if given.is_folder { given.real.clone() } else { given.real.parent().unwrap_or(&given.real).to_path_buf() }
    };
    let mut folders = given.iter().map(folder);
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |common, other| {
        common.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

/// A folder that was given alone may itself be the locale folder, or lie in one (`fr-FR/`): its name tells the locale,
/// and the key must be the same as when the whole tree is given. A marked root is looked at by its own name only.
fn above_locale(base: &Path, is_marked: bool) -> PathBuf {
    let depth = if is_marked { 1 } else { usize::MAX };
    let names_one =
        |name: &str| names_a_locale(name) || split_repository(name).is_some_and(|(_, written)| names_a_locale(written));
    let is_locale = |folder: &&Path| folder.file_name().and_then(OsStr::to_str).is_some_and(names_one);
    let locale = base.ancestors().take(depth).find(is_locale);
    locale.and_then(Path::parent).unwrap_or(base).to_path_buf()
}

/// Whether a folder's name alone is enough to call it a locale folder.
pub(super) fn names_a_locale(name: &str) -> bool {
    let is_exact = |tag: Tag| tag.region().is_some() || tag.script().is_some();
    Tag::parse(name).is_some_and(is_exact) && !Tag::is_word(name)
}
