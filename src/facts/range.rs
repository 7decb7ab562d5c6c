//! Ranges of dates: `between July 1 and December 31, 2020`, `Feb 16 - Aug 15 2021`, `1–31 août`.

use crate::lexicon::{Meaning, Side};

use super::date::{self, DateRead};
use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Date, Fact, Value};

/// Marks between the ends of a range.
const DASHES: [char; 6] = ['-', '–', '—', '~', '～', '〜'];

/// A range of two dates. A date with "until" alone is a date with a relation.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let (mut from, joint) = start(tokens, here.at)?;
    let is_opened = is_opened(tokens, here.at);
    // `Windows 10 until October 14`: a bare number begins a range only where a dash or "from" says so.
    let joint = past_closing(tokens, joint);
    if is_year_of_range(tokens, from.date, joint) {
        return behind_year(here, from, joint);
    }
    let is_bare = from.date.month.is_none() && from.date.year.is_none();
    let is_dash = tokens.kind(joint) == Some(TokenKind::Mark) && tokens.entries(joint).is_empty();
    let is_from = tokens.entries(joint).iter().any(|entry| entry.meaning == Meaning::RangeTo && entry.is_attached);
    if is_bare && !is_opened && !is_dash && !is_from && !tokens.is_one_of(joint, &DASHES) {
        return None;
    }
    // `tammikuu|sta 2020 maaliskuu|hun`: "from" was said before the year.
    let is_joined = || from.case_ending.is_some_and(|at| tokens.means(at, Meaning::RangeTo));
    let end_at = past_joint(tokens, joint, true).or_else(|| is_joined().then_some(joint))?;
    let mut end = end(tokens, end_at, from.date)?;
    let close = close(tokens, end.to);
    if tokens.means(joint, Meaning::NumberJoiner) && !is_opened && close.is_none() {
        return None;
    }
    // `2 — October 2020` is a number and a date.
    if is_bare && end.date.day.is_none() {
        return None;
    }
    share(&mut from.date, &mut end.date);
    // Both ends must be dates of the same kind of precision, or the second is something else.
    if from.date.month.is_none() && from.date.year.is_none() || end.date.parts() == 0 {
        return None;
    }
    let mut fact = Fact::new(Value::DateRange(Some(from.date), Some(end.date)), tokens.span(here.at, end.to));
    fact.has_digits = from.has_digits || end.has_digits;
    fact.damage = from.damage.or(end.damage).map(|damage| (damage, fact.span));
    for (start, convention) in &from.also {
        let matching = end.also.iter().find(|(_, other)| other == convention).map_or(end.date, |(date, _)| *date);
        fact.also.push((Value::DateRange(Some(*start), Some(matching)), *convention));
    }
    if from.also.is_empty() {
        fact.also.extend(
            end.also.iter().map(|(end, convention)| (Value::DateRange(Some(from.date), Some(*end)), *convention)),
        );
    }
    Some(Found { fact, from: here.at, to: close.unwrap_or(end.to) })
}

/// The first end, and the token behind it.
fn start(tokens: &Tokens<'_>, at: usize) -> Option<(DateRead, usize)> {
    if let Some(read) = date::read(tokens, at) {
        // A year alone opens no range: `2020 - June 3` is a heading with a dash.
        let is_open = read.date.month.is_some() || read.date.day.is_some() || read.date.year.is_some();
        let to = read.to;
        return is_open.then_some((read, to));
    }
    bare_day(tokens, at)
}

/// `1–31 août`, `1. - 31. August`: a day that takes its month from the other end.
fn bare_day(tokens: &Tokens<'_>, at: usize) -> Option<(DateRead, usize)> {
    let (value, count) = tokens.digits(at)?;
    let day = u8::try_from(value).ok().filter(|day| (1..=31).contains(day) && count <= 2)?;
    if date::is_counted(tokens, at + 1) {
        return None;
    }
    let mut to = at + 1;
    let is_closed = |at: usize| {
        !tokens.is_spaced(at)
            && (tokens.is_mark(at, '.')
                || tokens
                    .entries(at)
                    .iter()
                    .any(|entry| matches!(entry.meaning, Meaning::OrdinalMark | Meaning::DayMark)))
    };
    to += usize::from(is_closed(to));
    let date = Date { day: Some(day), ..Date::default() };
    Some((DateRead::in_digits(date, to), to))
}

/// Past what closes the first end before a dash: the dot of a day or a month, the mark of a year, an ending in
/// parentheses (`15.12.2019 г. – 15.01.2020 г.`, `1(a) – 31(a)`).
fn past_closing(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut next = at + date::inflection(tokens, at);
    next += usize::from(tokens.means(next, Meaning::YearMark));
    next += usize::from(tokens.is_mark(next, '.') && !tokens.is_spaced(next));
    let is_joint = tokens.is_one_of(next, &DASHES) || tokens.means(next, Meaning::NumberJoiner);
    if is_joint { next } else { at }
}

/// Where "between" stands behind its dates (`artean`, 之间), the token behind it.
fn close(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut next = at + date::inflection(tokens, at);
    next += usize::from(tokens.is_mark(next, '.') && !tokens.is_spaced(next));
    next += usize::from(tokens.means(next, Meaning::Filler) && !tokens.means(next, Meaning::RangeClose));
    tokens.means(next, Meaning::RangeClose).then_some(next + 1)
}

/// `2020. gada 1.–31. augusts`: a year with its mark, and a range of days of that year behind it.
fn is_year_of_range(tokens: &Tokens<'_>, date: Date, at: usize) -> bool {
    let is_year = date.year.is_some() && date.month.is_none() && date.day.is_none();
    is_year && at > 0 && tokens.means(at - 1, Meaning::YearMark) && tokens.is_digits(at)
}

fn behind_year(here: &At<'_, '_>, year: DateRead, at: usize) -> Option<Found> {
    let mut found = recognize(&At { at, amount: None, ..*here })?;
    let Value::DateRange(Some(from), Some(to)) = &mut found.fact.value else { return None };
    if from.year.is_some() || to.year.is_some() || from.month > to.month {
        return None;
    }
    (from.year, to.year) = (year.date.year, year.date.year);
    found.fact.span = here.tokens.span(here.at, found.to);
    found.from = here.at;
    Some(found)
}

/// Whether "from" or "between" stands before the range.
fn is_opened(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).is_some_and(|at| tokens.means(at, Meaning::RangeOpen));
    let filler = |n: usize| at.checked_sub(n).is_some_and(|at| tokens.means(at, Meaning::Filler));
    before(1) || (filler(1) && before(2)) || (filler(1) && filler(2) && before(3))
}

/// Past the word or dash between the ends. "And" joins two dates to a range only where something opened it.
fn past_joint(tokens: &Tokens<'_>, at: usize, is_opened: bool) -> Option<usize> {
    let is_dash = tokens.is_one_of(at, &DASHES);
    let is_word = tokens.means(at, Meaning::RangeTo);
    let is_and = is_opened && tokens.means(at, Meaning::NumberJoiner);
    if !(is_dash || is_word || is_and) {
        return None;
    }
    let mut next = at + 1;
    for _ in 0..3 {
        let is_passed = tokens.means(next, Meaning::Filler) || tokens.means(next, Meaning::RangeTo);
        next += usize::from(is_passed);
    }
    Some(next)
}

/// The other end: a date, or a day in the month of the first (`June 1–30`).
fn end(tokens: &Tokens<'_>, at: usize, from: Date) -> Option<DateRead> {
    if let Some(read) = month_and_day(tokens, at, from) {
        return Some(read);
    }
    if let Some(read) = date::read(tokens, at) {
        return (read.date.parts() > 0).then_some(read);
    }
    let (mut read, to) = bare_day(tokens, at)?;
    if from.day.is_none() || from.month.is_none() {
        return None;
    }
    let comma = usize::from(tokens.is_mark(to, ','));
    let is_mark = |at: usize| {
        tokens.entries(at).iter().any(|entry| entry.meaning == Meaning::YearMark && entry.side == Side::Trailing)
    };
    if let Some((year, after)) = date::year_at(tokens, to + comma) {
        read.date.year = Some(year);
        read.to = after + usize::from(is_mark(after));
    }
    Some(read)
}

/// `2020-07-01–12-31`: month and day behind a whole date in numbers that begins with its year.
fn month_and_day(tokens: &Tokens<'_>, at: usize, from: Date) -> Option<DateRead> {
    let is_behind_day =
        at >= 6 && tokens.is_mark(at - 3, '-') && tokens.is_mark(at - 5, '-') && tokens.is_digits(at - 6);
    let ((month, 2), (day, 2)) = (tokens.digits(at)?, tokens.digits(at + 2)?) else { return None };
    let is_tight = (at - 1..at + 3).all(|at| !tokens.is_spaced(at));
    if !is_behind_day || !is_tight || !tokens.is_mark(at + 1, '-') || tokens.is_mark(at + 3, '-') {
        return None;
    }
    let date = Date { year: from.year, month: u8::try_from(month).ok(), day: u8::try_from(day).ok(), weekday: None };
    date.is_possible().then(|| DateRead::in_digits(date, at + 3))
}

/// A month or year stated once belongs to both ends where the sentence gives it to both.
fn share(from: &mut Date, end: &mut Date) {
    if end.month.is_none() && end.day.is_some() {
        end.month = from.month;
    }
    if from.month.is_none() && from.day.is_some() {
        from.month = end.month;
    }
    let runs_over = matches!((from.month, end.month), (Some(a), Some(b)) if a > b);
    if from.year.is_none() && from.month.is_some() {
        from.year = end.year.map(|year| year - i16::from(runs_over));
    }
    if end.year.is_none() && end.month.is_some() {
        end.year = from.year.map(|year| year + i16::from(runs_over));
    }
}
