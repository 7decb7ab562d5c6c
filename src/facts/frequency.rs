//! How often: daily, per month, every three months, twice a year.

use rust_decimal::Decimal;

use crate::lexicon::{Entry, Meaning, Relation, Side, TimeUnit, Unit};
use crate::text::digit_value;

use super::amount;
use super::duration::unit_at;
use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Fact, Frequency, Value};

/// A frequency.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    adverb(here)
        .or_else(|| unit_and_times(here))
        .or_else(|| times_per(here))
        .or_else(|| every(here))
        .or_else(|| per(here))
        .or_else(|| postposed(here))
        .or_else(|| per_joined(here))
}

fn found(tokens: &Tokens<'_>, from: usize, to: usize, frequency: Frequency, is_weak: bool) -> Found {
    let mut fact = Fact::new(Value::Frequency(frequency), tokens.span(from, to));
    fact.is_weak = is_weak;
    fact.has_digits = (from..to).any(|at| tokens.is_digits(at));
    Found { fact, from, to }
}

fn once(every: Decimal, unit: TimeUnit) -> Frequency {
    Frequency { times: Decimal::ONE, every, unit }
}

/// Daily, annual, 毎月.
fn adverb(here: &At<'_, '_>) -> Option<Found> {
    let (n, unit, is_weak) = here.tokens.find(here.at, |entry| match entry.meaning {
        Meaning::Frequency(n, unit) => Some((n, unit, entry.is_weak)),
        _ => None,
    })?;
    // `évente kétszer`: the interval first, then how many times.
    let (times, to) = times_ahead(here.tokens, here.at + 1).unwrap_or((Decimal::ONE, here.at + 1));
    let frequency = Frequency { times, every: Decimal::from(n), unit };
    Some(found(here.tokens, here.at, to, frequency, is_weak && times == Decimal::ONE))
}

/// Twice, three times: behind the interval, in scripts without spaces past a word of what is done (`每年进行两次`).
fn times_ahead(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, usize)> {
    let is_unknown = |at: usize| tokens.kind(at) == Some(TokenKind::Word) && tokens.entries(at).is_empty();
    let most = if tokens.lexicon.traits.is_unspaced { 4 } else { 0 };
    let passed = (at..at + most).take_while(|&at| is_unknown(at)).count();
    times_behind(tokens, at).or_else(|| times_behind(tokens, at + passed))
}

/// Twice, three times: behind the interval.
fn times_behind(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, usize)> {
    let multiple = tokens.find(at, |entry| match entry.meaning {
        Meaning::Multiple(n) => Some(Decimal::from(n)),
        _ => None,
    });
    if let Some(n) = multiple {
        return Some((n, at + 1));
    }
    let amount = amount::amount(tokens, at).filter(|amount| tokens.means(amount.to, Meaning::Times))?;
    Some((amount.value, amount.to + 1))
}

/// 月に 1 回, 월 1회, 1년에 두 번: the unit first, then how many times.
fn unit_and_times(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let is_free = here.at == 0 || !(tokens.is_digits(here.at - 1) || tokens.means(here.at - 1, Meaning::Every));
    let mark = tokens.means(here.at, Meaning::MonthMark).then_some((TimeUnit::Month, here.at + 1));
    let first = unit_at(tokens, here.at).or(mark).map(|(unit, next)| (Decimal::ONE, unit, next));
    let (every, unit, next) = first.or_else(|| counted_with_ending(here)).filter(|_| is_free)?;
    let is_passed = tokens.means(next, Meaning::Filler) || tokens.means(next, Meaning::Relation(Relation::On));
    let (times, to) = times_behind(tokens, next + usize::from(is_passed))?;
    Some(found(tokens, here.at, to, Frequency { times, every, unit }, false))
}

/// `1년|에`: a length with the ending that says "in" directly behind it.
fn counted_with_ending(here: &At<'_, '_>) -> Option<(Decimal, TimeUnit, usize)> {
    let (tokens, amount) = (here.tokens, here.amount?);
    let (unit, next) = unit_at(tokens, amount.to)?;
    let is_ending = !tokens.is_spaced(next) && tokens.means(next, Meaning::Relation(Relation::On));
    is_ending.then_some((amount.value, unit, next))
}

/// Three times a year, twice per month.
fn times_per(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let (times, at) = match here.amount {
        Some(amount) if tokens.means(amount.to, Meaning::Times) => (amount.value, amount.to + 1),
        _ => {
            let n = tokens.find(here.at, |entry| match entry.meaning {
                Meaning::Multiple(n) => Some(n),
                _ => None,
            })?;
            (Decimal::from(n), here.at + 1)
        }
    };
    let (every, unit, to) = interval(tokens, at)?;
    Some(found(tokens, here.at, to, Frequency { times, every, unit }, false))
}

/// The interval behind `per`, `every` or an article: `a year`, `per month`, `every 3 months`; or an adverb.
fn interval(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, TimeUnit, usize)> {
    if let Some((n, unit)) = tokens.find(at, |entry| match entry.meaning {
        Meaning::Frequency(n, unit) => Some((n, unit)),
        _ => None,
    }) {
        return Some((Decimal::from(n), unit, at + 1));
    }
    let is_article =
        tokens.entries(at).iter().any(|entry| entry.is_weak && entry.meaning == Meaning::Number(Decimal::ONE));
    let leads =
        is_per(tokens, at) || tokens.means(at, Meaning::Every) || tokens.means(at, Meaning::Filler) || is_article;
    if leads {
        return counted(tokens, at + 1);
    }
    // `trzy razy w roku`, but not "three times in the year 2020".
    let (every, unit, to) = counted(tokens, at + 1).filter(|_| tokens.means(at, Meaning::Relation(Relation::On)))?;
    let is_whole = every == Decimal::ONE && !tokens.is_digits(to) && !tokens.is_digits(at + 1);
    is_whole.then_some((every, unit, to))
}

/// `3 months`, `month`, `second month`.
fn counted(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, TimeUnit, usize)> {
    let at = at + usize::from(tokens.means(at, Meaning::Filler));
    if let Some((unit, to)) = unit_at(tokens, at) {
        return Some((Decimal::ONE, unit, to));
    }
    let ordinal = tokens.find(at, |entry| match entry.meaning {
        Meaning::Ordinal(n) => Some(Decimal::from(n)),
        _ => None,
    });
    let (n, next) = match ordinal {
        Some(n) => (n, at + 1),
        None => amount::amount(tokens, at).map(|amount| (amount.value, past_ordinal(tokens, amount.to)))?,
    };
    let (unit, to) = unit_at(tokens, next)?;
    // `all 1s`: ones, not seconds.
    let is_plural = n == Decimal::ONE && !tokens.is_spaced(next) && tokens.text(next).len() == 1;
    (!is_plural).then_some((n, unit, to))
}

/// `hver 3. måned`, `var 3:e månad`: the mark that makes the digits an ordinal.
fn past_ordinal(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_dot = tokens.is_mark(at, '.') && tokens.is_spaced(at + 1);
    let is_mark = (is_dot || tokens.means(at, Meaning::OrdinalMark)) && !tokens.is_spaced(at);
    at + usize::from(is_mark)
}

/// 3 か月ごと, `3 kuukauden välein`: the word for every behind the interval.
fn postposed(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let (every, at) = here.amount.map_or((Decimal::ONE, here.at), |amount| (amount.value, amount.to));
    let (unit, to) = unit_at(tokens, at)?;
    let is_every = |entry: &&'static Entry| entry.meaning == Meaning::Every && entry.side == Side::Trailing;
    tokens.entries(to).iter().any(is_every).then(|| found(tokens, here.at, to + 1, once(every, unit), false))
}

/// Every month, every 3 months, 每 3 个月.
fn every(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let leads = |entry: &&'static Entry| entry.meaning == Meaning::Every && entry.side != Side::Trailing;
    if !tokens.entries(here.at).iter().any(leads) {
        return None;
    }
    let (every, unit, to) = every_nth(tokens, here.at + 1).or_else(|| counted(tokens, here.at + 1))?;
    Some(found(tokens, here.at, to, once(every, unit), false))
}

/// Every second day, `jeden zweiten Tag`: the words behind "every".
fn every_nth(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, TimeUnit, usize)> {
    let nth = tokens.find(at, |entry| match entry.meaning {
        Meaning::Ordinal(n) if n > 1 => Some(Decimal::from(n)),
        _ => None,
    })?;
    let (unit, to) = unit_at(tokens, at + 1)?;
    Some((nth, unit, to))
}

/// Per, said by a word that means nothing else (`por` is weak: for, by, through).
fn is_per(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.entries(at).iter().any(|entry| entry.meaning == Meaning::Per && !entry.is_weak)
}

/// Per month, /year. Behind an amount of the same phrase it is a rate all the same.
fn per(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if !is_per(tokens, here.at) {
        return None;
    }
    let is_sign = tokens.is_mark(here.at, '/');
    let at = here.at + 1;
    if is_sign && (tokens.is_digits(at) || here.at == 0) {
        return None;
    }
    let at = at + usize::from(tokens.means(at, Meaning::Filler));
    let unit = tokens.find(at, |entry| match entry.meaning {
        Meaning::Unit(Unit::Time(unit)) => Some(unit),
        _ => None,
    })?;
    // `GB/s` and `day/night` read alike: a slash needs an amount somewhere before it to make a rate.
    let is_amount = |at: usize| tokens.text(at).contains(|c| digit_value(c).is_some());
    let is_rate = !is_sign || (0..here.at).any(is_amount);
    is_rate.then(|| found(tokens, here.at, at + 1, once(Decimal::ONE, unit), is_sign))
}

/// `pro Benutzer und Monat`, `por usuario y mes`: the second of two things that an amount is stated for, said with one
/// "per", which may be a preposition of many meanings here. The fact is the words behind the joiner.
fn per_joined(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    if !tokens.means(here.at, Meaning::NumberJoiner) {
        return None;
    }
    let is_thing = |at: usize| tokens.kind(at) == Some(TokenKind::Word) && tokens.entries(at).is_empty();
    let things = (1..=2).take_while(|back| here.at.checked_sub(*back).is_some_and(is_thing)).count();
    let leads = |at: usize| tokens.means(at, Meaning::Per) && !tokens.is_mark(at, '/');
    if things == 0 || !here.at.checked_sub(things + 1).is_some_and(leads) {
        return None;
    }
    let (unit, to) = unit_at(tokens, here.at + 1)?;
    Some(found(tokens, here.at + 1, to, once(Decimal::ONE, unit), false))
}
