//! What is fuzzed, as plain functions: the fuzzer calls them with what it makes up, `tests/fuzz_seeds.rs` with the
//! seeds. Each panics where something does not hold.
#![allow(unreachable_pub, reason = "it is a module of that test as well")]

use docparity::align::blocks::{self, Outline, Side};
use docparity::align::facts::compare;
use docparity::check::{self, HeldFile, Options};
use docparity::config;
use docparity::debt::{Baseline, Sidecar, comments};
use docparity::diagnostic::Outcome;
use docparity::discover::Hint;
use docparity::document::{self, Article, Text};
use docparity::facts::{self, Reading};
use docparity::lexicon::{self, Lexicon};
use docparity::text::{Decoding, Source, Span};

/// A byte that stands between two files of an article.
const BETWEEN: u8 = 0x1E;

/// Front matter: with fences where the input begins with a line feed, else as it stands.
pub fn front_matter(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = match text.strip_prefix('\n') {
        Some(inner) => format!("---\n{inner}\n---\nText of 5 days.\n"),
        None => text.into_owned(),
    };
    let article = document::parse(&text);
    for key in &article.front_matter.keys {
        assert_inside(&text, key.span, &key.name);
    }
    if let Some(error) = &article.front_matter.error {
        assert_inside(&text, error.span, &error.message);
    }
    assert_inside(&text, article.front_matter.span, "front matter");
    let _ = Hint::of(&text);
}

/// A whole article, from bytes to segments with the way back.
pub fn article(data: &[u8]) {
    let source = Source::from_bytes("a.md", data.to_vec());
    let article = document::parse(&source.text);
    assert_article(&source, &article);
    let lines = source.line_index();
    for at in [0, source.text.len() / 2, source.text.len()] {
        let at = source.text.floor_char_boundary(at) as u32;
        assert!(lines.position(&source.text, at).line > 0);
        assert!(source.file_span(Span { start: at, end: at }).end as usize <= data.len().max(3));
    }
}

/// The facts of a text. Byte 0 chooses the locale, byte 1 one recognizer or all of them, byte 2 how the rest is written:
/// as text, or as words of the locale (two bytes from 0x80 on name one) between other signs.
pub fn facts(data: &[u8]) {
    let [locale, recognizer, writing, rest @ ..] = data else { return };
    let lexicon = lexicon_at(*locale);
    let text = if writing % 2 == 0 { String::from_utf8_lossy(rest).into_owned() } else { composed(rest, lexicon) };
    let source = Source::from_bytes("a.md", text.into_bytes());
    let article = document::parse(&source.text);
    for text in texts_of(&article) {
        let reading = match *recognizer {
            one @ ..128 => facts::read_alone(usize::from(one), text, lexicon, lexicon::english()),
            _ => facts::read(text, lexicon, lexicon::english()),
        };
        assert_reading(&source, text, &reading);
        for verdict in compare(&reading, &reading, &text.cooked, &text.cooked, lexicon) {
            let (one, other) = verdict.facts();
            assert!(one.into_iter().chain(other).all(|fact| fact < reading.facts.len()));
        }
    }
}

/// Articles held against each other, the files divided by `BETWEEN`. Byte 0 chooses the locale, byte 1 whether there is an
/// English, and whether deadlines are looked at.
pub fn alignment(data: &[u8]) {
    let [locale, how, rest @ ..] = data else { return };
    let texts: Vec<&[u8]> = rest.split(|byte| *byte == BETWEEN).take(3).collect();
    let sources: Vec<Source> = texts.iter().map(|bytes| Source::from_bytes("a.md", bytes.to_vec())).collect();
    let articles: Vec<Article<'_>> = sources.iter().map(|source| document::parse(&source.text)).collect();
    for pair in articles.windows(2) {
        assert_rows(&Outline::of(&pair[0], Side::Target), &Outline::of(&pair[1], Side::Target));
        assert_rows(&Outline::of(&pair[0], Side::Source), &Outline::of(&pair[1], Side::Target));
        let all = |article| texts_of(article).map(|text| &*text.cooked).collect::<Vec<_>>();
        blocks::align_same_language(&all(&pair[0]), &all(&pair[1]));
    }
    let first = if how % 2 == 0 { "en" } else { "nl-NL" };
    let locales = [first, lexicon_at(*locale).tag, "sv-SE"];
    let files: Vec<HeldFile> = texts
        .iter()
        .zip(locales)
        .enumerate()
        .map(|(at, (bytes, locale))| HeldFile {
            path: format!("{at}.md"),
            locale: if locale.is_empty() { "und".to_owned() } else { locale.to_owned() },
            bytes: bytes.to_vec(),
        })
        .collect();
    let as_of = (how & 2 != 0).then(|| config::values::day("2021-03-04").expect("a day"));
    let options = Options { as_of, with_matrix: how & 4 != 0, ..Options::default() };
    if let Ok(outcome) = check::article(&files, &options) {
        assert_findings(&files, &outcome);
    }
}

/// The configuration: a file, or `key=value` where it begins with `=`.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let folder = std::path::Path::new("/project");
    let effective = match text.strip_prefix('=') {
        Some(pair) => config::load(&[], None, &[pair.replacen('\n', "=", 1)]),
        None => config::read(&text, folder),
    };
    match effective.and_then(|effective| effective.options(Vec::new())) {
        Ok(options) => {
            let files = pair("# 5 days\n\nFY21 ends.\n", "# 6 Tage\n\nFY21 endet.\n");
            let _ = check::article(&files, &options);
        }
        Err(error) => assert!(error.to_string().ends_with(['.', '?', ')']), "{error}"),
    }
}

/// Files that runs leave behind: a baseline where it begins with `{`, comments of an article where it begins with `<`, a
/// shard behind an `M`, else exceptions.
pub fn records(data: &[u8]) {
    let path = std::path::Path::new("records");
    let files = pair("# 5 days\n\nFY21 ends.\n", "# 6 Tage\n\nFY22 endet.\n");
    let Ok(outcome) = check::article(&files, &Options::default()) else { return };
    let text = String::from_utf8_lossy(data);
    match data.first() {
        Some(b'{') => {
            if let Ok(mut baseline) = Baseline::parse(data, path) {
                let mut findings = outcome.findings.clone();
                let before = findings.len();
                assert_eq!(baseline.hide(&mut findings) + findings.len(), before);
                baseline.add(&outcome.findings);
                baseline.hide(&mut findings);
                assert!(findings.is_empty());
            }
        }
        Some(b'<') => {
            for comment in comments(&text) {
                assert!(text.get(comment.span.clone()).is_some(), "{comment:?}");
            }
        }
        Some(b'M') => {
            // A shard is read from a file only.
            let file = std::env::temp_dir().join(format!("docparity-fuzz-{}", std::process::id()));
            if std::fs::write(&file, &data[1..]).is_ok() {
                let _ = check::merged(&[file]);
            }
        }
        _ => match Sidecar::parse(&text, path) {
            Ok(sidecar) => {
                let index = sidecar.index();
                let mut is_used = vec![false; index.len()];
                outcome.findings.iter().for_each(|finding| _ = index.hides(finding, &mut is_used));
                for ((exception, place), is_used) in sidecar.exceptions().zip(is_used) {
                    assert!(text.get(place).is_some());
                    assert_eq!(outcome.findings.iter().any(|finding| exception.hides(finding)), is_used);
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        },
    }
}

/// An English article and its German translation.
fn pair(english: &str, german: &str) -> [HeldFile; 2] {
    [("en.md", "en", english), ("de.md", "de", german)].map(|(path, locale, text)| HeldFile {
        path: path.to_owned(),
        locale: locale.to_owned(),
        bytes: text.as_bytes().to_vec(),
    })
}

fn lexicon_at(byte: u8) -> &'static Lexicon {
    let tags: Vec<_> = lexicon::tags().collect();
    let tag = tags.get(usize::from(byte) % tags.len()).copied().unwrap_or("en");
    lexicon::by_file(tag).unwrap_or_else(lexicon::neutral)
}

/// Words of the locale where two bytes from 0x80 on name one, ASCII as it stands.
fn composed(bytes: &[u8], lexicon: &Lexicon) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte < 0x80 {
            text.push(char::from(byte));
            continue;
        }
        let low = bytes.get(at).copied().unwrap_or_default();
        at += 1;
        let index = (usize::from(byte) & 0x7F) << 8 | usize::from(low);
        let entries = lexicon.entries();
        if let Some(entry) = entries.get(index % entries.len().max(1)) {
            text.push_str(entry.exact.unwrap_or(&entry.word));
        }
    }
    text
}

fn texts_of<'a>(article: &'a Article<'_>) -> impl Iterator<Item = &'a Text<'a>> {
    let segments = article.blocks.iter().flat_map(|block| &block.segments);
    segments.flat_map(|segment| [segment.target.as_ref(), segment.source.as_ref()]).flatten()
}

fn assert_inside(text: &str, span: Span, what: &str) {
    assert!(text.get(span.range()).is_some(), "{what}: {span:?} of {}", text.len());
}

fn assert_article(source: &Source, article: &Article<'_>) {
    for block in &article.blocks {
        assert_inside(&source.text, block.span, "block");
    }
    for defect in &article.defects {
        assert_inside(&source.text, defect.span, "defect");
    }
    for text in texts_of(article) {
        assert_inside(&source.text, text.whole_span(), "text");
        for mark in &text.marks {
            assert!(text.cooked.get(mark.span.range()).is_some(), "{mark:?}");
        }
        let mut end = 0;
        for piece in text.pieces.iter() {
            assert!(piece.cooked >= end && text.cooked.is_char_boundary(piece.cooked as usize), "{piece:?}");
            assert_inside(&source.text, piece.span, "piece");
            end = piece.cooked;
        }
        for (at, c) in text.cooked.char_indices() {
            let span = text.article_span(Span::new(at, at + c.len_utf8()));
            assert_inside(&source.text, span, "character");
        }
    }
}

fn assert_reading(source: &Source, text: &Text<'_>, reading: &Reading) {
    for fact in &reading.facts {
        for span in [fact.span, fact.phrase(), fact.named()] {
            assert!(text.cooked.get(span.range()).is_some(), "{fact:?}");
            assert_inside(&source.text, text.article_span(span), "fact");
        }
        assert!(!fact.span.is_empty() && !fact.value.same_as().is_empty(), "{fact:?}");
    }
    for span in reading.ranges.iter().chain(reading.said.iter().map(|said| &said.span)) {
        assert!(text.cooked.get(span.range()).is_some(), "{span:?}");
    }
}

/// Every block of either side is in a row.
fn assert_rows(a: &Outline, b: &Outline) {
    let rows = blocks::align(a, b);
    for (len, of) in
        [(a.len(), rows.iter().map(|row| row.a).collect::<Vec<_>>()), (b.len(), rows.iter().map(|row| row.b).collect())]
    {
        let mut seen = vec![false; len];
        of.into_iter().flatten().for_each(|block| seen[block] = true);
        assert!(seen.iter().all(|seen| *seen), "a block is in no row");
    }
}

fn assert_findings(files: &[HeldFile], outcome: &Outcome) {
    for finding in &outcome.findings {
        let file = files.iter().find(|file| file.path == finding.path).expect("a finding is of a file");
        let range = finding.span.start as usize..finding.span.end as usize;
        assert!(file.bytes.get(range.clone()).is_some(), "{finding:?}");
        let decoding = Source::from_bytes("", file.bytes.clone()).decoding;
        if matches!(decoding, Decoding::Utf8) {
            let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
            assert!(text.get(range).is_some(), "{finding:?}");
        }
        assert!(!finding.message.is_empty() && finding.line > 0 && finding.column > 0, "{finding:?}");
    }
}
