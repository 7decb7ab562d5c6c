//! The ways localized trees are laid out: one file per layout, and [`ALL`], the order in which they are asked.
//!
//! A layout looks at one path and, through [`View`], at the folders along it, and says where the article stands: in
//! which [`Set`] of parallel slots (one for each locale), in which of them, and how the way goes on below. Nothing
//! depends on which PATH was given, so a single file finds the same family as a walk of the whole tree.

mod crowdin;
mod docusaurus;
mod flat;
mod locale_folders;
mod patterns;
mod repositories;
mod root_locale;
mod source_folder;
mod suffixes;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::lexicon::Tag;

use super::folders::Folders;
use super::settings::Pattern;
use super::slashes;

use patterns::Arrangement;

pub(super) use flat::LAYOUT as FLAT;
pub(super) use repositories::split as split_repository;

/// A layout.
pub(super) struct Layout {
    /// Its name in reports; also that of its file here.
    pub(super) name: &'static str,
    /// Where the article stands, if the layout knows it.
    pub(super) place: fn(&View<'_>, &Way<'_>) -> Option<Placement>,
}

/// Every layout; the first that knows a path decides. The last one knows all.
pub(super) static ALL: &[&Layout] = &[
    &patterns::LAYOUT,
    &crowdin::LAYOUT,
    &docusaurus::LAYOUT,
    &repositories::LAYOUT,
    &root_locale::LAYOUT,
    &source_folder::LAYOUT,
    &locale_folders::LAYOUT,
    &suffixes::LAYOUT,
    &flat::LAYOUT,
];

/// Whether a pattern can be taken apart.
pub(super) fn is_usable(pattern: &Pattern) -> bool {
    Arrangement::of(pattern).is_some()
}

/// Where an article stands.
#[derive(Clone, Debug)]
pub(super) struct Placement {
    /// The parallel places it is one of.
    pub(super) set: Rc<Set>,
    /// Which of them.
    pub(super) slot: usize,
    /// The way on from the slot's folder, the same in every slot.
    pub(super) rest: PathBuf,
}

/// Places that hold the same articles in several locales.
#[derive(Debug)]
pub(super) struct Set {
    /// Name of the layout.
    pub(super) layout: &'static str,
    /// What keys begin with.
    pub(super) prefix: String,
    /// A sentence that says by what the layout was recognized; `None` where there is nothing to say.
    pub(super) why: Option<String>,
    /// One for each locale.
    pub(super) slots: Vec<Slot>,
}

/// A place for one locale.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The folder that stands for the locale.
    pub(super) folder: PathBuf,
    /// The file's name, where it is the name that differs by locale.
    pub(super) file: Option<String>,
    pub(super) locale: Option<Tag>,
    pub(super) is_source: bool,
}

impl Placement {
    /// The article's key as this member spells it.
    pub(super) fn key(&self) -> String {
        join(&self.set.prefix, &slashes(&self.rest))
    }

    /// The slot it stands in.
    pub(super) fn here(&self) -> &Slot {
        &self.set.slots[self.slot]
    }
}

impl Slot {
    /// A slot that is a folder.
    fn folder(folder: PathBuf, locale: Option<Tag>, is_source: bool) -> Self {
        Self { folder, file: None, locale, is_source }
    }

    /// The way from the slot's folder to an article of it.
    pub(super) fn way<'p>(&'p self, rest: &'p Path) -> &'p Path {
        self.file.as_deref().map_or(rest, Path::new)
    }
}

/// A path below the base, in parts.
pub(super) struct Way<'w> {
    /// The whole path.
    pub(super) path: &'w Path,
    /// The part below the base.
    relative: &'w Path,
    /// Its components; lossy where they are not UTF-8. The last one is the file's name.
    pub(super) parts: Vec<std::borrow::Cow<'w, str>>,
}

impl<'w> Way<'w> {
    /// The parts of `path` below `base`; where it lies elsewhere (a source folder outside the root), all of them.
    pub(super) fn new(base: &Path, path: &'w Path) -> Self {
        let relative = path.strip_prefix(base).unwrap_or(path);
        let parts = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Self { path, relative, parts }
    }

    /// The file's name.
    fn file(&self) -> &str {
        self.parts.last().map_or("", AsRef::as_ref)
    }

    /// The names of the folders.
    fn folders(&self) -> &[std::borrow::Cow<'w, str>] {
        &self.parts[..self.parts.len().saturating_sub(1)]
    }

    /// The first `count` components, for keys.
    fn prefix(&self, count: usize) -> String {
        self.parts[..count].join("/")
    }

    /// The folder of the first `count` components.
    fn folder(&self, base: &Path, count: usize) -> PathBuf {
        base.iter().chain(self.relative.iter().take(count)).collect()
    }

    /// What comes after the first `count` components.
    fn rest(&self, count: usize) -> PathBuf {
        self.relative.iter().skip(count).collect()
    }
}

/// A layout's name and the folder where it looked for a set.
type SetKey = (&'static str, PathBuf);

/// What layouts may look at.
pub(super) struct View<'v> {
    pub(super) base: &'v Path,
    pub(super) folders: &'v Folders<'v>,
    /// The folder named by `--source`.
    source: Option<&'v Path>,
    source_locale: Tag,
    /// Patterns that were named.
    patterns: &'v [Pattern],
    /// The only layout to try, where one was named.
    only: Option<&'static Layout>,
    sets: RefCell<FxHashMap<SetKey, Option<Rc<Set>>>>,
    crowdin: RefCell<FxHashMap<PathBuf, Rc<[Arrangement]>>>,
    /// Files that say how the tree is laid out and could not be understood, with a sentence that says why.
    passed_over: RefCell<Vec<(PathBuf, String)>>,
}

impl<'v> View<'v> {
    pub(super) fn new(base: &'v Path, folders: &'v Folders<'v>, source: Option<&'v Path>, source_locale: Tag) -> Self {
        Self {
            base,
            folders,
            source,
            source_locale,
            patterns: &[],
            only: None,
            sets: RefCell::default(),
            crowdin: RefCell::default(),
            passed_over: RefCell::default(),
        }
    }

    /// The same with what was told of the layout.
    pub(super) fn told(self, patterns: &'v [Pattern], only: Option<&'static Layout>) -> Self {
        Self { patterns, only, ..self }
    }

    /// Asks every layout where the article at `path` stands.
    pub(super) fn place(&self, path: &Path) -> Option<Placement> {
        let way = Way::new(self.base, path);
        let is_tried = |layout: &&&Layout| {
            // What no other layout knows is flat; a source folder leaves the folders beside it to the locale folders.
            let is_left_to =
                |only: &Layout| only.name == source_folder::LAYOUT.name && layout.name == locale_folders::LAYOUT.name;
            self.only.is_none_or(|only| layout.name == only.name || layout.name == FLAT.name || is_left_to(only))
        };
        ALL.iter().filter(is_tried).find_map(|layout| (layout.place)(self, &way))
    }

    /// What a folder's `crowdin.yml` says, read once.
    fn crowdin(&self, folder: &Path, read: impl FnOnce() -> Rc<[Arrangement]>) -> Rc<[Arrangement]> {
        if let Some(known) = self.crowdin.borrow().get(folder) {
            return Rc::clone(known);
        }
        let arrangements = read();
        self.crowdin.borrow_mut().insert(folder.to_path_buf(), Rc::clone(&arrangements));
        arrangements
    }

    /// Remembers a file that could not be understood.
    fn pass_over(&self, path: PathBuf, why: String) {
        self.passed_over.borrow_mut().push((path, why));
    }

    /// The files that could not be understood, and why.
    pub(super) fn passed_over(self) -> Vec<(PathBuf, String)> {
        self.passed_over.into_inner()
    }

    /// The set that `layout` sees at `folder`, made once.
    fn set(&self, layout: &'static str, folder: PathBuf, make: impl FnOnce(&Path) -> Option<Set>) -> Option<Rc<Set>> {
        let key = (layout, folder);
        if let Some(known) = self.sets.borrow().get(&key) {
            return known.clone();
        }
        let set = make(&key.1).map(Rc::new);
        self.sets.borrow_mut().insert(key, set.clone());
        set
    }

    /// Which of `tags` is the source locale: said exactly as asked for, else the language alone, else the language of
    /// its home country, else the first that matches.
    fn source_among(&self, tags: impl Iterator<Item = Tag>) -> Option<Tag> {
        let rank = |tag: &Tag| match tag {
            _ if *tag == self.source_locale => 0,
            _ if tag.region().is_none() => 1,
            _ if tag.is_at_home() => 2,
            _ => 3,
        };
        tags.filter(|tag| tag.matches(&self.source_locale)).min_by_key(|tag| (rank(tag), *tag))
    }

    /// `folder` as reports name it.
    fn shown(&self, folder: &Path) -> String {
        match folder.strip_prefix(self.base) {
            Ok(below) if below.as_os_str().is_empty() => "The root".to_owned(),
            Ok(below) => format!("`{}/`", slashes(below)),
            Err(_) => format!("`{}`", slashes(folder)),
        }
    }

    /// What keys of articles in `folder` begin with; nothing where it lies outside the root.
    fn prefix_of(&self, folder: &Path) -> String {
        folder.strip_prefix(self.base).map(slashes).unwrap_or_default()
    }
}

fn join(prefix: &str, rest: &str) -> String {
    if prefix.is_empty() { rest.to_owned() } else { format!("{prefix}/{rest}") }
}

/// Names in a sentence: `de`, `fr` and 15 more.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 20;
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.len().checked_sub(SHOWN) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..SHOWN].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_names_every_file_of_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/discover/layouts");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the sources are at hand")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().replace(".rs", ""))
            .filter(|name| name != "mod")
            .collect();
        let mut names: Vec<_> = ALL.iter().map(|layout| layout.name.replace('-', "_")).collect();
        files.sort();
        names.sort();
        assert_eq!(files, names);
    }
}
