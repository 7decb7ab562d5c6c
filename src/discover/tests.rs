//! Small trees, one for each behaviour, and the shared corpus where it is at hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

mod layouts;

/// A tree in a temporary folder.
struct Tree {
    folder: tempfile::TempDir,
}

/// What a test asks for; paths are below the tree.
struct Ask<'a> {
    paths: &'a [&'a str],
    root: Option<&'a str>,
    source: Option<&'a str>,
    source_locale: &'a str,
    locales: &'a [&'a str],
    settings: Option<&'a Settings>,
}

const ASK: Ask<'static> =
    Ask { paths: &[""], root: None, source: None, source_locale: "en", locales: &[], settings: None };

impl Tree {
    fn new(files: &[&str]) -> Self {
        let tree = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        files.iter().for_each(|file| tree.write(file, "text\n"));
        tree
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    fn path(&self, below: &str) -> PathBuf {
        if below.is_empty() { self.folder.path().to_path_buf() } else { self.folder.path().join(below) }
    }

    fn discover(&self, ask: &Ask<'_>) -> Result<Discovery, Error> {
        let paths: Vec<_> = ask.paths.iter().map(|path| self.path(path)).collect();
        let locales: Vec<_> = ask.locales.iter().map(ToString::to_string).collect();
        let (root, source) = (ask.root.map(|root| self.path(root)), ask.source.map(|source| self.path(source)));
        discover(&Query {
            paths: &paths,
            root: root.as_deref(),
            source_dir: source.as_deref(),
            source_locale: ask.source_locale,
            locales: &locales,
            settings: ask.settings.unwrap_or(&Settings::default()),
            only: None,
        })
    }

    /// The families as lines; see [`shown`].
    fn families(&self, ask: &Ask<'_>) -> String {
        let found = self.discover(ask).expect("a discovery");
        shown(&found).replace(&format!("{}/", self.folder.path().to_string_lossy()), "")
    }
}

/// `layout KEY: locale=path ...`: `!` marks the English, `?` what is not reported.
fn shown(found: &Discovery) -> String {
    let member = |member: &Member| {
        let locale = member.locale.map_or_else(|| "-".to_owned(), |tag| tag.to_string());
        let marks = [(member.is_source, "!"), (!member.is_reported, "?")];
        let marks: String = marks.iter().filter(|(is_set, _)| *is_set).map(|(_, mark)| *mark).collect();
        format!(" {locale}{marks}={}", member.shown)
    };
    let family = |family: &Family| {
        format!("{} {}:{}\n", family.layout, family.key, family.members.iter().map(member).collect::<String>())
    };
    found.families.iter().map(family).collect()
}

#[track_caller]
fn assert_lines(found: &str, expected: &[&str]) {
    let expected: String = expected.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(found, expected, "\nfound:\n{found}");
}

#[test]
fn locale_folders_at_any_depth_hold_the_same_articles() {
    let tree =
        Tree::new(&["p/de-de/m/y.md", "p/en-us/m/y.md", "p/zh-TW/m/y.md", "q/en/a.md", "q/fr/a.md", "q/fr/b.mdx"]);
    assert_lines(
        &tree.families(&ASK),
        &[
            "locale-folders p/m/y.md: de-DE=p/de-de/m/y.md en-US!=p/en-us/m/y.md zh-TW=p/zh-TW/m/y.md",
            "locale-folders q/a.md: en!=q/en/a.md fr=q/fr/a.md",
            "locale-folders q/b.mdx: fr=q/fr/b.mdx",
        ],
    );
}

#[test]
fn a_given_file_finds_its_counterparts_under_the_root_and_keeps_its_key() {
    let tree = Tree::new(&[
        "docparity.toml",
        "content/en/a/b.md",
        "content/fr/a/b.md",
        "content/de/a/b.md",
        "content/de/c.md",
    ]);
    let family = "locale-folders content/a/b.md: de?=content/de/a/b.md en!?=content/en/a/b.md fr=content/fr/a/b.md";
    assert_lines(&tree.families(&Ask { paths: &["content/fr/a/b.md"], ..ASK }), &[family]);
    assert_lines(&tree.families(&Ask { paths: &["content/fr"], ..ASK }), &[family]);
    assert_lines(&tree.families(&Ask { paths: &["content/fr/a"], ..ASK }), &[family]);
}

#[test]
fn without_a_marker_nothing_outside_the_given_path_is_read() {
    let tree = Tree::new(&["seeds/fr-FR/a.md", "seeds/zh-TW/a.md"]);
    assert_lines(
        &tree.families(&Ask { paths: &["seeds/fr-FR"], ..ASK }),
        &["locale-folders a.md: fr-FR=seeds/fr-FR/a.md"],
    );
    assert_lines(
        &tree.families(&Ask { paths: &["seeds/fr-FR/a.md"], ..ASK }),
        &["locale-folders a.md: fr-FR=seeds/fr-FR/a.md"],
    );
}

#[test]
fn paths_given_side_by_side_are_held_against_each_other() {
    let tree = Tree::new(&["seeds/fr-FR/a.md", "seeds/zh-TW/a.md", "seeds/nl-NL/a.md"]);
    assert_lines(
        &tree.families(&Ask { paths: &["seeds/zh-TW/a.md", "seeds/fr-FR"], ..ASK }),
        &["locale-folders a.md: fr-FR=seeds/fr-FR/a.md zh-TW=seeds/zh-TW/a.md"],
    );
}

#[test]
fn a_path_given_twice_is_checked_once() {
    let tree = Tree::new(&["en/a.md", "fr/a.md"]);
    assert_lines(
        &tree.families(&Ask { paths: &["", "fr", "fr/a.md", "fr/../fr"], ..ASK }),
        &["locale-folders a.md: en!=en/a.md fr=fr/a.md"],
    );
}

#[test]
fn case_and_markdown_extension_may_differ_between_locales() {
    let files = ["docparity.toml", "en-us/Archive/Read.md", "de-DE/archive/read.MD", "fr-fr/archive/read.mdx"];
    let tree = Tree::new(&files);
    let members = ["de-DE=de-DE/archive/read.MD", "en-US!=en-us/Archive/Read.md", "fr-FR=fr-fr/archive/read.mdx"];
    assert_lines(&tree.families(&ASK), &[&format!("locale-folders Archive/Read.md: {}", members.join(" "))]);
    let members = ["de-DE=de-DE/archive/read.MD", "en-US!?=en-us/Archive/Read.md", "fr-FR?=fr-fr/archive/read.mdx"];
    assert_lines(
        &tree.families(&Ask { paths: &["de-DE"], ..ASK }),
        &[&format!("locale-folders Archive/Read.md: {}", members.join(" "))],
    );
}

#[test]
fn two_spellings_of_a_key_in_one_locale_are_two_articles() {
    let tree = Tree::new(&["en/a.md", "en/a.mdx", "fr/a.md", "fr/a.mdx"]);
    assert_lines(
        &tree.families(&ASK),
        &["locale-folders a.md: en!=en/a.md fr=fr/a.md", "locale-folders a.mdx: en!=en/a.mdx fr=fr/a.mdx"],
    );
}

#[test]
fn a_second_folder_of_a_locale_is_left_out_and_said_so() {
    let tree = Tree::new(&["en/a.md", "zh-CN/a.md", "zh_cn/a.md"]);
    let found = tree.discover(&ASK).expect("a discovery");
    assert_eq!(found.families[0].members.len(), 2);
    assert_eq!(found.left_out.len(), 1);
    assert!(found.left_out[0].path.ends_with("zh_cn/a.md") && found.left_out[0].why.contains("zh-CN"), "{found:?}");
}

#[test]
fn folders_that_are_english_words_need_a_locale_beside_them() {
    let tree = Tree::new(&["it/a.md", "hr/a.md", "docs/to/b.md", "as-is/c.md"]);
    assert!(tree.families(&ASK).lines().all(|line| line.starts_with("flat")));
    let tree = Tree::new(&["it/a.md", "en/a.md", "is/a.md"]);
    assert_lines(&tree.families(&ASK), &["locale-folders a.md: en!=en/a.md is=is/a.md it=it/a.md"]);
}

#[test]
fn a_folder_beside_the_english_one_wins_over_one_deeper_or_higher() {
    let tree = Tree::new(&["docs/fr/docs/de-at/x.md", "docs/en/docs/de-at/x.md"]);
    assert_lines(
        &tree.families(&ASK),
        &["locale-folders docs/docs/de-at/x.md: en!=docs/en/docs/de-at/x.md fr=docs/fr/docs/de-at/x.md"],
    );
}

#[test]
fn the_english_is_the_folder_of_the_source_locale() {
    let tree = Tree::new(&["en-gb/a.md", "en-us/a.md", "fr/a.md"]);
    assert_lines(&tree.families(&ASK), &["locale-folders a.md: en-GB=en-gb/a.md en-US!=en-us/a.md fr=fr/a.md"]);
    assert_lines(
        &tree.families(&Ask { source_locale: "fr-FR", ..ASK }),
        &["locale-folders a.md: en-GB=en-gb/a.md en-US=en-us/a.md fr!=fr/a.md"],
    );
}

#[test]
fn a_named_source_folder_is_the_english_wherever_it_lies() {
    let tree = Tree::new(&["english/a/b.md", "loc/fr-fr/a/b.md", "loc/de-de/a/b.md"]);
    let family = "source-folder a/b.md: de-DE=loc/de-de/a/b.md en!=english/a/b.md fr-FR=loc/fr-fr/a/b.md";
    assert_lines(&tree.families(&Ask { source: Some("english"), ..ASK }), &[family]);
    let family = "source-folder a/b.md: en!?=english/a/b.md fr-FR=loc/fr-fr/a/b.md";
    assert_lines(&tree.families(&Ask { paths: &["loc/fr-fr"], source: Some("english"), ..ASK }), &[family]);
}

#[test]
fn a_named_source_folder_beside_locale_folders_needs_no_locale_in_its_name() {
    let tree = Tree::new(&["c/original/a.md", "c/fr/a.md"]);
    assert_lines(
        &tree.families(&Ask { source: Some("c/original"), ..ASK }),
        &["source-folder c/a.md: en!=c/original/a.md fr=c/fr/a.md"],
    );
}

#[test]
fn a_tree_without_locales_is_held_against_the_named_source_folder() {
    let tree = Tree::new(&["english/a/b.md", "english/c.md", "french/a/b.md", "french/c.md", "french/x/c.md"]);
    assert_lines(
        &tree.families(&Ask { source: Some("english"), ..ASK }),
        &[
            "source-folder a/b.md: -=french/a/b.md en!=english/a/b.md",
            "source-folder c.md: -=french/c.md en!=english/c.md",
            "flat french/x/c.md: -=french/x/c.md",
        ],
    );
}

#[test]
fn a_locale_in_the_file_name_is_held_against_the_plain_name() {
    let tree =
        Tree::new(&["d/p.md", "d/p.fr.md", "d/p.pt-br.md", "d/q.en.md", "d/q.de.md", "d/v1.2.md", "d/notes.it.md"]);
    assert_lines(
        &tree.families(&ASK),
        &[
            "flat d/notes.it.md: -=d/notes.it.md",
            "suffixes d/p.md: en!=d/p.md fr=d/p.fr.md pt-BR=d/p.pt-br.md",
            "suffixes d/q.md: de=d/q.de.md en!=d/q.en.md",
            "flat d/v1.2.md: -=d/v1.2.md",
        ],
    );
    fs::write(tree.path("docparity.toml"), "").expect("a file");
    assert_lines(
        &tree.families(&Ask { paths: &["d/p.fr.md"], ..ASK }),
        &["suffixes d/p.md: en!?=d/p.md fr=d/p.fr.md pt-BR?=d/p.pt-br.md"],
    );
}

#[test]
fn docusaurus_translations_are_held_against_docs_versions_blog_pages_and_instances() {
    let plugin = |locale: &str, rest: &str| format!("s/i18n/{locale}/docusaurus-plugin-content-{rest}");
    let translated = [
        plugin("fr", "docs/current/a/b.md"),
        plugin("zh-Hans", "docs/current/a/b.md"),
        plugin("fr", "docs/version-2/a.md"),
        plugin("fr", "docs-community/current/c.md"),
        plugin("fr", "blog/d.md"),
        plugin("fr", "pages/e.mdx"),
    ];
    let english = ["docs/a/b.md", "versioned_docs/version-2/a.md", "community/c.md", "blog/d.md", "src/pages/e.mdx"];
    let english: Vec<_> = english.iter().map(|file| format!("s/{file}")).collect();
    let files: Vec<_> = translated.iter().chain(&english).map(String::as_str).collect();
    let tree = Tree::new(&files);
    let start = "s/i18n/fr/docusaurus-plugin-content";
    let lines = [
        format!("docusaurus s/blog/d.md: en!=s/blog/d.md fr={start}-blog/d.md"),
        format!("docusaurus s/community/c.md: en!=s/community/c.md fr={start}-docs-community/current/c.md"),
        format!("docusaurus s/docs/a/b.md: en!=s/docs/a/b.md fr={start}-docs/current/a/b.md zh-Hans={}", translated[1]),
        format!("docusaurus s/src/pages/e.mdx: en!=s/src/pages/e.mdx fr={start}-pages/e.mdx"),
        format!(
            "docusaurus s/versioned_docs/version-2/a.md: en!=s/versioned_docs/version-2/a.md fr={start}-docs/version-2/a.md"
        ),
    ];
    assert_lines(&tree.families(&ASK), &lines.each_ref().map(String::as_str));
    fs::write(tree.path("docparity.toml"), "").expect("a file");
    let line = lines[2].replace("fr=", "fr?=").replace("zh-Hans=", "zh-Hans?=");
    assert_lines(&tree.families(&Ask { paths: &["s/docs"], ..ASK }), &[&line]);
}

#[test]
fn flat_files_are_grouped_by_front_matter_and_the_anchor_of_their_first_heading() {
    let tree = Tree::new(&["notes.md"]);
    tree.write("one.md", "---\nms.contentlocale: fr-FR\n---\n# <a name=\"renew-offers\"></a>Renouveler\n");
    tree.write("two.md", "---\nlang: de\n---\n# Erneuern {#renew-offers}\n");
    tree.write("three.md", "# Renew offers\n");
    let found = tree.discover(&ASK).expect("a discovery");
    assert_lines(
        &tree.families(&ASK),
        &["flat notes.md: -=notes.md", "flat renew-offers: de=two.md en!=three.md fr-FR=one.md"],
    );
    assert_eq!(found.left_out.len(), 1);
    assert!(found.left_out[0].path.ends_with("notes.md") && found.left_out[0].why.contains("--source"));
}

#[test]
fn flat_files_of_one_anchor_and_locale_are_told_apart_by_folder_or_stay_alone() {
    let tree = Tree::new(&[]);
    let text = |locale: &str| format!("---\nlang: {locale}\n---\n# <a name=\"overview\"></a>X\n");
    for (file, locale) in [("a/1.md", "fr"), ("a/2.md", "de"), ("b/1.md", "fr"), ("b/2.md", "fr")] {
        tree.write(file, &text(locale));
    }
    assert_lines(
        &tree.families(&ASK),
        &["flat a/overview: de=a/2.md fr=a/1.md", "flat b/1.md: fr=b/1.md", "flat b/2.md: fr=b/2.md"],
    );
}

#[test]
fn only_wanted_locales_are_reported_and_the_others_are_witnesses() {
    let tree = Tree::new(&["en/a.md", "fr-FR/a.md", "zh-TW/a.md", "en/b.md", "zh-TW/b.md"]);
    assert_lines(
        &tree.families(&Ask { locales: &["fr"], ..ASK }),
        &["locale-folders a.md: en!?=en/a.md fr-FR=fr-FR/a.md zh-TW?=zh-TW/a.md"],
    );
}

#[test]
fn english_without_translations_is_kept_and_told_from_the_rest() {
    let tree = Tree::new(&["en/a.md", "fr/a.md", "en/b.md"]);
    let found = tree.discover(&ASK).expect("a discovery");
    let flags: Vec<_> = found.families.iter().map(|family| (family.key.as_str(), family.is_source_only())).collect();
    assert_eq!(flags, [("a.md", false), ("b.md", true)]);
}

#[test]
fn ignore_files_and_hidden_folders_are_respected() {
    let tree = Tree::new(&["en/a.md", "fr/a.md", "fr/draft.md", ".cache/fr/x.md"]);
    tree.write(".gitignore", "draft.md\n");
    assert_lines(&tree.families(&ASK), &["locale-folders a.md: en!=en/a.md fr=fr/a.md"]);
}

#[test]
fn an_english_tree_that_git_ignores_is_still_the_english() {
    let tree = Tree::new(&["en/a.md", "fr/a.md"]);
    tree.write(".gitignore", "/en\n");
    assert_lines(&tree.families(&ASK), &["locale-folders a.md: en!?=en/a.md fr=fr/a.md"]);
}

#[test]
fn a_bad_path_among_good_ones_is_a_failure_and_alone_an_error() {
    let tree = Tree::new(&["en/a.md", "fr/a.md", "fr/picture.png"]);
    let found = tree.discover(&Ask { paths: &["none", "en", "fr", "fr/picture.png"], ..ASK }).expect("a discovery");
    assert_eq!((found.families.len(), found.failures.len(), found.left_out.len()), (1, 1, 1));
    assert!(found.failures[0].is_failure && found.failures[0].path.ends_with("none"));
    assert!(matches!(tree.discover(&Ask { paths: &["none"], ..ASK }), Err(Error::Path { .. })));
    let outside = tree.discover(&Ask { paths: &["fr"], root: Some("en"), ..ASK });
    assert!(outside.is_err_and(|error| error.to_string().contains("outside the root")));
}

#[test]
fn a_lone_folder_that_may_be_a_locale_is_left_out_with_what_would_help() {
    let tree = Tree::new(&["handoff/fr/a.md"]);
    let found = tree.discover(&ASK).expect("a discovery");
    assert!(found.left_out[0].why.starts_with("`fr` is taken for a locale only where"), "{:?}", found.left_out);
}

#[cfg(unix)]
#[test]
fn a_device_is_refused_in_a_sentence() {
    let paths = [PathBuf::from("/dev/null")];
    let error = discover(&Query {
        paths: &paths,
        root: None,
        source_dir: None,
        source_locale: "en",
        locales: &[],
        settings: &Settings::default(),
        only: None,
    })
    .expect_err("a device");
    assert!(error.to_string().contains("it is a device, a pipe or a socket"), "{error}");
}

#[test]
fn a_flag_that_names_no_locale_is_an_error() {
    let tree = Tree::new(&["en/a.md"]);
    let error = tree.discover(&Ask { locales: &["french"], ..ASK }).expect_err("no locale");
    assert!(error.to_string().starts_with("`--locale french` names no locale"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_that_are_not_utf8_are_no_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let tree = Tree::new(&["docparity.toml", "en/a.md", "fr/a.md", "elsewhere/secret.md"]);
    symlink(tree.path(""), tree.path("fr/loop")).expect("a link");
    symlink(tree.path("elsewhere/secret.md"), tree.path("fr/link.md")).expect("a link");
    symlink(tree.path("elsewhere"), tree.path("de")).expect("a link");
    fs::write(tree.path("fr").join(OsStr::from_bytes(b"odd\xFF.md")), "x").expect("a file");
    assert_lines(
        &tree.families(&Ask { paths: &["fr"], ..ASK }),
        &["locale-folders a.md: en!?=en/a.md fr=fr/a.md", "locale-folders odd\u{FFFD}.md: fr=fr/odd\u{FFFD}.md"],
    );
    let found = tree.discover(&Ask { paths: &["fr"], ..ASK }).expect("a discovery");
    assert!(found.left_out[0].path.ends_with("fr/link.md") && found.left_out[0].why.contains("symbolic link"));
}

#[test]
fn layouts_say_by_what_they_were_recognized() {
    let tree = Tree::new(&["p/de-de/a.md", "p/fr-fr/a.md", "q/x.md", "q/x.fr.md"]);
    let found = tree.discover(&ASK).expect("a discovery");
    let lines: Vec<_> = found.layouts.iter().map(|layout| format!("{}: {}", layout.name, layout.why)).collect();
    assert_eq!(
        lines,
        [
            "locale-folders: `p/` holds the locale folders `de-de`, `fr-fr`; none is of the source locale, `en`.",
            "suffixes: Files carry their locale in their names (`name.LOCALE.md`).",
        ]
    );
}

#[test]
fn a_single_file_costs_the_same_however_large_the_tree_is() {
    let tree = Tree::new(&["docparity.toml", "en/a/x.md", "fr/a/x.md", "de/a/x.md"]);
    (0..40).for_each(|n| tree.write(&format!("de/{n}/{n}.md"), ""));
    let base = tree.path("").canonicalize().expect("a folder");
    let allowed = [base.clone()].into_iter().collect();
    let folders = Folders::new(&allowed);
    let view = View::new(&base, &folders, None, Tag::parse("en").expect("a tag"));
    let placement = view.place(&base.join("fr/a/x.md")).expect("a place");
    for slot in &placement.set.slots {
        assert!(folders.find(&slot.folder, &placement.rest).is_some());
    }
    assert!(folders.read_count() <= 3, "the root, and the folders on the way");
}

/// The shared corpus, or `None` (and a word about it) where it is not at hand.
fn shared(below: &str) -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("DOCPARITY_SHARED").map_or_else(default, PathBuf::from).join(below);
    if !path.is_dir() {
        eprintln!("skipped: `{}` is not at hand; set DOCPARITY_SHARED to the folder that holds it.", path.display());
        return None;
    }
    Some(path)
}

/// Families, those with an English, those with more than one member, files left out.
fn counts(paths: &[PathBuf]) -> (usize, usize, usize, usize) {
    let found = discover(&Query {
        paths,
        root: None,
        source_dir: None,
        source_locale: "en",
        locales: &[],
        settings: &Settings::default(),
        only: None,
    })
    .expect("a discovery");
    assert!(found.failures.is_empty());
    let count = |is: fn(&Family) -> bool| found.families.iter().filter(|family| is(family)).count();
    let sourced = count(|family| family.source().is_some());
    (found.families.len(), sourced, count(|family| family.members.len() > 1), found.left_out.len())
}

#[test]
fn the_shared_trees_are_grouped_into_their_articles() {
    for (tree, expected) in [
        ("seeds", (1, 0, 1, 0)),
        ("corpus/partner-sxs", (218, 0, 204, 0)),
        ("corpus/alchemy-sxs", (487, 0, 487, 0)),
        ("corpus/partner-plain", (237, 182, 223, 0)),
        ("corpus/helm-docusaurus", (379, 347, 257, 0)),
    ] {
        let Some(path) = shared(tree) else { continue };
        assert_eq!(counts(&[path]), expected, "{tree}");
    }
}

#[test]
fn the_seeds_are_one_article_in_five_locales() {
    let Some(path) = shared("seeds") else { return };
    let paths = [path];
    let found = discover(&Query {
        paths: &paths,
        root: None,
        source_dir: None,
        source_locale: "en",
        locales: &[],
        settings: &Settings::default(),
        only: None,
    })
    .expect("a discovery");
    let locales: Vec<_> = found.families[0].members.iter().filter_map(|member| member.locale).collect();
    let names: Vec<_> = locales.iter().map(ToString::to_string).collect();
    assert_eq!(found.families[0].key, "renew-mpn-offers.md");
    assert_eq!(names, ["fr-FR", "nl-NL", "sv-SE", "zh-CN", "zh-TW"]);
}
