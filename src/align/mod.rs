//! Which text answers which, and which fact answers which.

mod agree;
pub mod blocks;
mod digits;
mod excuses;
pub mod facts;
mod kept;
mod relations;
mod repeats;

pub use relations::Fault;
