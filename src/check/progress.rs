//! How far a run is, for whoever watches it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Articles that are to be checked and that have been. A run counts here; what is shown of it is the caller's.
#[derive(Debug, Default)]
pub struct Progress {
    expected: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// Says that so many more are to be checked.
    pub(super) fn expect(&self, more: usize) {
        self.expected.fetch_add(more, Ordering::Relaxed);
    }

    /// Says that one more is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are done, of how many that are known of. The second is 0 while files are still looked for.
    pub fn state(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.expected.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{self, Options};

    #[test]
    fn every_article_of_a_run_is_counted_once() {
        let options = Options { paths: vec!["fixtures/with-english".into()], ..Options::default() };
        let outcome = check::run(&options).expect("the fixtures can be checked");
        let (done, expected) = options.progress.state();
        assert_eq!(done, expected);
        assert!(done >= outcome.summary.articles && done > 0, "{done}");
    }
}
