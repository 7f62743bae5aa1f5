//! The practice service: takes a signed request, judges it as the real gateway would, answers.
//!
//! In process, no socket. The order of judgement is part of the play: who, when, whether the signature is right, only
//! then what was asked. Deliberately absent: files (a host keeps [`PracticeGateway::state_json`]) and randomness.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value, json};
use soarboard_cloud::catalog::Operation;
use soarboard_cloud::http::{
    BoxFuture, Clock, HttpRequest, HttpResponse, HttpSend, SendError, SendErrorKind,
};

use crate::answers;
use crate::call::Call;
use crate::check;
use crate::fault::{Fault, FaultPlan};
use crate::keys::{self, Caller};
use crate::operations;
use crate::refusal::Refusal;
use crate::replay::{self, NonceBook};
use crate::request::Incoming;
use crate::route;
use crate::seed::uuid_of;
use crate::state::{State, StateError};
use crate::text::Lang;
use crate::verify::{self, Claim, ClaimScheme};

/// How late [`Fault::Slow`] answers.
const SLOW: Duration = Duration::from_secs(3);

/// How long [`Fault::Silence`] says nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// Waiting time a throttled caller is told, in milliseconds.
const RETRY_AFTER_MS: &str = "300";

/// Most requests remembered in [`PracticeGateway::seen`]; the oldest go first.
const MAX_SEEN: usize = 10_000;

/// A request the practice service met, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRequest {
    /// `host` header as received.
    pub host: String,
    /// Action, empty when the request named none.
    pub action: String,
    /// Version, empty when the request named none.
    pub version: String,
    /// Whether the signature was right.
    pub is_verified: bool,
    /// HTTP status of the answer.
    pub status: u16,
    /// Code of a refusal.
    pub code: Option<String>,
    /// Request id of the answer.
    pub request_id: String,
    /// The fault it met.
    pub fault: Fault,
}

/// An answer and how it travels.
#[derive(Debug, Clone)]
pub struct PracticeAnswer {
    /// The answer itself.
    pub response: HttpResponse,
    /// How long to wait before it is sent.
    pub delay: Duration,
    /// Set when the answer must not arrive: the way its connection fails.
    pub breaks: Option<SendErrorKind>,
}

/// The built-in stand-in for the vendor's gateway.
pub struct PracticeGateway {
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

struct Inner {
    lang: Lang,
    state: State,
    nonces: NonceBook,
    faults: FaultPlan,
    seen: VecDeque<SeenRequest>,
    request_count: u64,
}

impl PracticeGateway {
    /// Makes a service with the seeded data, in English unless a call says otherwise.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let inner = Inner {
            lang: Lang::default(),
            state: State::seeded(),
            nonces: NonceBook::default(),
            faults: FaultPlan::default(),
            seen: VecDeque::new(),
            request_count: 0,
        };
        Self { clock, inner: Mutex::new(inner) }
    }

    /// Sets the language for calls without a `Lang` parameter.
    #[must_use]
    pub fn with_lang(self, lang: Lang) -> Self {
        self.set_lang(lang);
        self
    }

    /// Goes on from a state that [`PracticeGateway::state_json`] wrote.
    ///
    /// **Errors**: when the text was not written by this version.
    pub fn with_state(self, text: &str) -> Result<Self, StateError> {
        self.inner().state = State::read(text)?;
        Ok(self)
    }

    /// Returns everything calls have changed, as JSON; holds no key and no token.
    pub fn state_json(&self) -> String {
        self.inner().state.write()
    }

    /// Sets the language for calls without a `Lang` parameter.
    pub fn set_lang(&self, lang: Lang) {
        self.inner().lang = lang;
    }

    /// Lets a fault stand until the next change.
    pub fn set_fault(&self, fault: Fault) {
        self.inner().faults.stand(fault);
    }

    /// Returns the standing fault.
    pub fn fault(&self) -> Fault {
        self.inner().faults.standing()
    }

    /// Lets the next requests meet these faults, one each; after them none.
    pub fn schedule_faults(&self, faults: Vec<Fault>) {
        self.inner().faults.schedule(faults);
    }

    /// Returns the requests met, oldest first; the last 10,000 are kept.
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.inner().seen.iter().cloned().collect()
    }

    /// Returns how many requests were met.
    pub fn request_count(&self) -> u64 {
        self.inner().request_count
    }

    /// Answers a request at once, whatever the fault does to its travel.
    pub fn handle(&self, request: &HttpRequest) -> HttpResponse {
        self.answer(request).response
    }

    /// Answers a request and says how the answer travels.
    pub fn answer(&self, request: &HttpRequest) -> PracticeAnswer {
        let now_ms = self.clock.now_unix_ms();
        let mut inner = self.inner();
        let fault = inner.faults.next();
        let response = inner.respond(request, fault, now_ms.div_euclid(1000));
        PracticeAnswer {
            response,
            delay: match fault {
                Fault::Slow => SLOW,
                Fault::Silence => SILENCE,
                _ => Duration::ZERO,
            },
            breaks: match fault {
                Fault::Reset => Some(SendErrorKind::Reset),
                Fault::Silence => Some(SendErrorKind::Timeout),
                _ => None,
            },
        }
    }

    /// Waits, on the clock of this service.
    pub async fn wait(&self, delay: Duration) {
        if !delay.is_zero() {
            self.clock.sleep(delay).await;
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Every change under the lock is complete before anything can panic.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpSend for PracticeGateway {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        Box::pin(async move {
            let answer = self.answer(&request);
            self.wait(answer.delay).await;
            match answer.breaks {
                None => Ok(answer.response),
                Some(kind) => {
                    let text = "the practice service was told to fail like this".to_owned();
                    Err(SendError { kind, host: request.host, text })
                }
            }
        })
    }
}

/// How far a request got, for [`SeenRequest`] and for the outer form of the answer.
#[derive(Default)]
struct Progress {
    action: String,
    version: String,
    is_verified: bool,
    wants_xml: bool,
}

impl Inner {
    fn respond(&mut self, request: &HttpRequest, fault: Fault, now_unix_s: i64) -> HttpResponse {
        self.request_count += 1;
        let incoming = Incoming::read(request);
        let nonce = incoming.header("x-acs-signature-nonce").or_else(|| incoming.parameter("SignatureNonce"));
        let request_id = uuid_of("request", &format!("{}/{}", self.request_count, nonce.unwrap_or_default()))
            .to_ascii_uppercase();
        if fault == Fault::HtmlPage {
            let response = answers::html_page(&request_id, now_unix_s);
            self.note(&incoming, &Progress::default(), (&request_id, fault), (response.status, None));
            return response;
        }
        let mut progress = Progress::default();
        let outcome = self.judge(&incoming, fault, now_unix_s, &mut progress);
        let (status, code, body, headers) = match outcome {
            Ok(mut body) => {
                body.insert("RequestId".to_owned(), json!(request_id));
                (200, None, Value::Object(body), Vec::new())
            }
            Err(refusal) => {
                let body = refusal.body(&request_id, &incoming.host);
                (refusal.status, Some(refusal.code), body, refusal.headers)
            }
        };
        let root = if code.is_some() { "Error".to_owned() } else { format!("{}Response", progress.action) };
        let xml_root = progress.wants_xml.then_some(root);
        self.note(&incoming, &progress, (&request_id, fault), (status, code));
        let mut response = answers::response(status, &body, xml_root.as_deref(), &request_id, now_unix_s);
        response.headers.extend(headers.into_iter().map(|(name, value)| (name.to_owned(), value)));
        response
    }

    fn judge(
        &mut self,
        incoming: &Incoming<'_>,
        fault: Fault,
        now_unix_s: i64,
        progress: &mut Progress,
    ) -> Result<Map<String, Value>, Refusal> {
        let claim = verify::read_claim(incoming)?;
        progress.action.clone_from(&claim.action);
        progress.version.clone_from(&claim.version);
        progress.wants_xml = wants_xml(incoming, &claim);
        let caller = self.admit(incoming, &claim, now_unix_s)?;
        progress.is_verified = true;
        let operation = route::resolve(&incoming.host, &claim.version, &claim.action)?;
        refuse_by_fault(fault, &operation)?;
        let perform = operations::find(&operation.product, &operation.version, &operation.name)?;
        check::check_parameters(&operation, incoming)?;
        if fault == Fault::SoftFailure {
            return Ok(answers::soft_failure());
        }
        let lang = incoming.parameter("Lang").and_then(crate::text::read_lang).unwrap_or(self.lang);
        let call = Call { operation, caller, nonce: &claim.nonce, now_unix_s, lang, fault, incoming };
        perform(&call, &mut self.state)
    }

    /// Lets a request in: time, key, signature, nonce, in this order. A nonce counts only under a right signature, so
    /// that nobody can use up the nonces of others.
    fn admit(&mut self, incoming: &Incoming<'_>, claim: &Claim, now_unix_s: i64) -> Result<Caller, Refusal> {
        replay::check_time(&claim.time, now_unix_s)?;
        let (caller, secret) = keys::identify(&claim.key_id, claim.token.as_deref())?;
        verify::check_signature(incoming, claim, &secret)?;
        keys::refuse_ended(&caller, now_unix_s)?;
        self.nonces.note(&claim.key_id, &claim.nonce, now_unix_s)?;
        Ok(caller)
    }

    fn note(
        &mut self,
        incoming: &Incoming<'_>,
        progress: &Progress,
        (request_id, fault): (&str, Fault),
        (status, code): (u16, Option<String>),
    ) {
        if self.seen.len() == MAX_SEEN {
            self.seen.pop_front();
        }
        self.seen.push_back(SeenRequest {
            host: incoming.host.clone(),
            action: progress.action.clone(),
            version: progress.version.clone(),
            is_verified: progress.is_verified,
            status,
            code,
            request_id: request_id.to_owned(),
            fault,
        });
    }
}

/// RPC V1 answers XML unless it is asked for JSON; ACS3 goes by the `accept` header, which our callers always send.
fn wants_xml(incoming: &Incoming<'_>, claim: &Claim) -> bool {
    match claim.scheme {
        ClaimScheme::RpcV1 => {
            !incoming.parameter("Format").is_some_and(|format| format.eq_ignore_ascii_case("json"))
        }
        ClaimScheme::Acs3(_) => incoming.header("accept").is_some_and(|accept| accept.contains("xml")),
    }
}

fn refuse_by_fault(fault: Fault, operation: &Operation) -> Result<(), Refusal> {
    let throttled = "The practice service was told to throttle.";
    Err(match fault {
        Fault::Throttle => {
            Refusal::new(400, "Throttling.User", throttled).with_header("x-acs-retry-after", RETRY_AFTER_MS)
        }
        Fault::TooManyRequests => Refusal::new(429, "Throttling", throttled),
        Fault::Fail => Refusal::new(500, "InternalError", "The practice service was told to fail."),
        Fault::Unavailable => {
            Refusal::new(503, "ServiceUnavailable", "The practice service was told to be away.")
        }
        Fault::Refuse => answers::forbidden(operation),
        _ => return Ok(()),
    })
}
