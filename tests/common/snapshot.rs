//! Snapshots in `snapshots/`, as those of the unit tests in `src/testing.rs`.

/// Holds `text` against `snapshots/NAME.snap`; how long a run took does not count.
pub(crate) fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r#""seconds": ?[0-9.e-]+"#, r#""seconds": 0"#);
    // The rules are documented in files of their own, and so is how SARIF declares them.
    settings.add_filter("(?s)(\"driver\": \\{.*?\"rules\": \\[).*?\n          \\]", "$1 … ]");
    // The page's own style and script stand in files of their own.
    settings.add_filter("(?s)<(style|script)>.*?</(style|script)>", "<$1>…</$2>");
    settings.add_filter("'sha256-[^']+'", "'sha256-…'");
    settings.bind(|| insta::assert_snapshot!(name, text));
}
