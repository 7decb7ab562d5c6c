//! Arguments and commands, as clap reads them.

use std::path::{Path, PathBuf};

use clap::builder::ValueHint;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::completions::CompletionsArgs;
use super::formats::FormatArgs;
use super::man::ManArgs;
use super::merge::MergeArgs;
use crate::check::{DebtOptions, Options, Pattern, Shard};
use crate::config::values::{day, locale_tag, size};
use crate::config::{self, Effective};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::git::Since;

/// Finds where a translated article states other facts than its English source.
///
/// Numbers, dates, durations, ranges, frequencies, money, versions and identifiers are read on both sides,
/// whatever form the language gives them, and held against each other.
#[derive(Debug, Parser)]
#[command(name = "docparity", version, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the job could not be done wholly.")]
pub(super) struct Cli {
    /// When to colour what is printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", display_order = 900)]
    pub(super) color: Color,
    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report where translations state other facts than their English
    Check(CheckArgs),
    /// Put together what the shards of a run have found, and report it
    Merge(MergeArgs),
    /// Write down what is wrong now, so that only what is new is reported
    Baseline(BaselineArgs),
    /// List the facts that are read, and how they are normalized
    Facts(FactsArgs),
    /// List which text is held against which, and why
    Pairs(PairsArgs),
    /// Show how files are grouped into articles and locales, and why
    Layout(LayoutArgs),
    /// List the rules, or explain one
    Rules(RulesArgs),
    /// List the languages that are known, and how well
    Locales(LocalesArgs),
    /// Write a docparity.toml with the layout that is found and every key explained
    Init(InitArgs),
    /// Show the settings that hold, and whence each comes
    Config(ConfigArgs),
    /// Print the script that completes commands and flags in a shell
    Completions(CompletionsArgs),
    /// Print the manual, of all or of one command, for `man`
    Man(ManArgs),
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set; elsewhere where CLICOLOR_FORCE is
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files and folders to report on
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) tree: TreeArgs,
    #[command(flatten)]
    pub(super) change: ChangeArgs,
    /// Report deadlines and offers that are over on this day: YYYY-MM-DD, or `today`
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// Run these rules only (see `docparity rules`)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Exit with 1 where a finding is this grave or graver [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) formats: FormatArgs,
    #[command(flatten)]
    pub(super) debt: DebtArgs,
    #[command(flatten)]
    pub(super) fix: FixArgs,
    /// Print findings only: no summary, no notes
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Work in this many threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(super) jobs: Option<usize>,
    /// Print to standard error where the time went
    #[arg(long)]
    pub(super) timings: bool,
    /// Keep what was found in each article, and look only at those that changed; in this folder [default:
    /// .docparity-cache below the root]
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, value_hint = ValueHint::DirPath)]
    #[expect(clippy::option_option, reason = "clap reads a flag with an optional value as such")]
    pub(super) cache: Option<Option<PathBuf>>,
    /// Check the Ith of N parts of the articles, and write to standard output what `docparity merge` puts together
    ///
    /// An article is always in the same part. Findings do not make a shard fail: `merge` judges the run.
    #[arg(long, value_name = "I/N", conflicts_with_all = ["formats", "statistics", "fail_on", "fix", "diff", "suppress"])]
    pub(super) shard: Option<Shard>,
}

/// `facts`.
#[derive(Debug, Args)]
pub(super) struct FactsArgs {
    /// Files and folders to read; `-` is standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Show each article as a table: its facts as rows, its locales as columns, the odd one out marked
    #[arg(long)]
    pub(super) matrix: bool,
    #[command(flatten)]
    pub(super) tree: TreeArgs,
    #[command(flatten)]
    pub(super) show: ListArgs,
}

/// `pairs`.
#[derive(Debug, Args)]
pub(super) struct PairsArgs {
    /// Files and folders to list
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) tree: TreeArgs,
    #[command(flatten)]
    pub(super) show: ListArgs,
}

/// `layout`.
#[derive(Debug, Args)]
pub(super) struct LayoutArgs {
    /// Files and folders to group
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) tree: TreeArgs,
    /// List only articles that are in one locale only, so that nothing is held against them
    #[arg(long)]
    pub(super) unpaired: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(super) format: PageFormat,
}

/// `rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// The rule to explain
    pub(super) rule: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(super) format: PageFormat,
}

/// `locales`.
#[derive(Debug, Args)]
pub(super) struct LocalesArgs {
    /// List this language only; may be given several times
    #[arg(long = "locale", value_name = "TAG", value_parser = locale_tag)]
    pub(super) locales: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(super) format: RowFormat,
}

/// `init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to write docparity.toml to
    #[arg(default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
    /// The folder of the English articles
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) source: Option<PathBuf>,
    /// The language of the source
    #[arg(long, value_name = "TAG", value_parser = locale_tag)]
    pub(super) source_locale: Option<String>,
    /// Write this layout, a name or a pattern as for `check`, in place of the one that is found
    #[arg(long = "layout", value_name = "NAME|PATTERN", value_parser = layout)]
    pub(super) layouts: Vec<LayoutChoice>,
}

/// `config`.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// The file or folder that a run would be about
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) path: PathBuf,
    /// Look no further upward than this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) root: Option<PathBuf>,
    /// A file in place of docparity.toml, or one key; may be given several times
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    pub(super) config: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(super) format: PageFormat,
}

/// Where files are found, and what they are taken for.
#[derive(Debug, Args)]
pub(super) struct TreeArgs {
    /// Look up counterparts under this folder [default: the nearest upward with docparity.toml or .git, else PATH]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    root: Option<PathBuf>,
    /// The folder of the English articles
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    source: Option<PathBuf>,
    /// The language of the source [default: en]
    #[arg(long, value_name = "TAG", value_parser = locale_tag)]
    source_locale: Option<String>,
    /// Read this file in place of docparity.toml, or set one of its keys; may be given several times
    #[arg(long, value_name = "FILE|KEY=VALUE")]
    config: Vec<String>,
    /// Report on this locale only (`facts`: read as this locale); may be given several times
    #[arg(long = "locale", value_name = "TAG", value_parser = locale_tag)]
    locales: Vec<String>,
    /// Take the tree to be laid out like this: a layout's name, or where the English and its translations lie
    /// (`docs/**=i18n/{locale}/docs/**`, may be given several times) [default: found out]
    #[arg(long = "layout", value_name = "NAME|PATTERN", value_parser = layout)]
    layouts: Vec<LayoutChoice>,
    /// Report on these files only: a glob below the root as in .gitignore; may be given several times
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Do not report on these files: a glob below the root as in .gitignore; may be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Do not read files larger than this; K, M and G are understood [default: 64M]
    #[arg(long, value_name = "BYTES", value_parser = size)]
    max_file_size: Option<u64>,
}

impl TreeArgs {
    /// The options of a run on `paths` after configuration and flags, and the configuration. Errors where that is broken.
    pub(super) fn options(self, paths: Vec<PathBuf>) -> Result<(Options, Effective), Error> {
        let effective = config::load(&paths, self.root.as_deref(), &self.config)?;
        let mut options = effective.options(paths)?;
        options.debt.is_partial =
            [self.locales.as_slice(), &self.include, &self.exclude].iter().any(|list| !list.is_empty());
        options.root = self.root;
        options.source_dir = self.source.or(options.source_dir);
        options.source_locale = self.source_locale.unwrap_or(options.source_locale);
        options.locales = given(self.locales, options.locales);
        options.max_file_size = self.max_file_size.unwrap_or(options.max_file_size);
        let settings = &mut options.settings;
        settings.include = given(self.include, std::mem::take(&mut settings.include));
        settings.exclude = given(self.exclude, std::mem::take(&mut settings.exclude));
        if !self.layouts.is_empty() {
            (settings.layout, settings.patterns) = LayoutChoice::parted(self.layouts);
        }
        Ok((options, effective))
    }

    /// The locales that flags name.
    pub(super) fn locales(&self) -> &[String] {
        &self.locales
    }
}

/// What a flag gives, else what is configured.
pub(super) fn given<T>(flag: Vec<T>, configured: Vec<T>) -> Vec<T> {
    if flag.is_empty() { configured } else { flag }
}

/// What a run is about, where it is about a change.
#[derive(Debug, Args)]
pub(super) struct ChangeArgs {
    /// Check only the articles that differ from REV, committed or not; where the English does, all its translations
    ///
    /// They are held against the commit where the checkout left REV (the merge base). Without REV that is the upstream's
    /// default branch: origin/HEAD, origin/main or origin/master, else the local main or master. A REV that is also the
    /// name of a file or folder is taken for a PATH; give it with --since.
    #[arg(long, value_name = "REV", num_args = 0..=1, default_missing_value = "")]
    changed: Option<String>,
    /// As --changed, with the revision named
    #[arg(long, value_name = "REV", conflicts_with = "changed")]
    since: Option<String>,
    /// Keep only findings on lines that changed, of the translation or of the English; implies --changed
    #[arg(long)]
    pub(super) diff_only: bool,
}

impl ChangeArgs {
    /// From where on changes count, if the run is about them; and the PATH that was given in the place of a revision.
    pub(super) fn since(&self) -> (Option<Since>, Option<PathBuf>) {
        match (self.changed.as_deref(), &self.since) {
            (_, Some(revision)) => (Some(Since::Revision(revision.clone())), None),
            (Some(""), _) => (Some(Since::Upstream), None),
            (Some(given), _) if Path::new(given).exists() => (Some(Since::Upstream), Some(PathBuf::from(given))),
            (Some(revision), _) => (Some(Since::Revision(revision.to_owned())), None),
            (None, None) => (self.diff_only.then_some(Since::Upstream), None),
        }
    }
}

/// Which findings are known and not shown.
#[derive(Debug, Args)]
pub(super) struct DebtArgs {
    /// Do not show the findings that this file lists [default: docparity-baseline.json below the root, where it is]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,
    /// Read no baseline
    #[arg(long, conflicts_with = "baseline")]
    no_baseline: bool,
    /// Do not show what this file makes exceptions of [default: docparity-suppressions.toml below the root, where it is]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    suppressions: Option<PathBuf>,
    /// Make exceptions of all findings of this run, in the file of exceptions
    #[arg(long, requires = "reason", conflicts_with = "fix")]
    pub(super) suppress: bool,
    /// With --suppress: why
    #[arg(long, value_name = "TEXT", requires = "suppress", value_parser = reason)]
    pub(super) reason: Option<String>,
}

impl DebtArgs {
    /// As the library takes them, on top of what is told already.
    pub(super) fn options(&self, told: DebtOptions) -> DebtOptions {
        DebtOptions {
            baseline: self.baseline.clone(),
            has_no_baseline: self.no_baseline,
            suppressions: self.suppressions.clone(),
            ..told
        }
    }
}

/// `baseline`.
#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Files and folders whose findings are written down
    #[arg(default_value = ".", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) tree: TreeArgs,
    /// The file to write [default: docparity-baseline.json below the root]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,
    /// The file of exceptions, which are not written down [default: docparity-suppressions.toml below the root]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) suppressions: Option<PathBuf>,
    /// Run these rules only (see `docparity rules`)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Of a file that is there: take out what is fixed, add what is new
    #[arg(long, conflicts_with = "prune")]
    pub(super) update: bool,
    /// Of a file that is there: take out what is fixed, add nothing
    #[arg(long)]
    pub(super) prune: bool,
    /// Work in this many threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(super) jobs: Option<usize>,
}

/// Whether findings are mended.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct FixArgs {
    /// Write the suggestions that are certain and safe into the files, and report what is left
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix: print what it would change, as a diff that `git apply` takes, and write nothing
    #[arg(long, requires = "fix", conflicts_with_all = ["formats", "statistics"])]
    pub(super) diff: bool,
}

/// How rows are printed.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    pub(super) format: RowFormat,
}

/// Formats of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// For people
    #[default]
    Full,
    /// One JSON value
    Json,
    /// A JSON object a line
    Jsonl,
}

/// Formats of what is no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// For people
    #[default]
    Full,
    /// One JSON value
    Json,
}

/// The least severity that makes a run fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only
    #[default]
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// No finding
    Never,
}

impl FailOn {
    /// Whether a finding of `severity` makes the run fail.
    pub(super) fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// What `--layout` tells.
#[derive(Clone, Debug)]
pub(super) enum LayoutChoice {
    Name(String),
    Pattern(Pattern),
}

impl LayoutChoice {
    /// The name, and the patterns.
    pub(super) fn parted(choices: Vec<Self>) -> (Option<String>, Vec<Pattern>) {
        let (mut layout, mut patterns) = (None, Vec::new());
        for choice in choices {
            match choice {
                Self::Name(name) => layout = Some(name),
                Self::Pattern(pattern) => patterns.push(pattern),
            }
        }
        (layout, patterns)
    }
}

fn layout(value: &str) -> Result<LayoutChoice, String> {
    if value.contains(['=', '/', '{']) {
        return value.parse().map(LayoutChoice::Pattern);
    }
    Ok(LayoutChoice::Name(value.to_owned()))
}

fn reason(value: &str) -> Result<String, String> {
    let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() {
        Err("say in a few words why the findings are right as they are.".to_owned())
    } else {
        Ok(folded)
    }
}

fn at_least_one(value: &str) -> Result<usize, String> {
    let n = value.parse().ok().filter(|&n| n > 0);
    n.ok_or_else(|| "the number of threads is a whole number from 1.".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn severities_fail_from_the_one_named() {
        let all = [Severity::Info, Severity::Warning, Severity::Error];
        let reached = |fail_on: FailOn| all.map(|severity| fail_on.is_reached_by(severity));
        assert_eq!(reached(FailOn::Error), [false, false, true]);
        assert_eq!(reached(FailOn::Warning), [false, true, true]);
        assert_eq!(reached(FailOn::Info), [true, true, true]);
        assert_eq!(reached(FailOn::Never), [false, false, false]);
    }
}
