//! Reading a journal: the snapshot, then every step after it, through the same history that wrote them.

use std::borrow::Cow;
use std::path::PathBuf;

use soarboard_model::format;
use soarboard_model::playbook::{Fringe, Playbook};

use super::entry::{Begin, Entry, FileForm, JOURNAL_VERSION, line};
use crate::history::History;
use crate::session::store::Stamp;

/// A document as its journal tells it.
#[derive(Debug)]
pub struct Replayed {
    pub(crate) playbook: Playbook,
    pub(crate) history: History,
    pub(crate) saved: Option<u64>,
    pub(crate) revision: u64,
    pub(crate) file: Option<(PathBuf, Stamp)>,
    /// Bytes that were read as whole lines; what stands behind them was never written to its end.
    pub(super) good: u64,
    /// Steps that could not be read although further ones follow.
    pub(crate) lost: usize,
}

/// Why a journal cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JournalFault {
    /// It has no whole first line: it was cut off while it was begun.
    #[error("the journal was never begun")]
    Empty,
    /// Its first line is not what this version reads.
    #[error("the journal does not begin as one does")]
    Unreadable,
}

impl Replayed {
    /// Reads the text of a journal.
    ///
    /// **Errors** the first line is missing or is no snapshot.
    pub fn read(bytes: &[u8]) -> Result<Self, JournalFault> {
        let end = bytes.iter().rposition(|&byte| byte == b'\n').ok_or(JournalFault::Empty)? + 1;
        let mut lines = bytes[..end].split_inclusive(|&byte| byte == b'\n');
        let first = lines.next().ok_or(JournalFault::Empty)?;
        let mut replayed = Self::begin(first).ok_or(JournalFault::Unreadable)?;
        replayed.good = first.len() as u64;
        while let Some(next) = lines.next() {
            // A step that does not read makes those after it meaningless: they speak of another document.
            let Some(()) = serde_json::from_slice(next).ok().and_then(|entry| replayed.follow(entry)) else {
                replayed.lost = 1 + lines.count();
                break;
            };
            replayed.good += next.len() as u64;
        }
        Ok(replayed)
    }

    fn begin(first: &[u8]) -> Option<Self> {
        let Ok(Entry::Begin(begin)) = serde_json::from_slice(first) else { return None };
        if begin.journal != JOURNAL_VERSION {
            return None;
        }
        let mut playbook = format::read(begin.playbook.as_bytes()).ok()?.playbook;
        if let Some(fringe) = begin.fringe {
            playbook.fringe = fringe.into_owned();
        }
        Some(Self {
            playbook,
            history: begin.history.into_owned().weighed(),
            saved: begin.saved,
            revision: begin.revision,
            file: begin.file.map(known),
            good: 0,
            lost: 0,
        })
    }

    fn follow(&mut self, entry: Entry<'_>) -> Option<()> {
        match entry {
            Entry::Begin(_) => return None,
            Entry::Step(step) => {
                step.change.apply(&mut self.playbook);
                let mark = step.mark.map(|mark| mark.into_owned());
                self.history.record(step.name.into_owned(), step.change.into_owned(), mark);
                self.revision += 1;
            }
            Entry::Undo {} => self.travel(History::undo)?,
            Entry::Redo {} => self.travel(History::redo)?,
            Entry::Saved(file) => {
                self.history.seal();
                self.saved = Some(self.history.state());
                self.file = Some(known(file));
            }
            Entry::Over(file) => {
                self.saved = None;
                self.file = Some(known(file));
            }
        }
        Some(())
    }

    fn travel(&mut self, to: fn(&mut History) -> Option<crate::change::Change>) -> Option<()> {
        to(&mut self.history)?.apply(&mut self.playbook);
        self.revision += 1;
        Some(())
    }

    /// Returns the line of a journal that begins here.
    pub(super) fn snapshot(&self) -> Vec<u8> {
        let file = self.file.as_ref().map(|(path, stamp)| FileForm::new(path, stamp));
        snapshot(&self.playbook, &self.history, self.saved, self.revision, file)
    }
}

/// Returns the first line of a journal.
pub(super) fn snapshot(
    playbook: &Playbook,
    history: &History,
    saved: Option<u64>,
    revision: u64,
    file: Option<FileForm<'_>>,
) -> Vec<u8> {
    line(&Entry::Begin(Box::new(Begin {
        journal: JOURNAL_VERSION,
        playbook: format::write(playbook).into(),
        fringe: (playbook.fringe != Fringe::default()).then_some(Cow::Borrowed(&playbook.fringe)),
        history: Cow::Borrowed(history),
        saved,
        revision,
        file,
    })))
}

fn known(file: FileForm<'_>) -> (PathBuf, Stamp) {
    (file.path.path(), file.stamp.into_owned())
}
