//! HTML tags: what one tag means to us, and cutting raw HTML into tags and text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};
use rustc_hash::FxHashMap;

use super::MarkKind;

/// Longer tags are not read: no author writes them, and it keeps the scan linear.
const MAX_TAG_LEN: usize = 8 * 1024;

/// What a tag means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag<'s> {
    /// `<span data-ttu-id="...">`: the translated side of a pair begins.
    Target(Cow<'s, str>),
    /// `<span data-stu-id="...">`: the English side of a pair begins.
    Source(Cow<'s, str>),
    /// `<span class="sxs-lookup">`: the wrapper of the English side.
    Lookup,
    /// Any other `<span>`.
    Span,
    /// `</span>`.
    SpanEnd,
    /// `<a ...>` with its `name` (or `id`) and `href`.
    Anchor { name: Option<Cow<'s, str>>, href: Option<Cow<'s, str>> },
    /// `</a>`.
    AnchorEnd,
    /// `<img ...>`.
    Image { alt: Option<Cow<'s, str>>, src: Option<Cow<'s, str>> },
    /// `<br>`.
    Break,
    /// A tag that begins a mark: `<b>`, `<code>`, `<sup>`.
    Mark(MarkKind),
    /// A tag that ends a mark.
    MarkEnd(MarkKind),
    /// A block begins; the `id` is read for headings.
    Block(Element, Option<Cow<'s, str>>),
    /// A block ends.
    BlockEnd(Element),
    /// `<script>`, `<style>` and the like: what follows is no text until the end tag.
    Raw(RawElement),
    /// Any other tag.
    Other,
}

/// Elements that structure raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Table,
    Row,
    Cell,
    List,
    Item,
    Paragraph,
    Heading(u8),
    /// Any other block: `div`, `section`, `details`.
    Box,
}

/// Elements whose content is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawElement {
    Script,
    Style,
}

impl RawElement {
    /// The letters after `</` that end it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style",
        }
    }
}

/// Reads tags, and remembers the odd ones.
#[derive(Debug, Default)]
pub(super) struct TagReader<'s> {
    odd: FxHashMap<&'s str, Tag<'s>>,
}

impl<'s> TagReader<'s> {
    /// What `tag`, from `<` to `>`, means.
    pub(super) fn read(&mut self, tag: &'s str) -> Tag<'s> {
        if let Some(known) = CommonTag::read(tag).map(Tag::from).or_else(|| read_plain(tag)) {
            return known;
        }
        if let Some(known) = self.odd.get(tag) {
            return known.clone();
        }
        let read = read_odd(tag);
        self.odd.insert(tag, read.clone());
        read
    }

    /// The same for a tag that is not a stretch of the article (a tag over two lines of a quote).
    pub(super) fn read_owned(&self, tag: &str) -> Tag<'s> {
        read_odd(tag)
    }
}

/// The few shapes that the publishing system writes, which are nearly all tags there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommonTag<'s> {
    Target(&'s str),
    Source(&'s str),
    Lookup,
    SpanEnd,
}

impl<'s> CommonTag<'s> {
    /// The tag, if it is one of them and written as the publishing system writes it.
    #[inline]
    pub(super) fn read(tag: &'s str) -> Option<Self> {
        match tag.as_bytes() {
            b"</span>" => return Some(Self::SpanEnd),
            b"<span class=\"sxs-lookup\">" => return Some(Self::Lookup),
            _ => {}
        }
        let attribute = tag.strip_prefix("<span data-")?;
        let (is_target, id) = match attribute.strip_prefix("ttu-id=\"") {
            Some(id) => (true, id),
            None => (false, attribute.strip_prefix("stu-id=\"")?),
        };
        let id = id.strip_suffix("\">")?;
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        Some(if is_target { Self::Target(id) } else { Self::Source(id) })
    }
}

impl<'s> From<CommonTag<'s>> for Tag<'s> {
    fn from(tag: CommonTag<'s>) -> Self {
        match tag {
            CommonTag::Target(id) => Tag::Target(Cow::Borrowed(id)),
            CommonTag::Source(id) => Tag::Source(Cow::Borrowed(id)),
            CommonTag::Lookup => Tag::Lookup,
            CommonTag::SpanEnd => Tag::SpanEnd,
        }
    }
}

/// Any tag in plain writing: lower case, single spaces, double quotes, no entities. `None`: odd.
fn read_plain(tag: &str) -> Option<Tag<'_>> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    let name_len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = inner.split_at(name_len);
    if !needs_attributes(name) || is_end {
        return Some(meaning(name, is_end, &Attributes::default()));
    }
    let mut attributes = Attributes::default();
    let mut rest = rest.strip_suffix('/').unwrap_or(rest);
    while let Some(next) = rest.strip_prefix(' ') {
        if next.is_empty() {
            break;
        }
        let (key, value) = next.split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        let is_plain_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !is_plain_key || value.contains(['&', '\r', '\n', '\0']) {
            return None;
        }
        attributes.set(key, Cow::Borrowed(value));
        rest = after;
    }
    rest.trim_matches(' ').is_empty().then(|| meaning(name, false, &attributes))
}

/// Any tag, by an HTML parser.
fn read_odd<'t>(tag: &str) -> Tag<'t> {
    let inner = tag.trim_start_matches('<');
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    let name_len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &inner[..name_len];
    let mut attributes = Attributes::default();
    if needs_attributes(name) && !is_end && tag.len() <= MAX_TAG_LEN {
        let fragment = scraper::Html::parse_fragment(tag);
        let elements = fragment.tree.nodes().filter_map(|node| node.value().as_element());
        let named = elements.rev().find(|element| element.name().eq_ignore_ascii_case(name));
        for (key, value) in named.iter().flat_map(|element| element.attrs()) {
            attributes.set(key, Cow::Owned(value.to_owned()));
        }
    }
    meaning(name, is_end, &attributes)
}

fn needs_attributes(name: &str) -> bool {
    let heading = |n: &[u8]| matches!(n, [b'h' | b'H', b'1'..=b'6']);
    ["span", "a", "img"].iter().any(|known| name.eq_ignore_ascii_case(known)) || heading(name.as_bytes())
}

/// The attributes that mean something to us; the first of a name counts.
#[derive(Default)]
struct Attributes<'s> {
    target: Option<Cow<'s, str>>,
    source: Option<Cow<'s, str>>,
    is_lookup: bool,
    name: Option<Cow<'s, str>>,
    id: Option<Cow<'s, str>>,
    href: Option<Cow<'s, str>>,
    src: Option<Cow<'s, str>>,
    alt: Option<Cow<'s, str>>,
}

impl<'s> Attributes<'s> {
    fn set(&mut self, key: &str, value: Cow<'s, str>) {
        let slot = match key {
            "data-ttu-id" => &mut self.target,
            "data-stu-id" => &mut self.source,
            "name" => &mut self.name,
            "id" => &mut self.id,
            "href" => &mut self.href,
            "src" => &mut self.src,
            "alt" => &mut self.alt,
            "class" => {
                self.is_lookup |= value.split_ascii_whitespace().any(|class| class == "sxs-lookup");
                return;
            }
            _ => return,
        };
        slot.get_or_insert(value);
    }
}

fn meaning<'s>(name: &str, is_end: bool, attributes: &Attributes<'s>) -> Tag<'s> {
    let mut lower = [0; 10];
    let Some(lower) = lower.get_mut(..name.len()) else {
        return Tag::Other;
    };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let block = |element| match is_end {
        true => Tag::BlockEnd(element),
        false => Tag::Block(element, attributes.id.clone()),
    };
    let mark = |kind| if is_end { Tag::MarkEnd(kind) } else { Tag::Mark(kind) };
    match &*lower {
        b"span" if is_end => Tag::SpanEnd,
        b"span" => span(attributes),
        b"a" if is_end => Tag::AnchorEnd,
        b"a" => Tag::Anchor { name: anchor_name(attributes), href: filled(&attributes.href) },
        b"img" => Tag::Image { alt: filled(&attributes.alt), src: filled(&attributes.src) },
        b"br" => Tag::Break,
        b"b" | b"strong" => mark(MarkKind::Strong),
        b"i" | b"em" => mark(MarkKind::Emphasis),
        b"code" | b"kbd" | b"samp" | b"tt" => mark(MarkKind::Code),
        b"sup" => mark(MarkKind::Superscript),
        b"table" => block(Element::Table),
        b"tr" => block(Element::Row),
        b"td" | b"th" => block(Element::Cell),
        b"ul" | b"ol" | b"dl" => block(Element::List),
        b"li" | b"dt" | b"dd" => block(Element::Item),
        b"p" => block(Element::Paragraph),
        [b'h', level @ b'1'..=b'6'] => block(Element::Heading(level - b'0')),
        b"div" | b"section" | b"article" | b"details" | b"summary" | b"blockquote" | b"pre" | b"hr" | b"caption"
        | b"thead" | b"tbody" | b"tfoot" | b"figure" | b"figcaption" | b"center" | b"header" | b"footer" | b"main"
        | b"nav" | b"aside" | b"form" | b"option" | b"select" | b"fieldset" | b"body" | b"html" | b"title" => {
            block(Element::Box)
        }
        b"script" if !is_end => Tag::Raw(RawElement::Script),
        b"style" if !is_end => Tag::Raw(RawElement::Style),
        _ => Tag::Other,
    }
}

fn span<'s>(attributes: &Attributes<'s>) -> Tag<'s> {
    match (filled(&attributes.target), filled(&attributes.source)) {
        (Some(id), _) => Tag::Target(id),
        (None, Some(id)) => Tag::Source(id),
        (None, None) if attributes.is_lookup => Tag::Lookup,
        (None, None) => Tag::Span,
    }
}

fn anchor_name<'s>(attributes: &Attributes<'s>) -> Option<Cow<'s, str>> {
    filled(&attributes.name).or_else(|| filled(&attributes.id))
}

fn filled<'s>(value: &Option<Cow<'s, str>>) -> Option<Cow<'s, str>> {
    value.clone().filter(|value| !value.is_empty())
}

/// A part of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, entities unresolved.
    Text(Range<usize>),
    /// A tag, from `<` to `>`.
    Tag(Range<usize>),
    /// A comment, a declaration, CDATA: no text. `None`: it is not closed here.
    Comment(Option<usize>),
}

/// The token that begins at `at`; `None` at the end of `html`.
pub(super) fn next_token(html: &str, at: usize) -> Option<Token> {
    let bytes = html.as_bytes();
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    if rest.starts_with(b"<!--") {
        return Some(Token::Comment(memmem::find(rest, b"-->").map(|end| at + end + 3)));
    }
    if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
        return Some(Token::Comment(memchr(b'>', rest).map(|end| at + end + 1)));
    }
    if let Some(end) = tag_end(rest) {
        return Some(Token::Tag(at..at + end));
    }
    // A `<` that begins no tag is text.
    let end = memchr(b'<', &rest[1..]).map_or(rest.len(), |next| next + 1);
    Some(Token::Text(at..at + end))
}

/// Length of the tag that `bytes` begin with.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'<') {
        return None;
    }
    let bytes = &bytes[..bytes.len().min(MAX_TAG_LEN)];
    let name = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
    if !bytes.get(name)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = name;
    loop {
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'<' => return None,
            // A quote opens a value only behind `=`: an apostrophe elsewhere is a slip.
            quote @ (b'"' | b'\'') if bytes[at - 1] == b'=' => at += 2 + memchr(*quote, &bytes[at + 1..])?,
            _ => at += 1,
        }
    }
}

/// The first `<span ...>` or `</span>` in `text` from `at` on.
pub(super) fn next_span_tag(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(at..)?;
    let mut starts = memchr::memchr_iter(b'<', bytes);
    starts.find_map(|start| {
        let tag = &bytes[start..];
        let name = tag.strip_prefix(b"</").or_else(|| tag.strip_prefix(b"<"))?;
        let is_span = name.get(..4)?.eq_ignore_ascii_case(b"span") && !name.get(4)?.is_ascii_alphanumeric();
        let len = is_span.then(|| tag_end(tag))??;
        Some(at + start..at + start + len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_reading_a_tag_agree() {
        let plain = [
            r#"<span data-ttu-id="8454a-119">"#,
            r#"<span data-stu-id="8454a-119">"#,
            r#"<span class="sxs-lookup">"#,
            r#"<span class="x" data-ttu-id="1-2">"#,
            r#"<span>"#,
            r#"</span>"#,
            r#"<a name="next-steps">"#,
            r#"<a id="7"/>"#,
            r##"<a href="#x" id="y">"##,
            r#"<a href="" id="y">"#,
            r#"</a>"#,
            r#"<img src="a.png" alt="Two > one" />"#,
            r#"<br/>"#,
            r#"<br>"#,
            r#"<h2 id="top">"#,
            r#"<td rowspan="8">"#,
            r#"<sup>"#,
            r#"</sup>"#,
            r#"<strong>"#,
            r#"<script>"#,
            r#"<Tabs groupId="x">"#,
            r#"<averyveryverylongname>"#,
        ];
        for tag in plain {
            let by_hand = CommonTag::read(tag).map(Tag::from).or_else(|| read_plain(tag));
            assert_eq!(by_hand, Some(read_odd(tag)), "{tag}");
        }
    }

    #[test]
    fn odd_writings_of_the_pair_tags_mean_the_same() {
        let mut reader = TagReader::default();
        let target = Tag::Target("8454a-119".into());
        for tag in [
            r#"<span data-ttu-id='8454a-119'>"#,
            r#"<SPAN DATA-TTU-ID="8454a-119">"#,
            r#"<span  data-ttu-id = "8454a-119" >"#,
            r#"<span data-ttu-id=8454a-119>"#,
            "<span\n data-ttu-id=\"8454a-119\">",
            r#"<span data-ttu-id="8454a&#45;119">"#,
        ] {
            assert_eq!(CommonTag::read(tag), None, "{tag}");
            assert_eq!(reader.read(tag), target, "{tag}");
        }
        assert_eq!(reader.read(r#"<span class='x sxs-lookup'>"#), Tag::Lookup);
        assert_eq!(reader.read("</SPAN >"), Tag::SpanEnd);
        assert_eq!(reader.read("<BR />"), Tag::Break);
    }

    #[test]
    fn html_is_cut_into_text_tags_and_comments() {
        let html = "a < b <!-- <td> --> <td title='>'>5</td> <oops <br>";
        let mut at = 0;
        let mut parts = Vec::new();
        while let Some(token) = next_token(html, at) {
            let (kind, end) = match token {
                Token::Text(range) => ("text", range.end),
                Token::Tag(range) => ("tag", range.end),
                Token::Comment(end) => ("comment", end.unwrap_or(html.len())),
            };
            parts.push(format!("{kind}: {}", &html[at..end]));
            at = end;
        }
        insta::assert_snapshot!(parts.join("\n"), @r"
        text: a 
        text: < b 
        comment: <!-- <td> -->
        text:  
        tag: <td title='>'>
        text: 5
        tag: </td>
        text:  
        text: <oops 
        tag: <br>
        ");
    }

    #[test]
    fn span_tags_are_found_inside_anything() {
        let text = "`a</span>` wingspan <spanish> <span class=\"x\"";
        let first = next_span_tag(text, 0).unwrap_or_default();
        assert_eq!(&text[first.clone()], "</span>");
        assert_eq!(next_span_tag(text, first.end), None);
    }
}
