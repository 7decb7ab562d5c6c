//! A bar on the terminal while a long run goes on, and nothing left of it after.

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check;

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is looked after.
const PERIOD: Duration = Duration::from_millis(100);
/// Without colours, so that NO_COLOR has nothing to ask for.
const STYLE: &str = "{bar:30} {pos} of {len} articles";

/// A bar that is drawn until this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    /// Dropped, it ends the thread.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows how far a run is, should it take long and somebody be there to see it.
    pub(super) fn begin(counts: &Arc<check::Progress>, quiet: bool) -> Option<Self> {
        let is_wanted = !quiet && is_watched(io::stderr().is_terminal(), |name| env::var(name).ok());
        is_wanted.then(|| Self::on(ProgressDrawTarget::stderr(), counts, PATIENCE))
    }

    fn on(target: ProgressDrawTarget, counts: &Arc<check::Progress>, patience: Duration) -> Self {
        let counts = Arc::clone(counts);
        let (end, ended) = mpsc::channel();
        let thread = thread::spawn(move || {
            if ended.recv_timeout(patience) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, target);
            bar.set_style(ProgressStyle::with_template(STYLE).unwrap_or_else(|_| ProgressStyle::default_bar()));
            loop {
                show(&bar, &counts);
                if ended.recv_timeout(PERIOD) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            bar.finish_and_clear();
        });
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.end.take());
        // The line has to be clear before anything else is printed.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn show(bar: &ProgressBar, counts: &check::Progress) {
    let (done, expected) = counts.state();
    if expected > 0 {
        bar.set_length(expected as u64);
        bar.set_position(done as u64);
    }
}

/// Whether a person looks at standard error, on a terminal that can take a line back. CI logs keep every line.
fn is_watched(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_ci = variable("CI").is_some_and(|value| !matches!(value.as_str(), "" | "false" | "0"));
    let is_dumb = variable("TERM").is_some_and(|value| value == "dumb");
    is_terminal && !is_ci && !is_dumb
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use indicatif::TermLike;

    use super::*;
    use crate::check::Options;

    /// A terminal that remembers what was written to it.
    #[derive(Clone, Debug, Default)]
    struct Recorder(Arc<Mutex<Vec<String>>>);

    impl Recorder {
        fn note(&self, what: &str) -> io::Result<()> {
            self.0.lock().map(|mut seen| seen.push(what.to_owned())).map_err(|_| io::Error::other("poisoned"))
        }
        fn seen(&self) -> Vec<String> {
            self.0.lock().map(|seen| seen.clone()).unwrap_or_default()
        }
    }

    impl TermLike for Recorder {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, line: &str) -> io::Result<()> {
            self.note(line)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.note(text)
        }
        fn clear_line(&self) -> io::Result<()> {
            self.note("<clear>")
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn counted() -> Arc<check::Progress> {
        let options = Options { paths: vec!["fixtures/renewal".into()], ..Options::default() };
        check::run(&options).expect("the fixtures can be checked");
        options.progress
    }

    #[test]
    fn a_long_run_shows_how_far_it_is_and_leaves_nothing() {
        let terminal = Recorder::default();
        let bar = Progress::on(ProgressDrawTarget::term_like(Box::new(terminal.clone())), &counted(), Duration::ZERO);
        while !terminal.seen().iter().any(|text| text.contains("1 of 1 articles")) {
            thread::sleep(Duration::from_millis(5));
        }
        drop(bar);
        let seen = terminal.seen();
        let last_bar = seen.iter().rposition(|text| text.contains("articles"));
        let last_clear = seen.iter().rposition(|text| text == "<clear>");
        assert!(last_clear > last_bar, "{seen:?}");
        assert!(seen.iter().all(|text| !text.contains('\x1b')), "no colours: {seen:?}");
    }

    #[test]
    fn a_short_run_shows_nothing() {
        let terminal = Recorder::default();
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        drop(Progress::on(target, &counted(), Duration::from_secs(3600)));
        assert_eq!(terminal.seen(), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_shown_where_nobody_looks() {
        let watched = |is_terminal, name: &str, value: &str| {
            is_watched(is_terminal, |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(watched(true, "TERM", "xterm-256color"));
        assert!(watched(true, "NO_COLOR", "1"), "it has no colours");
        assert!(watched(true, "CI", "false"));
        assert!(!watched(true, "CI", "true"));
        assert!(!watched(true, "TERM", "dumb"));
        assert!(!watched(false, "TERM", "xterm-256color"));
    }
}
