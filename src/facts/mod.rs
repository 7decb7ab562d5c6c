//! Facts: what a sentence states that can be true or false by value.

mod value;

pub use value::{Bound, Date, Fact, Kind, Relation, TimeUnit, Value};
