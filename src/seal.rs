//! Files that one run of the program writes for another: sealed, so that none is trusted that is damaged or of another
//! version.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::json;

/// The version of this program: what another one wrote may mean something else.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The first line of the file.
#[derive(Serialize, Deserialize)]
struct Head {
    docparity: String,
    name: String,
    /// Of the name and of all behind the first line.
    sha256: String,
}

/// Why a file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// It cannot be read, with what the system says.
    Missing(String),
    /// Another version of the program wrote it.
    Version(String),
    /// It is no such file, or not as it was written.
    Damaged,
}

/// The bytes of a file that holds `value` under `name`. Errors where `value` cannot be written as JSON.
pub fn sealed<T: Serialize>(name: &str, value: &T) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    json::write_line(&mut body, value)?;
    let head = Head { docparity: VERSION.to_owned(), name: name.to_owned(), sha256: digest(name, &body) };
    let mut bytes = Vec::new();
    json::write_line(&mut bytes, &head)?;
    bytes.extend(body);
    Ok(bytes)
}

/// Reads what [`sealed`] wrote, with its name. Errors where it is not there, not whole, or of another version.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<(String, T), Broken> {
    open(&fs::read(path).map_err(|error| Broken::Missing(error.to_string()))?)
}

/// Reads the bytes that [`sealed`] made, with their name. Errors where they are not whole, or of another version.
pub fn open<T: DeserializeOwned>(bytes: &[u8]) -> Result<(String, T), Broken> {
    let end = memchr::memchr(b'\n', bytes).ok_or(Broken::Damaged)?;
    let (head, body) = bytes.split_at(end + 1);
    let head: Head = serde_json::from_slice(head).map_err(|_| Broken::Damaged)?;
    if head.docparity != VERSION {
        return Err(Broken::Version(head.docparity));
    }
    if head.sha256 != digest(&head.name, body) {
        return Err(Broken::Damaged);
    }
    let value = serde_json::from_slice(body).map_err(|_| Broken::Damaged)?;
    Ok((head.name, value))
}

fn digest(name: &str, body: &[u8]) -> String {
    hex(&Sha256::new().chain_update(name).chain_update([b'\n']).chain_update(body).finalize())
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Memory takes everything.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
