//! How complete the lexica are: the matrix that `docparity locales` prints, and what tier 1 promises.

use std::fmt::Write as _;

use docparity::check;
use docparity::lexicon::{self, Lexicon, Meaning};
use docparity::listing::{ClassCoverage, LocaleRow};

#[path = "common/snapshot.rs"]
mod snapshot;

use snapshot::snapshot;

/// The classes that a locale of tier 1 must have words of.
const PROMISED: [&str; 10] =
    ["month", "weekday", "unit", "number", "ordinal", "relation", "bound", "frequency", "percent", "currency"];

/// A line for each locale: `+` where a class is known to be complete, `o` where it has words, `-` where it has none. How
/// many words there are is left to `docparity locales`: it changes with every word added.
fn matrix(rows: &[LocaleRow]) -> String {
    let mut text = String::from("locale tier");
    let classes = rows.first().map_or(&[][..], |row| &row.classes);
    classes.iter().for_each(|class| write!(text, " {}", class.class).expect("a string can be written"));
    for row in rows {
        write!(text, "\n{:<8} {}", row.locale, row.tier).expect("as above");
        for class in &row.classes {
            write!(text, " {:>1$}", sign(class), class.class.len()).expect("as above");
        }
    }
    text
}

fn sign(class: &ClassCoverage) -> char {
    match (class.words, class.complete) {
        (0, _) => '-',
        (_, true) => '+',
        (_, false) => 'o',
    }
}

#[test]
fn the_matrix_of_locales_and_classes() {
    snapshot("locales_matrix", &matrix(&check::locales()));
}

/// Whether the months of the language are numbers with a mark: 1 月, 1월.
fn counts_months(tag: &str) -> bool {
    let lexicon = lexicon::by_file(&tag.to_lowercase());
    lexicon.is_some_and(|lexicon| lexicon.traits.is_unspaced && means(lexicon, Meaning::MonthMark))
}

fn means(lexicon: &Lexicon, meaning: Meaning) -> bool {
    lexicon.entries().iter().any(|entry| entry.meaning == meaning)
}

#[test]
fn no_promised_class_of_tier_1_is_empty() {
    let mut empty = Vec::new();
    for row in check::locales().iter().filter(|row| row.tier == 1) {
        for class in PROMISED {
            let words = row.classes.iter().find(|coverage| coverage.class == class).map(|coverage| coverage.words);
            assert!(words.is_some(), "`{class}` is in the matrix");
            if words == Some(0) && !(class == "month" && counts_months(&row.locale)) {
                empty.push(format!("{} {class}", row.locale));
            }
        }
    }
    assert!(empty.is_empty(), "empty classes of tier 1: {empty:?}");
}

#[test]
fn every_month_weekday_and_ordinal_to_twelve_of_tier_1_has_a_word() {
    let mut missing = Vec::new();
    for tag in lexicon::tags() {
        let Some(lexicon) = lexicon::by_file(tag).filter(|lexicon| lexicon.tier == 1) else { continue };
        let months = (1..=12).filter(|_| !counts_months(tag)).map(|n| ("month", n, Meaning::Month(n)));
        let weekdays = (1..=7).map(|n| ("weekday", n, Meaning::Weekday(n)));
        // The first four are articles and idioms too often: Korean has them as numbers.
        let ordinals = (5..=12).map(|n| ("ordinal", n, Meaning::Ordinal(u32::from(n))));
        let all = months.chain(weekdays).chain(ordinals);
        let lacks = all.filter(|(_, _, meaning)| !means(lexicon, *meaning));
        missing.extend(lacks.map(|(class, n, _)| format!("{tag} {class} {n}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
