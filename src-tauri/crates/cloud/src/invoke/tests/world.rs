//! The scripted gateway: it checks every signature and refuses a nonce it has seen, then answers by script.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use soarboard_model::component::{ParamPlace, ParamSpec, Shape};
use soarboard_secret::Secret;

use crate::http::*;
use crate::invoke::*;
use crate::sign::{Credentials, PlainRequest, Scheme, Signer, SigningKey, trace};
use crate::trust::TrustedEndpoint;

pub const KEY_ID: &str = "LTAI5tSoarboardFake0001";
pub const SECRET: &str = "soarboardFakeSecretForVectors01";
pub const START_MS: i64 = 1_790_000_000_000;

/// What the gateway was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Zero-based count over all attempts.
    pub index: usize,
    /// Query and form fields.
    pub fields: BTreeMap<String, String>,
    /// Body text.
    pub body: String,
    /// Headers.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    pub fn number(&self, name: &str) -> Option<u64> {
        self.fields.get(name)?.parse().ok()
    }
}

pub type Reply = Result<HttpResponse, SendError>;
type Script = Box<dyn FnMut(&Asked) -> Reply + Send>;

pub struct Gateway {
    script: Mutex<Script>,
    pub asked: Mutex<Vec<Asked>>,
    nonces: Mutex<HashSet<String>>,
    /// A request at this index never gets an answer.
    pub hangs_at: Option<usize>,
}

impl Gateway {
    pub fn new(script: impl FnMut(&Asked) -> Reply + Send + 'static) -> Self {
        let script: Mutex<Script> = Mutex::new(Box::new(script));
        Self { script, asked: Mutex::default(), nonces: Mutex::default(), hangs_at: None }
    }

    /// Answers from a list, one after the other.
    pub fn listed(replies: Vec<Reply>) -> Self {
        let mut replies = replies.into_iter();
        Self::new(move |asked| {
            replies.next().unwrap_or_else(|| panic!("request {} was not expected", asked.index))
        })
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl HttpSend for Gateway {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Reply> {
        let plain = PlainRequest::of(&request);
        let authorization = request.header("authorization").expect("requests are signed").to_owned();
        let computed = trace(Scheme::Acs3, &plain, KEY_ID, &SigningKey::new(&Secret::new(SECRET)), None);
        assert_eq!(computed.authorization.as_deref(), Some(authorization.as_str()), "the signature is right");
        let nonce = plain.headers["x-acs-signature-nonce"].clone();
        assert!(self.nonces.lock().unwrap().insert(nonce), "every attempt has a nonce of its own");
        let mut asked = self.asked.lock().unwrap();
        let mut fields = plain.query.clone();
        fields.extend(plain.form.clone());
        let body = String::from_utf8_lossy(plain.body()).into_owned();
        let index = asked.len();
        asked.push(Asked { index, fields, body, headers: plain.headers });
        if self.hangs_at == Some(index) {
            return Box::pin(std::future::pending());
        }
        let reply = (self.script.lock().unwrap())(&asked[index]);
        Box::pin(async { reply })
    }
}

/// Moves only when somebody sleeps, and notes how long.
#[derive(Default)]
pub struct VirtualClock {
    passed_ms: AtomicI64,
    pub slept: Mutex<Vec<Duration>>,
}

impl Clock for VirtualClock {
    fn now_unix_ms(&self) -> i64 {
        START_MS + self.passed_ms.load(Ordering::Relaxed)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.slept.lock().unwrap().push(duration);
        self.passed_ms.fetch_add(duration.as_millis() as i64, Ordering::Relaxed);
        Box::pin(async {})
    }
}

#[derive(Default)]
pub struct CountingNonce(AtomicU64);

impl NonceSource for CountingNonce {
    fn nonce(&self) -> Result<String, NonceError> {
        Ok(format!("nonce-{}", self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

pub fn signer(token: Option<&str>) -> FixedSigner {
    FixedSigner(Arc::new(Signer::new(&Credentials {
        access_key_id: KEY_ID.to_owned(),
        secret: Secret::new(SECRET),
        security_token: token.map(Secret::new),
    })))
}

pub fn param(name: &str, place: ParamPlace, shape: Shape, value: Value) -> (ParamSpec, Value) {
    let spec = ParamSpec { name: name.to_owned(), place, shape, ..ParamSpec::default() };
    (spec, value)
}

pub fn call(operation: &str) -> CallSpec {
    CallSpec {
        product: "sas".to_owned(),
        version: "2018-12-03".to_owned(),
        operation: operation.to_owned(),
        style: CallStyle::Rpc,
        method: Method::Post,
        path: "/".to_owned(),
        params: Vec::new(),
        scheme: Scheme::Acs3,
        is_read: is_read_name(operation),
    }
}

pub fn endpoint() -> TrustedEndpoint {
    TrustedEndpoint::practice("sas").unwrap()
}

pub fn numbered(max_requests: u64, page_size: u64) -> PagePlan {
    PagePlan {
        mode: PageMode::Number(NumberPaging {
            page_field: "PageNumber".to_owned(),
            size_field: Some("PageSize".to_owned()),
            page_size: Some(page_size),
            total_path: Some(".TotalCount".parse().unwrap()),
        }),
        max_requests,
        rows_path: Some(".Items".parse().unwrap()),
        interval: Duration::ZERO,
    }
}

pub fn scrolled(max_requests: u64) -> PagePlan {
    PagePlan {
        mode: PageMode::Cursor(CursorPaging {
            cursor_field: "NextToken".to_owned(),
            cursor_path: ".NextToken".parse().unwrap(),
            size_field: None,
            page_size: None,
            total_path: None,
        }),
        max_requests,
        rows_path: Some(".Items".parse().unwrap()),
        interval: Duration::ZERO,
    }
}

/// A run with everything at its default; tests change what they are about.
pub struct Bench {
    pub gateway: Gateway,
    pub clock: VirtualClock,
    pub nonce: CountingNonce,
    pub credentials: Box<dyn CredentialsProvider>,
    pub limiter: Limiter,
    pub cancel: CancelFlag,
    pub call: CallSpec,
    pub plan: PagePlan,
    pub retry: RetryPolicy,
    pub resume: Option<PagerState>,
    pub progress: Mutex<Vec<Progress>>,
}

impl Bench {
    pub fn new(plan: PagePlan, gateway: Gateway) -> Self {
        Self {
            gateway,
            clock: VirtualClock::default(),
            nonce: CountingNonce::default(),
            credentials: Box::new(signer(None)),
            limiter: Limiter::unlimited(),
            cancel: CancelFlag::new(),
            call: call("DescribeThings"),
            plan,
            // Waits are compared to the millisecond.
            retry: RetryPolicy { jitter: 0.0, ..RetryPolicy::default() },
            resume: None,
            progress: Mutex::default(),
        }
    }

    pub fn run_into(&mut self, sink: &mut dyn RowSink) -> Summary {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.run_over(&self.gateway, &endpoint(), sink))
    }

    /// Runs over a transport of its own, such as a socket with this gateway behind it.
    pub async fn run_over(
        &self,
        http: &dyn HttpSend,
        endpoint: &TrustedEndpoint,
        sink: &mut dyn RowSink,
    ) -> Summary {
        let setup = RunSetup {
            call: &self.call,
            endpoint,
            plan: self.plan.clone(),
            retry: self.retry,
            resume: self.resume.clone(),
        };
        let tools = Tools {
            http,
            clock: &self.clock,
            nonce: &self.nonce,
            credentials: self.credentials.as_ref(),
            limiter: &self.limiter,
            cancel: &self.cancel,
        };
        let mut note = |progress: Progress| self.progress.lock().unwrap().push(progress);
        run(setup, tools, sink, &mut note).await
    }

    pub fn run(&mut self) -> (Summary, Vec<String>) {
        let mut sink = MemorySink::default();
        let summary = self.run_into(&mut sink);
        (summary, sink.rows)
    }

    pub fn slept_ms(&self) -> Vec<u128> {
        self.clock.slept.lock().unwrap().iter().map(Duration::as_millis).collect()
    }
}

pub fn reply(status: u16, body: impl Into<String>) -> Reply {
    reply_with(status, body, &[])
}

pub fn reply_with(status: u16, body: impl Into<String>, headers: &[(&str, &str)]) -> Reply {
    let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Ok(HttpResponse { status, headers, body: body.into().into() })
}

pub fn ok(value: Value) -> Reply {
    reply(200, value.to_string())
}

pub fn refused(status: u16, code: &str) -> Reply {
    reply(status, json!({"RequestId": "failed", "Code": code, "Message": "said so"}).to_string())
}

pub fn not_sent(kind: SendErrorKind) -> Reply {
    Err(SendError { kind, host: "sas.practice.invalid".to_owned(), text: "scripted".to_owned() })
}

pub fn numbers(range: std::ops::Range<u64>) -> Vec<String> {
    range.map(|n| n.to_string()).collect()
}

pub fn items(range: std::ops::Range<u64>) -> Value {
    range.collect()
}

/// Serves `truth` numbers by page, as services do.
pub fn paged(truth: u64) -> impl FnMut(&Asked) -> Reply + Send + 'static {
    move |asked| {
        let (page, size) = (asked.number("PageNumber").unwrap(), asked.number("PageSize").unwrap());
        let (from, to) = (((page - 1) * size).min(truth), (page * size).min(truth));
        ok(json!({"RequestId": format!("r{}", asked.index), "TotalCount": truth, "Items": items(from..to)}))
    }
}
