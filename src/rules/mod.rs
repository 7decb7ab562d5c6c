//! What is reported: one file per rule, with its documentation, its examples and its wording.
//!
//! [`ALL`] is the one list: `docparity rules`, the flags `--select` and `--ignore`, every format that
//! declares rules and the README's table are made from it.

mod ambiguous_date;
mod date_mismatch;
mod duration_mismatch;
mod fact_added;
mod fact_missing;
mod frequency_mismatch;
mod identifier_mismatch;
mod impossible_date;
mod invalid_front_matter;
mod locale_disagreement;
mod locale_mismatch;
mod malformed_fact;
mod malformed_pair;
mod malformed_text;
mod missing_block;
mod missing_pair;
mod money_mismatch;
mod number_format;
mod number_mismatch;
mod past_deadline;
mod plain;
mod problem;
mod quantity_mismatch;
mod range_mismatch;
mod relation_mismatch;
mod repeated_source;
mod reversed_range;
mod stale_translation;
mod time_mismatch;
mod unused_suppression;
mod weakened_relation;
mod wording;

pub use problem::{Problem, Told, Trouble, Witnesses};

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
    /// Whether a problem is this rule's. Exactly one rule claims each.
    #[serde(skip)]
    pub claims: fn(&Problem<'_>) -> bool,
    /// The sentence for a problem that it claims.
    #[serde(skip)]
    pub message: fn(&Problem<'_>) -> String,
    /// Whether it runs without being selected.
    #[serde(rename = "default")]
    pub is_default: bool,
}

/// Every rule, in the order they are listed.
pub static ALL: &[&Rule] = &[
    &number_mismatch::RULE,
    &duration_mismatch::RULE,
    &date_mismatch::RULE,
    &range_mismatch::RULE,
    &time_mismatch::RULE,
    &frequency_mismatch::RULE,
    &money_mismatch::RULE,
    &quantity_mismatch::RULE,
    &identifier_mismatch::RULE,
    &relation_mismatch::RULE,
    &fact_missing::RULE,
    &fact_added::RULE,
    &ambiguous_date::RULE,
    &impossible_date::RULE,
    &reversed_range::RULE,
    &malformed_fact::RULE,
    &number_format::RULE,
    &repeated_source::RULE,
    &weakened_relation::RULE,
    &stale_translation::RULE,
    &locale_disagreement::RULE,
    &malformed_pair::RULE,
    &missing_pair::RULE,
    &locale_mismatch::RULE,
    &invalid_front_matter::RULE,
    &malformed_text::RULE,
    &missing_block::RULE,
    &unused_suppression::RULE,
    &past_deadline::RULE,
];

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The rule that claims `problem`.
pub fn claiming(problem: &Problem<'_>) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| (rule.claims)(problem))
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
