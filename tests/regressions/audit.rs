//! What readings of the audit showed false, and what beside it is found all the same.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("two files in the dual", "ar-SA", "Two files were saved.", "تم حفظ ملفين.", &[]),
    ("a range of months that ends with a word for ten", "pt-PT", "July - Dec 2023", "Julho - dez 2023", &[]),
    ("ten and not December", "pt-BR", "You can add ten users.", "Você pode adicionar dez usuários.", &[]),
    (
        "ten told as five",
        "pt-BR",
        "You can add ten users.",
        "Você pode adicionar cinco usuários.",
        &["number-mismatch"],
    ),
    (
        "around the clock in words",
        "zh-CN",
        "We answer 24 hours per day, 365 days per year.",
        "我们全年全天候答复。",
        &[],
    ),
    ("month 3 through 9 told as a length", "pl-PL", "Month 3 through 9", "Od 3 do 9 miesięcy", &[]),
    (
        "a dot that groups where the locale has another mark",
        "fr-FR",
        "For 2,500 users.",
        "Pour 2.500 utilisateurs.",
        &[],
    ),
    ("a decimal kept in English", "fr-FR", "It takes 2.500 seconds.", "Cela prend 2.500 secondes.", &["number-format"]),
    (
        "a name told again in another sentence",
        "nl-NL",
        "Open Harbor 365 and sign in. See the overview.",
        "Open Harbor 365 en meld u aan. Zie het overzicht van Harbor 365.",
        &[],
    ),
    (
        "a name told again in its sentence",
        "nl-NL",
        "Open Harbor 365 and sign in.",
        "Open Harbor 365 en meld u aan bij Harbor 365.",
        &["repeated-source"],
    ),
];
