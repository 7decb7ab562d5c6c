//! How the time of a check grows with the size of what is nested, repeated or never closed: milliseconds a megabyte at 1, 4
//! and 16 MB, which are to stay within a factor of two. `cargo bench --bench traps`; words behind `--` choose the traps
//! that have them in their name, `DOCPARITY_TRAP_SIZES=1,4` other sizes in MB.

use std::time::Instant;

use docparity::check::{self, HeldFile, Options};

/// Above this a row is marked.
const LIMIT: f64 = 2.0;

/// Slower than this many seconds for a size, and larger ones are left out.
const PATIENCE: f64 = 60.0;

/// What is built from its name: the beginning of an article, what is repeated with `§` for a number that counts up, and
/// its end. The translation has `‡` where the English has one number less.
struct Trap {
    name: &'static str,
    begin: &'static str,
    unit: &'static str,
    end: &'static str,
}

const fn trap(name: &'static str, unit: &'static str) -> Trap {
    Trap { name, begin: "", unit, end: "" }
}

const fn framed(name: &'static str, begin: &'static str, unit: &'static str, end: &'static str) -> Trap {
    Trap { name, begin, unit, end }
}

const TRAPS: &[Trap] = &[
    trap("prose of many paragraphs", "Keep the 5 files for § days, until May 3, 2021.\n\n"),
    // Markdown.
    trap("nested quotes on a line", ">"),
    trap("nested quotes on many lines", ">>>>>>>>>>>>>>>> a\n"),
    trap("nested lists on a line", "- "),
    trap("numbered lists on a line", "1. "),
    trap("open brackets", "["),
    trap("open image brackets", "!["),
    trap("links without end", "[a]("),
    trap("links", "[a](b) "),
    trap("links by reference", "[a][b§] "),
    trap("definitions of links", "[b§]: c\n"),
    trap("definitions without end", "[b§]: <c\n"),
    trap("footnotes", "a[^§] "),
    trap("notes of footnotes", "[^§]: 5\n\n"),
    trap("emphasis opened", "*a "),
    trap("emphasis closed", "a* "),
    trap("emphasis of both signs", "*a_ **b__ "),
    trap("strong in strong", "**a"),
    trap("tildes", "~a "),
    trap("code spans opened", "`a ``b ```c "),
    trap("code spans", "`5 a` "),
    trap("fences", "```\n5\n"),
    trap("fence without end", "5 a\n").with("```\n"),
    trap("escapes", "\\*"),
    trap("entities", "&amp;"),
    trap("entities without end", "&a"),
    trap("headings", "# 5 days\n"),
    trap("headings with anchors", "# 5 <a name=\"a§\"></a>\n"),
    trap("headings of one anchor", "# 5 <a name=\"a\"></a>\n"),
    trap("headings below", "5\n=\n"),
    trap("columns of a table", "|5").with("|a|b|\n|-|-|\n"),
    trap("rows of a table", "|5|6|\n").with("|a|b|\n|-|-|\n"),
    framed("a table without rows", "", "|-", "|\n"),
    trap("items", "- 5 days\n"),
    trap("items with paragraphs", "- 5 days\n\n  6 hours\n\n"),
    trap("empty lines", "\n"),
    trap("blanks", " "),
    trap("tabs", "\t"),
    trap("carriage returns", "5\r"),
    trap("hard breaks", "5  \n"),
    trap("lines of a paragraph", "5 days\n"),
    trap("rules", "---\n\n"),
    // HTML.
    trap("open tags", "<b>"),
    trap("tags without end", "<b "),
    trap("attributes without end", "<a href=\"x "),
    trap("odd tags", "<a name='a§'>5</a>\n"),
    trap("closing tags", "</span>"),
    trap("open boxes", "<div>"),
    trap("open lists", "<ul><li>5 "),
    trap("open tables", "<table><tr><td>5 ").with("<div>\n"),
    trap("open paragraphs", "<p>5 ").with("<div>\n"),
    trap("open comments", "a <!-- "),
    trap("open comments in lines", "<!-- 5\n\n"),
    trap("comments in a block", "<!-- 5 --> 6 ").with("<div>\n"),
    trap("open declarations", "a <!A "),
    trap("open character data", "a <![CDATA[ "),
    trap("open instructions", "a <? "),
    trap("open scripts", "<script>5 ").with("<div>\n"),
    trap("ends of other tags in a script", "</x ").with("<div><script>\n"),
    trap("links in raw HTML", "](5 ").with("<div>\n"),
    trap("ampersands in raw HTML", "& ").with("<div>\n"),
    trap("less-than signs in raw HTML", "< 5 ").with("<div>\n"),
    trap("images", "<img alt=\"5\" src=\"a§\"> "),
    // Directives.
    trap("braces without end", "{{a "),
    trap("variables", "{{a}} "),
    trap("includes without end", "[!INCLUDE [a "),
    trap("includes", "[!INCLUDE [a](b)] "),
    trap("colons", ":::a\n"),
    trap("components without end", "<Tabs {a "),
    trap("components", "<Tabs a={5}>\n"),
    trap("imports", "import a from 'b';\n"),
    // Span pairs.
    trap(
        "pairs",
        "<span data-ttu-id=\"a-§\">5 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-§\">5 days.</span></span>\n",
    ),
    trap(
        "wrong pairs on a line",
        "<span data-ttu-id=\"a-§\">5 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-§\">6 days.</span></span> ",
    ),
    trap(
        "wrong pairs on lines",
        "<span data-ttu-id=\"a-§\">5 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-§\">6 days.</span></span>\n\n",
    ),
    trap(
        "pairs of one id",
        "<span data-ttu-id=\"a-1\">5 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">6 days.</span></span>\n\n",
    ),
    trap("pairs without end", "<span data-ttu-id=\"a-§\">5 "),
    trap("English sides without end", "<span class=\"sxs-lookup\"><span data-stu-id=\"a-§\">5 "),
    trap("pairs without end on lines", "<span data-ttu-id=\"a-§\">5\n\n"),
    trap("pairs crossed by emphasis", "**<span data-ttu-id=\"a-§\">5** "),
    trap("translations without English", "<span data-ttu-id=\"a-§\">5 Tage</span> "),
    trap("spans that are no pairs", "<span>5 "),
    trap("pairs in code", "`<span data-ttu-id=\"a-§\">5</span> "),
    framed(
        "facts in a pair",
        "<span data-ttu-id=\"a-1\">",
        "5 Tage ",
        "</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">6 days</span></span>",
    ),
    // Facts.
    trap("one number", "5"),
    trap("digits in groups", "1,000,"),
    trap("digits with points", "5."),
    trap("numbers of a paragraph", "§ "),
    trap("equal numbers of a paragraph", "5 "),
    trap("other numbers of a paragraph", "‡ files, "),
    trap("lengths of a paragraph", "‡ days, "),
    trap("dates of a paragraph", "May 3, 2021 "),
    trap("times of a paragraph", "5:30 PM "),
    trap("money of a paragraph", "$5 "),
    trap("percents of a paragraph", "5% "),
    trap("ranges in a chain", "5-"),
    trap("ratios in a chain", "5:"),
    trap("fractions in a chain", "5/"),
    trap("versions", "v1.2.§ "),
    trap("identifiers", "AB-§ "),
    trap("identifiers in a chain", "A1-"),
    trap("number words", "twenty "),
    trap("number words joined", "twenty-"),
    trap("scale words", "million "),
    trap("unit words", "days "),
    trap("relation words", "before "),
    trap("relations of facts", "before 5 "),
    trap("months", "May "),
    trap("names of fiscal years", "FY21 "),
    trap("signs", "+-"),
    trap("currency signs", "$"),
    trap("sentences of a paragraph", "Keep 5 files. "),
    trap("letters", "a"),
    trap("words", "abc "),
    trap("ideographs", "第"),
    trap("ideographs that are digits", "二十"),
    trap("Thai letters", "วัน"),
    trap("combining marks", "\u{301}"),
    trap("zero-width characters in a number", "5\u{200B}"),
    trap("direction marks in a number", "5\u{202E}"),
    trap("full-width digits", "５"),
    trap("apostrophes", "'"),
    trap("null characters", "\0"),
    // Blocks and their order.
    trap("paragraphs with other numbers", "The ‡ files.\n\n"),
    trap("equal paragraphs", "5\n\n"),
    trap("headings and paragraphs", "## A §\n\nThe ‡ files.\n\n"),
    trap("code blocks", "```\na‡\n```\n\n"),
    trap("bytes that are no UTF-8", "\u{FFFE}5 days\n\n"),
    // Front matter.
    framed("keys", "---\n", "a§: b\n", "---\n"),
    framed("keys without end", "---\n", "a§: b\n", ""),
    framed("keys of one name", "---\n", "a: b\n", "---\n"),
    framed("brackets in front matter", "---\na: ", "[", "\n---\n"),
    framed("aliases", "---\na: &a [b]\n", "c§: *a\n", "---\n"),
    framed("a long value", "---\ntitle: ", "5 days ", "\n---\n"),
];

impl Trap {
    /// The same behind `begin`.
    const fn with(self, begin: &'static str) -> Self {
        Self { begin, ..self }
    }

    /// The English, or its translation.
    fn article(&self, bytes: usize, is_translation: bool) -> Vec<u8> {
        let mut text = String::with_capacity(bytes + 256);
        text.push_str(self.begin);
        let mut number = 0_usize;
        while text.len() < bytes {
            number += 1;
            if self.unit.contains(['§', '‡']) {
                let other = number + usize::from(is_translation);
                text.push_str(&self.unit.replace('§', &number.to_string()).replace('‡', &other.to_string()));
            } else {
                text.push_str(self.unit);
            }
        }
        text.push_str(self.end);
        // A noncharacter stands for a byte that no text holds.
        let bytes = text.into_bytes();
        match self.unit.contains('\u{FFFE}') {
            true => bytes.into_iter().map(|byte| if byte == 0xBF { 0xFF } else { byte }).collect(),
            false => bytes,
        }
    }
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let sizes = std::env::var("DOCPARITY_TRAP_SIZES").unwrap_or_else(|_| "1,4,16".to_owned());
    let sizes: Vec<f64> = sizes.split(',').filter_map(|size| size.parse().ok()).collect();
    let heads: Vec<String> = sizes.iter().map(|size| format!("{:>9}", format!("{size} MB"))).collect();
    println!("{:<36} {}   ms a MB; slowest by fastest", "", heads.join(" "));
    let is_wanted = |trap: &&Trap| wanted.is_empty() || wanted.iter().any(|word| trap.name.contains(word));
    TRAPS.iter().filter(is_wanted).for_each(|trap| measure(trap, &sizes));
}

fn measure(trap: &Trap, sizes: &[f64]) {
    let mut each = Vec::new();
    print!("{:<36}", trap.name);
    for &size in sizes {
        let seconds = seconds(trap, size);
        each.push(seconds * 1e3 / size);
        print!(" {:>9.1}", seconds * 1e3 / size);
        let _ = std::io::Write::flush(&mut std::io::stdout());
        if seconds > PATIENCE || growth(&each) > 8.0 {
            break;
        }
    }
    let is_trap = growth(&each) > LIMIT || each.len() < sizes.len();
    println!("   {:.2}{}", growth(&each), if is_trap { "  <<<" } else { "" });
}

/// How much longer a megabyte takes in a larger article than in any smaller one.
fn growth(each: &[f64]) -> f64 {
    let later = |at: usize| each[at..].iter().copied().fold(0.0, f64::max);
    (0..each.len()).map(|at| later(at) / each[at]).fold(1.0, f64::max)
}

/// An English article and its translation, half the size each; the faster of two runs where they are short.
fn seconds(trap: &Trap, megabytes: f64) -> f64 {
    let half = (megabytes * 5e5) as usize;
    let file = |path: &str, locale: &str, is_translation| HeldFile {
        path: path.to_owned(),
        locale: locale.to_owned(),
        bytes: trap.article(half, is_translation),
    };
    let files = [file("en.md", "en", false), file("de.md", "de", true)];
    let run = || {
        let (began, spent) = (Instant::now(), processor_seconds());
        let _ = std::hint::black_box(check::article(&files, &Options::default()));
        match (spent, processor_seconds()) {
            (Some(before), Some(after)) => after - before,
            _ => began.elapsed().as_secs_f64(),
        }
    };
    let first = run();
    if first > 2.0 { first } else { first.min(run()) }
}

/// What this thread has taken of a processor, where the system tells: other programs then do not count.
fn processor_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
