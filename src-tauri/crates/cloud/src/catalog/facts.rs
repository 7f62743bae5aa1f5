//! What imported metadata tells about an operation beyond its request and answer: prose, marks, permissions, errors.
//!
//! Kept apart and boxed because the embedded facts have none of it. All texts come from outside and are Markdown to be
//! shown as text, never as HTML.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::component::LocalText;

/// Facts of an operation that only imported metadata has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationFacts {
    /// What it does.
    #[serde(default, skip_serializing_if = "LocalText::is_empty")]
    pub doc: LocalText,
    /// Whether the vendor marks a call as risky.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub high_risk: bool,
    /// Whether a call can cost money.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paid: bool,
    /// Permissions as the vendor documents them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ram_actions: Vec<RamActionFact>,
    /// Errors the vendor lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorFact>,
    /// An answer as the vendor shows it, usually JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_demo: Option<String>,
    /// Which source gave which part, where more than one told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
}

/// A permission that a call needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RamActionFact {
    /// RAM action, e.g. `vpc:UpdateIpamScope`.
    pub action: String,
    /// Resource patterns (ARN templates); empty when none is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
}

/// An error that the vendor lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorFact {
    /// HTTP status as written, e.g. `400`.
    pub status: String,
    /// Error code.
    pub code: String,
    /// Message; may hold places such as `%s`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// Which source gave a part of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Origin {
    /// The part.
    pub part: Part,
    /// The source, as `Operation::source` names it.
    pub source: String,
}

/// Parts of an operation whose source is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// Method, path, style and parameters.
    Request,
    /// Shape of the answer.
    Response,
    /// Titles and descriptions in English.
    ProseEn,
    /// Titles and descriptions in Chinese.
    ProseZh,
    /// Access level.
    Access,
    /// RAM actions.
    Permission,
}
