//! The English at the root, the other locales in folders below it: `docs/a.md` and `docs/fr/a.md` (VitePress,
//! Starlight with a root locale).

use std::path::{Path, PathBuf};

use crate::discover::scope::names_a_locale;
use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, listed};

pub(super) static LAYOUT: Layout = Layout { name: "root-locale", place };

/// How far down a folder is looked through for articles that the root holds too.
const DEPTH: usize = 3;

/// What the first page of every folder is called: that two folders have one is no sign.
const FIRST_PAGES: [&str; 3] = ["index", "_index", "readme"];

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    (0..=way.folders().len()).rev().find_map(|depth| {
        let root = way.folder(view.base, depth);
        let set = view.set(LAYOUT.name, root.clone(), |root| set(view, root))?;
        let below = way.folders().get(depth).map(|name| root.join(name.as_ref()));
        let translated = set.slots.iter().position(|slot| Some(&slot.folder) == below.as_ref());
        let (slot, skipped) = match translated {
            Some(slot) => (slot, depth + 1),
            None => (set.slots.iter().position(|slot| slot.is_source)?, depth),
        };
        Some(Placement { set, slot, rest: way.rest(skipped) })
    })
}

fn set(view: &View<'_>, root: &Path) -> Option<Set> {
    let is_named = view.source == Some(root);
    if view.source.is_some() && !is_named {
        return None;
    }
    let locales = locales_in(view, root, is_named);
    if locales.is_empty() {
        return None;
    }
    let names = listed(locales.iter().map(|(name, _)| name.as_str()));
    let english = if is_named { "named by `--source`" } else { "in the same places beside them" };
    let why = Some(format!("{} holds the locale folders {names}; the English lies {english}.", view.shown(root)));
    let slots = locales.iter().map(|(name, tag)| Slot::folder(root.join(name), Some(*tag), false));
    let source = Slot::folder(root.to_path_buf(), Some(view.source_locale), true);
    let slots = slots.chain([source]).collect();
    Some(Set { layout: LAYOUT.name, prefix: view.prefix_of(root), why, slots })
}

/// The locale folders of `root`, if any of them holds articles that `root` holds too.
///
/// A folder counts where its name says a region or a script, or is no English word and repeats articles of the root.
/// A folder of an English word (`it/`, `no/`) needs another locale folder beside it as well.
fn locales_in(view: &View<'_>, root: &Path, is_named: bool) -> Vec<(String, Tag)> {
    let listing = view.folders.list(root);
    let tagged: Vec<_> =
        listing.folders.iter().filter_map(|name| Tag::parse(name).map(|tag| (name.clone(), tag))).collect();
    // An English folder beside the others is no English at the root.
    if view.source_among(tagged.iter().map(|(_, tag)| *tag)).is_some() {
        return Vec::new();
    }
    let repeats = |name: &str| repeats(view, &root.join(name), root);
    let has_company = tagged.len() > 1;
    let counts = |(name, _): &&(String, Tag)| match Tag::is_word(name) {
        true => has_company && repeats(name),
        false => names_a_locale(name) || repeats(name),
    };
    let found: Vec<_> = tagged.iter().filter(counts).cloned().collect();
    let is_one_no_word = found.iter().any(|(name, _)| !Tag::is_word(name) && (is_named || repeats(name)));
    if is_one_no_word { found } else { Vec::new() }
}

/// Whether `folder` holds an article that `root` holds too, at the same place.
fn repeats(view: &View<'_>, folder: &Path, root: &Path) -> bool {
    let mut ways = vec![PathBuf::new()];
    while let Some(way) = ways.pop() {
        let (here, there) = (view.folders.list(&folder.join(&way)), view.folders.list(&root.join(&way)));
        let is_telling = |stem: &&str| !FIRST_PAGES.contains(stem) || way != Path::new("");
        if here.stems().filter(is_telling).any(|stem| there.with_stem(stem).next().is_some()) {
            return true;
        }
        if way.iter().count() < DEPTH {
            let shared = here.folders.iter().filter(|name| there.folders.contains(name));
            ways.extend(shared.map(|name| way.join(name)));
        }
    }
    false
}
