//! A repository for each locale, side by side: `docs.fr-fr/` beside `docs/` (Microsoft Learn), `guide.ja-JP/` beside
//! `guide.en/` (Adobe).

use std::path::Path;
use std::rc::Rc;

use crate::discover::scope::names_a_locale;
use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, join, listed, source_folder};

pub(super) static LAYOUT: Layout = Layout { name: "repositories", place };

/// A folder `STEM.LOCALE`.
struct Repository {
    name: String,
    written: String,
    tag: Tag,
}

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    way.folders().iter().enumerate().find_map(|(depth, name)| {
        let parent = way.folder(view.base, depth);
        let stem = split(name).map_or(name.as_ref(), |(stem, _)| stem);
        let set = set_at(view, &parent, stem)?;
        let folder = way.folder(view.base, depth + 1);
        let slot = set.slots.iter().position(|slot| slot.folder == folder)?;
        Some(Placement { set, slot, rest: way.rest(depth + 1) })
    })
}

/// `docs.fr-fr` as `docs` and `fr-fr`.
pub(in super::super) fn split(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('.').filter(|(stem, written)| !stem.is_empty() && Tag::parse(written).is_some())
}

fn set_at(view: &View<'_>, parent: &Path, stem: &str) -> Option<Rc<Set>> {
    view.set(LAYOUT.name, parent.join(stem.to_lowercase()), |_| set(view, parent, stem))
}

fn set(view: &View<'_>, parent: &Path, stem: &str) -> Option<Set> {
    let listing = view.folders.list(parent);
    let plain = listing.folders.iter().find(|name| name.eq_ignore_ascii_case(stem));
    let all: Vec<_> = listing.folders.iter().filter_map(|name| repository(name, stem)).collect();
    let repositories: Vec<_> = all.iter().filter(|one| counts(one, plain.is_some(), &all)).collect();
    if repositories.is_empty() {
        return None;
    }
    let english = view.source_among(repositories.iter().map(|one| one.tag));
    let slot = |one: &&Repository| Slot::folder(parent.join(&one.name), Some(one.tag), Some(one.tag) == english);
    let mut slots: Vec<_> = repositories.iter().map(slot).collect();
    let names = listed(repositories.iter().map(|one| one.name.as_str()));
    let why = |rest: &str| Some(format!("{} holds a folder for each locale ({names}); {rest}.", view.shown(parent)));
    let of = |layout, prefix, why, slots| Some(Set { layout, prefix, why, slots });
    let prefix = join(&view.prefix_of(parent), stem);
    match (english, view.source, plain) {
        (Some(tag), ..) => of(LAYOUT.name, prefix, why(&format!("the English is the one of `{tag}`")), slots),
        (None, Some(named), _) => {
            slots.push(source_folder::slot(view, named));
            let why = why(&format!("the English is {}, named by `--source`", view.shown(named)));
            of(source_folder::LAYOUT.name, source_folder::prefix(view, named), why, slots)
        }
        (None, None, Some(plain)) => {
            slots.push(Slot::folder(parent.join(plain), Some(view.source_locale), true));
            of(LAYOUT.name, prefix, why(&format!("the English is `{plain}/`")), slots)
        }
        (None, None, None) => {
            let why = why(&format!("none is of the source locale, `{}`", view.source_locale));
            of(LAYOUT.name, prefix, why, slots)
        }
    }
}

fn repository(name: &str, stem: &str) -> Option<Repository> {
    let (own, written) = split(name)?;
    let tag = Tag::parse(written).filter(|_| own.eq_ignore_ascii_case(stem))?;
    Some(Repository { name: name.to_owned(), written: written.to_owned(), tag })
}

/// Whether the end of a folder's name is a locale: it says a region or a script, or it is no English word (`site.it`)
/// and stands beside the same name without it or with another.
fn counts(one: &Repository, has_plain: bool, all: &[Repository]) -> bool {
    let has_company = has_plain || all.iter().any(|other| other.tag != one.tag);
    names_a_locale(&one.written) || has_company && !Tag::is_word(&one.written)
}
