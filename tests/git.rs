//! Runs in real git repositories, made here: what changed, and what the English said before.
//!
//! Where there is no `git`, they say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use docparity::check::{self, Options};
use docparity::diagnostic::{Finding, Outcome};
use docparity::git::Since;
use tempfile::TempDir;

/// A git repository in a temporary folder.
struct Repository(TempDir);

impl Repository {
    /// `None` where there is no git.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no `git` command here");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        Some(repository)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, args: &[&str]) -> String {
        git(self.path(), args)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all, and gives the commit.
    fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=x"]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    fn run(&self, options: Options) -> Outcome {
        check::run(&Options { paths: vec![self.path().to_owned()], ..options }).unwrap()
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    let who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(who).args(args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Rule, file and the words of the translation.
fn told(outcome: &Outcome) -> Vec<(String, String, String)> {
    let words = |finding: &Finding| {
        let bytes = fs::read(finding.path.as_str()).unwrap();
        String::from_utf8_lossy(&bytes[finding.span.start as usize..finding.span.end as usize]).into_owned()
    };
    let row = |finding: &Finding| {
        let parts: Vec<&str> = finding.path.split('/').collect();
        (finding.rule.to_string(), parts[parts.len() - 2..].join("/"), words(finding))
    };
    outcome.findings.iter().map(row).collect()
}

/// What is told, written shorter.
fn rows(told: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
    told.iter().map(|(rule, file, words)| (rule.as_str(), file.as_str(), words.as_str())).collect()
}

const ENGLISH: &str = "# Renew\n\nYou can cancel within 30 days.\n\nThe offer is valid until May 31, 2022.\n\n\
    Support answers in 5 languages.\n";
const FRENCH: &str = "# Renouveler\n\nVous pouvez annuler dans un délai de 30 jours.\n\n\
    L’offre est valable jusqu’au 31 mai 2022.\n\nLe support répond dans 5 langues.\n";
const SWEDISH: &str = "# Förnya\n\nDu kan avbryta inom 30 dagar.\n\nErbjudandet gäller till den 31 maj 2022.\n\n\
    Supporten svarar på 5 språk.\n";
/// An old mistake, on a line that no change touches.
const DUTCH: &str = "# Verlengen\n\nU kunt binnen 30 dagen annuleren.\n\nHet aanbod geldt tot 31 mei 2022.\n\n\
    De ondersteuning antwoordt in 7 talen.\n";
/// Already made from the English to come.
const GERMAN: &str = "# Verlängern\n\nSie können innerhalb von 30 Tagen kündigen.\n\n\
    Das Angebot gilt bis zum 31. Oktober 2022.\n\nDer Support antwortet in 5 Sprachen.\n";

/// A tree of an article in English, French and Swedish, and of another one with a mistake.
fn tree() -> Option<Repository> {
    let repository = Repository::new()?;
    for (locale, text) in [("en", ENGLISH), ("fr", FRENCH), ("sv", SWEDISH)] {
        repository.write(&format!("docs/{locale}/renew.md"), text);
    }
    repository.write("docs/en/other.md", "# Other\n\nThere are 3 levels.\n");
    repository.write("docs/fr/other.md", "# Autre\n\nIl y a 4 niveaux.\n");
    repository.commit();
    repository.git(&["switch", "--quiet", "--create", "change"]);
    Some(repository)
}

fn since(revision: &str) -> Options {
    Options { since: Some(Since::Revision(revision.to_owned())), ..Options::default() }
}

#[test]
fn a_changed_english_deadline_reports_the_translations_that_still_say_the_old_one_as_stale() {
    let Some(repository) = tree() else { return };
    repository.write("docs/en/renew.md", &ENGLISH.replace("May 31", "October 31"));
    repository.write("docs/de/renew.md", GERMAN);
    let expected =
        [("stale-translation", "fr/renew.md", "31 mai 2022"), ("stale-translation", "sv/renew.md", "31 maj 2022")];
    // Committed or not, by the name of the revision or by that of the default branch.
    assert_eq!(rows(&told(&repository.run(since("main")))), expected);
    repository.commit();
    assert_eq!(rows(&told(&repository.run(since("main")))), expected);
    let outcome = repository.run(Options { since: Some(Since::Upstream), ..Options::default() });
    assert_eq!(rows(&told(&outcome)), expected);
    let message = &outcome.findings[0].message;
    assert!(message.contains("“31 mai 2022” (May 31, 2022)") && message.contains("“October 31, 2022”"), "{message}");
    assert!(message.contains("so does de; sv is behind, too"), "{message}");
}

#[test]
fn a_change_of_the_english_reaches_the_paths_and_globs_that_were_asked_for() {
    let Some(repository) = tree() else { return };
    repository.write("docs/en/renew.md", &ENGLISH.replace("May 31", "October 31"));
    let french = ("stale-translation", "fr/renew.md", "31 mai 2022");
    let paths = vec![repository.path().join("docs/fr")];
    let outcome = check::run(&Options { paths, ..since("main") }).unwrap();
    assert_eq!(rows(&told(&outcome)), [french]);
    let mut options = since("main");
    options.settings.exclude = vec!["sv/".to_owned()];
    assert_eq!(rows(&told(&repository.run(options))), [french]);
    let outcome = repository.run(Options { locales: vec!["sv".to_owned()], ..since("main") });
    assert_eq!(rows(&told(&outcome)), [("stale-translation", "sv/renew.md", "31 maj 2022")]);
}

#[test]
fn articles_without_a_locale_in_their_path_are_found_by_their_front_matter() {
    let Some(repository) = Repository::new() else { return };
    let named =
        |locale: &str, text: &str| format!("---\nlang: {locale}\n---\n\n{}", text.replacen('\n', " {#renew}\n", 1));
    for (file, locale, text) in [("a.md", "en", ENGLISH), ("b.md", "fr", FRENCH), ("c.md", "sv", SWEDISH)] {
        repository.write(&format!("docs/{file}"), &named(locale, text));
    }
    repository.write("docs/d.md", &named("nl", DUTCH));
    repository.commit();
    repository.write("docs/b.md", &named("fr", &FRENCH.replace("30 jours", "13 jours")));
    assert_eq!(rows(&told(&repository.run(since("main")))), [("duration-mismatch", "docs/b.md", "13 jours")]);
}

#[test]
fn a_changed_translation_is_checked_alone() {
    let Some(repository) = tree() else { return };
    repository.write("docs/sv/renew.md", &SWEDISH.replace("30 dagar", "13 dagar"));
    let outcome = repository.run(since("main"));
    assert_eq!(rows(&told(&outcome)), [("duration-mismatch", "sv/renew.md", "13 dagar")]);
    assert_eq!((outcome.summary.articles, outcome.summary.files), (1, 1));
}

#[test]
fn nothing_outside_the_change_is_read() {
    let Some(repository) = tree() else { return };
    // Larger than the limit: whoever opens it has to say so.
    let large = "Il y a 3 niveaux. ".repeat(1000);
    repository.write("docs/fr/large.md", &large);
    repository.write("docs/en/large.md", &large);
    repository.commit();
    assert_eq!(repository.run(Options { max_file_size: 4000, ..Options::default() }).summary.skipped.len(), 2);
    repository.write("docs/sv/renew.md", &SWEDISH.replace("30 dagar", "13 dagar"));
    let options = Options { max_file_size: 4000, ..since("HEAD") };
    let outcome = repository.run(options);
    assert_eq!(outcome.summary.skipped, []);
    assert_eq!(outcome.summary.files, 1);
}

#[test]
fn only_findings_on_changed_lines_are_kept_where_that_is_asked_for() {
    let Some(repository) = tree() else { return };
    repository.write("docs/nl/renew.md", DUTCH);
    repository.commit();
    repository.write("docs/en/renew.md", &ENGLISH.replace("May 31", "October 31"));
    let all = repository.run(since("HEAD"));
    let stale = [
        ("stale-translation", "fr/renew.md", "31 mai 2022"),
        ("stale-translation", "nl/renew.md", "31 mei 2022"),
        ("stale-translation", "sv/renew.md", "31 maj 2022"),
    ];
    assert_eq!(all.findings.len(), 4);
    let kept = repository.run(Options { is_diff_only: true, ..since("HEAD") });
    assert_eq!(rows(&told(&kept)), stale);
    repository.commit();
    // A change of the translation keeps what stands on its own changed lines.
    repository.write("docs/nl/renew.md", &DUTCH.replace("30 dagen", "31 dagen"));
    let kept = repository.run(Options { is_diff_only: true, ..since("HEAD") });
    assert_eq!(rows(&told(&kept)), [("duration-mismatch", "nl/renew.md", "31 dagen")]);
}

#[test]
fn a_recorded_commit_tells_stale_from_mistranslated_under_a_former_name_too() {
    let Some(repository) = Repository::new() else { return };
    repository.write("docs/en/extend.md", ENGLISH);
    let first = repository.commit();
    let with = |text: &str, commit: &str| format!("---\nl10n:\n  sourceCommit: {commit}\n---\n\n{text}");
    repository.git(&["mv", "docs/en/extend.md", "docs/en/renew.md"]);
    repository.commit();
    let today = ENGLISH.replace("May 31", "October 31").replace("5 languages", "6 languages");
    repository.write("docs/en/renew.md", &today);
    let second = repository.commit();
    repository.write("docs/fr/renew.md", &with(FRENCH, &first));
    repository.write("docs/sv/renew.md", &with(&SWEDISH.replace("30 dagar", "13 dagar"), &first));
    // Says it was made from today's English: then the old date is a mistake.
    repository.write("docs/de/renew.md", &with(&GERMAN.replace("Oktober", "Mai").replace("5 Sp", "6 Sp"), &second));
    // Records a commit that is of another repository.
    repository.write("docs/nl/renew.md", &with(&DUTCH.replace("7 talen", "6 talen"), &"ab".repeat(20)));
    let expected = [
        ("date-mismatch", "de/renew.md", "31. Mai 2022"),
        ("stale-translation", "fr/renew.md", "31 mai 2022"),
        ("stale-translation", "fr/renew.md", "5"),
        ("date-mismatch", "nl/renew.md", "31 mei 2022"),
        ("duration-mismatch", "sv/renew.md", "13 dagar"),
        ("stale-translation", "sv/renew.md", "31 maj 2022"),
        ("stale-translation", "sv/renew.md", "5"),
    ];
    let outcome = repository.run(Options::default());
    assert_eq!(rows(&told(&outcome)), expected);
    assert_eq!(outcome.notes, [""; 0]);
    let message = &outcome.findings[1].message;
    assert!(message.contains(&first[..8]), "{message}");
}

#[test]
fn a_shallow_clone_does_what_it_can_and_says_what_to_fetch() {
    let Some(repository) = tree() else { return };
    let first = repository.git(&["rev-parse", "HEAD"]).trim().to_owned();
    repository.write("docs/fr/renew.md", &format!("---\nsource_commit: {first}\n---\n\n{FRENCH}"));
    repository.write("docs/en/renew.md", &ENGLISH.replace("May 31", "October 31"));
    repository.commit();
    repository.git(&["switch", "--quiet", "main"]);
    let folder = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.path().display());
    git(folder.path(), &["clone", "--quiet", "--depth=1", "--branch=change", &from, "clone"]);
    let clone = folder.path().join("clone");
    let run = |options| check::run(&Options { paths: vec![clone.clone()], ..options });

    let outcome = run(Options::default()).unwrap();
    assert!(outcome.notes.iter().any(|note| note.contains("git fetch --unshallow")), "{:?}", outcome.notes);
    assert!(told(&outcome).iter().any(|(rule, file, _)| rule == "date-mismatch" && file == "fr/renew.md"));

    let refused = run(since("origin/main")).err().map(|error| error.to_string()).unwrap_or_default();
    let remedy = "git fetch --depth=1 origin +main:refs/remotes/origin/main";
    assert!(refused.contains(remedy), "{refused}");
    assert!(run(Options { since: Some(Since::Upstream), ..Options::default() }).is_err());

    git(&clone, &["fetch", "--quiet", "--depth=1", "origin", "+main:refs/remotes/origin/main"]);
    let outcome = run(since("origin/main")).unwrap();
    assert_eq!(
        rows(&told(&outcome)),
        [("stale-translation", "fr/renew.md", "31 mai 2022"), ("stale-translation", "sv/renew.md", "31 maj 2022")]
    );
}

#[test]
fn a_change_without_articles_is_clean() {
    let Some(repository) = tree() else { return };
    repository.write("build.sh", "true\n");
    let outcome = repository.run(since("main"));
    assert_eq!((outcome.findings.len(), outcome.summary.files), (0, 0));
    assert!(outcome.notes[0].starts_with("1 file differs from `main`"), "{:?}", outcome.notes);
}

#[test]
fn flags_name_the_revision_and_paths_stay_paths() {
    let Some(repository) = tree() else { return };
    repository.write("docs/sv/renew.md", &SWEDISH.replace("30 dagar", "13 dagar"));
    let run = |args: &[&str]| {
        let args: Vec<_> = ["check", "--format", "concise"].iter().chain(args).copied().collect();
        let output = program::docparity(&args).current_dir(repository.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout).lines().count(), text(output.stderr))
    };
    for args in [
        &["--changed"][..],
        &["--changed", "main"],
        &["--changed", "docs"],
        &["docs/sv", "--changed=HEAD"],
        &["--since", "main", "docs"],
        &["--diff-only", "-q"],
    ] {
        let (code, lines, stderr) = run(args);
        assert_eq!((code, lines), (Some(1), 1), "{args:?}: {stderr}");
    }
    assert_eq!(run(&["--changed", "--", "docs/fr"]).0, Some(0));
    for (args, said) in [
        (&["--since", "nowhere"][..], "The revision `nowhere` is not in the repository"),
        (&["--since=--exec=x"], "The revision `--exec=x` is not in the repository"),
        (&["--as-of", "05/31/2022"], "YYYY-MM-DD"),
    ] {
        let (code, _, stderr) = run(args);
        assert_eq!(code, Some(2), "{args:?}");
        assert!(stderr.contains(said), "{args:?}: {stderr}");
    }
    let outside = tempfile::tempdir().unwrap();
    let output = program::docparity(&["check", "--changed"]).current_dir(outside.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("lies in no git checkout"));
}
