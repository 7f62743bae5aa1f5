//! Pausing, cancelling and going on: no row is lost, none comes twice.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{ids, ready, some_rows, whole};
use crate::support::Desk;

#[tokio::test]
async fn a_paused_run_goes_on_without_losing_or_repeating_a_row() {
    let desk = Desk::new();
    let all = ids(&desk, &whole(&desk).await).await;
    let ready = ready(&desk, 2, 50).await;
    let run = ready.start(&desk).await;
    assert_eq!((&run["mayPause"], &run["mayResume"], &run["leg"]), (&json!(true), &json!(false), &json!(1)));
    some_rows(&desk, &run, 10).await;

    let at = Instant::now();
    desk.ok("call_pause", json!({ "run": run["run"] })).await;
    let paused = desk.ended(&run).await;
    assert!(at.elapsed() < Duration::from_millis(1500), "between two pages a pause is at once");
    assert_eq!(
        (&paused["stop"], &paused["rows"], &paused["mayResume"], &paused["mayPause"]),
        (&json!("paused"), &json!(10), &json!(true), &json!(false))
    );

    let go_on = json!({ "run": run["run"], "confirmedHost": ready.host });
    let second = desk.ok("call_resume", go_on.clone()).await;
    assert_eq!((&second["ended"], &second["leg"], &second["rows"]), (&json!(false), &json!(2), &json!(10)));
    assert_eq!(desk.err("call_resume", go_on.clone()).await["code"], "bad-request", "it is under way");
    let ended = desk.ended(&run).await;

    assert_eq!(
        (&ended["stop"], &ended["rows"], &ended["requests"], &ended["mayResume"]),
        (&json!("total_reached"), &json!(23), &json!(3), &json!(false))
    );
    assert_eq!(ended["requestIds"].as_array().unwrap().len(), 3);
    assert_eq!(ids(&desk, &run).await, all);
    assert_eq!(desk.err("call_resume", go_on).await["message"]["id"], "error-run-no-more");
}

#[tokio::test]
async fn a_cancelled_run_goes_on_after_a_restart() {
    let desk = Desk::new();
    let all = ids(&desk, &whole(&desk).await).await;
    let ready = ready(&desk, 5, 50).await;
    let run = ready.start(&desk).await;
    some_rows(&desk, &run, 10).await;
    desk.ok("call_cancel", json!({ "run": run["run"] })).await;
    assert_eq!(desk.ended(&run).await["stop"], "cancelled");
    // The record is written after the run has ended for its watchers.
    let again = desk.restarted_when(|list| list["runs"][0]["stop"] == "cancelled").await;

    let other = json!({ "run": run["run"], "confirmedHost": "other.example" });
    assert_eq!(again.err("call_resume", other).await["code"], "unsafe");
    again.ok("call_resume", json!({ "run": run["run"], "confirmedHost": ready.host })).await;
    some_rows(&again, &run, 20).await;
    again.ok("call_pause", json!({ "run": run["run"] })).await;
    again.ended(&run).await;
    again.ok("call_resume", json!({ "run": run["run"], "confirmedHost": ready.host })).await;
    let ended = again.ended(&run).await;

    assert_eq!(
        (&ended["stop"], &ended["rows"], &ended["leg"]),
        (&json!("total_reached"), &json!(23), &json!(3))
    );
    assert_eq!(ids(&again, &run).await, all);
}

#[tokio::test]
async fn a_run_that_was_cut_off_is_told_as_such_and_goes_on() {
    let desk = Desk::new();
    let all = ids(&desk, &whole(&desk).await).await;
    let ready = ready(&desk, 0, 1).await;
    let run = ready.start(&desk).await;
    assert_eq!(desk.ended(&run).await["stop"], "max_requests");
    let folder = desk.data().join("runs").join(run["run"].as_str().unwrap());
    desk.restarted_when(|list| list["runs"][0]["stop"] == "max_requests").await;
    // What a killed program leaves: a record of a run that never ended, and half a page.
    let record = std::fs::read_to_string(folder.join("run.json")).unwrap();
    let record =
        record.replace("\"stop\": \"max_requests\"", "\"stop\": \"\"").replace("\"rows\": 10", "\"rows\": 0");
    std::fs::write(folder.join("run.json"), record).unwrap();
    let mut rows = std::fs::read(folder.join("rows.ndjson")).unwrap();
    rows.extend_from_slice(b"{\"Id\":77}\n{\"half");
    std::fs::write(folder.join("rows.ndjson"), rows).unwrap();

    let again = desk.restarted();
    let listed = again.ok("run_list", json!({})).await["runs"][0].clone();
    assert_eq!(
        (&listed["stop"], &listed["rows"], &listed["mayResume"], &listed["ended"]),
        (&json!("interrupted"), &json!(10), &json!(true), &json!(true))
    );
    let mut last = listed;
    while last["mayResume"] == true {
        again.ok("call_resume", json!({ "run": run["run"], "confirmedHost": ready.host })).await;
        last = again.ended(&run).await;
    }

    assert_eq!(last["rows"], 23);
    assert_eq!(ids(&again, &run).await, all);
}

#[tokio::test]
async fn a_failed_run_goes_on_when_the_service_is_well_again() {
    let desk = Desk::new();
    let ready = ready(&desk, 1, 50).await;
    let run = ready.start(&desk).await;
    some_rows(&desk, &run, 10).await;
    desk.ok("settings_set", json!({ "practiceFault": "refuse" })).await;
    let failed = desk.ended(&run).await;
    assert_eq!((&failed["stop"], &failed["mayResume"]), (&json!("error"), &json!(true)));
    assert!(failed["error"]["permission"]["policy"].as_str().unwrap().contains("yundun-sas:"));

    desk.ok("settings_set", json!({ "practiceFault": "none" })).await;
    let second = desk.ok("call_resume", json!({ "run": run["run"], "confirmedHost": ready.host })).await;
    assert_eq!(second.get("error"), None);
    let ended = desk.ended(&run).await;

    assert_eq!((&ended["stop"], &ended["rows"]), (&json!("total_reached"), &json!(23)));
    let mut found = ids(&desk, &run).await;
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 23);
}

#[tokio::test]
async fn what_writes_or_has_one_request_is_never_sent_again() {
    let desk = Desk::new();
    let (id, node) = desk.api_node("cloud-siem", "PostAutomateResponseConfig").await;
    desk.ok("settings_set", json!({ "practiceFault": "fail" })).await;
    let plan = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let host = desk.ok("call_plan", plan.clone()).await["host"].clone();
    let start =
        json!({ "plan": plan, "confirmedHost": host, "typedOperation": "PostAutomateResponseConfig" });
    let run = desk.ok("call_start", start).await;
    let ended = desk.ended(&run).await;

    assert_eq!((&ended["stop"], &ended["mayResume"]), (&json!("error"), &json!(false)));
    let refused = desk.err("call_resume", json!({ "run": run["run"], "confirmedHost": host })).await;
    assert_eq!(refused["message"]["id"], "error-run-no-more");
}
