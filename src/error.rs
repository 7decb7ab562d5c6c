//! Why a run could not be done at all. Every `Display` is a full sentence that says what to do.

use std::fmt;

/// Why a run could not be begun.
#[derive(Debug)]
pub enum Error {
    /// A PATH does not exist or cannot be opened.
    Path {
        /// As the user wrote it.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A flag names a locale that is none.
    UnknownLocale {
        /// The flag.
        flag: &'static str,
        /// As the user wrote it.
        given: String,
    },
    /// A rule was named that does not exist.
    UnknownRule {
        /// As the user wrote it.
        rule: String,
        /// The likely one.
        likely: Option<&'static str>,
    },
    /// A layout was named that does not exist.
    UnknownLayout {
        /// As the user wrote it.
        given: String,
        /// Those that exist.
        known: Vec<&'static str>,
    },
    /// A glob that cannot be read.
    Glob {
        /// The flag.
        flag: &'static str,
        /// As the user wrote it.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A rule stands where a path is expected.
    RuleAsPath {
        /// Its id.
        rule: &'static str,
    },
    /// The rule `past-deadline` was named without a day.
    NoDay,
    /// The configuration is broken.
    Config {
        /// A sentence that says what and where, and what to do.
        why: String,
    },
    /// Git could not say what was asked of it.
    Git {
        /// A sentence that says why and what to do.
        why: String,
    },
    /// A file of known findings cannot be used.
    Unusable {
        /// A sentence that says why and what to do.
        why: String,
    },
    /// Nothing could be paired or compared.
    NothingToCompare {
        /// A sentence that says what was looked at and what to do.
        why: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, reason } => {
                write!(f, "`{path}` could not be opened ({reason}); name a file or folder that exists.")
            }
            Self::UnknownLocale { flag, given } => {
                write!(
                    f,
                    "`{flag} {given}` names no locale; write a language, with script or region where they count, as in `fr`, `pt-BR` or `zh-Hant`."
                )
            }
            Self::UnknownRule { rule, likely: Some(likely) } => {
                write!(f, "There is no rule `{rule}`; did you mean `{likely}`? `docparity rules` lists them all.")
            }
            Self::UnknownRule { rule, likely: None } => {
                write!(f, "There is no rule `{rule}`; `docparity rules` lists them all.")
            }
            Self::UnknownLayout { given, known } => {
                let known = known.join("`, `");
                write!(f, "There is no layout `{given}`; name one of `{known}`, or a pattern `SOURCE=TRANSLATION`.")
            }
            Self::Glob { flag, glob, reason } => {
                write!(f, "`{flag} {glob}` is no glob ({reason}); write one as in `.gitignore`: `archive/**`, `*.mdx`.")
            }
            Self::RuleAsPath { rule } => {
                write!(f, "`{rule}` is a rule, where a file or folder is expected; write `--select {rule}`.")
            }
            Self::NoDay => f.write_str(
                "The rule `past-deadline` needs a day that deadlines are held against; add `--as-of 2026-01-31`, or `--as-of today`.",
            ),
            Self::Config { why } | Self::Git { why } | Self::Unusable { why } | Self::NothingToCompare { why } => {
                f.write_str(why)
            }
        }
    }
}

impl std::error::Error for Error {}
