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
        ("rule = \"number-mismatch\"\nreason = \" \"\nsource = \"x\"", "cannot be used; line 1: the `reason` is empty"),
        ("rule = \"number-mismatch\"\nreason = \"x\"", "names neither `source` nor `article`"),
        ("rule = \"number-mismatch\"\nreason = \"x\"\nsourc = \"x\"", "unknown field `sourc`"),
        ("rule = ", "line 2: "),
    ] {
        fs::write(folder.path().join("docparity-suppressions.toml"), format!("[[suppression]]\n{entry}\n")).unwrap();
        let (code, _, err) = check(folder.path(), &[]);
        assert_eq!((code, err.contains(said)), (Some(2), true), "{entry}: {err}");
    }
}

/// A folder marked as a root, with an English article and its German translation, which no pairs hold together.
fn two(name: &str, english: &str, german: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [(format!("en/{name}"), english), (format!("de/{name}"), german), (".git/HEAD".into(), "")] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const ENGLISH: &str = "# Trial\n\nThe trial ends after 30 days.\n\nSupport answers in 5 languages.\n\n- Pick 3 seats.\n\
    - Pick 4 seats.\n\n| Plan | Seats |\n|---|---|\n| Small | 10 |\n| Large | 20 |\n\nThe end comes after 40 days.\n";

/// Every value is wrong. What stands behind `^` is made an exception of, in every place where a comment may stand.
const GERMAN: &str = "# Test\n\n^duration-mismatch ^\nDer Test endet nach 31 Tagen.\n\n\
    ^number-mismatch ^ Der Support antwortet in 7 Sprachen.\n\n\
    - ^number-mismatch ^ Wählen Sie 5 Plätze.\n- Wählen Sie 6 Plätze.\n\n\
    | Plan | Plätze |\n|---|---|\n| Klein | ^number-mismatch ^ 11 |\n| Groß | 21 |\n\nDas Ende kommt nach 41 Tagen.\n";

#[test]
fn comments_hide_what_follows_them_in_markdown_and_mdx_wherever_they_stand() {
    for (name, open, close) in [("a.md", "<!--", "-->"), ("a.mdx", "{/*", "*/}")] {
        let opened = GERMAN.replace("^number", &format!("{open} docparity-disable-next-segment number"));
        let opened = opened.replace("^duration", &format!("{open} docparity-disable-next-segment duration"));
        // The reason states a number, which is none of the article's.
        let folder = two(name, ENGLISH, &opened.replace('^', &format!("77 *users* know. {close}")));
        let (_, rows, said) = check(folder.path(), &[]);
        assert_eq!(rows, ["9 number-mismatch", "14 number-mismatch", "16 duration-mismatch"], "{name}: {said}");
        assert!(said.contains("Not shown: 4 findings that comments"), "{said}");

        let block = format!("{open} docparity-disable number-mismatch,duration-mismatch All of it. {close}\n\n");
        let end = format!("{open} docparity-enable {close}\n\n");
        let plain = GERMAN.replace("^duration-mismatch ^\n", "").replace("^number-mismatch ^ ", "");
        let within =
            plain.replace("Der Test", &format!("{block}Der Test")).replace("Das Ende", &format!("{end}Das Ende"));
        let folder = two(name, ENGLISH, &within);
        assert_eq!(check(folder.path(), &[]).1, ["19 duration-mismatch"], "{name}");
    }
}

#[test]
fn what_is_said_of_a_comment_that_cannot_be_heeded_names_what_to_write() {
    for (comment, said) in [
        ("disable-next-segment duration-mismach So.", "did you mean `duration-mismatch`?"),
        ("disable-next-segment duration-mismatch", "names no reason and hides nothing; write the rule and why"),
        ("disable", "names no rule and hides nothing; write the rule and why"),
        ("disable-next-line duration-mismatch So.", "write `docparity-disable-next-segment`, `docparity-disable` or"),
        ("enable", "ends no exception: none that it names is open here; take it out"),
        ("disable-next-segment date-mismatch So.", "hides no finding of `date-mismatch`; take it out"),
    ] {
        let folder = repository(&format!("<!-- docparity-{comment} -->\n{}", plain(&PAIRS[..1])));
        let (code, out, _) = run(folder.path(), &["check", "--format", "concise"]);
        assert!(out.contains("a.md:1:1: warning unused-suppression "), "{comment}: {out}");
        assert!(out.contains(said), "{comment}: {out}");
        // What it was meant for is still shown.
        assert_eq!((code, out.contains("duration-mismatch The translation says")), (Some(1), true), "{comment}: {out}");
    }
}

#[test]
fn how_grave_an_unused_exception_is_can_be_settled() {
    let fine = plain(&PAIRS[1..2]);
    let folder = repository(&format!("<!-- docparity-disable-next-segment date-mismatch So. -->\n{fine}"));
    let folder = folder.path();
    let entry = "[[suppression]]\nrule = \"date-mismatch\"\nreason = \"So.\"\narticle = \"docs/a.md\"\n";
    fs::write(folder.join("docparity-suppressions.toml"), entry).unwrap();
    for (level, code, count) in [("warning", Some(0), 2), ("error", Some(1), 2), ("off", Some(0), 0)] {
        let (found, out, _) =
            run(folder, &["check", "--format", "jsonl", "--config", &format!("severity.unused-suppression={level}")]);
        let is_such = |line: &str| line.contains(&format!("\"severity\":\"{level}\""));
        assert_eq!((found, out.lines().filter(|line| is_such(line)).count()), (code, count), "{level}: {out}");
    }
}

#[test]
fn fix_leaves_alone_what_is_hidden() {
    let wrong = [PAIRS[0], ("Wait 30 days.", "Warten Sie 13 Tage.")];
    let comment = |at: usize| {
        if at == 0 { "<!-- docparity-disable-next-segment duration-mismatch So. -->\n" } else { "" }.to_owned()
    };
    let text = article("a1b2c", &wrong, comment);
    let folder = repository(&text);
    let folder = folder.path();
    run(folder, &["check", "--fix"]);
    let fixed = text.replace("Warten Sie 13", "Warten Sie 30");
    assert_eq!(fs::read_to_string(folder.join("docs/de-DE/a.md")).unwrap(), fixed);
    // The same in the baseline, and in the file of exceptions.
    for hide in [&["baseline"][..], &["check", "--suppress", "--reason", "So."]] {
        write(folder, &plain(&wrong));
        run(folder, hide);
        run(folder, &["check", "--fix"]);
        assert_eq!(fs::read_to_string(folder.join("docs/de-DE/a.md")).unwrap(), plain(&wrong), "{hide:?}");
        let _ = fs::remove_file(folder.join("docparity-baseline.json"));
    }
}

#[test]
fn a_baseline_holds_where_lines_are_wrapped_anew() {
    let english = "# Trial\n\nThe trial of the product ends after 30 days.\n";
    let folder = two("a.md", english, "# Test\n\nDer Test des Produkts endet nach 31 Tagen.\n");
    let folder = folder.path();
    run(folder, &["baseline"]);
    fs::write(folder.join("en/a.md"), english.replace(" product ends", "\r\n  product   ends")).unwrap();
    fs::write(folder.join("de/a.md"), "# Test\r\n\r\nDer Test des\r\nProdukts endet\r\nnach 31 Tagen.\r\n").unwrap();
    let (code, rows, said) = check(folder, &[]);
    assert_eq!((code, rows.len()), (Some(0), 0), "{said}");
    assert!(!said.contains("Fixed since"), "{said}");
}

#[test]
fn a_second_mistake_of_the_same_kind_is_new_in_a_pull_request_too() {
    if std::process::Command::new("git").arg("--version").output().is_err() {
        return eprintln!("skipped: there is no `git` command here");
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
        let output = std::process::Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let right = (PAIRS[0].0, "Sie können innerhalb von 30 Tagen kündigen.");
    write(folder, &plain(&[PAIRS[0], PAIRS[2], right]));
    git(&["init", "-q", "."]);
    assert_eq!(run(folder, &["baseline"]).0, Some(0));
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "as it was"]);
    assert_eq!(check(folder, &["--changed", "HEAD"]).0, Some(0));

    write(folder, &plain(&[PAIRS[0], PAIRS[2], PAIRS[0]]));
    for args in [&[][..], &["--changed", "HEAD"], &["--diff-only", "--changed", "HEAD"]] {
        let (code, rows, said) = check(folder, args);
        assert_eq!((code, rows), (Some(1), vec!["5 duration-mismatch".to_owned()]), "{args:?}: {said}");
        assert!(!said.contains("Fixed since"), "{args:?}: {said}");
    }
    // Of lines that did not change nothing is known, and nothing is taken out for it.
    let before = baseline(folder);
    assert_eq!(check(folder, &["--diff-only", "--changed", "HEAD", "--exclude", "docs/"]).0, Some(0));
    run(folder, &["baseline", "--prune"]);
    assert_eq!(baseline(folder), before);
}

#[test]
fn what_the_project_never_reports_keeps_nothing_in_the_baseline() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    let gone = folder.join("docs/fr-FR/b.md");
    fs::create_dir_all(gone.parent().unwrap()).unwrap();
    fs::write(&gone, plain(&[("There are 3 levels.", "Il y a 4 niveaux.")])).unwrap();
    fs::write(folder.join("docparity.toml"), "exclude = [\"archive/**\"]\n").unwrap();
    run(folder, &["baseline"]);
    fs::remove_file(&gone).unwrap();
    let said = check(folder, &[]).2;
    assert!(said.contains("number-mismatch in `docs/b.md` (fr-FR)"), "{said}");
    let (_, _, said) = run(folder, &["baseline", "--prune"]);
    assert!(said.contains("lists 2 findings (0 new, 1 fixed and taken out)"), "{said}");
}

#[test]
fn no_file_is_overwritten_that_is_no_baseline() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    for flag in ["--update", "--prune"] {
        let (code, _, said) = run(folder, &["baseline", flag, "--baseline", "docs/de-DE/a.md"]);
        assert_eq!((code, said.contains("is no baseline, or it is damaged")), (Some(2), true), "{said}");
        assert_eq!(fs::read_to_string(folder.join("docs/de-DE/a.md")).unwrap(), plain(PAIRS));
    }
    let (code, _, said) = run(folder, &["baseline", "--update"]);
    assert_eq!((code, said.contains("lists 2 findings (2 new")), (Some(0), true), "{said}");
}

#[test]
fn no_exception_is_written_where_a_path_or_a_rule_was_mistyped() {
    let folder = repository(&plain(PAIRS));
    let folder = folder.path();
    let (code, _, said) = run(folder, &["check", "docs", "--suppress", "malformed-fact", "--reason", "So."]);
    assert_eq!(code, Some(2));
    assert!(
        said.contains(
            "`malformed-fact` is a rule, where a file or folder is expected; write `--select malformed-fact`."
        ),
        "{said}"
    );
    let (code, out, said) = run(folder, &["check", "docs", "dosc", "--suppress", "--reason", "So."]);
    assert_eq!((code, out.is_empty()), (Some(2), false), "{said}");
    assert!(said.contains("No exception was written"), "{said}");
    assert!(!folder.join("docparity-suppressions.toml").exists());
}

#[test]
fn exceptions_are_added_as_the_file_is_written_and_only_where_there_are_some() {
    let folder = repository(&plain(&PAIRS[1..2]));
    let folder = folder.path();
    let file = folder.join("docparity-suppressions.toml");
    let (code, _, said) = check(folder, &["--suppress", "--reason", "So."]);
    assert_eq!((code, said.contains("There is nothing to make an exception of")), (Some(0), true), "{said}");
    assert!(!file.exists());
    write(folder, &plain(PAIRS));
    let head =
        "# ours\r\n\r\n[[suppression]]\r\nrule = \"date-mismatch\"\r\nreason = \"So.\"\r\narticle = \"docs/a.md\"\r\n";
    fs::write(&file, head).unwrap();
    check(folder, &["--suppress", "--reason", "So."]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with(head) && text.matches("\r\n").count() == text.matches('\n').count(), "{text:?}");
    assert_eq!(check(folder, &[]).1, ["3 unused-suppression"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_root_hides_nothing() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("repository");
    write(&folder, &plain(PAIRS));
    fs::create_dir(folder.join(".git")).unwrap();
    for (name, flag) in [("docparity-baseline.json", "--baseline"), ("docparity-suppressions.toml", "--suppressions")] {
        fs::write(outer.path().join(name), "").unwrap();
        let link = folder.join(name);
        std::os::unix::fs::symlink(Path::new("..").join(name), &link).unwrap();
        let (code, _, said) = check(&folder, &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(&format!("is a link to a file outside its folder, which is not read; put the file there itself, or name it with `{flag} FILE`")), "{said}");
        fs::remove_file(link).unwrap();
    }
}
