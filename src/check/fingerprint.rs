//! Names of findings that stay the same from run to run, from machine to machine and from version to version: baselines
//! and code hosts keep them.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// How many bytes of a digest name a finding.
const LEN: usize = 16;

/// What a finding is named for, by parts that may be absent.
pub(super) type Parts<'p> = [Option<&'p str>];

/// Makes names, and counts among findings that are named for the same.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<[u8; LEN], u32>,
}

impl Fingerprints {
    /// The name of the next finding with these parts.
    pub(super) fn next(&mut self, parts: &Parts<'_>) -> String {
        let named = digest(parts);
        let counter = self.seen.entry(named).or_default();
        *counter += 1;
        let mut hasher = Sha256::new();
        hasher.update(named);
        hasher.update(counter.to_be_bytes());
        shown(&first_bytes(hasher))
    }
}

/// A digest in which the borders of the parts count.
fn digest(parts: &Parts<'_>) -> [u8; LEN] {
    let mut hasher = Sha256::new();
    for part in parts {
        // No text is this long: it tells an absent part from an empty one.
        let len = part.map_or(u64::MAX, |part| part.len() as u64);
        hasher.update(len.to_be_bytes());
        hasher.update(part.unwrap_or(""));
    }
    first_bytes(hasher)
}

fn first_bytes(hasher: Sha256) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    bytes.copy_from_slice(&hasher.finalize()[..LEN]);
    bytes
}

fn shown(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_last_and_tell_their_parts_apart() {
        let mut names = Fingerprints::default();
        let parts = [Some("date-mismatch"), Some("a.md"), None];
        // Written down: a baseline that was made by an older version must still hold.
        assert_eq!(names.next(&parts), "0ea1455ca583bc663806e45b941e1c02");
        let others = [
            names.next(&parts),
            names.next(&[Some("date-mismatch"), Some("a.md"), Some("")]),
            names.next(&[Some("date-mismatcha.md"), Some(""), None]),
            names.next(&[Some("date-mismatch"), Some("a.md")]),
        ];
        let mut distinct = others.to_vec();
        distinct.extend([Fingerprints::default().next(&parts)]);
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), others.len() + 1);
    }
}
