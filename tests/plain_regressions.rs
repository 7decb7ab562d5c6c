//! What once went wrong in plain trees, an English article beside its translation, in sentences of our own: each row is
//! named after it, and says which rules must speak. An empty list is a promise of silence.

use std::fs;

use docparity::check::{Options, run};

/// Name, locale, English, translation, the rules that must be reported and no others.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    // Code
    (
        "code behind a word without a space",
        "it",
        "Get `https://a.example/x-1.2.tgz`.",
        "Scarica`https://a.example/x-1.2.tgz`.",
        &[],
    ),
    ("code broken where a line ends", "es", "It is `>= 1.4.0 <\n1.6.0` here.", "Es `> = 1.4.0 <1.6.0` aquí.", &[]),
    (
        "a sign changed in code that is broken where a line ends",
        "es",
        "It is `>= 1.4.0 <\n1.6.0` here.",
        "Es `>= 1.4.0 <= 1.6.0` aquí.",
        &["identifier-mismatch"],
    ),
    ("a placeholder of code translated", "fr", "Call `fillName arg1 arg2`.", "Appelez `nomRempli arg1 arg2`.", &[]),
    ("a placeholder in brackets translated", "ru", "Run `push <name> 2`.", "Выполните `push <имя> 2`.", &[]),
    ("a word of code in another script", "ko", "Use the `2to3 tool` here.", "여기에서 `2to3 도구`를 사용하세요.", &[]),
    ("another word of code", "pt", "Use `nindent 4` here.", "Use `indent 4` aqui.", &["identifier-mismatch"]),
    ("a compact length told in words", "ko", "It prints `2h15m`.", "2시간 15분을 출력합니다.", &[]),
    (
        "a compact length told wrongly",
        "de",
        "It prints `2h15m`.",
        "Es gibt 2 Stunden und 25 Minuten aus.",
        &["fact-missing", "fact-added", "fact-added"],
    ),
    ("the section of a manual in code", "uk", "It is not like read(2).", "Це не як `read(2)`.", &[]),
    ("a reference of a pattern in code", "uk", "Here $1 is the first match.", "Тут `$1` є першим збігом.", &[]),
    (
        "an address that a link leads to, shown",
        "ko",
        "See [Server](https://a.example/2.4/x.html).",
        "[서버] (https://a.example/2.4/x.html) 참고.",
        &[],
    ),
    (
        "a code that a link ends, with a word behind it",
        "nl",
        "See [L40](a.md), [L50](b.md) and more.",
        "Zie [L40](a.md), [L50](b.md)en meer.",
        &[],
    ),
    // Numbers
    (
        "a sign set apart from its digits",
        "ja",
        "Newer devices (4k hashes) work.",
        "新しいデバイス (4 k ハッシュ) で動作します。",
        &[],
    ),
    ("a division is no date", "fr", "The price is 0.16 (4/25).", "Le prix est de 0,16 (4/25).", &[]),
    (
        "a date in parentheses behind a number",
        "fr",
        "The price is 0.5 (4/25).",
        "Le prix est de 0,5 (4/25).",
        &["number-format"],
    ),
    ("one to many told as several", "ru", "It serves 1 to many clusters.", "Обслуживает несколько кластеров.", &[]),
    ("one to many told as a ratio", "de", "Users buy one to many boxes.", "Benutzer kaufen 1:n-Kisten ein.", &[]),
    ("two separate told as separate", "ja", "Enter two separate names.", "別々の名前を入力します。", &[]),
    ("megabytes by their Cyrillic letter", "uk", "It is smaller than 4M in all.", "Він менший за 4М загалом.", &[]),
    ("metres by their Cyrillic letter", "uk", "It is 4 m long.", "Довжина 4м.", &[]),
    (
        "a minus behind a comma of a script without spaces",
        "zh",
        "The default is 40, -1 turns it off.",
        "默认为 40，-1 表示关闭。",
        &[],
    ),
    ("a colon behind a name with digits", "zh", "int64: a 64-bit value", "int64：64 位值", &[]),
    ("around the clock", "zh", "Support is there 24 hours per day, 365 days per year.", "全年全天候提供支持。", &[]),
    (
        "a month as the first of two lengths",
        "zh-TW",
        "Varies between one-month and 12-month offers.",
        "一個月與 12 個月供應項目之間有差異。",
        &[],
    ),
    (
        "a number and its word in parentheses",
        "de",
        "There is a 0 user plan.",
        "Es gibt einen Plan mit 0 (null) Benutzern.",
        &[],
    ),
    ("an idiom of degrees", "sv", "It gives a 360-degree view.", "Den ger en 360-graders vy.", &[]),
    ("steps by their Chinese numerals", "zh", "See Steps 2 and 3 below.", "請參閱以下步驟二和三。", &[]),
    // Bounds and relations
    (
        "a minimum behind what is counted, lost",
        "de",
        "There is a zero user minimum.",
        "Es sind 0 (null) Benutzer.",
        &["relation-mismatch"],
    ),
    (
        "a minimum behind what is counted",
        "de",
        "There is a three user minimum.",
        "Es sind mindestens drei Benutzer.",
        &[],
    ),
    (
        "minimum requirements are no bound",
        "de",
        "See the Windows 10 computer minimum requirements.",
        "Siehe die Anforderungen für Windows 10-Computer.",
        &[],
    ),
    (
        "a maximum told far before its number",
        "uk",
        "A maximum of 64 copies is kept.",
        "Максимальна кількість копій, яка зберігається системою, — 64.",
        &[],
    ),
    (
        "days to do something told as the day at their end",
        "ja",
        "You have 40 days after delivery to reply.",
        "納品から 40 日後に返信します。",
        &["relation-mismatch"],
    ),
    (
        "days to do something in a language that sets after before them",
        "sv",
        "You have 40 days to reply.",
        "Svara efter 40 dagar.",
        &["relation-mismatch"],
    ),
    (
        "a date of so many days is no window",
        "fr",
        "Links have an expiry date of 5 days from the start.",
        "Les liens expirent au bout de 5 jours à compter du début.",
        &[],
    ),
    (
        "maximum points told as one word",
        "sv",
        "25 maximum points are available.",
        "25 maxpunkter är tillgängliga.",
        &[],
    ),
    (
        "maximum points with the word behind the number",
        "zh",
        "25 maximum points are available.",
        "提供 25 个最大点数。",
        &[],
    ),
    ("days to do something", "ja", "You have 40 days after delivery to reply.", "納品後 40 日間に返信します。", &[]),
    // Names
    (
        "the number of a name lost",
        "zh",
        "For Harbor 365 and Quay 365 customers.",
        "适用于 Harbor 365 和 Quay 客户。",
        &["fact-missing"],
    ),
    (
        "a number that two names share",
        "de",
        "For Harbor 365 and Quay 365 users.",
        "Für Harbor- und Quay 365-Benutzer.",
        &[],
    ),
    (
        "a name with a code each",
        "nl",
        "For Harbor 365 A3 or A5 users.",
        "Voor Harbor 365 A3- of Harbor 365 A5-gebruikers.",
        &[],
    ),
    // Dates and times
    (
        "two days that share a month",
        "de",
        "It is on June 9 and 10. See the guide.",
        "Es ist am 9. und 10. Juni. Siehe den Leitfaden.",
        &[],
    ),
    (
        "a second day of a month changed",
        "de",
        "It is on June 9 and 10. See the guide.",
        "Es ist am 9. und 11. Juni. Siehe den Leitfaden.",
        &["date-mismatch"],
    ),
    ("a day taken for the number of a list", "de", "- March 1, 2022: It ends.", "- 1. März 2022: Es endet.", &[]),
    (
        "a wrong day taken for the number of a list",
        "de",
        "- March 1, 2022: It ends.",
        "- 2. März 2022: Es endet.",
        &["date-mismatch"],
    ),
    (
        "midnight told once more in parentheses",
        "fr",
        "It ends by 12:00 AM UTC.",
        "Il se termine avant 00:00 UTC (minuit).",
        &[],
    ),
];

#[test]
fn what_went_wrong_once_in_a_plain_tree_goes_right() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (number, (_, locale, source, target, _)) in ROWS.iter().enumerate() {
        for (locale, text) in [("en", source), (locale, target)] {
            let folder = folder.path().join(locale);
            fs::create_dir_all(&folder).expect("a folder can be made");
            fs::write(folder.join(format!("{number}.md")), format!("# A\n\n{text}\n")).expect("a file can be written");
        }
    }
    let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
    let outcome = run(&options).expect("the run can be begun");
    let mut wrong = Vec::new();
    for (number, (name, locale, source, target, wanted)) in ROWS.iter().enumerate() {
        let file = format!("/{locale}/{number}.md");
        let of_row = outcome.findings.iter().filter(|finding| finding.path.ends_with(&file));
        let found: Vec<&str> = of_row.map(|finding| finding.rule.as_str()).collect();
        if found != *wanted {
            wrong.push(format!("{name} ({locale}): {source:?} / {target:?}\n    wanted {wanted:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
}

/// An item of a list explains a term in code: a newer revision that explains it at greater length is no other item.
#[test]
fn items_that_explain_the_same_code_answer_each_other_whatever_their_length() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let english = "- `readAll`: Reads it.\n- `toText`: Converts a list, slice, dict, or object to text, which can be used to copy parts of text from any source, see the docs.\n- `toTextPretty`: Converts a list, slice, dict, or object to text. Like `toText`, but indents by 2 spaces.\n- `toForm`: Converts it to a form.\n";
    let german = "- `readAll`: Liest es.\n- `toText`: Konvertiert Liste, Slice, Dict oder Objekt in Text, der eingerückt ist.\n- `toForm`: Konvertiert in ein Formular.\n";
    for (locale, text) in [("en", english), ("de", german)] {
        fs::create_dir_all(folder.path().join(locale)).expect("a folder can be made");
        fs::write(folder.path().join(locale).join("a.md"), format!("# A\n\n{text}")).expect("a file can be written");
    }
    let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
    let outcome = run(&options).expect("the run can be begun");
    let told: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(told, ["missing-block"], "the newer item is missing as a block, its 2 is not missing from another");
}
