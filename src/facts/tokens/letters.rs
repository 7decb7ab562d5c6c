//! Letters, and runs of them.

/// A letter or a mark that belongs to one.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    is_alphabetic(c) || !is_common_mark(c) && unicode_normalization::char::is_combining_mark(c)
}

/// As [`char::is_alphabetic`], told without a table for most text.
#[inline]
pub(super) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    is_common_letter(c) || !is_common_mark(c) && c.is_alphabetic()
}

/// Letters of the scripts that most text is written in.
#[inline]
fn is_common_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{400}'..='\u{481}' | 'א'..='ת' | 'ء'..='ي' | 'ก'..='ะ'
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Ρ' | 'Σ'..='ώ' | 'Ḁ'..='ỹ')
}

/// Marks that most text is written with: neither letters nor parts of them.
#[inline]
fn is_common_mark(c: char) -> bool {
    matches!(c,
        '\u{80}'..='©' | '«'..='´' | '¶'..='¹' | '»'..='¿' | '×' | '÷' | '\u{2000}'..='\u{2070}' | '€' | '™'
        | '\u{3000}'..='〄' | '〈'..='〠' | '！'..='＠')
}

/// The end of the run of characters from `at` that `takes` accepts.
pub(super) fn run(text: &str, at: usize, takes: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !takes(c)).map_or(text.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_letter};

    #[test]
    fn what_is_told_without_a_table_is_what_the_tables_say() {
        for c in (0..=0x2FFFF).filter_map(char::from_u32) {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            let is_part = unicode_normalization::char::is_combining_mark(c);
            assert_eq!(is_letter(c), c.is_alphabetic() || is_part, "{c:?}");
        }
    }
}
