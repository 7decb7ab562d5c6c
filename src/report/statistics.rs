//! `statistics`: how many findings each rule has in each locale, and in how much text, for who wants to know where to begin.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::Style;

use super::parts::{plural, sentence, with_commas};
use super::{Context, Format};
use crate::diagnostic::Outcome;
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "statistics",
    describe: "how many findings each rule has in each locale, in how much text",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

/// More locales than fit into this many columns go on in another table.
const WIDTH: usize = 100;

fn write(outcome: &Outcome, context: &Context, out: &mut dyn Write) -> io::Result<()> {
    let bold = if context.color { Style::new().bold() } else { Style::new() };
    let table = Table::of(outcome);
    let first = table.rules.iter().map(|rule| rule.chars().count()).max().unwrap_or(0).max("total".len());
    let room = WIDTH.saturating_sub(first);
    for part in parts(&table.columns, room) {
        write!(out, "{bold}{:first$}", "")?;
        part.iter().try_for_each(|column| write!(out, "{}", column.cell(&column.name)))?;
        writeln!(out, "{bold:#}")?;
        for rule in &table.rules {
            write!(out, "{rule:first$}")?;
            part.iter().try_for_each(|column| write!(out, "{}", column.cell(&shown(column.counts.get(rule)))))?;
            writeln!(out)?;
        }
        write!(out, "{:first$}", "total")?;
        part.iter().try_for_each(|column| write!(out, "{}", column.cell(&with_commas(column.total()))))?;
        writeln!(out, "\n")?;
    }
    if context.quiet {
        return Ok(());
    }
    writeln!(out, "{} {} compared.", sentence(outcome), plural(outcome.summary.segments, "segment"))
}

/// Findings as rules by locales.
struct Table {
    rules: Vec<String>,
    /// The total, then the locales.
    columns: Vec<Column>,
}

/// A locale, or the total.
struct Column {
    name: String,
    counts: BTreeMap<String, usize>,
}

impl Table {
    fn of(outcome: &Outcome) -> Self {
        let mut total: BTreeMap<String, usize> = BTreeMap::new();
        let mut locales: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for finding in &outcome.findings {
            let rule = visible_line(&finding.rule).into_owned();
            *total.entry(rule.clone()).or_default() += 1;
            *locales.entry(visible_line(&finding.locale).into_owned()).or_default().entry(rule).or_default() += 1;
        }
        let mut rules: Vec<_> = total.keys().cloned().collect();
        // The rule with the most findings first; of equals the first by name.
        rules.sort_by_key(|rule| std::cmp::Reverse(total[rule]));
        let total = Column { name: "total".to_owned(), counts: total };
        let locales = locales.into_iter().map(|(name, counts)| Column { name, counts });
        let columns = if rules.is_empty() { Vec::new() } else { std::iter::once(total).chain(locales).collect() };
        Self { rules, columns }
    }
}

impl Column {
    fn total(&self) -> usize {
        self.counts.values().sum()
    }

    fn width(&self) -> usize {
        self.name.chars().count().max(with_commas(self.total()).len())
    }

    /// A cell of this column, set to the right.
    fn cell(&self, text: &str) -> String {
        format!("  {text:>width$}", width = self.width())
    }
}

/// The columns in runs that fit into `room`, at least one each.
fn parts(columns: &[Column], room: usize) -> Vec<&[Column]> {
    let mut parts = Vec::new();
    let (mut begin, mut used) = (0, 0);
    for (at, column) in columns.iter().enumerate() {
        let width = column.width() + 2;
        if at > begin && used + width > room {
            parts.push(&columns[begin..at]);
            (begin, used) = (at, 0);
        }
        used += width;
    }
    if begin < columns.len() {
        parts.push(&columns[begin..]);
    }
    parts
}

/// A count; a dash where there is nothing.
fn shown(count: Option<&usize>) -> String {
    count.map_or("-".to_owned(), |&count| with_commas(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn many_locales_go_on_in_another_table_and_none_is_lost() {
        let mut outcome = testing::outcome();
        let one = outcome.findings[0].clone();
        let tags: Vec<_> = (0..40).map(|n| format!("x{n:02}-YY")).collect();
        outcome.findings =
            tags.iter().map(|tag| crate::diagnostic::Finding { locale: tag.as_str().into(), ..one.clone() }).collect();
        let mut bytes = Vec::new();
        write(&outcome, &Context::default(), &mut bytes).expect("memory takes everything");
        let text = String::from_utf8(bytes).expect("reports are UTF-8");
        assert!(tags.iter().all(|tag| text.matches(tag.as_str()).count() == 1), "{text}");
        assert!(text.lines().take_while(|line| !line.contains("findings")).all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.contains("\n\n"), "more than one table: {text}");
    }
}
