//! Texts with very many facts (a table in one cell, a page in one paragraph), compared a stretch at a time.

use rustc_hash::FxHashSet;

use crate::facts::{Fact, Reading};
use crate::lexicon::Lexicon;
use crate::text::Span;

use super::{Verdict, whole};

/// Above this many pairs of facts, texts are compared in stretches.
const MOST_PAIRS: usize = 40_000;

/// And above this many facts of one side.
const MOST_FACTS: usize = 1000;

/// How many facts of either side a stretch has.
const STRETCH: usize = 200;

/// What is behind this fact of a stretch is compared again with what follows it.
const SURE: usize = 150;

/// A side of a comparison.
#[derive(Clone, Copy)]
struct Side<'r> {
    reading: &'r Reading,
    text: &'r str,
    /// The first fact that was not dealt with.
    from: usize,
}

/// Whether two texts have too many facts to hold each of one against each of the other.
pub(super) fn are_needed(source: &Reading, target: &Reading) -> bool {
    let (sources, targets) = (source.facts.len(), target.facts.len());
    sources * targets > MOST_PAIRS || sources.max(targets) > MOST_FACTS
}

/// As [`super::compare`], a stretch at a time. A stretch ends at facts that agree, so that what was left out or added before
/// does not move what follows.
pub(super) fn compare(
    (source, source_text): (&Reading, &str),
    (target, target_text): (&Reading, &str),
    lexicon: &Lexicon,
) -> Vec<Verdict> {
    let mut source = Side { reading: source, text: source_text, from: 0 };
    let mut target = Side { reading: target, text: target_text, from: 0 };
    let mut verdicts = Vec::new();
    let mut told = FxHashSet::default();
    loop {
        let (s, s_text) = source.stretch();
        let (t, t_text) = target.stretch();
        let found = whole(&s, &t, t_text, s_text, lexicon);
        let is_last = source.is_last() && target.is_last();
        let (s_end, t_end) = if is_last { (STRETCH, STRETCH) } else { end(&found, (s.facts.len(), t.facts.len())) };
        for verdict in found {
            let Some(verdict) = verdict.before((s_end, t_end), &t) else { continue };
            if verdict.facts().1.is_none_or(|at| told.insert(target.from + at)) {
                verdicts.push(verdict.moved(source.from, target.from));
            }
        }
        if is_last {
            return verdicts;
        }
        source.from += s_end;
        target.from += t_end;
    }
}

/// Behind which facts of a stretch the next one begins: behind the last that agree, where they are far enough from its end.
fn end(verdicts: &[Verdict], (sources, targets): (usize, usize)) -> (usize, usize) {
    let agreeing = verdicts.iter().filter_map(|verdict| match verdict {
        Verdict::Agrees { source, target, .. } if *source < SURE && *target < SURE => Some((source + 1, target + 1)),
        _ => None,
    });
    // Of those the one that is far on both sides.
    let last = agreeing.max_by_key(|(source, target)| (source.min(target).to_owned(), source.max(target).to_owned()));
    let far = last.filter(|(source, target)| *source.min(target) > STRETCH / 4);
    far.unwrap_or((sources.min(SURE), targets.min(SURE)))
}

impl Side<'_> {
    fn is_last(&self) -> bool {
        self.from + STRETCH >= self.reading.facts.len()
    }

    /// The facts of the stretch, and its text: from the fact before it to the one behind it.
    fn stretch(&self) -> (Reading, &str) {
        let facts = &self.reading.facts;
        let to = (self.from + STRETCH).min(facts.len());
        let from = self.from.min(to);
        // Of a side of several segments, each fact is told by its place in its own: none of it is looked up in the text.
        if !facts[from.saturating_sub(1)..(to + 1).min(facts.len())].is_sorted_by_key(|fact| fact.span.start) {
            return (self.reading.facts_alone(from..to), "");
        }
        let before = from.checked_sub(1).and_then(|at| facts.get(at)).map_or(0, |fact| fact.span.end as usize);
        let behind = facts.get(to).map_or(self.text.len(), |fact| fact.span.start as usize);
        let start = facts[from..to].iter().map(|fact| all_of(fact).start as usize).fold(before, usize::min);
        let end = facts[from..to].iter().map(|fact| all_of(fact).end as usize).fold(behind.max(start), usize::max);
        let text = self.text.get(start..end).unwrap_or("");
        (self.reading.part(from..to, Span::new(start, end)), text)
    }
}

/// All that is told of a fact in the text.
fn all_of(fact: &Fact) -> Span {
    fact.named().join(fact.phrase()).join(fact.damage.map_or(fact.span, |(_, span)| span))
}

impl Verdict {
    /// The part of it that concerns the facts before these ends: what it says of those behind, the next stretch decides.
    fn before(self, (sources, targets): (usize, usize), target: &Reading) -> Option<Self> {
        let (of_source, of_target) = self.facts();
        match (of_source.map(|at| at < sources), of_target.map(|at| at < targets)) {
            (Some(false), Some(false)) | (Some(false), None) | (None, Some(false)) => None,
            (Some(true), Some(false)) => of_source.map(|source| Self::Missing { source }),
            (Some(false), Some(true)) => {
                of_target.filter(|at| target.facts[*at].has_digits).map(|target| Self::Added { target })
            }
            _ => Some(self),
        }
    }

    /// The same of facts that stand so much farther behind.
    fn moved(mut self, sources: usize, targets: usize) -> Self {
        match &mut self {
            Self::Agrees { source, target, .. }
            | Self::Differs { source, target }
            | Self::AmbiguousDate { source, target }
            | Self::LostEnd { source, target } => {
                *source += sources;
                *target += targets;
            }
            Self::Missing { source } => *source += sources,
            Self::Added { target } | Self::Repeated { target } => *target += targets,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::facts::read;
    use crate::lexicon::{by_file, english};

    /// The values of what is wrong between two texts, of the English and of the translation.
    fn wrong(source: &str, target: &str) -> Vec<(Option<String>, Option<String>)> {
        let (source, target) = (parse(source), parse(target));
        let text = |article: &crate::document::Article<'_>| {
            article.blocks[0].segments[0].target.clone().map(|text| text.cooked.into_owned()).unwrap_or_default()
        };
        let german = by_file("de").unwrap_or_else(english);
        let read = |article: &crate::document::Article<'_>, lexicon| {
            article.blocks[0].segments[0].target.as_ref().map(|text| read(text, lexicon, english())).unwrap_or_default()
        };
        let (s, t) = (read(&source, english()), read(&target, german));
        assert!(are_needed(&s, &t));
        let verdicts = compare((&s, &text(&source)), (&t, &text(&target)), german);
        let told = verdicts.iter().filter(|verdict| !matches!(verdict, Verdict::Agrees { .. }));
        let value = |reading: &Reading, at: Option<usize>| at.map(|at| reading.facts[at].value.to_string());
        told.map(|verdict| (value(&s, verdict.facts().0), value(&t, verdict.facts().1))).collect()
    }

    fn list(numbers: impl Iterator<Item = u32>, word: &str) -> String {
        numbers.map(|n| format!("{n} {word}; ")).collect()
    }

    #[test]
    fn a_fact_changed_left_out_or_added_among_thousands_is_found_and_nothing_else() {
        let english = list(100..2100, "files");
        assert_eq!(wrong(&english, &list(100..2100, "Dateien")), []);
        let changed = list((100..2100).map(|n| if n == 1500 { 7 } else { n }), "Dateien");
        assert_eq!(wrong(&english, &changed), [(Some("1500".to_owned()), Some("7".to_owned()))]);
        let lost = list((100..2100).filter(|n| *n != 777), "Dateien");
        assert_eq!(wrong(&english, &lost), [(Some("777".to_owned()), None)]);
        let added = list((100..2100).flat_map(|n| [Some(n), (n == 999).then_some(5)]).flatten(), "Dateien");
        assert_eq!(wrong(&english, &added), [(None, Some("5".to_owned()))]);
    }
}
