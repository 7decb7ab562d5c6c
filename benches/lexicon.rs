//! How long a locale takes to be ready: its file read into tables, as on first use. `cargo bench --bench lexicon`.

use docparity::lexicon;

fn main() {
    divan::main();
}

/// One row for each locale.
#[divan::bench(args = lexicon::tags())]
fn ready(bencher: divan::Bencher<'_, '_>, tag: &str) {
    let text = lexicon::written(tag).unwrap_or_default();
    bencher.bench(|| lexicon::parse(divan::black_box(text)));
}
