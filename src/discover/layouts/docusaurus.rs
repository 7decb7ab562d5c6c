//! Docusaurus: `i18n/LOCALE/docusaurus-plugin-content-*/` against `docs/`, `versioned_docs/`, `blog/`, `src/pages/`.

use std::path::Path;
use std::rc::Rc;

use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, join, listed};

const PLUGIN: &str = "docusaurus-plugin-content-";

pub(super) static LAYOUT: Layout = Layout { name: "docusaurus", place };

/// A tree of articles: where its English and its translations lie.
#[derive(Debug, PartialEq, Eq)]
struct Tree {
    /// Below the site: `docs`, `versioned_docs/version-3`.
    english: String,
    /// Below `i18n/LOCALE`: `docusaurus-plugin-content-docs/current`.
    translated: String,
}

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    translation(view, way).or_else(|| english(view, way))
}

/// A path that holds `i18n/LOCALE/docusaurus-plugin-content-...`.
fn translation(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let folders = way.folders();
    let site = folders.windows(3).position(|three| three[0] == "i18n" && three[2].starts_with(PLUGIN))?;
    Tag::parse(&folders[site + 1])?;
    let tree = Tree::of_plugin(&folders[site + 2..])?;
    let depth = site + 2 + tree.translated.split('/').count();
    let set = set_of(view, &way.folder(view.base, site), &way.prefix(site), tree)?;
    in_slot(set, &way.folder(view.base, depth), way, depth)
}

/// A path in a tree that a site's `i18n` translates.
fn english(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let folders = way.folders();
    (0..folders.len()).find_map(|site| {
        let tree = Tree::of_english(&folders[site..])?;
        let root = way.folder(view.base, site);
        let plugin = tree.translated.split('/').next()?;
        if !has_plugin(view, &root, plugin) {
            return None;
        }
        let depth = site + tree.english.split('/').count();
        let set = set_of(view, &root, &way.prefix(site), tree)?;
        in_slot(set, &way.folder(view.base, depth), way, depth)
    })
}

impl Tree {
    /// By the folders from the plugin's on.
    fn of_plugin(folders: &[impl AsRef<str>]) -> Option<Self> {
        let plugin = folders.first()?.as_ref();
        let (kind, id) = match plugin.strip_prefix(PLUGIN)?.split_once('-') {
            Some((kind, id)) => (kind, Some(id)),
            None => (plugin.strip_prefix(PLUGIN)?, None),
        };
        if kind != "docs" {
            let english = id.or(match kind {
                "blog" => Some("blog"),
                "pages" => Some("src/pages"),
                _ => None,
            })?;
            return Some(Self { english: english.to_owned(), translated: plugin.to_owned() });
        }
        let version = folders.get(1)?.as_ref();
        let english = match (version, id) {
            ("current", id) => id.unwrap_or("docs").to_owned(),
            (version, Some(id)) => format!("{id}_versioned_docs/{version}"),
            (version, None) => format!("versioned_docs/{version}"),
        };
        Some(Self { english, translated: format!("{plugin}/{version}") })
    }

    /// By the folders from the site's on. Any folder may be an instance of its own; the site tells.
    fn of_english(folders: &[impl AsRef<str>]) -> Option<Self> {
        let first = folders.first()?.as_ref();
        let second = folders.get(1).map(AsRef::as_ref);
        let tree = |english: &str, translated: String| Self { english: english.to_owned(), translated };
        let versioned = |plugin: String| Some(tree(&format!("{first}/{}", second?), format!("{plugin}/{}", second?)));
        match (first, second) {
            ("docs", _) => Some(tree("docs", format!("{PLUGIN}docs/current"))),
            ("blog", _) => Some(tree("blog", format!("{PLUGIN}blog"))),
            ("src", Some("pages")) => Some(tree("src/pages", format!("{PLUGIN}pages"))),
            ("versioned_docs", _) => versioned(format!("{PLUGIN}docs")),
            _ => match first.strip_suffix("_versioned_docs") {
                Some(id) => versioned(format!("{PLUGIN}docs-{id}")),
                None => Some(tree(first, format!("{PLUGIN}docs-{first}/current"))),
            },
        }
    }
}

/// Whether any locale of the site translates with this plugin.
fn has_plugin(view: &View<'_>, site: &Path, plugin: &str) -> bool {
    if !view.folders.list(site).folders.iter().any(|folder| folder == "i18n") {
        return false;
    }
    let i18n = site.join("i18n");
    let has = |locale: &String| view.folders.list(&i18n.join(locale)).folders.iter().any(|folder| folder == plugin);
    view.folders.list(&i18n).folders.iter().any(has)
}

fn set_of(view: &View<'_>, site: &Path, prefix: &str, tree: Tree) -> Option<Rc<Set>> {
    view.set(LAYOUT.name, site.join(&tree.english), |english| {
        let i18n = site.join("i18n");
        let listing = view.folders.list(&i18n);
        let locales: Vec<_> =
            listing.folders.iter().filter_map(|name| Tag::parse(name).map(|tag| (name.as_str(), tag))).collect();
        let translated =
            locales.iter().map(|(name, tag)| Slot::folder(i18n.join(name).join(&tree.translated), Some(*tag), false));
        let source = Slot::folder(english.to_path_buf(), Some(view.source_locale), true);
        let slots = [source].into_iter().chain(translated).collect();
        let names = listed(locales.iter().map(|(name, _)| *name));
        let why = format!("{} holds Docusaurus translations ({names}) of `{}/`.", view.shown(&i18n), tree.english);
        Some(Set { layout: LAYOUT.name, prefix: join(prefix, &tree.english), why: Some(why), slots })
    })
}

fn in_slot(set: Rc<Set>, folder: &Path, way: &Way<'_>, depth: usize) -> Option<Placement> {
    let slot = set.slots.iter().position(|slot| slot.folder == folder)?;
    Some(Placement { set, slot, rest: way.rest(depth) })
}
