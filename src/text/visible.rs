//! Text of articles made safe to show: nothing that a terminal would obey, nothing that hides.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether `c` would act on a terminal, turn the direction of what follows, or carry unseen text.
/// Line ends and tabs count; characters of ordinary spelling (joiners, soft hyphens) do not.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// `text` on one line: line ends and tabs are spaces, hostile characters are shown by their picture
/// (`␛`) or their number (`<U+202E>`).
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            _ => push_visible(&mut shown, c),
        }
    }
    Cow::Owned(shown)
}

/// `text` with its lines and tabs: every line end is `\n`, other hostile characters are shown as by
/// [`visible_line`].
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hostile(c) && c != '\n' && c != '\t') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => shown.push('\n'),
            '\t' => shown.push('\t'),
            _ => push_visible(&mut shown, c),
        }
    }
    Cow::Owned(shown)
}

fn push_visible(shown: &mut String, c: char) {
    match c {
        // Unicode's control pictures stand in the order of the characters they picture.
        '\0'..='\u{1F}' => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')),
        '\u{7F}' => shown.push('␡'),
        _ if is_hostile(c) => {
            // Writing to a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", c as u32);
        }
        _ => shown.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        for (text, line, lines) in [
            ("30 jours", "30 jours", "30 jours"),
            ("a\x1b[2Jb\x07", "a␛[2Jb␇", "a␛[2Jb␇"),
            ("a\u{9B}2Jb\x7f", "a<U+009B>2Jb␡", "a<U+009B>2Jb␡"),
            ("\u{202E}03\u{202C}", "<U+202E>03<U+202C>", "<U+202E>03<U+202C>"),
            ("30\r\ntage\rx\ty", "30 tage x y", "30\ntage\nx\ty"),
            ("می\u{200C}شود क्\u{200D}ष", "می\u{200C}شود क्\u{200D}ष", "می\u{200C}شود क्\u{200D}ष"),
        ] {
            assert_eq!(visible_line(text), line);
            assert_eq!(visible_lines(text), lines);
        }
    }
}
