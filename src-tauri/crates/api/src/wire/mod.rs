//! What travels between the engine and whoever shows it: plain data, camelCase JSON.
//!
//! Types of lower floors that already are plain data (`Change`, `EditCommand`, `Diagnostic`, `ParamSpec`) travel as
//! they are; everything else has a type here. TypeScript is generated from these. Requests are read with
//! externally tagged enums only (see the workspace manifest on `arbitrary_precision`).

mod app;
mod call;
mod catalog;
mod catalog_store;
mod credential;
mod document;
mod error;
mod run;
mod workspace;

pub use app::*;
pub use call::*;
pub use catalog::*;
pub use catalog_store::*;
pub use credential::*;
pub use document::*;
pub use error::*;
pub use run::*;
pub use workspace::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A request without arguments, and an answer without content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// Which part of a large answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerRequest {
    /// The answer, as its first part names it.
    pub answer: String,
    /// Where the part begins, as the one before says.
    pub from: usize,
}

/// A part of an answer that is too large for one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerPart {
    /// Name of the answer.
    pub answer: String,
    /// A stretch of its JSON text.
    pub text: String,
    /// Where the next part begins, in bytes of the text; absent in the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// A part of a request that is too large for one message; it goes to the request's own command.
///
/// **Shape** `{"$part": {"text": "…", "more": true}}`, answered with a name that the next part carries; the last part is
/// answered as the request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestPart {
    /// Name of the request, as the first part was answered; absent in that one.
    #[serde(default)]
    pub request: Option<String>,
    /// A stretch of its JSON text.
    pub text: String,
    /// Whether others follow.
    #[serde(default)]
    pub more: bool,
}
