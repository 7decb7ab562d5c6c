//! Folding: what two writings of one word have in common, with the way back to the original.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Span;

/// A text in the form that words are looked up in: lower case, composed (NFC), full-width forms made
/// ASCII, every kind of space made `' '`, typographic apostrophes made `'`, invisible characters
/// (soft hyphens, zero-width and direction marks) left out. Digits keep their script.
#[derive(Debug)]
pub struct Folded<'t> {
    /// The folded text.
    pub text: Cow<'t, str>,
    /// Where the distance between folded and original offsets changes: (folded, original) pairs.
    steps: Vec<(u32, u32)>,
}

impl<'t> Folded<'t> {
    /// Folds `text`.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            let upper = text.bytes().any(|b| b.is_ascii_uppercase());
            let text = if upper { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
            return Self { text, steps: Vec::new() };
        }
        let mut folder = Folder { out: String::with_capacity(text.len() + 8), steps: Vec::new() };
        if !folder.push_all(text) {
            folder = Folder { out: String::with_capacity(text.len() + 8), steps: Vec::new() };
            folder.compose(text);
        }
        folder.step(text.len());
        Self { text: Cow::Owned(folder.out), steps: folder.steps }
    }

    /// The offset in the original text that folded offset `at` came from.
    pub fn original(&self, at: usize) -> usize {
        match self.steps.partition_point(|&(folded, _)| folded as usize <= at) {
            0 => at,
            n => {
                let (folded, original) = self.steps[n - 1];
                original as usize + at - folded as usize
            }
        }
    }

    /// The folded offset behind all that stands before `original` in the original text.
    pub fn folded(&self, original: usize) -> usize {
        let next = self.steps.partition_point(|&(_, start)| start as usize <= original);
        let (folded, start) = next.checked_sub(1).map_or((0, 0), |at| self.steps[at]);
        let end = self.steps.get(next).map_or(self.text.len(), |&(folded, _)| folded as usize);
        let mut at = self.text.ceil_char_boundary((folded as usize + original - start as usize).min(end));
        // A character that became several, or several that became one, are not told byte by byte.
        while let Some(c) = self.text[..at].chars().next_back().filter(|c| self.original(at - c.len_utf8()) >= original)
        {
            at -= c.len_utf8();
        }
        while let Some(c) = self.text[at..].chars().next().filter(|_| self.original(at) < original) {
            at += c.len_utf8();
        }
        at
    }

    /// A folded range as a span of the original text.
    pub fn original_span(&self, start: usize, end: usize) -> Span {
        if start == end {
            let at = self.original(start);
            return Span::new(at, at);
        }
        // The end is taken from the last byte inside, so that what was left out behind it stays out.
        let last = self.text.floor_char_boundary(end - 1);
        let width = self.text[last..].chars().next().map_or(0, char::len_utf8);
        let next = self.steps.partition_point(|&(folded, _)| (folded as usize) < last + width);
        let exact = self.original(last);
        let end = match self.steps.get(next) {
            Some(&(folded, original)) if folded as usize == last + width => original as usize,
            _ => exact + width,
        };
        Span::new(self.original(start), end)
    }
}

/// `text` folded, borrowed where it is written so already.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_common) || text.chars().all(is_plain) && is_composed(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Folded::new(text).text.into_owned())
}

/// Whether `text` surely is NFC.
fn is_composed(text: &str) -> bool {
    text.chars().all(never_composes) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Characters that are NFC and compose with none before them, told without a table.
fn never_composes(c: char) -> bool {
    c < '\u{300}'
        || is_common(c)
        || matches!(c, 'Έ'..='ώ' | 'Ѐ'..='Я' | 'Ḁ'..='ẙ' | 'Ạ'..='ỹ' | '\u{2010}'..='\u{205F}' | '€' | '™' | '、'..='〈'
            | '「'..='〟' | '・'..='ヿ' | '！'..='～')
}

/// Letters without case or in lower case that no mark composes with: what most words are written in, told without a
/// table.
fn is_common(c: char) -> bool {
    matches!(c,
        '\0'..='@' | '['..='\u{7F}' | 'ß'..='ÿ' | 'а'..='џ' | 'א'..='ת' | 'ء'..='ي' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | '一'..='鿿' | '가'..='힣')
}

/// Whether folding leaves `c` as it is, composition apart.
fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_uppercase();
    }
    let is_replaced = c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{B4}' | '\u{2BC}' | '\u{200B}'..='\u{206F}' | '\u{FEFF}' | '\u{FF01}'..='\u{FF5E}')
        || matches!(c, '\u{2010}' | '\u{2011}' | '\u{2018}' | '\u{2019}' | '\u{FF07}');
    !is_replaced && c.to_lowercase().eq([c])
}

struct Folder {
    out: String,
    steps: Vec<(u32, u32)>,
}

impl Folder {
    /// Notes that what is pushed next came from `original`.
    fn step(&mut self, original: usize) {
        let here = self.out.len();
        let (folded, old) = self.steps.last().map_or((0, 0), |&(f, o)| (f as usize, o as usize));
        if here as i64 - folded as i64 != original as i64 - old as i64 {
            if folded == here && !self.steps.is_empty() {
                self.steps.pop();
            }
            self.steps.push((here as u32, original as u32));
        }
    }

    /// Takes a text if it is composed; what folds to itself, or is ASCII, run by run. Whether it is.
    fn push_all(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut is_sure = true;
        // What was taken, and where the run begins that is not yet.
        let (mut at, mut start) = (0, 0);
        while at < bytes.len() {
            if bytes[at].is_ascii() {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let end = at + c.len_utf8();
            if !is_common(c) {
                if is_sure && !never_composes(c) {
                    is_sure = false;
                    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
                        return false;
                    }
                }
                self.push_run(start, &text[start..at]);
                self.push(at, c);
                start = end;
            }
            at = end;
        }
        self.push_run(start, &text[start..]);
        true
    }

    /// Takes a run of what folds to itself, or is ASCII, which stands at `at`.
    fn push_run(&mut self, at: usize, run: &str) {
        if run.is_empty() {
            return;
        }
        self.step(at);
        let start = self.out.len();
        self.out.push_str(run);
        self.out[start..].make_ascii_lowercase();
    }

    fn push(&mut self, at: usize, c: char) {
        self.step(at);
        if c.is_ascii() {
            return self.out.push(c.to_ascii_lowercase());
        }
        match c {
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {}
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' | '\u{00B4}' => self.out.push('\''),
            '\u{2010}' | '\u{2011}' => self.out.push('-'),
            '\u{2212}' => self.out.push('\u{2212}'),
            '\u{3000}' => self.out.push(' '),
            '\u{FF01}'..='\u{FF5E}' => {
                let ascii = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
                self.out.push(ascii.to_ascii_lowercase());
            }
            // A dotted capital I would become two characters, which no word list spells.
            'İ' => self.out.push('i'),
            _ if c.is_whitespace() => self.out.push(' '),
            _ => self.out.extend(c.to_lowercase()),
        }
    }

    /// For text that is not composed: a base character and its marks are folded as one.
    fn compose(&mut self, text: &str) {
        let mut rest = text.char_indices().peekable();
        while let Some((at, first)) = rest.next() {
            let mut cluster = String::from(first);
            while let Some((_, mark)) = rest.next_if(|(_, c)| unicode_normalization::char::is_combining_mark(*c)) {
                cluster.push(mark);
            }
            // What is not composed with the first of them stands at its end, so that the first is never taken for nothing.
            for (index, c) in cluster.nfc().enumerate() {
                self.push(if index == 0 { at } else { at + cluster.len() }, c);
            }
        }
    }
}

/// The value of a decimal digit of the scripts met in documentation (ASCII, full-width, Arabic-Indic,
/// Persian, Devanagari, Bengali, Tamil, Telugu, Kannada, Malayalam, Gujarati, Gurmukhi, Thai, Lao,
/// Myanmar, Khmer), or `None`.
pub fn digit_value(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        // Most text ends here.
        '\0'..'\u{660}' | '\u{17EA}'..'\u{FF10}' => return None,
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{966}'..='\u{96F}' => '\u{966}',
        '\u{9E6}'..='\u{9EF}' => '\u{9E6}',
        '\u{A66}'..='\u{A6F}' => '\u{A66}',
        '\u{AE6}'..='\u{AEF}' => '\u{AE6}',
        '\u{BE6}'..='\u{BEF}' => '\u{BE6}',
        '\u{C66}'..='\u{C6F}' => '\u{C66}',
        '\u{CE6}'..='\u{CEF}' => '\u{CE6}',
        '\u{D66}'..='\u{D6F}' => '\u{D66}',
        '\u{E50}'..='\u{E59}' => '\u{E50}',
        '\u{ED0}'..='\u{ED9}' => '\u{ED0}',
        '\u{1040}'..='\u{1049}' => '\u{1040}',
        '\u{17E0}'..='\u{17E9}' => '\u{17E0}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some((c as u32 - zero as u32) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_words_lead_back_to_what_was_written() {
        for (text, folded, word, original) in [
            ("Den 1\u{A0}MAJ 2020", "den 1 maj 2020", "maj", "MAJ"),
            ("２０２０年", "2020年", "2020", "２０２０"),
            ("fév\u{AD}rier x", "février x", "février", "fév\u{AD}rier"),
            ("a fe\u{301}vrier", "a février", "février", "fe\u{301}vrier"),
            ("a 5\u{301} b", "a 5\u{301} b", "5", "5\u{301}"),
            ("a e\u{301}\u{302}5 b", "a é\u{302}5 b", "é", "e\u{301}\u{302}"),
            ("a e\u{301}\u{302}5 b", "a é\u{302}5 b", "5", "5"),
            ("İki l’an", "iki l'an", "l'an", "l’an"),
        ] {
            let f = Folded::new(text);
            assert_eq!(f.text, folded);
            let at = f.text.find(word).unwrap_or(usize::MAX);
            assert_eq!(&text[f.original_span(at, at + word.len()).range()], original);
        }
    }

    #[test]
    fn what_never_composes_is_nfc_behind_any_letter() {
        for c in (1..=0x2FFFF).filter_map(char::from_u32).filter(|c| never_composes(*c)) {
            for text in [String::from(c), format!("a{c}"), format!("か{c}")] {
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?}");
            }
        }
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        for c in (0..=0x2FFFF).filter_map(char::from_u32) {
            if let Some(value) = digit_value(c) {
                assert_eq!(char::from_u32(c as u32 - u32::from(value)).and_then(digit_value), Some(0), "{c:?}");
                assert!(value < 10 && c.is_numeric(), "{c:?}");
            }
        }
        assert_eq!("0٣۷६৩੩૩௩౩೩൩๓໓၃៣３".chars().filter_map(digit_value).map(u32::from).sum::<u32>(), 3 * 13 + 7 + 6);
    }

    #[test]
    fn an_offset_of_the_original_leads_behind_what_stands_before_it() {
        for text in [
            "Den 1\u{A0}MAJ 2020",
            "２０２０年",
            "fév\u{AD}rier x",
            "a fe\u{301}vrier",
            "İki l’an",
            "ŉa ﬁ Ⱥb ẞ",
            "5\u{301}x a\u{300}\u{301}",
            "\u{200B}a\u{200B}",
        ] {
            let f = Folded::new(text);
            for original in 0..=text.len() {
                let mut before = f.text.char_indices().filter(|(at, _)| f.original(*at) < original);
                let behind = before.next_back().map_or(0, |(at, c)| at + c.len_utf8());
                assert_eq!(f.folded(original), behind, "{text:?} {original}");
            }
        }
    }

    #[test]
    fn what_is_borrowed_folds_to_itself() {
        for c in (1..=0x2FFFF).filter_map(char::from_u32) {
            let text = String::from(c);
            assert_eq!(fold(&text), Folded::new(&text).text, "{c:?}");
        }
        for text in ["e\u{301}", "क\u{93C}", "\u{3131}\u{314F}"] {
            assert_eq!(fold(text), Folded::new(text).text, "{text:?}");
        }
    }
}
