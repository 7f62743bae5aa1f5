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
    /// Where secrets are and where they are not, in sentences that hold on this machine.
    pub places: Vec<Message>,
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
    /// Nowhere: a role has no secret of its own.
    None,
}

/// A profile; nothing secret is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialView {
    /// Its name.
    pub name: String,
    /// `practice`, `accessKey`, `stsToken` or `roleArn`.
    pub kind: String,
    /// Last four characters of the AccessKey id; empty for a role.
    pub access_key_id_tail: String,
    /// Its region; empty when it has none.
    pub region: String,
    /// Whether operations that write are refused.
    pub read_only: bool,
    /// Colour it is shown in, beside its name; absent for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<ProfileColour>,
    /// Where its secret is kept.
    pub backend: BackendView,
    /// The role it signs as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleView>,
    /// When its temporary keys end, in seconds since 1970; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_unix_s: Option<i64>,
}

/// A role that a profile signs as, on the way in and out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    /// Profile that asks for the session.
    pub source: String,
    /// Resource name of the role, `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// Name of the session; empty for the default.
    #[serde(default)]
    pub session_name: String,
    /// Length of a session in seconds, 900 to 43200; 0 for the default.
    #[serde(default)]
    pub duration_seconds: u32,
    /// Id that the role's owner asks for; empty for none.
    #[serde(default)]
    pub external_id: String,
    /// Policy that narrows the session; empty for none.
    #[serde(default)]
    pub policy: String,
}

/// Adds or replaces a profile.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialAddRequest {
    /// Its name.
    pub name: String,
    /// AccessKey id; needed unless `role` is given.
    #[serde(default)]
    pub access_key_id: Option<SecretText>,
    /// AccessKey secret; needed unless `role` is given.
    #[serde(default)]
    pub access_key_secret: Option<SecretText>,
    /// STS token of temporary keys.
    #[serde(default)]
    pub security_token: Option<SecretText>,
    /// Region that calls with it are made for.
    #[serde(default)]
    pub region: String,
    /// Whether operations that write are refused.
    #[serde(default)]
    pub read_only: bool,
    /// The role it signs as; such a profile takes no key.
    #[serde(default)]
    pub role: Option<RoleView>,
    /// Colour it is shown in.
    #[serde(default)]
    pub colour: Option<ProfileColour>,
}

/// Colours that tell profiles apart at a glance. Never the only sign: the name stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ProfileColour {
    /// Blue.
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Rose.
    Rose,
    /// Violet.
    Violet,
}

/// Changes the marks of a profile; its secret stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialMarkRequest {
    /// Its name.
    pub name: String,
    /// Region that calls with it are made for; empty for none.
    pub region: String,
    /// Whether operations that write are refused.
    pub read_only: bool,
    /// Colour it is shown in; absent for none.
    #[serde(default)]
    pub colour: Option<ProfileColour>,
}

/// Asks the service which member accounts there are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberAccountsRequest {
    /// Profile that asks.
    pub profile: String,
    /// Host the user saw and agreed to; without it nothing is sent, unless the practice service answers.
    #[serde(default)]
    pub confirmed_host: Option<String>,
}

/// The member accounts, or whom would be asked for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberAccountsReply {
    /// Host that is asked.
    pub host: String,
    /// Operation that asks.
    pub operation: String,
    /// The accounts; absent when nobody was asked yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Vec<MemberAccountView>>,
}

/// A member account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberAccountView {
    /// Its UID.
    pub uid: String,
    /// Its name; empty when the service gives none.
    pub name: String,
}

/// Names a profile.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRequest {
    /// Its name.
    pub name: String,
}

/// Looks at what the vendor's own programs keep on this machine, and takes over what is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialImportRequest {
    /// Ids of the entries to take over; empty only to look.
    #[serde(default)]
    pub take: Vec<String>,
    /// Whether profiles of the same names are replaced.
    #[serde(default)]
    pub replace: bool,
    /// Whether programs that entries name may be run for their keys.
    #[serde(default)]
    pub run_programs: bool,
    /// Whether what is taken over refuses operations that write.
    #[serde(default)]
    pub read_only: bool,
}

/// What was found, without any secret.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialImportReply {
    /// Entries in the order of the files.
    pub found: Vec<ImportEntry>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Message>,
    /// Profiles as they are now.
    pub list: CredentialList,
}

/// An entry of one of the vendor's files.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportEntry {
    /// What names it in a request to take it over.
    pub id: String,
    /// Its name, which becomes the profile's.
    pub name: String,
    /// The file it stands in.
    pub origin: ImportOrigin,
    /// Its mode or type, as the file spells it.
    pub mode: String,
    /// Kind of the profile it becomes, as in `CredentialView`; empty when it cannot become one.
    pub kind: String,
    /// Last four characters of its AccessKey id; empty when it has none.
    pub access_key_id_tail: String,
    /// The role it signs as; `source` is empty when it has keys of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleView>,
    /// When its temporary keys end, in seconds since 1970; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_unix_s: Option<i64>,
    /// Program that has to be run for its keys, without arguments; taking it over needs `runPrograms`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// Whether a profile has its name.
    pub exists: bool,
    /// Whether this request took it over.
    pub imported: bool,
    /// Why it cannot be taken over; absent when it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Message>,
}

/// A file of the vendor's programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ImportOrigin {
    /// `~/.aliyun/config.json`, of the command line.
    CliConfig,
    /// `~/.alibabacloud/credentials.ini`, of the SDKs.
    CredentialsIni,
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
