//! The seeds of the fuzzer through what it calls, for machines that do not have it; what it once found is among them.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what does not hold is a failure")]

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// Runs every seed of a target; a panic names the last one that was begun.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seeds: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 5, "{} seeds in {}", seeds.len(), folder.display());
    for seed in seeds {
        println!("{}", seed.display());
        run(&fs::read(seed).unwrap());
    }
}

#[test]
fn front_matter() {
    replay("front_matter", targets::front_matter);
}

#[test]
fn article() {
    replay("article", targets::article);
}

#[test]
fn facts() {
    replay("facts", targets::facts);
}

#[test]
fn alignment() {
    replay("alignment", targets::alignment);
}

#[test]
fn settings() {
    replay("settings", targets::settings);
}

#[test]
fn records() {
    replay("records", targets::records);
}
