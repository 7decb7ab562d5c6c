//! Locale tags as met in the wild, made canonical BCP 47.
//!
//! `zh_Hans`, `zh-cn`, `sr-latn-rs`, `sr@latin`, `de_DE.UTF-8`, `no`, `iw`, `en-UK`: all are read; `docs`, `api`, `it-pro`
//! and `v2` are not locales. A tag keeps what its author said (`zh-CN` does not become `zh-Hans-CN`); only case,
//! separators and replaced codes are set right.

use std::fmt;

/// The language subtags that are known: ISO 639-1, and the longer codes that documentation is published in. Sorted.
#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn", "bo",
    "br", "bs", "ca", "ce", "ch", "ckb", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en",
    "eo", "es", "et", "eu", "fa", "ff", "fi", "fil", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gsw", "gu", "gv",
    "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu",
    "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kok", "kr", "ks", "ku", "kv", "kw", "ky", "la",
    "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na",
    "nb", "nd", "ne", "ng", "nl", "nn", "nr", "nso", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "prs",
    "ps", "pt", "qu", "quz", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn",
    "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tn", "to", "tr", "ts", "tt",
    "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "yue", "za", "zh", "zu",
];

/// Codes that were replaced: what is met, the language and the script it means.
const REPLACED: &[(&str, &str, Option<&str>)] = &[
    ("iw", "he", None),
    ("in", "id", None),
    ("ji", "yi", None),
    ("jw", "jv", None),
    ("mo", "ro", None),
    ("no", "nb", None),
    ("tl", "fil", None),
    ("sh", "sr", Some("Latn")),
];

/// ISO 15924 codes of the scripts that tell locales apart, in canonical case. Sorted.
const SCRIPTS: &[&str] = &["Arab", "Cyrl", "Deva", "Guru", "Hans", "Hant", "Latn", "Mong", "Tfng"];

/// ISO 3166 alpha-2, `XK`, the withdrawn `CS` of Serbian tags, and UN M.49's areas. Sorted.
#[rustfmt::skip]
const REGIONS: &[&str] = &[
    "001", "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021", "029", "030", "034",
    "035", "039", "053", "054", "057", "061", "142", "143", "145", "150", "151", "154", "155", "202", "419",
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD",
    "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA",
    "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CS", "CU", "CV", "CW", "CX", "CY", "CZ",
    "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR",
    "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY",
    "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO",
    "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS",
    "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR",
    "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU",
    "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO",
    "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS",
    "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV",
    "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "XK", "YE",
    "YT", "ZA", "ZM", "ZW",
];

/// The region whose usage the plain language file describes (CLDR's likely region): `pt` is Brazil's.
#[rustfmt::skip]
const HOME: &[(&str, &str)] = &[
    ("ar", "EG"), ("bg", "BG"), ("bs", "BA"), ("ca", "ES"), ("cs", "CZ"), ("da", "DK"), ("de", "DE"), ("el", "GR"),
    ("en", "US"), ("es", "ES"), ("et", "EE"), ("eu", "ES"), ("fi", "FI"), ("fil", "PH"), ("fr", "FR"), ("ga", "IE"),
    ("gl", "ES"), ("he", "IL"), ("hi", "IN"), ("hr", "HR"), ("hu", "HU"), ("id", "ID"), ("is", "IS"), ("it", "IT"),
    ("ja", "JP"), ("ka", "GE"), ("kk", "KZ"), ("ko", "KR"), ("lb", "LU"), ("lt", "LT"), ("lv", "LV"), ("ms", "MY"),
    ("mt", "MT"), ("nb", "NO"), ("nl", "NL"), ("nn", "NO"), ("pl", "PL"), ("pt", "BR"), ("ro", "RO"), ("ru", "RU"),
    ("sk", "SK"), ("sl", "SI"), ("sv", "SE"), ("th", "TH"), ("tr", "TR"), ("uk", "UA"), ("vi", "VN"),
];

/// The script of a language written in several, where the tag names none.
const USUAL_SCRIPTS: &[(&str, &str)] = &[
    ("az", "Latn"),
    ("bs", "Latn"),
    ("kk", "Cyrl"),
    ("ku", "Latn"),
    ("mn", "Cyrl"),
    ("ms", "Latn"),
    ("pa", "Guru"),
    ("sr", "Cyrl"),
    ("uz", "Latn"),
    ("yue", "Hant"),
    ("zh", "Hans"),
];

/// Regions where another script than the usual one is likely.
const REGIONAL_SCRIPTS: &[(&str, &str, &str)] =
    &[("pa", "PK", "Arab"), ("sr", "ME", "Latn"), ("zh", "HK", "Hant"), ("zh", "MO", "Hant"), ("zh", "TW", "Hant")];

/// Subtags that are also English words or common folder names.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "am", "an", "as", "be", "br", "by", "co", "cs", "do", "ee", "go", "he", "hi", "hr", "id", "if", "in", "io", "is",
    "it", "la", "me", "ml", "my", "no", "of", "on", "or", "os", "pa", "pi", "ps", "qa", "se", "so", "st", "to", "ts",
    "tv", "up", "us", "vs", "we",
];

/// A locale: a language, and the script and region its author named. Small and `Copy`.
///
/// `Display` gives canonical BCP 47: `zh-CN`, `sr-Latn-RS`, `es-419`. The order is by language, script, region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    language: &'static str,
    script: Option<&'static str>,
    region: Option<&'static str>,
}

impl Tag {
    /// Reads a locale as people write it, in any case, with `-` or `_`; POSIX encodings (`.UTF-8`) and modifiers
    /// (`@latin`) are understood. `None` for everything else: an unknown language, script or region, or more subtags
    /// than those three. Two-letter English words that are languages (`is`, `it`, `no`) are read; see
    /// [`Tag::is_word`] for telling folders apart.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, modifier) = text.split_once('@').unwrap_or((text, ""));
        let text = without_encoding(text);
        let mut subtags = text.split(['-', '_']);
        let (language, implied) = language(subtags.next()?)?;
        let mut tag = Self { language, script: implied.or_else(|| modifier_script(modifier)), region: None };
        let mut next = subtags.next();
        if let Some(script) = next.and_then(|subtag| script(language, subtag)) {
            tag.script = Some(script);
            next = subtags.next();
        }
        if let Some(subtag) = next {
            tag.region = Some(region(subtag)?);
            next = subtags.next();
        }
        next.is_none().then_some(tag)
    }

    /// The language subtag: `zh`.
    pub fn language(self) -> &'static str {
        self.language
    }

    /// The script subtag, where the author named one: `Hant`.
    pub fn script(self) -> Option<&'static str> {
        self.script
    }

    /// The region subtag, where the author named one: `TW`, `419`.
    pub fn region(self) -> Option<&'static str> {
        self.region
    }

    /// The script the locale is written in, named or likely; `None` for languages that are written in one only.
    pub fn likely_script(self) -> Option<&'static str> {
        let regional = || {
            let (_, _, script) = REGIONAL_SCRIPTS
                .iter()
                .find(|(lang, region, _)| *lang == self.language && Some(*region) == self.region)?;
            Some(*script)
        };
        let usual = || Some(USUAL_SCRIPTS.iter().find(|(language, _)| *language == self.language)?.1);
        self.script.or_else(regional).or_else(usual)
    }

    /// Whether the two may be the same locale, one said more exactly than the other: `en` and `en-US`, `zh-TW` and
    /// `zh-Hant`; not `zh` and `zh-TW` (another script), nor `pt-BR` and `pt-PT`.
    pub fn matches(self, other: &Self) -> bool {
        let same_region = match (self.region, other.region) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        self.language == other.language && same_region && self.likely_script() == other.likely_script()
    }

    /// The lexicon file names to try, lower case, most specific first: `pt-AO` gives `pt-pt`, `pt`; `zh-HK` gives
    /// `zh-hant`; `en-GB` gives `en-gb`, `en`. A region whose usage is that of the plain file gives only that one.
    pub fn fallbacks(&self) -> impl Iterator<Item = String> + use<> {
        let script = self.likely_script().map(str::to_ascii_lowercase);
        let language = self.language;
        let names = match (language, script) {
            ("yue", _) => vec!["yue".to_owned(), "zh-hant".to_owned()],
            ("zh" | "sr", Some(script)) => vec![format!("{language}-{script}")],
            (_, Some(script)) if self.is_other_script() => vec![format!("{language}-{script}")],
            _ => self.regional_file().into_iter().chain([language.to_owned()]).collect(),
        };
        names.into_iter()
    }

    /// Whether what was written as a locale may as well be English words or an ordinary folder: every subtag is one
    /// (`is`, `it`, `as-is`, `to-do`). `it-it` and its like, a language and its own country, are not.
    pub fn is_word(text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        let subtags = || text.split(['-', '_']);
        let is_doubled = subtags().count() == 2 && subtags().next() == subtags().next_back();
        !is_doubled && subtags().all(|subtag| WORDS.contains(&subtag))
    }

    /// Whether the tag names the region whose usage the plain language stands for: `en-US`, `pt-BR`.
    pub fn is_at_home(self) -> bool {
        self.region.is_some_and(|region| HOME.contains(&(self.language, region)))
    }

    /// Whether the tag names a script that is not the usual one of its language.
    fn is_other_script(self) -> bool {
        let usual = Self { script: None, ..self }.likely_script();
        self.script.is_some() && self.script != usual.or(Some("Latn"))
    }

    fn regional_file(self) -> Option<String> {
        let is_country = |region: &&str| region.starts_with(|c: char| c.is_ascii_alphabetic());
        let region = self.region.filter(is_country).filter(|_| !self.is_at_home())?;
        // Outside Brazil, Portuguese is written as in Portugal.
        let region = if self.language == "pt" { "PT" } else { region };
        Some(format!("{}-{}", self.language, region.to_ascii_lowercase()))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.language)?;
        [self.script, self.region].into_iter().flatten().try_for_each(|subtag| write!(f, "-{subtag}"))
    }
}

/// The language that `subtag` means, and the script where the code implies one.
fn language(subtag: &str) -> Option<(&'static str, Option<&'static str>)> {
    if !(2..=3).contains(&subtag.len()) {
        return None;
    }
    let subtag = subtag.to_ascii_lowercase();
    if let Some((_, language, script)) = REPLACED.iter().find(|(old, ..)| *old == subtag) {
        return Some((language, *script));
    }
    LANGUAGES.binary_search(&subtag.as_str()).ok().map(|at| (LANGUAGES[at], None))
}

/// The script that `subtag` means. Windows once wrote `zh-CHS` and `zh-CHT`.
fn script(language: &str, subtag: &str) -> Option<&'static str> {
    if language == "zh" && subtag.eq_ignore_ascii_case("chs") {
        return Some("Hans");
    }
    if language == "zh" && subtag.eq_ignore_ascii_case("cht") {
        return Some("Hant");
    }
    SCRIPTS.iter().find(|script| script.eq_ignore_ascii_case(subtag)).copied()
}

/// The region that `subtag` means; `UK` is written for `GB`.
fn region(subtag: &str) -> Option<&'static str> {
    if !(2..=3).contains(&subtag.len()) {
        return None;
    }
    let subtag = subtag.to_ascii_uppercase();
    let subtag = if subtag == "UK" { "GB" } else { &subtag };
    REGIONS.binary_search(&subtag).ok().map(|at| REGIONS[at])
}

/// Cuts a POSIX encoding off: `de_DE` of `de_DE.UTF-8`. Other dots are not part of a locale.
fn without_encoding(text: &str) -> &str {
    match text.split_once('.') {
        Some((tag, encoding)) if ["utf-8", "utf8"].iter().any(|name| encoding.eq_ignore_ascii_case(name)) => tag,
        _ => text,
    }
}

fn modifier_script(modifier: &str) -> Option<&'static str> {
    match modifier {
        "latin" => Some("Latn"),
        "cyrillic" => Some("Cyrl"),
        "devanagari" => Some("Deva"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Option<String> {
        Tag::parse(text).map(|tag| tag.to_string())
    }

    #[test]
    fn tags_as_met_in_the_wild_become_canonical() {
        for (met, tag) in [
            ("zh_Hans", "zh-Hans"),
            ("zh-cn", "zh-CN"),
            ("zh-CN", "zh-CN"),
            ("zh-hant-hk", "zh-Hant-HK"),
            ("zh-CHT", "zh-Hant"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("sr@latin", "sr-Latn"),
            ("sr_RS@latin", "sr-Latn-RS"),
            ("de_DE.UTF-8", "de-DE"),
            ("no", "nb"),
            ("no-NO", "nb-NO"),
            ("iw", "he"),
            ("in", "id"),
            ("in-ID", "id-ID"),
            ("ji", "yi"),
            ("mo", "ro"),
            ("tl", "fil"),
            ("fil-PH", "fil-PH"),
            ("es-419", "es-419"),
            ("pt", "pt"),
            ("pt-BR", "pt-BR"),
            ("en-us", "en-US"),
            ("EN_US", "en-US"),
            ("en-uk", "en-GB"),
            ("fr-fr", "fr-FR"),
            ("is", "is"),
        ] {
            assert_eq!(canonical(met).as_deref(), Some(tag), "{met}");
        }
    }

    #[test]
    fn names_of_folders_are_no_locales() {
        for name in [
            "docs",
            "media",
            "about",
            "api",
            "in-app",
            "go",
            "it-pro",
            "how-to",
            "do",
            "marketplace",
            "v2",
            "",
            "-",
            "en-",
            "en--us",
            "en-404",
            "en-us-extra",
            "zh-Hans-CN-x",
            "sdk",
            "my.folder",
            "faq",
            "é",
            "年",
            "de-ÄÖ",
            "und",
        ] {
            assert_eq!(canonical(name), None, "{name}");
        }
    }

    #[test]
    fn lists_are_sorted_for_the_search_and_name_known_languages_only() {
        assert!(LANGUAGES.is_sorted() && REGIONS.is_sorted() && SCRIPTS.is_sorted());
        for language in HOME.iter().chain(USUAL_SCRIPTS).map(|(language, _)| language) {
            assert!(LANGUAGES.contains(language), "{language}");
        }
    }

    #[test]
    fn a_tag_matches_what_says_the_same_more_or_less_exactly() {
        for (one, two, is_match) in [
            ("en", "en-US", true),
            ("zh-TW", "zh-Hant", true),
            ("zh", "zh-CN", true),
            ("sr", "sr-Cyrl-RS", true),
            ("no", "nb-NO", true),
            ("zh", "zh-TW", false),
            ("zh-TW", "zh-HK", false),
            ("pt-BR", "pt-PT", false),
            ("sr", "sr-Latn", false),
            ("de", "nl", false),
        ] {
            let tags = (Tag::parse(one), Tag::parse(two));
            let (Some(a), Some(b)) = tags else { panic!("{tags:?}") };
            assert_eq!((a.matches(&b), b.matches(&a)), (is_match, is_match), "{one} {two}");
        }
    }

    #[test]
    fn fallbacks_name_the_lexicon_files_most_specific_first() {
        for (tag, files) in [
            ("pt-PT", "pt-pt pt"),
            ("pt-AO", "pt-pt pt"),
            ("pt-BR", "pt"),
            ("pt", "pt"),
            ("zh-TW", "zh-hant"),
            ("zh-HK", "zh-hant"),
            ("zh-Hant-MO", "zh-hant"),
            ("zh-CN", "zh-hans"),
            ("zh", "zh-hans"),
            ("sr-Latn-RS", "sr-latn"),
            ("sr", "sr-cyrl"),
            ("sr-ME", "sr-latn"),
            ("no", "nb"),
            ("nb-NO", "nb"),
            ("es-419", "es"),
            ("es-MX", "es-mx es"),
            ("en-GB", "en-gb en"),
            ("en-US", "en"),
            ("fr-FR", "fr"),
            ("bs-Latn-BA", "bs"),
            ("bs-Cyrl-BA", "bs-cyrl"),
            ("uz-Cyrl", "uz-cyrl"),
            ("hi-Latn", "hi"),
        ] {
            let found: Vec<_> = Tag::parse(tag).iter().flat_map(Tag::fallbacks).collect();
            assert_eq!(found.join(" "), files, "{tag}");
        }
    }

    #[test]
    fn english_words_are_told_from_locales_that_cannot_be_words() {
        for (text, is_word) in [
            ("it", true),
            ("as-is", true),
            ("to-do", true),
            ("it-it", false),
            ("it-IT", false),
            ("de", false),
            ("no-NO", false),
            ("hr-hr", false),
        ] {
            assert_eq!(Tag::is_word(text), is_word, "{text}");
        }
    }
}
