//! One pass over a text: each recognizer in turn at each token, then relations and bounds.

use crate::document::Text;
use rust_decimal::Decimal;

use crate::lexicon::{Lexicon, Meaning, TimeUnit, Unit};
use crate::text::{Folded, Span};

use super::amount::{self, Amount};
use super::tokens::{self, TokenKind, Tokens};
use super::value::{Fact, Kind};
use super::{
    date, duration, frequency, money, number, percent, period, quantity, range, ratio, relation, time, version,
};

/// What one text states, and what it says beside its facts that decides whether they agree.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// In the order of the text.
    pub facts: Vec<Fact>,
    /// Whether the text says fiscal year, in words.
    pub says_fiscal: bool,
    /// Units of time that the text names at all, with a number or without: `Jahres-`, "the last month".
    pub units: Vec<TimeUnit>,
    /// Relations and bounds said anywhere in the text, attached to a fact or not.
    pub said: Vec<relation::Said>,
    /// Numbers inside idioms (`24x7`): what the other side makes of them is no fact out of nowhere.
    pub idiom_numbers: Vec<u32>,
    /// Whether the text says per or each.
    pub says_per: bool,
    /// Whether the text says several.
    pub says_several: bool,
    /// Whether its dates are those of the page: when it was generated.
    pub is_stamp: bool,
    /// Whether a currency is named beside no amount.
    pub says_currency: bool,
    /// Whether a time zone is named anywhere.
    pub says_zone: bool,
    /// Words that open, join or close a range, outside the facts.
    pub ranges: Vec<Span>,
}

/// A fact found at a token, and the token behind it.
pub(super) struct Found {
    pub(super) fact: Fact,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a recognizer sees: the tokens, where to begin, and the amount that begins there.
pub(super) struct At<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) at: usize,
    pub(super) amount: Option<&'a Amount>,
}

/// A kind of fact: what reads it, and with which [words](starts_of) it can begin.
#[derive(Clone, Copy)]
struct Recognizer {
    read: fn(&At<'_, '_>) -> Option<Found>,
    starts: u32,
}

/// In order of precedence: what binds more words comes first.
static RECOGNIZERS: &[Recognizer] = &[
    Recognizer { read: period::recognize, starts: DIGITS | DATE | PERIOD | ORDINAL },
    Recognizer { read: range::recognize, starts: DIGITS | DATE | NUMBER | ORDINAL },
    Recognizer { read: date::recognize, starts: DIGITS | DATE | NUMBER | ORDINAL },
    Recognizer { read: time::recognize, starts: DIGITS | CLOCK },
    Recognizer { read: money::recognize, starts: DIGITS | NUMBER | CURRENCY },
    Recognizer { read: percent::recognize, starts: DIGITS | NUMBER | PERCENT },
    Recognizer { read: version::recognize, starts: DIGITS },
    Recognizer { read: frequency::recognize, starts: DIGITS | NUMBER | RHYTHM | UNIT },
    Recognizer { read: duration::recognize, starts: DIGITS | NUMBER | UNIT },
    Recognizer { read: ratio::recognize, starts: DIGITS | NUMBER },
    Recognizer { read: quantity::recognize, starts: DIGITS | NUMBER },
    Recognizer { read: number::recognize, starts: DIGITS | NUMBER | ORDINAL },
];

/// Digits, and marks that may be a sign of them or a fraction.
const DIGITS: u32 = 1;
/// Words of a number, of part of one, and what is number and unit at once.
const NUMBER: u32 = 1 << 1;
const ORDINAL: u32 = 1 << 2;
/// Words and marks of a date.
const DATE: u32 = 1 << 3;
const PERIOD: u32 = 1 << 4;
const CLOCK: u32 = 1 << 5;
const CURRENCY: u32 = 1 << 6;
const PERCENT: u32 = 1 << 7;
/// Words of how often.
const RHYTHM: u32 = 1 << 8;
const UNIT: u32 = 1 << 9;
const ANYTHING: u32 = u32::MAX;

/// What a fact that begins with a word of this meaning can begin with.
fn starts_of(meaning: &Meaning) -> u32 {
    use Meaning as M;
    match meaning {
        M::Number(_) | M::Scale(_) | M::Both | M::Fraction(..) | M::Amount(..) | M::Negative => NUMBER,
        M::Multiple(_) => NUMBER | RHYTHM,
        M::Ordinal(_) | M::OrdinalMark => ORDINAL,
        M::Month(_) | M::Weekday(_) | M::Era(_) | M::YearMark | M::DayMark => DATE,
        M::MonthMark => DATE | RHYTHM,
        M::Fiscal | M::Calendar | M::Quarter(_) | M::Half(_) => PERIOD,
        M::Am | M::Pm | M::Noon | M::Midnight | M::Clock => CLOCK,
        M::Currency(_) => CURRENCY,
        M::Percent => PERCENT,
        M::Frequency(..) | M::Every | M::Per | M::NumberJoiner => RHYTHM,
        M::Unit(_) => UNIT,
        M::Idiom => ANYTHING,
        M::Filler
        | M::Relation(_)
        | M::Bound(_)
        | M::Several
        | M::Stamp
        | M::Times
        | M::Zone(_)
        | M::MinuteMark
        | M::DecimalPoint
        | M::RangeOpen
        | M::RangeTo
        | M::RangeClose => 0,
    }
}

/// A text whose facts are not read yet, written in the language of `lexicon`. `english` lends the words that writers keep
/// in English everywhere (`FY21`, `PST`, month names).
pub struct Unread<'t> {
    text: &'t Text<'t>,
    folded: Folded<'t>,
    lexicon: &'static Lexicon,
    english: &'static Lexicon,
}

impl<'t> Unread<'t> {
    /// The text `text`.
    pub fn new(text: &'t Text<'t>, lexicon: &'static Lexicon, english: &'static Lexicon) -> Self {
        Self { text, folded: Folded::new(&text.cooked), lexicon, english }
    }

    /// Whether it may state a fact; where not, [`Unread::read`] finds none. Takes a fraction of the time of reading.
    pub fn may_state(&self) -> bool {
        tokens::may_state(&self.text.cooked, &self.folded, self.lexicon, self.english)
    }

    /// Reads its facts.
    pub fn read(self) -> Reading {
        self.read_by(RECOGNIZERS)
    }

    fn read_by(self, recognizers: &[Recognizer]) -> Reading {
        let may_state = !cfg!(debug_assertions) || self.may_state();
        let Self { text, folded, lexicon, english } = self;
        let reading = read_by(recognizers, &Tokens::new(text, folded, lexicon, english));
        debug_assert!(may_state || reading.facts.is_empty(), "`{}` states a fact ({}).", text.cooked, lexicon.tag);
        reading
    }
}

/// Reads the facts of `text`, written in the language of `lexicon`. `english` lends the words that
/// writers keep in English everywhere (`FY21`, `PST`, month names).
pub fn read(text: &Text<'_>, lexicon: &'static Lexicon, english: &'static Lexicon) -> Reading {
    Unread::new(text, lexicon, english).read()
}

/// Reads with one recognizer alone, the one at `index` in the order of precedence, counted round: what it makes of words
/// that one before it would take. For fuzzing.
pub fn read_alone(index: usize, text: &Text<'_>, lexicon: &'static Lexicon, english: &'static Lexicon) -> Reading {
    let at = index % RECOGNIZERS.len();
    Unread::new(text, lexicon, english).read_by(&RECOGNIZERS[at..=at])
}

fn read_by(recognizers: &[Recognizer], tokens: &Tokens<'_>) -> Reading {
    let mut reading = Reading::default();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        // Most words are unknown, and most marks mean nothing.
        if tokens.kind(at) != Some(TokenKind::Digits) && tokens.entries(at).is_empty() && starts(tokens, at) == 0 {
            at += 1;
            continue;
        }
        match recognize(recognizers, tokens, at) {
            Some(next) => {
                if next.fact.kind() != Kind::Frequency {
                    note_adjective(tokens, &next, &mut reading);
                }
                at = next.to.max(at + 1);
                found.push(next);
            }
            None => {
                note(tokens, at, &mut reading);
                at += 1;
            }
        }
    }
    date::join_days(tokens, &mut found);
    time::read_dotted(tokens, &mut found);
    duration::spell_out(tokens, &mut found);
    percent::share(tokens, &mut found);
    weaken_list_marker(tokens, &mut found);
    relation::attach(tokens, &mut found, &mut reading);
    reading.facts = found.into_iter().map(|found| found.fact).collect();
    reading.units.sort_unstable();
    reading.units.dedup();
    reading.idiom_numbers.sort_unstable();
    reading.idiom_numbers.dedup();
    reading
}

fn recognize(recognizers: &[Recognizer], tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    if tokens.kind(at) == Some(TokenKind::Identifier) {
        return number::identifier(tokens, at);
    }
    if tokens.means(at, Meaning::Idiom) {
        return None;
    }
    let starts = starts(tokens, at);
    if starts == 0 && !cfg!(debug_assertions) {
        return None;
    }
    let amount = if starts & (DIGITS | NUMBER) == 0 { None } else { amount::amount(tokens, at) };
    let here = At { tokens, at, amount: amount.as_ref() };
    recognizers.iter().find_map(|recognizer| {
        let found =
            if starts & recognizer.starts == 0 && !cfg!(debug_assertions) { None } else { (recognizer.read)(&here) };
        debug_assert!(starts & recognizer.starts != 0 || found.is_none(), "A fact begins with `{}`.", tokens.text(at));
        found
    })
}

/// What can begin with token `at`: most words of a sentence mean nothing to any recognizer.
fn starts(tokens: &Tokens<'_>, at: usize) -> u32 {
    let entries = tokens.entries(at);
    let words = entries.iter().fold(0, |starts, entry| starts | starts_of(&entry.meaning));
    // `'17`, `-8`; of other marks only signs of the lexicon (`$`, `%`), and those that are fractions.
    let is_sign = || tokens.is_one_of(at, &['\'', '-']) || !tokens.text(at).is_ascii();
    match tokens.kind(at) {
        Some(TokenKind::Word) => words,
        Some(TokenKind::Mark) if !entries.is_empty() => words | DIGITS,
        Some(TokenKind::Mark) if !is_sign() => 0,
        _ => ANYTHING,
    }
}

/// `100 měsíčních uživatelů` reads as a hundred months, and may be a hundred monthly users: the rhythm is said.
fn note_adjective(tokens: &Tokens<'_>, found: &Found, reading: &mut Reading) {
    for entry in (found.from..found.to).flat_map(|at| tokens.entries(at)) {
        if let Meaning::Frequency(_, unit) = entry.meaning {
            reading.units.push(unit);
        }
    }
}

/// Remembers what a word outside facts says about them.
fn note(tokens: &Tokens<'_>, at: usize, reading: &mut Reading) {
    if tokens.entries(at).is_empty() {
        return;
    }
    if tokens.means(at, Meaning::Idiom) {
        let digits = tokens.text(at).split(|c: char| !c.is_ascii_digit());
        reading.idiom_numbers.extend(digits.filter_map(|digits| digits.parse::<u32>().ok()));
    }
    for entry in tokens.entries(at) {
        match entry.meaning {
            Meaning::Fiscal => reading.says_fiscal = true,
            Meaning::Zone(_) => reading.says_zone = true,
            Meaning::Several => reading.says_several = true,
            Meaning::Stamp => reading.is_stamp = true,
            Meaning::Per | Meaning::Every => reading.says_per |= !entry.is_weak,
            Meaning::Currency(_) => reading.says_currency = true,
            Meaning::RangeOpen | Meaning::RangeTo | Meaning::RangeClose | Meaning::NumberJoiner => {
                reading.ranges.push(tokens.span(at, at + 1));
            }
            Meaning::Unit(Unit::Time(unit)) => reading.units.push(unit),
            Meaning::YearMark => reading.units.push(TimeUnit::Year),
            Meaning::MonthMark => reading.units.push(TimeUnit::Month),
            _ => {}
        }
    }
    note_inner_units(tokens, at, reading);
}

/// A phrase of several words may name a unit among them (pl `w roku`), an idiom a number.
fn note_inner_units(tokens: &Tokens<'_>, at: usize, reading: &mut Reading) {
    for word in tokens.text(at).split_whitespace().skip(1) {
        for entry in tokens.lexicon.words_at(word).flatten().filter(|entry| entry.word.len() == word.len()) {
            match entry.meaning {
                Meaning::Unit(Unit::Time(unit)) => reading.units.push(unit),
                // "A power of two" may be told as one of 2.
                Meaning::Number(n) if n > Decimal::ONE && tokens.means(at, Meaning::Idiom) => {
                    reading.idiom_numbers.extend(u32::try_from(n).ok());
                }
                _ => {}
            }
        }
    }
}

/// `1.` or `1)` at the head of a text numbers it; it states nothing.
fn weaken_list_marker(tokens: &Tokens<'_>, found: &mut [Found]) {
    let Some(first) = found.first_mut().filter(|first| first.from == 0 && first.to == 1) else { return };
    let is_marker = tokens.is_one_of(1, &['.', ')', '．', '、', ':']) && !tokens.is_spaced(1) && tokens.list.len() > 2;
    first.fact.is_weak |= is_marker;
}
