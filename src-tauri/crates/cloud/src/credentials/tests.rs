//! Role sessions against a scripted service: how often it is asked, with what, and what becomes of its refusals.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use soarboard_secret::Secret;

use super::*;
use crate::http::*;
use crate::invoke::*;
use crate::sign::time::iso;
use crate::sign::{Credentials, Scheme, Signer};
use crate::trust::TrustedEndpoint;

const START_MS: i64 = 1_790_000_000_000;
const CANARY: &str = "canary-session-secret";

/// Hands out numbered sessions, and refuses calls with any but the newest allowed one.
struct Service {
    now_ms: AtomicI64,
    assumed: AtomicUsize,
    /// Token prefix count below which calls are answered with "expired".
    oldest_good: AtomicUsize,
    refusal: Mutex<Option<(u16, &'static str)>>,
    asked: Mutex<Vec<String>>,
    /// Milliseconds by which the named end differs from the length asked for.
    named_off_ms: AtomicI64,
}

impl Service {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            now_ms: AtomicI64::new(START_MS),
            assumed: AtomicUsize::new(0),
            oldest_good: AtomicUsize::new(0),
            refusal: Mutex::default(),
            asked: Mutex::default(),
            named_off_ms: AtomicI64::new(0),
        })
    }

    fn wait(&self, seconds: i64) {
        self.now_ms.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    fn assumed(&self) -> usize {
        self.assumed.load(Ordering::Relaxed)
    }

    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        if request.header("x-acs-action") != Some("AssumeRole") {
            let token = request.header("x-acs-security-token").unwrap_or_default();
            let number: usize = token.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            if number < self.oldest_good.load(Ordering::Relaxed) {
                return refused(400, "InvalidSecurityToken.Expired");
            }
            return ok(&json!({ "RequestId": "r", "TotalCount": 1, "Items": [{ "n": number }] }));
        }
        self.asked.lock().unwrap().push(request.path_and_query.clone());
        let number = self.assumed.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some((status, code)) = *self.refusal.lock().unwrap() {
            return refused(status, code);
        }
        let seconds = request.path_and_query.split("DurationSeconds=").nth(1).unwrap();
        let seconds: i64 = seconds.split('&').next().unwrap().parse().unwrap();
        let end = self.now_ms.load(Ordering::Relaxed) + seconds * 1000;
        let end = end + self.named_off_ms.load(Ordering::Relaxed);
        ok(&json!({ "RequestId": "r", "Credentials": {
            "AccessKeyId": format!("STS.Session{number}"), "AccessKeySecret": CANARY,
            "SecurityToken": format!("canary-token-{number}"), "Expiration": iso(end / 1000) } }))
    }
}

fn ok(body: &Value) -> HttpResponse {
    HttpResponse { status: 200, headers: Vec::new(), body: body.to_string().into() }
}

fn refused(status: u16, code: &str) -> HttpResponse {
    let body = json!({ "Code": code, "Message": "no", "RequestId": "r" });
    HttpResponse { status, headers: Vec::new(), body: body.to_string().into() }
}

impl HttpSend for Service {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        Box::pin(async move {
            // Others get their turn while the request is "under way".
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            Ok(self.answer(&request))
        })
    }
}

impl Clock for Service {
    fn now_unix_ms(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.now_ms.fetch_add(duration.as_millis() as i64, Ordering::Relaxed);
        Box::pin(async {})
    }
}

struct Bench {
    service: Arc<Service>,
    sessions: Arc<RoleSessions>,
}

impl Bench {
    fn new() -> Self {
        Self { service: Service::new(), sessions: Arc::default() }
    }

    fn source(&self, key_id: &str) -> SessionSource {
        let keys = Credentials {
            access_key_id: key_id.to_owned(),
            secret: Secret::new("canary-source-secret"),
            security_token: None,
        };
        SessionSource {
            keys: Arc::new(FixedSigner(Arc::new(Signer::new(&keys)))),
            identity: key_id.to_owned(),
        }
    }

    fn on(&self, source: SessionSource, request: RoleRequest) -> RoleSessionProvider {
        let endpoint = TrustedEndpoint::practice("sts").unwrap();
        let outside: (Arc<dyn HttpSend>, Arc<dyn Clock>, Arc<dyn NonceSource>) =
            (self.service.clone(), self.service.clone(), Arc::new(RandomNonce));
        RoleSessionProvider::new(&self.sessions, source, request, endpoint, outside)
    }

    fn provider(&self, request: RoleRequest) -> RoleSessionProvider {
        self.on(self.source("LTAI-one"), request)
    }

    async fn call(&self, provider: &RoleSessionProvider) -> (Summary, Vec<String>) {
        let call = CallSpec {
            operation: "DescribeThings".into(),
            scheme: Scheme::Acs3,
            params: Vec::new(),
            ..request().call()
        };
        let endpoint = TrustedEndpoint::practice("sas").unwrap();
        let setup = RunSetup {
            call: &call,
            endpoint: &endpoint,
            plan: PagePlan::single(),
            retry: RetryPolicy::default(),
            resume: None,
        };
        let (limiter, cancel) = (Limiter::unlimited(), CancelFlag::new());
        let tools = Tools {
            http: &*self.service,
            clock: &*self.service,
            nonce: &RandomNonce,
            credentials: provider,
            limiter: &limiter,
            cancel: &cancel,
        };
        let mut sink = MemorySink::default();
        let summary = run(setup, tools, &mut sink, &mut |_| {}).await;
        (summary, sink.rows)
    }
}

fn request() -> RoleRequest {
    RoleRequest::new("acs:ram::1000000000000002:role/SecurityAudit".parse().unwrap())
}

#[tokio::test]
async fn one_session_serves_until_shortly_before_its_end() {
    // 900 s: renewed 90 s before the end; 43200 s: 5 min before it.
    for (seconds, still_good) in [(900, 809), (3600, 3299), (43_200, 42_899)] {
        let bench = Bench::new();
        let request = request().duration_s(seconds).unwrap();
        for _ in 0..4 {
            bench.provider(request.clone()).signer().await.unwrap();
        }
        assert_eq!(bench.service.assumed(), 1, "{seconds}");

        bench.service.wait(still_good);
        bench.provider(request.clone()).signer().await.unwrap();
        assert_eq!(bench.service.assumed(), 1, "{seconds}");

        bench.service.wait(2);
        let signer = bench.provider(request).signer().await.unwrap();
        assert_eq!((bench.service.assumed(), signer.access_key_id()), (2, "STS.Session2"), "{seconds}");
    }
}

#[tokio::test]
async fn many_calls_at_once_ask_once() {
    let bench = Bench::new();
    let providers: Vec<_> = (0..100).map(|_| bench.provider(request())).collect();

    let signers = futures_util::future::join_all(providers.iter().map(|one| one.signer())).await;

    assert!(signers.iter().all(|signer| signer.as_ref().unwrap().access_key_id() == "STS.Session1"));
    assert_eq!(bench.service.assumed(), 1);
}

#[tokio::test]
async fn many_calls_at_once_share_a_refusal() {
    let bench = Bench::new();
    *bench.service.refusal.lock().unwrap() = Some((403, "NoPermission"));
    let providers: Vec<_> = (0..100).map(|_| bench.provider(request())).collect();

    let signers = futures_util::future::join_all(providers.iter().map(|one| one.signer())).await;

    assert_eq!(bench.service.assumed(), 1);
    for refused in signers {
        let error = refused.unwrap_err();
        let (arn, reason) = error.role().unwrap();
        assert_eq!(arn.role(), "SecurityAudit");
        assert!(matches!(reason, InvokeError::Vendor(error) if error.code == "NoPermission"));
    }
    // A refusal is not kept for those who come later.
    *bench.service.refusal.lock().unwrap() = None;
    assert!(bench.provider(request()).signer().await.is_ok());
}

#[tokio::test]
async fn everything_that_makes_a_session_tells_it_from_others() {
    let bench = Bench::new();
    let other = request().for_role("acs:ram::1000000000000003:role/SecurityAudit".parse().unwrap());
    let requests = [
        request(),
        other,
        request().session_name("me").unwrap(),
        request().duration_s(900).unwrap(),
        request().external_id("ticket-7").unwrap(),
        request().policy(r#"{"Version":"1","Statement":[]}"#).unwrap(),
    ];
    for request in requests {
        bench.provider(request).signer().await.unwrap();
    }
    bench.on(bench.source("LTAI-two"), request()).signer().await.unwrap();

    assert_eq!(bench.service.assumed(), 7);
    let asked = bench.service.asked.lock().unwrap().join("\n");
    assert!(asked.contains("ExternalId=ticket-7") && asked.contains("Policy=%7B"), "{asked}");
    assert!(asked.contains("RoleArn=acs%3Aram%3A%3A1000000000000002%3Arole%2FSecurityAudit"), "{asked}");
}

#[tokio::test]
async fn a_session_that_expires_mid_run_is_renewed_once_and_the_page_repeated() {
    let bench = Bench::new();
    let (one, two) = (bench.provider(request()), bench.provider(request()));
    bench.call(&one).await;
    bench.call(&two).await;
    bench.service.oldest_good.store(2, Ordering::Relaxed);

    let (summary, rows) = bench.call(&one).await;
    assert_eq!((summary.stop, summary.retries, rows), (StopReason::Single, 1, vec![r#"{"n":2}"#.to_owned()]));
    assert_eq!(bench.service.assumed(), 2);

    // The other run still signs with the first session when it learns of the end: nothing new is asked for.
    let signer = two.refreshed().await.unwrap().unwrap();
    assert_eq!((signer.access_key_id(), bench.service.assumed()), ("STS.Session2", 2));

    // A renewal that does not help ends the run instead of going round.
    bench.service.oldest_good.store(99, Ordering::Relaxed);
    let (summary, _) = bench.call(&one).await;
    assert_eq!((summary.stop, bench.service.assumed()), (StopReason::Error, 3));
}

#[tokio::test]
async fn a_renewal_that_fails_early_leaves_the_session_its_margin() {
    let bench = Bench::new();
    bench.provider(request()).signer().await.unwrap();
    *bench.service.refusal.lock().unwrap() = Some((404, "EntityNotExist.Role"));

    bench.service.wait(3400);
    assert!(bench.provider(request()).signer().await.is_ok());
    bench.service.wait(201);
    assert!(bench.provider(request()).signer().await.is_err());
}

#[tokio::test]
async fn a_wrong_clock_neither_ends_a_session_early_nor_late() {
    // The service's clock runs 14 minutes behind: no call is refused, and a short session is not renewed each time.
    let bench = Bench::new();
    bench.service.named_off_ms.store(-14 * 60_000, Ordering::Relaxed);
    for _ in 0..3 {
        bench.provider(request().duration_s(900).unwrap()).signer().await.unwrap();
    }
    assert_eq!(bench.service.assumed(), 1);

    // A service that grants much less than asked for is believed.
    bench.service.named_off_ms.store(-3000 * 1000, Ordering::Relaxed);
    bench.provider(request()).signer().await.unwrap();
    bench.service.wait(601);
    bench.provider(request()).signer().await.unwrap();
    assert_eq!(bench.service.assumed(), 3);
}

#[tokio::test]
async fn roles_on_top_of_roles_sign_with_the_session_below() {
    let bench = Bench::new();
    let lower = bench.provider(request()).into_source();
    let upper = bench.on(lower, request().session_name("upper").unwrap());

    let signer = upper.signer().await.unwrap();

    assert_eq!((signer.access_key_id(), bench.service.assumed()), ("STS.Session2", 2));
    *bench.service.refusal.lock().unwrap() = Some((403, "NoPermission"));
    bench.sessions.forget();
    let lowest = request().for_role("acs:ram::7:role/Lowest".parse().unwrap());
    let lower = bench.provider(lowest).into_source();
    let error = bench.on(lower, request()).signer().await.unwrap_err();
    assert_eq!(error.role().unwrap().0.role(), "Lowest");
}

#[tokio::test]
async fn a_session_without_keys_is_an_error() {
    struct Empty;
    impl HttpSend for Empty {
        fn send<'a>(&'a self, _: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
            Box::pin(async {
                Ok(ok(&json!({ "Credentials": { "AccessKeyId": 7, "AccessKeySecret": CANARY } })))
            })
        }
    }
    let bench = Bench::new();
    let endpoint = TrustedEndpoint::practice("sts").unwrap();
    let outside: (Arc<dyn HttpSend>, Arc<dyn Clock>, Arc<dyn NonceSource>) =
        (Arc::new(Empty), bench.service.clone(), Arc::new(RandomNonce));
    let source = bench.source("LTAI-one");
    let provider = RoleSessionProvider::new(&bench.sessions, source, request(), endpoint, outside);

    let error = provider.signer().await.unwrap_err();

    assert!(matches!(error, CredentialsError::OddSession));
}

#[tokio::test]
async fn nothing_secret_shows() {
    let bench = Bench::new();
    let provider = bench.provider(request());
    let signer = provider.signer().await.unwrap();
    *bench.service.refusal.lock().unwrap() = Some((403, "NoPermission"));
    let error = bench.provider(request().session_name("me").unwrap()).signer().await.unwrap_err();

    let shown = format!("{provider:?} {:?} {signer:?} {error:?} {error}", bench.sessions);

    assert!(!shown.contains("canary") && !shown.contains("LTAI-one"), "{shown}");
}

#[test]
fn arguments_are_checked_before_anything_is_sent() {
    for text in [
        "",
        "acs:ram::1:user/a",
        "acs:ram::x:role/a",
        "acs:ram:::role/a",
        "acs:ram::1:role/",
        "acs:ram::1:role/a b",
        "acs:ram::1:role/a/b",
        "arn:acs:ram::1:role/a",
    ] {
        assert!(text.parse::<RoleArn>().is_err(), "{text}");
    }
    let arn: RoleArn = " acs:ram::12:role/aliyunsiemsoarexecutiondefaultrole\n".parse().unwrap();
    assert!(arn.is_execution_role() && arn.account() == "12");
    for name in ["a", "has space", "über", &"a".repeat(33)] {
        assert!(request().session_name(name).is_err(), "{name}");
    }
    assert!(request().session_name("a.b@c-d_e").is_ok());
    for seconds in [1, 899, 43_201] {
        assert_eq!(request().duration_s(seconds), Err(RoleRequestError::Duration(seconds)));
    }
    for policy in ["{", "[]", "{}", r#"{"Version":1,"Statement":[]}"#] {
        assert_eq!(request().policy(policy), Err(RoleRequestError::Policy), "{policy}");
    }
    assert_eq!(request().external_id("x\ny"), Err(RoleRequestError::ExternalId));
}
