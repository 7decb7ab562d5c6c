//! Files written whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the name of a file begins that is not finished.
pub const PREFIX: &str = ".docparity-";

/// Puts `bytes` in the place of the file at `path`, or makes it. Its permissions stay, and a link stays a link to it. Whoever
/// reads it meanwhile sees the old bytes or the new ones. Errors where the file may not be written.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let kept = fs::metadata(&real).ok().map(|metadata| metadata.permissions());
    if kept.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    if let Some(kept) = kept {
        file.as_file().set_permissions(kept)?;
    }
    file.as_file().sync_all()?;
    file.persist(&real).map(drop).map_err(|error| error.error)
}

/// A new file in `folder` with the permissions that any program's would have: a temporary file is its owner's only. It goes
/// when it is dropped, unless it was put in a place. Errors where none can be made there.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
