//! Words that a translation keeps as the English has them, and the pieces that one broken fact falls into.

use crate::facts::Fact;
use crate::text::Span;

/// Whether the words of `fact`, with the letters and digits that touch them, stand in `other` as they stand in `text`, upper
/// or lower case: `USD300K`, `3M`, `FY21`. A short word must have a neighbour that is kept with it.
pub(super) fn place_kept(fact: &Fact, text: &str, other: &str) -> Option<Span> {
    let words = token(fact, text)?;
    let range = words.range();
    let kept = text.get(range.clone())?;
    let has_letters = kept.bytes().any(|b| b.is_ascii_alphabetic());
    if !kept.is_ascii() || !has_letters {
        return None;
    }
    let is_telling = kept.len() >= 5 || kept.bytes().any(|b| b.is_ascii_digit());
    if is_telling {
        return find(other, kept).or_else(|| find(other, &apart(kept)?));
    }
    let before = text[..range.start].trim_end().rsplit(char::is_whitespace).next().filter(|word| !word.is_empty());
    let after = text[range.end..].split_whitespace().next();
    let with_neighbour = [before.map(|word| format!("{word} {kept}")), after.map(|word| format!("{kept} {word}"))];
    with_neighbour.into_iter().flatten().find_map(|phrase| find(other, &phrase))
}

/// `4 k` for `4k`: digits and the sign behind them, set apart.
fn apart(kept: &str) -> Option<String> {
    let sign = kept.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_sign = sign.len() < kept.len() && sign.bytes().all(|b| b.is_ascii_alphabetic());
    is_sign.then(|| format!("{} {sign}", &kept[..kept.len() - sign.len()]))
}

/// The span of the fact's words, widened over the letters and digits that touch it.
fn token(fact: &Fact, text: &str) -> Option<Span> {
    let range = fact.span.range();
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    // `read(2)`: the section of a manual goes with the name.
    let name = before.strip_suffix('(').filter(|name| name.ends_with(|c: char| c.is_ascii_alphanumeric()));
    if let Some(name) = name.filter(|_| after.starts_with(')')) {
        return Some(Span::new(name.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len(), range.end + 1));
    }
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let end = text.len() - after.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    Some(Span::new(start, end))
}

/// Where `words` stand in `text`, no letter or digit beside them.
fn find(text: &str, words: &str) -> Option<Span> {
    let first = *words.as_bytes().first()?;
    let is_free = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text.as_bytes()).find_map(|at| {
        let found = text.get(at..at + words.len())?;
        let stands = found.eq_ignore_ascii_case(words)
            && is_free(text[..at].chars().next_back())
            && is_free(text[at + words.len()..].chars().next());
        stands.then(|| Span::new(at, at + words.len()))
    })
}

/// Whether `fact` is another piece of what stands beside it: `13/13/2018`, `000 000 000`. Only the marks of numbers and
/// white space are between them.
pub(super) fn is_splinter(fact: &Fact, neighbour: &Fact, text: &str) -> bool {
    let (first, second) = if fact.span.start < neighbour.span.start { (fact, neighbour) } else { (neighbour, fact) };
    let Some(gap) = text.get(first.span.end as usize..second.span.start.max(first.span.end) as usize) else {
        return false;
    };
    let is_mark = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '-' | '–' | '/' | '.' | ':' | '\\');
    gap.chars().count() <= 3 && gap.chars().all(is_mark)
}

/// Longer names are not compared letter by letter.
const LONGEST_NAME: usize = 256;

/// Whether two names differ in a letter at most.
pub(super) fn are_one_letter_apart(a: &str, b: &str) -> bool {
    a.len().max(b.len()) <= LONGEST_NAME && strsim::levenshtein(a, b) <= 1
}

/// Whether two codes or long numbers are one that was changed: their digits are the same, one holds the other, or a
/// letter in six differs.
pub(super) fn is_near_miss(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (x, y) = (a.to_lowercase(), b.to_lowercase());
    let are_digits_same = digits(a).len() > 1 && digits(a) == digits(b);
    let is_inside = x.len().min(y.len()) >= 4 && (x.contains(&y) || y.contains(&x));
    let longest = x.len().max(y.len());
    are_digits_same || is_inside || longest <= LONGEST_NAME && strsim::levenshtein(&x, &y) <= longest.div_ceil(6)
}

#[cfg(test)]
mod tests {
    use super::is_near_miss;

    #[test]
    fn a_code_with_a_letter_more_is_a_near_miss_and_another_code_is_none() {
        for (a, b) in [
            ("MB-210", "Mo-210"),
            ("COVID-19", "COVID-19-19"),
            ("2222222", "22222222"),
            ("10.0.0.1", "10.0.1"),
            ("eec685f4-5b3e", "685f4-5b3e"),
        ] {
            assert!(is_near_miss(a, b), "{a} {b}");
        }
        for (a, b) in [("MB-210", "PL-400"), ("1111111", "2222222"), ("E3", "A5")] {
            assert!(!is_near_miss(a, b), "{a} {b}");
        }
    }
}
