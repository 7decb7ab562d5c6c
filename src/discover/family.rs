//! Files that stand at the same place in parallel slots become one family.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::folders::stem;
use super::layouts::{Placement, Set, View};
use super::scope::{Given, Scope};
use super::walk::{Found, Globs};
use super::{Discovery, Family, LayoutFound, LeftOut, Member};

/// A file and where it stands.
struct Placed {
    member: Member,
    key: String,
    placement: Placement,
    /// Index of the PATH it was found in, or of the one that led to it.
    given: usize,
}

/// What members of one article share: the layout, and the key whatever its case and extension.
type Group = (&'static str, String);

/// Which members are looked up, and which of those are reported.
#[derive(Clone, Copy)]
pub(super) struct Reach<'r> {
    /// Whether only some files were walked: then their counterparts inside the given PATHs are looked up as well.
    pub(super) is_only: bool,
    pub(super) globs: &'r Globs,
}

/// Groups `files`, looks up the members that the walk did not see, and adds the families to `found`.
pub(super) fn group(scope: &Scope, view: &View<'_>, files: Vec<Found>, reach: Reach<'_>, found: &mut Discovery) {
    let mut groups: FxHashMap<Group, Vec<Placed>> = FxHashMap::default();
    for file in files {
        let Some(placed) = place(view, file) else { continue };
        note_layout(&placed.placement.set, &mut found.layouts);
        groups.entry((placed.placement.set.layout, folded(&placed.key))).or_default().push(placed);
    }
    let is_walked = |given: &&Given| given.is_folder && !reach.is_only;
    let walked: Vec<_> = scope.given.iter().filter(is_walked).map(|given| given.real.as_path()).collect();
    // In order, since the order decides which layouts are told first and what is left out.
    let groups: BTreeMap<_, _> = groups.into_iter().collect();
    for ((layout, _), mut members) in groups {
        look_up(scope, view, &walked, reach, &mut members);
        assemble(layout, members, found);
    }
}

fn place(view: &View<'_>, file: Found) -> Option<Placed> {
    let placement = view.place(&file.path)?;
    Some(placed(file.path, file.shown, file.is_reported, placement, file.given))
}

fn placed(path: PathBuf, shown: String, is_reported: bool, placement: Placement, given: usize) -> Placed {
    let (locale, is_source) = (placement.here().locale, placement.here().is_source);
    let member = Member { path, shown, locale, is_source, is_reported };
    Placed { key: placement.key(), member, placement, given }
}

/// Two spellings of one key: case and Markdown extension may differ between locales.
fn folded(key: &str) -> String {
    stem(key).to_lowercase()
}

fn note_layout(set: &Set, layouts: &mut Vec<LayoutFound>) {
    let Some(why) = &set.why else { return };
    let is_known = layouts.last().is_some_and(|last| last.why == *why);
    if !is_known {
        layouts.push(LayoutFound { name: set.layout, why: why.clone() });
    }
}

/// Adds the members that the walk did not see: those in the same place of the slots that no given folder holds, and the
/// English even there, since an English tree that was fetched is often ignored by git.
fn look_up(scope: &Scope, view: &View<'_>, walked: &[&Path], reach: Reach<'_>, members: &mut Vec<Placed>) {
    let mut known: FxHashSet<_> = members.iter().map(|placed| placed.member.path.clone()).collect();
    let mut seen_sets: Vec<Rc<Set>> = Vec::new();
    for at in 0..members.len() {
        let Placement { set, rest, .. } = members[at].placement.clone();
        if seen_sets.iter().any(|seen| Rc::ptr_eq(seen, &set)) {
            continue;
        }
        let given = members[at].given;
        for (index, slot) in set.slots.iter().enumerate() {
            let wanted = slot.folder.join(slot.way(&rest));
            let is_walked = || !slot.is_source && walked.iter().any(|folder| wanted.starts_with(folder));
            if known.contains(&wanted) || is_walked() {
                continue;
            }
            let Some(path) = view.folders.find(&slot.folder, slot.way(&rest)) else { continue };
            if !known.insert(path.clone()) {
                continue;
            }
            let is_reported = reach.is_only && scope.is_given(&path) && reach.globs.keep(&path);
            let (given, shown) = scope.shown(&path, given);
            let way = path.strip_prefix(&slot.folder).unwrap_or(&rest);
            let rest = if slot.file.is_some() { rest.clone() } else { way.to_path_buf() };
            let placement = Placement { set: Rc::clone(&set), slot: index, rest };
            members.push(placed(path, shown, is_reported, placement, given));
        }
        seen_sets.push(set);
    }
}

/// Makes a family of `members`; several, where a locale holds more than one of them and their exact keys tell them
/// apart (`README.md` beside `readme.md`).
fn assemble(layout: &'static str, members: Vec<Placed>, found: &mut Discovery) {
    if !has_two_of_a_locale(&members) {
        return add(layout, members, found);
    }
    let mut by_key: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    for placed in members {
        by_key.entry(placed.key.clone()).or_default().push(placed);
    }
    by_key.into_values().for_each(|members| add(layout, members, found));
}

fn has_two_of_a_locale(members: &[Placed]) -> bool {
    let mut seen = FxHashSet::default();
    !members.iter().all(|placed| seen.insert((placed.member.locale, placed.member.is_source)))
}

fn add(layout: &'static str, mut placed: Vec<Placed>, found: &mut Discovery) {
    // The English first, then by path: of two files for one locale the first stays.
    placed.sort_by(|a, b| {
        let order = |placed: &Placed| (placed.member.locale, !placed.member.is_source);
        order(a).cmp(&order(b)).then_with(|| a.member.path.cmp(&b.member.path))
    });
    let spelling = placed.iter().find(|placed| placed.member.is_source).or(placed.first());
    let key = spelling.map(|placed| placed.key.clone()).unwrap_or_default();
    let mut members: Vec<Member> = Vec::with_capacity(placed.len());
    for Placed { member, .. } in placed {
        match members.last().filter(|last| last.locale == member.locale) {
            Some(first) => found.left_out.push(second(&member, first)),
            None => members.push(member),
        }
    }
    found.families.push(Family { key, layout, members });
}

fn second(member: &Member, first: &Member) -> LeftOut {
    let locale = first.locale.map_or_else(|| "an unknown locale".to_owned(), |tag| format!("`{tag}`"));
    let why = format!("`{}` is the same article in {locale} already; keep one of the two.", first.shown);
    LeftOut { path: member.shown.clone(), why }
}
