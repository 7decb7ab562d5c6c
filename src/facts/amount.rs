//! Amounts: digits with their separators, number words and multipliers. Every kind that counts is built on them.

use rust_decimal::Decimal;

use crate::lexicon::{Meaning, Traits};
use crate::text::digit_value;

use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Damage};

/// A number as written.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    /// Other readings of the same digits.
    pub(super) also: Vec<(Decimal, Convention)>,
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    pub(super) has_digits: bool,
    /// An article, a pronoun, an idiom: may match, is never demanded.
    pub(super) is_weak: bool,
    pub(super) damage: Option<Damage>,
    /// Whether a multiplier (million, 万, K) was part of it.
    pub(super) is_scaled: bool,
}

/// The amount that begins at token `at`.
pub(super) fn amount(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    let (start, sign) = sign(tokens, at);
    let is_negative = sign == Sign::Minus;
    let mut amount = numeral(tokens, start).or_else(|| if is_negative { None } else { words(tokens, start) })?;
    scale(tokens, &mut amount);
    in_parentheses(tokens, &mut amount);
    amount.from = at;
    if is_negative {
        amount.value = -amount.value;
        amount.also.iter_mut().for_each(|(value, _)| *value = -*value);
    }
    if sign == Sign::Open || is_behind_word(tokens, at) {
        let is_english = matches!(amount.also.first(), Some((n, Convention::English)) if *n == amount.value);
        amount.also.push((-amount.value, if is_english { Convention::English } else { Convention::Own }));
    }
    Some(amount)
}

/// `one (1) month`, `0 (zero)`: the same number once more, in digits or in a word.
fn in_parentheses(tokens: &Tokens<'_>, amount: &mut Amount) {
    let word = number_word(tokens, amount.to + 1).filter(|_| amount.has_digits && tokens.is_mark(amount.to, '('));
    if matches!(word, Some((NumberWord::Number(n), _)) if n == amount.value) && tokens.is_mark(amount.to + 2, ')') {
        amount.to += 3;
        return;
    }
    let is_enclosed = tokens.is_mark(amount.to, '(') && tokens.is_mark(amount.to + 2, ')');
    let again = tokens.digits(amount.to + 1).map(|(value, _)| Decimal::from(value));
    if is_enclosed && !amount.has_digits && again == Some(amount.value) {
        amount.to += 3;
        amount.has_digits = true;
        amount.is_weak = false;
    }
}

/// What stands before digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Minus,
    /// A dash that may be a minus or something else.
    Open,
}

/// A minus that touches the word before it (`cena-41,34`) may be a minus or a hyphen: the digits are read without it.
fn is_behind_word(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 1
        && tokens.is_digits(at)
        && !tokens.is_spaced(at)
        && tokens.is_one_of(at - 1, &MINUSES)
        && !tokens.is_spaced(at - 1)
        && tokens.kind(at - 2) == Some(TokenKind::Word)
}

const MINUSES: [char; 3] = ['-', '\u{2212}', '–'];

/// Marks behind which a dash that touches digits is a minus, with no space between.
const MINUS_FOLLOWS: [char; 15] = ['(', '[', '{', '/', '*', '=', '"', '“', '«', '「', '『', '（', '，', '、', '：'];

/// Where the digits begin, and the sign before them. A hyphen between two words or digits is none; at the head of a text
/// a dash may be the mark of a list.
fn sign(tokens: &Tokens<'_>, at: usize) -> (usize, Sign) {
    if tokens.means(at, Meaning::Negative) && tokens.is_digits(at + 1) {
        return (at + 1, Sign::Minus);
    }
    let is_minus = tokens.is_one_of(at, &MINUSES) && tokens.is_digits(at + 1) && !tokens.is_spaced(at + 1);
    // `+/-5%`: more or less.
    let is_either = at > 1 && tokens.is_mark(at - 1, '/') && tokens.is_mark(at - 2, '+');
    if !is_minus || is_either {
        return (at, Sign::None);
    }
    if at == 0 {
        return (at + 1, Sign::Open);
    }
    // Scripts without spaces set none behind a comma either: `，-1`.
    let is_behind_comma = tokens.lexicon.traits.is_unspaced && tokens.is_one_of(at - 1, &[',', ':', ';']);
    let is_free = tokens.is_spaced(at) || tokens.is_one_of(at - 1, &MINUS_FOLLOWS) || is_behind_comma;
    // Scripts without spaces set the minus directly behind a word: 为-74.51.
    let is_unspaced = tokens.lexicon.traits.is_unspaced
        && tokens.kind(at - 1) == Some(TokenKind::Word)
        && !tokens.text(at - 1).is_ascii();
    match (is_free, is_unspaced) {
        (true, _) => (at + 1, Sign::Minus),
        (_, true) => (at + 1, Sign::Open),
        _ => (at, Sign::None),
    }
}

/// Digits with separators.
fn numeral(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    if !tokens.is_digits(at) {
        return None;
    }
    let (groups, marks) = groups(tokens, at);
    // The longest run of groups that is a number by some convention; what follows is read on its own.
    for count in (1..=groups.len()).rev() {
        let readings = readings(&groups[..count], &marks[..count - 1], &tokens.lexicon.traits);
        let Some(&(value, _)) = readings.first() else { continue };
        let tokens_used = count + marks[..count - 1].iter().filter(|mark| **mark != ' ').count();
        let amount = Amount {
            value,
            also: readings[1..].to_vec(),
            from: at,
            to: at + tokens_used,
            has_digits: true,
            is_weak: false,
            damage: None,
            is_scaled: false,
        };
        return Some(with_english_first(amount, readings[0].1));
    }
    None
}

/// Marks an amount whose only reading is the English one.
fn with_english_first(mut amount: Amount, convention: Convention) -> Amount {
    if convention == Convention::English {
        amount.also.insert(0, (amount.value, Convention::English));
    }
    amount
}

/// The digit groups from `at` and the marks between them; `' '` where only white space stands between.
fn groups(tokens: &Tokens<'_>, at: usize) -> (Vec<String>, Vec<char>) {
    let digits =
        |at: usize| tokens.text(at).chars().filter_map(digit_value).map(|d| char::from(b'0' + d)).collect::<String>();
    let mut groups = vec![digits(at)];
    let mut marks = Vec::new();
    let mut next = at + 1;
    while groups.len() < 12 {
        if tokens.is_digits(next) && tokens.is_spaced(next) {
            let is_group = tokens.lexicon.traits.grouping.contains(&' ')
                && digits(next).len() == 3
                && groups[0].len() <= 3
                && marks.iter().all(|mark| *mark == ' ');
            if !is_group || groups.last().is_some_and(|last| groups.len() > 1 && last.len() != 3) {
                break;
            }
            marks.push(' ');
            groups.push(digits(next));
            next += 1;
            continue;
        }
        let mark = tokens.text(next).chars().next().filter(|mark| matches!(mark, '.' | ',' | '\'' | '٫' | '٬' | '·'));
        let is_tight = !tokens.is_spaced(next) && tokens.is_digits(next + 1) && !tokens.is_spaced(next + 1);
        let (Some(mark), true, Some(TokenKind::Mark)) = (mark, is_tight, tokens.kind(next)) else { break };
        marks.push(mark);
        groups.push(digits(next + 1));
        next += 2;
    }
    (groups, marks)
}

/// What digits with separators can mean: by the locale's convention first, then by the English one.
fn readings(groups: &[String], marks: &[char], traits: &Traits) -> Vec<(Decimal, Convention)> {
    let mut readings: Vec<(Decimal, Convention)> = Vec::new();
    let mut push = |value: Option<Decimal>, convention| {
        let Some(value) = value else { return };
        if readings.iter().all(|(known, _)| *known != value) {
            readings.push((value, convention));
        }
    };
    if marks.is_empty() {
        push(parse(&groups.concat()), Convention::Own);
        return readings;
    }
    let own_grouping =
        |mark: char| traits.grouping.contains(&mark) || (mark == '\'' && traits.grouping.contains(&'\''));
    let own_decimal = |mark: char| traits.decimal.contains(&mark);
    push(grouped(groups, marks, own_grouping), Convention::Own);
    push(fractional(groups, marks, own_grouping, own_decimal), Convention::Own);
    // A dot before three digits groups them for whoever writes decimals with a comma, whatever the locale's own mark.
    push(grouped(groups, marks, |mark| mark == '.' && own_decimal(',')), Convention::Own);
    push(grouped(groups, marks, |mark| mark == ','), Convention::English);
    push(fractional(groups, marks, |mark| mark == ',', |mark| mark == '.'), Convention::English);
    readings
}

/// `1,234,567`, and the Indian `12,34,567`.
fn grouped(groups: &[String], marks: &[char], is_grouping: impl Fn(char) -> bool) -> Option<Decimal> {
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let all_alike = marks.iter().all(|mark| *mark == marks[0] && is_grouping(*mark));
    let sizes =
        last.len() == 3 && middle.iter().all(|group| group.len() == middle[0].len() && matches!(group.len(), 2 | 3));
    let head = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if all_alike && sizes && head { parse(&groups.concat()) } else { None }
}

fn fractional(
    groups: &[String],
    marks: &[char],
    is_grouping: impl Fn(char) -> bool,
    is_decimal: impl Fn(char) -> bool,
) -> Option<Decimal> {
    let (&mark, before) = marks.split_last()?;
    let (decimals, whole) = groups.split_last()?;
    if !is_decimal(mark) {
        return None;
    }
    let whole =
        if before.is_empty() { whole.concat() } else { grouped(whole, before, is_grouping).map(|n| n.to_string())? };
    parse(&format!("{whole}.{decimals}"))
}

/// At most 28 digits; longer ones are no numbers but strings of digits.
fn parse(text: &str) -> Option<Decimal> {
    if text.len() > 28 { None } else { text.parse::<Decimal>().ok().map(|n| n.normalize()) }
}

/// Multipliers behind digits or words: `300K`, `1.5 million`, `30万`, `1億2000万`.
fn scale(tokens: &Tokens<'_>, amount: &mut Amount) {
    while let Some((factor, to)) = scale_at(tokens, amount.to, amount.has_digits) {
        let Some(value) = amount.value.checked_mul(factor) else { return };
        amount.value = value.normalize();
        amount
            .also
            .retain_mut(|(other, _)| other.checked_mul(factor).map(|product| *other = product.normalize()).is_some());
        amount.to = to;
        amount.is_scaled = true;
        amount.is_weak = false;
        add_lower(tokens, amount, factor);
    }
}

fn scale_at(tokens: &Tokens<'_>, at: usize, has_digits: bool) -> Option<(Decimal, usize)> {
    let factor = tokens.find(at, |entry| match entry.meaning {
        Meaning::Scale(factor) if !entry.is_weak || has_digits => Some(factor),
        _ => None,
    })?;
    Some((factor, at + 1))
}

/// The lower part behind a multiplier where digits and multipliers alternate: `1億2000万`.
fn add_lower(tokens: &Tokens<'_>, amount: &mut Amount, factor: Decimal) {
    if !tokens.lexicon.traits.is_unspaced || tokens.is_spaced(amount.to) || !amount.has_digits {
        return;
    }
    let Some(mut lower) = numeral(tokens, amount.to) else { return };
    if let Some((scale, to)) = scale_at(tokens, lower.to, true) {
        let Some(value) = lower.value.checked_mul(scale) else { return };
        (lower.value, lower.to) = (value, to);
    }
    if lower.value < factor {
        amount.value += lower.value;
        amount.also.clear();
        amount.to = lower.to;
    }
}

/// Number words, composed: `three hundred and sixty-five`, `三百六十五`.
fn words(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    let mut sum = Composer::default();
    let mut next = at;
    let mut is_weak = false;
    while let Some((word, entry_is_weak)) = number_word(tokens, next) {
        if !sum.add(word, tokens.lexicon.traits.is_unspaced) {
            break;
        }
        is_weak |= entry_is_weak;
        next += 1;
        if tokens.is_head(next - 1) {
            // Nothing is composed with the head of a longer word.
            return Some(Amount { is_weak: true, ..plain_words(sum.value(), at, next) });
        }
        next = joined(tokens, next, &sum);
    }
    if next == at {
        return None;
    }
    if let Some(amount) = broken(tokens, at, next) {
        return Some(amount);
    }
    if let Some((value, to)) = decimal(tokens, sum.value(), next) {
        return Some(plain_words(value, at, to));
    }
    let value = sum.value();
    // One and zero are pronouns and idioms too often to be demanded in words.
    let is_weak = (is_weak && next == at + 1) || sum.has_no_digit_word || value <= Decimal::ONE;
    Some(Amount { is_weak, ..plain_words(value, at, next) })
}

/// `one point five`, `одна целая пять десятых`: what stands behind the whole number, as digit words or as tenths.
fn decimal(tokens: &Tokens<'_>, whole: Decimal, at: usize) -> Option<(Decimal, usize)> {
    if !tokens.means(at, Meaning::DecimalPoint) || !whole.is_integer() {
        return None;
    }
    let mut digits = String::new();
    let mut to = at + 1;
    while let Some((NumberWord::Number(n), _)) = number_word(tokens, to).filter(|_| digits.len() < 6) {
        digits.push_str(&n.to_string());
        to += 1;
    }
    // 一点五十分 is a time of day.
    if digits.is_empty() || tokens.means(to, Meaning::MinuteMark) {
        return None;
    }
    let is_part = |n: u32| tokens.means(to, Meaning::Ordinal(n)) || tokens.means(to, Meaning::Fraction(1, n));
    to += usize::from([10, 100, 1_000].into_iter().any(is_part));
    Some((parse(&format!("{whole}.{digits}"))?, to))
}

fn plain_words(value: Decimal, from: usize, to: usize) -> Amount {
    Amount { value, also: Vec::new(), from, to, has_digits: false, is_weak: false, damage: None, is_scaled: false }
}

#[derive(Clone, Copy)]
enum NumberWord {
    Number(Decimal),
    Scale(Decimal),
}

fn number_word(tokens: &Tokens<'_>, at: usize) -> Option<(NumberWord, bool)> {
    tokens.find(at, |entry| match entry.meaning {
        Meaning::Number(n) => Some((NumberWord::Number(n), entry.is_weak)),
        Meaning::Scale(n) if !entry.is_glued => Some((NumberWord::Scale(n), entry.is_weak)),
        Meaning::Both => Some((NumberWord::Number(Decimal::TWO), true)),
        _ => None,
    })
}

/// Past a joiner (`and`, a hyphen) where a number word that can be added stands behind it.
fn joined(tokens: &Tokens<'_>, next: usize, sum: &Composer) -> usize {
    let is_hyphen = tokens.is_mark(next, '-') && !tokens.is_spaced(next) && !tokens.is_spaced(next + 1);
    if !is_hyphen && !tokens.means(next, Meaning::NumberJoiner) {
        return next;
    }
    match number_word(tokens, next + 1) {
        Some((NumberWord::Number(n), _)) if sum.takes(n) => next + 1,
        _ => next,
    }
}

/// Number words added up from left to right.
#[derive(Default)]
struct Composer {
    total: Decimal,
    current: Option<Decimal>,
    /// The last word was a single digit of a positional row: 二〇二〇.
    is_positional: bool,
    words: usize,
    /// Only multipliers so far: "thousands", "hundred" alone.
    has_no_digit_word: bool,
}

impl Composer {
    fn takes(&self, n: Decimal) -> bool {
        let Some(current) = self.current else { return true };
        let hundred = Decimal::ONE_HUNDRED;
        let under_hundred = current % hundred;
        (under_hundred.is_zero() && !current.is_zero() && n < hundred)
            || (under_hundred >= Decimal::from(20)
                && (under_hundred % Decimal::TEN).is_zero()
                && n < Decimal::TEN
                && n > Decimal::ZERO)
    }

    fn add(&mut self, word: NumberWord, is_unspaced: bool) -> bool {
        let ok = match word {
            NumberWord::Number(n) => self.add_number(n, is_unspaced),
            NumberWord::Scale(factor) => self.add_scale(factor),
        };
        self.words += usize::from(ok);
        ok
    }

    fn add_number(&mut self, n: Decimal, is_unspaced: bool) -> bool {
        let is_digit = n < Decimal::TEN && n.is_integer();
        if is_unspaced
            && is_digit
            && self.total.is_zero()
            && let Some(current) =
                self.current.filter(|current| self.words > 0 && (self.is_positional || *current < Decimal::TEN))
        {
            let Some(shifted) = current.checked_mul(Decimal::TEN) else { return false };
            self.current = Some(shifted + n);
            self.is_positional = true;
            return true;
        }
        if !self.takes(n) {
            return false;
        }
        self.current = Some(self.current.unwrap_or_default() + n);
        self.has_no_digit_word = false;
        true
    }

    fn add_scale(&mut self, factor: Decimal) -> bool {
        if self.words == 0 {
            self.has_no_digit_word = true;
        }
        let current = self.current.take().unwrap_or(Decimal::ONE);
        if factor < Decimal::ONE_THOUSAND {
            // A hundred multiplies what stands directly before it and stays open for what follows.
            let (upper, unit) = if current >= Decimal::ONE_HUNDRED {
                (current - current % Decimal::ONE_HUNDRED, current % Decimal::ONE_HUNDRED)
            } else {
                (Decimal::ZERO, current)
            };
            let Some(product) = unit.max(Decimal::ONE).checked_mul(factor) else { return false };
            self.current = Some(upper + product);
            return true;
        }
        let base = if self.words > 0 && current == Decimal::ONE && !self.total.is_zero() {
            std::mem::take(&mut self.total)
        } else {
            current
        };
        let Some(product) = base.checked_mul(factor) else { return false };
        self.total += product;
        true
    }

    fn value(&self) -> Decimal {
        (self.total + self.current.unwrap_or_default()).normalize()
    }
}

/// A number word broken by a space (`vijf tien`): two words that cannot be added, but together are one.
fn broken(tokens: &Tokens<'_>, at: usize, next: usize) -> Option<Amount> {
    if next != at + 1
        || tokens.lexicon.traits.is_unspaced
        || !tokens.is_spaced(next)
        || tokens.kind(next) != Some(TokenKind::Word)
    {
        return None;
    }
    number_word(tokens, next)?;
    let whole = format!("{}{}", tokens.text(at), tokens.text(next));
    let entries = tokens.lexicon.words_at(&whole).find(|entries| entries[0].word.len() == whole.len())?;
    let value = entries.iter().find_map(|entry| match entry.meaning {
        Meaning::Number(n) => Some(n),
        _ => None,
    })?;
    let damage = Some(Damage::BrokenWord);
    Some(Amount {
        value,
        also: Vec::new(),
        from: at,
        to: next + 1,
        has_digits: false,
        is_weak: false,
        damage,
        is_scaled: false,
    })
}
