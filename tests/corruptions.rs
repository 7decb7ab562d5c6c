//! Published articles with bits turned, ends cut off and stretches moved: nothing panics or hangs, and what is found in the
//! other articles stays. `DOCPARITY_CORRUPTIONS` says how many, 1000 in a release build and 25 in a debug build unless told.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use docparity::check::{self, Options};

#[path = "common/corpus.rs"]
mod corpus;

/// How large an article may be to take part, in bytes.
const LARGEST: u64 = 40_000;

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// `bytes` with one to four things wrong.
fn corrupted(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            1 => bytes.truncate(at),
            2 => {
                let stretch = bytes[at..(at + random.below(2000)).min(bytes.len())].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, stretch);
            }
            _ => _ = bytes.drain(at..(at + random.below(300)).min(bytes.len())),
        }
    }
    bytes
}

/// A tree of three articles in three locales out of the corpus, as (path below the tree, bytes).
fn tree(corpus: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let is_small = |path: &PathBuf| path.metadata().is_ok_and(|data| data.len() < LARGEST);
    let below = |path: &PathBuf| path.strip_prefix(corpus).unwrap().to_path_buf();
    let articles: Vec<PathBuf> =
        corpus::articles(corpus).into_iter().filter(is_small).map(|path| below(&path)).collect();
    let mut names: Vec<_> = articles.iter().filter_map(|path| path.file_name()).collect();
    names.sort_unstable();
    let mut common: Vec<_> = names.chunk_by(|a, b| a == b).filter(|same| same.len() >= 3).map(|same| same[0]).collect();
    common.truncate(3);
    let of_name = |name| articles.iter().filter(move |path| path.file_name() == Some(name)).take(3);
    common.into_iter().flat_map(of_name).map(|path| (path.clone(), fs::read(corpus.join(path)).unwrap())).collect()
}

/// What is found in the articles of other names than `name`.
fn findings_beside(folder: &Path, name: &str) -> Vec<String> {
    let outcome = check::run(&Options { paths: vec![folder.to_path_buf()], ..Options::default() }).unwrap();
    let defect = outcome.summary.skipped.iter().find(|file| file.is_failure);
    assert!(defect.is_none(), "{defect:?}");
    let others = outcome.findings.iter().filter(|finding| !finding.path.ends_with(name));
    others.map(|finding| format!("{} {:?} {} {}", finding.path, finding.span, finding.rule, finding.message)).collect()
}

#[test]
fn corrupted_articles_neither_stop_the_run_nor_change_what_is_found_elsewhere() {
    let Some(corpus) = corpus::shared("corpus/partner-sxs") else { return };
    let told = env::var("DOCPARITY_CORRUPTIONS").ok().and_then(|count| count.parse().ok());
    let count = told.unwrap_or(if cfg!(debug_assertions) { 25 } else { 1000 });
    let folder = tempfile::tempdir().unwrap();
    let files = tree(&corpus);
    assert!(files.len() >= 6, "{} files", files.len());
    for (path, bytes) in &files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut random = Random(0x2026_1121);
    for round in 0..count {
        let (path, bytes) = &files[random.below(files.len())];
        let name = path.file_name().unwrap().to_str().unwrap();
        let before = findings_beside(folder.path(), name);
        let broken = corrupted(bytes, &mut random);
        println!("round {round}: {}, {} of {} bytes", path.display(), broken.len(), bytes.len());
        fs::write(folder.path().join(path), broken).unwrap();
        assert_eq!(findings_beside(folder.path(), name), before, "{}", path.display());
        fs::write(folder.path().join(path), bytes).unwrap();
    }
}
