//! `--cache`, as a user sees it: whatever is kept, the report is the one of a run without it.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use docparity::report;
use program::docparity;
use tempfile::TempDir;

const FOLDER: &str = ".docparity-cache";

/// Fixtures of several layouts under one root, with a baseline and an exception without use.
fn tree() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for name in ["renewal", "hugo-folders", "with-english", "suffixes"] {
        copy(&fixtures.join(name), &folder.path().join(name));
    }
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

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What the run says: report, notes and exit code, without how long it took.
fn said(output: &Output) -> (String, String, Option<i32>) {
    let report = text(&output.stdout);
    let report = match report.split_once("\"seconds\":") {
        Some((head, tail)) => {
            format!("{head}{}", tail.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c)))
        }
        None => report,
    };
    (report, text(&output.stderr), output.status.code())
}

/// Runs `check .` with these flags.
fn check(folder: &Path, flags: &[&str]) -> Output {
    run(folder, &[&["check", ".", "--root", "."], flags].concat())
}

/// Runs it without and with the cache, which must say the same.
fn same(folder: &Path, flags: &[&str]) {
    let without = said(&check(folder, flags));
    assert_eq!(without, said(&check(folder, &[flags, &["--cache"]].concat())), "{flags:?}");
}

/// Whether a run with these flags reads facts in no article.
fn is_all_kept(folder: &Path, flags: &[&str]) -> bool {
    let output = check(folder, &[flags, &["--cache", "--timings"]].concat());
    let table = text(&output.stderr);
    let row = table.lines().find(|line| line.starts_with("facts")).unwrap_or_else(|| panic!("no facts in {table}"));
    // Where no time was spent there is no speed.
    row.split_whitespace().count() == 2
}

/// The files with results.
fn packs(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut packs: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "results")).collect();
    packs.sort();
    packs
}

#[test]
fn the_report_is_the_same_in_every_format_and_the_second_run_reads_no_facts() {
    let folder = tree();
    for format in report::ALL.iter().map(|format| format.name) {
        same(folder.path(), &["--format", format]);
        assert!(is_all_kept(folder.path(), &["--format", format, "--jobs", "1"]), "{format}");
    }
    same(folder.path(), &["--format", "full", "--jobs", "1"]);
}

#[test]
fn nothing_is_written_but_into_the_folder_and_only_where_it_is_asked_for() {
    let folder = tree();
    let names = || {
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    check(folder.path(), &[]);
    assert_eq!(names(), before);
    check(folder.path(), &["--cache"]);
    let added: Vec<_> = names().into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(added, [FOLDER]);
    let cache = folder.path().join(FOLDER);
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
    assert!(fs::read_to_string(cache.join("CACHEDIR.TAG")).unwrap().starts_with("Signature: 8a477f597d28d172789f0688"));
    assert_eq!((packs(&cache).len(), fs::read_dir(&cache).unwrap().count()), (1, 3));

    let named = tempfile::tempdir().unwrap();
    let flag = format!("--cache={}", named.path().join("a/b").display());
    assert_eq!(said(&check(folder.path(), &[])), said(&check(folder.path(), &[&flag])));
    assert_eq!(packs(&named.path().join("a/b")).len(), 1);
}

#[test]
fn what_is_damaged_cut_off_swapped_or_of_another_version_is_not_trusted() {
    let folder = tree();
    let cache = folder.path().join(FOLDER);
    let expected = said(&check(folder.path(), &["--format", "json"]));
    check(folder.path(), &["--format", "json", "--cache"]);
    let pack = packs(&cache).remove(0);
    let whole = fs::read(&pack).unwrap();
    // One of another run: without the findings of a rule.
    check(folder.path(), &["--format", "json", "--cache", "--ignore", "date-mismatch,duration-mismatch"]);
    let other = packs(&cache).into_iter().find(|path| *path != pack).unwrap();
    let mut cases = vec![fs::read(other).unwrap(), Vec::new(), b"{}\n".to_vec(), vec![0xFF; 5_000]];
    cases.extend([1, 17, 18, whole.len() / 3, whole.len() / 2, whole.len() - 1].map(|length| whole[..length].to_vec()));
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        cases.push(bytes);
    }
    let version = format!("\"docparity\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let at = whole.windows(version.len()).rposition(|bytes| bytes == version.as_bytes()).unwrap();
    let mut foreign = whole.clone();
    foreign[at + version.len() - 2] = b'9';
    cases.push(foreign);
    for bytes in cases {
        assert_ne!(bytes, whole);
        fs::write(&pack, bytes).unwrap();
        assert_eq!(said(&check(folder.path(), &["--format", "json", "--cache"])), expected);
        assert!(is_all_kept(folder.path(), &["--format", "json"]), "it was written anew");
    }
}

#[test]
fn no_setting_is_answered_with_what_was_found_under_another() {
    let folder = tree();
    let configurations = [
        "[rules]\n",
        "[rules]\ndate-mismatch = \"info\"\n",
        "[[override]]\npaths = [\"renewal/**\"]\nrules = { date-mismatch = \"off\" }\n",
        "[[override]]\npaths = [\"with-english/**\"]\nrules = { date-mismatch = \"off\" }\n",
        "verbatim = [\"Alder Harbor 30\"]\n",
        "fiscal-year-start = 7\n",
    ];
    let flags: [&[&str]; 9] = [
        &[],
        &["--as-of", "2030-01-01"],
        &["--as-of", "2010-01-01"],
        &["--locale", "de-DE", "--locale", "fr-FR"],
        &["--select", "number-mismatch"],
        &["--exclude", "renewal/**"],
        &["--no-baseline"],
        &["--max-file-size", "1K"],
        &["--source-locale", "en-GB"],
    ];
    for (at, configuration) in configurations.into_iter().enumerate() {
        fs::write(folder.path().join("docparity.toml"), configuration).unwrap();
        // Flags with one of the configurations, and each configuration with some of the flags.
        for flags in &flags[..if at == 0 { flags.len() } else { 2 }] {
            same(folder.path(), &[&["--format", "json"], *flags].concat());
        }
    }
    assert!(packs(&folder.path().join(FOLDER)).len() <= 16);
}

#[test]
fn an_article_that_changed_is_checked_anew_and_one_that_went_is_forgotten() {
    let folder = tree();
    let cache = folder.path().join(FOLDER);
    same(folder.path(), &[]);
    let before = fs::metadata(packs(&cache).remove(0)).unwrap().len();
    let article = folder.path().join("with-english/de-DE/plans/storage-plans.md");
    let changed = fs::read_to_string(&article).unwrap().replace("30", "31").replace("14", "41");
    fs::write(&article, format!("{changed}\nNoch 99 Tage.\n")).unwrap();
    assert!(!is_all_kept(folder.path(), &[]));
    same(folder.path(), &[]);
    // The same bytes elsewhere are another place.
    fs::rename(folder.path().join("renewal"), folder.path().join("moved")).unwrap();
    same(folder.path(), &[]);
    fs::remove_dir_all(folder.path().join("moved")).unwrap();
    same(folder.path(), &[]);
    assert!(is_all_kept(folder.path(), &[]));
    let after = fs::metadata(packs(&cache).remove(0)).unwrap().len();
    assert!(packs(&cache).len() == 1 && after < before, "{after} of {before} bytes");
}

#[test]
fn suggestions_are_applied_to_what_the_files_hold() {
    let (plain, cached) = (tree(), tree());
    let files = |folder: &Path| fs::read(folder.join("renewal/nl-NL/renew-membership.md")).unwrap();
    for _ in 0..2 {
        let without = said(&check(plain.path(), &["--fix", "--no-baseline"]));
        assert_eq!(without, said(&check(cached.path(), &["--fix", "--no-baseline", "--cache"])));
        assert_eq!(files(plain.path()), files(cached.path()));
    }
}

#[test]
fn shards_keep_their_own_articles() {
    let (folder, out) = (tree(), tempfile::tempdir().unwrap());
    let whole = check(folder.path(), &["--format", "html"]);
    for _ in 0..2 {
        let mut files = Vec::new();
        for shard in ["1/2", "2/2"] {
            let output = check(folder.path(), &["--shard", shard, "--cache"]);
            let file = out.path().join(shard.replace('/', "-"));
            fs::write(&file, output.stdout).unwrap();
            files.push(file);
        }
        let names: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
        let merged = run(folder.path(), &[&["merge", "--format", "html"], &names[..]].concat());
        assert_eq!(said(&merged), said(&whole));
    }
    assert_eq!(packs(&folder.path().join(FOLDER)).len(), 2);
}

#[test]
fn runs_side_by_side_do_not_disturb_each_other() {
    let folder = tree();
    let expected = said(&check(folder.path(), &[]));
    thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| said(&check(folder.path(), &["--cache"])))).collect();
        runs.into_iter().for_each(|run| assert_eq!(run.join().unwrap(), expected));
    });
    assert!(is_all_kept(folder.path(), &[]));
    assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 3, "nothing unfinished is left");
}

#[test]
fn a_folder_that_cannot_serve_is_a_note_and_no_failure() {
    let folder = tree();
    let expected = said(&check(folder.path(), &[]));
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("thesis.txt"), "Mine.").unwrap();
    fs::write(elsewhere.path().join("file"), "").unwrap();
    let foreign = elsewhere.path().to_owned();
    let below_a_file = elsewhere.path().join("file/cache");
    for (cache, sentence) in [(foreign, "holds other files"), (below_a_file, "could not be read")] {
        let output = check(folder.path(), &[&format!("--cache={}", cache.display())]);
        let (report, notes, code) = said(&output);
        assert_eq!((&report, code), (&expected.0, expected.2));
        assert!(notes.contains("note: ") && notes.contains(sentence), "{notes}");
        let quiet = check(folder.path(), &["-q", &format!("--cache={}", cache.display())]);
        assert_eq!(text(&quiet.stderr), "");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_root_is_not_followed() {
    let (folder, elsewhere) = (tree(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(FOLDER)).unwrap();
    let output = check(folder.path(), &["--cache"]);
    assert!(text(&output.stderr).contains("is a link to a folder elsewhere"), "{output:?}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(who).args(args).output().ok()?;
    assert!(output.status.success(), "git {args:?}: {}", text(&output.stderr));
    Some(text(&output.stdout).trim().to_owned())
}

#[test]
fn what_git_says_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |file: &str, text: &str| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no `git` command here");
        return;
    }
    let english = |days: u8| format!("# Backup\n\nThe backup is kept for {days} days.\n");
    git(root, &["init", "--quiet", "--initial-branch=main"]);
    write("en/backup.md", &english(30));
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message=x"]);
    let recorded = git(root, &["rev-parse", "HEAD"]).unwrap();
    write("en/backup.md", &english(45));
    let german =
        format!("---\nsourceCommit: {recorded}\n---\n\n# Sicherung\n\nDie Sicherung wird 30 Tage aufbewahrt.\n");
    write("de/backup.md", &german);
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message=y"]);

    let stale = said(&check(root, &["--format", "concise"]));
    assert!(stale.0.contains("stale-translation"), "{stale:?}");
    same(root, &["--format", "concise"]);
    assert!(is_all_kept(root, &["--format", "concise"]));
    // The history goes, the files stay.
    let hidden = root.join("hidden-git");
    fs::rename(root.join(".git"), &hidden).unwrap();
    same(root, &["--format", "concise"]);
    assert!(!said(&check(root, &["--format", "concise", "--cache"])).0.contains("stale-translation"));
    fs::rename(&hidden, root.join(".git")).unwrap();
    assert_eq!(said(&check(root, &["--format", "concise", "--cache"])), stale);

    // The base of a change moves, the files stay.
    let german = "# Sicherung\n\nDie Sicherung wird 30 Tage aufbewahrt.\n";
    write("de/backup.md", german);
    for since in ["HEAD~1", "HEAD", "HEAD~1"] {
        for flags in [&["--format", "concise", "--since", since][..], &["--diff-only", "--since", since]] {
            same(root, flags);
            same(root, flags);
        }
    }
}
