//! What authors write to the publishing system and readers never see as written: `[!NOTE]`,
//! `:::zone`, `{{variable}}`, `import` lines, comments and component tags of MDX.

use std::ops::Range;

use memchr::memmem;

/// Longer directives are taken for text, which keeps the search linear.
const MAX_LEN: usize = 2048;
/// The same for a variable in braces.
const MAX_VARIABLE_LEN: usize = 256;

/// A directive in the article.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// All of it.
    pub(super) span: Range<usize>,
    /// What of it stands for something that the reader sees.
    pub(super) visible: Option<Range<usize>>,
    /// The alternative text that it carries (`:::image alt-text="..."`).
    pub(super) alt: Option<Range<usize>>,
}

/// Finds the first directive that begins in `text[at]`, a stretch of running text; it may reach up to
/// `limit`, the end of the block.
pub(super) fn find(text: &str, at: Range<usize>, limit: usize, is_line_start: bool) -> Option<Directive> {
    let bytes = text.as_bytes().get(at.clone())?;
    if is_line_start && let Some(found) = at_line_start(text, at.start, limit) {
        return Some(found);
    }
    if bytes.first() == Some(&b'[') {
        return bracket(text, at.start, limit);
    }
    memchr::memchr2_iter(b'{', b'<', bytes).map(|found| at.start + found).find_map(|start| {
        match bytes[start - at.start] {
            b'{' => braces(text, start, limit),
            _ => component(text, start, limit),
        }
    })
}

fn at_line_start(text: &str, start: usize, limit: usize) -> Option<Directive> {
    match text.as_bytes().get(start)? {
        b':' => colons(text, start, limit),
        b'i' | b'e' => module_line(text, start, limit),
        _ => None,
    }
}

/// The rest of the text, as far as a directive may reach.
fn window(text: &str, start: usize, limit: usize) -> &str {
    let mut end = limit.min(start + MAX_LEN).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or("")
}

fn line(text: &str, start: usize, limit: usize) -> &str {
    let window = window(text, start, limit);
    memchr::memchr2(b'\n', b'\r', window.as_bytes()).map_or(window, |end| &window[..end])
}

/// A directive that swallowed a span tag is none: pairs come first.
fn pure(directive: Directive, text: &str) -> Option<Directive> {
    let inner = text.get(directive.span.clone())?;
    (!inner.contains("<span") && !inner.contains("</span")).then_some(directive)
}

/// `[!NOTE]`, `[!div class="x"]`, `[!INCLUDE [name](file)]`, `[!VIDEO url]`.
fn bracket(text: &str, start: usize, limit: usize) -> Option<Directive> {
    let window = window(text, start, limit);
    let label = window.strip_prefix("[!")?;
    if !label.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut end = closing(window, b'[', b']')?;
    if window[end..].starts_with('(') {
        end += closing(&window[end..], b'(', b')').unwrap_or(0);
    }
    let visible = include_name(window).map(|name| start + name.start..start + name.end);
    pure(Directive { span: start..start + end, visible, alt: None }, text)
}

/// The `name` in `[!INCLUDE [name](file)]`: the text of the file stands in its place.
fn include_name(window: &str) -> Option<Range<usize>> {
    let keyword = window.get(2..9)?;
    if !keyword.eq_ignore_ascii_case("include") {
        return None;
    }
    let open = window[9..].find('[')? + 10;
    let close = open + window[open..].find(']')?;
    (close > open).then_some(open..close)
}

/// Length up to the bracket that closes the one at the start.
fn closing(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

/// `{{variable}}`, `{{% shortcode %}}`, and comments.
fn braces(text: &str, start: usize, limit: usize) -> Option<Directive> {
    if text.get(start..)?.starts_with("{/*") {
        return comment(text, start, limit);
    }
    if !text.get(start..)?.starts_with("{{") {
        return None;
    }
    let line = line(text, start, limit.min(start + MAX_VARIABLE_LEN));
    let inner = line.strip_prefix("{{")?;
    let close = memmem::find(inner.as_bytes(), b"}}")?;
    let mut end = start + 2 + close + 2;
    if text.as_bytes().get(end) == Some(&b'}') && inner.starts_with('{') {
        end += 1;
    }
    pure(Directive { span: start..end, visible: Some(start..end), alt: None }, text)
}

/// `{/* ... */}`, which is how MDX writes a comment.
fn comment(text: &str, start: usize, limit: usize) -> Option<Directive> {
    let close = memmem::find(window(text, start, limit).as_bytes(), b"*/}")?;
    pure(Directive { span: start..start + close + 3, visible: None, alt: None }, text)
}

/// `:::zone pivot="x"`, `:::image ...:::`, `:::note`: the whole line, or up to the closing colons.
fn colons(text: &str, start: usize, limit: usize) -> Option<Directive> {
    let line = line(text, start, limit);
    let inner = line.strip_prefix(":::")?;
    let close = memmem::find(inner.as_bytes(), b":::").map(|at| at + 6);
    let span = start..start + close.unwrap_or(line.len());
    let alt = attribute(&text[span.clone()], "alt-text=\"").map(|alt| start + alt.start..start + alt.end);
    pure(Directive { span, visible: None, alt }, text)
}

fn attribute(text: &str, key: &str) -> Option<Range<usize>> {
    let start = text.find(key)? + key.len();
    let end = start + text[start..].find('"')?;
    (end > start).then_some(start..end)
}

/// `import Tabs from '@theme/Tabs';` and `export const x = ...`.
fn module_line(text: &str, start: usize, limit: usize) -> Option<Directive> {
    let line = line(text, start, limit);
    let is_import = line.strip_prefix("import ").is_some_and(|rest| {
        let ends = rest.trim_end().trim_end_matches(';').ends_with(['\'', '"']);
        ends && (rest.starts_with(['\'', '"']) || rest.contains(" from '") || rest.contains(" from \""))
    });
    let is_export = line.strip_prefix("export ").is_some_and(|rest| {
        let declared = ["const ", "let ", "function "].iter().any(|word| rest.starts_with(word));
        (declared && rest.contains(['=', '('])) || rest.starts_with("default ")
    });
    let len = match (is_import, is_export) {
        (true, _) => line.len(),
        // A declaration goes on to the end of its block.
        (_, true) => window(text, start, limit).len(),
        _ => return None,
    };
    pure(Directive { span: start..start + len, visible: None, alt: None }, text)
}

/// `<Tabs values={[...]}>`: a tag with braces, which Markdown takes for text.
fn component(text: &str, start: usize, limit: usize) -> Option<Directive> {
    let window = window(text, start, limit);
    let name = window.strip_prefix('<')?.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in window.bytes().enumerate().skip(1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'<' if depth == 0 => return None,
            b'>' if depth == 0 && window[..at].contains(['{', '/']) => {
                return pure(Directive { span: start..start + at + 1, visible: None, alt: None }, text);
            }
            b'>' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let Some(found) = find(text, 0..text.len(), text.len(), true) else {
            return "text".to_owned();
        };
        let part = |range: Option<Range<usize>>| range.map_or("-", |range| &text[range]).to_owned();
        format!("{} | visible: {} | alt: {}", &text[found.span], part(found.visible), part(found.alt))
    }

    #[test]
    fn directives_are_told_from_text() {
        let lines = [
            "[!NOTE]",
            "[!div class=\"nextstepaction\"]",
            "[!INCLUDE [product name](../x.md)] 5",
            "[!VIDEO https://example.com/a]",
            "[!code-sql[](a.sql)]",
            "[! 5]",
            "[5]",
            "Wait {{ days }} days",
            "{{days",
            "Wait {/* not 5 *days* */} 3 days",
            "Wait {/* 3 days",
            ":::image type=\"content\" source=\"a.png\" alt-text=\"Two tabs\"::: more",
            ":::zone pivot=\"a\"",
            "import Tabs from '@theme/Tabs';",
            "import the list from the page",
            "export const days = 5;",
            "export 5 files",
            "<Tabs values={[{a: 5}]}>",
            "x <Y and z",
            ":::image alt-text=\"<span data-ttu-id='1'>\":::",
        ];
        let shown: Vec<String> = lines.iter().map(|line| show(line)).collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        [!NOTE] | visible: - | alt: -
        [!div class="nextstepaction"] | visible: - | alt: -
        [!INCLUDE [product name](../x.md)] | visible: product name | alt: -
        [!VIDEO https://example.com/a] | visible: - | alt: -
        [!code-sql[](a.sql)] | visible: - | alt: -
        text
        text
        {{ days }} | visible: {{ days }} | alt: -
        text
        {/* not 5 *days* */} | visible: - | alt: -
        text
        :::image type="content" source="a.png" alt-text="Two tabs"::: | visible: - | alt: Two tabs
        :::zone pivot="a" | visible: - | alt: -
        import Tabs from '@theme/Tabs'; | visible: - | alt: -
        text
        export const days = 5; | visible: - | alt: -
        text
        <Tabs values={[{a: 5}]}> | visible: - | alt: -
        text
        text
        "#);
    }
}
