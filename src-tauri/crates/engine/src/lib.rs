//! What is done with a playbook: edits with history, checks, export, and the session that owns one document; and what
//! is done with the rows a call brought: windows, filters, export.
//!
//! The engine owns the document; whoever shows it keeps a mirror and applies `Change`s. Deliberately absent:
//! windows, dialogs, networks and the choice of language.

pub mod change;
pub mod check;
pub mod document;
pub mod edit;
pub mod export;
pub mod find;
pub mod history;
pub mod layout;
pub mod live;
pub mod operations;
pub mod picture;
mod references;
pub mod rows;
pub mod sample;
pub mod session;
#[cfg(test)]
mod testing;
