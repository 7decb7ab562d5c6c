//! What is reported: one file per rule, with its documentation, its examples and its wording.
//!
//! [`ALL`] is the one list: `docparity rules`, the flags `--select` and `--ignore`, every format that
//! declares rules and the README's table are made from it.

mod relation_mismatch;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::error::Error;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Copy, Debug, Serialize)]
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

/// A rule. Serialized, this is `rules RULE --format json`.
#[derive(Debug, Serialize)]
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
    #[serde(rename = "default")]
    pub is_default: bool,
}

/// Every rule, in the order they are listed.
pub static ALL: &[&Rule] = &[&relation_mismatch::RULE];

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The rule with this id, as a user wrote it. Errors where there is none, with the likely one.
pub fn lookup(id: &str) -> Result<&'static Rule, Error> {
    by_id(id).ok_or_else(|| Error::UnknownRule { rule: id.to_owned(), likely: likely(id) })
}

/// The id nearest to `id`, if one is near enough to be meant.
fn likely(id: &str) -> Option<&'static str> {
    const NEAR: f64 = 0.8;
    let similarity = |rule: &&Rule| (strsim::jaro_winkler(rule.id, id), rule.id);
    let (near, likely) = ALL.iter().map(similarity).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (near > NEAR).then_some(likely)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_rule_that_was_meant() {
        for (typed, sentence) in [
            (
                "relation-mismtach",
                "There is no rule `relation-mismtach`; did you mean `relation-mismatch`? `docparity rules` lists them all.",
            ),
            ("xyz", "There is no rule `xyz`; `docparity rules` lists them all."),
        ] {
            assert_eq!(lookup(typed).err().map(|error| error.to_string()).as_deref(), Some(sentence));
        }
    }
}
