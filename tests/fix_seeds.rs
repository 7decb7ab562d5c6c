//! `check --fix` on errors that `../shared/eval/mutate.py` puts into published articles of every labelled locale.

#[path = "common/corpus.rs"]
mod corpus;
#[path = "common/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

/// How many errors of each kind a locale gets.
const PER_KIND: &str = "8";
/// The share of changed lines that must say again what they said before the error.
const FLOOR: f64 = 0.98;

/// Writes `base` and `mut` below `folder`; false, and said, where that cannot be done here.
fn seed(folder: &Path) -> io::Result<bool> {
    let (Some(sxs), Some(eval), Some(gold)) =
        (corpus::shared("corpus/partner-sxs"), corpus::shared("eval"), corpus::shared("gold"))
    else {
        return Ok(false);
    };
    let mut locales = BTreeSet::new();
    for entry in fs::read_dir(gold)? {
        let locale = entry?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned());
        locales.extend(locale.filter(|locale| sxs.join(locale).is_dir()));
    }
    let python = Command::new("python3")
        .arg(eval.join("mutate.py"))
        .args(["make", "--seed", "7", "--per-kind", PER_KIND])
        .args([&sxs, &folder.to_path_buf()])
        .args(&locales)
        .output();
    match python {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(locales.len() >= 8, "{locales:?}");
            Ok(true)
        }
        Err(error) => {
            eprintln!("skipped: there is no `python3` command here ({error})");
            Ok(false)
        }
    }
}

/// The lines of every article below `folder`, by its locale.
fn lines(folder: &Path) -> io::Result<Vec<(String, Vec<String>)>> {
    let mut found = Vec::new();
    for path in corpus::articles(folder) {
        let locale = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let text = fs::read_to_string(&path)?;
        found.push((locale.unwrap_or_default(), text.split('\n').map(str::to_owned).collect()));
    }
    Ok(found)
}

fn fix(folder: &Path) -> io::Result<()> {
    let output =
        program::docparity(&["check", ".", "--fix", "-q", "--fail-on", "never"]).current_dir(folder).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

#[test]
fn nearly_every_change_says_again_what_was_said_before_the_error() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    if !seed(folder.path())? {
        return Ok(());
    }
    let (base, wrong) = (folder.path().join("base"), folder.path().join("mut"));
    let (was, seeded) = (lines(&base)?, lines(&wrong)?);
    // Some of what was published is wrong as well, and is mended in both.
    fix(&base)?;
    fix(&wrong)?;
    let (mended, fixed) = (lines(&base)?, lines(&wrong)?);
    let (mut changed, mut locales, mut others) = (0, BTreeSet::new(), Vec::new());
    for (at, (locale, seeded)) in seeded.iter().enumerate() {
        assert_eq!(seeded.len(), fixed[at].1.len(), "{locale}: no line comes or goes");
        for (line, before) in seeded.iter().enumerate() {
            let now = &fixed[at].1[line];
            if now == before {
                continue;
            }
            changed += 1;
            locales.insert(locale);
            if *now != was[at].1[line] && *now != mended[at].1[line] {
                others.push(format!("{locale}:{}\n  {before}\n  {now}", line + 1));
            }
        }
    }
    assert!(changed >= 100 && locales.len() >= 8, "{changed} lines changed in {locales:?}");
    let share = 1.0 - others.len() as f64 / f64::from(changed);
    println!("{changed} lines changed in {} locales, {:.2} % restored", locales.len(), 100.0 * share);
    assert!(share >= FLOOR, "{:.2} % of {changed}\n{}", 100.0 * share, others.join("\n"));
    fix(&wrong)?;
    assert_eq!(lines(&wrong)?, fixed, "a second run changes nothing");
    Ok(())
}
