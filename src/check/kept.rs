//! What is worked out once: for an article that several others are held against, and for an English text that stands in
//! the span pairs of many locales.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::align::blocks::{self, Outline};
use crate::document::{Article, Mark, Text};
use crate::facts::Reading;

use super::compare::WordSet;
use super::files::{At, Which};

/// Outlines and readings of one article, made when they are first asked for.
#[derive(Default)]
pub(super) struct Kept {
    outlines: [OnceCell<Outline>; 2],
    readings: [OnceCell<Readings>; 2],
    silent: [Blocks<bool>; 2],
    words: [Blocks<WordSet>; 2],
}

/// Something of each block of an article.
type Blocks<T> = OnceCell<Box<[OnceCell<T>]>>;

/// A reading for each segment of an article.
struct Readings {
    /// For each block, the place of its first segment.
    starts: Vec<usize>,
    // Boxed, since most segments of most articles are asked for on one side only, or not at all.
    list: Vec<OnceCell<Box<Reading>>>,
}

impl Kept {
    /// The outline of one side of `article`.
    pub(super) fn outline(&self, article: &Article<'_>, which: Which) -> &Outline {
        let side = match which {
            Which::Source => blocks::Side::Source,
            Which::Target => blocks::Side::Target,
        };
        self.outlines[which as usize].get_or_init(|| Outline::of(article, side))
    }

    /// Whether no fact can be read on one side of block `block`, which `is_silent` tells.
    pub(super) fn is_silent(
        &self,
        article: &Article<'_>,
        block: usize,
        which: Which,
        is_silent: impl FnOnce() -> bool,
    ) -> bool {
        *of_block(&self.silent[which as usize], article, block).get_or_init(is_silent)
    }

    /// The words of one side of block `block`, made by `read`.
    pub(super) fn words(
        &self,
        article: &Article<'_>,
        block: usize,
        which: Which,
        read: impl FnOnce() -> WordSet,
    ) -> &WordSet {
        of_block(&self.words[which as usize], article, block).get_or_init(read)
    }

    /// The reading of one side of a segment of `article`, made by `read`.
    pub(super) fn reading(
        &self,
        article: &Article<'_>,
        at: At,
        which: Which,
        read: impl FnOnce() -> Reading,
    ) -> &Reading {
        let readings = self.readings[which as usize].get_or_init(|| Readings::of(article));
        readings.list[readings.starts[at.block] + at.segment].get_or_init(|| Box::new(read()))
    }
}

fn of_block<'b, T>(blocks: &'b Blocks<T>, article: &Article<'_>, block: usize) -> &'b OnceCell<T> {
    &blocks.get_or_init(|| article.blocks.iter().map(|_| OnceCell::new()).collect())[block]
}

impl Readings {
    fn of(article: &Article<'_>) -> Self {
        let mut starts = Vec::with_capacity(article.blocks.len());
        let mut count = 0;
        for block in &article.blocks {
            starts.push(count);
            count += block.segments.len();
        }
        let mut list = Vec::new();
        list.resize_with(count, OnceCell::new);
        Self { starts, list }
    }
}

/// What is known of the English in span pairs: the translations of one article mostly hold the same sentences.
#[derive(Default)]
pub(super) struct English(RefCell<FxHashMap<Box<str>, Vec<Rc<Sentence>>>>);

/// An English text with its marks.
pub(super) struct Sentence {
    marks: Box<[Mark]>,
    /// Whether a fact may be read in it.
    pub(super) may_state: bool,
    reading: OnceCell<Rc<Reading>>,
}

impl English {
    /// What is known of `text`; `may_state` tells whether a fact may be read in it.
    pub(super) fn sentence(&self, text: &Text<'_>, may_state: impl FnOnce() -> bool) -> Rc<Sentence> {
        let same = |known: &Vec<Rc<Sentence>>| known.iter().find(|known| *known.marks == *text.marks).cloned();
        if let Some(sentence) = self.0.borrow().get(&*text.cooked).and_then(same) {
            return sentence;
        }
        let marks = text.marks.as_slice().into();
        let sentence = Rc::new(Sentence { marks, may_state: may_state(), reading: OnceCell::new() });
        self.0.borrow_mut().entry(text.cooked.as_ref().into()).or_default().push(Rc::clone(&sentence));
        sentence
    }
}

impl Sentence {
    /// Its reading, made by `read` when it is first asked for.
    pub(super) fn reading(&self, read: impl FnOnce() -> Reading) -> Rc<Reading> {
        Rc::clone(self.reading.get_or_init(|| Rc::new(read())))
    }
}
