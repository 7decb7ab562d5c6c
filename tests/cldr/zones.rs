//! Names of time zones.

use super::block::Block;
use super::{Locale, strings};

/// Metazone of CLDR, and our ids for its generic, standard and daylight names.
const ZONES: &[(&str, &str, &str, &str)] = &[
    ("America_Pacific", "PT", "PST", "PDT"),
    ("America_Mountain", "MT", "MST", "MDT"),
    ("America_Central", "CT", "CST", "CDT"),
    ("America_Eastern", "ET", "EST", "EDT"),
    ("Atlantic", "AT", "AST", "ADT"),
    ("Alaska", "AKT", "AKST", "AKDT"),
    ("Hawaii", "HST", "HST", ""),
    ("GMT", "GMT", "GMT", ""),
    ("Europe_Western", "WET", "WET", "WEST"),
    ("Europe_Central", "CET", "CET", "CEST"),
    ("Europe_Eastern", "EET", "EET", "EEST"),
    ("Moscow", "MSK", "MSK", ""),
    ("India", "IST", "IST", ""),
    ("Japan", "JST", "JST", ""),
    ("Korea", "KST", "KST", ""),
    // China's own CST is America's to everyone else.
    ("China", "CNST", "CNST", ""),
    ("Singapore", "SGT", "SGT", ""),
    ("Australia_Eastern", "AET", "AEST", "AEDT"),
    ("Australia_Western", "AWST", "AWST", ""),
    ("New_Zealand", "NZT", "NZST", "NZDT"),
    ("Brasilia", "BRT", "BRT", ""),
];

/// Adds the zones.
pub(crate) fn add(block: &mut Block, locale: &Locale) {
    let names = locale.source.main("cldr-dates-full", &locale.name, "timeZoneNames");
    let names = &names["dates"]["timeZoneNames"];
    add_name(block, "UTC", "UTC");
    for length in ["long", "short"] {
        for (_, name) in strings(&names["zone"]["Etc"]["UTC"][length]) {
            add_name(block, "UTC", name);
        }
    }
    for (metazone, generic, standard, daylight) in ZONES {
        for (id, kind) in [(generic, "generic"), (standard, "standard"), (daylight, "daylight")] {
            if id.is_empty() {
                continue;
            }
            // Abbreviations are English, and written so in every language.
            if *id != "CNST" {
                add_name(block, id, id);
            }
            for length in ["long", "short"] {
                add_name(block, id, names["metazone"][*metazone][length][kind].as_str().unwrap_or_default());
            }
        }
    }
}

/// `ET` and `AT` are words of other languages: capitals count.
fn add_name(block: &mut Block, id: &str, name: &str) {
    let exact = if super::block::is_shouted(name) { " exact" } else { "" };
    block.add(&format!("zone {id}{exact}"), name);
}
