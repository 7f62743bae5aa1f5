//! What happened to a document since someone last asked: the changes in order, or the document where they are not all
//! known.
//!
//! For those who follow a document from another thread, the checker above all: the session is locked only as long as it
//! takes to hand over what is there. There is one follower; a second one would make both ask for the whole.

use soarboard_model::playbook::Playbook;

use super::Session;
use crate::change::Change;

/// Records of changes that nobody asked for, beyond which the whole document is cheaper.
const MOST_RECORDS: usize = 20_000;

/// What a follower must take over to stand where the document stands.
#[derive(Debug)]
pub enum News {
    /// The document itself; all that was known of it is void.
    Whole(Box<Playbook>),
    /// What changed, in order.
    Changes(Vec<Change>),
}

/// Changes that the follower has not had yet.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Revision the first of them was made at; absent while nobody follows.
    from: Option<u64>,
    changes: Vec<Change>,
    records: usize,
}

impl Unread {
    pub(super) fn note(&mut self, change: &Change) {
        if self.from.is_none() {
            return;
        }
        self.records += change.len();
        if self.records > MOST_RECORDS {
            *self = Self::default();
        } else {
            self.changes.push(change.clone());
        }
    }
}

impl Session {
    /// Returns what happened since a revision, and the revision now. Without a revision, or when not every change since
    /// then is known, it is the whole document.
    pub fn news(&mut self, since: Option<u64>) -> (u64, News) {
        let unread = std::mem::take(&mut self.unread);
        self.unread.from = Some(self.revision);
        // A revision without a change here is a document that was replaced as a whole.
        let is_complete = since.is_some_and(|since| {
            unread.from == Some(since) && since + unread.changes.len() as u64 == self.revision
        });
        let news = if is_complete {
            News::Changes(unread.changes)
        } else {
            News::Whole(Box::new(self.document.playbook().clone()))
        };
        (self.revision, news)
    }
}
