//! How deep brackets go in a text that a parser is about to get.

/// Deeper is no writing of people's. (YAML's own reader takes 128 levels, but time that grows with the square of the
/// depth to find that there are more.)
const DEEPEST: usize = 1000;

/// Where more brackets and braces are open than anybody writes; `None` where that is nowhere. What stands between
/// quotation marks or in comments counts, too.
pub fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > DEEPEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_too_deep() {
        assert_eq!(too_deep("a: [b, {c: d}]"), None);
        assert_eq!(too_deep(&"[]".repeat(5000)), None);
        assert_eq!(too_deep(&"{a: [".repeat(5000)), Some(500 * 5));
    }
}
