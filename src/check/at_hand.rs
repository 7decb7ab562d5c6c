//! One article whose files are at hand: nothing is looked for, read from the disk or asked of git.

use std::path::PathBuf;

use crate::diagnostic::{Counts, Outcome, Pool, Summary};
use crate::discover::{Family, Member};
use crate::error::Error;
use crate::lexicon::Tag;

use super::files::Overlay;
use super::history::History;
use super::{Job, Options, clock, family, wanted_rules};

/// A file of an article, at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldFile {
    /// How it is shown; no two files of an article share it.
    pub path: String,
    /// The locale of its text; that of the source for the English.
    pub locale: String,
    /// Its bytes, as they would lie on the disk.
    pub bytes: Vec<u8>,
}

/// Checks the article that `files` are. Of `options`, what tells where files are does not count. Errors where a locale is
/// none, or a rule is named that does not exist.
pub fn article(files: &[HeldFile], options: &Options) -> Result<Outcome, Error> {
    let wanted = wanted_rules(options)?;
    let ground = options.ground()?;
    let overlay: Overlay = files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    let job = Job {
        limit: options.max_file_size,
        ground,
        keys: &options.source_keys,
        wanted: &|rule| wanted.contains(&rule.id),
        as_of: options.as_of,
        history: &History::default(),
        is_diff_only: false,
        with_matrix: options.with_matrix,
        with_excerpts: options.with_excerpts,
        pool: &Pool::default(),
        cache: None,
        asked: None,
        overlay: &overlay,
        clock: &clock::OFF,
    };
    let members = files.iter().map(|file| member(file, ground.source_locale)).collect::<Result<_, _>>()?;
    let family = Family { key: "article".to_owned(), layout: "at-hand", members };
    let mut found = family::check(&family, &job);
    found.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let summary = Summary {
        articles: 1,
        files: found.files,
        segments: found.segments,
        facts: found.facts,
        findings: Counts::of(&found.findings),
        skipped: found.skipped,
        seconds: 0.0,
    };
    let unknown_locales = found.unknown_locales.into_iter().collect();
    let matrices = found.matrix.into_iter().collect();
    Ok(Outcome { findings: found.findings, summary, unknown_locales, matrices, ..Outcome::default() })
}

fn member(file: &HeldFile, source: Tag) -> Result<Member, Error> {
    let unknown = || Error::UnknownLocale { flag: "locale", given: file.locale.clone() };
    let locale = Tag::parse(&file.locale).ok_or_else(unknown)?;
    let is_source = source == locale;
    Ok(Member { path: PathBuf::new(), shown: file.path.clone(), locale: Some(locale), is_source, is_reported: true })
}
