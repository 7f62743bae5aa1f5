//! Every fault, as a caller meets it.

use super::*;

use crate::Fault;
use soarboard_cloud::http::{HttpSend as _, SendErrorKind};

fn faulty(fault: Fault) -> Bench {
    let bench = Bench::new();
    bench.gateway.set_fault(fault);
    bench
}

fn rules(bench: &Bench, page: &str) -> Value {
    bench.ok(SIEM, "ListAutomateResponseConfigs", &[("CurrentPage", page), ("PageSize", "10")])["Data"]
        .clone()
}

fn identity_status(bench: &Bench) -> (u16, String) {
    bench.refused(STS, "GetCallerIdentity", &[])
}

#[test]
fn throttling_meets_every_third_request_with_a_waiting_time() {
    let bench = faulty(Fault::Throttle);

    let statuses: Vec<u16> = (0..6).map(|_| identity_status(&bench).0).collect();

    assert_eq!(statuses, [200, 200, 400, 200, 200, 400]);
    bench.gateway.schedule_faults(vec![Fault::Throttle]);
    let response = bench.gateway.handle(&bench.signed(STS, "GetCallerIdentity", &[]));
    assert_eq!(read(&response).1["Code"], "Throttling.User");
    assert_eq!(response.header("x-acs-retry-after"), Some("300"));
}

#[test]
fn a_throttled_request_used_its_nonce() {
    let bench = Bench::new();
    bench.gateway.schedule_faults(vec![Fault::Throttle]);
    let request = bench.signed(STS, "GetCallerIdentity", &[]);

    assert_eq!(read(&bench.gateway.handle(&request)).1["Code"], "Throttling.User");
    assert_eq!(read(&bench.gateway.handle(&request)).1["Code"], "SignatureNonceUsed");
}

#[test]
fn too_many_requests_and_unavailable_pass_too() {
    for (fault, status, code) in
        [(Fault::TooManyRequests, 429, "Throttling"), (Fault::Unavailable, 503, "ServiceUnavailable")]
    {
        let bench = faulty(fault);
        assert_eq!(identity_status(&bench).0, 200);
        assert_eq!(identity_status(&bench).0, 200);
        assert_eq!(identity_status(&bench), (status, code.to_owned()));
    }
}

#[test]
fn a_refusal_names_the_ram_action() {
    let (status, body) = faulty(Fault::Refuse).call(SAS, "DescribeSuspEvents", &[]);

    assert_eq!((status, &body["Code"]), (403, &Value::from("Forbidden.RAM")));
    assert_eq!(body["AccessDeniedDetail"]["AuthAction"], "yundun-sas:DescribeSuspEvents");
}

#[test]
fn failing_is_an_internal_error_that_changes_nothing() {
    let bench = faulty(Fault::Fail);
    let before = bench.gateway.state_json();

    let refused = bench.refused(SIEM, "DeleteAutomateResponseConfig", &[("Id", "10036")]);

    assert_eq!(refused, (500, "InternalError".to_owned()));
    assert_eq!(bench.gateway.state_json(), before);
}

#[test]
fn a_proxy_page_is_html() {
    let bench = faulty(Fault::HtmlPage);

    let response = bench.gateway.handle(&bench.signed(STS, "GetCallerIdentity", &[]));

    assert_eq!((response.status, response.header("content-type")), (502, Some("text/html; charset=utf-8")));
    assert!(response.body.starts_with(b"<!DOCTYPE html>"));
    assert!(response.header("x-acs-request-id").is_some());
}

#[test]
fn a_soft_failure_travels_under_200() {
    let bench = faulty(Fault::SoftFailure);

    let (status, body) = bench.call(SIEM, "DeleteAutomateResponseConfig", &[("Id", "10036")]);

    assert_eq!((status, &body["Success"], &body["Code"]), (200, &Value::Bool(false), &500.into()));
}

#[test]
fn faults_do_not_let_unsigned_requests_in() {
    for fault in Fault::ALL.into_iter().filter(|fault| *fault != Fault::HtmlPage) {
        let bench = faulty(fault);
        let mut request = bench.signed(STS, "GetCallerIdentity", &[]);
        request.path_and_query.push_str("?Extra=1");
        assert_eq!(read(&bench.gateway.handle(&request)).1["Code"], "SignatureDoesNotMatch", "{fault}");
    }
}

#[test]
fn the_second_page_is_empty_and_the_third_is_not() {
    let bench = faulty(Fault::EmptyPage);

    let rows = ["1", "2", "3"].map(|page| rules(&bench, page)["ResponseData"].as_array().unwrap().len());

    assert_eq!(rows, [10, 0, 3]);
}

#[test]
fn an_empty_page_in_scrolling_loses_nothing() {
    let bench = faulty(Fault::EmptyPage);

    let pages = scroll(&bench, TRAIL, "LookupEvents", "/Events", &[]);

    assert_eq!((sizes(&pages), distinct(&pages, "eventId")), (vec![20, 0, 20, 5], 45));
}

#[test]
fn totals_can_be_text_missing_growing_and_shrinking() {
    let total = |fault: Fault, page: &str| rules(&faulty(fault), page)["PageInfo"].get("TotalCount").cloned();

    assert_eq!(total(Fault::None, "1"), Some(23.into()));
    assert_eq!(total(Fault::TotalAsText, "1"), Some("23".into()));
    assert_eq!(total(Fault::TotalMissing, "1"), None);
    assert_eq!(
        [total(Fault::TotalGrows, "1"), total(Fault::TotalGrows, "3")],
        [Some(24.into()), Some(26.into())]
    );
    assert_eq!(
        [total(Fault::TotalShrinks, "1"), total(Fault::TotalShrinks, "3")],
        [Some(23.into()), Some(21.into())]
    );
}

#[test]
fn a_clamped_page_says_its_size_and_loses_nothing() {
    let bench = faulty(Fault::PageSizeClamped);

    assert_eq!(rules(&bench, "1")["PageInfo"]["PageSize"], 5);
    let pages =
        pages(&bench, SIEM, "ListAutomateResponseConfigs", "/Data/ResponseData", &[("PageSize", "10")]);
    assert_eq!((sizes(&pages), distinct(&pages, "Id")), (vec![5, 5, 5, 5, 3], 23));
}

#[test]
fn a_repeated_cursor_is_the_one_that_was_sent() {
    let bench = faulty(Fault::CursorRepeats);
    let first = bench.ok(TRAIL, "LookupEvents", &[]);
    let cursor = first["NextToken"].as_str().unwrap();

    let second = bench.ok(TRAIL, "LookupEvents", &[("NextToken", cursor)]);

    assert_eq!(second["NextToken"], cursor);
}

#[test]
fn the_end_of_scrolling_has_three_spellings() {
    let last = |fault: Fault| {
        let bench = faulty(fault);
        bench.ok(TRAIL, "LookupEvents", &[("StartTime", "2026-09-02T11:00:00Z")]).get("NextToken").cloned()
    };

    assert_eq!(last(Fault::None), None);
    assert_eq!(last(Fault::CursorNull), Some(Value::Null));
    assert_eq!(last(Fault::CursorEmpty), Some("".into()));
}

#[test]
fn a_cursor_after_the_end_leads_to_one_empty_page() {
    let bench = faulty(Fault::CursorAfterEnd);

    let pages = scroll(&bench, TRAIL, "LookupEvents", "/Events", &[]);

    assert_eq!(sizes(&pages), [20, 20, 5, 0]);
}

#[tokio::test]
async fn a_slow_answer_takes_three_seconds() {
    let bench = faulty(Fault::Slow);

    let response = bench.gateway.send(bench.signed(STS, "GetCallerIdentity", &[])).await.unwrap();

    assert_eq!((response.status, bench.now_s() - START_S), (200, 3));
}

#[tokio::test]
async fn a_broken_connection_comes_after_the_request_was_carried_out() {
    let bench = faulty(Fault::Reset);
    let request = bench.signed(SIEM, "DeleteAutomateResponseConfig", &[("Id", "10036")]);

    let error = bench.gateway.send(request).await.unwrap_err();

    assert_eq!((error.kind, error.host.as_str()), (SendErrorKind::Reset, "cloud-siem.practice.invalid"));
    bench.gateway.set_fault(Fault::None);
    assert_eq!(rules(&bench, "1")["PageInfo"]["TotalCount"], 22);
}

#[tokio::test]
async fn silence_ends_as_a_timeout() {
    let bench = faulty(Fault::Silence);

    let error = bench.gateway.send(bench.signed(STS, "GetCallerIdentity", &[])).await.unwrap_err();

    assert_eq!((error.kind, bench.now_s() - START_S), (SendErrorKind::Timeout, 30));
}

#[test]
fn a_schedule_says_which_request_meets_what() {
    let bench = Bench::new();
    bench.gateway.schedule_faults(vec![Fault::None, Fault::Fail, Fault::TooManyRequests]);

    let statuses: Vec<u16> = (0..4).map(|_| identity_status(&bench).0).collect();

    assert_eq!(statuses, [200, 500, 429, 200]);
    let met: Vec<Fault> = bench.gateway.seen().into_iter().map(|seen| seen.fault).collect();
    assert_eq!(met, [Fault::None, Fault::Fail, Fault::TooManyRequests, Fault::None]);
}
