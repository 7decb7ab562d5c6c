//! The article that started it: what `docparity` says of the five published translations in `../shared/seeds`, which
//! are not part of this repository (`DOCPARITY_SHARED` overrules where; the tests say so where they are absent).
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "common/program.rs"]
mod program;

use program::docparity;

/// The folder of the seeds, or `None` with a word about it.
fn seeds() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = env::var_os("DOCPARITY_SHARED").map_or(beside, PathBuf::from).join("seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is absent (set DOCPARITY_SHARED to the folder that holds the seeds)", folder.display());
    None
}

/// What the program prints, a JSON object a line, and how it ends.
fn run(folder: &Path, command: &str) -> (Vec<Value>, Option<i32>) {
    let output = docparity(&[command, "--format", "jsonl"]).arg(folder).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let lines = String::from_utf8(output.stdout).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.code())
}

/// A promised finding: locale, line, column, rule, severity, words.
type Promise = (&'static str, u64, u64, &'static str, &'static str, &'static str);

const PROMISED: [Promise; 10] = [
    ("fr-FR", 43, 138, "stale-translation", "warning", "1er janvier et le 30\u{a0}juin\u{a0}2020"),
    ("fr-FR", 47, 256, "stale-translation", "warning", "30\u{a0}juin\u{a0}2020"),
    ("nl-NL", 37, 451, "malformed-fact", "warning", "Vijf tien"),
    ("sv-SE", 37, 279, "fact-added", "error", "dagliga"),
    ("zh-CN", 43, 59, "stale-translation", "warning", "2020 年 1 月 1 日到 6 月 30 日"),
    ("zh-CN", 47, 379, "stale-translation", "warning", "2020 年 6 月 30 日"),
    ("zh-TW", 25, 97, "malformed-fact", "warning", "2018 年 9 月 1"),
    ("zh-TW", 39, 30, "relation-mismatch", "error", "前的 365 天"),
    ("zh-TW", 43, 30, "stale-translation", "warning", "2020 年 1 月 1 日到 6 月 30 日"),
    ("zh-TW", 47, 78, "stale-translation", "warning", "2020 年 6 月 30 日"),
];

#[test]
fn the_seeds_are_told_what_is_wrong_in_them() {
    let Some(folder) = seeds() else { return };
    let (findings, code) = run(&folder, "check");
    assert_eq!(code, Some(1));
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let text = |name: &str| finding[name].as_str().unwrap();
            let offset = |name: &str| usize::try_from(finding["span"][name].as_u64().unwrap()).unwrap();
            let bytes = fs::read(text("path")).unwrap();
            let words = String::from_utf8(bytes[offset("start")..offset("end")].to_vec()).unwrap();
            let place = (finding["line"].as_u64().unwrap(), finding["column"].as_u64().unwrap());
            assert!(Path::new(text("path")).ends_with(Path::new(text("locale")).join("renew-mpn-offers.md")));
            if text("rule") == "stale-translation" {
                assert!(text("message").contains("and so do nl-NL and sv-SE; "), "{}", text("message"));
            }
            (text("locale"), place.0, place.1, text("rule"), text("severity"), words)
        })
        .collect();
    for promise in PROMISED {
        let (locale, line, column, rule, severity, words) = promise;
        let is_kept = found.contains(&(locale, line, column, rule, severity, words.to_owned()));
        assert!(is_kept, "not found: {promise:?}\nfound: {found:#?}");
    }
    let is_promised = |place: (&str, u64, u64, &str)| PROMISED.iter().any(|p| (p.0, p.1, p.2, p.3) == place);
    let others: Vec<_> = found.iter().filter(|f| !is_promised((f.0, f.1, f.2, f.3))).collect();
    assert!(others.iter().all(|other| other.4 != "error") && others.len() <= 3, "beside the promised: {others:#?}");
}

/// What each translation states, line by line: where it stands, the value, and its relation (`*`: any or none).
fn stated(locale: &str) -> Vec<(u64, &'static str, &'static str)> {
    let (range, deadline) = match locale {
        "sv-SE" | "nl-NL" => ((45, "2020-07-01/2020-12-31", ""), (49, "2020-12-31", "until")),
        "zh-TW" => ((43, "2020-01-01/2020-06-30", ""), (47, "2020-06-30", "before")),
        _ => ((43, "2020-01-01/2020-06-30", ""), (47, "2020-06-30", "until")),
    };
    vec![
        (7, "P1D", ""),
        (25, "P1D", ""),
        (25, "2018-09-01", ""),
        (25, "2019-09-02", "*"),
        (37, "P30D", "after"),
        (37, "P15D", "before"),
        (37, "P23D", "after"),
        (37, "P30D", ""),
        (39, "P365D", if locale == "zh-TW" { "before" } else { "after" }),
        range,
        (range.0, "2021", "*"),
        deadline,
    ]
}

#[test]
fn every_fact_of_the_seeds_is_read_with_its_relation() {
    let Some(folder) = seeds() else { return };
    let (facts, code) = run(&folder, "facts");
    assert_eq!(code, Some(0));
    let mut missing = Vec::new();
    for locale in ["fr-FR", "nl-NL", "sv-SE", "zh-CN", "zh-TW"] {
        // The English side of the two side-by-side articles states the same in the same lines; it has no description.
        for side in ["target", "source"] {
            let mut read: Vec<_> = facts
                .iter()
                .filter(|fact| fact["side"] == side && fact["path"].as_str().unwrap().contains(locale))
                .map(|fact| (fact["line"].as_u64().unwrap(), &fact["value"], fact["relation"].as_str().unwrap_or("")))
                .collect();
            if side == "source" && !["nl-NL", "zh-CN"].contains(&locale) {
                assert_eq!(read, []);
                continue;
            }
            for (line, value, relation) in stated(locale).into_iter().filter(|stated| side == "target" || stated.0 != 7)
            {
                let is_said = |fact: &(u64, &Value, &str)| {
                    (fact.0, fact.1) == (line, &value.into()) && [fact.2, "*"].contains(&relation)
                };
                match read.iter().position(is_said) {
                    Some(found) => _ = read.remove(found),
                    None => missing.push(format!("{locale} {side} line {line}: {value} {relation}")),
                }
            }
        }
    }
    assert!(missing.is_empty(), "not read: {missing:#?}");
}
