//! Rows in a file, with a checkpoint beside it that lets a later run go on.
//!
//! `FILE.ndjson` grows by one write per page; `FILE.ndjson.run.json` is replaced after it (temporary file, rename), so
//! it never counts rows that are not there. Going on cuts the rows file to what the checkpoint counts and asks again
//! for at most one page. Both are private to the user (0600). Deliberately absent: secrets, choosing of names.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::pager::{PagerState, StopReason};
use super::sink::{PageMark, RowSink, SinkError, push_line};

/// Request ids kept in a checkpoint, latest last; the summary of a run has them all.
const RECENT_REQUEST_IDS: usize = 100;
const FORMAT: &str = "soarboard-run/1";

/// Content of the checkpoint file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkpoint {
    /// `soarboard-run/1`.
    pub format: String,
    /// Fingerprint of the call, without secrets (see [`super::fingerprint`]).
    pub fingerprint: String,
    /// Bytes of the rows file that are whole pages.
    pub bytes: u64,
    /// How to go on.
    pub state: PagerState,
    /// Latest request ids.
    pub request_ids: Vec<String>,
    /// Why the run stopped; `None` while it runs or when it was killed.
    pub stop: Option<StopReason>,
}

/// Writes rows to a file and keeps its checkpoint.
#[derive(Debug)]
pub struct FileSink {
    path: PathBuf,
    checkpoint_path: PathBuf,
    file: File,
    checkpoint: Checkpoint,
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
        let checkpoint_path = checkpoint_path(path);
        // A checkpoint left by other rows would offer to go on with them.
        remove_if_there(&checkpoint_path)?;
        let checkpoint = Checkpoint {
            format: FORMAT.to_owned(),
            fingerprint: fingerprint.to_owned(),
            bytes: 0,
            state: PagerState {
                next: None,
                pages: 0,
                rows: 0,
                total: None,
                largest_page: 0,
                recent_cursors: Vec::new(),
                rows_path: None,
                ended: None,
            },
            request_ids: Vec::new(),
            stop: None,
        };
        let sink = Self { path: path.to_owned(), checkpoint_path, file, checkpoint, page: Vec::new() };
        // Written at once, so that a run killed on its first page can be gone on with as well.
        sink.write_checkpoint()?;
        Ok(sink)
    }

    /// Opens the rows file where an earlier run of the same call stopped, and cuts off a half-written page.
    ///
    /// Returns the sink and the state for [`super::RunSetup::resume`]; the state is `None` when the earlier run ended
    /// before its first page was kept, so that the run starts anew. **Errors**: no, unreadable or foreign
    /// checkpoint, a rows file shorter than it counts, and I/O failures.
    pub fn resume(path: &Path, fingerprint: &str) -> Result<(Self, Option<PagerState>), SinkError> {
        let checkpoint_path = checkpoint_path(path);
        let file = OpenOptions::new().write(true).open(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => SinkError::NoCheckpoint(shown(path)),
            _ => io("read", path, source),
        })?;
        let found = file.metadata().map_err(|source| io("read", path, source))?.len();
        let text = match fs::read_to_string(&checkpoint_path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(SinkError::NoCheckpoint(shown(path)));
            }
            Err(source) => return Err(io("read", &checkpoint_path, source)),
        };
        let bad = |reason: String| SinkError::BadCheckpoint { path: shown(&checkpoint_path), reason };
        let mut checkpoint: Checkpoint =
            serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
        if checkpoint.format != FORMAT {
            return Err(bad(format!("format {}", checkpoint.format)));
        }
        if checkpoint.fingerprint != fingerprint {
            return Err(SinkError::OtherCall(shown(path)));
        }
        if found < checkpoint.bytes {
            return Err(SinkError::Shorter { path: shown(path), expected: checkpoint.bytes, found });
        }
        checkpoint.stop = None;
        let state = (checkpoint.state.pages > 0).then(|| checkpoint.state.clone());
        let mut sink = Self { path: path.to_owned(), checkpoint_path, file, checkpoint, page: Vec::new() };
        sink.cut()?;
        Ok((sink, state))
    }

    /// Returns the checkpoint as it stands.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    fn cut(&mut self) -> Result<(), SinkError> {
        let bytes = self.checkpoint.bytes;
        let cut = self.file.set_len(bytes).and_then(|()| self.file.seek(SeekFrom::Start(bytes)));
        cut.map(drop).map_err(|source| io("cut", &self.path, source))
    }

    fn write_checkpoint(&self) -> Result<(), SinkError> {
        let mut temporary: OsString = self.checkpoint_path.clone().into_os_string();
        temporary.push(".tmp");
        let temporary = PathBuf::from(temporary);
        let text = serde_json::to_vec(&self.checkpoint).map_err(|error| SinkError::BadCheckpoint {
            path: shown(&self.checkpoint_path),
            reason: error.to_string(),
        })?;
        // `create_new` never writes through a link somebody put there.
        let mut file = match private_new(&temporary) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                remove_if_there(&temporary)?;
                private_new(&temporary)
            }
            other => other,
        }
        .map_err(|source| io("create", &temporary, source))?;
        file.write_all(&text).map_err(|source| io("write", &temporary, source))?;
        drop(file);
        fs::rename(&temporary, &self.checkpoint_path)
            .map_err(|source| io("replace", &self.checkpoint_path, source))
    }
}

impl RowSink for FileSink {
    fn page(&mut self, rows: &[&str], mark: &PageMark<'_>) -> Result<(), SinkError> {
        self.page.clear();
        rows.iter().for_each(|row| push_line(&mut self.page, row));
        if let Err(source) = self.file.write_all(&self.page) {
            // A half page must not stay: a later look at the file would count it.
            let _ = self.cut();
            return Err(io("write", &self.path, source));
        }
        self.checkpoint.bytes += self.page.len() as u64;
        self.checkpoint.state = mark.state.clone();
        if let Some(id) = mark.request_id {
            if self.checkpoint.request_ids.len() == RECENT_REQUEST_IDS {
                self.checkpoint.request_ids.remove(0);
            }
            self.checkpoint.request_ids.push(id.to_owned());
        }
        self.write_checkpoint()
    }

    fn finish(&mut self, _: &PagerState, stop: StopReason) -> Result<(), SinkError> {
        self.checkpoint.stop = Some(stop);
        self.file.sync_all().map_err(|source| io("write", &self.path, source))?;
        self.write_checkpoint()
    }
}

/// Returns `FILE.run.json` for `FILE`.
fn checkpoint_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".run.json");
    PathBuf::from(name)
}

fn private_new(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn remove_if_there(path: &Path) -> Result<(), SinkError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(io("replace", path, error)),
        _ => Ok(()),
    }
}

fn io(doing: &'static str, path: &Path, source: std::io::Error) -> SinkError {
    SinkError::Io { doing, path: shown(path), source }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
