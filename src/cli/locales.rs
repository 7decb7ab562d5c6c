//! `locales`: the languages that are known, and how well.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::args::{LocalesArgs, RowFormat};
use super::{Exit, output};
use crate::check;
use crate::json;
use crate::listing::{ClassCoverage, LocaleRow};

/// Lists locales.
pub(super) fn run(args: &LocalesArgs) -> Exit {
    let mut rows = check::locales();
    rows.retain(|row| args.locales.is_empty() || args.locales.iter().any(|tag| tag.eq_ignore_ascii_case(&row.locale)));
    if rows.is_empty() && !args.locales.is_empty() {
        let tags = args.locales.join("`, `");
        output::print_error(&format!(
            "No words are known of `{tags}`; `docparity locales` lists the languages that are."
        ));
        return Exit::Failed;
    }
    output::to_stdout(Exit::Clean, |out| write(&rows, args.format, out))
}

fn write(rows: &[LocaleRow], format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RowFormat::Full => write_full(rows, out),
        RowFormat::Json => json::write_pretty(out, rows),
        RowFormat::Jsonl => rows.iter().try_for_each(|row| json::write_line(out, row)),
    }
}

/// A matrix of locales and classes: the number of words, `+` behind it where these are all, `-` for none.
fn write_full(rows: &[LocaleRow], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let tag_width = rows.iter().map(|row| row.locale.width()).max().unwrap_or(0).max("locale".len());
    write!(out, "{:tag_width$}  tier", "locale")?;
    for class in &first.classes {
        write!(out, "  {:>width$}", class.class, width = column_width(class))?;
    }
    writeln!(out, "  name")?;
    for row in rows {
        write!(out, "{:tag_width$}  {:>4}", row.locale, row.tier)?;
        for class in &row.classes {
            write!(out, "  {:>width$}", cell(class), width = column_width(class))?;
        }
        writeln!(out, "  {}", row.name)?;
    }
    Ok(())
}

fn column_width(class: &ClassCoverage) -> usize {
    class.class.len().max(5)
}

fn cell(class: &ClassCoverage) -> String {
    match class {
        ClassCoverage { words: 0, .. } => "-".to_owned(),
        ClassCoverage { words, complete: true, .. } => format!("{words}+"),
        ClassCoverage { words, complete: false, .. } => words.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn row(locale: &str, name: &str, tier: u8, months: usize, relations: usize) -> LocaleRow {
        let class = |class: &str, words| ClassCoverage { class: class.to_owned(), words, complete: tier == 1 };
        let classes = vec![class("month", months), class("relation", relations)];
        LocaleRow { locale: locale.to_owned(), name: name.to_owned(), tier, classes }
    }

    #[test]
    fn locales_as_they_are_listed() -> io::Result<()> {
        let rows = [
            row("sv", "Swedish", 1, 36, 120),
            row("zh-Hant", "Traditional Chinese", 1, 24, 88),
            row("km", "Khmer", 2, 12, 0),
        ];
        let mut out = Vec::new();
        write(&rows, RowFormat::Full, &mut out)?;
        write(&rows[..1], RowFormat::Jsonl, &mut out)?;
        testing::snapshot("locales", &String::from_utf8_lossy(&out));
        Ok(())
    }
}
