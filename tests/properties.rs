//! What holds of every article, whatever it says.
#![expect(clippy::unwrap_used, reason = "a check of articles at hand fails only where the test is wrong")]

use std::fs;
use std::path::{Path, PathBuf};

use docparity::check::{self, HeldFile, Options, article};
use docparity::diagnostic::{Finding, Outcome};
use docparity::report::{self, Context};
use docparity::text::is_hostile;
use proptest::prelude::*;

#[path = "../fuzz/src/lib.rs"]
mod targets;

fn file(path: &str, locale: &str, text: &str) -> HeldFile {
    HeldFile { path: path.to_owned(), locale: locale.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn findings(files: &[HeldFile]) -> Vec<Finding> {
    article(files, &Options::default()).unwrap().findings
}

/// Facts as English writes them, `{}` for the number.
const FACTS: [(&str, std::ops::Range<u32>); 7] = [
    ("{} files", 2..5000),
    ("{} days", 2..90),
    ("May {}, 2021", 1..28),
    ("{}:30 PM", 1..12),
    ("{} %", 2..99),
    ("${}", 2..999),
    ("{} GB", 2..64),
];

fn fact() -> impl Strategy<Value = String> {
    two_facts().prop_map(|(fact, _)| fact)
}

/// Two facts of one kind.
fn two_facts() -> impl Strategy<Value = (String, String)> {
    prop::sample::select(FACTS.to_vec()).prop_flat_map(|(frame, numbers)| {
        let write = move |n: u32| frame.replace("{}", &n.to_string());
        (numbers.clone(), numbers).prop_map(move |(a, b)| (write(a), write(b)))
    })
}

/// A block of an article with a fact.
fn block() -> impl Strategy<Value = String> {
    let frames = ["Keep {} here.", "# The {} there", "- only {} now", "> take **{}** home", "|a|b|\n|-|-|\n|c|{}|"];
    (prop::sample::select(frames.to_vec()), fact()).prop_map(|(frame, fact)| frame.replace("{}", &fact))
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..8).prop_map(|blocks| blocks.join("\n\n") + "\n")
}

/// Pieces of articles and of markup in any order, characters of several bytes among them.
fn disorder() -> impl Strategy<Value = String> {
    let pieces = [
        "5 days",
        "30 Tage",
        "３０",
        "年",
        "\u{301}",
        "\u{200B}",
        "\u{FEFF}",
        "é",
        "\r\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "`",
        "**",
        "[a](b)",
        "<span data-ttu-id=\"a-1\">",
        "<span data-stu-id=\"a-1\">",
        "<span class=\"sxs-lookup\">",
        "</span>",
        "<table><tr><td>",
        "|a|b|\n|-|-|\n",
        "---\n",
        "title: 5",
        "&nbsp;",
        "\\",
        "\t",
        "\0",
        "May 3, 2021",
        "bis 3. Mai 2021",
        "٣٠",
        "$5",
        "1.000,5",
        "{{a}}",
        "<!-- ",
        "-->",
        " ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

/// Blocks of two texts in the same frames, each fact of the one kind: `true` where all of them are equal.
fn two_texts() -> impl Strategy<Value = (String, String, bool)> {
    let frames = ["Keep {} here.", "# The {} there", "- only {} now", "> take **{}** home"];
    let block =
        (prop::sample::select(frames.to_vec()), two_facts(), any::<bool>()).prop_map(|(frame, (a, b), is_equal)| {
            let b = if is_equal { a.clone() } else { b };
            (frame.replace("{}", &a), frame.replace("{}", &b))
        });
    prop::collection::vec(block, 1..6).prop_map(|blocks| {
        let (a, b): (Vec<_>, Vec<_>) = blocks.into_iter().unzip();
        let is_equal = a == b;
        (a.join("\n\n") + "\n", b.join("\n\n") + "\n", is_equal)
    })
}

/// Whatever may stand in a file: text of all planes with markup in it.
fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        disorder(),
        prop::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        prop::collection::vec(0_u8..128, 0..20).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// A folder with these files.
fn tree(files: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn run(paths: Vec<PathBuf>, root: &Path, jobs: usize) -> Vec<Finding> {
    let options = Options { paths, root: Some(root.to_path_buf()), jobs: Some(jobs), ..Options::default() };
    check::run(&options).unwrap().findings
}

fn written(outcome: &Outcome, format: &report::Format) -> String {
    let mut bytes = Vec::new();
    (format.write)(outcome, &Context::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Reads a report as those who asked for it do.
fn assert_reads(name: &str, report: &str, findings: usize) {
    let is_json =
        |text: &str| serde_json::from_str::<serde_json::Value>(text).map_err(|error| format!("{error}: {text}"));
    match name {
        "json" | "sarif" | "gitlab" => assert!(is_json(report).is_ok(), "{name}: {:?}", is_json(report)),
        "jsonl" | "rdjsonl" => {
            report.lines().for_each(|line| assert!(is_json(line).is_ok(), "{name}: {:?}", is_json(line)));
            assert_eq!(report.lines().count(), findings, "{name}: {report}");
        }
        "junit" | "checkstyle" => {
            let read = roxmltree::Document::parse(report).map(|_| ());
            assert!(read.is_ok(), "{name}: {read:?}\n{report}");
        }
        "csv" => {
            let mut rows = csv::Reader::from_reader(report.trim_start_matches('\u{FEFF}').as_bytes());
            let rows: Result<Vec<_>, _> = rows.records().collect();
            assert_eq!(rows.unwrap().len(), findings, "{report}");
        }
        "github" | "concise" => assert_eq!(report.lines().take(findings).count(), findings, "{name}: {report}"),
        "html" => {
            let script = scraper::Selector::parse("script[type='application/json']").unwrap();
            for script in scraper::Html::parse_document(report).select(&script) {
                assert!(is_json(&script.text().collect::<String>()).is_ok(), "{report}");
            }
        }
        "markdown" => assert!(report.len() <= 60_000),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_the_order_of_paths_nor_the_number_of_threads_changes_a_finding(texts in prop::collection::vec((text(), text(), text()), 1..5)) {
        let files: Vec<_> = texts.iter().enumerate().flat_map(|(at, (english, german, french))| {
            [("en", english), ("de", german), ("fr", french)].map(|(locale, text)| (format!("{locale}/{at}.md"), text.clone().into_bytes()))
        }).collect();
        let folder = tree(&files);
        let paths = |reversed: bool| {
            let mut paths: Vec<_> = files.iter().map(|(path, _)| folder.path().join(path)).collect();
            if reversed { paths.reverse() }
            paths
        };
        let one = run(paths(false), folder.path(), 1);
        prop_assert_eq!(&one, &run(paths(true), folder.path(), 1));
        prop_assert_eq!(&one, &run(paths(false), folder.path(), 8));
        prop_assert_eq!(&one, &run(vec![folder.path().to_path_buf()], folder.path(), 3));
    }

    #[test]
    fn fixing_touches_what_was_found_and_nothing_else_and_once_is_enough(
        (english, german, _) in two_texts(),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        has_mark in any::<bool>(),
        rest in prop::sample::select(vec!["", "\t", "Ende  \n\n", "\u{301}\0"]),
    ) {
        let german = german.replace('\n', line_end) + rest;
        let german = if has_mark { format!("\u{FEFF}{german}") } else { german };
        let folder = tree(&[("en/a.md".to_owned(), english.into_bytes()), ("en-GB/a.md".to_owned(), german.clone().into_bytes())]);
        let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
        let found = check::run(&options).unwrap().findings;
        let (left, files) = check::fixed(&options).unwrap();
        prop_assert_eq!(fs::read_to_string(folder.path().join("en-GB/a.md")).unwrap(), german.clone(), "nothing is written yet");
        for file in &files {
            let after = std::str::from_utf8(&file.after).unwrap();
            let (mut from, mut rest) = (0, after);
            for finding in found.iter().filter(|finding| finding.is_safe_fix && finding.suggestion.is_some()) {
                let kept = &german[from..finding.span.start as usize];
                let at = rest.find(kept);
                prop_assert!(at.is_some(), "{kept:?} is gone from {after:?}");
                rest = &rest[at.unwrap() + kept.len()..];
                from = finding.span.end as usize;
            }
            prop_assert!(rest.ends_with(&german[from..]), "{:?} is gone from {after:?}", &german[from..]);
            fs::write(folder.path().join("en-GB/a.md"), &file.after).unwrap();
        }
        prop_assert_eq!(check::run(&options).unwrap().findings, left.findings);
        prop_assert!(check::fixed(&options).unwrap().1.is_empty(), "a second run changes nothing");
    }

    #[test]
    fn every_report_is_read_by_what_it_is_for_whatever_an_article_says(words in anything(), title in anything(), digit in 0..9) {
        let code = words.replace(['`', '\n', '\r'], " ");
        let text = |digit: i32| format!("# {title}\n\nABC `{code} {digit}` XYZ {words} {digit} files.\n");
        let files = [file("en.md", "en", &text(digit)), file(&format!("{words}\u{1b}.md"), "fr", &text(digit + 1))];
        let outcome = article(&files, &Options { with_matrix: true, ..Options::default() }).unwrap();
        for format in report::ALL {
            let report = written(&outcome, format);
            let obeyed = report.chars().find(|c| *c != '\n' && is_hostile(*c) && !(format.name == "csv" && matches!(c, '\r' | '\u{FEFF}')));
            prop_assert_eq!(obeyed, None, "{}: {}", format.name, report);
            assert_reads(format.name, &report, outcome.findings.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_article_checked_against_itself_has_no_findings(text in text()) {
        let found = findings(&[file("en.md", "en", &text), file("gb.md", "en-GB", &text)]);
        prop_assert!(found.is_empty(), "{}", found[0].message);
    }

    #[test]
    fn the_order_of_files_changes_nothing(english in text(), german in text(), french in text()) {
        let [english, german, french] =
            [file("en.md", "en", &english), file("de.md", "de", &german), file("fr.md", "fr", &french)];
        let one = findings(&[english.clone(), german.clone(), french.clone()]);
        prop_assert_eq!(&one, &findings(&[french.clone(), english.clone(), german.clone()]));
        prop_assert_eq!(&one, &findings(&[german, french, english]));
    }

    #[test]
    fn two_texts_differ_whichever_is_the_english((a, b) in two_facts()) {
        let (a, b) = (format!("Keep {a} here.\n"), format!("Keep {b} here.\n"));
        let wrong = |english: &str, other: &str| !findings(&[file("en.md", "en", english), file("gb.md", "en-GB", other)]).is_empty();
        prop_assert_eq!(wrong(&a, &b), a != b);
        prop_assert_eq!(wrong(&b, &a), a != b);
    }

    #[test]
    fn two_articles_differ_whichever_is_the_english((a, b, is_equal) in two_texts()) {
        let wrong = |english: &str, other: &str| !findings(&[file("en.md", "en", english), file("gb.md", "en-GB", other)]).is_empty();
        prop_assert_eq!(wrong(&a, &b), !is_equal);
        prop_assert_eq!(wrong(&b, &a), !is_equal);
    }

    #[test]
    fn of_any_article_beside_itself_only_its_own_defects_are_told(text in anything()) {
        // A pair holds two texts of its own, which may differ.
        let text = text.replace("data-", "");
        for finding in findings(&[file("en.md", "en", &text), file("gb.md", "en-GB", &text)]) {
            prop_assert!(finding.source.is_none(), "{}: {}", finding.rule, finding.message);
        }
    }

    #[test]
    fn whatever_comes_is_taken_apart_on_whole_characters(text in anything(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for data in [text.as_bytes(), &bytes] {
            targets::article(data);
            targets::front_matter(data);
            targets::facts(&[&bytes[..bytes.len().min(2)], &[0], data].concat());
            targets::alignment(&[&bytes[..bytes.len().min(2)], data].concat());
            targets::records(data);
            targets::settings(data);
        }
    }

    #[test]
    fn findings_stand_inside_the_file_on_whole_characters(english in disorder(), german in disorder()) {
        let files = [file("en.md", "en", &english), file("de.md", "de", &german)];
        for finding in findings(&files) {
            let text = if finding.path == "en.md" { &english } else { &german };
            let (start, end) = (finding.span.start as usize, finding.span.end as usize);
            prop_assert!(text.get(start..end).is_some(), "{finding:?}");
            prop_assert!((finding.line, finding.column) <= (finding.end_line, finding.end_column), "{finding:?}");
            for side in [Some((&finding.target.text, finding.target.words)), finding.source.as_ref().map(|side| (&side.text, side.words))] {
                let Some((text, words)) = side else { continue };
                prop_assert!(text.get(words.range()).is_some(), "{finding:?}");
            }
        }
    }
}
