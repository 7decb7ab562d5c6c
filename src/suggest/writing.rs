//! The same value, written as the locale writes it.

use crate::facts::{Date, Value};
use crate::lexicon::{DateOrder, Lexicon, written};
use crate::text::Span;

use super::digits::{Run, grouped, is_beside_digits, numerals, runs};
use super::{Edit, Original, Place};

/// English separators in a number made those of the locale.
pub fn own_separators(place: &Place<'_>) -> Vec<Vec<Edit>> {
    let traits = &place.lexicon.traits;
    let (Some(grouping), Some(decimal)) = (traits.grouping.first(), traits.decimal.first()) else { return Vec::new() };
    let numerals = numerals(place, &[','], &['.']);
    let edits: Vec<Edit> = numerals
        .iter()
        .filter_map(|numeral| {
            let (whole, decimals) = numeral.digits();
            let mut text = grouped(whole, numeral.is_grouped().then_some(*grouping));
            if !decimals.is_empty() {
                text.push(*decimal);
                text.push_str(decimals);
            }
            let edit = numeral.run.rewritten(&text);
            (place.text.get(edit.span.range()) != Some(edit.text.as_str())).then_some(edit)
        })
        .collect();
    if edits.is_empty() { Vec::new() } else { vec![edits] }
}

/// A numeric date, or both ends of a range, put in the order of the locale. English slashes become the marks of the
/// locale where these differ; other marks are the writer's, and stay.
pub fn own_order(place: &Place<'_>, original: &Original<'_>) -> Vec<Vec<Edit>> {
    let dates = match &original.fact.value {
        Value::Date(date) => vec![*date],
        Value::DateRange(Some(from), Some(to)) => vec![*from, *to],
        _ => return Vec::new(),
    };
    let [order] = place.lexicon.traits.date_orders.as_slice() else { return Vec::new() };
    let runs = runs(place);
    if runs.is_empty() || !runs.len().is_multiple_of(dates.len()) {
        return Vec::new();
    }
    let ends = runs.chunks(runs.len() / dates.len());
    // A dash within a date would be read as that of the range.
    let has_room = |form: &&str| dates.len() == 1 || !form.contains('-');
    let edit = |(runs, date): (&[Run], &Date)| {
        let form = own_form(place, runs).filter(has_room);
        form.and_then(|form| formed(place, runs, date, form)).or_else(|| ordered(runs, date, *order))
    };
    let edits: Option<Vec<Vec<Edit>>> = ends.zip(&dates).map(edit).collect();
    edits.map(|edits| vec![edits.concat()]).unwrap_or_default()
}

/// The groups of one date in this order; those of another number are not those of the date.
fn ordered(runs: &[Run], date: &Date, order: DateOrder) -> Option<Vec<Edit>> {
    let digits = |value: u32| runs.iter().find(|run| run.value() == Some(value)).map(|run| run.digits.clone());
    let (day, month) = (digits(date.day?.into())?, digits(date.month?.into())?);
    let mut groups = match order {
        DateOrder::Dmy => vec![day, month],
        DateOrder::Mdy | DateOrder::Ymd => vec![month, day],
    };
    if runs.len() == 3 {
        let year = u32::try_from(date.year?).ok()?;
        let year = digits(year).or_else(|| digits(year % 100))?;
        groups.insert(if order == DateOrder::Ymd { 0 } else { 2 }, year);
    }
    let is_all = groups.len() == runs.len();
    is_all.then(|| runs.iter().zip(&groups).map(|(run, digits)| run.rewritten(digits)).collect())
}

/// The pattern of the locale for a date of as many groups, where these stand between English slashes and the locale
/// has other marks.
fn own_form(place: &Place<'_>, runs: &[Run]) -> Option<&'static str> {
    let between = |pair: &[Run]| place.text.get(pair[0].span.end as usize..pair[1].span.start as usize);
    let has_slashes = runs.len() > 1 && runs.windows(2).all(|pair| between(pair) == Some("/"));
    let groups = |form: &str| ['d', 'M', 'y'].into_iter().filter(|field| form.contains(*field)).count();
    let form = place.lexicon.traits.date_forms.iter().find(|form| groups(form) == runs.len())?;
    (has_slashes && !form.contains('/')).then_some(form)
}

/// A date written by a pattern of CLDR, in the digits it has; the year stays as long as it is.
fn formed(place: &Place<'_>, runs: &[Run], date: &Date, form: &str) -> Option<Vec<Edit>> {
    let (first, last) = (runs.first()?, runs.last()?);
    let (day, month) = (date.day?, date.month?);
    let year = |run: &&Run| {
        let year = date.year.and_then(|year| u32::try_from(year).ok());
        run.value().is_some_and(|value| year.is_some_and(|year| value == year || value == year % 100))
    };
    let is_english_order = first.value() == Some(month.into()) && runs[1].value() == Some(day.into());
    if !is_english_order {
        return None;
    }
    let mut text = String::new();
    for field in form.as_bytes().chunk_by(|a, b| a == b) {
        let width = field.len();
        match field[0] {
            b'd' => text.push_str(&format!("{day:0width$}")),
            b'M' => text.push_str(&format!("{month:0width$}")),
            b'y' => text.push_str(&runs.get(2).filter(year)?.digits),
            _ => text.push_str(std::str::from_utf8(field).ok()?),
        }
    }
    let behind = place.text.get(last.span.end as usize..)?;
    if behind.starts_with('.') && text.ends_with('.') {
        text.pop();
    }
    let edit = first.rewritten(&text);
    Some(vec![Edit { span: Span { end: last.span.end, ..edit.span }, text: edit.text }])
}

/// The words of the English in place of the translation's: an identifier or a version. None where they would be read
/// as markup.
pub fn english_words(place: &Place<'_>, original: &Original<'_>) -> Vec<Vec<Edit>> {
    const MARKUP: [char; 11] = ['*', '_', '<', '>', '[', ']', '`', '\\', '&', '|', '\n'];
    if original.words.contains(MARKUP) || original.words.is_empty() || is_torn(place, original.words) {
        return Vec::new();
    }
    vec![vec![Edit { span: place.span, text: original.words.to_owned() }]]
}

/// Whether more of the name than the words in question stands in the text: letters that hang on them, a piece of it
/// beside them, or the whole of it elsewhere.
fn is_torn(place: &Place<'_>, name: &str) -> bool {
    let (before, behind) = (&place.text[..place.span.start as usize], &place.text[place.span.end as usize..]);
    let hangs =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && (c.is_ascii() || !place.lexicon.traits.is_unspaced));
    let name = name.to_lowercase();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let before_word = before.split_whitespace().next_back().map(bare).filter(|word| !word.is_empty());
    let behind_word = behind.split_whitespace().next().map(bare).filter(|word| !word.is_empty());
    hangs(before.chars().next_back())
        || hangs(behind.chars().next())
        || before_word.is_some_and(|word| name.starts_with(&word))
        || behind_word.is_some_and(|word| name.ends_with(&word))
        || before.to_lowercase().contains(&name)
        || behind.to_lowercase().contains(&name)
}

/// A decimal comma made a point.
pub fn point_for_comma(place: &Place<'_>) -> Vec<Vec<Edit>> {
    let start = place.span.start as usize;
    let commas = place
        .words()
        .match_indices(',')
        .map(|(at, comma)| Edit { span: Span::new(start + at, start + at + comma.len()), text: ".".to_owned() });
    let edits: Vec<Edit> = commas.collect();
    if edits.is_empty() { Vec::new() } else { vec![edits] }
}

/// A broken number word put together.
pub fn joined_word(place: &Place<'_>) -> Vec<Vec<Edit>> {
    let (words, start) = (place.words(), place.span.start as usize);
    // Other words may belong to the phrase: the first space is the one inside the number.
    let Some(at) = words.find(char::is_whitespace) else { return Vec::new() };
    let end = words[at..].find(|c: char| !c.is_whitespace()).map_or(words.len(), |length| at + length);
    vec![vec![Edit { span: Span::new(start + at, start + end), text: String::new() }]]
}

/// The mark of a day put behind the words that lack it, spaced as the others are.
pub fn with_mark(place: &Place<'_>) -> Vec<Vec<Edit>> {
    if is_beside_digits(place) {
        return Vec::new();
    }
    let words = place.words();
    let is_spaced = words.chars().zip(words.chars().skip(1)).any(|(a, b)| a.is_whitespace() && b.is_alphabetic());
    let Some(mark) = day_mark(place.lexicon) else { return Vec::new() };
    let text = format!("{words}{}{mark}", if is_spaced { " " } else { "" });
    vec![vec![Edit { span: place.span, text }]]
}

/// The mark that the language puts behind a day: the first of the list.
fn day_mark(lexicon: &Lexicon) -> Option<&'static str> {
    let line = written(lexicon.tag)?.lines().find_map(|line| line.strip_prefix("day-mark: "))?;
    line.split(" | ").next().map(|mark| mark.trim_matches(['~', ' ']))
}
