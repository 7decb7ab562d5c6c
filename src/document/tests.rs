//! What a reader of the articles would see, told as small articles and the segments they give.

use std::fmt::Write;

use super::{Article, MarkKind, Text, parse};
use crate::text::Span;

/// An article as lines: blocks, their segments, what is special in them, defects.
pub(super) fn render(source: &str, article: &Article<'_>) -> String {
    let mut out = String::new();
    for block in &article.blocks {
        let _ = write!(out, "{:?} d{}", block.kind, block.depth);
        if let Some(anchor) = &block.anchor {
            let _ = write!(out, " #{anchor}");
        }
        if !block.links.is_empty() {
            let _ = write!(out, " -> {}", block.links.join(" "));
        }
        out.push('\n');
        for segment in &block.segments {
            let id = segment.id.as_deref().unwrap_or("-");
            let _ = writeln!(out, "  {id}: {} | {}", side(&segment.target), side(&segment.source));
        }
    }
    for defect in &article.defects {
        let _ = writeln!(out, "! {:?} {} at {}", defect.kind, defect.id, &source[defect.span.range()]);
    }
    out
}

fn side(text: &Option<Text<'_>>) -> String {
    let Some(text) = text else { return "none".to_owned() };
    let marks = text.marks.iter().map(|mark| format!(" {:?}({})", mark.kind, &text.cooked[mark.span.range()]));
    format!("{:?}{}", text.cooked, marks.collect::<String>())
}

fn show(source: &str) -> String {
    let article = parse(source);
    check_pieces(source, &article);
    render(source, &article)
}

/// Whatever an article is, its texts lead back to its bytes.
fn check_pieces(source: &str, article: &Article<'_>) {
    let segments = article.blocks.iter().flat_map(|block| &block.segments);
    for text in segments.flat_map(|segment| [&segment.target, &segment.source]).flatten() {
        assert_eq!(text.pieces.first().map(|piece| piece.cooked), Some(0), "{text:?}");
        let ends = text.pieces.iter().skip(1).map(|piece| piece.cooked as usize).chain([text.cooked.len()]);
        for (piece, end) in text.pieces.iter().zip(ends) {
            let run = &text.cooked[piece.cooked as usize..end];
            let raw = &source[piece.span.range()];
            assert!(run.len() != raw.len() || run == raw || run.chars().count() == 1, "{run:?} from {raw:?}");
        }
        for mark in &text.marks {
            assert!(text.cooked.get(mark.span.range()).is_some_and(|marked| !marked.is_empty()), "{text:?}");
        }
        assert!(text.marks.is_sorted_by_key(|mark| mark.span.start), "{text:?}");
    }
    for defect in &article.defects {
        assert!(source[defect.span.range()].starts_with('<'));
    }
}

fn pair(id: &str, target: &str, english: &str) -> String {
    format!(
        "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{english}</span></span>"
    )
}

#[test]
fn pairs_are_read_wherever_they_stand() {
    let mut article = format!("# <a name=\"plans\"></a>{}\n\n", pair("1-101", "Pläne", "Plans"));
    article += &format!("{} {}\n\n", pair("1-102", "Warten Sie 5 Tage.", "Wait 5 days."), pair("1-103", "Ende", "End"));
    article +=
        &format!("- {}\n- [{}](a.md)\n\n", pair("1-104", "Erstens", "First"), pair("1-105", "Zweitens", "Second"));
    article += &format!("> [!NOTE]\n> {}\n\n", pair("1-106", "Achtung", "Mind"));
    article += &format!("|{}|b|\n|-|-|\n|c|**{}**|\n", pair("1-107", "Kopf", "Head"), pair("1-108", "Zelle", "Cell"));
    insta::assert_snapshot!(show(&article), @r#"
    Heading(1) d0 #plans
      1-101: "Pläne" | "Plans"
    Paragraph d0
      1-102: "Warten Sie 5 Tage." | "Wait 5 days."
      1-103: "Ende" | "End"
    ListItem d1
      1-104: "Erstens" | "First"
    ListItem d1 -> a.md
      1-105: "Zweitens" LinkText(Zweitens) | "Second" LinkText(Second)
    Paragraph d1
      1-106: "Achtung" | "Mind"
    TableCell { row: 0, column: 0 } d0
      1-107: "Kopf" | "Head"
    TableCell { row: 0, column: 1 } d0
      -: "b" | none
    TableCell { row: 1, column: 0 } d0
      -: "c" | none
    TableCell { row: 1, column: 1 } d0
      1-108: "Zelle" Strong(Zelle) | "Cell" Strong(Cell)
    "#);
}

#[test]
fn markup_inside_a_pair_is_no_text() {
    let target = "Das **15-Tage**-Fenster,  [hier](x.md) und `a--5` &amp; \\*mehr\\* <br/>![Bild 2](y.png)";
    let article = pair("1-101", target, "The *15 day* window &gt; <https://a.example/5><sup>1</sup>");
    insta::assert_snapshot!(show(&article), @r#"
    Paragraph d0 -> x.md y.png https://a.example/5
      1-101: "Das 15-Tage-Fenster,  hier und a--5 & *mehr* \nBild 2" Strong(15-Tage) LinkText(hier) Code(a--5) AltText(Bild 2) | "The 15 day window > https://a.example/51" Emphasis(15 day) AutoLink(https://a.example/5) Superscript(1)
    "#);
}

#[test]
fn text_outside_pairs_is_one_segment_with_a_space_for_the_pairs() {
    let article = format!("Schritt 1:{}und 2 {} .\n", pair("1-101", "a", "b"), pair("1-102", "c", "d"));
    insta::assert_snapshot!(show(&article), @r#"
    Paragraph d0
      1-101: "a" | "b"
      1-102: "c" | "d"
      -: "Schritt 1: und 2  ." | none
    "#);
}

#[test]
fn a_text_without_markup_is_borrowed_from_the_article() {
    let article = "Two lines\nwith 5 days.\n";
    let read = parse(article);
    let text = read.blocks[0].segments[0].target.as_ref();
    assert!(text.is_some_and(|text| matches!(text.cooked, std::borrow::Cow::Borrowed("Two lines\nwith 5 days."))));
    assert!(text.is_some_and(|text| text.pieces.len() == 1));
}

#[test]
fn places_lead_back_to_the_bytes_around_what_was_taken_away() {
    let article = "- a\n- Wait **15**\n  days &amp; 5 \\* 3.\n";
    let read = parse(article);
    let text = read.blocks[1].segments[0].target.clone().unwrap_or_default();
    let place = |word: &str| {
        let at = text.cooked.find(word).unwrap_or(0);
        &article[text.article_span(Span::new(at, at + word.len())).range()]
    };
    assert_eq!(text.cooked, "Wait 15\ndays & 5 * 3.");
    assert_eq!(place("15"), "15");
    assert_eq!(place("15\ndays"), "15**\n  days");
    assert_eq!(place("&"), "&amp;");
    assert_eq!(place("* 3"), "* 3");
    assert_eq!(&article[text.whole_span().range()], "Wait **15**\n  days &amp; 5 \\* 3.");
}

#[test]
fn a_plain_article_gives_a_segment_for_each_block() {
    let article = "\
# Plans {#plans}

First paragraph
on two lines.

1. Tight item
   - inner item
2. Loose item

   with a second paragraph

> Quote

| Head | |
|---|---|
| Cell 1 | `x\\|2` |

    indented 5

```sh
a 1
b 2
```

![A picture](a.png)

---

Text[^1] with ~~old~~ 1~3 and 5~7.

[^1]: Footnote 2
";
    insta::assert_snapshot!(show(article), @r#"
    Heading(1) d0 #plans
      -: "Plans" | none
    Paragraph d0
      -: "First paragraph\non two lines." | none
    Paragraph d1
      -: "Tight item" | none
    ListItem d2
      -: "inner item" | none
    Paragraph d1
      -: "Loose item" | none
    Paragraph d1
      -: "with a second paragraph" | none
    Paragraph d1
      -: "Quote" | none
    TableCell { row: 0, column: 0 } d0
      -: "Head" | none
    TableCell { row: 1, column: 0 } d0
      -: "Cell 1" | none
    TableCell { row: 1, column: 1 } d0
      -: "x|2" Code(x|2) | none
    Code d0
      -: "indented 5" Code(indented 5) | none
    Code d0
      -: "a 1\nb 2" Code(a 1
    b 2) | none
    AltText d0 -> a.png
      -: "A picture" AltText(A picture) | none
    Paragraph d0
      -: "Text1 with old 1~3 and 5~7." Superscript(1) | none
    Paragraph d0
      -: "Footnote 2" | none
    "#);
}

#[test]
fn raw_html_gives_cells_items_and_headings() {
    let cell = pair("1-101", "Zelle", "Cell");
    let article = format!(
        "<table>\n<tr><th>Head</th><th>5 &lt; 6&hellip;</th></tr>\n<tr class=\"odd\">\n<td>{cell}</td>\n<td><p>One</p>\n<ul>\n<li>Item <b>1</b></li>\n</ul></td></tr>\n\n\
         <tr><td>Third</td></tr>\n</table>\n\n<h2 id=\"top\">Title</h2>\n<!-- <td>no 5 -->\n<style>p {{ x: 5 }}</style>\n<div>Some\ntext <a href=\"x.md\">link</a></div>\n"
    );
    insta::assert_snapshot!(show(&article), @r#"
    TableCell { row: 0, column: 0 } d0
      -: "Head" | none
    TableCell { row: 0, column: 1 } d0
      -: "5 < 6…" | none
    TableCell { row: 1, column: 0 } d0
      1-101: "Zelle" | "Cell"
    TableCell { row: 1, column: 1 } d0
      -: "One" | none
    ListItem d1
      -: "Item 1" Strong(1) | none
    TableCell { row: 2, column: 0 } d0
      -: "Third" | none
    Heading(2) d0 #top
      -: "Title" | none
    Html d0 -> x.md
      -: "Some\ntext link" LinkText(link) | none
    "#);
}

#[test]
fn a_pair_in_raw_html_may_cross_an_empty_line() {
    let article = format!("<div>\n{}\n</div>\n", pair("1-101", "Eins\n\nzwei", "One\n\ntwo"));
    insta::assert_snapshot!(show(&article), @r#"
    Html d0
      1-101: "Eins\n\nzwei" | "One\ntwo"
    "#);
}

#[test]
fn odd_writings_of_the_tags_are_read_too() {
    let article =
        "<SPAN data-ttu-id='1-101'>Ziel</SPAN ><span class='sxs-lookup'><span  data-stu-id=1-101>Goal</span></span>\n";
    insta::assert_snapshot!(show(article), @r#"
    Paragraph d0
      1-101: "Ziel" | "Goal"
    "#);
}

#[test]
fn pairs_that_the_markdown_parser_did_not_see_are_recovered() {
    let swallowed = pair("1-101", "Ein `Wort", "One `word");
    let indented = pair("1-102", "Mit **2** [Tagen](a.md)", "With **2** [days](a.md)");
    let fenced = pair("1-103", "drei", "three");
    let piped = pair("1-104", "a | b", "a b");
    let dropped = pair("1-105", "fünf", "five");
    let broken = pair("1-106", "Kopf\nText", "Head text");
    let article = format!(
        "{swallowed} x\n\n    {indented}\n\n```\n{fenced}\n```\n\n| h |\n|---|\n| {piped} | {dropped} |\n\n## {broken}\n"
    );
    insta::assert_snapshot!(show(&article), @r#"
    Paragraph d0
      1-101: "Ein `Wort" | "One `word"
      -: "x" | none
    Paragraph d0 -> a.md a.md
      1-102: "Mit 2 Tagen" Strong(2) LinkText(Tagen) | "With 2 days" Strong(2) LinkText(days)
    Paragraph d0
      1-103: "drei" | "three"
    TableCell { row: 0, column: 0 } d0
      -: "h" | none
    TableCell { row: 1, column: 0 } d0
      1-104: "a | b" | "a b"
      1-105: "fünf" | "five"
    Heading(2) d0
      1-106: "Kopf\nText" | "Head text"
    ! Unclosed 1-106 at <span data-ttu-id="1-106">
    "#);
}

#[test]
fn publishing_directives_are_no_text() {
    let article = "\
import Tabs from '@theme/Tabs';

> [!div class=\"nextstepaction\"]
> [Next 2](b.md)

[!INCLUDE [name 5](../name.md)] has {{ days }} days.

[!INCLUDE [only 5](../name.md)]

{{% notice 3 %}}

:::image type=\"content\" source=\"a.png\" alt-text=\"Two tabs\":::

:::zone pivot=\"v2\"
Text of the zone
:::

<Tabs values={[{n: 5}]}>
Inside
</Tabs>
";
    insta::assert_snapshot!(show(article), @r#"
    Paragraph d1 -> b.md
      -: "Next 2" LinkText(Next 2) | none
    Paragraph d0
      -: "name 5 has {{ days }} days." Placeholder(name 5) Placeholder({{ days }}) | none
    AltText d0
      -: "Two tabs" AltText(Two tabs) | none
    Paragraph d0
      -: "Text of the zone" | none
    Paragraph d0
      -: "Inside" | none
    "#);
}

#[test]
fn broken_pairs_are_told_and_the_rest_is_read() {
    let good = pair("1-110", "gut", "good");
    let cases = [
        ("never closed", "<span data-ttu-id=\"1-101\">Ziel".to_owned()),
        (
            "closed too late",
            "<span data-ttu-id=\"1-101\">Ziel<span class=\"sxs-lookup\"><span data-stu-id=\"1-101\">Goal</span></span></span>".to_owned(),
        ),
        ("within a pair", pair("1-101", &format!("a {} b", pair("1-102", "c", "d")), "e")),
        (
            "differing",
            "<span data-ttu-id=\"1-101\">Ziel</span><span class=\"sxs-lookup\"><span data-stu-id=\"1-102\">Goal</span></span>".to_owned(),
        ),
        ("twice", pair("1-101", "a", "b") + &pair("1-101", "c", "d")),
        ("no English", "<span data-ttu-id=\"1-101\">Ziel</span>".to_owned()),
        ("no translation", "<span class=\"sxs-lookup\"><span data-stu-id=\"1-101\">Goal</span></span>".to_owned()),
        ("empty translation", pair("1-101", " ", "Goal")),
        ("empty English", pair("1-101", "Ziel", "")),
        ("empty both", pair("1-101", "", "")),
        ("only a lone end tag", "Text 5</span>".to_owned()),
        ("emphasis crosses", pair("1-101", "**Ziel", "Goal**")),
        ("link around", format!("[**{}**](a.md)", pair("1-101", "Ziel", "Goal"))),
    ];
    let mut out = String::new();
    for (name, article) in cases {
        let article = format!("{article}\n\n{good}\n");
        let _ =
            writeln!(out, "=== {name}\n{}", show(&article).replace("Paragraph d0\n  1-110: \"gut\" | \"good\"\n", ""));
    }
    insta::assert_snapshot!(out, @r#"
    === never closed
    Paragraph d0
      1-101: "Ziel" | none
    ! Unclosed 1-101 at <span data-ttu-id="1-101">

    === closed too late
    Paragraph d0
      1-101: "Ziel" | "Goal"
    ! Unclosed 1-101 at <span data-ttu-id="1-101">

    === within a pair
    Paragraph d0
      1-102: "c" | "d"
      1-101: "a  b" | "e"
    ! Crossed 1-102 at <span data-ttu-id="1-102">

    === differing
    Paragraph d0
      1-101: "Ziel" | "Goal"
    ! DifferingIds 1-101 / 1-102 at <span data-stu-id="1-102">

    === twice
    Paragraph d0
      1-101: "a" | "b"
      1-101: "c" | "d"
    ! DuplicateId 1-101 at <span data-ttu-id="1-101">

    === no English
    Paragraph d0
      1-101: "Ziel" | none
    ! NoSource 1-101 at <span data-ttu-id="1-101">

    === no translation
    Paragraph d0
      1-101: none | "Goal"
    ! NoTarget 1-101 at <span data-stu-id="1-101">

    === empty translation
    Paragraph d0
      1-101: none | "Goal"
    ! EmptyTarget 1-101 at <span data-ttu-id="1-101">

    === empty English
    Paragraph d0
      1-101: "Ziel" | none
    ! EmptySource 1-101 at <span data-stu-id="1-101">

    === empty both

    === only a lone end tag
    Paragraph d0
      -: "Text 5" | none

    === emphasis crosses
    Paragraph d0
      1-101: "Ziel" Strong(Ziel) | "Goal" Strong(Goal)

    === link around
    Paragraph d0 -> a.md
      1-101: "Ziel" LinkText(Ziel) Strong(Ziel) | "Goal" LinkText(Goal) Strong(Goal)
    "#);
}

#[test]
fn title_and_description_are_the_first_blocks() {
    let article = "---\ntitle: \"Plan \\\"B\\\" of 2020\"\ndescription: >-\n  Renew in\n  30 days.\nms.date: 08/25/2020\n---\nText\n";
    insta::assert_snapshot!(show(article), @r#"
    Title d0
      -: "Plan \"B\" of 2020" | none
    Description d0
      -: "Renew in\n30 days." | none
    Paragraph d0
      -: "Text" | none
    "#);
    let read = parse(article);
    let text = read.blocks[1].segments[0].target.clone().unwrap_or_default();
    assert_eq!(&article[text.article_span(Span::new(9, 11)).range()], "30");
}

#[test]
fn line_ends_of_both_kinds_are_line_breaks() {
    for end in ["\n", "\r\n"] {
        let article = ["---", "title: T 1", "---", "# H", "", "a 1  ", "b 2", "c 3", "", "<p>d", "e</p>", ""].join(end);
        let read = parse(&article);
        check_pieces(&article, &read);
        let texts = read.blocks.iter().flat_map(|block| &block.segments).filter_map(|segment| segment.target.as_ref());
        let texts: Vec<&str> = texts.map(|text| &*text.cooked).collect();
        assert_eq!(texts, ["T 1", "H", "a 1\nb 2\nc 3", "d\ne"], "{end:?}");
    }
}

#[test]
fn marks_are_carried_into_the_pairs_within_them() {
    let read = show(&format!("[**{} and {}**](a.md)", pair("1-101", "eins", "one"), pair("1-102", "zwei", "two")));
    insta::assert_snapshot!(read, @r#"
    Paragraph d0 -> a.md
      1-101: "eins" LinkText(eins) Strong(eins) | "one" LinkText(one) Strong(one)
      1-102: "zwei" LinkText(zwei) Strong(zwei) | "two" LinkText(two) Strong(two)
      -: "and" LinkText(and) Strong(and) | none
    "#);
    assert!(read.contains(&format!("{:?}", MarkKind::LinkText)));
}

#[test]
fn no_input_makes_it_panic() {
    let deep = 20_000;
    let nested = "<span data-ttu-id=\"1-1\">a".repeat(deep);
    let html = "<ul><li>x".repeat(deep);
    let cases = [
        String::new(),
        "---".to_owned(),
        "---\n---\n".to_owned(),
        "\0\0 5 \0".to_owned(),
        ">".repeat(deep) + " 5",
        "- ".repeat(500) + "5",
        nested.clone(),
        format!("<div>\n{nested}\n</div>"),
        format!("<div>\n{}", "</td></table></li></span>".repeat(deep)),
        html,
        "[".repeat(deep),
        "[!a".repeat(deep),
        "{{".repeat(deep),
        "<A {".repeat(deep),
        "<a b=\"<a c='".repeat(deep),
        "<div>\n".to_owned() + &"<a b=\"<a c='<!--".repeat(deep),
        "*a ".repeat(deep) + &"<b>".repeat(deep) + &"</b>".repeat(deep),
        "`".repeat(deep) + "<span data-ttu-id=\"1-1\">",
        "<script>\n".repeat(deep),
        "|a|\n|-|\n".to_owned() + &"|<span data-ttu-id=\"1-1\">|".repeat(deep),
        "&#0; &nLl; &amp".repeat(deep),
        "![".repeat(deep) + &"](".repeat(deep),
        "e\u{301}\u{FEFF}\u{2028}<spän> <span\u{A0}data-ttu-id=\"é\">".to_owned(),
        ":::".repeat(deep),
        "<span data-ttu-id=\"1-1\">a\n\n".repeat(deep),
        "<div><span data-ttu-id=\"1-1\">a\n\n".repeat(deep),
        "~a ".repeat(deep),
    ];
    for case in cases {
        check_pieces(&case, &parse(&case));
    }
}

#[test]
fn articles_cut_anywhere_are_still_read() {
    let whole = format!(
        "---\ntitle: 'x''y'\n---\n# <a name=\"a\"></a>{}\n\n- [{}](a.md) `c`\n\n<table><tr><td>{}</td></tr></table>\n\n:::zone\n{{{{x}}}} &amp; [!NOTE]\n",
        pair("1-101", "Ziel **5**", "Goal"),
        pair("1-102", "zwei", "two"),
        pair("1-103", "drei\n\nvier", "three")
    );
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        check_pieces(&whole[..end], &parse(&whole[..end]));
        check_pieces(&whole[end..], &parse(&whole[end..]));
    }
}

#[test]
fn code_over_two_lines_of_a_quote_leads_back_to_whole_characters() {
    let two_lines = "Paragraph d1\n  -: \"Run é 5\\né now\" Code(é 5\né) | none\n";
    assert_eq!(show("> Run `é 5\n> é` now\n"), two_lines);
    assert_eq!(show("Run ` é 5 ` now\n"), "Paragraph d0\n  -: \"Run é 5 now\" Code(é 5) | none\n");
}
