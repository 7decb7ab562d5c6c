//! Arguments, commands and exit codes. Commands call the library and print; they decide nothing.

mod args;
mod baseline;
mod check;
mod completions;
mod config;
mod facts;
mod fix;
mod formats;
mod init;
mod layout;
mod locales;
mod man;
mod matrix;
mod merge;
mod output;
mod pairs;
mod progress;
mod rules;
mod table;

use std::borrow::Cow;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::error::Error;
use crate::text::visible_lines;
use args::{Cli, Command};

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings.
    Findings,
    /// The job could not be done wholly.
    Failed,
    /// The reader of standard output went away, which is no failure and needs no message.
    Closed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean | Exit::Closed => Self::from(0),
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// Runs the command line tool on the arguments of the process.
pub fn main() -> ExitCode {
    crate::check::tell_panics_as_sentences();
    let run = || match Cli::try_parse() {
        Ok(cli) => {
            output::set_color(cli.color);
            run(cli.command).unwrap_or_else(|error| fail(&error)).into()
        }
        Err(error) => refuse(&error),
    };
    // The sentence is out by then.
    std::panic::catch_unwind(run).unwrap_or(Exit::Failed.into())
}

fn run(command: Command) -> Result<Exit, Error> {
    match command {
        Command::Check(args) => check::run(args),
        Command::Merge(args) => merge::run(args),
        Command::Baseline(args) => baseline::run(args),
        Command::Facts(args) => facts::run(args),
        Command::Pairs(args) => pairs::run(args),
        Command::Layout(args) => layout::run(args),
        Command::Rules(args) => rules::run(&args),
        Command::Locales(args) => Ok(locales::run(&args)),
        Command::Init(args) => init::run(args),
        Command::Config(args) => config::run(&args),
        Command::Completions(args) => Ok(completions::run(&args)),
        Command::Man(args) => Ok(man::run(&args)),
    }
}

fn fail(error: &Error) -> Exit {
    output::print_error(&error.to_string());
    Exit::Failed
}

/// Prints what clap has to say: help and version are a success, all else is a bad command line.
fn refuse(error: &clap::Error) -> ExitCode {
    let said = error.render().to_string();
    match visible_lines(&said) {
        // Where the stream is closed there is nobody left to tell.
        Cow::Borrowed(_) => _ = error.print(),
        // It quotes an argument that a terminal would obey.
        Cow::Owned(shown) => eprint!("{shown}"),
    }
    if error.kind() == ErrorKind::InvalidSubcommand {
        eprintln!("To check a file or folder, write `docparity check PATH`.");
    }
    u8::try_from(error.exit_code()).map_or(Exit::Failed.into(), ExitCode::from)
}
