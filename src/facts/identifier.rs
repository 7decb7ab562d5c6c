//! Identifiers: what is compared as written. GUIDs, addresses, file names, codes with a digit.

use std::sync::LazyLock;

use regex::Regex;

/// Shapes of a whole chunk that are identifiers whatever their letters mean.
static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?xi)^(?:",
        r"  (?:https?|ftp)://\S+ | www\.\S+", // visible addresses
        r"| [\w.+-]+@[\w-]+(?:\.[\w-]+)+",    // e-mail
        r"| \{?[0-9a-f]{6,12}(?:-[0-9a-f]{3,6}){2,5}-[0-9a-f]{8,16}\}?", // GUIDs, damaged ones too
        r"| \d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?::\d{1,5})?", // IPv4, CIDR, port
        r"| [-+]?0x[0-9a-f]{2,} | [-+]?0x[0-9a-f]+\.[0-9a-f]+(?:p[-+]?\d+)?", // hexadecimal
        r"| [-+]?\d+\.\d+e[-+]\d+",           // in the notation of programs
        r"| [\w-]*\d[\w-]*\.(?:md|json|ya?ml|xml|csv|txt|docx?|xlsx?|pptx?|pdf|png|jpe?g|gif|svg|zip|exe|msi|dll|ps1|sh|cs|js|ts|py|html?)", // file names
        r")$"
    ))
    .ok()
});

/// Longer identifiers are cut: chunks may begin at every second byte of a text without white space.
const LONGEST: usize = 2048;

/// Where letters stand to the digits of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `FY21`: before them.
    Before,
    /// `5GB`: behind them.
    Behind,
    /// `Q2`: the whole chunk.
    Whole,
}

/// Whether an identifier can stand anywhere in `text`: each has a digit or is an address.
pub(super) fn may_stand_in(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || b == b'@') || text.contains("://")
}

/// The length of the identifier that `text` begins with, or `None`. The caller stands at the start of a
/// chunk. `is_known` tells whether letters beside digits are words that the grammars read (`FY`, `USD`).
pub(super) fn at(text: &str, is_known: impl Fn(&str, Place) -> bool) -> Option<usize> {
    if !may_begin(text) {
        return None;
    }
    let text = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    if let Some(length) = phone(text).or_else(|| digit_groups(text)) {
        return Some(length);
    }
    let chunk = chunk(text);
    let has_digit = chunk.bytes().any(|b| b.is_ascii_digit());
    if !has_digit {
        // An address without a digit states no fact, but its parts must not be read as words either.
        return (chunk.contains("://") || (chunk.contains('@') && chunk.contains('.'))).then_some(chunk.len());
    }
    // `0x80070005-fejlen`: a word behind the hyphen is none of it.
    let bare = chunk.rsplit_once('-').filter(|(_, tail)| tail.bytes().all(|b| b.is_ascii_alphabetic()));
    let shapes = [Some(chunk), bare.map(|(head, _)| head).filter(|head| !head.contains("://"))];
    if let Some(shape) = shapes.into_iter().flatten().find(|text| SHAPES.as_ref().is_some_and(|s| s.is_match(text))) {
        return Some(shape.len());
    }
    let code = code(text);
    if !code.bytes().any(|b| b.is_ascii_alphabetic())
        || !code.bytes().any(|b| b.is_ascii_digit())
        || is_known(code, Place::Whole)
    {
        return None;
    }
    // `Q1-CY20`: a period.
    let is_period = |part: &str| {
        let letters = part.trim_end_matches(|c: char| c.is_ascii_digit());
        is_known(part, Place::Whole) || (letters.len() < part.len() && is_known(letters, Place::Before))
    };
    if code.contains('-') && code.split('-').all(is_period) {
        return None;
    }
    is_code(code, is_known).then_some(code.len())
}

/// Whether an identifier can begin `text`: up to the next white space, or character beyond ASCII, each has a digit or a
/// mark of an address.
fn may_begin(text: &str) -> bool {
    let mut chunk = text.bytes().take(LONGEST).take_while(u8::is_ascii_graphic);
    chunk.any(|b| b.is_ascii_digit() || b == b':' || b == b'@')
}

/// `+1 206 555 0142`: a plus and at least eight digits with single marks between their groups.
fn phone(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('+')?;
    let mut digits = 0;
    let mut end = 0;
    let mut gap = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits += 1;
                (end, gap) = (at + 1, 0);
            }
            ' ' | '\u{A0}' | '-' | '.' | '(' | ')' if digits > 0 && gap < 2 => gap += 1,
            _ => break,
        }
    }
    (digits >= 8).then_some(end + 1)
}

/// `4485 3647 3952 7352`: three or more groups of four digits.
fn digit_groups(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_group = |at: usize| bytes.len() >= at + 4 && bytes[at..at + 4].iter().all(u8::is_ascii_digit);
    let count = (0..).take_while(|n| is_group(n * 5) && (*n == 0 || bytes[n * 5 - 1] == b' ')).count();
    let end = (count * 5).checked_sub(1)?;
    let is_whole = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (count >= 3 && is_whole).then_some(end)
}

/// Everything up to white space or a character that ends addresses, without closing punctuation.
fn chunk(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || !c.is_ascii()
            || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '|' | '`' | '*' | ',' | ';')
    };
    let chunk = &text[..text.find(ends).unwrap_or(text.len())];
    chunk.trim_end_matches(['.', ':', '!', '?', '-', '/', '}'])
}

/// Letters and digits with single hyphens or underscores between them.
fn code(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_inner = |at: usize| {
        matches!(bytes[at], b'-' | b'_')
            && at > 0
            && bytes[at - 1].is_ascii_alphanumeric()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let end = (0..bytes.len()).find(|&at| !(bytes[at].is_ascii_alphanumeric() || is_inner(at))).unwrap_or(bytes.len());
    let mut code = &text[..end];
    // `145p-Käufe`: the word goes on with letters that no code has.
    let is_torn = text[end..].starts_with(char::is_alphabetic);
    if let Some((head, tail)) = code.rsplit_once('-').filter(|_| is_torn)
        && tail.bytes().all(|b| b.is_ascii_alphabetic())
    {
        code = head;
    }
    // `E3-licentie`, `O365-gebruiks-API`: words behind the hyphens are none of the code.
    while let Some((head, tail)) = code.rsplit_once('-') {
        let is_word = tail.bytes().all(|b| b.is_ascii_alphabetic())
            && (tail.len() > 1 || tail.bytes().all(|b| b.is_ascii_lowercase()));
        if !is_word || !head.bytes().any(|b| b.is_ascii_digit()) || head.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        code = head;
    }
    without_glued_word(code)
}

/// `A3unattended`: a word that lacks the space before it is none of the code.
fn without_glued_word(code: &str) -> &str {
    let head = code.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_glued = code.len() - head.len() >= 5
        && head.ends_with(|c: char| c.is_ascii_digit())
        && head.starts_with(|c: char| c.is_ascii_uppercase());
    if is_glued { head } else { code }
}

/// Whether letters and digits make a code (`E5`, `MB-220`, `KB4549949`, `21Vianet`, `x64`) rather than a
/// number with a word beside it (`30-day`, `5GB`, `mid-2020`, `1st`).
fn is_code(code: &str, is_known: impl Fn(&str, Place) -> bool) -> bool {
    let letters = code.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(code.len());
    let (head, rest) = code.split_at(letters);
    if head.is_empty() {
        let digits = code.find(|c: char| !c.is_ascii_digit()).unwrap_or(code.len());
        let tail = &code[digits..];
        let alternates = tail
            .find(|c: char| c.is_ascii_digit())
            .is_some_and(|at| tail[..at].chars().all(|c| c.is_ascii_alphanumeric()));
        let letters = tail.trim_start_matches('-');
        let letters = &letters[..letters.find(|c: char| c.is_ascii_digit()).unwrap_or(letters.len())];
        // `19x0`: a product.
        // `20H2` is a version, `17H00` a time.
        let behind = tail.trim_start_matches('-').len() - letters.len();
        let is_word =
            (is_known(letters, Place::Behind) && (behind == 0 || behind == 2)) || letters.eq_ignore_ascii_case("x");
        return !is_word
            && !tail.starts_with(['-', '_'])
            && (tail.contains(|c: char| c.is_ascii_uppercase()) || alternates);
    }
    // `v1.17.0` is a version.
    if is_known(head, Place::Before) || head.eq_ignore_ascii_case("v") {
        return false;
    }
    // `Office365` is a name and its number, written together.
    let is_capital = head.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = head.ends_with(|c: char| c.is_ascii_lowercase()) && head.len() >= if is_capital { 3 } else { 5 };
    if is_name && rest.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let is_upper = head.bytes().all(|b| b.is_ascii_uppercase());
    match rest.as_bytes().first() {
        Some(b'_') => true,
        Some(b'-') => is_upper && rest[1..].starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn codes_addresses_and_guids_are_identifiers_and_numbers_with_words_are_not() {
        let known =
            |word: &str, _: super::Place| ["FY", "fy", "USD", "GB", "K", "h", "day", "PM", "st"].contains(&word);
        for (text, length) in [
            ("E5 licenses", 2),
            ("MB-220.", 6),
            ("KB4549949,", 9),
            ("21Vianet", 8),
            ("x64", 3),
            ("O365 usage", 4),
            ("E3-licentie", 2),
            ("20h2,", 4),
            ("2a31c234-1f4e-4c60-909e-76d234f93161)", 36),
            ("2a31c234-1f4e-4c60-909e-909e76d234f93161", 40),
            ("https://a.example/b1.", 20),
            ("help@a.example ", 14),
            ("10.0.0.1/24 x", 11),
            ("setup-2.json", 12),
            ("+1 206 555 0142 (ext. 4)", 15),
        ] {
            assert_eq!(at(text, known), Some(length), "{text}");
        }
        for text in [
            "FY21",
            "USD300K",
            "5GB",
            "30-day",
            "mid-2020",
            "7PM",
            "1st",
            "2020",
            "16h",
            "17h00",
            "Office365",
            "30-dagars",
            "twelve",
            "4k hashes",
        ] {
            assert_eq!(at(text, known), None, "{text}");
        }
    }
}
