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
    /// Takes the words and digit runs of `text`; returns its length, about what it would be in an alphabet.
    pub(super) fn read(&mut self, text: &str) -> u32 {
        self.list.reserve(text.len() / 6);
        let mut length = 0;
        let mut at = 0;
        while let Some(&first) = text.as_bytes().get(at) {
            let read = match BYTES[usize::from(first)] {
                Byte::Other => (1, 1),
                Byte::Letter | Byte::Lead => self.word(&text.as_bytes()[at..]),
                Byte::Digit => self.digits(text.get(at..).unwrap_or_default()),
                Byte::Foreign => self.beyond_alphabets(text.get(at..).unwrap_or_default()),
            };
            at += read.0;
            length += read.1;
        }
        length
    }

    /// Takes the word at the start of `text`; returns its bytes and its length. Short words are everywhere
    /// and mean different things; abbreviations (`AU`) do not.
    fn word(&mut self, text: &[u8]) -> (usize, u32) {
        let (mut hash, mut chunk, mut at, mut length) = (WORD, 0_u64, 0, 0);
        while let Some(&byte) = text.get(at) {
            // The bit that makes ASCII lower case does so for much of Latin as well.
            match BYTES[usize::from(byte)] {
                Byte::Letter => chunk = chunk << 8 | u64::from(byte | 0x20),
                Byte::Lead => {
                    at += 1;
                    let second = text.get(at).copied().unwrap_or_default();
                    chunk = chunk << 16 | u64::from(byte) << 8 | u64::from(second | 0x20);
                }
                _ => break,
            }
            at += 1;
            length += 1;
            if length % 4 == 0 {
                hash = mix_long(hash, chunk);
                chunk = 0;
            }
        }
        let at = at.min(text.len());
        if length > 2 || (length == 2 && text[..at].iter().all(u8::is_ascii_uppercase)) {
            self.list.push(token(mix_long(hash, chunk), Class::Word));
        }
        (at, length)
    }

    /// Takes the run of digits, of whatever script, at the start of `text`.
    fn digits(&mut self, text: &str) -> (usize, u32) {
        let (mut hash, mut at, mut length, mut value) = (DIGITS, 0, 0, 0);
        for c in text.chars() {
            let Some(digit) = digit_value(c).map(u32::from) else { break };
            hash = mix(hash, digit);
            value = if length < 4 { value * 10 + digit } else { 0 };
            at += c.len_utf8();
            length += 1;
        }
        let is_common = length < 3 || (length == 4 && (1990..2040).contains(&value));
        self.list.push(token(hash, if is_common { Class::CommonDigits } else { Class::Word }));
        (at, length)
    }

    /// Passes what is neither ASCII nor of an alphabet, up to the next that is; takes digits among it.
    fn beyond_alphabets(&mut self, text: &str) -> (usize, u32) {
        let (mut at, mut length) = (0, 0);
        for c in text.chars() {
            // Digits of other scripts; in East Asia only the full-width ones.
            let may_be_digit = matches!(c, '\u{660}'..='\u{1FFF}' | '\u{FF10}'..='\u{FF19}');
            if may_be_digit && digit_value(c).is_some() {
                let read = self.digits(text.get(at..).unwrap_or_default());
                return (at + read.0, length + read.1);
            }
            if c < '\u{530}' {
                break;
            }
            at += c.len_utf8();
            length += width(c);
        }
        // What has two bytes and is no letter (a no-break space) is passed alone.
        if at > 0 { (at, length) } else { (text.chars().next().map_or(1, char::len_utf8), 1) }
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

/// What a character begins with.
#[derive(Clone, Copy)]
enum Byte {
    /// ASCII that is neither letter nor digit.
    Other,
    Letter,
    Digit,
    /// The first of two bytes of a letter of those alphabets in which words stand apart and which sisters
    /// share: Latin beyond ASCII, Greek, Cyrillic.
    Lead,
    /// Anything else beyond ASCII.
    Foreign,
}

const BYTES: [Byte; 256] = {
    let mut classes = [Byte::Other; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        if byte.is_ascii_alphabetic() {
            classes[at] = Byte::Letter;
        } else if byte.is_ascii_digit() {
            classes[at] = Byte::Digit;
        } else if matches!(byte, 0xC3..=0xC9 | 0xCE..=0xD4) {
            classes[at] = Byte::Lead;
        } else if !byte.is_ascii() {
            classes[at] = Byte::Foreign;
        }
        at += 1;
    }
    classes
};

fn mix_long(hash: u32, chunk: u64) -> u32 {
    let mixed = (u64::from(hash) << 29 ^ chunk ^ chunk >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as u32
}

fn mix(hash: u32, unit: u32) -> u32 {
    (hash.rotate_left(5) ^ unit).wrapping_mul(0x9E37_79B1)
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    hash ^ (hash >> 13)
}
