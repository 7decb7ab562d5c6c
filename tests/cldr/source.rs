//! The unpacked npm packages of CLDR, and the names its files have for our tags.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A folder with `cldr-core`, `cldr-dates-full`, ... in it.
pub(crate) struct Source {
    folder: PathBuf,
}

impl Source {
    /// The folder that `DOCPARITY_CLDR` names, if it is set.
    pub(crate) fn from_environment() -> Option<Self> {
        std::env::var_os("DOCPARITY_CLDR").map(|folder| Self { folder: folder.into() })
    }

    /// The version of the packages.
    pub(crate) fn version(&self) -> String {
        let path = self.folder.join("cldr-core/package.json");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let json: Value = serde_json::from_str(&text).expect("a package.json is JSON");
        json["version"].as_str().unwrap_or_default().to_owned()
    }

    /// The licence of the data.
    pub(crate) fn licence(&self) -> String {
        let path = self.folder.join("cldr-core/LICENSE");
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A file of supplemental data, from below its `supplemental`.
    pub(crate) fn supplemental(&self, name: &str) -> Value {
        self.json(&format!("cldr-core/supplemental/{name}.json"))
            .map(|mut json| json["supplemental"].take())
            .unwrap_or_else(|| panic!("cldr-core lacks {name}"))
    }

    /// A file of a locale, from below `main.LOCALE`; null where CLDR has none.
    pub(crate) fn main(&self, package: &str, locale: &str, name: &str) -> Value {
        self.json(&format!("{package}/main/{locale}/{name}.json"))
            .map_or(Value::Null, |mut json| json["main"][locale].take())
    }

    /// The groups of number spelling rules of exactly this locale, if it has any.
    pub(crate) fn rbnf(&self, locale: &str) -> Option<Value> {
        self.json(&format!("cldr-rbnf/rbnf/{locale}.json")).map(|mut json| json["rbnf"]["rbnf"].take())
    }

    fn json(&self, path: &str) -> Option<Value> {
        let path = self.folder.join(path);
        let text = fs::read_to_string(&path).ok()?;
        Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }
}

/// CLDR's spelling of a tag: `zh-hant` is `zh-Hant`, `pt-pt` is `pt-PT`.
pub(crate) fn cldr_locale(tag: &str) -> String {
    let case = |(at, part): (usize, &str)| match (at, part.len()) {
        (0, _) => part.to_owned(),
        (_, 4) => part[..1].to_uppercase() + &part[1..],
        _ => part.to_uppercase(),
    };
    tag.split('-').enumerate().map(case).collect::<Vec<_>>().join("-")
}

/// The locales whose spelling rules a locale uses, nearest first. Norwegian has them under its old name.
pub(crate) fn rbnf_chain(locale: &str) -> Vec<String> {
    let language = locale.split('-').next().unwrap_or(locale);
    let mut chain = vec![locale.to_owned()];
    if language != locale {
        chain.push(language.to_owned());
    }
    if matches!(language, "nb" | "nn") {
        chain.push("no".to_owned());
    }
    chain
}
