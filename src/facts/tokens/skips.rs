//! What of a text is not read word by word: code, addresses, footnote marks.

use crate::document::{MarkKind, Text};
use crate::text::{Span, digit_value};

/// A stretch that is not read word by word.
pub(super) struct Skip {
    pub(super) span: Span,
    /// Whether it is an identifier; else nothing is read there.
    pub(super) is_identifier: bool,
}

/// Code longer than this many bytes is a listing rather than a name.
const LONGEST_NAME: usize = 80;

/// Code with a digit is an identifier as a whole; code without one, and footnote marks, are left out.
pub(super) fn skips(text: &Text<'_>) -> Vec<Skip> {
    let mut skips: Vec<Skip> = Vec::new();
    for mark in &text.marks {
        // What lies in the last one is part of it: marks in marks are not read again and again.
        if skips.last().is_some_and(|last| last.span.end > mark.span.start) || mark.span.is_empty() {
            continue;
        }
        let inside = text.cooked.get(mark.span.range()).unwrap_or("");
        let has_digit = || inside.chars().any(|c| digit_value(c).is_some());
        // A name may be broken where a line of its paragraph ends.
        let is_listing = || inside.trim_end().contains('\n') && inside.len() == text.cooked.len();
        let is_identifier = match mark.kind {
            // A listing is no name: its comments and sample values are translated.
            MarkKind::Code => inside.len() <= LONGEST_NAME && has_digit() && !is_listing(),
            MarkKind::AutoLink => has_digit(),
            MarkKind::Placeholder | MarkKind::Superscript => false,
            MarkKind::LinkText | MarkKind::Strong | MarkKind::Emphasis | MarkKind::AltText => continue,
        };
        skips.push(Skip { span: mark.span, is_identifier });
    }
    skips
}

/// The links and the words that are set off, in the order in which they begin.
pub(super) fn set_off(text: &Text<'_>) -> Vec<Span> {
    let is_set_off = |kind| matches!(kind, MarkKind::LinkText | MarkKind::Strong | MarkKind::Emphasis);
    text.marks.iter().filter(|mark| is_set_off(mark.kind) && !mark.span.is_empty()).map(|mark| mark.span).collect()
}
