//! Every locale of tier 1 against what another source writes in it: Node's `Intl`, the packages num2words and n2words,
//! and phrases written by hand (`tests/languages/relations.tsv`). `tests/languages/freeze.mjs` and `freeze.py` tell how
//! the data were made.
//!
//! What cannot be read yet is listed in `tests/languages/known-gaps.tsv` (tag, text, why). A row that fails and is not
//! listed fails the test, and so does a listed row that passes: the list can only shrink. With `DOCPARITY_GAPS=1` the
//! test writes the list anew, keeping what is known of the causes.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its tables has failed")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::document::Text;
use docparity::facts::{self, Convention, Fact, Kind, Value};
use docparity::lexicon;

/// A row of a table: what `text` must state in the language of `tag`.
#[derive(Clone, Debug)]
struct Row {
    class: String,
    tag: String,
    kind: String,
    value: String,
    text: String,
}

/// A row that is known to fail, and why.
type Gaps = BTreeMap<(String, String), String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages")
}

/// The cells of the lines of a table.
fn lines(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// All tables but that of the gaps; the class of a row is the name of its file.
fn rows() -> Vec<Row> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv") && !path.ends_with(GAPS));
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().flat_map(|path| table(&name(path))).collect()
}

fn table(name: &str) -> Vec<Row> {
    let class = name.trim_end_matches(".tsv");
    let row = |cells: Vec<String>| {
        let [tag, kind, value, text] = <[String; 4]>::try_from(cells).unwrap();
        Row { class: class.to_owned(), tag, kind, value, text }
    };
    lines(name).into_iter().map(row).collect()
}

const GAPS: &str = "known-gaps.tsv";

fn gaps() -> Gaps {
    let gap = |cells: Vec<String>| {
        let [tag, text, why] = <[String; 3]>::try_from(cells).unwrap();
        ((tag, text), why)
    };
    lines(GAPS).into_iter().map(gap).collect()
}

/// What docparity reads in the text of `row`.
fn read(row: &Row) -> Vec<Fact> {
    let text = Text { cooked: Cow::Borrowed(&row.text), ..Text::default() };
    let lexicon = lexicon::by_file(&row.tag).unwrap();
    facts::read(&text, lexicon, lexicon::english()).facts
}

/// The readings of a fact that the locale's own conventions allow.
fn readings(fact: &Fact) -> impl Iterator<Item = &Value> {
    let also = fact.also.iter().filter(|(_, convention)| *convention == Convention::Own).map(|(value, _)| value);
    std::iter::once(&fact.value).chain(also)
}

/// Whether a reading is the value that the row names. A number and an ordinal agree with each other.
fn is_value(row: &Row, value: &Value) -> bool {
    let is_counting = |kind: &str| kind == Kind::Number.as_str() || kind == Kind::Ordinal.as_str();
    if is_counting(&row.kind) {
        return is_counting(value.kind().as_str()) && value.same_as() == row.value;
    }
    value.kind().as_str() == row.kind && value.to_string() == row.value
}

/// Whether the text says what the row says: `relation:until|by` (either of them), `bound:within`, or a kind of fact, and
/// its value.
fn passes(row: &Row) -> bool {
    let is_one_of = |names: &str, name: Option<&str>| name.is_some_and(|name| names.split('|').any(|one| one == name));
    read(row).iter().any(|fact| match row.kind.split_once(':') {
        Some(("relation", names)) => {
            fact.value.to_string() == row.value
                && is_one_of(names, fact.relation.map(|(relation, _)| relation.as_str()))
        }
        Some(("bound", names)) => {
            fact.value.to_string() == row.value && is_one_of(names, fact.bound.map(|(bound, _)| bound.as_str()))
        }
        _ => readings(fact).any(|value| is_value(row, value)),
    })
}

/// The facts of a row's text as a failure shows them.
fn shown(row: &Row) -> String {
    let show = |fact: Fact| {
        let relation = fact.relation.map_or("", |(relation, _)| relation.as_str());
        let bound = fact.bound.map_or("", |(bound, _)| bound.as_str());
        format!("{} {} {relation} {bound}", fact.kind().as_str(), fact.value).trim_end().to_owned()
    };
    read(row).into_iter().map(show).collect::<Vec<_>>().join(", ")
}

/// Rows that pass and rows in all, by locale and class, and the gaps of each locale.
fn report(rows: &[Row], is_passed: &[bool]) -> String {
    let mut table: BTreeMap<&str, BTreeMap<&str, (usize, usize)>> = BTreeMap::new();
    for (row, passed) in rows.iter().zip(is_passed) {
        for tag in [row.tag.as_str(), "all"] {
            let (good, all) = table.entry(tag).or_default().entry(&row.class).or_default();
            *good += usize::from(*passed);
            *all += 1;
        }
    }
    let mut text = String::new();
    for (tag, classes) in table {
        let gaps: usize = classes.values().map(|(good, all)| all - good).sum();
        let rates = classes.iter().map(|(class, (good, all))| format!("{class} {good}/{all}"));
        writeln!(text, "{tag}: {gaps} gaps; {}", rates.collect::<Vec<_>>().join(", ")).unwrap();
    }
    text
}

#[test]
fn every_text_states_what_its_row_says_or_is_a_known_gap() {
    let rows = rows();
    let is_passed: Vec<bool> = rows.iter().map(passes).collect();
    println!("{}", report(&rows, &is_passed));
    // A text that stands in two rows fails where one of them does.
    let key = |row: &Row| (row.tag.clone(), row.text.clone());
    let failed: BTreeMap<_, &Row> =
        rows.iter().zip(&is_passed).filter(|(_, passed)| !**passed).map(|(row, _)| (key(row), row)).collect();
    let known = gaps();
    if std::env::var_os("DOCPARITY_GAPS").is_some() {
        return write_gaps(&failed, &known);
    }
    let mut problems = String::new();
    for (_, row) in failed.iter().filter(|(key, _)| !known.contains_key(*key)) {
        let Row { class, tag, kind, value, text } = row;
        writeln!(problems, "{tag}\t{class}\t{kind} {value}\t{text}\tread: {}", shown(row)).unwrap();
    }
    for (tag, text) in known.keys().filter(|key| !failed.contains_key(*key)) {
        writeln!(problems, "{tag}\t{text}\tpasses (or stands in no table): take it off {GAPS}").unwrap();
    }
    assert!(problems.is_empty(), "\n{problems}");
}

fn write_gaps(failed: &BTreeMap<(String, String), &Row>, known: &Gaps) {
    let mut text =
        "# tag\ttext\twhy: what languages.rs knows to fail; a row that passes must be taken off\n".to_owned();
    for ((tag, words), row) in failed {
        let why = known.get(&(tag.clone(), words.clone())).map_or(row.class.as_str(), String::as_str);
        writeln!(text, "{tag}\t{words}\t{why}").unwrap();
    }
    fs::write(folder().join(GAPS), text).unwrap();
}

#[test]
fn every_locale_of_tier_1_stands_in_every_table_that_intl_fills() {
    let tags: BTreeSet<&str> = lexicon::tags().filter(|tag| lexicon::by_file(tag).unwrap().tier == 1).collect();
    for class in ["numbers", "dates", "durations", "ranges", "times", "percents", "money", "relations"] {
        let rows = table(&format!("{class}.tsv"));
        let stated: BTreeSet<&str> = rows.iter().map(|row| row.tag.as_str()).collect();
        assert_eq!(stated, tags, "{class}.tsv");
    }
}
