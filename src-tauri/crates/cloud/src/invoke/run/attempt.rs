//! One page, with all its attempts: sign, send, judge, wait, again.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::{RunSetup, Tools};
use crate::http::{HttpResponse, SendError, SendErrorKind};
use crate::invoke::error::{BodyError, InvokeError};
use crate::invoke::extract::{PageContent, Wanted, read_page};
use crate::invoke::failure::{VendorError, is_failure_inside, read_failure};
use crate::invoke::mismatch::compare;
use crate::invoke::pager::PagePlan;
use crate::invoke::path::DotPath;
use crate::invoke::retry::{may_retry_send, may_retry_vendor, server_hint};
use crate::sign::{SignContext, SignedRequest, Signer, UnsignedRequest, time};

/// Offsets below this are no reason for a refusal, so correcting them would not help.
const SMALLEST_CORRECTION_MS: i64 = 60_000;

/// Request ids a summary has at least, when there were as many.
const KEPT_REQUEST_IDS: usize = 1000;

/// Why pages stop coming.
pub(super) enum Ended {
    Cancelled,
    Failed(InvokeError),
}

impl<E: Into<InvokeError>> From<E> for Ended {
    fn from(error: E) -> Self {
        Ended::Failed(error.into())
    }
}

/// A good page.
pub(super) struct Answer {
    pub body: String,
    pub content: PageContent,
    pub request_id: Option<String>,
}

impl Answer {
    pub fn reread(&self, rows: &DotPath, plan: &PagePlan) -> Result<PageContent, BodyError> {
        read_page(&self.body, &wanted(Some(rows), plan))
    }
}

fn wanted<'p>(rows: Option<&'p DotPath>, plan: &'p PagePlan) -> Wanted<'p> {
    Wanted { rows, total: plan.total_path(), cursor: plan.cursor_path() }
}

/// Asks for pages; keeps what outlives one page.
pub(super) struct Asker<'a> {
    setup: &'a RunSetup<'a>,
    tools: Tools<'a>,
    started_ms: i64,
    signer: Option<Arc<Signer>>,
    pub retries: u64,
    pub clock_offset_ms: Option<i64>,
    pub request_ids: Vec<String>,
    pub is_outcome_unknown: bool,
}

/// What makes one attempt unlike any other.
struct Stamp {
    unix_s: i64,
    nonce: String,
}

/// Cures that are tried at most once per page.
#[derive(Default)]
struct Tried {
    retries: u32,
    refresh: bool,
}

/// What became of one attempt.
enum Outcome {
    Page(Answer),
    Refused { error: VendorError, response: HttpResponse },
    NotSent(SendError),
    Unreadable(BodyError),
}

impl<'a> Asker<'a> {
    pub fn new(setup: &'a RunSetup<'a>, tools: Tools<'a>) -> Self {
        Self {
            setup,
            tools,
            started_ms: tools.clock.now_unix_ms(),
            signer: None,
            retries: 0,
            clock_offset_ms: None,
            request_ids: Vec::new(),
            is_outcome_unknown: false,
        }
    }

    /// Ends when cancelled or when the time allowed is over.
    pub fn check(&self) -> Result<(), Ended> {
        if self.tools.cancel.is_cancelled() {
            return Err(Ended::Cancelled);
        }
        let spent = self.tools.clock.now_unix_ms() - self.started_ms;
        match self.setup.retry.deadline {
            Some(deadline) if i128::from(spent) >= deadline.as_millis().cast_signed() => {
                Err(InvokeError::Deadline.into())
            }
            _ => Ok(()),
        }
    }

    /// Keeps a request id; of a long run the latest ones, so that its memory does not grow with its pages.
    fn note_request(&mut self, id: Option<&str>) {
        if self.request_ids.len() >= 2 * KEPT_REQUEST_IDS {
            self.request_ids.drain(..KEPT_REQUEST_IDS);
        }
        self.request_ids.extend(id.map(str::to_owned));
    }

    /// Waits, unless cancelled.
    pub async fn pause(&self, duration: Duration) -> Result<(), Ended> {
        if duration.is_zero() {
            return Ok(());
        }
        tokio::select! {
            biased;
            () = self.tools.cancel.cancelled() => Err(Ended::Cancelled),
            () = self.tools.clock.sleep(duration) => Ok(()),
        }
    }

    /// Gets one page, retrying as the rules allow.
    pub async fn ask(
        &mut self,
        fields: &[(String, Value)],
        rows: Option<&DotPath>,
        plan: &PagePlan,
        on_retry: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Answer, Ended> {
        let request = self.setup.call.unsigned(fields)?;
        // A refreshed signer serves its page; the provider knows best what comes next.
        self.signer = None;
        let mut tried = Tried::default();
        loop {
            let outcome = self.attempt(&request, rows, plan).await?;
            let wait = match outcome {
                Outcome::Page(answer) => {
                    self.note_request(answer.request_id.as_deref());
                    return Ok(answer);
                }
                other => self.after_failure(other, &mut tried).await?,
            };
            self.retries += 1;
            on_retry(self.retries);
            if let Some(wait) = wait {
                self.pause(wait + self.setup.plan.interval).await?;
            }
            self.check()?;
        }
    }

    async fn attempt(
        &mut self,
        request: &UnsignedRequest,
        rows: Option<&DotPath>,
        plan: &PagePlan,
    ) -> Result<Outcome, Ended> {
        let signer = self.signer().await?;
        self.pause(self.tools.limiter.reserve(self.tools.clock.now_unix_ms())).await?;
        let stamp = self.stamp()?;
        let SignedRequest { http, signature } = self.signed(&signer, request, &stamp)?;
        let sent = tokio::select! {
            biased;
            () = self.tools.cancel.cancelled() => {
                // The request is on its way: a write may still happen.
                self.is_outcome_unknown |= !self.setup.call.is_read;
                return Err(Ended::Cancelled);
            }
            sent = self.tools.http.send(http) => sent,
        };
        let response = match sent {
            Ok(response) => response,
            Err(error) => return Ok(Outcome::NotSent(error)),
        };
        Ok(match judged(response, &wanted(rows, plan), self.setup.call.is_read) {
            Outcome::Refused { mut error, response } => {
                let token = signer.token().map_or("", |token| token.expose());
                if error.code == "SignatureDoesNotMatch" {
                    // The same stamp gives the same texts again; keeping them for every request would cost each.
                    let sent = self.signed(&signer, request, &stamp)?.http;
                    let texts = signer.trace(self.setup.call.scheme, &sent);
                    error.mismatch = compare(&error, &texts, &[&signature, token, signer.access_key_id()]);
                }
                error.redact(&[&signature, token]);
                Outcome::Refused { error, response }
            }
            other => other,
        })
    }

    async fn signer(&mut self) -> Result<Arc<Signer>, Ended> {
        if let Some(signer) = &self.signer {
            return Ok(signer.clone());
        }
        tokio::select! {
            biased;
            () = self.tools.cancel.cancelled() => Err(Ended::Cancelled),
            signer = self.tools.credentials.signer() => Ok(signer?),
        }
    }

    fn stamp(&self) -> Result<Stamp, InvokeError> {
        let now_ms = self.tools.clock.now_unix_ms() + self.clock_offset_ms.unwrap_or(0);
        Ok(Stamp { unix_s: now_ms.div_euclid(1000), nonce: self.tools.nonce.nonce()? })
    }

    fn signed(
        &self,
        signer: &Signer,
        request: &UnsignedRequest,
        stamp: &Stamp,
    ) -> Result<SignedRequest, InvokeError> {
        let context = SignContext { unix_s: stamp.unix_s, nonce: &stamp.nonce };
        Ok(signer.sign(self.setup.endpoint, self.setup.call.scheme, request, context)?)
    }

    /// Says how long to wait before the next attempt (`None`: not at all), or ends.
    async fn after_failure(
        &mut self,
        outcome: Outcome,
        tried: &mut Tried,
    ) -> Result<Option<Duration>, Ended> {
        let is_read = self.setup.call.is_read;
        let (error, may_retry, hint) = match outcome {
            Outcome::Page(_) => return Ok(None),
            Outcome::NotSent(error) => {
                let may_retry = may_retry_send(error.kind, is_read);
                self.is_outcome_unknown |= !is_read && may_have_acted(error.kind);
                (InvokeError::Send(error), may_retry, None)
            }
            // A cut or foreign page in place of the answer; a later attempt may be whole.
            Outcome::Unreadable(error) => {
                self.is_outcome_unknown |= !is_read;
                (InvokeError::Body(error), is_read, None)
            }
            Outcome::Refused { error, response } => {
                self.note_request(error.request_id.as_deref());
                match error.code.as_str() {
                    "InvalidTimeStamp.Expired" => return self.correct_clock(error, &response),
                    "InvalidSecurityToken.Expired" if !tried.refresh => {
                        tried.refresh = true;
                        return self.refresh(error).await;
                    }
                    _ => {}
                }
                let hint = server_hint(&response);
                let may_retry = may_retry_vendor(&error, is_read, hint.is_some());
                self.is_outcome_unknown |= !is_read && !may_retry && error.http_status >= 500;
                (InvokeError::Vendor(Box::new(error)), may_retry, hint)
            }
        };
        if !may_retry || tried.retries >= self.setup.retry.max_retries {
            return Err(error.into());
        }
        tried.retries += 1;
        let wait =
            self.setup.retry.wait(tried.retries, hint, &self.tools.nonce.nonce().map_err(InvokeError::from)?);
        let spent = self.tools.clock.now_unix_ms() - self.started_ms;
        let is_too_late = self.setup.retry.deadline.is_some_and(|deadline| {
            i128::from(spent) + wait.as_millis().cast_signed() > deadline.as_millis().cast_signed()
        });
        // Waiting beyond the time allowed would only hide the failure behind "out of time".
        if is_too_late { Err(error.into()) } else { Ok(Some(wait)) }
    }

    /// Takes over the service's time, once per run.
    fn correct_clock(
        &mut self,
        error: VendorError,
        response: &HttpResponse,
    ) -> Result<Option<Duration>, Ended> {
        let theirs = response.header("date").and_then(time::parse_rfc1123);
        let offset_ms = theirs.map(|theirs| theirs * 1000 - self.tools.clock.now_unix_ms());
        match offset_ms {
            Some(offset) if self.clock_offset_ms.is_none() && offset.abs() > SMALLEST_CORRECTION_MS => {
                self.clock_offset_ms = Some(offset);
                Ok(None)
            }
            _ => Err(InvokeError::Clock { offset_ms, vendor: Box::new(error) }.into()),
        }
    }

    /// Fetches fresh temporary credentials, once per page, and repeats the page.
    async fn refresh(&mut self, error: VendorError) -> Result<Option<Duration>, Ended> {
        let fresh = tokio::select! {
            biased;
            () = self.tools.cancel.cancelled() => return Err(Ended::Cancelled),
            fresh = self.tools.credentials.refreshed() => fresh?,
        };
        match fresh {
            Some(signer) => {
                self.signer = Some(signer);
                Ok(None)
            }
            None => Err(InvokeError::Vendor(Box::new(error)).into()),
        }
    }
}

/// Says whether a service may have acted although no usable response came back.
fn may_have_acted(kind: SendErrorKind) -> bool {
    match kind {
        SendErrorKind::Timeout | SendErrorKind::Reset | SendErrorKind::TooLarge | SendErrorKind::Other => {
            true
        }
        SendErrorKind::Connect | SendErrorKind::Proxy | SendErrorKind::Tls => false,
    }
}

fn judged(response: HttpResponse, wanted: &Wanted<'_>, is_read: bool) -> Outcome {
    let refused = |response: HttpResponse| Outcome::Refused { error: read_failure(&response), response };
    if !(200..300).contains(&response.status) {
        return refused(response);
    }
    let body = match std::str::from_utf8(&response.body) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return Outcome::Unreadable(BodyError::NotJson(error.to_string())),
    };
    let from_header = || response.header("x-acs-request-id").map(str::to_owned);
    // Writes may answer with nothing at all; a read always has something to say.
    if body.trim().is_empty() && (!is_read || response.status == 204) {
        return Outcome::Page(Answer {
            body: String::new(),
            content: PageContent::default(),
            request_id: from_header(),
        });
    }
    let content = match read_page(body, wanted) {
        Ok(content) => content,
        Err(error) => return Outcome::Unreadable(error),
    };
    if is_failure_inside(&content.envelope) {
        return refused(response);
    }
    let request_id = content.envelope.request_id.clone().or_else(from_header);
    Outcome::Page(Answer { body: body.to_owned(), content, request_id })
}
