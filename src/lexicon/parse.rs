//! A lexicon file read into tables. The format is described in [the module](super).

use std::borrow::Cow;
use std::sync::OnceLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::meaning::{Bound, Era, Meaning, Place, Relation, Side, TimeUnit, Unit, Weight};
use super::table::{self, Buckets, Line};
use crate::text::fold;

/// Which part of a date a number in a numeric date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// What is said of a language once, not word by word.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// Orders of numeric dates, the usual one first.
    pub date_orders: Vec<DateOrder>,
    /// CLDR's patterns of a numeric date (`d.M.y`) and of its day and month alone (`d.M.`).
    pub date_forms: Vec<&'static str>,
    /// Decimal marks.
    pub decimal: Vec<char>,
    /// Grouping marks, kinds of space folded into `' '`.
    pub grouping: Vec<char>,
    /// Whether words are written without spaces between them.
    pub is_unspaced: bool,
    /// Whether a unit of time stands before its number.
    pub is_unit_first: bool,
    /// Whether a point may stand between hours and minutes.
    pub has_dotted_times: bool,
    /// Whether two digits behind a month are the end of a Buddhist year.
    pub has_short_buddhist_years: bool,
    /// Classes whose words are complete, by their names in the file.
    pub complete: Vec<&'static str>,
}

/// One meaning of one word.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The word, folded, without `~` and `*`; borrowed from the file where it is written folded.
    pub word: Cow<'static, str>,
    /// As written in the file, where case counts.
    pub exact: Option<&'static str>,
    /// What it means.
    pub meaning: Meaning,
    /// On which side of its phrase it stands.
    pub side: Side,
    /// Whether no space may stand between it and its phrase (`~前`).
    pub is_attached: bool,
    /// The kinds of fact it goes with.
    pub place: Place,
    /// Whether its fact may match but is never demanded.
    pub is_weak: bool,
    /// Whether it stands only directly behind a digit.
    pub is_glued: bool,
    /// Whether it needs a word boundary even in scripts without spaces.
    pub is_spaced: bool,
    /// Whether it is meant only where the digits of a year follow.
    pub is_dated: bool,
    /// Whether any letters may follow.
    pub is_stem: bool,
}

/// The words and traits of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// The tag in the file's head, in lower case.
    pub tag: &'static str,
    /// The English name of the language.
    pub name: &'static str,
    /// 1: complete; 2: what CLDR gives.
    pub tier: u8,
    /// What is said once.
    pub traits: Traits,
    entries: Vec<Entry>,
    buckets: Buckets,
    endings: FxHashMap<&'static str, Vec<Cow<'static, str>>>,
    case_endings: Vec<CaseEnding>,
    classes: FxHashMap<&'static str, usize>,
    /// The words that tell whether a text states anything; made when they are first asked for.
    stating: OnceLock<Selection>,
    /// The words that name a unit of time.
    timed: OnceLock<Selection>,
}

/// Letters behind a word that tell a relation (`ივნის|ამდე`), and the kinds of fact they go with.
#[derive(Clone, Debug)]
struct CaseEnding {
    letters: Cow<'static, str>,
    place: Place,
}

/// A line of a lexicon file that could not be understood: a full sentence with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

/// Reads a lexicon file. What is not understood is left out and reported; a test holds every file of
/// the product free of problems.
pub fn parse(text: &'static str) -> (Lexicon, Vec<Problem>) {
    let mut parser = Parser { lines: Vec::with_capacity(text.len() / BYTES_A_WORD), ..Parser::default() };
    for (number, line) in text.lines().enumerate() {
        let line = without_comment(line).trim();
        if line.is_empty() || line.starts_with('[') {
            continue;
        }
        parser.number = number + 1;
        if let Err(why) = parser.line(line) {
            parser.problems.push(Problem(format!("Line {} (`{line}`) {why}", number + 1)));
        }
    }
    parser.finish()
}

/// A file has about one word in so many bytes: enough room from the start.
const BYTES_A_WORD: usize = 8;

fn without_comment(line: &'static str) -> &'static str {
    let bytes = line.as_bytes();
    let comment = memchr::memchr_iter(b'#', bytes).find(|&at| at == 0 || matches!(bytes[at - 1], b' ' | b'\t'));
    comment.map_or(line, |at| &line[..at])
}

#[derive(Default)]
struct Parser {
    tag: &'static str,
    name: &'static str,
    tier: u8,
    traits: Traits,
    /// The number of the line that is read.
    number: usize,
    lines: Vec<Line>,
    endings: FxHashMap<&'static str, Vec<Cow<'static, str>>>,
    classes: FxHashMap<&'static str, usize>,
    problems: Vec<Problem>,
}

/// What stands before the colon of a line.
#[derive(Default)]
struct Head {
    place: Option<Place>,
    is_weak: bool,
    is_exact: bool,
    is_glued: bool,
    is_spaced: bool,
    is_dated: bool,
}

impl Parser {
    fn line(&mut self, line: &'static str) -> Result<(), String> {
        let Some((head, words)) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|head| (head, "")))
        else {
            return self.header(line);
        };
        let (head, is_removal) = head.strip_prefix("- ").map_or((head, false), |head| (head, true));
        let mut parts = head.split_whitespace();
        let class = parts.next().unwrap_or_default();
        if self.is_trait(class, words)? {
            return Ok(());
        }
        let arguments: Vec<&'static str> = parts.collect();
        if class == "ending" {
            let of = arguments.first().copied().ok_or("names no class; write `ending unit: ...`.")?;
            self.endings.entry(of).or_default().extend(split(words).map(fold));
            return Ok(());
        }
        let (meaning, rest) = meaning(class, &arguments)?;
        let flags = if is_removal { Head::default() } else { flags(rest)? };
        *self.classes.entry(class).or_default() += usize::from(!is_removal);
        let (number, first) = (self.number, self.lines.len());
        self.lines.extend(split(words).map(|word| Line { entry: entry(word, meaning, &flags), number, is_removal }));
        // It would be found at every null character, and take nothing of the text.
        if self.lines[first..].iter().any(|line| line.entry.word.is_empty()) {
            self.lines.truncate(first);
            return Err("has a word that is nothing but its place; write its letters beside `~` or `*`.".to_owned());
        }
        Ok(())
    }

    fn header(&mut self, line: &'static str) -> Result<(), String> {
        match line.split_once(' ') {
            Some(("locale", tag)) => self.tag = tag,
            Some(("name", name)) => self.name = name,
            Some(("tier", tier)) => self.tier = tier.parse().map_err(|_| "gives a tier that is not 1 or 2.")?,
            _ => return Err("is neither a head line nor `CLASS ARGUMENTS: words`.".to_owned()),
        }
        Ok(())
    }

    fn is_trait(&mut self, class: &str, words: &'static str) -> Result<bool, String> {
        let values = words.split_whitespace();
        match class {
            "date-order" => {
                self.traits.date_orders = values.map(date_order).collect::<Result<_, _>>()?;
            }
            "date-form" => self.traits.date_forms = split(words).collect(),
            "decimal" => self.traits.decimal = values.map(mark).collect::<Result<_, _>>()?,
            "grouping" => {
                let mut marks = values.map(mark).collect::<Result<Vec<_>, _>>()?;
                marks.dedup();
                self.traits.grouping = marks;
            }
            "spaces" => self.traits.is_unspaced = words == "no",
            "unit-position" => self.traits.is_unit_first = words == "before",
            "short-years" => self.traits.has_short_buddhist_years = words == "buddhist",
            "time-mark" => self.traits.has_dotted_times = words == ".",
            "complete" => self.traits.complete.extend(values),
            // Kept in the files for those who write dates and amounts in the locale's form; nothing reads them yet.
            "digits" | "percent-position" | "currency-position" | "range" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn finish(mut self) -> (Lexicon, Vec<Problem>) {
        let (entries, unmet) = table::sorted(self.lines);
        self.problems.extend(
            unmet
                .iter()
                .map(|line| Problem(format!("Line {} removes `{}`, which is not there.", line.number, line.word))),
        );
        let buckets = table::buckets(&entries, |_| true);
        let Self { tag, name, tier, traits, endings, classes, problems, .. } = self;
        let case_endings = if traits.is_unspaced { Vec::new() } else { case_endings(&entries) };
        let (stating, timed) = (OnceLock::new(), OnceLock::new());
        let lexicon =
            Lexicon { tag, name, tier, traits, entries, buckets, endings, case_endings, classes, stating, timed };
        (lexicon, problems)
    }
}

impl Lexicon {
    /// The words that `text` (folded) begins with, longest first; each slice holds all meanings of one
    /// word. Whether the word ends where a word may end is for the caller to see.
    pub fn words_at<'t>(&'static self, text: &'t str) -> impl Iterator<Item = &'static [Entry]> + 't {
        self.in_buckets(&self.buckets, text)
    }

    fn in_buckets<'t>(
        &'static self,
        buckets: &'static Buckets,
        text: &'t str,
    ) -> impl Iterator<Item = &'static [Entry]> + 't {
        let entries = |word: &table::Word| &self.entries[word.entries.0 as usize..word.entries.1 as usize];
        buckets.words(table::head(text)).map(entries).filter(move |entries| text.starts_with(&*entries[0].word))
    }

    /// Whether [`Lexicon::words_at`] may give anything; it gives nothing where not.
    pub fn may_know(&self, text: &str) -> bool {
        self.buckets.may_know(table::head(text))
    }

    /// Whether `rest`, the letters that follow a word of `class`, is an ending the language allows.
    pub fn is_ending(&self, class: &str, rest: &str) -> bool {
        let fits = |ending: &str| match ending.strip_suffix('*') {
            Some(stem) => rest.starts_with(stem),
            None => ending == rest,
        };
        self.endings.get(class).is_some_and(|endings| endings.iter().any(|ending| fits(ending)))
    }

    /// How many bytes of `rest`, the letters that follow a word of `class`, are a case ending that tells a relation of
    /// such a fact: all of them, or behind a stem and behind endings of the class the last.
    pub fn case_ending(&self, class: &str, place: Place, is_stem: bool, rest: &str) -> Option<usize> {
        let fits = |ending: &&CaseEnding| {
            let Some(linking) = rest.strip_suffix(&*ending.letters) else { return false };
            ending.place.meets(place) && (is_stem || linking.is_empty() || self.is_ending(class, linking))
        };
        self.case_endings.iter().filter(fits).map(|ending| ending.letters.len()).max()
    }

    /// Whether `word` ends as the language's words for two of a thing do (ar `ملفين`).
    pub fn is_dual(&self, word: &str) -> bool {
        // A shorter word is more often one whose stem ends so.
        let is_long = word.chars().nth(4).is_some();
        let mut endings = self.endings.get("dual").into_iter().flatten();
        is_long && endings.any(|ending| word.ends_with(&**ending))
    }

    /// The words of which one at least stands in every text that states a fact without a digit.
    pub fn stating(&'static self) -> &'static Selection {
        self.stating.get_or_init(|| Selection::of(self, |entry| entry.meaning.weight() >= Weight::Rhythm))
    }

    /// The words that name a unit of time.
    pub fn timed(&'static self) -> &'static Selection {
        self.timed.get_or_init(|| Selection::of(self, |entry| entry.meaning.weight() == Weight::Unit))
    }

    /// The letters behind a word that tell a relation.
    pub fn case_endings(&self) -> impl Iterator<Item = &str> {
        self.case_endings.iter().map(|ending| &*ending.letters)
    }

    /// How many lines of `class` the file has.
    pub fn class_size(&self, class: &str) -> usize {
        self.classes.get(class).copied().unwrap_or_default()
    }

    /// Whether the words of `class` are known to be complete, so that their facts may be demanded.
    pub fn is_complete(&self, class: &str) -> bool {
        self.traits.complete.contains(&class)
    }

    /// Every entry, for tests and listings.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The words of relations, bounds and ranges that stand directly behind their phrase and are letters only.
fn case_endings(entries: &[Entry]) -> Vec<CaseEnding> {
    let is_telling =
        |entry: &&Entry| matches!(entry.meaning, Meaning::Relation(_) | Meaning::Bound(_) | Meaning::RangeTo);
    let is_ending = |entry: &&Entry| {
        entry.is_attached && entry.side == Side::Trailing && entry.word.starts_with(char::is_alphabetic)
    };
    let ending = |entry: &Entry| CaseEnding { letters: entry.word.clone(), place: entry.place };
    entries.iter().filter(is_ending).filter(is_telling).map(ending).collect()
}

/// The words of a lexicon of which some meaning is wanted, with all their meanings.
#[derive(Debug)]
pub struct Selection {
    lexicon: &'static Lexicon,
    buckets: Buckets,
}

impl Selection {
    /// The words with a meaning that `takes` takes.
    pub fn of(lexicon: &'static Lexicon, takes: impl Fn(&Entry) -> bool) -> Self {
        Self { lexicon, buckets: table::buckets(&lexicon.entries, |entries| entries.iter().any(&takes)) }
    }

    /// As [`Lexicon::may_know`], of these words.
    pub fn may_know(&self, text: &str) -> bool {
        self.buckets.may_know(table::head(text))
    }

    /// Whether one of them may begin with these two bytes: a quicker look than [`Selection::may_know`].
    pub fn may_begin(&self, first: u8, second: u8) -> bool {
        self.buckets.may_begin(first, second)
    }

    /// As [`Lexicon::words_at`].
    pub fn words_at<'t>(&'static self, text: &'t str) -> impl Iterator<Item = &'static [Entry]> + 't {
        self.lexicon.in_buckets(&self.buckets, text)
    }
}

fn split(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(" | ").map(str::trim).filter(|word| !word.is_empty())
}

fn entry(written: &'static str, meaning: Meaning, head: &Head) -> Entry {
    let (word, side, is_attached) = placed(written);
    let (word, is_stem) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
    // The signs of units are told apart by their case: `m` is a meter, `M` a million.
    let is_sign = matches!(meaning, Meaning::Unit(super::Unit::Other(_))) && word.len() == 1;
    Entry {
        word: fold(word),
        exact: (head.is_exact || is_sign).then_some(word),
        meaning,
        side,
        is_attached,
        place: head.place.unwrap_or_default(),
        is_weak: head.is_weak,
        is_glued: head.is_glued,
        is_spaced: head.is_spaced,
        is_dated: head.is_dated,
        is_stem,
    }
}

fn placed(word: &'static str) -> (&'static str, Side, bool) {
    if let Some(rest) = word.strip_prefix('~') {
        return (rest.trim_start(), Side::Trailing, !rest.starts_with(' '));
    }
    if let Some(rest) = word.strip_suffix('~') {
        return (rest.trim_end(), Side::Leading, !rest.ends_with(' '));
    }
    (word, Side::Either, false)
}

fn flags(words: &[&str]) -> Result<Head, String> {
    let mut head = Head::default();
    for word in words {
        let none = Place { date: false, duration: false, amount: false, time: false };
        match *word {
            "weak" => head.is_weak = true,
            "exact" => head.is_exact = true,
            "glued" => head.is_glued = true,
            "spaced" => head.is_spaced = true,
            "dated" => head.is_dated = true,
            "date" => head.place.get_or_insert(none).date = true,
            "duration" => head.place.get_or_insert(none).duration = true,
            "amount" => head.place.get_or_insert(none).amount = true,
            "time" => head.place.get_or_insert(none).time = true,
            _ => return Err(format!("has the unknown flag `{word}`.")),
        }
    }
    Ok(head)
}

/// The meaning of `class` with its arguments, and the arguments left over (flags).
fn meaning<'a>(class: &'static str, arguments: &'a [&'static str]) -> Result<(Meaning, &'a [&'static str]), String> {
    let plain = |meaning| Ok((meaning, arguments));
    let needs = |n: usize| match arguments.len() >= n {
        true => Ok(&arguments[n..]),
        false => Err(format!("gives `{class}` fewer than {n} arguments.")),
    };
    let first = arguments.first().copied().unwrap_or_default();
    let one = |meaning: Option<Meaning>| {
        let rest = needs(1)?;
        meaning.map(|meaning| (meaning, rest)).ok_or_else(|| format!("gives `{class}` the unknown argument `{first}`."))
    };
    match class {
        "month" => one(number(first).filter(|n| (1..=12).contains(n)).map(Meaning::Month)),
        "weekday" => one(number(first).filter(|n| (1..=7).contains(n)).map(Meaning::Weekday)),
        "unit" => one(Some(Meaning::Unit(unit(first)))),
        "amount" => {
            let rest = needs(2)?;
            let n = first.parse().map_err(|_| format!("gives `amount` the number `{first}`."))?;
            Ok((Meaning::Amount(n, unit(arguments[1])), rest))
        }
        "number" => one(first.parse::<Decimal>().ok().map(Meaning::Number)),
        "scale" => one(scale(first).map(Meaning::Scale)),
        "ordinal" => one(first.parse().ok().map(Meaning::Ordinal)),
        "fraction" => {
            one(first.split_once('/').and_then(|(n, d)| Some(Meaning::Fraction(n.parse().ok()?, d.parse().ok()?))))
        }
        "multiple" => one(first.parse().ok().map(Meaning::Multiple)),
        "relation" => one(named(&Relation::ALL, first).map(Meaning::Relation)),
        "bound" => one(named(&Bound::ALL, first).map(Meaning::Bound)),
        "era" => one(named(&Era::ALL, first).map(Meaning::Era)),
        "currency" => one(Some(Meaning::Currency(first))),
        "zone" => one(Some(Meaning::Zone(first))),
        "quarter" => one(number(first).filter(|n| (1..=4).contains(n)).map(Meaning::Quarter)),
        "half" => one(number(first).filter(|n| (1..=2).contains(n)).map(Meaning::Half)),
        "frequency" => {
            let rest = needs(2)?;
            let n = first.parse().map_err(|_| format!("gives `frequency` the number `{first}`."))?;
            match unit(arguments[1]) {
                Unit::Time(unit) => Ok((Meaning::Frequency(n, unit), rest)),
                Unit::Other(name) => Err(format!("gives `frequency` the unit `{name}`, which is none of time.")),
            }
        }
        "number-joiner" => plain(Meaning::NumberJoiner),
        "decimal-point" => plain(Meaning::DecimalPoint),
        "negative" => plain(Meaning::Negative),
        "both" => plain(Meaning::Both),
        "several" => plain(Meaning::Several),
        "stamp" => plain(Meaning::Stamp),
        "percent" => plain(Meaning::Percent),
        "per" => plain(Meaning::Per),
        "every" => plain(Meaning::Every),
        "times" => plain(Meaning::Times),
        "am" => plain(Meaning::Am),
        "pm" => plain(Meaning::Pm),
        "noon" => plain(Meaning::Noon),
        "midnight" => plain(Meaning::Midnight),
        "clock" => plain(Meaning::Clock),
        "minute-mark" => plain(Meaning::MinuteMark),
        "fiscal" => plain(Meaning::Fiscal),
        "calendar" => plain(Meaning::Calendar),
        "year-mark" => plain(Meaning::YearMark),
        "month-mark" => plain(Meaning::MonthMark),
        "day-mark" => plain(Meaning::DayMark),
        "ordinal-mark" => plain(Meaning::OrdinalMark),
        "range-open" => plain(Meaning::RangeOpen),
        "range-to" => plain(Meaning::RangeTo),
        "range-close" => plain(Meaning::RangeClose),
        "filler" => plain(Meaning::Filler),
        "idiom" => plain(Meaning::Idiom),
        _ => Err(format!("begins with the unknown class `{class}`.")),
    }
}

fn number(text: &str) -> Option<u8> {
    text.parse().ok()
}

/// `1000`, `10^6`.
fn scale(text: &str) -> Option<Decimal> {
    match text.split_once('^') {
        Some((base, power)) => {
            let (base, power): (Decimal, u32) = (base.parse().ok()?, power.parse().ok()?);
            (0..power).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
        }
        None => text.parse().ok(),
    }
}

fn unit(id: &'static str) -> Unit {
    named(&TimeUnit::ALL, id).map_or(Unit::Other(id), Unit::Time)
}

fn named<T: Copy>(all: &[(T, &'static str)], name: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == name).map(|(item, _)| *item)
}

fn date_order(name: &str) -> Result<DateOrder, String> {
    match name {
        "dmy" => Ok(DateOrder::Dmy),
        "mdy" => Ok(DateOrder::Mdy),
        "ymd" => Ok(DateOrder::Ymd),
        _ => Err(format!("gives the unknown date order `{name}`.")),
    }
}

/// A mark as itself or as `U+00A0`; every kind of space is folded into `' '`.
fn mark(text: &str) -> Result<char, String> {
    let c = match text.strip_prefix("U+") {
        Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
        None => text.chars().next().filter(|_| text.chars().count() == 1),
    };
    match c {
        Some(c) if c.is_whitespace() => Ok(' '),
        Some('\u{2019}') => Ok('\''),
        Some(c) => Ok(c),
        None => Err(format!("gives the mark `{text}`, which is not one character.")),
    }
}
