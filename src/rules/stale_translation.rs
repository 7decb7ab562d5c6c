//! `stale-translation`: a fact that an older English stated and today's does not.

use super::Trouble;
use super::wording::stale;
use super::{About, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::finds`].
pub(super) static RULE: Rule = Rule {
    id: "stale-translation",
    severity: Severity::Warning,
    about: About::Family,
    finds: "a fact that an older English stated and today's does not",
    explanation: "The translation is faithful to the English it was made from; that English has changed since. The finding names what its readers are told and what the newer English says, the revision and hand-off of both, the locales that say the new value, those that say another, and those that are behind as well. It needs a new hand-off, not a correction.\n\nWhat the translation was made from is told by the English beside it (span pairs), or by the commit that its front matter records (`ms.openlocfilehash`, `ms.sourcegitcommit`, `l10n.sourceCommit`, `source-git-commit`, `source_commit`, `source_sha` and the like) where the English tree is in a git repository that holds it, under its former name too. With `--changed` it is also the English before the change. Where neither is at hand, translations that record the same revision decide, three or more: what they all say, and today’s English does not, their source said.",
    examples: &[],
    claims: |problem| matches!(problem.trouble, Trouble::Stale(_)),
    message: |problem| {
        let Trouble::Stale(witnesses) = &problem.trouble else { return String::new() };
        stale(problem, witnesses)
    },
    is_default: true,
};
