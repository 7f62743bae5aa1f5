//! The lines of a journal: one JSON value each.
//!
//! The first line is a whole snapshot, every further one a step of the document's history. A line that was cut off by a
//! kill has no line break and counts as never written.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use soarboard_model::playbook::Fringe;

use crate::change::Change;
use crate::history::History;
use crate::session::store::Stamp;

/// One line of a journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Entry<'a> {
    /// Everything up to here; the first line and no other.
    Begin(Box<Begin<'a>>),
    /// An edit.
    Step(Step<'a>),
    /// The newest step was taken back.
    Undo {},
    /// The step that was undone last was taken again.
    Redo {},
    /// The document stands in this file as it is now.
    Saved(FileForm<'a>),
    /// The document belongs to this file, whose content is another than the document's.
    Over(FileForm<'a>),
}

/// What a journal begins with.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Begin<'a> {
    /// Version of the journal's own form.
    pub(super) journal: u32,
    /// The document in the form of a file.
    pub(super) playbook: Cow<'a, str>,
    /// Unknown fields in places and ends: of the document, which has them too, and of what its history alone still has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) fringe: Option<Cow<'a, Fringe>>,
    pub(super) history: Cow<'a, History>,
    /// State of the history that is on disk.
    pub(super) saved: Option<u64>,
    pub(super) revision: u64,
    pub(super) file: Option<FileForm<'a>>,
}

/// Version of the form written here.
pub(super) const JOURNAL_VERSION: u32 = 1;

/// An edit as it was handed to the history.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Step<'a> {
    pub(super) name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<Cow<'a, str>>,
    pub(super) change: Cow<'a, Change>,
}

/// A file with what identifies its content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FileForm<'a> {
    pub(super) path: KeptPath,
    pub(super) stamp: Cow<'a, Stamp>,
}

impl<'a> FileForm<'a> {
    pub(super) fn new(path: &Path, stamp: &'a Stamp) -> Self {
        Self { path: KeptPath::of(path), stamp: Cow::Borrowed(stamp) }
    }
}

/// A path in a file: as text where it is text, byte by byte where a system allows others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KeptPath {
    /// The path.
    Text(String),
    /// The bytes of a Unix path that is no text.
    Bytes(Vec<u8>),
}

impl KeptPath {
    /// Returns the form of a path that can be kept.
    pub fn of(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        }
    }

    /// Returns the path.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            #[cfg(unix)]
            Self::Bytes(bytes) => {
                use std::os::unix::ffi::OsStrExt;
                PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
            }
            // Elsewhere such a path cannot be made from bytes; what is left of it names no file.
            #[cfg(not(unix))]
            Self::Bytes(bytes) => PathBuf::from(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}

/// Returns an entry as a line.
pub(super) fn line(entry: &Entry<'_>) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry)
        .expect("entries hold text keys and plain values only, and writing to memory does not fail");
    line.push(b'\n');
    line
}
