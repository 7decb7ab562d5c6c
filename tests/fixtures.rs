//! The fixtures as users meet them: every planted fault of `fixtures/README.md` is found and nothing else, and what
//! each command prints of them.
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::document::{self, BlockKind, Text};

#[path = "common/program.rs"]
mod program;
#[path = "common/snapshot.rs"]
mod snapshot;

use program::docparity;
use snapshot::snapshot;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FIXTURES: [&str; 6] = ["renewal", "with-english", "hugo-folders", "suffixes", "root-locale", "nested-docs"];

/// What the program prints on standard output, and how it ends.
fn run(args: &[&str]) -> (String, Option<i32>) {
    let output = docparity(args).current_dir(ROOT).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// A row of a table of planted faults.
#[derive(Debug, PartialEq)]
struct Planted {
    folder: String,
    locale: String,
    segment: Option<String>,
    words: String,
    rule: String,
    severity: String,
}

/// The tables of `fixtures/README.md` that list faults: file, words, what, rule, severity.
fn planted() -> Vec<Planted> {
    let readme = fs::read_to_string(Path::new(ROOT).join("fixtures/README.md")).unwrap();
    let mut rows = Vec::new();
    let mut folder = String::new();
    for line in readme.lines() {
        if let Some(heading) = line.strip_prefix("## `") {
            folder = heading.split('/').next().unwrap().to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let quoted = |cell: &str| cell.split('`').nth(1).map(str::to_owned);
        if let [file, words, _, rule, severity] = cells.as_slice()
            && let (Some(locale), Some(words), Some(rule)) = (quoted(file), quoted(words), quoted(rule))
        {
            let segment = file.split('`').nth(3).map(str::to_owned);
            rows.push(Planted {
                folder: folder.clone(),
                locale,
                segment,
                words,
                rule,
                severity: (*severity).to_owned(),
            });
        }
    }
    rows
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let planted = planted();
    assert_eq!(planted.len(), 24, "the tables of fixtures/README.md");
    for folder in FIXTURES {
        let (lines, code) = run(&["check", &format!("fixtures/{folder}"), "--format", "jsonl"]);
        assert_eq!(code, Some(1));
        let findings: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut rows: Vec<&Planted> = planted.iter().filter(|row| row.folder == folder).collect();
        let mut untrue = Vec::new();
        for finding in &findings {
            let text = |name: &str| finding[name].as_str().unwrap_or_default();
            let bytes = fs::read(Path::new(ROOT).join(text("path"))).unwrap();
            let offset = |name: &str| usize::try_from(finding["span"][name].as_u64().unwrap()).unwrap();
            let words = String::from_utf8_lossy(&bytes[offset("start")..offset("end")]).into_owned();
            // The words of a row may be cut short with an ellipsis, and those of a finding hold what stands around them.
            let is_row = |row: &&Planted| {
                row.rule == text("rule")
                    && row.severity == text("severity")
                    && row.locale == text("locale")
                    && (row.segment.is_none() || row.segment.as_deref() == finding["segment"].as_str())
                    && (words.contains(row.words.trim_end_matches([' ', '…'])) || row.words.contains(&words))
            };
            match rows.iter().position(is_row) {
                Some(found) => _ = rows.remove(found),
                None => untrue.push(format!("{}:{}: {} `{words}`", text("path"), finding["line"], text("rule"))),
            }
        }
        assert!(untrue.is_empty() && rows.is_empty(), "not planted: {untrue:#?}\nnot found: {rows:#?}");
    }
}

/// With `DOCPARITY_README_WRITE=1` the run is written, else compared.
#[test]
fn the_readme_shows_a_run_as_it_is() {
    let (report, _) = run(&["check", "fixtures/renewal"]);
    let shown = |title: &str, place: &str| {
        let mut findings = report.split("\n\n").filter(|finding| finding.starts_with(title) && finding.contains(place));
        findings.next().unwrap()
    };
    let findings = [
        shown("error[relation-mismatch]", "zh-TW"),
        shown("warning[stale-translation]", "jusqu’au"),
        shown("warning[malformed-fact]", "nl-NL"),
    ];
    let summary = report.lines().next_back().unwrap();
    assert!(summary.starts_with("2 errors, 8 warnings in "), "say in the README how many findings there are");
    let expected = format!(
        "\n```text\n$ cargo run --release -- check fixtures/renewal\n{}\n\n[…]\n\n{summary}\n```\n\n",
        findings.join("\n\n")
    );
    let path = Path::new(ROOT).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- run:begin -->\n", "<!-- run:end -->");
    let (before, rest) = readme.split_once(begin).unwrap();
    let (shown, after) = rest.split_once(end).unwrap();
    if env::var_os("DOCPARITY_README_WRITE").is_some() {
        fs::write(&path, [before, begin, &expected, end, after].concat()).unwrap();
    } else {
        assert_eq!(shown, expected, "run `DOCPARITY_README_WRITE=1 cargo test --test fixtures` and read the change");
    }
}

/// The articles of a fixture, by path.
fn articles(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(articles(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// `place  block`, then each segment's texts, one a line.
fn segments(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    let article = document::parse(&source);
    let mut out = String::new();
    let line_of = |text: &Text<'_>| source[..text.whole_span().start as usize].matches('\n').count() + 1;
    for block in &article.blocks {
        let name = match block.kind {
            BlockKind::Heading(level) => format!("heading {level}"),
            BlockKind::TableCell { row, column } => format!("cell {row},{column}"),
            BlockKind::ListItem => "list item".to_owned(),
            BlockKind::AltText => "alt text".to_owned(),
            kind => format!("{kind:?}").to_lowercase(),
        };
        let depth = "> ".repeat(block.depth.into());
        let anchor = block.anchor.as_deref().map(|anchor| format!(" #{anchor}")).unwrap_or_default();
        writeln!(out, "{depth}{name}{anchor}").unwrap();
        for segment in &block.segments {
            let id = segment.id.as_deref().unwrap_or("-");
            for (side, text) in [("target", &segment.target), ("source", &segment.source)] {
                if let Some(text) = text {
                    writeln!(out, "    {:>3} {id} {side} {:?}", line_of(text), text.cooked).unwrap();
                }
            }
        }
    }
    for defect in &article.defects {
        writeln!(out, "defect {:?} {}", defect.kind, defect.id).unwrap();
    }
    out
}

#[test]
fn fixtures_as_they_are_taken_apart() {
    for folder in FIXTURES {
        let base = Path::new(ROOT).join("fixtures").join(folder);
        let text: String = articles(&base)
            .iter()
            .map(|path| format!("== {}\n{}\n", path.strip_prefix(&base).unwrap().display(), segments(path)))
            .collect();
        snapshot(&format!("{folder}_segments"), &text);
    }
}

#[test]
fn fixtures_as_every_command_prints_them() {
    for folder in FIXTURES {
        let path = format!("fixtures/{folder}");
        for command in ["facts", "pairs", "layout"] {
            let (text, code) = run(&[command, &path]);
            assert_eq!(code, Some(0), "{command}");
            snapshot(&format!("{folder}_{command}"), &text);
        }
        snapshot(&format!("{folder}_matrix"), &run(&["facts", "--matrix", &path]).0);
        for format in docparity::report::ALL {
            let (text, code) = run(&["check", &path, "--format", format.name]);
            assert_eq!(code, Some(1), "{}", format.name);
            snapshot(&format!("{folder}_check_{}", format.name), &text);
        }
    }
}
