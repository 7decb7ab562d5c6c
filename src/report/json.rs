//! `json`: one object with `findings` and `summary`.

use std::io::{self, Write};

use super::{Context, Format};
use crate::diagnostic::Outcome;
use crate::json;

/// See the module.
pub(super) static FORMAT: Format =
    Format { name: "json", describe: "one object with `findings` and `summary`", wants_matrix: false, write };

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(out, outcome)
}
