//! The texts of findings.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use std::hash::{Hash, Hasher};

/// A text that findings share: their paths, articles and rules, and mostly their sentences too, are those of others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(Arc<str>);

impl Words {
    /// It as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Words {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.as_str().to_owned()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Words {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Words> for &str {
    fn eq(&self, other: &Words) -> bool {
        *self == other.as_str()
    }
}

impl PartialEq<Words> for String {
    fn eq(&self, other: &Words) -> bool {
        self == other.as_str()
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// How many parts a pool has, so that threads seldom wait for each other.
const PARTS: usize = 16;

/// Texts that are there already, so that each is held once.
#[derive(Debug, Default)]
pub struct Pool([Mutex<FxHashSet<Words>>; PARTS]);

impl Pool {
    /// `text`, as it was given out before where it was.
    pub fn words(&self, text: &str) -> Words {
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        // The last bits choose the place within a part.
        let part = &self.0[(hasher.finish() >> 40) as usize % PARTS];
        let mut known = part.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(text) {
            Some(words) => words.clone(),
            None => {
                let words = Words::from(text);
                known.insert(words.clone());
                words
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_once() {
        let pool = Pool::default();
        let (a, b) = (pool.words("30 jours"), pool.words(&["30", "jours"].join(" ")));
        assert!(Arc::ptr_eq(&a.0, &b.0) && a == "30 jours" && pool.words("30 days") != a);
    }

    #[test]
    fn it_is_written_and_read_as_a_text() -> Result<(), serde_json::Error> {
        let words = Words::from("30 \"jours\"");
        assert_eq!(serde_json::to_string(&words)?, serde_json::to_string("30 \"jours\"")?);
        assert_eq!(serde_json::from_str::<Words>(&serde_json::to_string(&words)?)?, words);
        assert_eq!(format!("{words:>12}|{words:?}"), format!("{:>12}|{:?}", "30 \"jours\"", "30 \"jours\""));
        Ok(())
    }
}
