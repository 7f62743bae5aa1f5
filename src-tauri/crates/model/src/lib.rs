//! The ground floor: what a playbook is.
//!
//! The document and its parts (`playbook`), the definitions of component kinds (`component`), the `${…}` texts
//! (`expr`), reading and writing the file (`format`), new ids (`ids`), records in an order (`ordered`) and the catalogue of messages
//! (`message`). Deliberately absent: files, clocks, randomness, networks and anything asynchronous.

pub mod component;
pub mod expr;
pub mod format;
pub mod ids;
pub mod json;
pub mod message;
pub mod ordered;
pub mod playbook;
