//! What a key takes: one description that reads TOML, words errors, and makes the schema.

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules;

/// A key, in the file or in a table of it.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub form: Form,
    /// What it does, in a sentence or a few.
    pub describe: &'static str,
    /// A value that it takes, as TOML.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub enum Form {
    /// A text of some kind.
    Text(&'static Words),
    /// One of some names.
    OneOf(fn() -> Vec<&'static str>),
    /// The id of a rule.
    Rule,
    /// The number of a month.
    Month,
    /// A list of values of one form.
    List(&'static Form),
    /// A table with keys of its own.
    Record(&'static Shape),
    /// A table from rules to values of one form.
    ByRule(&'static Form),
}

/// A kind of text.
#[derive(Debug)]
pub struct Words {
    /// What it is, with its article: `a locale`.
    pub what: &'static str,
    /// Says, as the end of a sentence, what is wrong with a text.
    pub check: fn(&str) -> Result<(), String>,
    /// The same as a regular expression, for editors; empty where there is none.
    pub pattern: &'static str,
}

/// The keys of a table.
#[derive(Debug)]
pub struct Shape {
    /// What it is, with its article.
    pub what: &'static str,
    /// All of them.
    pub keys: &'static [Key],
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Says, as the end of a sentence, what is wrong with the whole.
    pub check: fn(&Value) -> Result<(), String>,
}

/// What is wrong, and at which byte of the text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    /// The rest of a sentence: lower case at the start, a full stop at the end.
    pub(super) said: String,
}

impl Fault {
    fn new(at: usize, said: String) -> Self {
        Self { at, said }
    }
}

impl Form {
    /// What it takes, in words.
    pub fn what(&self) -> String {
        match self {
            Self::Text(words) => words.what.to_owned(),
            Self::OneOf(names) => format!("one of {}", quoted(&names())),
            Self::Rule => "the id of a rule (`docparity rules` lists them)".to_owned(),
            Self::Month => "the number of a month, 1 to 12".to_owned(),
            Self::List(form) => format!("a list, of which each is {}", form.what()),
            Self::Record(shape) => shape.what.to_owned(),
            Self::ByRule(form) => format!("a table from rules to {}", form.what()),
        }
    }

    /// The value as JSON. `name` is the key, for errors.
    pub(super) fn read(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<Value, Fault> {
        let at = value.span().start;
        let wrong = |found: &str| Fault::new(at, format!("`{name}` takes {}, and not {found}.", self.what()));
        match (self, value.get_ref()) {
            (Self::Text(words), DeValue::String(text)) => checked(words, name, text, at),
            (Self::Text(words), DeValue::Datetime(day)) => checked(words, name, &day.to_string(), at),
            (Self::OneOf(names), DeValue::String(text)) => {
                let found = names().into_iter().find(|known| known == text);
                found.map(Value::from).ok_or_else(|| {
                    let meant = did_you_mean(likely(text, names().into_iter()));
                    Fault::new(at, format!("`{name}` takes {}, and not `{text}`{meant}", self.what()))
                })
            }
            (Self::Rule, DeValue::String(text)) => rule(text, at).map(|rule| Value::from(rule.id)),
            (Self::Month, DeValue::Integer(number)) => {
                let month = u8::from_str_radix(number.as_str(), number.radix()).ok();
                let month = month.filter(|month| (1..=12).contains(month));
                month.map(Value::from).ok_or_else(|| wrong(number.as_str()))
            }
            (Self::List(form), DeValue::Array(items)) => items.iter().map(|item| form.read(name, item)).collect(),
            (Self::Record(shape), DeValue::Table(table)) => record(shape, name, table, at),
            (Self::ByRule(form), DeValue::Table(table)) => by_rule(form, name, table),
            (_, found) => Err(wrong(&format!("a value of the type {}", found.type_str()))),
        }
    }

    /// The JSON schema of a value.
    pub(super) fn schema(&self) -> Value {
        match self {
            Self::Text(Words { pattern: "", .. }) => json!({ "type": "string", "minLength": 1 }),
            Self::Text(words) => json!({ "type": "string", "pattern": words.pattern }),
            Self::OneOf(names) => json!({ "enum": names() }),
            Self::Rule => json!({ "enum": rules::ALL.iter().map(|rule| rule.id).collect::<Vec<_>>() }),
            Self::Month => json!({ "type": "integer", "minimum": 1, "maximum": 12 }),
            Self::List(form) => json!({ "type": "array", "items": form.schema() }),
            Self::Record(shape) => object_schema(shape.keys, shape.required),
            Self::ByRule(form) => {
                let rule = |rule: &&rules::Rule| {
                    let mut schema = form.schema();
                    schema["description"] = format!("Finds {}.", rule.finds).into();
                    (rule.id.to_owned(), schema)
                };
                let properties: Map<_, _> = rules::ALL.iter().map(rule).collect();
                json!({ "type": "object", "additionalProperties": false, "properties": properties })
            }
        }
    }
}

/// The JSON schema of a table.
pub(super) fn object_schema(keys: &[Key], required: &[&str]) -> Value {
    let property = |key: &Key| {
        let mut schema = key.form.schema();
        schema["description"] = key.describe.into();
        (key.name.to_owned(), schema)
    };
    let properties: Map<_, _> = keys.iter().map(property).collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// The values of a table, by its keys.
pub(super) fn fields(keys: &[Key], within: &str, table: &DeTable<'_>) -> Result<Map<String, Value>, Fault> {
    let mut values = Map::new();
    for (written, value) in table.iter() {
        let name: &str = written.get_ref();
        let Some(key) = keys.iter().find(|key| key.name == name) else {
            let likely = likely(name, keys.iter().map(|key| key.name));
            let place = if within.is_empty() { String::new() } else { format!(" in `{within}`") };
            let known = quoted(&keys.iter().map(|key| key.name).collect::<Vec<_>>());
            let help = likely.map_or(format!("; the keys are {known}."), |likely| did_you_mean(Some(likely)));
            return Err(Fault::new(written.span().start, format!("there is no key `{name}`{place}{help}")));
        };
        let path = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
        values.insert(name.to_owned(), key.form.read(&path, value)?);
    }
    Ok(values)
}

fn record(shape: &Shape, name: &str, table: &DeTable<'_>, at: usize) -> Result<Value, Fault> {
    let values = fields(shape.keys, name, table)?;
    if let Some(missing) = shape.required.iter().find(|key| !values.contains_key(**key)) {
        return Err(Fault::new(
            at,
            format!("`{name}` lacks the key `{missing}`; each must have {}.", quoted(shape.required)),
        ));
    }
    let value = Value::Object(values);
    (shape.check)(&value).map_err(|why| Fault::new(at, format!("`{name}` cannot be used: {why}")))?;
    Ok(value)
}

fn by_rule(form: &Form, name: &str, table: &DeTable<'_>) -> Result<Value, Fault> {
    let mut values = Map::new();
    for (written, value) in table.iter() {
        let rule = rule(written.get_ref(), written.span().start)?;
        values.insert(rule.id.to_owned(), form.read(&format!("{name}.{}", rule.id), value)?);
    }
    Ok(Value::Object(values))
}

fn rule(id: &str, at: usize) -> Result<&'static rules::Rule, Fault> {
    rules::lookup(id).map_err(|error| {
        let said = error.to_string();
        Fault::new(at, format!("t{}", said.strip_prefix('T').unwrap_or(&said)))
    })
}

fn checked(words: &Words, name: &str, text: &str, at: usize) -> Result<Value, Fault> {
    (words.check)(text)
        .map_err(|why| Fault::new(at, format!("`{name}` takes {}, and not `{text}`: {why}", words.what)))?;
    Ok(Value::from(text))
}

fn did_you_mean(likely: Option<&str>) -> String {
    likely.map_or_else(|| ".".to_owned(), |likely| format!("; did you mean `{likely}`?"))
}

/// The name that is near enough to have been meant.
fn likely<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    const NEAR: f64 = 0.8;
    let near = names.map(|name| (strsim::jaro_winkler(name, given), name));
    near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(near, _)| *near > NEAR).map(|(_, name)| name)
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
