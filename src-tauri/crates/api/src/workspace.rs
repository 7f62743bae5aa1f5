//! What is open, and what the window remembers: the file `workspace.json` of the data folder.
//!
//! It names documents by handle, which is also the id of their journals, and files by path; the content of a document
//! is never here. A file that is missing or damaged costs the order of the tabs and the list of recent files, no work:
//! journals are found without it. Of two processes with one data folder, the first one keeps it.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use soarboard_engine::session::journal::KeptPath;
use soarboard_engine::session::store::{self, StoreError};
use soarboard_model::format::pretty;

use crate::wire::{DocumentMemo, RecentView, WindowMemo};

const FILE: &str = "workspace.json";
const LOCK: &str = "workspace.lock";
/// Recent files that are remembered, pinned ones not counted.
const MOST_RECENT: usize = 20;
/// Closed documents that can be opened again.
const MOST_CLOSED: usize = 10;

/// What is open and remembered.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Workspace {
    pub(crate) tabs: Vec<Tab>,
    pub(crate) active: Option<String>,
    pub(crate) window: Option<WindowMemo>,
    recent: Vec<Recent>,
    closed: Vec<Closed>,
    /// Held while this process keeps the file; another process then keeps nothing.
    #[serde(skip)]
    lock: Option<File>,
}

/// One open document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Tab {
    pub(crate) doc: String,
    pub(crate) path: Option<KeptPath>,
    pub(crate) memo: Option<DocumentMemo>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Recent {
    path: KeptPath,
    #[serde(default)]
    pinned: bool,
}

/// A document that was closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Closed {
    pub(crate) path: KeptPath,
    /// Id of its journal, which has its history.
    #[serde(default)]
    pub(crate) journal: Option<String>,
    #[serde(default)]
    pub(crate) memo: Option<DocumentMemo>,
}

impl Workspace {
    /// Reads what the last process left, unless another one is at work with it.
    pub(crate) fn load(data_dir: &Path) -> Self {
        let lock = File::create(data_dir.join(LOCK)).ok().filter(|file| file.try_lock().is_ok());
        if lock.is_none() {
            return Self::default();
        }
        let bytes = std::fs::read(data_dir.join(FILE)).unwrap_or_default();
        let kept: Self = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { lock, ..kept }
    }

    /// Writes it down, when this process is the one that keeps it.
    ///
    /// **Errors** as the store reports them.
    pub(crate) fn save(&self, data_dir: &Path) -> Result<(), StoreError> {
        if self.lock.is_none() {
            return Ok(());
        }
        store::save(&data_dir.join(FILE), pretty(self).as_bytes(), None).map(|_| ())
    }

    pub(crate) fn tab(&mut self, doc: &str) -> Option<&mut Tab> {
        self.tabs.iter_mut().find(|tab| tab.doc == doc)
    }

    /// Adds a tab behind the others, or notes the file of one that is there.
    pub(crate) fn note_tab(&mut self, doc: &str, path: Option<&Path>) {
        let path = path.map(KeptPath::of);
        match self.tab(doc) {
            Some(tab) => tab.path = path,
            None => self.tabs.push(Tab { doc: doc.to_owned(), path, memo: None }),
        }
    }

    /// Puts a file on top of the recent ones; pinned files keep their place.
    pub(crate) fn note_recent(&mut self, path: &Path) {
        let path = KeptPath::of(path);
        let pinned = self.recent.iter().any(|recent| recent.path == path && recent.pinned);
        if pinned {
            return;
        }
        self.recent.retain(|recent| recent.path != path);
        let top = self.recent.iter().take_while(|recent| recent.pinned).count();
        self.recent.insert(top, Recent { path, pinned: false });
        self.recent.truncate(top + MOST_RECENT);
    }

    /// Takes a tab away and remembers its document as closed; returns ids of journals that are not needed any more.
    pub(crate) fn close(&mut self, doc: &str, path: Option<&Path>, journal: Option<String>) -> Vec<String> {
        let at = self.tabs.iter().position(|tab| tab.doc == doc);
        let memo = at.and_then(|at| self.tabs.remove(at).memo);
        if self.active.as_deref() == Some(doc) {
            self.active = None;
        }
        let Some(path) = path else { return journal.into_iter().collect() };
        self.closed.push(Closed { path: KeptPath::of(path), journal, memo });
        let spare = self.closed.len().saturating_sub(MOST_CLOSED);
        self.closed.drain(..spare).filter_map(|closed| closed.journal).collect()
    }

    /// Takes the document closed last off the list.
    pub(crate) fn reopen(&mut self) -> Option<Closed> {
        self.closed.pop()
    }

    /// Takes a closed document off the list because its file is opened by another way; returns it.
    pub(crate) fn forget_closed(&mut self, path: &Path) -> Option<Closed> {
        let path = KeptPath::of(path);
        let at = self.closed.iter().rposition(|closed| closed.path == path)?;
        Some(self.closed.remove(at))
    }

    /// Returns the ids of journals that belong to closed documents.
    pub(crate) fn closed_journals(&self) -> impl Iterator<Item = &String> {
        self.closed.iter().filter_map(|closed| closed.journal.as_ref())
    }

    /// Pins a recent file, or lets it go.
    pub(crate) fn toggle_pin(&mut self, id: &str) {
        let Some(at) = self.recent.iter().position(|recent| recent.id() == id) else { return };
        let mut recent = self.recent.remove(at);
        recent.pinned = !recent.pinned;
        let top = self.recent.iter().take_while(|recent| recent.pinned).count();
        self.recent.insert(top, recent);
    }

    pub(crate) fn remove_recent(&mut self, id: &str) {
        self.recent.retain(|recent| recent.id() != id);
    }

    /// Returns the path of a recent file.
    pub(crate) fn recent(&self, id: &str) -> Option<PathBuf> {
        self.recent.iter().find(|recent| recent.id() == id).map(|recent| recent.path.path())
    }

    /// Returns the recent files, pinned ones first. Looks each up on the disk.
    pub(crate) fn recent_views(&self) -> Vec<RecentView> {
        self.recent.iter().map(Recent::view).collect()
    }
}

impl Recent {
    /// A name that says nothing and stays the same.
    fn id(&self) -> String {
        let digest = Sha256::digest(self.path.path().as_os_str().as_encoded_bytes());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn view(&self) -> RecentView {
        let path = self.path.path();
        let text = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        RecentView {
            id: self.id(),
            file: text(path.file_name()),
            folder: text(path.parent().map(Path::as_os_str)),
            pinned: self.pinned,
            missing: !path.exists(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(workspace: &Workspace) -> Vec<String> {
        workspace.recent_views().into_iter().map(|recent| recent.file).collect()
    }

    #[test]
    fn recent_files_come_last_first_once_and_pinned_ones_on_top() {
        let mut workspace = Workspace::default();
        for number in 0..MOST_RECENT + 5 {
            workspace.note_recent(Path::new(&format!("/x/{number}.json")));
        }
        workspace.note_recent(Path::new("/x/20.json"));
        assert_eq!(names(&workspace).len(), MOST_RECENT);
        assert_eq!(names(&workspace)[..3], ["20.json", "24.json", "23.json"]);

        let pinned = workspace.recent_views()[2].id.clone();
        workspace.toggle_pin(&pinned);
        workspace.note_recent(Path::new("/x/new.json"));
        workspace.note_recent(Path::new("/x/23.json"));
        assert_eq!(names(&workspace)[..3], ["23.json", "new.json", "20.json"]);
        workspace.toggle_pin(&pinned);
        workspace.remove_recent(&workspace.recent_views()[1].id.clone());
        assert_eq!(names(&workspace)[..2], ["23.json", "20.json"]);
        assert!(workspace.recent_views()[0].missing);
    }

    #[test]
    fn closed_documents_come_back_last_first_and_old_ones_are_forgotten() {
        let mut workspace = Workspace::default();
        let mut spare = Vec::new();
        for number in 0..MOST_CLOSED + 2 {
            let doc = format!("doc-{number}");
            workspace.note_tab(&doc, None);
            spare.extend(workspace.close(&doc, Some(Path::new(&format!("/x/{number}"))), Some(doc.clone())));
        }
        workspace.note_tab("draft", None);
        assert_eq!(workspace.close("draft", None, Some("draft".into())), ["draft"]);

        assert_eq!(spare, ["doc-0", "doc-1"]);
        assert_eq!(workspace.reopen().unwrap().journal.as_deref(), Some("doc-11"));
        assert!(workspace.forget_closed(Path::new("/x/5")).is_some());
        assert_eq!(workspace.closed_journals().count(), MOST_CLOSED - 2);
    }

    #[test]
    fn what_was_written_is_read_and_damage_costs_no_start() {
        let dir = tempfile::tempdir().unwrap();
        let mut first = Workspace::load(dir.path());
        first.note_tab("doc-1", Some(Path::new("/x/a.json")));
        first.note_recent(Path::new("/x/a.json"));
        first.save(dir.path()).unwrap();

        let second = Workspace::load(dir.path());
        assert!(second.tabs.is_empty(), "another process has it");
        second.save(dir.path()).unwrap();
        drop(first);
        let third = Workspace::load(dir.path());
        assert_eq!((third.tabs.len(), names(&third).len()), (1, 1));
        drop(third);

        std::fs::write(dir.path().join(FILE), "{\"tabs\": 7").unwrap();
        assert!(Workspace::load(dir.path()).tabs.is_empty());
    }
}
