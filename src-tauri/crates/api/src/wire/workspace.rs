//! What is open in the window, and what it remembers from one start to the next.
//!
//! Paths stand here as text to be shown and copied; no command takes one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::message::Message;

use super::{DocumentState, DocumentView, WireError};

/// Everything that is open.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceView {
    /// Open documents in the order of their tabs.
    pub tabs: Vec<TabView>,
    /// Handle of the document in front; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<String>,
    /// The window's panels as they were left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowMemo>,
    /// What was odd while it was brought back.
    pub notes: Vec<Message>,
}

/// One open document, without its content.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TabView {
    /// Handle of the document.
    pub doc: String,
    /// Name of the playbook; may be empty.
    pub title: String,
    /// Where it stands.
    pub state: DocumentState,
    /// What the view left behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<DocumentMemo>,
    /// What became of its file since.
    pub outside: OutsideState,
}

/// What a view remembers of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct DocumentMemo {
    /// The part of the canvas on show; absent while it was never shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewport: Option<ViewportMemo>,
    /// Selected nodes.
    pub nodes: Vec<String>,
    /// Selected edges.
    pub edges: Vec<String>,
}

/// The part of the canvas on show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ViewportMemo {
    /// Shift to the right, in pixels.
    pub x: f64,
    /// Shift down, in pixels.
    pub y: f64,
    /// Zoom; 1 is 100 %.
    pub zoom: f64,
}

/// What the window remembers of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct WindowMemo {
    /// Panels by name.
    pub panels: BTreeMap<String, PanelMemo>,
    /// Name of the tab on the left.
    pub left_tab: String,
    /// Name of the tab at the bottom.
    pub bottom_tab: String,
    /// Ids of the component kinds that were added last, the latest first.
    pub recent_kinds: Vec<String>,
}

/// One panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PanelMemo {
    /// Whether it is shown.
    pub open: bool,
    /// Its width or height in pixels.
    pub size: f64,
}

/// Asks to remember what the views look like.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceKeep {
    /// Open documents in the order of their tabs; those left out keep what is remembered of them.
    pub tabs: Vec<TabKeep>,
    /// Handle of the document in front; absent when there is none.
    #[serde(default)]
    pub active: Option<String>,
    /// The window's panels.
    pub window: WindowMemo,
}

/// What to remember of one document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TabKeep {
    /// Handle of the document.
    pub doc: String,
    /// Absent: what is remembered stays.
    #[serde(default)]
    pub memo: Option<DocumentMemo>,
}

/// Where documents come from, besides a file dialog.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum OpenFrom {
    /// A recent file, by its id.
    Recent(String),
    /// A file in which a text was found, by its id.
    Found(String),
    /// The document closed last.
    Closed {},
    /// Files handed over by the system: dropped on the window, or given to a second start.
    Handed {},
}

/// What was opened, and what could not be.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenReply {
    /// Documents that are open now; one may have been before.
    pub opened: Vec<DocumentView>,
    /// What the view left behind, by handle.
    pub memos: BTreeMap<String, DocumentMemo>,
    /// Why others are not.
    pub failed: Vec<WireError>,
}

/// A file that was opened or saved lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecentView {
    /// Names it in requests.
    pub id: String,
    /// Name of the file.
    pub file: String,
    /// Its folder, to be shown.
    pub folder: String,
    /// Whether it stays on top.
    pub pinned: bool,
    /// Whether it is not there any more.
    pub missing: bool,
}

/// Asks for the recent files, after changing them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecentRequest {
    /// Id of a file to pin, or to let go.
    #[serde(default)]
    pub toggle_pin: Option<String>,
    /// Id of a file to take off the list; the file itself stays.
    #[serde(default)]
    pub remove: Option<String>,
}

/// What became of a document's file while it was open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum OutsideState {
    /// It holds what was read or saved last, or there is none yet.
    #[default]
    Same,
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Gone,
}

/// A document whose file is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OutsideView {
    /// Handle of the document.
    pub doc: String,
    /// What became of the file.
    pub outside: OutsideState,
    /// Where the document stands.
    pub state: DocumentState,
}

/// The document and its file, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompareReply {
    /// Stretches with differences, in order.
    pub hunks: Vec<HunkView>,
    /// Lines left out because there are too many.
    pub left_out: usize,
}

/// A stretch of lines around a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HunkView {
    /// Number of its first line in the document, from 1.
    pub mine_from: usize,
    /// Number of its first line in the file, from 1.
    pub theirs_from: usize,
    /// Its lines in order.
    pub lines: Vec<LineView>,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// Who has it.
    pub side: LineSide,
    /// The line.
    pub text: String,
}

/// Who has a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LineSide {
    /// Both.
    Both,
    /// Only the document.
    Mine,
    /// Only the file.
    Theirs,
}
