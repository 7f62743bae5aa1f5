//! What systems do differently about files: directory locks, directory fsync, the mode of a new file.
//!
//! Unix can do all three. Elsewhere a rename is durable by the file system's own journal, directories cannot be
//! opened as files, and saves of two windows are told apart by the content alone.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

#[cfg(unix)]
mod system {
    use std::fs::TryLockError;
    use std::os::unix::fs::OpenOptionsExt;
    use std::time::Duration;

    use super::*;

    /// How often and how long apart a taken lock is tried again: two seconds in all, a save takes milliseconds.
    const TRIES: u32 = 100;
    const PAUSE: Duration = Duration::from_millis(20);

    /// An open directory, locked against other saves into it.
    pub(in super::super) struct Directory {
        /// Absent when the directory may be written but not read; then nothing can be locked or synced.
        file: Option<File>,
        locked: bool,
    }

    impl Directory {
        /// Locks a directory; the kernel gives the lock back when the process ends, however it ends.
        pub(in super::super) fn lock(path: &Path) -> io::Result<Self> {
            let file = match File::open(path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Ok(Self { file: None, locked: false });
                }
                Err(error) => return Err(error),
            };
            for _ in 0..TRIES {
                match file.try_lock() {
                    Ok(()) => return Ok(Self { file: Some(file), locked: true }),
                    Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                    // Some network file systems know no locks; the comparison of contents still holds.
                    Err(TryLockError::Error(_)) => return Ok(Self { file: Some(file), locked: false }),
                }
            }
            Err(io::ErrorKind::ResourceBusy.into())
        }

        /// Locks a directory if that is possible at once.
        pub(in super::super) fn try_lock(path: &Path) -> Option<Self> {
            let file = File::open(path).ok()?;
            file.try_lock().ok()?;
            Some(Self { file: Some(file), locked: true })
        }

        pub(in super::super) fn is_locked(&self) -> bool {
            self.locked
        }

        /// Brings a rename in the directory to the disk.
        pub(in super::super) fn sync(&self) -> io::Result<()> {
            self.file.as_ref().map_or(Ok(()), File::sync_all)
        }
    }

    /// Opens a file that must not exist; a private one until it gets the mode of the file it replaces.
    pub(in super::super) fn create_new(path: &Path, private: bool) -> io::Result<File> {
        let mode = if private { 0o600 } else { 0o666 };
        OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
    }
}

#[cfg(not(unix))]
mod system {
    use super::*;

    /// Stands for a directory where directories cannot be locked.
    pub(in super::super) struct Directory;

    impl Directory {
        pub(in super::super) fn lock(_: &Path) -> io::Result<Self> {
            Ok(Self)
        }

        pub(in super::super) fn try_lock(_: &Path) -> Option<Self> {
            None
        }

        pub(in super::super) fn is_locked(&self) -> bool {
            false
        }

        pub(in super::super) fn sync(&self) -> io::Result<()> {
            Ok(())
        }
    }

    pub(in super::super) fn create_new(path: &Path, _private: bool) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }
}

pub(super) use system::{Directory, create_new};
