//! How findings are shown: one file per output format, each a pure function from an [`Outcome`] to bytes.
//!
//! A new format is one new file here and one line in [`ALL`]; a test fails when folder and list differ.
//! Text of articles passes through [`visible_line`](crate::text::visible_line) or the escaping that the
//! format itself prescribes before it is written.

mod checkstyle;
mod concise;
mod csv;
mod full;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod parts;
mod rdjsonl;
mod sarif;
mod statistics;

use std::io::{self, Write};

use crate::diagnostic::Outcome;

/// What a format may take into account beside the findings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Whether escape sequences for colours may be written.
    pub color: bool,
    /// Whether only findings are wanted: no summary for people.
    pub quiet: bool,
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// The name in `--format NAME`, and of the file in this folder.
    pub name: &'static str,
    /// One line: what it is for.
    pub describe: &'static str,
    /// Whether it shows the facts of each article, so that [`Outcome::matrices`] is to be filled.
    pub wants_matrix: bool,
    /// Whether it quotes lines of the files, so that [`Finding::excerpt`](crate::diagnostic::Finding::excerpt) is to be filled.
    pub wants_excerpts: bool,
    /// Writes the whole report. Errors where the writer does.
    pub write: fn(&Outcome, &Context, &mut dyn Write) -> io::Result<()>,
}

/// Every format, in the order they are listed; the first is the default.
pub static ALL: &[&Format] = &[
    &full::FORMAT,
    &concise::FORMAT,
    &grouped::FORMAT,
    &json::FORMAT,
    &jsonl::FORMAT,
    &csv::FORMAT,
    &html::FORMAT,
    &markdown::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
    &junit::FORMAT,
    &checkstyle::FORMAT,
    &rdjsonl::FORMAT,
    &statistics::FORMAT,
];

/// The format of `--statistics`.
pub static STATISTICS: &Format = &statistics::FORMAT;

/// What was found in how much, in one line: `3 errors, 2 warnings in 5 articles (5 files, 1,204 facts compared).`
pub fn sentence(outcome: &Outcome) -> String {
    parts::sentence(outcome)
}

/// The format of this name.
pub fn by_name(name: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Excerpt;
    use crate::testing;
    use crate::text::Span;

    /// The report on `outcome` in the format of this name.
    fn report(name: &str, context: &Context, outcome: &Outcome) -> String {
        let mut bytes = Vec::new();
        let format = by_name(name).expect("a format of this name");
        (format.write)(outcome, context, &mut bytes).expect("memory takes everything");
        String::from_utf8(bytes).expect("reports are UTF-8")
    }

    #[test]
    fn folder_and_list_are_the_same() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report");
        let files = std::fs::read_dir(folder).expect("the folder of formats").flatten();
        let mut files: Vec<_> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
        // What several formats share, and what a format embeds, stands in folders.
        files.retain(|file| file.ends_with(".rs") && file != "mod.rs");
        files.sort();
        let mut listed: Vec<_> = ALL.iter().map(|format| format!("{}.rs", format.name)).collect();
        listed.sort();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_format_as_it_is_read() {
        let outcome = testing::outcome();
        for format in ALL {
            let text = report(format.name, &Context::default(), &outcome);
            testing::snapshot(&format!("report_{}", format.name), &text);
        }
    }

    #[test]
    fn no_format_lets_an_article_act_on_the_terminal() {
        let outcome = testing::outcome();
        for format in ALL {
            let text = report(format.name, &Context::default(), &outcome);
            let hostile = text.replace('\n', "").chars().find(|&c| crate::text::is_hostile(c));
            assert_eq!(hostile, None, "{}", format.name);
        }
    }

    #[test]
    fn colours_only_where_they_are_wanted() {
        let mut outcome = testing::outcome();
        outcome.findings.truncate(1);
        let context = Context { color: true, quiet: true };
        for name in ["full", "concise", "grouped"] {
            let text = report(name, &context, &outcome).replace('\x1b', "␛");
            testing::snapshot(&format!("report_{name}_colour"), &text);
        }
    }

    #[test]
    fn a_run_without_findings() {
        let mut outcome = testing::outcome();
        outcome.findings.clear();
        let nothing = "No findings in 5 articles (9 files, 1,204 facts compared).";
        for (name, first_line) in [
            ("full", nothing),
            ("grouped", nothing),
            ("markdown", &format!("### docparity: {nothing}")),
            ("gitlab", "[]"),
            ("concise", ""),
            ("jsonl", ""),
            ("github", ""),
            ("rdjsonl", ""),
        ] {
            let text = report(name, &Context::default(), &outcome);
            assert_eq!(text.lines().next().unwrap_or(""), first_line, "{name}");
        }
        let quiet = Context { quiet: true, ..Context::default() };
        assert_eq!(report("full", &quiet, &outcome), "");
    }

    #[test]
    fn a_finding_without_words_to_quote_names_its_places() {
        let mut outcome = testing::outcome();
        outcome.findings.truncate(1);
        for finding in &mut outcome.findings {
            finding.excerpt = Excerpt::default();
            finding.suggestion = None;
            finding.source.iter_mut().for_each(|source| source.excerpt = Excerpt::default());
        }
        let text = report("full", &Context { quiet: true, ..Context::default() }, &outcome);
        let places: Vec<_> = text.lines().skip(1).collect();
        assert_eq!(places, ["--> docs/ar-SA/renew.md:12:20", "::: docs/en/renew.md:12:23", ""]);
    }

    #[test]
    fn a_highlight_outside_its_excerpt_is_no_panic() {
        for (start, end) in [(0, 0), (3, 2_000), (1, 2), (9_999, 9_999)] {
            let mut outcome = testing::outcome();
            outcome.findings.iter_mut().for_each(|finding| finding.excerpt.highlight = Span { start, end });
            assert!(!report("full", &Context::default(), &outcome).is_empty());
        }
    }

    #[test]
    fn a_closed_pipe_is_told_to_the_caller() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in ALL {
            let error = (format.write)(&testing::outcome(), &Context::default(), &mut Closed).err();
            assert_eq!(error.map(|e| e.kind()), Some(io::ErrorKind::BrokenPipe), "{}", format.name);
        }
    }
}
