//! From which English a translation was made, and when: what its front matter says.

use crate::document::Article;
use jiff::civil::Date;

/// Keys of the front matter that say what a translation was made from. The surest come first; one that ends in `*` is
/// any key that begins so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceKeys {
    /// Those that name the revision of the English: its commit, or the hash of its file.
    pub revision: Vec<String>,
    /// Those that name the day of the hand-off.
    pub handoff: Vec<String>,
    /// Those that name the day of the article, which a translation takes over from its English.
    pub date: Vec<String>,
}

impl Default for SourceKeys {
    fn default() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            revision: owned(&[
                "ms.openlocfilehash",
                "ms.sourcegitcommit",
                "l10n.sourceCommit",
                "source-git-commit",
                "sourceCommit",
                "source_commit",
                "source_sha*",
            ]),
            handoff: owned(&["ms.lasthandoff"]),
            date: owned(&["ms.date", "last_modified", "date"]),
        }
    }
}

/// Where a translation comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Origin<'a> {
    /// Commit or hash of the English; says which texts share a source, never which is newer.
    pub(super) revision: Option<&'a str>,
    /// When it was handed off; else the day of the article.
    pub(super) date: Option<Date>,
    /// The day of the article.
    pub(super) article_date: Option<Date>,
}

impl<'a> Origin<'a> {
    /// What the front matter of `article` says under `keys`.
    pub(super) fn of(article: &'a Article<'_>, keys: &SourceKeys) -> Self {
        let value = |name: &String| match name.strip_suffix('*') {
            Some(start) => {
                article.front_matter.keys.iter().find(|key| key.name.starts_with(start)).map(|key| &*key.value)
            }
            None => article.front_matter.get(name),
        };
        let get = |names: &[String]| {
            names.iter().find_map(|name| value(name).map(str::trim).filter(|value| !value.is_empty()))
        };
        let article_date = get(&keys.date).and_then(day);
        let date = get(&keys.handoff).and_then(day).or(article_date);
        Self { revision: get(&keys.revision), date, article_date }
    }

    /// The revision as people quote it, with the date: `20ea64ff, 2020-08-25`.
    pub(super) fn shown(&self) -> Option<String> {
        let revision = self.revision.map(|revision| revision.chars().take(8).collect::<String>());
        match (revision, self.date) {
            (Some(revision), Some(date)) => Some(format!("{revision}, {date}")),
            (Some(revision), None) => Some(revision),
            (None, Some(date)) => Some(date.to_string()),
            (None, None) => None,
        }
    }
}

/// `08/25/2020` (month first, as Microsoft Learn writes it) or `2020-08-25`.
fn day(text: &str) -> Option<Date> {
    let text = text.get(..10).unwrap_or(text);
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split('/');
    let mut next = || parts.next()?.trim().parse::<i16>().ok();
    let (month, day, year) = (next()?, next()?, next()?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_off_days_are_read_month_first() {
        assert_eq!(day("08/25/2020").map(|date| date.to_string()).as_deref(), Some("2020-08-25"));
        assert_eq!(day("2020-07-17T09:00:00Z").map(|date| date.to_string()).as_deref(), Some("2020-07-17"));
        assert_eq!(day("soon"), None);
    }
}
