//! `docparity.toml`: which settings hold, and whence each comes.
//!
//! [`KEYS`] is the one list of keys. The file is the nearest one upward from the first PATH, within the root; what
//! `--config` names comes in its place (a file) or on top of it (`key=value`). Flags come last, on the command line.

mod find;
mod form;
mod keys;
mod pages;
pub mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use toml::de::DeTable;

use crate::check::{DEFAULT_MAX_FILE_SIZE, Name, Options, Override, Paths, Pattern, Policy, Settings, SourceKeys};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::lexicon::Tag;
use crate::text::LineIndex;

use form::Fault;

pub use form::{Form, Key, Shape, Words};
pub use keys::KEYS;
pub use pages::{reference, schema, template};

/// The name of the file.
pub const FILE: &str = "docparity.toml";

/// The settings of a project. The fields are the keys of [`KEYS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the registry of keys describes them")]
pub struct Config {
    pub layout: Option<String>,
    pub patterns: Vec<Pattern>,
    pub source: Option<String>,
    pub source_locale: String,
    pub locales: Vec<String>,
    pub include: Vec<String>,
    pub exclude: Vec<String>,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub severity: BTreeMap<String, String>,
    #[serde(rename = "override")]
    pub overrides: Vec<OverrideTable>,
    pub fail_on: String,
    pub weak: Vec<String>,
    pub verbatim: Vec<String>,
    pub fiscal_year_start: Option<u8>,
    pub as_of: Option<String>,
    pub revision_keys: Vec<String>,
    pub handoff_keys: Vec<String>,
    pub date_keys: Vec<String>,
    pub max_file_size: String,
}

/// A table of the key `override`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the registry of keys describes them")]
pub struct OverrideTable {
    pub paths: Vec<String>,
    pub locales: Vec<String>,
    pub severity: BTreeMap<String, String>,
    pub weak: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        let SourceKeys { revision, handoff, date } = SourceKeys::default();
        Self {
            layout: None,
            patterns: Vec::new(),
            source: None,
            source_locale: "en".to_owned(),
            locales: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            select: Vec::new(),
            ignore: Vec::new(),
            severity: BTreeMap::new(),
            overrides: Vec::new(),
            fail_on: "error".to_owned(),
            weak: Vec::new(),
            verbatim: Vec::new(),
            fiscal_year_start: None,
            as_of: None,
            revision_keys: revision,
            handoff_keys: handoff,
            date_keys: date,
            max_file_size: format!("{}M", DEFAULT_MAX_FILE_SIZE >> 20),
        }
    }
}

/// A key with its value and where that comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// Its value; null where it is not set.
    pub value: Value,
    /// `default`, the file with its line, or `--config`.
    pub origin: String,
}

impl Setting {
    /// The value as TOML.
    pub fn toml(&self) -> String {
        pages::toml(&self.value)
    }
}

/// The settings that hold for a run.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The settings.
    pub config: Config,
    /// The same, key by key, in the order of [`KEYS`].
    pub settings: Vec<Setting>,
    /// The file they come from, if there is one.
    pub file: Option<PathBuf>,
    /// The folder that their paths are below.
    folder: PathBuf,
}

/// What was read so far, by key, with its origin.
type Told = BTreeMap<&'static str, (Value, String)>;

/// The settings for a run on `paths`; `given` is what `--config` names. Errors where a file or a value is broken.
pub fn load(paths: &[PathBuf], root: Option<&Path>, given: &[String]) -> Result<Effective, Error> {
    let is_pair = |text: &&String| find::key_of(text).is_some();
    let (pairs, files): (Vec<_>, Vec<_>) = given.iter().partition(is_pair);
    let named: Vec<_> = files.into_iter().map(PathBuf::from).collect();
    let place = find::place(paths, root, !named.is_empty())?;
    let mut told = Told::new();
    let mut file = None;
    for path in named.into_iter().chain(place.file) {
        let text = find::read(&path)?;
        add(&mut told, &text, &find::shown(&path))?;
        file = Some(path);
    }
    for pair in pairs {
        add_pair(&mut told, pair)?;
    }
    settle(told, file, place.folder)
}

/// The settings of a file that is at hand; its paths are below `folder`. Errors where it is broken.
pub fn read(text: &str, folder: &Path) -> Result<Effective, Error> {
    let mut told = Told::new();
    add(&mut told, text, FILE)?;
    settle(told, None, folder.to_path_buf())
}

/// Adds what a file says.
fn add(told: &mut Told, text: &str, shown: &str) -> Result<(), Error> {
    let lines = LineIndex::new(text);
    let position = |at: usize| lines.position(text, u32::try_from(at).unwrap_or(u32::MAX));
    let broken = |fault: Fault| {
        let place = position(fault.at);
        Error::Config { why: format!("In `{shown}`, line {}, column {}: {}", place.line, place.column, fault.said) }
    };
    let table = DeTable::parse(text).map_err(|error| {
        let said = format!("it is no TOML ({}).", error.message().replace('\n', ", "));
        broken(Fault { at: error.span().map_or(0, |span| span.start), said })
    })?;
    let mut values = form::fields(KEYS, "", table.get_ref()).map_err(broken)?;
    for key in KEYS {
        let Some(value) = values.remove(key.name) else { continue };
        let written = table.get_ref().iter().find(|(name, _)| name.get_ref() == key.name);
        let line = written.map_or(1, |(name, _)| position(name.span().start).line);
        told.insert(key.name, (value, format!("{shown}:{line}")));
    }
    Ok(())
}

/// Adds `key=value`. A value that is no TOML is taken for a text, or a list of texts joined by commas.
fn add_pair(told: &mut Told, pair: &str) -> Result<(), Error> {
    let Some((key, value)) = find::key_of(pair) else { return Ok(()) };
    let is_list = KEYS.iter().any(|known| known.name == key && matches!(known.form, Form::List(_)));
    let text = match toml_line(key, value) {
        Some(line) => line,
        None if is_list => {
            let texts: Vec<_> = value.split(',').map(str::trim).collect();
            format!("{key} = {}", pages::toml(&serde_json::json!(texts)))
        }
        None => format!("{key} = {}", pages::toml(&Value::from(value))),
    };
    let broken = |fault: Fault| Error::Config { why: format!("In `--config {pair}`: {}", fault.said) };
    let no_key =
        |_| broken(Fault { at: 0, said: format!("`{key}` is no key; write `--config KEY=VALUE` or `--config FILE`.") });
    let table = DeTable::parse(&text).map_err(no_key)?;
    let mut values = form::fields(KEYS, "", table.get_ref()).map_err(broken)?;
    for key in KEYS {
        let Some(value) = values.remove(key.name) else { continue };
        let entry = told.entry(key.name).or_insert((Value::Null, String::new()));
        // `severity.RULE=...` adds to what the file says of other rules.
        match (entry.0.as_object_mut(), value) {
            (Some(known), Value::Object(more)) => known.extend(more),
            (_, value) => entry.0 = value,
        }
        entry.1 = "--config".to_owned();
    }
    Ok(())
}

/// The line of TOML, if `value` is a value of it.
fn toml_line(key: &str, value: &str) -> Option<String> {
    let line = format!("{key} = {value}");
    let is_one = !value.contains('\n') && DeTable::parse(&line).is_ok();
    is_one.then_some(line)
}

fn settle(mut told: Told, file: Option<PathBuf>, folder: PathBuf) -> Result<Effective, Error> {
    let mut defaults = match serde_json::to_value(Config::default()) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    };
    let mut values = Map::new();
    let mut settings = Vec::new();
    for key in KEYS {
        let default = defaults.remove(key.name).unwrap_or_default();
        let (value, origin) = told.remove(key.name).unwrap_or_else(|| (default, "default".to_owned()));
        values.insert(key.name.to_owned(), value.clone());
        settings.push(Setting { key: key.name, value, origin });
    }
    let config = serde_json::from_value(Value::Object(values))
        .map_err(|error| Error::Config { why: format!("The settings could not be put together ({error}).") })?;
    Ok(Effective { config, settings, file, folder })
}

impl Effective {
    /// What a run on `paths` is asked to do, as far as the settings tell. Errors where a value cannot be used.
    pub fn options(&self, paths: Vec<PathBuf>) -> Result<Options, Error> {
        let told = self.config.clone();
        let broken = |why| Error::Config { why };
        Ok(Options {
            paths,
            source_dir: told.source.map(|source| self.folder.join(source)),
            source_locale: told.source_locale,
            locales: told.locales,
            settings: Settings {
                layout: told.layout,
                patterns: told.patterns,
                include: told.include,
                exclude: told.exclude,
            },
            select: told.select,
            ignore: told.ignore,
            max_file_size: values::size(&told.max_file_size).map_err(broken)?,
            as_of: told.as_of.as_deref().map(values::day).transpose().map_err(broken)?,
            source_keys: SourceKeys { revision: told.revision_keys, handoff: told.handoff_keys, date: told.date_keys },
            policy: self.policy()?,
            ..Options::default()
        })
    }

    fn policy(&self) -> Result<Policy, Error> {
        let Config { severity, weak, overrides, verbatim, fiscal_year_start, .. } = self.config.clone();
        let everywhere = OverrideTable { severity, weak, ..OverrideTable::default() };
        let tables = [everywhere].into_iter().chain(overrides);
        let overrides = tables.map(|table| self.override_of(table)).collect::<Result<_, _>>()?;
        let name = |text: &String| {
            Name::new(text).map_err(|why| Error::Config { why: format!("`verbatim` cannot hold `{text}`: {why}") })
        };
        let verbatim = verbatim.iter().map(name).collect::<Result<_, _>>()?;
        Ok(Policy { overrides, verbatim, fiscal_year_start })
    }

    fn override_of(&self, table: OverrideTable) -> Result<Override, Error> {
        let locale = |tag: &String| {
            Tag::parse(tag).ok_or_else(|| Error::UnknownLocale { flag: "override.locales", given: tag.clone() })
        };
        let mut globs = GitignoreBuilder::new(&self.folder);
        for glob in &table.paths {
            let reason =
                |e: ignore::Error| Error::Glob { flag: "override.paths", glob: glob.clone(), reason: e.to_string() };
            globs.add_line(None, glob).map_err(reason)?;
        }
        let unread =
            |e: ignore::Error| Error::Config { why: format!("The globs of `override.paths` cannot be used ({e}).") };
        let globs = globs.build().map_err(unread)?;
        let weak = table.weak.iter().map(|fact| {
            let (kind, value) = values::weak_parts(fact);
            (kind.to_owned(), value.map(str::to_owned))
        });
        Ok(Override {
            paths: (!table.paths.is_empty()).then(|| Paths { lines: table.paths.clone(), globs }),
            locales: table.locales.iter().map(locale).collect::<Result<_, _>>()?,
            severity: table.severity.iter().map(|(rule, level)| (rule.clone(), severity(level))).collect(),
            weak: weak.collect(),
        })
    }
}

/// `None` for `off`.
fn severity(level: &str) -> Option<Severity> {
    [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.as_str() == level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_are_the_registry() {
        let value = serde_json::to_value(Config::default()).unwrap_or_default();
        let fields: Vec<_> = value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let mut keys: Vec<_> = KEYS.iter().map(|key| key.name).collect();
        let mut fields = fields;
        fields.sort_unstable();
        keys.sort_unstable();
        assert_eq!(fields, keys);
    }

    #[test]
    fn every_example_is_a_value_of_its_key() {
        for key in KEYS {
            let mut told = Told::new();
            let line = format!("{} = {}", key.name, key.example);
            assert!(add(&mut told, &line, FILE).is_ok(), "{line}");
            assert!(
                settle(told, None, PathBuf::new()).is_ok_and(|effective| effective.options(Vec::new()).is_ok()),
                "{line}"
            );
        }
    }

    #[test]
    fn a_default_can_be_written_down() {
        let text = template(&Config::default(), &[]).replace("\n# ", "\n");
        let active = text.lines().filter(|line| KEYS.iter().any(|key| line.starts_with(&format!("{} = ", key.name))));
        assert_eq!(active.count(), KEYS.len());
    }
}
