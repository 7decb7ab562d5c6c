//! Tokens: what may stand in a text and in its translation alike. Words of alphabets, runs of digits and
//! link targets, each as a hash.

use crate::text::digit_value;

/// Tokens of many blocks, in one list.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<u32>,
}

const WORD: u32 = 0x9E37_79B9;
const DIGITS: u32 = 0x85EB_CA6B;
const LINK: u32 = 0xC2B2_AE35;

/// Link targets are marked by their lowest bit: one shared target says more than one shared word.
pub(super) fn is_link(token: u32) -> bool {
    token & 1 == 1
}

impl Tokens {
    /// Takes the words and digit runs of `text`; returns its length in characters.
    pub(super) fn read(&mut self, text: &str) -> u32 {
        let mut open = Open::new();
        let mut length = 0;
        for c in text.chars() {
            length += 1;
            match class(c) {
                Class::Letter(unit, is_upper) => open.letter(unit, is_upper, &mut self.list),
                Class::Digit(value) => open.digit(value, &mut self.list),
                Class::Other => open.close(&mut self.list),
            }
        }
        open.close(&mut self.list);
        length
    }

    /// Takes every word, however short, and every character of the scripts that do not part words.
    pub(super) fn read_every_word(&mut self, text: &str) {
        let mut word = WORD;
        for c in text.chars() {
            let is_part = c.is_alphanumeric();
            let stands_alone = is_part && ('\u{E00}'..'\u{FF00}').contains(&c);
            if (!is_part || stands_alone) && word != WORD {
                self.list.push(finish(word));
                word = WORD;
            }
            if stands_alone {
                self.list.push(finish(mix(WORD, c.into())));
            } else if is_part {
                word = c.to_lowercase().fold(word, |word, c| mix(word, c.into()));
            }
        }
        if word != WORD {
            self.list.push(finish(word));
        }
    }

    /// Takes a link target, without what differs from locale to locale.
    pub(super) fn read_link(&mut self, target: &str) {
        let path = target.split_once("://").map_or(target, |(_, rest)| rest);
        let mut hash = LINK;
        let mut is_empty = true;
        for part in path.split('/').filter(|part| !matches!(*part, "" | "." | "..") && !is_locale(part)) {
            is_empty = false;
            hash = mix(hash, u32::from(b'/'));
            hash = part.bytes().fold(hash, |hash, b| mix(hash, u32::from(b.to_ascii_lowercase())));
        }
        if !is_empty {
            self.list.push(finish(hash) | 1);
        }
    }
}

/// Whether a part of a path names a locale (`en-us`, `zh-Hant-TW`).
fn is_locale(part: &str) -> bool {
    let mut pieces = part.split('-');
    let is_language = pieces.next().is_some_and(|p| matches!(p.len(), 2 | 3) && is_alphabetic(p));
    let mut regions = pieces.peekable();
    is_language && regions.peek().is_some() && regions.all(|p| matches!(p.len(), 2 | 4) && is_alphabetic(p))
}

fn is_alphabetic(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}

enum Class {
    /// The letter as it counts, and whether it was a capital.
    Letter(u32, bool),
    Digit(u32),
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' => Class::Letter(c.into(), false),
        'A'..='Z' => Class::Letter(c.to_ascii_lowercase().into(), true),
        '0'..='9' => Class::Digit(u32::from(c) - u32::from('0')),
        _ if c.is_ascii() => Class::Other,
        // Latin beyond ASCII, Greek and Cyrillic: alphabets in which words stand apart and sisters share them.
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' => Class::Letter(c.into(), false),
        // Beyond that only digits count; the writing systems of East Asia hold none but the full-width ones.
        '\u{660}'..='\u{1FFF}' | '\u{FF10}'..='\u{FF19}' => {
            digit_value(c).map_or(Class::Other, |value| Class::Digit(value.into()))
        }
        _ => Class::Other,
    }
}

/// The word or digit run that is being read.
struct Open {
    hash: u32,
    length: u32,
    capitals: u32,
    is_digits: bool,
}

impl Open {
    fn new() -> Self {
        Self { hash: WORD, length: 0, capitals: 0, is_digits: false }
    }

    fn letter(&mut self, unit: u32, is_capital: bool, list: &mut Vec<u32>) {
        if self.is_digits {
            self.close(list);
        }
        self.hash = mix(self.hash, unit);
        self.length += 1;
        self.capitals += u32::from(is_capital);
    }

    fn digit(&mut self, value: u32, list: &mut Vec<u32>) {
        if !self.is_digits {
            self.close(list);
            self.is_digits = true;
            self.hash = DIGITS;
        }
        self.hash = mix(self.hash, value);
        self.length += 1;
    }

    /// Short words are everywhere and mean different things; abbreviations (`AU`) do not.
    fn close(&mut self, list: &mut Vec<u32>) {
        let counts = self.is_digits || self.length > 2 || (self.length == 2 && self.capitals == 2);
        if counts && self.length > 0 {
            list.push(finish(self.hash) & !1);
        }
        *self = Self::new();
    }
}

fn mix(hash: u32, unit: u32) -> u32 {
    (hash.rotate_left(5) ^ unit).wrapping_mul(0x9E37_79B1)
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash ^ (hash >> 13)
}
