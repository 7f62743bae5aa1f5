//! A run that the window watches: its state, its rows on disk, its way to be ended.

use std::path::PathBuf;
use std::sync::Mutex;

use soarboard_cloud::invoke::{CancelFlag, Progress, Summary};

use crate::app::lock;
use crate::invoke::explain;
use crate::rows::RowFile;
use crate::wire::{RowsReply, RunView, WireError};

/// Most request ids that are shown.
const SHOWN_IDS: usize = 100;

/// One run of a call.
pub(crate) struct Run {
    id: String,
    view: Mutex<RunView>,
    rows: Mutex<RowFile>,
    cancel: CancelFlag,
    started_ms: i64,
}

impl Run {
    pub(crate) fn new(view: RunView, rows: PathBuf, started_ms: i64) -> Self {
        Self {
            id: view.run.clone(),
            view: Mutex::new(view),
            rows: Mutex::new(RowFile::new(rows)),
            cancel: CancelFlag::new(),
            started_ms,
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn cancel_flag(&self) -> &CancelFlag {
        &self.cancel
    }

    pub(crate) fn view(&self) -> RunView {
        lock(&self.view).clone()
    }

    pub(crate) fn path(&self) -> PathBuf {
        lock(&self.rows).path().to_owned()
    }

    pub(crate) fn progress(&self, progress: Progress, now_ms: i64) -> RunView {
        let mut view = lock(&self.view);
        view.requests = progress.requests;
        view.rows = progress.rows;
        view.retries = progress.retries;
        view.total = progress.total;
        view.elapsed_ms = self.elapsed(now_ms);
        view.clone()
    }

    pub(crate) fn end(&self, outcome: Result<Summary, WireError>, now_ms: i64) -> RunView {
        let mut view = lock(&self.view);
        view.ended = true;
        view.elapsed_ms = self.elapsed(now_ms);
        match outcome {
            Err(error) => {
                view.stop = "error".to_owned();
                view.error = Some(error);
            }
            Ok(summary) => {
                view.requests = summary.requests;
                view.rows = summary.rows;
                view.retries = summary.retries;
                view.stop = summary.stop.word().to_owned();
                view.clock_offset_ms = summary.clock_offset_ms;
                view.error = summary.error.as_ref().map(explain);
                let first = summary.request_ids.len().saturating_sub(SHOWN_IDS);
                view.request_ids = summary.request_ids[first..].to_vec();
            }
        }
        view.clone()
    }

    pub(crate) fn rows(&self, offset: u64, limit: u64) -> std::io::Result<RowsReply> {
        let total = lock(&self.view).rows;
        let rows = lock(&self.rows).window(offset, limit.min(total.saturating_sub(offset)))?;
        Ok(RowsReply { offset, total, rows })
    }

    fn elapsed(&self, now_ms: i64) -> u64 {
        u64::try_from(now_ms - self.started_ms).unwrap_or(0)
    }
}
