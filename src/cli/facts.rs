//! `facts`: every fact that is read, and how it is normalized.

use std::io::{self, Read as _, Write};
use std::path::Path;

use super::args::{FactsArgs, RowFormat};
use super::{Exit, matrix, output, table};
use crate::check::{self, Options};
use crate::error::Error;
use crate::json;
use crate::listing::{FactListing, FactRow};
use crate::text::visible_line;

/// Lists facts. Errors where the job cannot be begun.
pub(super) fn run(args: FactsArgs) -> Result<Exit, Error> {
    let FactsArgs { paths, tree, show, matrix } = args;
    // Here a locale is what a text is read as, which no configuration knows.
    let locales = tree.locales().to_vec();
    let mut options = Options { locales, ..tree.options(paths)?.0 };
    if matrix {
        return matrix::run(&options, show.format);
    }
    options.stdin = read_stdin(&options)?;
    let listing = check::facts(&options)?;
    let exit = output::worse(Exit::Clean, &listing.skipped);
    let exit = output::to_stdout(exit, |out| write(&listing, show.format, out));
    if exit != Exit::Closed {
        output::print_skipped(&listing.skipped, false);
    }
    Ok(exit)
}

/// What standard input holds, where a PATH is `-`; one byte more than the limit tells that it is too large.
fn read_stdin(options: &Options) -> Result<Option<Vec<u8>>, Error> {
    if !options.paths.iter().any(|path| path == Path::new("-")) {
        return Ok(None);
    }
    let refuse = |reason| Error::Path { path: "-".to_owned(), reason };
    let limit = options.max_file_size;
    let mut bytes = Vec::new();
    let input = io::stdin().lock();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| refuse(error.to_string()))?;
    if bytes.len() as u64 > limit {
        return Err(refuse(format!("standard input is larger than the {limit} bytes of `--max-file-size`")));
    }
    Ok(Some(bytes))
}

fn write(listing: &FactListing, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RowFormat::Full => write_full(&listing.rows, out),
        RowFormat::Json => json::write_pretty(out, listing),
        RowFormat::Jsonl => listing.rows.iter().try_for_each(|row| json::write_line(out, row)),
    }
}

/// A table for each file and locale, the words themselves last.
fn write_full(rows: &[FactRow], out: &mut dyn Write) -> io::Result<()> {
    let files = rows.chunk_by(|a, b| a.path == b.path);
    for (at, file) in files.enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", visible_line(&file[0].path))?;
        table::write_rows(out, 2, &file.iter().map(cells).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn cells(row: &FactRow) -> [String; 8] {
    let fact = &row.fact;
    let is_same = row.same_as == fact.value;
    let value = if is_same { fact.value.to_string() } else { format!("{} = {}", fact.value, row.same_as) };
    let weak = fact.weak.then_some("weak");
    let said: Vec<_> = [fact.relation.as_deref(), fact.bound.as_deref(), weak].into_iter().flatten().collect();
    [
        format!("{}:{}", row.line, row.column),
        row.side.as_str().to_owned(),
        row.locale.clone(),
        row.segment.clone().unwrap_or_default(),
        fact.kind.to_string(),
        value,
        said.join(" "),
        fact.text.to_string(),
    ]
    .map(|cell| visible_line(&cell).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{ByteSpan, FactView, Words};
    use crate::listing::Side;
    use crate::testing;

    fn row(at: (u32, u32), side: Side, fact: [&str; 4], same_as: &str) -> FactRow {
        let [kind, value, text, relation] = fact.map(Words::from);
        let relation = Some(relation).filter(|relation| !relation.is_empty());
        FactRow {
            path: "docs/zh-TW/renew.md".to_owned(),
            line: at.0,
            column: at.1,
            span: ByteSpan { start: 700, end: 714 },
            locale: if side == Side::Source { "en" } else { "zh-TW" }.to_owned(),
            segment: (at.0 > 9).then(|| "8454a-119".to_owned()),
            side,
            fact: FactView { kind, value, text, relation, bound: None, weak: at.0 == 9 },
            same_as: same_as.to_owned(),
        }
    }

    #[test]
    fn facts_as_they_are_listed() -> io::Result<()> {
        let mut rows = vec![
            row((9, 3), Side::Target, ["number", "1", "一", ""], "1"),
            row((30, 12), Side::Target, ["duration", "P365D", "365 天\n前", "before"], "P365D"),
            row((30, 95), Side::Source, ["duration", "PT24H", "24 hours after", "after"], "P1D"),
            row((1, 1), Side::Target, ["identifier", "表5", "表5\x1b[31m", ""], "表5"),
        ];
        rows[3].path = "-".to_owned();
        let listing = FactListing { rows, skipped: Vec::new() };
        for (name, format) in [("full", RowFormat::Full), ("json", RowFormat::Json), ("jsonl", RowFormat::Jsonl)] {
            let mut out = Vec::new();
            write(&listing, format, &mut out)?;
            testing::snapshot(&format!("facts_{name}"), &String::from_utf8_lossy(&out));
        }
        Ok(())
    }
}
