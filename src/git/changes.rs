//! Which files and lines differ from a revision.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::error::Error;

use super::{Repository, error};

/// From where on changes count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// From where the checkout left the upstream's default branch.
    Upstream,
    /// From where it left this revision.
    Revision(String),
}

/// What differs from a revision, committed or not.
#[derive(Debug, Default)]
pub struct Changes {
    /// The commit that the checkout is held against.
    pub base: String,
    /// A sentence that says what was held against what.
    pub note: String,
    /// Files that were added or changed, by their real path; new ones have no lines of their own.
    files: FxHashMap<PathBuf, Lines>,
}

/// The lines of a file that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// First and last line of each changed part, from 1; `None`: the whole file is new.
    parts: Option<Vec<(u32, u32)>>,
    /// Lines behind which something was deleted.
    cuts: Vec<u32>,
}

impl Changes {
    /// The files that differ, in no order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// Whether lines `first` to `last` of the file at `path` were touched. Text that lacks something was touched, too,
    /// where something was deleted at its edge.
    pub fn touches(&self, path: &Path, (first, last): (u32, u32), lacks_something: bool) -> bool {
        let Some(lines) = self.files.get(path) else { return false };
        let Some(parts) = &lines.parts else { return true };
        let edge = u32::from(lacks_something);
        parts.iter().any(|(from, to)| *from <= last && first <= *to)
            || lines.cuts.iter().any(|cut| first <= *cut + edge && *cut < last + edge)
    }
}

impl Repository {
    /// What differs between `since` and the files as they lie there now, those that git does not know yet among them.
    /// Errors where git cannot be asked, or the revision is not in this clone: then it says what to fetch.
    pub fn changes(&self, since: &Since) -> Result<Changes, Error> {
        let (named, commit) = self.commit(since)?;
        let base = self.ask(&["merge-base", &commit, "HEAD"]).ok().and_then(|answer| hash(&answer));
        let is_cut_off = base.is_none();
        let base = base.unwrap_or(commit);
        let diff = ["diff", "--raw", "-p", "-z", "-U0", "--no-renames", "--no-ext-diff", "--no-textconv"];
        let rest = ["--no-color", "--diff-filter=AM", "--abbrev=40", base.as_str(), "--"];
        let without_filters = self.without_filters();
        let answer = self.ask_with(&without_filters, &[&diff[..], &rest[..]].concat()).map_err(|why| cannot(&why))?;
        let mut files: FxHashMap<PathBuf, Lines> = FxHashMap::default();
        for (below, lines) in changed_files(&answer) {
            files.insert(self.top().join(below), lines);
        }
        let untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--full-name"];
        let untracked = self.ask(&untracked).map_err(|why| cannot(&why))?;
        for below in String::from_utf8_lossy(&untracked).split('\0').filter(|name| !name.is_empty()) {
            files.insert(self.top().join(below), Lines::default());
        }
        let note = self.note(&named, &base, files.len(), is_cut_off);
        Ok(Changes { base, note, files })
    }

    /// Settings without the programs that the checkout's own ones would have every changed file run through. Those of the
    /// user's settings stay.
    fn without_filters(&self) -> Vec<String> {
        let asked = ["config", "--show-scope", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process)$"];
        let answer = self.ask(&asked).unwrap_or_default();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let fields: Vec<&str> = answer.split('\0').collect();
        let of_user = ["system", "global", "command"];
        let own = fields.chunks_exact(2).filter(|field| !of_user.contains(&field[0])).map(|field| field[1]);
        own.flat_map(|key| {
            let filter = key.rsplit_once('.').map_or(key, |(filter, _)| filter);
            [format!("{key}="), format!("{filter}.required=false")]
        })
        .collect()
    }

    fn note(&self, named: &str, base: &str, count: usize, is_cut_off: bool) -> String {
        let short: String = base.chars().take(8).collect();
        let files = if count == 1 { "1 file differs".to_owned() } else { format!("{count} files differ") };
        let note = format!("{files} from {named} ({short}).");
        if !is_cut_off {
            return note;
        }
        let remedy = if self.is_shallow() {
            "; this clone is shallow, so what was changed there in the meantime counts as changed here (`git fetch --unshallow` avoids that)."
        } else {
            "; it shares no history with `HEAD`."
        };
        format!("{}{remedy}", note.trim_end_matches('.'))
    }

    /// How the revision is called, and its commit.
    fn commit(&self, since: &Since) -> Result<(String, String), Error> {
        match since {
            Since::Revision(name) => match self.resolve(name) {
                Some(commit) => Ok((format!("`{name}`"), commit)),
                None => Err(self.unknown(name)),
            },
            Since::Upstream => {
                let first =
                    |names: &[&str]| names.iter().find_map(|name| Some((format!("`{name}`"), self.resolve(name)?)));
                if let Some(known) = first(&UPSTREAM) {
                    return Ok(known);
                }
                if self.ask(&["config", "remote.origin.url"]).is_ok() {
                    return Err(self.unknown(UPSTREAM[1]));
                }
                first(&LOCAL).ok_or_else(|| self.unknown("HEAD"))
            }
        }
    }

    fn resolve(&self, name: &str) -> Option<String> {
        if name.starts_with('-') || name.is_empty() {
            return None;
        }
        let answer = self.ask(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]).ok()?;
        hash(&answer)
    }

    /// Why a revision cannot be used, and what would help.
    fn unknown(&self, name: &str) -> Error {
        if let Err(why) = self.ask(&["rev-parse", "--git-dir"]) {
            return cannot(&why);
        }
        let remedy = match name.split_once('/') {
            _ if name == "HEAD" => "commit something first, or leave `--changed` out".to_owned(),
            Some((remote, branch)) => {
                format!("fetch it with `git fetch --depth=1 {remote} +{branch}:refs/remotes/{remote}/{branch}`")
            }
            None if self.is_shallow() => {
                format!(
                    "this clone is shallow: fetch it with `git fetch --depth=1 origin {name}`, or all with `git fetch --unshallow`"
                )
            }
            None => "name a commit, a tag or a branch that `git log` knows".to_owned(),
        };
        error(format!("The revision `{name}` is not in the repository `{}`; {remedy}.", self.top().display()))
    }
}

/// What the upstream's default branch is known by, the surest first.
const UPSTREAM: [&str; 3] = ["origin/HEAD", "origin/main", "origin/master"];

/// The default branch where there is no upstream; on it, only what is not committed counts.
const LOCAL: [&str; 3] = ["main", "master", "HEAD"];

fn cannot(why: &str) -> Error {
    error(format!(
        "Git could not tell what changed ({why}); run docparity inside a git checkout, or without `--changed`."
    ))
}

fn hash(answer: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(answer).ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The files of `git diff --raw -p -z`, with their lines: first `:MODES HASHES STATUS NUL PATH NUL` for each, then the
/// patches in the same order, of which only the heads of hunks are read.
fn changed_files(answer: &[u8]) -> Vec<(String, Lines)> {
    let mut files = Vec::new();
    let mut rest = answer;
    while rest.first() == Some(&b':') {
        let mut fields = rest.splitn(3, |byte| *byte == 0);
        let (_, Some(path), Some(after)) = (fields.next(), fields.next(), fields.next()) else { break };
        let lines = Lines { parts: Some(Vec::new()), cuts: Vec::new() };
        files.push((String::from_utf8_lossy(path).into_owned(), lines));
        rest = after;
    }
    let mut patches = 0;
    for line in rest.split(|byte| *byte == b'\n') {
        // With `-z` a NUL stands before the first patch.
        let line = line.strip_prefix(b"\0").unwrap_or(line);
        if line.starts_with(b"diff --git ") {
            patches += 1;
        } else if let (Some((start, count)), Some((_, lines))) = (hunk(line), files.get_mut(patches.max(1) - 1)) {
            match count {
                0 => lines.cuts.push(start),
                _ => lines.parts.get_or_insert_default().push((start, start + count - 1)),
            }
        }
    }
    files
}

/// First line and number of lines on the new side of `@@ -1,2 +3,4 @@`.
fn hunk(line: &[u8]) -> Option<(u32, u32)> {
    let head = std::str::from_utf8(line.strip_prefix(b"@@ ")?.split(|byte| *byte == b'@').next()?).ok()?;
    let new = head.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_given_to_the_file_they_stand_in() {
        let answer =
            b":100644 100644 a b M\0a b.md\0:100644 100644 c d M\0\xc3\xa9.md\0\0diff --git a/a b.md b/a b.md\n\
            --- a/a b.md\n+++ b/a b.md\n@@ -3 +3 @@ x\n-@@ -9 +9 @@\n+y\n@@ -7,2 +6,0 @@\n-p\n-q\n\
            diff --git a/\xc3\xa9.md b/\xc3\xa9.md\n@@ -1,0 +2,3 @@\n+1\n+2\n+3\n";
        let lines = |parts: &[(u32, u32)], cuts: &[u32]| Lines { parts: Some(parts.to_vec()), cuts: cuts.to_vec() };
        assert_eq!(
            changed_files(answer),
            [("a b.md".to_owned(), lines(&[(3, 3)], &[6])), ("é.md".to_owned(), lines(&[(2, 4)], &[]))]
        );
    }

    #[test]
    fn a_deletion_touches_what_it_was_taken_out_of() {
        let lines = Lines { parts: Some(vec![(10, 12)]), cuts: vec![5] };
        let changes = Changes { files: [(PathBuf::from("/a.md"), lines)].into_iter().collect(), ..Changes::default() };
        let touches = |first, last, lacks| changes.touches(Path::new("/a.md"), (first, last), lacks);
        assert!(touches(12, 14, false) && !touches(13, 14, false));
        assert!(touches(5, 6, false) && !touches(6, 7, false) && !touches(4, 5, false));
        assert!(touches(6, 7, true) && touches(4, 5, true) && !touches(7, 8, true));
        assert!(!changes.touches(Path::new("/b.md"), (10, 10), true));
    }
}
