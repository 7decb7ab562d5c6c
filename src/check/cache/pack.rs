//! The file that keeps results: entries one behind the other, then a sealed index of them, then where that begins.
//!
//! Nothing of it is trusted unseen: the index is sealed under the name of the run that it serves, and each entry is held
//! against the digest that the index has of it.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use crate::save;
use crate::seal;

/// A SHA-256.
pub(super) type Digest = [u8; 32];

/// How many bytes the end of the file takes: where the index begins, as hexadecimal digits, and a line end.
const TRAILER: usize = 17;

/// Where an entry stands and the digest of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    start: u64,
    length: u64,
    digest: Digest,
}

/// Entries by their key.
type Index = FxHashMap<Digest, Place>;

/// A pack that an earlier run left.
#[derive(Debug)]
pub(super) struct Pack {
    file: Mutex<File>,
    index: Index,
}

impl Pack {
    /// The pack at `path`, if one is there that was written under `name` and is whole as far as its index says.
    pub(super) fn open(path: &Path, name: &str) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let end = file.seek(SeekFrom::End(0)).ok()?.checked_sub(TRAILER as u64)?;
        file.seek(SeekFrom::Start(end)).ok()?;
        let mut trailer = [0; TRAILER];
        file.read_exact(&mut trailer).ok()?;
        let digits = std::str::from_utf8(trailer.strip_suffix(b"\n")?).ok()?;
        let start = u64::from_str_radix(digits, 16).ok()?;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut sealed = Vec::new();
        Read::by_ref(&mut file).take(end.checked_sub(start)?).read_to_end(&mut sealed).ok()?;
        let (sealed_name, list) = seal::open::<Vec<(Digest, Place)>>(&sealed).ok()?;
        (sealed_name == name).then(|| Self { file: Mutex::new(file), index: list.into_iter().collect() })
    }

    /// How many entries it has.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// The bytes kept under `key`; `None` where there are none, or not as they were written.
    pub(super) fn get(&self, key: &Digest) -> Option<Vec<u8>> {
        let place = self.index.get(key)?;
        let mut bytes = Vec::new();
        {
            let mut file = unpoisoned(&self.file);
            file.seek(SeekFrom::Start(place.start)).ok()?;
            // Not more than the file has, whatever the index says.
            Read::by_ref(&mut *file).take(place.length).read_to_end(&mut bytes).ok()?;
        }
        (digest_of(&bytes) == place.digest).then_some(bytes)
    }
}

/// A pack that is being written, beside the one whose place it will take.
#[derive(Debug)]
pub(super) struct Fresh {
    out: BufWriter<NamedTempFile>,
    end: u64,
    index: Vec<(Digest, Place)>,
}

impl Fresh {
    /// Errors where nothing can be written in `folder`.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        Ok(Self { out: BufWriter::with_capacity(1 << 18, save::temporary(folder)?), end: 0, index: Vec::new() })
    }

    /// Adds `bytes`, whose digest that is, under `key`.
    pub(super) fn add(&mut self, key: Digest, bytes: &[u8], digest: Digest) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.index.push((key, Place { start: self.end, length: bytes.len() as u64, digest }));
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Takes over from `old` what stands there under `keys`.
    pub(super) fn take_over(&mut self, old: &Pack, keys: &[Digest]) -> io::Result<()> {
        for key in keys {
            if let Some(bytes) = old.get(key) {
                self.add(*key, &bytes, digest_of(&bytes))?;
            }
        }
        Ok(())
    }

    /// Puts the pack in the place of the one at `path`, sealed under `name`.
    pub(super) fn finish(mut self, path: &Path, name: &str) -> io::Result<()> {
        // Whichever thread was first: the same entries make the same index.
        self.index.sort_unstable_by_key(|(key, _)| *key);
        self.out.write_all(&seal::sealed(name, &self.index)?)?;
        writeln!(self.out, "{:016x}", self.end)?;
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        // What a power failure leaves unfinished is not whole, and so not trusted: there is nothing to wait for.
        file.persist(path).map(drop).map_err(|error| error.error)
    }
}

pub(super) fn digest_of(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// What a mutex holds: no step of its users leaves it half changed.
pub(super) fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    const KEYS: [Digest; 2] = [[1; 32], [2; 32]];

    /// The bytes of a pack of two entries.
    fn pack(path: &Path) -> io::Result<Vec<u8>> {
        let mut fresh = Fresh::begin(path.parent().unwrap_or(path))?;
        for (key, bytes) in KEYS.into_iter().zip([b"one".as_slice(), b"two"]) {
            fresh.add(key, bytes, digest_of(bytes))?;
        }
        fresh.finish(path, "name")?;
        std::fs::read(path)
    }

    #[test]
    fn what_was_written_is_read() -> Outcome {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("pack");
        pack(&path)?;
        let pack = Pack::open(&path, "name").ok_or("no pack")?;
        assert_eq!(KEYS.map(|key| pack.get(&key)), [Some(b"one".to_vec()), Some(b"two".to_vec())]);
        assert_eq!((pack.len(), pack.get(&[3; 32])), (2, None));
        assert!(Pack::open(&path, "another name").is_none());
        let mut fresh = Fresh::begin(folder.path())?;
        fresh.take_over(&pack, &KEYS[1..])?;
        drop(pack);
        fresh.finish(&path, "name")?;
        let pack = Pack::open(&path, "name").ok_or("no pack")?;
        assert_eq!(KEYS.map(|key| pack.get(&key)), [None, Some(b"two".to_vec())]);
        Ok(())
    }

    #[test]
    fn whatever_byte_is_damaged_or_lacking_no_entry_is_another() -> Outcome {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("pack");
        let whole = pack(&path)?;
        let mut damaged: Vec<Vec<u8>> = (0..whole.len()).map(|length| whole[..length].to_vec()).collect();
        damaged.extend((0..whole.len()).map(|at| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            bytes
        }));
        let mut swapped = whole.clone();
        swapped[..6].copy_from_slice(b"twoone");
        damaged.push(swapped);
        for bytes in damaged {
            std::fs::write(&path, bytes)?;
            let Some(pack) = Pack::open(&path, "name") else { continue };
            for (key, expected) in KEYS.iter().zip([b"one", b"two"]) {
                assert!(pack.get(key).is_none_or(|bytes| bytes == expected));
            }
        }
        Ok(())
    }
}
