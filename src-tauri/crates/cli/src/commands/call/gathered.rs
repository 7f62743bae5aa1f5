//! Rows on their way into a table or a list: gathered one a line, written in the format that was asked for at the end.
//!
//! A table knows its columns when the last row has come, and only lines can be gone on with after an interruption. So
//! rows are always kept as the engine keeps them, beside the file or in a private folder of the system, and go when
//! the file is whole. Deliberately absent: the formats themselves (see `engine::rows`).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use soarboard_cloud::invoke::CancelFlag;
use soarboard_engine::rows::{
    ExportError, ExportOptions, ExportWatch, RowFormat, Selection, export, write_rows,
};
use soarboard_model::message::Message;
use tempfile::TempDir;

use crate::args::{CallArgs, RowsAs};
use crate::stop::{Failure, Stop};

/// Where rows are gathered and what becomes of them.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    /// The rows, one JSON value a line.
    pub(super) path: PathBuf,
    /// File to write; absent for standard output.
    to: Option<PathBuf>,
    options: ExportOptions,
    /// Goes with the last clone.
    private: Option<Arc<TempDir>>,
}

impl Gathered {
    /// Returns where rows are gathered for a file, or for standard output; `None` when they need no other format.
    ///
    /// **Errors** flags of a table without one; no place for what standard output gets.
    pub(super) fn of(args: &CallArgs, file: Option<&Path>) -> Result<Option<Self>, Stop> {
        let format = match args.format {
            RowsAs::Ndjson => RowFormat::JsonLines,
            RowsAs::Json => RowFormat::Json,
            RowsAs::Csv => RowFormat::Csv,
        };
        let of_tables = [(args.keep_raw, "--keep-raw"), (args.bom, "--bom")];
        if let Some((_, flag)) = of_tables.iter().find(|(is_set, _)| *is_set && format != RowFormat::Csv) {
            return Err(Failure::usage(Message::new("cli-only-csv").with("flag", flag)).into());
        }
        if format == RowFormat::JsonLines {
            return Ok(None);
        }
        let options = ExportOptions { format, is_guarded: !args.keep_raw, has_bom: args.bom };
        let Some(file) = file else {
            // Such a folder is private to the user (0700).
            let folder = tempfile::tempdir().map_err(|error| super::rows::unwritable("-", &error))?;
            let path = folder.path().join("rows.ndjson");
            return Ok(Some(Self { path, to: None, options, private: Some(Arc::new(folder)) }));
        };
        let mut path = file.as_os_str().to_owned();
        path.push(".ndjson");
        Ok(Some(Self { path: path.into(), to: Some(file.to_owned()), options, private: None }))
    }

    /// Returns the private folder, for whoever ends the program without dropping this.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.private.as_ref().map(|folder| folder.path().to_owned())
    }

    /// Writes the first rows in their format, and clears away what was gathered when these are all there are.
    ///
    /// **Errors** those of the disk and of the format; what was gathered is then kept.
    pub(super) fn write(&self, rows: u64, is_complete: bool, cancel: &CancelFlag) -> Result<(), ExportError> {
        let (all, watch) = (Selection::First(rows), ExportWatch::new(cancel.clone()));
        let Some(to) = &self.to else {
            return write_rows(&self.path, all, &mut io::stdout().lock(), self.options, &watch).map(drop);
        };
        export(&self.path, all, to, self.options, &watch)?;
        if is_complete {
            // What cannot be deleted does no harm but take room.
            let mut checkpoint = self.path.clone().into_os_string();
            checkpoint.push(".run.json");
            let _ = std::fs::remove_file(&self.path);
            let _ = std::fs::remove_file(checkpoint);
        }
        Ok(())
    }
}
