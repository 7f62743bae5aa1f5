//! A run that the window watches: its state, its rows on disk, its ways to be ended and gone on with.
//!
//! A run has legs: it may be paused, cancelled, fail or be cut off, and later go on in the same rows file. What is
//! counted goes on with it. Deliberately absent: what is kept of it for later starts (see `history`).

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use soarboard_cloud::invoke::{CancelFlag, FileSink, PageMark, PagerState, RowSink, SinkError, StopReason};
use soarboard_cloud::invoke::{Progress, Summary};
use soarboard_cloud::trust::Consent;
use soarboard_engine::rows::RowFile;

use crate::app::lock;
use crate::invoke::CallInput;
use crate::wire::{RunView, WireError};

/// Most request ids that are shown.
const SHOWN_IDS: usize = 100;
/// Name of the rows in the folder of a run.
pub(crate) const ROWS_FILE: &str = "rows.ndjson";

/// One run of a call.
pub(crate) struct Run {
    id: String,
    folder: PathBuf,
    rows: Mutex<RowFile>,
    /// Locked before `view` where both are.
    leg: Mutex<Leg>,
    view: Mutex<RunView>,
    /// What is called; absent when a value of it was not kept.
    input: Option<CallInput>,
    /// What the user agreed to for this run, for as long as the program runs.
    consent: Mutex<Option<Consent>>,
}

/// One stretch of a run, and what was counted before it.
struct Leg {
    pause: Arc<Pause>,
    before: RunView,
    started_ms: i64,
    /// Held while it runs, so that no other process takes the run for cut off.
    _lock: Option<File>,
}

/// Ends a run between two pages.
pub(crate) struct Pause {
    cancel: CancelFlag,
    state: Mutex<PauseState>,
    interval_ms: i64,
}

#[derive(Default)]
struct PauseState {
    is_wanted: bool,
    /// When the last page was kept; no request is under way until the interval is over.
    page_ms: Option<i64>,
}

impl Pause {
    fn new(interval_ms: i64) -> Self {
        Self { cancel: CancelFlag::new(), state: Mutex::default(), interval_ms }
    }

    /// Asks for the end after the page under way, which is at once while none is.
    fn want(&self, now_ms: i64) {
        let mut state = lock(&self.state);
        state.is_wanted = true;
        if state.page_ms.is_some_and(|page_ms| now_ms - page_ms < self.interval_ms) {
            self.cancel.cancel();
        }
    }

    fn is_wanted(&self) -> bool {
        lock(&self.state).is_wanted
    }

    /// Takes note that a page is kept, or that one has to be asked for again: here a run may end without loss.
    fn safe_point(&self, page_ms: Option<i64>) {
        let mut state = lock(&self.state);
        state.page_ms = page_ms.or(state.page_ms);
        if state.is_wanted {
            self.cancel.cancel();
        }
    }
}

/// Rows into the file of a run, with a look after each page whether to pause.
pub(crate) struct PausingSink {
    inner: FileSink,
    pause: Arc<Pause>,
    clock: Arc<dyn soarboard_cloud::http::Clock>,
}

impl PausingSink {
    pub(crate) fn new(
        inner: FileSink,
        pause: Arc<Pause>,
        clock: Arc<dyn soarboard_cloud::http::Clock>,
    ) -> Self {
        Self { inner, pause, clock }
    }
}

impl RowSink for PausingSink {
    fn page(&mut self, rows: &[&str], mark: &PageMark<'_>) -> Result<(), SinkError> {
        self.inner.page(rows, mark)?;
        self.pause.safe_point(Some(self.clock.now_unix_ms()));
        Ok(())
    }

    fn finish(&mut self, state: &PagerState, stop: StopReason) -> Result<(), SinkError> {
        self.inner.finish(state, stop)
    }
}

impl Run {
    pub(crate) fn new(view: RunView, folder: PathBuf, input: Option<CallInput>) -> Self {
        Self {
            id: view.run.clone(),
            rows: Mutex::new(RowFile::new(folder.join(ROWS_FILE))),
            leg: Mutex::new(Leg {
                pause: Arc::new(Pause::new(0)),
                before: view.clone(),
                started_ms: view.started_ms,
                _lock: None,
            }),
            folder,
            view: Mutex::new(view),
            consent: Mutex::new(input.as_ref().and_then(|input| input.consent.clone())),
            input,
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn view(&self) -> RunView {
        lock(&self.view).clone()
    }

    pub(crate) fn rows_path(&self) -> PathBuf {
        self.folder.join(ROWS_FILE)
    }

    /// Returns what is called, with what the user agreed to; absent when a value of it was not kept.
    pub(crate) fn input(&self) -> Option<CallInput> {
        let consent = lock(&self.consent).clone();
        self.input.clone().map(|input| CallInput { consent, ..input })
    }

    /// Remembers what the user agreed to.
    pub(crate) fn agree(&self, consent: Option<Consent>) {
        *lock(&self.consent) = consent;
    }

    /// Begins a leg: what is counted from now on comes on top. `file` is the lock of the run, which says that no other
    /// leg is under way.
    pub(crate) fn begin(&self, now_ms: i64, interval_ms: i64, file: File) -> Arc<Pause> {
        let mut leg = lock(&self.leg);
        let mut view = lock(&self.view);
        let pause = Arc::new(Pause::new(interval_ms));
        *leg = Leg { pause: pause.clone(), before: view.clone(), started_ms: now_ms, _lock: Some(file) };
        view.leg += 1;
        view.ended = false;
        view.may_pause = view.may_resume;
        view.may_resume = false;
        view.error = None;
        view.stop.clear();
        pause
    }

    pub(crate) fn cancel_flag(&self) -> CancelFlag {
        lock(&self.leg).pause.cancel.clone()
    }

    /// Ends the run at once.
    pub(crate) fn cancel(&self) {
        let pause = lock(&self.leg).pause.clone();
        lock(&pause.state).is_wanted = false;
        pause.cancel.cancel();
    }

    /// Ends the run after the page under way.
    pub(crate) fn pause(&self, now_ms: i64) {
        lock(&self.leg).pause.want(now_ms);
    }

    pub(crate) fn progress(&self, progress: Progress, now_ms: i64) -> RunView {
        let leg = lock(&self.leg);
        let retries = leg.before.retries + progress.retries;
        let mut view = lock(&self.view);
        if retries > view.retries {
            // Told before the wait for another try: nothing is under way.
            leg.pause.safe_point(None);
        }
        view.requests = leg.before.requests + progress.requests;
        view.rows = progress.rows;
        view.retries = retries;
        view.total = progress.total;
        view.elapsed_ms = leg.elapsed(now_ms);
        view.clone()
    }

    /// Takes in how a leg ended.
    pub(crate) fn end(&self, outcome: Outcome, now_ms: i64) -> RunView {
        let mut leg = lock(&self.leg);
        let mut view = lock(&self.view);
        view.ended = true;
        view.elapsed_ms = leg.elapsed(now_ms);
        view.may_resume = view.may_pause;
        view.may_pause = false;
        match outcome {
            Outcome::NotStarted(error) => {
                view.stop = "error".to_owned();
                view.error = Some(error);
            }
            Outcome::Ran(summary, error) => {
                view.requests = leg.before.requests + summary.requests;
                view.rows = summary.rows;
                view.retries = leg.before.retries + summary.retries;
                view.clock_offset_ms = summary.clock_offset_ms.or(view.clock_offset_ms);
                let is_paused = summary.stop == StopReason::Cancelled && leg.pause.is_wanted();
                view.stop = if is_paused { "paused" } else { summary.stop.word() }.to_owned();
                view.may_resume &= !summary.stop.is_complete();
                view.error = error;
                view.request_ids.extend(summary.request_ids);
                let first = view.request_ids.len().saturating_sub(SHOWN_IDS);
                view.request_ids.drain(..first);
            }
            Outcome::Broke(error) => {
                count_kept(&mut view, &self.rows_path());
                view.stop = "error".to_owned();
                view.error = Some(error);
            }
        }
        view.bytes = std::fs::metadata(self.rows_path()).map_or(0, |meta| meta.len());
        leg._lock = None;
        view.clone()
    }

    /// Returns a window of rows; see [`RowFile::window`].
    ///
    /// **Errors** those of reading the file.
    pub(crate) fn window(
        &self,
        offset: u64,
        limit: u64,
        most_bytes: usize,
    ) -> std::io::Result<(u64, Vec<String>)> {
        let total = lock(&self.view).rows;
        Ok((total, lock(&self.rows).window(offset, limit, total, most_bytes)?))
    }

    /// Returns single rows; see [`RowFile::pick`].
    ///
    /// **Errors** those of reading the file.
    pub(crate) fn pick(&self, numbers: &[u64], most_bytes: usize) -> std::io::Result<Vec<String>> {
        let total = lock(&self.view).rows;
        lock(&self.rows).pick(numbers, total, most_bytes)
    }
}

/// How a leg ended.
pub(crate) enum Outcome {
    /// Nothing was sent.
    NotStarted(WireError),
    /// It ran; what went wrong in words, if something did.
    Ran(Summary, Option<WireError>),
    /// The program broke on the way, so nobody counted: the checkpoint did.
    Broke(WireError),
}

/// Takes over what the checkpoint beside rows counts, for a run that nobody else counted to its end.
pub(crate) fn count_kept(view: &mut RunView, rows: &Path) {
    let Ok(kept) = FileSink::kept(rows) else { return };
    view.rows = kept.state.rows;
    view.bytes = kept.bytes;
    view.requests = view.requests.max(kept.state.pages);
    view.total = kept.state.total;
    view.request_ids = kept.request_ids;
}

impl Leg {
    fn elapsed(&self, now_ms: i64) -> u64 {
        self.before.elapsed_ms + u64::try_from(now_ms - self.started_ms).unwrap_or(0)
    }
}
