//! The rules as their documentation shows them: every example runs through the whole program, every problem is
//! claimed by one rule, and the README's table says what the registry says.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::env;
use std::fs;
use std::path::Path;

use docparity::align::Fault;
use docparity::check::{self, Options};
use docparity::diagnostic::Finding;
use docparity::document::DefectKind;
use docparity::facts::{Damage, Date, Duration, Fact, Frequency, Kind, Period, Time, Value};
use docparity::lexicon::TimeUnit;
use docparity::rules::{self, About, Problem, Rule, Told, Trouble, Witnesses};
use docparity::text::Span;
use rust_decimal::Decimal;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The findings of a run on `files`, paths and bytes, each with the words it points at.
fn findings(files: &[(&str, &[u8])]) -> Vec<(Finding, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let outcome = check::run(&Options { paths: vec![folder.path().to_owned()], ..Options::default() }).unwrap();
    assert_eq!(outcome.summary.skipped, []);
    let words = |finding: &Finding| {
        let bytes = fs::read(finding.path.as_str()).unwrap();
        String::from_utf8_lossy(&bytes[finding.span.start as usize..finding.span.end as usize]).into_owned()
    };
    outcome.findings.into_iter().map(|finding| (finding.clone(), words(&finding))).collect()
}

/// An article of one span pair, in the locale it names.
fn side_by_side(locale: &str, target: &str, source: &str) -> String {
    format!(
        "---\ntitle: A\nms.contentlocale: {locale}\n---\n\n<span data-ttu-id=\"a1b2c-101\">{target}</span>\
         <span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-101\">{source}</span></span>\n"
    )
}

#[test]
fn examples_find_the_words_they_name_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        for example in rule.examples {
            let article = side_by_side(example.locale, example.target, example.source);
            let found = findings(&[(&format!("{}/a.md", example.locale), article.as_bytes())]);
            let found: Vec<_> = found.iter().map(|(finding, words)| (finding.rule.as_str(), words.as_str())).collect();
            // An example of what is found shows that one thing; one of what agrees may be another rule's concern.
            let is_right = match example.finds {
                Some(words) => found == [(rule.id, words)],
                None => found.iter().all(|(id, _)| *id != rule.id),
            };
            if !is_right {
                wrong.push(format!("{}: {example:#?}\nfound {found:?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn rules_about_pairs_show_what_is_found_and_what_agrees() {
    for rule in rules::ALL.iter().filter(|rule| rule.about == About::Pair && rule.id != "missing-block") {
        let shows = |is_found: bool| rule.examples.iter().any(|example| example.finds.is_some() == is_found);
        assert!(shows(true), "{} has no example that is found", rule.id);
        assert!(shows(false), "{} has no example that stays silent", rule.id);
    }
}

/// What a sentence pair cannot show: files, and the rule and words that are reported in them, in order.
type Tree<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)]);

#[test]
fn rules_about_files_and_families_find_what_they_say() {
    let open = "<span data-ttu-id=\"a1b2c-101\">Vous avez 30 jours.</span>\
                <span class=\"sxs-lookup\"><span data-stu-id=\"a1b2c-101\">You have 30 days.</span></span>";
    let article = |rest: &str| format!("# <a name=\"a\"></a>A\n\n{open}\n\n{rest}\n");
    let unclosed = article("<span data-ttu-id=\"a1b2c-102\">Demain.");
    let lone = article("<span data-ttu-id=\"a1b2c-102\">Demain.</span>");
    let idle = article("<!-- docparity-enable -->");
    let german = format!("---\ntitle: A\nms.contentlocale: de-DE\n---\n\n{open}\n");
    let broken = format!("---\ntitle: [A\n---\n\n{open}\n");
    let newer = "---\nms.openlocfilehash: 2222\nms.lasthandoff: 06/14/2022\n---\n\n\
        <span data-ttu-id=\"a-101\">Het aanbod geldt tot 31 oktober 2022.</span><span class=\"sxs-lookup\">\
        <span data-stu-id=\"a-101\">The offer is valid until October 31, 2022.</span></span>\n";
    let older = "---\nms.openlocfilehash: 1111\nms.lasthandoff: 02/09/2022\n---\n\n\
        <span data-ttu-id=\"a-101\">L’offre est valable jusqu’au 31 mai 2022.</span><span class=\"sxs-lookup\">\
        <span data-stu-id=\"a-101\">The offer is valid until May 31, 2022.</span></span>\n";
    let trees: &[Tree<'_>] = &[
        ("malformed-pair", &[("fr-FR/a.md", &unclosed)], &[("malformed-pair", "<span data-ttu-id=\"a1b2c-102\">")]),
        ("missing-pair", &[("fr-FR/a.md", &lone)], &[("missing-pair", "<span data-ttu-id=\"a1b2c-102\">")]),
        ("locale-mismatch", &[("fr-FR/a.md", &german)], &[("locale-mismatch", "de-DE")]),
        ("invalid-front-matter", &[("fr-FR/a.md", &broken)], &[("invalid-front-matter", "title: [A")]),
        ("unused-suppression", &[("fr-FR/a.md", &idle)], &[("unused-suppression", "<!-- docparity-enable -->")]),
        (
            "missing-block",
            &[
                ("en/a.md", "# A\n\nYou have 30 days.\n\n## B\n\nThe end is near.\n"),
                ("fr-FR/a.md", "# A\n\nVous avez 30 jours.\n"),
            ],
            &[("missing-block", "")],
        ),
        ("stale-translation", &[("nl-NL/a.md", newer), ("fr-FR/a.md", older)], &[("stale-translation", "31 mai 2022")]),
        (
            "locale-disagreement",
            &[
                ("fr-FR/a.md", "# A\n\nL’offre est valable jusqu’au 31 mai 2022.\n"),
                ("nl-NL/a.md", "# A\n\nHet aanbod geldt tot 31 oktober 2022.\n"),
                ("sv-SE/a.md", "# A\n\nErbjudandet gäller till den 31 oktober 2022.\n"),
            ],
            &[("locale-disagreement", "31 mai 2022")],
        ),
    ];
    for (rule, files, expected) in trees {
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        let found = findings(&files);
        let found: Vec<_> = found.iter().map(|(finding, words)| (finding.rule.as_str(), words.as_str())).collect();
        assert_eq!(found, *expected, "{rule}");
    }
    let latin: &[u8] = b"<span data-ttu-id=\"a-101\">Caf\xE9, 30 jours.</span>\
        <span class=\"sxs-lookup\"><span data-stu-id=\"a-101\">Coffee, 30 days.</span></span>\n";
    let found = findings(&[("fr-FR/a.md", latin)]);
    let found: Vec<_> = found.iter().map(|(finding, _)| (finding.rule.as_str(), finding.column)).collect();
    assert_eq!(found, [("malformed-text", 30)]);
    let shown: Vec<_> = trees.iter().map(|(rule, ..)| *rule).chain(["malformed-text", "past-deadline"]).collect();
    for rule in rules::ALL.iter().filter(|rule| rule.examples.is_empty()) {
        assert!(shown.contains(&rule.id), "nothing shows what {} finds", rule.id);
    }
}

#[test]
fn what_three_translations_of_a_revision_say_alike_was_in_their_source() {
    let of = |revision: &str, text: &str| format!("---\nsource_sha1: {revision}\n---\n\n# A\n\n{text}\n");
    let (old, other) = ("aaaa1111", "bbbb2222");
    let english = "# A\n\nThe offer is valid until October 31, 2022.\n".to_owned();
    let french = of(old, "L’offre est valable jusqu’au 31 mai 2022.");
    let swedish = of(old, "Erbjudandet gäller till den 31 maj 2022.");
    let dutch = of(old, "Het aanbod geldt tot 31 mei 2022.");
    let german = of(other, "Das Angebot gilt bis zum 31. Mai 2022.");
    let rules = |files: &[(&str, &String)]| -> Vec<(String, String)> {
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        findings(&files).into_iter().map(|(finding, _)| (finding.locale.into(), finding.rule.into())).collect()
    };
    let row = |locale: &str, rule: &str| (locale.to_owned(), rule.to_owned());
    let (stale, wrong) = ("stale-translation", "date-mismatch");
    let all =
        [("en/a.md", &english), ("fr/a.md", &french), ("sv/a.md", &swedish), ("nl/a.md", &dutch), ("de/a.md", &german)];
    assert_eq!(rules(&all), [row("de", wrong), row("fr", stale), row("nl", stale), row("sv", stale)]);
    // Two may have made the same mistake, and where a sister says it right, the source did.
    assert_eq!(rules(&all[..3]), [row("fr", wrong), row("sv", wrong)]);
    let right = of(old, "Het aanbod geldt tot 31 oktober 2022.");
    let mixed = [all[0], all[1], all[2], ("nl/a.md", &right)];
    assert_eq!(rules(&mixed), [row("fr", wrong), row("sv", wrong)]);
}

#[test]
fn past_deadlines_are_reported_where_a_day_is_named() {
    let sides = [
        ("L’offre est valable jusqu’au 31 mai 2022.", "The offer is valid until May 31, 2022.", true),
        ("L’offre est valable jusqu’au 1er juin 2022.", "The offer is valid until June 1, 2022.", false),
        ("La remise vaut du 1er mars au 30 avril 2022.", "The discount is valid from March 1 to April 30, 2022.", true),
        ("Inscrivez-vous avant le 1er mai 2022.", "Register before May 1, 2022.", true),
        ("Les prix changent le 31 mai 2022.", "Prices change on May 31, 2022.", false),
        ("Le programme continue jusqu’en juin 2022.", "The program goes on until June 2022.", false),
        ("Inscrivez-vous avant le 31 mai.", "Register before May 31.", false),
    ];
    for (target, source, is_over) in sides {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("fr-FR")).unwrap();
        fs::write(folder.path().join("fr-FR/a.md"), side_by_side("fr-FR", target, source)).unwrap();
        let run = |as_of, select: &[&str]| {
            let select = select.iter().map(|rule| (*rule).to_owned()).collect();
            check::run(&Options { paths: vec![folder.path().to_owned()], as_of, select, ..Options::default() })
        };
        let found = run(Some(jiff::civil::date(2022, 6, 1)), &[]).unwrap().findings;
        let ids: Vec<_> = found.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(ids, if is_over { vec!["past-deadline"] } else { vec![] }, "{target}");
        assert_eq!(run(None, &[]).unwrap().findings, [], "{target}");
        let refused = run(None, &["past-deadline"]).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains("--as-of"), "{refused}");
    }
}

/// A fact of each kind.
fn fact(kind: Kind) -> Fact {
    let two = Decimal::TWO;
    let date = Date { year: Some(2020), month: Some(6), day: Some(30), weekday: None };
    let value = match kind {
        Kind::Number => Value::Number(two),
        Kind::Ordinal => Value::Ordinal(two),
        Kind::Percent => Value::Percent(two),
        Kind::Ratio => Value::Ratio(two, two),
        Kind::Fraction => Value::Fraction(1, 2),
        Kind::Multiple => Value::Multiple(two),
        Kind::Duration => Value::Duration(Duration { amount: two, to: None, unit: TimeUnit::Day }),
        Kind::Date => Value::Date(date),
        Kind::Weekday => Value::Date(Date { weekday: Some(6), ..Date::default() }),
        Kind::DateRange => Value::DateRange(Some(date), None),
        Kind::Period => Value::Period(Period { is_fiscal: true, year: Some(2020), part: None }),
        Kind::Time => Value::Time(Time { hour: 6, minute: 0, second: None, zone: None, is_certain: true }),
        Kind::Frequency => Value::Frequency(Frequency { times: two, every: two, unit: TimeUnit::Day }),
        Kind::Money => Value::Money("USD", two),
        Kind::Quantity => Value::Quantity(two, "gigabyte"),
        Kind::Version => Value::Version("1.2".to_owned()),
        Kind::Identifier => Value::Identifier("E5".to_owned()),
    };
    let fact = Fact::new(value, Span::new(0, 5));
    assert_eq!(fact.kind(), kind);
    fact
}

/// Which sides of a problem have a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sides {
    Both,
    Source,
    Target,
    None,
}

/// Every trouble there is, and the sides it comes with. The match has no wildcard: a new trouble does not compile
/// before it is here.
fn troubles() -> Vec<(Trouble, Sides)> {
    let sides = |trouble: &Trouble| match trouble {
        Trouble::Value
        | Trouble::Name
        | Trouble::AmbiguousDate
        | Trouble::LostEnd
        | Trouble::Relation(Fault::Flipped | Fault::Lost | Fault::Weakened)
        | Trouble::Separators
        | Trouble::Order
        | Trouble::Damage(Damage::BrokenWord | Damage::MissingMark | Damage::Disorder | Damage::DecimalComma)
        | Trouble::Impossible
        | Trouble::Reversed
        | Trouble::Stale(_)
        | Trouble::Disagreement(_)
        | Trouble::Past(_) => Sides::Both,
        Trouble::Missing => Sides::Source,
        Trouble::Added | Trouble::Repeated => Sides::Target,
        Trouble::Pair(
            DefectKind::Unclosed
            | DefectKind::Crossed
            | DefectKind::DifferingIds
            | DefectKind::DuplicateId
            | DefectKind::NoSource
            | DefectKind::NoTarget
            | DefectKind::EmptyTarget
            | DefectKind::EmptySource,
            _,
        )
        | Trouble::Locale { .. }
        | Trouble::FrontMatter(_)
        | Trouble::Encoding(_)
        | Trouble::NoLocale(_)
        | Trouble::Exception(_)
        | Trouble::Block { .. } => Sides::None,
    };
    let pair = |kind| Trouble::Pair(kind, "a-1".to_owned());
    let all = [
        Trouble::Value,
        Trouble::Name,
        Trouble::AmbiguousDate,
        Trouble::LostEnd,
        Trouble::Missing,
        Trouble::Added,
        Trouble::Repeated,
        Trouble::Relation(Fault::Flipped),
        Trouble::Relation(Fault::Lost),
        Trouble::Relation(Fault::Weakened),
        Trouble::Separators,
        Trouble::Order,
        Trouble::Damage(Damage::BrokenWord),
        Trouble::Damage(Damage::MissingMark),
        Trouble::Damage(Damage::Disorder),
        Trouble::Damage(Damage::DecimalComma),
        Trouble::Impossible,
        Trouble::Reversed,
        Trouble::Stale(Witnesses::default()),
        Trouble::Past(jiff::civil::date(2026, 1, 31)),
        Trouble::Disagreement(Witnesses { others: vec!["sv".to_owned()], ..Witnesses::default() }),
        pair(DefectKind::Unclosed),
        pair(DefectKind::Crossed),
        pair(DefectKind::DifferingIds),
        pair(DefectKind::DuplicateId),
        pair(DefectKind::NoSource),
        pair(DefectKind::NoTarget),
        pair(DefectKind::EmptyTarget),
        pair(DefectKind::EmptySource),
        Trouble::Locale { stated: "de".to_owned(), expected: "fr".to_owned() },
        Trouble::FrontMatter("It does not parse.".to_owned()),
        Trouble::Encoding(docparity::text::Unreadable::Null),
        Trouble::NoLocale("x".to_owned()),
        Trouble::Exception("It hides nothing.".to_owned()),
        Trouble::Block { is_added: false, count: 3 },
        Trouble::Block { is_added: true, count: 1 },
    ];
    all.into_iter().map(|trouble| (trouble.clone(), sides(&trouble))).collect()
}

#[test]
fn every_problem_is_claimed_by_one_rule_which_has_a_sentence_for_it() {
    let facts: Vec<Fact> = Kind::ALL.iter().map(|(kind, _)| fact(*kind)).collect();
    let told = |fact| Told { fact, words: "words" };
    let mut claiming = std::collections::BTreeSet::new();
    for (trouble, sides) in troubles() {
        for source in &facts {
            for target in &facts {
                let problem = Problem {
                    trouble: trouble.clone(),
                    source: matches!(sides, Sides::Both | Sides::Source).then_some(told(source)),
                    target: matches!(sides, Sides::Both | Sides::Target).then_some(told(target)),
                };
                let claims: Vec<&Rule> = rules::ALL.iter().copied().filter(|rule| (rule.claims)(&problem)).collect();
                let ids: Vec<_> = claims.iter().map(|rule| rule.id).collect();
                assert_eq!(ids.len(), 1, "{trouble:?}, {:?} told as {:?}: {ids:?}", source.kind(), target.kind());
                claiming.insert(ids[0]);
                let sentence = (claims[0].message)(&problem);
                assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{trouble:?}: {sentence:?}");
                if sides != Sides::None {
                    assert!(sentence.contains("“words”"), "{trouble:?}: {sentence:?}");
                }
            }
        }
    }
    let all: std::collections::BTreeSet<_> = rules::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(claiming, all, "a rule that claims nothing");
}

#[test]
fn folder_and_registry_hold_the_same_rules() {
    let files = fs::read_dir(Path::new(ROOT).join("src/rules")).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|file| !["mod.rs", "plain.rs", "problem.rs", "wording.rs"].contains(&file.as_str()));
    files.sort();
    let mut listed: Vec<_> = rules::ALL.iter().map(|rule| format!("{}.rs", rule.id.replace('-', "_"))).collect();
    listed.sort();
    assert_eq!(files, listed);
}

/// With `DOCPARITY_README_WRITE=1` the table is written, else compared.
#[test]
fn the_readme_lists_the_rules() {
    let path = Path::new(ROOT).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- rules:begin -->\n", "<!-- rules:end -->");
    let (before, rest) = readme.split_once(begin).unwrap();
    let (table, after) = rest.split_once(end).unwrap();
    let mut expected = "| rule | severity | finds |\n|---|---|---|\n".to_owned();
    for rule in rules::ALL {
        let when = if rule.is_default { "" } else { " (where it is selected)" };
        expected.push_str(&format!("| `{}` | {} | {}{when} |\n", rule.id, rule.severity.as_str(), rule.finds));
    }
    if env::var_os("DOCPARITY_README_WRITE").is_some() {
        fs::write(&path, [before, begin, &expected, end, after].concat()).unwrap();
    } else {
        assert_eq!(table, expected, "run `DOCPARITY_README_WRITE=1 cargo test --test rules` and read the change");
    }
}
