//! Imports run one way, and every recognizer is listed. (The other registries are held against their folders where they
//! are: rules in `rules.rs`, locales in `cldr.rs`, formats and layouts beside their lists.)
#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may import from: modules above it in this list only, so that no circle can be allowed.
const ALLOWED: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("error", &[]),
    ("json", &["text"]),
    ("save", &[]),
    ("seal", &["json"]),
    ("git", &["error"]),
    ("diagnostic", &["text"]),
    ("listing", &["diagnostic"]),
    ("lexicon", &["text"]),
    ("document", &["text"]),
    // Of the document only the cooked text of a segment and its marks.
    ("facts", &["text", "lexicon", "document"]),
    ("align", &["text", "lexicon", "document", "facts"]),
    ("suggest", &["text", "lexicon", "facts"]),
    ("rules", &["text", "diagnostic", "error", "lexicon", "document", "facts", "align"]),
    ("debt", &["diagnostic", "error", "rules", "save"]),
    ("report", &["text", "json", "diagnostic", "rules"]),
    ("discover", &["text", "diagnostic", "error", "lexicon"]),
    (
        "check",
        &[
            "text",
            "error",
            "git",
            "diagnostic",
            "listing",
            "lexicon",
            "document",
            "facts",
            "align",
            "suggest",
            "rules",
            "debt",
            "discover",
            "save",
            "seal",
        ],
    ),
    ("config", &["text", "error", "diagnostic", "lexicon", "facts", "rules", "discover", "check"]),
    ("cli", &["text", "error", "git", "json", "save", "diagnostic", "listing", "rules", "report", "check", "config"]),
];

/// What unit tests share; it does not exist outside of them.
const TESTING: &str = "testing";

fn src(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(below)
}

/// Every source file as (path below `src`, text).
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![src("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(src("")).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// How deep the module of a file lies: `check.rs` and `check/mod.rs` 1, `check/emit.rs` 2.
fn depth(below: &str) -> usize {
    below.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count()
}

/// The top-level modules that `text`, a file this deep, names by `crate::` or by climbing with `super::`.
fn named(text: &str, depth: usize) -> BTreeSet<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let climb = "super::".repeat(depth);
    let mut names = BTreeSet::new();
    for start in ["crate::", climb.as_str()] {
        for (at, _) in code.match_indices(start) {
            let is_inside = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$');
            if !is_inside {
                names.extend(heads(&code[at + start.len()..]));
            }
        }
    }
    names
}

/// The first names of a path, or of each path of a `{...}` group.
fn heads(rest: &str) -> Vec<String> {
    let head = |path: &str| {
        let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (!name.is_empty()).then_some(name)
    };
    let Some(group) = rest.strip_prefix('{') else { return head(rest).into_iter().collect() };
    let mut depth = 0;
    let mut paths = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                paths.push(String::new());
                continue;
            }
            _ => {}
        }
        paths.last_mut().unwrap().push(c);
    }
    paths.iter().filter_map(|path| head(path)).collect()
}

#[test]
fn the_scan_sees_every_way_to_name_a_module() {
    let text = "use crate::facts::{self, Kind};\n// crate::report\nuse crate::{align::Fault, rules::{a, b}, json};\n\
        fn f() -> super::super::check::X { crate::cli::run(mycrate::text, super::emit::y) }\n";
    let names: Vec<_> = named(text, 2).into_iter().collect();
    assert_eq!(names, ["align", "check", "cli", "facts", "json", "rules"]);
    assert_eq!([depth("check.rs"), depth("check/mod.rs"), depth("discover/layouts/flat.rs")], [1, 1, 3]);
}

#[test]
fn imports_run_one_way() {
    for (at, (module, allowed)) in ALLOWED.iter().enumerate() {
        let above: Vec<_> = ALLOWED[..at].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|name| above.contains(name)), "{module} is allowed what does not stand above it");
    }
    let mut against = Vec::new();
    let mut seen = BTreeSet::new();
    for (file, text) in sources() {
        let module = file.trim_end_matches(".rs").split('/').next().unwrap().to_owned();
        if [TESTING, "lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            panic!("{file}: say in ALLOWED what `{module}` may import from");
        };
        for name in named(&text, depth(&file)) {
            let is_module = ALLOWED.iter().any(|(known, _)| *known == name);
            if is_module && name != module && !allowed.contains(&name.as_str()) {
                against.push(format!("{file} imports from `{name}`"));
            }
            seen.insert((module.clone(), name));
        }
    }
    assert!(against.is_empty(), "against the direction that CONTRIBUTING gives:\n{}", against.join("\n"));
    for (module, allowed) in ALLOWED {
        for name in *allowed {
            assert!(
                seen.contains(&((*module).to_owned(), (*name).to_owned())),
                "`{module}` imports nothing from `{name}`: take it out of ALLOWED"
            );
        }
    }
}

/// The names of the files in a folder of `src`, without their extension.
fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    let files = fs::read_dir(src(folder)).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|stem| stem != "mod")
        .collect()
}

/// A list in a source file: what stands before `::NAME` in it.
fn listed(file: &str, name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(src(file)).unwrap();
    let before = |at: usize| text[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
    text.match_indices(&format!("::{name},"))
        .chain(text.match_indices(&format!("::{name}]")))
        .map(|(at, _)| before(at))
        .collect()
}

/// The files of a folder that hold `item`.
fn holding(folder: &str, item: &str) -> BTreeSet<String> {
    let holds = |stem: &String| fs::read_to_string(src(&format!("{folder}/{stem}.rs"))).unwrap().contains(item);
    stems(folder, "rs").into_iter().filter(holds).collect()
}

#[test]
fn every_recognizer_is_listed() {
    let recognizers = holding("facts", "pub(super) fn recognize(");
    assert!(recognizers.contains("money") && recognizers.len() > 10, "{recognizers:?}");
    assert_eq!(listed("facts/read.rs", "recognize"), recognizers);
}
