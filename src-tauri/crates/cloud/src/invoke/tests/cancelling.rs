//! Cancelling: before, while waiting, while a request is under way. Real time here, because that is the promise.

use super::world::*;
use crate::http::SystemClock;
use crate::invoke::*;
use serde_json::json;
use std::time::{Duration, Instant};

/// Cancels after a moment and returns the summary and how long the answer took.
fn cancelled_while(plan: PagePlan, gateway: Gateway, operation: &str) -> (Summary, Vec<String>, Duration) {
    let cancel = CancelFlag::new();
    let (call, endpoint, credentials) = (call(operation), endpoint(), signer(None));
    let setup =
        RunSetup { call: &call, endpoint: &endpoint, plan, retry: RetryPolicy::default(), resume: None };
    let nonce = CountingNonce::default();
    let limiter = Limiter::unlimited();
    let tools = Tools {
        http: &gateway,
        clock: &SystemClock,
        nonce: &nonce,
        credentials: &credentials,
        limiter: &limiter,
        cancel: &cancel,
    };
    let mut sink = MemorySink::default();
    let other = cancel.clone();
    let canceller = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(60));
        let at = Instant::now();
        other.cancel();
        at
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let summary = runtime.block_on(run(setup, tools, &mut sink, &mut |_| {}));
    let answered = Instant::now();
    (summary, sink.rows, answered - canceller.join().unwrap())
}

#[test]
fn a_pause_is_left_within_100_ms() {
    let plan = PagePlan { interval: Duration::from_secs(3600), ..numbered(10, 2) };

    let (summary, rows, took) = cancelled_while(plan, Gateway::new(paged(9)), "DescribeThings");

    assert_eq!(
        (summary.stop, rows, summary.is_outcome_unknown),
        (StopReason::Cancelled, numbers(0..2), false)
    );
    assert!(took < Duration::from_millis(100), "{took:?}");
}

#[test]
fn a_request_under_way_is_left_within_100_ms() {
    for (operation, is_write) in [("DescribeThings", false), ("CreateThing", true)] {
        let mut gateway = Gateway::new(paged(9));
        gateway.hangs_at = Some(1);

        let (summary, rows, took) = cancelled_while(numbered(10, 2), gateway, operation);

        assert_eq!((summary.stop, rows), (StopReason::Cancelled, numbers(0..2)));
        assert_eq!((summary.is_outcome_unknown, summary.error.is_none()), (is_write, true));
        assert!(took < Duration::from_millis(100), "{took:?}");
    }
}

#[test]
fn a_wait_for_a_retry_is_left_within_100_ms() {
    let gateway = Gateway::new(|_: &Asked| reply_with(503, "", &[("x-acs-retry-after", "60000")]));

    let (summary, _, took) = cancelled_while(numbered(10, 2), gateway, "DescribeThings");

    assert_eq!((summary.stop, summary.retries), (StopReason::Cancelled, 1));
    assert!(took < Duration::from_millis(100), "{took:?}");
}

#[test]
fn a_run_cancelled_before_it_starts_asks_nothing() {
    let mut bench = Bench::new(numbered(10, 2), Gateway::new(|_: &Asked| ok(json!({}))));
    bench.cancel.cancel();

    let (summary, _) = bench.run();

    assert_eq!((summary.stop, summary.requests, bench.gateway.asked().len()), (StopReason::Cancelled, 0, 0));
}
