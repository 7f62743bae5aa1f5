//! A checker that follows an open document: it keeps a mirror, takes over what changed and checks that.
//!
//! The mirror costs the memory of the document once more and buys two things: the session is not locked during a check,
//! and no check copies the document.

use std::sync::Arc;

use soarboard_model::playbook::Playbook;

use crate::check::{Catalogue, Checker, Diagnostic};
use crate::session::news::News;

/// The checker of one open document.
#[derive(Debug, Default)]
pub struct Live {
    checker: Checker,
    mirror: Playbook,
    /// Where the mirror stands; absent before the first check and after one that did not come to its end.
    revision: Option<u64>,
}

impl Live {
    /// Returns a checker that has not seen its document yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the revision since which it needs the news.
    pub fn revision(&self) -> Option<u64> {
        self.revision
    }

    /// Takes over what happened and returns the findings, the same as [`check`](crate::check::check) gives for the
    /// document as it stood at that revision.
    pub fn check(
        &mut self,
        (revision, news): (u64, News),
        catalogue: &dyn Catalogue,
    ) -> (u64, Vec<Arc<Diagnostic>>) {
        // Set again at the end only: a panic on the way must not leave half a mirror in use.
        self.revision = None;
        match news {
            News::Whole(playbook) => {
                self.mirror = *playbook;
                self.checker = Checker::new();
            }
            News::Changes(changes) => {
                for change in &changes {
                    change.apply(&mut self.mirror);
                    self.checker.follow(change);
                }
            }
        }
        let found = self.checker.check(&self.mirror, catalogue);
        self.revision = Some(revision);
        (revision, found)
    }
}
