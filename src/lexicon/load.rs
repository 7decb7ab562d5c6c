//! Lexicons by locale, each read on first use.

use std::sync::OnceLock;

use super::locales::FILES;
use super::parse::{Lexicon, parse};

/// The lexicon of a file of the registry (`zh-hans`), or `None` where there is none.
pub fn by_file(tag: &str) -> Option<&'static Lexicon> {
    static LOADED: [OnceLock<Lexicon>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let at = FILES.binary_search_by(|(known, _)| known.cmp(&tag)).ok()?;
    Some(LOADED[at].get_or_init(|| parse(text(at)).0))
}

/// The text of a file of the registry as it is embedded: what [`parse`] reads.
pub fn written(tag: &str) -> Option<&'static str> {
    FILES.binary_search_by(|(known, _)| known.cmp(&tag)).ok().map(|at| FILES[at].1)
}

/// The text of a file of the registry. In debug builds a file of the folder that `DOCPARITY_LEXICONS` names comes
/// first, so that words can be tried without compiling; where it is not there, standard error says so.
fn text(at: usize) -> &'static str {
    let (_tag, embedded) = FILES[at];
    #[cfg(debug_assertions)]
    if let Some(folder) = std::env::var_os("DOCPARITY_LEXICONS") {
        let path = std::path::Path::new(&folder).join(format!("{_tag}.txt"));
        return match std::fs::read_to_string(&path) {
            Ok(text) => text.leak(),
            Err(error) => {
                eprintln!("{}: {error}; the words built in are used instead.", path.display());
                embedded
            }
        };
    }
    embedded
}

/// The English lexicon.
pub fn english() -> &'static Lexicon {
    by_file("en").unwrap_or_else(|| neutral())
}

/// A lexicon without words: digits and identifiers only, for locales that are not known.
pub fn neutral() -> &'static Lexicon {
    static NEUTRAL: OnceLock<Lexicon> = OnceLock::new();
    NEUTRAL.get_or_init(|| {
        parse("locale und\nname unknown\ntier 2\ndate-order: dmy mdy ymd\ndecimal: . ,\ngrouping: , . U+00A0\n").0
    })
}

/// The tags of all files, sorted.
pub fn tags() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_lexicon_is_understood() {
        for (tag, text) in FILES {
            let (lexicon, problems) = parse(text);
            assert!(problems.is_empty(), "{tag}: {problems:#?}");
            assert_eq!(lexicon.tag, *tag);
        }
    }
    #[test]
    fn a_word_that_is_nothing_but_its_place_is_refused() {
        let (lexicon, problems) = parse("locale xx\nname X\ntier 2\nrange-to: bis | ~ | to\n");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(lexicon.entries().is_empty());
    }
}
