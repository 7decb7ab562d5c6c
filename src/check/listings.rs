//! What the commands beside `check` list.

use std::path::Path;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::diagnostic::Skipped;
use crate::discover::{self, Family, Member, discover};
use crate::document::{self, Article};
use crate::error::Error;
use crate::facts::Fact;
use crate::lexicon::{self, Lexicon, Tag};
use crate::listing::{
    ArticleGroup, ClassCoverage, FactListing, FactRow, LayoutReport, LeftOut, LocaleRow, Member as MemberRow,
    PairListing, PairRow, PairSource, Role, Side,
};
use crate::text::Source;

use super::clock;
use super::compare::{self, Comparison};
use super::emit::view;
use super::family::{Basis, Ensemble, Loaded};
use super::files::{self, At, File, Ground, Which};
use super::observed;
use super::{Options, SourceKeys, guard, sisters};

/// See [`super::facts`].
pub(super) fn facts(options: &Options) -> Result<FactListing, Error> {
    let overruled = match options.locales.first() {
        Some(tag) => {
            Some(Tag::parse(tag).ok_or_else(|| Error::UnknownLocale { flag: "--locale", given: tag.clone() })?)
        }
        None => None,
    };
    let ground = options.ground()?;
    let mut listing = FactListing::default();
    if let Some(bytes) = &options.stdin {
        let member =
            Member { path: "-".into(), shown: "-".to_owned(), locale: overruled, is_source: false, is_reported: true };
        let file = File::new(&member, Source::from_bytes("-", bytes.clone()), ground);
        list_facts(&file, overruled, &mut listing.rows);
    }
    let paths: Vec<_> = options.paths.iter().filter(|path| *path != Path::new("-")).cloned().collect();
    if paths.is_empty() {
        return Ok(listing);
    }
    let query = discover::Query { paths: &paths, locales: &[], ..options.query() };
    let discovery = discover(&query)?;
    listing.skipped = discovery.failures;
    for family in &discovery.families {
        for member in family.members.iter().filter(|member| member.is_reported) {
            match Source::read(&member.path, &member.shown, options.max_file_size) {
                Ok(source) => {
                    let list = || list_facts(&File::new(member, source, ground), overruled, &mut listing.rows);
                    listing.skipped.extend(guard::guarded(list).err().map(|what| guard::skipped_file(member, &what)));
                }
                Err(error) => listing.skipped.push(Skipped {
                    path: member.shown.clone(),
                    reason: error.to_string(),
                    is_failure: true,
                }),
            }
        }
    }
    listing
        .rows
        .sort_by(|a, b| (&a.path, a.line, a.column, a.side as u8).cmp(&(&b.path, b.line, b.column, b.side as u8)));
    Ok(listing)
}

fn list_facts(file: &File<'_>, overruled: Option<Tag>, rows: &mut Vec<FactRow>) {
    let article = document::parse(&file.source.text);
    let lexicon = overruled.map_or(file.lexicon, files::lexicon_for);
    let locale = overruled.map_or_else(|| file.tag(), |tag| tag.to_string());
    for (block, segments) in article.blocks.iter().map(|block| &block.segments).enumerate() {
        for segment in 0..segments.len() {
            let at = At { block, segment };
            push_rows(file, &article, at, Which::Target, lexicon, &locale, rows);
            let source = Which::Source;
            push_rows(file, &article, at, source, file.lexicon_of(source), &file.tag_of(source), rows);
        }
    }
}

fn push_rows(
    file: &File<'_>,
    article: &Article<'_>,
    at: At,
    which: Which,
    lexicon: &'static Lexicon,
    locale: &str,
    rows: &mut Vec<FactRow>,
) {
    let segment = &article.blocks[at.block].segments[at.segment];
    let text = match which {
        Which::Target => segment.target.as_ref(),
        Which::Source => segment.source.as_ref(),
    };
    let Some(text) = text else { return };
    let is_english = which == Which::Source || lexicon.tag == file.lexicon_of(Which::Source).tag;
    let mut reading = Rc::new(files::facts_of(file, article, at, which, lexicon));
    file.weaken(&mut reading);
    for fact in Rc::unwrap_or_clone(reading).facts {
        let span = text.article_span(fact.span);
        let place = file.lines().position(&file.source.text, span.start);
        rows.push(FactRow {
            path: file.source.path.clone(),
            line: place.line,
            column: place.column,
            span: file.source.file_span(span).into(),
            locale: locale.to_owned(),
            segment: segment.id.as_ref().map(|id| id.to_string()),
            side: if is_english { Side::Source } else { Side::Target },
            same_as: same_as(&fact),
            fact: view(&fact, &text.cooked),
        });
    }
}

fn same_as(fact: &Fact) -> String {
    fact.value.same_as()
}

/// See [`super::pairs`].
pub(super) fn pairs(options: &Options) -> Result<PairListing, Error> {
    let discovery = discover(&options.query())?;
    let ground = options.ground()?;
    let mut listing = PairListing { rows: Vec::new(), skipped: discovery.failures };
    let mut left_out = discovery.left_out;
    for family in &discovery.families {
        let list = || {
            guard::panic_on_demand(family);
            pairs_of(family, options, ground, &mut left_out, &mut listing);
        };
        if let Err(what) = guard::guarded(list) {
            listing.skipped.extend(guard::skipped(family, &what));
        }
    }
    listing.rows.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    listing.skipped.extend(left_out.into_iter().map(discover::LeftOut::skipped));
    Ok(listing)
}

/// Lists the segments of an article; one that `left_out` names is taken out of there where it is an article after all.
fn pairs_of(
    family: &Family,
    options: &Options,
    ground: Ground<'_>,
    left_out: &mut Vec<discover::LeftOut>,
    listing: &mut PairListing,
) {
    let (files, skipped) = files::read(family, options.max_file_size, ground, &files::Overlay::default());
    listing.skipped.extend(skipped);
    let ensemble = Ensemble::new(&files, &options.source_keys, &clock::OFF);
    if let Some(place) = observed::lone_file(family).and_then(|file| observed::lone_place(left_out, file)) {
        if !ensemble.members.iter().any(|member| member.article.is_bilingual) {
            return;
        }
        left_out.remove(place);
    }
    for member in ensemble.translations().filter(|&member| files[member].member.is_reported) {
        list_pairs(&ensemble, member, &mut listing.rows);
    }
}

fn list_pairs(ensemble: &Ensemble<'_>, member: usize, rows: &mut Vec<PairRow>) {
    let mut seen = FxHashSet::default();
    let english = ensemble.english_of(member);
    for comparison in ensemble.comparisons(member) {
        let source = english.and_then(|english| pair_source(&ensemble.members[english], comparison));
        for &at in &comparison.target.segments {
            seen.insert(at);
            rows.extend(pair_row(&ensemble.members[member], at, source.clone(), how(ensemble, member, comparison.how)));
        }
    }
    let whole = english.is_none().then(|| sisters::rival(ensemble, member)).flatten();
    for rival in whole.into_iter().chain(sisters::head_rival(ensemble, member)) {
        let other = &ensemble.members[rival.member];
        let how = |by: &str| format!("{}, since there is no English, by {by}", other.file.tag());
        for ((own, theirs), by) in rival.sides.iter().zip(&rival.how) {
            for &at in &own.segments {
                seen.insert(at);
                let source = side_source(other, theirs, Which::Target);
                rows.extend(pair_row(&ensemble.members[member], at, source, how(by)));
            }
        }
    }
    let article = &ensemble.members[member].article;
    for (block, segments) in article.blocks.iter().map(|block| &block.segments).enumerate() {
        for segment in (0..segments.len()).filter(|&segment| !seen.contains(&At { block, segment })) {
            rows.extend(pair_row(
                &ensemble.members[member],
                At { block, segment },
                None,
                "nothing it answers was found".to_owned(),
            ));
        }
    }
}

/// Why a text is held against its English.
fn how(ensemble: &Ensemble<'_>, member: usize, by: &str) -> String {
    let tag = |other: usize| ensemble.members[other].file.tag();
    match ensemble.bases[member] {
        Basis::Own => by.to_owned(),
        Basis::English(_) => format!("English article, by {by}"),
        Basis::SameSource(other) => format!("English side of {}, made from the same source, by {by}", tag(other)),
        Basis::Nearest(other) => format!("English side of {}, the nearest source, by {by}", tag(other)),
        Basis::None => "no English".to_owned(),
    }
}

fn pair_source(english: &Loaded<'_>, comparison: &Comparison) -> Option<PairSource> {
    side_source(english, &comparison.source, compare::english_side(english))
}

fn side_source(english: &Loaded<'_>, side: &files::Side, which: Which) -> Option<PairSource> {
    let at = *side.segments.first()?;
    let text = side
        .segments
        .iter()
        .map(|at| files::cooked(&english.article, *at, which).trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let segment = english.segment(at)?;
    let span = match which {
        Which::Source => segment.source.as_ref(),
        Which::Target => segment.target.as_ref(),
    }?
    .whole_span();
    let place = english.file.lines().position(&english.file.source.text, span.start);
    let locale = english.file.tag_of(which);
    Some(PairSource { path: english.file.source.path.clone(), line: place.line, column: place.column, text, locale })
}

fn pair_row(member: &Loaded<'_>, at: At, source: Option<PairSource>, how: String) -> Option<PairRow> {
    let segment = member.segment(at)?;
    let text = segment.target.as_ref()?;
    let place = member.file.lines().position(&member.file.source.text, text.whole_span().start);
    Some(PairRow {
        path: member.file.source.path.clone(),
        line: place.line,
        column: place.column,
        locale: member.file.tag(),
        segment: segment.id.as_ref().map(|id| id.to_string()),
        text: text.cooked.to_string(),
        source,
        how,
    })
}

/// See [`super::layout`].
pub(super) fn layout(options: &Options) -> Result<LayoutReport, Error> {
    let discovery = discover(&options.query())?;
    let ground = options.ground()?;
    let mut names: Vec<&str> = discovery.layouts.iter().map(|layout| layout.name).collect();
    names.dedup();
    let whys: Vec<&str> = discovery.layouts.iter().map(|layout| layout.why.as_str()).collect();
    let mut skipped = discovery.failures;
    let mut left_out = discovery.left_out;
    let mut articles = Vec::new();
    for family in &discovery.families {
        let article = match guard::guarded(|| group(family, options, ground, &mut skipped)) {
            Ok(article) => article,
            Err(what) => {
                skipped.extend(guard::skipped(family, &what));
                continue;
            }
        };
        if let Some(place) = observed::lone_file(family).and_then(|file| observed::lone_place(&left_out, file)) {
            // Its own English makes a file an article wherever it lies.
            if !article.members.iter().any(|member| member.bilingual) {
                continue;
            }
            left_out.remove(place);
        }
        articles.push(article);
    }
    let left_out = left_out.into_iter().map(|left| LeftOut { path: left.path, why: left.why }).collect();
    let paired = articles.iter().filter(|article| article.is_paired()).count();
    let unpaired = articles.len() - paired;
    Ok(LayoutReport { layout: names.join(", "), why: whys.join(" "), articles, paired, unpaired, left_out, skipped })
}

fn group(family: &Family, options: &Options, ground: Ground<'_>, skipped: &mut Vec<Skipped>) -> ArticleGroup {
    let (files, failed) = files::read(family, options.max_file_size, ground, &files::Overlay::default());
    skipped.extend(failed);
    let mut members: Vec<MemberRow> = files.iter().map(|file| member_row(file, &options.source_keys)).collect();
    members.sort_by_key(|member| member.role != Role::Source);
    ArticleGroup { key: family.key.clone(), members }
}

fn member_row(file: &File<'_>, keys: &SourceKeys) -> MemberRow {
    let article = document::parse(&file.source.text);
    let origin = super::revision::Origin::of(&article, keys);
    MemberRow {
        locale: file.tag(),
        path: file.source.path.clone(),
        role: if file.member.is_source { Role::Source } else { Role::Translation },
        revision: origin.revision.map(str::to_owned),
        date: origin.date.map(|date| date.to_string()),
        bilingual: article.is_bilingual,
    }
}

/// Classes of words in the order of the matrix.
const CLASSES: [&str; 24] = [
    "month",
    "weekday",
    "unit",
    "number",
    "scale",
    "ordinal",
    "fraction",
    "multiple",
    "relation",
    "bound",
    "frequency",
    "per",
    "every",
    "times",
    "percent",
    "currency",
    "am",
    "pm",
    "noon",
    "midnight",
    "clock",
    "zone",
    "fiscal",
    "quarter",
];

/// See [`super::locales`].
pub(super) fn locales() -> Vec<LocaleRow> {
    lexicon::tags().filter_map(lexicon::by_file).map(coverage).collect()
}

fn coverage(lexicon: &'static Lexicon) -> LocaleRow {
    let class = |class: &&str| ClassCoverage {
        class: (*class).to_owned(),
        words: lexicon.class_size(class),
        complete: lexicon.is_complete(class),
    };
    let locale = Tag::parse(lexicon.tag).map_or_else(|| lexicon.tag.to_owned(), |tag| tag.to_string());
    LocaleRow {
        locale,
        name: lexicon.name.to_owned(),
        tier: lexicon.tier,
        classes: CLASSES.iter().map(class).collect(),
    }
}
