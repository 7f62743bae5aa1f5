//! Files: reading one whole, and replacing one so that it is never half written.
//!
//! A save writes a new file beside the old one, brings it to the disk, and renames it over. Whatever fails, the old
//! content stays whole. What stands in the file is compared with what was read before it is replaced, under a lock
//! on the directory, so that neither another program's nor another window's work is lost unseen. Hard links to the
//! file keep the old content; owner and extended attributes are those of a new file.

mod error;
mod platform;

pub use error::{StoreError, StoreErrorKind, StoreStep, read_message};

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use soarboard_model::format::MAX_BYTES;

use platform::Directory;

/// What identifies the content of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    sha256: [u8; 32],
}

impl Stamp {
    /// Returns the stamp of some content.
    pub fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }
}

/// A file that was read.
#[derive(Debug)]
pub struct Loaded {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What identifies the content.
    pub stamp: Stamp,
}

/// Reads a file of at most [`MAX_BYTES`].
///
/// **Errors** there is none, it is no regular file, it is too large, or the disk refuses.
pub fn load(path: &Path) -> Result<Loaded, StoreError> {
    let bytes = read_whole(path)?;
    sweep_beside(path);
    Ok(Loaded { stamp: Stamp::of(&bytes), bytes })
}

fn read_whole(path: &Path) -> Result<Vec<u8>, StoreError> {
    let failed = |error| StoreError::io(StoreStep::Read, path, error);
    // Asked before opening: opening a pipe would wait for a writer.
    let meta = fs::metadata(path).map_err(failed)?;
    require_regular(&meta, StoreStep::Read, path)?;
    if meta.len() > MAX_BYTES as u64 {
        return Err(StoreError::new(StoreStep::Read, path, StoreErrorKind::TooLarge(meta.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    let file = File::open(path).map_err(failed)?;
    // The file may have grown since; one byte more than allowed is enough to know.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MAX_BYTES {
        return Err(StoreError::new(StoreStep::Read, path, StoreErrorKind::TooLarge(bytes.len() as u64)));
    }
    Ok(bytes)
}

/// Returns what identifies the content of a file, without keeping the content.
///
/// **Errors** as [`load`].
pub fn stamp(path: &Path) -> Result<Stamp, StoreError> {
    read_whole(path).map(|bytes| Stamp::of(&bytes))
}

/// Replaces a file by new content, or makes it; follows symbolic links and keeps the file's mode.
///
/// With `expected`, the file must still hold that content.
///
/// **Errors** `ChangedOutside` when it does not; otherwise what the disk refuses. The file then has its old content,
/// except where [`StoreError::replaced`] says that only the last confirmation is missing.
pub fn save(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Stamp, StoreError> {
    let target = resolve(path).map_err(|error| StoreError::io(StoreStep::Compare, path, error))?;
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let directory =
        Directory::lock(parent).map_err(|error| StoreError::io(StoreStep::Create, path, error))?;
    let old = compare(&target, expected).map_err(|error| error.at(path))?;
    if directory.is_locked() {
        sweep(parent, &target);
    }
    let temp = write_beside(parent, &target, bytes, old.as_ref()).map_err(|error| error.at(path))?;
    if let Err(error) = fs::rename(&temp, &target) {
        discard(&temp);
        return Err(StoreError::io(StoreStep::Replace, path, error));
    }
    let stamp = Stamp::of(bytes);
    directory.sync().map_err(|error| {
        let mut error = StoreError::io(StoreStep::SyncDirectory, path, error);
        error.replaced = Some(Box::new(stamp.clone()));
        error
    })?;
    Ok(stamp)
}

/// Makes sure that a file is still there.
///
/// **Errors** `ChangedOutside` when it is not.
pub fn expect_present(path: &Path) -> Result<(), StoreError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(StoreError::new(StoreStep::Compare, path, StoreErrorKind::ChangedOutside))
        }
        _ => Ok(()),
    }
}

/// Returns where a file is written: behind symbolic links, in the place of a file or of nothing, and of nothing else.
///
/// **Errors** something stands there that is no file, a device for example, or the disk refuses to say.
pub fn place_of(path: &Path) -> Result<PathBuf, StoreError> {
    let failed = |error| StoreError::io(StoreStep::Create, path, error);
    let target = resolve(path).map_err(failed)?;
    match fs::metadata(&target) {
        Ok(meta) => require_regular(&meta, StoreStep::Create, path).map(|()| target),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(target),
        Err(error) => Err(failed(error)),
    }
}

fn require_regular(meta: &Metadata, step: StoreStep, path: &Path) -> Result<(), StoreError> {
    let kind = match (meta.is_dir(), meta.is_file()) {
        (true, _) => StoreErrorKind::IsDirectory,
        (_, false) => StoreErrorKind::NotAFile,
        _ => return Ok(()),
    };
    Err(StoreError::new(step, path, kind))
}

/// Follows symbolic links to the place that is to be written, which need not exist yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    /// As many links as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(meta) if meta.is_symlink() => {
                let link = fs::read_link(&target)?;
                target = target.parent().map_or_else(|| link.clone(), |parent| parent.join(&link));
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Compares the file with what is expected in it and returns what is known about it; `None` when there is none.
fn compare(target: &Path, expected: Option<&Stamp>) -> Result<Option<Metadata>, StoreError> {
    let changed = || StoreError::new(StoreStep::Compare, target, StoreErrorKind::ChangedOutside);
    let failed = |error| StoreError::io(StoreStep::Compare, target, error);
    let meta = match fs::metadata(target) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return if expected.is_some() { Err(changed()) } else { Ok(None) };
        }
        Err(error) => return Err(failed(error)),
    };
    require_regular(&meta, StoreStep::Compare, target)?;
    if let Some(stamp) = expected {
        if meta.len() != stamp.length {
            return Err(changed());
        }
        let mut bytes = Vec::new();
        let file = File::open(target).map_err(failed)?;
        file.take(stamp.length + 1).read_to_end(&mut bytes).map_err(failed)?;
        if Stamp::of(&bytes) != *stamp {
            return Err(changed());
        }
    }
    if meta.permissions().readonly() {
        // A rename would go through; the mark on the file says that it is not wanted.
        return Err(StoreError::new(StoreStep::Compare, target, StoreErrorKind::ReadOnly));
    }
    Ok(Some(meta))
}

/// Writes the content to a new file in the same directory and brings it to the disk.
fn write_beside(
    parent: &Path,
    target: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
) -> Result<PathBuf, StoreError> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random)
        .map_err(|error| StoreError::io(StoreStep::Create, target, io::Error::other(error.to_string())))?;
    let temp = parent.join(format!("{}{}.tmp", temp_prefix(target), hex(&random)));
    let mut file = platform::create_new(&temp, old.is_some())
        .map_err(|error| StoreError::io(StoreStep::Create, target, error))?;
    let written = file.write_all(bytes).map_err(|error| StoreError::io(StoreStep::Write, target, error));
    let done = written.and_then(|()| {
        if let Some(old) = old {
            file.set_permissions(old.permissions())
                .map_err(|error| StoreError::io(StoreStep::Create, target, error))?;
        }
        // After a failed fsync the kernel may forget the pages: never tried twice, the next save begins anew.
        file.sync_all().map_err(|error| StoreError::io(StoreStep::Sync, target, error))
    });
    drop(file);
    match done {
        Ok(()) => Ok(temp),
        Err(error) => {
            discard(&temp);
            Err(error)
        }
    }
}

/// Beginning of the temporary names that belong to a file; short, so that a long file name does not overflow.
fn temp_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    let digest = Sha256::digest(name.as_encoded_bytes());
    format!(".soarboard-{}-", hex(&digest[..4]))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Removes a temporary file. A failure is not worth a word: the error that led here is, and the next save sweeps.
fn discard(temp: &Path) {
    let _ = fs::remove_file(temp);
}

/// Removes what a killed save of this file left behind; only while no other save can be under way.
fn sweep_beside(path: &Path) {
    let Ok(target) = resolve(path) else { return };
    let Some(parent) = target.parent() else { return };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    if Directory::try_lock(parent).is_some() {
        sweep(parent, &target);
    }
}

fn sweep(parent: &Path, target: &Path) {
    let prefix = temp_prefix(target);
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(".tmp") {
            discard(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
