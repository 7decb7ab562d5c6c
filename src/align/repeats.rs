//! What a translation tells twice: a value repeated is no new fact, but a date told twice stops a reader.

use rustc_hash::FxHashSet;

use crate::facts::{Date, Fact, Period, Reading, Value};
use crate::lexicon::Relation;

/// Both sides of a pair, as read and as written.
#[derive(Clone, Copy)]
pub(super) struct Sides<'r> {
    pub(super) source: &'r Reading,
    pub(super) target: &'r Reading,
    pub(super) source_text: &'r str,
    pub(super) target_text: &'r str,
}

/// Whether `fact` of the translation, which repeats a value of the English, is told once more than the English does.
pub(super) fn is_told_twice(fact: &Fact, sides: Sides<'_>) -> bool {
    if !fact.has_digits {
        return false;
    }
    if is_gloss(fact, sides.target_text, sides.source_text) || is_echo(fact, sides.target_text) {
        return true;
    }
    match &fact.value {
        Value::Date(date) if is_bare_year(*date) => is_year_told_twice(fact, sides),
        // A day without its year is named again as freely as any noun.
        Value::Date(Date { year: Some(_), .. }) => {
            count(fact, sides.target) > count(fact, sides.source)
                && is_level(fact, sides)
                && !is_original_name(fact, sides)
        }
        Value::Number(_) => is_name_told_twice(fact, sides),
        Value::Identifier(_) => is_code_told_twice(fact, sides),
        _ => false,
    }
}

/// Whether `fact` is a year alone that the translation names more often than the English, in dates or by itself.
pub(super) fn is_year_told_twice(fact: &Fact, Sides { source, target, .. }: Sides<'_>) -> bool {
    let Value::Date(date) = fact.value else { return false };
    let Some(year) = date.year.filter(|_| is_bare_year(date)) else { return false };
    let stated = |reading: &Reading| reading.facts.iter().map(|fact| years(&fact.value, year)).sum::<usize>();
    let (said, told) = (stated(source), stated(target));
    said > 0 && told > said
}

fn is_bare_year(date: Date) -> bool {
    date.year.is_some() && date.month.is_none() && date.day.is_none()
}

/// How often `value` names the year: both ends of a range do.
fn years(value: &Value, year: i16) -> usize {
    let names = |date: &Option<Date>| usize::from(date.is_some_and(|date| date.year == Some(year)));
    match value {
        Value::Date(date) => names(&Some(*date)),
        Value::DateRange(from, to) => names(from) + names(to),
        Value::Period(Period { year: Some(other), .. }) => usize::from(*other == year),
        Value::Number(n) => usize::from(*n == year.into()),
        _ => 0,
    }
}

fn count(fact: &Fact, reading: &Reading) -> usize {
    let ends = |value: &Value| match (value, &fact.value) {
        (Value::DateRange(from, to), Value::Date(date)) => {
            [from, to].into_iter().filter(|end| **end == Some(*date)).count()
        }
        _ => 0,
    };
    let same = |other: &Fact| usize::from(other.value.same_as() == fact.value.same_as()) + ends(&other.value);
    reading.facts.iter().map(same).sum()
}

/// Whether the copies say the same of the moment. "On or after June 3" may well name its day twice.
fn is_level(fact: &Fact, sides: Sides<'_>) -> bool {
    let relation =
        |fact: &Fact| fact.relation.map(|(relation, _)| relation).filter(|relation| *relation != Relation::On);
    let bound = |fact: &Fact| fact.bound.map(|(bound, _)| bound);
    let is_copy = |other: &&Fact| other.value.same_as() == fact.value.same_as();
    let is_related =
        sides.source.facts.iter().filter(is_copy).any(|fact| relation(fact).is_some() || bound(fact).is_some());
    let are_alike = |other: &Fact| relation(other) == relation(fact) && bound(other) == bound(fact);
    !is_related || sides.target.facts.iter().filter(is_copy).all(are_alike)
}

/// Whether the date ends an English name that is given in parentheses behind its translation (`файл Offers 1-1-20`).
fn is_original_name(fact: &Fact, sides: Sides<'_>) -> bool {
    let word_before = |text: &str, at: u32| {
        let mut words = text.get(..at as usize)?.split(|c: char| !c.is_alphanumeric());
        words.rfind(|word| !word.is_empty()).map(str::to_lowercase)
    };
    let is_kept = |source: &Fact, fact: &Fact| {
        let words = |fact: &Fact, text: &str| text.get(fact.span.range()).map(str::to_owned);
        words(source, sides.source_text) == words(fact, sides.target_text)
            && word_before(sides.source_text, source.span.start) == word_before(sides.target_text, fact.span.start)
    };
    // Whichever of the copies was taken for the answer.
    let is_copy = |other: &&Fact| other.value.same_as() == fact.value.same_as();
    let is_name = |fact: &Fact| {
        in_gloss(fact, sides.target_text) && sides.source.facts.iter().any(|source| is_kept(source, fact))
    };
    sides.target.facts.iter().filter(is_copy).any(is_name)
}

/// Whether the number stands behind a name (`Office 365`) that the translation tells with it more often than the English
/// names it at all: `Office and Harbor 365` may become two names with a number each.
fn is_name_told_twice(fact: &Fact, sides: Sides<'_>) -> bool {
    let words =
        |fact: &Fact, text: &'_ str| fact.label.and_then(|label| text.get(label.range())).map(str::to_lowercase);
    let Some(name) = words(fact, sides.target_text) else { return false };
    let is_copy = |other: &&Fact| other.value == fact.value && words(other, sides.target_text).as_ref() == Some(&name);
    let copies: Vec<&Fact> = sides.target.facts.iter().filter(is_copy).collect();
    // `Harbor 365 A3 and Harbor 365 A5`: each code got the name.
    let code = |name: &&Fact| {
        let is_behind = |other: &&Fact| (name.span.end..=name.span.end + 1).contains(&other.span.start);
        sides.target.facts.iter().find(is_behind).map(|code| code.value.same_as())
    };
    let codes: FxHashSet<String> = copies.iter().filter_map(code).collect();
    let told = copies.len() - codes.len().saturating_sub(1);
    let is_name = |word: &&str| word.to_lowercase() == name;
    let said = sides.source_text.split(|c: char| !c.is_alphanumeric()).filter(is_name).count();
    // Another sentence may name it again where the English says "it", or nothing.
    let is_together = |pair: &[&Fact]| {
        let between = sides.target_text.get(pair[0].span.range().end..pair[1].span.range().start);
        between.is_some_and(|between| !ends_sentence(between))
    };
    said > 0 && told > said && copies.windows(2).any(is_together) && !in_gloss(fact, sides.target_text)
}

/// Whether a sentence ends inside the text.
fn ends_sentence(text: &str) -> bool {
    let is_closed =
        |mark: &str| text.match_indices(mark).any(|(at, _)| text[at + mark.len()..].starts_with(char::is_whitespace));
    text.contains(['。', '！', '？', '।', '\n']) || [".", "!", "?", ":"].iter().any(|mark| is_closed(mark))
}

/// Whether a code is told once more, and not because each of several names got its own (`Office 365 F3 and Harbor 365 F3`).
fn is_code_told_twice(fact: &Fact, sides: Sides<'_>) -> bool {
    let is_copy = |other: &&Fact| other.value.same_as() == fact.value.same_as();
    let told: Vec<&Fact> = sides.target.facts.iter().filter(is_copy).collect();
    if told.len() <= count(fact, sides.source) {
        return false;
    }
    let name = |code: &Fact| {
        let before = sides.target.facts.iter().rfind(|other| other.span.end <= code.span.start)?;
        let label = before.label.filter(|_| before.span.end + 2 >= code.span.start)?;
        sides.target_text.get(label.range())
    };
    let names: Vec<&str> = told.iter().filter_map(|code| name(code)).collect();
    names.len() < told.len() || names.windows(2).all(|pair| pair[0] == pair[1])
}

/// Whether the fact stands in parentheses that begin with four words in a row of what stands before them: a phrase told,
/// and told again.
fn is_echo(fact: &Fact, text: &str) -> bool {
    let Some(before) = before_parenthesis(fact, text) else { return false };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let inside = words(text[before.len()..].split([')', '）']).next().unwrap_or_default());
    inside.len() >= 4 && words(before).windows(4).any(|run| *run == inside[..4])
}

/// The text before the parenthesis in which the fact stands.
fn before_parenthesis<'t>(fact: &Fact, text: &'t str) -> Option<&'t str> {
    let before = text.get(..fact.span.start as usize)?;
    let open = before.rfind(['(', '（'])?;
    (!before[open..].contains([')', '）'])).then(|| &before[..open])
}

/// A label of the interface is kept in English and glossed behind it.
fn in_gloss(fact: &Fact, text: &str) -> bool {
    before_parenthesis(fact, text).is_some()
}

/// Whether the fact is told again in parentheses behind the English, which was left standing: at least three words in a
/// row before the parenthesis stand so in the English. A sentence may well name a value twice otherwise.
fn is_gloss(fact: &Fact, target_text: &str, source_text: &str) -> bool {
    let Some(before) = before_parenthesis(fact, target_text) else { return false };
    // A label of the interface is kept and glossed in the middle of a sentence; a sentence left standing begins the text.
    let words: Vec<&str> = before.split_whitespace().collect();
    let english: Vec<&str> = source_text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let kept = |count: usize| {
        let tail = &words[words.len() - count..];
        english.windows(count).any(|window| window.iter().zip(tail).all(|(a, b)| bare(a) == bare(b)))
    };
    let longest = (1..=words.len().min(english.len())).take_while(|count| kept(*count)).last().unwrap_or(0);
    let begins = longest == words.len() || words[words.len() - longest - 1].ends_with([':', '：']);
    longest >= 3 && begins
}
