//! Where the time of a run goes. Nothing is measured unless it was asked for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::diagnostic::{StageTime, Timings};

/// A part of the work.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// Finding the files and grouping them.
    Walk,
    /// Reading and decoding.
    Read,
    /// Looking up what was found before, and keeping it.
    Cache,
    /// What stands at the top of the files.
    FrontMatter,
    /// Markdown and, in the same pass, span pairs.
    Markdown,
    /// Which block answers which.
    Align,
    /// Reading the facts of texts.
    Facts,
    /// A family as a whole; [`Clock::timings`] takes the stages within it off. What is left is fact against fact, rules
    /// and wording.
    Rules,
}

/// All stages, in the order of the work.
const STAGES: [(Stage, &str); 8] = [
    (Stage::Walk, "walk"),
    (Stage::Read, "read"),
    (Stage::Cache, "cache"),
    (Stage::FrontMatter, "front matter"),
    (Stage::Markdown, "markdown"),
    (Stage::Align, "align"),
    (Stage::Facts, "facts"),
    (Stage::Rules, "rules"),
];

/// Adds up what each stage takes, over all threads.
#[derive(Debug)]
pub(super) struct Clock {
    is_on: bool,
    nanoseconds: [AtomicU64; STAGES.len()],
    bytes: AtomicU64,
}

/// Measures nothing.
pub(super) static OFF: Clock = Clock::new(false);

impl Clock {
    pub(super) const fn new(is_on: bool) -> Self {
        Self { is_on, nanoseconds: [const { AtomicU64::new(0) }; STAGES.len()], bytes: AtomicU64::new(0) }
    }

    /// Does `work`, whose time is that of `stage`.
    pub(super) fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        if !self.is_on {
            return work();
        }
        let began = Instant::now();
        let result = work();
        self.add(stage, began.elapsed());
        result
    }

    fn add(&self, stage: Stage, spent: Duration) {
        let nanoseconds = u64::try_from(spent.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds[stage as usize].fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// Counts bytes that were read.
    pub(super) fn count(&self, bytes: usize) {
        if self.is_on {
            self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        }
    }

    /// What was measured; `None` where nothing was.
    pub(super) fn timings(&self) -> Option<Timings> {
        let spent = |stage: Stage| self.nanoseconds[stage as usize].load(Ordering::Relaxed);
        let is_within = |stage: &Stage| !matches!(stage, Stage::Walk | Stage::Rules);
        let within = STAGES.map(|(stage, _)| stage).into_iter().filter(is_within).map(spent).sum::<u64>();
        let of = |stage: Stage| match stage {
            Stage::Rules => spent(stage).saturating_sub(within),
            _ => spent(stage),
        };
        let stages = STAGES.map(|(stage, name)| StageTime { name: name.into(), seconds: of(stage) as f64 / 1e9 });
        self.is_on.then(|| Timings { stages: stages.to_vec(), bytes: self.bytes.load(Ordering::Relaxed) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_takes_what_no_stage_within_it_takes() {
        let clock = Clock::new(true);
        clock.add(Stage::Rules, Duration::from_millis(10));
        clock.add(Stage::Facts, Duration::from_millis(3));
        clock.add(Stage::Walk, Duration::from_millis(1));
        let stages = clock.timings().map(|timings| timings.stages).unwrap_or_default();
        let of = |name: &str| stages.iter().find(|stage| stage.name == name).map_or(0.0, |stage| stage.seconds);
        assert_eq!([of("walk"), of("facts"), of("rules")], [0.001, 0.003, 0.007]);
        assert!(OFF.timings().is_none());
    }
}
