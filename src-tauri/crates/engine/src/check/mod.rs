//! The checker: a playbook and the catalogue in, diagnostics out. It never changes anything.

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::message::Message;
use soarboard_model::playbook::{EdgeId, NodeId};

use crate::edit::EditCommand;

/// A finding about a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// How bad it is, in the vendor's three levels.
    pub severity: Severity,
    /// Stable code of the rule, e.g. `start-missing`.
    pub code: &'static str,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Message>,
    /// The node it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// The edge it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<EdgeId>,
    /// The setting it is about, as a dot path within the node's settings, or `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Edits that would mend it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
}

/// How bad a finding is; the vendor's `RiskLevel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The playbook cannot run.
    Error,
    /// It may fail or do something unintended.
    Warn,
    /// Worth knowing.
    Remind,
}

/// An edit that mends a finding.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// The edit.
    pub edit: EditCommand,
}
