//! What holds of every article, whatever it says.
#![expect(clippy::unwrap_used, reason = "a check of articles at hand fails only where the test is wrong")]

use docparity::check::{HeldFile, Options, article};
use docparity::diagnostic::Finding;
use proptest::prelude::*;

fn file(path: &str, locale: &str, text: &str) -> HeldFile {
    HeldFile { path: path.to_owned(), locale: locale.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn findings(files: &[HeldFile]) -> Vec<Finding> {
    article(files, &Options::default()).unwrap().findings
}

/// Facts as English writes them, `{}` for the number.
const FACTS: [(&str, std::ops::Range<u32>); 7] = [
    ("{} files", 2..5000),
    ("{} days", 2..90),
    ("May {}, 2021", 1..28),
    ("{}:30 PM", 1..12),
    ("{} %", 2..99),
    ("${}", 2..999),
    ("{} GB", 2..64),
];

fn fact() -> impl Strategy<Value = String> {
    two_facts().prop_map(|(fact, _)| fact)
}

/// Two facts of one kind.
fn two_facts() -> impl Strategy<Value = (String, String)> {
    prop::sample::select(FACTS.to_vec()).prop_flat_map(|(frame, numbers)| {
        let write = move |n: u32| frame.replace("{}", &n.to_string());
        (numbers.clone(), numbers).prop_map(move |(a, b)| (write(a), write(b)))
    })
}

/// A block of an article with a fact.
fn block() -> impl Strategy<Value = String> {
    let frames = ["Keep {} here.", "# The {} there", "- only {} now", "> take **{}** home", "|a|b|\n|-|-|\n|c|{}|"];
    (prop::sample::select(frames.to_vec()), fact()).prop_map(|(frame, fact)| frame.replace("{}", &fact))
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..8).prop_map(|blocks| blocks.join("\n\n") + "\n")
}

/// Pieces of articles and of markup in any order, characters of several bytes among them.
fn disorder() -> impl Strategy<Value = String> {
    let pieces = [
        "5 days",
        "30 Tage",
        "３０",
        "年",
        "\u{301}",
        "\u{200B}",
        "\u{FEFF}",
        "é",
        "\r\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "`",
        "**",
        "[a](b)",
        "<span data-ttu-id=\"a-1\">",
        "<span data-stu-id=\"a-1\">",
        "<span class=\"sxs-lookup\">",
        "</span>",
        "<table><tr><td>",
        "|a|b|\n|-|-|\n",
        "---\n",
        "title: 5",
        "&nbsp;",
        "\\",
        "\t",
        "\0",
        "May 3, 2021",
        "bis 3. Mai 2021",
        "٣٠",
        "$5",
        "1.000,5",
        "{{a}}",
        "<!-- ",
        "-->",
        " ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_article_checked_against_itself_has_no_findings(text in text()) {
        let found = findings(&[file("en.md", "en", &text), file("gb.md", "en-GB", &text)]);
        prop_assert!(found.is_empty(), "{}", found[0].message);
    }

    #[test]
    fn the_order_of_files_changes_nothing(english in text(), german in text(), french in text()) {
        let [english, german, french] =
            [file("en.md", "en", &english), file("de.md", "de", &german), file("fr.md", "fr", &french)];
        let one = findings(&[english.clone(), german.clone(), french.clone()]);
        prop_assert_eq!(&one, &findings(&[french.clone(), english.clone(), german.clone()]));
        prop_assert_eq!(&one, &findings(&[german, french, english]));
    }

    #[test]
    fn two_texts_differ_whichever_is_the_english((a, b) in two_facts()) {
        let (a, b) = (format!("Keep {a} here.\n"), format!("Keep {b} here.\n"));
        let wrong = |english: &str, other: &str| !findings(&[file("en.md", "en", english), file("gb.md", "en-GB", other)]).is_empty();
        prop_assert_eq!(wrong(&a, &b), a != b);
        prop_assert_eq!(wrong(&b, &a), a != b);
    }

    #[test]
    fn findings_stand_inside_the_file_on_whole_characters(english in disorder(), german in disorder()) {
        let files = [file("en.md", "en", &english), file("de.md", "de", &german)];
        for finding in findings(&files) {
            let text = if finding.path == "en.md" { &english } else { &german };
            let (start, end) = (finding.span.start as usize, finding.span.end as usize);
            prop_assert!(text.get(start..end).is_some(), "{finding:?}");
            prop_assert!((finding.line, finding.column) <= (finding.end_line, finding.end_column), "{finding:?}");
            for side in [Some((&finding.target.text, finding.target.words)), finding.source.as_ref().map(|side| (&side.text, side.words))] {
                let Some((text, words)) = side else { continue };
                prop_assert!(text.get(words.range()).is_some(), "{finding:?}");
            }
        }
    }
}
