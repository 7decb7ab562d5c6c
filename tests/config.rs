//! `docparity.toml`: found, read, refused, explained; every key does what the reference says.
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::fs;
use std::path::Path;
use std::process::Output;

use docparity::config::{self, KEYS};
use serde_json::Value;

#[path = "common/program.rs"]
mod program;

use program::docparity;

fn run_in(folder: &Path, args: &[&str]) -> Output {
    docparity(args).current_dir(folder).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[track_caller]
fn assert_refused(output: &Output, said: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(said), "expected: {said}\nfound: {stderr}");
}

/// A project: files by path.
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// An English article and its German and French translation, both of which say 31 days for 30.
fn two_wrong() -> tempfile::TempDir {
    project(&[
        ("en/trial.md", "# Trial\n\nThe trial ends after 30 days.\n"),
        ("de/trial.md", "# Test\n\nDer Test endet nach 31 Tagen.\n"),
        ("fr/trial.md", "# Essai\n\nLa version d’essai se termine après 31 jours.\n"),
    ])
}

/// One sentence and its German.
fn one_pair(english: &str, german: &str) -> tempfile::TempDir {
    project(&[("en/a.md", &format!("{english}\n")), ("de/a.md", &format!("{german}\n"))])
}

/// What `check` finds under a configuration: `rule severity locale`.
#[track_caller]
fn found(folder: &Path, toml: &str) -> Vec<String> {
    fs::write(folder.join("docparity.toml"), toml).unwrap();
    let output = run_in(folder, &["check", "--format", "jsonl"]);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let field = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = stdout(&output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    rows.iter().map(|row| ["rule", "severity", "locale"].map(|name| field(row, name)).join(" ")).collect()
}

/// The settings by key: value and origin.
fn settings(folder: &Path, args: &[&str]) -> Vec<(String, Value, String)> {
    let output = run_in(folder, &[&["config", "--format", "json"], args].concat());
    let page: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = page["settings"].as_array().unwrap();
    rows.iter().map(|row| (text(row, "key"), row["value"].clone(), text(row, "origin"))).collect()
}

fn setting(folder: &Path, args: &[&str], key: &str) -> (Value, String) {
    let (_, value, origin) = settings(folder, args).into_iter().find(|(name, ..)| name == key).unwrap();
    (value, origin)
}

#[test]
fn severities_hold_by_rule_locale_and_path() {
    let folder = two_wrong();
    let at = |toml: &str| found(folder.path(), toml);
    assert_eq!(at(""), ["duration-mismatch error de", "duration-mismatch error fr"]);
    assert_eq!(
        at("[severity]\nduration-mismatch = \"info\"\n"),
        ["duration-mismatch info de", "duration-mismatch info fr"]
    );
    assert_eq!(at("[severity]\nduration-mismatch = \"off\"\n"), [""; 0]);
    assert_eq!(
        at("[[override]]\nlocales = [\"fr\"]\nseverity = { duration-mismatch = \"warning\" }\n"),
        ["duration-mismatch error de", "duration-mismatch warning fr"]
    );
    assert_eq!(
        at(
            "[severity]\nduration-mismatch = \"info\"\n[[override]]\npaths = [\"/de/**\"]\nseverity = { duration-mismatch = \"off\" }\n"
        ),
        ["duration-mismatch info fr"]
    );
}

#[test]
fn what_is_reported_can_be_settled() {
    let folder = two_wrong();
    let at = |toml: &str| found(folder.path(), toml);
    assert_eq!(at("locales = [\"fr\"]"), ["duration-mismatch error fr"]);
    assert_eq!(at("include = [\"de/**\"]"), ["duration-mismatch error de"]);
    assert_eq!(at("exclude = [\"de/**\"]"), ["duration-mismatch error fr"]);
    assert_eq!(at("select = [\"date-mismatch\"]"), [""; 0]);
    assert_eq!(at("ignore = [\"duration-mismatch\"]"), [""; 0]);
    assert_eq!(at("source-locale = \"de\"\nsource = \"de\"\nlocales = [\"en\"]"), ["duration-mismatch error en"]);
    fs::write(folder.path().join("docparity.toml"), "fail-on = \"never\"").unwrap();
    assert_eq!(run_in(folder.path(), &["check"]).status.code(), Some(0));
    assert_eq!(run_in(folder.path(), &["check", "--fail-on", "error"]).status.code(), Some(1));
    fs::write(folder.path().join("docparity.toml"), "max-file-size = \"8\"").unwrap();
    assert_refused(&run_in(folder.path(), &["check"]), "trial.md");
}

#[test]
fn weak_facts_are_not_demanded() {
    let folder = two_wrong();
    let at = |toml: &str| found(folder.path(), toml);
    assert_eq!(at("weak = [\"duration\"]"), [""; 0]);
    assert_eq!(at("weak = [\"duration:P30D\", \"duration:P31D\"]"), [""; 0]);
    assert_eq!(at("weak = [\"duration:P1D\"]").len(), 2);
    assert_eq!(at("[[override]]\nlocales = [\"de\"]\nweak = [\"duration\"]"), ["duration-mismatch error fr"]);
}

#[test]
fn suggestions_are_made_under_the_settings() {
    // What is weak here is not in the way of what is certain beside it.
    let folder = one_pair("Wait 35 days in 5 rooms.", "Warten Sie 30 Tage in 6 Räumen.");
    fs::write(folder.path().join("docparity.toml"), "weak = [\"number\"]\n").unwrap();
    let output = run_in(folder.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let fixed = fs::read_to_string(folder.path().join("de/a.md")).unwrap();
    assert_eq!(fixed, "Warten Sie 35 Tage in 6 Räumen.\n");
}

#[test]
fn paths_are_below_the_path_where_nothing_marks_a_root() {
    let outer = tempfile::tempdir().unwrap();
    for (path, days) in
        [("en/a.md", "Wait 30 days."), ("de/a.md", "31 Tage warten."), ("fr/a.md", "Attendre 31 jours.")]
    {
        let path = outer.path().join("site/content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, days).unwrap();
    }
    let count = |args: &[&str]| {
        let output = run_in(outer.path(), &[&["check", "site", "--format", "concise", "-q"], args].concat());
        assert_ne!(output.status.code(), Some(2), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        stdout(&output).lines().count()
    };
    let off = "override=[{paths=['/content/de/'],severity={duration-mismatch='off'}}]";
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--include", "content/de/**"]), 1);
    assert_eq!(count(&["--exclude", "/content/de"]), 1);
    assert_eq!(count(&["--config", off]), 1);
    assert_eq!(count(&["--config", "include=content/de/**"]), 1);
    assert_eq!(count(&["--config", "source=content/en"]), 2);
    // A root that is named is the root of all of them.
    assert_eq!(count(&["--root", ".", "--include", "site/content/de/**"]), 1);
    assert_eq!(count(&["--root", ".", "--config", &off.replace("/content", "/site/content")]), 1);
    assert_eq!(count(&["--root", ".", "--config", "source=site/content/en"]), 2);
}

#[test]
fn globs_that_leave_nothing_are_named() {
    let folder = two_wrong();
    for (args, said) in [
        (["--include", "docs/**"], "is left by `include` and `exclude`; their globs are below the root `"),
        (["--config", "exclude=**/*.md"], "is left by `include` and `exclude`; their globs are below the root `"),
    ] {
        assert_refused(&run_in(folder.path(), &["check", args[0], args[1]]), said);
    }
}

#[test]
fn names_are_kept_as_they_are() {
    // Without the key the name reads as a version with a decimal comma.
    let folder = one_pair("Suite 1,500 opens 3 doors.", "Suite 1,500 öffnet 3 Türen.");
    assert_eq!(found(folder.path(), ""), ["number-format warning de"]);
    assert_eq!(found(folder.path(), "verbatim = [\"Suite 1,500\"]"), [""; 0]);
    let facts = stdout(&run_in(folder.path(), &["facts", "en", "--format", "jsonl"]));
    assert!(facts.contains("\"kind\":\"identifier\",\"value\":\"Suite 1,500\""), "{facts}");
}

/// What `check` says under names that are never translated, and what `--fix` makes of the German.
#[track_caller]
fn said_of_names(english: &str, german: &str, names: &str) -> (Vec<String>, String) {
    let folder = one_pair(english, german);
    fs::write(folder.path().join("docparity.toml"), format!("verbatim = {names}\n")).unwrap();
    let output = run_in(folder.path(), &["check", "--format", "concise", "-q"]);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let said = stdout(&output).lines().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect();
    run_in(folder.path(), &["check", "--fix", "-q"]);
    (said, fs::read_to_string(folder.path().join("de/a.md")).unwrap())
}

#[test]
fn a_changed_name_is_told_once_and_mended() {
    for (english, german, names, changed, name) in [
        ("Install Windows 11 now.", "Installieren Sie Windows 10.", r#"["Windows 11"]"#, "Windows 10", "Windows 11"),
        ("Suite 1,500 is open.", "Suite 1.500 ist offen.", r#"["Suite 1,500"]"#, "Suite 1.500", "Suite 1,500"),
        ("Studio 2022 and 7 more.", "Studio 2021 und 7 mehr.", r#"["Studio 2022"]"#, "Studio 2021", "Studio 2022"),
    ] {
        let (said, fixed) = said_of_names(english, german, names);
        let expected =
            format!("error identifier-mismatch The translation says “{changed}”; the English says “{name}”.");
        assert_eq!(said, [expected], "{german}");
        assert_eq!(fixed, format!("{}\n", german.replace(changed, name)));
    }
}

#[test]
fn a_name_that_was_translated_is_told_and_one_that_was_bent_is_not() {
    let names = r#"["Contoso Vault", "Premier Plan", "Windows 11"]"#;
    let said = |english: &str, german: &str| said_of_names(english, german, names).0;
    assert_eq!(
        said("Contoso Vault keeps 5 copies.", "Der Contoso-Tresor behält 5 Kopien."),
        ["error fact-missing The English says “Contoso Vault”; the translation says nothing of it."]
    );
    for (english, german) in [
        ("Contoso Vault keeps 5 copies.", "Contoso\u{a0}Vault behält 5 Kopien."),
        ("Your Contoso Vault account.", "Ihr Contoso-Vault-Konto."),
        ("The rules of the Premier Plan.", "Die Regeln des PremierPlans."),
        ("It keeps 5 copies.", "Der Contoso Vault behält 5 Kopien."),
        ("Contoso Vault opens Contoso Vault.", "Contoso Vault öffnet sich. Contoso Vault bleibt Contoso Vault."),
        ("A device with Windows 11.", "Ein Windows-11-Gerät."),
    ] {
        assert_eq!(said(english, german), [""; 0], "{german}");
    }
}

#[test]
fn a_rule_that_does_not_exist_is_refused_wherever_it_is_named() {
    let folder = two_wrong();
    for toml in [
        "select = [\"date-mismach\"]",
        "ignore = [\"date-mismach\"]",
        "severity = { date-mismach = \"off\" }",
        "[[override]]\nlocales = [\"fr\"]\nseverity = { date-mismach = \"off\" }",
    ] {
        fs::write(folder.path().join("docparity.toml"), toml).unwrap();
        assert_refused(
            &run_in(folder.path(), &["check"]),
            "there is no rule `date-mismach`; did you mean `date-mismatch`?",
        );
    }
}

#[test]
fn a_verbatim_name_that_got_another_number_is_told_once() {
    let folder = one_pair("Suite 12 opens 3 doors.", "Suite 11 öffnet 3 Türen.");
    assert_eq!(found(folder.path(), "verbatim = [\"Suite 12\"]"), ["identifier-mismatch error de"]);
}

#[test]
fn a_fiscal_year_agrees_with_its_months_where_its_start_is_told() {
    for (english, german) in [
        ("Targets hold for FY20.", "Die Ziele gelten vom 1. Juli 2019 bis 30. Juni 2020."),
        ("Targets hold for FY20 Q3.", "Die Ziele gelten von Januar 2020 bis März 2020."),
    ] {
        let folder = one_pair(english, german);
        assert!(!found(folder.path(), "").is_empty(), "{german}");
        assert_eq!(found(folder.path(), "fiscal-year-start = 7"), [""; 0], "{german}");
        assert!(!found(folder.path(), "fiscal-year-start = 10").is_empty(), "{german}");
    }
    // Where it begins in January it is the year.
    let folder = one_pair("Targets hold for FY20.", "Die Ziele gelten für das Jahr 2020.");
    assert_eq!([found(folder.path(), "").len(), found(folder.path(), "fiscal-year-start = 7").len()], [1, 1]);
    assert_eq!(found(folder.path(), "fiscal-year-start = 1"), [""; 0]);
}

#[test]
fn deadlines_are_held_against_the_day_that_is_told() {
    let folder = one_pair("Apply until May 31, 2020.", "Bewerben Sie sich bis zum 31. Mai 2020.");
    assert_eq!(found(folder.path(), ""), [""; 0]);
    assert_eq!(found(folder.path(), "as-of = 2026-01-31"), ["past-deadline info de"]);
    assert_eq!(found(folder.path(), "as-of = \"2020-01-31\""), [""; 0]);
}

#[test]
fn keys_of_the_front_matter_have_the_names_they_are_told() {
    let folder = project(&[
        ("en/a.md", "---\ntitle: A\n---\nIt takes 3 days.\n"),
        ("de/a.md", "---\nmade_from: 0123456789abcdef\nhanded: 2021-02-03\nday: 2020-01-01\n---\nEs dauert 3 Tage.\n"),
    ]);
    let row = |toml: &str| {
        fs::write(folder.path().join("docparity.toml"), toml).unwrap();
        stdout(&run_in(folder.path(), &["layout"]))
    };
    let plain = row("");
    assert!(!plain.contains("01234567") && !plain.contains("2021-02-03"), "{plain}");
    assert!(row("revision-keys = [\"made_*\"]").contains("0123456789abcdef"));
    assert!(row("handoff-keys = [\"handed\"]").contains("2021-02-03"));
    assert!(row("date-keys = [\"day\"]").contains("2020-01-01"));
}

#[test]
fn what_is_broken_is_refused_with_its_place() {
    for (toml, said) in [
        (
            "fail-on = \"error\"\nsevrity = 3\n",
            "In `docparity.toml`, line 2, column 1: there is no key `sevrity`; did you mean `severity`?",
        ),
        ("xyz = 1", "line 1, column 1: there is no key `xyz`; the keys are `layout`,"),
        ("a = = 1", "line 1, column 5: it is no TOML ("),
        (
            "fail-on = 3",
            "line 1, column 11: `fail-on` takes one of `error`, `warning`, `info`, `never`, and not a value of the type integer.",
        ),
        ("fail-on = \"eror\"", "and not `eror`; did you mean `error`?"),
        ("layout = \"suffix\"", "did you mean `suffixes`?"),
        (
            "locales = [\"fr\",\n  \"fr_FR\"]",
            "line 2, column 3: `locales` takes a locale, and not `fr_FR`: a language tag is",
        ),
        ("fiscal-year-start = 13", "`fiscal-year-start` takes the number of a month, 1 to 12, and not 13."),
        (
            "[severity]\nfact-mising = \"off\"",
            "line 2, column 1: there is no rule `fact-mising`; did you mean `fact-missing`?",
        ),
        (
            "[severity]\nfact-missing = \"fatal\"",
            "`severity.fact-missing` takes one of `error`, `warning`, `info`, `off`, and not `fatal`.",
        ),
        ("[[override]]\nseverity = { fact-missing = \"off\" }", "it says not where it holds; add `paths` or `locales`"),
        ("[[override]]\nlocale = [\"fr\"]", "there is no key `locale` in `override`; did you mean `locales`?"),
        ("patterns = [{ source = \"docs/**\" }]", "`patterns` lacks the key `translation`"),
        ("patterns = [{ source = \"docs/**\", translation = \"i18n/**\" }]", "with `{locale}` where the locale stands"),
        ("weak = [\"dates\"]", "there is no kind of fact `dates`; the kinds are `number`,"),
        ("source = \"../en\"", "it leads out of the root"),
        ("include = [\"[z-a]\"]", "it is no glob as in `.gitignore`"),
        ("as-of = \"soon\"", "a day is written YYYY-MM-DD"),
        ("max-file-size = \"big\"", "a size is a number of bytes above 0"),
        ("fail-on = \"error\"\nfail-on = \"info\"", "line 2, column 1: it is no TOML (duplicate key"),
    ] {
        let folder = two_wrong();
        fs::write(folder.path().join("docparity.toml"), toml).unwrap();
        for command in ["check", "config", "facts", "pairs", "layout"] {
            let output = run_in(folder.path(), &[command, "."]);
            assert_refused(&output, said);
            assert_eq!(stdout(&output), "", "{toml}");
        }
    }
}

/// A key with two letters swapped, or doubled where all are alike.
fn misspelled(key: &str) -> String {
    let mut chars: Vec<_> = key.chars().collect();
    let last = chars.len() - 1;
    chars.swap(last, last - 1);
    chars.into_iter().collect()
}

#[test]
fn every_key_is_known_and_refused_when_misspelled() {
    let schema = config::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let reference = config::reference();
    for key in KEYS {
        let folder = two_wrong();
        let line = |name: &str| format!("{name} = {}\n", key.example);
        fs::write(folder.path().join("docparity.toml"), line(key.name)).unwrap();
        let (value, origin) = setting(folder.path(), &[], key.name);
        assert_eq!(origin, "docparity.toml:1", "{}", key.name);
        assert!(validator.is_valid(&serde_json::json!({ key.name: value })), "{}: {value}", key.name);
        assert!(reference.contains(&format!("\n### `{}`\n", key.name)), "{}", key.name);
        let slip = misspelled(key.name);
        fs::write(folder.path().join("docparity.toml"), line(&slip)).unwrap();
        let said = format!("there is no key `{slip}`; did you mean `{}`?", key.name);
        assert_refused(&run_in(folder.path(), &["check"]), &said);
        assert!(!validator.is_valid(&serde_json::json!({ slip: value })), "{}", key.name);
    }
}

#[test]
fn every_key_of_a_table_is_known_and_refused_when_misspelled() {
    use docparity::config::Form;
    let validator = jsonschema::validator_for(&config::schema()).unwrap();
    let mut count = 0;
    for key in KEYS {
        let Form::List(Form::Record(shape)) = &key.form else { continue };
        for inner in shape.keys {
            // The others that the table needs stand beside it.
            let others = shape.keys.iter().filter(|other| other.name != inner.name);
            let others: String = others.map(|other| format!("{} = {}\n", other.name, other.example)).collect();
            let table = |name: &str| format!("[[{}]]\n{name} = {}\n{others}", key.name, inner.example);
            let folder = two_wrong();
            fs::write(folder.path().join("docparity.toml"), table(inner.name)).unwrap();
            let value = setting(folder.path(), &[], key.name).0;
            assert!(value[0].get(inner.name).is_some(), "{}.{}: {value}", key.name, inner.name);
            assert!(validator.is_valid(&serde_json::json!({ key.name: value })), "{value}");
            let slip = misspelled(inner.name);
            fs::write(folder.path().join("docparity.toml"), table(&slip)).unwrap();
            let said =
                format!("line 2, column 1: there is no key `{slip}` in `{}`; did you mean `{}`?", key.name, inner.name);
            assert_refused(&run_in(folder.path(), &["check"]), &said);
            let reference = config::reference();
            assert!(reference.contains(&format!("\n| `{}` | ", inner.name)), "{}.{}", key.name, inner.name);
            count += 1;
        }
    }
    assert_eq!(count, 6, "`patterns` and `override` have as many keys");
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let validator = jsonschema::validator_for(&config::schema()).unwrap();
    for value in [
        r#"{"fail-on": "fatal"}"#,
        r#"{"layout": "suffix"}"#,
        r#"{"locales": ["fr_FR"]}"#,
        r#"{"fiscal-year-start": 13}"#,
        r#"{"severity": {"fact-mising": "off"}}"#,
        r#"{"override": [{"locale": ["fr"]}]}"#,
        r#"{"patterns": [{"source": "docs/**"}]}"#,
        r#"{"weak": ["dates"]}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(value).unwrap()), "{value}");
    }
    for (_, kind) in docparity::facts::Kind::ALL {
        assert!(validator.is_valid(&serde_json::json!({ "weak": [kind, format!("{kind}:1")] })), "{kind}");
    }
}

/// Holds a file to what the registry says; writes it where that is asked for.
fn is_written(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("DOCPARITY_README_WRITE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{} is old; `DOCPARITY_README_WRITE=1 cargo test --test config` writes it", path.display());
}

#[test]
fn reference_and_schema_are_written_from_the_registry() {
    is_written("docs/configuration.md", &config::reference());
    let schema = serde_json::to_string_pretty(&config::schema()).unwrap();
    is_written("schema/docparity.schema.json", &format!("{schema}\n"));
}

#[test]
fn settings_say_whence_they_come() {
    let folder = two_wrong();
    let inner = folder.path().join("de");
    fs::write(folder.path().join("docparity.toml"), "\nfail-on = \"info\"\nseverity.fact-missing = \"off\"\n").unwrap();
    assert_eq!(setting(folder.path(), &[], "fail-on"), ("info".into(), "docparity.toml:2".to_owned()));
    assert_eq!(setting(folder.path(), &[], "source-locale"), ("en".into(), "default".to_owned()));
    let given = ["--config", "fail-on=never", "--config", "severity.fact-added=info", "--config", "locales=fr,de"];
    assert_eq!(setting(folder.path(), &given, "fail-on"), ("never".into(), "--config".to_owned()));
    assert_eq!(setting(folder.path(), &given, "locales").0, serde_json::json!(["fr", "de"]));
    let severity = serde_json::json!({ "fact-missing": "off", "fact-added": "info" });
    assert_eq!(setting(folder.path(), &given, "severity").0, severity);
    // Upward from the PATH, not from where the program runs.
    assert_eq!(setting(&inner, &["."], "fail-on").0, "info");
    fs::write(inner.join("other.toml"), "fail-on = \"warning\"").unwrap();
    assert_eq!(setting(&inner, &["--config", "other.toml"], "fail-on"), ("warning".into(), "other.toml:1".to_owned()));
    assert_refused(&run_in(folder.path(), &["check", "--config", "missing.toml"]), "`missing.toml` could not be read");
    assert_refused(
        &run_in(folder.path(), &["check", "--config", "fial-on=never"]),
        "In `--config fial-on=never`: there is no key `fial-on`; did you mean `fail-on`?",
    );
    let shown = stdout(&run_in(folder.path(), &["config"]));
    assert!(shown.contains("docparity.toml") && shown.lines().count() == KEYS.len() + 2, "{shown}");
}

#[test]
fn nothing_outside_the_root_is_read() {
    let folder = project(&[("docparity.toml", "broken"), ("repo/.git/HEAD", ""), ("repo/en/a.md", "# 1\n")]);
    assert_eq!(setting(&folder.path().join("repo"), &[], "fail-on").1, "default");
    let shut = folder.path().join("repo/en");
    assert_eq!(setting(&shut, &[".", "--root", "."], "fail-on").1, "default");
    assert_refused(&run_in(folder.path(), &["config"]), "it is no TOML");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_root_is_not_read() {
    let folder = project(&[("secret.toml", "fail-on = \"info\""), ("repo/a.md", "# 1\n")]);
    std::os::unix::fs::symlink("../secret.toml", folder.path().join("repo/docparity.toml")).unwrap();
    assert_refused(&run_in(&folder.path().join("repo"), &["check"]), "is a link to a file outside its folder");
}

#[test]
fn paths_under_two_configurations_are_refused() {
    let folder =
        project(&[("a/docparity.toml", ""), ("b/docparity.toml", ""), ("a/en/x.md", "# 1\n"), ("b/en/x.md", "# 1\n")]);
    assert_refused(&run_in(folder.path(), &["check", "a", "b"]), "The PATHs are under two configurations");
}

/// A tree of each layout, and what `init` is told of it.
fn trees() -> Vec<(&'static str, Vec<&'static str>, Vec<&'static str>)> {
    vec![
        ("locale-folders", vec!["content/en/a.md", "content/fr/a.md", "content/de/a.md"], vec![]),
        ("suffixes", vec!["docs/a.md", "docs/a.fr.md", "docs/b.md", "docs/b.fr.md"], vec![]),
        ("root-locale", vec!["src/content/docs/a.md", "src/content/docs/fr/a.md", "src/content/docs/ja/a.md"], vec![]),
        ("docusaurus", vec!["docs/a.md", "i18n/fr/docusaurus-plugin-content-docs/current/a.md"], vec![]),
        ("repositories", vec!["learn/help/a.md", "learn.fr-FR/help/a.md", "learn.de-DE/help/a.md"], vec![]),
        ("crowdin", vec!["guide/a.md", "out/fr/a.md", "out/de/a.md"], vec![]),
        ("source-folder", vec!["english/a.md", "fr-FR/a.md", "de-DE/a.md"], vec!["--source", "english"]),
        ("patterns", vec!["guide/a.md", "out/tr-fr/x/a.md"], vec!["--layout", "guide/**=out/tr-{locale}/x/**"]),
        ("flat", vec!["a-fr.md", "a-de.md"], vec![]),
        // Other shapes of the same.
        ("locale-folders", vec!["docs/en/docs/a.md", "docs/fr/docs/a.md"], vec![]),
        ("locale-folders", vec!["en/a.md", "fr/a.md", "zh-hant/a.md"], vec![]),
        ("locale-folders", vec!["files/en-us/web/a/index.md", "files/pt-br/web/a/index.md"], vec![]),
        ("locale-folders", vec!["sxs/de-de/a.md", "sxs/fr-fr/a.md"], vec![]),
        ("root-locale", vec!["a.md", "guide/b.md", "fr/a.md", "fr/guide/b.md", ".vitepress/config.ts"], vec![]),
        ("repositories", vec!["help.en/help/a.md", "help.de-DE/help/a.md", "help.fr-FR/help/a.md"], vec![]),
        ("suffixes", vec!["content/a/index.en.md", "content/a/index.fr.md"], vec![]),
        ("suffixes", vec!["README.md", "README.fr.md", "README_zh-CN.md"], vec![]),
        (
            "docusaurus",
            vec![
                "versioned_docs/version-1.0/a.md",
                "i18n/fr/docusaurus-plugin-content-docs/version-1.0/a.md",
                "blog/2021-01-01-x.md",
                "i18n/fr/docusaurus-plugin-content-blog/2021-01-01-x.md",
            ],
            vec![],
        ),
    ]
}

#[test]
fn init_writes_the_layout_and_it_is_read_back() {
    let mut known: Vec<_> = docparity::discover::layout_names();
    for (layout, files, told) in trees() {
        known.retain(|name| *name != layout);
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for file in &files {
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            let locale = file.trim_end_matches(".md").rsplit('-').next().unwrap();
            let head = format!("---\nms.contentlocale: {locale}\n---\n# Trial\n\n");
            let text = format!("{}It takes 3 days.\n", if layout == "flat" { head.as_str() } else { "" });
            fs::write(folder.join(file), text).unwrap();
        }
        if layout == "crowdin" {
            let text = "files:\n  - source: /guide/**/*.md\n    translation: /out/%two_letters_code%/**/%original_file_name%\n";
            fs::write(folder.join("crowdin.yml"), text).unwrap();
        }
        let page = |args: &[&str]| stdout(&run_in(folder, &[&["layout", "."], args].concat()));
        let before = page(&told);
        assert!(before.contains("1 article") || before.contains("2 articles"), "{layout}: {before}");
        let output = run_in(folder, &[&["init"], told.as_slice()].concat());
        assert_eq!(output.status.code(), Some(0), "{layout}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(page(&[]), before, "{layout}: {}", fs::read_to_string(folder.join("docparity.toml")).unwrap());
        match layout {
            "patterns" => assert_eq!(setting(folder, &[], "patterns").0.as_array().unwrap().len(), 1),
            _ => assert_eq!(setting(folder, &[], "layout").0, layout, "{before}"),
        }
    }
    assert_eq!(known, [""; 0], "layouts without a tree here");
}

#[test]
fn init_overwrites_nothing() {
    let folder = two_wrong();
    assert_eq!(run_in(folder.path(), &["init"]).status.code(), Some(0));
    let written = fs::read(folder.path().join("docparity.toml")).unwrap();
    assert_refused(&run_in(folder.path(), &["init"]), "is there already and was not touched");
    assert_eq!(fs::read(folder.path().join("docparity.toml")).unwrap(), written);
    assert_refused(&run_in(folder.path(), &["init", "missing"]), "missing");
}

#[test]
fn what_init_leaves_as_comments_can_be_uncommented() {
    let folder = two_wrong();
    assert_eq!(run_in(folder.path(), &["init"]).status.code(), Some(0));
    let path = folder.path().join("docparity.toml");
    let mut text = fs::read_to_string(&path).unwrap();
    for key in KEYS {
        text = text.replace(&format!("\n# {} = ", key.name), &format!("\n{} = ", key.name));
    }
    fs::write(&path, text).unwrap();
    assert!(settings(folder.path(), &[]).iter().all(|(.., origin)| origin.starts_with("docparity.toml:")));
}
