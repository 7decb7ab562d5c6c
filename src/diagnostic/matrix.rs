//! What an article states in all its locales: facts as rows, locales as columns.

use serde::{Deserialize, Serialize};

use super::{ByteSpan, FactView};

/// What a column says of the fact of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// It states the fact; of the reference: its own words.
    Same,
    /// It states the fact, in damaged writing or with a weakened relation.
    Damaged,
    /// It states another value, relation or bound.
    Differs,
    /// It states another value, as the English that it was made from did.
    Stale,
    /// It should state the fact and does not.
    Missing,
    /// It states a fact that the reference does not.
    Added,
    /// It does not state the fact in so many words, and need not.
    Untold,
    /// Nothing of it answers the text that states the fact.
    #[default]
    Absent,
}

impl CellState {
    /// The name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Damaged => "damaged",
            Self::Differs => "differs",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Added => "added",
            Self::Untold => "untold",
            Self::Absent => "absent",
        }
    }
}

/// What one column says of one fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// How it stands to the reference.
    pub state: CellState,
    /// The fact as it is stated there; null where it is not.
    pub fact: Option<FactView>,
    /// Line of the words, or of the segment that lacks them, from 1; 0 where there is neither.
    pub line: u32,
    /// Column in code points, from 1; 0 where there is none.
    pub column: u32,
    /// The same bytes as those of a finding about the cell.
    pub span: ByteSpan,
    /// Whether it is the odd one out: what a reader must look at.
    pub is_odd: bool,
}

/// A fact, and what each column says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// The text of the reference that states it, markup out; empty where the reference does not state it.
    pub segment: String,
    /// As many as there are columns, in their order.
    pub cells: Vec<MatrixCell>,
}

/// A text of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixColumn {
    /// BCP 47.
    pub locale: String,
    /// The file it stands in.
    pub path: String,
    /// Revision of the English it was made from, and its date, as far as known.
    pub revision: Option<String>,
}

/// What an article states in all its locales.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMatrix {
    /// The article's key, the same in every locale.
    pub article: String,
    /// The texts. The first is the reference that the others are held against: the English, or where there is none the
    /// longest translation.
    pub columns: Vec<MatrixColumn>,
    /// The facts in the order of the reference; what it does not state stands behind what it follows.
    pub rows: Vec<MatrixRow>,
}
