//! `malformed-text`: bytes that are not text in the file's encoding.

use super::Trouble;
use super::{About, Rule};
use crate::diagnostic::Severity;
use crate::text::Unreadable;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "malformed-text",
    severity: Severity::Warning,
    about: About::File,
    finds: "bytes that are not text in the file's encoding",
    explanation: "The file is read with U+FFFD in their place; what they stood for is not checked.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Encoding(_)),
    message: |problem| match problem.trouble {
        Trouble::Encoding(why) => sentence(why).to_owned(),
        _ => String::new(),
    },
    is_default: true,
};

fn sentence(why: Unreadable) -> &'static str {
    match why {
        Unreadable::NotUtf8 => {
            "The file is not valid UTF-8 and has no byte order mark: invalid bytes were read as U+FFFD. Save it as UTF-8."
        }
        Unreadable::NotUtf16 => {
            "The file is not the UTF-16 that its byte order mark says: invalid units were read as U+FFFD. Save it as UTF-8."
        }
        Unreadable::Unmarked => {
            "The file looks like UTF-16 without a byte order mark, and its text could not be read. Save it as UTF-8."
        }
        Unreadable::Null => "The file holds null characters, which no text does. Take them out.",
    }
}
