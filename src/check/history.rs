//! What git tells a run: what changed, and what the English said at other revisions.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::discover::{Family, Member, Only};
use crate::error::Error;
use crate::git::{Changes, Content, Repository, is_hash};
use crate::seal;

use super::{Job, Options};

/// A question about the English of an article that git answered, for whoever keeps what came of the answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The file, as shown.
    file: String,
    /// The revision that a front matter records; `None`: the one that a run about changes is held against.
    revision: Option<String>,
    /// A digest of the answer; `None` where there was none.
    answer: Option<String>,
}

/// What git was asked for one article.
#[derive(Debug, Default)]
pub(super) struct AskedLog(Mutex<Vec<Asked>>);

impl AskedLog {
    /// All that was asked.
    pub(super) fn into_list(self) -> Vec<Asked> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, asked: Asked) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    }
}

impl Asked {
    /// Whether git still says so.
    pub(super) fn holds(&self, family: &Family, history: &History) -> bool {
        let Some(member) = family.members.iter().find(|member| member.shown == self.file) else { return false };
        let answer = match &self.revision {
            Some(revision) => history.recorded(&member.path, revision).map(|bytes| digest("", &bytes)),
            None => history.base(&member.path).map(|(commit, bytes)| digest(&commit, &bytes)),
        };
        answer == self.answer
    }
}

fn digest(commit: &str, bytes: &[u8]) -> String {
    seal::hex(&Sha256::new().chain_update(commit).chain_update([b'\n']).chain_update(bytes).finalize())
}

impl Job<'_> {
    /// As [`History::recorded`], written down.
    pub(super) fn recorded(&self, member: &Member, revision: &str) -> Option<Vec<u8>> {
        let answer = self.history.recorded(&member.path, revision);
        if let Some(log) = self.asked {
            let answer = answer.as_ref().map(|bytes| digest("", bytes));
            log.add(Asked { file: member.shown.clone(), revision: Some(revision.to_owned()), answer });
        }
        answer
    }

    /// As [`History::base`], written down.
    pub(super) fn base(&self, member: &Member) -> Option<(String, Vec<u8>)> {
        let answer = self.history.base(&member.path);
        if let Some(log) = self.asked {
            let answer = answer.as_ref().map(|(commit, bytes)| digest(commit, bytes));
            log.add(Asked { file: member.shown.clone(), revision: None, answer });
        }
        answer
    }
}

/// Checkouts by the folder of a file; `None` where none holds it.
type Known = FxHashMap<PathBuf, Option<Arc<Repository>>>;

/// The checkouts that a run has to do with. Nothing is asked of git before something needs it.
#[derive(Debug, Default)]
pub(super) struct History {
    known: Mutex<Known>,
    /// What differs, for each checkout, where the run is about changes.
    changes: Option<Vec<(Arc<Repository>, Changes)>>,
    /// Whether a recorded revision was not there since the clone is shallow.
    is_cut_off: AtomicBool,
}

impl History {
    /// Errors where changes are asked for and git cannot tell them.
    pub(super) fn of(options: &Options) -> Result<Self, Error> {
        let mut history = Self::default();
        let Some(since) = &options.since else { return Ok(history) };
        let mut changes: Vec<(Arc<Repository>, Changes)> = Vec::new();
        for path in options.paths.iter().filter(|path| path.exists()) {
            let Some(repository) = Repository::holding(path) else {
                let why = format!(
                    "`{}` lies in no git checkout, so nothing tells what changed; leave `--changed` out.",
                    path.display()
                );
                return Err(Error::Git { why });
            };
            if changes.iter().all(|(known, _)| known.top() != repository.top()) {
                let changed = repository.changes(since)?;
                changes.push((Arc::new(repository), changed));
            }
        }
        history.changes = Some(changes);
        Ok(history)
    }

    /// The files that changed, where the run is about them.
    pub(super) fn only(&self) -> Option<Only> {
        let changes = self.changes.as_ref()?;
        Some(Only::new(changes.iter().flat_map(|(_, changes)| changes.files())))
    }

    /// Whether some lines of a file changed; see [`Changes::touches`].
    pub(super) fn touches(&self, path: &Path, lines: (u32, u32), lacks_something: bool) -> bool {
        let mut changes = self.changes.iter().flatten();
        changes.any(|(_, changes)| changes.touches(path, lines, lacks_something))
    }

    /// What the file at `path` said at the revision that a front matter records.
    pub(super) fn recorded(&self, path: &Path, revision: &str) -> Option<Vec<u8>> {
        let repository = self.holding(path).filter(|_| is_hash(revision))?;
        match repository.content(revision, path) {
            Content::Found(bytes) => return Some(bytes),
            Content::NoRevision if !self.is_cut_off.load(Ordering::Relaxed) && repository.is_shallow() => {
                self.is_cut_off.store(true, Ordering::Relaxed);
            }
            _ => {}
        }
        None
    }

    /// The commit that the file at `path` is held against, and what the file said there, where the run is about changes.
    pub(super) fn base(&self, path: &Path) -> Option<(String, Vec<u8>)> {
        let changes = self.changes.iter().flatten();
        let (repository, changes) = changes.into_iter().find(|(repository, _)| path.starts_with(repository.top()))?;
        match repository.content(&changes.base, path) {
            Content::Found(bytes) => Some((changes.base.clone(), bytes)),
            _ => None,
        }
    }

    /// Sentences for the user.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.changes.iter().flatten().map(|(_, changes)| changes.note.clone()).collect();
        if self.is_cut_off.load(Ordering::Relaxed) {
            notes.push(
                "This clone is shallow and lacks revisions that translations were made from, so what is stale may be \
                 reported as wrong; `git fetch --unshallow` brings them."
                    .to_owned(),
            );
        }
        notes
    }

    fn holding(&self, path: &Path) -> Option<Arc<Repository>> {
        let folder = path.parent()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(folder) {
            return found.clone();
        }
        let found = Repository::holding(folder).map(|new| {
            // One checkout, one process.
            let same = known.values().flatten().find(|old| old.top() == new.top()).cloned();
            same.unwrap_or_else(|| Arc::new(new))
        });
        known.insert(folder.to_path_buf(), found.clone());
        found
    }
}
