//! The built program, as people and scripts meet it: what it prints where, and how it exits.
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[path = "common/program.rs"]
mod program;
#[path = "common/snapshot.rs"]
mod snapshot;

use program::docparity;
use snapshot::snapshot;

fn run(args: &[&str]) -> Output {
    docparity(args).output().unwrap()
}

fn run_in(folder: &Path, args: &[&str]) -> Output {
    docparity(args).current_dir(folder).output().unwrap()
}

/// Holds the exit code and a part of what is said on standard error; nothing is reported then.
#[track_caller]
fn assert_refused(output: &Output, said: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(said), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn a_bad_command_line_gets_a_sentence() {
    for (args, said) in [
        (&["check", "--nonsense"][..], "unexpected argument '--nonsense'"),
        (&["check", "--fail-on", "fatal"], "[possible values: error, warning, info, never]"),
        (
            &["check", "--format", "nonsense"],
            "there is no format `nonsense`; choose one of `full`, `concise`, `grouped`, `json`",
        ),
        (&["check", "--format", "json="], "write `json=FILE`, or `json` for standard output."),
        (&["check", "--format", "json", "--format", "full"], "would both go to standard output"),
        (
            &["check", "--format", "json=x", "--format", "full=x"],
            "would both be written to `x`; give each its own file.",
        ),
        (&["check", "--jobs", "0"], "a whole number from 1"),
        (&["check", "--max-file-size", "big"], "a size is a number of bytes above 0"),
        (&["check", "--locale", "fr_FR"], "a language tag is letters and digits joined by `-`"),
        (&["check", "--select", "relation-mismach"], "did you mean `relation-mismatch`?"),
        (&["check", "--ignore", "xyz"], "There is no rule `xyz`; `docparity rules` lists them all."),
        (&["rules", "relation"], "There is no rule `relation`"),
        (&["docs"], "To check a file or folder, write `docparity check PATH`."),
        (&["facts"], "<PATH>..."),
        (&["locales", "--locale", "tlh"], "No words are known of `tlh`"),
        (&[], "Usage: docparity"),
    ] {
        assert_refused(&run(args), said);
    }
}

#[test]
fn help_and_version_are_no_failure() {
    for args in [&["--help"][..], &["help", "check"], &["check", "-h"], &["--version"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("docparity"));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn help_as_it_is_read() {
    let text = |args: &[&str]| String::from_utf8(run(args).stdout).unwrap();
    snapshot("help", &text(&["--help"]));
    snapshot("help_check", &text(&["check", "--help"]));
}

#[test]
fn a_closed_pipe_is_success_without_a_word() {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    for args in [&["rules", "relation-mismatch"][..], &["rules", "--format", "json"], &["check", "--format", "json"]] {
        let output = docparity(args).stdout(writer.try_clone().unwrap()).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_with_a_sentence() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = docparity(&["rules"]).stdout(full).output().unwrap();
    assert_refused(&output, "The report could not be written to standard output");
}

#[test]
fn colours_by_flag_and_by_environment() {
    let error = &["rules", "xyz"];
    let is_coloured = |command: &mut Command| command.output().unwrap().stderr.contains(&b'\x1b');
    let with = |flag: &str| docparity(&[&error[..], &["--color", flag]].concat());
    assert!(!is_coloured(&mut docparity(error)), "standard error is no terminal here");
    assert!(is_coloured(docparity(error).env("CLICOLOR_FORCE", "1")));
    assert!(!is_coloured(docparity(error).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(is_coloured(with("always").env("NO_COLOR", "1")), "the flag wins");
    assert!(!is_coloured(with("never").env("CLICOLOR_FORCE", "1")), "the flag wins");
}

#[test]
fn rules_are_listed_and_explained() {
    let list = String::from_utf8(run(&["rules"]).stdout).unwrap();
    let line = list.lines().find(|line| line.starts_with("relation-mismatch ")).unwrap();
    assert_eq!(line.split_whitespace().nth(1), Some("error"));
    let rules: serde_json::Value = serde_json::from_slice(&run(&["rules", "--format", "json"]).stdout).unwrap();
    assert_eq!((&rules[0]["id"], &rules[0]["about"]), (&"number-mismatch".into(), &"pair".into()));
    let names =
        |text: &str| text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect::<Vec<_>>();
    let ids: Vec<_> = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(names(&list), ids, "one line a rule, in the same order");
    let explained = String::from_utf8(run(&["rules", "relation-mismatch"]).stdout).unwrap();
    assert!(explained.contains("reports  `365 jours avant`"), "{explained}");
}

#[test]
fn a_missing_path_gets_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["check", "facts", "pairs", "layout"] {
        assert_refused(&run_in(folder.path(), &[command, "missing.md"]), "`missing.md` could not be opened");
    }
}

#[test]
fn folders_with_nothing_to_compare_get_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let none = "No localized article was found in `.`";
    let help = "name a folder that holds Markdown articles (.md, .markdown, .mdx) in folders named for their locales";
    let empty = run_in(folder.path(), &["check"]);
    assert_refused(&empty, none);
    assert_refused(&empty, help);
    fs::write(folder.path().join("readme.md"), "# Renewals\n\nRenew within 30 days.\n").unwrap();
    let english_only = run_in(folder.path(), &["check"]);
    assert_refused(&english_only, none);
    assert_refused(&english_only, "(`readme.md`: Neither its path nor its front matter");
    fs::create_dir(folder.path().join("fr-FR")).unwrap();
    fs::write(folder.path().join("fr-FR/a.md"), "# Titre\n\nVous avez 30 jours.\n").unwrap();
    assert_refused(&run_in(folder.path(), &["check", "fr-FR"]), "1 file was read, but no English and no sister");
    assert_refused(&run_in(folder.path(), &["check", "readme.txt"]), "`readme.txt` could not be opened");
}

/// An article in English and French, side by side, with one number changed.
const PAIR: &str = "---\ntitle: Essai\nms.contentlocale: fr-FR\n---\n\n\
    <span data-ttu-id=\"a1b2c-101\">Vous avez 40 jours.</span>\
    <span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-101\">You have 30 days.</span></span>\n";

#[test]
fn findings_exit_with_one_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("essai.md"), PAIR).unwrap();
    let code = |args: &[&str]| run_in(folder.path(), args).status.code();
    assert_eq!(code(&["check"]), Some(1));
    assert_eq!(code(&["check", "essai.md"]), Some(1));
    assert_eq!(code(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", "--ignore", "duration-mismatch"]), Some(0));
    assert_eq!(code(&["check", "essai.md", "missing.md"]), Some(2), "2 wins over 1");
    assert_eq!(code(&["check", "--format", "json=report.json"]), Some(1));
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((&finding["rule"], &finding["locale"]), (&"duration-mismatch".into(), &"fr-FR".into()));
    assert_eq!((&finding["line"], &finding["column"], &finding["end_column"]), (&6.into(), &41.into(), &49.into()));
    assert_eq!((&finding["segment"], &finding["source"]["column"]), (&"a1b2c-101".into(), &121.into()));
    assert_eq!(finding["message"], "The translation says “40 jours” (40 days); the English says “30 days”.");
    assert_eq!(report["summary"]["files"], 1);
}

#[test]
fn several_reports_and_a_step_summary_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("essai.md"), PAIR).unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "What an earlier step said.\n").unwrap();
    let args = ["check", "--format", "sarif=out.sarif", "--format", "github", "--format", "html=report.html"];
    let output = docparity(&args).current_dir(folder.path()).env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let annotation = "::error file=essai.md,line=6,endLine=6,col=41,endColumn=48,title=duration-mismatch (fr-FR)::";
    assert!(String::from_utf8_lossy(&output.stdout).starts_with(annotation), "{output:?}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("out.sarif").contains("\"ruleId\": \"duration-mismatch\""));
    assert!(read("report.html").starts_with("<!DOCTYPE html>"));
    let said = read("summary.md");
    assert!(said.starts_with("What an earlier step said.\n### docparity: 1 error in 1 article"), "{said}");
    let nowhere = folder.path().join("missing/summary.md");
    let output = docparity(&args).current_dir(folder.path()).env("GITHUB_STEP_SUMMARY", nowhere).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("GITHUB_STEP_SUMMARY names the file"), "{output:?}");
}

#[test]
fn standard_input_is_read_where_asked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.md"), "Renew within 30 days.\n").unwrap();
    let input = fs::File::open(folder.path().join("x.md")).unwrap();
    let output = docparity(&["facts", "-", "--locale", "en", "--format", "jsonl"]).stdin(input).output().unwrap();
    let fact: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&fact["path"], &fact["value"]), (&"-".into(), &"P30D".into()));
}

#[test]
fn standard_input_has_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.md"), "Renew within 30 days.\n").unwrap();
    let input = fs::File::open(folder.path().join("x.md")).unwrap();
    let output = docparity(&["facts", "-", "--max-file-size", "10"]).stdin(input).output().unwrap();
    assert_refused(&output, "standard input is larger than the 10 bytes of `--max-file-size`");
}

/// A tree of files in a temporary folder.
fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// An English article, and two translations with one fault each: an error and a warning.
fn small_tree() -> tempfile::TempDir {
    tree(&[
        ("en-us/a.md", "# Plans\n\nRenew within 30 days.\n\nThe total is 15.62.\n"),
        ("fr-fr/a.md", "# Offres\n\nRenouvelez dans les 13 jours.\n\nLe total est 15,62.\n"),
        ("nl-nl/a.md", "# Plannen\n\nVerleng binnen 30 dagen.\n\nHet totaal is 15.62.\n"),
    ])
}

/// The findings of a run with these arguments as `path:line:column rule`, and the exit code.
fn found(folder: &Path, args: &[&str]) -> (Vec<String>, Option<i32>) {
    let output = run_in(folder, &[&["check", "--format", "jsonl"], args].concat());
    let lines = String::from_utf8(output.stdout).unwrap();
    let place = |line: &str| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        format!("{}:{}:{} {}", text("path"), finding["line"], finding["column"], text("rule"))
    };
    (lines.lines().map(place).collect(), output.status.code())
}

const FRENCH: &str = "fr-fr/a.md:3:21 duration-mismatch";
const DUTCH: &str = "nl-nl/a.md:5:15 number-format";

#[test]
fn a_tree_is_checked_against_its_english() {
    let folder = small_tree();
    assert_eq!(found(folder.path(), &[]), (vec![FRENCH.to_owned(), DUTCH.to_owned()], Some(1)));
}

#[test]
fn locale_reports_on_one_and_keeps_the_others_as_witnesses() {
    let folder = small_tree();
    assert_eq!(found(folder.path(), &["--locale", "nl"]), (vec![DUTCH.to_owned()], Some(0)));
    assert_eq!(found(folder.path(), &["--locale", "fr-FR"]), (vec![FRENCH.to_owned()], Some(1)));
    let both = &["--locale", "fr-FR", "--locale", "nl-NL"];
    assert_eq!(found(folder.path(), both).0, [FRENCH, DUTCH]);
    assert_refused(&run_in(folder.path(), &["check", "--locale", "sv"]), "in the locale `sv`");
}

#[test]
fn select_and_ignore_choose_the_rules() {
    let folder = small_tree();
    assert_eq!(found(folder.path(), &["--select", "number-format"]), (vec![DUTCH.to_owned()], Some(0)));
    assert_eq!(found(folder.path(), &["--select", "number-format,duration-mismatch"]).0, [FRENCH, DUTCH]);
    assert_eq!(found(folder.path(), &["--ignore", "number-format"]).0, [FRENCH]);
    let none: [&str; 0] = [];
    assert_eq!(found(folder.path(), &["--ignore", "number-format", "--ignore", "duration-mismatch"]).0, none);
    assert_eq!(found(folder.path(), &["--select", "number-format", "--ignore", "number-format"]).0, none);
}

#[test]
fn fail_on_decides_which_findings_fail_the_run() {
    let folder = small_tree();
    let code = |args: &[&str]| found(folder.path(), args).1;
    let warning_only = ["--ignore", "duration-mismatch"];
    assert_eq!(code(&[]), Some(1), "an error fails by default");
    assert_eq!(code(&warning_only), Some(0), "a warning does not");
    assert_eq!(code(&[&warning_only[..], &["--fail-on", "warning"]].concat()), Some(1));
    assert_eq!(code(&[&warning_only[..], &["--fail-on", "info"]].concat()), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    let shorter =
        tree(&[("en-us/a.md", "# A\n\nWelcome.\n\n## B\n\nThe end.\n"), ("fr-fr/a.md", "# A\n\nBienvenue.\n")]);
    let code = |fail_on: &str| found(shorter.path(), &["--fail-on", fail_on]).1;
    assert_eq!(["error", "warning", "info", "never"].map(code), [Some(0), Some(0), Some(1), Some(0)]);
}

#[test]
fn formats_go_where_they_are_sent() {
    let folder = small_tree();
    let output =
        run_in(folder.path(), &["check", "--format", "concise", "--format", "json=a.json", "--format=jsonl=b"]);
    let concise = String::from_utf8(output.stdout).unwrap();
    assert_eq!(concise.lines().count(), 2);
    assert!(concise.starts_with("fr-fr/a.md:3:21: error duration-mismatch "), "{concise}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("a.json")).unwrap();
    let lines: Vec<serde_json::Value> = read("b").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json["findings"], serde_json::Value::Array(lines));
    let alone = run_in(folder.path(), &["check", "--format", "json=c.json"]);
    assert_eq!((alone.status.code(), alone.stdout.len()), (Some(1), 0), "nothing was sent to standard output");
}

#[test]
fn root_says_where_counterparts_are_looked_up() {
    let folder = small_tree();
    let alone = run_in(folder.path(), &["check", "fr-fr/a.md"]);
    assert_refused(&alone, "name the folder that holds all locales with `--root`");
    assert_eq!(found(folder.path(), &["fr-fr/a.md", "--root", "."]), (vec![FRENCH.to_owned()], Some(1)));
    assert_refused(&run_in(folder.path(), &["check", "fr-fr", "--root", "nl-nl"]), "it lies outside the root");
    fs::write(folder.path().join("docparity.toml"), "").unwrap();
    assert_eq!(found(folder.path(), &["fr-fr/a.md"]), (vec![FRENCH.to_owned()], Some(1)), "the file marks the root");
}

#[test]
fn source_names_the_english_tree() {
    let folder = tree(&[
        ("original/a.md", "# Plans\n\nRenew within 30 days.\n"),
        ("translated/fr-fr/a.md", "# Offres\n\nRenouvelez dans les 13 jours.\n"),
    ]);
    assert_refused(&run_in(folder.path(), &["check", "translated"]), "or the English with `--source DIR`");
    let expected = vec!["translated/fr-fr/a.md:3:21 duration-mismatch".to_owned()];
    assert_eq!(found(folder.path(), &["translated", "--source", "original"]), (expected, Some(1)));
    assert_refused(&run_in(folder.path(), &["check", "translated", "--source", "none"]), "`none` could not be opened");
}

#[test]
fn the_source_may_be_in_another_language() {
    let folder = tree(&[
        ("de-de/a.md", "# Angebote\n\nVerlängern Sie innerhalb von dreißig Tagen.\n"),
        ("fr-fr/a.md", "# Offres\n\nRenouvelez dans les 13 jours.\n"),
    ]);
    let expected = vec!["fr-fr/a.md:3:21 duration-mismatch".to_owned()];
    assert_eq!(found(folder.path(), &["--source-locale", "de"]), (expected, Some(1)));
    let pair = PAIR.replace("You have 30 days.", "Sie haben dreißig Tage.");
    let folder = tree(&[("essai.md", &pair)]);
    let output = run_in(folder.path(), &["check", "--source-locale", "de", "--format", "jsonl"]);
    let finding: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&finding["source"]["locale"], &finding["source"]["fact"]["value"]), (&"de".into(), &"P30D".into()));
}

#[test]
fn without_an_english_the_locales_are_held_against_each_other() {
    let folder = tree(&[
        ("fr-fr/a.md", "Vous avez 30 jours.\n"),
        ("nl-nl/a.md", "U hebt 30 dagen.\n"),
        ("sv-se/a.md", "Du har 13 dagar.\n"),
    ]);
    assert_eq!(found(folder.path(), &[]).0, ["sv-se/a.md:1:8 locale-disagreement"]);
    let report = String::from_utf8(run_in(folder.path(), &["check"]).stdout).unwrap();
    assert!(report.contains("fr-FR and nl-NL say “30 jours”"), "{report}");
    assert!(report.ends_with("1 warning in 1 article (3 files, 3 facts compared).\n"), "{report}");
    let pairs = String::from_utf8(run_in(folder.path(), &["pairs"]).stdout).unwrap();
    for line in
        ["  fr-FR  Vous avez 30 jours.\n  nl-NL  U hebt 30 dagen.", "why    fr-FR, since there is no English, by"]
    {
        assert!(pairs.contains(line), "{pairs}");
    }
}

#[test]
fn any_number_of_threads_reports_the_same() {
    let folder = small_tree();
    let report = |jobs: &str| run_in(folder.path(), &["check", "--jobs", jobs, "--format", "jsonl"]).stdout;
    assert!(!report("1").is_empty());
    assert_eq!(report("1"), report("7"));
}

/// Threads that a process made are seen from outside where it has to be waited for: a pipe that nobody empties.
#[test]
#[cfg(target_os = "linux")]
fn jobs_is_the_number_of_threads() {
    use std::io::Read as _;

    let article = "# Plans\n\nRenew within 30 days.\n".to_owned() + &"\nNo less than 12.\n".repeat(20_000);
    let folder = tree(&[("en-us/a.md", &article), ("fr-fr/a.md", &article.replace("30", "31").replace("12", "14"))]);
    let threads = |jobs: &str| {
        let args = ["check", "--jobs", jobs, "--format", "jsonl"];
        let mut child =
            docparity(&args).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Where the report has begun, all threads that check and write are there.
        child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
        let threads = fs::read_dir(format!("/proc/{}/task", child.id())).unwrap().count();
        child.kill().unwrap();
        child.wait().unwrap();
        threads
    };
    // The main thread waits for the others.
    assert_eq!((threads("1"), threads("5")), (2, 6));
}

#[test]
fn quiet_prints_findings_only() {
    let folder = small_tree();
    fs::write(folder.path().join("notes.md"), "# Notes\n").unwrap();
    let (loud, quiet) = (run_in(folder.path(), &["check"]), run_in(folder.path(), &["check", "-q"]));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (loud, notes, quiet, silence) = (text(loud.stdout), text(loud.stderr), text(quiet.stdout), text(quiet.stderr));
    assert_eq!(loud, format!("{quiet}1 error, 1 warning in 1 article (3 files, 8 facts compared).\n"));
    assert!(notes.starts_with("note: notes.md: Neither its path nor its front matter"), "{notes}");
    assert_eq!(silence, "");
}

#[test]
fn files_above_the_size_are_not_read_and_the_rest_is_checked() {
    let folder = small_tree();
    fs::write(folder.path().join("fr-fr/b.md"), "x".repeat(2_000)).unwrap();
    let output = run_in(folder.path(), &["check", "--max-file-size", "1K", "--format", "concise"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "2 wins over 1: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.contains("`fr-fr/b.md` is larger than the limit of 1024 bytes"), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
}

#[test]
fn color_colours_the_report() {
    let folder = small_tree();
    let is_coloured = |args: &[&str]| {
        let output = run_in(folder.path(), &[&["check"], args].concat());
        output.stdout.contains(&b'\x1b')
    };
    assert!(is_coloured(&["--color", "always"]) && is_coloured(&["--color=always", "--format", "concise"]));
    assert!(!is_coloured(&["--color", "never"]) && !is_coloured(&["--color", "auto"]) && !is_coloured(&[]));
    assert!(!is_coloured(&["--color", "always", "--format", "json"]), "data has no colours");
}

#[test]
fn a_file_is_an_article_or_left_out_and_never_both() {
    let folder = small_tree();
    fs::write(folder.path().join("README.md"), "# Read me\n\nRenew within 30 days.\n").unwrap();
    let layout: serde_json::Value =
        serde_json::from_slice(&run_in(folder.path(), &["layout", "--format", "json"]).stdout).unwrap();
    let articles: Vec<_> = layout["articles"].as_array().unwrap().iter().map(|article| &article["key"]).collect();
    let left_out: Vec<_> = layout["left_out"].as_array().unwrap().iter().map(|file| &file["path"]).collect();
    assert_eq!((articles, left_out), (vec![&"a.md".into()], vec![&"README.md".into()]));
    let report: serde_json::Value =
        serde_json::from_slice(&run_in(folder.path(), &["check", "--format", "json"]).stdout).unwrap();
    let summary = &report["summary"];
    assert_eq!((&summary["articles"], &summary["files"]), (&1.into(), &3.into()));
    assert_eq!(summary["skipped"][0]["path"], "README.md");
    fs::write(folder.path().join("README.md"), PAIR.replace("ms.contentlocale: fr-FR\n", "")).unwrap();
    let layout = String::from_utf8(run_in(folder.path(), &["layout"]).stdout).unwrap();
    assert!(layout.contains("README.md  side by side") && !layout.contains("left out"), "{layout}");
    assert_eq!(found(folder.path(), &["README.md"]).1, Some(1), "its own English makes it an article");
}

#[test]
fn a_locale_without_words_is_checked_by_its_digits_and_named_once() {
    let folder = tempfile::tempdir().unwrap();
    let write = |locale: &str, name: &str, text: &str| {
        let folder = folder.path().join(locale);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    };
    for name in ["a.md", "b.md"] {
        write("en-us", name, "Renew within fifteen days.\n\nPay 45 seats of Office 365 by June 30.\n");
        write("eo", name, "Renovigu ene de dek kvin tagoj.\n\nPagu 46 lokojn de Office 365 antaŭ la 30-a de junio.\n");
        write("cy-gb", name, "Adnewyddwch.\n\nTalwch.\n");
    }
    let output = run_in(folder.path(), &["check", "--locale", "eo", "--format", "concise"]);
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(stdout.matches("number-mismatch").count(), 2, "the seats of each article: {stdout}");
    assert_eq!(stdout.lines().count(), 2, "and nothing else: {stdout}");
    assert_eq!(stderr.matches("No words are known of the locale `eo`").count(), 1, "{stderr}");
    let all = String::from_utf8(run_in(folder.path(), &["check"]).stderr).unwrap();
    assert!(all.contains("the locale `eo`;") && !all.contains("cy"), "Welsh has words: {all}");
    let quiet = run_in(folder.path(), &["check", "--locale", "eo", "-q", "--fail-on", "never"]);
    assert_eq!((quiet.status.code(), quiet.stderr), (Some(0), Vec::new()));
}

/// The lines of a matrix, the white space between columns folded.
fn matrix(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tree(files);
    let output = run_in(folder.path(), &["facts", "--matrix", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn the_matrix_marks_the_odd_one_out_without_an_english() {
    let lines = matrix(&[
        ("docs/de-DE/a.md", "# Fristen\n\nDas Angebot gilt 30 Tage.\n"),
        ("docs/fr-FR/a.md", "# Échéances\n\nL’offre vaut 30 jours.\n"),
        ("docs/nl-NL/a.md", "# Termijnen\n\nHet aanbod geldt 40 dagen.\n"),
    ]);
    let row = lines.iter().find(|line| line.starts_with("3 duration"));
    assert_eq!(row.map(String::as_str), Some("3 duration P30D 30 Tage 30 jours ! 40 dagen (P40D)"), "{lines:#?}");
}

#[test]
fn the_matrix_shows_what_is_missing_invented_and_not_comparable() {
    let lines = matrix(&[
        ("docs/en-us/a.md", "# Terms\n\nYou have 12 days to reply.\n\n## Costs\n\nIt costs 8%.\n"),
        ("docs/de-de/a.md", "# Fristen\n\nSie haben Zeit für die Antwort.\n\n## Kosten\n\nEs kostet 8 % seit 2019.\n"),
        ("docs/fr-fr/a.md", "# Délais\n\nVous avez 12 jours pour répondre.\n"),
    ]);
    for row in ["3 duration P12D 12 days ! missing 12 jours", "7 percent 8% 8% 8 % -", "date · ! 2019 (2019 since) -"]
    {
        assert!(lines.iter().any(|line| line == row), "{row}: {lines:#?}");
    }
}

/// A debug build says when it looks for a lexicon in the folder of `DOCPARITY_LEXICONS` and finds none there, so an
/// empty folder shows which commands read any.
#[test]
#[cfg(debug_assertions)]
fn help_and_the_list_of_rules_read_no_lexicon() {
    let empty = tempfile::tempdir().unwrap();
    let said = |args: &[&str]| {
        let output = docparity(args).env("DOCPARITY_LEXICONS", empty.path()).stdin(Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    for args in [&["--help"][..], &["--version"], &["check", "--help"], &["rules"]] {
        assert_eq!(said(args), "", "{args:?}");
    }
    assert!(said(&["facts", "-", "--locale", "sv"]).contains("sv.txt"), "reading facts needs the words of a locale");
}

#[test]
fn timings_go_to_standard_error_and_change_no_report() {
    let folder = small_tree();
    let args = ["check", ".", "--format", "jsonl", "-q"];
    let (plain, timed) = (run_in(folder.path(), &args), run_in(folder.path(), &[&args[..], &["--timings"]].concat()));
    assert_eq!((plain.status.code(), plain.stdout), (timed.status.code(), timed.stdout));
    let stderr = String::from_utf8_lossy(&timed.stderr);
    for stage in
        ["walk", "read", "cache", "front matter", "markdown", "align", "facts", "rules", "sort", "report jsonl"]
    {
        assert!(stderr.lines().any(|line| line.starts_with(stage)), "{stage}: {stderr}");
    }
    assert_eq!(String::from_utf8_lossy(&plain.stderr), "");
}

#[test]
fn statistics_count_instead_of_listing() {
    let output = run(&["check", "fixtures/renewal", "--statistics"]);
    assert_eq!(output.status.code(), Some(1), "what is found is found");
    let as_format = run(&["check", "fixtures/renewal", "--format", "statistics"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&as_format.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).lines().any(|line| line.starts_with("total   ")));
    let quiet = run(&["check", "fixtures/renewal", "--statistics", "-q", "--locale", "nl-NL"]);
    let text = String::from_utf8(quiet.stdout).unwrap();
    assert!(text.contains("nl-NL") && !text.contains("fr-FR") && !text.contains("articles"), "{text}");
}

#[test]
fn statistics_and_another_report_each_have_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.json");
    let report = format!("json={}", file.display());
    let output = run(&["check", "fixtures/renewal", "--statistics", "--format", &report]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("total"));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert!(!json["findings"].as_array().unwrap().is_empty());
    let refused = run(&["check", "fixtures/renewal", "--statistics", "--format", "json"]);
    assert_refused(&refused, "give one of them a file, as in `--format statistics=FILE`");
}
