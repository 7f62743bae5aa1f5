//! The paging and scrolling rules as a state machine: what to ask next, and when to stop.
//!
//! Pure, so every rule is tested without a server. It must end whatever a service answers: at the cap, at an empty
//! or known cursor (cycles A, B, A exist), at the total, at an empty page. Deliberately absent: requests, waiting.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::CallSpec;
use super::extract::CursorFound;
use super::path::DotPath;
use super::seen::SeenCursors;
use crate::serialize::scalar_text;

/// How a run goes on to its next request.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum PageMode {
    /// One request.
    #[default]
    Single,
    /// Automatic paging: page numbers until the total is reached.
    Number(NumberPaging),
    /// Automatic scrolling: a cursor until it ends.
    Cursor(CursorPaging),
}

/// Settings of automatic paging.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberPaging {
    /// Request parameter that takes the page number.
    pub page_field: String,
    /// Request parameter that takes the page size.
    pub size_field: Option<String>,
    /// Items per page to ask for; without it the call's own value, else the service's default.
    pub page_size: Option<u64>,
    /// Where the response says how many items there are.
    pub total_path: Option<DotPath>,
}

/// Settings of automatic scrolling.
#[derive(Debug, Clone, PartialEq)]
pub struct CursorPaging {
    /// Request parameter that takes the cursor.
    pub cursor_field: String,
    /// Where the response gives the next cursor.
    pub cursor_path: DotPath,
    /// Request parameter that takes the page size.
    pub size_field: Option<String>,
    /// Items per page to ask for.
    pub page_size: Option<u64>,
    /// Where the response says how many items there are; shown, never a reason to stop.
    pub total_path: Option<DotPath>,
}

/// Everything about a run's pages.
#[derive(Debug, Clone)]
pub struct PagePlan {
    /// Mode.
    pub mode: PageMode,
    /// Most pages to ask for; retries are counted apart. At least one is asked for.
    pub max_requests: u64,
    /// Where the rows stand; without it they are looked for (see [`super::find_rows`]).
    pub rows_path: Option<DotPath>,
    /// Pause between two requests, on top of any wait before a retry.
    pub interval: Duration,
}

impl PagePlan {
    /// Returns the plan of a single request.
    pub fn single() -> Self {
        Self { mode: PageMode::Single, max_requests: 1, rows_path: None, interval: Duration::ZERO }
    }

    /// Returns where the total stands.
    pub fn total_path(&self) -> Option<&DotPath> {
        match &self.mode {
            PageMode::Single => None,
            PageMode::Number(number) => number.total_path.as_ref(),
            PageMode::Cursor(cursor) => cursor.total_path.as_ref(),
        }
    }

    /// Returns where the cursor stands.
    pub fn cursor_path(&self) -> Option<&DotPath> {
        match &self.mode {
            PageMode::Cursor(cursor) => Some(&cursor.cursor_path),
            PageMode::Single | PageMode::Number(_) => None,
        }
    }
}

/// Why a run stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// One request was asked for.
    Single,
    /// As many rows as the service says there are.
    TotalReached,
    /// A page without items; without a total also a page shorter than an earlier one.
    EmptyPage,
    /// The service gave no further cursor.
    CursorEnd,
    /// The service gave a cursor that was sent before.
    CursorRepeated,
    /// The cap.
    MaxRequests,
    /// The user.
    Cancelled,
    /// A failure that retrying did not cure.
    Error,
}

impl StopReason {
    /// Returns the word used in summaries: `total_reached`.
    pub fn word(self) -> &'static str {
        match self {
            StopReason::Single => "single",
            StopReason::TotalReached => "total_reached",
            StopReason::EmptyPage => "empty_page",
            StopReason::CursorEnd => "cursor_end",
            StopReason::CursorRepeated => "cursor_repeated",
            StopReason::MaxRequests => "max_requests",
            StopReason::Cancelled => "cancelled",
            StopReason::Error => "error",
        }
    }

    /// Says whether there is nothing left to fetch; other stops can be gone on from.
    pub fn is_complete(self) -> bool {
        !matches!(self, StopReason::MaxRequests | StopReason::Cancelled | StopReason::Error)
    }
}

/// The page to ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NextPage {
    /// The only one.
    Single,
    /// By number.
    Number(u64),
    /// By cursor; `None` for the first page.
    Cursor(Option<Value>),
}

/// What a page showed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageFacts {
    /// Items on the page; `None` when the whole response is one row.
    pub items: Option<u64>,
    /// Total the service names.
    pub total: Option<u64>,
    /// Next cursor.
    pub cursor: CursorFound,
}

/// What to do after a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Ask for the next page.
    Continue,
    /// Stop.
    Stop(StopReason),
}

/// What a later run needs to go on: written to the checkpoint after every page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PagerState {
    /// Next page; `None` when there is none.
    pub next: Option<NextPage>,
    /// Pages read so far, over all runs.
    pub pages: u64,
    /// Rows read so far, over all runs.
    pub rows: u64,
    /// Latest total the service named.
    pub total: Option<u64>,
    /// Most items seen on one page.
    pub largest_page: u64,
    /// Latest cursors, oldest first; enough to notice a short cycle across runs.
    pub recent_cursors: Vec<String>,
    /// Rows path in use, once known.
    pub rows_path: Option<String>,
    /// Why there is no next page.
    #[serde(default)]
    pub ended: Option<StopReason>,
}

impl PagerState {
    /// Returns the state before anything was asked.
    pub fn unstarted() -> Self {
        Self {
            next: None,
            pages: 0,
            rows: 0,
            total: None,
            largest_page: 0,
            recent_cursors: Vec::new(),
            rows_path: None,
            ended: None,
        }
    }

    /// Adds a cursor to the recent ones.
    pub(super) fn note_cursor(&mut self, cursor: &Value) {
        if self.recent_cursors.len() == RECENT_CURSORS {
            self.recent_cursors.remove(0);
        }
        self.recent_cursors.push(cursor_text(cursor));
    }
}

/// Returns a cursor as it travels; number and text of the same digits are the same there.
fn cursor_text(cursor: &Value) -> String {
    scalar_text(cursor).map_or_else(|| cursor.to_string(), std::borrow::Cow::into_owned)
}

/// Cursors kept in a checkpoint; more would make each write cost what the whole run has seen.
const RECENT_CURSORS: usize = 100;

/// The state machine.
#[derive(Debug, Clone)]
pub struct Pager {
    plan: PagePlan,
    state: PagerState,
    seen: SeenCursors,
    /// Page size in use: the plan's, else the value the call itself gives.
    page_size: Option<u64>,
    first_page: u64,
    requests: u64,
}

impl Pager {
    /// Starts at the call's own page number or cursor, else at the beginning.
    pub fn new(plan: PagePlan, call: &CallSpec) -> Self {
        let number_of = |name: &str| scalar_text(call.value_of(name)?)?.parse::<u64>().ok();
        let (next, first_page, page_size) = match &plan.mode {
            PageMode::Single => (NextPage::Single, 1, None),
            PageMode::Number(number) => {
                let first = number_of(&number.page_field).unwrap_or(1);
                let own_size = number.size_field.as_deref().and_then(number_of);
                (NextPage::Number(first), first, number.page_size.or(own_size))
            }
            PageMode::Cursor(cursor) => {
                (NextPage::Cursor(call.value_of(&cursor.cursor_field).cloned()), 1, cursor.page_size)
            }
        };
        let state = PagerState {
            rows_path: plan.rows_path.as_ref().map(ToString::to_string),
            next: Some(next),
            ..PagerState::unstarted()
        };
        let mut pager =
            Self { plan, state, seen: SeenCursors::default(), page_size, first_page, requests: 0 };
        if let Some(NextPage::Cursor(Some(cursor))) = pager.state.next.clone() {
            pager.remember(&cursor);
        }
        pager
    }

    /// Goes on from where an earlier run stopped; its cap counts from here.
    pub fn resume(plan: PagePlan, call: &CallSpec, state: PagerState) -> Self {
        let mut pager = Self::new(plan, call);
        for cursor in &state.recent_cursors {
            pager.seen.insert(cursor);
        }
        pager.state = state;
        pager
    }

    /// Returns the plan.
    pub fn plan(&self) -> &PagePlan {
        &self.plan
    }

    /// Returns the state for a checkpoint.
    pub fn state(&self) -> &PagerState {
        &self.state
    }

    /// Returns how many pages this run has read.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    pub(super) fn note_rows_path(&mut self, path: &DotPath) {
        self.state.rows_path = Some(path.to_string());
    }

    /// Returns the request fields of the next page by name; `None` when everything is read.
    pub fn next_fields(&self) -> Option<Vec<(String, Value)>> {
        let mut fields = Vec::with_capacity(2);
        let size =
            |name: &Option<String>| name.clone().zip(self.page_size).map(|(n, size)| (n, Value::from(size)));
        match (self.state.next.as_ref()?, &self.plan.mode) {
            (NextPage::Number(page), PageMode::Number(number)) => {
                fields.push((number.page_field.clone(), Value::from(*page)));
                fields.extend(size(&number.size_field));
            }
            (NextPage::Cursor(value), PageMode::Cursor(cursor)) => {
                fields.extend(value.clone().map(|value| (cursor.cursor_field.clone(), value)));
                fields.extend(size(&cursor.size_field));
            }
            _ => {}
        }
        Some(fields)
    }

    /// Takes note of a page and says what follows.
    pub fn accept(&mut self, facts: &PageFacts) -> Step {
        self.requests += 1;
        self.state.pages += 1;
        self.state.rows = self.state.rows.saturating_add(facts.items.unwrap_or(1));
        // A total of nothing beside items is a service that does not count; it must not end the run.
        let believable = facts.total.filter(|total| *total > 0 || facts.items.is_none_or(|items| items == 0));
        self.state.total = believable.or(self.state.total);
        let (next, end) = match &self.plan.mode {
            PageMode::Single => (None, Some(StopReason::Single)),
            PageMode::Number(_) => self.after_numbered(facts),
            PageMode::Cursor(_) => self.after_cursor(facts),
        };
        self.state.largest_page = self.state.largest_page.max(facts.items.unwrap_or(0));
        self.state.next = next;
        self.state.ended = end;
        match end {
            Some(reason) => Step::Stop(reason),
            None if self.requests >= self.plan.max_requests => Step::Stop(StopReason::MaxRequests),
            None => Step::Continue,
        }
    }

    fn after_numbered(&self, facts: &PageFacts) -> (Option<NextPage>, Option<StopReason>) {
        let page = match self.state.next {
            Some(NextPage::Number(page)) => page,
            _ => self.first_page,
        };
        // Pages before the first one asked for hold items that count towards the total.
        let skipped = self.first_page.saturating_sub(1).saturating_mul(self.page_size.unwrap_or(0));
        let reached = match facts.items {
            Some(_) => Some(self.state.rows.saturating_add(skipped)),
            // Items cannot be counted, so count pages of the size that was asked for.
            None => self.page_size.map(|size| page.saturating_mul(size)),
        };
        let is_total_reached =
            matches!((reached, self.state.total), (Some(rows), Some(total)) if rows >= total);
        let is_short = self.state.total.is_none() && facts.items.is_some_and(|n| n < self.state.largest_page);
        if is_total_reached {
            (None, Some(StopReason::TotalReached))
        } else if facts.items == Some(0) || is_short {
            (None, Some(StopReason::EmptyPage))
        } else {
            (Some(NextPage::Number(page.saturating_add(1))), None)
        }
    }

    fn after_cursor(&mut self, facts: &PageFacts) -> (Option<NextPage>, Option<StopReason>) {
        match &facts.cursor {
            CursorFound::End => (None, Some(StopReason::CursorEnd)),
            CursorFound::Next(cursor) if self.remember(cursor) => {
                (Some(NextPage::Cursor(Some(cursor.clone()))), None)
            }
            CursorFound::Next(_) => (None, Some(StopReason::CursorRepeated)),
        }
    }

    /// Says whether the cursor is new.
    fn remember(&mut self, cursor: &Value) -> bool {
        let is_new = self.seen.insert(&cursor_text(cursor));
        if is_new {
            self.state.note_cursor(cursor);
        }
        is_new
    }
}
