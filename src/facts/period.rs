//! Fiscal and calendar periods: `FY21 Q2`, `H2 FY20`, `Geschäftsjahr 2021`, `Q1 2020`, the second quarter of 2020.

use crate::lexicon::{Meaning, TimeUnit, Unit};

use super::date::year_at;
use super::duration::unit_at;
use super::read::{At, Found};
use super::tokens::Tokens;
use super::value::{Fact, Part, Period, Value};

#[derive(Default)]
struct Builder {
    year: Option<i16>,
    part: Option<Part>,
    is_fiscal: bool,
    is_calendar: bool,
    has_digits: bool,
    is_word_part: bool,
}

/// A period: two or more of year, fiscal or calendar, quarter or half; or a quarter by its sign (`Q2`).
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let mut builder = Builder::default();
    let mut next = here.at;
    let mut to = here.at;
    while let Some(after) = part(tokens, next, &mut builder) {
        to = after;
        next = past_glue(tokens, after);
    }
    let Builder { year, part, is_fiscal, is_calendar, has_digits, is_word_part } = builder;
    let is_period = part.is_some() || (year.is_some() && (is_fiscal || is_calendar));
    if !is_period {
        return None;
    }
    let mut fact = Fact::new(Value::Period(Period { is_fiscal, year, part }), tokens.span(here.at, to));
    fact.has_digits = has_digits;
    // A quarter in words and without a year is as often a quarter of an hour, or of something else.
    fact.is_weak = is_word_part && year.is_none() && !is_fiscal;
    Some(Found { fact, from: here.at, to })
}

fn past_glue(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut next = at;
    // `second quarter (Q2) of the fiscal year 2021`.
    let is_part = |at: usize| {
        tokens.entries(at).iter().any(|entry| matches!(entry.meaning, Meaning::Quarter(_) | Meaning::Half(_)))
    };
    if tokens.is_mark(next, '(') && is_part(next + 1) && tokens.is_mark(next + 2, ')') {
        next += 3;
    }
    next += usize::from(
        tokens.is_one_of(next, &['-', ',', '/', '\''])
            && !(tokens.is_mark(next, ',') && tokens.is_digits(next + 1) && !tokens.is_spaced(next + 1)),
    );
    for _ in 0..3 {
        next += usize::from(tokens.means(next, Meaning::Filler));
    }
    next
}

fn part(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    fiscal(tokens, at, builder)
        .or_else(|| named_part(tokens, at, builder))
        .or_else(|| counted_part(tokens, at, builder))
        .or_else(|| year(tokens, at, builder))
}

/// `FY21`, `FY 2021`, `fiscal year 21`, `CY20`; the word alone where the year stands elsewhere in the phrase.
fn fiscal(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    let is_fiscal = tokens.means(at, Meaning::Fiscal);
    let is_calendar = tokens.means(at, Meaning::Calendar);
    if !(is_fiscal || is_calendar) || builder.is_fiscal || builder.is_calendar {
        return None;
    }
    builder.is_fiscal = is_fiscal;
    builder.is_calendar = is_calendar;
    let digits_at = at + 1 + usize::from(tokens.is_one_of(at + 1, &['\'']));
    let short = tokens.digits(digits_at).filter(|(_, count)| *count == 2 && builder.year.is_none());
    let Some((value, _)) = short else { return Some(at + 1) };
    builder.year = Some(2_000 + value as i16);
    builder.has_digits = true;
    Some(digits_at + 1)
}

fn named_part(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.part.is_some() {
        return None;
    }
    let part = tokens.find(at, |entry| match entry.meaning {
        Meaning::Quarter(n) => Some(Part::Quarter(n)),
        Meaning::Half(n) => Some(Part::Half(n)),
        _ => None,
    });
    let part = part.or_else(|| damaged_part(tokens, at, builder))?;
    builder.part = Some(part);
    builder.has_digits |= tokens.text(at).contains(|c: char| c.is_ascii_digit());
    builder.is_word_part = tokens.text(at).chars().count() > 3;
    Some(at + 1)
}

/// `Q22` beside a fiscal year: a quarter that no year has, but a quarter all the same.
fn damaged_part(tokens: &Tokens<'_>, at: usize, builder: &Builder) -> Option<Part> {
    let text = tokens.text(at);
    let digits = text.find(|c: char| c.is_ascii_digit()).filter(|at| *at == 1)?;
    let is_beside_year = builder.year.is_some() || tokens.means(at + 1, Meaning::Fiscal);
    let n = text[digits..].parse::<u8>().ok().filter(|_| is_beside_year)?;
    let sign = format!("{}1", &text[..digits]);
    let means = |lexicon: &'static crate::lexicon::Lexicon, meaning: Meaning| {
        lexicon
            .words_at(&sign)
            .any(|entries| entries[0].word.len() == sign.len() && entries.iter().any(|entry| entry.meaning == meaning))
    };
    let known = |meaning| means(tokens.lexicon, meaning) || means(crate::lexicon::english(), meaning);
    if known(Meaning::Quarter(1)) {
        return Some(Part::Quarter(n));
    }
    known(Meaning::Half(1)).then_some(Part::Half(n))
}

/// `2. Quartal`, second quarter, 第 2 四半期.
fn counted_part(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.part.is_some() {
        return None;
    }
    let (n, next) = position(tokens, at)?;
    let (unit, to) = unit_at(tokens, next)?;
    let part = match (unit, n) {
        (TimeUnit::Quarter, 1..=4) => Part::Quarter(n),
        (TimeUnit::HalfYear, 1..=2) => Part::Half(n),
        _ => return None,
    };
    builder.part = Some(part);
    builder.is_word_part = true;
    builder.has_digits |= (at..to).any(|at| tokens.is_digits(at));
    Some(to)
}

/// An ordinal, as a word or as digits with a mark or a dot.
fn position(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    if let Some(n) = tokens.find(at, |entry| match entry.meaning {
        Meaning::Ordinal(n) => Some(n),
        _ => None,
    }) {
        return Some((u8::try_from(n).ok()?, at + 1));
    }
    let is_prefix = tokens.means(at, Meaning::OrdinalMark);
    let at = at + usize::from(is_prefix);
    let (value, next) = match tokens.digits(at) {
        Some((value, _)) => (value, at + 1),
        None if is_prefix => {
            let words = super::amount::amount(tokens, at)?;
            (u32::try_from(words.value).ok()?, words.to)
        }
        None => return None,
    };
    let is_marked = !tokens.is_spaced(next) && (tokens.is_mark(next, '.') || tokens.means(next, Meaning::OrdinalMark));
    (is_marked || is_prefix).then(|| (u8::try_from(value).unwrap_or(0), next + usize::from(is_marked)))
}

fn year(tokens: &Tokens<'_>, at: usize, builder: &mut Builder) -> Option<usize> {
    if builder.year.is_some() {
        return None;
    }
    let (year, to) = year_at(tokens, at)?;
    builder.year = Some(year);
    builder.has_digits = true;
    let is_year_word =
        tokens.means(to, Meaning::YearMark) || tokens.means(to, Meaning::Unit(Unit::Time(TimeUnit::Year)));
    Some(to + usize::from(is_year_word))
}
