//! Filters over the rows of runs: each works through its file beside everything else, and tells how far it is.
//!
//! A step is short and runs off the async threads; between steps it can be ended, and windows of its matches are read.
//! While a run still brings rows, its filters follow. Deliberately absent: what an expression means (see `engine::rows`).

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use soarboard_cloud::invoke::CancelFlag;
use soarboard_engine::rows::{Hits, Query, Search, picks_of, travel_size};

use crate::app::{App, internal, lock};
use crate::profile::blocking;
use crate::run::Run;
use crate::wire::{FilterView, Notification, RowsReply, WireError};

/// Bytes of one step: a few hundredths of a second.
const STEP: usize = 2 << 20;
/// How often a filter tells how far it is.
const TELL_EVERY: Duration = Duration::from_millis(150);
/// How long a filter waits for further rows of a run under way.
const WAIT: Duration = Duration::from_millis(250);

/// A filter with what it has found so far.
pub(crate) struct Filter {
    query: Query,
    run: Arc<Run>,
    cancel: CancelFlag,
    view: Mutex<FilterView>,
    hits: Mutex<Hits>,
}

impl Filter {
    pub(crate) fn new(id: String, query: Query, run: Arc<Run>) -> Self {
        let view = FilterView {
            filter: id,
            run: run.id().to_owned(),
            picks: query.picks(),
            scanned: 0,
            total: run.view().rows,
            rows: 0,
            values: 0,
            ended: false,
            cancelled: false,
            error: None,
        };
        Self { query, run, cancel: CancelFlag::new(), view: Mutex::new(view), hits: Mutex::default() }
    }

    pub(crate) fn view(&self) -> FilterView {
        lock(&self.view).clone()
    }

    pub(crate) fn is_of(&self, run: &str) -> bool {
        self.run.id() == run
    }

    pub(crate) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Returns the numbers of the rows that match so far.
    pub(crate) fn numbers(&self) -> Vec<u64> {
        lock(&self.hits).rows().to_vec()
    }

    /// Works through the rows to their end, or its own. Nobody waits for it, so it says itself how it ended, also when
    /// it broke.
    pub(crate) async fn work(self: Arc<Self>, app: Arc<App>) {
        let worked = app.guarded(self.clone().work_through(&app)).await;
        self.end(&app, worked.err());
    }

    async fn work_through(self: Arc<Self>, app: &App) -> Result<(), WireError> {
        let mut search = Search::new(self.query.clone());
        let mut told = Instant::now();
        loop {
            // Asked before the step: rows that come after it are another step's.
            let run = self.run.view();
            let (owner, before) = (self.clone(), search.row());
            let stepped = blocking(move || {
                let found = search.step(&owner.run.rows_path(), run.rows, STEP);
                let found = found.map_err(|error| internal(&error.to_string()))?;
                Ok((search, found))
            });
            let (next, found) = stepped.await?;
            search = next;
            self.take(&found, search.row(), run.rows);
            let is_cancelled = self.cancel.is_cancelled();
            if is_cancelled || (run.ended && (search.row() >= run.rows || search.row() == before)) {
                return Ok(());
            }
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                app.host().notify(Notification::Filter(Box::new(self.view())));
            }
            if search.row() >= run.rows {
                tokio::select! {
                    () = self.cancel.cancelled() => {}
                    () = tokio::time::sleep(WAIT) => {}
                }
            }
        }
    }

    fn take(&self, found: &[(u64, u64)], scanned: u64, total: u64) {
        let mut hits = lock(&self.hits);
        hits.extend(found);
        let mut view = lock(&self.view);
        view.rows = hits.rows().len() as u64;
        view.values = hits.values();
        view.scanned = scanned;
        view.total = total;
    }

    fn end(&self, app: &App, error: Option<WireError>) {
        let view = {
            let mut view = lock(&self.view);
            view.ended = true;
            view.cancelled = self.cancel.is_cancelled() && view.scanned < view.total;
            view.error = error;
            view.clone()
        };
        app.host().notify(Notification::Filter(Box::new(view)));
    }

    /// Returns a window of the rows that match.
    ///
    /// **Errors** those of reading the file.
    pub(crate) fn rows(&self, offset: u64, limit: u64, most_bytes: usize) -> std::io::Result<RowsReply> {
        let (total, mut numbers) = {
            let hits = lock(&self.hits);
            let all = hits.rows();
            let first = usize::try_from(offset).unwrap_or(usize::MAX).min(all.len());
            let last = first.saturating_add(usize::try_from(limit).unwrap_or(0)).min(all.len());
            (all.len() as u64, all[first..last].to_vec())
        };
        let rows = self.run.pick(&numbers, most_bytes)?;
        numbers.truncate(rows.len());
        Ok(RowsReply { offset, total, rows, numbers, ..RowsReply::default() })
    }

    /// Returns a window of the values that were picked, with their places.
    ///
    /// **Errors** those of reading the file.
    pub(crate) fn picks(&self, offset: u64, limit: u64, most_bytes: usize) -> std::io::Result<RowsReply> {
        let (total, numbers, skip) = {
            let hits = lock(&self.hits);
            let (numbers, skip) = hits.of_values(offset, limit);
            (hits.values(), numbers.to_vec(), skip)
        };
        let rows = self.run.pick(&numbers, most_bytes)?;
        let mut reply = RowsReply { offset, total, ..RowsReply::default() };
        let all = rows.iter().zip(&numbers).flat_map(|(row, number)| {
            picks_of(&self.query, row).into_iter().map(move |pick| (*number, pick))
        });
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        let mut bytes = 0;
        for (number, pick) in all.skip(skip).take(usize::try_from(limit).unwrap_or(0)) {
            bytes += travel_size(pick.json.as_bytes());
            if bytes > most_bytes && !reply.rows.is_empty() {
                break;
            }
            reply.rows.push(pick.json);
            reply.numbers.push(number);
            reply.paths.push(pick.path);
        }
        Ok(reply)
    }
}
