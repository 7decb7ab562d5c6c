//! The `[generated]` blocks of the lexicon, from Unicode CLDR.
//!
//! By default these tests verify that what is checked in is whole. With `DOCPARITY_CLDR` naming a folder that holds
//! the unpacked npm packages `cldr-core`, `cldr-dates-full`, `cldr-numbers-full`, `cldr-units-full` and `cldr-rbnf`
//! (`npm install --prefix FOLDER PACKAGE@48.2.0`; name `FOLDER/node_modules`) they make the blocks anew and compare; with
//! `DOCPARITY_CLDR_WRITE=1` as well they write them and keep every `[hand]` block byte for byte.

#[path = "cldr/mod.rs"]
mod generator;
#[path = "../src/lexicon/locales.rs"]
mod locales;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use generator::file::{File, VERSION, checksum};
use generator::plural::Plurals;
use generator::rbnf::Rbnf;
use generator::{Locale, Source, generate};
use serde_json::json;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn path_of(tag: &str) -> PathBuf {
    root().join("src/lexicon/locales").join(format!("{tag}.txt"))
}

#[test]
fn every_file_is_in_the_registry_and_the_other_way_round() {
    let folder = fs::read_dir(root().join("src/lexicon/locales")).expect("the folder of locales is there");
    let names = folder.map(|entry| entry.expect("an entry can be read").file_name().into_string().expect("UTF-8"));
    let files: BTreeSet<String> = names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)).collect();
    let registry: Vec<String> = locales::FILES.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    assert!(registry.is_sorted(), "the registry is sorted by tag");
    assert_eq!(files, registry.into_iter().collect(), "the folder and src/lexicon/locales.rs name the same locales");
}

#[test]
fn every_file_is_whole_and_its_generated_block_unedited() {
    // What is in the middle of being written is not held against its old text.
    if std::env::var_os("DOCPARITY_CLDR_WRITE").is_some() {
        return;
    }
    for (tag, text) in locales::FILES {
        let file = File::read(text).unwrap_or_else(|problem| panic!("{tag}: {problem}"));
        assert_eq!(file.head_value("locale"), Some(*tag), "{tag}: the head names the locale");
        assert!(file.head_value("name").is_some_and(|name| !name.is_empty()), "{tag}: the head has a name");
        assert!(matches!(file.head_value("tier"), Some("1" | "2")), "{tag}: the head says tier 1 or 2");
        assert_eq!(
            checksum(file.generated),
            file.checksum,
            "{tag}: the generated block was edited; put words into [hand], where `- CLASS: word` takes one away"
        );
        file.generated.lines().for_each(|line| check_line(tag, line));
    }
}

fn check_line(tag: &str, line: &str) {
    let (key, words) = line.split_once(": ").unwrap_or_else(|| panic!("{tag}: `{line}` has no words"));
    assert!(!key.is_empty() && !words.trim().is_empty(), "{tag}: `{line}` has no words");
    let words: Vec<&str> = words.split(" | ").collect();
    assert!(words.iter().all(|word| !word.is_empty()), "{tag}: `{line}` has an empty word");
    let distinct: BTreeSet<&&str> = words.iter().collect();
    assert_eq!(distinct.len(), words.len(), "{tag}: `{line}` says a word twice");
}

#[test]
fn the_licence_of_the_data_stands_beside_the_code() {
    let licence = fs::read_to_string(root().join("LICENSE-UNICODE")).expect("LICENSE-UNICODE is at the top level");
    assert!(licence.starts_with("UNICODE LICENSE V3"), "LICENSE-UNICODE is Unicode's");
    if let Some(source) = Source::from_environment() {
        assert_eq!(licence, source.licence(), "LICENSE-UNICODE is the text of cldr-core/LICENSE");
    }
}

#[test]
fn generated_blocks_are_what_cldr_gives() {
    let Some(source) = Source::from_environment() else { return };
    assert_eq!(source.version(), VERSION, "the lexicon is made from one version of CLDR");
    let write = std::env::var_os("DOCPARITY_CLDR_WRITE").is_some();
    let mut stale = Vec::new();
    for (tag, _) in locales::FILES {
        // Read now: another test run may have been writing.
        let text = fs::read_to_string(path_of(tag)).expect("a registered file can be read");
        let file = File::read(&text).unwrap_or_else(|problem| panic!("{tag}: {problem}"));
        let fresh = file.with_generated(&generate(&source, tag));
        if fresh == text {
            continue;
        }
        if write {
            fs::write(path_of(tag), fresh).expect("a registered file can be written");
        } else {
            stale.push(*tag);
        }
    }
    assert!(stale.is_empty(), "not what CLDR gives: {stale:?}; set DOCPARITY_CLDR_WRITE=1 to write them");
}

#[test]
fn spelling_rules_are_read_as_icu_reads_them() {
    // Excerpts of CLDR's German and French, so that the interpreter is tested without the packages.
    let german = json!({"SpelloutRules": {"%c": [
        ["-x", "minus →→;"], ["1", "ein;"], ["2", "zwei;"], ["3", "drei;"], ["4", "vier;"], ["5", "fünf;"],
        ["6", "sechs;"], ["11", "elf;"], ["13", "→→zehn;"], ["16", "sechzehn;"], ["18", "→→zehn;"],
        ["20", "[→%c→\u{AD}und\u{AD}]zwanzig;"], ["60", "[→%c→\u{AD}und\u{AD}]sechzig;"],
        ["100", "←%c←\u{AD}hundert[\u{AD}→→];"], ["1000", "←%c←\u{AD}tausend[\u{AD}→→];"],
        ["2000000", "←%c← $(cardinal,one{Million}other{Millionen})$[ →→];"]
    ]}});
    let french = json!({"SpelloutRules": {
        "%%et-un": [["1", "et-un;"], ["2", "=%c=;"], ["11", "et-onze;"], ["12", "=%c=;"]],
        "%%s": [["0", "s;"], ["1", "-=%c=;"]],
        "%%cents": [["0", "s;"], ["1", "' =%c=;"]],
        "%c": [
            ["0", "zéro;"], ["1", "un;"], ["2", "deux;"], ["3", "trois;"], ["5", "cinq;"], ["7", "sept;"],
            ["10", "dix;"], ["11", "onze;"], ["17", "dix-→→;"], ["20", "vingt[-→%%et-un→];"],
            ["60/20", "soixante[-→%%et-un→];"], ["80/20", "quatre-vingt→%%s→;"], ["100", "cent[ →→];"],
            ["200", "←← cent→%%cents→;"]
        ]
    }});
    let plurals = || Plurals::new(&json!({"pluralRule-count-one": "i = 1 and v = 0 @integer 1"}));
    for (rules, expected) in [
        (
            german,
            vec![
                (13, "dreizehn"),
                (21, "einundzwanzig"),
                (365, "dreihundertfünfundsechzig"),
                (300, "dreihundert"),
                (2_000, "zweitausend"),
                (2_000_000, "zwei Millionen"),
            ],
        ),
        (
            french,
            vec![
                (21, "vingt-et-un"),
                (70, "soixante-dix"),
                (71, "soixante-et-onze"),
                (77, "soixante-dix-sept"),
                (80, "quatre-vingts"),
                (81, "quatre-vingt-un"),
                (300, "trois cents"),
                (365, "trois cent soixante-cinq"),
            ],
        ),
    ] {
        let rbnf = Rbnf::new(&[rules], plurals(), plurals());
        for (number, words) in expected {
            assert_eq!(rbnf.spell("%c", number).as_deref(), Some(words), "{number}");
        }
    }
}

#[test]
fn plural_categories_follow_the_rules() {
    let russian = Plurals::new(&json!({
        "pluralRule-count-one": "v = 0 and i % 10 = 1 and i % 100 != 11 @integer 1, 21",
        "pluralRule-count-few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14 @integer 2~4",
        "pluralRule-count-other": " @decimal 0.0~1.5"
    }));
    for (number, category) in
        [(1, "one"), (3, "few"), (5, "other"), (11, "other"), (13, "other"), (21, "one"), (22, "few")]
    {
        assert_eq!(russian.category(number), category, "{number}");
    }
}

/// Spellings from dictionaries, not from CLDR.
#[test]
fn numbers_are_spelled_as_dictionaries_spell_them() {
    let Some(source) = Source::from_environment() else { return };
    for (tag, number, words) in [
        ("en", 365, "three hundred sixty-five"),
        ("de", 365, "dreihundertfünfundsechzig"),
        ("it", 23, "ventitré"),
        ("fr", 77, "soixante-dix-sept"),
        ("es", 365, "trescientos sesenta y cinco"),
        ("pt", 365, "trezentos e sessenta e cinco"),
        ("ru", 21, "двадцать один"),
        ("ru", 5_000, "пять тысяч"),
        ("pl", 22, "dwadzieścia dwa"),
        ("nl", 365, "driehonderdvijfenzestig"),
        ("sv", 365, "trehundrasextiofem"),
        ("da", 50, "halvtreds"),
        ("fi", 21, "kaksikymmentäyksi"),
        ("hu", 365, "háromszázhatvanöt"),
        ("tr", 365, "üç yüz altmış beş"),
        ("ja", 23, "二十三"),
        ("zh-hans", 365, "三百六十五"),
        ("zh-hant", 10_000, "一萬"),
        ("ko", 365, "삼백육십오"),
        ("hi", 25, "पच्चीस"),
        ("th", 21, "ยี่สิบเอ็ด"),
        ("vi", 25, "hai mươi lăm"),
        ("id", 1_000, "seribu"),
    ] {
        let locale = Locale::new(&source, tag);
        let sets = locale.rbnf.sets("%spellout-cardinal");
        let spelled: Vec<String> = sets.iter().filter_map(|set| locale.rbnf.spell(set, number)).collect();
        assert!(spelled.iter().any(|spelled| spelled == words), "{tag} {number}: {spelled:?}");
    }
}

#[test]
fn files_hold_the_words_that_a_speaker_expects() {
    for (tag, key, word) in [
        ("cs", "month 1", "ledna"),
        ("cs", "month 1", "leden"),
        ("ar", "amount 2 day", "يومان"),
        ("he", "amount 2 hour", "שעתיים"),
        ("fi", "unit month", "kuukautta"),
        ("ru", "unit day", "дней"),
        ("pl", "scale 1000", "tysięcy"),
        ("de", "number 21", "einundzwanzig"),
        ("fr", "ordinal-mark", "~er"),
        ("es", "scale 100", "ciento"),
        ("ja", "month-mark", "~月"),
        ("ko", "unit month", "개월"),
        ("zh-hant", "scale 10000", "萬"),
        ("th", "era buddhist", "พ.ศ."),
        ("sv", "zone PST", "västnordamerikansk normaltid"),
    ] {
        let text = locales::FILES.iter().find(|(known, _)| *known == tag).expect("the locale is registered").1;
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        let line = line.unwrap_or_else(|| panic!("{tag} has no `{key}`"));
        assert!(line.split(" | ").any(|known| known == word), "{tag}: `{key}` lacks {word}: {line}");
    }
}

/// `m` cannot be metres and months: the generator settles which, or case does.
#[test]
fn no_word_has_two_meanings_of_one_class() {
    for (tag, text) in locales::FILES {
        let file = File::read(text).unwrap_or_else(|problem| panic!("{tag}: {problem}"));
        let mut meanings = std::collections::HashMap::new();
        for (key, words) in file.generated.lines().filter_map(|line| line.split_once(": ")) {
            let exact = key.split(' ').any(|part| part == "exact");
            let flags = ["exact", "glued", "weak"];
            let meaning: Vec<&str> = key.split(' ').filter(|part| !flags.contains(part)).collect();
            for word in words.split(" | ") {
                let word = if exact { word.to_owned() } else { word.to_lowercase() };
                let old = meanings.entry((meaning[0], word.clone())).or_insert_with(|| meaning.clone());
                assert_eq!(*old, meaning, "{tag}: `{word}`");
            }
        }
    }
}
