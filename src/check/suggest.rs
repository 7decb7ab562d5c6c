//! What to put in place of the words of a finding, where it is certain.
//!
//! Certain is an edit that, when the text is read anew with it, leaves nothing to find of the fact and nothing new of
//! any other, and the only such edit.

use crate::align::facts::{Verdict, compare};
use crate::diagnostic::Suggestion;
use crate::document::{Mark, Pieces, Text};
use crate::facts::{self, Damage, Fact, Kind, Reading};
use crate::lexicon;
use crate::rules::Trouble;
use crate::suggest::{self, Edit, Original, Place};
use crate::text::Span;

use super::compare::{self, Comparison};
use super::emit::{Part, Spot, part_of, words_span};
use super::family::Loaded;
use super::files::{self, Side, Which};

/// Pairs of facts above which a text is a table of numbers that is not read anew for each finding.
const MOST_PAIRS: usize = 4_000;

/// What a finding is about: the texts that were compared, and the facts as indices into the readings.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) english: &'a Loaded<'a>,
    pub(super) member: &'a Loaded<'a>,
    pub(super) comparison: &'a Comparison,
    pub(super) source: usize,
    pub(super) target: usize,
}

/// What to put in place of the words that a finding of `trouble` points at.
pub(super) fn of_trouble(case: &Case<'_>, trouble: &Trouble) -> Option<Suggestion> {
    let is_large = case.comparison.source.reading.facts.len() * case.comparison.target.reading.facts.len() > MOST_PAIRS;
    if is_large || !case.is_only_one(trouble) {
        return None;
    }
    let target = case.words()?;
    let original = case.original()?;
    let part = part_of(trouble, Some(original.fact), Some(case.target_fact()));
    let place = target.place(case, part);
    let before = all_troubles(case.comparison);
    let leaves_nothing = |reading: Reading, text: &str| {
        let after = case.compared(&target, reading, text);
        let of_case = |(_, source, target): &&(Trouble, Option<usize>, Option<usize>)| {
            *source == Some(case.source) || *target == Some(case.target)
        };
        let left = all_troubles(&after);
        left.iter().all(|(_, source, _)| *source != Some(case.source))
            && left.len() == before.len() - before.iter().filter(of_case).count()
            && after.verdicts.iter().any(|verdict| verdict.facts().0 == Some(case.source))
    };
    let text = target.only(case, &place, proposals(&place, &original, trouble, part), leaves_nothing)?;
    Some(Suggestion { text, is_safe: is_safe(trouble) })
}

/// What to put in place of words that an older English explains, for them to say what `newer` says.
pub(super) fn of_stale(case: &Case<'_>, newer: &Spot<'_>) -> Option<Suggestion> {
    let target = case.words()?;
    let told = newer.told(Part::Words)?;
    let original = Original { fact: told.fact, words: told.words, text: newer.cooked() };
    let place = target.place(case, Part::Words);
    let (_, index) = *case.comparison.target.origins.get(case.target)?;
    let was = target.read(case, target.text.cooked.to_string(), &target.text.marks);
    let says_so = |reading: Reading, _: &str| {
        let is_as_wanted = |(at, (is, was)): (usize, (&Fact, &Fact))| match at == index {
            true => is.value.same_as() == told.fact.value.same_as() && is.damage.is_none(),
            false => is.value == was.value,
        };
        reading.facts.len() == was.facts.len() && reading.facts.iter().zip(&was.facts).enumerate().all(is_as_wanted)
    };
    let text = target.only(case, &place, suggest::other_value(&place, &original), says_so)?;
    Some(Suggestion { text, is_safe: false })
}

/// Every way to mend the trouble with the words themselves.
fn proposals(place: &Place<'_>, original: &Original<'_>, trouble: &Trouble, part: Part) -> Vec<Vec<Edit>> {
    let kinds = [original.fact.kind(), place.fact.kind()];
    let is_name = kinds.iter().all(|kind| matches!(kind, Kind::Identifier | Kind::Version));
    match trouble {
        Trouble::Value if is_name || part == Part::Named => suggest::english_words(place, original),
        Trouble::Value | Trouble::Stale(_) | Trouble::Impossible | Trouble::Reversed => {
            suggest::other_value(place, original)
        }
        Trouble::Separators if kinds[0] == Kind::Version => suggest::point_for_comma(place),
        Trouble::Separators => suggest::own_separators(place),
        Trouble::Order | Trouble::AmbiguousDate => suggest::own_order(place, original),
        Trouble::Damage(Damage::BrokenWord) => suggest::joined_word(place),
        Trouble::Damage(Damage::MissingMark) => suggest::with_mark(place),
        Trouble::Damage(Damage::DecimalComma) => suggest::point_for_comma(place),
        _ => Vec::new(),
    }
}

/// Whether nobody need look at it. A text that is behind its source needs to be read as a whole.
fn is_safe(trouble: &Trouble) -> bool {
    !matches!(trouble, Trouble::Stale(_))
}

fn all_troubles(comparison: &Comparison) -> Vec<(Trouble, Option<usize>, Option<usize>)> {
    comparison.verdicts.iter().flat_map(|verdict| compare::troubles(verdict, comparison)).collect()
}

impl Case<'_> {
    /// Whether no other fact of the kind is in question, so that it is certain which answers which.
    fn is_only_one(&self, trouble: &Trouble) -> bool {
        if !matches!(trouble, Trouble::Value | Trouble::Stale(_) | Trouble::Impossible | Trouble::Reversed) {
            return true;
        }
        let kinds = [
            self.comparison.source.reading.facts[self.source].kind(),
            self.comparison.target.reading.facts[self.target].kind(),
        ];
        let is_in_question = |verdict: &&Verdict| {
            let (source, target) = verdict.facts();
            let source = source.map(|at| self.comparison.source.reading.facts[at].kind());
            let target = target.map(|at| self.comparison.target.reading.facts[at].kind());
            let is_open = matches!(verdict, Verdict::Differs { .. } | Verdict::Missing { .. } | Verdict::Added { .. });
            is_open && [source, target].into_iter().flatten().any(|kind| kinds.contains(&kind))
        };
        self.comparison.verdicts.iter().filter(is_in_question).count() <= 1
    }

    fn target_fact(&self) -> &Fact {
        &self.comparison.target.reading.facts[self.target]
    }

    fn original(&self) -> Option<Original<'_>> {
        let fact = &self.comparison.source.reading.facts[self.source];
        let (segment, _) = *self.comparison.source.origins.get(self.source)?;
        let at = *self.comparison.source.segments.get(segment)?;
        let which = compare::english_side(self.english);
        let text = files::cooked(&self.english.article, at, which);
        Some(Original { fact, words: text.get(fact.span.range())?, text })
    }

    fn words(&self) -> Option<Words<'_>> {
        let (segment, _) = *self.comparison.target.origins.get(self.target)?;
        let text = self.member.segment(*self.comparison.target.segments.get(segment)?)?.target.as_ref()?;
        Some(Words { segment, text })
    }

    /// The comparison with another reading of one segment of the translation.
    fn compared(&self, words: &Words<'_>, reading: Reading, text: &str) -> Comparison {
        let Comparison { source, target, how, .. } = self.comparison;
        let mut changed = Side::default();
        let mut target_text = String::new();
        for (index, &at) in target.segments.iter().enumerate() {
            let is_changed = index == words.segment;
            let other =
                || files::facts_of(self.member.file, &self.member.article, at, Which::Target, self.member.file.lexicon);
            changed.push(at, &if is_changed { reading.clone() } else { other() });
            target_text.push_str(if is_changed {
                text
            } else {
                files::cooked(&self.member.article, at, Which::Target)
            });
            target_text.push('\n');
        }
        self.member.file.weaken(&mut changed.reading);
        let which = compare::english_side(self.english);
        let source_text: String =
            source.segments.iter().flat_map(|at| [files::cooked(&self.english.article, *at, which), "\n"]).collect();
        let lexicon = self.member.file.lexicon;
        let mut verdicts = compare(&source.reading, &changed.reading, &target_text, &source_text, lexicon);
        self.member.file.join_names(&mut verdicts, (&source.reading, &changed.reading), &target_text);
        Comparison { source: source.clone(), target: changed, verdicts, how }
    }
}

/// The text of a translation that holds the words in question.
struct Words<'a> {
    /// Its index among the segments of the comparison.
    segment: usize,
    text: &'a Text<'a>,
}

impl Words<'_> {
    fn place<'c>(&'c self, case: &'c Case<'_>, part: Part) -> Place<'c> {
        let fact = case.target_fact();
        Place {
            text: &self.text.cooked,
            span: words_span(fact, part, &self.text.cooked),
            fact,
            lexicon: case.member.file.lexicon,
        }
    }

    /// The words of the article with the only proposal that `is_right`, where there is exactly one.
    fn only(
        &self,
        case: &Case<'_>,
        place: &Place<'_>,
        proposals: Vec<Vec<Edit>>,
        is_right: impl Fn(Reading, &str) -> bool,
    ) -> Option<String> {
        let mut right: Option<String> = None;
        for mut edits in proposals {
            edits.sort_by_key(|edit| edit.span.start);
            let (text, marks) = self.edited(&edits)?;
            let Some(written) = self.written(case, place.span, &edits) else { continue };
            if right.as_ref() == Some(&written) || !is_right(self.read(case, text.clone(), &marks), &text) {
                continue;
            }
            if right.replace(written).is_some() {
                return None;
            }
        }
        right
    }

    fn read(&self, case: &Case<'_>, text: String, marks: &[Mark]) -> Reading {
        let text = Text { cooked: text.into(), pieces: Pieces::default(), marks: marks.to_vec() };
        let mut reading = facts::read(&text, case.member.file.lexicon, lexicon::english());
        case.member.file.settle(&text.cooked, Which::Target, &mut reading);
        reading
    }

    /// The text with the edits, which are in order, and its marks where they are then.
    fn edited(&self, edits: &[Edit]) -> Option<(String, Vec<Mark>)> {
        let text = replaced(&self.text.cooked, 0, edits.iter().map(|edit| (edit.span, edit.text.as_str())))?;
        let moved = |offset: u32| {
            let shift: i64 = edits
                .iter()
                .filter(|edit| edit.span.end <= offset)
                .map(|edit| edit.text.len() as i64 - edit.span.len() as i64)
                .sum();
            u32::try_from(i64::from(offset) + shift).unwrap_or(offset)
        };
        let marks = self
            .text
            .marks
            .iter()
            .map(|mark| Mark { span: Span { start: moved(mark.span.start), end: moved(mark.span.end) }, ..*mark });
        Some((text, marks.collect()))
    }

    /// The bytes of the article that hold `span`, with the edits; `None` where an edit touches markup.
    fn written(&self, case: &Case<'_>, span: Span, edits: &[Edit]) -> Option<String> {
        let source = &case.member.file.source.text;
        let whole = self.text.article_span(span);
        let mut places = Vec::new();
        for edit in edits {
            let place = self.text.article_span(edit.span);
            if source.get(place.range())? != self.text.cooked.get(edit.span.range())? {
                return None;
            }
            places.push((place, edit.text.as_str()));
        }
        replaced(source.get(whole.range())?, whole.start, places.into_iter())
    }
}

/// `text`, which begins at offset `start`, with stretches replaced; they are in order and do not meet.
fn replaced<'e>(text: &str, start: u32, edits: impl Iterator<Item = (Span, &'e str)>) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    for (span, new) in edits {
        let (begin, end) = (span.start.checked_sub(start)? as usize, span.end.checked_sub(start)? as usize);
        out.push_str(text.get(from..begin)?);
        out.push_str(new);
        from = end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}
