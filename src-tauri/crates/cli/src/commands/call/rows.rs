//! Where the rows go: a file with its checkpoint, or standard output; by way of such a file into other formats.
//!
//! Rows are never written over: they may have cost an hour. An empty file, as `mktemp` makes, is no loss.

use std::io::{self, Stdout};
use std::path::Path;

use soarboard_api::invoke::{self, Prepared};
use soarboard_api::wire::ErrorCode;
use soarboard_cloud::invoke::{FileSink, PagerState, RowSink, SinkError, WriterSink, fingerprint};
use soarboard_engine::rows::ExportError;
use soarboard_model::message::Message;

use super::gathered::Gathered;
use crate::args::CallArgs;
use crate::files::is_stream;
use crate::stop::{Failure, Stop};

/// What errors call standard output.
const STDOUT: &str = "standard output";

/// Where rows go, and where an earlier run stopped.
pub(super) struct Rows {
    pub(super) sink: Box<dyn RowSink>,
    pub(super) resume: Option<PagerState>,
    /// Name of the file; absent for standard output.
    pub(super) file: Option<String>,
    /// Where they are gathered before they are written in another format than JSON Lines.
    pub(super) gathered: Option<Gathered>,
}

/// Opens the place for the rows.
///
/// **Errors** the file exists already, cannot be made, or has no checkpoint of this call to go on from.
pub(super) fn open(args: &CallArgs, prepared: &Prepared) -> Result<Rows, Stop> {
    let file = args.output.as_deref().filter(|path| !is_stream(path));
    if args.resume && file.is_none() {
        return Err(Failure::usage(Message::new("cli-resume-stdout")).into());
    }
    let gathered = Gathered::of(args, file)?;
    let name = file.map(|path| path.display().to_string());
    if let (Some(path), Some(_), false) = (file, &gathered, args.resume)
        && path.symlink_metadata().is_ok()
        && !is_empty_file(path)
    {
        return Err(refused(&SinkError::Exists(path.display().to_string())));
    }
    let Some(path) = gathered.as_ref().map(|gathered| gathered.path.as_path()).or(file) else {
        let sink: WriterSink<Stdout> = WriterSink::new(STDOUT, io::stdout());
        return Ok(Rows { sink: Box::new(sink), resume: None, file: None, gathered: None });
    };
    let endpoint = prepared.endpoint.as_ref().map_err(invoke::refusal)?;
    let print = fingerprint(&prepared.call, endpoint.host(), &prepared.plan);
    let (sink, resume) = if args.resume {
        FileSink::resume(path, &print).map_err(|error| refused(&error))?
    } else {
        (FileSink::create(path, &print, is_empty_file(path)).map_err(|error| refused(&error))?, None)
    };
    Ok(Rows { sink: Box::new(sink), resume, file: name, gathered })
}

/// Says whether a path is a plain file without content, so that replacing it loses nothing.
fn is_empty_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == 0)
}

/// Says whether rows could not be written because their reader has gone.
pub(super) fn is_reader_gone(error: &SinkError) -> bool {
    matches!(error, SinkError::Io { path, source, .. }
        if path == STDOUT && source.kind() == io::ErrorKind::BrokenPipe)
}

fn refused(error: &SinkError) -> Stop {
    let of = |code, id: &str, path: &str| {
        Failure::of(code, Message::new(id).with("path", path)).hint(Message::new(format!("{id}-hint")))
    };
    match error {
        SinkError::Exists(path) => of(ErrorCode::Unsafe, "cli-rows-exist", path),
        SinkError::NoCheckpoint(path) => of(ErrorCode::FileUnreadable, "cli-resume-none", path),
        SinkError::OtherCall(path) => of(ErrorCode::Unsafe, "cli-resume-other", path),
        SinkError::BadCheckpoint { path, .. } | SinkError::Shorter { path, .. } => {
            of(ErrorCode::FileUnreadable, "cli-resume-damaged", path)
        }
        SinkError::Io { path, source, .. } => unwritable(path, source),
    }
    .into()
}

/// Says that rows cannot be kept in a file.
pub(super) fn unwritable(path: &str, reason: &io::Error) -> Failure {
    let message = Message::new("cli-rows-unwritable").with("path", path).with("reason", reason);
    Failure::of(ErrorCode::FileUnwritable, message)
}

/// Says why rows could not be written in their format; what was gathered is still there.
pub(super) fn unwritten(error: &ExportError, rows: &Rows) -> Failure {
    let kept = match (&rows.file, &rows.gathered) {
        (Some(_), Some(gathered)) => {
            Some(Message::new("cli-rows-gathered").with("path", gathered.path.display()))
        }
        _ => None,
    };
    let failure = match error {
        ExportError::TooManyColumns => {
            Failure::of(ErrorCode::BadRequest, Message::new("error-export-columns"))
        }
        ExportError::Cancelled => Failure::of(ErrorCode::Cancelled, Message::new("error-export-cancelled")),
        ExportError::Io(source) => unwritable(rows.file.as_deref().unwrap_or(STDOUT), source),
    };
    match kept {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
