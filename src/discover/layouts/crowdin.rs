//! `crowdin.yml`: the patterns by which Crowdin finds sources and writes translations.

use std::path::Path;
use std::rc::Rc;

use serde::Deserialize;

use crate::discover::settings::{LOCALE, Pattern};
use crate::text::too_deep;

use super::patterns::{Arrangement, in_set};
use super::{Layout, Placement, View, Way};

pub(super) static LAYOUT: Layout = Layout { name: "crowdin", place };

const NAMES: [&str; 4] = ["crowdin.yml", "crowdin.yaml", ".crowdin.yml", ".crowdin.yaml"];

/// What Crowdin writes for a locale that can be read as one.
const LOCALES: [&str; 6] = [
    "%two_letters_code%",
    "%locale%",
    "%locale_with_underscore%",
    "%three_letters_code%",
    "%osx_code%",
    "%osx_locale%",
];

/// What counts here of the file.
#[derive(Deserialize)]
struct Configuration {
    #[serde(default)]
    base_path: Option<String>,
    #[serde(default)]
    files: Vec<Files>,
}

#[derive(Deserialize)]
struct Files {
    source: String,
    translation: String,
}

fn place(view: &View<'_>, way: &Way<'_>) -> Option<Placement> {
    (0..=way.folders().len()).find_map(|depth| {
        let folder = way.folder(view.base, depth);
        let arrangements = view.crowdin(&folder, || read(view, &folder));
        arrangements.iter().enumerate().find_map(|(index, arrangement)| {
            in_set(arrangement.set(view, (LAYOUT.name, index), &folder, "as `crowdin.yml` says")?, view.base, way)
        })
    })
}

/// The patterns of a folder's Crowdin file; none where there is no such file, or no pattern in it that names a folder
/// for each locale. (A locale in the file's name is what the layout `suffixes` knows.) A file that cannot be read is
/// passed over, and the run says so.
fn read(view: &View<'_>, folder: &Path) -> Rc<[Arrangement]> {
    let texts = NAMES.iter().map(|name| folder.join(name)).filter_map(|path| Some((view.folders.text(&path)?, path)));
    let Some((text, path)) = texts.into_iter().next() else { return Rc::default() };
    match text.map_err(|error| format!("It could not be read ({error})")).and_then(|text| parse(&text)) {
        Ok(configuration) => arrangements(configuration),
        Err(why) => {
            let advice = "so its patterns were passed over; mend it, or name the layout with `--layout`.";
            view.pass_over(path, format!("{why}, {advice}"));
            Rc::default()
        }
    }
}

fn parse(text: &str) -> Result<Configuration, String> {
    if too_deep(text).is_some() {
        return Err("It could not be read (more than a thousand brackets are open in it)".to_owned());
    }
    serde_yaml::from_str(text).map_err(|error| {
        format!(
            "It is no Crowdin configuration, which lists `files` with a `source` and a `translation` each ({error})"
        )
    })
}

fn arrangements(Configuration { base_path, files }: Configuration) -> Rc<[Arrangement]> {
    let base = base_path.unwrap_or_default();
    let base = base.trim_start_matches("./").trim_matches(['/', '.']);
    files.iter().filter_map(|files| Arrangement::of(&pattern(base, files))).collect()
}

fn pattern(base: &str, files: &Files) -> Pattern {
    let below = |path: &str| super::join(base, path.trim_start_matches('/'));
    let folder = files.source.split("**").next().unwrap_or_default();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder).trim_start_matches('/');
    let path = files.translation.strip_suffix("/%original_file_name%").unwrap_or(&files.translation);
    let path = LOCALES.iter().fold(path.to_owned(), |path, written| path.replace(written, LOCALE));
    let path = path.replace("%original_path%", &format!("{folder}/**")).replace("//", "/");
    // What is left of Crowdin's words would be taken for a folder's name.
    let path = if path.contains('%') { String::new() } else { path };
    Pattern { source: below(folder), translation: below(&path) }
}
