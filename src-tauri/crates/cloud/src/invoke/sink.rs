//! Where rows go, page by page, and two plain sinks: memory and any writer.
//!
//! A sink gets whole pages so that storing can keep "what was fetched" and "how to go on" together. Deliberately
//! absent: knowledge of files (see `file_sink`).

use std::io::Write;

use super::pager::{PagerState, StopReason};

/// What goes with a page: everything a checkpoint needs.
#[derive(Debug, Clone, Copy)]
pub struct PageMark<'a> {
    /// State after the page.
    pub state: &'a PagerState,
    /// Request id of the page.
    pub request_id: Option<&'a str>,
}

/// Rows that could not be kept. `path` is the file the user chose or its checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// Reading or writing failed.
    #[error("cannot {doing} {path}")]
    Io {
        /// What was tried: `create`, `write`, `read`, `cut`, `replace`.
        doing: &'static str,
        /// File name as given.
        path: String,
        /// Cause.
        #[source]
        source: std::io::Error,
    },
    /// The file exists and nobody said to replace it.
    #[error("{0} exists already")]
    Exists(String),
    /// There is no checkpoint to go on from.
    #[error("{0} has no checkpoint to go on from")]
    NoCheckpoint(String),
    /// The checkpoint cannot be read.
    #[error("the checkpoint {path} cannot be read: {reason}")]
    BadCheckpoint {
        /// File name.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The checkpoint belongs to another call.
    #[error("{0} holds the rows of another call")]
    OtherCall(String),
    /// The rows file is shorter than the checkpoint says: rows were lost outside.
    #[error("{path} has {found} bytes, but its checkpoint counts {expected}")]
    Shorter {
        /// File name.
        path: String,
        /// Bytes the checkpoint counts.
        expected: u64,
        /// Bytes that are there.
        found: u64,
    },
}

/// Takes the rows of each page.
pub trait RowSink: Send {
    /// Keeps the rows of a page, each one JSON value verbatim. After an `Ok` they must survive the process.
    fn page(&mut self, rows: &[&str], mark: &PageMark<'_>) -> Result<(), SinkError>;

    /// Takes note of the end of the run.
    fn finish(&mut self, state: &PagerState, stop: StopReason) -> Result<(), SinkError> {
        let _ = (state, stop);
        Ok(())
    }
}

/// Keeps rows in memory: for small results and tests.
#[derive(Debug, Clone, Default)]
pub struct MemorySink {
    /// Rows in order.
    pub rows: Vec<String>,
}

impl RowSink for MemorySink {
    fn page(&mut self, rows: &[&str], _: &PageMark<'_>) -> Result<(), SinkError> {
        self.rows.extend(rows.iter().map(|row| (*row).to_owned()));
        Ok(())
    }
}

/// Writes rows as JSON Lines to any writer, such as standard output.
pub struct WriterSink<W> {
    name: String,
    writer: W,
    page: Vec<u8>,
}

impl<W: Write + Send> WriterSink<W> {
    /// Writes to `writer`, which error texts call `name`.
    pub fn new(name: impl Into<String>, writer: W) -> Self {
        Self { name: name.into(), writer, page: Vec::new() }
    }
}

impl<W: Write + Send> RowSink for WriterSink<W> {
    fn page(&mut self, rows: &[&str], _: &PageMark<'_>) -> Result<(), SinkError> {
        self.page.clear();
        rows.iter().for_each(|row| push_line(&mut self.page, row));
        let written = self.writer.write_all(&self.page).and_then(|()| self.writer.flush());
        written.map_err(|source| SinkError::Io { doing: "write", path: self.name.clone(), source })
    }
}

/// Appends one row and a line feed. Line breaks between tokens are dropped; within texts JSON has none.
pub(super) fn push_line(out: &mut Vec<u8>, row: &str) {
    let row = row.trim();
    if memchr::memchr2(b'\n', b'\r', row.as_bytes()).is_some() {
        out.extend(row.bytes().filter(|b| !matches!(b, b'\n' | b'\r')));
    } else {
        out.extend_from_slice(row.as_bytes());
    }
    out.push(b'\n');
}
