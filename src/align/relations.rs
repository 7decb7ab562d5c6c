//! When two relations or bounds agree, by FACTS' table.

use crate::facts::{Fact, Kind, Reading, Said, Word};
use crate::lexicon::{Bound, DateOrder, Lexicon, Relation, Side};
use crate::text::Span;

/// What is wrong between the relations and bounds of two facts of the same value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The translation says the contrary.
    Flipped,
    /// The translation leaves it out, and that changes what the reader must do.
    Lost,
    /// "Approximately" or "trailing" left out or added.
    Weakened,
}

/// The fault between the relations and bounds of `source` and `target`, facts of the same value.
pub(super) fn fault(source: &Fact, target: &Fact, readings: (&Reading, &Reading), lexicon: &Lexicon) -> Option<Fault> {
    let relation = match source.kind() {
        // Both ends of a range are told; its "from" and "until" say nothing more.
        Kind::Date | Kind::Period | Kind::Time | Kind::Weekday => on_moments(source, target, readings.1, lexicon),
        Kind::Duration => on_lengths(source, target).or_else(|| weakened(source, target, readings.1, lexicon)),
        _ => None,
    };
    relation
        .or_else(|| bounds(source, target, readings.1, lexicon))
        .or_else(|| window(source, target, readings.0, lexicon))
}

/// Which way a relation points on a date or time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Until, by, before, through.
    Ends,
    /// From, since, after.
    Begins,
    /// On, at, in.
    At,
}

fn way(relation: Relation) -> Option<Way> {
    match relation {
        Relation::Until | Relation::By | Relation::Before => Some(Way::Ends),
        Relation::From | Relation::Since | Relation::After => Some(Way::Begins),
        Relation::On => Some(Way::At),
        // A snapshot or a start: it agrees with both.
        Relation::AsOf | Relation::During | Relation::Past | Relation::Next => None,
    }
}

/// Which way a fact points: by its relation, else by "or later", "or earlier".
fn way_of(fact: &Fact) -> Option<Way> {
    let by_bound = |(bound, _)| match bound {
        Bound::OrLater => Some(Way::Begins),
        Bound::OrEarlier => Some(Way::Ends),
        _ => None,
    };
    let by_relation = fact.relation.and_then(|(relation, _)| way(relation));
    by_relation.filter(|way| *way != Way::At).or(fact.bound.and_then(by_bound)).or(by_relation)
}

fn on_moments(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let s = way_of(source)?;
    let t = way_of(target)?;
    match (s, t) {
        (Way::Ends, Way::Begins) | (Way::Begins, Way::Ends) => {
            // A verb that ends something ("verlängert") says nothing against a word that belongs to the date.
            let is_such = |said: &Said| said.side != Side::Either && relation_of(said).and_then(way) == Some(s);
            (!says(target_reading, target, is_such)).then_some(Fault::Flipped)
        }
        (Way::Ends, Way::At) => {
            // Said beside the fact without touching it ("before the end of ..."), it may belong to it all the same.
            let is_such = |said: &Said| {
                relation_of(said).and_then(way) == Some(s)
                    || matches!(said.word, Word::Bound(Bound::AtMost | Bound::Within | Bound::OrEarlier))
            };
            (!says(target_reading, target, is_such) && lexicon.is_complete("relation")).then_some(Fault::Lost)
        }
        _ => None,
    }
}

fn relation_of(said: &Said) -> Option<Relation> {
    match said.word {
        Word::Relation(relation) => Some(relation),
        Word::Bound(_) => None,
    }
}

fn bound_of(said: &Said) -> Option<Bound> {
    match said.word {
        Word::Bound(bound) => Some(bound),
        Word::Relation(_) => None,
    }
}

/// Bytes of text within which a word may belong to a fact that it does not touch.
const NEAR: u32 = 40;

/// Whether such a word is said where it may belong to the fact: in its phrase, or near it, on the side on which the word
/// stands. What belongs to another fact, or may be a plain "in", says nothing of this one.
fn says(reading: &Reading, fact: &Fact, is_such: impl Fn(&Said) -> bool) -> bool {
    reading.said.iter().filter(|said| is_such(said)).any(|said| match said.owner {
        Some(owner) if owner == fact.span => true,
        Some(_) => may_belong(said, fact, reading),
        None => !said.is_pale && may_belong(said, fact, reading),
    })
}

/// Whether the word stands near the fact and on its side of it, with nothing between but facts of its list: in "the past 3
/// months, 6 months or 12 months" the word belongs to the last as well.
fn may_belong(said: &Said, fact: &Fact, reading: &Reading) -> bool {
    let phrase = fact.phrase();
    let is_before = said.span.end <= fact.span.start;
    let is_near = said.span.start + NEAR >= phrase.start && said.span.end <= phrase.end + NEAR;
    let is_on_its_side = match said.side {
        Side::Leading => is_before,
        Side::Trailing => said.span.start >= fact.span.end,
        Side::Either => true,
    };
    // "24 giorni prima" counts from something; beside a date that word says nothing of the date.
    let is_moment = matches!(fact.kind(), Kind::Date | Kind::Period | Kind::Time | Kind::Weekday);
    let is_of_lengths = is_moment && relation_of(said).is_some() && !said.place.date && !said.place.time;
    let between = if is_before { said.span.end..fact.span.start } else { fact.span.end..said.span.start };
    let is_listed = |other: &Fact| {
        other.kind() == fact.kind() || other.kind() == Kind::Number && fact.kind() == Kind::Duration || other.is_weak
    };
    let mut others = reading.facts.iter().filter(|other| between.contains(&other.span.start));
    let is_of_list = said.owner.is_none() || between.len() <= LIST;
    is_near && is_on_its_side && is_of_list && !is_of_lengths && others.all(is_listed)
}

/// Bytes between a word that belongs to the first of a list and the last of it.
const LIST: usize = 30;

/// Bytes of text within which a bound may belong to a number that it leads: "the maximum number of copies that are kept is 8".
const FAR: u32 = 100;

/// Whether such a bound is said before the fact with no other fact between.
fn leads(reading: &Reading, fact: &Fact, is_such: impl Fn(Bound) -> bool) -> bool {
    let is_led = |span: Span| {
        let is_between = |other: &Fact| span.end <= other.span.start && other.span.end <= fact.span.start;
        span.end <= fact.span.start && span.end + FAR >= fact.span.start && !reading.facts.iter().any(is_between)
    };
    let is_free = |said: &&Said| said.owner.is_none() && !said.is_pale && said.side != Side::Trailing;
    reading.said.iter().filter(is_free).any(|said| bound_of(said).is_some_and(&is_such) && is_led(said.span))
}

fn on_lengths(source: &Fact, target: &Fact) -> Option<Fault> {
    let is_past = |relation: Relation| matches!(relation, Relation::Before | Relation::Past);
    let is_future = |relation: Relation| matches!(relation, Relation::After | Relation::Next);
    let s = source.relation?.0;
    let (t, word) = target.relation?;
    // "Before 5 days from the order" is less than 5 days after it.
    let is_limit = t == Relation::Before && word.end <= target.span.start && target.bound.is_none();
    let is_limited = source.bound.is_some_and(|(bound, _)| is_upper(bound));
    let is_contrary = is_past(s) && is_future(t) || is_future(s) && is_past(t);
    (is_contrary && !(is_limit && is_limited)).then_some(Fault::Flipped)
}

/// "Trailing" left out, the period kept.
fn weakened(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let is_past = |relation: &Relation| matches!(relation, Relation::Past | Relation::Before | Relation::Since);
    let is_lost = source.relation?.0 == Relation::Past && target.relation.is_none() && !source.is_weak;
    let is_said = says(target_reading, target, |said| relation_of(said).as_ref().is_some_and(is_past));
    (is_lost && !is_said && lexicon.is_complete("relation")).then_some(Fault::Weakened)
}

fn is_upper(bound: Bound) -> bool {
    matches!(bound, Bound::Within | Bound::AtMost | Bound::FewerThan | Bound::OrEarlier)
}

fn is_lower(bound: Bound) -> bool {
    matches!(bound, Bound::AtLeast | Bound::MoreThan | Bound::OrLater)
}

/// "You have 30 days to reply" told as a reply on the day behind them.
fn window(source: &Fact, target: &Fact, reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let is_bare = source.kind() == Kind::Duration && source.bound.is_none() && target.bound.is_none();
    let is_moment = matches!(source.relation, Some((Relation::After, word)) if word.end <= source.span.start);
    let leads = |said: &Said| (said.span.end..said.span.end + SPACE).contains(&source.span.start);
    let is_window = |said: &Said| said.owner.is_none() && bound_of(said) == Some(Bound::Within) && leads(said);
    let is_told = is_bare && !is_moment && is_at_the_end(target, lexicon) && reading.said.iter().any(is_window);
    is_told.then_some(Fault::Flipped)
}

/// Bytes between a verb and the length that it leads: a space, a short adverb.
const SPACE: u32 = 7;

/// Whether "after" makes of a length the moment at its end: `after 30 days`, `30 日後`. On the other side of it the word
/// names what the length begins with: `30 days after`, `購入後 30 日`.
fn is_at_the_end(fact: &Fact, lexicon: &Lexicon) -> bool {
    let Some((Relation::After, word)) = fact.relation else { return false };
    let is_postposed = lexicon.traits.is_unspaced && lexicon.traits.date_orders.first() == Some(&DateOrder::Ymd);
    match lexicon.traits.is_unspaced {
        true => is_postposed && word.start >= fact.span.end,
        false => word.end <= fact.span.start,
    }
}

fn bounds(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let s = source.bound.map(|(bound, _)| bound);
    let t = target.bound.map(|(bound, _)| bound);
    let is_after = |fact: &Fact| {
        fact.kind() == Kind::Duration && fact.relation.is_some_and(|(relation, _)| relation == Relation::After)
    };
    let is_limited = |is_such: fn(Bound) -> bool| {
        says(target_reading, target, |said| bound_of(said).is_some_and(is_such))
            || leads(target_reading, target, is_such)
    };
    let is_related = |is_such: &dyn Fn(Relation) -> bool| {
        says(target_reading, target, |said| relation_of(said).is_some_and(is_such))
    };
    match (s, t) {
        (Some(s), Some(t)) if is_upper(s) && is_lower(t) || is_lower(s) && is_upper(t) => Some(Fault::Flipped),
        // "Within 30 days" told as "after 30 days"; "during the 30 days after" is within them.
        (Some(Bound::Within), None) if is_after(target) => {
            let is_inside = is_related(&|relation| matches!(relation, Relation::During | Relation::On));
            let fault = if is_after(source) { Fault::Lost } else { Fault::Flipped };
            (!is_inside && !is_limited(is_upper)).then_some(fault)
        }
        // One, first and the like are weak, and so is what limits them, unless digits tell them as numbers.
        (Some(_), None) if source.is_weak && !target.has_digits => None,
        (Some(s), None) if is_lower(s) => {
            // "At least 4 hours after": its "after" says nothing of "at least".
            let is_open = s == Bound::MoreThan || !is_after(source);
            let begins = |relation| is_open && way(relation) == Some(Way::Begins);
            (!is_limited(is_lower) && !is_related(&begins) && lexicon.is_complete("bound")).then_some(Fault::Lost)
        }
        (Some(Bound::AtMost), None) => {
            let ends = |relation| matches!(relation, Relation::Until | Relation::By);
            (!is_limited(is_upper) && !is_related(&ends) && lexicon.is_complete("bound")).then_some(Fault::Lost)
        }
        (Some(Bound::Approximately), None) => {
            let is_said = is_limited(|bound| bound == Bound::Approximately);
            (!is_said && lexicon.is_complete("bound")).then_some(Fault::Weakened)
        }
        _ => None,
    }
}
