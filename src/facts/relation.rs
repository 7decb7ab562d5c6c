//! Relations and bounds: found beside the facts they belong to.

use crate::lexicon::{Bound, Entry, Meaning, Place, Relation, Side};
use crate::text::Span;

use super::read::{Found, Reading};
use super::tokens::{TokenKind, Tokens};
use super::value::Kind;

/// How many tokens may stand between a word and its fact.
const NEAR: usize = 3;

/// And how many where nothing between them is known.
const REACH: usize = 4;

/// How many numbers a list has at most that a length ends.
const LONGEST_LIST: usize = 16;

/// Attaches each relation and bound word of the text to the fact whose phrase it stands in, if any.
pub(super) fn attach(tokens: &Tokens<'_>, found: &mut [Found], reading: &mut Reading) {
    // The first fact that ends behind the token.
    let mut next = 0;
    for at in 0..tokens.list.len() {
        while found.get(next).is_some_and(|found| found.to <= at) {
            next += 1;
        }
        let is_inside = found.get(next).is_some_and(|found| found.from <= at);
        let is_word = |entry: &&Entry| matches!(entry.meaning, Meaning::Relation(_) | Meaning::Bound(_));
        if is_inside || !tokens.entries(at).iter().any(is_word) {
            continue;
        }
        for entry in tokens.entries(at) {
            let word = match entry.meaning {
                Meaning::Relation(relation) => Word::Relation(relation),
                Meaning::Bound(bound) => Word::Bound(bound),
                _ => continue,
            };
            // A word of several meanings may say it, which is no fact's until it is certain.
            let owner = if entry.is_weak { None } else { attach_word(tokens, (found, next), at, entry, word) };
            reading.said.push(Said {
                word,
                span: tokens.span(at, at + 1),
                side: entry.side,
                place: entry.place,
                is_pale: tokens.means(at, Meaning::Relation(Relation::On)),
                owner: owner.map(|index| found[index].fact.span),
            });
        }
    }
}

/// What a relation or bound word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Before, after, until.
    Relation(Relation),
    /// At least, up to.
    Bound(Bound),
}

/// A relation or bound word of a text, attached to a fact or not.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// What it says.
    pub word: Word,
    /// Where it stands.
    pub span: Span,
    /// On which side of its phrase it stands.
    pub side: Side,
    /// What it goes with.
    pub place: Place,
    /// Whether it may be a plain "on" or "in" as well: it says something only beside a fact.
    pub is_pale: bool,
    /// The words of the fact whose phrase it stands in.
    pub owner: Option<Span>,
}

/// The fact of `found`, of which those from `next` on end behind the word, that takes it, if any.
fn attach_word(
    tokens: &Tokens<'_>,
    (found, next): (&mut [Found], usize),
    at: usize,
    entry: &Entry,
    word: Word,
) -> Option<usize> {
    // Behind its fact first: in "10 days before June 3" the word belongs to the days.
    let is_behind = |&index: &usize| {
        let to = found[index].to;
        is_near(tokens, to, at) || ends_phrase(tokens, to, at, entry)
    };
    let behind = (0..next).rev().take_while(|&index| at - found[index].to <= REACH).find(is_behind);
    let is_before = |&index: &usize| {
        let from = found[index].from;
        from > at && (is_near(tokens, at + 1, from) || is_across_verb(tokens, entry, at + 1, from))
    };
    let before = (next..found.len())
        .take_while(|&index| found[index].from <= at + 1 + REACH)
        .find(is_before)
        .filter(|_| entry.side != Side::Trailing)
        .map(|index| counted_last(tokens, found, index, entry));
    let behind = behind.filter(|_| entry.side != Side::Leading);
    let candidates = [behind.map(|index| (index, true)), before.map(|index| (index, false))];
    for (index, is_behind) in candidates.into_iter().flatten() {
        let is_tight = if is_behind { !tokens.is_spaced(at) } else { !tokens.is_spaced(found[index].from) };
        let kind = found[index].fact.kind();
        let goes_with = goes_with(entry.place, kind) || !is_behind && is_before_a_length(tokens, at, entry, kind);
        // `kell 9.00 kuni 17.00`: between two times it is "to".
        let is_joint = is_behind
            && kind == Kind::Time
            && tokens.means(at, Meaning::RangeTo)
            && found.get(index + 1).is_some_and(|next| next.from == at + 1);
        if !goes_with || is_joint || (entry.is_attached && !is_tight) {
            continue;
        }
        if set(&mut found[index], tokens.span(at, at + 1), word, is_behind) {
            return Some(index);
        }
    }
    None
}

/// `最多保留 50 个`: in scripts without spaces a verb may stand between a leading bound and its amount.
fn is_across_verb(tokens: &Tokens<'_>, entry: &Entry, from: usize, to: usize) -> bool {
    let is_unknown = |at: usize| tokens.kind(at) == Some(TokenKind::Word) && tokens.entries(at).is_empty();
    let is_leading = matches!(entry.meaning, Meaning::Bound(_)) && entry.side == Side::Leading;
    is_leading && tokens.lexicon.traits.is_unspaced && to > from && to - from <= REACH && (from..to).all(is_unknown)
}

/// "The past 3, 6 or 12 months": a word of lengths before a list of bare numbers goes with the length that ends it.
fn counted_last(tokens: &Tokens<'_>, found: &[Found], first: usize, entry: &Entry) -> usize {
    let is_joined = |pair: &[Found]| {
        let is_between = |at: usize| {
            tokens.is_one_of(at, &[',', '、', '，', '/']) || tokens.means(at, Meaning::Filler) || is_short(tokens, at)
        };
        pair[0].fact.kind() == Kind::Number
            && pair[1].from - pair[0].to <= 2
            && (pair[0].to..pair[1].from).all(is_between)
    };
    let joined = found[first..].windows(2).take(LONGEST_LIST).take_while(|pair| is_joined(pair)).count();
    let is_length = found[first + joined].fact.kind() == Kind::Duration;
    if is_length && entry.place.duration && !entry.place.amount { first + joined } else { first }
}

/// Whether token `at` is a short word, as those are that join the last of a list: `or`, `и`, `または`.
fn is_short(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Some(TokenKind::Word) && tokens.text(at).chars().count() <= 5
}

/// "Suspend before 30 days": the plain word that leads a date can lead a length as well. A longer one compares ("no earlier
/// than one year after"), and one that can be a bound is the bound (`до 24 часов`).
fn is_before_a_length(tokens: &Tokens<'_>, at: usize, entry: &Entry, kind: Kind) -> bool {
    kind == Kind::Duration
        && entry.side == Side::Leading
        && entry.place.date
        && entry.meaning == Meaning::Relation(Relation::Before)
        && !entry.word.contains(' ')
        && !tokens.entries(at).iter().any(|entry| matches!(entry.meaning, Meaning::Bound(_)))
}

/// "A ten user minimum": the bound at `at` stands behind what is counted, as a noun. Before a word that it goes with
/// ("10 user minimum requirements") or another amount it says nothing of this one.
fn ends_phrase(tokens: &Tokens<'_>, from: usize, at: usize, entry: &Entry) -> bool {
    let is_noun = |at: usize| {
        let is_small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() >= 4;
        let word = tokens.cooked.get(tokens.span(at, at + 1).range());
        tokens.kind(at) == Some(TokenKind::Word) && tokens.entries(at).is_empty() && word.is_some_and(is_small)
    };
    let is_limit =
        matches!(entry.meaning, Meaning::Bound(Bound::AtLeast | Bound::AtMost)) && entry.side == Side::Trailing;
    let is_free = tokens.list.get(at + 1).is_none_or(|_| !is_noun(at + 1) && !tokens.is_digits(at + 1));
    is_limit && at == from + 1 && is_noun(from) && tokens.is_spaced(from) && is_free
}

fn set(found: &mut Found, span: Span, word: Word, is_behind: bool) -> bool {
    let fact = &mut found.fact;
    match word {
        // "On" is the article of a date in many languages: it never stands against a real relation. "During" says less than
        // the past or next that stands with it ("during the past 30 days").
        Word::Relation(relation) if is_pale(relation) && fact.relation.is_some() => return false,
        // The first word before a fact is the outer one ("by the end of ..."); the nearer one wins.
        Word::Relation(relation) if fact.relation.is_none_or(|(known, _)| is_pale(known)) || !is_behind => {
            fact.relation = Some((relation, span));
        }
        Word::Bound(bound) if fact.bound.is_none() || !is_behind => fact.bound = Some((bound, span)),
        _ => return false,
    }
    true
}

fn is_pale(relation: Relation) -> bool {
    matches!(relation, Relation::On | Relation::During)
}

/// Whether a word of this place goes with a fact of this kind.
fn goes_with(place: Place, kind: Kind) -> bool {
    match kind {
        Kind::Date | Kind::Weekday | Kind::DateRange | Kind::Period => place.date,
        Kind::Duration => place.duration,
        Kind::Time => place.time,
        Kind::Frequency | Kind::Identifier => false,
        // Whatever else is counted or measured.
        _ => place.amount,
    }
}

/// Whether only what means nothing stands between token `from` and token `to`: fillers, other relation and
/// bound words, opening quotes and parentheses.
fn is_near(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to - from <= NEAR
        && (from..to).all(|at| {
            let is_passed = |entry: &&'static Entry| {
                matches!(entry.meaning, Meaning::Filler | Meaning::Relation(_) | Meaning::Bound(_) | Meaning::RangeOpen)
            };
            let is_quote = tokens.kind(at) == Some(TokenKind::Mark)
                && tokens.is_one_of(at, &['"', '“', '”', '«', '»', '(', '（', '「']);
            tokens.entries(at).iter().any(is_passed) || is_quote
        })
}
