//! Patterns that were named: `docs/**` and `i18n/{locale}/docs/**`.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::discover::settings::{LOCALE, Pattern};
use crate::lexicon::Tag;

use super::{Layout, Placement, Set, Slot, View, Way, join, listed};

pub(super) static LAYOUT: Layout = Layout { name: "patterns", place };

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    let arrangements = view.patterns.iter().filter_map(Arrangement::of);
    arrangements.enumerate().find_map(|(index, arrangement)| {
        let set = arrangement.set(view, (LAYOUT.name, index), view.base, "as named")?;
        in_set(set, view.base, way)
    })
}

/// A pattern, taken apart: what comes before and after the part that names the locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrangement {
    /// Folder of the English, below the root.
    english: PathBuf,
    /// Folder that holds the locales.
    before: PathBuf,
    /// The name of a locale's folder, before and after the locale.
    name: (String, String),
    /// Way on from the locale's folder.
    after: PathBuf,
}

impl Arrangement {
    /// `None` where a pattern does not end in `**`, or names the locale never, twice or in a file's name.
    pub(super) fn of(pattern: &Pattern) -> Option<Self> {
        let english = folder_of(&pattern.source)?;
        let translated = folder_of(&pattern.translation)?;
        let parts: Vec<_> = translated.split('/').collect();
        let at = parts.iter().position(|part| part.contains(LOCALE))?;
        let (before, after) = parts[at].split_once(LOCALE)?;
        let rest = &parts[at + 1..];
        if after.contains(LOCALE) || rest.iter().any(|part| part.contains(LOCALE)) || english.contains(LOCALE) {
            return None;
        }
        Some(Self {
            english: PathBuf::from(english),
            before: parts[..at].iter().collect(),
            name: (before.to_owned(), after.to_owned()),
            after: rest.iter().collect(),
        })
    }

    /// The places it names below `root`. `key` tells sets apart; `origin` says who named it.
    pub(super) fn set(
        &self,
        view: &View<'_>,
        (layout, index): (&'static str, usize),
        root: &Path,
        origin: &str,
    ) -> Option<Rc<Set>> {
        view.set(layout, root.join(format!("{index}")), |_| {
            let holder = root.join(&self.before);
            let listing = view.folders.list(&holder);
            let locales: Vec<_> = listing.folders.iter().filter_map(|name| Some((name, self.locale(name)?))).collect();
            let slots =
                locales.iter().map(|(name, tag)| Slot::folder(holder.join(name).join(&self.after), Some(*tag), false));
            let english = root.join(&self.english);
            let is_other = |slot: &Slot| slot.folder != english;
            let slots: Vec<_> = slots.filter(is_other).collect();
            if slots.is_empty() {
                return None;
            }
            let names = listed(locales.iter().map(|(name, _)| name.as_str()));
            let why = format!("{} is translated in {} ({names}), {origin}.", view.shown(&english), view.shown(&holder));
            let source = Slot::folder(english, Some(view.source_locale), true);
            let prefix = join(&view.prefix_of(root), &super::slashes(&self.english));
            let prefix = prefix.trim_end_matches('/').to_owned();
            Some(Set { layout, prefix, why: Some(why), slots: slots.into_iter().chain([source]).collect() })
        })
    }

    fn locale(&self, name: &str) -> Option<Tag> {
        Tag::parse(name.strip_prefix(&*self.name.0)?.strip_suffix(&*self.name.1)?)
    }
}

/// The deepest folder of the set that holds the article, and its way on from there: a root that holds its translations
/// holds their articles too.
pub(super) fn in_set(set: Rc<Set>, base: &Path, way: &Way<'_>) -> Option<Placement> {
    let depth_of = |folder: &Path| folder.strip_prefix(base).ok().map(|below| below.iter().count());
    let holding = set.slots.iter().enumerate().filter(|(_, slot)| way.path.starts_with(&slot.folder));
    let (slot, depth) =
        holding.filter_map(|(at, slot)| Some((at, depth_of(&slot.folder)?))).max_by_key(|(_, depth)| *depth)?;
    Some(Placement { set, slot, rest: way.rest(depth) })
}

/// `docs` for `/docs/**`, `docs/**/*.md` and `docs/`.
fn folder_of(pattern: &str) -> Option<&str> {
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
    let folder = pattern.find("**").map_or(pattern, |stars| &pattern[..stars]).trim_end_matches('/');
    (!folder.contains('*') && !folder.split('/').any(|part| part == "..")).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrangement(source: &str, translation: &str) -> Option<String> {
        let pattern = Pattern { source: source.to_owned(), translation: translation.to_owned() };
        let Arrangement { english, before, name, after } = Arrangement::of(&pattern)?;
        let [english, before, after] = [english, before, after].map(|path| path.to_string_lossy().into_owned());
        Some(format!("{english} = {before} / {}_{} / {after}", name.0, name.1))
    }

    #[test]
    fn a_pattern_is_taken_apart_at_its_locale() {
        for (source, translation, expected) in [
            ("docs/**", "i18n/{locale}/docs/**", "docs = i18n / _ / docs"),
            ("/docs/**/*.md", "./{locale}/**/*.md", "docs =  / _ / "),
            ("a/b", "a.{locale}.x/b/", "a/b =  / a._.x / b"),
        ] {
            assert_eq!(arrangement(source, translation).as_deref(), Some(expected));
        }
        for (source, translation) in [
            ("docs/**", "i18n/docs/**"),
            ("*/docs/**", "{locale}/**"),
            ("a", "{locale}/{locale}"),
            ("../a", "{locale}"),
        ] {
            assert_eq!(arrangement(source, translation), None, "{source} {translation}");
        }
    }
}
