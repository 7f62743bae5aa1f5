//! One journal on disk: made, appended to, begun anew; readable by its user only and locked by its process.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::replay::Replayed;

/// Ending of journals in their folder.
pub(super) const ENDING: &str = "journal";
const TEMPORARY: &str = "journal-new";

/// A journal grows to twice its snapshot and this much before it is begun anew, in bytes; so each byte of an edit is
/// written about twice in all, whatever the size of the document.
pub(super) const GROWTH: u64 = 256 * 1024;

/// A journal this process holds.
#[derive(Debug)]
pub(super) struct JournalFile {
    path: PathBuf,
    file: File,
    /// Bytes of the first line.
    snapshot: u64,
    /// Bytes of whole lines; a write that failed may have left more, which the next one overwrites.
    good: u64,
}

impl JournalFile {
    /// Takes over a journal that is there, unless another process holds it.
    ///
    /// **Errors** those of the disk.
    pub(super) fn take(path: &Path) -> io::Result<Option<(Self, Vec<u8>)>> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        if file.try_lock().is_err() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let snapshot = bytes.iter().position(|&byte| byte == b'\n').map_or(0, |end| end as u64 + 1);
        Ok(Some((Self { path: path.to_owned(), file, snapshot, good: bytes.len() as u64 }, bytes)))
    }

    /// Makes a journal with its first line, or puts it in the place of an older one.
    ///
    /// **Errors** those of the disk; an older journal is then still whole.
    pub(super) fn begin(path: &Path, snapshot: &[u8]) -> io::Result<Self> {
        let temporary = path.with_extension(TEMPORARY);
        // Left by a kill: only the holder of a journal's name writes this one.
        let _ = fs::remove_file(&temporary);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&temporary)?;
        let written = (|| {
            // Locked before it has its name, so that no other process can take it over. A file system without locks
            // has one process only, or none that asks.
            let _ = file.try_lock();
            file.write_all(snapshot)?;
            file.sync_data()?;
            fs::rename(&temporary, path)
        })();
        if let Err(error) = written {
            let _ = fs::remove_file(&temporary);
            return Err(error);
        }
        let length = snapshot.len() as u64;
        Ok(Self { path: path.to_owned(), file, snapshot: length, good: length })
    }

    /// Adds whole lines.
    ///
    /// **Errors** those of the disk; the lines count as not written and can be given again.
    pub(super) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        self.file.set_len(self.good)?;
        self.file.seek(SeekFrom::Start(self.good))?;
        self.file.write_all(lines)?;
        self.file.sync_data()?;
        self.good += lines.len() as u64;
        Ok(())
    }

    /// Forgets what stands behind the lines that were read.
    pub(super) fn cut(&mut self, good: u64) {
        self.good = good;
    }

    /// Says whether the steps have outgrown the snapshot.
    pub(super) fn is_long(&self) -> bool {
        self.good - self.snapshot.min(self.good) > self.snapshot + GROWTH
    }

    /// Begins the journal anew with what it tells, so that it stays short.
    ///
    /// **Errors** those of the disk; the journal then goes on as it is.
    pub(super) fn shorten(&mut self) -> io::Result<()> {
        let bytes = fs::read(&self.path)?;
        let whole = usize::try_from(self.good).unwrap_or(bytes.len()).min(bytes.len());
        let replayed = Replayed::read(&bytes[..whole]).map_err(io::Error::other)?;
        if replayed.lost > 0 {
            return Err(io::Error::other("the journal has lines that do not read"));
        }
        *self = Self::begin(&self.path, &replayed.snapshot())?;
        Ok(())
    }

    /// Takes the journal off the disk.
    pub(super) fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}

/// Makes a folder that is open to its user only.
///
/// **Errors** those of the disk.
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
