//! When two relations or bounds agree, by FACTS' table.

use crate::facts::{Fact, Kind, Reading};
use crate::lexicon::{Bound, Lexicon, Relation};
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
    relation.or_else(|| bounds(source, target, readings.1, lexicon))
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

fn on_moments(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let s = way(source.relation?.0)?;
    let t = way(target.relation?.0)?;
    // Said beside the fact without touching it ("before the end of ..."), it may belong to it all the same.
    let is_said = says(target_reading, target, |relation| way(relation) == Some(s));
    match (s, t) {
        (Way::Ends, Way::Begins) | (Way::Begins, Way::Ends) => (!is_said).then_some(Fault::Flipped),
        (Way::Ends, Way::At) => {
            let has_bound = limits(target_reading, target, |bound| {
                matches!(bound, Bound::AtMost | Bound::Within | Bound::OrEarlier)
            });
            (!is_said && !has_bound && lexicon.is_complete("relation")).then_some(Fault::Lost)
        }
        _ => None,
    }
}

/// Bytes of text within which a word may belong to a fact that it does not touch.
const NEAR: u32 = 40;

fn is_near(span: Span, fact: &Fact) -> bool {
    let phrase = fact.phrase();
    span.start + NEAR >= phrase.start && span.end <= phrase.end + NEAR
}

/// Whether such a relation is said near the fact.
fn says(reading: &Reading, fact: &Fact, is_such: impl Fn(Relation) -> bool) -> bool {
    reading.relations.iter().any(|(relation, span)| is_such(*relation) && is_near(*span, fact))
}

/// Whether such a bound is said near the fact.
fn limits(reading: &Reading, fact: &Fact, is_such: impl Fn(Bound) -> bool) -> bool {
    reading.bounds.iter().any(|(bound, span)| is_such(*bound) && is_near(*span, fact))
}

fn on_lengths(source: &Fact, target: &Fact) -> Option<Fault> {
    let is_past = |relation: Relation| matches!(relation, Relation::Before | Relation::Past);
    let is_future = |relation: Relation| matches!(relation, Relation::After | Relation::Next);
    let s = source.relation?.0;
    let t = target.relation?.0;
    (is_past(s) && is_future(t) || is_future(s) && is_past(t)).then_some(Fault::Flipped)
}

/// "Trailing" left out, the period kept.
fn weakened(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let is_past = |relation: &Relation| matches!(relation, Relation::Past | Relation::Before | Relation::Since);
    let is_lost = source.relation?.0 == Relation::Past && target.relation.is_none() && !source.is_weak;
    let is_said = says(target_reading, target, |relation| is_past(&relation));
    (is_lost && !is_said && lexicon.is_complete("relation")).then_some(Fault::Weakened)
}

fn is_upper(bound: Bound) -> bool {
    matches!(bound, Bound::Within | Bound::AtMost | Bound::FewerThan | Bound::OrEarlier)
}

fn is_lower(bound: Bound) -> bool {
    matches!(bound, Bound::AtLeast | Bound::MoreThan | Bound::OrLater)
}

fn bounds(source: &Fact, target: &Fact, target_reading: &Reading, lexicon: &Lexicon) -> Option<Fault> {
    let s = source.bound.map(|(bound, _)| bound);
    let t = target.bound.map(|(bound, _)| bound);
    let after = |fact: &Fact| {
        fact.kind() == Kind::Duration && fact.relation.is_some_and(|(relation, _)| relation == Relation::After)
    };
    match (s, t) {
        (Some(s), Some(t)) if is_upper(s) && is_lower(t) || is_lower(s) && is_upper(t) => Some(Fault::Flipped),
        // "within 30 days" told as "after 30 days"; "during the 30 days after" is within them.
        (Some(Bound::Within), None) if after(target) && !after(source) => {
            let is_inside = says(target_reading, target, |relation| relation == Relation::During);
            (!is_inside).then_some(Fault::Flipped)
        }
        // One, first and the like are weak, and so is what limits them.
        (Some(_), None) if source.is_weak => None,
        (Some(s), None) if is_lower(s) => {
            let is_said = limits(target_reading, target, is_lower)
                || says(target_reading, target, |relation| way(relation) == Some(Way::Begins));
            (!is_said && lexicon.is_complete("bound")).then_some(Fault::Lost)
        }
        (Some(Bound::AtMost), None) => {
            let is_said = limits(target_reading, target, is_upper)
                || says(target_reading, target, |relation| way(relation) == Some(Way::Ends));
            (!is_said && lexicon.is_complete("bound")).then_some(Fault::Lost)
        }
        (Some(Bound::Approximately), None) => {
            let is_said = limits(target_reading, target, |bound| bound == Bound::Approximately);
            (!is_said && lexicon.is_complete("bound")).then_some(Fault::Weakened)
        }
        _ => None,
    }
}
