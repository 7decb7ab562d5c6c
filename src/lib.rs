//! `docparity` checks that localized documentation states the same facts as its English source.
//!
//! The way of the data is: bytes -> [`document`] (segments with exact byte offsets) -> [`facts`] (read
//! with the typed words of a [`lexicon`]) -> [`align`] (which text answers which, which fact answers
//! which) -> [`rules`] (findings) -> [`report`]. Imports run in that direction only; a test guards it.

pub mod align;
pub mod check;
pub mod cli;
pub mod config;
pub mod debt;
pub mod diagnostic;
pub mod discover;
pub mod document;
pub mod error;
pub mod facts;
pub mod git;
pub mod json;
pub mod lexicon;
pub mod listing;
pub mod report;
pub mod rules;
pub mod save;
pub mod seal;
pub mod suggest;
#[cfg(test)]
mod testing;
pub mod text;
