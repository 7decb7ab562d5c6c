//! Folders of the root, each read at most once, and only where it is needed.

use std::cell::RefCell;
use std::fs::{DirEntry, FileType};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Tag;

/// Extensions of Markdown files, lower case.
const EXTENSIONS: [&str; 3] = ["md", "markdown", "mdx"];

/// Look-ups below what may be read.
pub(super) struct Folders<'f> {
    allowed: &'f FxHashSet<PathBuf>,
    listings: RefCell<FxHashMap<PathBuf, Rc<Listing>>>,
    real: RefCell<FxHashMap<PathBuf, bool>>,
}

/// What lies in one folder: names that are UTF-8 and not hidden, in order. Symbolic links are left out.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Names of folders.
    pub(super) folders: Vec<String>,
    /// Names of Markdown files.
    files: Vec<String>,
    /// Files by their name without extension, lower case: indices into `files`.
    by_stem: FxHashMap<String, Vec<usize>>,
    /// Files named `stem.LOCALE.md` by `stem`, lower case.
    localized: FxHashMap<String, Vec<LocalizedFile>>,
}

/// A file with a locale in its name.
#[derive(Clone, Debug)]
pub(super) struct LocalizedFile {
    /// Its whole name.
    pub(super) name: String,
    /// The locale part as written.
    pub(super) written: String,
    /// The locale it names.
    pub(super) tag: Tag,
}

impl<'f> Folders<'f> {
    /// Nothing is read but what `allowed` names and what lies below.
    pub(super) fn new(allowed: &'f FxHashSet<PathBuf>) -> Self {
        Self { allowed, listings: RefCell::default(), real: RefCell::default() }
    }

    /// What lies in `folder`; nothing where it cannot be read.
    pub(super) fn list(&self, folder: &Path) -> Rc<Listing> {
        if let Some(listing) = self.listings.borrow().get(folder) {
            return Rc::clone(listing);
        }
        let listing = if self.is_allowed(folder) { self.read(folder) } else { self.way_down(folder) };
        let listing = Rc::new(listing);
        self.listings.borrow_mut().insert(folder.to_path_buf(), Rc::clone(&listing));
        listing
    }

    /// The Markdown file at `rest` below `folder`: exactly, else with another case or Markdown extension.
    pub(super) fn find(&self, folder: &Path, rest: &Path) -> Option<PathBuf> {
        let exact = folder.join(rest);
        if self.is_file(&exact) {
            return Some(exact);
        }
        let mut here = folder.to_path_buf();
        if !self.is_folder(&here) {
            return None;
        }
        for component in rest.parent()?.components() {
            let Component::Normal(name) = component else { return None };
            let name = name.to_str()?.to_lowercase();
            let listing = self.list(&here);
            here.push(listing.folders.iter().find(|folder| folder.to_lowercase() == name)?);
        }
        let name = rest.file_name()?.to_str()?;
        let listing = self.list(&here);
        let file = listing.by_stem.get(&stem(name).to_lowercase())?.first()?;
        Some(here.join(&listing.files[*file]))
    }

    /// The text of a small file; `None` where none lies there that may be looked at. Errors where one does and cannot be
    /// read.
    pub(super) fn text(&self, path: &Path) -> Option<Result<String, String>> {
        const MOST: u64 = 1 << 20;
        if !self.is_file(path) {
            return None;
        }
        let is_small = path.metadata().is_ok_and(|data| data.len() <= MOST);
        let read = || std::fs::read_to_string(path).map_err(|error| error.to_string());
        Some(if is_small { read() } else { Err("it is larger than 1 MiB".to_owned()) })
    }

    /// How many folders were listed.
    #[cfg(test)]
    pub(super) fn read_count(&self) -> usize {
        self.listings.borrow().len()
    }

    fn is_allowed(&self, path: &Path) -> bool {
        path.ancestors().any(|part| self.allowed.contains(part))
    }

    fn is_file(&self, path: &Path) -> bool {
        let is_inside = self.allowed.contains(path) || path.parent().is_some_and(|folder| self.is_folder(folder));
        is_inside && path.symlink_metadata().is_ok_and(|data| data.is_file())
    }

    /// Whether `path` is a folder that may be read, with no symbolic link on the way down to it.
    fn is_folder(&self, path: &Path) -> bool {
        if let Some(known) = self.real.borrow().get(path) {
            return *known;
        }
        let is_inside = self.allowed.contains(path) || path.parent().is_some_and(|parent| self.is_folder(parent));
        let is_real = is_inside && path.symlink_metadata().is_ok_and(|data| data.is_dir());
        self.real.borrow_mut().insert(path.to_path_buf(), is_real);
        is_real
    }

    fn read(&self, folder: &Path) -> Listing {
        if !self.is_folder(folder) {
            return Listing::default();
        }
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let named = |entry: DirEntry| Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?));
        Listing::new(entries.filter_map(named).map(|(name, kind)| (name, Kind::of(kind))))
    }

    /// A folder above what may be read is known only as far as it leads there.
    fn way_down(&self, folder: &Path) -> Listing {
        let next = |path: &PathBuf| {
            let down = path.strip_prefix(folder).ok()?;
            let first = down.components().next()?.as_os_str();
            let kind = if folder.join(first) == *path && path.is_file() { Kind::File } else { Kind::Folder };
            Some((first.to_str()?.to_owned(), kind))
        };
        let names: FxHashMap<_, _> = self.allowed.iter().filter_map(next).collect();
        Listing::new(names.into_iter())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    Other,
}

impl Kind {
    fn of(kind: FileType) -> Self {
        match kind {
            _ if kind.is_dir() => Self::Folder,
            _ if kind.is_file() => Self::File,
            _ => Self::Other,
        }
    }
}

impl Listing {
    fn new(entries: impl Iterator<Item = (String, Kind)>) -> Self {
        let mut listing = Self::default();
        for (name, kind) in entries.filter(|(name, _)| !name.starts_with('.')) {
            match kind {
                Kind::Folder => listing.folders.push(name),
                Kind::File if is_markdown(Path::new(&name)) => listing.files.push(name),
                _ => {}
            }
        }
        listing.folders.sort_unstable();
        listing.files.sort_unstable();
        for (at, name) in listing.files.iter().enumerate() {
            let stem = stem(name);
            listing.by_stem.entry(stem.to_lowercase()).or_default().push(at);
            if let Some((stem, file)) = localized(stem, name) {
                listing.localized.entry(stem).or_default().push(file);
            }
        }
        listing
    }

    /// The files named `stem.LOCALE.md`, in order of their names.
    pub(super) fn localized(&self, stem: &str) -> &[LocalizedFile] {
        self.localized.get(&stem.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The names of the Markdown files without extension, lower case.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.by_stem.keys().map(String::as_str)
    }

    /// The Markdown files named `stem` and an extension.
    pub(super) fn with_stem(&self, stem: &str) -> impl Iterator<Item = &str> {
        let found = self.by_stem.get(&stem.to_lowercase()).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| self.files[*at].as_str())
    }
}

fn localized(stem: &str, name: &str) -> Option<(String, LocalizedFile)> {
    let (stem, written) = split_locale(stem)?;
    let tag = Tag::parse(written)?;
    Some((stem.to_lowercase(), LocalizedFile { name: name.to_owned(), written: written.to_owned(), tag }))
}

/// `page.fr` as `page` and `fr`. A readme's locale is joined by other signs too: `README-fr`, `README_zh-CN`.
pub(super) fn split_locale(stem: &str) -> Option<(&str, &str)> {
    const README: usize = "readme".len();
    let is_locale = |(_, written): &(&str, &str)| Tag::parse(written).is_some();
    let joined = || {
        let (start, end) = stem.split_at_checked(README)?;
        let written = end.strip_prefix(['-', '_'])?;
        start.eq_ignore_ascii_case("readme").then_some((start, written))
    };
    stem.rsplit_once('.').or_else(joined).filter(is_locale)
}

/// Whether the file's extension is one of Markdown.
pub(super) fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// `name` without its Markdown extension.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)) => stem,
        _ => name,
    }
}
