//! What findings suggest: applied to the file, it leaves nothing to find. Sentences of our own.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::fs;

use docparity::check::{Options, run};
use docparity::diagnostic::Finding;

/// What is shown, locale, English, translation, and the translation with the suggestion applied; `None` where nothing
/// is certain.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

const ROWS: &[Row] = &[
    // Numbers in the way that the translation writes them
    ("a number of days", "de-DE", "Wait 35 days.", "Warten Sie 30 Tage.", Some("Warten Sie 35 Tage.")),
    ("markup stays", "de-DE", "Wait 35 days.", "Warten Sie **30** Tage.", Some("Warten Sie **35** Tage.")),
    ("grouping", "de-DE", "We have 2,500 users.", "Wir haben 1.500 Benutzer.", Some("Wir haben 2.500 Benutzer.")),
    ("a number that needs a group", "pl-PL", "We sold 12,500.", "Sprzedaliśmy 125.", Some("Sprzedaliśmy 12 500.")),
    ("zeros behind the mark", "fr-FR", "It costs $9.50.", "Il coûte 8,50 $.", Some("Il coûte 9,50 $.")),
    ("a space before the sign", "fr-FR", "A share of 20%.", "Une part de 15 %.", Some("Une part de 20 %.")),
    ("native digits", "ar-SA", "Wait 35 days.", "انتظر ٣٠ يومًا.", Some("انتظر ٣٥ يومًا.")),
    ("wide digits", "ja-JP", "Enter 35 seats.", "３０ シートを入力します。", Some("３５ シートを入力します。")),
    ("zeros of a code", "pl-PL", "SKU number: 0003", "Numer SKU: 0002", Some("Numer SKU: 0003")),
    ("a number word", "nl-NL", "Fifteen days.", "Dertig dagen.", Some("Vijftien dagen.")),
    ("a multiplier", "zh-CN", "You need 20 million.", "需要 3000 万。", Some("需要 2000 万。")),
    // Dates
    ("a day", "sv-SE", "On March 9, 2021.", "Den 5 mars 2021.", Some("Den 9 mars 2021.")),
    ("a month by name", "fr-FR", "On May 3, 2021.", "Le 3 mars 2021.", Some("Le 3 mai 2021.")),
    ("a month in its case", "ru-RU", "On June 5, 2020.", "Это 5 июля 2020 г.", Some("Это 5 июня 2020 г.")),
    ("a month with its mark", "ja-JP", "On June 5, 2020.", "2020 年 7 月 5 日です。", Some("2020 年 6 月 5 日です。")),
    ("a year of another era", "th-TH", "In May 2020.", "ในเดือนพฤษภาคม พ.ศ. 2564", Some("ในเดือนพฤษภาคม พ.ศ. 2563")),
    ("two parts at once", "de-DE", "On May 3, 2021.", "Am 3. März 2020.", Some("Am 3. Mai 2021.")),
    (
        "an end of a range",
        "de-DE",
        "From June 3 to June 7, 2021.",
        "Vom 3. Juni bis 7. Juli 2021.",
        Some("Vom 3. Juni bis 7. Juni 2021."),
    ),
    ("zeros of a date", "fr-FR", "On 3/12/2020.", "Le 02/12/2020.", Some("Le 12/03/2020.")),
    ("English order", "nl-NL", "Paid on 2/12/2018.", "Betaald op 2/12/2018.", Some("Betaald op 12-2-2018.")),
    ("English order, one reading", "pt-PT", "Paid on 1/13/2018.", "Pago em 1/13/2018.", Some("Pago em 13/1/2018.")),
    (
        "English order, marks of the language",
        "de-DE",
        "Due on 2/28/2019, not later.",
        "Fällig am 2/28/2019, nicht später.",
        Some("Fällig am 28.2.2019, nicht später."),
    ),
    (
        "English order, spaced and padded",
        "hu-HU",
        "It starts on 2/11/17 at the office.",
        "Az irodában 2/11/17 a kezdés.",
        Some("Az irodában 17. 02. 11. a kezdés."),
    ),
    (
        "English order at the end of a sentence",
        "cs-CZ",
        "Subscribe on 1/31.",
        "Přihlaste se 1/31.",
        Some("Přihlaste se 31. 1."),
    ),
    (
        "English order, two digits of the year",
        "ru-RU",
        "Since 1/31/19 it is open.",
        "С 1/31/19 открыто.",
        Some("С 31.01.19 открыто."),
    ),
    ("English order in a range", "nl-NL", "7/8 - 7/31", "7/8 - 7/31", Some("8/7 - 31/7")),
    // Writing
    ("a decimal point", "nl-NL", "It is 4.25 now.", "Het is nu 4.25.", Some("Het is nu 4,25.")),
    ("English separators", "de-DE", "It is 1,234.50 now.", "Es sind 1,234.50.", Some("Es sind 1.234,50.")),
    ("a comma in a version", "fr-FR", "Use TLS 1.2.", "Utilisez TLS 1,2.", Some("Utilisez TLS 1.2.")),
    ("a broken word", "nl-NL", "Fifteen days.", "Vijf tien dagen.", Some("Vijftien dagen.")),
    (
        "a day without its mark",
        "zh-TW",
        "On September 1, 2018.",
        "2018 年 9 月 1 購買。",
        Some("2018 年 9 月 1 日 購買。"),
    ),
    (
        "a GUID",
        "de-DE",
        "Use 2a31c234-1f4e-4c60-909e-76d234f93161.",
        "Verwenden Sie 2a31c234-1f4e-4c60-909e-76d234f9316.",
        Some("Verwenden Sie 2a31c234-1f4e-4c60-909e-76d234f93161."),
    ),
    // Nothing is certain
    ("another plural", "ru-RU", "Wait 25 days.", "Подождите 21 день.", None),
    ("one and many", "de-DE", "Wait 15 days.", "Warten Sie 1 Tag.", None),
    ("the first of a month", "fr-FR", "On March 2, 2021.", "Le 1er mars 2021.", None),
    ("an elided article", "it-IT", "On March 9, 2021.", "L’8 marzo 2021.", None),
    ("an article to elide", "it-IT", "On March 8, 2021.", "Il 9 marzo 2021.", None),
    ("an ending by vowel harmony", "tr-TR", "In 2019.", "2021'de.", None),
    ("two numbers in question", "de-DE", "7 of 9 seats.", "5 von 6 Plätzen.", None),
    ("a number beside the number", "de-DE", "On March 9, 2021.", "Am 9 5. März 2021.", None),
    ("the right number elsewhere", "de-DE", "Wait 35 days.", "35 Warten Sie 30 Tage.", None),
    ("a torn code", "tr-TR", "Order 6Y5-00005.", "Sipariş 6Yı5-00005.", None),
    ("another unit", "de-DE", "Wait 30 hours.", "Warten Sie 30 Tage.", None),
    ("thousands told as units", "cs-CZ", "It costs $300K.", "Stojí $300.", None),
    (
        "the number of a product before a month",
        "uk-UA",
        "We support Windows 10 until October 14, 2025.",
        "Ми підтримуємо Windows 10 жовтня 2025 р.",
        None,
    ),
    ("a digit in a broken name", "th-TH", "Using Mailune takes 3 steps.", "การใช้ Mailun1 มีขั้นตอน", None),
    ("no number in the English to write", "de-DE", "You pay per year.", "Sie zahlen alle 3 Jahre.", None),
    ("nothing to replace", "de-DE", "Wait 35 days.", "Warten Sie.", None),
];

fn findings(locale: &str, source: &str, target: &str) -> (tempfile::TempDir, Vec<Finding>) {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("docs").join(locale).join("a.md");
    fs::create_dir_all(article.parent().unwrap()).unwrap();
    let text = format!(
        "<span data-ttu-id=\"a1b2c-101\">{target}</span><span class=\"sxs-lookup\">\
         <span data-stu-id=\"a1b2c-101\">{source}</span></span>\n"
    );
    fs::write(&article, text).unwrap();
    let options = Options { paths: vec![folder.path().to_owned()], ..Options::default() };
    let findings = run(&options).unwrap().findings;
    (folder, findings)
}

/// The translation with the suggestion of `finding` in place of exactly its span.
fn applied(folder: &tempfile::TempDir, locale: &str, finding: &Finding) -> Option<String> {
    let suggestion = finding.suggestion.as_ref()?;
    let text = fs::read_to_string(folder.path().join("docs").join(locale).join("a.md")).unwrap();
    let (before, behind) = (&text[..finding.span.start as usize], &text[finding.span.end as usize..]);
    let whole = [before, suggestion, behind].concat();
    let pair = whole.split_once("101\">").unwrap().1;
    Some(pair.split_once("</span>").unwrap().0.to_owned())
}

#[test]
fn suggestions_are_what_should_be_written() {
    let mut wrong = Vec::new();
    for (name, locale, source, target, expected) in ROWS {
        let (folder, found) = findings(locale, source, target);
        let suggested: Vec<String> = found.iter().filter_map(|finding| applied(&folder, locale, finding)).collect();
        let expected: Vec<&str> = expected.iter().copied().collect();
        if found.is_empty() || suggested != expected {
            let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
            wrong.push(format!("{name}: {rules:?} {suggested:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_suggestion_leaves_nothing_to_find() {
    for (name, locale, source, _, expected) in ROWS {
        let Some(expected) = expected else { continue };
        let (_folder, left) = findings(locale, source, expected);
        assert!(left.is_empty(), "{name}: {left:#?}");
    }
}

#[test]
fn what_a_newer_english_says_is_suggested_and_left_to_a_reader() {
    let folder = tempfile::tempdir().unwrap();
    let write = |locale: &str, head: &str, source: &str, target: &str| {
        let article = folder.path().join(locale).join("a.md");
        fs::create_dir_all(article.parent().unwrap()).unwrap();
        let text = format!(
            "---\n{head}\n---\n\n<span data-ttu-id=\"a1b2c-101\">{target}</span><span class=\"sxs-lookup\">\
             <span data-stu-id=\"a1b2c-101\">{source}</span></span>\n"
        );
        fs::write(article, text).unwrap();
    };
    let older = "ms.openlocfilehash: aaaaaaaa\nms.lasthandoff: 01/02/2020";
    let newer = "ms.openlocfilehash: bbbbbbbb\nms.lasthandoff: 08/02/2020";
    let sentence = |days: u32| format!("You may return the product that you ordered within {days} days.");
    write("de-DE", older, &sentence(60), "Sie können das bestellte Produkt innerhalb von 60 Tagen zurückgeben.");
    write("fr-FR", newer, &sentence(30), "Vous pouvez retourner le produit commandé dans un délai de 30 jours.");
    let options = Options { paths: vec![folder.path().to_owned()], ..Options::default() };
    let findings = run(&options).unwrap().findings;
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(finding.rule, "stale-translation");
    assert_eq!(finding.suggestion.as_deref(), Some("30 Tagen"));
    assert!(!finding.is_safe_fix);
}
