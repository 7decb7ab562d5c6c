//! Where the time of a run went.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What each stage of a run took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timings {
    /// In the order of the work.
    pub stages: Vec<StageTime>,
    /// Bytes of articles that were read.
    pub bytes: u64,
}

/// What one stage took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageTime {
    /// The stage.
    pub name: Cow<'static, str>,
    /// Seconds, added up over all threads.
    pub seconds: f64,
}
