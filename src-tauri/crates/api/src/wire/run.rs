//! Runs: how they stand, their rows, filters over these, exports, the history.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::message::Message;

use super::WireError;

/// Names a run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunRequest {
    /// Handle of the run.
    pub run: String,
}

/// A run as it stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// Handle of the run.
    pub run: String,
    /// Handle of the document; empty for a run of an earlier start of the program.
    pub doc: String,
    /// The node.
    pub node: String,
    /// Name the node had when the run began.
    pub node_name: String,
    /// Product, version and operation, as `product version operation`.
    pub operation: String,
    /// Host that is called.
    pub host: String,
    /// Region the call was made for; empty when none was chosen.
    pub region: String,
    /// Profile that signs.
    pub profile: String,
    /// Whether the practice service answers.
    pub practice: bool,
    /// How often it was gone on with: what is told of an earlier time is out of date.
    pub leg: u32,
    /// Whether it has ended.
    pub ended: bool,
    /// When it began, in milliseconds since 1970.
    pub started_ms: i64,
    /// Requests sent, retries not counted.
    pub requests: u64,
    /// Rows received.
    pub rows: u64,
    /// Bytes of the rows; known when it has ended.
    pub bytes: u64,
    /// Requests sent again.
    pub retries: u64,
    /// Total the service reports; absent when it reports none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Time it has been running, in milliseconds.
    pub elapsed_ms: u64,
    /// Why it ended: `single`, `total_reached`, `empty_page`, `cursor_end`, `cursor_repeated`, `max_requests`,
    /// `cancelled`, `paused`, `error`, or `interrupted` when the program ended before it did; empty while it runs.
    pub stop: String,
    /// Whether it can be paused: it runs, and has more than one request.
    pub may_pause: bool,
    /// Whether it can be gone on with: it reads page by page and has not read everything.
    pub may_resume: bool,
    /// Whether going on signs for a host outside the vendor's tables, which the user has to agree to.
    pub needs_consent: bool,
    /// Offset of the local clock that was corrected, in milliseconds; absent when it was right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_offset_ms: Option<i64>,
    /// Request ids of the answers, newest last, at most the last 100.
    pub request_ids: Vec<String>,
    /// What went wrong; rows fetched before are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<WireError>,
}

/// Past runs, the latest first, with those under way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunList {
    /// The runs.
    pub runs: Vec<RunView>,
    /// Bytes that their rows take on disk.
    pub bytes: u64,
}

/// Deletes runs with their rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunDeleteRequest {
    /// Handles of the runs.
    #[serde(default)]
    pub runs: Vec<String>,
    /// Whether all that have ended are deleted.
    #[serde(default)]
    pub all: bool,
}

/// The call of a run for the vendor's command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunLine {
    /// The command, quoted for a POSIX shell; without keys, and without values that look secret.
    pub line: String,
}

/// Asks for a window of rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowsRequest {
    /// Handle of the run.
    pub run: String,
    /// First row, from 0; with a filter the first match.
    pub offset: u64,
    /// Number of rows, at most 500.
    pub limit: u64,
    /// Handle of a filter whose matches are asked for instead of all rows.
    #[serde(default)]
    pub filter: Option<String>,
    /// With a filter: whether the values it picks are asked for, not the rows that hold them.
    #[serde(default)]
    pub picks: bool,
}

/// A window of rows. It ends early where it would be larger than a message should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowsReply {
    /// First row, from 0.
    pub offset: u64,
    /// Rows there are.
    pub total: u64,
    /// Each row as the JSON text that was received; with `picks` each value.
    pub rows: Vec<String>,
    /// With a filter: the number of each row, from 0.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<u64>,
    /// With `picks`: where each value stands in its row, as a JSONPath without the `$`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
    /// Those of `rows` that are too large for a message: only their beginning is here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<CutRow>,
}

/// A row of which only the beginning is sent, as a JSON value of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CutRow {
    /// Its place in `rows`, from 0.
    pub at: usize,
    /// Bytes of the whole row.
    pub bytes: u64,
}

/// Filters the rows of a run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowsFilterRequest {
    /// Handle of the run.
    pub run: String,
    /// JSONPath where `$` is the list of rows; `@.a == 1` and `.a` are short for `$[?@.a == 1]` and `$[*].a`.
    pub expression: String,
}

/// Names a filter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterRequest {
    /// Handle of the filter.
    pub filter: String,
}

/// A filter that was begun, or what is wrong with its expression.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterReply {
    /// The filter; absent when the expression cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterView>,
    /// What is wrong with the expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<FilterProblem>,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterProblem {
    /// Where, in characters from 1.
    pub at: u64,
    /// What.
    pub message: Message,
}

/// A filter as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterView {
    /// Handle of the filter.
    pub filter: String,
    /// Handle of the run.
    pub run: String,
    /// Whether it picks values out of rows; otherwise it picks rows.
    pub picks: bool,
    /// Rows that were looked at.
    pub scanned: u64,
    /// Rows there are.
    pub total: u64,
    /// Rows that match.
    pub rows: u64,
    /// Values that were picked.
    pub values: u64,
    /// Whether it looks at no further rows: it has seen all, was cancelled or failed.
    pub ended: bool,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<WireError>,
}

/// Writes rows to a file of the user's choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunExportRequest {
    /// Handle of the run.
    pub run: String,
    /// Format.
    #[serde(default)]
    pub format: ExportFormat,
    /// Handle of a filter; only rows that match are written.
    #[serde(default)]
    pub filter: Option<String>,
    /// CSV: leave texts that a spreadsheet takes for formulas as they are.
    #[serde(default)]
    pub keep_raw: bool,
    /// CSV: begin with the mark by which Excel knows UTF-8.
    #[serde(default)]
    pub bom: bool,
}

/// Formats of exported rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// One JSON value a line.
    #[default]
    JsonLines,
    /// One JSON list.
    Json,
    /// A table.
    Csv,
}

/// How far an export of rows is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// Handle of the run.
    pub run: String,
    /// Share that is done, in per cent.
    pub percent: u8,
}

/// What an export of rows did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportReply {
    /// Name of the file that was written; absent when the user closed the dialog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Rows in it.
    pub rows: u64,
}
