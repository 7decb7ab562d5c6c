//! Block alignment measured on the corpora: the truth is which English sentence stands beside which
//! translation in the bilingual copy of the same article.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use docparity::align::blocks::{Outline, Row, Side, align};
use docparity::document::{Article, Block, Text, parse};

/// The folder with the corpora; none on a machine that does not have them.
fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("DOCPARITY_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if root.join("corpus").is_dir() {
        return Some(root);
    }
    eprintln!("skipped: no corpus under {} (set DOCPARITY_SHARED)", root.display());
    None
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn squash_all<'t, 's: 't>(texts: impl Iterator<Item = &'t Text<'s>>) -> String {
    texts.map(|text| squash(&text.cooked)).collect()
}

fn target_of(block: &Block<'_>) -> String {
    squash_all(block.segments.iter().filter_map(|segment| segment.target.as_ref()))
}

/// For every block of the translation: the English blocks that its sentences were found in, and those of
/// them where the sentence stands nowhere else.
struct Truth {
    possible: Vec<HashSet<usize>>,
    certain: HashSet<(usize, usize)>,
}

impl Truth {
    /// `bilingual` has the same blocks as the translation that is aligned.
    fn new(bilingual: &Article<'_>, english: &[String]) -> Self {
        let mut truth = Self { possible: Vec::new(), certain: HashSet::new() };
        for (index, block) in bilingual.blocks.iter().enumerate() {
            let mut possible = HashSet::new();
            for source in block.segments.iter().filter_map(|segment| segment.source.as_ref()) {
                let found = places(&squash(&source.cooked), english);
                if let [only] = found[..] {
                    truth.certain.insert((index, only));
                }
                possible.extend(found);
            }
            truth.possible.push(possible);
        }
        truth
    }
}

/// Short sentences must be the whole block; longer ones may be a part of it.
fn places(sentence: &str, english: &[String]) -> Vec<usize> {
    let stands_in = |text: &String| match sentence.chars().count() {
        0 => false,
        1..=24 => text == sentence,
        _ => text.contains(sentence),
    };
    english.iter().enumerate().filter(|(_, text)| stands_in(text)).map(|(index, _)| index).collect()
}

#[derive(Clone, Debug, Default)]
struct Score {
    files: usize,
    right: usize,
    wrong: usize,
    found: usize,
    missed: usize,
    failures: Vec<String>,
}

impl Score {
    fn judge(&mut self, rows: &[Row], truth: &Truth, name: &str, translation: &[String], english: &[String]) {
        self.files += 1;
        let pairs: HashSet<(usize, usize)> = rows.iter().filter_map(|row| Some((row.a?, row.b?))).collect();
        let claimed: HashSet<usize> = truth.certain.iter().map(|pair| pair.1).collect();
        let mut ordered: Vec<_> = pairs.iter().copied().collect();
        ordered.sort_unstable();
        for (a, b) in ordered {
            if truth.possible[a].contains(&b) {
                self.right += 1;
            } else if !truth.possible[a].is_empty() || claimed.contains(&b) {
                self.wrong += 1;
                self.failures
                    .push(format!("wrong  {name} {a}:{b}\n    {:.90}\n    {:.90}", translation[a], english[b]));
            }
        }
        for &(a, b) in &truth.certain {
            if pairs.contains(&(a, b)) {
                self.found += 1;
            } else {
                self.missed += 1;
                self.failures
                    .push(format!("missed {name} {a}:{b}\n    {:.90}\n    {:.90}", translation[a], english[b]));
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.right += other.right;
        self.wrong += other.wrong;
        self.found += other.found;
        self.missed += other.missed;
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / (self.found + self.missed).max(1) as f64
    }

    fn line(&self, name: &str) -> String {
        format!(
            "{name:<24} {:>4} files  precision {:.4} ({} wrong)  recall {:.4} ({} missed of {})",
            self.files,
            self.precision(),
            self.wrong,
            self.recall(),
            self.missed,
            self.found + self.missed
        )
    }
}

fn markdown_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

fn revision(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("ms.openlocfilehash:"))
}

#[derive(Default)]
struct Clock {
    parse: Duration,
    outline: Duration,
    align: Duration,
}

fn timed<T>(total: &mut Duration, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = run();
    *total += start.elapsed();
    value
}

#[test]
fn plain_translations_are_aligned_with_the_english_tree() {
    let Some(shared) = shared() else { return };
    let (plain, bilingual) = (shared.join("corpus/partner-plain"), shared.join("corpus/partner-sxs"));
    let mut clock = Clock::default();
    let (mut same, mut other) = (Score::default(), Score::default());
    for locale in ["de-de", "fr-fr", "ja-jp", "nl-nl", "sv-se", "zh-cn", "zh-tw"] {
        let (mut locale_same, mut locale_other) = (Score::default(), Score::default());
        let mut files = Vec::new();
        markdown_files(&plain.join("en-us"), &mut files);
        for path in files {
            let name = path.strip_prefix(plain.join("en-us")).expect("under the English tree");
            let read = |root: &Path, locale: &str| fs::read_to_string(root.join(locale).join(name)).ok();
            let (Some(text), Some(both)) = (read(&plain, locale), read(&bilingual, locale)) else { continue };
            let english = read(&plain, "en-us").expect("readable");
            let recovered_from = read(&plain, "de-de").unwrap_or_default();
            let (article, source) = timed(&mut clock.parse, || (parse(&text), parse(&english)));
            let (a, b) =
                timed(&mut clock.outline, || (Outline::of(&article, Side::Target), Outline::of(&source, Side::Target)));
            let rows = timed(&mut clock.align, || align(&a, &b));
            let both = parse(&both);
            let translation: Vec<String> = article.blocks.iter().map(target_of).collect();
            if both.blocks.len() != article.blocks.len() {
                eprintln!("{locale}/{}: the bilingual copy has other blocks", name.display());
                continue;
            }
            let english: Vec<String> = source.blocks.iter().map(target_of).collect();
            let truth = Truth::new(&both, &english);
            let is_same = revision(&text).is_some() && revision(&text) == revision(&recovered_from);
            let score = if is_same { &mut locale_same } else { &mut locale_other };
            score.judge(&rows, &truth, &format!("{locale}/{}", name.display()), &translation, &english);
        }
        eprintln!("{}", locale_same.line(&format!("{locale} same revision")));
        eprintln!("{}", locale_other.line(&format!("{locale} other revision")));
        if std::env::var_os("DOCPARITY_FAILURES").is_some() {
            locale_same.failures.iter().for_each(|failure| eprintln!("SAME {failure}"));
            locale_other.failures.iter().for_each(|failure| eprintln!("OTHER {failure}"));
        }
        same.add(&locale_same);
        other.add(&locale_other);
    }
    eprintln!("{}\n{}", same.line("same revision"), other.line("other revision"));
    eprintln!("parse {:?}, outlines {:?}, align {:?}", clock.parse, clock.outline, clock.align);
    assert!(same.precision() >= 0.99 && same.recall() >= 0.97, "{}", same.line("same revision"));
}

/// The other ten languages, and English against English where a locale was translated from other revisions.
#[test]
fn sides_of_bilingual_articles_are_aligned_with_the_english_tree() {
    let Some(shared) = shared() else { return };
    let (english_tree, bilingual) = (shared.join("corpus/partner-plain/en-us"), shared.join("corpus/partner-sxs"));
    let mut files = Vec::new();
    markdown_files(&english_tree, &mut files);
    let targets = ["cs-cz", "es-es", "hu-hu", "it-it", "ko-kr", "pl-pl", "pt-br", "pt-pt", "ru-ru", "tr-tr"];
    let sources = ["nl-nl", "sv-se", "zh-tw"];
    let sides = targets.map(|locale| (locale, Side::Target)).into_iter();
    for (locale, side) in sides.chain(sources.map(|locale| (locale, Side::Source))) {
        let mut score = Score::default();
        for path in &files {
            let name = path.strip_prefix(&english_tree).expect("under the English tree");
            let Ok(text) = fs::read_to_string(bilingual.join(locale).join(name)) else { continue };
            let english = fs::read_to_string(path).expect("readable");
            let (article, source) = (parse(&text), parse(&english));
            let rows = align(&Outline::of(&article, side), &Outline::of(&source, Side::Target));
            let translation: Vec<String> = article.blocks.iter().map(target_of).collect();
            let english: Vec<String> = source.blocks.iter().map(target_of).collect();
            let truth = Truth::new(&article, &english);
            score.judge(&rows, &truth, &format!("{locale}/{}", name.display()), &translation, &english);
        }
        eprintln!("{}", score.line(&format!("{locale} {side:?}")));
        if std::env::var_os("DOCPARITY_FAILURES").is_some() {
            score.failures.iter().for_each(|failure| eprintln!("SIDE {failure}"));
        }
        assert!(score.precision() >= 0.99 && score.recall() >= 0.97, "{}", score.line(locale));
    }
}

#[test]
fn the_seeds_are_aligned_with_the_english_of_their_sisters() {
    let Some(shared) = shared() else { return };
    let read = |locale: &str| fs::read_to_string(shared.join("seeds").join(locale).join("renew-mpn-offers.md"));
    let pairs = |translation: &str, sister: &str| -> Vec<(Option<usize>, Option<usize>)> {
        let (translation, sister) = (read(translation).expect("a seed"), read(sister).expect("a seed"));
        let (translation, sister) = (parse(&translation), parse(&sister));
        let rows = align(&Outline::of(&translation, Side::Target), &Outline::of(&sister, Side::Source));
        rows.iter().map(|row| (row.a, row.b)).collect()
    };
    let one_by_one = |count: usize| (0..count).map(|index| (Some(index), Some(index))).collect::<Vec<_>>();
    assert_eq!(pairs("sv-SE", "nl-NL"), one_by_one(24));
    assert_eq!(pairs("fr-FR", "zh-CN"), one_by_one(23));
    assert_eq!(pairs("zh-TW", "zh-CN"), one_by_one(23));
    // In the newer English the paragraph before the list became an introduction and a first item.
    let mut newer = one_by_one(15);
    newer.extend((14..23).map(|index| (Some(index), Some(index + 1))));
    assert_eq!(pairs("fr-FR", "nl-NL"), newer);
    assert_eq!(pairs("zh-TW", "nl-NL"), newer);
}
