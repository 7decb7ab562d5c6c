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
const NAME: u32 = 0x27D4_EB2F;

/// What a token is; its lowest bits tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word, or a run of digits that is likely to be the only one of its kind.
    Word = 0,
    /// A link target.
    Link = 1,
    /// Digits that stand for anything: one or two of them, or a year.
    CommonDigits = 2,
}

/// How many bits tell the class.
pub(super) const CLASS_BITS: u32 = 2;

pub(super) fn class(token: u32) -> Class {
    match token & 3 {
        1 => Class::Link,
        2 => Class::CommonDigits,
        _ => Class::Word,
    }
}

fn token(hash: u32, class: Class) -> u32 {
    finish(hash) & !3 | class as u32
}

impl Tokens {
    /// Takes the words and digit runs of `text`; returns its length, about
    /// what it would be in an alphabet.
    pub(super) fn read(&mut self, text: &str) -> u32 {
        let mut open = Open::new();
        let mut length = 0;
        for c in text.chars() {
            length += width(c);
            match unit(c) {
                Unit::Letter(unit, is_upper) => open.letter(unit, is_upper, &mut self.list),
                Unit::Digit(value) => open.digit(value, &mut self.list),
                Unit::Other => open.close(&mut self.list),
            }
        }
        open.close(&mut self.list);
        length
    }

    /// Takes the words of a heading's name (its English, in every locale), which are evidence among
    /// headings only: they are no words of the text.
    pub(super) fn read_name(&mut self, name: &str) {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
        for word in words {
            let hash = word.chars().flat_map(char::to_lowercase).fold(NAME, |hash, c| mix(hash, c.into()));
            self.list.push(token(hash, Class::Word));
        }
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
            self.list.push(token(hash, Class::Link));
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

/// How many letters of an alphabet a character stands for.
fn width(c: char) -> u32 {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => 3,
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => 2,
        _ => 1,
    }
}

enum Unit {
    /// The letter as it counts, and whether it was a capital.
    Letter(u32, bool),
    Digit(u32),
    Other,
}

fn unit(c: char) -> Unit {
    match c {
        'a'..='z' => Unit::Letter(c.into(), false),
        'A'..='Z' => Unit::Letter(c.to_ascii_lowercase().into(), true),
        '0'..='9' => Unit::Digit(u32::from(c) - u32::from('0')),
        _ if c.is_ascii() => Unit::Other,
        // Latin beyond ASCII, Greek and Cyrillic: alphabets in which words stand apart and sisters share them.
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' => Unit::Letter(c.into(), false),
        // Beyond that only digits count; the writing systems of East Asia hold none but the full-width ones.
        '\u{660}'..='\u{1FFF}' | '\u{FF10}'..='\u{FF19}' => {
            digit_value(c).map_or(Unit::Other, |value| Unit::Digit(value.into()))
        }
        _ => Unit::Other,
    }
}

/// The word or digit run that is being read.
struct Open {
    hash: u32,
    length: u32,
    capitals: u32,
    is_digits: bool,
    /// The value of up to four digits.
    value: u32,
}

impl Open {
    fn new() -> Self {
        Self { hash: WORD, length: 0, capitals: 0, is_digits: false, value: 0 }
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
        self.value = if self.length < 4 { self.value * 10 + value } else { 0 };
        self.length += 1;
    }

    /// Short words are everywhere and mean different things; abbreviations (`AU`) do not.
    fn close(&mut self, list: &mut Vec<u32>) {
        if self.is_digits {
            let is_common = self.length < 3 || (self.length == 4 && (1990..2040).contains(&self.value));
            list.push(token(self.hash, if is_common { Class::CommonDigits } else { Class::Word }));
        } else if self.length > 2 || (self.length == 2 && self.capitals == 2) {
            list.push(token(self.hash, Class::Word));
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
