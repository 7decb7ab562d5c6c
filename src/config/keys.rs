//! Every key of `docparity.toml`: the one list that parsing, `config`, `init`, the reference and the schema are made of.

use serde_json::Value;

use crate::check::Pattern;
use crate::discover;

use super::form::{Form, Key, Shape, Words};
use super::values;

static LOCALE: Words = Words {
    what: "a locale",
    check: |text| values::locale_tag(text).map(drop),
    pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
};
static FOLDER: Words = Words { what: "a folder below the root", check: values::folder, pattern: "" };
static GLOB: Words = Words { what: "a glob as in `.gitignore`", check: values::glob, pattern: "" };
static TEXT: Words = Words { what: "a text", check: values::some, pattern: "" };
static SIZE: Words = Words { what: "a size", check: |text| values::size(text).map(drop), pattern: "^[0-9]+[KkMmGg]?$" };
static DAY: Words = Words {
    what: "a day, or `today`",
    check: |text| values::day(text).map(drop),
    pattern: "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
};
static WEAK: Words = Words {
    what: "a kind of fact, or `KIND:VALUE`",
    check: values::weak_fact,
    pattern: "^(number|ordinal|percent|ratio|fraction|multiple|duration|date|weekday|date-range|period|time|frequency|money|quantity|version|identifier)(:.+)?$",
};

static LOCALE_FORM: Form = Form::Text(&LOCALE);
static GLOB_FORM: Form = Form::Text(&GLOB);
static TEXT_FORM: Form = Form::Text(&TEXT);
static WEAK_FORM: Form = Form::Text(&WEAK);
static LEVEL_FORM: Form = Form::OneOf(|| vec!["error", "warning", "info", "off"]);

static PATTERN: Shape = Shape {
    what: "a table with `source` and `translation`",
    keys: &[
        Key {
            name: "source",
            form: Form::Text(&TEXT),
            describe: "The folder of the English, with `**` behind it.",
            example: r#""docs/**""#,
        },
        Key {
            name: "translation",
            form: Form::Text(&TEXT),
            describe: "The folder of a translation; `{locale}` stands for the locale, in a folder's name.",
            example: r#""i18n/{locale}/docs/**""#,
        },
    ],
    required: &["source", "translation"],
    check: usable_pattern,
};

static OVERRIDE: Shape = Shape {
    what: "a table with `paths` or `locales`, and what holds there",
    keys: &[
        Key {
            name: "paths",
            form: Form::List(&GLOB_FORM),
            describe: "Globs below the root; without them it holds for every file.",
            example: r#"["legacy/**"]"#,
        },
        Key {
            name: "locales",
            form: Form::List(&LOCALE_FORM),
            describe: "Locales of translations; without them it holds for all.",
            example: r#"["tr", "pt-BR"]"#,
        },
        Key {
            name: "severity",
            form: Form::ByRule(&LEVEL_FORM),
            describe: "As the key `severity` of the file.",
            example: r#"{ relation-mismatch = "warning" }"#,
        },
        Key {
            name: "weak",
            form: Form::List(&WEAK_FORM),
            describe: "As the key `weak` of the file; these are weak beside those.",
            example: r#"["ordinal"]"#,
        },
    ],
    required: &[],
    check: says_where,
};
static PATTERN_FORM: Form = Form::Record(&PATTERN);
static OVERRIDE_FORM: Form = Form::Record(&OVERRIDE);

/// Every key, in the order they are shown.
pub static KEYS: &[Key] = &[
    Key {
        name: "layout",
        form: Form::OneOf(discover::layout_names),
        describe: "How the tree is laid out, where it shall not be found out. `docparity layout` shows what is found out.",
        example: r#""locale-folders""#,
    },
    Key {
        name: "patterns",
        form: Form::List(&PATTERN_FORM),
        describe: "Where the English and its translations lie. Patterns come before every layout that is found out.",
        example: r#"[{ source = "docs/**", translation = "i18n/{locale}/docs/**" }]"#,
    },
    Key {
        name: "source",
        form: Form::Text(&FOLDER),
        describe: "The folder of the English articles.",
        example: r#""en-us""#,
    },
    Key {
        name: "source-locale",
        form: Form::Text(&LOCALE),
        describe: "The language of the source.",
        example: r#""en""#,
    },
    Key {
        name: "locales",
        form: Form::List(&LOCALE_FORM),
        describe: "`check`, `pairs` and `layout` report on these locales only; the others are witnesses.",
        example: r#"["fr", "zh-Hant"]"#,
    },
    Key {
        name: "include",
        form: Form::List(&GLOB_FORM),
        describe: "Only these files are reported.",
        example: r#"["docs/**"]"#,
    },
    Key {
        name: "exclude",
        form: Form::List(&GLOB_FORM),
        describe: "These files are not reported.",
        example: r#"["archive/**", "CHANGELOG.*"]"#,
    },
    Key {
        name: "select",
        form: Form::List(&Form::Rule),
        describe: "Only these rules run.",
        example: r#"["date-mismatch", "number-mismatch"]"#,
    },
    Key {
        name: "ignore",
        form: Form::List(&Form::Rule),
        describe: "These rules do not run.",
        example: r#"["missing-block"]"#,
    },
    Key {
        name: "severity",
        form: Form::ByRule(&LEVEL_FORM),
        describe: "How grave the findings of a rule are; `off` leaves them out. A severity selects no rule that does not run by default.",
        example: r#"{ repeated-source = "info", missing-block = "off" }"#,
    },
    Key {
        name: "override",
        form: Form::List(&OVERRIDE_FORM),
        describe: "What holds under some paths, in some locales, or both. Where several speak of a rule, the last one holds. May be written as `[[override]]`.",
        example: r#"[{ locales = ["tr"], severity = { relation-mismatch = "warning" } }]"#,
    },
    Key {
        name: "fail-on",
        form: Form::OneOf(|| vec!["error", "warning", "info", "never"]),
        describe: "`check` exits with 1 where a finding is this grave or graver.",
        example: r#""warning""#,
    },
    Key {
        name: "weak",
        form: Form::List(&WEAK_FORM),
        describe: "Facts that may match but are never demanded: all of a kind, or one value of it, written as `docparity facts` prints it.",
        example: r#"["ordinal", "number:24"]"#,
    },
    Key {
        name: "verbatim",
        form: Form::List(&TEXT_FORM),
        describe: "Product names and terms that are never translated, as they are written; case, spacing and endings do not matter. A number or date in one is part of the name. A name that the English has and the translation lacks, or has with another number, is reported.",
        example: r#"["Windows 11", "Suite 1,500", "Contoso Vault"]"#,
    },
    Key {
        name: "fiscal-year-start",
        form: Form::Month,
        describe: "The month in which the fiscal year begins, which is named for the calendar year in which it ends: with 7, FY20 is July 2019 to June 2020, and a translation that tells it as these months or days agrees. With 1, FY20 is the year 2020. Without it a fiscal period agrees with a fiscal period only.",
        example: "7",
    },
    Key {
        name: "as-of",
        form: Form::Text(&DAY),
        describe: "Deadlines and offers that are over on this day are reported (`past-deadline`).",
        example: "2026-01-31",
    },
    Key {
        name: "revision-keys",
        form: Form::List(&TEXT_FORM),
        describe: "Keys of the front matter that name the revision of the English that a translation was made from, the surest first; one that ends in `*` is any key that begins so.",
        example: r#"["ms.openlocfilehash", "source_sha*"]"#,
    },
    Key {
        name: "handoff-keys",
        form: Form::List(&TEXT_FORM),
        describe: "Keys of the front matter that name the day of the hand-off.",
        example: r#"["ms.lasthandoff"]"#,
    },
    Key {
        name: "date-keys",
        form: Form::List(&TEXT_FORM),
        describe: "Keys of the front matter that name the day of the article.",
        example: r#"["ms.date", "date"]"#,
    },
    Key {
        name: "max-file-size",
        form: Form::Text(&SIZE),
        describe: "Larger files are not read; K, M and G are understood.",
        example: r#""16M""#,
    },
];

fn usable_pattern(value: &Value) -> Result<(), String> {
    let pattern = serde_json::from_value::<Pattern>(value.clone()).map_err(|error| format!("{error}."))?;
    if pattern.is_usable() {
        return Ok(());
    }
    Err("write the folder of the English and that of its translations, with `{locale}` where the locale stands, as in `docs/**` and `i18n/{locale}/docs/**`.".to_owned())
}

fn says_where(value: &Value) -> Result<(), String> {
    if ["paths", "locales"].iter().any(|key| value[key].as_array().is_some_and(|list| !list.is_empty())) {
        return Ok(());
    }
    Err("it says not where it holds; add `paths` or `locales`, or use the keys of the file.".to_owned())
}
