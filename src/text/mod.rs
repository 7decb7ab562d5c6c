//! Bytes and characters: spans, decoded sources, lines and columns, folding.
//!
//! This module knows nothing of Markdown, of languages or of facts.

mod fold;
mod lines;
mod nesting;
mod source;
mod span;
mod visible;

pub use fold::{Folded, digit_value, fold};
pub use lines::{LineIndex, Position};
pub use nesting::too_deep;
pub use source::{Decoding, Source, SourceError, Unreadable};
pub use span::Span;
pub use visible::{find_hostile, is_hostile, visible_line, visible_lines};
