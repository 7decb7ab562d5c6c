//! How long a whole check takes, beside what cannot be avoided: reading the files and parsing them as Markdown.
//! `cargo bench --bench check`; `DOCPARITY_BENCH_PATHS=dir1:dir2` names other trees than the generated one,
//! `DOCPARITY_BENCH_RUNS` how many runs the medians are of (5 at least). Then the report formats, on as many findings as
//! the largest reports have.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use docparity::check::{self, Options};
use docparity::diagnostic::{Counts, Outcome, StageTime, Timings};
use docparity::discover::{Discovery, Query, discover};
use docparity::document;
use docparity::report::{self, Context, Format};
use mimalloc::MiMalloc;
use pulldown_cmark::Parser;
use rayon::prelude::*;

/// That of the program, for the check and for the floor.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let runs = std::env::var("DOCPARITY_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(7).max(5);
    let folder = tempfile::tempdir()?;
    match std::env::var_os("DOCPARITY_BENCH_PATHS") {
        Some(paths) => std::env::split_paths(&paths).try_for_each(|path| measure(&path, runs))?,
        None => {
            generate(folder.path(), 50)?;
            measure(folder.path(), runs)?;
        }
    }
    generate(folder.path(), 1)?;
    measure_formats(folder.path(), runs)
}

/// Check and floor by turns, so that both see the same machine.
fn measure(path: &Path, runs: usize) -> Result<()> {
    let options = Options { paths: vec![path.to_owned()], ..Options::default() };
    let discovery = discover(&query(&options))?;
    floor(&discovery);
    let outcome = check::run(&options)?;
    let (mut floors, mut checks) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        floors.push(seconds(|| floor(&discovery)));
        checks.push(seconds(|| check_to_jsonl(&options)));
    }
    let (floor, check) = (median(floors), median(checks));
    println!("{}", path.display());
    println!("  {} articles, {} findings, {runs} runs", outcome.summary.articles, outcome.findings.len());
    println!("  floor {:8.1} ms   check {:8.1} ms   ratio {:.2}", floor * 1e3, check * 1e3, check / floor);
    let timed = check::run(&Options { with_timings: true, ..options })?;
    timed.timings.iter().for_each(|timings| print_stages(timings, timed.summary.segments, floor));
    Ok(())
}

/// How many findings the formats are measured with.
const FINDINGS: usize = 30_000;

/// Each format on many findings, beside `jsonl`: the report alone, and the whole run that makes it.
fn measure_formats(path: &Path, runs: usize) -> Result<()> {
    let with_all = Options { paths: vec![path.to_owned()], with_matrix: true, ..Options::default() };
    let mut outcome = check::run(&with_all)?;
    outcome.findings.truncate(FINDINGS);
    outcome.summary.findings = Counts::of(&outcome.findings);
    println!("formats, {} findings, {runs} runs", outcome.findings.len());
    println!("  {:<12} {:>9} {:>8} {:>9} {:>13} {:>9}", "", "report ms", "MB", "to jsonl", "whole run ms", "to jsonl");
    let whole_run = |format: &Format| {
        let Format { wants_matrix: with_matrix, wants_excerpts: with_excerpts, .. } = *format;
        if let Ok(outcome) = check::run(&Options { with_matrix, with_excerpts, ..with_all.clone() }) {
            print(format, &outcome);
        }
    };
    let mut rows: Vec<_> = report::ALL.iter().map(|format| (*format, Vec::new(), Vec::new())).collect();
    for _ in 0..runs {
        for (format, reports, wholes) in &mut rows {
            reports.push(seconds(|| print(format, &outcome)));
            wholes.push(seconds(|| whole_run(format)));
        }
    }
    let rows: Vec<_> = rows.into_iter().map(|(format, a, b)| (format, median(a), median(b))).collect();
    let Some((_, jsonl, jsonl_whole)) = rows.iter().copied().find(|(format, ..)| format.name == "jsonl") else {
        return Ok(());
    };
    for (format, report, whole) in rows {
        let megabytes = print(format, &outcome) as f64 / 1e6;
        println!(
            "  {:<12} {:9.1} {megabytes:8.1} {:9.2} {:13.1} {:9.2}",
            format.name,
            report * 1e3,
            report / jsonl,
            whole * 1e3,
            whole / jsonl_whole
        );
    }
    Ok(())
}

fn query(options: &Options) -> Query<'_> {
    Query {
        paths: &options.paths,
        root: None,
        source_dir: None,
        source_locale: &options.source_locale,
        locales: &[],
        settings: &options.settings,
        only: None,
    }
}

/// Reads and parses what a check reads, on the same threads; the number of events, so that nothing is left out.
fn floor(discovery: &Discovery) -> usize {
    let events = |path: &PathBuf| -> usize {
        let text = fs::read_to_string(path).unwrap_or_default();
        Parser::new_ext(&text, document::markdown_options()).map(black_box).count()
    };
    let families = discovery.families.par_iter();
    families.map(|family| family.members.iter().map(|member| events(&member.path)).sum::<usize>()).sum()
}

fn check_to_jsonl(options: &Options) {
    let options = Options { with_excerpts: false, ..options.clone() };
    if let (Ok(outcome), Some(jsonl)) = (check::run(&options), report::by_name("jsonl")) {
        print(jsonl, &outcome);
    }
}

/// Makes the report; how many bytes it is.
fn print(format: &Format, outcome: &Outcome) -> usize {
    let mut bytes = Vec::new();
    // Memory takes everything.
    let _ = (format.write)(outcome, &Context::default(), &mut bytes);
    black_box(bytes).len()
}

/// What each stage took, added up over all threads. Markdown and span pairs are read in one pass: what that takes beyond
/// the parser alone is what the pairs, and making segments of both, take.
fn print_stages(timings: &Timings, pairs: usize, floor: f64) {
    let megabytes = timings.bytes as f64 / 1e6;
    println!("  stages of one run, added up over all threads ({megabytes:.1} MB, {pairs} pairs)");
    println!("    {:<14} {:>9} {:>9} {:>11} {:>9}", "", "ms", "MB/s", "pairs/s", "to floor");
    let floor = floor * rayon::current_num_threads() as f64;
    for StageTime { name, seconds } in timings.stages.iter().filter(|stage| stage.seconds > 0.0) {
        let (speed, pairs) = (megabytes / seconds, pairs as f64 / seconds);
        println!("    {name:<14} {:9.1} {speed:9.0} {pairs:11.0} {:9.2}", seconds * 1e3, seconds / floor);
    }
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let began = Instant::now();
    black_box(work());
    began.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// What the articles of the generated tree say in each locale: a heading, a sentence, a list item.
const TEXTS: [(&str, [&str; 3]); 4] = [
    (
        "en-us",
        ["Keep your data", "The backup is kept for {n} days and costs ${m}.", "Call us **before** May {d}, 2025."],
    ),
    (
        "de-de",
        [
            "Daten behalten",
            "Die Sicherung wird {n} Tage aufbewahrt und kostet {m} $.",
            "Rufen Sie **vor** dem {d}. Mai 2025 an.",
        ],
    ),
    (
        "fr-fr",
        [
            "Conserver les données",
            "La sauvegarde est conservée {n} jours et coûte {m} $.",
            "Appelez **avant** le {d} mai 2025.",
        ],
    ),
    (
        "ja-jp",
        [
            "データの保持",
            "バックアップは {n} 日間保持され、料金は {m} ドルです。",
            "2025 年 5 月 {d} 日**より前**に電話してください。",
        ],
    ),
];

/// A tree of 200 articles in four locales; of every `wrong` sentences of a translation one states another number, and the
/// item behind it another day.
fn generate(root: &Path, wrong: usize) -> io::Result<()> {
    for (locale, [heading, sentence, item]) in TEXTS {
        fs::create_dir_all(root.join(locale))?;
        for article in 0..200 {
            let mut text = format!("---\ntitle: {heading} {article}\n---\n\n# {heading}\n");
            for part in 0..40 {
                let is_wrong = locale != "en-us" && (article + part) % wrong == 0;
                let days = 10 + part + usize::from(is_wrong);
                let day = 1 + (part + usize::from(is_wrong)) % 28;
                let sentence = sentence.replace("{n}", &days.to_string()).replace("{m}", &(part + 3).to_string());
                let item = item.replace("{d}", &day.to_string());
                text.push_str(&format!("\n## {heading} {part} {{#part-{part}}}\n\n{sentence}\n\n- {item}\n"));
            }
            fs::write(root.join(locale).join(format!("article-{article}.md")), text)?;
        }
    }
    Ok(())
}
