//! A run on some articles only: those that changed, each with its counterparts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Discovery, Family};

/// The articles that a run is about.
#[derive(Clone, Debug, Default)]
pub struct Only {
    /// Real paths of files.
    files: FxHashSet<PathBuf>,
    /// The folders that lead to them.
    folders: Arc<FxHashSet<PathBuf>>,
}

impl Only {
    /// The files at these real paths.
    pub fn new<'p>(files: impl Iterator<Item = &'p Path>) -> Self {
        let files: FxHashSet<PathBuf> = files.map(Path::to_path_buf).collect();
        let mut folders = FxHashSet::default();
        for file in &files {
            let new = |folder: &&Path| folders.insert(folder.to_path_buf());
            file.ancestors().skip(1).take_while(new).for_each(drop);
        }
        Self { files, folders: Arc::new(folders) }
    }

    /// Whether the file at `path` is one of them.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    /// The folders that lead to them.
    pub(super) fn folders(&self) -> Arc<FxHashSet<PathBuf>> {
        Arc::clone(&self.folders)
    }

    /// Reports on these articles only. Where the English is one of them, its translations are.
    pub(super) fn narrow(&self, found: &mut Discovery) {
        let mut dropped = FxHashSet::default();
        for family in &mut found.families {
            self.narrow_family(family);
            if !family.is_reported() {
                dropped.extend(family.members.iter().map(|member| member.shown.clone()));
            }
        }
        found.left_out.retain(|left| !dropped.contains(&left.path));
    }

    fn narrow_family(&self, family: &mut Family) {
        if family.members.iter().any(|member| member.is_source && self.is_file(&member.path)) {
            return;
        }
        for member in &mut family.members {
            member.is_reported &= self.is_file(&member.path);
        }
    }
}
