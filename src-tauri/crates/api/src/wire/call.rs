//! Test calls: what would be sent, starting it, going on with it. What comes of them is in `run.rs`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::component::PagingMode;
use soarboard_model::message::Message;

use super::AccessView;

/// Asks what a test call of a node would send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallPlanRequest {
    /// Handle of the document.
    pub doc: String,
    /// The node.
    pub node: String,
    /// Credential profile.
    pub profile: String,
    /// What references stand for in this test, by their text, e.g. `${event.ip}`.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What a test call would send. Shown before anything is sent.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallPlan {
    /// Host that would be called.
    pub host: String,
    /// Whether the host is one that signed calls go to without asking.
    pub trust: TrustView,
    /// Product code.
    pub product: String,
    /// Version.
    pub version: String,
    /// Operation.
    pub operation: String,
    /// What it does to resources.
    pub access: AccessView,
    /// Whether it must be asked for twice: it writes, or nobody knows that it does not.
    pub writes: bool,
    /// Whose resources are called, in words.
    pub account: Message,
    /// Profile that signs.
    pub profile: String,
    /// Whether the practice service answers instead of the vendor.
    pub practice: bool,
    /// How it goes on to further requests.
    pub paging: PagingMode,
    /// Most requests it may send.
    pub max_requests: u32,
    /// Pause between requests, in seconds.
    pub interval_seconds: u32,
    /// References that need a value for this test.
    pub needs: Vec<NeededValue>,
    /// What stands in the way; the call cannot start while there is something.
    pub problems: Vec<Message>,
    /// The request line and parameters, key id masked, without signature.
    pub preview: String,
    /// The same call for the vendor's command line.
    pub cli_line: String,
}

/// Whether a host gets signed calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum TrustView {
    /// A host of the vendor's tables.
    Catalogue,
    /// The built-in practice service.
    Practice,
    /// Known to nobody here: the user must agree, every time.
    NeedsConsent,
    /// Never.
    Refused,
}

/// A reference that needs a value for a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NeededValue {
    /// The reference as it stands, e.g. `${event.ip}`.
    pub reference: String,
    /// Value it has now: given, or the example of the declared input.
    pub value: String,
}

/// Starts a test call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallStartRequest {
    /// What to call.
    pub plan: CallPlanRequest,
    /// Host the user saw and agreed to; a start with another host is refused.
    pub confirmed_host: String,
    /// For operations that write: the operation's name, typed by the user.
    #[serde(default)]
    pub typed_operation: String,
    /// Whether the user agreed to sign for a host outside the vendor's tables.
    #[serde(default)]
    pub trust_host: bool,
}

/// Goes on with a run that was paused, ended early or was cut off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallResumeRequest {
    /// Handle of the run.
    pub run: String,
    /// Host the user saw and agreed to; going on at another host is refused.
    pub confirmed_host: String,
    /// Whether the user agreed to sign for a host outside the vendor's tables.
    #[serde(default)]
    pub trust_host: bool,
}
