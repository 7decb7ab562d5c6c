//! What rules look at: one thing wrong, as data. The words for it are made by the rule that claims it.

use crate::align::Fault;
use crate::document::DefectKind;
use crate::facts::{Damage, Fact, Kind};
use crate::text::Unreadable;

use super::plain::{one_line, quoted};

/// A fact and the words that state it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// Its words, relation and bound words among them where they matter.
    pub words: &'a str,
}

/// Who says what, for findings about a whole family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witnesses {
    /// Locales made from the newer source, or that say otherwise.
    pub others: Vec<String>,
    /// Locales that say what this one says.
    pub alike: Vec<String>,
    /// Revision and date of this translation's source, as far as known.
    pub revision: Option<String>,
    /// Revision and date of the newer source, as far as known.
    pub newer_revision: Option<String>,
    /// Locales that say neither, with what they say.
    pub third: Vec<(String, Fact)>,
    /// Whether the newer source is the English article as it stands, rather than the newest that a sister shows.
    pub is_today: bool,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another value.
    Value,
    /// The number of another name.
    Name,
    /// A numeric date in English order that the locale reads as another date.
    AmbiguousDate,
    /// A range of which one end is left.
    LostEnd,
    /// Not in the translation.
    Missing,
    /// Not in the English.
    Added,
    /// A digit or date told twice.
    Repeated,
    /// A relation or bound.
    Relation(Fault),
    /// English separators in a number.
    Separators,
    /// English order in a date that can be read one way only.
    Order,
    /// Broken writing.
    Damage(Damage),
    /// A date that no calendar has, or a weekday that is not its date's.
    Impossible,
    /// A range that ends before it begins.
    Reversed,
    /// The translation says what an older English said.
    Stale(Witnesses),
    /// It announces until when, and that is over on this day.
    Past(jiff::civil::Date),
    /// Locales differ and nothing decides who is right.
    Disagreement(Witnesses),
    /// Something about the span pair with this id.
    Pair(DefectKind, String),
    /// The front matter names one locale, the folder another.
    Locale {
        /// What the front matter says.
        stated: String,
        /// What the place says.
        expected: String,
    },
    /// The front matter does not parse: why, a full sentence.
    FrontMatter(String),
    /// An exception that hides nothing: why, a full sentence.
    Exception(String),
    /// Bytes that are no text.
    Encoding(Unreadable),
    /// What the front matter says is the locale names none.
    NoLocale(String),
    /// Blocks of the English that the translation lacks, or the reverse.
    Block {
        /// Whether only the translation has them.
        is_added: bool,
        /// How many follow each other.
        count: usize,
    },
}

/// One thing wrong at one place.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    /// What is wrong.
    pub trouble: Trouble,
    /// The English side.
    pub source: Option<Told<'a>>,
    /// The translation's side.
    pub target: Option<Told<'a>>,
}

impl Problem<'_> {
    /// The kind that decides which rule a changed value belongs to: a date that became a clock time is a date.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.source.or(self.target).map(|told| told.fact.kind())
    }

    /// Whether the value changed and the fact is of one of `kinds`.
    pub(super) fn changes(&self, kinds: &[Kind]) -> bool {
        self.trouble == Trouble::Value && self.kind().is_some_and(|kind| kinds.contains(&kind))
    }

    /// "The translation says “30 Tage” (30 days); the English says “15 days”."
    pub(super) fn both(&self) -> String {
        match (self.source, self.target) {
            (Some(source), Some(target)) => {
                format!("The translation says {}; the English says “{}”.", quoted(target), one_line(source.words))
            }
            (Some(source), None) => format!("The English says “{}”; the translation does not.", one_line(source.words)),
            (None, Some(target)) => format!("The translation says {}; the English does not.", quoted(target)),
            (None, None) => String::new(),
        }
    }

    /// [`Self::both`], and the word of the English that the translation leaves out: "... “trailing” is left out."
    pub(super) fn both_and_lost(&self) -> String {
        let both = self.both();
        match self.source.zip(self.target).and_then(|(source, target)| lost_word(source, target)) {
            Some(word) => format!("{}: “{}” is left out.", both.trim_end_matches('.'), one_line(word)),
            None => both,
        }
    }
}

/// The bound word of the English where the translation has none, else its relation word where it has none.
fn lost_word<'a>(source: Told<'a>, target: Told<'_>) -> Option<&'a str> {
    let bound = source.fact.bound.filter(|_| target.fact.bound.is_none()).map(|(_, span)| span);
    let relation = source.fact.relation.filter(|_| target.fact.relation.is_none()).map(|(_, span)| span);
    let (word, phrase) = (bound.or(relation)?, source.fact.phrase());
    let from = word.start.checked_sub(phrase.start)? as usize;
    source.words.get(from..from + word.len()).filter(|lost| lost.len() < source.words.len())
}
