//! The workflows of this repository and the action: scripts that bash reads, nothing of an event in a script, no more
//! permissions than are needed, and what the services' schemas say.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the workflows has failed")]
#![cfg(unix)]

use std::fs;
use std::path::Path;

use serde_yaml::Value;

#[path = "common/tools.rs"]
#[expect(dead_code, reason = "of the tools only how they are asked")]
mod tools;

use tools::asked;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every workflow and the action, as (name below the root, text, YAML).
fn files() -> Vec<(String, String, Value)> {
    let mut names = vec!["action.yml".to_owned()];
    for entry in fs::read_dir(Path::new(ROOT).join(".github/workflows")).unwrap() {
        names.push(format!(".github/workflows/{}", entry.unwrap().file_name().to_str().unwrap()));
    }
    names.sort();
    let read = |name: String| {
        let text = fs::read_to_string(Path::new(ROOT).join(&name)).unwrap();
        let value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, text, value)
    };
    names.into_iter().map(read).collect()
}

/// All steps below `value`, of jobs or of the action.
fn steps(value: &Value) -> Vec<Value> {
    let jobs = value["jobs"].as_mapping().into_iter().flatten().map(|(_, job)| &job["steps"]);
    let steps = jobs.chain([&value["runs"]["steps"]]).filter_map(Value::as_sequence);
    steps.flatten().cloned().collect()
}

#[test]
fn every_script_is_read_by_bash_and_holds_nothing_of_an_event() {
    let own = fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    let mut seen = 0;
    for (file, _, value) in files() {
        let scripts = steps(&value).into_iter().filter_map(|step| step["run"].as_str().map(str::to_owned));
        for script in scripts.chain([own.clone()]) {
            seen += 1;
            assert!(!script.contains("${{"), "{file}: an expression in a script is run as it comes: {script}");
            for (program, args) in [("bash", &["-n"][..]), ("shellcheck", &["--shell=bash", "--severity=warning", "-"])]
            {
                // As the runner starts bash.
                let script = format!("set -eo pipefail\n{script}");
                let Some((is_content, said)) = asked(program, args, &script) else { continue };
                assert!(is_content && said.is_empty(), "{file}: {said}\n{script}");
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn permissions_are_named_and_no_more_than_reading_by_default() {
    for (file, _, value) in files().into_iter().filter(|(_, _, value)| value.get("jobs").is_some()) {
        let top = value["permissions"].as_mapping().unwrap_or_else(|| panic!("{file} names its permissions"));
        for (scope, access) in top {
            assert_eq!(access, "read", "{file}: {scope:?}; what writes belongs to the one job that needs it");
        }
        for (name, job) in value["jobs"].as_mapping().unwrap() {
            assert!(job["timeout-minutes"].as_u64().is_some(), "{file}: {name:?} cannot run without end");
            for (scope, access) in job["permissions"].as_mapping().into_iter().flatten() {
                let scope = scope.as_str().unwrap();
                let is_release = file.ends_with("release.yml");
                let may_write = is_release && ["contents", "id-token", "attestations"].contains(&scope);
                assert!(access == "read" || may_write, "{file}: {name:?} {scope}");
            }
            for step in job["steps"].as_sequence().unwrap() {
                if step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout@")) {
                    assert_eq!(step["with"]["persist-credentials"], false, "{file}: no token is left in the checkout");
                }
            }
        }
    }
}

#[test]
fn no_workflow_runs_strangers_code_with_secrets() {
    for (file, text, value) in files() {
        assert!(value["on"].get("pull_request_target").is_none(), "{file}");
        assert!(!text.contains("secrets."), "{file}");
    }
}

#[test]
fn only_actions_of_github_and_pypi_are_used() {
    for (file, _, value) in files() {
        for step in steps(&value) {
            let Some(uses) = step["uses"].as_str() else { continue };
            let is_known = ["./", "actions/", "github/codeql-action/", "pypa/gh-action-pypi-publish@"];
            assert!(is_known.iter().any(|known| uses.starts_with(known)), "{file}: {uses}");
            assert!(uses == "./" || uses.contains('@'), "{file}: {uses}");
        }
    }
}

#[test]
fn the_services_schemas_hold() {
    for (file, text, _) in files() {
        let schema = if file == "action.yml" { "vendor.github-actions" } else { "vendor.github-workflows" };
        let Some((is_content, said)) =
            asked("check-jsonschema", &["--builtin-schema", schema, "--default-filetype", "yaml", "-"], &text)
        else {
            return;
        };
        assert!(is_content, "{file}: {said}");
    }
}

#[test]
fn a_release_has_the_archives_that_the_action_asks_for() {
    let file = |end: &str| files().into_iter().find(|(name, ..)| name.ends_with(end)).unwrap();
    let (action, release) = (file("action.yml"), file("release.yml"));
    let matrix = release.2["jobs"]["build"]["strategy"]["matrix"]["include"].as_sequence().unwrap().clone();
    for entry in &matrix {
        let target = entry["target"].as_str().unwrap();
        assert!(action.1.contains(&format!("target={target} ;;")), "{target} is installed by the action");
        let denied = fs::read_to_string(Path::new(ROOT).join("deny.toml")).unwrap();
        assert!(denied.contains(&format!("\"{target}\"")), "{target} is looked at by cargo deny");
    }
    assert_eq!(action.1.matches("target=").count(), matrix.len(), "the action asks for no other");
    for name in ["docparity-$VERSION-$TARGET.tar.gz", "SHA256SUMS"] {
        assert!(release.1.contains(name), "{name}");
    }
}

#[test]
fn what_is_said_of_the_supply_chain_is_so() {
    let read = |name: &str| fs::read_to_string(Path::new(ROOT).join(name)).unwrap();
    let said = read("SECURITY.md");
    assert!(said.contains("Unsafe code is forbidden"));
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert!(said.contains("by the checksums in `Cargo.lock`"));
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        let is_own = package["name"].as_str() == Some("docparity");
        let is_from_crates_io =
            package.get("source").is_some_and(|source| source.as_str().unwrap().ends_with("/crates.io-index"));
        assert!(is_own || is_from_crates_io && package.get("checksum").is_some(), "{package}");
    }
    assert!(read(".ci/run").contains("cargo deny --log-level error check licenses bans sources"));
    let workflow = |name: &str| serde_yaml::from_str::<Value>(&read(&format!(".github/workflows/{name}"))).unwrap();
    let (ci, release) = (workflow("ci.yml"), workflow("release.yml"));
    assert!(ci["on"]["schedule"][0]["cron"].is_string(), "every week too");
    let runs = |job: &Value, command: &str| {
        let mut steps = job["steps"].as_sequence().unwrap().iter();
        steps.any(|step| ["run", "uses"].iter().any(|key| step[*key].as_str().is_some_and(|run| run.contains(command))))
    };
    assert!(runs(&ci["jobs"]["advisories"], "cargo deny check advisories"));
    for command in ["sha256sum -- * > SHA256SUMS", "actions/attest-build-provenance@", "gh release create"] {
        assert!(runs(&release["jobs"]["publish"], command), "{command}");
    }
}

#[test]
fn who_uses_the_action_grants_no_more_than_it_needs() {
    let most = [("contents", "read"), ("pull-requests", "write"), ("security-events", "write")];
    let action = fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    for (scope, access) in most {
        let named = format!("#   {:<27}", format!("{scope}: {access}"));
        assert!(action.lines().any(|line| line.starts_with(&named)), "action.yml says what `{scope}` is for");
    }
    let docs = fs::read_to_string(Path::new(ROOT).join("docs/ci.md")).unwrap();
    let mut seen = 0;
    for block in docs.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
        let Ok(workflow) = serde_yaml::from_str::<Value>(block) else { continue };
        let jobs = workflow["jobs"].as_mapping().into_iter().flatten().map(|(_, job)| job);
        for permissions in jobs.chain([&workflow]).filter_map(|holder| holder["permissions"].as_mapping()) {
            for (scope, access) in permissions {
                seen += 1;
                assert!(most.contains(&(scope.as_str().unwrap(), access.as_str().unwrap())), "{scope:?}: {access:?}");
            }
        }
    }
    assert!(seen >= 2, "{seen} permissions in docs/ci.md");
}
