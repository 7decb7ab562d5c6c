//! `pairs`: which text is held against which, and why.

use std::io::{self, Write};

use super::args::{PairsArgs, RowFormat};
use super::{Exit, output, table};
use crate::check;
use crate::error::Error;
use crate::json;
use crate::listing::{PairListing, PairRow};
use crate::text::visible_line;

/// Lists pairs. Errors where the job cannot be begun.
pub(super) fn run(args: PairsArgs) -> Result<Exit, Error> {
    let PairsArgs { paths, tree, show } = args;
    let listing = check::pairs(&tree.options(paths)?.0)?;
    let exit = output::worse(Exit::Clean, &listing.skipped);
    let exit = output::to_stdout(exit, |out| write(&listing, show.format, out));
    if exit != Exit::Closed {
        output::print_skipped(&listing.skipped, false);
    }
    Ok(exit)
}

fn write(listing: &PairListing, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RowFormat::Full => listing.rows.iter().try_for_each(|row| write_full(row, out)),
        RowFormat::Json => json::write_pretty(out, listing),
        RowFormat::Jsonl => listing.rows.iter().try_for_each(|row| json::write_line(out, row)),
    }
}

/// A heading with the place, then both texts, each behind its locale.
fn write_full(row: &PairRow, out: &mut dyn Write) -> io::Result<()> {
    let segment = row.segment.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
    let heading = format!("{}:{}:{}{segment}", row.path, row.line, row.column);
    writeln!(out, "{}", visible_line(&heading))?;
    let mut rows = vec![cells(&row.locale, &row.text)];
    if let Some(source) = &row.source {
        rows.push(cells(&source.locale, &source.text));
        rows.push(cells("from", &format!("{}:{}:{}", source.path, source.line, source.column)));
    }
    rows.push(cells("why", &row.how));
    table::write_rows(out, 2, &rows)?;
    writeln!(out)
}

fn cells(name: &str, text: &str) -> [String; 2] {
    [visible_line(name).into_owned(), visible_line(text).into_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::PairSource;
    use crate::testing;

    #[test]
    fn pairs_as_they_are_listed() -> io::Result<()> {
        let pair = PairRow {
            path: "docs/nl-NL/renew.md".to_owned(),
            line: 12,
            column: 5,
            locale: "nl-NL".to_owned(),
            segment: Some("8454a-119".to_owned()),
            text: "U kunt binnen 30 dagen\nopzeggen.".to_owned(),
            source: Some(PairSource {
                path: "docs/nl-NL/renew.md".to_owned(),
                line: 12,
                column: 80,
                text: "You can cancel within 30 days.".to_owned(),
                locale: "en".to_owned(),
            }),
            how: "both are sides of one span pair".to_owned(),
        };
        let alone = PairRow {
            line: 14,
            segment: None,
            text: "Tot 30 juni 2020\x1b[2J.".to_owned(),
            source: None,
            how: "no English was found for this paragraph".to_owned(),
            ..pair.clone()
        };
        let listing = PairListing { rows: vec![pair, alone], skipped: Vec::new() };
        for (name, format) in [("full", RowFormat::Full), ("json", RowFormat::Json), ("jsonl", RowFormat::Jsonl)] {
            let mut out = Vec::new();
            write(&listing, format, &mut out)?;
            testing::snapshot(&format!("pairs_{name}"), &String::from_utf8_lossy(&out));
        }
        Ok(())
    }
}
