//! Credential profiles. Secrets travel one way: in.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize};
use soarboard_model::message::Message;
use soarboard_secret::Secret;

/// Profiles and where their secrets are kept.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialList {
    /// Where secrets are kept.
    pub backend: BackendView,
    /// Why the system's keyring is not in use; absent when it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Message>,
    /// Profiles, the practice profile first.
    pub profiles: Vec<CredentialView>,
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum BackendView {
    /// The keyring of the operating system.
    SystemKeyring,
    /// Memory of the running program; gone when it ends.
    SessionMemory,
    /// Built in: the practice profile has nothing to hide.
    BuiltIn,
}

/// A profile; nothing secret is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialView {
    /// Its name.
    pub name: String,
    /// `practice`, `accessKey` or `stsToken`.
    pub kind: String,
    /// Last four characters of the AccessKey id.
    pub access_key_id_tail: String,
    /// Its region; empty when it has none.
    pub region: String,
    /// Whether operations that write are refused.
    pub read_only: bool,
    /// Where its secret is kept.
    pub backend: BackendView,
}

/// Adds or replaces a profile.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialAddRequest {
    /// Its name.
    pub name: String,
    /// AccessKey id.
    pub access_key_id: SecretText,
    /// AccessKey secret.
    pub access_key_secret: SecretText,
    /// STS token of temporary keys.
    #[serde(default)]
    pub security_token: Option<SecretText>,
    /// Region that calls with it are made for.
    #[serde(default)]
    pub region: String,
    /// Whether operations that write are refused.
    #[serde(default)]
    pub read_only: bool,
}

/// Names a profile.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRequest {
    /// Its name.
    pub name: String,
}

/// Who a profile is, as `sts:GetCallerIdentity` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallerIdentity {
    /// Account UID.
    pub account_id: String,
    /// ARN of the user or role.
    pub arn: String,
    /// `Account`, `RAMUser` or `AssumedRoleUser`.
    pub identity_type: String,
    /// Request id of the answer.
    pub request_id: String,
}

/// A secret on its way in. It is read, never written.
#[derive(Debug)]
pub struct SecretText(pub Secret);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader).map(|text| Self(Secret::new(text)))
    }
}

impl JsonSchema for SecretText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SecretText".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "writeOnly": true })
    }
}
