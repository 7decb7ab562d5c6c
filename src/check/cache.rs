//! `--cache`: what was found in an article is kept, and taken from there as long as all that it depends on is the same.
//!
//! The key of a result is a digest of the settings, of the program itself, and of every file of the article with what is
//! known of it. What git was asked on the way is kept beside the result and asked again. A file that is damaged, was
//! written by another program or serves another run is as good as none.

mod pack;

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::discover::{self, Family};
use crate::seal;

use super::clock::Stage;
use super::family::{self, FamilyOutcome};
use super::files::{self, Contents};
use super::history::{Asked, AskedLog};
use super::{Job, Options, Shard};

use pack::{Digest, Fresh, Pack, digest_of, unpoisoned};

/// Where results are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CacheFolder {
    /// In `.docparity-cache` below the root.
    BelowRoot,
    /// In this one.
    Named(PathBuf),
}

/// The folder where none is named.
const FOLDER: &str = ".docparity-cache";
/// How many runs have their results kept, of different paths, rules or shards: the one that was longest without use goes.
const MOST_PACKS: usize = 16;
/// The extension of their files.
const EXTENSION: &str = "results";
/// A file that a run did not come to finish goes when it is as old as this.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// The file that tells backups and the like that a folder holds nothing of worth (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What `docparity check --cache` found. It may be removed at any time.\n",
);
/// The file that keeps the folder out of git.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// The results of earlier runs, and of this one for later ones.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// The file for runs of this kind.
    path: PathBuf,
    /// What that is sealed with: a digest of settings and program.
    name: String,
    /// Whether settings depend on where files lie.
    heeds_paths: bool,
    old: Option<Pack>,
    state: Mutex<State>,
}

/// What has come of the run so far.
#[derive(Debug, Default)]
struct State {
    /// Begun with the first result that was not there.
    fresh: Option<Fresh>,
    /// What was there and is taken over.
    hits: Vec<Digest>,
    /// Why nothing can be kept.
    failure: Option<io::Error>,
}

/// A result as it is kept.
#[derive(Serialize, Deserialize)]
struct Entry<F> {
    asked: Vec<Asked>,
    found: F,
}

impl Cache {
    /// The cache that `options` ask for, for a run of these rules; `None` where they ask for none. Errors with a sentence
    /// where it cannot be used.
    pub(super) fn of(options: &Options, wanted: &[&str], shard: Option<Shard>) -> Option<Result<Self, String>> {
        let wants = options.cache.as_ref()?;
        // Which lines changed is not told by what the files say; words that are read from elsewhere, by nothing.
        let is_apart = options.is_diff_only && options.since.is_some()
            || cfg!(debug_assertions) && std::env::var_os("DOCPARITY_LEXICONS").is_some();
        if is_apart {
            return None;
        }
        let folder = match wants {
            CacheFolder::Named(folder) => folder.clone(),
            CacheFolder::BelowRoot => discover::root(&options.query())?.join(FOLDER),
        };
        Some(
            Self::in_folder(folder, options, wanted, shard)
                .map_err(|why| format!("Without the cache, since {why}; nothing was kept for the next run.")),
        )
    }

    fn in_folder(folder: PathBuf, options: &Options, wanted: &[&str], shard: Option<Shard>) -> Result<Self, String> {
        refuse_foreign(&folder)?;
        let build = build().ok_or("the program could not read its own file, which tells what results are of it")?;
        let path = folder.join(file_name(options, wanted, shard));
        let name = seal::hex(&digest_of(settings(options, wanted, &build).as_bytes()));
        let old = Pack::open(&path, &name);
        let heeds_paths = options.policy.heeds_paths();
        Ok(Self { folder, path, name, heeds_paths, old, state: Mutex::default() })
    }

    /// As [`family::check`], from what is kept where that holds.
    pub(super) fn check(&self, family: &Family, job: &Job<'_>) -> FamilyOutcome {
        let contents = job.clock.time(Stage::Read, || files::contents(family, job.limit, job.overlay));
        let Some(key) = job.clock.time(Stage::Cache, || self.key(family, &contents)) else {
            return family::check_contents(family, contents, job);
        };
        if let Some(found) = job.clock.time(Stage::Cache, || self.kept(&key, family, job)) {
            job.clock.count(contents.iter().flatten().map(Vec::len).sum());
            return found;
        }
        let asked = AskedLog::default();
        let found = family::check_contents(family, contents, &Job { asked: Some(&asked), ..*job });
        if found.skipped.is_empty() {
            job.clock.time(Stage::Cache, || self.keep(key, Entry { asked: asked.into_list(), found: &found }));
        }
        found
    }

    /// What the result depends on; `None` where a file could not be read.
    fn key(&self, family: &Family, contents: &Contents) -> Option<Digest> {
        let mut digest = Sha256::new();
        let mut add = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        };
        [self.name.as_str(), &family.key, family.layout].iter().for_each(|text| add(text.as_bytes()));
        for (member, bytes) in family.members.iter().zip(contents) {
            add(member.shown.as_bytes());
            add(member.locale.map(|tag| tag.to_string()).unwrap_or_default().as_bytes());
            add(&[member.is_source.into(), member.is_reported.into()]);
            if self.heeds_paths {
                add(member.path.as_os_str().as_encoded_bytes());
            }
            add(bytes.as_ref().ok()?);
        }
        Some(digest.finalize().into())
    }

    /// What is kept under `key`, where git still says what it said.
    fn kept(&self, key: &Digest, family: &Family, job: &Job<'_>) -> Option<FamilyOutcome> {
        let bytes = self.old.as_ref()?.get(key)?;
        let Entry { asked, mut found } = serde_json::from_slice::<Entry<FamilyOutcome>>(&bytes).ok()?;
        asked.iter().all(|asked| asked.holds(family, job.history)).then(|| {
            unpoisoned(&self.state).hits.push(*key);
            found.findings.iter_mut().for_each(|finding| finding.share(job.pool));
            found
        })
    }

    /// Keeps a result for the next run.
    fn keep(&self, key: Digest, entry: Entry<&FamilyOutcome>) {
        let bytes = serde_json::to_vec(&entry).map_err(io::Error::from);
        let digest = bytes.as_deref().map(digest_of).unwrap_or_default();
        let mut state = unpoisoned(&self.state);
        if state.failure.is_some() {
            return;
        }
        let added = bytes.and_then(|bytes| self.fresh(&mut state)?.add(key, &bytes, digest));
        if let Err(error) = added {
            *state = State { failure: Some(error), ..State::default() };
        }
    }

    fn fresh<'s>(&self, state: &'s mut State) -> io::Result<&'s mut Fresh> {
        match &mut state.fresh {
            Some(fresh) => Ok(fresh),
            empty => {
                make_folder(&self.folder)?;
                Ok(empty.insert(Fresh::begin(&self.folder)?))
            }
        }
    }

    /// Writes what is to be kept. Gives a sentence where that failed.
    pub(super) fn finish(self) -> Option<String> {
        let folder = self.folder.clone();
        self.write().err().map(|error| {
            format!(
                "What was found could not be kept in `{}` ({error}); name a folder that you may write to with `--cache=DIR`.",
                folder.display()
            )
        })
    }

    fn write(self) -> io::Result<()> {
        let mut state = unpoisoned(&self.state);
        if let Some(error) = state.failure.take() {
            return Err(error);
        }
        let kept = self.old.as_ref().map_or(0, Pack::len);
        if state.fresh.is_none() && state.hits.len() == kept {
            // It was of use, which is all that there is to be written down.
            if kept > 0
                && let Ok(file) = File::options().write(true).open(&self.path)
            {
                let _ = file.set_modified(SystemTime::now());
            }
            return Ok(());
        }
        let hits = std::mem::take(&mut state.hits);
        let fresh = self.fresh(&mut state)?;
        if let Some(old) = &self.old {
            fresh.take_over(old, &hits)?;
        }
        let fresh = state.fresh.take();
        drop(state);
        let Self { folder, path, name, old, .. } = self;
        // Some systems let no file take the place of one that is open.
        drop(old);
        fresh.map(|fresh| fresh.finish(&path, &name)).transpose()?;
        remove_stale(&folder);
        Ok(())
    }
}

/// All settings that tell what is found in an article, and the program that finds it.
fn settings(options: &Options, wanted: &[&str], build: &str) -> String {
    // Without `..`: whoever adds a setting says here whether results depend on it. Which files there are, which of them are
    // reported and what they hold is in the key of each article, and debt is taken off what was found.
    let Options {
        paths: _,
        root: _,
        source_dir: _,
        source_locale,
        locales: _,
        settings: _,
        select: _,
        ignore: _,
        stdin: _,
        max_file_size,
        jobs: _,
        with_matrix,
        with_excerpts,
        since: _,
        is_diff_only: _,
        as_of,
        debt: _,
        source_keys,
        with_timings: _,
        policy,
        cache: _,
        progress: _,
    } = options;
    let (version, policy) = (seal::VERSION, policy.identity());
    let parts = (source_locale, max_file_size, with_matrix, with_excerpts, as_of, source_keys, wanted, policy);
    format!("{version} {build} {parts:?}")
}

/// The name of the file for runs of this kind. Runs that differ in anything else write over each other's results.
fn file_name(options: &Options, wanted: &[&str], shard: Option<Shard>) -> String {
    let root = discover::root(&options.query());
    let Options { paths, source_dir, locales, with_matrix, with_excerpts, since, .. } = options;
    let shard = shard.map(|shard| shard.to_string());
    let kind = (root, paths, source_dir, locales, with_matrix, with_excerpts, since.is_some(), wanted, shard);
    format!("{}.{EXTENSION}", &seal::hex(&digest_of(format!("{kind:?}").as_bytes()))[..16])
}

/// A digest of the program's own file: what another build found may be something else.
fn build() -> Option<String> {
    static BUILD: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let mut file = File::open(std::env::current_exe().ok()?).ok()?;
        let mut digest = Sha256::new();
        let mut bytes = vec![0; 1 << 18];
        loop {
            match file.read(&mut bytes).ok()? {
                0 => return Some(seal::hex(&digest.finalize())),
                count => digest.update(&bytes[..count]),
            }
        }
    };
    BUILD.get_or_init(read).clone()
}

/// Errors, with why, where `folder` is none for a cache.
fn refuse_foreign(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    if folder.file_name().is_some_and(|name| name == FOLDER) && discover::leads_out(folder) {
        return Err(format!("`{shown}` is a link to a folder elsewhere (name that one with `--cache=DIR`)"));
    }
    let mut files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(format!(
                "the folder `{shown}` could not be read ({error}; name another one with `--cache=DIR`)"
            ));
        }
    };
    if folder.join(TAG.0).is_file() || files.next().is_none() {
        return Ok(());
    }
    Err(format!("`{shown}` holds other files and no `{}` (name an empty or a new folder with `--cache=DIR`)", TAG.0))
}

/// Makes the folder, with the files that say what it is.
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in [IGNORE, TAG] {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Removes what has not been of use for the longest time, and what was not finished. What cannot be removed stays.
fn remove_stale(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    let now = SystemTime::now();
    let mut packs = Vec::new();
    for file in files.flatten() {
        let path = file.path();
        let Some(written) = file.metadata().ok().and_then(|metadata| metadata.modified().ok()) else { continue };
        if path.extension().is_some_and(|extension| extension == EXTENSION) {
            packs.push((written, path));
        } else if file.file_name().to_string_lossy().starts_with(crate::save::PREFIX)
            && now.duration_since(written).is_ok_and(|age| age > ABANDONED)
        {
            let _ = fs::remove_file(path);
        }
    }
    packs.sort();
    let stale = packs.len().saturating_sub(MOST_PACKS);
    for (_, path) in &packs[..stale] {
        let _ = fs::remove_file(path);
    }
}
