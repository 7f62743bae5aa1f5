//! A session owns one open document: playbook, history, and the file it lives in.
//!
//! Everything that shows the document keeps a mirror and follows the `Change`s handed out here. How bytes reach
//! the disk is in `store`, how unsaved edits outlive the process in `journal`, what happens to the file meanwhile in
//! `outside`. Deliberately absent: dialogs, locks between threads, and the checker's results.

pub mod claim;
pub mod journal;
pub mod news;
mod notes;
pub mod outside;
pub mod store;

use std::path::{Path, PathBuf};

use soarboard_model::format::{self, ReadNote};
use soarboard_model::playbook::Playbook;

use crate::change::Change;
use crate::document::Document;
use crate::edit::{self, Applied, EditCommand, Refusal};
use crate::history::History;
use crate::picture;
use journal::{Journal, Replayed};
pub use notes::note_message;
pub use store::{StoreError, StoreErrorKind};

use store::Stamp;

/// One open document.
#[derive(Debug)]
pub struct Session {
    document: Document,
    history: History,
    file: Option<OpenFile>,
    /// State of the history that is on disk, or that a new document began with.
    saved: Option<u64>,
    revision: u64,
    read_only: bool,
    notes: Vec<ReadNote>,
    /// Where edits are kept until they are saved; absent where nobody asked for it.
    journal: Option<Journal>,
    /// Steps of the journal that could not be read.
    lost: usize,
    /// What whoever follows the document has not had yet.
    unread: news::Unread,
}

#[derive(Debug, Clone)]
struct OpenFile {
    path: PathBuf,
    stamp: Stamp,
}

/// What saving did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Nothing had changed and nothing was written.
    Unchanged,
    /// The file was replaced.
    Written,
}

impl Session {
    /// Starts with a playbook that has no file yet; it counts as unchanged until the first edit.
    pub fn new(playbook: Playbook) -> Self {
        let history = History::new();
        let saved = Some(history.state());
        Self {
            document: Document::new(playbook),
            history,
            file: None,
            saved,
            revision: 0,
            read_only: false,
            notes: Vec::new(),
            journal: None,
            lost: 0,
            unread: news::Unread::default(),
        }
    }

    /// Goes on with a document where its journal ends, history included; the file may have changed meanwhile, which
    /// [`Session::look`] tells.
    pub fn restore(replayed: Replayed, mut journal: Journal) -> Self {
        journal.resume();
        Self {
            history: replayed.history,
            file: replayed.file.map(|(path, stamp)| OpenFile { path, stamp }),
            saved: replayed.saved,
            revision: replayed.revision,
            journal: Some(journal),
            lost: replayed.lost,
            ..Self::new(replayed.playbook)
        }
    }

    /// Keeps edits in a journal from now on. A document without a file is kept at once, one with a file from its first
    /// edit on: until then the file tells everything.
    pub fn keep_in(&mut self, journal: Journal) {
        self.journal = Some(journal);
        if self.file.is_none() {
            self.begin_journal();
        }
    }

    /// Ends the session and leaves its journal on disk; says whether there is one.
    pub fn put_away(&mut self) -> bool {
        let journal = self.journal.take().filter(Journal::is_begun);
        journal.map(Journal::release).is_some()
    }

    /// Ends the session and takes its journal off the disk: what was not saved is gone.
    pub fn discard(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.forget();
        }
    }

    fn begin_journal(&mut self) {
        let file = self.file.as_ref().map(|file| (file.path.clone(), file.stamp.clone()));
        if let Some(journal) = &mut self.journal {
            journal.begin(&self.document, &self.history, self.saved, self.revision, file);
        }
    }

    /// Hands a step to the journal, or begins it with the document as it is after the step.
    fn keep_step(&mut self, keep: impl FnOnce(&Journal)) {
        match &self.journal {
            Some(journal) if journal.is_begun() => keep(journal),
            Some(_) => self.begin_journal(),
            None => {}
        }
    }

    /// Opens a file.
    ///
    /// **Errors** the file cannot be read, or holds no playbook; the file is not touched.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let loaded = store::load(path)?;
        let outcome =
            picture::read(&loaded.bytes).map_err(|error| StoreError::not_a_playbook(path, error))?;
        let mut session = Self::new(outcome.playbook);
        session.read_only = outcome.read_only;
        session.notes = outcome.notes;
        if picture::playbook_in(&loaded.bytes).is_some() {
            // Saving must ask for a file: the picture is not the playbook's.
            return Ok(session);
        }
        session.file = Some(OpenFile { path: path.to_owned(), stamp: loaded.stamp });
        Ok(session)
    }

    /// Carries out an edit and takes it down. Edits with one mark in a row are undone together.
    ///
    /// **Errors** the refusal of a rule, or `read-only`; the document is then untouched.
    pub fn apply(&mut self, command: &EditCommand, mark: Option<String>) -> Result<Applied, Refusal> {
        if self.read_only {
            return Err(Refusal::new("read-only"));
        }
        let applied = edit::carry_out(&mut self.document, command)?;
        if !applied.change.is_empty() {
            self.take_down(command.name(), applied.change.clone(), mark);
        }
        Ok(applied)
    }

    fn take_down(&mut self, name: &'static str, change: Change, mark: Option<String>) {
        self.revision += 1;
        self.unread.note(&change);
        self.history.record(name, change.clone(), mark.clone());
        self.keep_step(|journal| journal.step(name, &change, mark.as_deref()));
    }

    /// Takes the newest step back and returns what that changed.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.history.undo()?;
        let change = self.follow(change);
        self.keep_step(Journal::undo);
        Some(change)
    }

    /// Takes an undone step again and returns what that changed.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.history.redo()?;
        let change = self.follow(change);
        self.keep_step(Journal::redo);
        Some(change)
    }

    fn follow(&mut self, change: Change) -> Change {
        self.document.apply(&change);
        self.revision += 1;
        self.unread.note(&change);
        change
    }

    /// Saves to the file the document came from. An unchanged document writes nothing.
    ///
    /// **Errors** `NoPath` for a document without a file, `ReadOnlyDocument`, `ChangedOutside` when the file is not
    /// what was read or saved last, and those of the disk. The document stays unsaved after an error.
    pub fn save(&mut self) -> Result<Saved, StoreError> {
        let (path, stamp) = self.target()?;
        if !self.is_dirty() {
            store::expect_present(&path)?;
            return Ok(Saved::Unchanged);
        }
        self.write(path, Some(&stamp))
    }

    /// Saves to the file the document came from, whatever has become of it; the answer to `ChangedOutside`.
    ///
    /// **Errors** as [`Session::save`], without `ChangedOutside`.
    pub fn save_over(&mut self) -> Result<Saved, StoreError> {
        let (path, _) = self.target()?;
        self.write(path, None)
    }

    /// Saves to another file, which becomes the document's own. A file that is there is replaced: asking first is
    /// the caller's business.
    ///
    /// **Errors** `ReadOnlyDocument` and those of the disk; the document then keeps its file.
    pub fn save_as(&mut self, path: &Path) -> Result<Saved, StoreError> {
        self.refuse_read_only(path)?;
        self.write(path.to_owned(), None)
    }

    fn target(&self) -> Result<(PathBuf, Stamp), StoreError> {
        let Some(file) = &self.file else {
            return Err(StoreError::save(Path::new(""), StoreErrorKind::NoPath));
        };
        self.refuse_read_only(&file.path)?;
        Ok((file.path.clone(), file.stamp.clone()))
    }

    /// A document of a newer format is never written, not even elsewhere: what this version cannot read would be
    /// lost under the old version's mark.
    fn refuse_read_only(&self, path: &Path) -> Result<(), StoreError> {
        if self.read_only { Err(StoreError::save(path, StoreErrorKind::ReadOnlyDocument)) } else { Ok(()) }
    }

    fn write(&mut self, path: PathBuf, expected: Option<&Stamp>) -> Result<Saved, StoreError> {
        let text = format::write(&self.document);
        match store::save(&path, text.as_bytes(), expected) {
            Ok(stamp) => {
                self.stands_in(OpenFile { path, stamp });
                Ok(Saved::Written)
            }
            Err(mut error) => {
                // The new bytes may stand in the file although the disk did not confirm it; the next attempt must
                // not mistake them for someone else's.
                if let Some(stamp) = error.replaced.take() {
                    self.goes_over(OpenFile { path, stamp: *stamp });
                }
                Err(error)
            }
        }
    }

    /// Takes down that the document stands in a file as it is now.
    fn stands_in(&mut self, file: OpenFile) {
        self.history.seal();
        self.saved = Some(self.history.state());
        if let Some(journal) = self.journal.as_ref().filter(|journal| journal.is_begun()) {
            journal.saved(&file.path, &file.stamp);
        }
        self.file = Some(file);
    }

    /// Takes down that the document belongs to a file with other content, which saving may replace.
    fn goes_over(&mut self, file: OpenFile) {
        self.saved = None;
        self.file = Some(file.clone());
        self.keep_step(|journal| journal.over(&file.path, &file.stamp));
    }

    /// Returns the document.
    pub fn playbook(&self) -> &Playbook {
        &self.document
    }

    /// Returns the document with what is known of it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns the file the document lives in.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }

    /// Returns a number that grows with every change, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Says whether the document differs from its file.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.history.state())
    }

    /// Says whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.history.undo_name().is_some()
    }

    /// Says whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.history.redo_name().is_some()
    }

    /// Returns the name of the edit that undo would take back; `check-edit-<name>` is its text.
    pub fn undo_name(&self) -> Option<&str> {
        self.history.undo_name()
    }

    /// Returns the name of the edit that redo would take again.
    pub fn redo_name(&self) -> Option<&str> {
        self.history.redo_name()
    }

    /// Returns the playbook's name, else the file's, else an empty text.
    pub fn title(&self) -> String {
        let name = self.document.header.name.trim();
        if !name.is_empty() {
            return name.to_owned();
        }
        let file = self.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        file.map(|name| name.split('.').next().unwrap_or_default().to_owned()).unwrap_or_default()
    }

    /// Says whether the document may only be looked at.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Returns how many steps of the journal could not be read when the document was restored.
    pub fn lost_steps(&self) -> usize {
        self.lost
    }

    /// Returns what was odd about the file when it was opened.
    pub fn notes(&self) -> &[ReadNote] {
        &self.notes
    }
}

#[cfg(test)]
mod tests;
