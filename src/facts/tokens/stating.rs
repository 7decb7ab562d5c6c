//! Whether a text can state a fact at all: most sentences of an article do not, and need not be cut into tokens to know.

use crate::lexicon::{Entry, Lexicon, Meaning, Selection, Weight};
use crate::text::{Folded, digit_value};

use super::classes::{is_kept_english, kept_english};
use super::compound::{chain, head_of};
use super::letters::{is_alphabetic, is_letter};
use super::place::Place;

/// Whether a fact may be read in the text `cooked`, which is `folded`, written in the language of `lexicon`. Where not,
/// none is: a fact has a digit, is an address, or has a word that [weighs enough](Weight).
pub(in crate::facts) fn may_state(
    cooked: &str,
    folded: &Folded<'_>,
    lexicon: &'static Lexicon,
    english: &'static Lexicon,
) -> bool {
    let is_telling = |byte: u8| byte.is_ascii_digit() || byte == b'@';
    if folded.text.bytes().any(is_telling) || cooked.contains("://") {
        return true;
    }
    let search = Search { cooked, folded, lexicon, english };
    match search.heaviest(lexicon.stating(), Weight::Alone) {
        Weight::Alone => true,
        Weight::Rhythm => search.heaviest(lexicon.timed(), Weight::Unit) == Weight::Unit,
        _ => false,
    }
}

struct Search<'a> {
    cooked: &'a str,
    folded: &'a Folded<'a>,
    lexicon: &'static Lexicon,
    english: &'static Lexicon,
}

impl Search<'_> {
    /// What the heaviest of the words of `selection` that stand in the text weighs; the search ends at one that weighs
    /// `enough`. Each token of the text begins at one of the places that are looked at.
    fn heaviest(&self, selection: &'static Selection, enough: Weight) -> Weight {
        let text = &*self.folded.text;
        let bytes = text.as_bytes();
        let is_unspaced = self.lexicon.traits.is_unspaced;
        let english = (!std::ptr::eq(self.lexicon, self.english)).then(stating_english);
        let mut heaviest = Weight::None;
        let mut before = Before::Other;
        let mut at = 0;
        while at < bytes.len() {
            let (kind, end) = if bytes[at].is_ascii() {
                (Before::of_ascii(bytes[at]), at + 1)
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                let kind = Before::of(c);
                // Letters are neither.
                if kind == Before::Other && (digit_value(c).is_some() || is_fraction(c)) {
                    return Weight::Alone;
                }
                (kind, at + c.len_utf8())
            };
            if kind != Before::Space && !kind.is_in_word(before, is_unspaced) {
                let second = bytes.get(at + 1).copied().unwrap_or(0);
                let may_begin = |words: &Selection| words.may_begin(bytes[at], second);
                if may_begin(selection) || english.is_some_and(may_begin) {
                    heaviest = heaviest.max(self.weight(selection, english, at));
                    if heaviest >= enough {
                        return heaviest;
                    }
                }
            }
            before = kind;
            at = if kind == Before::Ascii { end_of_letters(bytes, end) } else { end };
        }
        heaviest
    }

    /// What the word at `at` weighs.
    fn weight(&self, selection: &'static Selection, english: Option<&'static Selection>, at: usize) -> Weight {
        let rest = &self.folded.text[at..];
        let own = if selection.may_know(rest) { self.own(at, rest) } else { None };
        match own {
            Some(weight) => weight,
            None if english.is_some_and(|english| english.may_know(rest)) => self.kept(at, rest),
            None => Weight::None,
        }
    }

    /// What the word of the text's own language weighs, if one stands at `at`.
    fn own(&self, at: usize, rest: &str) -> Option<Weight> {
        let place = Place::new(self.cooked, self.folded, at);
        let mut begins_with_number = false;
        for entries in self.lexicon.words_at(rest) {
            let fitting = entries.iter().filter(|entry| place.fits(self.lexicon, entry));
            if let Some(weight) = fitting.map(weight).max() {
                return Some(weight);
            }
            if chain(self.lexicon, &self.folded.text, at, entries).is_some() {
                return Some(Weight::Alone);
            }
            begins_with_number |= head_of(self.lexicon, entries).is_some();
        }
        begins_with_number.then_some(Weight::Alone)
    }

    /// What the word that is kept in English weighs.
    fn kept(&self, at: usize, rest: &str) -> Weight {
        let place = Place::new(self.cooked, self.folded, at);
        for entries in kept_english().words_at(rest) {
            let fitting = entries.iter().filter(|entry| is_kept_english(entry) && place.fits(self.english, entry));
            if let Some(weight) = fitting.map(weight).max() {
                return weight;
            }
            if chain(self.english, &self.folded.text, at, entries).is_some() {
                return Weight::Alone;
            }
        }
        Weight::None
    }
}

fn weight(entry: &Entry) -> Weight {
    // A slash makes a rate of an amount only.
    if entry.word == "/" { Weight::None } else { entry.meaning.weight() }
}

fn is_number(entry: &Entry) -> bool {
    matches!(entry.meaning, Meaning::Number(_) | Meaning::Scale(_) | Meaning::Fraction(..)) && !entry.is_glued
}

/// The words kept in English that state something, and those that begin a compound.
fn stating_english() -> &'static Selection {
    static STATING: std::sync::OnceLock<Selection> = std::sync::OnceLock::new();
    STATING.get_or_init(|| {
        Selection::of(crate::lexicon::english(), |entry| {
            is_kept_english(entry) && weight(entry) == Weight::Alone || is_number(entry)
        })
    })
}

/// Fractions in one character, and whatever else is a number in one.
fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215F}')
}

/// What kind of character stands before a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Space,
    /// A letter of ASCII.
    Ascii,
    /// Any other letter.
    Letter,
    /// A mark that belongs to a letter: a token may begin behind it.
    Combining,
    Other,
}

impl Before {
    fn of_ascii(byte: u8) -> Self {
        match byte {
            b' ' => Self::Space,
            _ if byte.is_ascii_alphabetic() => Self::Ascii,
            _ => Self::Other,
        }
    }

    fn of(c: char) -> Self {
        match c {
            _ if is_alphabetic(c) => Self::Letter,
            _ if is_letter(c) => Self::Combining,
            _ => Self::Other,
        }
    }

    /// Whether no token begins at a character of this kind behind one of the kind `before`.
    fn is_in_word(self, before: Self, is_unspaced: bool) -> bool {
        let is_letter = |kind| matches!(kind, Self::Ascii | Self::Letter);
        if is_unspaced {
            self == Self::Ascii && before == Self::Ascii
        } else {
            (is_letter(self) || self == Self::Combining) && is_letter(before)
        }
    }
}

/// Where the letters of ASCII from `at` on end.
fn end_of_letters(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| !byte.is_ascii_alphabetic()).map_or(bytes.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::tokens::ends::may_end;
    use crate::lexicon::{by_file, english, tags};

    fn may_state(tag: &str, text: &str) -> bool {
        let lexicon = by_file(tag).unwrap_or_else(english);
        super::may_state(text, &Folded::new(text), lexicon, english())
    }

    #[test]
    fn a_text_without_digits_may_state_what_its_words_say() {
        for (tag, text) in [
            ("en", "Wait two weeks."),
            ("en", "Billed every month."),
            ("en", "The price per month"),
            ("en", "Write to a@b.example."),
            ("en", "A ½ share"),
            ("de", "dreihundertfünfundsechzig Tage"),
            ("sv", "fyrsiffrig kod"),
            ("de", "Im May"),
            ("ja", "毎月"),
            ("ja", "３０"),
            ("en", "a＠b.example"),
            ("hu", "márciusig"),
            ("ar", "٣ أيام"),
        ] {
            assert!(may_state(tag, text), "{tag}: {text}");
        }
        for (tag, text) in [
            ("en", "Save the file before you close it."),
            ("en", "You may go on and/or stop."),
            ("en", "Per user, and every file"),
            ("de", "Speichern Sie die Datei."),
            ("fr", "Enregistrez le fichier."),
            ("ja", "ファイルを保存します。"),
            ("ru", "Сохраните файл."),
        ] {
            assert!(!may_state(tag, text), "{tag}: {text}");
        }
    }

    /// A token begins within a word only where a case ending is read by itself.
    #[test]
    fn no_case_ending_begins_with_a_word_that_states_something() {
        for lexicon in tags().filter_map(by_file) {
            for ending in lexicon.case_endings() {
                let states = |entry: &Entry| {
                    weight(entry) > Weight::None && may_end(lexicon, entry, &ending[entry.word.len()..], false)
                };
                assert!(!lexicon.words_at(ending).flatten().any(states), "{}: {ending}", lexicon.tag);
            }
        }
    }
}
