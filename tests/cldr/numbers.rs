//! Number words: cardinals, ordinals, the words for hundred, thousand, million.

use super::block::{Block, clean};
use super::rbnf::Rbnf;
use super::{Locale, strings};

/// The powers of ten that some language has a word for.
const SCALES: [u64; 9] =
    [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 1_000_000_000_000];

/// Adds the number words.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    add_cardinals(block, &locale.rbnf);
    add_scales(block, &locale.rbnf);
    add_compact(block, locale);
    add_ordinals(block, &locale.rbnf);
    add_ordinal_marks(block, locale);
    add_joiners(block, &locale.rbnf);
    locale.rbnf.negatives().for_each(|word| block.add("negative", word));
}

/// The sets for counting; how years are read is another matter.
fn cardinal_sets(rbnf: &Rbnf) -> Vec<&str> {
    let mut sets = rbnf.sets("%spellout-cardinal");
    sets.extend(rbnf.sets("%spellout-numbering"));
    sets.retain(|set| !set.contains("year") && !set.contains("days"));
    // 壹貳參 are for cheques.
    sets.sort_by_key(|set| set.contains("financial"));
    sets
}

fn add_cardinals(block: &mut Block, rbnf: &Rbnf) {
    let sets = cardinal_sets(rbnf);
    for number in (0..=100).chain((200..1000).step_by(100)) {
        let sets = sets.iter().filter(|set| is_met(set, number));
        for word in sets.filter_map(|set| rbnf.spell(set, number)) {
            block.add(&format!("number {number}"), &word);
        }
    }
}

/// Whether a form is met in documents at all. The plurals of larger numbers (Finnish `kaksissakymmenissäyksissä`,
/// in twenty-one pairs of scissors) are a third of the file of a language that has them, and are not.
fn is_met(set: &str, number: u64) -> bool {
    number <= 10 || !set.contains("plural")
}

fn add_scales(block: &mut Block, rbnf: &Rbnf) {
    for scale in SCALES {
        let mut words: Vec<String> = cardinal_sets(rbnf).iter().flat_map(|set| scale_words(rbnf, set, scale)).collect();
        let all = words.clone();
        // Swedish `tjugoettusen` shares a t: `usen` is no word.
        words.retain(|word| !all.iter().any(|other| other.len() > word.len() && is_glued_suffix(other, word)));
        let is_said = !words.is_empty();
        for word in words {
            block.add(&format!("scale {scale}"), &word);
        }
        if is_said {
            add_fused(block, rbnf, scale);
        }
    }
}

/// Indonesian `seribu` is a thousand with its one grown into it: neither a word of the scale nor one and the scale.
fn add_fused(block: &mut Block, rbnf: &Rbnf, scale: u64) {
    if scale != 1_000 && scale != 1_000_000 {
        return;
    }
    for word in spellings(rbnf, scale).iter().filter(|word| !word.contains(' ')) {
        let mut rests = spellings(rbnf, 1).into_iter().filter_map(|one| word.strip_prefix(&one).map(str::to_owned));
        let is_composed = rests.any(|rest| rest.is_empty() || block.has_in_class("scale", &rest));
        if !is_composed && !block.has_in_class("scale", word) {
            block.add(&format!("number {scale}"), word);
        }
    }
}

fn is_glued_suffix(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| rest.ends_with(char::is_alphabetic))
}

/// The forms of a scale word: what is left of `two thousand` without `two`.
fn scale_words(rbnf: &Rbnf, set: &str, scale: u64) -> Vec<String> {
    let mut words = Vec::new();
    for times in [2, 3, 5, 10, 20, 21, 25, 100] {
        let number = times * scale;
        if !rbnf.rule_for(set, number).is_some_and(|rule| rule.divisor == scale && rule.body.contains('←')) {
            continue;
        }
        let Some(word) = rbnf.spell(set, number).and_then(|text| without_count(rbnf, &text, times)) else { continue };
        words.extend(inner_form(rbnf, set, number, times, &word));
        words.push(word);
    }
    let one = rbnf.rule_for(set, scale).filter(|rule| rule.base == scale).and_then(|_| rbnf.spell(set, scale));
    let inner = rbnf.rule_for(set, scale).filter(|rule| rule.base == scale && !rule.body.contains('←'));
    let leading = inner.and_then(|_| leading_form(rbnf, set, scale));
    // `desmit tūkstoši` has a rule of its own and is ten times another word.
    let one = one.map(|text| without_one(rbnf, &text)).filter(|word| !word.contains(' '));
    // `ettusen` is only `tusen` with its count grown into it.
    let apart: Vec<String> = [leading, one].into_iter().flatten().collect();
    let grown = |one: &String| words.iter().any(|word| one.ends_with(word.as_str()));
    let apart: Vec<String> = apart.into_iter().filter(|one| !grown(one)).collect();
    words.extend(apart);
    words
}

/// Takes the number of times off, in whichever gender it is said.
fn without_count(rbnf: &Rbnf, text: &str, times: u64) -> Option<String> {
    // Glued to a count, what is left is one word: Hebrew's three in `שלושת אלפים` is not its three alone.
    let is_word = |rest: &str| rest.starts_with([' ', '-']) || !rest.contains(' ');
    let spellings = spellings(rbnf, times);
    let rest = spellings.iter().find_map(|count| text.strip_prefix(count.as_str()).filter(|rest| is_word(rest)))?;
    let rest = rest.trim_matches([' ', '-']);
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// `eine Million` is written out in its rule: the article goes if it is a word of its own.
fn without_one(rbnf: &Rbnf, text: &str) -> String {
    let article = |one: &String| text.strip_prefix(one.as_str())?.strip_prefix([' ', '-']).map(str::to_owned);
    spellings(rbnf, 1).iter().find_map(article).unwrap_or_else(|| text.to_owned())
}

/// The form before more digits, where it differs: deux cents, deux cent un.
fn inner_form(rbnf: &Rbnf, set: &str, number: u64, times: u64, word: &str) -> Option<String> {
    let text = without_count(rbnf, &rbnf.spell(set, number + 1)?, times)?;
    let inner = spellings(rbnf, 1).into_iter().find_map(|one| text.strip_suffix(&one).map(str::to_owned))?;
    let inner = inner.trim_matches([' ', '-']);
    (!inner.is_empty() && inner != word && word.starts_with(inner)).then(|| inner.to_owned())
}

/// The form before more digits of a scale that is said without a count: ciento uno, cento e um.
fn leading_form(rbnf: &Rbnf, set: &str, scale: u64) -> Option<String> {
    let text = without_one(rbnf, &rbnf.spell(set, scale + 1)?);
    let (first, rest) = text.split_once([' ', '-'])?;
    let last = rest.rsplit([' ', '-']).next()?;
    spellings(rbnf, 1).iter().any(|one| one == last).then(|| first.to_owned())
}

/// A number in every set, the longest first.
fn spellings(rbnf: &Rbnf, number: u64) -> Vec<String> {
    let mut words: Vec<_> = cardinal_sets(rbnf).iter().filter_map(|set| rbnf.spell(set, number)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// `0 Mio'.'`, `0K`, `0万`: what compact numbers are written with.
fn add_compact(block: &mut Block, locale: &Locale) {
    let system = locale.numbers["defaultNumberingSystem"].as_str().unwrap_or("latn");
    for width in ["long", "short"] {
        for system in [system, "latn"] {
            let formats = &locale.numbers[format!("decimalFormats-numberSystem-{system}")][width]["decimalFormat"];
            for (key, pattern) in strings(formats) {
                add_compact_pattern(block, key, pattern);
            }
        }
    }
}

fn add_compact_pattern(block: &mut Block, key: &str, pattern: &str) {
    let pattern = pattern.split(';').next().unwrap_or_default().replace('\'', "");
    let zeros = pattern.matches('0').count() as u32;
    let Some(power) = key.split('-').next().and_then(|key| key.parse::<u64>().ok()).filter(|_| zeros > 0) else {
        return;
    };
    let (before, behind) = (pattern.split('0').next().unwrap_or(""), pattern.rsplit('0').next().unwrap_or(""));
    let word = clean(&format!("{before} {behind}"));
    if word.is_empty() || !before.trim().is_empty() && !behind.trim().is_empty() {
        return;
    }
    let scale = power / 10_u64.pow(zeros - 1);
    let key = format!("scale {scale}");
    // Nepali gives करोड to a million as well, by mistake.
    if !block.has_in_class("scale", &word) {
        let apart = before.ends_with(char::is_whitespace) || behind.starts_with(char::is_whitespace);
        block.add_abbreviation(&format!("{key}{}", compact_flags(&word, apart)), &word, 3);
    }
}

/// A letter or two count only behind a digit (`5K`); a single `M` is no minute and no metre in capitals.
fn compact_flags(word: &str, apart: bool) -> &'static str {
    let alphabetic = |c: char| c.is_alphabetic() && c < '\u{0590}';
    if word.chars().count() > 2 || !word.chars().all(alphabetic) {
        return "";
    }
    let single = word.chars().count() == 1 && !word.eq_ignore_ascii_case("k");
    match (apart, single) {
        (false, true) => " exact glued",
        (false, false) => " glued",
        (true, true) => " exact",
        (true, false) => "",
    }
}

fn add_ordinals(block: &mut Block, rbnf: &Rbnf) {
    for number in 1..=31 {
        // Hebrew has cardinals in place of ordinals from eleven on.
        let cardinals = spellings(rbnf, number);
        let sets = rbnf.sets("%spellout-ordinal").into_iter().filter(|set| is_met(set, number));
        for word in sets.filter_map(|set| rbnf.spell(set, number)) {
            if !cardinals.contains(&word) {
                block.add(&format!("ordinal {number}"), &word);
            }
        }
    }
}

/// What is written around the digits of ordinals: `~st`, `~º`, `第~`.
fn add_ordinal_marks(block: &mut Block, locale: &Locale) {
    let rbnf = &locale.rbnf;
    for set in rbnf.sets("%digits-ordinal") {
        for number in 1..=31 {
            let Some(text) = rbnf.digits(set, number) else { continue };
            let text = clean(&text);
            let Some((before, behind)) = text.split_once(&number.to_string()) else { continue };
            if before.is_empty() && behind.is_empty() {
                continue;
            }
            let mark = in_one_script(&format!("{before}~{behind}"));
            block.add("ordinal-mark", &mark);
            block.add("ordinal-mark", &lowered(&mark));
        }
    }
}

/// Bulgarian and Russian endings have a Latin o and e here and there.
fn in_one_script(mark: &str) -> String {
    if !mark.chars().any(|c| ('а'..='я').contains(&c)) && !["~-e", "~-o"].contains(&mark) {
        return mark.to_owned();
    }
    mark.replace('o', "о").replace('e', "е").replace('a', "а")
}

/// `1.er` for `1.ᵉʳ`: few keyboards have raised letters.
fn lowered(mark: &str) -> String {
    let lower = |c: char| match c {
        'ᵉ' => 'e',
        'ʳ' => 'r',
        'ᵒ' => 'o',
        'ᵃ' => 'a',
        'ˢ' => 's',
        c => c,
    };
    mark.chars().map(lower).collect()
}

/// A word that stands apart between two number words: `vinte e um`.
fn add_joiners(block: &mut Block, rbnf: &Rbnf) {
    for set in cardinal_sets(rbnf) {
        for (base, rest) in [(20, 1), (30, 5), (100, 1), (200, 20), (1_000, 1), (1_000, 100)] {
            let spell = |number| rbnf.spell(set, number);
            let (Some(base_words), Some(rest_words), Some(both)) = (spell(base), spell(rest), spell(base + rest))
            else {
                continue;
            };
            for (first, last) in [(&base_words, &rest_words), (&rest_words, &base_words)] {
                let between = both.strip_prefix(first.as_str()).and_then(|both| both.strip_suffix(last.as_str()));
                let apart = |text: &&str| text.starts_with([' ', '-']) && text.ends_with([' ', '-']);
                let word = between.filter(apart).map(|between| between.trim_matches([' ', '-']));
                // `không trăm lẻ` counts the hundreds that are not there.
                if let Some(word) = word.filter(|word| !word.contains(' ')) {
                    block.add("number-joiner", word);
                }
            }
        }
    }
}
