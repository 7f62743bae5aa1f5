//! Why a file could not be read or saved: what was tried, where, and a kind that says what can be done.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use soarboard_model::format::ReadError;
use soarboard_model::message::Message;

use super::Stamp;

/// A file that could not be read or saved.
#[derive(Debug)]
pub struct StoreError {
    /// What was being done.
    pub step: StoreStep,
    /// The file, as the caller named it.
    pub path: PathBuf,
    /// What happened.
    pub kind: StoreErrorKind,
    /// The new content stands in the file although the disk did not confirm the last step.
    pub replaced: Option<Box<Stamp>>,
    source: Option<io::Error>,
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreStep {
    /// Reading the file.
    Read,
    /// Preparing a save, before any file is touched.
    Save,
    /// Comparing the file with what was read.
    Compare,
    /// Making the new file beside the old one.
    Create,
    /// Writing the new file.
    Write,
    /// Bringing the new file to the disk.
    Sync,
    /// Putting the new file in the old one's place.
    Replace,
    /// Bringing the replacement to the disk.
    SyncDirectory,
}

/// What happened to a file; each kind has a sentence and an advice of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreErrorKind {
    /// There is no such file or directory.
    NotFound,
    /// The system does not allow it.
    Permission,
    /// No room on the disk, or the quota is used up.
    Full,
    /// The file is marked read-only, or the file system is.
    ReadOnly,
    /// The file is not what was read or saved last.
    ChangedOutside,
    /// The path is a directory.
    IsDirectory,
    /// The path is a pipe, a device or the like.
    NotAFile,
    /// Larger than a playbook may be; the size in bytes.
    TooLarge(u64),
    /// Another save into the directory does not end.
    Busy,
    /// The document has no file yet.
    NoPath,
    /// The document is of a newer format and may not be written.
    ReadOnlyDocument,
    /// The file was read but holds no playbook.
    NotAPlaybook(ReadError),
    /// Anything else; the system's words tell.
    Other,
}

impl StoreErrorKind {
    /// Returns the stable code of the kind; `check-store-<code>` and `hint-store-<code>` are its texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Permission => "permission",
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::ChangedOutside => "changed-outside",
            Self::IsDirectory => "is-directory",
            Self::NotAFile => "not-a-file",
            Self::TooLarge(_) => "too-large",
            Self::Busy => "busy",
            Self::NoPath => "no-path",
            Self::ReadOnlyDocument => "read-only-document",
            Self::NotAPlaybook(_) => "not-a-playbook",
            Self::Other => "other",
        }
    }

    fn of(error: &io::Error) -> Self {
        use io::ErrorKind as Io;
        match error.kind() {
            Io::NotFound | Io::NotADirectory => Self::NotFound,
            Io::PermissionDenied => Self::Permission,
            Io::StorageFull | Io::QuotaExceeded | Io::FileTooLarge => Self::Full,
            Io::ReadOnlyFilesystem => Self::ReadOnly,
            Io::IsADirectory => Self::IsDirectory,
            Io::ResourceBusy => Self::Busy,
            _ => Self::Other,
        }
    }
}

impl StoreError {
    pub(super) fn new(step: StoreStep, path: &Path, kind: StoreErrorKind) -> Self {
        Self { step, path: path.to_owned(), kind, replaced: None, source: None }
    }

    pub(super) fn io(step: StoreStep, path: &Path, error: io::Error) -> Self {
        Self {
            kind: StoreErrorKind::of(&error),
            source: Some(error),
            ..Self::new(step, path, StoreErrorKind::Other)
        }
    }

    pub(crate) fn save(path: &Path, kind: StoreErrorKind) -> Self {
        Self::new(StoreStep::Save, path, kind)
    }

    pub(crate) fn not_a_playbook(path: &Path, error: ReadError) -> Self {
        Self::new(StoreStep::Read, path, StoreErrorKind::NotAPlaybook(error))
    }

    /// Names the file as the caller did, where links led elsewhere.
    pub(super) fn at(mut self, path: &Path) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// Returns what happened, in words for people.
    pub fn message(&self) -> Message {
        let message =
            Message::new(format!("check-store-{}", self.kind.code())).with("path", self.path.display());
        match &self.kind {
            StoreErrorKind::TooLarge(bytes) => message.count("bytes", *bytes),
            StoreErrorKind::NotAPlaybook(error) => {
                why_unread("check-unread", error).with("file", self.path.display())
            }
            StoreErrorKind::Other => message.with("reason", self.reason()),
            _ => message,
        }
    }

    /// Returns what can be done about it.
    pub fn hint(&self) -> Message {
        Message::new(format!("hint-store-{}", self.kind.code()))
    }

    fn reason(&self) -> String {
        self.source.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// Returns why a text is no playbook, in words for people who are told elsewhere which text.
pub fn read_message(error: &ReadError) -> Message {
    why_unread("check-read", error)
}

/// Returns the message of a read error among those that begin alike: some name the file, some do not.
fn why_unread(family: &str, error: &ReadError) -> Message {
    let message = |code: &str| Message::new(format!("{family}-{code}"));
    match error {
        ReadError::TooLarge(bytes) => message("too-large").count("bytes", *bytes as u64),
        ReadError::NotText(offset) => message("not-text").with("offset", offset),
        ReadError::Json(error) => message("json")
            .with("line", error.line)
            .with("column", error.column)
            .with("reason", &error.reason),
        ReadError::Shape { path, reason } => message("shape").with("path", path).with("reason", reason),
        ReadError::NotAPlaybook => message("not-a-playbook"),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.step == StoreStep::Read { "open" } else { "save" };
        write!(f, "cannot {what} {}: {}", self.path.display(), self.kind.code())?;
        match &self.source {
            Some(error) => write!(f, " ({error})"),
            None => Ok(()),
        }
    }
}

impl StoreError {
    /// Returns the system's own error where it was the system that refused, for those who write other files.
    pub fn into_io(self) -> io::Error {
        let text = self.to_string();
        self.source.unwrap_or_else(|| io::Error::other(text))
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::json::JsonError;
    use soarboard_model::message::Lang;

    use super::*;

    #[test]
    fn every_kind_has_its_sentences() {
        let json = JsonError { line: 1, column: 2, reason: "r".into() };
        let shape = ReadError::Shape { path: "nodes[0]".into(), reason: "r".into() };
        let read = [
            ReadError::TooLarge(1),
            ReadError::NotText(1),
            ReadError::Json(json),
            shape,
            ReadError::NotAPlaybook,
        ];
        use StoreErrorKind as Kind;
        let kinds = [
            Kind::NotFound,
            Kind::Permission,
            Kind::Full,
            Kind::ReadOnly,
            Kind::ChangedOutside,
            Kind::IsDirectory,
            Kind::NotAFile,
            Kind::TooLarge(1),
            Kind::Busy,
            Kind::NoPath,
            Kind::ReadOnlyDocument,
            Kind::Other,
        ];
        for kind in kinds.into_iter().chain(read.into_iter().map(Kind::NotAPlaybook)) {
            let error = StoreError::new(StoreStep::Read, Path::new("a.json"), kind);
            for message in [error.message(), error.hint()] {
                for lang in [Lang::En, Lang::Zh] {
                    assert!(message.exists(lang), "{} has no text", message.id);
                    assert!(!message.text(lang).contains("{$"), "{} lacks an argument", message.id);
                }
            }
        }
    }
}
