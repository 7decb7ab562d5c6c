//! What is reported: one file per rule, with its documentation, its examples and its wording.
//!
//! [`ALL`] is the one list: `docparity rules`, the flags `--select` and `--ignore`, every format that
//! declares rules and the README's table are made from it.

mod relation_mismatch;

use crate::diagnostic::Severity;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A translation held against its own English.
    Pair,
    /// One article.
    Article,
    /// The article in all its locales.
    Family,
    /// One file, whatever it says.
    File,
}

impl About {
    /// The name in `rules --format json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pair => "pair",
            Self::Article => "article",
            Self::Family => "family",
            Self::File => "file",
        }
    }
}

/// A pair of sentences in a rule's documentation. Every example is run as a test.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The locale of the translation.
    pub locale: &'static str,
    /// The English.
    pub source: &'static str,
    /// The translation.
    pub target: &'static str,
    /// The words of the translation that the rule reports; `None` where it must stay silent.
    pub finds: Option<&'static str>,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case id, stable.
    pub id: &'static str,
    /// Severity where the configuration says nothing.
    pub severity: Severity,
    /// What it looks at.
    pub about: About,
    /// One line: what it finds.
    pub finds: &'static str,
    /// A few paragraphs of Markdown: why it matters, what agrees, what to do.
    pub explanation: &'static str,
    /// Sentences that show it.
    pub examples: &'static [Example],
    /// Whether it runs without being selected.
    pub is_default: bool,
}

/// Every rule, in the order they are listed.
pub static ALL: &[&Rule] = &[&relation_mismatch::RULE];

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
