//! `config`: the settings that hold, and whence each comes.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{ConfigArgs, PageFormat};
use super::{Exit, output, table};
use crate::config::{self, Effective, Setting};
use crate::error::Error;
use crate::json;
use crate::text::visible_line;

/// What `--format json` prints.
#[derive(Serialize)]
struct Page<'p> {
    file: Option<String>,
    settings: &'p [Setting],
}

/// Shows the settings. Errors where the configuration is broken.
pub(super) fn run(args: &ConfigArgs) -> Result<Exit, Error> {
    let open = |error: io::Error| Error::Path { path: args.path.display().to_string(), reason: error.to_string() };
    args.path.metadata().map_err(open)?;
    let effective = config::load(std::slice::from_ref(&args.path), args.root.as_deref(), &args.config)?;
    Ok(output::to_stdout(Exit::Clean, |out| match args.format {
        PageFormat::Full => write_full(&effective, out),
        PageFormat::Json => {
            let file = effective.file.as_ref().map(|file| file.to_string_lossy().replace('\\', "/"));
            json::write_pretty(out, &Page { file, settings: &effective.settings })
        }
    }))
}

/// A line for each key: the key with its value as TOML, and where that comes from.
fn write_full(effective: &Effective, out: &mut dyn Write) -> io::Result<()> {
    match &effective.file {
        Some(file) => writeln!(out, "{}\n", visible_line(&file.to_string_lossy()))?,
        None => writeln!(out, "No {} was found; `docparity init` writes one.\n", config::FILE)?,
    }
    let cells = |setting: &Setting| {
        [setting.key.to_owned(), setting.origin.clone(), setting.toml()].map(|cell| visible_line(&cell).into_owned())
    };
    table::write_rows(out, 0, &effective.settings.iter().map(cells).collect::<Vec<_>>())
}
