//! What alignment does, told as small articles.

use std::fmt::Write;
use std::time::Instant;

use super::{How, Outline, Row, Side, align, align_same_language};
use crate::document::{Article, parse};

/// The rows of two articles, a line each: the kind of match and both texts.
fn show(a: &str, b: &str) -> String {
    let (a, b) = (parse(a), parse(b));
    let rows = align(&Outline::of(&a, Side::Target), &Outline::of(&b, Side::Target));
    let mut out = String::new();
    for Row { a: i, b: j, how } in rows {
        let _ = writeln!(out, "{how:?}: {} | {}", text(&a, i), text(&b, j));
    }
    out
}

fn text(article: &Article<'_>, index: Option<usize>) -> String {
    let Some(block) = index.and_then(|index| article.blocks.get(index)) else { return "-".to_owned() };
    let texts = block.segments.iter().filter_map(|segment| segment.target.as_ref());
    texts.map(|text| text.cooked.chars().take(24).collect::<String>()).collect()
}

#[test]
fn sections_meet_by_anchor_or_by_the_slug_of_the_english_heading() {
    let german = "---\ntitle: Pläne\ndescription: Alles über Pläne.\n---\n# <a name=\"plans\"></a>Pläne\n\nErst lesen.\n\n\
                  ## <a name=\"buy-a-plan\"></a>Plan kaufen\n\nZahlen Sie bar.\n";
    let english = "---\ntitle: Plans\ndescription: All about plans.\n---\n# Plans\n\nRead first.\n\n\
                   ## Before you start\n\nHave money.\n\n## Buy a plan\n\nPay cash.\n";
    insta::assert_snapshot!(show(german, english), @r#"
    Anchor: Pläne | Plans
    Anchor: Alles über Pläne. | All about plans.
    Anchor: Pläne | Plans
    Guess: Erst lesen. | Read first.
    Alone: - | Before you start
    Alone: - | Have money.
    Anchor: Plan kaufen | Buy a plan
    Structure: Zahlen Sie bar. | Pay cash.
    "#);
}

#[test]
fn front_matter_never_meets_the_body() {
    let rows = show("---\ntitle: Speicher\n---\nText\n", "Storage\n\nText\n");
    insta::assert_snapshot!(rows, @r#"
    Alone: - | Storage
    Alone: Speicher | -
    Content: Text | Text
    "#);
}

#[test]
fn headings_without_anchors_meet_by_level_order_and_what_follows() {
    let french = "# Guide\n\n## Installation rapide\n\nLancez `setup.exe` puis attendez 10 minutes.\n\n## Mise à jour\n\n\
                  Voir [la page](update.md).\n\n## Suppression\n\nContactez le support.\n";
    let english = "# Guidebook\n\n## Quick setup\n\nRun `setup.exe`, then wait 10 minutes.\n\n## Updates\n\n\
                   See [the page](../update.md).\n\n## Removal\n\nContact support.\n";
    insta::assert_snapshot!(show(french, english), @r#"
    Structure: Guide | Guidebook
    Structure: Installation rapide | Quick setup
    Content: Lancez setup.exe puis at | Run setup.exe, then wait
    Structure: Mise à jour | Updates
    Content: Voir la page. | See the page.
    Structure: Suppression | Removal
    Content: Contactez le support. | Contact support.
    "#);
}

#[test]
fn a_paragraph_that_became_an_introduction_and_a_list_answers_both() {
    let old = "# <a name=\"help\"></a>Hilfe\n\nDamit Sie Zeit haben, **gilt Ihr Rabatt, der zwischen dem 1. März und dem \
               31. Mai 2020 endet**, bis zum Jahr 2021 weiter.\n\n- **Läuft Ihr Vertrag aus**, dann zahlen Sie im Portal \
               Contoso Hub.\n";
    let new = "# Help\n\nTo give you time:\n\n- **if your discount ends between March 1 and May 31, 2020**, it goes on \
               until 2021.\n\n- **If your contract is about to end**, pay in the portal Contoso Hub.\n";
    insta::assert_snapshot!(show(old, new), @r#"
    Anchor: Hilfe | Help
    Guess: Damit Sie Zeit haben, gi | To give you time:
    Content: Damit Sie Zeit haben, gi | if your discount ends be
    Content: Läuft Ihr Vertrag aus, d | If your contract is abou
    "#);
}

#[test]
fn a_list_that_became_paragraphs_still_meets_them() {
    let old =
        "# <a name=\"steps\"></a>Schritte\n\n- Öffnen Sie `config.json`.\n- Setzen Sie 4096 ein.\n- Starten Sie neu.\n";
    let new = "# Steps\n\nOpen `config.json`.\n\nEnter 4096.\n\nStart again.\n";
    insta::assert_snapshot!(show(old, new), @r#"
    Anchor: Schritte | Steps
    Content: Öffnen Sie config.json. | Open config.json.
    Content: Setzen Sie 4096 ein. | Enter 4096.
    Structure: Starten Sie neu. | Start again.
    "#);
}

#[test]
fn an_extra_note_and_a_missing_section_stay_alone() {
    let swedish = "# <a name=\"a\"></a>Avtal\n\nAvtalet gäller i 12 månader från start.\n\n\
                   ## <a name=\"c\"></a>Kontakt\n\nRing Fabrikam.\n";
    let english = "# A\n\nThe agreement is valid for 12 months from its start.\n\n> [!NOTE]\n> This was new in the spring \
                   release, which every reader of this page should have a look at.\n\n## B\n\nWhat the section says.\n\n\
                   ## C\n\nCall Fabrikam.\n";
    insta::assert_snapshot!(show(swedish, english), @r#"
    Anchor: Avtal | A
    Content: Avtalet gäller i 12 måna | The agreement is valid f
    Alone: - | This was new in the spri
    Alone: - | B
    Alone: - | What the section says.
    Anchor: Kontakt | C
    Content: Ring Fabrikam. | Call Fabrikam.
    "#);
}

#[test]
fn tables_of_one_shape_are_held_cell_by_cell() {
    let dutch = "|Land|Prijs|\n|-|-|\n|Duitsland|5 EUR|\n|Zweden|60 SEK|\n";
    let english = "|Country|Price|\n|-|-|\n|Germany|5 EUR|\n|Sweden|6 SEK|\n";
    insta::assert_snapshot!(show(dutch, english), @r#"
    Structure: Land | Country
    Structure: Prijs | Price
    Structure: Duitsland | Germany
    Structure: 5 EUR | 5 EUR
    Structure: Zweden | Sweden
    Structure: 60 SEK | 6 SEK
    "#);
}

#[test]
fn a_row_that_a_table_lacks_shifts_no_other_row() {
    let dutch = "|Land|Code|Prijs|\n|-|-|-|\n|Duitsland|DE|500 EUR|\n|Noorwegen|NO|7000 NOK|\n";
    let english = "|Country|Code|Price|\n|-|-|-|\n|Germany|DE|500 EUR|\n|Sweden|SE|6000 SEK|\n|Norway|NO|7000 NOK|\n";
    insta::assert_snapshot!(show(dutch, english), @r#"
    Structure: Land | Country
    Structure: Code | Code
    Structure: Prijs | Price
    Structure: Duitsland | Germany
    Structure: DE | DE
    Structure: 500 EUR | 500 EUR
    Alone: - | Sweden
    Alone: - | SE
    Alone: - | 6000 SEK
    Structure: Noorwegen | Norway
    Structure: NO | NO
    Structure: 7000 NOK | 7000 NOK
    "#);
}

#[test]
fn a_paragraph_that_moved_is_found_by_what_only_it_says() {
    let italian = "# <a name=\"x\"></a>X\n\nUsate `New-AzThing` con il codice KB4549949 per [questo](thing.md).\n\n\
                   ## <a name=\"y\"></a>Y\n\nNiente di nuovo.\n";
    let english = "# X\n\n## Y\n\nNothing new.\n\nUse `New-AzThing` with the code KB4549949 for [this](thing.md).\n";
    insta::assert_snapshot!(show(italian, english), @r#"
    Anchor: X | X
    Content: Usate New-AzThing con il | Use New-AzThing with the
    Anchor: Y | Y
    Guess: Niente di nuovo. | Nothing new.
    "#);
}

#[test]
fn sections_that_changed_places_keep_their_blocks() {
    let german = "## <a name=\"one\"></a>Eins\n\nErster Satz hier.\n\n## <a name=\"two\"></a>Zwei\n\nZweiter Satz.\n";
    let english = "## Two\n\nSecond sentence.\n\n## One\n\nFirst sentence here.\n";
    insta::assert_snapshot!(show(german, english), @r#"
    Anchor: Eins | One
    Structure: Erster Satz hier. | First sentence here.
    Anchor: Zwei | Two
    Structure: Zweiter Satz. | Second sentence.
    "#);
}

#[test]
fn the_same_heading_in_every_section_meets_the_one_of_its_section() {
    let german = "## <a name=\"may\"></a>Mai\n\n### <a name=\"details\"></a>Details\n\nMai-Text.\n";
    let english = "## June\n\n### Details\n\nText of June.\n\n## May\n\n### Details\n\nText of May.\n";
    insta::assert_snapshot!(show(german, english), @r#"
    Alone: - | June
    Alone: - | Details
    Alone: - | Text of June.
    Anchor: Mai | May
    Anchor: Details | Details
    Structure: Mai-Text. | Text of May.
    "#);
}

#[test]
fn code_meets_the_code_that_it_is() {
    let german = "```\ncargo build --release\n```\n\nDann:\n\n```\nscp target/app server:/opt\n```\n";
    let english = "```\nscp target/app server:/opt\n```\n";
    insta::assert_snapshot!(show(german, english), @r#"
    Alone: cargo build --release | -
    Alone: Dann: | -
    Content: scp target/app server:/o | scp target/app server:/o
    "#);
}

#[test]
fn the_english_side_of_a_bilingual_article_is_aligned_as_english() {
    let bilingual = "<span data-ttu-id=\"1-1\">Wacht 30 dagen.</span><span class=\"sxs-lookup\">\
                     <span data-stu-id=\"1-1\">Wait 30 days.</span></span>\n\n```\nrun --fast\n```\n";
    let (dutch, german) = (parse(bilingual), parse("Warten Sie 30 Tage.\n\n```\nrun --fast\n```\n"));
    let rows = align(&Outline::of(&german, Side::Target), &Outline::of(&dutch, Side::Source));
    let pairs: Vec<_> = rows.iter().map(|row| (row.a, row.b)).collect();
    assert_eq!(pairs, [(Some(0), Some(0)), (Some(1), Some(1))]);
}

#[test]
fn every_block_is_in_a_row_whatever_the_articles_are() {
    let articles =
        ["", "# a", "text", "|a|\n|-|\n|b|\n", "- a\n- b\n", "# a\n# a\n# a\n", "---\ntitle: a\n---\n", "```\n```"];
    for a in articles {
        for b in articles {
            let (a, b) = (parse(a), parse(b));
            let rows = align(&Outline::of(&a, Side::Target), &Outline::of(&b, Side::Target));
            assert!((0..a.blocks.len()).all(|i| rows.iter().any(|row| row.a == Some(i))));
            assert!((0..b.blocks.len()).all(|j| rows.iter().any(|row| row.b == Some(j))));
            assert!(rows.iter().all(|row| (row.how == How::Alone) == (row.a.is_none() || row.b.is_none())));
        }
    }
}

/// Articles put together at random from a few pieces, the same ones for the same seed.
fn random_article(seed: &mut u64) -> String {
    let pieces = [
        "# A\n\n",
        "## <a name=\"a\"></a>B 1\n\n",
        "## C\n\n",
        "Text 42 of [x](../a.md).\n\n",
        "Intro:\n\n",
        "- item\n- KB4549949\n\n",
        "|a|b|\n|-|-|\n|1|2|\n|||\n|ü|中文|\n\n",
        "> [!NOTE]\n> 中文说明 15 天\n\n",
        "```\nlet a = 1;\n```\n\n",
        "![alt](a.png)\n\n",
        "Ж\u{301} ﷽ 🦀 é\u{C9}\u{C3}\n\n",
    ];
    let mut next = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize
    };
    (0..next() % 90).map(|_| pieces[next() % pieces.len()]).collect()
}

#[test]
fn articles_put_together_at_random_lose_no_block() {
    let mut seed = 7;
    for _ in 0..300 {
        let (a, b) = (random_article(&mut seed), random_article(&mut seed));
        let (a, b) = (Outline::of(&parse(&a), Side::Target), Outline::of(&parse(&b), Side::Target));
        let rows = align(&a, &b);
        assert!((0..a.len()).all(|i| rows.iter().any(|row| row.a == Some(i))));
        assert!((0..b.len()).all(|j| rows.iter().any(|row| row.b == Some(j))));
        let alone = rows.iter().filter(|row| row.how == How::Alone);
        let mut partners = alone.flat_map(|one| rows.iter().filter(move |row| *row != one).map(move |row| (one, row)));
        assert!(!partners.any(|(one, row)| (one.a.is_some() && one.a == row.a) || (one.b.is_some() && one.b == row.b)));
    }
}

#[test]
fn sentences_of_two_revisions_meet_by_their_words() {
    let old = ["You have 30 days to renew.", "Your benefits go on.", "We remind you 15 days before that."];
    let new = ["You now have 45 days to renew.", "A fee is due.", "We remind you 15 days before that.", "Bye."];
    let rows = align_same_language(&old, &new);
    let expected = [(Some(0), Some(0)), (Some(1), None), (None, Some(1)), (Some(2), Some(2)), (None, Some(3))];
    assert_eq!(rows, expected);
}

#[test]
fn a_sentence_that_was_split_meets_both_parts() {
    let old = ["Pay the fee in the portal, and then wait 5 days for the letter."];
    let new = ["Pay the fee in the portal.", "Then wait 5 days for the letter."];
    assert_eq!(align_same_language(&old, &new), [(Some(0), Some(0)), (Some(0), Some(1))]);
    let new = ["在门户中支付费用。", "完全不同"];
    assert_eq!(align_same_language(&["在门户中支付费用，然后"], &new), [(Some(0), Some(0)), (None, Some(1))]);
}

/// A table of so many rows, of which one in `gap` is left out.
fn long_table(rows: usize, gap: usize, word: &str) -> String {
    let mut table = "|a|b|\n|-|-|\n".to_owned();
    for row in (0..rows).filter(|row| row % gap != gap - 1) {
        let _ = writeln!(table, "|{word} {row}|{}|", row * 7);
    }
    table
}

#[test]
fn long_tables_and_articles_take_time_and_memory_in_proportion() {
    let both = [long_table(20_000, 20_001, "Zeile"), long_table(20_000, 50, "row")];
    let start = Instant::now();
    let [a, b] = both.each_ref().map(|text| Outline::of(&parse(text), Side::Target));
    let rows = align(&a, &b);
    let paired = rows.iter().filter(|row| row.a.is_some() && row.b.is_some()).count();
    assert_eq!(paired, 2 + 2 * 19_600, "all rows but those that are missing");

    let same = ["Noch ein Absatz.\n\n".repeat(5_000), "One more paragraph, and words.\n\n- item\n\n".repeat(5_000)];
    let [a, b] = same.each_ref().map(|text| Outline::of(&parse(text), Side::Target));
    assert!(align(&a, &b).len() >= 10_000);
    // Without a corridor this takes minutes.
    assert!(start.elapsed().as_secs() < 60);
}
