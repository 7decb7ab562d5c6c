//! What may be told of a tree's layout: by flags today, by the configuration file in the same words.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What stands for the locale in the translations' pattern.
pub(super) const LOCALE: &str = "{locale}";

/// How the tree is laid out, where it is told and not found out, and which of its files are reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The name of the only layout to try; `None`: all of them, in their order.
    pub layout: Option<String>,
    /// Where the English and its translations lie. They come before every layout that is found out.
    pub patterns: Vec<Pattern>,
    /// Globs as in `.gitignore`, below the root: only these files are reported.
    pub include: Vec<String>,
    /// Globs as in `.gitignore`, below the root: these files are not reported.
    pub exclude: Vec<String>,
}

/// Where some articles lie and where their translations do: `docs/**` and `i18n/{locale}/docs/**`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pattern {
    /// The folder of the English.
    pub source: String,
    /// The folder of a translation; `{locale}` stands for the locale, in a folder's name.
    pub translation: String,
}

impl FromStr for Pattern {
    type Err = String;

    /// Reads `SOURCE=TRANSLATION`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (source, translation) = text.split_once('=').unwrap_or((text, ""));
        let pattern = Self { source: source.to_owned(), translation: translation.to_owned() };
        match pattern.is_usable() {
            true => Ok(pattern),
            false => Err(format!(
                "`{text}` is no pattern; write the folder of the English and that of its translations, with `{LOCALE}` where the locale stands, as in `docs/**=i18n/{LOCALE}/docs/**`."
            )),
        }
    }
}

impl Pattern {
    /// Whether it can be taken apart into the folder of the English and one for each locale.
    pub fn is_usable(&self) -> bool {
        super::layouts::is_usable(self)
    }
}
