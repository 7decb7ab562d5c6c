//! `rules`: the list of rules, or one explained.

use std::io::{self, Write};

use super::args::{PageFormat, RulesArgs};
use super::{Exit, output, table};
use crate::error::Error;
use crate::json;
use crate::rules::{self, Example, Rule};

/// Explanations are no wider than this many columns.
const WIDTH: usize = 100;

/// Lists or explains. Errors where the rule does not exist.
pub(super) fn run(args: &RulesArgs) -> Result<Exit, Error> {
    let rule = args.rule.as_deref().map(rules::lookup).transpose()?;
    Ok(output::to_stdout(Exit::Clean, |out| match (rule, args.format) {
        (None, PageFormat::Full) => write_list(rules::ALL, out),
        (None, PageFormat::Json) => json::write_pretty(out, rules::ALL),
        (Some(rule), PageFormat::Full) => explain(rule, out),
        (Some(rule), PageFormat::Json) => json::write_pretty(out, rule),
    }))
}

fn write_list(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let cells = |rule: &&Rule| {
        let when = if rule.is_default { "" } else { " (runs where selected)" };
        let finds = format!("{}{when}", rule.finds);
        [rule.id.to_owned(), rule.severity.as_str().to_owned(), rule.about.as_str().to_owned(), finds]
    };
    table::write_rows(out, 0, &rules.iter().map(cells).collect::<Vec<_>>())
}

fn explain(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({}, looks at each {})\n", rule.id, rule.severity.as_str(), rule.about.as_str())?;
    table::write_wrapped(out, &format!("Finds {}.\n\n{}", rule.finds, rule.explanation), WIDTH)?;
    if !rule.is_default {
        writeln!(out, "\nRuns only where it is selected: `--select {}`.", rule.id)?;
    }
    rule.examples.iter().try_for_each(|example| write_example(example, out))
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    let found = example.finds.map_or("nothing".to_owned(), |words| format!("`{words}`"));
    let row = |name: &str, text: &str| [name.to_owned(), text.to_owned()];
    writeln!(out)?;
    let rows = [row("en", example.source), row(example.locale, example.target), row("reports", &found)];
    table::write_rows(out, 2, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_rule_as_it_is_explained() -> io::Result<()> {
        let Some(rule) = rules::by_id("relation-mismatch") else { return Ok(()) };
        let mut out = Vec::new();
        explain(rule, &mut out)?;
        json::write_pretty(&mut out, rule)?;
        testing::snapshot("rules_explained", &String::from_utf8_lossy(&out));
        Ok(())
    }
}
