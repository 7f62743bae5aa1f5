//! The rows of a run once they are in a file, one JSON value a line: windows over them, filters, exports.
//!
//! Everything reads the file in a stream or by an index, so that a gigabyte of rows costs no more memory than a page
//! of them, and shows values as they were received: numbers and texts are never printed anew. It stands here, above
//! `cloud`, because rows are used long after the call; the window and the command line share it. Deliberately absent:
//! how rows get into the file (see `cloud::invoke::FileSink`), file dialogs, tasks and threads.

mod clip;
mod csv;
mod export;
mod filter;
mod index;
mod query;
mod scan;

pub use clip::clipped;
pub use export::{
    ExportDone, ExportError, ExportOptions, ExportWatch, RowFormat, Selection, export, write_rows,
};
pub use filter::{Hits, Pick, Search, picks_of};
pub use index::{RowFile, travel_size};
pub use query::{Query, QueryProblem};

/// Column of rows that are no objects.
pub const WHOLE: &str = "value";
