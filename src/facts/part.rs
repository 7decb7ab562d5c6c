//! A part of what was read, as if no more stood in the text.

use std::ops::Range;

use super::{Fact, Reading, Said};
use crate::text::Span;

impl Reading {
    /// Some of its facts as they are, without what is said beside them.
    pub(crate) fn facts_alone(&self, facts: Range<usize>) -> Self {
        Self {
            facts: self.facts.get(facts).unwrap_or_default().to_vec(),
            units: self.units.clone(),
            said: Vec::new(),
            ranges: Vec::new(),
            idiom_numbers: self.idiom_numbers.clone(),
            ..*self
        }
    }

    /// Some of its facts and what is said beside them in `place`, with offsets into that part of the text.
    pub(crate) fn part(&self, facts: Range<usize>, place: Span) -> Self {
        let offset = |at: u32| (at.clamp(place.start, place.end) - place.start) as usize;
        let moved = |span: Span| Span::new(offset(span.start), offset(span.end));
        let is_here = |span: &Span| place.contains(*span);
        Self {
            facts: self.facts.get(facts).unwrap_or_default().iter().map(|fact| fact.moved(moved)).collect(),
            units: self.units.clone(),
            said: within(&self.said, place, moved),
            ranges: self.ranges.iter().filter(|span| is_here(span)).map(|&span| moved(span)).collect(),
            idiom_numbers: self.idiom_numbers.clone(),
            ..*self
        }
    }
}

/// Those of `said`, which is in the order of the text, that stand in `place`.
fn within(said: &[Said], place: Span, moved: impl Fn(Span) -> Span) -> Vec<Said> {
    let from = said.partition_point(|said| said.span.start < place.start);
    let here = said[from..].iter().take_while(|said| said.span.start < place.end);
    let moved = |said: &Said| Said { span: moved(said.span), owner: said.owner.map(&moved), ..*said };
    here.filter(|said| place.contains(said.span)).map(moved).collect()
}

impl Fact {
    fn moved(&self, moved: impl Fn(Span) -> Span) -> Self {
        Self {
            value: self.value.clone(),
            also: self.also.clone(),
            span: moved(self.span),
            relation: self.relation.map(|(relation, span)| (relation, moved(span))),
            bound: self.bound.map(|(bound, span)| (bound, moved(span))),
            label: self.label.map(&moved),
            damage: self.damage.map(|(damage, span)| (damage, moved(span))),
            is_weak: self.is_weak,
            has_digits: self.has_digits,
        }
    }
}
