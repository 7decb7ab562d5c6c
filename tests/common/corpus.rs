//! Published articles, which are kept apart from this repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of the corpus beside the project, or of the one that `DOCPARITY_SHARED` names; says so where it is absent.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = env::var_os("DOCPARITY_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is absent (set DOCPARITY_SHARED to the folder that holds the corpus)", folder.display());
    None
}

/// All articles below `folder`, sorted.
pub(crate) fn articles(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_article = path.extension().is_some_and(|extension| extension == "md" || extension == "mdx");
            if path.is_dir() {
                folders.push(path);
            } else if is_article {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
