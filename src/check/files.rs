//! The files of one family, read and parsed.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::align::facts::Verdict;
use crate::discover::{Family, Hint, Member};
use crate::document::{Article, Block, BlockKind, Segment, Text};
use crate::facts::{self, Reading, Unread};
use crate::lexicon::{self, Lexicon, Tag};
use crate::text::{LineIndex, Source, SourceError};

use super::{Policy, names};

/// One file of a family, decoded.
pub(super) struct File<'f> {
    pub(super) member: &'f Member,
    pub(super) source: Source,
    /// The locale of its text: what the path says, else what the front matter says.
    pub(super) locale: Option<Tag>,
    /// The words of that locale; none where it is not known.
    pub(super) lexicon: &'static Lexicon,
    /// The locale of the English side of its span pairs.
    source_locale: Tag,
    /// The words of that locale.
    source_lexicon: &'static Lexicon,
    /// What the project settled for itself.
    policy: &'f Policy,
    lines: OnceCell<LineIndex>,
}

/// What all files of a run share.
#[derive(Clone, Copy)]
pub(super) struct Ground<'g> {
    pub(super) source_locale: Tag,
    pub(super) policy: &'g Policy,
}

impl<'f> File<'f> {
    pub(super) fn new(member: &'f Member, source: Source, ground: Ground<'f>) -> Self {
        let Ground { source_locale, policy } = ground;
        let locale = member.locale.or_else(|| Hint::of(&source.text).locale);
        let lexicon = locale.map_or_else(lexicon::neutral, lexicon_for);
        let source_lexicon = lexicon_for(source_locale);
        Self { member, source, locale, lexicon, source_locale, source_lexicon, policy, lines: OnceCell::new() }
    }

    /// BCP 47, `und` where none is known.
    pub(super) fn tag(&self) -> String {
        self.locale.map_or_else(|| "und".to_owned(), |tag| tag.to_string())
    }

    /// Whether its locale is named, but no lexicon has words of it.
    pub(super) fn is_unknown(&self) -> bool {
        self.locale.is_some() && std::ptr::eq(self.lexicon, lexicon::neutral())
    }

    /// BCP 47 tag of a text of its segments.
    pub(super) fn tag_of(&self, which: Which) -> String {
        match which {
            Which::Source => self.source_locale.to_string(),
            Which::Target => self.tag(),
        }
    }

    /// The words of a text of its segments.
    pub(super) fn lexicon_of(&self, which: Which) -> &'static Lexicon {
        match which {
            Which::Source => self.source_lexicon,
            Which::Target => self.lexicon,
        }
    }

    /// Reads names and fiscal years as the project means them. `text` is what the facts were read in.
    pub(super) fn settle(&self, text: &str, which: Which, reading: &mut Reading) {
        self.policy.settle(text, which == Which::Source || self.member.is_source, reading);
    }

    /// Whether a fact may be read in `text`, written in the language of `lexicon`; where not, none is.
    pub(super) fn may_state(&self, text: &Unread<'_>) -> bool {
        !self.reads_as_written() || text.may_state()
    }

    /// Whether what is read in its text depends on nothing but the text: the project settled nothing of it.
    pub(super) fn reads_as_written(&self) -> bool {
        self.policy.verbatim.is_empty()
    }

    /// Makes one of a name that is missing and the number in its place. `text` is the translation's.
    pub(super) fn join_names(&self, verdicts: &mut Vec<Verdict>, readings: (&Reading, &Reading), text: &str) {
        names::join_changed(&self.policy.verbatim, verdicts, readings, text);
    }

    /// Makes the facts weak that are not demanded of it.
    pub(super) fn weaken(&self, reading: &mut Rc<Reading>) {
        if self.policy.weakens() {
            self.policy.weaken(&self.member.path, self.locale, Rc::make_mut(reading));
        }
    }

    /// Lines and columns, worked out when something is reported.
    pub(super) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| self.source.line_index())
    }
}

/// The lexicon of a locale, by its fallbacks; digits and identifiers only where there is none.
pub(super) fn lexicon_for(tag: Tag) -> &'static Lexicon {
    tag.fallbacks().find_map(|file| lexicon::by_file(&file)).unwrap_or_else(lexicon::neutral)
}

/// What files hold instead of what the disk says, by the path as shown.
pub(super) type Overlay = FxHashMap<String, Vec<u8>>;

/// Reads and decodes the family's files. What could not be read is left out and said.
pub(super) fn read<'f>(
    family: &'f Family,
    limit: u64,
    ground: Ground<'f>,
    overlay: &Overlay,
) -> (Vec<File<'f>>, Vec<crate::diagnostic::Skipped>) {
    decoded(family, contents(family, limit, overlay), ground)
}

/// The bytes of the files of a family, in its order.
pub(super) type Contents = Vec<Result<Vec<u8>, SourceError>>;

/// Reads the family's files.
pub(super) fn contents(family: &Family, limit: u64, overlay: &Overlay) -> Contents {
    let read = |member: &Member| match overlay.get(&member.shown) {
        Some(bytes) => Ok(bytes.clone()),
        None => Source::bytes(&member.path, &member.shown, limit),
    };
    family.members.iter().map(read).collect()
}

/// Decodes the family's files. What could not be read is left out and said.
pub(super) fn decoded<'f>(
    family: &'f Family,
    contents: Contents,
    ground: Ground<'f>,
) -> (Vec<File<'f>>, Vec<crate::diagnostic::Skipped>) {
    let mut files = Vec::new();
    let mut skipped = Vec::new();
    for (member, bytes) in family.members.iter().zip(contents) {
        match bytes {
            Ok(bytes) => files.push(File::new(member, Source::from_bytes(&member.shown, bytes), ground)),
            Err(error) => skipped.push(crate::diagnostic::Skipped {
                path: member.shown.clone(),
                reason: error.to_string(),
                is_failure: true,
            }),
        }
    }
    (files, skipped)
}

/// A place of a segment in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) block: usize,
    pub(super) segment: usize,
}

/// One side of a comparison: the segments it is made of and their facts as one reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) segments: Vec<At>,
    pub(super) reading: Rc<Reading>,
    /// For each fact of the reading: which of the segments it stands in, and its index among that segment's facts.
    pub(super) origins: Vec<(usize, usize)>,
}

impl Side {
    /// The side made of one segment.
    pub(super) fn of_one(at: At, reading: Rc<Reading>) -> Self {
        let origins = (0..reading.facts.len()).map(|fact| (0, fact)).collect();
        Self { segments: vec![at], reading, origins }
    }

    /// Adds a segment.
    pub(super) fn push(&mut self, at: At, reading: &Reading) {
        let index = self.segments.len();
        self.segments.push(at);
        self.origins.extend((0..reading.facts.len()).map(|fact| (index, fact)));
        let all = Rc::make_mut(&mut self.reading);
        all.facts.extend(reading.facts.iter().cloned());
        all.says_fiscal |= reading.says_fiscal;
        all.says_zone |= reading.says_zone;
        all.is_stamp |= reading.is_stamp;
        all.says_several |= reading.says_several;
        all.says_per |= reading.says_per;
        all.says_currency |= reading.says_currency;
        add_new(&mut all.units, &reading.units);
        add_new(&mut all.idiom_numbers, &reading.idiom_numbers);
        all.said.extend(&reading.said);
    }
}

/// Adds those of `more` that `list` does not have.
fn add_new<T: Copy + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(*item);
        }
    }
}

/// Which text of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The translation, or the text of a plain article.
    Target,
    /// The English of a pair.
    Source,
}

/// Reads the facts of one text of a segment; nothing where the segment lacks it.
pub(super) fn facts_of(
    file: &File<'_>,
    article: &Article<'_>,
    at: At,
    which: Which,
    lexicon: &'static Lexicon,
) -> Reading {
    let Some(text) = text_of(article, at, which) else { return Reading::default() };
    facts_of_text(file, text, which, facts::Unread::new(text, lexicon, lexicon::english()))
}

/// Reads the facts of `text`, which is `unread`.
pub(super) fn facts_of_text(file: &File<'_>, text: &Text<'_>, which: Which, unread: Unread<'_>) -> Reading {
    let mut reading = unread.read();
    file.settle(&text.cooked, which, &mut reading);
    reading
}

/// A text of a segment, if it has it.
pub(super) fn text_of<'a>(article: &'a Article<'a>, at: At, which: Which) -> Option<&'a Text<'a>> {
    let segment = &article.blocks[at.block].segments[at.segment];
    match which {
        Which::Target => segment.target.as_ref(),
        Which::Source => segment.source.as_ref(),
    }
}

/// A text of a segment, markup out; empty where the segment lacks it.
pub(super) fn cooked<'a>(article: &'a Article<'_>, at: At, which: Which) -> &'a str {
    text_of(article, at, which).map_or("", |text| &text.cooked)
}

/// Whether a block says something in words: code and lone signs are not missed.
pub(super) fn has_words(block: &Block<'_>, which: Which) -> bool {
    let text = |segment: &Segment<'_>| match which {
        Which::Target => segment.target.as_ref().map(|text| text.cooked.chars().any(char::is_alphabetic)),
        Which::Source => segment.source.as_ref().map(|text| text.cooked.chars().any(char::is_alphabetic)),
    };
    block.kind != BlockKind::Code && block.segments.iter().any(|segment| text(segment).unwrap_or(false))
}
