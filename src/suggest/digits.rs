//! Numbers in digits: where they stand, and how another one is written in the same way.

use rust_decimal::Decimal;

use crate::lexicon::{self, Lexicon, Meaning};
use crate::text::{Span, digit_value};

use super::{Edit, Original, Place, grammar};

/// A run of digits of one script, or a number with its separators.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) span: Span,
    /// Its digits, as ASCII.
    pub(super) digits: String,
    /// The zero of its script.
    zero: char,
}

impl Run {
    pub(super) fn value(&self) -> Option<u32> {
        self.digits.parse().ok()
    }

    /// The run with other digits, in the same script.
    pub(super) fn rewritten(&self, digits: &str) -> Edit {
        let in_script = |c: char| match c.to_digit(10) {
            Some(digit) => char::from_u32(self.zero as u32 + digit).unwrap_or(c),
            None => c,
        };
        Edit { span: self.span, text: digits.chars().map(in_script).collect() }
    }
}

/// The runs of digits within the words of `place`.
pub(super) fn runs(place: &Place<'_>) -> Vec<Run> {
    let start = place.span.start as usize;
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in place.words().char_indices() {
        let Some(digit) = digit_value(c) else { continue };
        let zero = char::from_u32(c as u32 - u32::from(digit)).unwrap_or('0');
        let (from, to) = (start + at, start + at + c.len_utf8());
        match runs.last_mut().filter(|run| run.span.end as usize == from && run.zero == zero) {
            Some(run) => {
                run.span = Span::new(run.span.start as usize, to);
                run.digits.push(char::from(b'0' + digit));
            }
            None => {
                runs.push(Run { span: Span::new(from, to), digits: char::from(b'0' + digit).to_string(), zero });
            }
        }
    }
    runs
}

/// Whether nothing but white space stands between the words of `place` and a digit outside of them.
pub(super) fn is_beside_digits(place: &Place<'_>) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| digit_value(c).is_some());
    let (before, behind) = (&place.text[..place.span.start as usize], &place.text[place.span.end as usize..]);
    is_digit(before.trim_end().chars().next_back()) || is_digit(behind.trim_start().chars().next())
}

/// Whether a number that `edits` put into the text stands elsewhere in it more often than elsewhere in the English:
/// then the words are in disorder rather than wrong.
pub(super) fn stands_elsewhere(place: &Place<'_>, original: &Original<'_>, edits: &[Edit]) -> bool {
    let all = |text: &str| runs(&Place { text, span: Span::new(0, text.len()), ..*place });
    let count = |runs: &[Run], value: u32| runs.iter().filter(|run| run.value() == Some(value)).count();
    let outside =
        |text: &str, span: Span| all(&[&text[..span.start as usize], " ", &text[span.end as usize..]].concat());
    let target = outside(place.text, place.span);
    let (whole, words) = (all(original.text), all(original.words));
    edits
        .iter()
        .flat_map(|edit| all(&edit.text))
        .filter_map(|run| run.value())
        .any(|value| count(&target, value) > count(&whole, value).saturating_sub(count(&words, value)))
}

/// Whether the digits at `span` are those of a name, whatever they were read as: they hang on letters before the words of
/// `place`, or the English has them behind the same word (`Windows 10`).
pub(super) fn belong_to_a_name(place: &Place<'_>, original: &Original<'_>, span: Span) -> bool {
    let before = &place.text[..span.start as usize];
    let is_digit = |c: char| digit_value(c).is_some();
    if span.start == place.span.start && before.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    let spaced = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = &spaced[spaced.trim_end_matches(char::is_alphabetic).len()..];
    let name = &place.text[spaced.len() - word.len()..span.end as usize];
    let is_whole = |(at, name): (usize, &str)| {
        !original.text[..at].ends_with(char::is_alphanumeric) && !original.text[at + name.len()..].starts_with(is_digit)
    };
    !word.is_empty() && original.text.match_indices(name).any(is_whole)
}

/// A number as it is written: the digits before and behind its decimal mark.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    pub(super) run: Run,
    whole: String,
    decimals: String,
    grouping: Option<char>,
    decimal: Option<char>,
}

impl Numeral {
    /// The digits before and behind the decimal mark.
    pub(super) fn digits(&self) -> (&str, &str) {
        (&self.whole, &self.decimals)
    }

    pub(super) fn is_grouped(&self) -> bool {
        self.grouping.is_some()
    }

    fn value(&self) -> Option<Decimal> {
        format!("{}.{}0", self.whole, self.decimals).parse::<Decimal>().ok().map(|n| n.normalize())
    }
}

/// The numbers within the words of `place`, written with these marks.
pub(super) fn numerals(place: &Place<'_>, grouping: &[char], decimal: &[char]) -> Vec<Numeral> {
    let mut numerals: Vec<Numeral> = Vec::new();
    for run in runs(place) {
        if let Some(last) = numerals.last_mut()
            && last.run.zero == run.zero
            && last.decimal.is_none()
            && let Some(mark) = single_char(place.text, last.run.span.end, run.span.start)
        {
            let is_group = grouping.contains(&plain_space(mark))
                && run.digits.len() == 3
                && last.whole.len() <= 3 + usize::from(last.grouping.is_some()) * 24
                && last.grouping.is_none_or(|known| known == mark);
            if is_group || decimal.contains(&mark) {
                last.run.span = last.run.span.join(run.span);
                if is_group {
                    last.whole.push_str(&run.digits);
                    last.grouping = Some(mark);
                } else {
                    last.decimals = run.digits;
                    last.decimal = Some(mark);
                }
                continue;
            }
        }
        numerals.push(Numeral {
            whole: run.digits.clone(),
            decimals: String::new(),
            grouping: None,
            decimal: None,
            run,
        });
    }
    numerals
}

fn single_char(text: &str, from: u32, to: u32) -> Option<char> {
    let mut chars = text.get(from as usize..to as usize)?.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Every kind of space as the lexicons write it.
fn plain_space(mark: char) -> char {
    if mark.is_whitespace() { ' ' } else { mark }
}

/// Every edit that makes `should` of a number that is `is`, in digits or in a word.
pub(super) fn amounts(place: &Place<'_>, original: &Original<'_>, is: Decimal, should: Decimal) -> Vec<Edit> {
    if is.is_sign_negative() != should.is_sign_negative() {
        return Vec::new();
    }
    let (is, should) = (is.abs(), should.abs());
    let traits = &place.lexicon.traits;
    let mut edits: Vec<Edit> = numerals(place, &traits.grouping, &traits.decimal)
        .iter()
        .filter_map(|numeral| {
            let value = numeral.value().filter(|value| !value.is_zero())?;
            // Fifteen hundred thousand: what is written is what is meant, or it and a multiplier.
            let factor = is.checked_div(value)?;
            let written = should.checked_div(factor)?.normalize();
            let is_apt = value == is || (factor > Decimal::ONE && written.scale() <= 3);
            let fits = grammar::takes_number(place, numeral.run.span, (value, written));
            // `$300K` may be told in many ways.
            let is_scaled_there = factor == Decimal::ONE && original.fact.has_digits;
            let is_apt = is_apt && (!is_scaled_there || english_numeral(original, written).is_some());
            (is_apt && fits).then(|| rewrite(numeral, written, original, place.lexicon)).flatten()
        })
        .collect();
    edits.extend(word(place, is, should));
    edits
}

/// The number in place of `numeral`, with its digits, its grouping and its decimal mark.
fn rewrite(numeral: &Numeral, value: Decimal, original: &Original<'_>, lexicon: &Lexicon) -> Option<Edit> {
    let english = english_numeral(original, value);
    let text = value.normalize().to_string();
    // `9.50` and `0003` keep their zeros.
    let (whole, decimals) = match &english {
        Some(english) => english.digits(),
        None => text.split_once('.').unwrap_or((&text, "")),
    };
    let grouping = match numeral.grouping {
        Some(mark) => Some(mark),
        None if whole.len() <= 3 || numeral.whole.len() > 3 => None,
        None if english.as_ref().is_none_or(|english| english.grouping.is_none()) => None,
        // Whether four digits are grouped is a matter of style that nothing here shows.
        None if whole.len() == 4 => return None,
        None => Some(*lexicon.traits.grouping.first()?),
    };
    let mut written = grouped(whole, grouping);
    if !decimals.is_empty() {
        written.push(numeral.decimal.or(lexicon.traits.decimal.first().copied())?);
        written.push_str(decimals);
    }
    Some(numeral.run.rewritten(&written))
}

pub(super) fn grouped(whole: &str, mark: Option<char>) -> String {
    let Some(mark) = mark.filter(|_| whole.len() > 3) else { return whole.to_owned() };
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// The number as the English writes it in digits.
fn english_numeral(original: &Original<'_>, value: Decimal) -> Option<Numeral> {
    let words = original.words;
    let place =
        Place { text: words, span: Span::new(0, words.len()), fact: original.fact, lexicon: lexicon::english() };
    numerals(&place, &[','], &['.']).into_iter().find(|numeral| numeral.value() == Some(value))
}

/// A number word in place of another, where the language has but one for each.
fn word(place: &Place<'_>, is: Decimal, should: Decimal) -> Option<Edit> {
    if place.lexicon.traits.is_unspaced || place.fact.has_digits || place.fact.damage.is_some() {
        return None;
    }
    let entries = place.lexicon.entries();
    let only = |n: Decimal| {
        let mut words = entries.iter().filter(|entry| entry.meaning == Meaning::Number(n) && !entry.is_stem);
        words.next().filter(|first| words.all(|other| other.word == first.word)).map(|entry| &*entry.word)
    };
    let (old, new) = (only(is)?, only(should)?);
    let words = place.words();
    let written = words.get(..old.len()).filter(|written| written.to_lowercase() == old)?;
    let span = Span::new(place.span.start as usize, place.span.start as usize + old.len());
    let is_whole = !words[old.len()..].starts_with(char::is_alphabetic);
    let fits = is_whole && grammar::takes_number(place, span, (is, should));
    fits.then(|| Edit { span, text: grammar::in_case_of(written, new) })
}
