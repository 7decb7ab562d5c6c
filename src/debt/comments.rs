//! Exceptions in an article: `<!-- docparity-disable-next-segment RULE reason -->` and its like.

use std::ops::Range;

use memchr::memmem;

/// How every comment that is meant for this program begins.
const PREFIX: &str = "docparity-";
/// How comments are written: in Markdown and HTML, and in MDX.
const DELIMITERS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

/// Longer comments are none: it keeps the search linear where they are not closed.
const LONGEST: usize = 4096;

/// A comment that is meant for this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// All of it, in bytes of the text.
    pub span: Range<usize>,
    /// What it does.
    pub form: Form,
    /// The rules that it names, as written.
    pub rules: Vec<String>,
    /// Why, as written.
    pub reason: String,
}

/// What a comment does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Hides findings on the text that follows.
    NextSegment,
    /// Hides findings from here on.
    Disable,
    /// Ends that.
    Enable,
    /// Nothing: a word that is not known.
    Unknown(String),
}

/// The comments of `text` that are meant for this program, in order.
pub fn comments(text: &str) -> Vec<Comment> {
    memmem::find_iter(text.as_bytes(), PREFIX).filter_map(|at| comment(text, at)).collect()
}

/// The comment whose first word begins at `at`.
fn comment(text: &str, at: usize) -> Option<Comment> {
    let before = text.get(..at)?.trim_end();
    let (open, close) = DELIMITERS.into_iter().find(|(open, _)| before.ends_with(open))?;
    let window = &text.as_bytes()[at..text.len().min(at + LONGEST)];
    let length = memmem::find(window, close.as_bytes())?;
    let inner = text.get(at + PREFIX.len()..at + length)?.trim();
    let (word, rest) = split_word(inner);
    let (rules, reason) = split_word(rest);
    let form = match word {
        "disable-next-segment" => Form::NextSegment,
        "disable" => Form::Disable,
        "enable" => Form::Enable,
        other => Form::Unknown(format!("{PREFIX}{other}")),
    };
    Some(Comment {
        span: before.len() - open.len()..at + length + close.len(),
        form,
        rules: rules.split(',').filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
        reason: reason.to_owned(),
    })
}

fn split_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |comment: Comment| {
            let Comment { span, form, rules, reason } = comment;
            format!("{} | {form:?} | {rules:?} | {reason}", &text[span])
        };
        comments(text).into_iter().map(show).collect()
    }

    #[test]
    fn comments_are_read_in_every_form() {
        let text = "a <!-- docparity-disable-next-segment number-mismatch They sell 7. --> b\n\
            <!--docparity-disable date-mismatch,fact-added\nlegal\ntext-->\n{/* docparity-enable */}\n\
            <!-- docparity-disabel x y --> docparity-disable <!-- docparity-enable";
        assert_eq!(
            shown(text),
            [
                "<!-- docparity-disable-next-segment number-mismatch They sell 7. --> | NextSegment | [\"number-mismatch\"] | They sell 7.",
                "<!--docparity-disable date-mismatch,fact-added\nlegal\ntext--> | Disable | [\"date-mismatch\", \"fact-added\"] | legal\ntext",
                "{/* docparity-enable */} | Enable | [] | ",
                "<!-- docparity-disabel x y --> | Unknown(\"docparity-disabel\") | [\"x\"] | y",
            ]
        );
    }
}
