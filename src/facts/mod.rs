//! Facts: what a sentence states that can be true or false by value.
//!
//! [`read()`] cuts a text into tokens typed by the lexicon and lets one recognizer per kind of fact look at
//! them; none of them knows a language. A kind of fact is one file and one line in `read::RECOGNIZERS`.

mod amount;
mod date;
mod duration;
mod frequency;
mod identifier;
mod money;
mod number;
mod part;
mod percent;
mod period;
mod quantity;
mod range;
mod ratio;
mod read;
mod relation;
mod time;
mod tokens;
mod value;
mod version;

pub use read::{Reading, Unread, read, read_alone};
pub use relation::{Said, Word};
pub use value::{Convention, Damage, Date, Duration, Fact, Frequency, Kind, Part, Period, Time, Value};
pub(crate) use value::{UNKNOWN_ZONE, canonical_length};
