//! The `[generated]` blocks of the lexicon, from Unicode CLDR.
//!
//! By default these tests verify that what is checked in is whole. With `DOCPARITY_CLDR` naming a folder that holds
//! the unpacked npm packages (CONTRIBUTING says which) they make the blocks anew and compare; with
//! `DOCPARITY_CLDR_WRITE=1` as well they write them and keep every `[hand]` block byte for byte.

#[path = "cldr/mod.rs"]
mod generator;
#[path = "../src/lexicon/locales.rs"]
mod locales;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use generator::file::{File, checksum};
use generator::{Source, generate};

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
