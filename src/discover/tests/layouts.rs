//! The layouts that teams use, one small tree each.

use super::*;

/// What is found in a tree of `files`, all of it given.
#[track_caller]
fn assert_found(files: &[&str], expected: &[&str]) {
    assert_lines(&Tree::new(files).families(&ASK), expected);
}

#[test]
fn a_repository_for_each_locale_stands_beside_the_english_one() {
    assert_found(
        &["docs/a/b.md", "docs.fr-FR/a/b.md", "docs.de-de/a/B.md", "docs.de-de/c.md", "other.io/x.md"],
        &[
            "repositories docs/a/b.md: de-DE=docs.de-de/a/B.md en!=docs/a/b.md fr-FR=docs.fr-FR/a/b.md",
            "repositories docs/c.md: de-DE=docs.de-de/c.md",
            "flat other.io/x.md: -=other.io/x.md",
        ],
    );
    assert_found(
        &["guide.en/help/a.md", "guide.ja/help/a.md", "guide.pt-BR/help/a.md"],
        &["repositories guide/help/a.md: en!=guide.en/help/a.md ja=guide.ja/help/a.md pt-BR=guide.pt-BR/help/a.md"],
    );
}

#[test]
fn checkouts_side_by_side_are_one_tree_when_each_is_a_git_repository() {
    let tree = Tree::new(&["docs/a.md", "docs.fr-fr/a.md", "docs/.git/HEAD", "docs.fr-fr/.git/HEAD"]);
    let family = "repositories docs/a.md: en!=docs/a.md fr-FR=docs.fr-fr/a.md";
    assert_lines(&tree.families(&Ask { paths: &["docs", "docs.fr-fr"], ..ASK }), &[family]);
    let found = tree.discover(&Ask { paths: &["docs.fr-fr"], ..ASK }).expect("a discovery");
    assert_eq!(found.families[0].members.len(), 1, "nothing outside the root is read");
}

#[test]
fn a_lone_checkout_is_held_against_the_named_english_and_knows_its_locale_and_key() {
    let tree = Tree::new(&["docs/a.md", "docs.fr-fr/a.md", "docs/.git/HEAD", "docs.fr-fr/.git/HEAD"]);
    let ask = Ask { paths: &["docs.fr-fr"], source: Some("docs"), ..ASK };
    assert_lines(&tree.families(&ask), &["source-folder a.md: en!?=docs/a.md fr-FR=docs.fr-fr/a.md"]);
}

#[test]
fn the_english_may_lie_at_the_root_of_the_locale_folders() {
    assert_found(
        &["d/guide/a.md", "d/start.mdx", "d/fr/guide/a.md", "d/fr/start.mdx", "d/zh-cn/guide/a.md", "d/only.md"],
        &[
            "root-locale d/guide/a.md: en!=d/guide/a.md fr=d/fr/guide/a.md zh-CN=d/zh-cn/guide/a.md",
            "root-locale d/only.md: en!=d/only.md",
            "root-locale d/start.mdx: en!=d/start.mdx fr=d/fr/start.mdx",
        ],
    );
    let tree = Tree::new(&["docparity.toml", "src/content/docs/guides/a.md", "src/content/docs/de/guides/a.md"]);
    let family = "root-locale src/content/docs/guides/a.md: \
                  de=src/content/docs/de/guides/a.md en!?=src/content/docs/guides/a.md";
    let ask = Ask { paths: &["src/content/docs/de/guides/a.md"], ..ASK };
    assert_lines(&tree.families(&ask), &[family]);
}

#[test]
fn a_folder_is_no_locale_for_having_a_first_page_like_its_parent() {
    assert_found(
        &["docs/README.md", "docs/cs/README.md", "docs/cs/types.md", "docs/it/index.md", "docs/index.md"],
        &[
            "flat docs/README.md: -=docs/README.md",
            "flat docs/cs/README.md: -=docs/cs/README.md",
            "flat docs/cs/types.md: -=docs/cs/types.md",
            "flat docs/index.md: -=docs/index.md",
            "flat docs/it/index.md: -=docs/it/index.md",
        ],
    );
}

#[test]
fn a_named_english_folder_may_hold_its_translations() {
    let tree = Tree::new(&["docs/a.md", "docs/fr/a.md"]);
    assert_lines(
        &tree.families(&Ask { source: Some("docs"), ..ASK }),
        &["root-locale docs/a.md: en!=docs/a.md fr=docs/fr/a.md"],
    );
}

#[test]
fn folders_of_mdn_and_of_docs_within_locales_hold_the_same_articles() {
    assert_found(
        &["files/en-us/web/api/index.md", "files/zh-cn/Web/API/index.md"],
        &["locale-folders files/web/api/index.md: \
           en-US!=files/en-us/web/api/index.md zh-CN=files/zh-cn/Web/API/index.md"],
    );
    assert_found(
        &["docs/en/docs/a.md", "docs/pt/docs/a.md", "docs/en/mkdocs.md"],
        &[
            "locale-folders docs/docs/a.md: en!=docs/en/docs/a.md pt=docs/pt/docs/a.md",
            "locale-folders docs/mkdocs.md: en!=docs/en/mkdocs.md",
        ],
    );
}

#[test]
fn a_readme_may_be_joined_to_its_locale_by_other_signs() {
    assert_found(
        &["README.md", "README.fr.md", "README-de.md", "README_zh-CN.md", "notes-fr.md", "notes.md"],
        &[
            "suffixes README.md: de=README-de.md en!=README.md fr=README.fr.md zh-CN=README_zh-CN.md",
            "flat notes-fr.md: -=notes-fr.md",
            "flat notes.md: -=notes.md",
        ],
    );
}

#[test]
fn hugo_bundles_and_section_pages_carry_their_locale_in_their_names() {
    assert_found(
        &["content/a/index.md", "content/a/index.fr.md", "content/_index.md", "content/_index.fr.md"],
        &[
            "suffixes content/_index.md: en!=content/_index.md fr=content/_index.fr.md",
            "suffixes content/a/index.md: en!=content/a/index.md fr=content/a/index.fr.md",
        ],
    );
}

#[test]
fn a_crowdin_file_says_where_translations_lie() {
    let tree = Tree::new(&["site/docs/a/b.md", "site/loc/fr/pages/a/b.md", "site/loc/pt_BR/pages/a/b.md", "site/x.md"]);
    tree.write(
        "site/crowdin.yml",
        "project_id: 1\nfiles:\n  - source: /docs/**/*.md\n    translation: \
         /loc/%two_letters_code%/pages/**/%original_file_name%\n",
    );
    assert_lines(
        &tree.families(&ASK),
        &[
            "crowdin site/docs/a/b.md: \
             en!=site/docs/a/b.md fr=site/loc/fr/pages/a/b.md pt-BR=site/loc/pt_BR/pages/a/b.md",
            "flat site/x.md: -=site/x.md",
        ],
    );
}

#[test]
fn a_crowdin_file_may_repeat_the_way_of_the_english() {
    let tree = Tree::new(&["docs/a.md", "de/docs/a.md"]);
    tree.write(
        "crowdin.yml",
        "files: [{ source: '/docs/**/*.md', translation: '/%locale%/%original_path%/%original_file_name%' }]\n",
    );
    assert_lines(&tree.families(&ASK), &["crowdin docs/a.md: de=de/docs/a.md en!=docs/a.md"]);
}

#[test]
fn a_crowdin_file_that_cannot_be_read_is_no_harm_and_the_run_says_so() {
    let tree = Tree::new(&["en/a.md", "fr/a.md", "fr/b.md"]);
    let told = |text: &[u8]| {
        fs::write(tree.path("crowdin.yml"), text).expect("a file");
        let found = tree.discover(&ASK).expect("a discovery");
        let lines = shown(&found).replace(&format!("{}/", tree.path("").to_string_lossy()), "");
        assert_lines(&lines, &["locale-folders a.md: en!=en/a.md fr=fr/a.md", "locale-folders b.md: fr=fr/b.md"]);
        found.left_out
    };
    for (text, why) in [
        (&b"files: 3"[..], "`translation` each (files: invalid type: integer"),
        (b"files:\n- source: a\n", "`translation` each (files[0]: missing field `translation` at line 2 column 3)"),
        (b"files: [", "`translation` each ("),
        (b"\xFF", "It could not be read ("),
    ] {
        let left_out = told(text);
        assert_eq!(left_out.len(), 1, "told once, however many files lie there: {left_out:?}");
        let LeftOut { path, why: told } = &left_out[0];
        assert!(path.ends_with("/crowdin.yml") && told.contains(why), "{path}: {told}");
        assert!(told.ends_with("passed over; mend it, or name the layout with `--layout`."), "{told}");
    }
    // What names no folder by locale in a way that is known leaves the layout to the folders, as no file would.
    assert_eq!(told(b"files: [{ source: /a, translation: /%language%/a }]"), []);
    assert_eq!(told(b"files: []"), []);
}

#[test]
fn a_pattern_that_was_named_comes_before_what_is_found_out() {
    let tree = Tree::new(&["en/a.md", "l10n/x-fr/t/a.md", "fr/a.md"]);
    let pattern = "en/**=l10n/x-{locale}/t/**".parse::<Pattern>().expect("a pattern");
    let settings = Settings { patterns: vec![pattern], ..Settings::default() };
    assert_lines(
        &tree.families(&Ask { settings: Some(&settings), ..ASK }),
        &["locale-folders a.md: en!?=en/a.md fr=fr/a.md", "patterns en/a.md: en!=en/a.md fr=l10n/x-fr/t/a.md"],
    );
    assert!("en/**=fr/**".parse::<Pattern>().is_err_and(|why| why.contains("`{locale}`")));
}

#[test]
fn a_layout_that_was_named_is_the_only_one_tried() {
    let tree = Tree::new(&["en/a.md", "en/a.fr.md", "fr/a.md"]);
    let named = |name: &str| Settings { layout: Some(name.to_owned()), ..Settings::default() };
    assert_lines(
        &tree.families(&Ask { settings: Some(&named("suffixes")), ..ASK }),
        &["suffixes en/a.md: en!=en/a.md fr=en/a.fr.md", "flat fr/a.md: -=fr/a.md"],
    );
    let error = tree.discover(&Ask { settings: Some(&named("suffix")), ..ASK }).expect_err("no layout");
    assert!(error.to_string().starts_with("There is no layout `suffix`; name one of"), "{error}");
}

#[test]
fn globs_say_what_is_reported_and_the_english_is_still_looked_up() {
    let tree = Tree::new(&["en/a.md", "fr/a.md", "fr/old/b.md", "en/old/b.md", "de/a.md"]);
    let include = Settings { include: vec!["/fr/**".to_owned(), "de".to_owned()], ..Settings::default() };
    let exclude = Settings { exclude: vec!["old/".to_owned()], ..include.clone() };
    assert_lines(
        &tree.families(&Ask { settings: Some(&include), ..ASK }),
        &[
            "locale-folders a.md: de=de/a.md en!?=en/a.md fr=fr/a.md",
            "locale-folders old/b.md: en!?=en/old/b.md fr=fr/old/b.md",
        ],
    );
    assert_lines(
        &tree.families(&Ask { settings: Some(&exclude), ..ASK }),
        &["locale-folders a.md: de=de/a.md en!?=en/a.md fr=fr/a.md"],
    );
    let bad = Settings { exclude: vec!["a{".to_owned()], ..Settings::default() };
    let error = tree.discover(&Ask { settings: Some(&bad), ..ASK }).expect_err("no glob");
    assert!(error.to_string().starts_with("`--exclude a{` is no glob"), "{error}");
}

#[test]
fn settings_are_read_as_a_configuration_file_writes_them() {
    let text = "layout: suffixes\npatterns: [{ source: docs, translation: 'i18n/{locale}' }]\nexclude: [archive]\n";
    let settings: Settings = serde_yaml::from_str(text).expect("settings");
    assert_eq!(settings.layout.as_deref(), Some("suffixes"));
    assert!(settings.patterns[0].is_usable() && settings.include.is_empty());
    assert!(serde_yaml::from_str::<Settings>("layuot: suffixes\n").is_err());
}
