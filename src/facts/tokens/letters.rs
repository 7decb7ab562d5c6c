//! Letters, and runs of them.

/// A letter or a mark that belongs to one.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// The end of the run of characters from `at` that `takes` accepts.
pub(super) fn run(text: &str, at: usize, takes: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !takes(c)).map_or(text.len(), |length| at + length)
}
