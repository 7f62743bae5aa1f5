//! Documents: opening, editing, saving.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_engine::change::{Change, PlacedNode};
use soarboard_engine::check::Diagnostic;
use soarboard_engine::edit::EditCommand;
use soarboard_engine::find::Hit;
use soarboard_model::message::Message;
use soarboard_model::playbook::{Edge, EdgeId, Header, Node, NodeId, PortRef};

use super::WireError;

/// Names an open document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocRequest {
    /// Handle of the document.
    pub doc: String,
}

/// Asks for an export of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Handle of the document.
    pub doc: String,
    /// What to write.
    #[serde(default)]
    pub form: ExportForm,
}

/// Forms in which a playbook is exported from the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ExportForm {
    /// Canonical JSON.
    #[default]
    Json,
    /// A drawing that carries its playbook.
    Svg,
    /// The drawing as pixels, two for each canvas unit.
    Png,
}

/// Asks to save a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SaveRequest {
    /// Handle of the document.
    pub doc: String,
    /// Where, and over what.
    #[serde(default)]
    pub how: SaveWay,
}

/// How a document is saved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum SaveWay {
    /// To its file; asks for one where it has none, refuses where the file was changed outside.
    #[default]
    Usual,
    /// To its file although it was changed outside; the user has agreed.
    Over,
    /// To a file that the user is asked for.
    Elsewhere,
}

/// Asks where a text stands in a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindRequest {
    /// Handle of the document.
    pub doc: String,
    /// The text as typed; no pattern.
    pub text: String,
    /// Whether `A` differs from `a`.
    #[serde(default)]
    pub case_sensitive: bool,
}

/// Asks where a text stands in the playbooks of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FolderFindRequest {
    /// The text as typed; no pattern. Empty: only the folder is wanted.
    pub text: String,
    /// Whether `A` differs from `a`.
    #[serde(default)]
    pub case_sensitive: bool,
    /// Lets the user choose a folder first; without it the folder chosen last is looked through.
    #[serde(default)]
    pub choose: bool,
}

/// What was found in the playbooks of a folder, as their files have them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FolderFound {
    /// The folder; null while none was chosen.
    pub folder: Option<String>,
    /// Playbook files looked through.
    pub read: usize,
    /// Files with a hit, by name.
    pub files: Vec<FileFound>,
    /// All hits there are in them.
    pub total: usize,
    /// Files that could not be looked through, and why.
    pub failed: Vec<WireError>,
}

/// A file with hits.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FileFound {
    /// By which `document_open_from` opens it; good until the next search.
    pub file: String,
    /// Its path below the folder.
    pub name: String,
    /// Where the text stands in it, as far as they are sent.
    pub hits: Vec<Hit>,
    /// All hits in it.
    pub total: usize,
}

/// Asks for a new document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewRequest {
    /// Id of a template, e.g. `blank`.
    pub template: String,
}

/// A document as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Handle of the document; never a path.
    pub doc: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Name, description, trigger.
    pub header: Header,
    /// Nodes in file order.
    pub nodes: Vec<Node>,
    /// Edges in file order.
    pub edges: Vec<Edge>,
    /// Places of the nodes that have one.
    pub positions: Vec<PlacedNode>,
    /// What was odd when the file was read.
    pub notes: Vec<Message>,
}

/// Where a document stands in its history and on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentState {
    /// Goes up by one with every change, undo and redo included.
    pub revision: u64,
    /// Whether there are changes that are not saved.
    pub dirty: bool,
    /// Whether it may not be changed.
    pub read_only: bool,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// Name of the file; absent while it was never saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The whole path, to be shown and copied; no command takes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whether another running program of this user has the file open, too.
    #[serde(skip_serializing_if = "is_no")]
    pub elsewhere: bool,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// What is hardly ever so is not sent.
fn is_no(value: &bool) -> bool {
    !value
}

/// Asks for an edit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// Handle of the document.
    pub doc: String,
    /// The edit.
    pub command: EditCommand,
    /// Edits in a row with the same mark are one step of the history.
    #[serde(default)]
    pub mark: Option<String>,
}

/// Asks for nodes as text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CopyRequest {
    /// Handle of the document.
    pub doc: String,
    /// The nodes; what stands inside them comes along.
    pub nodes: Vec<NodeId>,
}

/// Nodes as readable text, for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CopyReply {
    /// The text; `paste` takes it.
    pub text: String,
}

/// What an edit, an undo or a redo did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditReply {
    /// What changed; empty when there was nothing to do.
    pub change: Change,
    /// Ids that the edit made.
    pub created: Vec<String>,
    /// Nodes and edges that were asked for and left out, since a rule stands against each; absent for none.
    #[serde(skip_serializing_if = "is_none")]
    pub left_out: usize,
    /// Where the document stands now.
    pub state: DocumentState,
}

/// What a save or an export did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SaveReply {
    /// Name of the file that was written; absent when the user closed the dialog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What the file has not as one would expect it.
    pub notes: Vec<Message>,
    /// Where the document stands now.
    pub state: DocumentState,
}

/// Findings about a document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckReply {
    /// Revision they are about.
    pub revision: u64,
    /// Findings, worst first.
    #[serde(serialize_with = "each")]
    #[schemars(with = "Vec<Diagnostic>")]
    pub diagnostics: Vec<Arc<Diagnostic>>,
}

/// Writes what is shared with the checker as if it were not.
fn each<S: serde::Serializer>(list: &[Arc<Diagnostic>], writer: S) -> Result<S::Ok, S::Error> {
    writer.collect_seq(list.iter().map(|one| &**one))
}

/// Asks where an edge from a port may end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConnectTargetsRequest {
    /// Handle of the document.
    pub doc: String,
    /// The output port.
    pub from: PortRef,
    /// Edge of which an end is being led elsewhere; it does not stand in its own way.
    #[serde(default)]
    pub edge: Option<EdgeId>,
}

/// Where an edge may end, and where not and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConnectTarget {
    /// The input port.
    pub to: PortRef,
    /// Why it is refused; absent when it is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Message>,
}

/// Asks to close a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CloseRequest {
    /// Handle of the document.
    pub doc: String,
    /// Whether unsaved changes may be thrown away.
    #[serde(default)]
    pub discard: bool,
}

/// A template for new playbooks.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TemplateView {
    /// Id for `document_new`.
    pub id: String,
    /// Its name.
    pub title: Message,
    /// What it shows.
    pub summary: Message,
    /// API operations it calls, as `product/operation`.
    pub operations: Vec<String>,
}
