//! What is written from the registry: the file that `init` writes, the reference, the schema.

use serde_json::{Map, Value, json};

use super::form::{self, Form, Key};
use super::{Config, KEYS};

/// Where the reference begins.
const HEAD: &str = "# Configuration

<!-- Written from the registry of keys by `DOCPARITY_README_WRITE=1 cargo test --test config`; a test holds it true. -->

`docparity.toml` lies in the root of a project: the nearest folder upward from the first PATH that holds one, as far as the folder with
`.git` or the one that `--root` names. Nothing outside the root is read. Folders and globs are below the root; where nothing marks one, that is the first PATH.

- `docparity init` writes the file, with the layout that it finds and every key explained. It overwrites nothing.
- `docparity config` shows every setting and where it comes from; `--format json` for scripts.
- `--config FILE` names another file in its place; `--config KEY=VALUE` sets one key on top, and may be given several times:
  `--config fail-on=warning --config severity.missing-block=off --config locales=fr,de`.
- A flag takes the place of the key of its name, lists included.
- A file that is no TOML, an unknown key and a value of another kind are refused with their line and column (exit code 2).

`schema/docparity.schema.json` is the JSON schema for editors, as Even Better TOML reads it: `#:schema PATH` in the first line of the file.

## Keys
";

/// The reference of all keys, as Markdown.
pub fn reference() -> String {
    let defaults = serde_json::to_value(Config::default()).unwrap_or_default();
    let mut page = HEAD.to_owned();
    for key in KEYS {
        let default = match &defaults[key.name] {
            Value::Null => "not set".to_owned(),
            value => format!("`{}`", toml(value)),
        };
        page.push_str(&format!("\n### `{}`\n\n{}\n\n", key.name, key.describe));
        page.push_str(&format!("Takes {}. Default: {default}.\n\n", key.form.what()));
        page.push_str(&format!("```toml\n{} = {}\n```\n", key.name, key.example));
        if let Some(keys) = inner(&key.form) {
            page.push_str("\n| key | takes | |\n|---|---|---|\n");
            for inner in keys {
                page.push_str(&format!("| `{}` | {} | {} |\n", inner.name, inner.form.what(), inner.describe));
            }
        }
    }
    page
}

/// The keys of the tables that a key takes.
fn inner(form: &Form) -> Option<&'static [Key]> {
    match form {
        Form::Record(shape) => Some(shape.keys),
        Form::List(form) => inner(form),
        _ => None,
    }
}

/// The JSON schema of the file.
pub fn schema() -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docparity.toml",
        "description": "Settings of docparity, which checks that translated articles state the same facts as their English.",
    });
    if let (Some(head), Value::Object(rest)) = (schema.as_object_mut(), form::object_schema(KEYS, &[])) {
        head.extend(rest);
    }
    schema
}

/// A file with every key explained. Those that differ from their default are set; the others stand as comments.
/// `notes` are sentences for its head.
pub fn template(config: &Config, notes: &[String]) -> String {
    let object = |config: &Config| match serde_json::to_value(config) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    };
    let (values, defaults) = (object(config), object(&Config::default()));
    let mut text = "# Settings of docparity. `docparity config` shows which hold, and whence each comes.\n".to_owned();
    for note in notes {
        text.push_str(&format!("# {}\n", note.replace(char::is_control, " ")));
    }
    for key in KEYS {
        text.push_str(&format!("\n# {}\n# Takes {}.\n", key.describe, key.form.what()));
        match values.get(key.name) {
            Some(value) if Some(value) != defaults.get(key.name) => {
                text.push_str(&format!("{} = {}\n", key.name, toml(value)));
            }
            _ => text.push_str(&format!("# {} = {}\n", key.name, key.example)),
        }
    }
    text
}

/// A value as TOML, on one line.
pub(super) fn toml(value: &Value) -> String {
    match value {
        Value::Null => "not set".to_owned(),
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(values) if values.is_empty() => "{}".to_owned(),
        Value::Object(values) => {
            let is_empty = |value: &Value| {
                value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty)
            };
            let told = values.iter().filter(|(_, value)| !is_empty(value));
            let fields: Vec<_> = told.map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        // JSON's escapes are TOML's, but for the delete character, which JSON leaves as it is.
        other => other.to_string().replace('\u{7f}', "\\u007F"),
    }
}
