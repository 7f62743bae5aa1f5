//! A claim on a file: says to other processes of this user that a document is open here.
//!
//! It is a lock of the kernel on a small file in the data folder, so it ends with its process, however that ends; no
//! stale claim can stand in the way. It only warns: what keeps one window from overwriting the other's work is the
//! comparison in `store`, which holds for every program.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// A file that is open here.
#[derive(Debug)]
pub struct Claim {
    /// Held locked; dropping it gives the lock back.
    _lock: File,
    path: PathBuf,
}

impl Claim {
    /// Claims a file; `None` when another process has claimed it.
    ///
    /// **Errors** those of the disk, about the folder of claims only.
    pub fn take(folder: &Path, file: &Path) -> io::Result<Option<Self>> {
        super::journal::private_folder(folder)?;
        let path = folder.join(format!("{}.lock", name_of(file)));
        loop {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let lock = options.open(&path)?;
            match lock.try_lock() {
                Ok(()) if is_still(&lock, &path) => return Ok(Some(Self { _lock: lock, path })),
                // The last holder took the file away between our opening and locking it.
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Ok(None),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Still locked here, so nobody else can have claimed it meanwhile. A leftover is an empty file.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn name_of(file: &Path) -> String {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let digest = Sha256::digest(whole.as_os_str().as_encoded_bytes());
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(unix)]
fn is_still(lock: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    lock.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(a, b)| same(a, b))
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_claimed_once_and_free_again_when_the_claim_ends() {
        let dir = tempfile::tempdir().unwrap();
        let (locks, file) = (dir.path().join("locks"), dir.path().join("a.json"));
        fs::write(&file, "").unwrap();

        let first = Claim::take(&locks, &file).unwrap().unwrap();
        assert!(Claim::take(&locks, &file).unwrap().is_none());
        assert!(Claim::take(&locks, &dir.path().join("b.json")).unwrap().is_some());
        drop(first);

        assert!(Claim::take(&locks, &file).unwrap().is_some());
        assert_eq!(fs::read_dir(&locks).unwrap().count(), 0, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_claimed_file_is_the_same_file() {
        let dir = tempfile::tempdir().unwrap();
        let (locks, file, link) = (dir.path().join("locks"), dir.path().join("a.json"), dir.path().join("l"));
        fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();

        let _first = Claim::take(&locks, &file).unwrap().unwrap();

        assert!(Claim::take(&locks, &link).unwrap().is_none());
    }
}
