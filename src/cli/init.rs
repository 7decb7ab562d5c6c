//! `init`: writes a `docparity.toml`.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::args::{InitArgs, LayoutChoice};
use super::{Exit, output};
use crate::check::{self, Options};
use crate::config::{self, Config};
use crate::error::Error;

/// Finds the layout and writes the file. Errors where there is one already, or it cannot be written.
pub(super) fn run(args: InitArgs) -> Result<Exit, Error> {
    let InitArgs { folder, source, source_locale, layouts } = args;
    let file = folder.join(config::FILE);
    if file.symlink_metadata().is_ok() {
        return Err(there_is_one(&file));
    }
    let mut config = Config::default();
    config.source_locale = source_locale.unwrap_or(config.source_locale);
    config.source = source.as_deref().map(|source| below(source, &folder)).transpose()?;
    (config.layout, config.patterns) = LayoutChoice::parted(layouts);
    let notes = detect(&mut config, folder, source)?;
    File::create_new(&file).and_then(|mut out| out.write_all(config::template(&config, &notes).as_bytes())).map_err(
        |error| match error.kind() {
            ErrorKind::AlreadyExists => there_is_one(&file),
            _ => cannot_write(&file, &error),
        },
    )?;
    Ok(output::to_stdout(Exit::Clean, |out| {
        writeln!(out, "{} was written.", file.display())?;
        notes.iter().try_for_each(|note| writeln!(out, "{note}"))
    }))
}

/// Sets the layout where it was not told and is one that can be named; says what was found.
fn detect(config: &mut Config, folder: PathBuf, source_dir: Option<PathBuf>) -> Result<Vec<String>, Error> {
    let mut options = Options {
        root: Some(folder.clone()),
        paths: vec![folder],
        source_dir,
        source_locale: config.source_locale.clone(),
        ..Options::default()
    };
    options.settings.layout = config.layout.clone();
    options.settings.patterns = config.patterns.clone();
    let mut report = check::layout(&options)?;
    if report.layout.is_empty() {
        // Articles that were paired by what they say of themselves.
        report.layout = "flat".to_owned();
    }
    let is_one = report.paired > 0 && !report.layout.contains(", ");
    let mut notes = vec![match report.paired {
        0 => "No two files were found to be one article in two locales, so no layout is set.".to_owned(),
        _ if is_one => format!("Layout: {}.", report.layout),
        _ => format!("Several layouts were found ({}), so that none is set: each is found out.", report.layout),
    }];
    notes.extend((!report.why.is_empty()).then_some(report.why));
    if is_one && config.layout.is_none() && config.patterns.is_empty() {
        config.layout = Some(report.layout);
    }
    Ok(notes)
}

/// The way from `folder` down to `source`.
fn below(source: &Path, folder: &Path) -> Result<String, Error> {
    let open = |path: &Path| {
        path.canonicalize().map_err(|error| Error::Path { path: path.display().to_string(), reason: error.to_string() })
    };
    let (source, folder) = (open(source)?, open(folder)?);
    let down = source.strip_prefix(&folder).ok().filter(|down| down.components().next().is_some());
    let parts =
        down.map(|down| down.components().map(Component::as_os_str).map(|part| part.to_string_lossy().into_owned()));
    parts.map(|parts| parts.collect::<Vec<_>>().join("/")).ok_or_else(|| {
        let why = format!(
            "`--source {}` does not lie in `{}`; `{}` names a folder below its own only.",
            source.display(),
            folder.display(),
            config::FILE
        );
        Error::Config { why }
    })
}

fn there_is_one(file: &Path) -> Error {
    let why = format!(
        "`{}` is there already and was not touched; change it by hand, or remove it first (`docparity config` shows what it says).",
        file.display()
    );
    Error::Config { why }
}

fn cannot_write(file: &Path, error: &io::Error) -> Error {
    let why = format!("`{}` could not be written ({error}); name a folder that you may write to.", file.display());
    Error::Config { why }
}
