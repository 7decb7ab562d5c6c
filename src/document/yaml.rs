//! YAML by `serde_yaml`: the leaves of a document with their scalars as written.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess as _, Visitor,
};
use serde_yaml::Value;

use crate::text::too_deep;

/// More leaves come from aliases, not from an author.
const MAX_LEAVES: usize = 4096;

/// How many characters a document may have with its aliases written out.
const MOST_WRITTEN: usize = 1_000_000;

/// A scalar and the way to it, with dots between the names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) name: String,
    pub(super) value: String,
}

/// Why a document could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct YamlError {
    /// What is wrong, without a full stop and without the place.
    pub(super) message: String,
    /// Where in the text.
    pub(super) offset: Option<usize>,
}

impl From<serde_yaml::Error> for YamlError {
    fn from(error: serde_yaml::Error) -> Self {
        let message = error.to_string();
        let without_place = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Self { message: without_place, offset: error.location().map(|location| location.index()) }
    }
}

/// Reads a document that is a map, or empty.
pub(super) fn read(text: &str) -> Result<Vec<Leaf>, YamlError> {
    if let Some(at) = too_deep(text) {
        return Err(YamlError { message: "more than a thousand brackets are open".to_owned(), offset: Some(at) });
    }
    if text.contains('*') {
        Written(&mut 0).deserialize(serde_yaml::Deserializer::from_str(text))?;
    }
    let shape: Value = serde_yaml::from_str(text)?;
    match untagged(&shape) {
        Value::Null => return Ok(Vec::new()),
        Value::Mapping(_) => {}
        _ => return Err(YamlError { message: "it is not a list of keys with values".to_owned(), offset: None }),
    }
    let mut leaves = Vec::new();
    let seed = Guided { shape: &shape, path: String::new(), leaves: &mut leaves };
    seed.deserialize(serde_yaml::Deserializer::from_str(text))?;
    Ok(leaves)
}

/// Counts what a document is with its aliases written out, before anything is kept of it, and refuses too much.
struct Written<'c>(&'c mut usize);

impl Written<'_> {
    fn add<E: de::Error>(&mut self, bytes: usize) -> Result<(), E> {
        *self.0 += bytes + 1;
        let is_allowed = *self.0 <= MOST_WRITTEN;
        is_allowed.then_some(()).ok_or_else(|| E::custom("its aliases make it more than a million characters long"))
    }
}

impl<'de> DeserializeSeed<'de> for Written<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Written<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E: de::Error>(mut self, _: bool) -> Result<(), E> {
        self.add(1)
    }

    fn visit_i64<E: de::Error>(mut self, _: i64) -> Result<(), E> {
        self.add(1)
    }

    fn visit_u64<E: de::Error>(mut self, _: u64) -> Result<(), E> {
        self.add(1)
    }

    fn visit_f64<E: de::Error>(mut self, _: f64) -> Result<(), E> {
        self.add(1)
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<(), E> {
        self.add(1)
    }

    fn visit_str<E: de::Error>(mut self, value: &str) -> Result<(), E> {
        self.add(value.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.add(1)?;
        while seq.next_element_seed(Written(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.add(1)?;
        while map.next_key_seed(Written(self.0))?.is_some() {
            map.next_value_seed(Written(self.0))?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let (IgnoredAny, value) = data.variant()?;
        value.newtype_variant_seed(self)
    }
}

fn untagged(value: &Value) -> &Value {
    match value {
        Value::Tagged(tagged) => untagged(&tagged.value),
        other => other,
    }
}

/// Reads a value whose shape is known, so that scalars can be asked for as strings, which keeps their
/// writing (`1.10`, `0x1F`, `yes`).
struct Guided<'v, 'l> {
    shape: &'v Value,
    path: String,
    leaves: &'l mut Vec<Leaf>,
}

impl<'de> DeserializeSeed<'de> for Guided<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.leaves.len() >= MAX_LEAVES {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        match untagged(self.shape) {
            Value::Mapping(_) => deserializer.deserialize_map(self),
            Value::Sequence(_) => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for Guided<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key or a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.leaves.push(Leaf { name: self.path, value: value.to_owned() });
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Value::Mapping(shape) = untagged(self.shape) else { return Ok(()) };
        for value in shape.values() {
            let Some(name) = map.next_key::<String>()? else { break };
            let path = join(&self.path, &name);
            map.next_value_seed(Guided { shape: value, path, leaves: &mut *self.leaves })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Value::Sequence(shape) = untagged(self.shape) else { return Ok(()) };
        for (at, value) in shape.iter().enumerate() {
            let path = join(&self.path, &at.to_string());
            seq.next_element_seed(Guided { shape: value, path, leaves: &mut *self.leaves })?;
        }
        Ok(())
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match read(text) {
            Ok(leaves) => leaves.iter().map(|leaf| format!("{} = {:?}\n", leaf.name, leaf.value)).collect(),
            Err(error) => format!("{} @{:?}", error.message, error.offset),
        }
    }

    #[test]
    fn scalars_keep_their_writing_and_nested_keys_are_flattened() {
        let text = "v: 1.10\nn: 0x1F\nd: 2020-06-03\nb: yes\ne:\nt: ~\nm: {a: [1, {b: 2}]}\ns: \"a\\tb\"\nf: >-\n  x\n  y\nk: !tag z\n";
        insta::assert_snapshot!(show(text), @r#"
        v = "1.10"
        n = "0x1F"
        d = "2020-06-03"
        b = "yes"
        e = ""
        t = "~"
        m.a.0 = "1"
        m.a.1.b = "2"
        s = "a\tb"
        f = "x y"
        k = "z"
        "#);
    }

    #[test]
    fn what_is_not_a_map_is_told_in_words() {
        insta::assert_snapshot!(show("- a\n- b\n"), @"it is not a list of keys with values @None");
        insta::assert_snapshot!(show("a: b: c\n"), @"mapping values are not allowed in this context @Some(4)");
        insta::assert_snapshot!(show("a: 1\na: 2\n"), @r#"duplicate entry with key "a" @Some(0)"#);
    }

    #[test]
    fn aliases_that_multiply_are_refused_or_cut_short() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let items = vec![format!("*a{}", n - 1); 9].join(", ");
            text.push_str(&format!("a{n}: &a{n} [{items}]\n"));
        }
        insta::assert_snapshot!(show(&text), @"repetition limit exceeded @None");
        let long = "x".repeat(20_000);
        let text = format!("a: &a {long}\nb: &b [{0}]\nc: [{0}]\n", vec!["*a"; 100].join(","));
        insta::assert_snapshot!(show(&text), @"b[48]: its aliases make it more than a million characters long @Some(3)");
        insta::assert_snapshot!(show("a: &a !t {b: 1}\nc: [*a, *a]\n"), @r#"
        a.b = "1"
        c.0.b = "1"
        c.1.b = "1"
        "#);
    }
}
