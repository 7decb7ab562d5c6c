//! From PATHs to article families: which files are one article in several locales, told by where they lie.
//!
//! Nothing is parsed here but, for files whose path names no locale, a few lines at their top ([`Hint`]). The way is:
//! PATHs -> scopes (what may be read) -> one walk of what was given -> each file placed by the first layout that knows
//! it (`layouts`) -> files with the same key grouped -> members outside the given PATHs looked up directly -> files
//! without a locale in their path grouped by what they say of themselves ([`regroup()`]).

mod family;
mod folders;
mod hint;
mod layouts;
mod only;
mod regroup;
mod scope;
mod settings;
#[cfg(test)]
mod tests;
mod walk;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Skipped;
use crate::error::Error;
use crate::lexicon::Tag;

use family::Reach;
use folders::Folders;
use layouts::{Layout, View};
use scope::Scope;

pub use hint::Hint;
pub use only::Only;
pub use regroup::regroup;
pub use scope::{leads_out, root};
pub use settings::{Pattern, Settings};

/// What is to be found, after flags and configuration are merged.
#[derive(Clone, Copy, Debug)]
pub struct Query<'q> {
    /// Files or folders to report on.
    pub paths: &'q [PathBuf],
    /// Where counterparts are looked up; `None`: found upward from each path.
    pub root: Option<&'q Path>,
    /// The folder of the English tree, where it was named.
    pub source_dir: Option<&'q Path>,
    /// Locale of the English.
    pub source_locale: &'q str,
    /// Locales to report on; empty: all.
    pub locales: &'q [String],
    /// What was told of the layout, and which files are reported.
    pub settings: &'q Settings,
    /// Only these articles, each with its counterparts.
    pub only: Option<&'q Only>,
}

impl LeftOut {
    /// As a note of a run: no failure, since nothing was asked of it that could not be done.
    pub fn skipped(self) -> Skipped {
        Skipped { path: self.path, reason: self.why, is_failure: false }
    }
}

/// Everything that was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The articles of which at least one member is reported, by key.
    pub families: Vec<Family>,
    /// What stands in no family, or alone in its own because nothing tells its locale; by path.
    pub left_out: Vec<LeftOut>,
    /// What could not be opened: the job was not done wholly.
    pub failures: Vec<Skipped>,
    /// How the inputs are laid out.
    pub layouts: Vec<LayoutFound>,
}

/// One article in all its locales: the unit of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The article's key, the same in every locale and whichever PATH was given: the path below the root without its
    /// locale, `/` separators. For articles grouped by their anchor: the anchor.
    pub key: String,
    /// The name of the layout that grouped it.
    pub layout: &'static str,
    /// Its members by locale, then path; at most one for each locale.
    pub members: Vec<Member>,
}

impl Family {
    /// The English, where it was found.
    pub fn source(&self) -> Option<&Member> {
        self.members.iter().find(|member| member.is_source)
    }

    /// Whether there is nothing but the English: no translation to compare with it.
    pub fn is_source_only(&self) -> bool {
        self.members.iter().all(|member| member.is_source)
    }

    /// Whether any member is to be reported on.
    pub fn is_reported(&self) -> bool {
        self.members.iter().any(|member| member.is_reported)
    }
}

/// One file of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Where it lies, for opening.
    pub path: PathBuf,
    /// The given PATH joined with the way down, `/` separators. A member outside the given PATHs is written relative
    /// to how the user gave the path of the article it belongs to.
    pub shown: String,
    /// The locale its path (or, in flat folders, its front matter) names.
    pub locale: Option<Tag>,
    /// Whether it is the English that the others are held against.
    pub is_source: bool,
    /// Whether it lies inside a given PATH and is of a wanted locale; the others are witnesses.
    pub is_reported: bool,
}

impl Query<'_> {
    /// The locale of the English. Errors where what was named is no locale.
    pub fn source_locale(&self) -> Result<Tag, Error> {
        parse_locale("--source-locale", self.source_locale)
    }
}

/// A file that was not grouped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeftOut {
    /// As shown to the user.
    pub path: String,
    /// A sentence that says why and what would help.
    pub why: String,
}

/// A layout that was recognized.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LayoutFound {
    /// The layout's name.
    pub name: &'static str,
    /// A sentence that says by what it was recognized.
    pub why: String,
}

/// Finds the article families that `query` concerns. A PATH that cannot be opened is a failure in the result where
/// other PATHs remain.
///
/// Errors where no PATH can be opened, the root or the source folder does not exist, or a locale is not one.
pub fn discover(query: &Query<'_>) -> Result<Discovery, Error> {
    let source_locale = query.source_locale()?;
    let wanted = query.locales.iter().map(|tag| parse_locale("--locale", tag)).collect::<Result<Vec<_>, _>>()?;
    let source_dir = query.source_dir.map(scope::source_folder).transpose()?;
    let only = query.settings.layout.as_deref().map(named_layout).transpose()?;
    let (scopes, failures) = scope::resolve(query, source_dir.as_deref())?;

    let mut found = Discovery { failures, ..Discovery::default() };
    let mut seen = FxHashSet::default();
    for scope in &scopes {
        let folders = Folders::new(&scope.allowed);
        let view = View::new(&scope.base, &folders, source_dir.as_deref(), source_locale);
        let view = view.told(&query.settings.patterns, only);
        find_in(scope, query, &view, &mut seen, &mut found)?;
        let passed_over = view.passed_over().into_iter();
        found.left_out.extend(passed_over.map(|(path, why)| LeftOut { path: scope.shown(&path, 0).1, why }));
    }
    found.families = regroup(std::mem::take(&mut found.families), source_locale, Hint::peek, &mut found.left_out);
    if let Some(only) = query.only {
        only.narrow(&mut found);
    }
    report_wanted_only(&mut found.families, &wanted);
    found.families.retain(Family::is_reported);
    found.families.sort_by(|a, b| (&a.key, a.layout).cmp(&(&b.key, b.layout)));
    found.left_out.sort();
    found.layouts.sort();
    found.layouts.dedup();
    Ok(found)
}

/// The layout of that name. Errors where there is none.
fn named_layout(name: &str) -> Result<&'static Layout, Error> {
    let known = layouts::ALL.iter().find(|layout| layout.name == name);
    known.copied().ok_or_else(|| Error::UnknownLayout { given: name.to_owned(), known: layout_names() })
}

/// The names of all layouts.
pub fn layout_names() -> Vec<&'static str> {
    layouts::ALL.iter().map(|layout| layout.name).collect()
}

/// Adds the families of one scope to `found`; files that were `seen` in another scope are not looked at again. Errors
/// where a glob cannot be read.
fn find_in(
    scope: &Scope,
    query: &Query<'_>,
    view: &View<'_>,
    seen: &mut FxHashSet<PathBuf>,
    found: &mut Discovery,
) -> Result<(), Error> {
    let globs = &walk::Globs::new(scope, query.settings)?;
    if let Some(only) = query.only {
        let mut seen_by_it = seen.clone();
        let files = walk::walk_only(scope, only, globs, &mut seen_by_it, &mut found.failures);
        // What a file without a locale in its path belongs to is told by reading the others: nothing can be looked up.
        let is_flat = |path: &Path| view.place(path).is_some_and(|place| place.set.layout == layouts::FLAT.name);
        if !files.iter().any(|file| is_flat(&file.path)) {
            *seen = seen_by_it;
            family::group(scope, view, files, Reach { is_only: true, globs }, found);
            return Ok(());
        }
    }
    let files = walk::walk(scope, globs, seen, found);
    family::group(scope, view, files, Reach { is_only: false, globs }, found);
    Ok(())
}

fn report_wanted_only(families: &mut [Family], wanted: &[Tag]) {
    if wanted.is_empty() {
        return;
    }
    for member in families.iter_mut().flat_map(|family| &mut family.members) {
        member.is_reported &= member.locale.is_some_and(|locale| wanted.iter().any(|tag| tag.matches(&locale)));
    }
}

fn parse_locale(flag: &'static str, given: &str) -> Result<Tag, Error> {
    Tag::parse(given).ok_or_else(|| Error::UnknownLocale { flag, given: given.to_owned() })
}

/// A path for people: lossy where it is not UTF-8, `/` separators on every system.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}
