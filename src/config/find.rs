//! Where the file is looked for, and what `--config` names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::discover::leads_out;
use crate::error::Error;

use super::FILE;

/// Where settings come from and what their paths are below.
pub(super) struct Place {
    /// The file that was found.
    pub(super) file: Option<PathBuf>,
    /// The root: the one that was named, else the marked one, else the first PATH.
    pub(super) folder: PathBuf,
}

/// Looks upward from every PATH, as far as the root. A PATH that cannot be opened finds nothing: the run says so. Errors
/// where PATHs find different files, unless a file `is_named` anyway.
pub(super) fn place(paths: &[PathBuf], root: Option<&Path>, is_named: bool) -> Result<Place, Error> {
    let root = root.and_then(|root| root.canonicalize().ok());
    let mut marked = None;
    let mut first = None;
    let mut found: Option<PathBuf> = None;
    for path in paths.iter().filter_map(|path| path.canonicalize().ok()) {
        let (folder, file) = upward(&path, root.as_deref());
        marked = marked.or(folder);
        first.get_or_insert_with(|| {
            if path.is_dir() { path.clone() } else { path.parent().unwrap_or(&path).to_path_buf() }
        });
        match (&found, file) {
            _ if is_named => break,
            (_, None) => {}
            (Some(one), Some(two)) if *one != two => return Err(two_files(one, &two)),
            (_, Some(file)) => found = Some(file),
        }
    }
    if let Some(file) = &found {
        stays_below(file)?;
        is_plain(file)?;
    }
    let here = || PathBuf::from(".").canonicalize().unwrap_or_default();
    Ok(Place { folder: root.or(marked).or(first).unwrap_or_else(here), file: found })
}

/// The folder that marks the root of `path`, and the file in it.
fn upward(path: &Path, root: Option<&Path>) -> (Option<PathBuf>, Option<PathBuf>) {
    if root.is_some_and(|root| !path.starts_with(root)) {
        return (None, None);
    }
    let start = if path.is_dir() { Some(path) } else { path.parent() };
    for folder in start.into_iter().flat_map(Path::ancestors) {
        let file = folder.join(FILE);
        if file.symlink_metadata().is_ok() {
            return (Some(folder.to_path_buf()), Some(file));
        }
        let is_root = root.map_or_else(|| folder.join(".git").exists(), |root| folder == root);
        if is_root {
            return (Some(folder.to_path_buf()), None);
        }
    }
    (None, None)
}

/// Nothing outside the root is read, through a link neither.
fn stays_below(file: &Path) -> Result<(), Error> {
    if !leads_out(file) {
        return Ok(());
    }
    let why = format!(
        "`{}` is a link to a file outside its folder, which is not read; put the file there itself, or name it with `--config FILE`.",
        shown(file)
    );
    Err(Error::Config { why })
}

/// The largest file that is read without having been named, in bytes.
const LARGEST: u64 = 1 << 20;

/// What lies in the tree is read only where it is a file of a reasonable size: a pipe waits for its other end, a device
/// may never end. Who names one with `--config` gets it read.
fn is_plain(file: &Path) -> Result<(), Error> {
    let Ok(data) = file.metadata() else { return Ok(()) };
    let why = match () {
        () if data.len() > LARGEST => "is larger than 1 MiB",
        () if !data.is_file() && !data.is_dir() => "is a device, a pipe or a socket",
        () => return Ok(()),
    };
    let file = shown(file);
    let why = format!(
        "The configuration `{file}` {why} and was not read; put a file of TOML there, or name another with `--config FILE`."
    );
    Err(Error::Config { why })
}

fn two_files(one: &Path, two: &Path) -> Error {
    let why = format!(
        "The PATHs are under two configurations, `{}` and `{}`; check them in two runs, or name one file with `--config FILE`.",
        shown(one),
        shown(two)
    );
    Error::Config { why }
}

/// The text of a file. Errors where it cannot be read or is not UTF-8.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    let text = fs::read_to_string(path).map_err(|error| {
        let why = format!(
            "The configuration `{}` could not be read ({error}); name a file of TOML, or set one key with `--config KEY=VALUE`.",
            shown(path)
        );
        Error::Config { why }
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The path as people would write it: from the current folder where it lies below.
pub(super) fn shown(path: &Path) -> String {
    let here = PathBuf::from(".").canonicalize().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Key and value of `key=value`; `None` for the name of a file.
pub(super) fn key_of(given: &str) -> Option<(&str, &str)> {
    let (key, value) = given.split_once('=')?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let key = key.trim();
    (!key.is_empty() && key.chars().all(is_key)).then_some((key, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_from_a_file() {
        assert_eq!(key_of("fail-on=never"), Some(("fail-on", "never")));
        assert_eq!(key_of("severity.fact-missing = \"off\""), Some(("severity.fact-missing", "\"off\"")));
        assert_eq!([key_of("ci/docparity.toml"), key_of("a/b=c.toml")], [None, None]);
    }
}
