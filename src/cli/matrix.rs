//! `facts --matrix`: what each article states in all its locales.

use std::io::{self, Write};

use super::args::RowFormat;
use super::{Exit, output, table};
use crate::check::{self, Options};
use crate::diagnostic::{ArticleMatrix, CellState, FactView, MatrixCell, MatrixRow};
use crate::error::Error;
use crate::json;
use crate::listing::MatrixListing;
use crate::text::visible_line;

/// What the signs before and in place of words mean.
const LEGEND: &str = "! the odd one out   ~ damaged writing   · not told in so many words   - nothing answers the text";

/// Shows the matrices of articles. Errors where the job cannot be begun.
pub(super) fn run(options: &Options, format: RowFormat) -> Result<Exit, Error> {
    let listing = check::matrix(options)?;
    let exit = output::worse(Exit::Clean, &listing.skipped);
    let exit = output::to_stdout(exit, |out| write(&listing, format, out));
    if exit != Exit::Closed {
        output::print_skipped(&listing.skipped, false);
    }
    Ok(exit)
}

fn write(listing: &MatrixListing, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RowFormat::Full => write_full(&listing.articles, out),
        RowFormat::Json => json::write_pretty(out, listing),
        RowFormat::Jsonl => listing.articles.iter().try_for_each(|article| json::write_line(out, article)),
    }
}

fn write_full(articles: &[ArticleMatrix], out: &mut dyn Write) -> io::Result<()> {
    for article in articles {
        writeln!(out, "{}", visible_line(&article.article))?;
        let mut head = vec![String::new(), String::new(), String::new()];
        head.extend(article.columns.iter().map(|column| column.locale.clone()));
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(article.rows.iter().map(cells)).collect();
        table::write_rows(out, 2, &rows)?;
        writeln!(out)?;
    }
    if articles.is_empty() { Ok(()) } else { writeln!(out, "{LEGEND}") }
}

/// Line, kind and value in the reference (or of the first that states it), then what each column says.
fn cells(row: &MatrixRow) -> Vec<String> {
    let first = row.cells.iter().find(|cell| cell.fact.is_some());
    let line = row.cells.first().filter(|cell| cell.line > 0).map(|cell| cell.line.to_string());
    let kind = first.and_then(|cell| cell.fact.as_ref()).map(|fact| fact.kind.to_string());
    let value = row.cells.first().and_then(|cell| cell.fact.as_ref()).map(stated);
    let head = [line, kind, value].map(Option::unwrap_or_default);
    head.into_iter().chain(row.cells.iter().map(shown)).map(|cell| visible_line(&cell).into_owned()).collect()
}

fn shown(cell: &MatrixCell) -> String {
    let odd = if cell.is_odd { "! " } else { "" };
    let text = cell.fact.as_ref().map_or("", |fact| fact.text.as_str());
    let value = cell.fact.as_ref().map(stated).unwrap_or_default();
    match cell.state {
        CellState::Same => format!("{odd}{text}"),
        CellState::Damaged => format!("{odd}~ {text}"),
        CellState::Differs | CellState::Added => format!("{odd}{text} ({value})"),
        CellState::Stale => format!("{odd}{text} ({value}, stale)"),
        CellState::Missing => format!("{odd}missing"),
        CellState::Untold => "·".to_owned(),
        CellState::Absent => "-".to_owned(),
    }
}

/// Value, relation and bound: `P365D before`.
fn stated(fact: &FactView) -> String {
    let parts = [Some(fact.value.as_str()), fact.relation.as_deref(), fact.bound.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
