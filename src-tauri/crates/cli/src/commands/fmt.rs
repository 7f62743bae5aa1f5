//! `fmt`: playbooks in canonical form.

use std::path::Path;

use serde::Serialize;
use soarboard_api::store_error;
use soarboard_api::wire::ErrorCode;
use soarboard_engine::edit;
use soarboard_engine::picture;
use soarboard_engine::session::store::{self, Stamp};
use soarboard_model::format;
use soarboard_model::message::Message;

use crate::args::FmtArgs;
use crate::files::{self, is_stream};
use crate::output::Output;
use crate::stop::{Exit, Failure, Outcome, Stop};

#[derive(Serialize)]
struct FmtRow {
    file: String,
    changed: bool,
}

/// What is to be written for one file.
struct Formatted<'a> {
    path: &'a Path,
    text: String,
    changed: bool,
    stamp: Option<Stamp>,
}

/// Writes playbooks in canonical form, or tells which are not. All are read before the first is written, so that a
/// broken one among them leaves all as they are.
pub(crate) fn run(args: &FmtArgs, out: &Output) -> Outcome {
    let formatted =
        args.files.iter().map(|path| read(path, args.layout)).collect::<Result<Vec<_>, Stop>>()?;
    let mut has_stream = false;
    for file in formatted.iter().filter(|_| !args.check) {
        if is_stream(file.path) {
            has_stream = true;
            out.raw(file.text.as_bytes())?;
        } else if file.changed {
            let written = store::save(file.path, file.text.as_bytes(), file.stamp.as_ref());
            written.map_err(|error| store_error(&error))?;
        }
    }
    report(&formatted, has_stream, out)?;
    let is_no = args.check && formatted.iter().any(|file| file.changed);
    Ok(if is_no { Exit::No } else { Exit::Fine })
}

fn read(path: &Path, arranges: bool) -> Result<Formatted<'_>, Stop> {
    let source = files::read(path)?;
    let mut outcome = files::playbook(path, &source.bytes)?;
    if outcome.read_only {
        let message = Message::new("check-store-read-only-document").with("path", path.display());
        let failure = Failure::of(ErrorCode::ReadOnly, message).about(path.display().to_string());
        return Err(failure.hint(Message::new("hint-store-read-only-document")).into());
    }
    if arranges {
        edit::arrange(&mut outcome.playbook);
    }
    if picture::playbook_in(&source.bytes).is_some() {
        let message = Message::new("cli-fmt-picture").with("path", path.display());
        let failure = Failure::of(ErrorCode::ReadOnly, message).about(path.display().to_string());
        return Err(failure.hint(Message::new("cli-fmt-picture-hint")).into());
    }
    let text = format::write(&outcome.playbook);
    Ok(Formatted { path, changed: text.as_bytes() != source.bytes, text, stamp: source.stamp })
}

/// Names the files that were changed, or would be; beside a playbook on standard output only on standard error.
fn report(formatted: &[Formatted<'_>], has_stream: bool, out: &Output) -> Result<(), Stop> {
    let row = |file: &Formatted<'_>| FmtRow { file: file.path.display().to_string(), changed: file.changed };
    let rows: Vec<FmtRow> = formatted.iter().map(row).collect();
    if out.json {
        if has_stream {
            out.aside(&rows);
        } else {
            out.value(&rows)?;
        }
        return Ok(());
    }
    let changed: Vec<&str> = rows.iter().filter(|row| row.changed).map(|row| row.file.as_str()).collect();
    if !has_stream && !changed.is_empty() {
        out.say(&changed.join("\n"))?;
    }
    Ok(())
}
