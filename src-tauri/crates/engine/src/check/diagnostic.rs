//! What the checker says: findings with their place, words and quick fixes.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use soarboard_model::message::Message;
use soarboard_model::playbook::{EdgeId, Node, NodeId};

use crate::edit::{EditCommand, SetSettings, SettingChange};

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

impl Fix {
    /// Returns a fix; `hint-fix-<name>` is its title.
    pub(super) fn new(name: &str, edit: EditCommand) -> Self {
        Self { title: Message::new(format!("hint-fix-{name}")), edit }
    }

    /// Adds an argument to the title.
    pub(super) fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.title = self.title.with(name, value);
        self
    }

    /// Returns a fix that sets one setting to a text, which the title names.
    pub(super) fn set(name: &str, node: &Node, path: &str, text: &str) -> Self {
        let path: Vec<&str> = path.split('.').collect();
        Self::settings(name, node, [(&path[..], Value::String(text.to_owned()))]).with("value", text)
    }

    /// Returns a fix that sets the value of a parameter, which the title names.
    pub(super) fn parameter(node: &Node, parameter: &str, text: &str) -> Self {
        let value = json!({ "value": text });
        Self::settings("value", node, [(&["parameters", parameter][..], value)]).with("value", text)
    }

    /// Returns a fix that sets settings; `null` removes one.
    pub(super) fn settings<'a>(
        name: &str,
        node: &Node,
        settings: impl IntoIterator<Item = (&'a [&'a str], Value)>,
    ) -> Self {
        let change = |(path, value): (&[&str], Value)| {
            let path = path.iter().map(|key| (*key).to_owned()).collect();
            SettingChange { path, value }
        };
        let settings = settings.into_iter().map(change).collect();
        Self::new(name, EditCommand::SetSettings(SetSettings { node: node.id.clone(), settings }))
    }
}

/// Building of findings; each step is named after what it adds.
impl Diagnostic {
    pub(super) fn error(code: &'static str) -> Self {
        Self::new(Severity::Error, code)
    }

    pub(super) fn warn(code: &'static str) -> Self {
        Self::new(Severity::Warn, code)
    }

    pub(super) fn remind(code: &'static str) -> Self {
        Self::new(Severity::Remind, code)
    }

    pub(super) fn new(severity: Severity, code: &'static str) -> Self {
        Self {
            severity,
            code,
            message: Message::new(format!("check-{code}")),
            hint: Some(Message::new(format!("hint-{code}"))),
            node: None,
            edge: None,
            param: None,
            fixes: Vec::new(),
        }
    }

    /// Says it with another sentence: `check-<code>-<variant>`.
    pub(super) fn variant(mut self, variant: &str) -> Self {
        self.message.id = format!("check-{}-{variant}", self.code);
        self
    }

    /// Names the node, by id for machines and by name for people.
    pub(super) fn at(mut self, node: &Node) -> Self {
        self.node = Some(node.id.clone());
        let shown = if node.name.is_empty() { node.id.as_str() } else { node.name.as_str() };
        self.with("node", shown)
    }

    pub(super) fn at_edge(mut self, edge: &EdgeId) -> Self {
        self.edge = Some(edge.clone());
        self
    }

    pub(super) fn param(mut self, path: impl Into<String>) -> Self {
        self.param = Some(path.into());
        self
    }

    /// Adds an argument to sentence and hint.
    pub(super) fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        let value = value.to_string();
        self.message = self.message.with(name, &value);
        self.hint = self.hint.map(|hint| hint.with(name, &value));
        self
    }

    /// Adds a way to mend it, where there is one.
    pub(super) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }
}
