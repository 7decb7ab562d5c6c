//! Facts told in one piece on one side and in two on the other: ranges, periods, ranges of lengths.

use rust_decimal::Decimal;

use crate::align::agree::{self, Quality};
use crate::align::digits;
use crate::align::relations::Fault;
use crate::facts::{Convention, Date, Duration, Fact, Kind, Period, Value};
use crate::lexicon::{Relation, TimeUnit};
use crate::text::Span;

use super::{Note, Table, Verdict, best, is_ambiguous_date, is_date};

/// The two dates of a range have at most so many bytes between them.
const MOST_BETWEEN_ENDS: u32 = 14;

fn is_start(relation: Relation) -> bool {
    matches!(relation, Relation::From | Relation::Since | Relation::After)
}

fn is_end(relation: Relation) -> bool {
    matches!(relation, Relation::Until | Relation::By | Relation::Before)
}

impl Table<'_> {
    /// `"31/12/2017"` kept in the translation, which reads a date where the English has three numbers.
    pub(super) fn match_foreign_dates(&mut self) {
        for target in 0..self.target.facts.len() {
            let fact = &self.target.facts[target];
            let Some(words) = self.target_text.get(fact.span.range()).filter(|_| is_date(fact)) else { continue };
            let Some(start) = self.source_text.find(words).filter(|_| words.contains('/')) else { continue };
            let inside = |at: &usize| {
                let span = self.source.facts[*at].span.range();
                start <= span.start && span.end <= start + words.len()
            };
            let parts: Vec<usize> = (0..self.source.facts.len()).filter(inside).collect();
            // Where the English reads a date as well, its order is to be looked at.
            let is_whole = |at: &usize| self.source.facts[*at].span.range().len() == words.len();
            if parts.iter().any(is_whole) {
                continue;
            }
            let Some(&source) = parts.first().filter(|_| !self.target_done[target]) else { continue };
            self.target_done[target] = true;
            parts.iter().for_each(|&at| self.source_done[at] = true);
            self.verdicts.push(Verdict::Agrees { source, target, notes: Vec::new() });
        }
    }

    /// A range against two dates that are its ends, and against one of them.
    pub(super) fn match_ranges(&mut self) {
        for source in 0..self.source.facts.len() {
            if let (false, Value::DateRange(Some(from), Some(to))) =
                (self.source_done[source], &self.source.facts[source].value)
            {
                let ends = [Value::Date(*from), Value::Date(*to)];
                match ends.map(|end| self.free_target(&end)) {
                    [Some(first), Some(second)] if first.0 != second.0 => self.settle_ends(source, first, second),
                    [Some((only, _)), None] | [None, Some((only, _))] => self.settle_lost_end(source, only),
                    _ => {}
                }
            }
        }
        for target in 0..self.target.facts.len() {
            if let (false, Value::DateRange(Some(from), Some(to))) =
                (self.target_done[target], &self.target.facts[target].value)
            {
                let ends = [Value::Date(*from), Value::Date(*to)];
                let [Some(first), Some(second)] = ends.map(|end| self.free_source(&end)) else { continue };
                self.target_done[target] = true;
                self.source_done[first] = true;
                self.source_done[second] = true;
                self.verdicts.push(Verdict::Agrees { source: first, target, notes: Vec::new() });
            }
        }
    }

    fn settle_ends(&mut self, source: usize, first: (usize, Convention), second: (usize, Convention)) {
        self.source_done[source] = true;
        if self.is_joined(first.0, second.0) {
            self.settle_end(source, first, is_end);
            return self.settle_end(source, second, is_start);
        }
        self.target_done[first.0] = true;
        self.target_done[second.0] = true;
        self.verdicts.push(Verdict::LostEnd { source, target: first.0 });
    }

    /// One end of a range, told as a date of its own; `is_contrary` knows the relations that make the other end of it.
    fn settle_end(
        &mut self,
        source: usize,
        (target, convention): (usize, Convention),
        is_contrary: fn(Relation) -> bool,
    ) {
        self.target_done[target] = true;
        let is_english = convention == Convention::English;
        if is_english && is_ambiguous_date(&self.target.facts[target]) {
            return self.verdicts.push(Verdict::AmbiguousDate { source, target });
        }
        let relation = self.target.facts[target].relation.map(|(relation, _)| relation);
        let mut notes = if is_english { vec![Note::EnglishOrder] } else { Vec::new() };
        notes.extend(relation.is_some_and(is_contrary).then_some(Note::Relation(Fault::Flipped)));
        self.verdicts.push(Verdict::Agrees { source, target, notes });
    }

    /// A range of which one end agrees: the other is lost, or the date beside it is what became of it.
    fn settle_lost_end(&mut self, source: usize, only: usize) {
        let is_beside = |at: &usize| {
            let (a, b) = (self.target.facts[only].span, self.target.facts[*at].span);
            let gap = if a.start < b.start { b.start.saturating_sub(a.end) } else { a.start.saturating_sub(b.end) };
            !self.target_done[*at] && self.target.facts[*at].kind() == Kind::Date && gap <= MOST_BETWEEN_ENDS
        };
        let other = [only.checked_sub(1), Some(only + 1)].into_iter().flatten();
        let other = other.filter(|at| *at < self.target.facts.len()).find(is_beside);
        self.source_done[source] = true;
        self.target_done[only] = true;
        self.verdicts.push(match other {
            Some(target) => Verdict::Differs { source, target },
            None => Verdict::LostEnd { source, target: only },
        });
        if let Some(target) = other {
            self.target_done[target] = true;
        }
    }

    /// Whether anything makes a range of the two dates: a dash or a word between them or around them.
    fn is_joined(&self, first: usize, second: usize) -> bool {
        let [a, b] = [first, second].map(|at| &self.target.facts[at]);
        let has_day = |fact: &Fact| matches!(fact.value, Value::Date(Date { day: Some(_), .. }));
        // The endings of a month say from and to in some languages.
        if !(has_day(a) && has_day(b)) {
            return true;
        }
        let (start, end) = (a.span.end.min(b.span.end), a.span.start.max(b.span.start));
        let between = self.target_text.get(start as usize..end as usize).unwrap_or("");
        let is_placed = |fact: &Fact| fact.relation.is_some_and(|(relation, _)| relation != Relation::On);
        is_placed(a)
            || is_placed(b)
            || between.contains(['-', '–', '—', '−', '‑', '~', '～', '〜', '/', '|', ':', '：', '…', '→', '\n'])
            || self.target.ranges.iter().any(|word| word.start + 30 >= start.min(a.span.start) && word.end <= end + 60)
    }

    /// `Q1 of Microsoft FY22`: quarter and year read apart on one side and together on the other.
    pub(super) fn match_periods(&mut self) {
        for target in 0..self.target.facts.len() {
            let Value::Period(Period { is_fiscal, year: Some(year), part: Some(part) }) =
                self.target.facts[target].value
            else {
                continue;
            };
            let quarter = Value::Period(Period { is_fiscal: false, year: None, part: Some(part) });
            let whole = Value::Period(Period { is_fiscal, year: Some(year), part: None });
            let is = |at: &usize, value: &Value| !self.source_done[*at] && self.source.facts[*at].value == *value;
            let found = |value: &Value| (0..self.source.facts.len()).find(|at| is(at, value));
            let (Some(first), Some(second), false) = (found(&quarter), found(&whole), self.target_done[target]) else {
                continue;
            };
            self.target_done[target] = true;
            self.source_done[first] = true;
            self.source_done[second] = true;
            self.verdicts.push(Verdict::Agrees { source: first, target, notes: Vec::new() });
        }
    }

    /// `3 to 10 days` against 3 and 10 read apart, where a word stands between the number and its unit.
    pub(super) fn match_lengths(&mut self) {
        for source in 0..self.source.facts.len() {
            let Value::Duration(Duration { amount, to: Some(to), .. }) = self.source.facts[source].value else {
                continue;
            };
            let is = |at: usize, n: Decimal| match &self.target.facts[at].value {
                Value::Number(m) | Value::Duration(Duration { amount: m, to: None, .. }) => {
                    *m == n && !self.target_done[at]
                }
                _ => false,
            };
            let free = |n: Decimal| (0..self.target.facts.len()).find(|&at| is(at, n));
            let (Some(first), Some(second), false) = (free(amount), free(to), self.source_done[source]) else {
                continue;
            };
            self.source_done[source] = true;
            self.target_done[first] = true;
            self.target_done[second] = true;
            self.verdicts.push(Verdict::Agrees { source, target: first, notes: Vec::new() });
        }
    }

    /// `1h35m` told as an hour and 35 minutes.
    pub(super) fn match_compact_lengths(&mut self) {
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]).collect::<Vec<_>>() {
            let Value::Identifier(text) = &self.source.facts[source].value else { continue };
            let parts = compact_lengths(text);
            let is = |at: usize, part: &Duration| {
                !self.target_done[at]
                    && matches!(&self.target.facts[at].value, Value::Duration(length) if length == part)
            };
            let told = |part: &Duration| (0..self.target.facts.len()).find(|&at| is(at, part));
            let told: Vec<usize> = parts.iter().filter_map(told).collect();
            if let (Some(&target), true) = (told.first(), told.len() == parts.len()) {
                told.iter().for_each(|&at| self.target_done[at] = true);
                self.source_done[source] = true;
                self.verdicts.push(Verdict::Agrees { source, target, notes: Vec::new() });
            }
        }
    }

    /// Where the language has no words of a kind, the digits of such a fact stand for it.
    pub(super) fn match_digits(&mut self) {
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]).collect::<Vec<_>>() {
            let fact = &self.source.facts[source];
            if digits::has_words_for(self.lexicon, fact.kind()) {
                continue;
            }
            let mut taken: Vec<usize> = Vec::new();
            let numbers = digits::of(&fact.value);
            for number in &numbers {
                let is_free = |at: &usize| !self.target_done[*at] && !taken.contains(at);
                let states = |at: &usize| digits::states(&self.target.facts[*at], *number, &fact.value);
                taken.extend((0..self.target.facts.len()).find(|at| is_free(at) && states(at)));
            }
            if let (Some(&target), true) = (taken.first(), taken.len() == numbers.len()) {
                taken.iter().for_each(|&at| self.target_done[at] = true);
                self.source_done[source] = true;
                self.verdicts.push(Verdict::Agrees { source, target, notes: Vec::new() });
            }
        }
    }

    fn free_target(&self, value: &Value) -> Option<(usize, Convention)> {
        let end = Fact::new(value.clone(), Span::default());
        (0..self.target.facts.len()).find_map(|at| {
            let (quality, convention, _) = best(&end, &self.target.facts[at], self.context())?;
            (!self.target_done[at] && quality > Quality::Loose).then_some((at, convention))
        })
    }

    fn free_source(&self, value: &Value) -> Option<usize> {
        (0..self.source.facts.len()).find(|&at| {
            !self.source_done[at]
                && agree::agree(&self.source.facts[at].value, value, self.context()) > Some(Quality::Loose)
        })
    }
}

/// The lengths in a code such as `1h35m`, two at least; none where anything else stands in it.
fn compact_lengths(code: &str) -> Vec<Duration> {
    const UNITS: [(&str, TimeUnit); 5] = [
        ("d", TimeUnit::Day),
        ("h", TimeUnit::Hour),
        ("m", TimeUnit::Minute),
        ("s", TimeUnit::Second),
        ("ms", TimeUnit::Millisecond),
    ];
    let mut parts = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let tail = letters.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &letters[..letters.len() - tail.len()];
        let unit = UNITS.iter().find(|(sign, _)| *sign == unit).map(|(_, unit)| *unit);
        let amount = rest[..rest.len() - letters.len()].parse::<Decimal>().ok();
        let (Some(unit), Some(amount)) = (unit, amount) else { return Vec::new() };
        parts.push(Duration { amount, to: None, unit });
        rest = tail;
    }
    if parts.len() < 2 { Vec::new() } else { parts }
}
