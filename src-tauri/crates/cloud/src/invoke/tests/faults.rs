//! The fault list of bar R13, one by one: a read gets over each of them and the rows are the truth.

use super::world::*;
use crate::http::SendErrorKind;
use crate::invoke::*;
use serde_json::json;

/// Faults that pass by themselves.
fn passing_faults() -> Vec<(&'static str, Reply)> {
    let html = "<!DOCTYPE html><html><head><title>502</title></head></html>";
    vec![
        ("500", refused(500, "InternalError")),
        ("502 page", reply(502, html)),
        ("503", refused(503, "ServiceUnavailable")),
        ("504 without a body", reply(504, "")),
        ("429", reply(429, "")),
        ("throttling as 400", refused(400, "Throttling.User")),
        ("throttling as 503", refused(503, "Throttling.Api")),
        ("xml throttling", reply(400, "<Error><Code>Throttling</Code><Message>m</Message></Error>")),
        ("timeout", not_sent(SendErrorKind::Timeout)),
        ("reset, cut body or cut gzip", not_sent(SendErrorKind::Reset)),
        ("connect", not_sent(SendErrorKind::Connect)),
        ("cut json", reply(200, r#"{"TotalCount":5,"Items":[0,1"#)),
        ("nothing", reply(200, "")),
        ("page as 200", reply(200, html)),
        (
            "not utf-8",
            Ok(crate::http::HttpResponse {
                status: 200,
                headers: vec![],
                body: vec![b'{', 0xff, b'}'].into(),
            }),
        ),
        (
            "failure inside 200",
            ok(json!({"Success": false, "Code": 500, "Message": "m", "Items": [], "TotalCount": 0})),
        ),
        ("throttling inside 200", ok(json!({"Success": false, "Code": "Throttling.User", "Message": "m"}))),
        ("used nonce", refused(400, "SignatureNonceUsed")),
    ]
}

#[test]
fn every_passing_fault_is_survived_on_every_page() {
    let names: Vec<&str> = passing_faults().iter().map(|(name, _)| *name).collect();
    for (nth, name) in names.iter().enumerate() {
        for at in 0..3 {
            let mut script = paged(5);
            let mut fault = Some(passing_faults().swap_remove(nth).1);
            let gateway = Gateway::new(
                move |asked| if asked.index == at { fault.take().unwrap() } else { script(asked) },
            );
            let mut bench = Bench::new(numbered(10, 2), gateway);

            let (summary, rows) = bench.run();

            assert_eq!(
                (summary.stop, rows),
                (StopReason::TotalReached, numbers(0..5)),
                "{name} at {at}: {:?}",
                summary.error
            );
            assert_eq!((summary.requests, summary.retries), (3, 1), "{name}");
        }
    }
    println!("passing faults survived: {} kinds on 3 pages", names.len());
}

#[test]
fn a_fault_that_stays_ends_with_what_was_fetched() {
    for (nth, (name, _)) in passing_faults().iter().enumerate() {
        let mut script = paged(5);
        let gateway =
            Gateway::new(
                move |asked| {
                    if asked.index == 0 { script(asked) } else { passing_faults().swap_remove(nth).1 }
                },
            );
        let mut bench = Bench::new(numbered(10, 2), gateway);

        let (summary, rows) = bench.run();

        assert_eq!((summary.stop, rows), (StopReason::Error, numbers(0..2)), "{name}");
        assert_eq!((summary.requests, summary.retries, bench.gateway.asked().len()), (2, 4, 6), "{name}");
        assert!(summary.error.is_some());
    }
}

#[test]
fn refusals_that_will_not_pass_are_reported_verbatim_at_once() {
    let body = r#"{"RequestId":"r","Code":"Forbidden.RAM","Message":"User not authorized","Recommend":"https://api.aliyun.com/x"}"#;
    let mut bench = Bench::new(numbered(10, 2), Gateway::listed(vec![reply(403, body)]));

    let (summary, _) = bench.run();

    let Some(InvokeError::Vendor(error)) = summary.error else { panic!("{:?}", summary.error) };
    assert_eq!(
        (error.http_status, error.code.as_str(), error.message.as_str()),
        (403, "Forbidden.RAM", "User not authorized")
    );
    assert_eq!(
        (error.request_id.as_deref(), error.recommend.as_deref()),
        (Some("r"), Some("https://api.aliyun.com/x"))
    );
    assert_eq!(summary.retries, 0);
}

#[test]
fn a_failure_inside_success_is_no_page() {
    let body =
        json!({"Success": false, "Code": "InvalidParameter", "Message": "no", "Items": [0], "TotalCount": 1});
    let mut bench = Bench::new(numbered(10, 2), Gateway::listed(vec![ok(body)]));

    let (summary, rows) = bench.run();

    assert_eq!((summary.stop, rows.len()), (StopReason::Error, 0));
    assert!(
        matches!(&summary.error, Some(InvokeError::Vendor(error)) if error.http_status == 200 && error.code == "InvalidParameter")
    );
}

#[test]
fn a_redirect_is_a_refusal() {
    let mut bench = Bench::new(
        numbered(10, 2),
        Gateway::listed(vec![reply_with(302, "", &[("location", "https://evil.example")])]),
    );

    let (summary, _) = bench.run();

    assert!(matches!(&summary.error, Some(InvokeError::Vendor(error)) if error.http_status == 302));
}

#[test]
fn errors_show_neither_secret_nor_token_nor_signature() {
    let gateway = Gateway::new(|asked: &Asked| {
        let message = format!("ours: {} {}", asked.headers["x-acs-security-token"], asked.index);
        reply(400, json!({"Code": "SignatureDoesNotMatch", "Message": message}).to_string())
    });
    let mut bench = Bench::new(PagePlan::single(), gateway);
    bench.credentials = Box::new(signer(Some("canary-token")));

    let (summary, _) = bench.run();

    let shown = format!("{summary:?} {}", summary.error.as_ref().unwrap());
    assert!(shown.contains("ours: … 0") && !shown.contains("canary") && !shown.contains(SECRET), "{shown}");
}
