//! Texts that flags and keys take, and what is wrong with one.

use std::path::{Component, Path};

use ignore::gitignore::GitignoreBuilder;
use jiff::civil::Date;

use crate::facts::Kind;

/// A language tag by its looks; which languages are known is not asked here.
pub fn locale_tag(value: &str) -> Result<String, String> {
    let is_subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let language = value.split('-').next().unwrap_or("");
    let is_language = (2..=8).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
    if is_language && value.split('-').all(is_subtag) {
        return Ok(value.to_owned());
    }
    Err("a language tag is letters and digits joined by `-`, as in `fr`, `fr-CA` or `zh-Hant`.".to_owned())
}

/// A number of bytes, or of KiB, MiB or GiB.
pub fn size(value: &str) -> Result<u64, String> {
    let upper = value.to_ascii_uppercase();
    let shifts = [("K", 10), ("M", 20), ("G", 30)];
    let (digits, shift) = shifts
        .iter()
        .find_map(|&(suffix, shift)| Some((upper.strip_suffix(suffix)?, shift)))
        .unwrap_or((upper.as_str(), 0));
    let bytes = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift)).filter(|&bytes| bytes > 0);
    bytes.ok_or_else(|| "a size is a number of bytes above 0, or one with K, M or G behind it, as in `64M`.".to_owned())
}

/// A day of the calendar.
pub fn day(value: &str) -> Result<Date, String> {
    if value == "today" {
        return Ok(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    value.parse().map_err(|_| "a day is written YYYY-MM-DD, as in `2026-01-31`, or `today`.".to_owned())
}

/// A glob as in `.gitignore`.
pub(super) fn glob(value: &str) -> Result<(), String> {
    some(value)?;
    let why = |error| format!("it is no glob as in `.gitignore` ({error}).");
    GitignoreBuilder::new("").add_line(None, value).map(drop).map_err(why)
}

/// A folder below the root: what lies outside of it is not read.
pub(super) fn folder(value: &str) -> Result<(), String> {
    some(value)?;
    let is_below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(value).components().all(is_below) {
        return Ok(());
    }
    Err("it leads out of the root; name a folder below it, or use the flag `--source`.".to_owned())
}

/// A kind of fact, or a kind and a value of it: `ordinal`, `number:24`.
pub(super) fn weak_fact(value: &str) -> Result<(), String> {
    let (kind, told) = weak_parts(value);
    if told == Some("") {
        return Err(format!("the value is missing; write `{kind}:VALUE`, or `{kind}` for all of the kind."));
    }
    if Kind::ALL.iter().any(|(_, name)| *name == kind) {
        return Ok(());
    }
    let kinds: Vec<_> = Kind::ALL.iter().map(|(_, name)| format!("`{name}`")).collect();
    Err(format!("there is no kind of fact `{kind}`; the kinds are {}.", kinds.join(", ")))
}

/// The kind and, where it is told, the value.
pub(super) fn weak_parts(value: &str) -> (&str, Option<&str>) {
    value.split_once(':').map_or((value, None), |(kind, told)| (kind, Some(told)))
}

/// Any text but none.
pub(super) fn some(value: &str) -> Result<(), String> {
    if value.trim().is_empty() { Err("it is empty.".to_owned()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_or_refused() {
        assert_eq!(["1", "2k", "64M", "1G"].map(size), [Ok(1), Ok(2 << 10), Ok(64 << 20), Ok(1 << 30)]);
        assert!(["", "0", "-1", "1.5M", "99999999999G", "M"].iter().all(|value| size(value).is_err()));
        assert!(["fr", "fr-CA", "zh-Hant", "es-419", "sr-Latn-RS"].iter().all(|tag| locale_tag(tag).is_ok()));
        assert!(
            ["", "f", "fr_CA", "fr-", "1-2", "français", "../x", "\x1b[0m"].iter().all(|tag| locale_tag(tag).is_err())
        );
        assert!(["en-us", "./docs/en"].iter().all(|value| folder(value).is_ok()));
        assert!(["..", "a/../../b", "/etc", ""].iter().all(|value| folder(value).is_err()));
        assert!(["ordinal", "number:24", "time:T18:00[PST]"].iter().all(|value| weak_fact(value).is_ok()));
        assert!(["ordinals", "number:", "", "24"].iter().all(|value| weak_fact(value).is_err()));
    }
}
