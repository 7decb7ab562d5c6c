//! A defect of ours that an article uncovers ends the check of that article, and of no other.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use crate::diagnostic::Skipped;
use crate::discover::{Family, Member};
use crate::text::visible_line;

use super::Job;
use super::family::{self, FamilyOutcome};

thread_local! {
    /// Whether a panic on this thread is caught and told of.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    /// What the last panic on this thread said, and where.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// As [`family::check`]; an article that it panics over is skipped with a sentence, which makes the run fail.
pub(super) fn check(family: &Family, job: &Job<'_>) -> FamilyOutcome {
    let work = || {
        panic_on_demand(family);
        match job.cache {
            Some(cache) => cache.check(family, job),
            None => family::check(family, job),
        }
    };
    guarded(work).unwrap_or_else(|what| FamilyOutcome { skipped: skipped(family, &what), ..FamilyOutcome::default() })
}

/// What `work` comes to, or what it said when it panicked.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = IS_GUARDED.replace(true);
    // What is shared with other articles is counters and tables that are whole between any two steps.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(outer);
    result.map_err(|payload| SAID.take().unwrap_or_else(|| message(&*payload).to_owned()))
}

/// The files of an article that was panicked over.
pub(super) fn skipped(family: &Family, what: &str) -> Vec<Skipped> {
    let reported = family.members.iter().filter(|member| member.is_reported);
    reported.map(|member| skipped_file(member, what)).collect()
}

/// A file that was panicked over, with what to do.
pub(super) fn skipped_file(member: &Member, what: &str) -> Skipped {
    let path = member.shown.clone();
    let reason = format!(
        "`{path}` could not be checked, because of a defect of docparity ({what}); the other articles were. Please report it with the article, and use `--exclude` until it is mended."
    );
    Skipped { path, reason, is_failure: true }
}

/// Panics of articles are told by their outcome, and any other by one sentence on standard error: for a program that
/// checks, before it begins.
pub fn tell_panics_as_sentences() {
    panic::set_hook(Box::new(|info| {
        let said = described(info);
        if IS_GUARDED.get() {
            SAID.set(Some(said));
        } else {
            let said = visible_line(&said);
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(
                std::io::stderr(),
                "error: docparity stopped because of a defect of its own ({said}); please report it."
            );
        }
    }));
}

fn described(info: &PanicHookInfo<'_>) -> String {
    let message = message(info.payload());
    match info.location() {
        Some(place) => format!("{message}, {}:{}", place.file(), place.line()),
        None => message.to_owned(),
    }
}

fn message(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}

/// A debug build panics over the article that `DOCPARITY_PANIC` names, so that what comes of a panic can be tested.
pub(super) fn panic_on_demand(family: &Family) {
    if cfg!(debug_assertions) && std::env::var("DOCPARITY_PANIC").is_ok_and(|key| key == family.key) {
        panic!("asked for by DOCPARITY_PANIC");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        assert_eq!(guarded(|| 5), Ok(5));
        let said = guarded(|| -> u8 { panic!("no {}", "way") });
        assert!(said.as_ref().is_err_and(|said| said.contains("no way")), "{said:?}");
    }
}
