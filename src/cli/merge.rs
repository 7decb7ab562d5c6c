//! `merge`: what the shards of a run have found, in as many formats as asked for.

use std::path::PathBuf;

use clap::Args;
use clap::builder::ValueHint;

use super::Exit;
use super::args::FailOn;
use super::formats::FormatArgs;
use super::{check, output};
use crate::error::Error;

/// `merge`.
#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The files that `docparity check --shard I/N` wrote, all N of one run
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Exit with 1 where a finding is this grave or graver
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,
    #[command(flatten)]
    formats: FormatArgs,
    /// Print findings only: no summary, no notes
    #[arg(long, short)]
    quiet: bool,
}

/// Puts the shards together and reports. Errors where they are not those of one run.
pub(super) fn run(args: MergeArgs) -> Result<Exit, Error> {
    let MergeArgs { files, fail_on, formats, quiet } = args;
    let formats = match formats.outputs() {
        Ok(formats) => formats,
        Err(sentence) => {
            output::print_error(&sentence);
            return Ok(Exit::Failed);
        }
    };
    let outcome = crate::check::merged(&files)?;
    let exit = output::worse(check::exit(&outcome, fail_on), &outcome.summary.skipped);
    let mut times = Vec::new();
    let exit = check::write_reports(&outcome, &formats, quiet, exit, &mut times);
    check::print_rest(&outcome, &times, quiet, exit);
    Ok(exit)
}
