//! Cancelling over a real socket: whatever the run waits for, it ends promptly and asks for nothing more.
//!
//! The bound is a tenth of what the run would have waited, and the 100 ms of the promise where the machine is idle enough
//! to tell: a busy one may be late by itself, but never by the wait. Deliberately absent: rows (see `runs`).

use std::sync::Arc;
use std::time::{Duration, Instant};

use soarboard_cloud::http::{RandomNonce, SystemClock};
use soarboard_cloud::invoke::{
    CancelFlag, Limiter, MemorySink, PagePlan, RetryPolicy, RunSetup, StopReason, Summary, Tools, run,
};
use soarboard_cloud::sign::Scheme;
use soarboard_practice::{Fault, PRACTICE_ACCESS_KEY_SECRET};

use super::runs::{Bench, LIST, call, plan};

/// What a run is left waiting for, and how long that would take.
struct Wait {
    name: &'static str,
    faults: Vec<Fault>,
    plan: PagePlan,
    retry: RetryPolicy,
    limiter: Limiter,
    /// Requests the service has met when the wait begins.
    met: u64,
    lasts: Duration,
}

fn wait(name: &'static str, met: u64, lasts_s: u64) -> Wait {
    Wait {
        name,
        faults: Vec::new(),
        plan: plan(),
        retry: RetryPolicy::default(),
        limiter: Limiter::unlimited(),
        met,
        lasts: Duration::from_secs(lasts_s),
    }
}

fn waits() -> Vec<Wait> {
    let long = RetryPolicy {
        base: Duration::from_secs(20),
        cap: Duration::from_secs(20),
        jitter: 0.0,
        ..RetryPolicy::default()
    };
    let pause = PagePlan { interval: Duration::from_secs(20), ..plan() };
    vec![
        Wait { faults: vec![Fault::Silence], ..wait("an answer that does not come", 1, 20) },
        Wait { faults: vec![Fault::None, Fault::Slow], ..wait("a slow answer", 2, 3) },
        Wait { faults: vec![Fault::Unavailable], retry: long, ..wait("the back-off of a retry", 1, 20) },
        Wait { limiter: Limiter::per_second(1), ..wait("the limiter", 1, 1) },
        Wait { plan: pause, ..wait("the interval", 1, 20) },
    ]
}

/// Runs, cancels once the wait has begun, and returns how long the end took.
fn cancelled(bench: &Bench, wait: &Wait) -> (Summary, Duration) {
    let (call, credentials) = (call(LIST, Scheme::Acs3), Bench::signer(PRACTICE_ACCESS_KEY_SECRET));
    let cancel = CancelFlag::new();
    let tools = Tools {
        http: &*bench.http,
        clock: &SystemClock,
        nonce: &RandomNonce,
        credentials: &credentials,
        limiter: &wait.limiter,
        cancel: &cancel,
    };
    let setup = RunSetup {
        call: &call,
        endpoint: &bench.endpoint,
        plan: wait.plan.clone(),
        retry: wait.retry,
        resume: None,
    };
    let mut sink = MemorySink::default();
    let (practice, flag, met) = (bench.gateway.counter(), cancel.clone(), wait.met);
    let canceller = std::thread::spawn(move || {
        while practice() < met {
            std::thread::sleep(Duration::from_millis(2));
        }
        // The service has met the request; a moment more, and its answer has been read where there is one.
        std::thread::sleep(Duration::from_millis(200));
        let at = Instant::now();
        flag.cancel();
        at
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let summary = runtime.block_on(run(setup, tools, &mut sink, &mut |_| {}));
    let ended = Instant::now();
    (summary, ended.saturating_duration_since(canceller.join().unwrap()))
}

#[test]
fn a_cancel_ends_every_wait_at_once_and_sends_nothing_more() {
    for wait in waits() {
        let bench = Bench::new();
        bench.gateway.practice().schedule_faults(wait.faults.clone());

        let (summary, took) = cancelled(&bench, &wait);

        assert_eq!(summary.stop, StopReason::Cancelled, "{}: {summary:?}", wait.name);
        assert!(took < wait.lasts / 2, "{}: {took:?} of {:?}", wait.name, wait.lasts);
        println!("{}: ended after {} ms of {} s", wait.name, took.as_millis(), wait.lasts.as_secs());
        let met = bench.gateway.request_count();
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!((met, bench.gateway.request_count()), (wait.met, wait.met), "{}", wait.name);
    }
}

/// A write that was throttled had not been done: it is sent again, signed anew, and counted where people see it. One
/// whose fate is open is not sent again.
#[test]
fn writes_are_sent_again_only_when_the_service_turned_them_away_and_never_uncounted() {
    let outcome = |fault: Fault| {
        let bench = Bench::new();
        // The faults of every third request meet the first one when they are scheduled.
        bench.gateway.practice().schedule_faults(vec![fault]);
        let mut wait = wait("", 1, 1);
        wait.plan = PagePlan::single();
        wait.retry.base = Duration::from_millis(100);
        let (call, credentials) =
            (call("DeleteAutomateResponseConfig", Scheme::Acs3), Bench::signer(PRACTICE_ACCESS_KEY_SECRET));
        let cancel = CancelFlag::new();
        let tools = Tools {
            http: &*bench.http,
            clock: &SystemClock,
            nonce: &RandomNonce,
            credentials: &credentials,
            limiter: &wait.limiter,
            cancel: &cancel,
        };
        let setup = RunSetup {
            call: &call,
            endpoint: &bench.endpoint,
            plan: wait.plan,
            retry: wait.retry,
            resume: None,
        };
        let told = Arc::new(std::sync::Mutex::new(Vec::new()));
        let heard = told.clone();
        let mut tell = move |now: soarboard_cloud::invoke::Progress| heard.lock().unwrap().push(now.retries);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let summary = runtime.block_on(run(setup, tools, &mut MemorySink::default(), &mut tell));
        let told = told.lock().unwrap().clone();
        (bench.gateway.request_count(), summary.retries, summary.is_outcome_unknown, told)
    };

    // The answer to the second request is a refusal of another kind: no such rule was named.
    for fault in [Fault::Throttle, Fault::TooManyRequests] {
        let (met, retries, is_unknown, told) = outcome(fault);
        assert_eq!((met, retries, is_unknown), (2, 1, false), "{fault}");
        assert_eq!(told.first(), Some(&1), "{fault}: told before it is sent again");
    }
    for fault in [Fault::Unavailable, Fault::Fail, Fault::Reset] {
        let (met, retries, is_unknown, told) = outcome(fault);
        assert_eq!((met, retries, is_unknown), (1, 0, true), "{fault}");
        assert!(told.is_empty(), "{fault}");
    }
}
