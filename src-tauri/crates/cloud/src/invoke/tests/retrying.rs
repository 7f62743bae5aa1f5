//! Retry rules for reads and writes, waits, the clock, expired tokens.

use super::world::*;
use crate::http::{BoxFuture, SendErrorKind};
use crate::invoke::*;
use crate::sign::{Signer, time};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn one(operation: &str, replies: Vec<Reply>) -> (Bench, Summary) {
    let mut bench = Bench::new(PagePlan::single(), Gateway::listed(replies));
    bench.call = call(operation);
    let (summary, _) = bench.run();
    (bench, summary)
}

#[test]
fn writes_are_repeated_only_when_nothing_can_have_happened() {
    for first in [
        not_sent(SendErrorKind::Connect),
        refused(400, "Throttling"),
        refused(503, "Throttling.User"),
        reply(429, ""),
    ] {
        let (_, summary) = one("CreateThing", vec![first, ok(json!({}))]);
        assert_eq!(
            (summary.stop, summary.retries, summary.is_outcome_unknown),
            (StopReason::Single, 1, false)
        );
    }
    let may_have_happened = [
        not_sent(SendErrorKind::Timeout),
        not_sent(SendErrorKind::Reset),
        not_sent(SendErrorKind::TooLarge),
        refused(500, "InternalError"),
        refused(503, "ServiceUnavailable"),
        reply(504, ""),
    ];
    for first in may_have_happened {
        let (bench, summary) = one("CreateThing", vec![first]);
        assert_eq!((summary.stop, summary.retries, summary.is_outcome_unknown), (StopReason::Error, 0, true));
        assert_eq!(bench.gateway.asked().len(), 1);
    }
    let (_, summary) = one("CreateThing", vec![refused(400, "SignatureNonceUsed")]);
    assert_eq!((summary.stop, summary.retries), (StopReason::Error, 0));
}

#[test]
fn bad_tls_is_never_tried_again() {
    let (_, summary) = one("DescribeThings", vec![not_sent(SendErrorKind::Tls)]);
    assert_eq!((summary.stop, summary.retries), (StopReason::Error, 0));
}

#[test]
fn waits_double_and_heed_the_services_hint() {
    let hinted = reply_with(503, "", &[("x-acs-retry-after", "7000")]);
    let older = reply_with(503, "", &[("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2500,Reset:1")]);
    let (bench, summary) =
        one("DescribeThings", vec![reply(503, ""), hinted, older, reply(503, ""), ok(json!({}))]);

    assert_eq!((summary.stop, summary.retries), (StopReason::Single, 4));
    assert_eq!(bench.slept_ms(), [500, 7000, 2500, 4000]);
}

#[test]
fn every_attempt_is_signed_with_the_time_of_its_sending() {
    let (bench, _) = one("DescribeThings", vec![reply(503, ""), reply(503, ""), ok(json!({}))]);

    let dates: Vec<String> = bench.gateway.asked().iter().map(|a| a.headers["x-acs-date"].clone()).collect();
    assert_eq!(dates, ["2026-09-21T14:13:20Z", "2026-09-21T14:13:20Z", "2026-09-21T14:13:21Z"]);
}

#[test]
fn a_wait_beyond_the_time_allowed_reports_the_failure_itself() {
    let mut bench = Bench::new(
        PagePlan::single(),
        Gateway::listed(vec![reply_with(503, "", &[("x-acs-retry-after", "50000")])]),
    );
    bench.retry.deadline = Some(std::time::Duration::from_secs(30));

    let (summary, _) = bench.run();

    assert!(matches!(&summary.error, Some(InvokeError::Vendor(error)) if error.http_status == 503));
    assert!(bench.slept_ms().is_empty());
}

fn expired(date: Option<i64>) -> Reply {
    let body = json!({"Code": "InvalidTimeStamp.Expired", "Message": "too old"}).to_string();
    let date = date.map(time::rfc1123);
    reply_with(400, body, &date.iter().map(|d| ("date", d.as_str())).collect::<Vec<_>>())
}

#[test]
fn a_clock_an_hour_off_is_corrected_once_for_the_whole_run() {
    for (offset_s, operation) in [(3600, "DescribeThings"), (-3600, "DescribeThings"), (3600, "CreateThing")]
    {
        let theirs = START_MS / 1000 + offset_s;
        let mut script = paged(4);
        let gateway = Gateway::new(move |asked| {
            if asked.headers["x-acs-date"] == time::iso(theirs) {
                script(asked)
            } else {
                expired(Some(theirs))
            }
        });
        let mut bench = Bench::new(numbered(10, 2), gateway);
        bench.call = call(operation);

        let (summary, rows) = bench.run();

        assert_eq!((summary.stop, rows, summary.retries), (StopReason::TotalReached, numbers(0..4), 1));
        assert_eq!(summary.clock_offset_ms, Some(offset_s * 1000));
        assert!(bench.slept_ms().is_empty());
    }
}

#[test]
fn a_clock_that_stays_wrong_is_told_and_not_looped_on() {
    let again = START_MS / 1000 + 3600;
    let (bench, summary) = one("DescribeThings", vec![expired(Some(again)), expired(Some(again))]);
    assert!(matches!(summary.error, Some(InvokeError::Clock { offset_ms: Some(3_600_000), .. })));
    assert_eq!(bench.gateway.asked().len(), 2);

    let (_, no_date) = one("DescribeThings", vec![expired(None)]);
    assert!(matches!(no_date.error, Some(InvokeError::Clock { offset_ms: None, .. })));

    let (_, not_the_clock) = one("DescribeThings", vec![expired(Some(START_MS / 1000 + 30))]);
    assert!(matches!(not_the_clock.error, Some(InvokeError::Clock { offset_ms: Some(30_000), .. })));
}

/// Temporary credentials that can be fetched anew.
struct Renewing {
    token: AtomicUsize,
    can: bool,
}

impl Renewing {
    fn now(&self) -> Arc<Signer> {
        signer(Some(&format!("token-{}", self.token.load(Ordering::Relaxed)))).0
    }
}

impl CredentialsProvider for Renewing {
    fn signer(&self) -> BoxFuture<'_, Result<Arc<Signer>, CredentialsError>> {
        Box::pin(async { Ok(self.now()) })
    }

    fn refreshed(&self) -> BoxFuture<'_, Result<Option<Arc<Signer>>, CredentialsError>> {
        self.token.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(self.can.then(|| self.now())) })
    }
}

#[test]
fn an_expired_token_is_renewed_and_the_page_repeated() {
    let mut script = paged(5);
    let gateway = Gateway::new(move |asked| {
        let is_old = asked.index >= 1 && asked.headers["x-acs-security-token"] == "token-0";
        if is_old { refused(400, "InvalidSecurityToken.Expired") } else { script(asked) }
    });
    let mut bench = Bench::new(numbered(10, 2), gateway);
    bench.credentials = Box::new(Renewing { token: AtomicUsize::new(0), can: true });

    let (summary, rows) = bench.run();

    assert_eq!((summary.stop, rows, summary.retries), (StopReason::TotalReached, numbers(0..5), 1));
    let pages: Vec<_> = bench.gateway.asked().iter().map(|a| a.number("PageNumber").unwrap()).collect();
    assert_eq!(pages, [1, 2, 2, 3]);
}

#[test]
fn an_expired_token_without_a_way_to_renew_it_is_told() {
    for can in [true, false] {
        let gateway = Gateway::new(|_: &Asked| refused(400, "InvalidSecurityToken.Expired"));
        let mut bench = Bench::new(PagePlan::single(), gateway);
        bench.credentials = Box::new(Renewing { token: AtomicUsize::new(0), can });

        let (summary, _) = bench.run();

        assert!(
            matches!(&summary.error, Some(InvokeError::Vendor(error)) if error.code == "InvalidSecurityToken.Expired")
        );
        assert_eq!(bench.gateway.asked().len(), if can { 2 } else { 1 });
    }
}
