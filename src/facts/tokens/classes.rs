//! Which classes of words are read where: in any language, beside digits, before endings.

use std::sync::OnceLock;

use crate::lexicon::{self, Entry, Meaning, Place, Selection, Unit};

use super::super::identifier;

/// The English words that can be read in any text: those that are kept, and those that begin a compound.
pub(super) fn kept_english() -> &'static Selection {
    static KEPT: OnceLock<Selection> = OnceLock::new();
    KEPT.get_or_init(|| Selection::of(lexicon::english(), |entry| is_kept_english(entry) || begins_compound(entry)))
}

/// Whether the word can be the first of a compound of number words.
pub(super) fn begins_compound(entry: &Entry) -> bool {
    matches!(entry.meaning, Meaning::Number(_) | Meaning::Scale(_) | Meaning::Fraction(..)) && !entry.is_glued
}

/// Classes of English words that are read in any text: what writers keep in English.
pub(super) fn is_kept_english(entry: &Entry) -> bool {
    use Meaning as M;
    // `MB`, `Mbps`: signs of units that every locale reads beside its own.
    let is_unit_sign = matches!(entry.meaning, M::Unit(Unit::Other(_))) && entry.exact.is_some();
    // `250K rows`, `4k hashes`.
    let is_scale_sign =
        matches!(entry.meaning, M::Scale(factor) if factor <= rust_decimal::Decimal::ONE_THOUSAND) && entry.is_glued;
    let is_kept = matches!(
        entry.meaning,
        M::Month(_)
            | M::Weekday(_)
            | M::Zone(_)
            | M::Fiscal
            | M::Calendar
            | M::Quarter(_)
            | M::Half(_)
            | M::Currency(_)
            | M::Am
            | M::Pm
            | M::Idiom
    );
    is_kept || is_unit_sign || is_scale_sign
}

pub(super) fn goes_before_digits(meaning: &Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Fiscal
            | M::Calendar
            | M::Currency(_)
            | M::OrdinalMark
            | M::Every
            | M::Era(_)
            | M::Relation(_)
            | M::Bound(_)
            | M::Zone(_)
            | M::MonthMark
            | M::DayMark
    )
}

/// Letters beside digits that belong to the grammar and make no identifier.
pub(super) fn is_read_beside_digits(entry: &Entry, written: &str, place: identifier::Place) -> bool {
    use Meaning as M;
    let is_case_right = entry.exact.is_none_or(|exact| exact == written);
    let leads = matches!(
        entry.meaning,
        M::Fiscal | M::Calendar | M::Currency(_) | M::Zone(_) | M::Month(_) | M::Era(_) | M::Every
    );
    let trails = matches!(
        entry.meaning,
        M::Unit(_)
            | M::Scale(_)
            | M::Currency(_)
            | M::Am
            | M::Pm
            | M::OrdinalMark
            | M::Clock
            | M::Times
            | M::YearMark
            | M::MonthMark
            | M::DayMark
            | M::Month(_)
            | M::Percent
    );
    is_case_right
        && match place {
            identifier::Place::Before => leads,
            identifier::Place::Behind => trails,
            identifier::Place::Whole => {
                leads || trails || matches!(entry.meaning, M::Quarter(_) | M::Half(_) | M::Idiom | M::Ordinal(_))
            }
        }
}

/// The name of a class of words for its `ending` line.
pub(super) fn class_of(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Month(_) => "month",
        Meaning::Weekday(_) => "weekday",
        Meaning::Unit(_) | Meaning::Amount(..) => "unit",
        Meaning::Number(_) | Meaning::Scale(_) => "number",
        Meaning::Ordinal(_) => "ordinal",
        Meaning::Currency(_) => "currency",
        Meaning::Percent => "percent",
        Meaning::Frequency(..) => "frequency",
        _ => "",
    }
}

/// The kinds of fact whose relation a case ending of the word can tell.
pub(super) fn place_of(meaning: &Meaning) -> Option<Place> {
    use Meaning as M;
    let none = Place { date: false, duration: false, amount: false, time: false };
    match meaning {
        M::Month(_) | M::Weekday(_) | M::YearMark | M::MonthMark | M::DayMark => Some(Place { date: true, ..none }),
        M::Unit(Unit::Time(_)) | M::Amount(..) => Some(Place { duration: true, ..none }),
        M::Clock | M::Noon | M::Midnight => Some(Place { time: true, ..none }),
        _ => None,
    }
}
