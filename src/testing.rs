//! What unit tests share: snapshots in `snapshots/`, and an outcome made by hand.

use crate::diagnostic::{ByteSpan, Counts, Excerpt, FactView, Finding, Outcome, Severity, Skipped};
use crate::diagnostic::{SourceSide, Summary, TargetSide, Words};
use crate::text::{LineIndex, Span};

/// Holds `text` against `snapshots/NAME.snap`.
pub(crate) fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // The rules are documented in files of their own, and so is how SARIF declares them.
    settings.add_filter("(?s)(\"driver\": \\{.*?\"rules\": \\[).*?\n          \\]", "$1 … ]");
    // The page's own style and script stand in files of their own.
    settings.add_filter("(?s)<(style|script)>.*?</(style|script)>", "<$1>…</$2>");
    settings.add_filter("'sha256-[^']+'", "'sha256-…'");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A side of a finding: a file, and in it `before`, the words concerned, `after`.
struct Side {
    path: &'static str,
    locale: &'static str,
    line: u32,
    text: [&'static str; 3],
    fact: Option<[&'static str; 3]>,
}

impl Side {
    fn whole(&self) -> String {
        self.text.concat()
    }

    fn span(&self) -> Span {
        let start = self.text[0].len();
        Span::new(start, start + self.text[1].len())
    }

    fn excerpt(&self) -> Excerpt {
        Excerpt { text: self.whole().into(), line: self.line, highlight: self.span() }
    }

    fn position(&self, offset: u32) -> (u32, u32) {
        let position = LineIndex::new(&self.whole()).position(&self.whole(), offset);
        (self.line + position.line - 1, position.column)
    }

    fn byte_column(&self, offset: u32) -> u32 {
        let whole = self.whole();
        let line_start = whole[..offset as usize].rfind('\n').map_or(0, |at| at + 1);
        offset - Span::new(line_start, line_start).start + 1
    }

    fn fact(&self) -> Option<FactView> {
        let [kind, value, relation] = self.fact?;
        let relation = (!relation.is_empty()).then(|| relation.into());
        let text = self.text[1].into();
        Some(FactView { kind: kind.into(), value: value.into(), text, relation, bound: None, weak: false })
    }

    fn source(&self) -> SourceSide {
        let (line, column) = self.position(self.span().start);
        let (path, locale) = (self.path.into(), self.locale.into());
        let (text, fact, words) = (self.whole().into(), self.fact(), self.span());
        SourceSide { path, line, column, text, fact, locale, words, excerpt: self.excerpt() }
    }

    fn finding(&self, rule: &str, severity: Severity, message: &str, source: Option<Side>) -> Finding {
        let (line, column) = self.position(self.span().start);
        let (end_line, end_column) = self.position(self.span().end);
        Finding {
            rule: rule.into(),
            severity,
            path: self.path.into(),
            line,
            column,
            end_line,
            end_column,
            span: ByteSpan::from(self.span()),
            locale: self.locale.into(),
            article: "renewals".into(),
            segment: None,
            message: message.into(),
            source: source.map(|side| side.source()),
            target: TargetSide { text: self.whole().into(), fact: self.fact(), words: self.span() },
            suggestion: None,
            is_safe_fix: false,
            fingerprint: "0f1e2d3c4b5a6978".into(),
            byte_columns: (self.byte_column(self.span().start), self.byte_column(self.span().end)),
            excerpt: self.excerpt(),
        }
    }
}

/// Findings of every shape that reports must cope with, in sentences of our own.
pub(crate) fn outcome() -> Outcome {
    let findings =
        vec![arabic(), heading_over_two_lines(), french_date(), invented_word(), hostile(), emoji(), wide_characters()];
    let skipped = vec![
        Skipped {
            path: "docs/fr-FR/old.md".to_owned(),
            reason: "`docs/fr-FR/old.md` is larger than the limit of 10 bytes and was not read.".to_owned(),
            is_failure: true,
        },
        Skipped { path: "docs/media/logo.md".to_owned(), reason: "It holds no text.".to_owned(), is_failure: false },
    ];
    let counts = Counts::of(&findings);
    let summary =
        Summary { articles: 5, files: 9, segments: 321, facts: 1204, findings: counts, skipped, seconds: 0.25 };
    Outcome { findings, summary, ..Outcome::default() }
}

fn arabic() -> Finding {
    let target = Side {
        path: "docs/ar-SA/renew.md",
        locale: "ar-SA",
        line: 12,
        text: ["يمكنك الإلغاء خلال ", "٣٠ يومًا", " من تاريخ الشراء."],
        fact: Some(["duration", "P30D", ""]),
    };
    let source = Side {
        path: "docs/en/renew.md",
        locale: "en",
        line: 12,
        text: ["You can cancel within ", "13 days", " of the purchase date."],
        fact: Some(["duration", "P13D", ""]),
    };
    let message = "The translation says 30 days (`٣٠ يومًا`) where the English says 13 days (`13 days`).";
    let finding = target.finding("duration-mismatch", Severity::Error, message, Some(source));
    Finding { segment: Some("8454a-119".into()), suggestion: Some("١٣ يومًا".into()), ..finding }
}

fn heading_over_two_lines() -> Finding {
    let target = Side {
        path: "docs/de-DE/renew.md",
        locale: "de-DE",
        line: 3,
        text: ["Verlängern Sie spätestens\nam ", "15. Mai\n2021", " um 18 Uhr\n=========="],
        fact: Some(["date", "2021-05-15", "by"]),
    };
    let source = Side {
        path: "docs/en/renew.md",
        locale: "en",
        line: 3,
        text: ["Renew by ", "May 16,\r\n2021", ", 6 PM\r\n======"],
        fact: Some(["date", "2021-05-16", "by"]),
    };
    let message = "The translation says May 15, 2021 (`15. Mai\n2021`) where the English says May 16, 2021.";
    target.finding("date-mismatch", Severity::Error, message, Some(source))
}

fn french_date() -> Finding {
    let target = Side {
        path: "docs/fr-FR/renew.md",
        locale: "fr-FR",
        line: 9,
        text: ["…nt toutes les offres, jusqu’au ", "30 juin 2020", ", sauf…"],
        fact: Some(["date", "2020-06-30", "until"]),
    };
    let source = Side {
        path: "docs/en/renew.md",
        locale: "en",
        line: 140,
        text: ["…for all offers, until ", "July 14, 2020", ", except…"],
        fact: Some(["date", "2020-07-14", "until"]),
    };
    let message = "The translation says June 30, 2020 (`30 juin 2020`) where the English says July 14, 2020.";
    let finding = target.finding("date-mismatch", Severity::Error, message, Some(source));
    // A long line is cut: the column is that of the file, not of the excerpt.
    Finding { column: 412, end_column: 424, suggestion: Some("14 juillet 2020".into()), ..finding }
}

fn invented_word() -> Finding {
    let target = Side {
        path: "docs/fr-FR/renew.md",
        locale: "fr-FR",
        line: 21,
        text: ["La période ", "quotidienne", " commence à la date anniversaire."],
        fact: Some(["frequency", "R/P1D", ""]),
    };
    let message = "The translation says daily (`quotidienne`), of which the English says nothing.";
    let finding = target.finding("fact-added", Severity::Info, message, None);
    Finding { suggestion: Some(Words::default()), ..finding }
}

fn hostile() -> Finding {
    let target = Side {
        path: "docs/xx/\x1b]0;owned\x07.md",
        locale: "und",
        line: 1,
        text: ["\u{202E}evil\u{202C}\t\x1b[2J\u{9b}31m ", "5\x1b[1A7 GB", " \u{2067}x\u{2069} \u{E0041}"],
        fact: Some(["quantity", "57 gigabyte", ""]),
    };
    let source = Side {
        path: "docs/en/\x1b[31m.md",
        locale: "en\x1b[0m",
        line: 1,
        text: ["evil ", "5 \x07GB", " x"],
        fact: Some(["quantity", "5 gigabyte", ""]),
    };
    let message = "The translation says `5\x1b[1A7 GB` where the English says `5 \x07GB`\r\n::error::no.";
    let finding = target.finding("quantity-mismatch", Severity::Error, message, Some(source));
    Finding { suggestion: Some("5 \u{202E}GB\x1b[0m".into()), ..finding }
}

fn emoji() -> Finding {
    let target = Side {
        path: "docs/zh-TW/renew.md",
        locale: "zh-TW",
        line: 7,
        text: ["🎉 👩\u{200D}💻 ", "2018 年 9 月 1", " 起"],
        fact: Some(["date", "2018-09-01", "from"]),
    };
    let source = Side {
        path: "docs/en/renew.md",
        locale: "en",
        line: 7,
        text: ["🎉 👩\u{200D}💻 from ", "September 1, 2018", ""],
        fact: Some(["date", "2018-09-01", "from"]),
    };
    let message = "The day of `2018 年 9 月 1` lacks its marker `日`.";
    let finding = target.finding("malformed-fact", Severity::Warning, message, Some(source));
    Finding { suggestion: Some("2018 年 9 月 1 日".into()), ..finding }
}

fn wide_characters() -> Finding {
    let target = Side {
        path: "docs/zh-TW/renew.md",
        locale: "zh-TW",
        line: 30,
        text: ["您的新週年日會是目前週年日", "前的 365 天", "。"],
        fact: Some(["duration", "P365D", "before"]),
    };
    let source = Side {
        path: "docs/en/renew.md",
        locale: "en",
        line: 30,
        text: ["Your new anniversary is ", "365 days after", " the current one."],
        fact: Some(["duration", "P365D", "after"]),
    };
    let message = "The translation says 365 days before (`前的 365 天`) where the English says 365 days after.";
    target.finding("relation-mismatch", Severity::Error, message, Some(source))
}
