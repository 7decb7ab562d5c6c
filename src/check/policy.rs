//! What a project settled for itself: how grave its rules are where, which facts it does not demand, which names it
//! never translates, when its fiscal year begins.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::gitignore::Gitignore;
use jiff::ToSpan as _;
use jiff::civil::Date as Day;

use crate::diagnostic::Severity;
use crate::facts::{Convention, Date, Part, Period, Reading, Value};
use crate::lexicon::Tag;
use crate::rules::Rule;

use super::names::{self, Name};

/// What was settled. The default settles nothing.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// In the order they were written: where several speak of a rule, the last one holds.
    pub overrides: Vec<Override>,
    /// Names that stay as they are in every language: what is read in one is the name, not a number or a date.
    pub verbatim: Vec<Name>,
    /// The month in which the fiscal year begins, which is named for the calendar year it ends in.
    pub fiscal_year_start: Option<u8>,
}

/// What holds in some locales, under some paths, or everywhere.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// Where; `None`: everywhere.
    pub paths: Option<Paths>,
    /// In which locales; empty: in all.
    pub locales: Vec<Tag>,
    /// Rules by id; `None`: the rule does not run.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Facts that are not demanded, by kind, and by value where it is not all of the kind.
    pub weak: Vec<(String, Option<String>)>,
}

/// Which files are meant.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The globs, as they were written.
    pub lines: Vec<String>,
    /// What was made of them.
    pub globs: Gitignore,
}

impl Override {
    fn holds(&self, path: &Path, locale: Option<Tag>) -> bool {
        let is_locale = |wanted: &Tag| locale.is_some_and(|locale| wanted.matches(&locale));
        let is_below = |Paths { globs, .. }: &Paths| {
            path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, false).is_ignore()
        };
        (self.locales.is_empty() || self.locales.iter().any(is_locale)) && self.paths.as_ref().is_none_or(is_below)
    }
}

impl Policy {
    /// How grave a finding of `rule` is in the file at `path`; `None` where the rule is off.
    pub(super) fn severity(&self, rule: &Rule, path: &Path, locale: Option<Tag>) -> Option<Severity> {
        let speaking = self.overrides.iter().rev().filter(|entry| entry.severity.contains_key(rule.id));
        let last = speaking.filter(|entry| entry.holds(path, locale)).find_map(|entry| entry.severity.get(rule.id));
        last.copied().unwrap_or(Some(rule.severity))
    }

    /// Whether what holds of a file depends on where it lies.
    pub(super) fn heeds_paths(&self) -> bool {
        self.overrides.iter().any(|entry| entry.paths.is_some())
    }

    /// All that was settled, in words: two policies that settle the same have the same.
    pub(super) fn identity(&self) -> String {
        let Self { overrides, verbatim, fiscal_year_start } = self;
        let of_override = |Override { paths, locales, severity, weak }: &Override| {
            let paths = paths.as_ref().map(|Paths { lines, globs }| (globs.path().to_path_buf(), lines.clone()));
            format!("{:?}", (paths, locales, severity, weak))
        };
        let overrides: Vec<_> = overrides.iter().map(of_override).collect();
        let verbatim: Vec<_> = verbatim.iter().map(Name::text).collect();
        format!("{:?}", (overrides, verbatim, fiscal_year_start))
    }

    /// Whether any facts are made weak.
    pub(super) fn weakens(&self) -> bool {
        self.overrides.iter().any(|entry| !entry.weak.is_empty())
    }

    /// Makes the facts weak that are not demanded of the file at `path`.
    pub(super) fn weaken(&self, path: &Path, locale: Option<Tag>, reading: &mut Reading) {
        for entry in self.overrides.iter().filter(|entry| !entry.weak.is_empty() && entry.holds(path, locale)) {
            for fact in reading.facts.iter_mut().filter(|fact| !fact.is_weak) {
                let is_such = |(kind, value): &(String, Option<String>)| {
                    kind == fact.kind().as_str() && value.as_ref().is_none_or(|value| *value == fact.value.to_string())
                };
                fact.is_weak = entry.weak.iter().any(is_such);
            }
        }
    }

    /// Reads names and fiscal years as the project means them. `text` is what the facts were read in.
    pub(super) fn settle(&self, text: &str, is_english: bool, reading: &mut Reading) {
        names::keep(&self.verbatim, text, is_english, &mut reading.facts);
        let Some(start) = self.fiscal_year_start else { return };
        for fact in &mut reading.facts {
            let Value::Period(period) = fact.value else { continue };
            fact.also.extend(calendar(period, start).into_iter().map(|value| (value, Convention::Own)));
        }
    }
}

/// A fiscal period told by the calendar: as days, as months, and as the year where both begin alike.
fn calendar(period: Period, start: u8) -> Vec<Value> {
    let Period { is_fiscal: true, year: Some(year), part } = period else { return Vec::new() };
    let Some((first, last)) = days(year, part, start) else { return Vec::new() };
    let date = |day: Day, has_day: bool| Date {
        year: Some(day.year()),
        month: u8::try_from(day.month()).ok(),
        day: has_day.then(|| u8::try_from(day.day()).ok()).flatten(),
        weekday: None,
    };
    let range = |has_day| Value::DateRange(Some(date(first, has_day)), Some(date(last, has_day)));
    let mut told = vec![range(true), range(false)];
    if start == 1 {
        told.push(Value::Period(Period { is_fiscal: false, ..period }));
    }
    told
}

/// The first and the last day of a fiscal year or a part of it.
fn days(year: i16, part: Option<Part>, start: u8) -> Option<(Day, Day)> {
    let began = if start == 1 { year } else { year.checked_sub(1)? };
    let (skipped, months) = match part {
        None => (0, 12),
        Some(Part::Half(n)) => (6 * (i64::from(n) - 1), 6),
        Some(Part::Quarter(n)) => (3 * (i64::from(n) - 1), 3),
    };
    if !(0..12).contains(&skipped) {
        return None;
    }
    let first = Day::new(began, i8::try_from(start).ok()?, 1).ok()?.checked_add(skipped.months()).ok()?;
    let last = first.checked_add(months.months()).ok()?.yesterday().ok()?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_is_named_for_the_year_it_ends_in() {
        let told = |part, start| {
            let range = days(2020, part, start);
            range.map(|(first, last)| format!("{first}/{last}")).unwrap_or_default()
        };
        assert_eq!(told(None, 7), "2019-07-01/2020-06-30");
        assert_eq!(told(Some(Part::Quarter(3)), 7), "2020-01-01/2020-03-31");
        assert_eq!(told(Some(Part::Half(1)), 10), "2019-10-01/2020-03-31");
        assert_eq!(told(None, 1), "2020-01-01/2020-12-31");
        assert_eq!(told(Some(Part::Quarter(22)), 7), "");
    }
}
