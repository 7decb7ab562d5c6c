//! The words of a file in the order in which they are looked up.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::parse::Entry;

/// By how many of its first bytes a word is looked up: by the longest of these that it has.
const KEYS: [usize; 5] = [6, 4, 3, 2, 1];

/// The words by their first bytes.
#[derive(Debug)]
pub(super) struct Buckets {
    /// Which pairs of first bytes there are, one bit each: most places of a text end here.
    pairs: Box<[u64; PAIRS]>,
    /// Which hashes of keys there are, one bit each: most words of a text end here.
    known: Box<[u64; KNOWN]>,
    /// Where the words of a key begin and end.
    places: FxHashMap<u64, (u32, u32)>,
    words: Vec<Word>,
}

/// So many groups of 64 bits tell all pairs of bytes.
const PAIRS: usize = (1 << 16) / 64;

/// How many groups of 64 bits tell the keys that are known, as a power of two: few hashes of a large lexicon are equal.
const KNOWN_BITS: u32 = 9;
const KNOWN: usize = 1 << KNOWN_BITS;

/// A word as look-ups compare it: most that do not fit are told by their first bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its first eight bytes.
    head: u64,
    /// Which bits of a text's head are to be the same.
    mask: u64,
    /// Where its entries begin and end.
    pub(super) entries: (u32, u32),
}

impl Word {
    /// Whether a text of this [`head`] can begin with the word.
    fn may_begin(&self, text: u64) -> bool {
        text & self.mask == self.head
    }
}

impl Buckets {
    /// The words that a text of this [`head`] can begin with, longest first.
    pub(super) fn words(&self, head: u64) -> impl Iterator<Item = &Word> {
        let keys = KEYS.into_iter().map(move |length| key(head, length)).filter(|key| self.knows(*key));
        keys.flat_map(|key| self.bucket(key)).filter(move |word| word.may_begin(head))
    }

    /// Whether there may be any such word.
    pub(super) fn may_know(&self, head: u64) -> bool {
        KEYS.into_iter().any(|length| self.knows(key(head, length)))
    }

    /// Whether a word may begin with these two bytes.
    pub(super) fn may_begin(&self, first: u8, second: u8) -> bool {
        let pair = usize::from(u16::from_le_bytes([first, second]));
        self.pairs[pair / 64] & 1 << (pair % 64) != 0
    }

    fn add_pairs(&mut self, word: &str) {
        let mut add = |first: u8, second: u8| {
            let pair = usize::from(u16::from_le_bytes([first, second]));
            self.pairs[pair / 64] |= 1 << (pair % 64);
        };
        match *word.as_bytes() {
            [] => {}
            [only] => (0..=u8::MAX).for_each(|second| add(only, second)),
            [first, second, ..] => add(first, second),
        }
    }

    fn knows(&self, key: u64) -> bool {
        let (group, bit) = place(key);
        self.known[group] & bit != 0
    }

    fn bucket(&self, key: u64) -> &[Word] {
        self.places.get(&key).map_or(&[], |&(start, end)| &self.words[start as usize..end as usize])
    }
}

/// The first `length` bytes of a head, and with them how many there are.
fn key(head: u64, length: usize) -> u64 {
    head & ((1 << (8 * length)) - 1) | (length as u64) << 56
}

/// The key of a word: the longest that it has.
fn key_of(word: &str) -> u64 {
    let length = KEYS.into_iter().find(|length| *length <= word.len()).unwrap_or(1);
    key(head(word), length)
}

/// The group of bits that tells of a key, and its bit.
fn place(key: u64) -> (usize, u64) {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> (64 - KNOWN_BITS)) as usize, 1 << (hash >> (58 - KNOWN_BITS) & 63))
}

/// The first eight bytes of a text, with zeros behind a shorter one.
pub(super) fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if let Some(first) = bytes.first_chunk() {
        return u64::from_le_bytes(*first);
    }
    let mut first = [0; 8];
    let length = bytes.len().min(first.len());
    first[..length].copy_from_slice(&bytes[..length]);
    u64::from_le_bytes(first)
}

/// A word of the file: one meaning more, or with `-` before its line one less.
pub(super) struct Line {
    pub(super) entry: Entry,
    /// The line of the file, from 1.
    pub(super) number: usize,
    pub(super) is_removal: bool,
}

/// A word that was to be removed and is not there.
pub(super) struct Unmet {
    pub(super) number: usize,
    pub(super) word: Cow<'static, str>,
}

/// The entries, sorted: by bucket, within it longest first, equal words together, so that a look-up meets the longest
/// match first. What a line removes is gone, and so is what stands twice.
pub(super) fn sorted(lines: Vec<Line>) -> (Vec<Entry>, Vec<Unmet>) {
    // Numbers are sorted rather than the entries, which are large.
    let mut order: Vec<(u64, Reverse<usize>, u32)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (key_of(&line.entry.word), Reverse(line.entry.word.len()), at as u32))
        .collect();
    let word = |at: u32| &*lines[at as usize].entry.word;
    order.sort_unstable_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| word(a.2).cmp(word(b.2))).then(a.2.cmp(&b.2))
    });
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut entries: Vec<Entry> = Vec::with_capacity(lines.len());
    let mut unmet = Vec::new();
    // Where the entries of the word at hand begin.
    let mut first = 0;
    for (_, _, at) in order {
        let Some(Line { entry, number, is_removal }) = lines[at as usize].take() else { continue };
        if entries.last().is_some_and(|last| last.word != entry.word) {
            first = entries.len();
        }
        if !is_removal {
            push(&mut entries, first, entry);
        } else if !remove(&mut entries, first, &entry) {
            unmet.push(Unmet { number, word: entry.word });
        }
    }
    (entries, unmet)
}

/// Adds `entry` unless it stands there already; `first` is where the entries of its word begin.
fn push(entries: &mut Vec<Entry>, first: usize, entry: Entry) {
    if !entries[first..].iter().any(|known| is_same(known, &entry)) {
        entries.push(entry);
    }
}

/// Takes away what means the same as `gone`; whether anything was there.
fn remove(entries: &mut Vec<Entry>, first: usize, gone: &Entry) -> bool {
    let before = entries.len();
    let mut at = first;
    while at < entries.len() {
        let is_gone = entries[at].word == gone.word && entries[at].meaning == gone.meaning;
        if is_gone {
            entries.remove(at);
        } else {
            at += 1;
        }
    }
    entries.len() < before
}

fn is_same(a: &Entry, b: &Entry) -> bool {
    a.word == b.word
        && a.meaning == b.meaning
        && a.side == b.side
        && a.exact == b.exact
        && a.place == b.place
        && a.is_attached == b.is_attached
        && a.is_stem == b.is_stem
        && a.is_glued == b.is_glued
}

/// The words whose entries `takes` takes, by their keys.
pub(super) fn buckets(entries: &[Entry], takes: impl Fn(&[Entry]) -> bool) -> Buckets {
    let mut buckets = Buckets {
        pairs: Box::new([0; PAIRS]),
        known: Box::new([0; KNOWN]),
        places: FxHashMap::default(),
        words: Vec::new(),
    };
    let mut first = 0;
    for bucket in entries.chunk_by(|a, b| key_of(&a.word) == key_of(&b.word)) {
        let start = buckets.words.len();
        for meanings in bucket.chunk_by(|a, b| a.word == b.word) {
            let last = first + meanings.len() as u32;
            if takes(meanings) {
                let word = &meanings[0].word;
                let mask = if word.len() < 8 { (1 << (8 * word.len())) - 1 } else { u64::MAX };
                buckets.add_pairs(word);
                buckets.words.push(Word { head: head(word), mask, entries: (first, last) });
            }
            first = last;
        }
        if buckets.words.len() > start {
            let key = key_of(&bucket[0].word);
            let (group, bit) = place(key);
            buckets.known[group] |= bit;
            buckets.places.insert(key, (start as u32, buckets.words.len() as u32));
        }
    }
    buckets
}
