//! `check --fix`, as a user sees it. Sentences of our own.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Locale, English, the translation as it should be, and with an error put in.
const SEEDED: &[(&str, &str, &str, &str)] = &[
    ("ar-SA", "Wait 35 days.", "انتظر ٣٥ يومًا.", "انتظر ٣٠ يومًا."),
    ("cs-CZ", "There are 14 levels.", "Existuje 14 úrovní.", "Existuje 15 úrovní."),
    (
        "de-DE",
        "On May 3, 2021 we sold 2,500 seats.",
        "Am 3. Mai 2021 verkauften wir 2.500 Plätze.",
        "Am 3. März 2021 verkauften wir 1.500 Plätze.",
    ),
    (
        "el-GR",
        "The offer ends on May 31, 2022.",
        "Η προσφορά λήγει στις 31 Μαΐου 2022.",
        "Η προσφορά λήγει στις 30 Μαΐου 2022.",
    ),
    (
        "es-ES",
        "Enter 25 names on March 9, 2021.",
        "Escriba 25 nombres el 9 de marzo de 2021.",
        "Escriba 26 nombres el 9 de mayo de 2021.",
    ),
    ("fr-FR", "A share of 20% in TLS 1.2.", "Une part de 20 % dans TLS 1.2.", "Une part de 15 % dans TLS 1,2."),
    (
        "it-IT",
        "Order KB4549949 on June 5, 2020.",
        "Ordinare KB4549949 il 5 giugno 2020.",
        "Ordinare KB4549946 il 5 luglio 2020.",
    ),
    (
        "ja-JP",
        "On June 5, 2020, enter 35 seats.",
        "2020 年 6 月 5 日に 35 シートを入力します。",
        "2020 年 7 月 5 日に 30 シートを入力します。",
    ),
    ("nl-NL", "Fifteen days.", "Vijftien dagen.", "Dertig dagen."),
    ("pl-PL", "SKU number: 0003", "Numer SKU: 0003", "Numer SKU: 0002"),
    ("ru-RU", "On June 5, 2020.", "Это 5 июня 2020 г.", "Это 5 июля 2020 г."),
    ("sv-SE", "On March 9, 2021.", "Den 9 mars 2021.", "Den 5 mars 2021."),
    ("zh-CN", "You need 20 million.", "需要 2000 万。", "需要 3000 万。"),
];

fn article(locale: &str) -> String {
    format!("docs/{locale}/a.md")
}

/// A side-by-side article of one pair among text that has nothing to do with it.
fn text(source: &str, target: &str, line_end: &str) -> String {
    let lines = [
        "---",
        "title: \"x\"   ",
        "---",
        "",
        "&nbsp;  Trailing spaces   ",
        &format!(
            "<span data-ttu-id=\"a1b2c-101\">{target}</span><span class=\"sxs-lookup\">\
             <span data-stu-id=\"a1b2c-101\">{source}</span></span>"
        ),
        "",
        "\tlast line, without an end",
    ];
    lines.join(line_end)
}

/// A tree with each article as `write` makes it of its row.
fn tree(write: impl Fn(usize, &(&str, &str, &str, &str)) -> Vec<u8>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (at, row) in SEEDED.iter().enumerate() {
        let path = folder.path().join(article(row.0));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, write(at, row)).unwrap();
    }
    folder
}

/// Every second article has a byte order mark, every third the line ends of Windows, every third those of old Macs.
fn bytes(at: usize, source: &str, target: &str) -> Vec<u8> {
    let mark: &[u8] = if at.is_multiple_of(2) { b"\xEF\xBB\xBF" } else { b"" };
    let line_end = ["\r\n", "\n", "\r"][at % 3];
    [mark, text(source, target, line_end).as_bytes()].concat()
}

fn seeded() -> TempDir {
    tree(|at, (_, source, _, wrong)| bytes(at, source, wrong))
}

/// The files of `folder` that differ from the tree as it should be.
fn not_restored(folder: &Path) -> Vec<String> {
    let is_wrong = |(at, (locale, source, right, _)): &(usize, &(&str, &str, &str, &str))| {
        fs::read(folder.join(article(locale))).unwrap() != bytes(*at, source, right)
    };
    SEEDED.iter().enumerate().filter(is_wrong).map(|(_, row)| row.0.to_owned()).collect()
}

/// Exit code, standard output, standard error of `docparity ARGS` in `folder`.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = program::docparity(args).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn seeded_errors_of_many_languages_are_undone_byte_for_byte_and_a_second_run_changes_nothing() {
    let folder = seeded();
    assert_eq!(not_restored(folder.path()).len(), SEEDED.len());
    let (code, out, err) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(not_restored(folder.path()), [""; 0], "{out}{err}");
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(err.contains("Fixed 18 findings in 13 files."), "{err}");
    let (code, _, err) = run(folder.path(), &["check", "--fix"]);
    assert_eq!((code, err.contains("Fixed")), (Some(0), false), "{err}");
    assert_eq!(not_restored(folder.path()), [""; 0]);
}

#[test]
fn a_diff_writes_nothing_and_git_applies_it_to_the_same_end() {
    let folder = seeded();
    let before = not_restored(folder.path());
    let (code, diff, _) = run(folder.path(), &["check", "--fix", "--diff"]);
    assert_eq!((code, not_restored(folder.path())), (Some(1), before));
    assert!(diff.contains("--- a/docs/sv-SE/a.md\n+++ b/docs/sv-SE/a.md\n"), "{diff}");
    if Command::new("git").arg("--version").output().is_err() {
        return eprintln!("skipped: there is no `git` command here");
    }
    fs::write(folder.path().join("x.diff"), diff).unwrap();
    let applied = Command::new("git").args(["apply", "x.diff"]).current_dir(folder.path()).output().unwrap();
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(not_restored(folder.path()), [""; 0]);
    assert_eq!(run(folder.path(), &["check", "--fix", "--diff"]).1, "");
    // A file that ends in a carriage return has no end of its last line.
    let (folder, path) = one("de-DE", "Wait 35 days.", "Warten Sie 30 Tage.");
    fs::write(&path, text("Wait 35 days.", "Warten Sie 30 Tage.", "\r") + "\r").unwrap();
    fs::write(folder.path().join("x.diff"), run(folder.path(), &["check", "--fix", "--diff"]).1).unwrap();
    let applied = Command::new("git").args(["apply", "x.diff"]).current_dir(folder.path()).output().unwrap();
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(fs::read_to_string(path).unwrap(), text("Wait 35 days.", "Warten Sie 35 Tage.", "\r") + "\r");
}

/// A tree of one article.
fn one(locale: &str, source: &str, target: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(article(locale));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text(source, target, "\n")).unwrap();
    (folder, path)
}

#[test]
fn what_is_not_certain_is_left_and_reported() {
    // Another plural would be needed.
    let (folder, path) = one("ru-RU", "Wait 25 days.", "Подождите 21 день.");
    let before = fs::read(&path).unwrap();
    let (code, out, err) = run(folder.path(), &["check", "--fix", "--format", "concise"]);
    assert_eq!((code, fs::read(&path).unwrap() == before, err.contains("Fixed")), (Some(1), true, false), "{err}");
    assert!(out.contains("duration-mismatch"), "{out}");
}

#[test]
fn only_what_was_asked_for_is_fixed() {
    let (folder, path) = one("de-DE", "On May 3, 2021 wait 35 days.", "Am 3. März 2021 warten Sie 30 Tage.");
    let (code, _, err) = run(folder.path(), &["check", "--fix", "--select", "duration-mismatch"]);
    assert_eq!((code, err.contains("Fixed 1 finding in 1 file.")), (Some(0), true), "{err}");
    let fixed = fs::read_to_string(path).unwrap();
    assert!(fixed.contains("Am 3. März 2021 warten Sie 35 Tage."), "{fixed}");
}

#[test]
fn a_file_in_utf_16_is_left_alone() {
    let (folder, path) = one("de-DE", "Wait 35 days.", "Warten Sie 30 Tage.");
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text("Wait 35 days.", "Warten Sie 30 Tage.", "\n").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    fs::write(&path, &wide).unwrap();
    let (code, _, err) = run(folder.path(), &["check", "--fix"]);
    assert_eq!((code, fs::read(path).unwrap() == wide), (Some(1), true), "{err}");
}

#[test]
fn line_ends_of_every_kind_in_one_file_stay_as_they_are() {
    let (folder, path) = one("de-DE", "Wait 35 days.", "Warten Sie 30 Tage.");
    let mixed = |days: &str| {
        let pair = text("Wait 35 days.", &format!("Warten Sie {days} Tage."), "\n");
        format!("{pair}\r\n\r\n\u{feff}Eins \r Zwei\r\n\u{2028}Drei\u{c}\n\r\n")
    };
    fs::write(&path, mixed("30")).unwrap();
    let (code, _, err) = run(folder.path(), &["check", "--fix"]);
    assert_eq!((code, fs::read_to_string(path).unwrap()), (Some(0), mixed("35")), "{err}");
}

#[cfg(unix)]
#[test]
fn who_reads_a_file_while_it_is_fixed_sees_one_state_of_it() {
    use std::io::Read as _;
    let (folder, path) = one("de-DE", "Wait 35 days.", "Warten Sie 30 Tage.");
    let before = fs::read_to_string(&path).unwrap();
    let mut reader = fs::File::open(&path).unwrap();
    let mut seen = vec![0; 10];
    reader.read_exact(&mut seen).unwrap();
    let (code, _, err) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, Some(0), "{err}");
    reader.read_to_end(&mut seen).unwrap();
    assert_eq!(String::from_utf8(seen).unwrap(), before);
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn the_mode_stays_a_link_stays_a_link_and_a_read_only_file_is_not_touched() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, path) = one("de-DE", "Wait 35 days.", "Warten Sie 30 Tage.");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("docs/de-DE/b.md");
    symlink("a.md", &link).unwrap();
    let (code, out, err) = run(folder.path(), &["check", "--fix", "docs/de-DE/b.md", "--locale", "de-DE"]);
    assert_eq!((code, mode(&path)), (Some(0), 0o640), "{out}{err}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&path).unwrap().contains("35 Tage"));

    let wrong = text("Wait 35 days.", "Warten Sie 30 Tage.", "\n");
    fs::write(&path, &wrong).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let (code, _, err) = run(folder.path(), &["check", "--fix", "docs/de-DE/a.md"]);
    assert_eq!((code, fs::read_to_string(&path).unwrap()), (Some(2), wrong));
    assert!(err.contains("`docs/de-DE/a.md` could not be fixed (it is read-only)"), "{err}");
}

#[test]
fn a_diff_needs_fix_and_takes_no_format() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["check", "--diff"][..], &["check", "--fix", "--diff", "--format", "json"]] {
        assert_eq!(run(folder.path(), args).0, Some(2), "{args:?}");
    }
}
