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

/// Whether a character that begins with this byte may be hostile: most text is passed over by looking this up alone.
static MAY_BE_HOSTILE: [bool; 256] = may_be_hostile();

const fn may_be_hostile() -> [bool; 256] {
    let mut suspects = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspects[byte] = true;
        byte += 1;
    }
    // Of the others: DEL, C1 controls, and the first bytes of what `is_hostile` names.
    let leads = [0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3];
    let mut at = 0;
    while at < leads.len() {
        suspects[leads[at]] = true;
        at += 1;
    }
    suspects
}

/// Where the first hostile character of `text` stands.
pub fn find_hostile(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let suspect = text.as_bytes()[from..].iter().position(|&byte| MAY_BE_HOSTILE[usize::from(byte)])?;
        let at = from + suspect;
        // No such byte stands within a character.
        let c = text[at..].chars().next()?;
        if is_hostile(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// `text` on one line: line ends and tabs are spaces, hostile characters are shown by their picture
/// (`␛`) or their number (`<U+202E>`).
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if find_hostile(text).is_none() {
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
    if find_hostile(text).is_none() {
        return Cow::Borrowed(text);
    }
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
    fn every_hostile_character_is_found_where_it_stands() {
        for c in '\0'..=char::MAX {
            let text = format!("30 é“天{c}\u{1}");
            let expected = if is_hostile(c) { "30 é“天".len() } else { text.len() - 1 };
            assert_eq!(find_hostile(&text), Some(expected), "{c:?}");
            assert_eq!(find_hostile(&text[..text.len() - 1]).is_some(), is_hostile(c), "{c:?}");
        }
    }

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
