//! `--format` and `--statistics`: which reports are written where.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use crate::report::{self, Format};

/// Which reports are written where.
#[derive(Debug, Args)]
pub(super) struct FormatArgs {
    #[arg(long = "format", value_name = "NAME[=FILE]")]
    #[arg(help = "How to report, and the file to write it to; may be given several times [default: full]", long_help = format_help())]
    formats: Vec<Output>,
    /// Count instead of listing: findings by rule and locale, and how much was compared; short for --format statistics
    #[arg(long)]
    statistics: bool,
}

impl FormatArgs {
    /// What was asked for; `full` where nothing was. Errors with a sentence where two of them would be written into each
    /// other.
    pub(super) fn outputs(self) -> Result<Vec<Output>, String> {
        let mut outputs = self.formats;
        if self.statistics {
            outputs.push(Output { format: report::STATISTICS, file: None });
        }
        if outputs.is_empty() {
            outputs.push(Output { format: report::ALL[0], file: None });
        }
        each_has_its_own_place(&outputs).map(|()| outputs)
    }
}

/// `NAME[=FILE]`: a format and where it goes.
#[derive(Clone, Debug)]
pub(super) struct Output {
    /// The format.
    pub(super) format: &'static Format,
    /// The file it is written to; `None`: standard output.
    pub(super) file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let (name, file) = match value.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (value, None),
        };
        let format = report::by_name(name)
            .ok_or_else(|| format!("there is no format `{name}`; choose one of {}.", format_names()))?;
        if file == Some("") {
            return Err(format!("the file to write is missing; write `{name}=FILE`, or `{name}` for standard output."));
        }
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

fn format_names() -> String {
    let names: Vec<_> = report::ALL.iter().map(|format| format!("`{}`", format.name)).collect();
    names.join(", ")
}

fn format_help() -> String {
    let width = report::ALL.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let mut help =
        "How to report, and the file to write it to; may be given several times [default: full]\n".to_owned();
    for format in report::ALL {
        help.push_str(&format!("\n- {:width$}  {}", format.name, format.describe));
    }
    help
}

/// Errors with a sentence where two formats would be written into each other.
fn each_has_its_own_place(formats: &[Output]) -> Result<(), String> {
    for (at, second) in formats.iter().enumerate() {
        let Some(first) = formats[..at].iter().find(|first| first.file == second.file) else {
            continue;
        };
        let (first, second_name) = (first.format.name, second.format.name);
        return Err(match &second.file {
            None => format!(
                "The formats `{first}` and `{second_name}` would both go to standard output; \
                 give one of them a file, as in `--format {second_name}=FILE`."
            ),
            Some(file) => format!(
                "The formats `{first}` and `{second_name}` would both be written to `{}`; give each its own file.",
                file.display()
            ),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_name_their_files() {
        let output = "json=out=1.json".parse::<Output>();
        assert_eq!(output.ok().and_then(|output| output.file), Some(PathBuf::from("out=1.json")));
        assert_eq!("concise".parse::<Output>().ok().map(|output| output.format.name), Some("concise"));
        let refused = ["nonsense", "json="].map(|value| value.parse::<Output>().err().unwrap_or_default());
        assert!(refused[0].contains("`full`, `concise`, `grouped`, `json`"), "{}", refused[0]);
        assert!(refused[1].contains("write `json=FILE`"), "{}", refused[1]);
    }

    fn outputs(values: &[&str]) -> Vec<Output> {
        values.iter().filter_map(|value| value.parse().ok()).collect()
    }

    #[test]
    fn two_reports_never_share_a_place() {
        let said = |values: &[&str]| each_has_its_own_place(&outputs(values)).err().unwrap_or_default();
        assert_eq!(said(&["full", "json=a", "jsonl=b"]), "");
        assert!(said(&["full", "json"]).contains("give one of them a file, as in `--format json=FILE`"));
        assert!(said(&["full=a", "json", "jsonl=a"]).contains("`full` and `jsonl` would both be written to `a`"));
    }
}
