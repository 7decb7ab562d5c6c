//! Findings as JSON with what their promised form leaves out: for another run of this program, not for scripts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Excerpt, Finding};
use crate::text::Span;

/// What the promised form of a finding leaves out.
#[derive(Serialize, Deserialize)]
struct Beside {
    words: Span,
    excerpt: Excerpt,
    byte_columns: (u32, u32),
    is_safe_fix: bool,
    /// The words and the lines of the source side.
    source: Option<(Span, Excerpt)>,
}

/// Writes findings. Errors where the serializer does.
pub fn serialize<S: Serializer>(findings: &[Finding], serializer: S) -> Result<S::Ok, S::Error> {
    let beside = |finding: &Finding| Beside {
        words: finding.target.words,
        excerpt: finding.excerpt.clone(),
        byte_columns: finding.byte_columns,
        is_safe_fix: finding.is_safe_fix,
        source: finding.source.as_ref().map(|source| (source.words, source.excerpt.clone())),
    };
    serializer.collect_seq(findings.iter().map(|finding| (finding, beside(finding))))
}

/// Reads what [`serialize`] wrote. Errors where it is something else.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Finding>, D::Error> {
    let whole = |(mut finding, beside): (Finding, Beside)| {
        finding.target.words = beside.words;
        finding.excerpt = beside.excerpt;
        finding.byte_columns = beside.byte_columns;
        finding.is_safe_fix = beside.is_safe_fix;
        if let (Some(source), Some((words, excerpt))) = (&mut finding.source, beside.source) {
            (source.words, source.excerpt) = (words, excerpt);
        }
        finding
    };
    Ok(Vec::<(Finding, Beside)>::deserialize(deserializer)?.into_iter().map(whole).collect())
}
