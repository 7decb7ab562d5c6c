//! The second pass: articles whose path names no locale, grouped by what they say of themselves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::lexicon::Tag;

use super::layouts::FLAT;
use super::{Family, Hint, LeftOut, Member};

/// An article without a locale in its path.
struct Loose {
    key: String,
    member: Member,
    anchor: Option<String>,
}

/// Groups the families of layout `flat`, each of one file, by the anchor of their first heading; all others are given
/// back as they are. `hint` says of each file what it says of itself: [`Hint::peek`], or what parsing it whole told.
///
/// Files of one anchor are one article where each is of another locale; one among them that names no locale is taken
/// as the English. Where a locale comes twice, the folders are tried one by one; what is still not told apart stays
/// alone in its family and is added to `left_out`, as is every file without a locale.
pub fn regroup(
    families: Vec<Family>,
    source_locale: Tag,
    hint: impl Fn(&Member) -> Hint,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Family> {
    let (flat, mut kept): (Vec<_>, Vec<_>) = families.into_iter().partition(|family| family.layout == FLAT.name);
    let mut by_anchor: BTreeMap<String, Vec<Loose>> = BTreeMap::new();
    for Family { key, members, .. } in flat {
        for mut member in members {
            let Hint { locale, anchor } = hint(&member);
            member.locale = locale;
            let loose = Loose { key: key.clone(), member, anchor };
            match &loose.anchor {
                Some(anchor) => by_anchor.entry(anchor.clone()).or_default().push(loose),
                None => kept.push(alone(loose, source_locale, left_out)),
            }
        }
    }
    for (anchor, group) in by_anchor {
        if is_article(&group) {
            kept.push(article(anchor, group, source_locale));
            continue;
        }
        for (folder, group) in by_folder(group) {
            if is_article(&group) {
                kept.push(article(folder.join(&anchor).to_string_lossy().into_owned(), group, source_locale));
            } else {
                kept.extend(group.into_iter().map(|loose| alone(loose, source_locale, left_out)));
            }
        }
    }
    kept
}

/// Whether the files are one article: each of another locale, and not all without one.
fn is_article(group: &[Loose]) -> bool {
    let mut seen = FxHashSet::default();
    let is_told_apart = group.iter().all(|loose| seen.insert(loose.member.locale));
    is_told_apart && group.iter().any(|loose| loose.member.locale.is_some())
}

fn by_folder(group: Vec<Loose>) -> BTreeMap<PathBuf, Vec<Loose>> {
    let mut folders: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for loose in group {
        let folder = Path::new(&loose.key).parent().map(Path::to_path_buf).unwrap_or_default();
        folders.entry(folder).or_default().push(loose);
    }
    folders
}

fn article(key: String, group: Vec<Loose>, source_locale: Tag) -> Family {
    let mut members: Vec<_> = group.into_iter().map(|loose| loose.member).collect();
    let unnamed = |member: &Member| member.locale.is_none();
    let is_source_named = members.iter().any(|member| is_source(member, source_locale));
    // Publishing systems note the locale in translations only.
    if let Some(member) = members.iter_mut().find(|member| unnamed(member) && !is_source_named) {
        member.locale = Some(source_locale);
    }
    let source = members.iter().filter(|member| is_source(member, source_locale)).map(|member| member.locale).min();
    for member in &mut members {
        member.is_source = Some(member.locale) == source;
    }
    members.sort_by(|a, b| (a.locale, &a.path).cmp(&(b.locale, &b.path)));
    Family { key, layout: FLAT.name, members }
}

fn is_source(member: &Member, source_locale: Tag) -> bool {
    member.locale.is_some_and(|locale| locale.matches(&source_locale))
}

/// A family of one file, and why it is one.
fn alone(loose: Loose, source_locale: Tag, left_out: &mut Vec<LeftOut>) -> Family {
    let Loose { key, mut member, anchor } = loose;
    member.is_source = is_source(&member, source_locale);
    let why = match (member.locale, anchor) {
        (None, _) => unnamed(&member.shown),
        (Some(locale), None) => format!(
            "Its path names no locale, and without a heading nothing tells which article it is in `{locale}`; put it \
             into a folder named for its locale."
        ),
        (Some(_), Some(anchor)) => format!(
            "Its path names no locale, and other files of its locale begin with the heading `{anchor}` too; put it \
             into a folder named for its locale."
        ),
    };
    left_out.push(LeftOut { path: member.shown.clone(), why });
    Family { key, layout: FLAT.name, members: vec![member] }
}

/// Why a file is of no known locale, and what would help.
fn unnamed(shown: &str) -> String {
    let folders = shown.rsplit_once('/').map_or("", |(folders, _)| folders);
    match folders.split('/').find(|name| Tag::parse(name).is_some()) {
        Some(name) => format!(
            "`{name}` is taken for a locale only where another locale folder lies beside it, and the front matter names \
             none (`ms.contentlocale`, `lang`, `locale`); give the folder above, or name the folder with a region."
        ),
        None => "Neither its path nor its front matter (`ms.contentlocale`, `lang`, `locale`) names a locale; put it \
                 into a folder named for its locale, or name the English tree with `--source`."
            .to_owned(),
    }
}
