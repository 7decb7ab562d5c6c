//! What a shell and `man` are given: completions and manual pages, held by the programs that read them where they are at
//! hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot start its program has failed")]

#[path = "common/program.rs"]
mod program;
#[path = "common/tools.rs"]
#[expect(dead_code, reason = "of the tools only how they are asked")]
mod tools;

use program::docparity;
use tools::asked;

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
