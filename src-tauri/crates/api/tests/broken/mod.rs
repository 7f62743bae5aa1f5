//! R18: a panic in whatever works beside the window costs what it was doing, and nothing else.
//!
//! The host is where panics come from here: its dialogs, its network, its ways to be told. Each case holds that one
//! message says so without the panic's text, that every draft is on the disk at once, and that the program goes on.
//! The journal's writer and the checker, which no host reaches, have their cases in the engine.

use serde_json::{Value, json};
use soarboard_api::wire::Notification;

use crate::credentials::keys;
use crate::runs::rows::wide;
use crate::runs::{ids, ready, some_rows, whole};
use crate::support::{Break, Desk};

/// A desk with a draft that no other sign of life has brought to the disk yet.
async fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.ok("workspace_open", json!({})).await;
    let doc =
        desk.ok("document_new", json!({ "template": "blank" })).await["doc"].as_str().unwrap().to_owned();
    (desk, doc)
}

async fn rename(desk: &Desk, doc: &str, name: &str) {
    desk.edit(doc, json!({ "setHeader": { "name": name } })).await;
}

/// Fails unless a draft of that name is on the disk, at once, and the program goes on.
async fn kept(desk: &Desk, doc: &str, name: &str) {
    let drafts = std::fs::read_dir(desk.data().join("drafts")).unwrap();
    let holds = |path: std::path::PathBuf| std::fs::read_to_string(path).unwrap().contains(name);
    assert!(drafts.map(|entry| entry.unwrap().path()).any(holds), "the draft {name} is in memory only");
    rename(desk, doc, "and on").await;
    assert_eq!(desk.ok("document_show", json!({ "doc": doc })).await["header"]["name"], "and on");
}

fn is_broken(error: &Value) {
    let said = (&error["code"], &error["message"]["args"]["detail"]);
    assert_eq!(said, (&json!("internal"), &json!("panic")), "{error}");
    assert!(!error.to_string().contains("canary"), "the text of a panic may quote data");
}

/// The runs that were told to have ended.
fn ends(desk: &Desk) -> Vec<Value> {
    let ended = |told| match told {
        Notification::Run(view) if view.ended => Some(serde_json::to_value(view).unwrap()),
        _ => None,
    };
    desk.told().into_iter().filter_map(ended).collect()
}

#[tokio::test]
async fn a_command_that_breaks_costs_one_command() {
    let (desk, doc) = desk().await;
    rename(&desk, &doc, "kept").await;

    desk.break_at(Break::Dialog);
    is_broken(&desk.err("document_open", json!({})).await);

    kept(&desk, &doc, "kept").await;
}

#[tokio::test]
async fn a_thread_beside_a_command_that_breaks_costs_one_command() {
    let (desk, doc) = desk().await;
    rename(&desk, &doc, "kept").await;
    let path = desk.folder().join("other.json");
    std::fs::write(&path, r#"{"formatVersion":1,"nodes":[]}"#).unwrap();

    // The handle of an opened document is drawn on the thread that read the file.
    desk.choose(&path);
    desk.break_at(Break::Nonce);
    is_broken(&desk.err("document_open", json!({})).await);

    kept(&desk, &doc, "kept").await;
    desk.choose(&path);
    desk.ok("document_open", json!({})).await;
}

#[tokio::test]
async fn a_message_that_breaks_before_its_command_is_answered() {
    let (desk, doc) = desk().await;
    rename(&desk, &doc, "kept").await;

    desk.break_at(Break::Nonce);
    let part = json!({ "$part": { "text": "{", "more": true } });
    is_broken(&serde_json::to_value(desk.refusal("document_check", part).await).unwrap());

    kept(&desk, &doc, "kept").await;
}

#[tokio::test]
async fn a_run_that_breaks_ends_as_failed_with_its_rows_and_goes_on_when_wanted() {
    let (desk, doc) = desk().await;
    let all = ids(&desk, &whole(&desk).await).await;
    let ready = ready(&desk, 0, 50).await;
    desk.told();
    rename(&desk, &doc, "kept").await;

    // After the second page: from there on the checkpoint has a line for each.
    desk.break_at(Break::Run(20));
    let run = ready.start(&desk).await;
    let broken = desk.ended(&run).await;

    assert!(desk.has_broken());
    is_broken(&broken["error"]);
    assert_eq!((&broken["stop"], &broken["mayResume"]), (&json!("error"), &json!(true)));
    let rows = broken["rows"].as_u64().unwrap();
    assert!((20..23).contains(&rows), "partial, and told as such: {broken}");
    assert_eq!(ids(&desk, &run).await, all[..usize::try_from(rows).unwrap()]);
    // Its record is what the next start shows; it says the same.
    let again = desk.restarted_when(|list| list["runs"][0]["stop"] == "error").await;
    assert_eq!(again.ok("run_list", json!({})).await["runs"][0]["rows"], rows);
    kept(&desk, &doc, "kept").await;
    let told = ends(&desk);
    assert_eq!(told.len(), 1, "one message: {told:?}");
    is_broken(&told[0]["error"]);

    // The lock is given back: the same run goes on to its end.
    desk.ok("call_resume", json!({ "run": run["run"], "confirmedHost": ready.host })).await;
    assert_eq!(desk.ended(&run).await["stop"], "total_reached");
    assert_eq!(ids(&desk, &run).await, all);
}

#[tokio::test]
async fn a_run_whose_network_breaks_ends_and_its_folder_can_be_deleted() {
    let (desk, doc) = desk().await;
    desk.ok("credential_add", keys("ops", true)).await;
    let (id, node) = desk.api_node("Ecs", "DescribeRegions").await;
    desk.set(&id, &node, &["endpoint"], json!("ecs.cn-hangzhou.aliyuncs.com")).await;
    let plan = json!({ "doc": id, "node": node, "profile": "ops", "values": {} });
    let host = desk.ok("call_plan", plan.clone()).await["host"].clone();
    rename(&desk, &doc, "kept").await;

    desk.break_at(Break::Network);
    let run = desk.ok("call_start", json!({ "plan": plan, "confirmedHost": host })).await;
    let broken = desk.ended(&run).await;

    assert_eq!(desk.sent(), 1);
    is_broken(&broken["error"]);
    assert_eq!((&broken["stop"], &broken["rows"]), (&json!("error"), &json!(0)));
    kept(&desk, &doc, "kept").await;
    let left = desk.ok("run_delete", json!({ "runs": [run["run"]] })).await;
    assert_eq!(left["runs"], json!([]), "nothing holds it any more");
}

#[tokio::test]
async fn a_filter_that_breaks_says_so_and_the_run_goes_on() {
    let (desk, doc) = desk().await;
    let run = ready(&desk, 1, 50).await.start(&desk).await;
    some_rows(&desk, &run, 10).await;
    rename(&desk, &doc, "kept").await;

    // A filter of a run under way follows it, and tells meanwhile how far it is.
    desk.break_at(Break::Filter);
    let reply = desk.ok("rows_filter", json!({ "run": run["run"], "expression": "$[*].Id" })).await;
    let filter = &reply["filter"]["filter"];
    let ended = loop {
        let view = desk.ok("rows_filter_show", json!({ "filter": filter })).await;
        if view["ended"] == true {
            break view;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };

    assert!(desk.has_broken());
    is_broken(&ended["error"]);
    kept(&desk, &doc, "kept").await;
    assert_eq!(desk.ended(&run).await["stop"], "total_reached");
}

#[tokio::test]
async fn an_export_that_breaks_is_told_and_the_file_stays_as_it_was() {
    let (desk, run) = wide().await;
    desk.ok("workspace_open", json!({})).await;
    let doc =
        desk.ok("document_new", json!({ "template": "blank" })).await["doc"].as_str().unwrap().to_owned();
    rename(&desk, &doc, "kept").await;
    let target = desk.folder().join("wide.csv");
    std::fs::write(&target, "before").unwrap();

    desk.choose(&target);
    desk.break_at(Break::Export);
    is_broken(&desk.err("run_export", json!({ "run": run["run"], "format": "csv" })).await);

    kept(&desk, &doc, "kept").await;
    // Nobody waits for it any more, so it is ended, and what was there stays.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "before");
    desk.choose(&target);
    let done = desk.ok("run_export", json!({ "run": run["run"], "format": "csv" })).await;
    assert_eq!(done["rows"], 1000);
}
