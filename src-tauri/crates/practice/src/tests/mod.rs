//! The practice service as a caller meets it. Requests are signed by `soarboard_cloud::sign`, which the service does
//! not use: every answered call is also a check of the two against each other.

mod admission;
mod faults;
mod operations;
mod rules;
mod shapes;
mod signatures;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;
use soarboard_cloud::http::{BoxFuture, Clock, HttpRequest, HttpResponse, Method};
use soarboard_cloud::sign::{Body, Credentials, Scheme, SignContext, Signer, UnsignedRequest};
use soarboard_cloud::trust::TrustedEndpoint;
use soarboard_secret::Secret;

use crate::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET, PracticeGateway};

/// 2026-11-01 00:00 UTC.
const START_S: i64 = 1_793_491_200;

const SIEM: (&str, &str) = ("cloud-siem", "2022-06-16");
const SOAR: (&str, &str) = ("sophonsoar", "2022-07-28");
const SAS: (&str, &str) = ("Sas", "2018-12-03");
const STS: (&str, &str) = ("Sts", "2015-04-01");
const ECS: (&str, &str) = ("Ecs", "2014-05-26");
const TRAIL: (&str, &str) = ("Actiontrail", "2020-07-06");

/// A clock that stands still until told; sleeping moves it.
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now_unix_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::SeqCst);
        Box::pin(async {})
    }
}

/// A practice service with its clock and a caller.
struct Bench {
    gateway: PracticeGateway,
    clock: Arc<TestClock>,
    nonces: AtomicU64,
}

impl Bench {
    fn new() -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(START_S * 1000)));
        Self { gateway: PracticeGateway::new(clock.clone()), clock, nonces: AtomicU64::new(0) }
    }

    fn now_s(&self) -> i64 {
        self.clock.now_unix_ms() / 1000
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Signs a call with the practice key and ACS3, parameters in the query.
    fn signed(&self, api: (&str, &str), action: &str, params: &[(&str, &str)]) -> HttpRequest {
        self.signed_by(&practice_key(), Scheme::Acs3, &unsigned(api, action, params), api.0)
    }

    fn signed_by(
        &self,
        key: &Credentials,
        scheme: Scheme,
        request: &UnsignedRequest,
        product: &str,
    ) -> HttpRequest {
        let nonce = format!("nonce-{}", self.nonces.fetch_add(1, Ordering::SeqCst));
        let context = SignContext { unix_s: self.now_s(), nonce: &nonce };
        let endpoint = TrustedEndpoint::practice(product).unwrap();
        Signer::new(key).sign(&endpoint, scheme, request, context).unwrap().http
    }

    /// Calls with the practice key; returns status and body.
    fn call(&self, api: (&str, &str), action: &str, params: &[(&str, &str)]) -> (u16, Value) {
        read(&self.gateway.handle(&self.signed(api, action, params)))
    }

    /// Calls and expects success.
    fn ok(&self, api: (&str, &str), action: &str, params: &[(&str, &str)]) -> Value {
        let (status, body) = self.call(api, action, params);
        assert_eq!(status, 200, "{action}: {body}");
        body
    }

    /// Calls and expects a refusal; returns its status and code.
    fn refused(&self, api: (&str, &str), action: &str, params: &[(&str, &str)]) -> (u16, String) {
        let (status, body) = self.call(api, action, params);
        (status, body["Code"].as_str().unwrap_or_default().to_owned())
    }
}

fn practice_key() -> Credentials {
    Credentials {
        access_key_id: PRACTICE_ACCESS_KEY_ID.to_owned(),
        secret: Secret::new(PRACTICE_ACCESS_KEY_SECRET),
        security_token: None,
    }
}

fn unsigned((_, version): (&str, &str), action: &str, params: &[(&str, &str)]) -> UnsignedRequest {
    UnsignedRequest {
        method: Method::Post,
        action: action.to_owned(),
        version: version.to_owned(),
        path: "/".to_owned(),
        query: owned(params),
        headers: Vec::new(),
        body: Body::Empty,
    }
}

fn owned(params: &[(&str, &str)]) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(response: &HttpResponse) -> (u16, Value) {
    (response.status, serde_json::from_slice(&response.body).unwrap())
}

/// Walks all pages by number and returns the rows of each.
fn pages(
    bench: &Bench,
    api: (&str, &str),
    action: &str,
    at: &str,
    params: &[(&str, &str)],
) -> Vec<Vec<Value>> {
    let page_field = if api == SOAR || api == ECS { "PageNumber" } else { "CurrentPage" };
    let mut pages = Vec::new();
    for number in 1..=20 {
        let number = number.to_string();
        let mut all = vec![(page_field, number.as_str())];
        all.extend_from_slice(params);
        let body = bench.ok(api, action, &all);
        let rows = body.pointer(at).unwrap().as_array().unwrap().clone();
        if rows.is_empty() {
            break;
        }
        pages.push(rows);
    }
    pages
}

/// Scrolls by `NextToken` until there is none and returns the rows of each page.
fn scroll(
    bench: &Bench,
    api: (&str, &str),
    action: &str,
    at: &str,
    params: &[(&str, &str)],
) -> Vec<Vec<Value>> {
    let mut pages = Vec::new();
    let mut cursor = String::new();
    for _ in 0..30 {
        let mut all = params.to_vec();
        if !cursor.is_empty() {
            all.push(("NextToken", cursor.as_str()));
        }
        let body = bench.ok(api, action, &all);
        pages.push(body.pointer(at).unwrap().as_array().unwrap().clone());
        let next = body["NextToken"].as_str().unwrap_or_default().to_owned();
        if next.is_empty() {
            return pages;
        }
        cursor = next;
    }
    panic!("the scrolling never ended");
}

/// Counts different values of a field over all pages.
fn distinct(pages: &[Vec<Value>], field: &str) -> usize {
    let values: std::collections::BTreeSet<String> =
        pages.iter().flatten().map(|row| row[field].to_string()).collect();
    values.len()
}

fn sizes(pages: &[Vec<Value>]) -> Vec<usize> {
    pages.iter().map(Vec::len).collect()
}
