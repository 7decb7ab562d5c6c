//! Exceptions beside the articles, for articles that are delivered anew and would lose a comment.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::diagnostic::Finding;
use crate::error::Error;
use crate::rules;
use crate::save;

const HEAD: &str =
    "# What docparity does not report, and why. `docparity check --suppress --reason TEXT` adds to it.\n";

/// The file of exceptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sidecar {
    text: String,
    exceptions: Vec<Spanned<Exception>>,
}

/// What the text of the file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default, rename = "suppression")]
    exceptions: Vec<Spanned<Exception>>,
}

impl From<Sidecar> for String {
    fn from(sidecar: Sidecar) -> Self {
        sidecar.text
    }
}

impl TryFrom<String> for Sidecar {
    type Error = toml::de::Error;

    fn try_from(text: String) -> Result<Self, toml::de::Error> {
        let Content { exceptions } = toml::from_str(&text)?;
        Ok(Self { text, exceptions })
    }
}

/// What is not reported. All that is named has to be so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The rule's id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The article's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The locale of the translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The text of the English segment, markup out; where there is none, that of the translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The words of the fact: the translation's, or those of the English that it lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The segment's id when it was written. It helps to find the place and decides nothing: ids change with every hand-off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
}

impl Sidecar {
    /// Reads the file. Errors where it cannot be opened, or holds what is no exception.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|error| Error::Unusable {
            why: format!("The exceptions `{}` could not be read ({error}); name a file that exists.", path.display()),
        })?;
        Self::parse(&text, path)
    }

    /// Reads what the file at `path` holds. Errors where that is no exception.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Error> {
        let refuse = |at: usize, why: &str| {
            let line = line_of(text, at);
            Error::Unusable { why: format!("The exceptions `{}` cannot be used; line {line}: {why}", path.display()) }
        };
        let sidecar = Self::try_from(text.to_owned()).map_err(|error| {
            let said = error.message().replace('\n', ", ");
            refuse(error.span().map_or(0, |span| span.start), &format!("{said}; mend the line, or take the entry out."))
        })?;
        for exception in &sidecar.exceptions {
            exception.get_ref().usable().map_err(|why| refuse(exception.span().start, &why))?;
        }
        Ok(sidecar)
    }

    /// What it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its exceptions, each with the bytes of the file where it stands.
    pub fn exceptions(&self) -> impl Iterator<Item = (&Exception, std::ops::Range<usize>)> {
        self.exceptions.iter().map(|exception| (exception.get_ref(), exception.span()))
    }

    /// Its exceptions by what they name.
    pub fn index(&self) -> Index {
        let mut index = Index { len: self.exceptions.len(), ..Index::default() };
        for (at, (exception, _)) in self.exceptions().enumerate() {
            index.add(at, exception);
        }
        index
    }

    /// Adds exceptions to the file behind what stands there, or makes it; gives how many were not in it already.
    /// Errors where it cannot be read or written.
    pub fn add(path: &Path, exceptions: &[Exception]) -> Result<usize, Error> {
        let unusable = |error: &dyn std::fmt::Display| Error::Unusable {
            why: format!(
                "The exceptions `{}` could not be written ({error}); name a file that you may write, with `--suppressions FILE`.",
                path.display()
            ),
        };
        let mut text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => HEAD.to_owned(),
            Err(error) => return Err(unusable(&error)),
        };
        let known = Self::parse(&text, path)?;
        let mut seen: FxHashSet<&Exception> = known.exceptions().map(|(known, _)| known).collect();
        let new: Vec<&Exception> = exceptions.iter().filter(|exception| seen.insert(exception)).collect();
        if new.is_empty() {
            return Ok(0);
        }
        let has_crlf = text.contains("\r\n");
        for exception in &new {
            let table = toml::to_string(exception).map_err(|error| unusable(&error))?;
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            let entry = format!("{gap}\n[[suppression]]\n{table}");
            text.push_str(&if has_crlf { entry.replace('\n', "\r\n") } else { entry });
        }
        Self::parse(&text, path)?;
        save::replace(path, text.as_bytes()).map_err(|error| unusable(&error))?;
        Ok(new.len())
    }
}

/// Exceptions by what they name: a finding is held against those that could hide it, and not against every other.
#[derive(Debug, Default)]
pub struct Index {
    len: usize,
    /// Which of article, locale, source and words exceptions name, each combination once.
    shapes: Vec<[bool; 4]>,
    exceptions: FxHashMap<Names, Vec<usize>>,
}

/// The rule, and the article, locale, source and words where they are named.
type Names = (String, [Option<String>; 4]);

impl Index {
    fn add(&mut self, at: usize, exception: &Exception) {
        let Exception { rule, article, locale, source, words, .. } = exception;
        let locale = locale.as_deref().map(str::to_ascii_lowercase);
        let names = [article.clone(), locale, source.as_deref().map(folded), words.as_deref().map(folded)];
        let shape = names.each_ref().map(Option::is_some);
        if !self.shapes.contains(&shape) {
            self.shapes.push(shape);
        }
        self.exceptions.entry((rule.clone(), names)).or_default().push(at);
    }

    /// How many exceptions there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether an exception hides `finding`. Marks those that do in `is_used`, which has a place for each.
    pub fn hides(&self, finding: &Finding, is_used: &mut [bool]) -> bool {
        let said = [
            finding.article.to_string(),
            finding.locale.to_ascii_lowercase(),
            key_text(finding),
            key_words(finding).map(folded).unwrap_or_default(),
        ];
        let mut is_hidden = false;
        for shape in &self.shapes {
            let mut names = said.clone().map(Some);
            names.iter_mut().zip(shape).filter(|(_, is_named)| !**is_named).for_each(|(name, _)| *name = None);
            let Some(same) = self.exceptions.get(&(finding.rule.to_string(), names)) else { continue };
            is_hidden = true;
            // Those that name the same are used together, and need to be marked once.
            if !is_used[same[0]] {
                same.iter().for_each(|at| is_used[*at] = true);
            }
        }
        is_hidden
    }
}

impl Exception {
    /// Errors with a sentence where it cannot be heeded.
    fn usable(&self) -> Result<(), String> {
        let Self { rule, reason, article, source, .. } = self;
        rules::lookup(rule).map_err(|error| error.to_string())?;
        if reason.trim().is_empty() {
            return Err("the `reason` is empty; say why this is not reported.".to_owned());
        }
        if article.is_none() && source.is_none() {
            return Err(format!(
                "it names neither `source` nor `article`, and would hide the rule everywhere; name one, or run with `--ignore {rule}`."
            ));
        }
        Ok(())
    }

    /// The one that hides `finding` and nothing else.
    pub fn of(finding: &Finding, reason: &str) -> Self {
        Self {
            rule: finding.rule.to_string(),
            reason: reason.to_owned(),
            article: Some(finding.article.to_string()),
            locale: Some(finding.locale.to_string()),
            source: Some(key_text(finding)).filter(|text| !text.is_empty()),
            words: key_words(finding).map(folded),
            segment: finding.segment.as_deref().map(str::to_owned),
        }
    }

    /// Whether `finding` is what it names.
    pub fn hides(&self, finding: &Finding) -> bool {
        let is = |named: &Option<String>, said: &str| named.as_deref().is_none_or(|named| named == said);
        let is_text = |named: &Option<String>, said: &dyn Fn() -> String| {
            named.as_deref().is_none_or(|named| folded(named) == said())
        };
        self.rule == finding.rule
            && is(&self.article, &finding.article)
            && self.locale.as_deref().is_none_or(|locale| locale.eq_ignore_ascii_case(&finding.locale))
            && is_text(&self.source, &|| key_text(finding))
            && is_text(&self.words, &|| key_words(finding).map(folded).unwrap_or_default())
    }
}

/// The text of the English segment; where there is none, of the translation's.
fn key_text(finding: &Finding) -> String {
    let source = finding.source.as_ref().map(|side| side.text.as_str()).filter(|text| !text.trim().is_empty());
    folded(source.unwrap_or(&finding.target.text))
}

fn key_words(finding: &Finding) -> Option<&str> {
    let source = finding.source.as_ref().and_then(|side| side.fact.as_ref());
    finding.target.fact.as_ref().or(source).map(|fact| fact.text.as_str())
}

/// White space does not count.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
