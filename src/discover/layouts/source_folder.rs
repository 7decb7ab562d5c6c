//! `--source DIR`: the English tree was named. Keys are paths below it.

use std::path::{Path, PathBuf};

use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, locale_folders};

pub(super) static LAYOUT: Layout = Layout { name: "source-folder", place };

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let source = view.source?;
    if let Ok(rest) = way.path.strip_prefix(source) {
        return Some(english(view, source, rest));
    }
    if locale_folders_know(view, way) {
        return None;
    }
    translation(view, source, way)
}

/// An article of the English tree.
fn english(view: &View<'_>, source: &Path, rest: &Path) -> Placement {
    let beside = source.parent().and_then(|parent| locale_folders::set_at(view, parent));
    let alone = || view.set(LAYOUT.name, source.to_path_buf(), |source| Some(set(view, source, None)));
    let known = beside.or_else(alone).and_then(|set| {
        let slot = set.slots.iter().position(|slot| slot.folder == source)?;
        Some(Placement { set, slot, rest: rest.to_path_buf() })
    });
    known.unwrap_or_else(|| Placement { set: set(view, source, None).into(), slot: 0, rest: rest.to_path_buf() })
}

/// An article without a locale in its path: the translation of what lies at the longest tail of its path below the
/// English folder. A bare file name is too little, except at the top of a tree.
fn translation(view: &View<'_>, source: &Path, way: &Way<'_>) -> Option<Placement> {
    let most = way.folders().len();
    let tails = (0..=most).filter(|skipped| *skipped < most || most <= 1);
    let skipped = tails.into_iter().find(|skipped| view.folders.find(source, &way.rest(*skipped)).is_some())?;
    let tree = way.folder(view.base, skipped);
    let set = view.set(LAYOUT.name, tree, |tree| Some(set(view, source, Some(tree.to_path_buf()))))?;
    Some(Placement { set, slot: 1, rest: way.rest(skipped) })
}

fn locale_folders_know(view: &View<'_>, way: &Way<'_>) -> bool {
    (locale_folders::LAYOUT.place)(view, way).is_some()
}

fn set(view: &View<'_>, source: &Path, translated: Option<PathBuf>) -> Set {
    let why = translated.as_ref().map(|tree| {
        format!("{} holds the same files as {}, the English named by `--source`.", view.shown(tree), view.shown(source))
    });
    let translated = translated.map(|tree| Slot::folder(tree, None, false));
    let slots = [slot(view, source)].into_iter().chain(translated).collect();
    Set { layout: LAYOUT.name, prefix: prefix(view, source), why, slots }
}

/// The slot of the English.
pub(super) fn slot(view: &View<'_>, source: &Path) -> Slot {
    let named = source.file_name().and_then(|name| Tag::parse(name.to_str()?));
    let locale = named.filter(|tag| tag.matches(&view.source_locale)).unwrap_or(view.source_locale);
    Slot::folder(source.to_path_buf(), Some(locale), true)
}

/// What keys begin with: the way to the folder that holds the English one, where that is below the root.
pub(super) fn prefix(view: &View<'_>, source: &Path) -> String {
    source.parent().map(|parent| view.prefix_of(parent)).unwrap_or_default()
}
