//! What a language's words mean: one text file per locale in `locales/`, read on first use.
//!
//! # The file format
//!
//! UTF-8 lines; `#` begins a comment at the start of a line or after white space. A file is a head and two blocks:
//!
//! ```text
//! locale sv
//! name Swedish
//! tier 1
//!
//! [generated]          # from CLDR, by `cargo test --test cldr` with DOCPARITY_CLDR set; never edited by hand
//! date-order: ymd dmy
//! month 1: januari | jan. | jan
//! unit day: dag | dagar | dagars | dygn
//!
//! [hand]               # everything CLDR does not have; `- CLASS ...: words` takes generated words away
//! relation before: före ~ | ~ före | ~ innan
//! frequency 1 year: årlig* | årligen | varje år
//! - unit month: mån
//! ```
//!
//! A line is `CLASS ARGUMENTS FLAGS: word | word`. Words are written as a careful author writes them and
//! are compared folded ([`crate::text::Folded`]): case, kinds of spaces and apostrophes do not matter.
//! A phrase of several words has single spaces. In a word:
//! - `*` at the end: any letters may follow (a stem: `årlig*`); `*` at the start: it may end a compound.
//! - `~` stands for the phrase of the fact: `before ~` stands before it, `~ ago` after it, `~内` directly
//!   behind it; without `~` it may stand on either side. Letters directly behind their phrase are a case ending where
//!   words are spaced: `relation until date: ~მდე` is read at the end of months, weekdays, units of time and marks of years (`ივნისამდე`).
//!
//! Flags, between the arguments and the colon: `weak` (the fact may match but is never demanded; a relation or bound is said, but none of a fact), `exact`
//! (case counts: `M`, `May`), `glued` (only directly behind a digit: `K`), `spaced` (never inside a run of letters even in
//! scripts without spaces), `dated` (only where the digits of a year follow: hr `lip 2020`), and for relations and bounds `date`, `duration`, `amount`, `time`: kinds of fact it goes with (several may be given; none: all).
//!
//! ## Word classes
//! | class | means |
//! |---|---|
//! | `month N` | month 1-12 of the Gregorian calendar |
//! | `weekday N` | 1 Monday - 7 Sunday |
//! | `unit ID` | a unit: CLDR's id without its category (`day`, `month`, `gigabyte`, `kilometer`, `mile-per-hour`), and `business-day`, `fortnight`, `half-year`, `quarter` |
//! | `amount N ID` | a word that is number and unit at once (ar `يومان`: `amount 2 day`) |
//! | `number N` | a cardinal word, decimal notation |
//! | `scale N` | a multiplier: hundred, thousand, `K`, `万` (`scale 10000`) |
//! | `ordinal N` | an ordinal word |
//! | `fraction N/D` | half, one third |
//! | `multiple N` | twice, double, triple |
//! | `number-joiner` | may stand between number words (and, und, y) |
//! | `decimal-point` | stands between the number words of a decimal (point, Komma, целых) |
//! | `negative` | minus |
//! | `both`, `several` | may match 2; may match two or more |
//! | `stamp` | the date beside it is that of the page ("auto generated on"): it is not compared |
//! | `percent` | percent |
//! | `relation R` | R of `before after until by since from as-of during past next on` |
//! | `bound B` | B of `at-least at-most more-than fewer-than or-later or-earlier within approximately` |
//! | `frequency N ID` | once every N units: `frequency 1 day: daily` |
//! | `per`, `every`, `times` | per month; every 3 months; 3 times. `per weak`: a preposition of many meanings (`por`), which counts in `por usuario y mes` |
//! | `currency C` | ISO 4217 code, or the sign where it is open (`currency $: $`) |
//! | `am`, `pm`, `noon`, `midnight` | halves and turns of the day |
//! | `clock` | goes with a clock time: before it (`kl. ~`), after it (`~ Uhr`, `~时`) |
//! | `minute-mark` | 分 after the minutes |
//! | `zone ID` | a time zone: `zone PST`, `zone PT` (either of standard and daylight), `zone UTC` |
//! | `era E` | E of `gregorian buddhist reiwa heisei showa taisho meiji roc` |
//! | `fiscal`, `calendar` | fiscal year, calendar year: words that go with a year or a period |
//! | `quarter N`, `half N` | the first quarter (Q1), the first half (H1) |
//! | `year-mark`, `month-mark`, `day-mark` | stand by the digits of a date: 年 月 日, г., rok |
//! | `ordinal-mark` | makes digits an ordinal: `~st`, `~º`, `第~` |
//! | `range-open`, `range-to`, `range-close` | between, from; to, and, through, –; 之间 |
//! | `filler` | may stand inside a phrase and means nothing (the, of, de, den) |
//! | `idiom` | looks like a fact and is none |
//! | `ending CLASS` | letters that may follow a word of the class, or digits (`ending digit`): case endings; `ending dual`: any noun that ends so may tell of two |
//!
//! ## Traits
//! | trait | values |
//! |---|---|
//! | `date-order` | `dmy`, `mdy`, `ymd`: those CLDR gives the locale in numeric dates, the usual one first |
//! | `date-form` | CLDR's patterns of a numeric date and of its day and month alone: `d. M. y \| d. M.` |
//! | `decimal`, `grouping` | the marks, separated by spaces; `U+00A0` notation for invisible ones |
//! | `digits` | numbering systems met: `latn`, `arab`, `deva`, `thai` ... the default first |
//! | `percent-position`, `currency-position` | `before`, `after` |
//! | `spaces` | `no` where words are not separated by spaces |
//! | `unit-position` | `before` where a unit of time stands before its number (sw `siku 30`) |
//! | `time-mark` | `.` where hours and minutes are written with a point (18.00) |
//! | `short-years` | `buddhist` where two digits behind a month are the end of a Buddhist year (`31 มี.ค. 63`) |
//! | `range` | CLDR's range separators |
//! | `complete` | classes whose words are known to be complete: their facts may be demanded |

mod load;
mod locales;
mod meaning;
mod parse;
mod table;
mod tag;

pub use load::{by_file, english, neutral, tags, written};
pub use meaning::{Bound, Era, Meaning, Place, Relation, Side, TimeUnit, Unit, Weight};
pub use parse::{DateOrder, Entry, Lexicon, Problem, Selection, Traits, parse};
pub use tag::Tag;
