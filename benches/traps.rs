//! How the time of a check grows with the size of what is nested, repeated or never closed: milliseconds a megabyte at 1, 4
//! and 16 MB, which are to stay within a factor of two. `cargo bench --bench traps`; words behind `--` choose the traps
//! that have them in their name, `DOCPARITY_TRAP_SIZES=1,4` other sizes in MB.

use std::path::Path;
use std::time::Instant;

use docparity::check::{self, HeldFile, Options};
use docparity::debt::{Baseline, Exception, Sidecar};
use docparity::diagnostic::Outcome;
use docparity::report::{self, Context};

/// Above this a row is marked.
const LIMIT: f64 = 2.0;

/// Slower than this many seconds for a size, and larger ones are left out.
const PATIENCE: f64 = 60.0;

/// What is built from its name: the beginning of an article, what is repeated with `§` for a number that counts up, in the
/// second half perhaps something else, and its end. The translation has `‡` where the English has one number less. `¶` is as
/// many blanks as the number says, `‖` as many backticks.
struct Trap {
    name: &'static str,
    begin: &'static str,
    unit: &'static str,
    /// What is repeated from the middle on; empty where that is `unit`.
    then: &'static str,
    end: &'static str,
    /// The locales of the files.
    locales: &'static [&'static str],
}

const fn trap(name: &'static str, unit: &'static str) -> Trap {
    Trap { name, begin: "", unit, then: "", end: "", locales: &["en", "de"] }
}

const fn framed(name: &'static str, begin: &'static str, unit: &'static str, end: &'static str) -> Trap {
    Trap { begin, end, ..trap(name, unit) }
}

/// One thing in the first half, another in the second.
const fn halves(name: &'static str, unit: &'static str, then: &'static str) -> Trap {
    Trap { then, ..trap(name, unit) }
}

/// A text 512 times.
macro_rules! wide {
    ($text:literal) => {
        wide!(@eight wide!(@eight wide!(@eight $text)))
    };
    (@eight $($text:tt)*) => {
        concat!($($text)*, $($text)*, $($text)*, $($text)*, $($text)*, $($text)*, $($text)*, $($text)*)
    };
}

/// A head of 512 columns.
const WIDE: &str = concat!(wide!("|a"), "\n", wide!("|-"), "\n");

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
    framed("short rows of a wide table", WIDE, "|5\n", ""),
    framed("empty rows of a wide table", WIDE, "|\n", ""),
    halves("a wide row of a narrow table", "|5", "|6\n").with("|a|b|\n|-|-|\n"),
    trap("tables", "|a|\n|-|\n|5|\n\n"),
    trap("tables in quotes", "> |a|\n> |-|\n> |5|\n\n"),
    trap("quotes and lists on a line", "> - "),
    trap("quotes of numbered lists", "> 1. "),
    trap("lists that go deeper", "¶- 5\n"),
    trap("quotes that go on lazily", "> 5\n5 days\n"),
    trap("runs of backticks that grow", "‖ 5 "),
    trap("fences that grow", "```‖\n"),
    halves("brackets opened, then closed", "[", "]"),
    halves("image brackets opened, then closed", "![5", "](b)"),
    halves("emphasis opened, then closed", "*a ", "a* "),
    halves("both emphases opened, then closed", "_a **b ", "b** a_ "),
    halves("tildes opened, then closed", "~~a ", "a~~ "),
    halves("definitions, then links", "[b§]: c\n\n", "[b§] 5 [b1] "),
    halves("notes, then footnotes", "[^§]: 5\n\n", "a[^§] "),
    halves("links to nowhere", "[a]: <", "5]("),
    trap("brackets in link targets", "[a](((("),
    trap("links in links", "[[5](a)](b) "),
    trap("titles of links without end", "[a](b \"5 "),
    trap("autolinks without end", "<http://a"),
    trap("dollar signs", "$$5 "),
    trap("carets and tildes", "^5~6"),
    trap("alerts", "> [!NOTE]\n> 5 days\n\n"),
    trap("task lists", "- [ ] 5\n"),
    trap("backslashes at line ends", "5\\\n"),
    trap("indented code", "    5 days\n\n"),
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
    halves("tags opened, then closed", "<b>5", "</b>"),
    halves("boxes opened, then closed", "<div>5\n", "</div>\n"),
    halves("lists in raw HTML, then closed", "<ul><li>5", "</li></ul>").with("<div>\n"),
    halves("tables in raw HTML, then closed", "<table><tr><td>5", "</td></tr></table>").with("<div>\n"),
    halves("crossed tags", "<b><i>5", "</b></i>"),
    trap("cells of raw HTML", "<tr><td>5<td>6").with("<table>\n"),
    trap("definition lists", "<dl><dt>5<dd>6").with("<div>\n"),
    trap("attributes", "a§=5 ").with("<a "),
    trap("one attribute many times", "a=5 ").with("<a "),
    trap("quotes in attributes", "a='\"").with("<a "),
    trap("comments", "<!-- 5 -->\n\n"),
    trap("half-ended comments", "<!-- 5 --").with("<div>\n"),
    trap("dashes in a comment", "--").with("<!-- "),
    trap("headings in raw HTML", "<h2 id=\"a§\">5</h2>\n"),
    trap("templates", "<template>5 ").with("<div>\n"),
    trap("drawings", "<svg><math>5 ").with("<div>\n"),
    trap("forms and selects", "<form><select><option>5 ").with("<div>\n"),
    // Exceptions in the article.
    trap(
        "exceptions of the next segment",
        "<!-- docparity-disable-next-segment number-mismatch Why. -->\n\nThe ‡ files.\n\n",
    ),
    trap("exceptions opened", "<!-- docparity-disable number-mismatch Why. -->\n\nThe ‡ files.\n\n"),
    trap("exceptions ended that are not open", "<!-- docparity-enable number-mismatch -->\n\nThe ‡ files.\n\n"),
    trap(
        "blocks of exceptions",
        "<!-- docparity-disable number-mismatch Why. -->\nThe ‡ files.\n\n<!-- docparity-enable -->\n\n",
    ),
    halves(
        "exceptions opened, then others ended",
        "<!-- docparity-disable number-mismatch Why. -->\n\n",
        "<!-- docparity-enable date-mismatch -->\n\n",
    ),
    trap("exceptions shown in code", "`<!-- docparity-disable number-mismatch Why. -->` 5 "),
    trap("exceptions without end", "<!-- docparity-disable "),
    trap("names of rules in an exception", "number-mismatch,").with("<!-- docparity-disable "),
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
    trap("pairs within pairs", "<span data-ttu-id=\"a-§\">5 <span data-ttu-id=\"b-§\">Tage.</span> "),
    trap(
        "pairs of foreign ids",
        "<span data-ttu-id=\"a-§\">5 Tage.</span><span class=\"sxs-lookup\"><span data-stu-id=\"b-§\">6 days.</span></span>\n\n",
    ),
    trap(
        "pairs that cross",
        "<span data-ttu-id=\"a-§\"><span data-stu-id=\"b-§\">5</span><span data-stu-id=\"a-§\">6</span></span> ",
    ),
    halves("pairs opened, then closed", "<span data-ttu-id=\"a-§\">5 ", "</span>"),
    halves(
        "translations, then English",
        "<span data-ttu-id=\"a-§\">5 Tage</span>\n\n",
        "<span class=\"sxs-lookup\"><span data-stu-id=\"a-§\">6 days</span></span>\n\n",
    ),
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
    trap("isolates in a number", "5\u{2066}\u{2069}"),
    trap("byte order marks in a number", "5\u{FEFF}"),
    trap("blanks of no width in words", "da\u{AD}ys "),
    trap("digits of many scripts", "5٥५５"),
    trap("ranges", "5-6 days, "),
    trap("ranges in words", "from 5 to 6 days "),
    trap("numbers in a list", "5, 6, "),
    trap("numbers in a list of words", "five and six and "),
    trap("ordinals", "5th "),
    trap("hundreds and thousands", "two hundred thousand "),
    trap("ands", "and "),
    trap("dates without years", "May 3 "),
    trap("numeric dates", "5/3/2021 "),
    trap("dates in a chain", "5/3/"),
    trap("ISO dates", "2021-05-03 "),
    trap("times in a chain", "5:30:"),
    trap("addresses", "10.0.0.§ "),
    trap("hashes", "a1b2c3d4e5f60718293a4b5c6d7e8f90§ "),
    trap("measures in a chain", "5GB"),
    trap("numbers with signs", "-5+"),
    trap("brackets and numbers", "(5 "),
    trap("quotation marks", "\"5 "),
    trap("idioms", "24/7 "),
    trap("weekdays", "Monday, "),
    trap("negations", "not 5 "),
    trap("a number and a very long word", "5a"),
    trap("dots", "."),
    trap("dashes", "–"),
    trap("non-breaking blanks in a number", "5\u{A0}000\u{A0}"),
    // Without an English, and in other languages.
    trap("sisters that disagree", "The ‡ files.\n\n").among(&["fr", "de", "nl"]),
    trap("sisters of one paragraph", "‡ files, ").among(&["fr", "de", "nl"]),
    trap("Japanese numbers", "‡ 日間、").among(&["en", "ja"]),
    trap("Arabic numbers", "‡ يوم ").among(&["en", "ar"]),
    trap("Thai words", "วันที่ ‡ ").among(&["en", "th"]),
    // Blocks and their order.
    trap("paragraphs with other numbers", "The ‡ files.\n\n"),
    trap("equal paragraphs", "5\n\n"),
    trap("headings and paragraphs", "## A §\n\nThe ‡ files.\n\n"),
    trap("code blocks", "```\na‡\n```\n\n"),
    trap("bytes that are no UTF-8", "\u{FFFE}5 days\n\n"),
    halves("paragraphs in the other order", "The § files.\n\n", "The ‡ days.\n\n"),
    halves("paragraphs of one side", "The ‡ files.\n\n", "- The ‡ days.\n"),
    trap("headings of one name", "## A\n\nThe ‡ files.\n\n"),
    trap("one word a paragraph", "a\n\n"),
    // Front matter.
    framed("keys", "---\n", "a§: b\n", "---\n"),
    framed("keys without end", "---\n", "a§: b\n", ""),
    framed("keys of one name", "---\n", "a: b\n", "---\n"),
    framed("brackets in front matter", "---\na: ", "[", "\n---\n"),
    framed("aliases", "---\na: &a [b]\n", "c§: *a\n", "---\n"),
    framed("nested sequences", "---\n", "- ", "a\n---\n"),
    framed("questions in front matter", "---\n", "? ", "a\n---\n"),
    framed("keys that go deeper", "---\n", "¶a:\n", "---\n"),
    framed("a long comment in front matter", "---\n#", "a", "\n---\n"),
    framed("documents in front matter", "---\n", "a: b\n...\n", "---\n"),
    framed("a long value", "---\ntitle: ", "5 days ", "\n---\n"),
];

impl Trap {
    /// The same behind `begin`.
    const fn with(self, begin: &'static str) -> Self {
        Self { begin, ..self }
    }

    /// The same in these locales.
    const fn among(self, locales: &'static [&'static str]) -> Self {
        Self { locales, ..self }
    }

    /// The English, or its translation: the `turn`th of the files.
    fn article(&self, bytes: usize, turn: usize) -> Vec<u8> {
        let mut text = String::with_capacity(bytes + 256);
        text.push_str(self.begin);
        let mut number = 0_usize;
        while text.len() < bytes {
            let is_late = !self.then.is_empty() && text.len() >= bytes / 2;
            let unit = if is_late { self.then } else { self.unit };
            number += 1;
            if unit.contains(['§', '‡', '¶', '‖']) {
                let unit = unit.replace('§', &number.to_string()).replace('‡', &(number + turn).to_string());
                text.push_str(&unit.replace('¶', &" ".repeat(number)).replace('‖', &"`".repeat(number)));
            } else {
                text.push_str(unit);
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
    println!("{:<40} {}   ms a MB; slowest by fastest", "", heads.join(" "));
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word));
    for trap in TRAPS.iter().filter(|trap| is_wanted(trap.name)) {
        measure(trap.name, &sizes, |size| trap.seconds(size));
    }
    for format in report::ALL {
        let name = format!("report: {}", format.name);
        if is_wanted(&name) {
            measure(&name, &sizes, |size| {
                let outcome = wrong_everywhere(size, format.wants_matrix);
                fastest(|| _ = (format.write)(&outcome, &Context::default(), &mut std::io::sink()))
            });
        }
    }
    for (name, work) in KEPT {
        if is_wanted(name) {
            measure(name, &sizes, |size| {
                let outcome = wrong_everywhere(size, false);
                fastest(|| work(&outcome))
            });
        }
    }
}

/// What is done with an outcome.
type Use = fn(&Outcome);

/// What is done with many findings, by name.
const KEPT: [(&str, Use); 2] = [("baseline of all findings", baseline), ("exceptions of all findings", exceptions)];

fn baseline(outcome: &Outcome) {
    let mut findings = outcome.findings.clone();
    let mut baseline = Baseline::of(&findings);
    baseline.add(&findings);
    baseline.hide(&mut findings);
    assert!(findings.is_empty());
}

fn exceptions(outcome: &Outcome) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("docparity-suppressions.toml");
    let exceptions: Vec<_> = outcome.findings.iter().map(|finding| Exception::of(finding, "Why.")).collect();
    Sidecar::add(&file, &exceptions).expect("exceptions that can be written");
    let sidecar = Sidecar::read(Path::new(&file)).expect("exceptions that can be read");
    let index = sidecar.index();
    let mut is_used = vec![false; index.len()];
    assert!(outcome.findings.iter().all(|finding| index.hides(finding, &mut is_used)));
}

/// An article whose every paragraph is wrong.
fn wrong_everywhere(megabytes: f64, with_matrix: bool) -> Outcome {
    let files = trap("", "The ‡ files.\n\n").files(megabytes);
    check::article(&files, &Options { with_matrix, ..Options::default() }).expect("an article that can be checked")
}

fn measure(name: &str, sizes: &[f64], seconds: impl Fn(f64) -> f64) {
    let mut each = Vec::new();
    print!("{name:<40}");
    for &size in sizes {
        let seconds = seconds(size);
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

impl Trap {
    /// An English article and its translation, or several translations, that are so large together.
    fn files(&self, megabytes: f64) -> Vec<HeldFile> {
        let bytes = (megabytes * 1e6) as usize / self.locales.len();
        let file = |(turn, locale): (usize, &&str)| HeldFile {
            path: format!("{locale}.md"),
            locale: (*locale).to_owned(),
            bytes: self.article(bytes, turn),
        };
        self.locales.iter().enumerate().map(file).collect()
    }

    fn seconds(&self, megabytes: f64) -> f64 {
        let files = self.files(megabytes);
        fastest(|| _ = std::hint::black_box(check::article(&files, &Options::default())))
    }
}

/// The seconds that `work` takes, the fewer of two runs where it is short.
fn fastest(work: impl Fn()) -> f64 {
    let run = || {
        let (began, spent) = (Instant::now(), processor_seconds());
        work();
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
