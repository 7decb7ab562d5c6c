//! Sentences as documentation has them, in every locale of tier 1: the true translation is silent and states what the
//! English states; each swap of its words is found. Written by hand in `tests/parallel/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use docparity::align::facts::Verdict;
use docparity::check::{Options, run};
use docparity::document::Text;
use docparity::{align, facts, lexicon};

/// A sentence in one language, and what makes it state something else.
#[derive(Debug)]
struct Sentence {
    number: usize,
    text: String,
    /// Words, and what to put in their place.
    swaps: Vec<(String, String)>,
}

/// The sentences by locale.
type Sentences = BTreeMap<String, Vec<Sentence>>;

fn sentences() -> Sentences {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parallel");
    let mut sentences = Sentences::new();
    for name in [
        "west.txt",
        "east.txt",
        "south.txt",
        "more-west.txt",
        "more-east.txt",
        "more-south.txt",
        "third-west.txt",
        "third-east.txt",
        "third-south.txt",
    ] {
        let text = fs::read_to_string(folder.join(name)).expect("a table of the repository can be read");
        let mut locale = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(tag) => locale = tag,
                None => sentences.entry(locale.to_owned()).or_default().push(sentence(line)),
            }
        }
    }
    sentences
}

fn sentence(line: &str) -> Sentence {
    let mut cells = line.split(" | ");
    let number = cells.next().and_then(|cell| cell.parse().ok()).expect("a line begins with its number");
    let text = cells.next().expect("a line has a sentence").to_owned();
    let swap = |cell: &str| {
        let (from, to) = cell.split_once(" => ").expect("a swap is `words => words`");
        assert!(text.contains(from), "`{from}` stands in {text}");
        (from.to_owned(), to.to_owned())
    };
    let swaps = cells.map(swap).collect();
    Sentence { number, text, swaps }
}

/// Facts of the English that no fact of the translation answers.
fn unanswered(english: &str, translation: &str, tag: &str) -> Vec<String> {
    let own = lexicon::by_file(&tag.to_lowercase()).expect("a locale of tier 1 has a file");
    let (english, text) = (english.to_owned(), translation.to_owned());
    let of = |words: &str| Text { cooked: words.to_owned().into(), ..Text::default() };
    let source = facts::read(&of(&english), lexicon::english(), lexicon::english());
    let target = facts::read(&of(&text), own, lexicon::english());
    let verdicts = align::facts::compare(&source, &target, &text, &english, own);
    let answered: BTreeSet<usize> = verdicts
        .iter()
        .filter_map(|verdict| match verdict {
            Verdict::Agrees { source, .. } => Some(*source),
            _ => None,
        })
        .collect();
    let open = source.facts.iter().enumerate().filter(|(at, fact)| !fact.is_weak && !answered.contains(at));
    open.map(|(_, fact)| format!("{} {}", fact.kind().as_str(), fact.value)).collect()
}

/// The rules that speak of each pair, pairs of one locale.
fn findings(locale: &str, pairs: &[(String, String)]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut article = format!("---\nms.contentlocale: {locale}\n---\n\n# A\n\n");
    for (number, (english, translation)) in pairs.iter().enumerate() {
        write!(article, "<span data-ttu-id=\"abcde-{number}\">{translation}</span><span class=\"sxs-lookup\"><span data-stu-id=\"abcde-{number}\">{english}</span></span>\n\n").expect("a string can be written");
    }
    fs::create_dir_all(folder.path().join(locale)).expect("a folder can be made");
    fs::write(folder.path().join(locale).join("a.md"), article).expect("a file can be written");
    let outcome = run(&Options { paths: vec![folder.path().to_path_buf()], ..Options::default() });
    let outcome = outcome.expect("the run can be begun");
    let of = |number: usize| {
        let id = format!("abcde-{number}");
        let found = outcome.findings.iter().filter(|finding| finding.segment.as_deref() == Some(&id));
        found.map(|finding| finding.rule.as_str().to_owned()).collect()
    };
    (0..pairs.len()).map(of).collect()
}

#[test]
fn every_locale_of_tier_1_has_every_sentence() {
    let sentences = sentences();
    let tags = lexicon::tags().filter(|tag| lexicon::by_file(tag).is_some_and(|lexicon| lexicon.tier == 1));
    let tags: BTreeSet<String> = tags.map(str::to_owned).collect();
    let stated: BTreeSet<String> = sentences.keys().map(|tag| file(tag)).collect();
    assert_eq!(stated, tags);
    for (tag, own) in &sentences {
        let numbers: Vec<usize> = own.iter().map(|sentence| sentence.number).collect();
        assert_eq!(numbers, (1..=sentences["en"].len()).collect::<Vec<_>>(), "{tag}");
    }
}

/// The lexicon file of a locale.
fn file(locale: &str) -> String {
    if locale == "pt-BR" { "pt".to_owned() } else { locale.to_lowercase() }
}

#[test]
fn a_true_translation_states_every_fact_and_nothing_is_found() {
    let sentences = sentences();
    let english = &sentences["en"];
    let mut wrong = String::new();
    for (locale, own) in sentences.iter().filter(|(locale, _)| *locale != "en") {
        let pairs: Vec<(String, String)> =
            own.iter().map(|own| (english[own.number - 1].text.clone(), own.text.clone())).collect();
        for ((english, translation), rules) in pairs.iter().zip(findings(locale, &pairs)) {
            let open = unanswered(english, translation, &file(locale));
            if !rules.is_empty() || !open.is_empty() {
                writeln!(wrong, "{locale}: {translation}\n    found {rules:?}, not answered {open:?}")
                    .expect("as above");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_swap_is_found() {
    let sentences = sentences();
    let english = &sentences["en"];
    let mut missed = String::new();
    for (locale, own) in sentences.iter().filter(|(locale, _)| *locale != "en") {
        let swapped = |own: &Sentence| {
            let source = english[own.number - 1].text.clone();
            own.swaps.iter().map(|(from, to)| (source.clone(), own.text.replacen(from, to, 1))).collect::<Vec<_>>()
        };
        let pairs: Vec<(String, String)> = own.iter().flat_map(swapped).collect();
        for ((_, translation), rules) in pairs.iter().zip(findings(locale, &pairs)) {
            if rules.is_empty() {
                writeln!(missed, "{locale}: {translation}").expect("as above");
            }
        }
    }
    assert!(missed.is_empty(), "\n{missed}");
}
