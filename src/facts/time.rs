//! Clock times: `6 PM PST`, `18:00`, `12:01am UTC`, 午後 6 時, `kl. 18.00`, noon.

use crate::lexicon::{Entry, Meaning, Side};

use super::read::{At, Found};
use super::tokens::{TokenKind, Tokens};
use super::value::{Convention, Fact, Time, UNKNOWN_ZONE, Value};

/// A clock time.
pub(super) fn recognize(here: &At<'_, '_>) -> Option<Found> {
    named(here).or_else(|| clock(here))
}

/// Noon and midnight.
fn named(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let hour = if tokens.means(here.at, Meaning::Noon) {
        12
    } else if tokens.means(here.at, Meaning::Midnight) {
        0
    } else {
        return None;
    };
    let (zone, to) = zone(tokens, here.at + 1);
    Some(found(tokens, here.at, to, Time { hour, minute: 0, second: None, zone, is_certain: true }, false))
}

fn found(tokens: &Tokens<'_>, from: usize, to: usize, time: Time, has_digits: bool) -> Found {
    let mut fact = Fact::new(Value::Time(time), tokens.span(from, to));
    fact.has_digits = has_digits;
    Found { fact, from, to }
}

/// What made digits a time.
#[derive(Default)]
struct Evidence {
    /// `Some(true)`: afternoon.
    half: Option<bool>,
    has_clock_word: bool,
    has_minutes: bool,
}

fn clock(here: &At<'_, '_>) -> Option<Found> {
    let tokens = here.tokens;
    let mut seen = Evidence::default();
    let mut at = here.at;
    // 午後 6 時, kl. 18: words before the digits.
    while let Some(next) = before(tokens, at, &mut seen) {
        at = next;
    }
    let (hour, count) = tokens.digits(at)?;
    if count > 2 || hour > 24 {
        return None;
    }
    let (minute, second, to) = minutes(tokens, at + 1, &mut seen);
    let (to, minute) = after(tokens, to, minute, &mut seen);
    if seen.half.is_none() && !seen.has_clock_word && !seen.has_minutes {
        return None;
    }
    let hour = on_24_hours(hour as u8, seen.half)?;
    let (zone, to) = zone(tokens, to);
    let zone = leading_zone(tokens, here.at).or(zone);
    let to = past_gloss(tokens, to, (hour, minute));
    let is_certain = seen.half.is_some() || !(1..=12).contains(&hour) || seen.has_clock_word;
    Some(found(tokens, here.at, to, Time { hour, minute, second, zone, is_certain }, true))
}

/// `00:00 (midnight)`: the same time once more, by its name.
fn past_gloss(tokens: &Tokens<'_>, at: usize, time: (u8, u8)) -> usize {
    let name = match time {
        (0 | 24, 0) => Meaning::Midnight,
        (12, 0) => Meaning::Noon,
        _ => return at,
    };
    let is_gloss = tokens.is_mark(at, '(') && tokens.means(at + 1, name) && tokens.is_mark(at + 2, ')');
    if is_gloss { at + 3 } else { at }
}

/// `18.00`: hours and minutes where the language writes a point between them. The digits keep their first reading; as a
/// time they may match, and are one where a half of the day follows.
pub(super) fn read_dotted(tokens: &Tokens<'_>, found: &mut [Found]) {
    if !tokens.lexicon.traits.has_dotted_times {
        return;
    }
    for found in found.iter_mut().filter(|found| found.to == found.from + 3 && tokens.is_mark(found.from + 1, '.')) {
        let (Some((hour, _)), Some((minute, 2))) = (tokens.digits(found.from), tokens.digits(found.from + 2)) else {
            continue;
        };
        let half = half(tokens, found.to);
        let Some(hour) = u8::try_from(hour).ok().and_then(|hour| on_24_hours(hour, half)).filter(|_| minute < 60)
        else {
            continue;
        };
        let is_certain = half.is_some() || !(1..=12).contains(&hour);
        let time = Value::Time(Time { hour, minute: minute as u8, second: None, zone: None, is_certain });
        found.fact.also.push((time, Convention::Own));
        if half.is_some() {
            found.to += 1;
            found.fact.span = tokens.span(found.from, found.to);
            if let Some((time, _)) = found.fact.also.pop() {
                (found.fact.value, found.fact.also) = (time, Vec::new());
            }
        }
    }
}

/// One word before the digits: a half of the day or a clock word.
fn before(tokens: &Tokens<'_>, at: usize, seen: &mut Evidence) -> Option<usize> {
    // Before the digits only where the script puts it there (午後 6 時), or minutes follow (`PM 6:00`): German `am 6.`
    // is no morning.
    let has_minutes = tokens.is_mark(at + 2, ':') && tokens.is_digits(at + 3) && !tokens.is_spaced(at + 3);
    let is_certain = !tokens.text(at).is_ascii() || tokens.text(at).len() > 3 || has_minutes;
    let half = half(tokens, at).filter(|_| seen.half.is_none() && is_certain);
    if half.is_some() {
        seen.half = half;
        return (tokens.is_digits(at + 1) || is_clock(tokens, at + 1, Side::Leading)).then_some(at + 1);
    }
    if is_clock(tokens, at, Side::Leading)
        && !seen.has_clock_word
        && (tokens.is_digits(at + 1) || half_or_filler(tokens, at + 1))
    {
        seen.has_clock_word = true;
        return Some(at + 1);
    }
    None
}

fn half_or_filler(tokens: &Tokens<'_>, at: usize) -> bool {
    half(tokens, at).is_some() && tokens.is_digits(at + 1)
}

fn half(tokens: &Tokens<'_>, at: usize) -> Option<bool> {
    match (tokens.means(at, Meaning::Am), tokens.means(at, Meaning::Pm)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Whether token `at` is a clock word that may stand on `side` of the digits.
fn is_clock(tokens: &Tokens<'_>, at: usize, side: Side) -> bool {
    tokens
        .entries(at)
        .iter()
        .any(|entry| entry.meaning == Meaning::Clock && (entry.side == side || entry.side == Side::Either))
}

/// `:30`, `:30:15`, `.30` behind a clock word, `h30`, 時30分.
fn minutes(tokens: &Tokens<'_>, at: usize, seen: &mut Evidence) -> (u8, Option<u8>, usize) {
    let sixty = |at: usize| {
        tokens.digits(at).filter(|(n, count)| *count == 2 && *n < 60 && !tokens.is_spaced(at)).map(|(n, _)| n as u8)
    };
    let is_colon = tokens.is_one_of(at, &[':', '∶']) && !tokens.is_spaced(at);
    let trails = |at: usize| is_clock(tokens, at, Side::Trailing) || half(tokens, at).is_some();
    let is_dot = tokens.is_mark(at, '.') && !tokens.is_spaced(at) && (seen.has_clock_word || trails(at + 2));
    if let Some(minute) = sixty(at + 1).filter(|_| is_colon || is_dot) {
        seen.has_minutes = true;
        let second = sixty(at + 3).filter(|_| tokens.is_mark(at + 2, ':') && !tokens.is_spaced(at + 2));
        return (minute, second, at + 2 + if second.is_some() { 2 } else { 0 });
    }
    (0, None, at)
}

/// Words behind the digits: a clock word (with minutes behind it: `18 h 30`), a half of the day.
fn after(tokens: &Tokens<'_>, at: usize, minute: u8, seen: &mut Evidence) -> (usize, u8) {
    let mut to = at;
    let mut minute = minute;
    if is_clock(tokens, to, Side::Trailing) {
        let minutes = tokens.digits(to + 1).filter(|(n, count)| *n < 60 && *count <= 2 && !seen.has_minutes);
        let has_mark = tokens.means(to + 2, Meaning::MinuteMark);
        let is_tight = !tokens.is_spaced(to) && !tokens.is_spaced(to + 1);
        // A unit of time that is a clock word too (`h`) makes a length unless minutes follow or a clock word led.
        // `11h PST`: what has a zone is a time of the day.
        let (is_glued, has_zone) = (!tokens.is_spaced(to), zone_at(tokens, to + 1).is_some());
        let is_unit = tokens.entries(to).iter().any(|entry| matches!(entry.meaning, Meaning::Unit(_)));
        if let Some((n, _)) = minutes.filter(|(_, count)| has_mark || (*count == 2 && (is_tight || is_unit))) {
            minute = n as u8;
            seen.has_minutes = true;
            to += 2 + usize::from(has_mark);
        } else if !is_unit || seen.has_clock_word || seen.has_minutes || (is_glued && has_zone) {
            seen.has_clock_word = true;
            to += 1;
        }
    }
    if seen.half.is_none()
        && let Some(is_pm) = half(tokens, to)
    {
        seen.half = Some(is_pm);
        to += 1;
    }
    (to, minute)
}

fn on_24_hours(hour: u8, half: Option<bool>) -> Option<u8> {
    match (hour, half) {
        (12, Some(false)) => Some(0),
        (1..=11, Some(true)) => Some(hour + 12),
        (24, _) => Some(0),
        (0..=23, _) => Some(hour),
        _ => None,
    }
}

/// A time zone behind the time, in parentheses or not.
fn zone(tokens: &Tokens<'_>, at: usize) -> (Option<&'static str>, usize) {
    let mut next = at;
    let is_open = tokens.is_one_of(next, &['(', '（']);
    next += usize::from(is_open);
    for _ in 0..2 {
        next += usize::from(tokens.means(next, Meaning::Filler));
    }
    // 11:00 czasu PST: the word for time, which many languages set before the zone.
    let is_word = tokens.kind(next) == Some(TokenKind::Word) && tokens.entries(next).is_empty();
    next += usize::from(is_word && zone_at(tokens, next + 1).is_some());
    let zone = zone_at(tokens, next);
    if zone.is_none() {
        return (unknown_zone(tokens, next), at);
    }
    next += 1;
    // `Pacific Standard Time (PST)`: the abbreviation says it again.
    let again = tokens.is_mark(next, '(')
        && tokens.is_mark(next + 2, ')')
        && tokens.entries(next + 1).iter().any(|entry| matches!(entry.meaning, Meaning::Zone(_)));
    next += if again { 3 } else { 0 };
    next += usize::from(is_open && tokens.is_one_of(next, &[')', '）']));
    (zone, next)
}

/// A zone before the time: 太平洋標準時の午後 6 時.
fn leading_zone(tokens: &Tokens<'_>, at: usize) -> Option<&'static str> {
    let filler = usize::from(at > 0 && tokens.means(at - 1, Meaning::Filler));
    zone_at(tokens, at.checked_sub(1 + filler)?)
}

fn zone_at(tokens: &Tokens<'_>, at: usize) -> Option<&'static str> {
    tokens.find(at, |entry| match entry.meaning {
        Meaning::Zone(zone) => Some(zone),
        _ => None,
    })
}

/// A word that the lexicon does not know, behind the time, may be a zone by another name.
fn unknown_zone(tokens: &Tokens<'_>, at: usize) -> Option<&'static str> {
    let passes = |entry: &&'static Entry| {
        entry.side != Side::Trailing && {
            matches!(
                entry.meaning,
                Meaning::Filler | Meaning::Clock | Meaning::Unit(_) | Meaning::Relation(_) | Meaning::Bound(_)
            )
        }
    };
    let is_passed = |at: usize| tokens.entries(at).iter().any(passes) || tokens.is_one_of(at, &['(', '（']);
    let next = (at..at + 3).find(|&at| !is_passed(at)).unwrap_or(at + 3);
    let is_word = tokens.kind(next) == Some(TokenKind::Word) && tokens.entries(next).is_empty();
    is_word.then_some(UNKNOWN_ZONE)
}
