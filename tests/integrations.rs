//! Where people work, beside the GitHub action: pre-commit, GitLab, the container file. Tests that need
//! a program that is not installed say so and pass; `.ci/run` installs what PyPI has.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]
#![cfg(unix)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

#[path = "common/steps.rs"]
#[expect(dead_code, reason = "of the steps only how YAML is read")]
mod steps;
#[path = "common/tools.rs"]
#[expect(dead_code, reason = "nothing is asked by standard input here")]
mod tools;

use steps::yaml;
use tools::{commit, done, git, has, said};

const BINARY: &str = env!("CARGO_BIN_EXE_docparity");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// `program` in `folder`, the built docparity first on its PATH.
fn command(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    let own = Path::new(BINARY).parent().unwrap().to_owned();
    let paths = env::split_paths(&env::var_os("PATH").unwrap()).collect::<Vec<_>>();
    command.current_dir(folder).env("PATH", env::join_paths([vec![own], paths].concat()).unwrap());
    command
}

fn article(folder: &Path, name: &str, days: u32) {
    for (locale, text) in
        [("en-us", "You have 30 days to pay.".to_owned()), ("fr-fr", format!("Vous avez {days} jours pour payer."))]
    {
        let file = folder.join("docs").join(locale).join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("# Pay\n\n{text}\n")).unwrap();
    }
}

/// A repository with a wrong article that is committed, whose configuration is `hooks`, a list of hooks of `repo` at `rev`.
fn with_hooks(repo: &Path, rev: &str, hooks: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    article(folder.path(), "old.md", 13);
    fs::write(folder.path().join("script.py"), "print(1)\n").unwrap();
    let configuration = format!("repos:\n  - repo: {}\n    rev: {rev}\n    hooks:\n{hooks}", repo.display());
    fs::write(folder.path().join(".pre-commit-config.yaml"), configuration).unwrap();
    commit(folder.path());
    folder
}

/// What `pre-commit run` says of the hook, and whether it was content.
fn hook(folder: &Path, home: &Path, id: &str, more: &[&str]) -> (bool, String) {
    let mut command = command(folder, "pre-commit");
    let output = command.args(["run", id, "--color=never"]).args(more).env("PRE_COMMIT_HOME", home).output().unwrap();
    (output.status.success(), said(&output))
}

/// What both hooks do in a repository, `language` being a line of their configuration.
fn hooks_do_what_they_say(repo: &Path, rev: &str, home: &Path, language: &str) {
    let hooks = format!("      - id: docparity\n{language}      - id: docparity-changed\n{language}");
    let folder = with_hooks(repo, rev, &hooks);
    let folder = folder.path();
    let (is_content, said) = hook(folder, home, "docparity", &["--all-files"]);
    assert!(!is_content && said.contains("old.md") && said.contains("duration-mismatch"), "{said}");
    assert_eq!(said.matches("error[duration-mismatch]").count(), 1, "it runs once, over the tree: {said}");
    let (is_content, said) = hook(folder, home, "docparity-changed", &["--all-files"]);
    assert!(is_content, "nothing differs from the last commit: {said}");

    article(folder, "new.md", 30);
    git(folder, &["add", "--all"]);
    let (is_content, said) = hook(folder, home, "docparity-changed", &[]);
    assert!(is_content, "what is new is right, and what is old is not looked at: {said}");
    article(folder, "new.md", 12);
    git(folder, &["add", "--all"]);
    let (is_content, said) = hook(folder, home, "docparity-changed", &[]);
    assert!(!is_content && said.contains("new.md") && !said.contains("old.md"), "{said}");

    commit(folder);
    fs::write(folder.join("script.py"), "print(2)\n").unwrap();
    git(folder, &["add", "--all"]);
    let (is_content, said) = hook(folder, home, "docparity", &[]);
    assert!(is_content && said.contains("Skipped"), "a commit without an article runs nothing: {said}");
}

#[test]
fn pre_commit_runs_both_hooks_over_the_tree_and_over_what_changed() {
    if !has(&["git", "pre-commit"]) {
        return;
    }
    let repo = tempfile::tempdir().unwrap();
    git(repo.path(), &["init", "--quiet"]);
    fs::copy(Path::new(ROOT).join(".pre-commit-hooks.yaml"), repo.path().join(".pre-commit-hooks.yaml")).unwrap();
    let rev = commit(repo.path());
    done(command(repo.path(), "pre-commit").args(["validate-manifest", ".pre-commit-hooks.yaml"]));
    let home = tempfile::tempdir().unwrap();
    // The program of this build stands in for the one that pre-commit would build.
    hooks_do_what_they_say(repo.path(), &rev, home.path(), "        language: system\n");
}

/// Takes minutes, so only where `DOCPARITY_PRE_COMMIT_BUILD` names a folder to build in.
#[test]
fn pre_commit_builds_and_runs_both_hooks_from_a_clone() {
    let Some(target) = env::var_os("DOCPARITY_PRE_COMMIT_BUILD") else {
        eprintln!("skipped: DOCPARITY_PRE_COMMIT_BUILD does not name a folder to build in");
        return;
    };
    if !has(&["git", "pre-commit", "cargo"]) {
        return;
    }
    let repo = tempfile::tempdir().unwrap();
    // What git would take; this may be no checkout.
    let mut files = ignore::WalkBuilder::new(ROOT);
    files.hidden(false).require_git(false).filter_entry(|at| at.file_name() != ".git");
    for entry in files.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
        let copy = repo.path().join(entry.path().strip_prefix(ROOT).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(entry.path(), copy).unwrap();
    }
    git(repo.path(), &["init", "--quiet"]);
    let rev = commit(repo.path());
    let home = tempfile::tempdir().unwrap();
    let folder = with_hooks(repo.path(), &rev, "      - id: docparity\n");
    let mut build = command(folder.path(), "pre-commit");
    build.arg("install-hooks").env("PRE_COMMIT_HOME", home.path()).env("CARGO_TARGET_DIR", target);
    // What is tried is the way from a clone to a hook, not the optimizer.
    build.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    build.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64");
    done(&mut build);
    hooks_do_what_they_say(repo.path(), &rev, home.path(), "");
}

/// The YAML blocks of docs/ci.md whose first line is the comment `# FILE`.
fn examples(file: &str) -> Vec<(String, Value)> {
    let text = fs::read_to_string(Path::new(ROOT).join("docs/ci.md")).unwrap();
    let blocks = text.split("```yaml\n").skip(1).filter_map(|block| block.split("```").next());
    let wanted = blocks.filter(|block| block.starts_with(&format!("# {file}\n")));
    wanted.map(|block| (block.to_owned(), serde_yaml::from_str(block).unwrap())).collect()
}

#[test]
fn examples_of_configurations_hold_what_their_services_ask_for() {
    for (file, count, schema) in [
        (".github/workflows/translations.yml", 1, "vendor.github-workflows"),
        (".gitlab-ci.yml", 1, "vendor.gitlab-ci"),
        (".pre-commit-config.yaml", 2, ""),
    ] {
        let found = examples(file);
        assert_eq!(found.len(), count, "{file}");
        let folder = tempfile::tempdir().unwrap();
        let name = Path::new(file).file_name().unwrap();
        for (text, _) in found {
            fs::write(folder.path().join(name), text).unwrap();
            if schema.is_empty() && has(&["pre-commit"]) {
                done(command(folder.path(), "pre-commit").arg("validate-config").arg(name));
            } else if !schema.is_empty() && has(&["check-jsonschema"]) {
                done(command(folder.path(), "check-jsonschema").args(["--builtin-schema", schema]).arg(name));
            }
        }
    }
}

#[test]
fn the_examples_use_inputs_and_hooks_that_exist_and_this_version() {
    let inputs = yaml("action.yml")["inputs"].clone();
    let (text, workflow) = examples(".github/workflows/translations.yml").remove(0);
    let steps = workflow["jobs"]["docparity"]["steps"].as_sequence().unwrap().clone();
    let ours = steps.iter().find(|step| step["uses"].as_str().is_some_and(|uses| uses.contains("docparity"))).unwrap();
    for (input, _) in ours["with"].as_mapping().unwrap() {
        assert!(inputs.get(input).is_some(), "{input:?}");
    }
    let hooks = yaml(".pre-commit-hooks.yaml");
    let (text_2, configuration) = examples(".pre-commit-config.yaml").remove(0);
    let used = &configuration["repos"][0]["hooks"][0]["id"];
    assert!(hooks.as_sequence().unwrap().iter().any(|hook| hook["id"] == *used));
    for hook in hooks.as_sequence().unwrap() {
        assert_eq!((&hook["pass_filenames"], &hook["require_serial"]), (&Value::from(false), &Value::from(true)));
    }
    let version = env!("CARGO_PKG_VERSION");
    let (text_3, _) = examples(".gitlab-ci.yml").remove(0);
    let (text_4, _) = examples(".pre-commit-config.yaml").remove(1);
    for (text, named) in [(text, "@v"), (text_2, "rev: v"), (text_3, "docparity=="), (text_4, "docparity==")] {
        assert!(text.contains(&format!("{named}{version}")), "{text}");
    }
}

#[test]
fn the_gitlab_job_leaves_the_artifacts_it_names() {
    if !has(&["git", "bash"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    article(folder, "old.md", 13);
    commit(folder);
    git(folder, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    article(folder, "new.md", 12);
    commit(folder);
    let (_, pipeline) = examples(".gitlab-ci.yml").remove(0);
    let job = &pipeline["docparity"];
    let lines: Vec<_> = job["script"].as_sequence().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let (install, check) = (lines[0], lines[1]);
    assert!(install.starts_with("pip install ") && lines.len() == 2, "{lines:?}");
    let output =
        command(folder, "bash").args(["-ec", check]).env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main").output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    let reports = job["artifacts"]["reports"].as_mapping().unwrap();
    let read = |name: &str| fs::read_to_string(folder.join(reports[name].as_str().unwrap())).unwrap();
    let quality: serde_json::Value = serde_json::from_str(&read("codequality")).unwrap();
    assert_eq!(quality.as_array().unwrap().len(), 1, "{quality}");
    assert_eq!(quality[0]["location"]["path"], "docs/fr-fr/new.md");
    assert!(roxmltree::Document::parse(&read("junit")).is_ok());
    assert_eq!(job["artifacts"]["when"], "always", "the reports are wanted when the job fails");
}

/// The arguments of each instruction of this name in the container file, lines that go on joined.
fn instructions(name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join("docs/Containerfile")).unwrap().replace("\\\n", " ");
    text.lines().filter_map(|line| line.strip_prefix(&format!("{name} "))).map(str::to_owned).collect()
}

/// No image can be built where the tests run. What can be held: the first stage has all that cargo and the sources ask
/// for, the second starts the program and not as root.
#[test]
fn the_container_file_copies_all_that_the_build_needs() {
    let folder = tempfile::tempdir().unwrap();
    let copies = instructions("COPY");
    let mut copied: Vec<PathBuf> = Vec::new();
    for copy in copies.iter().filter(|copy| !copy.starts_with("--from")) {
        let words: Vec<_> = copy.split_whitespace().collect();
        for source in &words[..words.len() - 1] {
            let path = Path::new(ROOT).join(source);
            assert!(path.exists(), "{source} is in the repository");
            done(Command::new("cp").arg("-r").arg(path).arg(folder.path()));
            copied.push(source.into());
        }
    }
    let build = instructions("RUN").remove(0);
    assert_eq!(build, "cargo build --release --locked --bin docparity");
    // Cargo reads the manifest, and finds each target that it names.
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--locked", "--offline", "--no-deps", "--format-version=1"]).current_dir(folder.path());
    assert!(done(&mut metadata).contains("\"name\":\"docparity\""));
    // No source takes in a file from above `src`.
    let depth = |file: &Path| file.strip_prefix(folder.path().join("src")).unwrap().components().count();
    let mut folders = vec![folder.path().join("src")];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap().flatten().map(|entry| entry.path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let up = "../".repeat(depth(&entry));
                let text = fs::read_to_string(&entry).unwrap();
                assert!(!text.contains(&format!("include_str!(\"{up}")), "{}", entry.display());
            }
        }
    }
    let from = copies.iter().find(|copy| copy.starts_with("--from")).unwrap();
    assert_eq!(from, "--from=build /build/target/release/docparity /usr/local/bin/docparity");
    assert_eq!(
        (instructions("USER"), instructions("ENTRYPOINT")),
        (vec!["65532:65532".into()], vec!["[\"docparity\"]".into()])
    );
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(instructions("FROM")[0].contains(&format!("rust:{rust}-")), "the toolchain is the one that is promised");
}
