//! How many facts of the English are found in the translations of published articles, by locale and by kind, and which
//! are not. Needs the corpus beside the project (`DOCPARITY_SHARED` overrules where), and says so where it is absent.
//!
//! By default a sample, one article in eight, is held against the floors. With `DOCPARITY_COVERAGE_WRITE=1` every article
//! is counted and the tables of `docs/coverage.md` are written anew; with `DOCPARITY_EXAMPLES=N` the first N facts that
//! were not found are printed with their sentences.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its articles has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::align::facts::{Verdict, compare};
use docparity::document;
use docparity::facts::{Kind, Reading, read};
use docparity::lexicon::{self, Lexicon, Tag};
use docparity::text::Source;
use rayon::prelude::*;

#[path = "common/corpus.rs"]
mod corpus;

/// What the issue that asked for seventy languages promises, in percent of the facts that are demanded.
const FLOOR_OVERALL: f64 = 96.0;
const FLOOR_OF_EACH_LOCALE: f64 = 92.0;

/// The articles that the promise is about.
const CORPORA: [&str; 2] = ["corpus/alchemy-sxs", "corpus/partner-sxs"];

/// What became of a fact of the English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// A fact of the translation agrees with it by value.
    Told,
    /// The English says the value more often than the translation, which does say it.
    Repeated,
    /// A date that is there in English order, which the locale reads as another date.
    EnglishOrder,
    /// No fact of its value is read, and nothing is lost by the rules: a weak fact, `100 %` told as "wholly".
    Excused,
    /// Told with another value, or not at all.
    Unmatched,
}

/// A fact of the English.
#[derive(Clone)]
struct Counted {
    locale: String,
    kind: Kind,
    text: String,
    is_weak: bool,
    fate: Fate,
    /// Both sentences, where it was not found.
    sentences: Option<(String, String)>,
}

/// Facts counted by fate.
#[derive(Clone, Copy, Default)]
struct Tally {
    facts: usize,
    matched: usize,
    english_order: usize,
    excused: usize,
    unmatched: usize,
}

impl Tally {
    fn of<'c>(facts: impl Iterator<Item = &'c Counted>) -> Self {
        let mut tally = Self::default();
        for fact in facts {
            tally.facts += 1;
            *match fact.fate {
                Fate::Told | Fate::Repeated => &mut tally.matched,
                Fate::EnglishOrder => &mut tally.english_order,
                Fate::Excused => &mut tally.excused,
                Fate::Unmatched => &mut tally.unmatched,
            } += 1;
        }
        tally
    }

    fn share(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.facts.max(1) as f64
    }

    fn matched(&self) -> f64 {
        self.share(self.matched)
    }
}

/// The fates of the facts of `source`, in order; `texts` are the sentences, the English first.
fn fates(source: &Reading, target: &Reading, texts: (&str, &str), lexicon: &'static Lexicon) -> Vec<Fate> {
    let mut fates = vec![None; source.facts.len()];
    for verdict in compare(source, target, texts.1, texts.0, lexicon) {
        let (at, fate) = match verdict {
            Verdict::Agrees { source, .. } => (source, Fate::Told),
            Verdict::AmbiguousDate { source, .. } => (source, Fate::EnglishOrder),
            Verdict::Differs { source, .. } | Verdict::LostEnd { source, .. } | Verdict::Missing { source } => {
                (source, Fate::Unmatched)
            }
            Verdict::Added { .. } | Verdict::Repeated { .. } => continue,
        };
        fates[at] = Some(fate);
    }
    // A fact without a verdict is said again, or excused: held alone against the translation, it tells which.
    let alone = |at: usize| {
        let one = Reading { facts: vec![source.facts[at].clone()], ..source.clone() };
        let verdicts = compare(&one, target, texts.1, texts.0, lexicon);
        let is_told =
            verdicts.iter().any(|verdict| matches!(verdict, Verdict::Agrees { .. } | Verdict::AmbiguousDate { .. }));
        if is_told { Fate::Repeated } else { Fate::Excused }
    };
    fates.into_iter().enumerate().map(|(at, fate)| fate.unwrap_or_else(|| alone(at))).collect()
}

/// The facts of the English of every span pair of an article.
fn count_article(folder: &Path, path: &Path) -> Vec<Counted> {
    let locale = path.strip_prefix(folder).unwrap().iter().next().unwrap().to_str().unwrap().to_owned();
    let lexicon = Tag::parse(&locale).unwrap().fallbacks().find_map(|file| lexicon::by_file(&file)).unwrap();
    let source = Source::from_bytes(&path.to_string_lossy(), fs::read(path).unwrap());
    let article = document::parse(&source.text);
    let segments = article.blocks.iter().flat_map(|block| &block.segments);
    let pairs = segments.filter_map(|segment| segment.source.as_ref().zip(segment.target.as_ref()));
    let mut counted = Vec::new();
    for (english, translation) in pairs {
        let stated = read(english, lexicon::english(), lexicon::english());
        let told = read(translation, lexicon, lexicon::english());
        let texts = (&*english.cooked, &*translation.cooked);
        for (fact, fate) in stated.facts.iter().zip(fates(&stated, &told, texts, lexicon)) {
            let is_found = matches!(fate, Fate::Told | Fate::Repeated);
            counted.push(Counted {
                locale: locale.clone(),
                kind: fact.kind(),
                text: one_line(&english.cooked[fact.span.range()]),
                is_weak: fact.is_weak,
                fate,
                sentences: (!is_found).then(|| (one_line(texts.0), one_line(texts.1))),
            });
        }
    }
    counted
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every fact of the English of one article in `step` of each locale; `None` where the corpus is absent.
fn count(step: usize) -> Option<Vec<Counted>> {
    let mut counted = Vec::new();
    for name in CORPORA {
        let folder = corpus::shared(name)?;
        let articles: Vec<PathBuf> = corpus::articles(&folder).into_iter().step_by(step).collect();
        counted.extend(articles.par_iter().flat_map_iter(|path| count_article(&folder, path)).collect::<Vec<_>>());
    }
    Some(counted)
}

fn demanded(counted: &[Counted]) -> impl Iterator<Item = &Counted> {
    counted.iter().filter(|fact| !fact.is_weak)
}

fn locales(counted: &[Counted]) -> BTreeSet<&str> {
    counted.iter().map(|fact| fact.locale.as_str()).collect()
}

/// Two tallies as cells: all facts and how many are matched, those demanded and what became of them.
fn cells(name: &str, all: Tally, demanded: Tally) -> String {
    let Tally { english_order, excused, unmatched, .. } = demanded;
    let [order, excused, unmatched] = [english_order, excused, unmatched].map(|count| demanded.share(count));
    format!(
        "| {name} | {} | {:.1} | {} | **{:.1}** | {order:.1} | {excused:.1} | {unmatched:.1} |\n",
        all.facts,
        all.matched(),
        demanded.facts,
        demanded.matched()
    )
}

/// A row of a table: its name and the facts it is about.
type Row<'c> = (&'c str, Box<dyn Fn(&Counted) -> bool + 'c>);

/// A table of `rows`, and one row more for all of them.
fn table<'c>(head: &str, counted: &'c [Counted], rows: &[Row<'c>]) -> String {
    let mut table = format!(
        "| {head} | facts | matched % | demanded | matched % | English order % | excused % | unmatched % |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for (name, is_of) in rows {
        let all = Tally::of(counted.iter().filter(|fact| is_of(fact)));
        table += &cells(name, all, Tally::of(demanded(counted).filter(|fact| is_of(fact))));
    }
    table + &cells("all", Tally::of(counted.iter()), Tally::of(demanded(counted)))
}

/// The facts of English that are most often `is_such`, with how often and in which locales.
fn frequent(counted: &[Counted], is_such: impl Fn(&Counted) -> bool, most: usize) -> String {
    let mut found: BTreeMap<(&str, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for fact in counted.iter().filter(|fact| is_such(fact)) {
        let words = found.entry((fact.kind.as_str(), fact.text.to_lowercase())).or_default();
        *words.entry(&fact.locale).or_default() += 1;
    }
    let mut rows: Vec<_> =
        found.into_iter().map(|(key, places)| (places.values().sum::<usize>(), key, places)).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut table = "| n | kind | English | most often in | locales |\n|---:|---|---|---|---:|\n".to_owned();
    for (n, (kind, text), places) in rows.into_iter().take(most) {
        let (locale, times) =
            places.iter().max_by_key(|(locale, times)| (**times, std::cmp::Reverse(**locale))).unwrap();
        let text = text.replace('|', "\\|");
        writeln!(table, "| {n} | {kind} | {text} | {locale} ({times}) | {} |", places.len()).unwrap();
    }
    table
}

/// The generated part of `docs/coverage.md`.
fn report(counted: &[Counted]) -> String {
    let by_locale: Vec<Row<'_>> = locales(counted)
        .into_iter()
        .map(|locale| (locale, Box::new(move |fact: &Counted| fact.locale == locale) as Box<_>))
        .collect();
    let is_met = |kind: Kind| counted.iter().any(|fact| fact.kind == kind);
    let by_kind: Vec<Row<'_>> = Kind::ALL
        .into_iter()
        .filter(|(kind, _)| is_met(*kind))
        .map(|(kind, name)| (name, Box::new(move |fact: &Counted| fact.kind == kind) as Box<_>))
        .collect();
    format!(
        "## By locale\n\n{}\n## By kind\n\n{}\n## Demanded facts that are most often unmatched\n\n{}\n\
         ## Weak facts that are most often without a counterpart\n\n{}",
        table("locale", counted, &by_locale),
        table("kind", counted, &by_kind),
        frequent(counted, |fact| fact.fate == Fate::Unmatched && !fact.is_weak, 40),
        frequent(counted, |fact| fact.fate == Fate::Excused && fact.is_weak, 15),
    )
}

fn is_written() -> bool {
    env::var_os("DOCPARITY_COVERAGE_WRITE").is_some()
}

const BEGIN: &str = "<!-- coverage: begin -->\n";
const END: &str = "<!-- coverage: end -->\n";

/// Writes the generated part of `docs/coverage.md` anew; what stands around it is written by hand.
fn write(report: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    fs::write(path, format!("{before}{BEGIN}\n{report}\n{END}{after}")).unwrap();
}

#[test]
fn the_facts_of_the_english_are_found_in_every_locale() {
    let examples: usize = env::var("DOCPARITY_EXAMPLES").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let Some(counted) = count(if is_written() || examples > 0 { 1 } else { 8 }) else { return };
    for fact in counted.iter().filter(|fact| fact.sentences.is_some()).take(examples) {
        let (english, translation) = fact.sentences.as_ref().unwrap();
        let weak = if fact.is_weak { "weak" } else { "demanded" };
        let Counted { locale, kind, text, fate, .. } = fact;
        eprintln!("{locale}\t{}\t{fate:?}\t{weak}\t{text}\t{english}\t{translation}", kind.as_str());
    }
    let overall = Tally::of(demanded(&counted)).matched();
    assert!(overall >= FLOOR_OVERALL, "{overall:.1} % of the demanded facts are matched");
    for locale in locales(&counted) {
        let matched = Tally::of(demanded(&counted).filter(|fact| fact.locale == locale)).matched();
        assert!(matched >= FLOOR_OF_EACH_LOCALE, "{locale}: {matched:.1} % of the demanded facts are matched");
    }
    if is_written() {
        write(&report(&counted));
    }
}

#[test]
fn the_report_tells_of_every_locale_and_keeps_the_floors() {
    if is_written() {
        return;
    }
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md")).unwrap();
    let (_, rest) = text.split_once("## By locale").unwrap();
    let (by_locale, _) = rest.split_once("## By kind").unwrap();
    let rows: Vec<Vec<&str>> = by_locale
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 26, "25 locales, and all of them");
    for row in rows {
        let matched: f64 = row[5].trim_matches('*').parse().unwrap();
        let floor = if row[1] == "all" { FLOOR_OVERALL } else { FLOOR_OF_EACH_LOCALE };
        assert!(matched >= floor, "{row:?}");
    }
}
