//! `action.yml`: its steps run as a runner runs them, on the fixtures, in checkouts made here and against a server of our
//! own. Without bash, or what a step needs beside it, they say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its job has failed")]
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;

#[path = "common/forge.rs"]
mod forge;
#[path = "common/steps.rs"]
mod steps;
#[path = "common/tools.rs"]
#[expect(dead_code, reason = "nothing is asked by standard input here")]
mod tools;

use forge::{Comment, Forge};
use steps::{Done, Job, yaml};
use tools::{commit, done, git, has};

const BINARY: &str = env!("CARGO_BIN_EXE_docparity");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const COMMENT: &str = "Comment on the pull request";

/// A job with the inputs as `action.yml` gives them by default, on a pull request, with the program at hand.
fn job(workspace: &Path) -> Job {
    let action = yaml("action.yml");
    let mut job = Job::new(&action["runs"]["steps"], workspace);
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let default = input["default"].as_str().unwrap();
        job.set(&format!("inputs.{}", name.as_str().unwrap()), default);
    }
    for (name, value) in [
        ("inputs.token", forge::TOKEN),
        ("inputs.binary", BINARY),
        ("inputs.paths", "fixtures/renewal"),
        ("github.action_repository", "docs/docparity"),
        ("github.server_url", "file:///nowhere"),
        ("github.api_url", "http://127.0.0.1:1"),
        ("github.repository", "docs/site"),
        ("github.workflow", "docs"),
        ("github.job", "parity"),
        ("github.sha", "0000"),
        ("github.event_name == 'pull_request'", "true"),
        ("github.event.pull_request.number", "7"),
    ] {
        job.set(name, value);
    }
    job
}

/// Installs and checks.
fn check(job: &mut Job) -> Done {
    let installed = job.run("Install docparity");
    assert_eq!(installed.code, 0, "{}", installed.said);
    job.run("Check")
}

/// Checks, and ends as the job ends.
fn whole(job: &mut Job) -> (Done, i32) {
    let done = check(job);
    let end = job.run("Say how it went");
    (done, end.code)
}

#[test]
fn findings_become_annotations_a_summary_files_and_a_red_job() {
    if !has(&["bash"]) {
        return;
    }
    let mut job = job(Path::new(ROOT));
    let (done, code) = whole(&mut job);
    assert_eq!(
        (done.code, code),
        (0, 1),
        "the check itself goes on, so that the report is delivered; the job ends red"
    );
    assert!(done.said.contains("::error file=fixtures/renewal/zh-TW/renew-membership.md,line=35"), "{}", done.said);
    assert_eq!(job.summary().matches("### docparity: 2 errors, 8 warnings").count(), 1, "{}", job.summary());
    assert_eq!((job.output("check", "exit-code"), job.output("check", "findings")), ("1", "10"));
    let read = |name| fs::read_to_string(job.output("check", name)).unwrap();
    assert!(read("report").starts_with("### docparity: 2 errors"));
    let sarif: serde_json::Value = serde_json::from_str(&read("sarif")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("json")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 10);
    assert_eq!(json["findings"].as_array().unwrap().len(), 10);
}

#[test]
fn inputs_reach_the_program() {
    if !has(&["bash"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a page.html");
    let mut job = job(Path::new(ROOT));
    job.set("inputs.annotations", "false").set("inputs.fail-on", "never");
    job.set("inputs.args", "--locale\nzh-TW\n--locale=nl-NL\n")
        .set("inputs.format", &format!("html={}", page.display()));
    let (done, code) = whole(&mut job);
    assert_eq!(code, 0, "{}", done.said);
    assert!(!done.said.contains("::error"), "{}", done.said);
    assert!(done.said.contains("fixtures/renewal/zh-TW/renew-membership.md:35:"), "{}", done.said);
    assert!(done.said.contains("/nl-NL/") && !done.said.contains("/fr-FR/"), "{}", done.said);
    assert!(fs::read_to_string(page).unwrap().contains("<html"));
    assert!(job.summary().contains("### docparity:"), "the summary is written without annotations, too");
}

#[test]
fn a_job_that_cannot_be_done_says_so_and_is_no_success() {
    if !has(&["bash"]) {
        return;
    }
    let mut job = job(Path::new(ROOT));
    job.set("inputs.paths", "no-such-folder");
    let (done, code) = whole(&mut job);
    assert_eq!(code, 2);
    assert!(done.said.contains("`no-such-folder` could not be opened"), "{}", done.said);
    assert!(job.summary().contains("could not do its job"), "{}", job.summary());
    let comment = job.run(COMMENT);
    assert_eq!(comment.code, 0, "there is nothing to comment: {}", comment.said);
    let mut never_ran = self::job(Path::new(ROOT));
    assert_eq!(never_ran.run("Say how it went").code, 2, "a step that never ran is no success");
}

#[test]
fn what_an_input_holds_is_never_run() {
    if !has(&["bash"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let payload = "$(touch pwned)`touch pwned`\"; touch pwned; #";
    for name in
        ["inputs.paths", "inputs.args", "inputs.fail-on", "inputs.format", "inputs.version", "inputs.changed-only"]
    {
        let mut job = job(folder.path());
        if name == "inputs.version" {
            job.set("inputs.binary", "");
            assert_eq!(job.set(name, payload).run("Install docparity").code, 2);
        } else {
            check(job.set(name, payload));
        }
        assert!(!folder.path().join("pwned").exists(), "{name}");
    }
    let forge = Forge::with(Vec::new());
    let mut job = job(folder.path());
    job.set("github.api_url", forge.address())
        .set("github.workflow", payload)
        .set("inputs.paths", &format!("{ROOT}/fixtures/renewal"));
    check(&mut job);
    job.run(COMMENT);
    assert!(!folder.path().join("pwned").exists());
}

/// The comments after a run for a pull request with these.
fn commented(job: &mut Job, before: Vec<Comment>) -> (Done, Vec<Comment>) {
    let forge = Forge::with(before);
    job.set("github.api_url", forge.address());
    let done = job.run(COMMENT);
    (done, forge.comments())
}

fn said(author: &str, body: &str) -> Comment {
    Comment { author: author.to_owned(), body: body.to_owned() }
}

#[test]
fn a_pull_request_gets_one_comment_that_is_kept_up_to_date() {
    if !has(&["bash", "curl", "jq"]) {
        return;
    }
    let mut job = job(Path::new(ROOT));
    check(&mut job);
    let talk: Vec<_> = (0..120).map(|n| said("reader", &format!("remark {n}"))).collect();
    let (done, comments) = commented(&mut job, talk);
    assert_eq!((done.code, comments.len()), (0, 121), "{}", done.said);
    assert!(comments[120].body.starts_with("<!-- docparity:docs_parity -->\n### docparity: 2 errors"), "{comments:?}");
    assert!(!done.said.contains(forge::TOKEN));

    job.set("inputs.args", "--locale=nl-NL");
    check(&mut job);
    let (_, comments) = commented(&mut job, comments);
    assert_eq!(comments.len(), 121, "its own comment, on the second page, is written anew");
    assert!(comments[120].body.contains("### docparity: 1 warning"), "{:?}", comments[120]);

    job.set("inputs.args", "--select=money-mismatch");
    check(&mut job);
    let (_, comments) = commented(&mut job, comments);
    assert!(comments[120].body.contains("### docparity: No findings"), "{:?}", comments[120]);
    let (_, comments) = commented(&mut job, Vec::new());
    assert_eq!(comments, [], "nobody is told that there is nothing");
}

#[test]
fn a_marker_in_a_comment_of_somebody_else_changes_nothing() {
    if !has(&["bash", "curl", "jq"]) {
        return;
    }
    let mut job = job(Path::new(ROOT));
    check(&mut job);
    let foreign = said("stranger", "<!-- docparity:docs_parity -->\nall is well");
    let (_, comments) = commented(&mut job, vec![foreign.clone()]);
    assert_eq!((comments.len(), &comments[0]), (2, &foreign));
}

#[test]
fn without_a_token_that_writes_the_summary_has_the_report_and_the_log_says_so() {
    if !has(&["bash", "curl", "jq"]) {
        return;
    }
    for (token, why) in
        [(forge::READ_ONLY, "may not comment"), ("", "there is no token"), ("stale", "'pull-requests: write'")]
    {
        let mut job = job(Path::new(ROOT));
        job.set("inputs.token", token);
        check(&mut job);
        let (done, comments) = commented(&mut job, Vec::new());
        assert_eq!((done.code, comments), (0, Vec::new()), "{}", done.said);
        assert!(done.said.starts_with("::notice::The report is in the step summary"), "{}", done.said);
        assert!(done.said.contains(why), "{}", done.said);
        assert!(job.summary().contains("### docparity: 2 errors"));
    }
}

#[test]
fn an_upload_that_was_refused_is_told_and_fails_nothing() {
    if !has(&["bash"]) {
        return;
    }
    let mut job = job(Path::new(ROOT));
    job.set("inputs.fail-on", "never");
    check(&mut job);
    job.set("steps.upload.outcome", "failure");
    let end = job.run("Say how it went");
    assert_eq!(end.code, 0);
    assert!(end.said.contains("the job needs 'security-events: write'"), "{}", end.said);
}

fn article(folder: &Path, name: &str, english: &str, french: &str) {
    for (locale, text) in [("en-us", english), ("fr-fr", french)] {
        let file = folder.join("docs").join(locale).join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("# {name}\n\n{text}\n")).unwrap();
    }
}

#[test]
fn only_what_the_pull_request_changes_is_checked_in_a_checkout_without_history() {
    if !has(&["bash", "git"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let origin = folder.path().join("origin");
    fs::create_dir(&origin).unwrap();
    git(&origin, &["init", "--quiet", "--initial-branch=main"]);
    article(&origin, "old.md", "You have 30 days to pay.", "Vous avez 13 jours pour payer.");
    article(&origin, "new.md", "You have 20 days to pay.", "Vous avez 20 jours pour payer.");
    let base = commit(&origin);
    git(&origin, &["checkout", "--quiet", "-b", "change"]);
    article(&origin, "new.md", "You have 20 days to pay.", "Vous avez 12 jours pour payer.");
    commit(&origin);
    git(&origin, &["checkout", "--quiet", "main"]);
    git(&origin, &["merge", "--quiet", "--no-ff", "--message=merge", "change"]);
    let merge = git(&origin, &["rev-parse", "HEAD"]);
    let url = format!("file://{}", origin.display());
    git(folder.path(), &["clone", "--quiet", "--depth=1", &url, "shallow"]);

    let mut job = job(&folder.path().join("shallow"));
    job.set("inputs.paths", "docs").set("inputs.changed-only", "true").set("github.sha", &merge);
    job.set("github.event.pull_request.base.sha", &base);
    let done = check(&mut job);
    assert_eq!(job.output("check", "findings"), "1", "{}", done.said);
    assert!(done.said.contains("file=docs/fr-fr/new.md"), "{}", done.said);

    // The first push of a branch has nothing before it.
    job.set("github.event_name == 'pull_request'", "false").set("github.event.pull_request.base.sha", "");
    job.set("github.event.before", &"0".repeat(40));
    let done = check(&mut job);
    assert_eq!(job.output("check", "findings"), "2", "{}", done.said);
    assert!(done.said.contains("everything is checked"), "{}", done.said);
}

const TARGET: &str = "x86_64-unknown-linux-musl";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A folder with what the release workflow makes of this build: its own steps pack it and sum it up.
fn packed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let built = folder.path().join("target").join(TARGET).join("release");
    fs::create_dir_all(&built).unwrap();
    fs::copy(BINARY, built.join("docparity")).unwrap();
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-UNICODE", "README.md", "CHANGELOG.md"] {
        fs::copy(Path::new(ROOT).join(file), folder.path().join(file)).unwrap();
    }
    let workflow = yaml(".github/workflows/release.yml");
    for (job, step) in [("build", "Pack"), ("publish", "Checksums")] {
        let mut job = Job::new(&workflow["jobs"][job]["steps"], folder.path());
        let ran = job.run_with(step, |command| {
            command.env("VERSION", VERSION).env("TARGET", TARGET);
        });
        assert_eq!(ran.code, 0, "{}", ran.said);
    }
    folder
}

/// A server's folder with that release, whose checksums are as `sums` makes them.
fn release(folder: &Path, sums: impl Fn(String) -> String) -> String {
    let packed = packed();
    let files = folder.join("docs/docparity/releases/download").join(format!("v{VERSION}"));
    fs::create_dir_all(&files).unwrap();
    for entry in fs::read_dir(packed.path().join("dist")).unwrap().flatten() {
        fs::copy(entry.path(), files.join(entry.file_name())).unwrap();
    }
    let file = files.join("SHA256SUMS");
    fs::write(&file, sums(fs::read_to_string(&file).unwrap())).unwrap();
    format!("file://{}", folder.display())
}

#[test]
fn an_archive_has_the_program_its_licences_completions_and_a_page_for_each_command() {
    if !has(&["bash", "tar", "sha256sum"]) {
        return;
    }
    let packed = packed();
    let archive = packed.path().join("dist").join(format!("docparity-{VERSION}-{TARGET}.tar.gz"));
    let names = done(Command::new("tar").arg("-tzf").arg(archive));
    let files = ["docparity", "LICENSE-MIT", "LICENSE-APACHE", "LICENSE-UNICODE", "README.md", "CHANGELOG.md"];
    let help = done(Command::new(BINARY).arg("--help"));
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<_> = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(commands.contains(&"check") && commands.len() > 8, "{help}");
    let pages = commands.iter().map(|command| format!("man/docparity-{command}.1"));
    let others = ["man/docparity.1", "completions/docparity.bash", "completions/docparity.powershell"];
    for name in files.into_iter().chain(others).map(str::to_owned).chain(pages) {
        assert!(names.lines().any(|line| line == format!("./{name}")), "{name}: {names}");
    }
}

#[test]
fn a_tag_that_is_not_the_version_is_not_released() {
    if !has(&["bash", "cargo"]) {
        return;
    }
    let workflow = yaml(".github/workflows/release.yml");
    let mut job = Job::new(&workflow["jobs"]["build"]["steps"], Path::new(ROOT));
    let ran = job.run_with("The tag is the version", |command| {
        command.env("TAG", "v99.0.0");
    });
    assert_eq!(ran.code, 1);
    assert!(ran.said.contains(&format!("::error::The tag v99.0.0 is not v{VERSION}")), "{}", ran.said);
}

#[test]
fn a_release_is_installed_where_its_checksum_is_right() {
    if !has(&["bash", "curl", "tar", "sha256sum"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(Path::new(ROOT));
    job.set("inputs.binary", "").set("github.server_url", &release(folder.path(), |sums| sums));
    let done = job.run("Install docparity");
    assert_eq!(done.code, 0, "{}", done.said);
    assert!(done.said.contains(concat!("docparity ", env!("CARGO_PKG_VERSION"))), "{}", done.said);
    assert_ne!(job.output("install", "binary"), BINARY);
    job.run("Check");
    assert_eq!(job.output("check", "findings"), "10");
}

#[test]
fn a_release_that_is_not_what_it_says_is_not_run() {
    if !has(&["bash", "curl", "tar", "sha256sum"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut job = job(Path::new(ROOT));
    job.set("inputs.binary", "").set("github.server_url", &release(folder.path(), |sums| "f".repeat(64) + &sums[64..]));
    let done = job.run("Install docparity");
    assert_eq!((done.code, job.output("install", "binary")), (2, ""));
    assert!(done.said.contains("it was not run") && !done.said.contains("docparity 0"), "{}", done.said);
    let done = job.set("inputs.version", "99.0.0").run("Install docparity");
    assert!(done.said.contains("is there a release 99.0.0?"), "{}", done.said);
    let done = job.run_with("Install docparity", |command| {
        command.env("RUNNER_ARCH", "X86");
    });
    assert!(done.said.contains("no release of docparity for Linux on X86"), "{}", done.said);
}

#[test]
fn the_action_installs_this_version_and_every_input_is_used_and_documented() {
    let text = fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let documented = fs::read_to_string(Path::new(ROOT).join("docs/ci.md")).unwrap();
    let action = yaml("action.yml");
    assert_eq!(action["inputs"]["version"]["default"], Value::from(env!("CARGO_PKG_VERSION")));
    for (name, _) in action["inputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        assert!(text.contains(&format!("inputs.{name}")), "{name} is used");
        assert!(documented.contains(&format!("| `{name}` |")), "{name} is in docs/ci.md");
    }
    for (name, _) in action["outputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        assert!(documented.contains(&format!("`{name}`")), "{name} is in docs/ci.md");
    }
}
