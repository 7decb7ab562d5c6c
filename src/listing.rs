//! What the commands beside `check` list, ready to be shown: rows for people and for JSON alike.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{ArticleMatrix, ByteSpan, FactView, Skipped};

/// Which text of an article a fact was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The English side of a bilingual article, or an English article.
    Source,
    /// The translation.
    Target,
}

impl Side {
    /// The name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
        }
    }
}

/// A fact that was read, and where. Serialized, this is a line of `facts --format jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRow {
    /// The given PATH joined with the way down; `-` for standard input.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// Byte offsets in the file.
    pub span: ByteSpan,
    /// The language that the fact was read in, BCP 47.
    pub locale: String,
    /// The pair's id, else null.
    pub segment: Option<String>,
    /// Which text it stands in.
    pub side: Side,
    /// The fact itself: `kind`, `value`, `text`, `relation`, `bound`, `weak`.
    #[serde(flatten)]
    pub fact: FactView,
    /// The canonical form that is compared: `P1D` for `PT24H`.
    pub same_as: String,
}

/// All facts that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactListing {
    /// In the order of paths and places.
    #[serde(rename = "facts")]
    pub rows: Vec<FactRow>,
    /// Files that were not read, with why.
    pub skipped: Vec<Skipped>,
}

/// What articles state in all their locales. Serialized, this is `facts --matrix --format json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixListing {
    /// In the order of their keys.
    pub articles: Vec<ArticleMatrix>,
    /// Files that were not read, with why.
    pub skipped: Vec<Skipped>,
}

/// The text that a translation is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairSource {
    /// The file it stands in.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// The text, markup out.
    pub text: String,
    /// BCP 47.
    pub locale: String,
}

/// A segment of a translation and what it is held against. Serialized, this is a line of `pairs --format jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairRow {
    /// The given PATH joined with the way down.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// The translation's language, BCP 47.
    pub locale: String,
    /// The pair's id, else null.
    pub segment: Option<String>,
    /// The translation's text, markup out; empty where only the English is there.
    pub text: String,
    /// What it is held against; null where nothing was found.
    pub source: Option<PairSource>,
    /// Why the two are held together, or why nothing was found.
    pub how: String,
}

/// All segments, with what each is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairListing {
    /// In the order of paths and places.
    #[serde(rename = "pairs")]
    pub rows: Vec<PairRow>,
    /// Files that were not read, with why.
    pub skipped: Vec<Skipped>,
}

/// What a file is to its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The English.
    Source,
    /// A translation.
    Translation,
}

impl Role {
    /// The name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Translation => "translation",
        }
    }
}

/// A file of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// BCP 47, `und` where none is known.
    pub locale: String,
    /// The given PATH joined with the way down.
    pub path: String,
    /// What it is to the article.
    pub role: Role,
    /// The revision of the English it was made from (`ms.openlocfilehash`), where it says so.
    pub revision: Option<String>,
    /// Its date as `YYYY-MM-DD`, where it says so.
    pub date: Option<String>,
    /// Whether it holds its own English side by side.
    pub bilingual: bool,
}

/// An article in all its locales.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleGroup {
    /// The article's key, the same in every locale.
    pub key: String,
    /// Its files, the English first.
    pub members: Vec<Member>,
}

impl ArticleGroup {
    /// Whether there is something to hold it against: another locale, or the English beside its own text.
    pub fn is_paired(&self) -> bool {
        self.members.len() > 1 || self.members.iter().any(|member| member.bilingual)
    }
}

/// A file that belongs to no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The file.
    pub path: String,
    /// Why, a full sentence.
    pub why: String,
}

/// How the inputs were grouped into articles and locales. Serialized, this is `layout --format json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutReport {
    /// The layout's name.
    pub layout: String,
    /// What told it, a full sentence.
    pub why: String,
    /// In the order of their keys.
    pub articles: Vec<ArticleGroup>,
    /// How many of them are in two locales at least, or hold their English.
    pub paired: usize,
    /// How many are in one locale only: nothing is held against them.
    pub unpaired: usize,
    /// Files that belong to no article.
    pub left_out: Vec<LeftOut>,
    /// Files that could not be read, with why.
    pub skipped: Vec<Skipped>,
}

/// How well a class of words is known in a locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCoverage {
    /// The class: `month`, `unit`, `relation`.
    pub class: String,
    /// How many words of it are known.
    pub words: usize,
    /// Whether these are known to be all, so that its facts may be demanded.
    pub complete: bool,
}

/// What the lexicon knows of a locale. Serialized, this is a line of `locales --format jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocaleRow {
    /// BCP 47.
    pub locale: String,
    /// Its English name.
    pub name: String,
    /// 1: every class is meant to be complete; 2: what CLDR gives.
    pub tier: u8,
    /// Every class, in the same order for every locale; empty ones too.
    pub classes: Vec<ClassCoverage>,
}
