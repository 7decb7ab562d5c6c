//! Whatever comes in: each case gets a finding or a sentence with its place, the exit code that is promised, and takes
//! nothing away from what is beside it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;

#[path = "common/program.rs"]
mod program;

use program::docparity;

const ENGLISH: &str = "# Renewals\n\nKeep the files for 30 days.\n";

/// What a run said.
struct Said {
    /// The findings, a line each, and what stands on standard error.
    all: String,
    code: Option<i32>,
}

/// A folder with `en/a.md` and `de/a.md`.
fn tree(english: &[u8], german: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (locale, text) in [("en", english), ("de", german)] {
        fs::create_dir(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("a.md"), text).unwrap();
    }
    folder
}

/// Checks a folder.
fn check(folder: &Path, args: &[&str]) -> Said {
    let args = [&["check", "--format", "concise"], args].concat();
    let output = docparity(&args).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { all: text(output.stdout) + &text(output.stderr), code: output.status.code() }
}

/// Checks a German article against the English one; every text of `said` must be in what comes out.
#[track_caller]
fn assert_said(name: &str, english: &[u8], german: &[u8], code: i32, said: &[&str]) {
    let folder = tree(english, german);
    let out = check(folder.path(), &[]);
    for said in said {
        assert!(out.all.contains(said), "{name}: {said:?} is not in\n{}", out.all);
    }
    assert_eq!(out.code, Some(code), "{name}: {}", out.all);
    assert!(!out.all.contains("panicked"), "{name}: {}", out.all);
}

/// `text` in UTF-16, low byte first.
fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Makes a pipe, which waits for its other end when it is opened.
fn mkfifo(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The German article with a wrong length, which must be found whatever is wrong with the bytes.
const GERMAN: &str = "# Verlängerung\n\nBewahren Sie die Dateien 31 Tage auf.\n";

#[test]
fn every_encoding_is_read_or_warned_of() {
    let marked: Vec<u8> = [&[0xFF, 0xFE][..], &utf16(GERMAN)].concat();
    let big_end: Vec<u8> = marked.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    let wrong = "de/a.md:3:26: error duration-mismatch";
    let cases: [(&str, Vec<u8>, i32, &[&str]); 10] = [
        ("UTF-8", GERMAN.into(), 1, &[wrong]),
        ("byte order mark", [b"\xEF\xBB\xBF", GERMAN.as_bytes()].concat(), 1, &[wrong]),
        ("UTF-16, low byte first", marked.clone(), 1, &[wrong]),
        ("UTF-16, high byte first", big_end, 1, &[wrong]),
        (
            "Latin-1",
            GERMAN.replace('ä', "\u{1}").into_bytes().into_iter().map(|b| if b == 1 { 0xE4 } else { b }).collect(),
            1,
            &[wrong, "de/a.md:1:7: warning malformed-text The file is not valid UTF-8"],
        ),
        (
            "UTF-16 cut in two",
            [&marked[..], b"x"].concat(),
            1,
            &[wrong, "warning malformed-text The file is not the UTF-16 that its byte order mark says"],
        ),
        (
            "UTF-16 without a byte order mark",
            utf16(GERMAN),
            0,
            &["de/a.md:1:2: warning malformed-text The file looks like UTF-16 without a byte order mark"],
        ),
        (
            "UTF-16 without a byte order mark, high byte first",
            utf16(GERMAN).chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect(),
            0,
            &["de/a.md:1:1: warning malformed-text The file looks like UTF-16 without a byte order mark"],
        ),
        (
            "null characters",
            format!("{GERMAN}\0\n").into(),
            1,
            &[wrong, "de/a.md:4:1: warning malformed-text The file holds null characters"],
        ),
        ("nothing", Vec::new(), 2, &["could be compared"]),
    ];
    for (name, german, code, said) in cases {
        assert_said(name, ENGLISH.as_bytes(), &german, code, said);
    }
}

#[test]
fn every_line_end_counts_the_same_lines() {
    for (name, end) in [("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")] {
        let german = GERMAN.replace('\n', end);
        assert_said(name, ENGLISH.as_bytes(), german.as_bytes(), 1, &["de/a.md:3:26: error duration-mismatch"]);
    }
    let mixed = "# Verlängerung\r\n\rBewahren Sie die Dateien 31 Tage auf.\n";
    assert_said("mixed", ENGLISH.as_bytes(), mixed.as_bytes(), 1, &["de/a.md:3:26: error duration-mismatch"]);
}

#[test]
fn files_of_any_size_are_checked_or_named() {
    let long = "x".repeat(4_000_000);
    let (english, german) = (format!("{long} Keep 30 days.\n"), format!("{long} Behalten Sie 31 Tage.\n"));
    assert_said(
        "a long line",
        english.as_bytes(),
        german.as_bytes(),
        1,
        &["de/a.md:1:4000015: error duration-mismatch"],
    );

    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    // Only its length is written.
    fs::File::create(folder.path().join("de/b.md")).unwrap().set_len(200 << 20).unwrap();
    let out = check(folder.path(), &[]);
    assert!(out.all.contains("`de/b.md` is larger than the limit of 67108864 bytes and was not read"), "{}", out.all);
    assert!(out.all.contains("raise `--max-file-size`"), "{}", out.all);
    assert!(out.all.contains("de/a.md:3:26: error duration-mismatch"), "the rest is checked: {}", out.all);
    assert_eq!(out.code, Some(2));
    fs::write(folder.path().join("docparity.toml"), "max-file-size = \"20\"\n").unwrap();
    let out = check(folder.path(), &[]);
    assert!(out.all.contains("`de/a.md` is larger than the limit of 20 bytes"), "{}", out.all);
}

/// An article of a section that is wrong and one that is nested.
fn nested(length: &str, nested: &str) -> String {
    format!("# <a name=\"x\"></a>A\n\n{length}\n\n# <a name=\"y\"></a>B\n\n{nested}\n")
}

#[test]
fn a_finding_on_a_very_long_paragraph_shows_where_it_begins_and_not_all_of_it() {
    let english = format!("Keep 30 files. {}\n", "Keep them. ".repeat(20_000));
    let german = format!("Behalten Sie Dateien. {}\n", "Behalten Sie sie. ".repeat(20_000));
    let folder = tree(english.as_bytes(), german.as_bytes());
    let output = docparity(&["check", "--color", "never"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("error[fact-missing]: The English says “30”"), "{} bytes", said.len());
    assert!(said.contains("--> de/a.md:1:1"), "{} bytes", said.len());
    assert!(said.len() < 100_000, "{} bytes", said.len());
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_nested_without_end_hides_nothing_beside_it() {
    for (name, unit) in [
        ("quotes", ">"),
        ("lists", "- "),
        ("spans", "<span>"),
        ("brackets", "["),
        ("emphasis", "*a "),
        ("boxes", "<div>\n"),
        ("lists in HTML", "<ul><li>"),
    ] {
        let deep = unit.repeat(100_000);
        let (english, german) = (nested("Keep 30 days.", &deep), nested("Behalten Sie 31 Tage.", &deep));
        assert_said(name, english.as_bytes(), german.as_bytes(), 1, &["de/a.md:3:14: error duration-mismatch"]);
    }
}

#[test]
fn what_is_nested_without_end_is_compared_itself() {
    for (name, open, close) in [
        ("quotes", ">", ""),
        ("lists", "- ", ""),
        ("spans", "<span>", "</span>"),
        ("brackets", "[", "]"),
        ("emphasis", "*a ", "*"),
    ] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        let english = format!("{open}Keep 30 days.{close}\n");
        let german = format!("{open}Behalten Sie 31 Tage.{close}\n");
        assert_said(name, english.as_bytes(), german.as_bytes(), 1, &["error duration-mismatch"]);
    }
}

#[test]
fn pairs_nested_without_end_are_named() {
    let deep = "<span data-ttu-id=\"a\">".repeat(100_000);
    let folder = tree(ENGLISH.as_bytes(), nested("Behalten Sie 31 Tage.", &deep).as_bytes());
    let out = check(folder.path(), &["--select", "malformed-pair"]);
    assert!(out.all.contains("de/a.md:7:1: warning malformed-pair The span of pair `a` is never closed."));
    assert!(out.all.lines().count() > 100_000);
}

/// A pair of the translation and the English with these ids, their end tags as told.
fn pair(ids: (&str, &str), ends: (&str, &str)) -> String {
    let ((target, source), (target_end, source_end)) = (ids, ends);
    format!(
        "<span data-ttu-id=\"{target}\">Behalten Sie 31 Tage.{target_end}<span class=\"sxs-lookup\"><span data-stu-id=\"{source}\">Keep 30 days.{source_end}</span>\n\n"
    )
}

#[test]
fn pairs_that_are_none_are_named() {
    let ends = ("</span>", "</span>");
    let cases = [
        ("unclosed", pair(("a", "a"), ("", "</span>")), "malformed-pair The span of pair `a` is never closed"),
        ("differing ids", pair(("a", "b"), ends), "malformed-pair The two sides of pair `a / b` carry different ids"),
        ("one id twice", pair(("a", "a"), ends).repeat(2), "malformed-pair The id `a` was used by an earlier pair"),
        (
            "a pair within a pair",
            "<span data-ttu-id=\"a\">Behalten <span data-ttu-id=\"b\">31</span> Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Keep 30 days.</span></span>\n".to_owned(),
            "malformed-pair",
        ),
        (
            "crossed",
            "**<span data-ttu-id=\"a\">Behalten** Sie 31 Tage.</span> <span class=\"sxs-lookup\"><span data-stu-id=\"a\">Keep 30 days.</span></span>\n".to_owned(),
            "duration-mismatch",
        ),
        (
            "crossed with another pair",
            "<span data-ttu-id=\"a\">Behalten Sie <span data-ttu-id=\"b\">31 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Keep <span data-stu-id=\"b\">30 days.</span></span>\n".to_owned(),
            "malformed-pair",
        ),
        (
            "from one paragraph to another",
            "<span data-ttu-id=\"a\">Behalten Sie\n\n31 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Keep 30 days.</span></span>\n".to_owned(),
            "malformed-pair The span of pair `a` is never closed",
        ),
        ("no English", "<span data-ttu-id=\"a\">31 Tage.</span>\n\n".to_owned() + &pair(("b", "b"), ends), "missing-pair"),
        (
            "ids of markup",
            pair(("\u{202E}<b>", "\u{202E}<b>"), ends),
            "duration-mismatch",
        ),
    ];
    for (name, article, said) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("de")).unwrap();
        fs::write(folder.path().join("de/a.md"), article).unwrap();
        let out = check(folder.path(), &[]);
        assert!(out.all.contains(said), "{name}: {said} is not in\n{}", out.all);
        assert!(matches!(out.code, Some(0 | 1)), "{name}: {}", out.all);
    }
}

#[test]
fn front_matter_of_any_kind_is_read_or_warned_of() {
    let bomb: String =
        (1..9).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let long = "x".repeat(20_000);
    let strings: String =
        format!("a: &a \"{long}\"\nb: &b [{}]\nc: [{}]\n", vec!["*a"; 3000].join(","), vec!["*b"; 3000].join(","));
    let cases: [(&str, String, &str); 11] = [
        ("without an end", "title: Plan\n".to_owned(), "The front matter is not closed by a line of `---`"),
        ("of 10 MB", "x: y\n".repeat(2_000_000) + "---\n", "The front matter is longer than 64 KiB"),
        ("aliases without end", format!("a0: &a0 [x, x]\n{bomb}---\n"), "invalid-front-matter"),
        ("long aliases without end", format!("{strings}---\n"), "its aliases make it more than a million characters"),
        ("an alias of itself", "a: &a [*a]\n---\n".to_owned(), "invalid-front-matter"),
        ("one key twice", "title: A\ntitle: B\n---\n".to_owned(), "The key `title` stands twice"),
        ("tabs", "title: A\n\tx: y\n---\n".to_owned(), "found a tab character that violates indentation"),
        (
            "brackets without end",
            format!("a: {}\n---\n", "[".repeat(50_000)),
            "invalid-front-matter The front matter is not valid YAML: more than a thousand brackets are open.",
        ),
        ("keys that are no strings", "5: a\n? [b, c]\n: d\ntrue: e\n~: f\n---\n".to_owned(), ""),
        ("dates and other types", "d: 2020-06-03\nt: 12:30:00\nb: !!binary aGk=\nn: .inf\n---\n".to_owned(), ""),
        (
            "a locale of nonsense",
            "ms.contentlocale: \"☃ nonsense\"\n---\n".to_owned(),
            "says `☃ nonsense`, which names no locale",
        ),
    ];
    for (name, front_matter, said) in cases {
        let german = format!("---\n{front_matter}\n{GERMAN}");
        let folder = tree(ENGLISH.as_bytes(), german.as_bytes());
        let out = check(folder.path(), &[]);
        assert!(out.all.contains(said), "{name}: {said} is not in\n{}", out.all);
        assert!(out.all.contains("error duration-mismatch"), "{name}: {}", out.all);
        assert_eq!(out.code, Some(1), "{name}: {}", out.all);
    }
}

#[test]
fn what_is_no_file_is_named_and_the_rest_is_checked() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    let at = |name: &str| folder.path().join(name);
    mkfifo(&at("de/pipe.md"));
    symlink("b.md", at("de/c.md")).unwrap();
    symlink("c.md", at("de/b.md")).unwrap();
    symlink("/dev/zero", at("de/zero.md")).unwrap();
    symlink("..", at("de/loop")).unwrap();
    symlink("nowhere.md", at("de/gone.md")).unwrap();
    let out = check(folder.path(), &[]);
    for said in [
        "de/a.md:3:26: error duration-mismatch",
        "de/pipe.md: It is a device, a pipe or a socket and was not read",
        "de/b.md: It is a symbolic link, and those are not followed",
        "de/zero.md: It is a symbolic link",
        "de/gone.md: It is a symbolic link",
    ] {
        assert!(out.all.contains(said), "{said} is not in\n{}", out.all);
    }
    assert_eq!(out.code, Some(1), "{}", out.all);
    for (path, said) in [
        ("de/pipe.md", "`de/pipe.md` could not be opened (it is a device, a pipe or a socket)"),
        ("/dev/zero", "`/dev/zero` could not be opened (it is a device, a pipe or a socket)"),
        ("de/b.md", "`de/b.md` could not be opened (Too many levels of symbolic links"),
        ("de/gone.md", "`de/gone.md` could not be opened (No such file or directory"),
    ] {
        let out = check(folder.path(), &[path]);
        assert!(out.all.contains(said), "{said} is not in\n{}", out.all);
        assert_eq!(out.code, Some(2), "{}", out.all);
        let out = check(folder.path(), &[path, "de", "en"]);
        assert!(out.all.contains(said) && out.all.contains("error duration-mismatch"), "{}", out.all);
        assert_eq!(out.code, Some(2), "{}", out.all);
    }
}

#[test]
fn a_counterpart_that_is_a_pipe_or_a_link_out_of_the_tree_is_not_opened() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "# Secret\n\nKeep the files for 99 days.\n").unwrap();
    fs::remove_file(folder.path().join("en/a.md")).unwrap();
    symlink(outside.path().join("secret.md"), folder.path().join("en/a.md")).unwrap();
    fs::write(folder.path().join("docparity.toml"), "").unwrap();
    let out = check(folder.path(), &["de"]);
    assert!(!out.all.contains("99"), "{}", out.all);
    assert_eq!(out.code, Some(2), "nothing is left to compare: {}", out.all);
    fs::remove_file(folder.path().join("en/a.md")).unwrap();
    mkfifo(&folder.path().join("en/a.md"));
    assert_eq!(check(folder.path(), &["de"]).code, Some(2));
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_checked() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    fs::create_dir(folder.path().join("de/shut")).unwrap();
    fs::write(folder.path().join("de/b.md"), GERMAN).unwrap();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(folder.path(), 0o755);
    mode(&folder.path().join("de/shut"), 0o000);
    mode(&folder.path().join("de/b.md"), 0o000);
    let mut command = docparity(&["check", "--format", "concise"]);
    command.current_dir(folder.path());
    if fs::read(folder.path().join("de/b.md")).is_ok() {
        // The superuser may read everything; as nobody it is like for everyone else.
        command.uid(65_534).gid(65_534);
    }
    let output = command.output();
    mode(&folder.path().join("de/shut"), 0o755);
    let Ok(output) = output else {
        eprintln!("skipped: the program cannot be started as another user here");
        return;
    };
    let all = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    for said in [
        "`de/b.md` could not be read (Permission denied",
        "`de/shut` could not be read (permission denied)",
        "de/a.md:3:26: error duration-mismatch",
    ] {
        assert!(all.contains(said), "{said} is not in\n{all}");
    }
    assert_eq!(output.status.code(), Some(2), "{all}");
}

#[test]
fn paths_that_are_no_utf_8_are_checked_and_told_apart() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    for name in [&b"caf\xE9.md"[..], b"caf\xE8.md"] {
        fs::write(folder.path().join("en").join(OsStr::from_bytes(name)), ENGLISH).unwrap();
        fs::write(folder.path().join("de").join(OsStr::from_bytes(name)), GERMAN).unwrap();
    }
    let out = check(folder.path(), &[]);
    let named = out.all.lines().filter(|line| line.contains("de/caf\u{FFFD}.md"));
    assert_eq!(named.count(), 2, "each is checked or said to be left out: {}", out.all);
    assert_eq!(out.code, Some(1), "{}", out.all);
}

#[test]
fn tags_of_nonsense_are_refused() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    for tag in ["../../etc", "☃", "", "a", "de_DE_x_☃", "\u{1b}[2J", "de-"] {
        let out = check(folder.path(), &["--locale", tag]);
        assert_eq!(out.code, Some(2), "{tag:?}: {}", out.all);
        assert!(!out.all.contains('\u{1b}'), "{tag:?}");
    }
    // A tag without words is compared by its digits, and said to be.
    fs::rename(folder.path().join("de"), folder.path().join("qqx-Zzzz-ZZ")).unwrap();
    fs::write(folder.path().join("docparity.toml"), "source = \"en\"\n").unwrap();
    let out = check(folder.path(), &[]);
    assert!(matches!(out.code, Some(1 | 2)) && !out.all.is_empty(), "{}", out.all);
}

#[test]
fn numbers_and_dates_beyond_measure_are_compared_or_named() {
    let long = "7".repeat(10_000);
    let (left, right) = ("\u{202E}", "\u{200B}");
    let cases: [(&str, String, String, i32, &str); 10] = [
        ("10,000 digits alike", format!("Keep {long} files."), format!("Behalten Sie {long} Dateien."), 0, ""),
        (
            "10,000 digits and one more",
            format!("Keep {long} files."),
            format!("Behalten Sie {long}7 Dateien."),
            1,
            " error ",
        ),
        ("the year 99999", "Until May 3, 99999.".to_owned(), "Bis 3. Mai 99998.".to_owned(), 1, " error "),
        ("a day that is none", "On May 30, 2021.".to_owned(), "Am 32. Mai 2021.".to_owned(), 1, " error "),
        (
            "a range turned round",
            "From May 3, 2021 to June 5, 2021.".to_owned(),
            "Vom 5. Juni 2021 bis 3. Mai 2021.".to_owned(),
            1,
            "error reversed-range",
        ),
        ("zero-width signs", "Keep 30 days.".to_owned(), format!("Behalten Sie 3{right}1 Tage."), 1, "31 days"),
        ("direction marks", "Keep 30 days.".to_owned(), format!("Behalten Sie {left}31 Tage."), 1, "31 days"),
        ("direction marks in it", "Keep 30 days.".to_owned(), format!("Behalten Sie 3{left}1 Tage."), 1, "31 days"),
        (
            "isolates in it",
            "Keep 30 days.".to_owned(),
            "Behalten Sie 3\u{2066}1\u{2069} Tage.".to_owned(),
            1,
            "31 days",
        ),
        ("zero-width signs alike", "Keep 30 days.".to_owned(), format!("Behalten Sie 3{right}0 Tage."), 0, ""),
    ];
    for (name, english, german, code, said) in cases {
        assert_said(name, (english + "\n").as_bytes(), (german + "\n").as_bytes(), code, &[said]);
    }
}

#[test]
fn a_date_of_yaml_is_a_fact_like_any_other() {
    let article = |day: u32| format!("---\ntitle: 2020-06-{day:02}\n---\n\n# Plan\n");
    assert_said(
        "a date as a title",
        article(3).as_bytes(),
        article(4).as_bytes(),
        1,
        &["de/a.md:2:8: error date-mismatch The translation says “2020-06-04” (June 4, 2020)"],
    );
}

/// A tree in a checkout, with a name for a file in it.
fn with_odd_file(name: &str, make: impl Fn(&Path)) -> tempfile::TempDir {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    fs::create_dir_all(folder.path().join(".git/info")).unwrap();
    make(&folder.path().join(name));
    folder
}

#[test]
fn a_pipe_in_place_of_one_of_our_own_files_is_named_and_not_opened() {
    for (name, said) in [
        (".gitignore", "`.gitignore` was not read (it is a device, a pipe or a socket)"),
        ("de/.gitignore", "`de/.gitignore` was not read (it is a device, a pipe or a socket)"),
        ("de/.ignore", "`de/.ignore` was not read (it is a device, a pipe or a socket)"),
        (".git/info/exclude", "`.git/info/exclude` was not read (it is a device, a pipe or a socket)"),
        ("docparity.toml", "The configuration `docparity.toml` is a device, a pipe or a socket and was not read"),
        ("docparity-baseline.json", "`docparity-baseline.json` is no file (a folder, a device, a pipe"),
        ("docparity-suppressions.toml", "`docparity-suppressions.toml` is no file (a folder, a device, a pipe"),
    ] {
        let folder = with_odd_file(name, mkfifo);
        let out = check(folder.path(), &[]);
        assert!(out.all.contains(said), "{name}: {said} is not in\n{}", out.all);
        assert_eq!(out.code, Some(2), "{name}: {}", out.all);
    }
}

#[test]
fn an_ignore_file_that_cannot_be_read_shuts_its_folder_and_no_other() {
    for (make, why) in [
        (&mkfifo as &dyn Fn(&Path), "it is a device, a pipe or a socket"),
        (&|path| symlink("/dev/zero", path).unwrap(), "it is a device, a pipe or a socket"),
        (&|path| symlink("/etc/passwd", path).unwrap(), "it is a link out of the root"),
        (&|path| fs::File::create(path).unwrap().set_len(2 << 20).unwrap(), "it is larger than 1 MiB"),
    ] {
        let folder = with_odd_file("de/shut", |path| fs::create_dir(path).unwrap());
        fs::write(folder.path().join("de/shut/b.md"), GERMAN).unwrap();
        make(&folder.path().join("de/shut/.gitignore"));
        let out = check(folder.path(), &[]);
        let said = format!("`de/shut/.gitignore` was not read ({why})");
        assert!(out.all.contains(&said), "{said} is not in\n{}", out.all);
        assert!(out.all.contains("de/a.md:3:26: error duration-mismatch"), "the rest is checked: {}", out.all);
        assert_eq!(out.code, Some(2), "{}", out.all);
    }
    // One that is read leaves files out, through a link inside the root as well.
    let folder = with_odd_file("rules", |path| fs::write(path, "a.md\n").unwrap());
    symlink("../rules", folder.path().join("de/.gitignore")).unwrap();
    let out = check(folder.path(), &[]);
    assert!(!out.all.contains("de/a.md:3:26"), "{}", out.all);
}

#[test]
fn a_configuration_of_any_size_is_not_read_unless_it_is_named() {
    let folder = with_odd_file("docparity.toml", |path| fs::File::create(path).unwrap().set_len(4 << 30).unwrap());
    let out = check(folder.path(), &[]);
    assert!(out.all.contains("The configuration `docparity.toml` is larger than 1 MiB"), "{}", out.all);
    assert_eq!(out.code, Some(2), "{}", out.all);
}

#[test]
fn a_layout_of_brackets_without_end_is_named_and_passed_over() {
    for brackets in ["[", "{a: "] {
        let folder = with_odd_file("crowdin.yml", |path| {
            fs::write(path, format!("files: {}\n", brackets.repeat(100_000))).unwrap();
        });
        let out = check(folder.path(), &[]);
        let said = "crowdin.yml: It could not be read (more than a thousand brackets are open in it), so its patterns were passed over";
        assert!(out.all.contains(said), "{}", out.all);
        assert!(out.all.contains("de/a.md:3:26: error duration-mismatch"), "{}", out.all);
        assert_eq!(out.code, Some(1), "{}", out.all);
    }
}

/// Only a debug build reads words from a folder: there a pipe holds it up between two articles.
#[cfg(debug_assertions)]
#[test]
fn a_file_that_vanishes_is_named_and_the_rest_is_checked() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    for locale in ["en", "de"] {
        fs::copy(folder.path().join(locale).join("a.md"), folder.path().join(locale).join("b.md")).unwrap();
    }
    let words = tempfile::tempdir().unwrap();
    mkfifo(&words.path().join("de.txt"));
    let mut command = docparity(&["check", "--format", "concise", "--jobs", "1"]);
    command.current_dir(folder.path()).env("DOCPARITY_LEXICONS", words.path());
    let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    // Opened once the program has read the first article and asks for German words.
    let mut pipe = fs::OpenOptions::new().write(true).open(words.path().join("de.txt")).unwrap();
    fs::remove_file(folder.path().join("en/b.md")).unwrap();
    std::io::Write::write_all(&mut pipe, docparity::lexicon::written("de").unwrap().as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    let all = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    for said in ["`en/b.md` could not be read (No such file or directory", "de/a.md:3:26: error duration-mismatch"] {
        assert!(all.contains(said), "{said} is not in\n{all}");
    }
    assert_eq!(output.status.code(), Some(2), "{all}");
}

/// Only a debug build panics on demand.
#[cfg(debug_assertions)]
#[test]
fn a_panic_over_one_article_is_told_and_the_others_are_checked() {
    let folder = tree(ENGLISH.as_bytes(), GERMAN.as_bytes());
    fs::write(folder.path().join("en/b.md"), ENGLISH).unwrap();
    fs::write(folder.path().join("de/b.md"), GERMAN).unwrap();
    for command in ["check", "pairs"] {
        let mut command = docparity(&[command]);
        let output = command.env("DOCPARITY_PANIC", "a.md").current_dir(folder.path()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let said =
            "error: `de/a.md` could not be checked, because of a defect of docparity (asked for by DOCPARITY_PANIC,";
        assert!(stderr.starts_with(said), "{stderr}");
        assert!(!stderr.contains("backtrace"), "{stderr}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("de/b.md"));
    }
}
