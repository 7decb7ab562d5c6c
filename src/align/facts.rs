//! Which fact of the translation answers which fact of the English, and what is wrong between them.

use crate::facts::{Convention, Damage, Fact, Kind, Reading, UNKNOWN_ZONE, Value};
use crate::lexicon::{Bound, Lexicon};

use rust_decimal::Decimal;

use super::agree::{self, Context, Quality};
use super::digits;
use super::excuses::{self, is_excused, is_kept};
use super::kept;
use super::relations::{self, Fault};
use super::repeats::{self, Sides};

mod codes;
mod fractions;
mod names;
mod parts;
mod windows;
mod words;

/// What became of a fact. Indices are into the readings' facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Stated on both sides.
    Agrees {
        /// In the English.
        source: usize,
        /// In the translation.
        target: usize,
        /// What is wrong all the same.
        notes: Vec<Note>,
    },
    /// Told with another value.
    Differs {
        /// In the English.
        source: usize,
        /// In the translation.
        target: usize,
    },
    /// A numeric date in English order that the locale reads as another date.
    AmbiguousDate {
        /// In the English.
        source: usize,
        /// In the translation.
        target: usize,
    },
    /// A range of which one end is left.
    LostEnd {
        /// In the English.
        source: usize,
        /// In the translation.
        target: usize,
    },
    /// Demanded and not there.
    Missing {
        /// In the English.
        source: usize,
    },
    /// Out of nowhere.
    Added {
        /// In the translation.
        target: usize,
    },
    /// Told again, the digits written out twice.
    Repeated {
        /// In the translation.
        target: usize,
    },
}

impl Verdict {
    /// The facts that it speaks of, of the English and of the translation.
    pub fn facts(&self) -> (Option<usize>, Option<usize>) {
        match self {
            Self::Agrees { source, target, .. }
            | Self::Differs { source, target }
            | Self::AmbiguousDate { source, target }
            | Self::LostEnd { source, target } => (Some(*source), Some(*target)),
            Self::Missing { source } => (Some(*source), None),
            Self::Added { target } | Self::Repeated { target } => (None, Some(*target)),
        }
    }

    /// The fact of the translation that it speaks of.
    fn target(&self) -> Option<usize> {
        self.facts().1
    }
}

/// What is wrong with a fact whose value agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// English separators, which the locale reads otherwise or not at all.
    EnglishSeparators,
    /// English order in a numeric date that can be read one way only.
    EnglishOrder,
    /// The number of another name: Microsoft 365 for Office 365.
    Name,
    /// A broken word, a missing mark, disorder.
    Damage(Damage),
    /// A relation or bound turned, lost or weakened.
    Relation(Fault),
}

/// A possible match.
struct Candidate {
    source: usize,
    target: usize,
    score: i32,
    quality: Quality,
    is_english: bool,
}

/// Holds the facts of `target`, read with `lexicon`, against those of `source`. Each fact is spoken of at most once.
/// `target_text` is what the translation says: an identifier that stands in it in any form is not missing.
pub fn compare<'r>(
    source: &'r Reading,
    target: &'r Reading,
    target_text: &'r str,
    source_text: &'r str,
    lexicon: &'r Lexicon,
) -> Vec<Verdict> {
    if source.facts.is_empty() && target.facts.is_empty() {
        return Vec::new();
    }
    if windows::are_needed(source, target) {
        return windows::compare((source, source_text), (target, target_text), lexicon);
    }
    whole(source, target, target_text, source_text, lexicon)
}

/// Holds each fact of one side against each of the other.
fn whole<'r>(
    source: &'r Reading,
    target: &'r Reading,
    target_text: &'r str,
    source_text: &'r str,
    lexicon: &'r Lexicon,
) -> Vec<Verdict> {
    let mut table = Table::new(source, target, (source_text, target_text), lexicon);
    table.match_equal();
    table.match_foreign_dates();
    table.match_ranges();
    table.match_periods();
    table.match_lengths();
    table.match_compact_lengths();
    table.match_digits();
    table.match_repeated(target_text, source_text);
    table.match_kept();
    table.pair_codes();
    table.pair_fractions();
    table.excuse(target_text, source_text);
    table.pair_alike();
    table.pair_changed();
    table.finish()
}

struct Table<'r> {
    source: &'r Reading,
    target: &'r Reading,
    source_text: &'r str,
    target_text: &'r str,
    lexicon: &'r Lexicon,
    /// Facts already spoken of.
    source_done: Vec<bool>,
    target_done: Vec<bool>,
    /// Number words that are no facts out of nowhere, but may be what became of a number of the English.
    target_quiet: Vec<bool>,
    verdicts: Vec<Verdict>,
}

impl<'r> Table<'r> {
    fn new(
        source: &'r Reading,
        target: &'r Reading,
        (source_text, target_text): (&'r str, &'r str),
        lexicon: &'r Lexicon,
    ) -> Self {
        let done = |reading: &Reading| vec![false; reading.facts.len()];
        Self {
            source,
            target,
            source_text,
            target_text,
            lexicon,
            source_done: done(source),
            target_done: done(target),
            target_quiet: done(target),
            verdicts: Vec::new(),
        }
    }

    fn context(&self) -> Context<'r> {
        Context { source: self.source, target: self.target }
    }

    /// Matches facts that agree, the best matches first.
    fn match_equal(&mut self) {
        let mut candidates = Vec::new();
        for source in 0..self.source.facts.len() {
            for target in 0..self.target.facts.len() {
                candidates.extend(self.candidate(source, target));
            }
        }
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.source, candidate.target));
        for candidate in candidates {
            if self.source_done[candidate.source] || self.target_done[candidate.target] {
                continue;
            }
            self.settle(&candidate);
        }
    }

    fn candidate(&self, source: usize, target: usize) -> Option<Candidate> {
        let (s, t) = (&self.source.facts[source], &self.target.facts[target]);
        let (quality, convention, kind) = best(s, t, self.context())?;
        if is_article(s, t) || quality == Quality::Loose && self.lacks_unit(s, t) {
            return None;
        }
        // A dotted pair that may be a day is left to be the decimal that the English has.
        let is_decimal = kind == Kind::Number && is_date(t);
        let convention = if is_decimal { Convention::Own } else { convention };
        let fault = relations::fault(s, t, (self.source, self.target), self.lexicon);
        let mut score = 100 * quality as i32;
        score += if convention == Convention::Own { 30 } else { 0 };
        score -= match fault {
            Some(Fault::Flipped) => 60,
            Some(Fault::Lost | Fault::Weakened) => 20,
            None => 0,
        };
        // Of two that state the value, the one with its relation answers the one with a relation.
        score -= if s.relation.is_some() == t.relation.is_some() { 0 } else { 8 };
        let name = |fact: &Fact, text: &'r str| fact.label.and_then(|label| text.get(label.range()));
        let names = (name(s, self.source_text), name(t, self.target_text));
        score += if names.0.is_some() && names.0 == names.1 { 15 } else { 0 };
        score += i32::from(s.kind() == t.kind()) * 10 + i32::from(s.is_weak == t.is_weak) * 5;
        // Among equals the order of the sentence decides.
        let place = |at: usize, of: usize| 10 * at as i32 / of.max(1) as i32;
        score -= (place(source, self.source.facts.len()) - place(target, self.target.facts.len())).abs() / 2;
        Some(Candidate { source, target, score, quality, is_english: convention == Convention::English })
    }

    /// Whether the English counts a unit of time and the translation a bare number, behind which no word stands that could
    /// be the unit, and names the unit nowhere.
    fn lacks_unit(&self, source: &Fact, target: &Fact) -> bool {
        let (Value::Duration(length), Value::Number(_)) = (&source.value, &target.value) else { return false };
        let rest = self.target_text.get(target.span.end as usize..).unwrap_or("").trim_start();
        let is_bare = !rest.starts_with(|c: char| c.is_alphanumeric() || "-–—−‑/~～,、،+&(（*".contains(c));
        let is_said = self.target.units.contains(&length.unit)
            || self.target.facts.iter().any(|fact| matches!(fact.kind(), Kind::Duration | Kind::Frequency));
        is_bare && !is_said && self.lexicon.is_complete("unit")
    }

    fn settle(&mut self, candidate: &Candidate) {
        let &Candidate { source, target, quality, is_english, .. } = candidate;
        let (s, t) = (&self.source.facts[source], &self.target.facts[target]);
        self.source_done[source] = true;
        self.target_done[target] = true;
        if is_english && is_ambiguous_date(t) {
            return self.verdicts.push(Verdict::AmbiguousDate { source, target });
        }
        if loses_zone(s, t, self.target) || loses_currency(s, t, self.target) {
            return self.verdicts.push(Verdict::Differs { source, target });
        }
        let mut notes = Vec::new();
        let words = |fact: &Fact, text: &'r str| text.get(fact.span.range());
        let is_kept = words(s, self.source_text) == words(t, self.target_text);
        if is_english && !(is_kept && (self.is_version(s, t) || excuses::tells_of_output(self.source_text))) {
            notes.push(if is_date(t) { Note::EnglishOrder } else { Note::EnglishSeparators });
        }
        notes.extend(is_renamed((s, self.source_text), (t, self.target_text)).then_some(Note::Name));
        // An order that the English has as well is no damage of the translation.
        let is_own = |damage: &Damage| {
            *damage != Damage::Disorder || s.damage.is_none_or(|(known, _)| known != Damage::Disorder)
        };
        notes.extend(t.damage.map(|(damage, _)| damage).filter(is_own).map(Note::Damage));
        // Working days told as days are the same length all the same: before and after them is not open.
        if quality > Quality::Loose || s.kind() == Kind::Duration && t.kind() == Kind::Duration {
            notes.extend(relations::fault(s, t, (self.source, self.target), self.lexicon).map(Note::Relation));
        }
        self.verdicts.push(Verdict::Agrees { source, target, notes });
    }

    /// Whether a number of the English that the translation keeps is one of a version: `2.4`, `>= 1.2` beside `3.0.0`,
    /// `Go 1.24` in both.
    fn is_version(&self, fact: &Fact, kept: &Fact) -> bool {
        let before = self.source_text.get(..fact.span.range().start).unwrap_or_default().trim_end();
        let is_compared = ["<", ">", ">=", "<=", "==", "~", "^"].iter().any(|sign| before.ends_with(sign));
        let has_company = || self.source.facts.iter().any(|other| other.kind() == Kind::Version);
        let name = |fact: &Fact, text: &'r str| fact.label.and_then(|label| text.get(label.range()));
        let is_named = || name(fact, self.source_text).is_some_and(|label| name(kept, self.target_text) == Some(label));
        fact.kind() == Kind::Version || fact.kind() == Kind::Number && (is_compared || has_company() || is_named())
    }

    /// A value repeated is not a new fact, on either side.
    fn match_repeated(&mut self, target_text: &'r str, source_text: &'r str) {
        let sides = Sides { source: self.source, target: self.target, source_text, target_text };
        for target in 0..self.target.facts.len() {
            let fact = &self.target.facts[target];
            let is_open = !self.target_done[target];
            let is_copy = is_open && (0..self.source.facts.len()).any(|source| self.is_copy(source, target));
            let is_told_twice = is_copy && repeats::is_told_twice(fact, sides);
            if is_told_twice || is_open && repeats::is_year_told_twice(fact, sides) {
                self.verdicts.push(Verdict::Repeated { target });
                self.target_done[target] = true;
            }
            self.target_done[target] |= is_copy;
        }
        for source in 0..self.source.facts.len() {
            let is_said = (0..self.target.facts.len()).any(|target| self.is_copy(source, target));
            self.source_done[source] |= is_said && !self.loses_name(source);
        }
    }

    /// Whether one of the two states again what the other states.
    fn is_copy(&self, source: usize, target: usize) -> bool {
        let (s, t) = (&self.source.facts[source], &self.target.facts[target]);
        if best(s, t, self.context()).is_none() || is_article(s, t) {
            return false;
        }
        let is_bare = |fact: &Fact| fact.kind() == Kind::Number && fact.label.is_none();
        let is_code = |fact: &Fact| matches!(fact.kind(), Kind::Identifier | Kind::Version);
        let is_other = s.kind() == Kind::Duration && t.kind() == Kind::Frequency || is_code(s) && is_bare(t);
        // "Daily usage takes 24 hours": what "daily" answers does not say the hours as well.
        let answers_own = |verdict: &Verdict| match verdict {
            Verdict::Agrees { source: a, target: b, .. } => {
                (*a == source || *b == target) && self.source.facts[*a].kind() == self.target.facts[*b].kind()
            }
            _ => false,
        };
        // "Only one line" does not say the 1 of "level 1" as well, where a word for one answers it.
        let is_level = s.is_weak && !s.has_digits && t.has_digits && t.label.is_some() && self.counts(s);
        let is_answered = |verdict: &Verdict| matches!(verdict, Verdict::Agrees { source: a, target: b, .. } if *a == source && self.target.facts[*b].is_weak);
        !(is_other && self.verdicts.iter().any(answers_own) || is_level && self.verdicts.iter().any(is_answered))
    }

    /// Whether a number word of the English counts what the word behind it names: "one line", not "part one:".
    fn counts(&self, word: &Fact) -> bool {
        let (before, after) =
            (self.source_text.get(..word.span.range().start), self.source_text.get(word.span.range().end..));
        let is_named = before
            .and_then(|text| text.split_whitespace().next_back())
            .is_some_and(|word| word.starts_with(char::is_uppercase));
        let next = after.and_then(|text| text.strip_prefix(' ')).and_then(|text| text.split_whitespace().next());
        // "One to many" counts nothing.
        let is_phrase = self.source_text.get(word.span.range()).is_some_and(|words| words.contains(' '));
        !is_named && !is_phrase && next.is_some_and(|next| next.len() > 2 && next.starts_with(char::is_lowercase))
    }

    /// Takes out what may be left out or told otherwise without a fact being lost.
    fn excuse(&mut self, target_text: &str, source_text: &str) {
        for at in 0..self.source.facts.len() {
            let fact = &self.source.facts[at];
            self.source_done[at] |= is_excused(fact, self.target, target_text)
                || !self.is_demanded(fact)
                || self.is_told_by_dual(fact)
                || excuses::says_always(fact, self.source)
                || is_kept(fact, source_text, self.target, target_text);
        }
        for at in 0..self.target.facts.len() {
            let fact = &self.target.facts[at];
            // A number word may be an article, a pronoun, part of a name: it is no fact out of nowhere.
            let is_word = !fact.has_digits
                && matches!(
                    fact.kind(),
                    Kind::Number | Kind::Ordinal | Kind::Fraction | Kind::Multiple | Kind::Percent | Kind::Weekday
                );
            // "Per user" may be told as "for 1 user".
            let is_one = self.source.says_per && matches!(&fact.value, Value::Number(n) if *n == Decimal::ONE);
            self.target_quiet[at] = is_word && !fact.is_weak && !is_excused(fact, self.source, source_text);
            // "Any number of" may be told as "0 or more".
            let is_any = matches!(&fact.value, Value::Number(n) if n.is_zero())
                && fact.bound.is_some_and(|(bound, _)| matches!(bound, Bound::AtLeast | Bound::OrLater));
            // "Six (3) months" for "three (3) months": the word belies its gloss.
            let is_belied = self.target_quiet[at] && self.is_belied(fact);
            self.target_quiet[at] &= !is_belied;
            self.target_done[at] |= (is_word && !self.target_quiet[at] && !is_belied)
                || is_one
                || is_any
                || !self.is_demanded(fact)
                || is_excused(fact, self.source, source_text);
            self.target_done[at] |= is_kept(fact, target_text, self.source, source_text);
        }
    }

    /// Whether the translation's language has all the words that would state such a fact. Where it has not, a fact in
    /// words may stand there unread.
    fn is_demanded(&self, fact: &Fact) -> bool {
        match fact.kind() {
            Kind::Frequency => self.lexicon.is_complete("frequency"),
            Kind::Number | Kind::Ordinal | Kind::Duration | Kind::Percent if !fact.has_digits => {
                self.lexicon.is_complete("number")
            }
            _ => true,
        }
    }

    /// The same number told as another kind: `3x` as three, a fiscal year as a year. The translation's side alone would
    /// be excused; beside the English it is what became of it.
    fn pair_alike(&mut self) {
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]).collect::<Vec<_>>() {
            let is_told = |target: &usize| self.verdicts.iter().any(|verdict| verdict.target() == Some(*target));
            let alike = |target: &usize| is_alike(&self.source.facts[source].value, &self.target.facts[*target].value);
            let found = (0..self.target.facts.len()).find(|target| alike(target) && !is_told(target));
            if let Some(target) = found {
                self.source_done[source] = true;
                self.target_done[target] = true;
                self.verdicts.push(Verdict::Differs { source, target });
            }
        }
    }

    /// What is left on both sides is paired by kind and place: a changed fact is one finding, not two.
    fn pair_changed(&mut self) {
        let mut pairs = Vec::new();
        for source in (0..self.source.facts.len()).filter(|&at| !self.source_done[at]) {
            for target in (0..self.target.facts.len()).filter(|&at| !self.target_done[at]) {
                if let Some(cost) = self.cost(source, target) {
                    pairs.push((cost, source, target));
                }
            }
        }
        pairs.sort_unstable();
        for (_, source, target) in pairs {
            if self.source_done[source] || self.target_done[target] {
                continue;
            }
            self.source_done[source] = true;
            self.target_done[target] = true;
            self.verdicts.push(Verdict::Differs { source, target });
        }
    }

    fn cost(&self, source: usize, target: usize) -> Option<u32> {
        let (s, t) = (&self.source.facts[source], &self.target.facts[target]);
        if self.target_quiet[target] && (s.kind() != t.kind() || s.has_digits) {
            return None;
        }
        let text = |fact: &Fact| fact.value.to_string();
        let kinds = match (family(s.kind()), family(t.kind())) {
            _ if s.kind() == t.kind() && kept::is_near_miss(&text(s), &text(t)) => 0,
            _ if s.kind() == t.kind() => 20,
            (a, b) if a == b => 100,
            (Family::Identifier, _) if self.names(s, t) => 50,
            // A date that became a clock time, an amount that lost its unit.
            (Family::Identifier, _) | (_, Family::Identifier) => return None,
            _ => 300,
        };
        let place = |at: usize, of: usize| (100 * at / of.max(1)) as u32;
        Some(kinds + place(source, self.source.facts.len()).abs_diff(place(target, self.target.facts.len())))
    }

    fn finish(mut self) -> Vec<Verdict> {
        // A fact in words that the lexicon does not have may well stand there.
        let is_read = |at: &usize| digits::has_words_for(self.lexicon, self.source.facts[*at].kind());
        for source in (0..self.source.facts.len()).filter(|at| !self.source_done[*at] && is_read(at)) {
            self.verdicts.push(Verdict::Missing { source });
        }
        let is_wrong = |verdict: &&Verdict| !matches!(verdict, Verdict::Agrees { .. } | Verdict::Missing { .. });
        let mut told: Vec<usize> = self.verdicts.iter().filter(is_wrong).filter_map(Verdict::target).collect();
        self.add_splinters(&mut told, 0);
        for target in (0..self.target.facts.len()).filter(|&at| !self.target_done[at] && !self.target_quiet[at]) {
            if !told.contains(&target) {
                self.verdicts.push(Verdict::Added { target });
                let grown = told.len();
                told.push(target);
                self.add_splinters(&mut told, grown);
            }
        }
        self.verdicts
    }

    /// Adds to `told`, whose facts from `grown` on are new in it, the other pieces of what is broken: one wrong fact is one
    /// finding.
    fn add_splinters(&self, told: &mut Vec<usize>, mut grown: usize) {
        // A run of pieces is told by its first: each hangs on the one before it.
        while grown < told.len() {
            for at in 0..self.target.facts.len() {
                let (fact, neighbour) = (&self.target.facts[at], &self.target.facts[told[grown]]);
                let is_open = !self.target_done[at] && !self.target_quiet[at] && !told.contains(&at);
                if is_open && kept::is_splinter(fact, neighbour, self.target_text) {
                    told.push(at);
                }
            }
            grown += 1;
        }
    }
}

/// The best agreement of any two readings, by the convention of the translation's reading.
fn best(source: &Fact, target: &Fact, context: Context<'_>) -> Option<(Quality, Convention, Kind)> {
    let mut best: Option<(Quality, Convention, Kind)> = None;
    // Where the only reading is the English one, `also` holds it again: the first reading is then not the locale's own.
    let first = match target.also.first() {
        Some((value, Convention::English)) if *value == target.value => Convention::English,
        _ => Convention::Own,
    };
    let counted = agree::counted_on(source, target);
    let targets = std::iter::once((&target.value, first))
        .chain(target.also.iter().map(|(value, convention)| (value, *convention)));
    for (value, convention) in targets {
        let also = source.also.iter().map(|(value, _)| value);
        let sources = std::iter::once(&source.value).chain(also).chain(&counted);
        for quality in sources.filter_map(|source| agree::agree(source, value, context)) {
            let is_better = best.is_none_or(|(known, known_convention, _)| {
                // An own reading that agrees at all is what the reader reads.
                (convention == Convention::Own, quality) > (known_convention == Convention::Own, known)
            });
            if is_better {
                best = Some((quality, convention, value.kind()));
            }
        }
    }
    best
}

fn is_date(fact: &Fact) -> bool {
    matches!(fact.kind(), Kind::Date | Kind::DateRange)
}

/// Whether the locale reads the numeric date as a date, and another one than the English order gives.
fn is_ambiguous_date(fact: &Fact) -> bool {
    is_date(fact) && !matches!(fact.also.first(), Some((value, Convention::English)) if *value == fact.value)
}

/// Whether the English names a time zone and the translation none at all.
fn loses_zone(source: &Fact, target: &Fact, reading: &Reading) -> bool {
    let zone = |fact: &Fact| match &fact.value {
        Value::Time(time) => time.zone,
        _ => None,
    };
    let is_said = reading.says_zone || reading.facts.iter().any(|fact| zone(fact).is_some());
    zone(source).is_some_and(|zone| zone != UNKNOWN_ZONE) && target.kind() == Kind::Time && !is_said
}

/// Whether the number stands behind another product's name. Told only where the translation is written in another
/// script than the name, since words before numbers are translated otherwise (`Phase 2`, `Fase 2`).
fn is_renamed((source, source_text): (&Fact, &str), (target, target_text): (&Fact, &str)) -> bool {
    let name = |fact: &Fact, text: &str| fact.label.and_then(|label| text.get(label.range())).map(str::to_owned);
    let (Some(was), Some(is)) = (name(source, source_text), name(target, target_text)) else { return false };
    let letters = target_text.chars().filter(|c| c.is_alphabetic());
    let (latin, other) =
        letters.fold((0, 0), |(latin, other), c| if c < '\u{370}' { (latin + 1, other) } else { (latin, other + 1) });
    let stands = |text: &str, word: &str| {
        text.split(|c: char| !c.is_ascii_alphanumeric()).any(|other| other.eq_ignore_ascii_case(word))
    };
    // `Window 10`: a slip of the English is no other name.
    let is_slip = kept::are_one_letter_apart(&was.to_lowercase(), &is.to_lowercase());
    other * 3 > latin && !is_slip && !stands(source_text, &is)
}

/// Whether the English states an amount of money and the translation a bare number, and names no currency at all.
fn loses_currency(source: &Fact, target: &Fact, reading: &Reading) -> bool {
    let is_said = reading.says_currency || reading.facts.iter().any(|fact| fact.kind() == Kind::Money);
    source.kind() == Kind::Money && target.kind() == Kind::Number && !is_said
}

/// Whether the English gives a name its number (`Phase 1`) and the translation has an article or pronoun (`une`).
fn is_article(source: &Fact, target: &Fact) -> bool {
    let are_numbers = source.kind() == Kind::Number && target.kind() == Kind::Number;
    let is_one = matches!(&source.value, Value::Number(n) if *n == Decimal::ONE);
    is_one && are_numbers && source.label.is_some() && source.has_digits && target.is_weak && !target.has_digits
}

/// Whether two values are one number told as different kinds.
fn is_alike(source: &Value, target: &Value) -> bool {
    match (source, target) {
        (Value::Multiple(a), Value::Number(b)) => a == b,
        (Value::Period(period), Value::Date(date)) => period.part.is_none() && period.year == date.year,
        _ => false,
    }
}

#[derive(PartialEq, Eq)]
enum Family {
    Dates,
    Time,
    Numbers,
    Lengths,
    Identifier,
}

fn family(kind: Kind) -> Family {
    match kind {
        Kind::Date | Kind::DateRange | Kind::Period | Kind::Weekday => Family::Dates,
        Kind::Time => Family::Time,
        Kind::Duration | Kind::Frequency => Family::Lengths,
        Kind::Identifier => Family::Identifier,
        _ => Family::Numbers,
    }
}
