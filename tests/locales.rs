//! How complete the lexica are: the matrix that `docparity locales` prints, and what tier 1 promises.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use docparity::check;
use docparity::lexicon::{self, Entry, Lexicon, Meaning, Side};
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

/// What a word means within its class: two entries of one class with other marks are two things.
fn class_and_thing(meaning: &Meaning) -> Option<(&'static str, String)> {
    let class = match meaning {
        Meaning::Month(_) => "month",
        Meaning::Weekday(_) => "weekday",
        Meaning::Unit(_) => "unit",
        Meaning::Number(_) => "number",
        Meaning::Scale(_) => "scale",
        Meaning::Ordinal(_) => "ordinal",
        Meaning::Relation(_) => "relation",
        Meaning::Bound(_) => "bound",
        Meaning::Frequency(..) => "frequency",
        Meaning::Currency(_) => "currency",
        Meaning::Quarter(_) => "quarter",
        _ => return None,
    };
    Some((class, format!("{meaning:?}")))
}

/// Meanings that FACTS.md lets agree with each other, or that are told apart by the kind of fact: one word may have both.
const KIN: &[(&str, &str)] = &[
    ("Bound(AtLeast)", "Bound(OrLater)"),
    ("Bound(AtMost)", "Bound(OrEarlier)"),
    ("Bound(AtMost)", "Bound(Within)"),
    ("Relation(AsOf)", "Relation(From)"),
    ("Relation(Before)", "Relation(Past)"),
    ("Relation(By)", "Relation(Until)"),
    ("Relation(During)", "Relation(On)"),
    ("Relation(From)", "Relation(Since)"),
];

/// Words of one language that mean two things which do not agree, and why they must.
const EXPLAINED: &[(&str, &str, &str)] = &[
    ("ca", "al", "`al 31 de desembre` is a snapshot or a mere date"),
    ("eu", "bitartean", "`ekaina bitartean` is until June, `bi egun bitartean` during two days"),
    ("hi", "के बाद से", "after that day, and ever since"),
    ("is", "innan við", "`innan við 30 dagar` is within and fewer than"),
    ("ko", "이후", "`6월 1일 이후` is from that day on, `30일 이후` after them"),
    ("nl", "over", "`over 30 dagen` is after them, `over het jaar` during it"),
    ("pt", "passados", "`passados 30 dias` is after them, `os 30 dias passados` the past ones"),
    ("pt-pt", "passados", "as in Brazil"),
    ("ru", "до", "`до 1 июня` is before and until"),
    ("ru", "от", "`от 1 июня` is from that day or of that date"),
    ("uk", "від", "as in Russian"),
    ("uk", "до", "as in Russian"),
    ("zh-hans", "截至", "until that day, and as of it"),
    ("zh-hant", "截至", "as in simplified Chinese"),
];

/// Whether both entries can be read at one place of a text.
fn meet(a: &Entry, b: &Entry) -> bool {
    let is_other_case = a.exact.is_some() && b.exact.is_some() && a.exact != b.exact;
    let is_other_side = a.side != b.side && a.side != Side::Either && b.side != Side::Either;
    let (p, q) = (a.place, b.place);
    let share_a_kind = p.date && q.date || p.duration && q.duration || p.amount && q.amount || p.time && q.time;
    !is_other_case && !is_other_side && a.is_glued == b.is_glued && share_a_kind
}

fn are_kin(a: &str, b: &str) -> bool {
    KIN.contains(&(a, b)) || KIN.contains(&(b, a))
}

#[test]
fn no_word_of_tier_1_means_two_things_of_one_class_unexplained() {
    let mut found = BTreeSet::new();
    for lexicon in lexicon::tags().filter_map(lexicon::by_file).filter(|lexicon| lexicon.tier == 1) {
        for same in lexicon.entries().chunk_by(|a, b| a.word == b.word) {
            let pairs = same.iter().enumerate().flat_map(|(at, one)| same[at + 1..].iter().map(move |two| (one, two)));
            for (one, two) in pairs.filter(|(one, two)| meet(one, two)) {
                let things = (class_and_thing(&one.meaning), class_and_thing(&two.meaning));
                let (Some(a), Some(b)) = things else { continue };
                if a.0 == b.0 && a.1 != b.1 && !are_kin(&a.1, &b.1) {
                    found.insert((lexicon.tag, &*one.word));
                }
            }
        }
    }
    let explained: BTreeSet<(&str, &str)> = EXPLAINED.iter().map(|(tag, word, _)| (*tag, *word)).collect();
    assert_eq!(found, explained, "what was found is on the left, what is explained on the right");
}
