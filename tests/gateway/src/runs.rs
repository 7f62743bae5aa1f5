//! Whole runs over the socket where the two sides disagree: about the time, about a session, about a secret.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use soarboard_cloud::credentials::{RoleRequest, RoleSessionProvider, RoleSessions, SessionSource};
use soarboard_cloud::http::{
    BoxFuture, Clock, Method, RandomNonce, ReqwestSend, SystemClock, TransportLimits,
};
use soarboard_cloud::invoke::{
    CallSpec, CallStyle, CancelFlag, CredentialsProvider, FixedSigner, InvokeError, Limiter, MemorySink,
    Mismatch, NumberPaging, PageMode, PagePlan, Progress, RetryPolicy, RunSetup, StopReason, Summary, Tools,
    is_read_name, run,
};
use soarboard_cloud::sign::{Credentials, Scheme, Signer};
use soarboard_cloud::trust::{Consent, TrustedEndpoint, check_endpoint};
use soarboard_practice::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET, PRACTICE_ACCOUNT_ID};
use soarboard_secret::Secret;

use super::*;

pub(super) const LIST: &str = "ListAutomateResponseConfigs";
const HOUR_MS: i64 = 3_600_000;

/// The machine's clock, set off by a number of milliseconds that a test changes.
#[derive(Default)]
struct OffClock(AtomicI64);

impl Clock for OffClock {
    fn now_unix_ms(&self) -> i64 {
        SystemClock.now_unix_ms() + self.0.load(Ordering::SeqCst)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

pub(super) struct Bench {
    pub(super) gateway: Gateway,
    theirs: Arc<OffClock>,
    ours: Arc<OffClock>,
    pub(super) http: Arc<ReqwestSend>,
    pub(super) endpoint: TrustedEndpoint,
}

impl Bench {
    pub(super) fn new() -> Self {
        let theirs = Arc::new(OffClock::default());
        let options = GatewayOptions { clock: theirs.clone(), ..GatewayOptions::default() };
        let gateway = Gateway::start_with(options).unwrap();
        let endpoint = check_endpoint(&gateway.endpoint(), |_| false, Some(&Consent::Loopback)).unwrap();
        let http = Arc::new(ReqwestSend::new(TransportLimits::default()).unwrap());
        Self { gateway, theirs, ours: Arc::default(), http, endpoint }
    }

    pub(super) fn signer(secret: &str) -> FixedSigner {
        FixedSigner(Arc::new(Signer::new(&Credentials {
            access_key_id: PRACTICE_ACCESS_KEY_ID.to_owned(),
            secret: Secret::new(secret),
            security_token: None,
        })))
    }

    /// Runs all pages of the rules; `watch` is told how far it is.
    fn list(
        &self,
        scheme: Scheme,
        credentials: &dyn CredentialsProvider,
        mut watch: impl FnMut(Progress) + Send,
    ) -> (Summary, usize) {
        let call = call(LIST, scheme);
        let plan = plan();
        let setup = RunSetup {
            call: &call,
            endpoint: &self.endpoint,
            plan,
            retry: RetryPolicy::default(),
            resume: None,
        };
        let (limiter, cancel) = (Limiter::unlimited(), CancelFlag::new());
        let tools = Tools {
            http: &*self.http,
            clock: &*self.ours,
            nonce: &RandomNonce,
            credentials,
            limiter: &limiter,
            cancel: &cancel,
        };
        let mut sink = MemorySink::default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let summary = runtime.block_on(run(setup, tools, &mut sink, &mut watch));
        (summary, sink.rows.len())
    }
}

pub(super) fn call(operation: &str, scheme: Scheme) -> CallSpec {
    CallSpec {
        product: "cloud-siem".to_owned(),
        version: "2022-06-16".to_owned(),
        operation: operation.to_owned(),
        style: CallStyle::Rpc,
        method: Method::Post,
        path: "/".to_owned(),
        params: Vec::new(),
        scheme,
        is_read: is_read_name(operation),
    }
}

/// All 23 rules, 5 a page.
pub(super) fn plan() -> PagePlan {
    PagePlan {
        mode: PageMode::Number(NumberPaging {
            page_field: "CurrentPage".to_owned(),
            size_field: Some("PageSize".to_owned()),
            page_size: Some(5),
            total_path: Some(".Data.PageInfo.TotalCount".parse().unwrap()),
        }),
        max_requests: 50,
        rows_path: Some(".Data.ResponseData".parse().unwrap()),
        interval: Duration::ZERO,
    }
}

#[test]
fn a_clock_an_hour_off_is_corrected_once_and_told() {
    for off in [-HOUR_MS, HOUR_MS] {
        for scheme in [Scheme::Acs3, Scheme::RpcV1] {
            let bench = Bench::new();
            bench.ours.0.store(off, Ordering::SeqCst);

            let (summary, rows) = bench.list(scheme, &Bench::signer(PRACTICE_ACCESS_KEY_SECRET), |_| {});

            assert_eq!((summary.stop, rows, summary.retries), (StopReason::TotalReached, 23, 1), "{off}");
            let told = summary.clock_offset_ms.unwrap();
            assert!((told + off).abs() < 5000, "{told} for {off}");
            // The first request was refused; the correction holds for all pages after it.
            assert_eq!((bench.gateway.request_count(), bench.gateway.verified_count(LIST)), (6, 5));
        }
    }
}

#[test]
fn a_clock_that_goes_off_again_ends_the_run_in_plain_words() {
    let bench = Bench::new();
    bench.ours.0.store(HOUR_MS, Ordering::SeqCst);
    let theirs = bench.theirs.clone();

    let (summary, rows) = bench.list(Scheme::Acs3, &Bench::signer(PRACTICE_ACCESS_KEY_SECRET), |now| {
        if now.requests == 2 {
            theirs.0.store(2 * HOUR_MS, Ordering::SeqCst);
        }
    });

    assert_eq!((summary.stop, rows), (StopReason::Error, 10));
    assert!(
        matches!(summary.error, Some(InvokeError::Clock { offset_ms: Some(_), .. })),
        "{:?}",
        summary.error
    );
    assert_eq!(bench.gateway.request_count(), 4, "no loop: one refusal, two pages, one refusal");
}

#[test]
fn a_session_that_ends_mid_run_is_asked_for_again_and_the_page_repeated() {
    let bench = Bench::new();
    let arn = format!("acs:ram::{PRACTICE_ACCOUNT_ID}:role/SecurityAudit");
    let request = RoleRequest::new(arn.parse().unwrap()).duration_s(900).unwrap();
    let source = SessionSource {
        keys: Arc::new(Bench::signer(PRACTICE_ACCESS_KEY_SECRET)),
        identity: PRACTICE_ACCESS_KEY_ID.to_owned(),
    };
    let sessions = Arc::new(RoleSessions::default());
    let outside: (
        Arc<dyn soarboard_cloud::http::HttpSend>,
        Arc<dyn Clock>,
        Arc<dyn soarboard_cloud::http::NonceSource>,
    ) = (bench.http.clone(), bench.ours.clone(), Arc::new(RandomNonce));
    let provider = RoleSessionProvider::new(&sessions, source, request, bench.endpoint.clone(), outside);
    let (ours, theirs) = (bench.ours.clone(), bench.theirs.clone());

    let (summary, rows) = bench.list(Scheme::Acs3, &provider, |now| {
        if now.requests == 2 {
            // Over for them, not yet for us; the clocks stay within the 15 minutes that a time stamp may be off.
            theirs.0.store(905_000, Ordering::SeqCst);
            ours.0.store(100_000, Ordering::SeqCst);
        }
    });

    assert_eq!(
        (summary.stop, rows, summary.retries),
        (StopReason::TotalReached, 23, 1),
        "{:?}",
        summary.error
    );
    assert_eq!(bench.gateway.verified_count("AssumeRole"), 2);
    let codes: Vec<_> = bench.gateway.seen().into_iter().filter_map(|seen| seen.code).collect();
    assert_eq!(codes, ["InvalidSecurityToken.Expired"]);
}

#[test]
fn a_wrong_secret_is_told_from_a_changed_request() {
    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        let bench = Bench::new();

        let (summary, _) = bench.list(scheme, &Bench::signer("not-the-secret"), |_| {});

        let Some(InvokeError::Vendor(error)) = summary.error else { panic!("{summary:?}") };
        assert_eq!(
            (error.code.as_str(), &error.mismatch),
            ("SignatureDoesNotMatch", &Some(Mismatch::SameText)),
            "{scheme:?}: {}",
            error.message
        );
        assert_eq!(bench.gateway.request_count(), 1, "not tried again");
    }
}
