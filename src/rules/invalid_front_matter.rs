//! `invalid-front-matter`: a front matter that does not parse as YAML.

use super::Trouble;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "invalid-front-matter",
    severity: Severity::Warning,
    about: About::File,
    finds: "a front matter that does not parse as YAML",
    explanation: "Title, description and the revision of the source cannot be relied on.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::FrontMatter(_)),
    message: |problem| match &problem.trouble {
        Trouble::FrontMatter(why) => why.clone(),
        _ => String::new(),
    },
    is_default: true,
};
