//! Which text answers which, where no span pair says so.

pub mod blocks;
