//! The span pairs of published articles, counted by a regular expression and by the parser. Needs the
//! corpus beside the project (`DOCPARITY_SHARED` overrules where), and says so where it is absent.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::fs;
use std::path::Path;

use docparity::document;
use docparity::text::{Source, Span};
use regex::Regex;

#[path = "common/corpus.rs"]
mod corpus;
use corpus::{articles, shared};

fn read(path: &Path) -> Source {
    Source::from_bytes(&path.to_string_lossy(), fs::read(path).unwrap_or_default())
}

/// Letters and digits only: what is the same however markup is taken away.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

struct Expected {
    pair: Regex,
    link: Regex,
    tag: Regex,
}

impl Expected {
    fn new() -> Option<Self> {
        let span = r#"<span data-ttu-id="([0-9a-f]+-\d+)">(.*?)</span><span class="sxs-lookup"><span data-stu-id="([0-9a-f]+-\d+)">(.*?)</span></span>"#;
        Some(Self {
            pair: Regex::new(&format!("(?s){span}")).ok()?,
            link: Regex::new(r"\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]").ok()?,
            tag: Regex::new(r"</?(?:a|b|i|em|strong|br|p|ul|li|font|sup|span)\b[^>]*>|&[a-zA-Z#0-9]+;").ok()?,
        })
    }

    fn letters(&self, raw: &str) -> String {
        letters(&self.tag.replace_all(&self.link.replace_all(raw, "]"), ""))
    }
}

#[derive(Default, Debug)]
struct Tally {
    expected: usize,
    found: usize,
    same_text: usize,
    examples: Vec<String>,
    defects: BTreeMap<String, usize>,
}

#[test]
fn the_pairs_of_published_articles_are_found_with_their_text() {
    let Some(expected) = Expected::new() else { panic!("the expressions are valid") };
    for name in ["corpus/partner-sxs", "corpus/alchemy-sxs", "seeds"] {
        let Some(folder) = shared(name) else { continue };
        let mut tally = Tally::default();
        for path in articles(&folder) {
            count(&read(&path), &expected, &mut tally);
        }
        eprintln!("{name}: {} pairs, {} found, {} with the same text", tally.expected, tally.found, tally.same_text);
        eprintln!("{name}: defects {:?}", tally.defects);
        let limit: usize = env::var("DOCPARITY_EXAMPLES").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
        tally.examples.iter().take(limit).for_each(|example| eprintln!("  {example}"));
        assert!(tally.expected > 0, "{name} holds no pair");
        assert!(tally.found * 1000 >= tally.expected * 999, "{name}: pairs are lost");
        let defects: usize = tally.defects.values().sum();
        assert!(defects * 10_000 <= tally.expected, "{name}: {:?}", tally.defects);
        assert!(tally.same_text * 1000 >= tally.expected * 999, "{name}: text of pairs is lost");
    }
}

fn count(source: &Source, expected: &Expected, tally: &mut Tally) {
    let article = document::parse(&source.text);
    let mut found: HashMap<&str, Vec<(String, String)>> = HashMap::new();
    for segment in article.blocks.iter().flat_map(|block| &block.segments) {
        let letters_of =
            |side: &Option<document::Text<'_>>| side.as_ref().map_or(String::new(), |t| letters(&t.cooked));
        if let Some(id) = &segment.id {
            found.entry(id).or_default().push((letters_of(&segment.target), letters_of(&segment.source)));
        }
    }
    for defect in &article.defects {
        *tally.defects.entry(format!("{:?}", defect.kind)).or_default() += 1;
        let place = source.text.get(defect.span.range().start..).unwrap_or("");
        let shown: String = place.chars().take(400).collect();
        tally.examples.push(format!("DEFECT {:?} {} {}: {shown}", defect.kind, source.path, defect.id));
    }
    for pair in expected.pair.captures_iter(&source.text).filter(|pair| pair[1] == pair[3]) {
        let (target, english) = (expected.letters(&pair[2]), expected.letters(&pair[4]));
        tally.expected += 1;
        let Some(sides) = found.get(&pair[1]) else {
            if target.is_empty() && english.is_empty() {
                tally.expected -= 1;
                continue;
            }
            tally.examples.push(format!("LOST {} {}", source.path, &pair[0]));
            continue;
        };
        tally.found += 1;
        if sides.contains(&(target.clone(), english.clone())) {
            tally.same_text += 1;
        } else {
            tally.examples.push(format!(
                "OTHER {} {}\n    {:?}\n    {:?}",
                source.path,
                &pair[0],
                sides,
                (target, english)
            ));
        }
    }
}

#[test]
fn every_piece_of_published_articles_leads_back_to_its_bytes() {
    for name in ["corpus/partner-sxs", "corpus/partner-plain", "corpus/alchemy-sxs", "corpus/helm-docusaurus", "seeds"]
    {
        let Some(folder) = shared(name) else { continue };
        let (mut texts, mut owned) = (0_usize, 0_usize);
        for path in articles(&folder) {
            let source = read(&path);
            let article = document::parse(&source.text);
            let segments = article.blocks.iter().flat_map(|block| &block.segments);
            for text in segments.flat_map(|segment| [&segment.target, &segment.source]).flatten() {
                texts += 1;
                owned += usize::from(text.pieces.len() > 1);
                check_pieces(text, &source);
            }
        }
        eprintln!("{name}: {texts} texts, {owned} of them of more than one piece");
    }
}

fn check_pieces(text: &document::Text<'_>, source: &Source) {
    assert!(!text.pieces.is_empty(), "{}: {:?}", source.path, text.cooked);
    assert_eq!(text.pieces[0].cooked, 0);
    let ends = text.pieces.iter().skip(1).map(|piece| piece.cooked as usize).chain([text.cooked.len()]);
    for (piece, end) in text.pieces.iter().zip(ends) {
        let run = &text.cooked[piece.cooked as usize..end];
        let raw = source.slice(piece.span);
        let is_one_character = run.chars().count() == 1;
        assert!(run.len() != raw.len() || run == raw || is_one_character, "{}: {run:?} from {raw:?}", source.path);
    }
    let mut start = 0;
    for mark in &text.marks {
        assert!(mark.span.start >= start && mark.span.end as usize <= text.cooked.len(), "{}: {text:?}", source.path);
        assert!(text.cooked.get(mark.span.range()).is_some(), "{}: {text:?}", source.path);
        start = mark.span.start;
    }
    let whole = text.article_span(Span::new(0, text.cooked.len()));
    assert!(source.text.get(whole.range()).is_some());
}
