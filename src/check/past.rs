//! Deadlines and offers that a translation announces and that are over.

use jiff::civil::Date as Day;

use crate::align::facts::Verdict;
use crate::facts::{Fact, Value};
use crate::lexicon::Relation;
use crate::rules::Trouble;

use super::compare;
use super::emit::Draft;
use super::family::{Ensemble, spot};
use super::files::{Side, Which};
use super::sisters;

/// The id of the rule that reports them.
pub(super) const RULE: &str = "past-deadline";

/// What `member` announces until a day that lies before `today`.
pub(super) fn drafts<'a>(ensemble: &'a Ensemble<'a>, member: usize, today: Day) -> Vec<Draft<'a>> {
    let mut drafts = Vec::new();
    for comparison in ensemble.comparisons(member) {
        let english = |target: usize| {
            let answers = |verdict: &Verdict| match verdict {
                Verdict::Agrees { source, target: fact, .. } if *fact == target => Some(*source),
                _ => None,
            };
            let english = &ensemble.members[ensemble.english_of(member)?];
            let source = comparison.verdicts.iter().find_map(answers)?;
            spot(english, &comparison.source, Some(source), compare::english_side(english))
        };
        let over = over(ensemble, member, &comparison.target, today);
        drafts.extend(over.into_iter().map(|(fact, draft)| Draft { source: english(fact), ..draft }));
    }
    if let Some(rival) = sisters::rival(ensemble, member).filter(|_| drafts.is_empty()) {
        let sides = rival.sides.into_iter();
        drafts.extend(sides.flat_map(|(own, _)| over(ensemble, member, own, today)).map(|(_, draft)| draft));
    }
    drafts
}

/// The facts of a side that are over, by their index in its reading.
fn over<'a>(ensemble: &'a Ensemble<'a>, member: usize, side: &'a Side, today: Day) -> Vec<(usize, Draft<'a>)> {
    let is_over = |fact: &Fact| last_day(fact).is_some_and(|last| last < today);
    let facts = side.reading.facts.iter().enumerate().filter(|(_, fact)| is_over(fact));
    let draft = |(index, _)| {
        let target = spot(&ensemble.members[member], side, Some(index), Which::Target)?;
        Some((index, Draft { trouble: Trouble::Past(today), source: None, target, place: None, suggestion: None }))
    };
    facts.filter_map(draft).collect()
}

/// The last day of what a fact announces, if it announces an end.
fn last_day(fact: &Fact) -> Option<Day> {
    match (&fact.value, fact.relation.map(|(relation, _)| relation)) {
        (Value::DateRange(_, Some(end)), _) => end.last_day(),
        // The three are one on a date: languages do not keep them apart.
        (Value::Date(end), Some(Relation::Until | Relation::By | Relation::Before)) => end.last_day(),
        _ => None,
    }
}
