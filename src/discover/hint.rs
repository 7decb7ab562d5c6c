//! What an article says of itself at its top, where its path does not tell.

use std::fs::File;
use std::io::Read;

use crate::lexicon::Tag;

use super::Member;

/// Keys of the front matter that name the locale, the most reliable first.
const LOCALE_KEYS: [&str; 3] = ["ms.contentlocale", "lang", "locale"];

/// How much of a file is looked at.
const TOP: u64 = 4096;

/// What an article says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The locale that its front matter names.
    pub locale: Option<Tag>,
    /// The name of its first heading, the same in every locale: the anchor that Microsoft Learn keeps in English
    /// (`# <a name="renew-offers"></a>...`), else the heading's words made a slug.
    pub anchor: Option<String>,
}

impl Hint {
    /// Reads the first 4 KiB of the member's file. A file that cannot be read gives no hint; whoever reads it whole
    /// will say so.
    pub fn peek(member: &Member) -> Self {
        let mut bytes = Vec::new();
        let read = File::open(&member.path).and_then(|file| file.take(TOP).read_to_end(&mut bytes));
        if read.is_err() { Self::default() } else { Self::of(&String::from_utf8_lossy(&bytes)) }
    }

    /// What the top of an article says.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}');
        let (front_matter, body) = split(text);
        let heading = body.lines().find_map(heading);
        Self { locale: locale(front_matter), anchor: heading.and_then(anchor) }
    }
}

/// The lines between the first two `---`, and what follows.
fn split(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) else {
        return ("", text);
    };
    match rest.find("\n---") {
        Some(end) => (&rest[..end], &rest[end + 4..]),
        None => (rest, ""),
    }
}

fn locale(front_matter: &str) -> Option<Tag> {
    let value = |key: &str| {
        let line = |line: &str| {
            let (name, value) = line.split_once(':')?;
            let value = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
            if name == key { Tag::parse(value) } else { None }
        };
        front_matter.lines().find_map(line)
    };
    LOCALE_KEYS.into_iter().find_map(value)
}

/// The words of an ATX heading.
fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with([' ', '\t'])).then(|| words.trim())
}

fn anchor(heading: &str) -> Option<String> {
    let attribute = |name: &str| {
        let (_, value) = heading.split_once("<a ")?.1.split_once(name)?;
        let value = value.strip_prefix(['"', '\''])?;
        value.split(['"', '\'']).next()
    };
    let braced = || heading.split_once("{#")?.1.split_once('}').map(|(id, _)| id);
    let named = attribute("name=").or_else(|| attribute("id=")).or_else(braced);
    let anchor = named.map_or_else(|| slug(heading), str::to_lowercase);
    (!anchor.is_empty()).then_some(anchor)
}

/// A heading's words as publishing systems make an anchor of them: lower case, `-` for spaces, no other signs.
fn slug(heading: &str) -> String {
    let mut is_tag = false;
    let visible = heading.chars().filter(|c| {
        let is_visible = !is_tag && *c != '<';
        is_tag = *c == '<' || is_tag && *c != '>';
        is_visible
    });
    let kept = visible.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let slug: String = kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect();
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_an_article_tells_its_locale_and_its_anchor() {
        for (text, locale, anchor) in [
            (
                "---\ntitle: x\nms.contentlocale: sv-SE\n---\n# <a name=\"renew-offers\"></a>Förnya\n",
                "sv-SE",
                "renew-offers",
            ),
            ("\u{FEFF}---\r\nlang: 'fr' # French\r\n---\r\n\r\n## <a id=\"x\"></a>Y\r\n", "fr", "x"),
            ("# Renew *MPN* <b>offers</b>, now!\n", "", "renew-mpn-offers-now"),
            ("# Titel {#title}\n", "", "title"),
            ("---\nlocale: docs\n---\ntext\n", "", ""),
            ("---\nlang: de", "de", ""),
            ("", "", ""),
        ] {
            let hint = Hint::of(text);
            assert_eq!(hint.locale.map(|tag| tag.to_string()).unwrap_or_default(), locale, "{text}");
            assert_eq!(hint.anchor.unwrap_or_default(), anchor, "{text}");
        }
    }
}
