//! Edits of several steps, each of which sees what those before it did.
//!
//! The steps are made on the document itself, since a copy would cost as much as the document is large. Together they are
//! one change; when one is refused, those before it are taken back.

use super::command::EditCommand;
use super::{Applied, Refusal, carry_out};
use crate::change::Change;
use crate::document::Document;

/// Steps made so far. Dropped before [`Steps::done`], it takes them back.
pub(super) struct Steps<'a> {
    document: &'a mut Document,
    made: Change,
}

impl<'a> Steps<'a> {
    pub(super) fn of(document: &'a mut Document) -> Self {
        Self { document, made: Change::default() }
    }

    /// Returns the document as the steps so far left it.
    pub(super) fn document(&self) -> &Document {
        self.document
    }

    /// Makes an edit as the next step.
    pub(super) fn carry_out(&mut self, command: &EditCommand) -> Result<Applied, Refusal> {
        let applied = carry_out(self.document, command)?;
        self.note(applied.change.clone());
        Ok(applied)
    }

    /// Makes a change as the next step.
    pub(super) fn make(&mut self, mut change: Change) {
        change.sort();
        self.document.apply(&change);
        self.note(change);
    }

    /// Ends with all the steps made and returns what they did together.
    pub(super) fn done(mut self) -> Change {
        std::mem::take(&mut self.made)
    }

    fn note(&mut self, change: Change) {
        let made = std::mem::take(&mut self.made);
        self.made = if made.is_empty() { change } else { made.merge(change) };
    }
}

impl Drop for Steps<'_> {
    fn drop(&mut self) {
        if !self.made.is_empty() {
            self.document.apply(&self.made.reversed());
        }
    }
}
