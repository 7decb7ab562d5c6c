//! Names and signs of currencies.

use serde_json::Value;

use super::block::{Block, clean, is_shouted};
use super::{Locale, strings};

const CODES: &str = "USD EUR GBP JPY CNY INR KRW BRL CAD AUD CHF SEK NOK DKK PLN CZK HUF RUB TRY MXN NZD TWD THB UAH BGN \
                     RON ILS ZAR SGD HKD";

/// Currencies of languages that the list of the world's does not have.
const OWN: &[(&str, &str)] = &[
    ("ar", "AED SAR EGP QAR"),
    ("is", "ISK"),
    ("id", "IDR"),
    ("ms", "MYR"),
    ("fil", "PHP"),
    ("vi", "VND"),
    ("sr", "RSD"),
    ("bs", "BAM"),
    ("kk", "KZT"),
    ("ka", "GEL"),
    ("fa", "IRR"),
    ("bn", "BDT"),
    ("ur", "PKR"),
    ("ne", "NPR"),
    ("sq", "ALL"),
    ("mk", "MKD"),
    ("hy", "AMD"),
    ("az", "AZN"),
    ("uz", "UZS"),
    ("mn", "MNT"),
    ("sw", "KES TZS"),
    ("km", "KHR"),
    ("lo", "LAK"),
    ("my", "MMK"),
    ("am", "ETB"),
];

/// Adds the currencies.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    let data = locale.source.main("cldr-numbers-full", &locale.name, "currencies");
    let data = &data["numbers"]["currencies"];
    block.add("currency $", "$");
    block.add("currency ¥", "¥");
    block.add("currency ¥", "￥");
    let language = locale.name.split('-').next().unwrap_or_default();
    let own = OWN.iter().find(|(tag, _)| *tag == language).map_or("", |(_, codes)| codes);
    for code in CODES.split_whitespace().chain(own.split_whitespace()) {
        add_currency(block, data, code);
    }
}

fn add_currency(block: &mut Block, data: &Value, code: &str) {
    // `TRY` and `ALL` are words in small letters.
    block.add(&format!("currency {code} exact"), code);
    let key = format!("currency {code}");
    for (_, name) in strings(&data[code]).filter(|(key, _)| key.starts_with("displayName")) {
        // Where CLDR has no name it gives the code.
        if name != code {
            block.add(&key, name);
        }
    }
    let symbol = clean(data[code]["symbol"].as_str().unwrap_or_default());
    add_symbol(block, code, &symbol);
    let narrow = clean(data[code]["symbol-alt-narrow"].as_str().unwrap_or_default());
    if is_own(data, code, &narrow) {
        add_symbol(block, code, &narrow);
    }
}

fn add_symbol(block: &mut Block, code: &str, symbol: &str) {
    if ["$", "¥", "￥", code].contains(&symbol) {
        return;
    }
    // The rand's R and the krona's Kr. are told from other things by case alone.
    let exact = if is_shouted(symbol) || symbol.chars().count() == 1 && symbol.is_ascii() { " exact" } else { "" };
    block.add(&format!("currency {code}{exact}"), symbol);
}

/// Whether a narrow sign is no other currency's sign in this locale, as `kr` and `$` are of several.
fn is_own(data: &Value, code: &str, narrow: &str) -> bool {
    let listed = |other: &str| CODES.split_whitespace().any(|code| code == other);
    let shares = |value: &Value| {
        let same = |key: &str| value[key].as_str().is_some_and(|symbol| clean(symbol) == narrow);
        (same("symbol"), same("symbol-alt-narrow"))
    };
    let takes = |(other, value): (&String, &Value)| {
        let (symbol, alternative) = shares(value);
        other != code && (symbol || alternative && listed(other))
    };
    !narrow.is_empty() && !data.as_object().into_iter().flatten().any(takes)
}
