//! `markdown`: a comment for a pull request: a summary, a table of locales, and the findings folded by article.
//!
//! A comment on GitHub holds 65,536 characters, so the report ends before that and says what it left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::parts::{Severities, by_article, counted, plural, sentence};
use super::{Context, Format};
use crate::diagnostic::{Finding, Outcome};
use crate::text::visible_line;

/// See the module.
pub(super) static FORMAT: Format = Format {
    name: "markdown",
    describe: "a comment for a pull request: summary, table, folded details; at most 60,000 bytes",
    wants_matrix: false,
    wants_excerpts: false,
    write,
};

/// The most bytes of a report: room is left in a comment for who posts it.
const MOST_BYTES: usize = 60_000;

fn write(outcome: &Outcome, _: &Context, out: &mut dyn Write) -> io::Result<()> {
    let mut text = format!("### docparity: {}\n", sentence(outcome));
    if !outcome.findings.is_empty() {
        text.push_str(&table(outcome));
        push_articles(outcome, &mut text);
    }
    out.write_all(text.as_bytes())
}

/// How many findings each locale has, by severity.
fn table(outcome: &Outcome) -> String {
    let mut locales: BTreeMap<&str, Severities> = BTreeMap::new();
    for finding in &outcome.findings {
        locales.entry(&finding.locale).or_default().add(finding.severity);
    }
    let mut table = "\n| locale | errors | warnings | infos |\n|---|--:|--:|--:|\n".to_owned();
    for (locale, Severities { errors, warnings, infos }) in locales {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "| {} | {errors} | {warnings} | {infos} |", escaped(locale));
    }
    table
}

/// The findings, the worst article first. An article for which no room is left makes way for the shorter ones behind it.
fn push_articles(outcome: &Outcome, text: &mut String) {
    let articles = by_article(outcome);
    let mut left_out = 0;
    for (article, findings) in &articles {
        let details = details(article, findings);
        if text.len() + details.len() > MOST_BYTES {
            left_out += findings.len();
        } else {
            text.push_str(&details);
        }
    }
    if left_out > 0 {
        let _ =
            writeln!(text, "\n{} more would not fit here; other formats have them all.", plural(left_out, "finding"));
    }
}

/// One article, folded. A row that would not fit into a report of its own is counted instead.
fn details(article: &str, findings: &[&Finding]) -> String {
    let counts = counted(findings.iter().copied());
    let mut details = format!(
        "\n<details>\n<summary><b>{}</b>: {counts}</summary>\n\n\
         | | locale | place | what is wrong | suggestion |\n|---|---|---|---|---|\n",
        escaped(article)
    );
    let mut left_out = 0;
    for finding in findings {
        let row = row(finding);
        if details.len() + row.len() > MOST_BYTES / 2 {
            left_out += 1;
        } else {
            details.push_str(&row);
        }
    }
    if left_out > 0 {
        let _ = writeln!(details, "\n{} more of this article would not fit here.", plural(left_out, "finding"));
    }
    details.push_str("\n</details>\n");
    details
}

fn row(finding: &Finding) -> String {
    let place = escaped(&format!("{}:{}:{}", finding.path, finding.line, finding.column));
    let (locale, rule, message) = (escaped(&finding.locale), escaped(&finding.rule), escaped(&finding.message));
    let suggestion = match finding.suggestion.as_deref() {
        Some("") => "*(leave these words out)*".to_owned(),
        suggestion => escaped(suggestion.unwrap_or("")),
    };
    format!("| {} | {locale} | {place} | {message} ({rule}) | {suggestion} |\n", finding.severity.as_str())
}

/// Text that Markdown shows as it stands: on one line, no markup, no cell's end, nobody mentioned, no issue linked.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in visible_line(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("@<!-- -->"),
            '#' => escaped.push_str("#<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    // A bare address or `GH-1` would become a link.
    escaped.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.").replace("GH-", "GH<!-- -->-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn report(outcome: &Outcome) -> String {
        let mut bytes = Vec::new();
        write(outcome, &Context::default(), &mut bytes).expect("memory takes everything");
        String::from_utf8(bytes).expect("reports are UTF-8")
    }

    #[test]
    fn an_article_adds_no_markup_and_mentions_nobody() {
        assert_eq!(escaped("a|b\n**c** <i> [x](y)"), "a\\|b \\*\\*c\\*\\* &lt;i&gt; \\[x\\](y)");
        assert_eq!(escaped("@octocat #1"), "@<!-- -->octocat #<!-- -->1");
        assert_eq!(escaped("https://x.example"), "https:<!-- -->//x.example");
    }

    #[test]
    fn a_long_report_fits_into_a_comment_and_says_what_it_left_out() {
        let mut outcome = testing::outcome();
        let one = outcome.findings[0].clone();
        outcome.findings = (0..3_000)
            .map(|n| crate::diagnostic::Finding { article: format!("a{}", n / 900).into(), ..one.clone() })
            .collect();
        let text = report(&outcome);
        assert!(text.len() < 65_536, "{}", text.len());
        let shown = text.lines().filter(|line| line.starts_with("| error |")).count();
        let said: usize = text
            .lines()
            .filter_map(|line| line.split_once(" findings more"))
            .filter_map(|(n, _)| n.replace(',', "").parse::<usize>().ok())
            .sum();
        assert_eq!(shown + said, 3_000, "{text:.200}");
    }

    #[test]
    fn an_article_without_room_does_not_take_it_from_the_next() {
        let mut outcome = testing::outcome();
        let one = outcome.findings[0].clone();
        let article = |name: &str, count: usize| {
            let article = name.into();
            vec![Finding { article, ..one.clone() }; count]
        };
        outcome.findings =
            [article("long", 900), article("longer", 901), article("longest", 902), article("short", 1)].concat();
        let text = report(&outcome);
        assert!(text.contains("<b>longest</b>"), "the worst article comes first");
        assert!(!text.contains("<b>long</b>"), "three long articles have no room");
        assert!(text.contains("<b>short</b>"), "a short one has room all the same");
    }
}
