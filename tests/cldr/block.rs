//! The lines of a generated block: one for each class with its arguments, without words said twice.

use std::collections::HashMap;

/// Lines in the order in which their classes were first met, words in the order of CLDR: the usual form first.
#[derive(Default)]
pub(crate) struct Block {
    lines: Vec<(String, Vec<String>)>,
    index: HashMap<String, usize>,
    drops_accents: bool,
}

impl Block {
    /// A block of a language that is spelled with accents in dictionaries and without them elsewhere.
    pub(crate) fn without_accents() -> Self {
        Self { drops_accents: true, ..Self::default() }
    }

    /// Adds a word to the line of `key` (class, arguments and flags), unless it is there.
    pub(crate) fn add(&mut self, key: &str, word: &str) {
        let word = clean(word);
        if word.is_empty() {
            return;
        }
        assert!(!word.contains(['|', '#', '*']), "{key}: `{word}` would not be read back");
        // Few keyboards have the geresh.
        if word.contains(['׳', '״']) {
            self.add(key, &word.replace('׳', "'").replace('״', "\""));
        }
        if self.drops_accents {
            let plain: String = word.chars().map(without_accent).collect();
            if plain != word {
                self.add(key, &plain);
            }
        }
        let at = *self.index.entry(key.to_owned()).or_insert_with(|| {
            self.lines.push((key.to_owned(), Vec::new()));
            self.lines.len() - 1
        });
        let words = &mut self.lines[at].1;
        let exact = key.split(' ').any(|part| part == "exact");
        let same = |old: &String| if exact { *old == word } else { fold(old) == fold(&word) };
        if !words.iter().any(same) {
            words.push(word);
        }
    }

    /// Adds a word, and, where it is an abbreviation of some length, the word without its full stop.
    pub(crate) fn add_abbreviation(&mut self, key: &str, word: &str, shortest: usize) {
        self.add(key, word);
        let bare = word.trim_end_matches('.');
        if bare.chars().count() >= shortest {
            self.add(key, bare);
        }
    }

    /// Whether a word is in a line of a class, whatever its arguments.
    pub(crate) fn has_in_class(&self, class: &str, word: &str) -> bool {
        let mut keys = self.lines.iter().map(|(key, _)| key).filter(|key| key.split(' ').next() == Some(class));
        keys.any(|key| self.has(key, word))
    }

    /// Whether a word is in the line of `key`.
    pub(crate) fn has(&self, key: &str, word: &str) -> bool {
        let word = fold(&clean(word));
        self.index.get(key).is_some_and(|&at| self.lines[at].1.iter().any(|old| fold(old) == word))
    }

    /// The text of the block.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|(key, words)| format!("{key}: {}\n", words.join(" | "))).collect()
    }
}

/// A word without invisible characters, with plain single spaces.
pub(crate) fn clean(word: &str) -> String {
    let invisible = |c: &char| matches!(c, '\u{AD}' | '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{200B}' | '\u{2060}');
    let visible: String = word.chars().filter(|c| !invisible(c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is the same for readers of the file: case, apostrophes and joiners do not matter.
pub(crate) fn fold(word: &str) -> String {
    let fold = |c: char| match c {
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    let joiner = |c: &char| matches!(c, '\u{200C}' | '\u{200D}');
    word.chars().filter(|c| !joiner(c)).map(fold).collect::<String>().to_lowercase()
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' | 'î' => 'i',
        'ó' | 'ò' | 'ô' => 'o',
        'ú' | 'ù' | 'û' => 'u',
        c => c,
    }
}

/// Whether case must count: an abbreviation in capitals that is a common word or another sign in small letters.
pub(crate) fn is_shouted(word: &str) -> bool {
    word.len() <= 5 && word.chars().all(|c| c.is_ascii_uppercase())
}
