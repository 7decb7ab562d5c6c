//! Every format held against a schema of its own, or read with a parser that others wrote (`tests/schemas/README.md`).
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "common/program.rs"]
mod program;

use program::docparity;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The report on a fixture in the format of this name.
fn report(fixture: &str, format: &str) -> String {
    let path = format!("fixtures/{fixture}");
    let output = docparity(&["check", &path, "--format", format]).current_dir(ROOT).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The report on both fixtures, and how many findings each has.
fn reports(format: &str) -> Vec<(String, usize)> {
    let count = |fixture: &str| report(fixture, "jsonl").lines().count();
    ["renewal", "with-english"].map(|fixture| (report(fixture, format), count(fixture))).into()
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(Path::new(ROOT).join(path)).unwrap()).unwrap()
}

/// The schema in this file. One pattern of the official SARIF schema ends in a stray `]`, which only JavaScript lets pass
/// for a character; the file is kept as it is, and the bracket escaped here.
fn validator(schema: &str) -> jsonschema::Validator {
    let text =
        fs::read_to_string(Path::new(ROOT).join(schema)).unwrap().replace("-[a-zA-Z]{2}]?$", r"-[a-zA-Z]{2}\\]?$");
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

/// Holds `value` against the schema in this file.
#[track_caller]
fn assert_valid(schema: &str, value: &Value) {
    let validator = validator(schema);
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn our_json_is_as_its_schemas_say() {
    for (text, count) in reports("json") {
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_valid("schema/report.schema.json", &report);
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(findings.len(), count);
        findings.iter().for_each(|finding| assert_valid("schema/finding.schema.json", finding));
    }
}

#[test]
fn the_schema_names_every_field_and_no_other() {
    let finding = lines(&report("renewal", "jsonl")).remove(0);
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let schema = json("schema/finding.schema.json");
    assert_eq!(names(&finding), names(&schema["properties"]));
    let required =
        schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(names(&finding), required);
}

#[test]
fn a_schema_refuses_what_is_wrong() {
    let mut finding = lines(&report("renewal", "jsonl")).remove(0);
    finding["severity"] = "fatal".into();
    assert!(!validator("schema/finding.schema.json").is_valid(&finding));
    let sarif = validator("tests/schemas/sarif-2.1.0.json");
    assert!(
        !sarif.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]})),
        "a run names its tool"
    );
}

#[test]
fn sarif_passes_the_official_schema() {
    for (text, count) in reports("sarif") {
        let log: Value = serde_json::from_str(&text).unwrap();
        assert_valid("tests/schemas/sarif-2.1.0.json", &log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), count);
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            assert!(Path::new(ROOT).join(uri).is_file(), "{uri}");
        }
    }
}

#[test]
fn gitlab_and_reviewdog_pass_their_schemas() {
    for (text, count) in reports("gitlab") {
        let issues: Value = serde_json::from_str(&text).unwrap();
        assert_valid("tests/schemas/gitlab-code-quality.json", &issues);
        let fingerprints: BTreeSet<_> =
            issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(fingerprints.len(), count, "GitLab drops issues that share a fingerprint");
    }
    for (text, count) in reports("rdjsonl") {
        let diagnostics = lines(&text);
        assert_eq!(diagnostics.len(), count);
        diagnostics.iter().for_each(|diagnostic| assert_valid("tests/schemas/rdjsonl-diagnostic.json", diagnostic));
    }
}

#[test]
fn reviewdog_finds_the_words_by_bytes() {
    let findings = lines(&report("renewal", "jsonl"));
    for (finding, diagnostic) in findings.iter().zip(lines(&report("renewal", "rdjsonl"))) {
        let path = diagnostic["location"]["path"].as_str().unwrap();
        let bytes = fs::read(Path::new(ROOT).join(path)).unwrap();
        let range = &diagnostic["location"]["range"];
        let offset = |end: &str| {
            let number = |name: &str| usize::try_from(range[end][name].as_u64().unwrap()).unwrap();
            let line_start: usize =
                bytes.split_inclusive(|&b| b == b'\n').take(number("line") - 1).map(<[u8]>::len).sum();
            (line_start + number("column") - 1) as u64
        };
        let span = &finding["span"];
        assert_eq!((offset("start"), offset("end")), (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap()));
    }
}

#[test]
fn junit_is_read_back_by_its_library() {
    for (text, count) in reports("junit") {
        let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
        assert_eq!((report.tests, report.failures), (count, count), "no finding of a fixture is only an info");
        assert!(report.test_suites.iter().all(|suite| Path::new(ROOT).join(suite.name.as_str()).is_file()));
    }
}

/// The elements and attributes that Checkstyle's `XMLLogger` writes.
#[test]
fn checkstyle_is_as_its_logger_writes_it() {
    for (text, count) in reports("checkstyle") {
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!((root.tag_name().name(), root.attribute("version")), ("checkstyle", Some("4.3")));
        let mut errors = 0;
        for file in root.children().filter(roxmltree::Node::is_element) {
            assert_eq!(file.tag_name().name(), "file");
            assert!(Path::new(ROOT).join(file.attribute("name").unwrap()).is_file());
            for error in file.children().filter(roxmltree::Node::is_element) {
                assert_eq!(error.tag_name().name(), "error");
                let names: Vec<_> = error.attributes().map(|attribute| attribute.name()).collect();
                assert_eq!(names, ["line", "column", "severity", "message", "source"]);
                assert!(["error", "warning", "info"].contains(&error.attribute("severity").unwrap()));
                errors += 1;
            }
        }
        assert_eq!(errors, count);
    }
}

#[test]
fn the_worklist_is_read_as_a_table() {
    for (text, count) in reports("csv") {
        assert!(text.starts_with('\u{FEFF}'), "spreadsheets read the file as UTF-8 by its mark");
        let mut table = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(table.headers().unwrap().get(0), Some("segment"));
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), count);
    }
}

#[test]
fn annotations_are_one_line_each() {
    for (text, count) in reports("github") {
        assert_eq!(text.lines().count(), count);
        let is_command = |line: &str| ["::error file=", "::warning file="].iter().any(|start| line.starts_with(start));
        assert!(text.lines().all(is_command), "{text}");
    }
}

#[test]
fn the_comment_is_markdown_with_a_row_for_each_finding() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for (text, count) in reports("markdown") {
        let parser = Parser::new_ext(&text, Options::ENABLE_TABLES);
        let rows = parser.filter(|event| matches!(event, Event::Start(Tag::TableRow))).count();
        let locales: BTreeSet<_> = text
            .lines()
            .filter(|line| line.starts_with("| "))
            .skip(1)
            .map_while(|line| {
                let cells: Vec<_> = line.split('|').map(str::trim).collect();
                (cells.len() == 6 && cells[2].parse::<usize>().is_ok()).then(|| cells[1].to_owned())
            })
            .collect();
        assert_eq!(rows, count + locales.len(), "{text}");
    }
}

/// Nothing in the page asks for anything outside of it; `tests/browser.rs` looks at the page in a browser.
#[test]
fn the_page_is_one_file_without_network() {
    for (text, count) in reports("html") {
        let (_, data) = text.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
        let (data, _) = data.split_once("</script>").unwrap();
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(data["findings"].as_array().unwrap().len(), count);
        assert!(text.contains("default-src 'none'"));
        for asks in ["src=\"", "@import", "url(", "fetch(", "XMLHttpRequest", "href=\"http"] {
            assert!(!text.contains(asks), "{asks}");
        }
    }
}

/// Every file beside the tests' own is mentioned in its README.
#[test]
fn schemas_say_where_they_come_from() {
    let folder = Path::new(ROOT).join("tests/schemas");
    let said = fs::read_to_string(folder.join("README.md")).unwrap();
    let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 3);
    assert!(
        files
            .iter()
            .all(|file| file.ends_with("README.md") || said.contains(file.file_name().unwrap().to_str().unwrap()))
    );
}
