//! The checkpoint beside the rows: one whole document, then one short line for every page after it.
//!
//! Appending a line costs a tenth of replacing a file, and a kill can at most leave a half line at the end, which
//! reading leaves out. A finished run is one document again. Deliberately absent: the rows themselves.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::invoke::pager::{NextPage, PagerState, StopReason};
use crate::invoke::sink::{PageMark, SinkError};

/// Request ids kept in a checkpoint, latest last; the summary of a run has more.
const RECENT_REQUEST_IDS: usize = 100;
/// Bytes of lines after which the document is written anew.
const LINES_CAP: u64 = 1 << 20;
pub(super) const FORMAT: &str = "soarboard-run/1";

/// Content of the checkpoint file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Checkpoint {
    /// `soarboard-run/1`.
    pub format: String,
    /// Fingerprint of the call, without secrets (see [`crate::invoke::fingerprint`]).
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

/// What a page changed: the line that is appended for it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Advance {
    bytes: u64,
    next: Option<NextPage>,
    pages: u64,
    rows: u64,
    total: Option<u64>,
    largest_page: u64,
    rows_path: Option<String>,
    ended: Option<StopReason>,
    request_id: Option<String>,
}

impl Checkpoint {
    fn advance(&mut self, line: Advance) {
        self.bytes = line.bytes;
        if let Some(NextPage::Cursor(Some(cursor))) = &line.next {
            self.state.note_cursor(cursor);
        }
        self.state.next = line.next;
        self.state.pages = line.pages;
        self.state.rows = line.rows;
        self.state.total = line.total;
        self.state.largest_page = line.largest_page;
        self.state.rows_path = line.rows_path;
        self.state.ended = line.ended;
        note(&mut self.request_ids, line.request_id.as_deref());
        self.stop = None;
    }
}

/// Adds a request id to the latest ones.
pub(super) fn note(ids: &mut Vec<String>, id: Option<&str>) {
    let Some(id) = id else { return };
    if ids.len() == RECENT_REQUEST_IDS {
        ids.remove(0);
    }
    ids.push(id.to_owned());
}

/// The open checkpoint file.
#[derive(Debug)]
pub(super) struct CheckpointFile {
    path: PathBuf,
    file: Option<File>,
    /// Bytes of lines behind the document.
    appended: u64,
    line: Vec<u8>,
}

impl CheckpointFile {
    /// Returns the checkpoint file of a rows file; nothing is opened yet.
    pub fn beside(rows: &Path) -> Self {
        let mut name = rows.as_os_str().to_owned();
        name.push(".run.json");
        Self { path: PathBuf::from(name), file: None, appended: 0, line: Vec::new() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says whether a page needs the whole document: there is none yet, or its lines have become many.
    pub fn wants_whole(&self) -> bool {
        self.file.is_none() || self.appended > LINES_CAP
    }

    /// Returns the open file, for flushing.
    pub fn file(&self) -> Option<&File> {
        self.file.as_ref()
    }

    /// Writes the whole document in place of what is there; it never counts rows that are not.
    pub fn write(&mut self, checkpoint: &Checkpoint) -> Result<(), SinkError> {
        let mut temporary: OsString = self.path.clone().into_os_string();
        temporary.push(".tmp");
        let temporary = PathBuf::from(temporary);
        let mut text = serde_json::to_vec(checkpoint).map_err(|error| SinkError::BadCheckpoint {
            path: shown(&self.path),
            reason: error.to_string(),
        })?;
        text.push(b'\n');
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
        fs::rename(&temporary, &self.path).map_err(|source| io("replace", &self.path, source))?;
        self.file = Some(file);
        self.appended = 0;
        Ok(())
    }

    /// Appends the line of a page that ends at `bytes` of the rows file.
    pub fn append(&mut self, bytes: u64, mark: &PageMark<'_>) -> Result<(), SinkError> {
        let state = mark.state;
        let line = Advance {
            bytes,
            next: state.next.clone(),
            pages: state.pages,
            rows: state.rows,
            total: state.total,
            largest_page: state.largest_page,
            rows_path: state.rows_path.clone(),
            ended: state.ended,
            request_id: mark.request_id.map(str::to_owned),
        };
        self.line.clear();
        let bad = |reason: String, path: &Path| SinkError::BadCheckpoint { path: shown(path), reason };
        serde_json::to_writer(&mut self.line, &line).map_err(|e| bad(e.to_string(), &self.path))?;
        self.line.push(b'\n');
        let Some(file) = &mut self.file else { return Err(bad("it is not open".to_owned(), &self.path)) };
        if let Err(source) = file.write_all(&self.line) {
            // A half line may stand there now; the next write makes a new file.
            self.file = None;
            return Err(io("write", &self.path, source));
        }
        self.appended += self.line.len() as u64;
        Ok(())
    }

    /// Reads the latest state whose rows are there, given how long the rows file is. `ends_line` says whether a row
    /// ends at a position: after a loss of power the file may be shorter than the latest lines say.
    pub fn read(&self, found: u64, ends_line: impl Fn(u64) -> bool) -> Result<Checkpoint, SinkError> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(SinkError::NoCheckpoint(shown(&self.path)));
            }
            Err(source) => return Err(io("read", &self.path, source)),
        };
        let bad = |reason: String| SinkError::BadCheckpoint { path: shown(&self.path), reason };
        let mut values = serde_json::Deserializer::from_str(&text);
        let mut checkpoint = Checkpoint::deserialize(&mut values).map_err(|error| bad(error.to_string()))?;
        if checkpoint.format != FORMAT {
            return Err(bad(format!("format {}", checkpoint.format)));
        }
        let mut lines = values.into_iter::<Advance>();
        // What cannot be read is the half line of a kill: the page before it counts.
        while let Some(Ok(line)) = lines.next() {
            if line.bytes > found || !ends_line(line.bytes) {
                break;
            }
            checkpoint.advance(line);
        }
        Ok(checkpoint)
    }
}

pub(super) fn private_new(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes a file or a link. What is neither, a device for example, is nobody's to replace.
pub(super) fn remove_if_there(path: &Path) -> Result<(), SinkError> {
    let is_other = |kind: fs::FileType| !kind.is_file() && !kind.is_symlink();
    if fs::symlink_metadata(path).is_ok_and(|meta| is_other(meta.file_type())) {
        return Err(io("replace", path, ErrorKind::AlreadyExists.into()));
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(io("replace", path, error)),
        _ => Ok(()),
    }
}

pub(super) fn io(doing: &'static str, path: &Path, source: std::io::Error) -> SinkError {
    SinkError::Io { doing, path: shown(path), source }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
