//! What a translation should say: edits of its own words that make a fact of it that of the English.
//!
//! An edit changes as little as can be: the digits that differ in the digits and the grouping that the translation
//! writes, the name of a month in the same form. Where the words around would have to change with the number (another
//! plural, an ending by vowel harmony, an elided article) there is none. Edits made here are proposals: who asks for
//! them reads the text anew and keeps one only where it is the only one that leaves nothing to find.

mod digits;
mod grammar;
mod months;
mod parts;
mod writing;

pub use writing::{english_words, joined_word, own_order, own_separators, point_for_comma, with_mark};

use crate::facts::Fact;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// A text of which a fact is to be told otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The text, markup out.
    pub text: &'a str,
    /// The words in question.
    pub span: Span,
    /// What they state.
    pub fact: &'a Fact,
    /// The words of its language.
    pub lexicon: &'static Lexicon,
}

impl<'a> Place<'a> {
    fn words(&self) -> &'a str {
        self.text.get(self.span.range()).unwrap_or("")
    }
}

/// The English that is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    /// What it states.
    pub fact: &'a Fact,
    /// The words that state it.
    pub words: &'a str,
    /// The text that they stand in.
    pub text: &'a str,
}

/// A stretch of the text and what to put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// More proposals than this are too many for one of them to be certain.
const MOST_PROPOSALS: usize = 24;

/// Every way to tell the value of `original` with the words of `place`, a list of edits each.
pub fn other_value(place: &Place<'_>, original: &Original<'_>) -> Vec<Vec<Edit>> {
    // A lone number beside the words belongs to them in a way that was not read.
    if digits::is_beside_digits(place) {
        return Vec::new();
    }
    let Some(parts) = parts::differing(&original.fact.value, &place.fact.value) else { return Vec::new() };
    let mut proposals: Vec<Vec<Edit>> = vec![Vec::new()];
    for part in parts {
        let edits = part.edits(place, original);
        let is_free = |chosen: &[Edit], edit: &Edit| {
            chosen.iter().all(|other| !other.span.range().contains(&edit.span.range().start))
        };
        proposals = proposals
            .iter()
            .flat_map(|chosen| {
                let fitting = edits.iter().filter(|edit| is_free(chosen, edit));
                fitting.map(|edit| chosen.iter().cloned().chain([edit.clone()]).collect())
            })
            .collect();
        if proposals.len() > MOST_PROPOSALS {
            return Vec::new();
        }
    }
    let breaks_a_name = |edits: &[Edit]| edits.iter().any(|edit| digits::belong_to_a_name(place, original, edit.span));
    proposals.retain(|edits| {
        !edits.is_empty() && !digits::stands_elsewhere(place, original, edits) && !breaks_a_name(edits)
    });
    proposals
}
