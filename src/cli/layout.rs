//! `layout`: how files are grouped into articles and locales, and why.

use std::io::{self, Write};

use super::args::{LayoutArgs, PageFormat};
use super::{Exit, output, table};
use crate::check;
use crate::error::Error;
use crate::json;
use crate::listing::{LayoutReport, Member};
use crate::text::visible_line;

/// Shows the layout. Errors where the job cannot be begun.
pub(super) fn run(args: LayoutArgs) -> Result<Exit, Error> {
    let LayoutArgs { paths, tree, unpaired, format } = args;
    let mut report = check::layout(&tree.options(paths)?.0)?;
    let exit = if report.paired == 0 { Exit::Failed } else { output::worse(Exit::Clean, &report.skipped) };
    if unpaired {
        report.articles.retain(|article| !article.is_paired());
    }
    let exit = output::to_stdout(exit, |out| match format {
        PageFormat::Full => write_full(&report, out),
        PageFormat::Json => json::write_pretty(out, &report),
    });
    if exit == Exit::Closed {
        return Ok(exit);
    }
    output::print_skipped(&report.skipped, false);
    if report.paired == 0 {
        output::print_error(
            "No two files were found to be one article in two locales; name the folder that holds all locales, the English with `--source DIR`, or the layout with `--layout`.",
        );
    }
    Ok(exit)
}

/// The layout and why, a table for each article, and what is left out.
fn write_full(report: &LayoutReport, out: &mut dyn Write) -> io::Result<()> {
    match report.layout.is_empty() {
        true => writeln!(out, "No layout of locales was recognized.")?,
        false => writeln!(out, "{}: {}", visible_line(&report.layout), visible_line(&report.why))?,
    }
    for article in &report.articles {
        writeln!(out, "\n{}", visible_line(&article.key))?;
        table::write_rows(out, 2, &article.members.iter().map(cells).collect::<Vec<_>>())?;
    }
    if !report.left_out.is_empty() {
        writeln!(out, "\nleft out")?;
        let rows =
            report.left_out.iter().map(|file| [&file.path, &file.why].map(|cell| visible_line(cell).into_owned()));
        table::write_rows(out, 2, &rows.collect::<Vec<_>>())?;
    }
    writeln!(out, "\n{}", summary(report))
}

/// How much was paired: `2 articles in several locales, 1 in one locale only, 3 files left out.`
fn summary(report: &LayoutReport) -> String {
    let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let mut parts = vec![format!("{} in several locales", count(report.paired, "article"))];
    if report.unpaired > 0 {
        parts.push(format!("{} in one locale only (`--unpaired` lists them)", report.unpaired));
    }
    if !report.left_out.is_empty() {
        parts.push(format!("{} left out", count(report.left_out.len(), "file")));
    }
    format!("{}.", parts.join(", "))
}

fn cells(member: &Member) -> [String; 6] {
    let bilingual = if member.bilingual { "side by side" } else { "" };
    [
        member.locale.clone(),
        member.role.as_str().to_owned(),
        member.path.clone(),
        member.date.clone().unwrap_or_default(),
        member.revision.clone().unwrap_or_default(),
        bilingual.to_owned(),
    ]
    .map(|cell| visible_line(&cell).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::{ArticleGroup, LeftOut, Role};
    use crate::testing;

    fn member(locale: &str, role: Role, revision: Option<&str>, bilingual: bool) -> Member {
        let path = format!("docs/{locale}/renew.md");
        let date = revision.map(|_| "2020-08-25".to_owned());
        Member { locale: locale.to_owned(), path, role, revision: revision.map(str::to_owned), date, bilingual }
    }

    #[test]
    fn a_layout_as_it_is_shown() -> io::Result<()> {
        let members = vec![
            member("en", Role::Source, None, false),
            member("nl-NL", Role::Translation, Some("20ea64ff"), true),
            member("zh-TW", Role::Translation, Some("4a6d5008"), false),
        ];
        let left_out = LeftOut { path: "docs/x\x1b.md".to_owned(), why: "It has no locale.".to_owned() };
        let report = LayoutReport {
            layout: "locale folders".to_owned(),
            why: "The folders `en`, `nl-NL` and `zh-TW` are named by locales.".to_owned(),
            articles: vec![ArticleGroup { key: "renew".to_owned(), members }],
            paired: 1,
            unpaired: 2,
            left_out: vec![left_out],
            skipped: Vec::new(),
        };
        let mut out = Vec::new();
        write_full(&report, &mut out)?;
        testing::snapshot("layout_full", &String::from_utf8_lossy(&out));
        Ok(())
    }
}
