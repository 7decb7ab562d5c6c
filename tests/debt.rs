//! The baseline and exceptions, as a user sees them. Sentences of our own.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// Days and languages are wrong.
const PAIRS: &[(&str, &str)] = &[
    ("You can cancel within 30 days.", "Sie können innerhalb von 13 Tagen kündigen."),
    ("The offer is valid until May 31, 2022.", "Das Angebot gilt bis zum 31. Mai 2022."),
    ("Support answers in 5 languages.", "Der Support antwortet in 7 Sprachen."),
];

/// A side-by-side article: ids begin with `hand_off`, and `before` stands before each pair.
fn article(hand_off: &str, pairs: &[(&str, &str)], before: impl Fn(usize) -> String) -> String {
    let pair = |(at, (source, target)): (usize, &(&str, &str))| {
        let id = format!("{hand_off}-{}", 101 + at);
        format!(
            "{}<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>\n\n",
            before(at)
        )
    };
    pairs.iter().enumerate().map(pair).collect()
}

fn plain(pairs: &[(&str, &str)]) -> String {
    article("a1b2c", pairs, |_| String::new())
}

/// A folder marked as a root, with an article in German.
fn repository(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    write(folder.path(), text);
    folder
}

fn write(folder: &Path, text: &str) {
    let path = folder.join("docs/de-DE/a.md");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Exit code, `line rule` of each finding, and what is said beside.
fn check(folder: &Path, args: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let args: Vec<_> = ["check", "--format", "concise"].iter().chain(args).copied().collect();
    let (code, out, err) = run(folder, &args);
    let row = |line: &str| {
        let (place, said) = line.split_once(": ").unwrap();
        let line = place.rsplit(':').nth(1).unwrap();
        format!("{line} {}", said.split(' ').nth(1).unwrap())
    };
    (code, out.lines().map(row).collect(), err)
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = program::docparity(args).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn baseline(folder: &Path) -> String {
    fs::read_to_string(folder.join("docparity-baseline.json")).unwrap()
}

#[test]
fn old_findings_are_hidden_new_ones_shown_and_fixed_ones_pruned() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    assert_eq!(check(folder, &[]).1, ["1 duration-mismatch", "5 number-mismatch"]);
    let (code, _, said) = run(folder, &["baseline"]);
    assert_eq!(
        (code, said.contains("`docparity-baseline.json` lists 2 findings (2 new, 0 fixed")),
        (Some(0), true),
        "{said}"
    );
    let (code, rows, said) = check(folder, &[]);
    assert_eq!(
        (code, rows.len(), said.contains("Not shown: 2 findings in the baseline")),
        (Some(0), 0, true),
        "{said}"
    );
    assert_eq!(check(folder, &["--no-baseline"]).1.len(), 2);

    // Delivered anew: other ids, other lines, and a new mistake.
    let moved = [PAIRS[2], (PAIRS[1].0, "Das Angebot gilt bis zum 30. Mai 2022."), PAIRS[0]];
    write(folder, &article("ffff0", &moved, |_| "Neu.\n\n".to_owned()));
    assert_eq!(check(folder, &[]).1, ["7 date-mismatch"]);

    let fixed = [PAIRS[2], (PAIRS[0].0, "Sie können innerhalb von 30 Tagen kündigen.")];
    write(folder, &plain(&fixed));
    let (code, _, said) = check(folder, &[]);
    assert_eq!(code, Some(0));
    assert!(
        said.contains("Fixed since the baseline `docparity-baseline.json` was written: duration-mismatch in"),
        "{said}"
    );
    // It is not overwritten unasked.
    let (code, _, said) = run(folder, &["baseline"]);
    assert_eq!((code, said.contains("is there already")), (Some(2), true), "{said}");
    let (_, _, said) = run(folder, &["baseline", "--prune"]);
    assert!(said.contains("lists 1 finding (0 new, 1 fixed and taken out)"), "{said}");
    assert!(!check(folder, &[]).2.contains("Fixed"));
    // What was mended and comes back is new.
    write(folder, &plain(PAIRS));
    assert_eq!(check(folder, &[]).1, ["1 duration-mismatch"]);
    let (_, _, said) = run(folder, &["baseline", "--prune"]);
    assert!(said.contains("lists 1 finding (0 new, 0 fixed"), "{said}");
    let (_, _, said) = run(folder, &["baseline", "--update"]);
    assert!(said.contains("lists 2 findings (1 new, 0 fixed"), "{said}");
}

#[test]
fn what_a_run_does_not_look_at_is_not_called_fixed() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    let other = folder.join("docs/fr-FR/b.md");
    fs::create_dir_all(other.parent().unwrap()).unwrap();
    fs::write(&other, plain(&[("There are 3 levels.", "Il y a 4 niveaux.")])).unwrap();
    run(folder, &["baseline"]);
    let before = baseline(folder);
    for args in [&["docs/fr-FR"][..], &["--locale", "fr-FR"], &["--select", "fact-missing"], &["--exclude", "de-DE/"]] {
        assert!(!check(folder, args).2.contains("Fixed"), "{args:?}");
        let args: Vec<_> = ["baseline", "--prune"].iter().chain(args).copied().collect();
        run(folder, &args);
        assert_eq!(baseline(folder), before, "{args:?}");
    }
    // An article that is gone has nothing left to find.
    fs::remove_file(other).unwrap();
    run(folder, &["baseline", "--prune"]);
    assert_eq!(baseline(folder).lines().count(), before.lines().count() - 1);
}

#[test]
fn a_baseline_elsewhere_is_named_and_a_broken_one_refused() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    run(folder, &["baseline", "--baseline", "debt.json"]);
    assert_eq!(check(folder, &[]).1.len(), 2);
    assert_eq!(check(folder, &["--baseline", "debt.json"]).1.len(), 0);
    fs::write(folder.join("debt.json"), "{\"version\": 9, \"findings\": []}").unwrap();
    for (file, said) in
        [("debt.json", "has the version 9"), ("none.json", "could not be read"), ("docs/de-DE/a.md", "is no baseline")]
    {
        let (code, _, err) = check(folder, &["--baseline", file]);
        assert_eq!((code, err.contains(said)), (Some(2), true), "{err}");
    }
}

#[test]
fn a_comment_hides_its_rule_in_the_next_segment_and_nothing_else() {
    let before = |rule: &'static str| {
        move |at: usize| match at {
            0 => format!("<!-- docparity-disable-next-segment {rule} They say so. -->\n"),
            _ => String::new(),
        }
    };
    let folder = repository(&article("a1b2c", PAIRS, before("duration-mismatch")));
    let (_, rows, said) = check(folder.path(), &[]);
    assert_eq!(rows, ["6 number-mismatch"], "{said}");
    assert!(said.contains("Not shown: 1 finding that comments in the articles make exceptions of"), "{said}");
    // Another rule: the finding is shown, and that the comment is idle.
    write(folder.path(), &article("a1b2c", PAIRS, before("date-mismatch")));
    assert_eq!(check(folder.path(), &[]).1, ["1 unused-suppression", "2 duration-mismatch", "6 number-mismatch"]);
    // Whether a rule that did not run would have found something is not known.
    assert_eq!(check(folder.path(), &["--select", "number-mismatch,unused-suppression"]).1, ["6 number-mismatch"]);
}

#[test]
fn a_block_hides_from_disable_to_enable() {
    let comment = |at: usize| {
        let comments = [
            "<!-- docparity-disable number-mismatch,duration-mismatch Old\ntext. -->\n\n",
            "<!-- docparity-enable duration-mismatch -->\n\n",
            "<!-- docparity-enable -->\n\n",
        ];
        comments[at].to_owned()
    };
    let pairs = [PAIRS[0], PAIRS[2], PAIRS[0]];
    let folder = repository(&article("a1b2c", &pairs, comment));
    assert_eq!(check(folder.path(), &[]).1, ["12 duration-mismatch"]);
    // Without an end it holds to the end of the file.
    write(folder.path(), &article("a1b2c", &pairs, |at| if at == 0 { comment(0) } else { String::new() }));
    assert_eq!(check(folder.path(), &[]).1, [""; 0]);
}

#[test]
fn comments_that_cannot_be_heeded_are_reported_and_shown_ones_are_not_read() {
    let lines = "<!-- docparity-disable-next-segment number-mismatch -->\n\n<!-- docparity-disable no-such-rule x -->\n\n\
        <!-- docparity-disabel date-mismatch x -->\n\n<!-- docparity-enable -->\n\n\
        `<!-- docparity-disable number-mismatch x -->`\n\n```html\n<!-- docparity-disable number-mismatch x -->\n```\n\n";
    let folder = repository(&format!("{lines}{}", plain(&PAIRS[2..])));
    let unused = |line: u32| format!("{line} unused-suppression");
    let expected = [unused(1), unused(3), unused(5), unused(7), "15 number-mismatch".to_owned()];
    assert_eq!(check(folder.path(), &[]).1, expected);
}

#[test]
fn exceptions_beside_the_articles_survive_a_delivery_and_end_with_their_cause() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    assert_eq!(check(folder, &["--suppress"]).0, Some(2));
    let (code, rows, said) =
        check(folder, &["--select", "number-mismatch", "--suppress", "--reason", "They \"sell\" 7."]);
    assert_eq!((code, rows.len()), (Some(0), 0), "{said}");
    assert!(said.contains("Wrote 1 exception to `docparity-suppressions.toml`."), "{said}");
    assert_eq!(check(folder, &[]).1, ["1 duration-mismatch"]);
    // Delivered anew, with other ids and places.
    let again = [PAIRS[1], PAIRS[2], PAIRS[0]];
    write(folder, &article("ffff0", &again, |_| "Neu.\n\n".to_owned()));
    assert_eq!(check(folder, &[]).1, ["11 duration-mismatch"]);
    // Another wrong number is another mistake, and the exception is idle.
    write(folder, &plain(&[(PAIRS[2].0, "Der Support antwortet in 8 Sprachen.")]));
    let (_, rows, said) = check(folder, &[]);
    // In the order of their paths: the file of exceptions lies at the root.
    assert_eq!(rows, ["3 unused-suppression", "1 number-mismatch"], "{said}");
    // Elsewhere it is not known to be.
    let (_, out, _) = run(folder, &["check", "--select", "date-mismatch,unused-suppression", "-q"]);
    assert_eq!(out, "");
    // A second reason is added behind the first, comments of people stay.
    let file = folder.join("docparity-suppressions.toml");
    let text = fs::read_to_string(&file).unwrap() + "# mine";
    fs::write(&file, &text).unwrap();
    check(folder, &["--suppress", "--reason", "Eight, too."]);
    assert!(fs::read_to_string(&file).unwrap().starts_with(&text));
    assert_eq!(check(folder, &[]).1, ["3 unused-suppression"]);
}

#[test]
fn a_broken_file_of_exceptions_is_refused_with_what_to_do() {
    let folder = repository(&plain(PAIRS));
    for (entry, said) in [
        ("rule = \"number-mismtach\"\nreason = \"x\"\nsource = \"x\"", "did you mean `number-mismatch`?"),
        ("rule = \"number-mismatch\"\nreason = \" \"\nsource = \"x\"", "line 1: the `reason` is empty"),
        ("rule = \"number-mismatch\"\nreason = \"x\"", "names neither `source` nor `article`"),
        ("rule = \"number-mismatch\"\nreason = \"x\"\nsourc = \"x\"", "unknown field `sourc`"),
        ("rule = ", "cannot be used"),
    ] {
        fs::write(folder.path().join("docparity-suppressions.toml"), format!("[[suppression]]\n{entry}\n")).unwrap();
        let (code, _, err) = check(folder.path(), &[]);
        assert_eq!((code, err.contains(said)), (Some(2), true), "{entry}: {err}");
    }
}
