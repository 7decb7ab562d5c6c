//! `page.fr.md` beside `page.md` or `page.en.md`.

use std::path::Path;

use crate::discover::folders::{LocalizedFile, split_locale, stem};
use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way};

pub(super) static LAYOUT: Layout = Layout { name: "suffixes", place };

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let file = way.file();
    let folder = way.path.parent()?;
    let name = stem(file);
    let named = |stem: &str| view.set(LAYOUT.name, folder.join(stem.to_lowercase()), |_| set(view, folder, stem));
    // A file may be a translation, or the English that others are translations of.
    let base = split_locale(name).map(|(base, _)| base);
    [base, Some(name)].into_iter().flatten().find_map(|stem| {
        let set = named(stem)?;
        let slot = set.slots.iter().position(|slot| slot.file.as_deref() == Some(file))?;
        let extension = &file[name.len()..];
        let rest = way.rest(way.folders().len()).with_file_name(format!("{stem}{extension}"));
        Some(Placement { set, slot, rest })
    })
}

/// All files of `folder` that are `stem` in one locale or another.
fn set(view: &View<'_>, folder: &Path, stem: &str) -> Option<Set> {
    let listing = view.folders.list(folder);
    let plain = listing.with_stem(stem).next();
    let files: Vec<_> = listing.localized(stem).iter().filter(|file| counts(file, plain, &listing, stem)).collect();
    if files.is_empty() {
        return None;
    }
    let source = view.source_among(files.iter().map(|file| file.tag));
    let slot = |name: &str, locale, is_source| Slot {
        folder: folder.to_path_buf(),
        file: Some(name.to_owned()),
        locale: Some(locale),
        is_source,
    };
    let mut slots: Vec<_> = files.iter().map(|file| slot(&file.name, file.tag, Some(file.tag) == source)).collect();
    // Without a `page.en.md`, the English is `page.md`; with it, `page.md` is in no known language.
    if let Some(plain) = plain.filter(|_| source.is_none()) {
        slots.push(slot(plain, view.source_locale, true));
    }
    let why = Some("Files carry their locale in their names (`name.LOCALE.md`).".to_owned());
    Some(Set { layout: LAYOUT.name, prefix: view.prefix_of(folder), why, slots })
}

/// Whether the last part of a name is a locale: it says a region or a script, or the page exists under another name.
fn counts(file: &LocalizedFile, plain: Option<&str>, listing: &crate::discover::folders::Listing, stem: &str) -> bool {
    let others = || listing.localized(stem).iter().filter(|other| other.tag != file.tag);
    let has_company = plain.is_some() || others().any(|other| !Tag::is_word(&other.written));
    crate::discover::scope::names_a_locale(&file.written) || has_company
}
