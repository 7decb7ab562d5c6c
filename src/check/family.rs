//! One family: every member held against the English that counts for it.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use crate::align::blocks::{Outline, Row};
use crate::diagnostic::{ArticleMatrix, Finding, Skipped, lossless};
use crate::discover::Family;
use crate::document::{self, Article, FrontMatter, Segment};
use crate::facts::{Reading, Unread};
use crate::lexicon::{self, Lexicon, Tag};
use crate::rules::Trouble;
use crate::text::Span;

use super::clock::{Clock, Stage};
use super::compare::{self, Comparison, WordSet};
use super::emit::{Draft, Emitter, Spot};
use super::files::{self, At, Contents, File, Side, Which};
use super::heads::Heads;
use super::kept::{English, Kept};
use super::revision::{Origin, SourceKeys};
use super::suggest::{self, Case};
use super::{Job, exceptions, heads, matrix, outdated, past, sisters, stale, witness};

/// What came of a family.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct FamilyOutcome {
    #[serde(with = "lossless")]
    pub(super) findings: Vec<Finding>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) files: usize,
    pub(super) segments: usize,
    pub(super) facts: usize,
    /// The locales of the files that were reported on.
    pub(super) locales: Vec<String>,
    /// How many findings comments in the articles hide.
    pub(super) hidden: usize,
    /// See [`crate::diagnostic::Outcome::unknown_locales`].
    pub(super) unknown_locales: Vec<String>,
    /// Where it was asked for.
    pub(super) matrix: Option<ArticleMatrix>,
}

/// A member of the family, parsed.
pub(super) struct Loaded<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) article: Article<'a>,
    /// Where its front matter says what it was made from.
    pub(super) keys: &'a SourceKeys,
    pub(super) clock: &'a Clock,
    kept: Kept,
}

impl<'a> Loaded<'a> {
    pub(super) fn new(file: &'a File<'a>, keys: &'a SourceKeys, clock: &'a Clock) -> Self {
        let text = &file.source.text;
        let (front_matter, body) = clock.time(Stage::FrontMatter, || FrontMatter::read(text));
        let article = clock.time(Stage::Markdown, || document::parse_behind(text, front_matter, body));
        Self { file, article, keys, clock, kept: Kept::default() }
    }

    /// Its blocks as alignment sees them.
    pub(super) fn outline(&self, which: Which) -> &Outline {
        self.kept.outline(&self.article, which)
    }

    /// The facts of one text of a segment, read in the language that it is written in, once.
    pub(super) fn reading(&self, at: At, which: Which) -> &Reading {
        let read = || self.read(at, which, self.file.lexicon_of(which));
        self.kept.reading(&self.article, at, which, read)
    }

    /// The facts of one text of a segment, read as the language of `lexicon`.
    pub(super) fn read(&self, at: At, which: Which, lexicon: &'static Lexicon) -> Reading {
        self.clock.time(Stage::Facts, || files::facts_of(self.file, &self.article, at, which, lexicon))
    }

    /// Whether no fact can be read on one side of block `block`, read as the language of `lexicon`.
    pub(super) fn is_silent(&self, block: usize, which: Which, lexicon: &'static Lexicon) -> bool {
        let is_silent = |segment| {
            let text = files::text_of(&self.article, At { block, segment }, which);
            text.is_none_or(|text| !self.file.may_state(&Unread::new(text, lexicon, lexicon::english())))
        };
        let are_silent = || (0..self.article.blocks[block].segments.len()).all(is_silent);
        let is_own = std::ptr::eq(lexicon, self.file.lexicon_of(which));
        self.clock.time(Stage::Facts, || match is_own {
            true => self.kept.is_silent(&self.article, block, which, are_silent),
            false => are_silent(),
        })
    }

    /// What `then` tells of the words of some blocks, whose text is `text`.
    pub(super) fn with_words<T>(
        &self,
        blocks: &[usize],
        which: Which,
        text: &str,
        then: impl FnOnce(&WordSet) -> T,
    ) -> T {
        match *blocks {
            [block] => then(self.kept.words(&self.article, block, which, || WordSet::of(text))),
            _ => then(&WordSet::of(text)),
        }
    }

    /// The segment at a place, if there is one.
    pub(super) fn segment(&self, at: At) -> Option<&Segment<'_>> {
        self.article.blocks.get(at.block)?.segments.get(at.segment)
    }

    /// From which English it was made.
    pub(super) fn origin(&self) -> Origin<'_> {
        Origin::of(&self.article, self.keys)
    }
}

/// Whose English counts for a member: FACTS' five cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// Its own span pairs.
    Own,
    /// The English article, by its index in the family.
    English(usize),
    /// The English side of a sister made from the same source.
    SameSource(usize),
    /// The English side of the sister whose source is nearest in time.
    Nearest(usize),
    /// There is none.
    None,
}

/// The family with everything that is worked out once.
pub(super) struct Ensemble<'a> {
    pub(super) members: Vec<Loaded<'a>>,
    pub(super) bases: Vec<Basis>,
    comparisons: Vec<OnceCell<Vec<Comparison>>>,
    /// Which blocks of its English each member answers.
    rows: Vec<OnceCell<Vec<Row>>>,
    /// The English of all span pairs.
    english: English,
    /// Titles and descriptions of bilingual articles, which have no English of their own, against the English article.
    heads: Vec<OnceCell<Vec<Comparison>>>,
    /// Titles and descriptions without an English, against those of sisters made from the same source.
    head_circles: OnceCell<Vec<Heads>>,
    /// Where there is no English: all members held against one of them.
    sisters: OnceCell<Vec<Vec<Comparison>>>,
    /// How the English of the members has changed.
    pub(super) revisions: stale::Revisions,
}

impl<'a> Ensemble<'a> {
    pub(super) fn new(files: &'a [File<'a>], keys: &'a SourceKeys, clock: &'a Clock) -> Self {
        let members: Vec<Loaded<'a>> = files.iter().map(|file| Loaded::new(file, keys, clock)).collect();
        let bases = (0..members.len()).map(|member| basis(&members, member)).collect();
        let cells = || members.iter().map(|_| OnceCell::new()).collect();
        let (comparisons, heads) = (cells(), cells());
        let rows = members.iter().map(|_| OnceCell::new()).collect();
        let (revisions, head_circles) = (stale::Revisions::of(members.len()), OnceCell::new());
        let (english, sisters) = (English::default(), OnceCell::new());
        Self { members, bases, comparisons, rows, english, heads, head_circles, sisters, revisions }
    }

    /// What `member` says, held against its English; nothing where there is none.
    pub(super) fn comparisons(&self, member: usize) -> &[Comparison] {
        self.comparisons[member].get_or_init(|| match self.bases[member] {
            Basis::Own => compare::own_pairs(&self.members[member], &self.english),
            Basis::English(english) | Basis::SameSource(english) | Basis::Nearest(english) => {
                let english = &self.members[english];
                let rows = self.rows(english, member);
                compare::along(english, compare::english_side(english), &self.members[member], rows)
            }
            Basis::None => Vec::new(),
        })
    }

    /// Which blocks of `english`, which is that of `member`, it answers.
    pub(super) fn rows(&self, english: &Loaded<'_>, member: usize) -> &[Row] {
        let side = compare::english_side(english);
        self.rows[member].get_or_init(|| compare::rows(english, side, &self.members[member]))
    }

    /// The English article, where the family has one, and title and description of a bilingual `member` held against it.
    pub(super) fn heads(&self, member: usize) -> Option<(usize, &[Comparison])> {
        let english = self.members.iter().position(|other| other.file.member.is_source)?;
        if self.bases[member] != Basis::Own || english == member {
            return None;
        }
        let heads = self.heads[member].get_or_init(|| {
            let (english, member) = (&self.members[english], &self.members[member]);
            let mut rows = compare::across(english, compare::english_side(english), member);
            rows.retain(|row| {
                row.target.segments.iter().all(|at| member.article.blocks[at.block].kind.is_front_matter())
            });
            rows
        });
        Some((english, heads))
    }

    /// Who else's titles and descriptions those without an English are held against.
    pub(super) fn head_circles(&self) -> &[Heads] {
        self.head_circles.get_or_init(|| heads::circles(self))
    }

    /// All `others` held against `pivot`, for families without an English.
    pub(super) fn against(&self, pivot: usize, others: &[usize]) -> &[Vec<Comparison>] {
        self.sisters.get_or_init(|| sisters::against_pivot(self, pivot, others))
    }

    /// The member whose text is the English of `member`.
    pub(super) fn english_of(&self, member: usize) -> Option<usize> {
        match self.bases[member] {
            Basis::Own => Some(member),
            Basis::English(english) | Basis::SameSource(english) | Basis::Nearest(english) => Some(english),
            Basis::None => None,
        }
    }

    /// The members that are translations.
    pub(super) fn translations(&self) -> impl Iterator<Item = usize> {
        (0..self.members.len()).filter(|&member| !self.members[member].file.member.is_source)
    }
}

/// FACTS' order: own pairs, the English article, a sister of the same source, the nearest source.
fn basis(members: &[Loaded<'_>], member: usize) -> Basis {
    if members[member].article.is_bilingual {
        return Basis::Own;
    }
    if let Some(english) = members.iter().position(|other| other.file.member.is_source) {
        return if english == member { Basis::None } else { Basis::English(english) };
    }
    let origin = members[member].origin();
    let bilingual = || (0..members.len()).filter(|&other| other != member && members[other].article.is_bilingual);
    let is_same = |other: &usize| origin.revision.is_some() && members[*other].origin().revision == origin.revision;
    if let Some(sister) = bilingual().find(is_same) {
        return Basis::SameSource(sister);
    }
    // Without dates the first in the order of locales is as near as any.
    let distance = |other: &usize| match (origin.date, members[*other].origin().date) {
        (Some(own), Some(other)) => own.until(other).map_or(i32::MAX, |span| span.get_days().abs()),
        _ => i32::MAX,
    };
    bilingual().min_by_key(distance).map_or(Basis::None, Basis::Nearest)
}

/// Checks a family.
pub(super) fn check(family: &Family, job: &Job<'_>) -> FamilyOutcome {
    let contents = job.clock.time(Stage::Read, || files::contents(family, job.limit, job.overlay));
    check_contents(family, contents, job)
}

/// Checks a family whose files hold `contents`.
pub(super) fn check_contents(family: &Family, contents: Contents, job: &Job<'_>) -> FamilyOutcome {
    let (files, skipped) = job.clock.time(Stage::Read, || files::decoded(family, contents, job.ground));
    job.clock.count(files.iter().map(|file| file.source.text.len()).sum());
    let ensemble = Ensemble::new(&files, job.keys, job.clock);
    let mut emitter = Emitter::new(&family.key, job);
    let mut outcome = FamilyOutcome { skipped, ..FamilyOutcome::default() };
    for member in (0..ensemble.members.len()).filter(|&member| ensemble.members[member].file.member.is_reported) {
        check_member(&ensemble, member, job, &mut emitter, &mut outcome);
    }
    outcome.matrix = job.with_matrix.then(|| matrix::of_family(&family.key, &ensemble)).flatten();
    outcome
}

/// Checks a member, and hides what its own comments make exceptions of.
fn check_member<'a>(
    ensemble: &'a Ensemble<'a>,
    member: usize,
    job: &Job<'_>,
    emitter: &mut Emitter<'_>,
    outcome: &mut FamilyOutcome,
) {
    let loaded = &ensemble.members[member];
    let file = loaded.file;
    let from = outcome.findings.len();
    outcome.files += 1;
    outcome.locales.push(file.tag());
    outcome.unknown_locales.extend(file.is_unknown().then(|| file.tag()));
    let mut drafts = drafts_of_file(loaded);
    if !file.member.is_source {
        drafts.extend(drafts_of_translation(ensemble, member, job, outcome));
    }
    outcome.findings.extend(drafts.into_iter().filter_map(|draft| emitter.finding(draft)));
    outcome.hidden += exceptions::apply(loaded, job, emitter, &mut outcome.findings, from);
}

/// What is wrong with what a translation says.
fn drafts_of_translation<'a>(
    ensemble: &'a Ensemble<'a>,
    member: usize,
    job: &Job<'_>,
    outcome: &mut FamilyOutcome,
) -> Vec<Draft<'a>> {
    let comparisons = ensemble.comparisons(member);
    outcome.segments += comparisons.iter().map(|comparison| comparison.target.segments.len()).sum::<usize>();
    outcome.facts += comparisons.iter().map(Comparison::facts).sum::<usize>();
    let mut drafts = match ensemble.bases[member] {
        Basis::Own | Basis::SameSource(_) => ordinary(ensemble, member),
        Basis::English(english) => {
            let mut drafts = outdated::drafts(ensemble, (english, member), job);
            drafts.extend(lone_blocks(ensemble, member));
            drafts
        }
        Basis::Nearest(english) => witness::judged(ensemble, member, english),
        Basis::None => {
            for (own, _) in sisters::rival(ensemble, member).iter().flat_map(|rival| &rival.sides) {
                outcome.segments += own.segments.len();
                outcome.facts += own.reading.facts.len();
            }
            sisters::disagreements(ensemble, member)
        }
    };
    drafts.extend(sisters::head_disagreements(ensemble, member));
    drafts.extend(stale::stale(ensemble, member));
    if let Some(day) = job.as_of {
        drafts.extend(past::drafts(ensemble, member, day));
    }
    drafts
}

/// Every verdict of a member by the rules of a pair.
fn ordinary<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    let Some(english) = ensemble.english_of(member) else { return Vec::new() };
    let own = ensemble.comparisons(member).iter().map(|comparison| (english, comparison));
    let heads =
        ensemble.heads(member).into_iter().flat_map(|(english, heads)| heads.iter().map(move |row| (english, row)));
    let mut drafts = Vec::new();
    for (english, comparison) in own.chain(heads) {
        for verdict in &comparison.verdicts {
            for (trouble, source, target) in compare::troubles(verdict, comparison) {
                drafts.push(draft(ensemble, (english, member), comparison, trouble, (source, target)));
            }
        }
    }
    drafts
}

/// A draft for facts of a comparison: of the English and of the translation, as indices into its readings.
pub(super) fn draft<'a>(
    ensemble: &'a Ensemble<'a>,
    (english, member): (usize, usize),
    comparison: &'a Comparison,
    trouble: Trouble,
    (source, target): (Option<usize>, Option<usize>),
) -> Draft<'a> {
    let (english, member) = (&ensemble.members[english], &ensemble.members[member]);
    let case = |(source, target)| Case { english, member, comparison, source, target };
    let suggestion = source.zip(target).and_then(|facts| suggest::of_trouble(&case(facts), &trouble));
    Draft {
        trouble,
        suggestion,
        source: spot_beside(
            english,
            &comparison.source,
            source,
            compare::english_side(english),
            place(&comparison.target, target),
        ),
        target: spot_beside(member, &comparison.target, target, Which::Target, place(&comparison.source, source))
            .unwrap_or(nowhere(member)),
        place: None,
    }
}

/// How far into a side a fact stands, 0 to 1.
fn place(side: &Side, fact: Option<usize>) -> f64 {
    fact.map_or(0.0, |fact| fact as f64 / side.reading.facts.len().max(1) as f64)
}

/// The place of a fact of a side; without a fact, of the segment as far into the side as `place` says.
fn spot_beside<'a>(
    member: &'a Loaded<'a>,
    side: &'a Side,
    fact: Option<usize>,
    which: Which,
    place: f64,
) -> Option<Spot<'a>> {
    if fact.is_some() {
        return spot(member, side, fact, which);
    }
    let index = ((place * side.segments.len() as f64) as usize).min(side.segments.len().checked_sub(1)?);
    let segment = member.segment(side.segments[index])?;
    Some(Spot { file: member.file, segment, which, fact: None })
}

/// The place of a fact of a side; without a fact, of the side's first segment.
pub(super) fn spot<'a>(member: &'a Loaded<'a>, side: &'a Side, fact: Option<usize>, which: Which) -> Option<Spot<'a>> {
    let index = fact.map_or(Some(0), |fact| side.origins.get(fact).map(|(segment, _)| *segment))?;
    let segment = member.segment(*side.segments.get(index)?)?;
    Some(Spot { file: member.file, segment, which, fact: fact.and_then(|fact| side.reading.facts.get(fact)) })
}

/// Stands where a finding concerns a file rather than a segment.
static EMPTY: Segment<'static> = Segment { id: None, target: None, source: None };

pub(super) fn nowhere<'a>(member: &'a Loaded<'a>) -> Spot<'a> {
    Spot { file: member.file, segment: &EMPTY, which: Which::Target, fact: None }
}

/// What is wrong with the file itself.
fn drafts_of_file<'a>(member: &'a Loaded<'a>) -> Vec<Draft<'a>> {
    let at = |trouble: Trouble, place: Span| Draft {
        trouble,
        source: None,
        target: nowhere(member),
        place: Some(place),
        suggestion: None,
    };
    let mut drafts: Vec<Draft<'a>> = member
        .article
        .defects
        .iter()
        .map(|defect| at(Trouble::Pair(defect.kind, defect.id.clone()), defect.span))
        .collect();
    if let Some(error) = &member.article.front_matter.error {
        drafts.push(at(Trouble::FrontMatter(error.message.clone()), error.span));
    }
    drafts.extend(member.file.source.unreadable().map(|(why, place)| at(Trouble::Encoding(why), place)));
    drafts.extend(locale_mismatch(member).map(|(trouble, place)| at(trouble, place)));
    drafts
}

/// The key of the front matter that names the locale and nothing else.
const LOCALE_KEY: &str = "ms.contentlocale";

/// A front matter that names another locale than the place of the file.
fn locale_mismatch(member: &Loaded<'_>) -> Option<(Trouble, Span)> {
    let key = [LOCALE_KEY, "locale", "lang"]
        .iter()
        .find_map(|name| member.article.front_matter.keys.iter().find(|key| key.name == *name))?;
    let expected = member.file.member.locale?;
    let Some(stated) = Tag::parse(&key.value) else {
        // Other keys have other uses: `lang: csharp`.
        let is_meant = key.name == LOCALE_KEY && !key.value.is_empty();
        return is_meant.then(|| (Trouble::NoLocale(key.value.to_string()), key.span));
    };
    let agrees = stated.matches(&expected) || expected.matches(&stated);
    (!agrees).then(|| (Trouble::Locale { stated: stated.to_string(), expected: expected.to_string() }, key.span))
}

/// Blocks with no counterpart in the English article, and the reverse.
fn lone_blocks<'a>(ensemble: &'a Ensemble<'a>, member: usize) -> Vec<Draft<'a>> {
    let Some(english) = ensemble.english_of(member) else { return Vec::new() };
    let rows = ensemble.rows(&ensemble.members[english], member);
    let (english, member) = (&ensemble.members[english], &ensemble.members[member]);
    let spot = |of: &'a Loaded<'a>, block: usize| {
        let segment = of.segment(At { block, segment: 0 })?;
        Some(Spot { file: of.file, segment, which: Which::Target, fact: None })
    };
    let lone = compare::lone(english, compare::english_side(english), member, rows);
    let draft = |run: compare::Lone| {
        let compare::Lone { is_added, block, count, place } = run;
        let trouble = Trouble::Block { is_added, count };
        let (source, target, place) = match is_added {
            true => (None, spot(member, block)?, None),
            false => (spot(english, block), nowhere(member), Some(place)),
        };
        Some(Draft { trouble, source, target, place, suggestion: None })
    };
    lone.into_iter().filter_map(draft).collect()
}
