//! More than one machine: each checks a part of the articles, and what they found is put together.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Outcome, Pool, StageTime, Timings};
use crate::discover::Family;
use crate::error::Error;
use crate::seal::{self, Broken};

use super::files::Overlay;
use super::observed::{Observed, Record};
use super::{Options, observe};

/// One of the parts that a run is split into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 1.
    index: u32,
    /// How many there are.
    of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let parts = given.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((index, of)) if (1..=of).contains(&index) => Ok(Self { index, of }),
            _ => Err("write which part of how many, as in `3/8`".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

impl Shard {
    /// Whether an article is of this part: by its key alone, so that it stays in its part whatever others come and go.
    pub(super) fn holds(self, article: &str) -> bool {
        let digest = Sha256::digest(article);
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.of) == u64::from(self.index - 1)
    }
}

/// A digest of all articles and of where they lie: shards of one run have the same.
pub(super) fn digest_of(families: &[Family]) -> String {
    let mut digest = Sha256::new();
    for family in families {
        digest.update(family.key.len().to_le_bytes());
        digest.update(&family.key);
        for member in &family.members {
            digest.update(member.shown.len().to_le_bytes());
            digest.update(&member.shown);
        }
    }
    seal::hex(&digest.finalize())
}

/// Checks the articles of `shard`. Gives what was found, in the form that [`merged`] takes, and whether all of them could be
/// checked. Errors as [`super::run`] does.
pub fn shard(options: &Options, shard: Shard) -> Result<(Vec<u8>, bool), Error> {
    // Whatever format the parts are put together in can be written.
    let options = Options { with_matrix: true, with_excerpts: true, ..options.clone() };
    let observed = observe(&options, &Overlay::default(), Some(shard))?;
    let is_failure = |record: &Record| record.found.skipped.iter().any(|file| file.is_failure);
    let is_whole = observed.failures.is_empty() && !observed.records.iter().any(is_failure);
    let bytes = seal::sealed(&shard.to_string(), &observed).map_err(|error| {
        unusable(format!("The shard {shard} could not be written ({error}); report this, with the articles."))
    })?;
    Ok((bytes, is_whole))
}

/// What the run comes to whose shards are in `files`. Errors where one cannot be read, or they are not the shards of one
/// run.
pub fn merged(files: &[PathBuf]) -> Result<Outcome, Error> {
    let mut shards: Vec<(Shard, &Path, Observed)> = Vec::new();
    let pool = Pool::default();
    for file in files {
        let (shard, mut observed) = read(file)?;
        let findings = observed.records.iter_mut().flat_map(|record| &mut record.found.findings);
        findings.for_each(|finding| finding.share(&pool));
        if let Some((first, path, known)) = shards.first() {
            refuse_others((*first, path, known), (shard, file, &observed))?;
        }
        if let Some((_, path, _)) = shards.iter().find(|(known, _, _)| *known == shard) {
            return Err(unusable(format!(
                "`{}` and `{}` both hold the shard {shard}; name each shard of the run once.",
                path.display(),
                file.display()
            )));
        }
        shards.push((shard, file, observed));
    }
    let Some(of) = shards.first().map(|(shard, _, _)| shard.of) else {
        return Err(unusable(
            "No shard was named; name the files that `docparity check --shard I/N` wrote.".to_owned(),
        ));
    };
    let is_there = |index: &u32| shards.iter().any(|(shard, _, _)| shard.index == *index);
    let missing: Vec<String> = (1..=of).filter(|index| !is_there(index)).map(|index| format!("{index}/{of}")).collect();
    if !missing.is_empty() {
        return Err(unusable(format!(
            "The shard {} is missing; name the files of all {of} shards of the run.",
            missing.join(", ")
        )));
    }
    shards.sort_by_key(|(shard, _, _)| shard.index);
    let joined = shards.into_iter().map(|(_, _, observed)| observed).reduce(join);
    let (outcome, _) = joined.map(Observed::conclude).transpose()?.unwrap_or_default();
    Ok(outcome)
}

fn unusable(why: String) -> Error {
    Error::Unusable { why }
}

/// Reads a shard. Errors where the file is none, or none of this version of the program.
fn read(file: &Path) -> Result<(Shard, Observed), Error> {
    let shown = file.display();
    let (name, observed) = seal::read::<Observed>(file).map_err(|broken| {
        unusable(match broken {
            Broken::Missing(why) => {
                format!("The shard `{shown}` could not be read ({why}); name a file that `docparity check --shard I/N` wrote.")
            }
            Broken::Version(version) => format!(
                "The shard `{shown}` was written by docparity {version}, and this is docparity {}; run all shards and `merge` with the same version.",
                seal::VERSION
            ),
            Broken::Damaged => format!(
                "`{shown}` is no whole shard; write it anew with `docparity check --shard I/N`, and hand it on unchanged."
            ),
        })
    })?;
    let shard = name.parse().map_err(|_| {
        unusable(format!("`{shown}` is no shard; name a file that `docparity check --shard I/N` wrote."))
    })?;
    Ok((shard, observed))
}

/// Errors where the second is not a shard of the same run as the first.
fn refuse_others(first: (Shard, &Path, &Observed), second: (Shard, &Path, &Observed)) -> Result<(), Error> {
    let (names, (a, b)) = ((first.1.display(), second.1.display()), (&first.2.run, &second.2.run));
    let why = if first.0.of != second.0.of {
        format!("one is of {} shards and the other of {}", first.0.of, second.0.of)
    } else if a.articles != b.articles || a.left_out != b.left_out {
        "they saw other articles".to_owned()
    } else if a != b {
        "they were run with other settings".to_owned()
    } else {
        return Ok(());
    };
    Err(unusable(format!(
        "`{}` and `{}` are not shards of one run: {why}; run every shard on the same tree with the same settings.",
        names.0, names.1
    )))
}

/// Two shards as one.
fn join(mut all: Observed, shard: Observed) -> Observed {
    all.records.extend(shard.records);
    // What concerns the run as a whole every shard says.
    all.failures
        .extend(shard.failures.into_iter().filter(|failure| !all.failures.contains(failure)).collect::<Vec<_>>());
    all.notes.extend(shard.notes.into_iter().filter(|note| !all.notes.contains(note)).collect::<Vec<_>>());
    all.timings = match (all.timings, shard.timings) {
        (Some(a), Some(b)) => Some(sum(a, b)),
        (a, b) => a.or(b),
    };
    // They ran side by side.
    all.seconds = all.seconds.max(shard.seconds);
    all
}

fn sum(a: Timings, b: Timings) -> Timings {
    let add = |(a, b): (StageTime, StageTime)| StageTime { name: a.name, seconds: a.seconds + b.seconds };
    Timings { stages: a.stages.into_iter().zip(b.stages).map(add).collect(), bytes: a.bytes + b.bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_of_one_shard_and_stays_there() {
        for article in ["a", "guide/b", "日本"] {
            let holding = (1..=8).filter(|index| Shard { index: *index, of: 8 }.holds(article));
            assert_eq!(holding.count(), 1, "{article}");
        }
        assert!(Shard { index: 3, of: 8 }.holds("guide/backup"), "the part of an article must not change");
    }

    #[test]
    fn a_shard_is_a_part_of_the_whole() {
        for given in ["0/8", "9/8", "1", "a/b", "1/0", "-1/2"] {
            assert!(given.parse::<Shard>().is_err(), "{given}");
        }
        assert_eq!("3/8".parse(), Ok(Shard { index: 3, of: 8 }));
    }
}
