//! Every way a run stops.

use super::world::*;
use crate::http::SendErrorKind;
use crate::invoke::*;
use serde_json::{Value, json};
use soarboard_model::component::{ParamPlace, Shape};
use std::time::Duration;

fn page(items: Value, total: Value) -> Reply {
    ok(json!({"Items": items, "TotalCount": total}))
}

fn scroll(items: Value, cursor: Value) -> Reply {
    ok(json!({"Items": items, "NextToken": cursor}))
}

#[track_caller]
fn stops(plan: PagePlan, replies: Vec<Reply>, stop: StopReason, rows: u64) -> Vec<Asked> {
    let expected_requests = replies.len() as u64;
    let mut bench = Bench::new(plan, Gateway::listed(replies));

    let (summary, kept) = bench.run();

    assert_eq!((summary.stop, kept), (stop, numbers(0..rows)), "{:?}", summary.error);
    assert_eq!((summary.requests, summary.rows, summary.retries), (expected_requests, rows, 0));
    assert!(summary.error.is_none());
    bench.gateway.asked()
}

#[test]
fn a_single_call_stops_after_one_request() {
    stops(
        PagePlan { rows_path: Some(".Items".parse().unwrap()), ..PagePlan::single() },
        vec![page(items(0..3), json!(99))],
        StopReason::Single,
        3,
    );
}

#[test]
fn paging_stops_at_the_total() {
    let asked = stops(
        numbered(10, 2),
        vec![page(items(0..2), json!(3)), page(items(2..3), json!(3))],
        StopReason::TotalReached,
        3,
    );

    assert_eq!(
        asked.iter().map(|a| (a.number("PageNumber"), a.number("PageSize"))).collect::<Vec<_>>(),
        [(Some(1), Some(2)), (Some(2), Some(2))]
    );
}

#[test]
fn zero_results_reach_their_total_at_once() {
    stops(numbered(10, 2), vec![page(json!([]), json!(0))], StopReason::TotalReached, 0);
}

#[test]
fn a_total_as_text_counts() {
    stops(
        numbered(10, 2),
        vec![page(items(0..2), json!("3")), page(items(2..3), json!("3"))],
        StopReason::TotalReached,
        3,
    );
}

#[test]
fn a_total_that_changes_is_followed() {
    let shrinks = vec![page(items(0..2), json!(9)), page(items(2..4), json!(4))];
    stops(numbered(10, 2), shrinks, StopReason::TotalReached, 4);

    let grows = vec![page(items(0..2), json!(3)), page(items(2..4), json!(5)), page(items(4..5), json!(5))];
    stops(numbered(10, 2), grows, StopReason::TotalReached, 5);
}

#[test]
fn a_total_that_is_never_reached_ends_at_the_empty_page() {
    stops(
        numbered(10, 2),
        vec![page(items(0..2), json!(9)), page(json!([]), json!(9))],
        StopReason::EmptyPage,
        2,
    );
    stops(
        numbered(10, 2),
        vec![page(items(0..2), json!(9)), page(Value::Null, json!(9))],
        StopReason::EmptyPage,
        2,
    );
}

#[test]
fn without_a_total_paging_goes_on_until_an_empty_or_shorter_page() {
    let until_empty =
        vec![page(items(0..2), Value::Null), page(items(2..4), Value::Null), page(json!([]), Value::Null)];
    stops(numbered(10, 2), until_empty, StopReason::EmptyPage, 4);

    let until_short = vec![page(items(0..2), Value::Null), page(items(2..3), Value::Null)];
    stops(numbered(10, 2), until_short, StopReason::EmptyPage, 3);
}

#[test]
fn a_clamped_page_size_does_not_look_like_the_end() {
    let clamped =
        vec![page(items(0..2), Value::Null), page(items(2..4), Value::Null), page(items(4..5), Value::Null)];
    stops(numbered(10, 100), clamped, StopReason::EmptyPage, 5);
}

#[test]
fn a_total_of_zero_beside_items_is_no_total() {
    stops(
        numbered(10, 2),
        vec![page(items(0..2), json!(0)), page(json!([]), json!(0))],
        StopReason::TotalReached,
        2,
    );
}

#[test]
fn the_cap_ends_paging_and_scrolling() {
    let asked = stops(
        numbered(2, 2),
        vec![page(items(0..2), json!(9)), page(items(2..4), json!(9))],
        StopReason::MaxRequests,
        4,
    );
    assert_eq!(asked.len(), 2);
    stops(
        scrolled(2),
        vec![scroll(items(0..1), json!("a")), scroll(items(1..2), json!("b"))],
        StopReason::MaxRequests,
        2,
    );
}

#[test]
fn the_end_on_the_last_allowed_page_is_the_end() {
    stops(
        numbered(2, 2),
        vec![page(items(0..2), json!(3)), page(items(2..3), json!(3))],
        StopReason::TotalReached,
        3,
    );
    stops(scrolled(1), vec![scroll(items(0..1), json!(""))], StopReason::CursorEnd, 1);
}

#[test]
fn scrolling_ends_without_a_cursor() {
    for end in [json!(null), json!(""), json!("null"), json!("None")] {
        let asked = stops(
            scrolled(10),
            vec![scroll(items(0..1), json!("a/+")), scroll(items(1..2), end)],
            StopReason::CursorEnd,
            2,
        );
        assert_eq!(
            asked.iter().map(|a| a.fields.get("NextToken").cloned()).collect::<Vec<_>>(),
            [None, Some("a/+".to_owned())]
        );
    }
    stops(scrolled(10), vec![ok(json!({"Items": [0]}))], StopReason::CursorEnd, 1);
}

#[test]
fn scrolling_goes_over_empty_pages() {
    let replies = vec![
        scroll(json!([]), json!("a")),
        scroll(Value::Null, json!("b")),
        ok(json!({"NextToken": "c"})),
        scroll(items(0..2), Value::Null),
    ];
    stops(scrolled(10), replies, StopReason::CursorEnd, 2);
}

#[test]
fn a_cursor_as_number_is_sent_back_verbatim() {
    let big: Value = serde_json::from_str("90071992547409931234").unwrap();
    let asked = stops(
        scrolled(10),
        vec![scroll(items(0..1), big), scroll(items(1..2), Value::Null)],
        StopReason::CursorEnd,
        2,
    );

    assert_eq!(asked[1].fields["NextToken"], "90071992547409931234");
}

#[test]
fn a_cursor_seen_before_stops_also_in_a_cycle() {
    let same = vec![scroll(items(0..1), json!("a")), scroll(items(1..2), json!("a"))];
    stops(scrolled(10), same, StopReason::CursorRepeated, 2);

    let cycle = vec![
        scroll(items(0..1), json!("a")),
        scroll(items(1..2), json!("b")),
        scroll(items(2..3), json!("a")),
    ];
    stops(scrolled(10), cycle, StopReason::CursorRepeated, 3);
}

#[test]
fn the_callers_own_cursor_and_page_number_are_where_it_starts() {
    let mut scrolling = Bench::new(scrolled(10), Gateway::listed(vec![scroll(items(0..1), json!("mine"))]));
    scrolling.call.params.push(param("NextToken", ParamPlace::Query, Shape::String, json!("mine")));
    let (summary, _) = scrolling.run();
    assert_eq!((summary.stop, summary.requests), (StopReason::CursorRepeated, 1));
    assert_eq!(scrolling.gateway.asked()[0].fields["NextToken"], "mine");

    let mut paging = Bench::new(numbered(10, 2), Gateway::new(paged(5)));
    paging.call.params.push(param("PageNumber", ParamPlace::Query, Shape::Int32, json!("2")));
    let (summary, rows) = paging.run();
    assert_eq!((summary.stop, rows), (StopReason::TotalReached, numbers(2..5)));
}

#[test]
fn paging_fields_go_where_their_parameter_belongs() {
    let mut bench = Bench::new(numbered(1, 50), Gateway::listed(vec![page(json!([]), json!(0))]));
    bench.call.params.push(param("PageNumber", ParamPlace::Body, Shape::String, Value::Null));
    bench.call.params.push(param("PageSize", ParamPlace::Body, Shape::Int32, Value::Null));

    bench.run();

    let asked = &bench.gateway.asked()[0];
    assert_eq!((asked.body.as_str(), asked.fields.len()), (r#"{"PageNumber":"1","PageSize":50}"#, 0));
}

#[test]
fn rows_are_looked_for_when_no_path_is_given() {
    let plan = PagePlan { rows_path: None, ..numbered(10, 2) };
    let replies = vec![
        ok(json!({"TotalCount": 3, "Data": {"List": [{"a": 1}, {"a": 2}]}, "Ids": ["x"]})),
        ok(json!({"TotalCount": 3, "Data": {"List": [{"a": 3}]}})),
    ];
    let mut bench = Bench::new(plan, Gateway::listed(replies));

    let (summary, rows) = bench.run();

    assert_eq!(rows, [r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":3}"#]);
    assert_eq!((summary.stop, summary.rows_path.as_deref()), (StopReason::TotalReached, Some(".Data.List")));
}

#[test]
fn without_a_list_of_items_the_response_is_one_row() {
    let body = "{\"A\":[{\"a\":1}],\r\n \"B\":[{\"b\":1.10}]}";
    let mut bench = Bench::new(PagePlan::single(), Gateway::listed(vec![reply(200, body)]));

    let (summary, rows) = bench.run();

    assert_eq!((summary.rows, summary.rows_path, rows), (1, None, vec![body.to_owned()]));
}

#[test]
fn a_wrong_rows_path_is_an_error_that_names_the_right_one() {
    let plan = PagePlan { rows_path: Some(".Wrong".parse().unwrap()), ..PagePlan::single() };
    let mut bench = Bench::new(plan.clone(), Gateway::listed(vec![ok(json!({"Items": [{"a": 1}]}))]));
    let (summary, _) = bench.run();
    let expected =
        BodyError::RowsMissing { path: ".Wrong".parse().unwrap(), instead: Some(".Items".parse().unwrap()) };
    assert!(
        matches!(&summary.error, Some(InvokeError::Body(error)) if *error == expected),
        "{:?}",
        summary.error
    );

    let mut text = Bench::new(plan, Gateway::listed(vec![ok(json!({"Wrong": "x"}))]));
    let (summary, _) = text.run();
    assert!(matches!(summary.error, Some(InvokeError::Body(BodyError::RowsNotList { found: "string", .. }))));
}

#[test]
fn a_write_may_answer_with_nothing() {
    let mut bench = Bench::new(PagePlan::single(), Gateway::listed(vec![reply(200, "")]));
    bench.call = call("DeleteThing");

    let (summary, rows) = bench.run();

    assert_eq!((summary.stop, rows.len(), summary.error.is_none()), (StopReason::Single, 0, true));
}

#[test]
fn a_failed_page_keeps_the_pages_before_it() {
    let replies =
        vec![page(items(0..2), json!(6)), page(items(2..4), json!(6)), refused(403, "NoPermission")];
    let mut bench = Bench::new(numbered(10, 2), Gateway::listed(replies));

    let (summary, rows) = bench.run();

    assert_eq!(
        (summary.stop, rows, summary.requests, summary.rows),
        (StopReason::Error, numbers(0..4), 3, 4)
    );
    assert!(matches!(&summary.error, Some(InvokeError::Vendor(error)) if error.code == "NoPermission"));
    assert_eq!(summary.request_ids, ["failed"]);
}

#[test]
fn progress_and_request_ids_follow_the_pages() {
    let mut bench = Bench::new(numbered(10, 2), Gateway::new(paged(5)));

    let (summary, _) = bench.run();

    let seen: Vec<_> =
        bench.progress.lock().unwrap().iter().map(|p| (p.requests, p.rows, p.retries, p.total)).collect();
    assert_eq!(seen, [(1, 2, 0, Some(5)), (2, 4, 0, Some(5)), (3, 5, 0, Some(5))]);
    assert_eq!(summary.request_ids, ["r0", "r1", "r2"]);
}

#[test]
fn the_interval_lies_between_calls_and_adds_to_waiting() {
    let mut script = paged(5);
    let gateway =
        Gateway::new(
            move |asked| if asked.index == 1 { not_sent(SendErrorKind::Connect) } else { script(asked) },
        );
    let mut bench = Bench::new(PagePlan { interval: Duration::from_secs(3), ..numbered(10, 2) }, gateway);

    let (summary, rows) = bench.run();

    assert_eq!((summary.stop, rows.len(), summary.retries), (StopReason::TotalReached, 5, 1));
    assert_eq!(bench.slept_ms(), [3000, 3500, 3000]);
}

#[test]
fn no_second_sees_more_than_ten_requests() {
    let mut bench = Bench::new(numbered(100, 1), Gateway::new(paged(25)));
    bench.limiter = Limiter::per_second(10);

    bench.run();

    assert_eq!(bench.slept_ms(), [1000, 1000]);
}

#[test]
fn big_numbers_and_texts_reach_the_sink_verbatim() {
    let row = r#"{"uid":90071992547409931234,"n":1.10,"e":1E400,"z":-0,"s":"\u0061\/é"}"#;
    let plan = PagePlan { rows_path: Some(".Data.ResponseData".parse().unwrap()), ..PagePlan::single() };
    let mut bench = Bench::new(
        plan,
        Gateway::listed(vec![reply(200, format!(r#"{{"Data":{{"ResponseData":[{row}]}}}}"#))]),
    );

    assert_eq!(bench.run().1, [row]);
}

#[test]
fn the_time_allowed_for_the_run_ends_it_with_what_was_fetched() {
    let mut bench = Bench::new(
        PagePlan { interval: Duration::from_secs(10), ..numbered(100, 1) },
        Gateway::new(paged(25)),
    );
    bench.retry.deadline = Some(Duration::from_secs(25));

    let (summary, rows) = bench.run();

    assert_eq!((summary.stop, rows.len()), (StopReason::Error, 3));
    assert!(matches!(summary.error, Some(InvokeError::Deadline)));
}
