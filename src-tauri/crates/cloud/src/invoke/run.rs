//! The loop: ask, read, keep, wait, until the pager says stop. Everything it touches is handed in.
//!
//! It keeps what was fetched whatever happens later, answers a cancel at every wait, corrects the clock at most
//! once, and signs every attempt anew. Deliberately absent: rules (see `pager`, `retry`), storage, user interface.

mod attempt;

use std::sync::Arc;

use super::call::CallSpec;
use super::cancel::CancelFlag;
use super::error::{BodyError, CredentialsError, InvokeError};
use super::extract::{CursorFound, PageContent, RowsFound, find_rows};
use super::limit::Limiter;
use super::pager::{PageFacts, PagePlan, Pager, PagerState, Step, StopReason};
use super::path::DotPath;
use super::retry::RetryPolicy;
use super::sink::{PageMark, RowSink};
use crate::http::{BoxFuture, Clock, HttpSend, NonceSource};
use crate::sign::Signer;
use crate::trust::TrustedEndpoint;

use attempt::{Answer, Asker, Ended};

/// Gives the signing side of the account, and a fresh one when a temporary key has expired.
pub trait CredentialsProvider: Send + Sync {
    /// Returns what to sign with now.
    fn signer(&self) -> BoxFuture<'_, Result<Arc<Signer>, CredentialsError>>;

    /// Returns a fresh one after the service called the token expired; `None` when there is no way to get one.
    fn refreshed(&self) -> BoxFuture<'_, Result<Option<Arc<Signer>>, CredentialsError>> {
        Box::pin(async { Ok(None) })
    }
}

/// Credentials that never change.
#[derive(Debug, Clone)]
pub struct FixedSigner(pub Arc<Signer>);

impl CredentialsProvider for FixedSigner {
    fn signer(&self) -> BoxFuture<'_, Result<Arc<Signer>, CredentialsError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}

/// What to call.
#[derive(Debug, Clone)]
pub struct RunSetup<'a> {
    /// The operation and its parameters.
    pub call: &'a CallSpec,
    /// Where it goes.
    pub endpoint: &'a TrustedEndpoint,
    /// Paging, bounds, interval.
    pub plan: PagePlan,
    /// Retrying and the time allowed.
    pub retry: RetryPolicy,
    /// State of an earlier run to go on from.
    pub resume: Option<PagerState>,
}

/// What a run works with.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// Transport.
    pub http: &'a dyn HttpSend,
    /// Time.
    pub clock: &'a dyn Clock,
    /// Nonces.
    pub nonce: &'a dyn NonceSource,
    /// Account.
    pub credentials: &'a dyn CredentialsProvider,
    /// Bound on requests per second, shared by all runs of an account.
    pub limiter: &'a Limiter,
    /// Ends the run when set.
    pub cancel: &'a CancelFlag,
}

/// How far a run is; given after every page and before every wait for a retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages read by this run.
    pub requests: u64,
    /// Rows read, earlier runs included.
    pub rows: u64,
    /// Attempts beyond the first of each page.
    pub retries: u64,
    /// Total the service names.
    pub total: Option<u64>,
}

/// What came of a run.
#[derive(Debug)]
pub struct Summary {
    /// Pages asked for by this run, a failed last one included; never more than the cap.
    pub requests: u64,
    /// Rows kept, earlier runs included.
    pub rows: u64,
    /// Attempts beyond the first of each page.
    pub retries: u64,
    /// Why it stopped.
    pub stop: StopReason,
    /// Request ids of pages and of the failure, in order; of a run of more than 2,000 the latest thousand or two.
    pub request_ids: Vec<String>,
    /// The service's time minus ours in milliseconds, when the clock had to be corrected.
    pub clock_offset_ms: Option<i64>,
    /// Where the rows stood, given or found; `None` when the whole response was one row.
    pub rows_path: Option<String>,
    /// A write failed in a way that leaves open whether the service acted.
    pub is_outcome_unknown: bool,
    /// The failure behind `stop: error`.
    pub error: Option<InvokeError>,
}

/// Runs a call to its end. Rows reach the sink page by page; a failure or cancel keeps them.
pub async fn run(
    setup: RunSetup<'_>,
    tools: Tools<'_>,
    sink: &mut dyn RowSink,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Summary {
    let pager = match setup.resume.clone() {
        Some(state) => Pager::resume(setup.plan.clone(), setup.call, state),
        None => Pager::new(setup.plan.clone(), setup.call),
    };
    // A path kept by an earlier run is as good as a given one.
    let rows_path = pager.state().rows_path.as_deref().and_then(|text| text.parse().ok());
    let is_rows_path_given = setup.plan.rows_path.is_some();
    let mut run = Run {
        pager,
        rows_path,
        is_rows_path_given,
        asker: Asker::new(&setup, tools),
        requests: 0,
        kept_rows: 0,
    };
    run.kept_rows = run.pager.state().rows;
    let (stop, error) = match run.pages(sink, progress).await {
        Ok(stop) => (stop, None),
        Err(Ended::Cancelled) => (StopReason::Cancelled, None),
        Err(Ended::Failed(error)) => (StopReason::Error, Some(error)),
    };
    run.summary(sink, stop, error)
}

struct Run<'a> {
    pager: Pager,
    rows_path: Option<DotPath>,
    is_rows_path_given: bool,
    asker: Asker<'a>,
    requests: u64,
    kept_rows: u64,
}

impl Run<'_> {
    async fn pages(
        &mut self,
        sink: &mut dyn RowSink,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<StopReason, Ended> {
        let interval = self.pager.plan().interval;
        while let Some(fields) = self.pager.next_fields() {
            if self.requests > 0 {
                self.asker.pause(interval).await?;
            }
            self.asker.check()?;
            self.requests += 1;
            let so_far = (self.pager.requests(), self.pager.state().rows, self.pager.state().total);
            let mut on_retry = |retries| {
                let (requests, rows, total) = so_far;
                progress(Progress { requests, rows, retries, total });
            };
            let answer =
                self.asker.ask(&fields, self.rows_path.as_ref(), self.pager.plan(), &mut on_retry).await?;
            let step = self.keep(answer, sink)?;
            let state = self.pager.state();
            progress(Progress {
                requests: self.pager.requests(),
                rows: state.rows,
                retries: self.asker.retries,
                total: state.total,
            });
            if let Step::Stop(reason) = step {
                return Ok(reason);
            }
        }
        // An earlier run had read everything already.
        Ok(self.pager.state().ended.unwrap_or(StopReason::Single))
    }

    fn keep(&mut self, mut answer: Answer, sink: &mut dyn RowSink) -> Result<Step, Ended> {
        if self.rows_path.is_none()
            && let Some(path) = find_rows(&answer.body)
        {
            answer.content = answer.reread(&path, self.pager.plan())?;
            self.pager.note_rows_path(&path);
            self.rows_path = Some(path);
        }
        let rows = self.rows_of(&answer)?;
        let is_counted = self.rows_path.is_some() || rows.is_empty();
        let items = is_counted.then_some(rows.len() as u64);
        let facts = PageFacts { items, total: answer.content.total, cursor: answer.content.cursor.clone() };
        let step = self.pager.accept(&facts);
        let mark = PageMark { state: self.pager.state(), request_id: answer.request_id.as_deref() };
        sink.page(&rows, &mark).map_err(InvokeError::from)?;
        self.kept_rows = self.pager.state().rows;
        Ok(step)
    }

    fn rows_of<'b>(&self, answer: &'b Answer) -> Result<Vec<&'b str>, InvokeError> {
        let Some(path) = &self.rows_path else {
            let whole = answer.body.trim();
            return Ok(if whole.is_empty() { Vec::new() } else { vec![whole] });
        };
        match &answer.content.rows {
            RowsFound::List(ranges) => Ok(ranges.iter().map(|range| &answer.body[range.clone()]).collect()),
            RowsFound::Null => Ok(Vec::new()),
            RowsFound::Missing => self.check_empty(&answer.content, &answer.body, path).map(|()| Vec::new()),
            RowsFound::Other(found) => Err(BodyError::RowsNotList { path: path.clone(), found }.into()),
        }
    }

    /// Some services leave an empty list out. A wrong path looks the same, so it is an error where items can be seen.
    fn check_empty(&self, content: &PageContent, body: &str, path: &DotPath) -> Result<(), InvokeError> {
        let is_first = self.pager.state().pages == 0;
        let instead = if is_first && self.is_rows_path_given { find_rows(body) } else { None };
        let has_items = instead.is_some() || (is_first && content.total.is_some_and(|total| total > 0));
        let goes_on = content.cursor != CursorFound::End;
        if has_items && !(goes_on && instead.is_none()) {
            return Err(BodyError::RowsMissing { path: path.clone(), instead }.into());
        }
        Ok(())
    }

    fn summary(self, sink: &mut dyn RowSink, stop: StopReason, error: Option<InvokeError>) -> Summary {
        let (mut stop, mut error) = (stop, error);
        if let Err(failed) = sink.finish(self.pager.state(), stop)
            && error.is_none()
        {
            (stop, error) = (StopReason::Error, Some(failed.into()));
        }
        Summary {
            requests: self.requests,
            rows: self.kept_rows,
            retries: self.asker.retries,
            stop,
            request_ids: self.asker.request_ids,
            clock_offset_ms: self.asker.clock_offset_ms,
            rows_path: self.pager.state().rows_path.clone(),
            is_outcome_unknown: self.asker.is_outcome_unknown,
            error,
        }
    }
}
