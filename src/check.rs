//! The main job: from PATHs to an [`Outcome`](crate::diagnostic::Outcome).

use std::path::PathBuf;

use crate::diagnostic::Outcome;
use crate::error::Error;
use crate::listing::{FactListing, LayoutReport, LocaleRow, PairListing};

/// The limit on the size of a file where none is given, in bytes.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 << 20;

/// What a run is asked to do, after flags and configuration are merged.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files or folders to report on.
    pub paths: Vec<PathBuf>,
    /// Where counterparts are looked up; `None`: found upward from each path.
    pub root: Option<PathBuf>,
    /// The folder of the English tree, where it was named.
    pub source_dir: Option<PathBuf>,
    /// Locale of the English; `en` unless told otherwise.
    pub source_locale: String,
    /// Locales to report on; empty: all. The others remain witnesses.
    pub locales: Vec<String>,
    /// Rules to run; empty: all that run by default.
    pub select: Vec<String>,
    /// Rules left out.
    pub ignore: Vec<String>,
    /// What standard input held, where one of `paths` is `-`; only [`facts`] takes it.
    pub stdin: Option<Vec<u8>>,
    /// Files larger than this many bytes are not read.
    pub max_file_size: u64,
    /// Threads; `None`: as many as the machine has.
    pub jobs: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            paths: vec![PathBuf::from(".")],
            root: None,
            source_dir: None,
            source_locale: "en".to_owned(),
            locales: Vec::new(),
            select: Vec::new(),
            ignore: Vec::new(),
            stdin: None,
            max_file_size: DEFAULT_MAX_FILE_SIZE,
            jobs: None,
        }
    }
}

/// Checks what `options` names. Errors only where the job cannot be begun; what fails for one file is
/// in the outcome's `summary.skipped`.
pub fn run(options: &Options) -> Result<Outcome, Error> {
    let _ = options;
    Ok(Outcome::default())
}

/// Lists every fact of what `options` names. A locale in `options` overrules what the files say.
/// Errors as [`run`] does.
pub fn facts(options: &Options) -> Result<FactListing, Error> {
    let _ = options;
    Ok(FactListing::default())
}

/// Lists every segment of what `options` names, with what it is held against. Errors as [`run`] does.
pub fn pairs(options: &Options) -> Result<PairListing, Error> {
    let _ = options;
    Ok(PairListing::default())
}

/// Says how what `options` names is grouped into articles and locales. Errors as [`run`] does.
pub fn layout(options: &Options) -> Result<LayoutReport, Error> {
    let _ = options;
    Ok(LayoutReport::default())
}

/// What the lexicon knows, one row a locale.
pub fn locales() -> Vec<LocaleRow> {
    Vec::new()
}
