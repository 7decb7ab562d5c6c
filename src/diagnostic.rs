//! What a run reports: findings, ready to be shown in any format.

pub mod lossless;
mod matrix;
mod timings;
mod words;

pub use matrix::{ArticleMatrix, CellState, MatrixCell, MatrixColumn, MatrixRow};
pub use timings::{StageTime, Timings};
pub use words::{Pool, Words};

use serde::{Deserialize, Serialize};

use crate::text::{Position, Span};

/// How grave a finding is. `warning` and `error` count as flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a run by default.
    Info,
    /// Damage: the fact is still clear.
    Warning,
    /// The reader is told another fact.
    Error,
}

impl Severity {
    /// The name used in every format and flag.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A fact as reports show it. Kinds and notation are those of the README's table of facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactView {
    /// `number`, `duration`, `date` ...
    pub kind: Words,
    /// The normalized value in the unit that was stated: `P30D`, `2018-09-01`.
    pub value: Words,
    /// The words of the text that state it.
    pub text: Words,
    /// `before`, `after`, `until` ..., or null.
    pub relation: Option<Words>,
    /// `at-least`, `within` ..., or null.
    pub bound: Option<Words>,
    /// Whether the fact may match but is never demanded.
    pub weak: bool,
}

impl FactView {
    fn texts(&mut self) -> impl Iterator<Item = &mut Words> {
        let Self { kind, value, text, relation, bound, weak: _ } = self;
        [kind, value, text].into_iter().chain(relation).chain(bound)
    }
}

/// The English (or sister) side of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSide {
    /// The file it stands in.
    pub path: Words,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// The segment's text, markup out.
    pub text: Words,
    /// The fact that the finding is about; null where only the translation has one.
    pub fact: Option<FactView>,
    /// BCP 47 tag of the language of `text`.
    pub locale: Words,
    /// The words concerned, as byte offsets into `text`; empty where there are none. Not part of the JSON.
    #[serde(skip)]
    pub words: Span,
    /// The lines to show, not part of the JSON.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// The translation's side of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetSide {
    /// The segment's text, markup out.
    pub text: Words,
    /// The fact that the finding is about; null where it is missing.
    pub fact: Option<FactView>,
    /// The words concerned, as byte offsets into `text`; empty where there are none. Not part of the JSON.
    #[serde(skip)]
    pub words: Span,
}

/// A line of a file, or the part of it around the words concerned, for formats that quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The text as it stands in the file, without line ends; a long line is cut around the words,
    /// and then begins or ends with `…`.
    pub text: Words,
    /// Line number of `text`, from 1.
    pub line: u32,
    /// The words concerned, as byte offsets into `text`.
    pub highlight: Span,
}

/// What to put in place of the words of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The new words.
    pub text: String,
    /// Whether it may be applied unseen.
    pub is_safe: bool,
}

/// One thing wrong at one place. Serialized, this is the promised JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: Words,
    /// How grave it is.
    pub severity: Severity,
    /// The given PATH joined with the way down, `/` separators.
    pub path: Words,
    /// First line, from 1.
    pub line: u32,
    /// First column in Unicode code points, from 1.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column one past the last character.
    pub end_column: u32,
    /// Byte offsets in the file.
    pub span: ByteSpan,
    /// BCP 47, `und` where none is known.
    pub locale: Words,
    /// The article's key, the same in every locale.
    pub article: Words,
    /// The pair's id, else null.
    pub segment: Option<Words>,
    /// One sentence that names both values.
    pub message: Words,
    /// The English (or sister) side.
    pub source: Option<SourceSide>,
    /// The translation's side.
    pub target: TargetSide,
    /// What to put in place of exactly `span`; null where it is not certain.
    pub suggestion: Option<Words>,
    /// Whether the suggestion may be applied unseen; not part of the JSON.
    #[serde(skip)]
    pub is_safe_fix: bool,
    /// Stable name of the finding: of what is wrong, never of a line number or a segment id.
    pub fingerprint: Words,
    /// `column` and `end_column` in bytes, for formats that count those. Not part of the JSON.
    #[serde(skip)]
    pub byte_columns: (u32, u32),
    /// The lines to show, not part of the JSON.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// Byte offsets in a file, as JSON spells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl From<Span> for ByteSpan {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl Finding {
    /// Takes its texts from `pool`; not the fingerprint and the lines to show, which are its own.
    pub fn share(&mut self, pool: &Pool) {
        let Self { rule, path, locale, article, segment, message, source, target, suggestion, .. } = self;
        let mut texts = vec![rule, path, locale, article, message, &mut target.text];
        texts.extend(segment.iter_mut().chain(suggestion));
        texts.extend(target.fact.iter_mut().flat_map(FactView::texts));
        if let Some(SourceSide { path, text, locale, fact, .. }) = source {
            texts.extend([path, text, locale]);
            texts.extend(fact.iter_mut().flat_map(FactView::texts));
        }
        texts.into_iter().for_each(|text| *text = pool.words(text));
    }

    /// The order of every report: path, place, rule, message.
    pub fn sort_key(&self) -> (&str, Position, ByteSpan, &str, &str) {
        (&self.path, Position { line: self.line, column: self.column }, self.span, &self.rule, &self.message)
    }
}

/// What the whole run was, beside its findings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Article families looked at.
    pub articles: usize,
    /// Files checked (reported on).
    pub files: usize,
    /// Segments compared.
    pub segments: usize,
    /// Facts read on both sides.
    pub facts: usize,
    /// Findings by rule, severity and locale.
    pub findings: Counts,
    /// Files that were not checked, with why.
    pub skipped: Vec<Skipped>,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// Counts of findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// By rule id.
    pub by_rule: std::collections::BTreeMap<String, usize>,
    /// By severity.
    pub by_severity: std::collections::BTreeMap<String, usize>,
    /// By locale.
    pub by_locale: std::collections::BTreeMap<String, usize>,
}

impl Counts {
    /// Counts `findings`.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *counts.by_rule.entry(finding.rule.to_string()).or_default() += 1;
            *counts.by_severity.entry(finding.severity.as_str().to_owned()).or_default() += 1;
            *counts.by_locale.entry(finding.locale.to_string()).or_default() += 1;
        }
        counts
    }
}

/// A file left out of the check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// The file as shown to the user.
    pub path: String,
    /// Why, a full sentence.
    pub reason: String,
    /// Whether the job could not be done wholly for it (exit code 2).
    pub is_failure: bool,
}

/// Everything a report is made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// In the order of [`Finding::sort_key`].
    pub findings: Vec<Finding>,
    /// Counts and times.
    pub summary: Summary,
    /// Locales that no lexicon knows: of them only digits and identifiers were compared.
    #[serde(skip)]
    pub unknown_locales: std::collections::BTreeSet<String>,
    /// What each article states in all its locales, by article; empty unless it was asked for.
    #[serde(skip)]
    pub matrices: Vec<ArticleMatrix>,
    /// Sentences about the run as a whole, not part of the JSON.
    #[serde(skip)]
    pub notes: Vec<String>,
    /// Where the time went, where it was asked for; not part of the JSON.
    #[serde(skip)]
    pub timings: Option<Timings>,
}
