//! A folder for each locale, the rest of the path the same: `content/fr/a.md`, `partner/de-de/a.md`, `docs/fr/docs/a.md`.

use std::cmp::Reverse;
use std::path::Path;
use std::rc::Rc;

use crate::discover::scope::names_a_locale;
use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, listed, source_folder};

pub(super) static LAYOUT: Layout = Layout { name: "locale-folders", place };

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let candidates = way.folders().iter().enumerate().filter(|(_, name)| Tag::parse(name).is_some());
    let placements = candidates.filter_map(|(depth, name)| {
        let parent = way.folder(view.base, depth);
        let set = set_at(view, &parent)?;
        let slot = set.slots.iter().position(|slot| slot.folder.parent() == Some(&parent) && ends_in(slot, name))?;
        Some((depth, Placement { set, slot, rest: way.rest(depth + 1) }))
    });
    // A folder beside the English wins, then the outermost in company, then the innermost that stands alone.
    let rank = |(depth, placement): &(usize, Placement)| {
        let slots = &placement.set.slots;
        let depth = if slots.len() > 1 { Reverse(*depth) } else { Reverse(usize::MAX - depth) };
        (slots.iter().any(|slot| slot.is_source), slots.len() > 1, depth)
    };
    placements.max_by_key(rank).map(|(_, placement)| placement)
}

/// The locale folders in `parent`, if there are any.
pub(super) fn set_at(view: &View<'_>, parent: &Path) -> Option<Rc<Set>> {
    view.set(LAYOUT.name, parent.to_path_buf(), |parent| set(view, parent))
}

fn ends_in(slot: &Slot, name: &str) -> bool {
    slot.folder.file_name().is_some_and(|folder| folder == name)
}

fn set(view: &View<'_>, parent: &Path) -> Option<Set> {
    let is_beside_source = view.source.and_then(Path::parent) == Some(parent);
    let folders = locales_in(view, parent, is_beside_source);
    if folders.is_empty() {
        return None;
    }
    let source = view.source_among(folders.iter().map(|(_, tag)| *tag)).filter(|_| !is_beside_source);
    let slot = |(name, tag): &(String, Tag)| Slot::folder(parent.join(name), Some(*tag), Some(*tag) == source);
    let mut slots: Vec<_> = folders.iter().map(slot).collect();
    let noun = if folders.len() == 1 { "folder" } else { "folders" };
    let names = listed(folders.iter().map(|(name, _)| name.as_str()));
    let why = format!("{} holds the locale {noun} {names}", view.shown(parent));
    let Some(named) = view.source.filter(|_| source.is_none()) else {
        let why = Some(format!("{why}; {}.", english(source, &folders, view.source_locale)));
        return Some(Set { layout: LAYOUT.name, prefix: view.prefix_of(parent), why, slots });
    };
    slots.retain(|slot| slot.folder != named);
    slots.push(source_folder::slot(view, named));
    let why = Some(format!("{why}; the English is {}, named by `--source`.", view.shown(named)));
    Some(Set { layout: source_folder::LAYOUT.name, prefix: source_folder::prefix(view, named), why, slots })
}

/// The folders of `parent` that stand for a locale. Beside the English that was named, any locale's name does.
fn locales_in(view: &View<'_>, parent: &Path, is_beside_source: bool) -> Vec<(String, Tag)> {
    let listing = view.folders.list(parent);
    let tagged = |name: &String| Tag::parse(name).map(|tag| (name.clone(), tag));
    let tagged: Vec<_> = listing.folders.iter().filter_map(tagged).collect();
    tagged.iter().filter(|folder| is_beside_source || counts(folder, &tagged)).cloned().collect()
}

fn english(source: Option<Tag>, folders: &[(String, Tag)], asked: Tag) -> String {
    let named = folders.iter().find(|(_, tag)| Some(*tag) == source);
    match named {
        Some((name, _)) => format!("the English is `{name}/`"),
        None => format!("none is of the source locale, `{asked}`"),
    }
}

/// Whether a folder stands for a locale: its name says a region or a script, or it has company of its kind. Folders
/// that are English words as well (`it/` and `hr/` of a company) do not count as company for each other.
fn counts((name, tag): &(String, Tag), all: &[(String, Tag)]) -> bool {
    let mut others = all.iter().filter(|(_, other)| other != tag);
    names_a_locale(name)
        || if Tag::is_word(name) { others.any(|(other, _)| !Tag::is_word(other)) } else { others.next().is_some() }
}
