//! What a shell and `man` are given: completions and manual pages, held by the programs that read them where they are at
//! hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

use std::io::Write as _;
use std::process::{Command, Stdio};

#[path = "common/program.rs"]
mod program;

use program::docparity;

const COMMANDS: [&str; 12] = [
    "check",
    "facts",
    "pairs",
    "layout",
    "rules",
    "locales",
    "init",
    "config",
    "baseline",
    "completions",
    "man",
    "help",
];

fn printed(args: &[&str]) -> String {
    let output = docparity(args).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{args:?}");
    assert!(output.stderr.is_empty(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What `program` says of `input` on both streams, and whether it was content; `None`, said aloud, where it is absent.
fn asked(program: &str, args: &[&str], input: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: `{program}` is not installed");
        return None;
    };
    // A program that stops reading says why on its own.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn every_shell_gets_a_script_that_knows_commands_and_flags() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for word in COMMANDS.iter().chain(&["fail-on", "changed", "statistics"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn shells_read_their_scripts() {
    for (shell, args) in [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"])] {
        let script = printed(&["completions", shell]);
        let Some((is_content, said)) = asked(shell, args, &script) else { continue };
        assert!(is_content && said.is_empty(), "{shell}: {said}");
    }
}

#[test]
fn bash_completes_a_flag() {
    let script = printed(&["completions", "bash"]);
    let ask = "\nCOMP_WORDS=(docparity check --stat); COMP_CWORD=2; _docparity docparity --stat check; echo \"${COMPREPLY[@]}\"\n";
    let Some((_, said)) = asked("bash", &[], &(script + ask)) else { return };
    assert_eq!(said.trim(), "--statistics");
}

#[test]
fn an_unknown_shell_is_refused_with_those_that_are_known() {
    let output = docparity(&["completions", "tcsh"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("[possible values: bash, elvish, fish, powershell, zsh]"));
}

#[test]
fn the_manual_has_a_page_for_each_command_and_troff_has_nothing_against_it() {
    let main = printed(&["man"]);
    assert!(main.contains(".TH docparity 1"), "{main}");
    assert!(main.contains("Exit codes: 0 nothing at or above"), "{main}");
    for command in COMMANDS {
        let page = printed(&["man", command]);
        assert!(page.contains(&format!(".TH docparity-{command} 1")), "{page}");
        let Some((is_content, said)) = asked("groff", &["-man", "-Tutf8", "-ww", "-z"], &page) else { continue };
        assert!(is_content && said.is_empty(), "{command}: {said}");
    }
    assert!(printed(&["man", "check"]).contains("\\-\\-statistics"));
}

#[test]
fn a_page_of_no_command_is_refused_with_the_commands() {
    let output = docparity(&["man", "chek"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("There is no command `chek`; name one of `check`, "), "{said}");
}
