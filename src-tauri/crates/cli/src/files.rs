//! Reading what the command line names: files, or standard input for `-`. Nothing here writes.

use std::io::Read;
use std::path::Path;

use soarboard_api::store_error;
use soarboard_api::wire::ErrorCode;
use soarboard_engine::picture;
use soarboard_engine::session::store::{self, Stamp};
use soarboard_model::format::{MAX_BYTES, ReadError, ReadOutcome};
use soarboard_model::message::Message;

use crate::stop::{Failure, Stop};

/// The name of standard input and standard output.
pub(crate) const STREAM: &str = "-";

/// Says whether a name means standard input or output.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// A text that was read.
pub(crate) struct Source {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// What identifies the content, to notice later that someone else changed the file; absent for a stream.
    pub(crate) stamp: Option<Stamp>,
}

/// Reads a file or standard input, up to the size a playbook may have.
///
/// **Errors** there is none, it is too large, or the system refuses.
pub(crate) fn read(path: &Path) -> Result<Source, Stop> {
    if is_stream(path) {
        return read_stdin().map(|bytes| Source { bytes, stamp: None });
    }
    let loaded = store::load(path).map_err(|error| store_error(&error))?;
    Ok(Source { bytes: loaded.bytes, stamp: Some(loaded.stamp) })
}

fn read_stdin() -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| {
        Failure::of(ErrorCode::FileUnreadable, Message::new("cli-stdin-unreadable").with("reason", error))
    })?;
    if bytes.len() > MAX_BYTES {
        return Err(not_a_playbook(Path::new(STREAM), &ReadError::TooLarge(bytes.len())).into());
    }
    Ok(bytes)
}

/// Reads a text file that is no playbook.
///
/// **Errors** as [`read`], and when it is not UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String, Stop> {
    String::from_utf8(read(path)?.bytes).map_err(|error| {
        let message = Message::new("check-read-not-text").with("offset", error.utf8_error().valid_up_to());
        Failure::of(ErrorCode::FileUnreadable, message).about(path.display().to_string()).into()
    })
}

/// Reads the playbook in some bytes, or in a picture that carries one; `path` is where they came from.
///
/// **Errors** they hold no playbook; the position stands in the message.
pub(crate) fn playbook(path: &Path, bytes: &[u8]) -> Result<ReadOutcome, Stop> {
    picture::read(bytes).map_err(|error| not_a_playbook(path, &error).into())
}

fn not_a_playbook(path: &Path, error: &ReadError) -> Failure {
    Failure::of(ErrorCode::FileUnreadable, store::read_message(error))
        .hint(Message::new("hint-store-not-a-playbook"))
        .about(path.display().to_string())
}
