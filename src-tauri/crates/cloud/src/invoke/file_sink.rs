//! Rows in a file, with a checkpoint beside it that lets a later run go on.
//!
//! `FILE.ndjson` grows by one write per page; `FILE.ndjson.run.json` follows it, so it never counts rows that are not
//! there. Going on cuts the rows file to what the checkpoint counts and asks again for at most one page. Both are
//! private to the user (0600). Deliberately absent: secrets, choosing of names.

mod checkpoint;
mod flush;

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::pager::{PagerState, StopReason};
use super::sink::{PageMark, RowSink, SinkError, push_line};
pub use checkpoint::Checkpoint;
use checkpoint::{CheckpointFile, FORMAT, io, private_new, remove_if_there, shown};
use flush::Flusher;

/// Writes rows to a file and keeps its checkpoint.
#[derive(Debug)]
pub struct FileSink {
    path: PathBuf,
    file: File,
    /// Bytes of whole pages.
    bytes: u64,
    fingerprint: String,
    kept: CheckpointFile,
    request_ids: Vec<String>,
    flusher: Option<Flusher>,
    pages: u64,
    has_failed: bool,
    page: Vec<u8>,
}

impl FileSink {
    /// Creates the rows file; `replace` says that an existing one may go.
    ///
    /// **Errors**: [`SinkError::Exists`] without `replace`, and I/O failures.
    pub fn create(path: &Path, fingerprint: &str, replace: bool) -> Result<Self, SinkError> {
        if replace {
            remove_if_there(path)?;
        }
        let file = private_new(path).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => SinkError::Exists(shown(path)),
            _ => io("create", path, source),
        })?;
        let mut kept = CheckpointFile::beside(path);
        // A checkpoint left by other rows would offer to go on with them.
        remove_if_there(kept.path())?;
        // Written at once, so that a run killed on its first page can be gone on with as well.
        kept.write(&document(fingerprint, 0, PagerState::unstarted(), Vec::new(), None))?;
        Ok(Self::on(path, file, fingerprint, kept))
    }

    fn on(path: &Path, file: File, fingerprint: &str, kept: CheckpointFile) -> Self {
        Self {
            path: path.to_owned(),
            file,
            bytes: 0,
            fingerprint: fingerprint.to_owned(),
            kept,
            request_ids: Vec::new(),
            flusher: None,
            pages: 0,
            has_failed: false,
            page: Vec::new(),
        }
    }

    /// Opens the rows file where an earlier run of the same call stopped, and cuts off a half-written page.
    ///
    /// Returns the sink and the state for [`super::RunSetup::resume`]; the state is `None` when the earlier run ended
    /// before its first page was kept, so that the run starts anew. **Errors**: no, unreadable or foreign
    /// checkpoint, a rows file shorter than it counts, and I/O failures.
    pub fn resume(path: &Path, fingerprint: &str) -> Result<(Self, Option<PagerState>), SinkError> {
        let kept = CheckpointFile::beside(path);
        let file =
            OpenOptions::new().read(true).write(true).open(path).map_err(|source| match source.kind() {
                ErrorKind::NotFound => SinkError::NoCheckpoint(shown(path)),
                _ => io("read", path, source),
            })?;
        let found = file.metadata().map_err(|source| io("read", path, source))?.len();
        let checkpoint = kept.read(found, |position| ends_line(&file, position)).map_err(|e| match e {
            SinkError::NoCheckpoint(_) => SinkError::NoCheckpoint(shown(path)),
            other => other,
        })?;
        if checkpoint.fingerprint != fingerprint {
            return Err(SinkError::OtherCall(shown(path)));
        }
        if found < checkpoint.bytes {
            return Err(SinkError::Shorter { path: shown(path), expected: checkpoint.bytes, found });
        }
        let mut sink = Self::on(path, file, fingerprint, kept);
        sink.bytes = checkpoint.bytes;
        sink.cut()?;
        sink.kept.write(&Checkpoint { stop: None, ..checkpoint.clone() })?;
        sink.request_ids = checkpoint.request_ids;
        let state = (checkpoint.state.pages > 0).then_some(checkpoint.state);
        Ok((sink, state))
    }

    /// Reads what is kept of a run without going on with it: the rows that count, and how far they reach.
    ///
    /// **Errors**: no or an unreadable checkpoint, and I/O failures.
    pub fn kept(path: &Path) -> Result<Checkpoint, SinkError> {
        let failed = |source| io("read", path, source);
        let file = File::open(path).map_err(failed)?;
        let found = file.metadata().map_err(failed)?.len();
        CheckpointFile::beside(path).read(found, |position| ends_line(&file, position))
    }

    fn cut(&mut self) -> Result<(), SinkError> {
        let bytes = self.bytes;
        let cut = self.file.set_len(bytes).and_then(|()| self.file.seek(SeekFrom::Start(bytes)));
        cut.map(drop).map_err(|source| io("cut", &self.path, source))
    }

    fn keep(&mut self, mark: &PageMark<'_>) -> Result<(), SinkError> {
        // The first page of a run brings what only a whole document has, such as cursors the call began with.
        if self.pages > 1 && !self.kept.wants_whole() {
            return self.kept.append(self.bytes, mark);
        }
        let ids = self.request_ids.clone();
        self.kept.write(&document(&self.fingerprint, self.bytes, mark.state.clone(), ids, None))
    }

    /// Has the disk keep what was written so far, about once a second.
    fn flush(&mut self) -> Result<(), SinkError> {
        if self.pages < 2 {
            return Ok(());
        }
        if self.flusher.is_none() {
            self.flusher = Some(Flusher::start().map_err(|source| io("write", &self.path, source))?);
        }
        let Some(flusher) = &self.flusher else { return Ok(()) };
        if let Some(source) = flusher.failure() {
            return Err(io("write", &self.path, source));
        }
        if flusher.is_due()
            && let Some(kept) = self.kept.file()
        {
            let clone = |file: &File| file.try_clone().map_err(|source| io("write", &self.path, source));
            flusher.give([clone(&self.file)?, clone(kept)?]);
        }
        Ok(())
    }
}

impl RowSink for FileSink {
    fn page(&mut self, rows: &[&str], mark: &PageMark<'_>) -> Result<(), SinkError> {
        self.page.clear();
        rows.iter().for_each(|row| push_line(&mut self.page, row));
        if let Err(source) = self.file.write_all(&self.page) {
            self.has_failed = true;
            // A half page must not stay: a later look at the file would count it.
            let _ = self.cut();
            return Err(io("write", &self.path, source));
        }
        self.bytes += self.page.len() as u64;
        self.pages += 1;
        checkpoint::note(&mut self.request_ids, mark.request_id);
        let kept = self.keep(mark).and_then(|()| self.flush());
        self.has_failed |= kept.is_err();
        kept
    }

    fn finish(&mut self, state: &PagerState, stop: StopReason) -> Result<(), SinkError> {
        self.flusher = None;
        self.file.sync_all().map_err(|source| io("write", &self.path, source))?;
        // The run's state counts a page that could not be kept; the file's does not.
        let document = if self.has_failed {
            let found = self.file.metadata().map_err(|source| io("read", &self.path, source))?.len();
            Checkpoint { stop: Some(stop), ..self.kept.read(found, |_| true)? }
        } else {
            let ids = std::mem::take(&mut self.request_ids);
            document(&self.fingerprint, self.bytes, state.clone(), ids, Some(stop))
        };
        self.kept.write(&document)
    }
}

fn document(
    fingerprint: &str,
    bytes: u64,
    state: PagerState,
    request_ids: Vec<String>,
    stop: Option<StopReason>,
) -> Checkpoint {
    Checkpoint {
        format: FORMAT.to_owned(),
        fingerprint: fingerprint.to_owned(),
        bytes,
        state,
        request_ids,
        stop,
    }
}

/// Says whether a row ends right before a position.
fn ends_line(mut file: &File, position: u64) -> bool {
    use std::io::Read as _;
    let mut last = [0];
    let Some(before) = position.checked_sub(1) else { return true };
    file.seek(SeekFrom::Start(before)).and_then(|_| file.read_exact(&mut last)).is_ok() && last == *b"\n"
}
