//! How complete the lexica are: the matrix that `docparity locales` prints, and what tier 1 promises.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use docparity::check;
use docparity::lexicon::{self, Bound, Entry, Lexicon, Meaning, Relation, Side, TimeUnit, Unit};
use docparity::listing::{ClassCoverage, LocaleRow};

use rust_decimal::Decimal;

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

/// What every language of tier 1 has words for, by the name of the thing; any of the meanings will do.
fn promised_words() -> Vec<(String, Vec<Meaning>)> {
    let unit = |unit| Meaning::Unit(Unit::Time(unit));
    let every = |n, unit| Meaning::Frequency(n, unit);
    let whole = |n: u32| Decimal::from(n);
    let mut promised: Vec<(String, Vec<Meaning>)> = [
        ("business day", vec![unit(TimeUnit::BusinessDay)]),
        ("quarter of a year", vec![unit(TimeUnit::Quarter)]),
        ("half-year", vec![unit(TimeUnit::HalfYear)]),
        ("fortnight", vec![unit(TimeUnit::Fortnight), every(2, TimeUnit::Week)]),
        ("half", vec![Meaning::Fraction(1, 2)]),
        ("third", vec![Meaning::Fraction(1, 3)]),
        ("quarter", vec![Meaning::Fraction(1, 4)]),
        ("hundred", vec![Meaning::Scale(whole(100)), Meaning::Number(whole(100))]),
        ("thousand", vec![Meaning::Scale(whole(1_000)), Meaning::Number(whole(1_000))]),
        ("million", vec![Meaning::Scale(whole(1_000_000))]),
        ("thousand million", vec![Meaning::Scale(whole(1_000_000_000))]),
        ("twice", vec![Meaning::Multiple(2)]),
        ("three times", vec![Meaning::Multiple(3), Meaning::Times]),
        ("both", vec![Meaning::Both]),
        ("several", vec![Meaning::Several]),
        ("fiscal year", vec![Meaning::Fiscal]),
        ("calendar year", vec![Meaning::Calendar]),
        ("first half", vec![Meaning::Half(1)]),
        ("second half", vec![Meaning::Half(2)]),
        ("hourly", vec![every(1, TimeUnit::Hour)]),
        ("daily", vec![every(1, TimeUnit::Day)]),
        ("weekly", vec![every(1, TimeUnit::Week)]),
        ("monthly", vec![every(1, TimeUnit::Month)]),
        ("quarterly", vec![every(1, TimeUnit::Quarter), every(3, TimeUnit::Month)]),
        ("annually", vec![every(1, TimeUnit::Year)]),
        ("per", vec![Meaning::Per]),
        ("every", vec![Meaning::Every]),
        ("morning", vec![Meaning::Am]),
        ("afternoon", vec![Meaning::Pm]),
        ("noon", vec![Meaning::Noon]),
        ("midnight", vec![Meaning::Midnight]),
        ("decimal point", vec![Meaning::DecimalPoint]),
        ("minus", vec![Meaning::Negative]),
        ("percent", vec![Meaning::Percent]),
        ("dollar", vec![Meaning::Currency("$"), Meaning::Currency("USD")]),
        ("euro", vec![Meaning::Currency("EUR")]),
        ("to", vec![Meaning::RangeTo]),
        ("between", vec![Meaning::RangeOpen, Meaning::RangeClose]),
        ("since", vec![Meaning::Relation(Relation::Since), Meaning::Relation(Relation::From)]),
    ]
    .map(|(name, meanings)| (name.to_owned(), meanings))
    .into();
    use Relation as R;
    let relations = [R::Before, R::After, R::Until, R::By, R::From, R::Past, R::Next, R::During];
    promised.extend(relations.map(|relation| (relation.as_str().to_owned(), vec![Meaning::Relation(relation)])));
    promised.extend(Bound::ALL.iter().map(|(bound, name)| ((*name).to_owned(), vec![Meaning::Bound(*bound)])));
    promised.extend((1..=4).map(|n| (format!("quarter {n}"), vec![Meaning::Quarter(n)])));
    promised.extend((0..100).map(|n| (format!("number {n}"), vec![Meaning::Number(whole(n))])));
    promised.extend((1..=31).map(|n| (format!("ordinal {n}"), vec![Meaning::Ordinal(n)])));
    promised
}

/// What a language of tier 1 has no word for, and why.
const WANTING: &[(&str, &str, &str)] = &[
    ("ko", "ordinal 1", "the first four are articles and idioms too often: Korean has them as numbers"),
    ("ko", "ordinal 2", "as the first"),
    ("ko", "ordinal 3", "as the first"),
    ("ko", "ordinal 4", "as the first"),
];

#[test]
fn every_word_that_tier_1_promises_is_there() {
    let mut lacking = BTreeSet::new();
    for (name, meanings) in promised_words() {
        for lexicon in lexicon::tags().filter_map(lexicon::by_file).filter(|lexicon| lexicon.tier == 1) {
            if !meanings.iter().any(|meaning| means(lexicon, *meaning)) {
                lacking.insert((lexicon.tag.to_owned(), name.clone()));
            }
        }
    }
    let explained: BTreeSet<_> = WANTING.iter().map(|(tag, name, _)| ((*tag).to_owned(), (*name).to_owned())).collect();
    assert_eq!(lacking, explained, "what was found is on the left, what is explained on the right");
}
