//! A run split into shards and put together again, as a user sees it.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use docparity::report;
use program::docparity;
use tempfile::TempDir;

/// All fixtures under one root, with a known finding, an exception without use, a file that belongs nowhere and a locale
/// that no lexicon knows.
fn tree() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for name in ["renewal", "hugo-folders", "nested-docs", "root-locale", "suffixes", "with-english"] {
        copy(&fixtures.join(name), &folder.path().join(name));
    }
    fs::write(folder.path().join("notes.md"), "Within 30 days.\n").unwrap();
    fs::create_dir_all(folder.path().join("with-english/tlh")).unwrap();
    fs::copy(fixtures.join("with-english/en-us/backup.md"), folder.path().join("with-english/tlh/backup.md")).ok();
    let exception =
        "[[suppression]]\nrule = \"date-mismatch\"\nreason = \"A test.\"\narticle = \"nowhere\"\nlocale = \"de\"\n";
    fs::write(folder.path().join("docparity-suppressions.toml"), exception).unwrap();
    let baseline =
        run(folder.path(), &["baseline", "hugo-folders", "--root", ".", "--baseline", "docparity-baseline.json"]);
    assert!(baseline.status.success(), "{baseline:?}");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn run(folder: &Path, args: &[&str]) -> Output {
    docparity(args).current_dir(folder).output().unwrap()
}

/// The shards of a run on `folder`, in files of their own.
fn shards(folder: &Path, out: &Path, of: usize, flags: &[&str]) -> Vec<PathBuf> {
    let shard = |index: usize| {
        let shard = format!("{index}/{of}");
        let output = run(folder, &[&["check", ".", "--root", ".", "--shard", &shard], flags].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let file = out.join(format!("{index}.shard"));
        fs::write(&file, output.stdout).unwrap();
        file
    };
    (1..=of).map(shard).collect()
}

fn merged(folder: &Path, files: &[PathBuf], flags: &[&str]) -> Output {
    let files = files.iter().map(|file| file.to_str().unwrap());
    run(folder, &["merge"].into_iter().chain(files).chain(flags.iter().copied()).collect::<Vec<_>>())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The text without how long the run took.
fn timeless(bytes: &[u8]) -> String {
    let text = text(bytes);
    let Some((head, tail)) = text.split_once("\"seconds\":") else { return text };
    let rest = tail.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c));
    format!("{head}\"seconds\":{rest}")
}

#[test]
fn eight_shards_come_to_what_one_run_does_in_every_format() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let files = shards(folder.path(), out.path(), 8, &[]);
    for format in report::ALL.iter().map(|format| format.name) {
        let whole = run(folder.path(), &["check", ".", "--root", ".", "--format", format]);
        let parts = merged(folder.path(), &files, &["--format", format]);
        assert!(!whole.stdout.is_empty(), "{format}");
        assert_eq!(timeless(&whole.stdout), timeless(&parts.stdout), "{format}");
        assert_eq!(text(&whole.stderr), text(&parts.stderr), "{format}");
        assert_eq!(whole.status.code(), parts.status.code(), "{format}");
    }
}

#[test]
fn known_findings_and_idle_exceptions_are_judged_once_for_all_shards() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let parts = merged(folder.path(), &shards(folder.path(), out.path(), 3, &[]), &["--format", "concise"]);
    let notes = text(&parts.stderr);
    assert_eq!(notes.matches("in the baseline").count(), 1, "{notes}");
    assert_eq!(text(&parts.stdout).matches("unused-suppression").count(), 1, "{}", text(&parts.stdout));
}

#[test]
fn timings_are_added_up_over_all_shards() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let files = shards(folder.path(), out.path(), 2, &["--timings"]);
    let table = text(&merged(folder.path(), &files, &["--format", "jsonl"]).stderr);
    assert!(["walk", "facts", "rules", "report"].iter().all(|stage| table.contains(stage)), "{table}");
}

#[test]
fn a_shard_that_holds_no_article_is_no_failure_but_a_run_without_any_is() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("notes.md"), "Within 30 days.\n").unwrap();
    let files = shards(folder.path(), out.path(), 2, &[]);
    let parts = merged(folder.path(), &files, &[]);
    assert_eq!(parts.status.code(), Some(2));
    let whole = run(folder.path(), &["check", ".", "--root", "."]);
    assert_eq!(text(&whole.stderr), text(&parts.stderr));
}

/// What `merge` says of these files on standard error; it fails.
fn refused(folder: &Path, files: &[PathBuf]) -> String {
    let output = merged(folder, files, &[]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    text(&output.stderr)
}

#[test]
fn shards_that_are_not_all_of_one_run_are_refused_with_a_sentence() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let files = shards(folder.path(), out.path(), 3, &[]);
    let said = refused(folder.path(), &files[..2]);
    assert!(said.contains("The shard 3/3 is missing; name the files of all 3 shards of the run."), "{said}");
    let said = refused(folder.path(), &[&files[..], &files[1..2]].concat());
    assert!(said.contains("both hold the shard 2/3; name each shard of the run once."), "{said}");

    let other = tempfile::tempdir().unwrap();
    let eight = shards(folder.path(), other.path(), 2, &[]);
    let said = refused(folder.path(), &[files[0].clone(), eight[1].clone()]);
    assert!(said.contains("one is of 3 shards and the other of 2"), "{said}");
    let german = shards(folder.path(), other.path(), 3, &["--ignore", "date-mismatch"]);
    let said = refused(folder.path(), &[files[0].clone(), german[1].clone(), files[2].clone()]);
    assert!(said.contains("are not shards of one run: they were run with other settings"), "{said}");
    fs::remove_file(folder.path().join("notes.md")).unwrap();
    let less = shards(folder.path(), other.path(), 3, &[]);
    let said = refused(folder.path(), &[files[0].clone(), less[1].clone(), files[2].clone()]);
    assert!(said.contains("are not shards of one run: they saw other articles"), "{said}");
}

#[test]
fn a_damaged_shard_and_one_of_another_version_are_refused_with_a_sentence() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let files = shards(folder.path(), out.path(), 1, &[]);
    let whole = fs::read_to_string(&files[0]).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let damaged = "is no whole shard; write it anew with `docparity check --shard I/N`, and hand it on unchanged.";
    let cases = [
        (whole[..whole.len() / 2].to_owned(), damaged),
        (whole.replacen("\"place\":0", "\"place\":1", 1), damaged),
        (whole.replacen("1/1", "1/2", 1), damaged),
        ("{}\n".to_owned(), damaged),
        (String::new(), damaged),
        (
            whole.replacen(&format!("\"docparity\":\"{version}\""), "\"docparity\":\"0.0.9\"", 1),
            "was written by docparity 0.0.9",
        ),
    ];
    for (content, sentence) in cases {
        assert_ne!(content, whole);
        fs::write(&files[0], content).unwrap();
        let said = refused(folder.path(), &files);
        assert!(said.contains(sentence), "{said}");
    }
    fs::remove_file(&files[0]).unwrap();
    let said = refused(folder.path(), &files);
    assert!(said.contains("could not be read"), "{said}");
}

#[test]
fn a_shard_is_named_as_a_part_of_a_whole() {
    for given in ["0/3", "4/3", "three", "1/0"] {
        let output = run(Path::new("."), &["check", ".", "--shard", given]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.contains("write which part of how many, as in `3/8`"), "{said}");
    }
}
