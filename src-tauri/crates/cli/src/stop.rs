//! How a command ends: exit codes, and failures with their words.
//!
//! Scripts depend on the numbers: they are part of the contract. One table turns the codes of the engine into them.
//! Deliberately absent: printing (see `output`).

use serde::Serialize;
use soarboard_api::wire::{ErrorCode, VendorAnswer, WireError};
use soarboard_model::message::{Lang, Message};

/// Exit code of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is fine.
    Fine = 0,
    /// The answer is "no": findings of severity error, files differ, not everything was fetched.
    No = 1,
    /// The command line is wrong, or something it names cannot be read or written.
    Usage = 2,
    /// The service refused.
    Refused = 3,
    /// The service could not be reached, or took too long.
    Unreachable = 4,
    /// Refused here for safety.
    Unsafe = 5,
    /// Interrupted; what was fetched is kept.
    Interrupted = 130,
}

impl Exit {
    /// Returns the number the system gets.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }
}

/// What a command comes to: an exit code, or the reason why it stopped.
pub(crate) type Outcome = Result<Exit, Stop>;

/// Why a command stopped early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It failed.
    Failed(Box<Failure>),
    /// Whoever read standard output has gone: there is nobody to tell anything.
    PipeClosed,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failed(Box::new(failure))
    }
}

impl From<WireError> for Stop {
    fn from(error: WireError) -> Self {
        Failure::from(error).into()
    }
}

/// A failure in words.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    /// What it is about when the message does not say so itself, such as a file name.
    subject: Option<String>,
    message: Message,
    hint: Option<Message>,
    vendor: Option<VendorAnswer>,
}

/// A failure as `--json` shows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FailureView {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vendor_code: Option<String>,
}

impl Failure {
    /// Returns a failure of the command line itself.
    pub(crate) fn usage(message: Message) -> Self {
        Self::of(ErrorCode::BadRequest, message)
    }

    /// Returns a failure with the engine's code.
    pub(crate) fn of(code: ErrorCode, message: Message) -> Self {
        Self::from(WireError::new(code, message))
    }

    /// Adds what to do.
    pub(crate) fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds what it is about.
    pub(crate) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Returns the exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// Returns the words in a language.
    pub(crate) fn view(&self, lang: Lang) -> FailureView {
        let text = self.message.text(lang);
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        FailureView {
            code: self.code,
            message: self.subject.as_ref().map_or(text.clone(), |subject| format!("{subject}: {text}")),
            hint: self.hint.as_ref().map(|hint| hint.text(lang)),
            request_id: self.vendor.as_ref().and_then(|vendor| some(&vendor.request_id)),
            vendor_code: self.vendor.as_ref().and_then(|vendor| some(&vendor.code)),
        }
    }
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        let (code, exit) = standing(error.code);
        let hint = own_hint(&error).or(error.hint);
        Self { exit, code, subject: None, message: error.message, hint, vendor: error.vendor }
    }
}

/// Returns the word and the exit code of the engine's codes.
fn standing(code: ErrorCode) -> (&'static str, Exit) {
    match code {
        ErrorCode::BadRequest => ("bad-request", Exit::Usage),
        ErrorCode::EditRefused => ("edit-refused", Exit::Usage),
        ErrorCode::FileUnreadable => ("file-unreadable", Exit::Usage),
        ErrorCode::FileUnwritable => ("file-unwritable", Exit::Usage),
        ErrorCode::FileChangedOutside => ("file-changed-outside", Exit::Unsafe),
        ErrorCode::ReadOnly => ("read-only", Exit::Unsafe),
        ErrorCode::Keyring => ("keyring", Exit::Usage),
        ErrorCode::CredentialMissing => ("credential-missing", Exit::Usage),
        ErrorCode::VendorRefused => ("vendor-refused", Exit::Refused),
        ErrorCode::Unreachable => ("unreachable", Exit::Unreachable),
        ErrorCode::Unsafe => ("unsafe", Exit::Unsafe),
        ErrorCode::Cancelled => ("cancelled", Exit::Interrupted),
        ErrorCode::Internal => ("internal", Exit::Usage),
    }
}

/// Returns the advice that fits a command line where the engine's own speaks of the window.
fn own_hint(error: &WireError) -> Option<Message> {
    let id = match error.hint.as_ref()?.id.as_str() {
        "error-profile-missing-hint" => "cli-hint-profile",
        "error-keyring-missing-hint" => "cli-hint-keyring",
        "error-operation-unknown-hint" => "cli-hint-catalog",
        "error-endpoint-foreign-hint" | "error-endpoint-loopback-hint" => "cli-hint-trust",
        _ => return None,
    };
    Some(Message::new(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendor_answers_show_in_the_json_form() {
        let vendor =
            VendorAnswer { code: "Forbidden".into(), request_id: "r-1".into(), ..VendorAnswer::default() };
        let error = WireError {
            vendor: Some(vendor),
            ..WireError::new(ErrorCode::VendorRefused, Message::new("error-deadline"))
        };

        let failure = Failure::from(error).about("a.json");
        let view = failure.view(Lang::En);

        assert_eq!(failure.exit().number(), 3);
        assert_eq!(
            (view.vendor_code.as_deref(), view.request_id.as_deref()),
            (Some("Forbidden"), Some("r-1"))
        );
        assert!(view.message.starts_with("a.json: "));
    }

    #[test]
    fn every_hint_of_our_own_has_its_text() {
        for id in ["profile", "keyring", "catalog", "trust"] {
            let message = Message::new(format!("cli-hint-{id}"));
            assert!(message.exists(Lang::En) && message.exists(Lang::Zh), "{}", message.id);
        }
    }
}
