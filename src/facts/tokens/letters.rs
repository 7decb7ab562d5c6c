//! Letters, and runs of them.

/// A letter or a mark that belongs to one.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    is_common_letter(c) || c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// Letters of the scripts that most text is written in, told without a table.
fn is_common_letter(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{400}'..='\u{481}' | 'א'..='ת' | 'ء'..='ي' | 'ก'..='ะ'
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

/// The end of the run of characters from `at` that `takes` accepts.
pub(super) fn run(text: &str, at: usize, takes: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !takes(c)).map_or(text.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::is_common_letter;

    #[test]
    fn common_letters_are_letters() {
        let wrong = |c: &char| is_common_letter(*c) && !c.is_alphabetic();
        assert_eq!((1..=0x2FFFF).filter_map(char::from_u32).find(wrong), None);
    }
}
