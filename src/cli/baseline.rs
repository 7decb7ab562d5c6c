//! `baseline`: what is wrong now, written down.

use super::args::{BaselineArgs, given};
use super::{Exit, output};
use crate::check::{self, DebtOptions, Options, Renewal};
use crate::error::Error;

/// Writes the baseline. Errors where the job cannot be begun, or the file not be written.
pub(super) fn run(args: BaselineArgs) -> Result<Exit, Error> {
    let BaselineArgs { paths, tree, baseline, suppressions, select, ignore, update, prune, jobs } = args;
    let renewal = match (update, prune) {
        (true, _) => Renewal::Update,
        (_, true) => Renewal::Prune,
        _ => Renewal::Refuse,
    };
    let (told, _) = tree.options(paths)?;
    let debt = DebtOptions { baseline, suppressions, ..told.debt.clone() };
    let (select, ignore) = (given(select, told.select.clone()), given(ignore, told.ignore.clone()));
    let options = Options { select, ignore, jobs, debt, ..told };
    let (outcome, renewed) = check::baseline(&options, renewal)?;
    output::print_skipped(&outcome.summary.skipped, false);
    let file = renewed.file.display();
    output::print_note(&format!(
        "`{file}` lists {} ({} new, {} fixed and taken out).",
        if renewed.total == 1 { "1 finding".to_owned() } else { format!("{} findings", renewed.total) },
        renewed.added,
        renewed.pruned
    ));
    Ok(output::worse(Exit::Clean, &outcome.summary.skipped))
}
