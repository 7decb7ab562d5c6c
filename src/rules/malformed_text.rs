//! `malformed-text`: bytes that are not text in the file's encoding.

use super::Trouble;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "malformed-text",
    severity: Severity::Warning,
    about: About::File,
    finds: "bytes that are not text in the file's encoding",
    explanation: "The file is read with U+FFFD in their place; what they stood for is not checked.",
    examples: &[],
    claims: |problem| problem.trouble == Trouble::Encoding,
    message: |_| {
        "The file is not valid UTF-8 and has no byte order mark: invalid bytes were read as U+FFFD. Save it as UTF-8."
            .to_owned()
    },
    is_default: true,
};
