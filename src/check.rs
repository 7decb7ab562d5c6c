//! The main job: from PATHs to an [`Outcome`].

mod at_hand;
mod cache;
mod clock;
mod compare;
mod debt;
mod emit;
mod exceptions;
mod family;
mod files;
mod fingerprint;
mod fix;
mod guard;
mod heads;
mod history;
mod kept;
mod listings;
mod matrix;
mod names;
mod observed;
mod outdated;
mod past;
mod policy;
mod progress;
mod revision;
mod shard;
mod sisters;
mod stale;
mod suggest;
mod witness;

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use jiff::civil::Date;

use crate::debt::Reach;
use crate::diagnostic::{Outcome, Pool};
use crate::discover::{Family, Query, discover, root};
use crate::error::Error;
use crate::git::Since;
use crate::listing::{FactListing, LayoutReport, LocaleRow, MatrixListing, PairListing};
use crate::rules::{self, Rule};

use cache::Cache;
use clock::{Clock, Stage};
use debt::Debt;
use files::{Ground, Overlay};
use history::{AskedLog, History};
use observed::{Observed, Record, Run};

pub use at_hand::{HeldFile, article};
pub use cache::CacheFolder;
pub use debt::{DebtOptions, Renewal, Renewed, baseline, suppress};
pub use fix::{FixedFile, fixed};
pub use guard::tell_panics_as_sentences;
pub use names::Name;
pub use policy::{Override, Paths, Policy};
pub use progress::Progress;
pub use revision::SourceKeys;
pub use shard::{Shard, merged, shard};

pub use crate::discover::{Pattern, Settings};

/// The limit on the size of a file where none is given, in bytes.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 << 20;

/// What a run is asked to do, after flags and configuration are merged.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files or folders to report on.
    pub paths: Vec<PathBuf>,
    /// Where counterparts are looked up; `None`: found upward from each path.
    pub root: Option<PathBuf>,
    /// The folder of the English tree, where it was named.
    pub source_dir: Option<PathBuf>,
    /// Locale of the English; `en` unless told otherwise.
    pub source_locale: String,
    /// Locales to report on; empty: all. The others remain witnesses.
    pub locales: Vec<String>,
    /// What was told of the layout, and which files are reported.
    pub settings: Settings,
    /// Rules to run; empty: all that run by default.
    pub select: Vec<String>,
    /// Rules left out.
    pub ignore: Vec<String>,
    /// What standard input held, where one of `paths` is `-`; only [`facts`] takes it.
    pub stdin: Option<Vec<u8>>,
    /// Files larger than this many bytes are not read.
    pub max_file_size: u64,
    /// Threads; `None`: as many as the machine has.
    pub jobs: Option<usize>,
    /// Whether the outcome shall hold what each article states in all its locales.
    pub with_matrix: bool,
    /// Whether findings shall hold the lines that they are quoted with.
    pub with_excerpts: bool,
    /// Only the articles that changed since then, each with its counterparts; `None`: all.
    pub since: Option<Since>,
    /// Only findings on lines that changed since then.
    pub is_diff_only: bool,
    /// The day on which announced deadlines must not be over; `None`: that is not looked at.
    pub as_of: Option<Date>,
    /// Which findings are known and not shown.
    pub debt: DebtOptions,
    /// Where front matter says what a translation was made from.
    pub source_keys: SourceKeys,
    /// Whether the outcome shall hold where the time went.
    pub with_timings: bool,
    /// What the project settled for itself.
    pub policy: Policy,
    /// Where results are kept for the next run; `None`: nowhere.
    pub cache: Option<CacheFolder>,
    /// Where the run counts what it has done.
    pub progress: Arc<Progress>,
}

/// What all families of a run share.
struct Job<'j> {
    /// Larger files are not read.
    limit: u64,
    ground: Ground<'j>,
    keys: &'j SourceKeys,
    /// The rules that run.
    wanted: &'j (dyn Fn(&Rule) -> bool + Sync),
    as_of: Option<Date>,
    history: &'j History,
    is_diff_only: bool,
    with_matrix: bool,
    with_excerpts: bool,
    /// The texts of all findings.
    pool: &'j Pool,
    /// What was found before, where that is kept.
    cache: Option<&'j Cache>,
    /// Where to write down what git is asked, where that is of use.
    asked: Option<&'j AskedLog>,
    /// What `--fix` has changed so far.
    overlay: &'j Overlay,
    clock: &'j Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            paths: vec![PathBuf::from(".")],
            root: None,
            source_dir: None,
            source_locale: "en".to_owned(),
            locales: Vec::new(),
            settings: Settings::default(),
            select: Vec::new(),
            ignore: Vec::new(),
            stdin: None,
            max_file_size: DEFAULT_MAX_FILE_SIZE,
            jobs: None,
            with_matrix: false,
            with_excerpts: true,
            since: None,
            is_diff_only: false,
            as_of: None,
            debt: DebtOptions::default(),
            source_keys: SourceKeys::default(),
            with_timings: false,
            policy: Policy::default(),
            cache: None,
            progress: Arc::default(),
        }
    }
}

impl Options {
    fn query(&self) -> Query<'_> {
        Query {
            paths: &self.paths,
            root: self.root.as_deref(),
            source_dir: self.source_dir.as_deref(),
            source_locale: &self.source_locale,
            locales: &self.locales,
            settings: &self.settings,
            only: None,
        }
    }

    /// What all files of the run share. Errors where the source locale is none.
    fn ground(&self) -> Result<Ground<'_>, Error> {
        Ok(Ground { source_locale: self.query().source_locale()?, policy: &self.policy })
    }
}

/// Checks what `options` names. Errors only where the job cannot be begun; what fails for one file is
/// in the outcome's `summary.skipped`.
pub fn run(options: &Options) -> Result<Outcome, Error> {
    run_over(options, &Overlay::default())
}

/// As [`run`], with files that hold what `overlay` says.
fn run_over(options: &Options, overlay: &Overlay) -> Result<Outcome, Error> {
    run_with_reach(options, overlay).map(|(outcome, _)| outcome)
}

/// As [`run_over`], with what was looked at.
fn run_with_reach(options: &Options, overlay: &Overlay) -> Result<(Outcome, Reach), Error> {
    let began = Instant::now();
    let (mut outcome, reach) = observe(options, overlay, None)?.conclude()?;
    outcome.summary.seconds = began.elapsed().as_secs_f64();
    Ok((outcome, reach))
}

/// Everything that is found; of the articles only those of `shard` where one is named.
fn observe(options: &Options, overlay: &Overlay, shard: Option<Shard>) -> Result<Observed, Error> {
    let began = Instant::now();
    let debt = Debt::read(options)?;
    let wanted = wanted_rules(options)?;
    let history = History::of(options)?;
    let only = history.only();
    let clock = Clock::new(options.with_timings);
    let mut notes = Vec::new();
    let cache = Cache::of(options, &wanted, shard).and_then(|cache| cache.map_err(|note| notes.push(note)).ok());
    let query = Query { only: only.as_ref(), ..options.query() };
    let discovery = clock.time(Stage::Walk, || discover(&query))?;
    let job = Job {
        limit: options.max_file_size,
        ground: options.ground()?,
        keys: &options.source_keys,
        wanted: &|rule: &Rule| wanted.contains(&rule.id),
        as_of: options.as_of,
        history: &history,
        is_diff_only: options.is_diff_only && only.is_some(),
        with_matrix: options.with_matrix,
        with_excerpts: options.with_excerpts,
        pool: &Pool::default(),
        cache: cache.as_ref(),
        asked: None,
        overlay,
        clock: &clock,
    };
    let is_wanted = |family: &Family| shard.is_none_or(|shard| shard.holds(&family.key));
    let mut families: Vec<(usize, &Family)> =
        discovery.families.iter().enumerate().filter(|(_, family)| is_wanted(family)).collect();
    // The largest first, so that no thread has a large one left when the others are done.
    families.sort_by_cached_key(|(_, family)| Reverse(size(family)));
    let progress = &options.progress;
    progress.expect(families.len());
    let check = |&(place, family): &(usize, &Family)| Record {
        place,
        article: family.key.clone(),
        lone: observed::lone_file(family).map(str::to_owned),
        found: clock.time(Stage::Rules, || guard::check(family, &job)),
    };
    let records = in_pool(options, || {
        in_order(&families, |family| {
            let record = check(family);
            progress.step();
            record
        })
    });
    notes.extend(history.notes());
    notes.extend(cache.and_then(Cache::finish));
    Ok(Observed {
        run: Run {
            paths: shown_paths(options),
            locales: options.locales.clone(),
            glob_root: glob_root(options),
            rules: wanted.iter().map(|rule| (*rule).to_owned()).collect(),
            is_about_change: only.is_some(),
            is_diff_only: options.is_diff_only,
            is_whole: debt::is_whole(options),
            articles: shard::digest_of(&discovery.families),
            left_out: discovery.left_out,
            debt,
        },
        records,
        failures: discovery.failures,
        notes,
        timings: clock.timings(),
        seconds: began.elapsed().as_secs_f64(),
    })
}

/// The root that globs are below, where there are some.
fn glob_root(options: &Options) -> Option<String> {
    let Settings { include, exclude, .. } = &options.settings;
    let has_globs = !(include.is_empty() && exclude.is_empty());
    has_globs.then(|| root(&options.query()).unwrap_or_default().display().to_string())
}

fn shown_paths(options: &Options) -> String {
    options.paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ")
}

/// The ids of the rules that run. Errors where a rule is named that does not exist.
fn wanted_rules(options: &Options) -> Result<Vec<&'static str>, Error> {
    let ids = |names: &[String]| {
        names.iter().map(|name| rules::lookup(name).map(|rule| rule.id)).collect::<Result<Vec<_>, _>>()
    };
    let (selected, ignored) = (ids(&options.select)?, ids(&options.ignore)?);
    if selected.contains(&past::RULE) && options.as_of.is_none() {
        return Err(Error::NoDay);
    }
    let is_asked_for = |rule: &Rule| rule.is_default || options.as_of.is_some() && rule.id == past::RULE;
    let runs = |rule: &Rule| if selected.is_empty() { is_asked_for(rule) } else { selected.contains(&rule.id) };
    Ok(rules::ALL.iter().filter(|rule| runs(rule) && !ignored.contains(&rule.id)).map(|rule| rule.id).collect())
}

/// How large the files of a family are together.
fn size(family: &Family) -> u64 {
    family.members.iter().filter_map(|member| member.path.metadata().ok()).map(|file| file.len()).sum()
}

/// Does `work` for all `items`: each thread takes the next, whenever it is free.
fn in_order<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || items.get(next.fetch_add(1, Ordering::Relaxed));
    rayon::broadcast(|_| std::iter::from_fn(take).map(&work).collect::<Vec<_>>()).into_iter().flatten().collect()
}

/// How many threads a program has settled on, with [`settle_threads`].
static THREADS: OnceLock<usize> = OnceLock::new();

/// Makes all that the program does take so many threads, reports too: for a program that checks, before it begins.
pub fn settle_threads(jobs: usize) {
    // Where threads are at work already, those go on and the check has its own.
    if rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global().is_ok() {
        THREADS.get_or_init(|| jobs);
    }
}

/// Runs `work` on as many threads as were asked for.
fn in_pool<T: Send>(options: &Options, work: impl FnOnce() -> T + Send) -> T {
    let jobs = options.jobs.filter(|jobs| THREADS.get() != Some(jobs));
    let pool = jobs.and_then(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Lists every fact of what `options` names. A locale in `options` overrules what the files say.
/// Errors as [`run`] does.
pub fn facts(options: &Options) -> Result<FactListing, Error> {
    listings::facts(options)
}

/// What each article of what `options` names states in all its locales. Errors as [`run`] does.
pub fn matrix(options: &Options) -> Result<MatrixListing, Error> {
    let Outcome { matrices, summary, .. } = run(&Options { with_matrix: true, ..options.clone() })?;
    Ok(MatrixListing { articles: matrices, skipped: summary.skipped })
}

/// Lists every segment of what `options` names, with what it is held against. Errors as [`run`] does.
pub fn pairs(options: &Options) -> Result<PairListing, Error> {
    listings::pairs(options)
}

/// Says how what `options` names is grouped into articles and locales. Errors as [`run`] does.
pub fn layout(options: &Options) -> Result<LayoutReport, Error> {
    listings::layout(options)
}

/// What the lexicon knows, one row a locale.
pub fn locales() -> Vec<LocaleRow> {
    listings::locales()
}
