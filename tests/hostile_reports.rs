//! Text of an article never becomes markup, script, workflow command, formula or escape sequence in a report: one article
//! that carries a payload for each output, checked, and each report read as what will open it does.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use docparity::text::is_hostile;
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Selector};
use serde_json::Value;

#[path = "common/program.rs"]
mod program;

use program::docparity;

/// A name that a file may have.
const FILE: &str = "@octocat <b>,::error::%0A \u{1b}[2J\u{202E}![x](y) #7.md";

/// Code with a digit, which is compared as it stands and quoted in messages. `§` stands for the digit.
const CODES: [&str; 10] = [
    "</script><script>boom()</script> §",
    "<img src=x onerror=boom()> §",
    "\"' onmouseover=boom() x=\"§",
    "@octocat ![pic](https://evil.example/§.png)",
    "[link](www.evil.example) #12 GH-12 §",
    "x %0A::error file=b.md::gone §",
    "\u{1b}[2J\u{1b}]0;owned §\u{7}",
    "\u{202E}03§\u{2066}",
    "{0} [x](https://evil.example/§)",
    "=HYPERLINK(\"https://evil.example/§\")",
];

/// The reports on the hostile article, by format.
struct Reports {
    folder: tempfile::TempDir,
}

impl Reports {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (locale, digit, length) in [("en", "1", "13 days"), ("fr", "2", "30 jours")] {
            let mut article = "# ::error::<script>boom()</script>\n".to_owned();
            for code in CODES {
                article.push_str(&format!("\nABC `{}` XYZ.\n", code.replace('§', digit)));
            }
            article.push_str(&format!("\n=cmd|' /C calc'!A0 <script>boom()</script> {length}.\n"));
            fs::create_dir_all(folder.path().join("docs").join(locale)).unwrap();
            fs::write(folder.path().join("docs").join(locale).join(FILE), article).unwrap();
        }
        let formats: Vec<String> =
            docparity::report::ALL.iter().map(|format| format!("--format={0}={0}", format.name)).collect();
        let args: Vec<&str> = ["check", "docs"].into_iter().chain(formats.iter().map(String::as_str)).collect();
        let output = docparity(&args).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_visible("standard error", &String::from_utf8(output.stderr).unwrap());
        Self { folder }
    }

    fn read(&self, format: &str) -> String {
        fs::read_to_string(self.folder.path().join(format)).unwrap()
    }
}

/// Nothing that a terminal would obey.
#[track_caller]
fn assert_visible(name: &str, text: &str) {
    let found = text.chars().filter(|c| *c != '\n').find(|&c| is_hostile(c));
    assert_eq!(found, None, "{name}");
}

#[test]
fn every_payload_is_found_and_none_acts_on_a_terminal() {
    let reports = Reports::make();
    assert_eq!(reports.read("jsonl").lines().count(), CODES.len() + 1, "{}", reports.read("concise"));
    for format in docparity::report::ALL {
        assert_visible(format.name, &reports.read(format.name));
    }
    for name in ["full", "concise", "grouped"] {
        let text = reports.read(name);
        for shown in ["␛[2J␛]0;owned 2␇", "032<U+2066>", "␛[2J<U+202E>![x](y)"] {
            assert!(text.contains(shown), "{name} lacks {shown}:\n{text}");
        }
    }
}

/// Every command that shows something of an article, its path or its settings.
#[test]
fn no_list_and_no_sentence_acts_on_a_terminal() {
    let reports = Reports::make();
    let hostile = "\u{1b}]0;owned\u{7}\u{202E}";
    fs::write(
        reports.folder.path().join("docs/fr/broken.md"),
        format!("---\na{hostile}: [\n---\n<!-- docparity-disable {hostile} x -->\n"),
    )
    .unwrap();
    let bad_setting = format!("verbatim=\"{hostile}\"");
    let file = format!("docs/fr/{FILE}");
    for args in [
        &["facts", "docs"][..],
        &["facts", "--matrix", "docs"],
        &["pairs", "docs"],
        &["layout", "docs"],
        &["layout", "--unpaired", "docs"],
        &["config", "docs"],
        &["check", "docs", "--statistics"],
        &["check", "docs", "--timings"],
        &["check", "docs", "--locale", hostile],
        &["check", "docs", "--select", hostile],
        &["check", "docs", "--source", hostile],
        &["check", "docs", "--baseline", hostile],
        &["check", "docs", "--suppressions", hostile],
        &["check", "docs", "--layout", hostile],
        &["check", "docs", "--config", hostile],
        &["check", "docs", "--config", &bad_setting],
        &["check", "docs", "--include", hostile],
        &["check", "docs", "--since", hostile],
        &["check", "docs", "--format", hostile],
        &["check", hostile],
        &["check", &file, "--max-file-size", "1"],
        &["merge", hostile],
        &["rules", hostile],
        &["man", hostile],
        &[hostile],
    ] {
        let output = docparity(args).current_dir(reports.folder.path()).output().unwrap();
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8(said).unwrap();
            let found = said.chars().filter(|c| !matches!(c, '\n' | '\t')).find(|&c| is_hostile(c));
            assert_eq!(found, None, "{args:?}: {said}");
        }
    }
}

#[test]
fn a_setting_of_the_tree_is_quoted_without_acting_on_a_terminal() {
    let reports = Reports::make();
    let hostile = "\u{1b}]0;owned\u{7}\u{202E}";
    for (file, text) in [
        ("docs/docparity.toml", format!("\"{hostile}\" = 1\n")),
        ("docs/docparity.toml", format!("locales = [\"{hostile}\"]\n")),
        ("docs/docparity.toml", format!("verbatim = {hostile}\n")),
        ("docs/docparity-suppressions.toml", format!("[[suppression]]\nrule = \"{hostile}\"\n")),
        ("docs/docparity-suppressions.toml", hostile.to_string()),
        ("docs/docparity-baseline.json", format!("{{\"{hostile}\": 1}}")),
        ("docs/crowdin.yml", format!("files: [{{source: \"{hostile}\", translation: {hostile}}}]\n")),
    ] {
        let path = reports.folder.path().join(file);
        fs::write(&path, text).unwrap();
        let output = docparity(&["check", "docs"]).current_dir(reports.folder.path()).output().unwrap();
        assert_visible(file, &String::from_utf8(output.stdout).unwrap());
        assert_visible(file, &String::from_utf8(output.stderr).unwrap());
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn the_step_summary_is_the_comment() {
    let reports = Reports::make();
    let summary = reports.folder.path().join("summary");
    let mut command = docparity(&["check", "docs", "--format", "github"]);
    command.current_dir(reports.folder.path()).env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
    let timeless =
        |text: &str| text.lines().filter(|line| !line.contains(" s.")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(timeless(&fs::read_to_string(summary).unwrap()), timeless(&reports.read("markdown")));
}

#[test]
fn services_and_scripts_read_the_words_as_words() {
    let reports = Reports::make();
    for format in ["json", "gitlab", "sarif"] {
        let report: Value = serde_json::from_str(&reports.read(format)).unwrap();
        assert!(report.to_string().contains("<script>boom()</script>"), "{format}");
    }
    for format in ["jsonl", "rdjsonl"] {
        let report = reports.read(format);
        assert_eq!(report.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count(), CODES.len() + 1);
    }
}

#[test]
fn colours_are_the_only_escape_sequences() {
    let reports = Reports::make();
    let colour = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for format in ["full", "concise", "grouped"] {
        let output = docparity(&["check", "docs", "--format", format, "--color", "always"])
            .current_dir(reports.folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(colour.is_match(&text), "{format} has colours");
        assert_visible(format, &colour.replace_all(&text, ""));
    }
}

#[test]
fn the_page_gets_no_element_and_no_handler_from_an_article() {
    let elements = |page: &Html| -> BTreeSet<String> {
        page.select(&Selector::parse("*").unwrap()).map(|element| element.value().name().to_owned()).collect()
    };
    let page = |text: &str| Html::parse_document(text);
    let harmless = docparity(&["check", "fixtures/renewal", "--format", "html"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let harmless = page(&String::from_utf8(harmless.stdout).unwrap());
    let hostile = page(&Reports::make().read("html"));
    assert_eq!(elements(&hostile), elements(&harmless));
    let all = Selector::parse("*").unwrap();
    let handlers: Vec<_> = hostile
        .select(&all)
        .flat_map(|element| element.value().attrs())
        .filter(|(name, value)| name.starts_with("on") || value.contains("evil.example"))
        .collect();
    assert_eq!(handlers, []);
    let scripts = |page: &Html| -> Vec<String> {
        let code = Selector::parse("script:not([type='application/json'])").unwrap();
        page.select(&code).map(|script| script.text().collect()).collect()
    };
    assert_eq!(scripts(&hostile), scripts(&harmless), "the page's own code, and no other");
    let policy = Selector::parse("meta[http-equiv='Content-Security-Policy']").unwrap();
    let policy = hostile.select(&policy).next().and_then(|meta| meta.attr("content")).unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

#[test]
fn a_comment_gets_no_markup_link_image_or_mention_from_an_article() {
    let report = Reports::make().read("markdown");
    let mut run = String::new();
    let mut runs = Vec::new();
    for event in Parser::new_ext(&report, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
    {
        match event {
            Event::Text(text) => run.push_str(&text),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strong | Tag::Emphasis) | Event::Code(_) => {
                panic!("markup from an article: {event:?}")
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = ["<details>", "</details>", "<summary>", "</summary>", "<b>", "</b>", "<!-- -->"];
                let left = own.iter().fold(html.to_string(), |left, own| left.replace(own, ""));
                assert!(!left.contains('<'), "{html}");
                runs.push(std::mem::take(&mut run));
            }
            _ => runs.push(std::mem::take(&mut run)),
        }
    }
    // What GitHub itself makes links of.
    let linked = regex::Regex::new(r"@\w|#\d|GH-\d|://|www\.").unwrap();
    let linked: Vec<_> = runs.iter().filter(|run| linked.is_match(run)).collect();
    assert!(linked.is_empty(), "{linked:#?}");
    assert!(runs.concat().contains("octocat"), "the words themselves are shown");
}

#[test]
fn an_article_gives_the_runner_no_commands() {
    let report = Reports::make().read("github");
    assert_eq!(report.lines().count(), CODES.len() + 1);
    for line in report.lines() {
        assert!(line.starts_with("::error file=docs/fr/"), "{line}");
        let (properties, _) = line[2..].split_once("::").unwrap();
        let names: Vec<_> =
            properties["error ".len()..].split(',').map(|each| each.split('=').next().unwrap()).collect();
        assert_eq!(names, ["file", "line", "endLine", "col", "endColumn", "title"], "{line}");
        assert!(!line.contains("%0A::"), "{line}");
    }
}

#[test]
fn sarif_takes_no_text_for_a_link_and_no_name_for_another_place() {
    let report: Value = serde_json::from_str(&Reports::make().read("sarif")).unwrap();
    for result in report["runs"][0]["results"].as_array().unwrap() {
        for text in [&result["message"]["text"], &result["relatedLocations"][0]["message"]["text"]] {
            assert!(!text.as_str().unwrap().contains("]("), "{text}");
        }
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("docs/fr/%40octocat") && uri.is_ascii() && !uri.contains([' ', '<', ':']), "{uri}");
    }
}

#[test]
fn no_cell_of_the_worklist_is_a_formula() {
    let report = Reports::make().read("csv");
    let mut rows = csv::Reader::from_reader(report.trim_start_matches('\u{FEFF}').as_bytes());
    let cells: Vec<String> =
        rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    let formulas: Vec<_> =
        cells.iter().filter(|cell| cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r'])).collect();
    assert!(formulas.is_empty(), "{formulas:#?}");
    assert!(cells.iter().any(|cell| cell.starts_with("'=HYPERLINK(")), "the formula is shown as text: {cells:#?}");
    assert!(cells.iter().any(|cell| cell.starts_with("'=cmd|")), "the sentence is shown as text: {cells:#?}");
}

#[test]
fn xml_reports_are_well_formed_and_hold_the_words_as_text() {
    let reports = Reports::make();
    for format in ["junit", "checkstyle"] {
        let text = reports.read(format);
        let xml = roxmltree::Document::parse(&text).unwrap();
        let names: BTreeSet<_> =
            xml.descendants().filter(roxmltree::Node::is_element).map(|e| e.tag_name().name()).collect();
        assert!(names.is_disjoint(&["script", "img", "b"].into()), "{format}: {names:?}");
        assert!(text.contains("&lt;script&gt;"), "{format}");
    }
}

#[test]
fn the_folder_holds_what_was_asked_for_and_nothing_else() {
    let reports = Reports::make();
    let mut found: Vec<_> = fs::read_dir(reports.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected: Vec<_> = docparity::report::ALL.iter().map(|format| format.name.to_owned()).collect();
    expected.push("docs".to_owned());
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert!(Path::new(reports.folder.path()).join("docs/fr").join(FILE).is_file());
}
