//! Findings that are known and not shown: those that a baseline lists, and those that an exception names.
//!
//! Exceptions stand in the article ([`comments()`]) or in a file beside the articles ([`Sidecar`]). What is here is data and its
//! files; `check` holds them against what it found.

mod baseline;
mod comments;
mod sidecar;

use rustc_hash::FxHashSet;

pub use baseline::{Baseline, Entry};
pub use comments::{Comment, Form, comments};
pub use sidecar::{Exception, Index, Sidecar};

/// The baseline that is read where none is named, below the root.
pub const BASELINE: &str = "docparity-baseline.json";
/// The file of exceptions that is read where none is named, below the root.
pub const SUPPRESSIONS: &str = "docparity-suppressions.toml";

/// What a run has looked at. Of what it has not looked at, it cannot say that it is gone.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Whether nothing below the root was left out.
    pub is_whole: bool,
    /// Article and locale of every file that was reported on.
    pub files: FxHashSet<(String, String)>,
    /// The rules that ran, and all of whose findings were kept.
    pub rules: Vec<&'static str>,
}

impl Reach {
    /// Whether a finding of this rule in this article and locale, or in any where none is named, would have been found.
    pub fn covers(&self, rule: &str, article: Option<&str>, locale: Option<&str>) -> bool {
        let is_file = || {
            article
                .zip(locale)
                .is_some_and(|(article, locale)| self.files.contains(&(article.to_owned(), locale.to_owned())))
        };
        self.rules.contains(&rule) && (self.is_whole || is_file())
    }
}
