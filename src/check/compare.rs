//! Texts held against texts: span pairs, and blocks aligned across articles.

mod sentences;
mod words;

use std::rc::Rc;

use crate::align::blocks::{self, Row};
use crate::align::facts::{Note, Verdict, compare};
use crate::document::{Block, BlockKind, Text};
use crate::facts::{Date, Fact, Unread, Value};
use crate::lexicon::{self, Lexicon};
use crate::rules::Trouble;
use crate::text::Span;

use super::clock::Stage;
use super::family::Loaded;
use super::files::{self, At, Side, Which};
use super::kept::English;

pub(super) use words::WordSet;

/// A text of the translation held against a text of the English.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) source: Side,
    pub(super) target: Side,
    pub(super) verdicts: Vec<Verdict>,
    /// Why the two were held together.
    pub(super) how: &'static str,
}

impl Comparison {
    /// A span pair, neither side of which states anything.
    fn of_nothing(at: At) -> Self {
        let side = Side::of_one(at, Rc::default());
        Self { source: side.clone(), target: side, verdicts: Vec::new(), how: "span pair" }
    }

    /// How many facts both sides state.
    pub(super) fn facts(&self) -> usize {
        self.source.reading.facts.len() + self.target.reading.facts.len()
    }
}

/// A bilingual member lends its English side, an English article its text.
pub(super) fn english_side(english: &Loaded<'_>) -> Which {
    if english.article.is_bilingual { Which::Source } else { Which::Target }
}

/// Every span pair of `member` that has both sides.
pub(super) fn own_pairs(member: &Loaded<'_>, english: &English) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    for (block, segments) in member.article.blocks.iter().map(|block| &block.segments).enumerate() {
        for (segment, pair) in segments.iter().enumerate() {
            if let (Some(source), Some(target)) = (&pair.source, &pair.target) {
                comparisons.push(own_pair(member, english, At { block, segment }, (source, target)));
            }
        }
    }
    comparisons
}

fn own_pair(
    member: &Loaded<'_>,
    english: &English,
    at: At,
    (source_text, target_text): (&Text<'_>, &Text<'_>),
) -> Comparison {
    let file = member.file;
    let unread = |text, which| Unread::new(text, file.lexicon_of(which), lexicon::english());
    let facts =
        |text, which, unread| member.clock.time(Stage::Facts, || files::facts_of_text(file, text, which, unread));
    let may_state = |text: &Unread<'_>| member.clock.time(Stage::Facts, || file.may_state(text));
    let sentence = english.sentence(source_text, || may_state(&unread(source_text, Which::Source)));
    let target = unread(target_text, Which::Target);
    if !sentence.may_state && !may_state(&target) {
        return Comparison::of_nothing(at);
    }
    let mut source = sentence.reading(|| facts(source_text, Which::Source, unread(source_text, Which::Source)));
    let mut target = Rc::new(facts(target_text, Which::Target, target));
    [&mut source, &mut target].into_iter().for_each(|reading| file.weaken(reading));
    let mut verdicts = compare(&source, &target, &target_text.cooked, &source_text.cooked, file.lexicon);
    file.join_names(&mut verdicts, (&source, &target), &target_text.cooked);
    Comparison { source: Side::of_one(at, source), target: Side::of_one(at, target), verdicts, how: "span pair" }
}

/// The blocks of `member` held against the blocks of `english` that they answer.
pub(super) fn across(english: &Loaded<'_>, which: Which, member: &Loaded<'_>) -> Vec<Comparison> {
    along(english, which, member, &rows(english, which, member))
}

/// As [`across`], where it is known which blocks answer which.
pub(super) fn along(english: &Loaded<'_>, which: Which, member: &Loaded<'_>, rows: &[Row]) -> Vec<Comparison> {
    // A bilingual article has no English title: what has no text is nothing to be held against.
    let has_text = |comparison: &Comparison| {
        comparison.source.segments.iter().any(|at| !files::cooked(&english.article, *at, which).trim().is_empty())
    };
    groups(rows).into_iter().map(|group| across_one(english, which, member, &group)).filter(has_text).collect()
}

/// Title and description of `member` held against those of `other`, translations both.
pub(super) fn heads(other: &Loaded<'_>, member: &Loaded<'_>) -> Vec<Comparison> {
    let place = |of: &Loaded<'_>, kind: BlockKind| of.article.blocks.iter().position(|block| block.kind == kind);
    let held = |kind| {
        let (source, target) = (vec![place(other, kind)?], vec![place(member, kind)?]);
        let group = Group { source, target, how: "front matter", is_guess: false };
        Some(across_one(other, Which::Target, member, &group))
    };
    [BlockKind::Title, BlockKind::Description].into_iter().filter_map(held).collect()
}

/// Which block of `english` answers which of `member`.
pub(super) fn rows(english: &Loaded<'_>, which: Which, member: &Loaded<'_>) -> Vec<Row> {
    let align = || blocks::align(english.outline(which), member.outline(Which::Target));
    member.clock.time(Stage::Align, align)
}

/// Blocks of both sides that belong together.
struct Group {
    source: Vec<usize>,
    target: Vec<usize>,
    how: &'static str,
    /// Whether nothing but the place speaks for it.
    is_guess: bool,
}

/// A paragraph that became a list is in several rows: what shares a block is one group.
fn groups(rows: &[Row]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let (Some(a), Some(b)) = (row.a, row.b) else { continue };
        let how = match row.how {
            blocks::How::Anchor => "heading anchor",
            blocks::How::Content => "content of the block",
            blocks::How::Structure | blocks::How::Alone => "place of the block",
            blocks::How::Guess => "place of the block, a guess",
        };
        let is_guess = row.how == blocks::How::Guess;
        match groups.iter_mut().rev().take(8).find(|group| group.source.contains(&a) || group.target.contains(&b)) {
            Some(group) => {
                push_new(&mut group.source, a);
                push_new(&mut group.target, b);
                group.is_guess &= is_guess;
            }
            None => groups.push(Group { source: vec![a], target: vec![b], how, is_guess }),
        }
    }
    groups
}

fn push_new(list: &mut Vec<usize>, item: usize) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn across_one(english: &Loaded<'_>, which: Which, member: &Loaded<'_>, group: &Group) -> Comparison {
    let lexicon = english.file.lexicon_of(which);
    let source_text = text(english, &group.source, which);
    let target_text = text(member, &group.target, Which::Target);
    // Words of English say what they say, whatever the language of the article.
    let is_english =
        english.with_words(&group.source, which, &source_text, |words| words.are_shared(&target_text, 0.8));
    let read_as = if is_english { lexicon } else { member.file.lexicon };
    let is_silent = |of: &Loaded<'_>, blocks: &[usize], which, lexicon| {
        blocks.iter().all(|&block| of.is_silent(block, which, lexicon))
    };
    if is_silent(english, &group.source, which, lexicon) && is_silent(member, &group.target, Which::Target, read_as) {
        return silent(group, english, member);
    }
    let mut source = side(english, &group.source, which, lexicon);
    let mut target = match source_text == target_text && is_english {
        true => twin(&source, (english, which), (member, group), lexicon),
        false => side(member, &group.target, Which::Target, read_as),
    };
    [&mut source, &mut target].into_iter().for_each(|side| member.file.weaken(&mut side.reading));
    let mut verdicts = compare(&source.reading, &target.reading, &target_text, &source_text, member.file.lexicon);
    member.file.join_names(&mut verdicts, (&source.reading, &target.reading), &target_text);
    verdicts.retain(|verdict| !is_link_shown(verdict, &target, english, &group.source));
    if source.segments.len() == 1 && target.segments.len() == 1 {
        let readings = (&*source.reading, &*target.reading);
        verdicts.extend(sentences::lost(&verdicts, readings, (&source_text, &target_text)));
    }
    let is_unsure = group.is_guess && !is_borne_out(&verdicts, &source)
        || is_other_code(english, member, group, (&source_text, &target_text));
    if is_unsure || source.reading.is_stamp {
        verdicts.clear();
    }
    Comparison { source, target, verdicts, how: group.how }
}

/// A comparison of texts that state nothing.
fn silent(group: &Group, english: &Loaded<'_>, member: &Loaded<'_>) -> Comparison {
    let side = |segments| Side { segments, ..Side::default() };
    let (source, target) =
        (side(places(english, &group.source).collect()), side(places(member, &group.target).collect()));
    Comparison { source, target, verdicts: Vec::new(), how: group.how }
}

/// Whether the verdict speaks of an address out of nowhere that a link of the English leads to.
fn is_link_shown(verdict: &Verdict, target: &Side, english: &Loaded<'_>, blocks: &[usize]) -> bool {
    let Verdict::Added { target: fact } = verdict else { return false };
    let Value::Identifier(address) = &target.reading.facts[*fact].value else { return false };
    let mut links = blocks.iter().flat_map(|&block| &english.article.blocks[block].links);
    address.contains("://") && links.any(|link| link.trim_end_matches('/') == address.trim_end_matches('/'))
}

/// Whether the group is code that is not the same piece of code on both sides.
fn is_other_code(english: &Loaded<'_>, member: &Loaded<'_>, group: &Group, texts: (&str, &str)) -> bool {
    let is_code = |of: &Loaded<'_>, blocks: &[usize]| {
        blocks.iter().all(|&block| of.article.blocks[block].kind == BlockKind::Code)
    };
    let is_pair_of_code = is_code(english, &group.source) && is_code(member, &group.target);
    is_pair_of_code && texts.0 != texts.1 && !WordSet::of(texts.0).are_shared(texts.1, 0.6)
}

/// Whether a fact that both sides state shows that they belong together.
fn is_borne_out(verdicts: &[Verdict], source: &Side) -> bool {
    let agrees = |verdict: &Verdict| matches!(verdict, Verdict::Agrees { source: fact, .. } if !source.reading.facts[*fact].is_weak);
    verdicts.iter().any(agrees)
}

/// All segments of some blocks as one side.
fn side(member: &Loaded<'_>, blocks: &[usize], which: Which, lexicon: &'static Lexicon) -> Side {
    let mut side = Side::default();
    for at in places(member, blocks) {
        if std::ptr::eq(lexicon, member.file.lexicon_of(which)) {
            side.push(at, member.reading(at, which));
        } else {
            side.push(at, &member.read(at, which, lexicon));
        }
    }
    side
}

/// The side of `member`, which says what `source` does in the same words.
fn twin(
    source: &Side,
    (english, which): (&Loaded<'_>, Which),
    (member, group): (&Loaded<'_>, &Group),
    lexicon: &'static Lexicon,
) -> Side {
    let segments: Vec<At> = places(member, &group.target).collect();
    let text = |of, at: &At, which| files::text_of(of, *at, which).map(|text| (&text.cooked, &text.marks));
    let is_same = source.segments.len() == segments.len()
        && source
            .segments
            .iter()
            .zip(&segments)
            .all(|(own, other)| text(&english.article, own, which) == text(&member.article, other, Which::Target));
    if is_same && member.file.reads_as_written() {
        return Side { segments, reading: Rc::clone(&source.reading), origins: source.origins.clone() };
    }
    side(member, &group.target, Which::Target, lexicon)
}

/// The places of all segments of some blocks.
fn places<'a>(of: &'a Loaded<'_>, blocks: &'a [usize]) -> impl Iterator<Item = At> + 'a {
    let segments =
        |&block: &usize| (0..of.article.blocks[block].segments.len()).map(move |segment| At { block, segment });
    blocks.iter().flat_map(segments)
}

/// The text of all segments of some blocks, a line each.
fn text(of: &Loaded<'_>, blocks: &[usize], which: Which) -> String {
    let mut cooked = String::new();
    for at in places(of, blocks) {
        cooked.push_str(files::cooked(&of.article, at, which));
        cooked.push('\n');
    }
    cooked
}

/// Blocks in a row of one side that answer nothing on the other.
pub(super) struct Lone {
    /// Whether they stand in the translation.
    pub(super) is_added: bool,
    /// The first of them.
    pub(super) block: usize,
    /// How many there are.
    pub(super) count: usize,
    /// Where in the translation they stand or would stand.
    pub(super) place: Span,
}

/// The blocks with no counterpart between `english` and `member`, those that follow each other as one. Code is compared
/// as it stands and not missed.
pub(super) fn lone(english: &Loaded<'_>, which: Which, member: &Loaded<'_>, rows: &[Row]) -> Vec<Lone> {
    let mut found: Vec<Lone> = Vec::new();
    let (mut last, mut is_open) = (0, false);
    for row in rows {
        let (is_added, block, is_missed) = match (row.a, row.b) {
            (Some(a), None) => (false, a, is_missed(english, a, which, member)),
            (None, Some(b)) => (true, b, is_missed(member, b, Which::Target, english)),
            (_, Some(b)) => {
                (last, is_open) = (member.article.blocks[b].span.end as usize, false);
                continue;
            }
            (None, None) => continue,
        };
        match found.last_mut().filter(|run| is_open && run.is_added == is_added) {
            _ if !is_missed => {}
            Some(run) => run.count += 1,
            None => found.push(Lone { is_added, block, count: 1, place: Span::new(last, last) }),
        }
        is_open |= is_missed;
        if is_added {
            last = member.article.blocks[block].span.end as usize;
        }
    }
    found
}

/// Whether a lone block says something that `other` lacks. Where an article has no title and no description in its front
/// matter, those of the other are no text that it lacks.
fn is_missed(own: &Loaded<'_>, block: usize, which: Which, other: &Loaded<'_>) -> bool {
    let is_head = |block: &Block<'_>| matches!(block.kind, BlockKind::Title | BlockKind::Description);
    let block = &own.article.blocks[block];
    files::has_words(block, which) && (!is_head(block) || other.article.blocks.iter().any(is_head))
}

/// What a verdict says is wrong, with the facts concerned, as indices into the comparison's readings.
pub(super) fn troubles(verdict: &Verdict, comparison: &Comparison) -> Vec<(Trouble, Option<usize>, Option<usize>)> {
    let target_fact = |at: usize| &comparison.target.reading.facts[at];
    let source_fact = |at: usize| &comparison.source.reading.facts[at];
    match verdict {
        Verdict::Agrees { source, target, notes } => {
            let mut troubles: Vec<_> =
                notes.iter().map(|note| (trouble_of(*note), Some(*source), Some(*target))).collect();
            if is_wrong_weekday(target_fact(*target)) && !is_wrong_weekday(source_fact(*source)) {
                troubles.push((Trouble::Impossible, Some(*source), Some(*target)));
            }
            troubles
        }
        Verdict::Differs { source, target } => {
            let (s, t) = (source_fact(*source), target_fact(*target));
            let is_weekday_only = is_wrong_weekday(t) && !is_wrong_weekday(s) && is_same_day(s, t);
            let trouble = if is_impossible(t) && !is_impossible(s) || is_weekday_only {
                Trouble::Impossible
            } else if is_reversed(t) && !is_reversed(s) {
                Trouble::Reversed
            } else {
                Trouble::Value
            };
            vec![(trouble, Some(*source), Some(*target))]
        }
        Verdict::AmbiguousDate { source, target } => vec![(Trouble::AmbiguousDate, Some(*source), Some(*target))],
        Verdict::LostEnd { source, target } => vec![(Trouble::LostEnd, Some(*source), Some(*target))],
        Verdict::Missing { source } => vec![(Trouble::Missing, Some(*source), None)],
        Verdict::Added { target } if is_impossible(target_fact(*target)) => {
            vec![(Trouble::Impossible, None, Some(*target))]
        }
        Verdict::Added { target } => vec![(Trouble::Added, None, Some(*target))],
        Verdict::Repeated { target } => vec![(Trouble::Repeated, None, Some(*target))],
    }
}

fn trouble_of(note: Note) -> Trouble {
    match note {
        Note::EnglishSeparators => Trouble::Separators,
        Note::Name => Trouble::Name,
        Note::EnglishOrder => Trouble::Order,
        Note::Damage(damage) => Trouble::Damage(damage),
        Note::Relation(fault) => Trouble::Relation(fault),
    }
}

fn any_date(fact: &Fact, is_such: impl Fn(&Date) -> bool) -> bool {
    match &fact.value {
        Value::Date(date) => is_such(date),
        Value::DateRange(from, to) => from.as_ref().is_some_and(&is_such) || to.as_ref().is_some_and(&is_such),
        _ => false,
    }
}

fn is_impossible(fact: &Fact) -> bool {
    any_date(fact, |date| !date.is_possible())
}

fn is_wrong_weekday(fact: &Fact) -> bool {
    any_date(fact, Date::has_wrong_weekday)
}

/// Whether two dates differ in nothing but the weekday.
fn is_same_day(a: &Fact, b: &Fact) -> bool {
    matches!((&a.value, &b.value), (Value::Date(a), Value::Date(b)) if a.without_weekday() == b.without_weekday())
}

fn is_reversed(fact: &Fact) -> bool {
    let is_whole = |date: &Date| date.year.is_some() && date.month.is_some();
    matches!(&fact.value, Value::DateRange(Some(from), Some(to)) if is_whole(from) && is_whole(to) && from.without_weekday() > to.without_weekday())
}
