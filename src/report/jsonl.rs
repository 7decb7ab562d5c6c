//! `jsonl`: one finding a line, each a JSON object.

use std::io::{self, Write};

use super::parts::in_order;
use super::{Context, Format};
use crate::diagnostic::Outcome;
use crate::json;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "jsonl",
    describe: "one JSON object a line for each finding",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    in_order(&outcome.findings, out, |_, finding, bytes| json::write_line(bytes, finding))
}
