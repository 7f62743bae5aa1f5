//! The life of role sessions: one for each source and request, shared by all runs, renewed before it ends.
//!
//! Whoever finds a session missing or about to end renews it while the others wait for the outcome, so that many
//! calls at once ask the service once. Deliberately absent: any store; sessions end with the program.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use soarboard_secret::Secret;
use tokio::sync::{Mutex as AsyncMutex, MutexGuard};

use super::RoleRequest;
use crate::http::{BoxFuture, Clock, HttpSend, NonceSource};
use crate::invoke::{
    CancelFlag, CredentialsError, CredentialsProvider, InvokeError, Limiter, PageMark, PagePlan, PagerState,
    RetryPolicy, RowSink, RunSetup, SinkError, StopReason, Tools, run,
};
use crate::sign::{Credentials, Signer};
use crate::trust::TrustedEndpoint;

/// Longest margin before the end of a session, in milliseconds. The vendor's own 15 minutes would renew a session of
/// 900 seconds at every call.
const MARGIN_MS: i64 = 5 * 60_000;
/// Time the whole of one renewal may take.
const DEADLINE: Duration = Duration::from_secs(60);
/// Requests a second; the service allows 100 to an account.
const REQUESTS_PER_SECOND: usize = 10;
/// How far a clock may be off without the service refusing the call, in milliseconds.
const CLOCK_TOLERANCE_MS: i64 = 15 * 60_000;

/// Returns how long before its end a session of some length is renewed: a tenth of it, at most five minutes.
pub fn renewal_margin_ms(lifetime_ms: i64) -> i64 {
    MARGIN_MS.min(lifetime_ms / 10)
}

/// The sessions of this process.
#[derive(Debug)]
pub struct RoleSessions {
    slots: Mutex<HashMap<SessionKey, Arc<Slot>>>,
    limiter: Limiter,
}

impl Default for RoleSessions {
    fn default() -> Self {
        Self { slots: Mutex::default(), limiter: Limiter::per_second(REQUESTS_PER_SECOND) }
    }
}

impl RoleSessions {
    /// Forgets every session; runs under way keep theirs.
    pub fn forget(&self) {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn slot(&self, key: SessionKey) -> Arc<Slot> {
        // The map is whole between any two statements, so a panic elsewhere leaves nothing half done.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }
}

/// Source key and request; the key id is no secret, but `Debug` leaves it out all the same.
#[derive(Clone, PartialEq, Eq, Hash)]
struct SessionKey {
    source: String,
    host: String,
    request: RoleRequest,
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionKey({})", self.request.arn())
    }
}

#[derive(Debug, Default)]
struct Slot {
    state: AsyncMutex<State>,
    /// Renewals that came to an end, well or badly.
    attempts: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    session: Option<Session>,
    /// Why the last renewal failed; absent after a good one.
    failure: Option<CredentialsError>,
}

#[derive(Debug)]
struct Session {
    signer: Arc<Signer>,
    expires_ms: i64,
    lifetime_ms: i64,
}

impl Session {
    fn is_fresh(&self, now_ms: i64) -> bool {
        now_ms < self.expires_ms - renewal_margin_ms(self.lifetime_ms)
    }
}

/// Whose keys ask for a session.
#[derive(Clone)]
pub struct SessionSource {
    /// The keys.
    pub keys: Arc<dyn CredentialsProvider>,
    /// What tells this source from others: a key id, or for sessions the key id and roles below them.
    pub identity: String,
}

/// Gives the signing side of an assumed role. One stands for one run; the session behind it is shared.
pub struct RoleSessionProvider {
    sessions: Arc<RoleSessions>,
    slot: Arc<Slot>,
    source: SessionSource,
    request: RoleRequest,
    endpoint: TrustedEndpoint,
    http: Arc<dyn HttpSend>,
    clock: Arc<dyn Clock>,
    nonces: Arc<dyn NonceSource>,
    /// The key id given out last, by which an expired session is told from one that was renewed meanwhile.
    given: Mutex<String>,
}

impl fmt::Debug for RoleSessionProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoleSessionProvider").field("role", self.request.arn()).finish_non_exhaustive()
    }
}

impl RoleSessionProvider {
    /// Returns the provider of a role on top of other keys. `endpoint` is where the session is asked for.
    pub fn new(
        sessions: &Arc<RoleSessions>,
        source: SessionSource,
        request: RoleRequest,
        endpoint: TrustedEndpoint,
        outside: (Arc<dyn HttpSend>, Arc<dyn Clock>, Arc<dyn NonceSource>),
    ) -> Self {
        let host = endpoint.host().to_owned();
        let key = SessionKey { source: source.identity.clone(), host, request: request.clone() };
        let (http, clock, nonces) = outside;
        Self {
            slot: sessions.slot(key),
            sessions: sessions.clone(),
            source,
            request,
            endpoint,
            http,
            clock,
            nonces,
            given: Mutex::default(),
        }
    }

    /// Returns this role as the source of a further one.
    pub fn into_source(self) -> SessionSource {
        let identity = format!("{}\n{:?}", self.source.identity, self.request);
        SessionSource { keys: Arc::new(self), identity }
    }

    async fn current(&self) -> Result<Arc<Signer>, CredentialsError> {
        let seen = self.slot.attempts.load(Ordering::Acquire);
        let mut state = self.slot.state.lock().await;
        let now_ms = self.clock.now_unix_ms();
        if let Some(session) = state.session.as_ref().filter(|session| session.is_fresh(now_ms)) {
            return Ok(self.give(session));
        }
        let renewed = self.renew(&mut state, seen).await;
        match (renewed, state.session.as_ref()) {
            // Too early to give up: the old session still has its margin.
            (Err(_), Some(session)) if self.clock.now_unix_ms() < session.expires_ms => {
                Ok(self.give(session))
            }
            (renewed, _) => renewed,
        }
    }

    async fn replaced(&self) -> Result<Option<Arc<Signer>>, CredentialsError> {
        let seen = self.slot.attempts.load(Ordering::Acquire);
        let mut state = self.slot.state.lock().await;
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // Another run met the same expiry first: what it fetched serves here too.
        if let Some(session) =
            state.session.as_ref().filter(|session| session.signer.access_key_id() != given)
        {
            return Ok(Some(self.give(session)));
        }
        state.session = None;
        self.renew(&mut state, seen).await.map(Some)
    }

    /// Renews, unless a renewal failed while this one waited for its turn: then that failure is the answer.
    async fn renew(
        &self,
        state: &mut MutexGuard<'_, State>,
        seen: u64,
    ) -> Result<Arc<Signer>, CredentialsError> {
        let is_tried = self.slot.attempts.load(Ordering::Acquire) != seen;
        if let Some(failure) = state.failure.as_ref().filter(|_| is_tried) {
            return Err(failure.clone());
        }
        let outcome = self.assume().await;
        self.slot.attempts.fetch_add(1, Ordering::AcqRel);
        match outcome {
            Ok(session) => {
                let signer = self.give(&session);
                state.session = Some(session);
                state.failure = None;
                Ok(signer)
            }
            Err(failure) => {
                state.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    fn give(&self, session: &Session) -> Arc<Signer> {
        let key_id = session.signer.access_key_id().to_owned();
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = key_id;
        session.signer.clone()
    }

    async fn assume(&self) -> Result<Session, CredentialsError> {
        let failed =
            |reason| CredentialsError::Role { arn: self.request.arn().clone(), reason: Arc::new(reason) };
        let call = self.request.call();
        let setup = RunSetup {
            call: &call,
            endpoint: &self.endpoint,
            plan: PagePlan::single(),
            retry: RetryPolicy { max_retries: 3, deadline: Some(DEADLINE), ..RetryPolicy::default() },
            resume: None,
        };
        // The run that waits for this drops it when it is cancelled.
        let cancel = CancelFlag::new();
        let tools = Tools {
            http: &*self.http,
            clock: &*self.clock,
            nonce: &*self.nonces,
            credentials: &*self.source.keys,
            limiter: &self.sessions.limiter,
            cancel: &cancel,
        };
        let asked_ms = self.clock.now_unix_ms();
        let mut sink = KeySink::default();
        let summary = run(setup, tools, &mut sink, &mut |_| {}).await;
        if let Some(error) = summary.error {
            return Err(failed(error));
        }
        let Some((keys, expiration)) = sink.keys else { return Err(CredentialsError::OddSession) };
        let lifetime_ms = self.request.lifetime_ms();
        let named_ms = expiration.map(|ms| ms - summary.clock_offset_ms.unwrap_or(0));
        Ok(Session {
            signer: Arc::new(Signer::new(&keys)),
            expires_ms: end_of(asked_ms + lifetime_ms, named_ms),
            lifetime_ms,
        })
    }
}

impl CredentialsProvider for RoleSessionProvider {
    fn signer(&self) -> BoxFuture<'_, Result<Arc<Signer>, CredentialsError>> {
        Box::pin(self.current())
    }

    fn refreshed(&self) -> BoxFuture<'_, Result<Option<Arc<Signer>>, CredentialsError>> {
        Box::pin(self.replaced())
    }
}

/// Returns the end of a session by this machine's clock. The length asked for is right whatever that clock shows; the
/// moment the service names counts only where it is earlier than a clock that is off can explain.
fn end_of(counted_ms: i64, named_ms: Option<i64>) -> i64 {
    match named_ms {
        Some(named_ms) if named_ms < counted_ms - CLOCK_TOLERANCE_MS => named_ms,
        _ => counted_ms,
    }
}

/// Turns the one answer into keys at once, so that no text of it is kept.
#[derive(Default)]
struct KeySink {
    keys: Option<(Credentials, Option<i64>)>,
}

impl RowSink for KeySink {
    fn page(&mut self, rows: &[&str], _: &PageMark<'_>) -> Result<(), SinkError> {
        self.keys = rows.first().and_then(|row| read_keys(row));
        Ok(())
    }

    fn finish(&mut self, _: &PagerState, _: StopReason) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Reads `Credentials` of an answer: keys, and the end in milliseconds since 1970.
fn read_keys(answer: &str) -> Option<(Credentials, Option<i64>)> {
    let mut answer: Value = serde_json::from_str(answer).ok()?;
    let credentials = answer.get_mut("Credentials")?;
    // Taken out rather than copied: `Secret` wipes what it is given.
    let mut take = |name: &str| match credentials.get_mut(name).map(Value::take) {
        Some(Value::String(text)) => Some(Secret::new(text))
            .filter(|text| !text.is_empty() && text.expose().bytes().all(|b| b.is_ascii_graphic())),
        _ => None,
    };
    let expiration = take("Expiration")
        .and_then(|text| text.expose().parse::<jiff::Timestamp>().ok())
        .map(|moment| moment.as_millisecond());
    let keys = Credentials {
        access_key_id: take("AccessKeyId")?.expose().to_owned(),
        secret: take("AccessKeySecret")?,
        security_token: Some(take("SecurityToken")?),
    };
    Some((keys, expiration))
}

impl CredentialsError {
    /// Returns the innermost role that could not be assumed, and why.
    pub fn role(&self) -> Option<(&super::RoleArn, &InvokeError)> {
        match self {
            Self::Role { arn, reason } => match &**reason {
                InvokeError::Credentials(inner) => inner.role().or(Some((arn, reason))),
                _ => Some((arn, reason)),
            },
            Self::Unusable(_) | Self::OddSession => None,
        }
    }
}
