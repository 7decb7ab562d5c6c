//! What the commands beside `check` list.

use std::path::Path;

use crate::diagnostic::Skipped;
use crate::discover::{self, Family, Member, discover};
use crate::document::{self, Article};
use crate::error::Error;
use crate::facts::Fact;
use crate::lexicon::{self, Lexicon, Tag};
use crate::listing::{ArticleGroup, ClassCoverage, FactListing, FactRow, LayoutReport, LeftOut, LocaleRow, Member as MemberRow, Role, Side};
use crate::text::Source;

use super::Options;
use super::emit::view;
use super::files::{self, At, File, Which};

/// See [`super::facts`].
pub(super) fn facts(options: &Options) -> Result<FactListing, Error> {
    let overruled = match options.locales.first() {
        Some(tag) => Some(Tag::parse(tag).ok_or_else(|| Error::UnknownLocale { flag: "--locale", given: tag.clone() })?),
        None => None,
    };
    let mut listing = FactListing::default();
    if let Some(bytes) = &options.stdin {
        let member = Member { path: "-".into(), shown: "-".to_owned(), locale: overruled, is_source: false, is_reported: true };
        let file = File::new(&member, Source::from_bytes("-", bytes.clone()));
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
                Ok(source) => list_facts(&File::new(member, source), overruled, &mut listing.rows),
                Err(error) => listing.skipped.push(Skipped { path: member.shown.clone(), reason: error.to_string(), is_failure: true }),
            }
        }
    }
    listing.rows.sort_by(|a, b| (&a.path, a.line, a.column, a.side as u8).cmp(&(&b.path, b.line, b.column, b.side as u8)));
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
            push_rows(file, &article, at, Which::Source, lexicon::english(), "en", rows);
        }
    }
}

fn push_rows(file: &File<'_>, article: &Article<'_>, at: At, which: Which, lexicon: &'static Lexicon, locale: &str, rows: &mut Vec<FactRow>) {
    let segment = &article.blocks[at.block].segments[at.segment];
    let text = match which {
        Which::Target => segment.target.as_ref(),
        Which::Source => segment.source.as_ref(),
    };
    let Some(text) = text else { return };
    let is_english = which == Which::Source || lexicon.tag == "en";
    for fact in files::facts_of(article, at, which, lexicon).facts {
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

/// See [`super::layout`].
pub(super) fn layout(options: &Options) -> Result<LayoutReport, Error> {
    let discovery = discover(&options.query())?;
    let names: Vec<&str> = discovery.layouts.iter().map(|layout| layout.name).collect();
    let whys: Vec<&str> = discovery.layouts.iter().map(|layout| layout.why.as_str()).collect();
    let mut skipped = discovery.failures;
    let articles = discovery.families.iter().map(|family| group(family, options.max_file_size, &mut skipped)).collect();
    let left_out = discovery.left_out.into_iter().map(|left| LeftOut { path: left.path, why: left.why }).collect();
    Ok(LayoutReport { layout: names.join(", "), why: whys.join(" "), articles, left_out, skipped })
}

fn group(family: &Family, limit: u64, skipped: &mut Vec<Skipped>) -> ArticleGroup {
    let (files, failed) = files::read(family, limit);
    skipped.extend(failed);
    let mut members: Vec<MemberRow> = files.iter().map(member_row).collect();
    members.sort_by_key(|member| member.role != Role::Source);
    ArticleGroup { key: family.key.clone(), members }
}

fn member_row(file: &File<'_>) -> MemberRow {
    let article = document::parse(&file.source.text);
    let origin = super::revision::Origin::of(&article);
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
    "month", "weekday", "unit", "number", "scale", "ordinal", "fraction", "multiple", "relation", "bound", "frequency", "per", "every", "times", "percent", "currency",
    "am", "pm", "noon", "midnight", "clock", "zone", "fiscal", "quarter",
];

/// See [`super::locales`].
pub(super) fn locales() -> Vec<LocaleRow> {
    lexicon::tags().filter_map(lexicon::by_file).map(coverage).collect()
}

fn coverage(lexicon: &'static Lexicon) -> LocaleRow {
    let class = |class: &&str| ClassCoverage { class: (*class).to_owned(), words: lexicon.class_size(class), complete: lexicon.is_complete(class) };
    let locale = Tag::parse(lexicon.tag).map_or_else(|| lexicon.tag.to_owned(), |tag| tag.to_string());
    LocaleRow { locale, name: lexicon.name.to_owned(), tier: lexicon.tier, classes: CLASSES.iter().map(class).collect() }
}
