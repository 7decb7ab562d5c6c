//! A translation held against today's English, with the English it was made from at hand: what it says as its own
//! English did is stale, not mistranslated.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::blocks::align_same_language;
use crate::align::facts::{Note, Verdict, compare};
use crate::discover::Member;
use crate::rules::{Trouble, Witnesses};
use crate::text::Source;

use super::Job;
use super::compare::{self, Comparison};
use super::emit::Draft;
use super::family::{Ensemble, Loaded, draft};
use super::files::{self, At, File, Side, Which};
use super::witness::{self, Key, Says, key};

/// What is wrong with `member`, held against the English article `english`.
pub(super) fn drafts<'a>(
    ensemble: &'a Ensemble<'a>,
    (english, member): (usize, usize),
    job: &Job<'_>,
) -> Vec<Draft<'a>> {
    let older = OnceCell::new();
    let sisters = OnceCell::new();
    let mut drafts = Vec::new();
    for comparison in ensemble.comparisons(member) {
        for verdict in &comparison.verdicts {
            for (trouble, source, target) in compare::troubles(verdict, comparison) {
                let is_stale = is_of_value(&trouble) && {
                    let older = older.get_or_init(|| older_english(ensemble, (english, member), job));
                    let sisters = || sisters.get_or_init(|| witness::sister_statements(ensemble, member));
                    older.iter().any(|older| older.explains(comparison, source, target))
                        || older.is_empty()
                            && all_differ_alike(ensemble, (english, member), comparison, verdict, sisters())
                };
                let trouble = if is_stale {
                    let at = source.and_then(|source| key(comparison, source));
                    Trouble::Stale(witnesses(
                        ensemble,
                        (english, member),
                        at,
                        witness::says(comparison, verdict),
                        older.get(),
                    ))
                } else {
                    trouble
                };
                drafts.push(draft(ensemble, (english, member), comparison, trouble, (source, target)));
            }
        }
    }
    drafts
}

/// Whether another English can have said it so. Broken writing is broken whatever the English says.
fn is_of_value(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Value
            | Trouble::Name
            | Trouble::LostEnd
            | Trouble::Missing
            | Trouble::Added
            | Trouble::Relation(_)
            | Trouble::AmbiguousDate
    )
}

/// How many others have to say the same: two languages can read a date that was left in English alike, and both wrongly.
const FEWEST_SISTERS: usize = 2;

/// Translations of one source that all say the same, and not what today's English says: their source had it so.
fn all_differ_alike(
    ensemble: &Ensemble<'_>,
    (english, member): (usize, usize),
    comparison: &Comparison,
    verdict: &Verdict,
    sisters: &[FxHashMap<Key, Says>],
) -> bool {
    let (today, own) = (ensemble.members[english].origin(), ensemble.members[member].origin());
    if own.revision == today.revision || today.article_date.is_some_and(|date| own.article_date > Some(date)) {
        return false;
    }
    let Verdict::Differs { source, .. } = verdict else { return false };
    let Some(own) = witness::says(comparison, verdict) else { return false };
    let said: Vec<&Says> = key(comparison, *source)
        .map(|key| sisters.iter().filter_map(|sister| sister.get(&key)).collect())
        .unwrap_or_default();
    said.len() >= FEWEST_SISTERS && said.iter().all(|says| **says == own)
}

/// An English that the translation was, or may have been, made from.
struct Older {
    /// Its revision, as people quote it.
    shown: String,
    /// Facts of the translation that it states.
    stated: FxHashSet<Key>,
    /// Facts of today's English that it does not state.
    news: FxHashSet<Key>,
}

impl Older {
    /// Whether what is wrong today was right then: the English has changed there, and the translation says what it said.
    fn explains(&self, comparison: &Comparison, source: Option<usize>, target: Option<usize>) -> bool {
        let is_news = source.is_none_or(|source| key(comparison, source).is_some_and(|key| self.news.contains(&key)));
        let is_stated = |target| side_key(&comparison.target, target).is_some_and(|key| self.stated.contains(&key));
        is_news && target.is_none_or(is_stated)
    }
}

/// The English that the translation records, and the one before the changes that the run is about. Nothing where today's
/// is the recorded one.
fn older_english(ensemble: &Ensemble<'_>, (english, member): (usize, usize), job: &Job<'_>) -> Vec<Older> {
    let origin = ensemble.members[member].origin();
    let file = ensemble.members[english].file;
    let recorded = origin.revision.and_then(|revision| job.recorded(file.member, revision));
    let texts = recorded.map(|bytes| (origin.shown().unwrap_or_default(), bytes));
    let base = || job.base(file.member).map(|(commit, bytes)| (commit.chars().take(8).collect(), bytes));
    let mut older = Vec::new();
    for (shown, bytes) in texts.into_iter().chain(std::iter::from_fn(base).take(1)) {
        let source = Source::from_bytes(&file.source.path, bytes);
        if source.text == file.source.text {
            break;
        }
        older.push(older_of(ensemble, (english, member), shown, source, job));
    }
    older
}

fn older_of(
    ensemble: &Ensemble<'_>,
    (english, member): (usize, usize),
    shown: String,
    source: Source,
    job: &Job<'_>,
) -> Older {
    let (today, member) = (&ensemble.members[english], &ensemble.members[member]);
    let then = Member { ..today.file.member.clone() };
    let file = File::new(&then, source, job.ground);
    let older = Loaded::new(&file, job.keys, job.clock);
    let mut stated = FxHashSet::default();
    for comparison in compare::across(&older, compare::english_side(&older), member) {
        for verdict in &comparison.verdicts {
            let Verdict::Agrees { target, notes, .. } = verdict else { continue };
            if !notes.iter().any(|note| matches!(note, Note::Relation(_) | Note::Name)) {
                stated.extend(side_key(&comparison.target, *target));
            }
        }
    }
    Older { shown, stated, news: news(&older, today) }
}

/// The key of a fact of one side.
fn side_key(side: &Side, fact: usize) -> Option<Key> {
    let (segment, index) = *side.origins.get(fact)?;
    Some((*side.segments.get(segment)?, index))
}

/// Facts that `today` states and `older` did not.
fn news(older: &Loaded<'_>, today: &Loaded<'_>) -> FxHashSet<Key> {
    let (then, now) = (texts(older), texts(today));
    let words = |texts: &[(At, &str)]| -> Vec<String> { texts.iter().map(|(_, text)| (*text).to_owned()).collect() };
    let (a, b) = (words(&then), words(&now));
    let (a, b): (Vec<&str>, Vec<&str>) =
        (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
    let lexicon = today.file.lexicon_of(compare::english_side(today));
    let facts = |member: &Loaded<'_>, at: At| {
        let which = compare::english_side(member);
        member.reading(at, which).clone()
    };
    let mut news: FxHashSet<Key> = FxHashSet::default();
    let mut kept: FxHashSet<Key> = FxHashSet::default();
    for (was, is) in align_same_language(&a, &b) {
        let Some((at, text)) = is.map(|is| now[is]) else { continue };
        let reading = facts(today, at);
        news.extend((0..reading.facts.len()).map(|fact| (at, fact)));
        let Some((before, words)) = was.map(|was| then[was]) else { continue };
        let verdicts = compare(&facts(older, before), &reading, text, words, lexicon);
        kept.extend(verdicts.iter().filter_map(|verdict| match verdict {
            Verdict::Agrees { target, notes, .. } if notes.is_empty() => Some((at, *target)),
            _ => None,
        }));
    }
    news.retain(|key| !kept.contains(key));
    news
}

/// The texts of an English article, in order.
fn texts<'l>(english: &'l Loaded<'_>) -> Vec<(At, &'l str)> {
    let which: Which = compare::english_side(english);
    let places = english
        .article
        .blocks
        .iter()
        .enumerate()
        .flat_map(|(block, content)| (0..content.segments.len()).map(move |segment| At { block, segment }));
    places
        .map(|at| (at, files::cooked(&english.article, at, which)))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

/// Who says what of a fact of the English: those that say it, those that are behind as `member` is, and the others.
fn witnesses(
    ensemble: &Ensemble<'_>,
    (english, member): (usize, usize),
    at: Option<Key>,
    own: Option<Says>,
    older: Option<&Vec<Older>>,
) -> Witnesses {
    let origin = ensemble.members[member].origin();
    let recorded = older.and_then(|older| older.first()).map(|older| older.shown.clone());
    let mut witnesses = Witnesses {
        revision: recorded.or_else(|| origin.shown()),
        newer_revision: ensemble.members[english].origin().shown(),
        is_today: true,
        ..Witnesses::default()
    };
    let Some(at) = at else { return witnesses };
    for other in
        ensemble.translations().filter(|other| *other != member && ensemble.english_of(*other) == Some(english))
    {
        let statements = witness::statements(ensemble.comparisons(other));
        let tag = ensemble.members[other].file.tag();
        match statements.get(&at) {
            Some(Says::Same) => witnesses.others.push(tag),
            Some(says) if Some(says) == own.as_ref() => witnesses.alike.push(tag),
            Some(Says::Other(stated)) => witnesses.third.push((tag, stated.fact.clone())),
            _ => {}
        }
    }
    witnesses
}
