//! What is worked out once: for an article that several others are held against, and for an English text that stands in
//! the span pairs of many locales.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::align::blocks::{self, Outline};
use crate::document::{Article, Mark, Text};
use crate::facts::Reading;

use super::files::{At, Which};

/// Outlines and readings of one article, made when they are first asked for.
#[derive(Default)]
pub(super) struct Kept {
    outlines: [OnceCell<Outline>; 2],
    readings: [OnceCell<Readings>; 2],
}

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

/// Readings of the English in span pairs: the translations of one article mostly hold the same sentences.
#[derive(Default)]
pub(super) struct English(RefCell<FxHashMap<Box<str>, Vec<Marked>>>);

/// The reading of a text with these marks.
type Marked = (Box<[Mark]>, Rc<Reading>);

impl English {
    /// The reading of `text`, made by `read` where no other pair had the same text with the same marks.
    pub(super) fn reading(&self, text: &Text<'_>, read: impl FnOnce() -> Reading) -> Rc<Reading> {
        let same = |known: &Vec<Marked>| {
            known.iter().find(|(marks, _)| **marks == *text.marks).map(|(_, reading)| Rc::clone(reading))
        };
        if let Some(reading) = self.0.borrow().get(&*text.cooked).and_then(same) {
            return reading;
        }
        let reading = Rc::new(read());
        let entry = (text.marks.as_slice().into(), Rc::clone(&reading));
        self.0.borrow_mut().entry(text.cooked.as_ref().into()).or_default().push(entry);
        reading
    }
}
