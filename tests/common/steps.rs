//! Steps of GitHub workflows and actions, run as a runner runs them: expressions put into the environment, the script given
//! to bash in a file, what it writes to GITHUB_OUTPUT read back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_yaml::Value;
use tempfile::TempDir;

/// The YAML file at this place below the repository's root.
pub(crate) fn yaml(below: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{below}: {error}"))
}

/// What a step printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) said: String,
}

/// A job on a runner of our own.
pub(crate) struct Job {
    steps: Vec<Value>,
    /// What expressions stand for.
    context: BTreeMap<String, String>,
    /// Where the repository is checked out.
    workspace: PathBuf,
    /// What the runner keeps its files in.
    home: TempDir,
}

impl Job {
    /// A job of these steps in `workspace`.
    pub(crate) fn new(steps: &Value, workspace: &Path) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("summary"), "").unwrap();
        let steps = steps.as_sequence().unwrap().clone();
        Self { steps, context: BTreeMap::new(), workspace: workspace.to_owned(), home }
    }

    /// Makes `${{ expression }}` stand for `value`.
    pub(crate) fn set(&mut self, expression: &str, value: &str) -> &mut Self {
        self.context.insert(expression.to_owned(), value.to_owned());
        self
    }

    /// What the steps have written to the summary of the job.
    pub(crate) fn summary(&self) -> String {
        fs::read_to_string(self.home.path().join("summary")).unwrap()
    }

    /// An output of a step that has run; empty where there is none.
    pub(crate) fn output(&self, step: &str, name: &str) -> &str {
        self.context.get(&format!("steps.{step}.outputs.{name}")).map_or("", String::as_str)
    }

    /// Runs the step of this name.
    pub(crate) fn run(&mut self, name: &str) -> Done {
        self.run_with(name, |_| ())
    }

    /// As [`Job::run`], after `change` has had its way with the command.
    pub(crate) fn run_with(&mut self, name: &str, change: impl FnOnce(&mut Command)) -> Done {
        let step = self.steps.iter().find(|step| step["name"] == *name);
        let step = step.unwrap_or_else(|| panic!("there is a step `{name}`")).clone();
        assert_eq!(step["shell"], "bash", "{name}");
        let (script, output) = (self.home.path().join("script.sh"), self.home.path().join("output"));
        fs::write(&script, step["run"].as_str().unwrap()).unwrap();
        fs::write(&output, "").unwrap();
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script);
        command.current_dir(&self.workspace).stdin(Stdio::null());
        command.env("GITHUB_OUTPUT", &output).env("GITHUB_STEP_SUMMARY", self.home.path().join("summary"));
        command.env("GITHUB_ENV", self.home.path().join("environment"));
        command.env("RUNNER_TEMP", self.home.path()).env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        for (key, value) in step["env"].as_mapping().into_iter().flatten() {
            command.env(key.as_str().unwrap(), self.evaluated(value.as_str().unwrap()));
        }
        change(&mut command);
        let ran = command.output().expect("bash is installed");
        self.take_outputs(&step, &output);
        let said = [ran.stdout, ran.stderr].concat();
        Done { code: ran.status.code().unwrap_or(-1), said: String::from_utf8_lossy(&said).into_owned() }
    }

    fn take_outputs(&mut self, step: &Value, file: &Path) {
        let Some(id) = step["id"].as_str() else { return };
        for line in fs::read_to_string(file).unwrap().lines() {
            let (name, value) = line.split_once('=').unwrap_or_else(|| panic!("an output is NAME=VALUE: {line}"));
            self.set(&format!("steps.{id}.outputs.{name}"), value);
        }
    }

    /// `text` with its expressions replaced: names that are known, `a || b`.
    fn evaluated(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").expect("an expression ends");
            let values = expression.split("||").map(|name| self.value(name.trim()));
            out.push_str(before);
            out.push_str(&values.into_iter().find(|value| !value.is_empty()).unwrap_or_default());
            rest = after;
        }
        out + rest
    }

    fn value(&self, name: &str) -> String {
        // What a step or an event does not have is empty on a runner, too; a misspelled input or context is not.
        let may_be_absent = name.starts_with("steps.") || name.starts_with("github.event.");
        match self.context.get(name) {
            Some(value) => value.clone(),
            None if may_be_absent => String::new(),
            None => panic!("nothing is known of `{name}`"),
        }
    }
}
