//! The playbook file: reading, canonical writing, format versions, JSON Schema.
//!
//! Works on texts; files are the session's business. Reading either gives a playbook with notes about what was
//! odd, or an error with its place in the text. Writing is deterministic: fixed key order, two spaces, LF, one
//! final newline.

mod canonical;
mod free;
mod read;
mod schema;
mod write;

pub use canonical::pretty;
pub use read::{MAX_BYTES, ReadError, ReadNote, ReadOutcome, read};
pub use schema::playbook_schema;
pub use write::write;

/// Version of the file format that this program writes.
pub const FORMAT_VERSION: u32 = 1;
/// Reference to the schema that stands on top of every file.
pub const SCHEMA_REF: &str = "https://soarboard.dev/schemas/playbook.schema.json";
