//! The built program.

use std::process::{Command, Stdio};

/// The program with these arguments, in an environment of its own.
pub(crate) fn docparity(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docparity"));
    command.args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command
}
