//! Seeing from an operation's parameters and answer how its results come in pages.
//!
//! Request names decide the mode, the answer's shape gives the paths. What is found is a proposal with reasons; what is
//! not found is left to the user, with the integer fields of the answer as suggestions. Deliberately absent: the walk
//! itself (`invoke`).

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::Shape;

use self::answer::Answer;
use crate::catalog::{AccessLevel, Level, Operation};

mod answer;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod tests;

/// Request names, compared in lower case; earlier ones win.
const PAGE_NAMES: [&str; 7] =
    ["pagenumber", "currentpage", "pageno", "pageindex", "pagenum", "page", "curpage"];
const SIZE_NAMES: [&str; 6] = ["pagesize", "showsize", "size", "per_page", "limit", "perpage"];
const CURSOR_NAMES: [&str; 5] = ["nexttoken", "nextpagetoken", "pagetoken", "next_token", "marker"];
const CURSOR_SIZE_NAMES: [&str; 4] = ["maxresults", "max_results", "maxresult", "maxitems"];

/// How an operation can be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum PagingMode {
    /// One answer holds everything.
    None,
    /// By page number and size, until the total is reached (automatic paged query).
    Number,
    /// By a cursor from each answer (automatic scrolling query).
    Cursor,
    /// Either way; the caller chooses.
    Both,
}

/// What was seen about an operation's paging. Paths begin with a dot, e.g. `.Data.PageInfo.TotalCount`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PagingDetection {
    /// The ways that the operation offers.
    pub mode: PagingMode,
    /// The way to take unless told otherwise; never `both`.
    pub default: PagingMode,
    /// Request field for the page number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_field: Option<String>,
    /// Request field for the page size that goes with the page number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_field: Option<String>,
    /// Request field for the cursor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor_field: Option<String>,
    /// Request field for the page size that goes with the cursor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor_size_field: Option<String>,
    /// Path of the total in the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_path: Option<String>,
    /// Path of the next cursor in the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor_path: Option<String>,
    /// Path of the list that holds the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows_path: Option<String>,
    /// Why, in the order in which it was seen.
    pub reasons: Vec<PagingReason>,
    /// Integer fields of the answer, for a total that was not found.
    pub candidates: Vec<String>,
    /// Lists of the answer, for rows that were not found or are ambiguous.
    pub row_candidates: Vec<String>,
}

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PagingReason {
    /// What it is.
    pub code: ReasonCode,
    /// The request field or answer path that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// The kinds of things seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ReasonCode {
    /// The request has neither a page number nor a cursor.
    NoPagingParameter,
    /// The operation writes: calling it again for every page would repeat the write.
    WritesOnce,
    /// The request takes a page number and a page size; subject: the page number.
    PageAndSize,
    /// The request takes a page number but no size; subject: the page number.
    PageWithoutSize,
    /// The request takes a cursor; subject: that field.
    CursorParameter,
    /// The answer has a total; subject: its path.
    TotalFound,
    /// The answer shows no total.
    TotalMissing,
    /// The answer has a cursor; subject: its path.
    CursorFound,
    /// The answer shows no cursor.
    CursorMissing,
    /// Both ways are offered and the answer has a cursor, which reaches every row.
    CursorPreferred,
    /// Both ways are offered but the answer has no cursor.
    NumberPreferred,
    /// The rows were found; subject: their path.
    RowsFound,
    /// Several lists could be the rows.
    RowsAmbiguous,
    /// The answer shows no list.
    RowsMissing,
}

/// Looks at an operation.
pub fn detect(operation: &Operation) -> PagingDetection {
    let request = request_names(operation);
    let answer = Answer::of(operation.response.as_ref());
    let mut seen = PagingDetection {
        mode: PagingMode::None,
        default: PagingMode::None,
        page_field: pick(&request, &PAGE_NAMES),
        size_field: pick(&request, &SIZE_NAMES),
        cursor_field: pick(&request, &CURSOR_NAMES),
        cursor_size_field: pick(&request, &CURSOR_SIZE_NAMES).or_else(|| pick(&request, &SIZE_NAMES)),
        total_path: answer.total(),
        cursor_path: answer.cursor(),
        rows_path: None,
        reasons: Vec::new(),
        candidates: answer.integers(),
        row_candidates: answer.lists(),
    };
    seen.decide(operation.access);
    seen.note_paths();
    seen.note_rows(&answer, &operation.name);
    seen
}

impl PagingDetection {
    fn decide(&mut self, access: AccessLevel) {
        let writes = matches!(access.level, Level::Create | Level::Update | Level::Delete);
        let takes_pages = self.page_field.is_some() && self.size_field.is_some();
        let by_number = takes_pages && !writes;
        let by_cursor = self.cursor_field.is_some() && !writes;
        self.mode = match (by_number, by_cursor) {
            (true, true) => PagingMode::Both,
            (true, false) => PagingMode::Number,
            (false, true) => PagingMode::Cursor,
            (false, false) => PagingMode::None,
        };
        self.default = match self.mode {
            PagingMode::Both if self.cursor_path.is_some() => PagingMode::Cursor,
            PagingMode::Both => PagingMode::Number,
            one => one,
        };
        self.note_mode(takes_pages);
        if writes && (takes_pages || self.cursor_field.is_some()) {
            self.note(ReasonCode::WritesOnce, None);
        }
        // What the mode does not use would only mislead a form.
        if !by_number {
            (self.page_field, self.size_field) = (None, None);
        }
        if !by_cursor {
            (self.cursor_field, self.cursor_size_field, self.cursor_path) = (None, None, None);
        }
        if self.mode == PagingMode::None {
            self.total_path = None;
        }
    }

    fn note_mode(&mut self, takes_pages: bool) {
        if let Some(page) = self.page_field.clone() {
            self.note(
                if takes_pages { ReasonCode::PageAndSize } else { ReasonCode::PageWithoutSize },
                Some(page),
            );
        }
        if let Some(cursor) = self.cursor_field.clone() {
            self.note(ReasonCode::CursorParameter, Some(cursor));
        }
        if self.reasons.is_empty() {
            self.note(ReasonCode::NoPagingParameter, None);
        }
        if self.mode == PagingMode::Both {
            let cursor = self.default == PagingMode::Cursor;
            self.note(if cursor { ReasonCode::CursorPreferred } else { ReasonCode::NumberPreferred }, None);
        }
    }

    fn note_paths(&mut self) {
        if matches!(self.mode, PagingMode::Number | PagingMode::Both) {
            let total = self.total_path.clone();
            self.note(if total.is_some() { ReasonCode::TotalFound } else { ReasonCode::TotalMissing }, total);
        }
        if matches!(self.mode, PagingMode::Cursor | PagingMode::Both) {
            let next = self.cursor_path.clone();
            self.note(if next.is_some() { ReasonCode::CursorFound } else { ReasonCode::CursorMissing }, next);
        }
    }

    fn note_rows(&mut self, answer: &Answer, operation: &str) {
        self.rows_path = answer.rows(operation);
        let code = match (&self.rows_path, self.row_candidates.is_empty()) {
            (Some(_), _) => ReasonCode::RowsFound,
            (None, false) => ReasonCode::RowsAmbiguous,
            (None, true) => ReasonCode::RowsMissing,
        };
        self.note(code, self.rows_path.clone());
    }

    fn note(&mut self, code: ReasonCode, subject: Option<String>) {
        self.reasons.push(PagingReason { code, subject });
    }
}

/// The names of plain request fields, those inside a whole JSON body included.
fn request_names(operation: &Operation) -> Vec<&str> {
    let mut names = Vec::new();
    for param in &operation.params {
        match &param.shape {
            Shape::Object(fields) if param.is_whole_body() => {
                names.extend(fields.iter().filter(|f| is_plain(&f.shape)).map(|f| f.name.as_str()));
            }
            shape if is_plain(shape) => names.push(param.name.as_str()),
            _ => {}
        }
    }
    names
}

fn is_plain(shape: &Shape) -> bool {
    matches!(shape, Shape::String | Shape::Int32 | Shape::Int64 | Shape::Number | Shape::Any)
}

fn pick(names: &[&str], wanted: &[&str]) -> Option<String> {
    let found = wanted.iter().find_map(|want| names.iter().find(|name| name.eq_ignore_ascii_case(want)));
    found.map(|name| (*name).to_owned())
}
