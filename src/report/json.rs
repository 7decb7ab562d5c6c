//! `json`: one object with `findings` and `summary`.

use std::io::{self, Write};

use super::parts::write_list;
use super::{Context, Format};
use crate::diagnostic::Outcome;
use crate::json;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "json",
    describe: "one object with `findings` and `summary`",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    // As the outcome is serialized, without all of it in one piece.
    out.write_all(b"{\n  \"findings\": ")?;
    write_list(out, 1, &outcome.findings, |finding| finding)?;
    out.write_all(b",\n  \"summary\": ")?;
    json::write_nested(out, &outcome.summary, 1)?;
    out.write_all(b"\n}\n")
}
