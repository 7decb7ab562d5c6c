//! How good the checker is on published articles: precision, recall and noise against labelled pairs, by locale and kind.
//!
//! `cargo test --release --test accuracy` runs the checker over the corpora beside the repository, scores it as their
//! `eval/score.py` does, holds the floors, and compares the table of `docs/accuracy.md`. With `DOCPARITY_ACCURACY_WRITE=1`
//! it writes the table. Without the corpora it skips, and says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::check::{Options, run};
use docparity::diagnostic::{Finding, Severity};
use serde_json::Value;

/// Rules that hold a pair against something else than its other side: the labels know nothing of that.
const NOT_OF_THE_PAIR: &[&str] = &[
    "stale-translation",
    "locale-disagreement",
    "past-deadline",
    "missing-block",
    "missing-pair",
    "malformed-pair",
    "locale-mismatch",
    "invalid-front-matter",
    "malformed-text",
];

/// What no change may fall below.
const PRECISION: f64 = 0.92;
const RECALL: f64 = 0.88;
/// Share of agreeing pairs with the same digits that may be flagged.
const NOISE: f64 = 0.002;

/// The same of every locale with so many wrong pairs, and of the other locales together.
const MANY: u32 = 15;
const LOCAL_PRECISION: f64 = 0.80;
const LOCAL_RECALL: f64 = 0.70;
/// Share of the damaged pairs that are told at least.
const DAMAGED: f64 = 0.5;

const BEGIN: &str = "<!-- accuracy: begin -->\n";
const END: &str = "<!-- accuracy: end -->";

/// Pairs by label, and by whether they were flagged.
#[derive(Clone, Default)]
struct Count {
    cells: BTreeMap<(String, bool), u32>,
    /// Agreeing pairs whose digits are the same: flagged, all.
    noise: (u32, u32),
}

impl Count {
    fn add(&mut self, label: &str, is_same: bool, is_flagged: bool) {
        *self.cells.entry((label.to_owned(), is_flagged)).or_default() += 1;
        if is_same && label == "ok" {
            self.noise.0 += u32::from(is_flagged);
            self.noise.1 += 1;
        }
    }

    fn of(&self, label: &str, is_flagged: bool) -> u32 {
        self.cells.get(&(label.to_owned(), is_flagged)).copied().unwrap_or(0)
    }

    fn join(&mut self, other: &Self) {
        for (cell, count) in &other.cells {
            *self.cells.entry(cell.clone()).or_default() += count;
        }
    }

    fn wrong(&self) -> u32 {
        self.of("wrong", true) + self.of("wrong", false)
    }

    /// A damaged pair counts as rightly flagged.
    fn precision(&self) -> f64 {
        let right = self.of("wrong", true) + self.of("minor", true);
        share(right, right + self.of("ok", true))
    }

    fn recall(&self) -> f64 {
        share(self.of("wrong", true), self.wrong())
    }

    fn row(&self, name: &str) -> String {
        let (found, missed) = (self.of("wrong", true), self.of("wrong", false));
        let (minor, noise) = (self.of("minor", true), self.noise);
        format!(
            "| {name} | {} | {} | {found} | {missed} | {} | {minor} of {} | {} of {} |\n",
            figure(self.precision()),
            figure(self.recall()),
            self.of("ok", true),
            minor + self.of("minor", false),
            noise.0,
            noise.1
        )
    }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole)
}

/// Three decimals, a dash where nothing was counted.
fn figure(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{share:.3}") }
}

#[test]
#[cfg_attr(debug_assertions, ignore = "runs over the whole corpus: cargo test --release --test accuracy")]
fn published_articles_are_judged_as_well_as_the_page_says() {
    let Some(shared) = shared() else { return };
    let flagged = flagged(&shared);
    let mut locales = BTreeMap::new();
    let mut kinds: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut all = Count::default();
    for path in labels(&shared) {
        let locale = path.file_stem().expect("a label file has a name").to_string_lossy().into_owned();
        let count: &mut Count = locales.entry(locale.clone()).or_default();
        for line in fs::read_to_string(&path).expect("labels can be read").lines() {
            let pair: Value = serde_json::from_str(line).expect("each line of labels is JSON");
            let text = |key: &str| pair[key].as_str().unwrap_or_default().to_owned();
            let place = (text("id"), format!("{locale}/{}", text("file")).to_lowercase());
            let is_flagged = flagged.iter().any(|(id, path)| *id == place.0 && path.ends_with(&place.1));
            for count in [&mut *count, &mut all] {
                count.add(&text("label"), text("stratum") == "same", is_flagged);
            }
            if text("label") == "wrong" {
                for kind in pair["kinds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    let (found, whole) = kinds.entry(kind.to_owned()).or_default();
                    *found += u32::from(is_flagged);
                    *whole += 1;
                }
            }
        }
    }
    verify(&table(&locales, &kinds, &all));
    assert!(all.precision() >= PRECISION, "precision {:.3}, at least {PRECISION} is wanted", all.precision());
    assert!(all.recall() >= RECALL, "recall {:.3}, at least {RECALL} is wanted", all.recall());
    let damaged = share(all.of("minor", true), all.of("minor", true) + all.of("minor", false));
    assert!(damaged >= DAMAGED, "{damaged:.3} of the damaged pairs are told, at least {DAMAGED} is wanted");
    hold_locally(&locales);
    let noise = share(all.noise.0, all.noise.1);
    assert!(noise <= NOISE, "{:.4} of the agreeing pairs are flagged, at most {NOISE} is wanted", noise);
}

/// Holds the floors of each locale with many wrong pairs, and of the others together.
fn hold_locally(locales: &BTreeMap<String, Count>) {
    let mut others = Count::default();
    locales.values().filter(|count| count.wrong() < MANY).for_each(|count| others.join(count));
    let many = locales.iter().filter(|(_, count)| count.wrong() >= MANY);
    for (name, count) in many.map(|(name, count)| (name.as_str(), count)).chain([("the other locales", &others)]) {
        let (precision, recall) = (count.precision(), count.recall());
        assert!(precision >= LOCAL_PRECISION, "{name}: precision {precision:.3}, at least {LOCAL_PRECISION} is wanted");
        assert!(recall >= LOCAL_RECALL, "{name}: recall {recall:.3}, at least {LOCAL_RECALL} is wanted");
    }
}

/// The folder beside the repository that holds corpora and labels, where it is.
fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("DOCPARITY_SHARED").map(PathBuf::from);
    let shared = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let is_there = shared.join("gold").is_dir();
    if !is_there {
        eprintln!("skipped: no corpora and labels in {}", shared.display());
    }
    is_there.then_some(shared)
}

/// Segment id and path, in lower case, of every pair that is flagged.
fn flagged(shared: &Path) -> BTreeSet<(String, String)> {
    let mut flagged = BTreeSet::new();
    for corpus in ["corpus/partner-sxs", "corpus/alchemy-sxs"] {
        let options = Options { paths: vec![shared.join(corpus)], ..Options::default() };
        let outcome = run(&options).expect("the run over the corpus can be begun");
        let counts = |finding: &&Finding| {
            matches!(finding.severity, Severity::Error | Severity::Warning)
                && !NOT_OF_THE_PAIR.contains(&finding.rule.as_str())
        };
        flagged.extend(outcome.findings.iter().filter(counts).filter_map(|finding| {
            Some((finding.segment.as_deref()?.to_owned(), finding.path.replace('\\', "/").to_lowercase()))
        }));
    }
    flagged
}

fn labels(shared: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(shared.join("gold")).expect("the folder of labels can be read");
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    paths
}

fn table(locales: &BTreeMap<String, Count>, kinds: &BTreeMap<String, (u32, u32)>, all: &Count) -> String {
    let mut table = String::from(
        "| locale | precision | recall | found | missed | false | damaged, flagged | noise |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (locale, count) in locales {
        table.push_str(&count.row(locale));
    }
    table.push_str(&all.row("**all**"));
    table.push_str("\n| kind of error | recall | pairs |\n|---|---|---|\n");
    for (kind, (found, whole)) in kinds {
        writeln!(table, "| {kind} | {} | {whole} |", figure(share(*found, *whole)))
            .expect("a string can be written to");
    }
    table
}

/// Compares the table with the one of `docs/accuracy.md`, or writes it there.
fn verify(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/accuracy.md");
    let page = fs::read_to_string(&path).expect("docs/accuracy.md can be read");
    let (head, rest) = page.split_once(BEGIN).expect("docs/accuracy.md has the mark where the table begins");
    let (stated, tail) = rest.split_once(END).expect("docs/accuracy.md has the mark where the table ends");
    if std::env::var_os("DOCPARITY_ACCURACY_WRITE").is_some() {
        fs::write(&path, format!("{head}{BEGIN}{table}{END}{tail}")).expect("docs/accuracy.md can be written");
        return;
    }
    assert_eq!(stated, table, "docs/accuracy.md tells other figures: write them with DOCPARITY_ACCURACY_WRITE=1");
}
