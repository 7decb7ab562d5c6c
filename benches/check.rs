//! How long a whole check takes, beside what cannot be avoided: reading the files and parsing them as Markdown.
//! `cargo bench --bench check`; `DOCPARITY_BENCH_PATHS=dir1:dir2` names other trees than the generated one,
//! `DOCPARITY_BENCH_RUNS` how many runs the medians are of (5 at least).

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use docparity::check::{self, Options};
use docparity::diagnostic::{Outcome, Timings};
use docparity::discover::{Discovery, Query, discover};
use docparity::document;
use docparity::report::{self, Context};
use mimalloc::MiMalloc;
use pulldown_cmark::Parser;
use rayon::prelude::*;

/// That of the program, for the check and for the floor.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let runs = std::env::var("DOCPARITY_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(7).max(5);
    let Some(paths) = std::env::var_os("DOCPARITY_BENCH_PATHS") else {
        let folder = tempfile::tempdir()?;
        generate(folder.path())?;
        return measure(folder.path(), runs);
    };
    std::env::split_paths(&paths).try_for_each(|path| measure(&path, runs))
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
    timed.timings.iter().for_each(print_stages);
    print_formats(&outcome, runs);
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
    if let Ok(outcome) = check::run(options) {
        print("jsonl", &outcome);
    }
}

fn print(format: &str, outcome: &Outcome) {
    let Some(format) = report::by_name(format) else { return };
    let mut bytes = Vec::new();
    if (format.write)(outcome, &Context::default(), &mut bytes).is_ok() {
        black_box(bytes);
    }
}

fn print_stages(timings: &Timings) {
    let megabytes = timings.bytes as f64 / 1e6;
    println!("  stages of one run, processor time ({megabytes:.1} MB)");
    for stage in &timings.stages {
        println!("    {:<8} {:8.1} ms {:10.0} MB/s", stage.name, stage.seconds * 1e3, megabytes / stage.seconds);
    }
}

fn print_formats(outcome: &Outcome, runs: usize) {
    println!("  formats");
    for format in report::ALL {
        let took = median((0..runs).map(|_| seconds(|| print(format.name, outcome))).collect());
        println!("    {:<12} {:8.1} ms", format.name, took * 1e3);
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

/// A tree of 200 articles in four locales, one fact in fifty of a translation another than the English.
fn generate(root: &Path) -> io::Result<()> {
    for (locale, [heading, sentence, item]) in TEXTS {
        fs::create_dir_all(root.join(locale))?;
        for article in 0..200 {
            let mut text = format!("---\ntitle: {heading} {article}\n---\n\n# {heading}\n");
            for part in 0..40 {
                let is_wrong = locale != "en-us" && (article + part) % 50 == 0;
                let days = 10 + part + usize::from(is_wrong);
                let sentence = sentence.replace("{n}", &days.to_string()).replace("{m}", &(part + 3).to_string());
                let item = item.replace("{d}", &(1 + part % 28).to_string());
                text.push_str(&format!("\n## {heading} {part} {{#part-{part}}}\n\n{sentence}\n\n- {item}\n"));
            }
            fs::write(root.join(locale).join(format!("article-{article}.md")), text)?;
        }
    }
    Ok(())
}
