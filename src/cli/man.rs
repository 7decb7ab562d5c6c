//! `man`: the manual, as troff.

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use super::args::Cli;
use super::{Exit, output};

/// `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command whose page is wanted [default: the page of docparity itself]
    command: Option<String>,
}

/// Prints a page.
pub(super) fn run(args: &ManArgs) -> Exit {
    let mut whole = Cli::command();
    // Gives the commands their full names, and the flags that hold for all of them.
    whole.build();
    let Some(name) = &args.command else { return print(whole) };
    // The name of a page is that of its file, `docparity-check.1`.
    let page = whole.find_subcommand(name).map(|command| command.clone().name(format!("docparity-{name}")));
    match page {
        Some(page) => print(page),
        None => {
            let names: Vec<_> = whole.get_subcommands().map(|command| format!("`{}`", command.get_name())).collect();
            output::print_error(&format!("There is no command `{name}`; name one of {}.", names.join(", ")));
            Exit::Failed
        }
    }
}

fn print(page: clap::Command) -> Exit {
    let page = Man::new(page);
    output::to_stdout(Exit::Clean, |out| page.render(out))
}
