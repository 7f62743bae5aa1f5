//! What happens to a document's file while it is open: noticing it, taking it over, keeping one's own, comparing.
//!
//! Content counts, never times: a file that was touched, or written again as it was, has not changed. Nothing here
//! decides; a document that has unsaved edits is only replaced when somebody says so.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};
use soarboard_model::format;

use super::store::{self, Stamp, StoreError, StoreErrorKind};
use super::{OpenFile, Session};
use crate::change::Change;
use crate::document::Document;
use crate::history::History;

/// What became of a document's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It holds what was read or saved last, or what the document is now.
    Same,
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Gone,
}

/// A stretch of lines around a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// Number of its first line in the document, from 1.
    pub mine_from: usize,
    /// Number of its first line in the file, from 1.
    pub theirs_from: usize,
    /// Its lines in order.
    pub lines: Vec<DiffLine>,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// Who has it.
    pub side: Side,
    /// The line without its break.
    pub text: String,
}

/// Who has a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// Only the document.
    Mine,
    /// Only the file.
    Theirs,
}

/// Lines shown around a difference.
const AROUND: usize = 3;
/// Time after which a comparison gets coarse instead of exact.
const PATIENCE: Duration = Duration::from_secs(2);
/// What a step that takes over the file is called.
const RELOAD: &str = "reload";

impl Session {
    /// Looks at the document's file. A file that holds just what the document is counts as saved from then on.
    ///
    /// **Errors** the file is there but cannot be read.
    pub fn look(&mut self) -> Result<Outside, StoreError> {
        let Some(file) = &self.file else { return Ok(Outside::Same) };
        let path = file.path.clone();
        let stamp = match store::stamp(&path) {
            Ok(stamp) => stamp,
            Err(error) if error.kind == StoreErrorKind::NotFound => return Ok(Outside::Gone),
            Err(error) => return Err(error),
        };
        if stamp == file.stamp {
            return Ok(Outside::Same);
        }
        if !self.read_only && stamp == Stamp::of(format::write(&self.document).as_bytes()) {
            self.stands_in(OpenFile { path, stamp });
            return Ok(Outside::Same);
        }
        Ok(Outside::Changed)
    }

    /// Replaces the document by what its file holds. That is a step of the history like any other, so that undo brings
    /// one's own version back; only where the file has fields this version does not know, history begins anew.
    ///
    /// **Errors** there is no file, or it holds no playbook; the document then stays as it is.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        let Some(file) = &self.file else {
            return Err(StoreError::save(Path::new(""), StoreErrorKind::NoPath));
        };
        let path = file.path.clone();
        let loaded = store::load(&path)?;
        let outcome =
            format::read(&loaded.bytes).map_err(|error| StoreError::not_a_playbook(&path, error))?;
        let file = OpenFile { path, stamp: loaded.stamp };
        self.notes = outcome.notes;
        match Change::between(&self.document, &outcome.playbook) {
            Some(change) if !outcome.read_only && !self.read_only => {
                if !change.is_empty() {
                    self.document.apply(&change);
                    self.take_down(RELOAD, change, None);
                }
                self.stands_in(file);
            }
            _ => {
                self.document = Document::new(outcome.playbook);
                self.read_only = outcome.read_only;
                self.history = History::new();
                self.revision += 1;
                self.saved = Some(self.history.state());
                self.file = Some(file);
                if self.journal.as_ref().is_some_and(|journal| journal.is_begun()) {
                    self.begin_journal();
                }
            }
        }
        Ok(())
    }

    /// Keeps the document although its file changed: the next save replaces what the file holds now, and the document
    /// counts as unsaved until then. A file that is gone will be made again.
    ///
    /// **Errors** the file is there but cannot be read.
    pub fn keep_mine(&mut self) -> Result<(), StoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        let path = file.path.clone();
        match store::stamp(&path) {
            Ok(stamp) => self.goes_over(OpenFile { path, stamp }),
            // The old stamp stays: a file of whatever content that appears there meanwhile is not replaced unseen.
            Err(error) if error.kind == StoreErrorKind::NotFound => {
                let stamp = file.stamp.clone();
                self.goes_over(OpenFile { path, stamp });
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Says whether the document's file is missing, so that saving has to make it again.
    pub fn is_file_missing(&self) -> bool {
        let missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        self.path().is_some_and(|path| fs::metadata(path).is_err_and(missing))
    }

    /// Compares the document with its file, line by line. Both in canonical form, so that only content counts; a file
    /// that is no playbook any more is taken as the text it is.
    ///
    /// **Errors** the file cannot be read.
    pub fn compare(&self) -> Result<Vec<Hunk>, StoreError> {
        let path = self.path().unwrap_or(Path::new(""));
        let theirs = store::load(path)?.bytes;
        let theirs = match format::read(&theirs) {
            Ok(outcome) => format::write(&outcome.playbook),
            Err(_) => String::from_utf8_lossy(&theirs).into_owned(),
        };
        Ok(hunks(&format::write(&self.document), &theirs))
    }
}

fn hunks(mine: &str, theirs: &str) -> Vec<Hunk> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(mine, theirs);
    let hunk = |group: Vec<similar::DiffOp>| {
        let first = group.first();
        let line = |change: similar::Change<&str>| DiffLine {
            side: match change.tag() {
                ChangeTag::Equal => Side::Both,
                ChangeTag::Delete => Side::Mine,
                ChangeTag::Insert => Side::Theirs,
            },
            text: change.value().trim_end_matches(['\n', '\r']).to_owned(),
        };
        Hunk {
            mine_from: first.map_or(0, |op| op.old_range().start) + 1,
            theirs_from: first.map_or(0, |op| op.new_range().start) + 1,
            lines: group.iter().flat_map(|op| diff.iter_changes(op)).map(line).collect(),
        }
    };
    diff.grouped_ops(AROUND).into_iter().map(hunk).collect()
}

#[cfg(test)]
mod tests;
