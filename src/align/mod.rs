//! Which fact answers which, and which text answers which.

mod agree;
pub mod facts;
mod relations;

pub use relations::Fault;
