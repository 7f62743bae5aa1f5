//! Errors as the web view and the command line see them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::message::Message;
use soarboard_model::playbook::NodeId;

/// A failed command.
///
/// **Invariants** never holds a secret, a signature or a URL with a query.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WireError {
    /// What callers branch on.
    pub code: ErrorCode,
    /// What went wrong, where and why.
    pub message: Message,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Message>,
    /// The node it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// The setting it is about, as a dot path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// The service's own words, when it refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorAnswer>,
    /// The permission that is missing, when that is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<MissingPermission>,
    /// Where the service's string to sign is not ours, when a signature was refused for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureDifference>,
    /// Whether trying again unchanged may succeed.
    pub retryable: bool,
}

/// The first place where two strings to sign differ, with what stands around it. No secret is part of such a string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureDifference {
    /// Characters that are the same before the difference.
    pub at: usize,
    /// What was signed here, around the difference.
    pub ours: String,
    /// What the service signed, around the difference.
    pub theirs: String,
}

/// A refusal of the service, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct VendorAnswer {
    /// HTTP status.
    pub http_status: u16,
    /// `Code` of the answer.
    pub code: String,
    /// `Message` of the answer.
    pub message: String,
    /// `RequestId` of the answer; empty when there was none.
    pub request_id: String,
}

/// A permission that the caller lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MissingPermission {
    /// RAM action, e.g. `yundun-sas:DescribeSuspEvents`.
    pub action: String,
    /// Whether the service named it; otherwise it is what the catalogue knows of the operation.
    pub is_named: bool,
    /// The smallest policy that allows it, as JSON to copy.
    pub policy: String,
}

/// Kinds of failure that somebody branches on; the command line turns them into exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The request itself is malformed, or names something that does not exist.
    BadRequest,
    /// An edit is not allowed.
    EditRefused,
    /// A file could not be read.
    FileUnreadable,
    /// A file could not be written; what was on disk is still there.
    FileUnwritable,
    /// The file on disk is not the one that was opened.
    FileChangedOutside,
    /// The document may not be changed.
    ReadOnly,
    /// The keyring of the system is missing, locked or refuses.
    Keyring,
    /// No such credential profile.
    CredentialMissing,
    /// The service refused.
    VendorRefused,
    /// The service could not be reached, or took too long.
    Unreachable,
    /// Refused here for safety: an untrusted endpoint, a read-only profile, a missing confirmation.
    Unsafe,
    /// The user ended it.
    Cancelled,
    /// A bug: the message says what to report.
    Internal,
}

impl WireError {
    /// Returns an error with a message and nothing else.
    pub fn new(code: ErrorCode, message: Message) -> Self {
        Self {
            code,
            message,
            hint: None,
            node: None,
            param: None,
            vendor: None,
            permission: None,
            signature: None,
            retryable: false,
        }
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
}
