//! What is kept of runs, for how long, and that nothing stays of what was deleted.

use serde_json::{Value, json};

use super::{ready, whole};
use crate::support::Desk;

fn runs(list: &Value) -> Vec<&str> {
    list["runs"].as_array().unwrap().iter().map(|run| run["run"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn runs_are_listed_and_opened_after_a_restart() {
    let desk = Desk::new();
    let first = whole(&desk).await;
    let second = whole(&desk).await;

    let again = desk.restarted_when(|list| list["runs"].as_array().unwrap().len() == 2).await;
    let list = again.ok("run_list", json!({})).await;

    assert_eq!(runs(&list), [second["run"].as_str().unwrap(), first["run"].as_str().unwrap()]);
    let kept = &list["runs"][1];
    for key in [
        "operation",
        "host",
        "profile",
        "practice",
        "rows",
        "requests",
        "stop",
        "startedMs",
        "requestIds",
        "nodeName",
    ] {
        assert_eq!(kept[key], first[key], "{key}");
    }
    assert!(list["bytes"].as_u64().unwrap() > 1000);
    let rows = again.ok("run_rows", json!({ "run": first["run"], "offset": 20, "limit": 10 })).await;
    assert_eq!(rows["rows"].as_array().unwrap().len(), 3);
    let line = again.ok("run_line", json!({ "run": first["run"] })).await;
    assert!(
        line["line"].as_str().unwrap().starts_with("aliyun cloud-siem ListAutomateResponseConfigs --"),
        "{line}"
    );
}

#[tokio::test]
async fn a_deleted_run_leaves_nothing_behind() {
    let desk = Desk::new();
    let run = whole(&desk).await;
    let row = desk.ok("run_rows", json!({ "run": run["run"], "offset": 7, "limit": 1 })).await;
    let row = row["rows"][0].as_str().unwrap().to_owned();
    let holds_row = || {
        desk.files().iter().any(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).contains(&row))
    };
    assert!(holds_row());

    let left = desk.ok("run_delete", json!({ "runs": [run["run"]] })).await;

    assert_eq!(left, json!({ "runs": [], "bytes": 0 }));
    assert!(!holds_row(), "rows stayed");
    assert_eq!(desk.err("run_show", json!({ "run": run["run"] })).await["code"], "bad-request");
    assert_eq!(desk.err("run_show", json!({ "run": "../data" })).await["code"], "bad-request");
}

#[tokio::test]
async fn all_that_ended_are_deleted_and_one_under_way_stays() {
    let desk = Desk::new();
    whole(&desk).await;
    let run = ready(&desk, 60, 50).await.start(&desk).await;

    assert_eq!(
        desk.err("run_delete", json!({ "runs": [run["run"]] })).await["message"]["id"],
        "error-run-busy"
    );
    let left = desk.ok("run_delete", json!({ "all": true })).await;

    assert_eq!(runs(&left), [run["run"].as_str().unwrap()]);
    // Another window on the same data takes it for busy, not for cut off.
    let other = desk.restarted();
    assert_eq!(other.ok("run_list", json!({})).await["runs"][0]["ended"], false);
    assert_eq!(other.err("run_show", json!({ "run": run["run"] })).await["message"]["id"], "error-run-busy");
    desk.ok("call_cancel", json!({ "run": run["run"] })).await;
    desk.ended(&run).await;
}

#[tokio::test]
async fn only_so_many_are_kept_as_the_settings_say() {
    let desk = Desk::new();
    desk.ok("settings_set", json!({ "history": { "runs": 2, "mebibytes": 100 } })).await;
    for _ in 0..4 {
        whole(&desk).await;
    }
    let last = whole(&desk).await;
    desk.restarted_when(|list| list["runs"].as_array().unwrap().len() == 2).await;
    assert_eq!(runs(&desk.ok("run_list", json!({})).await)[0], last["run"].as_str().unwrap());

    // No room at all: the run that was begun last stays in any case.
    desk.ok("settings_set", json!({ "history": { "runs": 9, "mebibytes": 0 } })).await;
    let last = whole(&desk).await;
    let list = desk.restarted_when(|list| list["runs"].as_array().unwrap().len() == 1).await;
    assert_eq!(runs(&list.ok("run_list", json!({})).await), [last["run"].as_str().unwrap()]);
}

#[tokio::test]
async fn a_damaged_record_costs_that_run_alone() {
    let desk = Desk::new();
    let good = whole(&desk).await;
    let bad = whole(&desk).await;
    desk.restarted_when(|list| list["runs"].as_array().unwrap().len() == 2).await;
    std::fs::write(desk.data().join("runs").join(bad["run"].as_str().unwrap()).join("run.json"), "{\"run\":")
        .unwrap();
    std::fs::create_dir(desk.data().join("runs/process-1")).unwrap();

    let again = desk.restarted();

    assert_eq!(runs(&again.ok("run_list", json!({})).await), [good["run"].as_str().unwrap()]);
}

#[tokio::test]
async fn values_that_look_secret_are_not_kept() {
    const CANARY: &str = "Canary-Passw0rd-0123456789";
    let desk = Desk::new();
    let (id, node) = desk.api_node("Ecs", "ModifyInstanceAttribute").await;
    let set = |path: &[&str], value: Value| json!({ "path": path, "value": value });
    let settings = json!([
        set(&["parameters", "InstanceId"], json!({ "value": "i-1" })),
        set(&["parameters", "Password"], json!({ "value": CANARY })),
    ]);
    desk.edit(&id, json!({ "setSettings": { "node": node, "settings": settings } })).await;
    let plan = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let host = desk.ok("call_plan", plan.clone()).await["host"].clone();
    let start = json!({ "plan": plan, "confirmedHost": host, "typedOperation": "ModifyInstanceAttribute" });
    let run = desk.ok("call_start", start).await;
    desk.ended(&run).await;
    let again = desk.restarted_when(|list| list["runs"][0]["stop"] == "error").await;

    for file in desk.files() {
        assert!(
            !String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains(CANARY),
            "{}",
            file.display()
        );
    }
    let line = desk.ok("run_line", json!({ "run": run["run"] })).await;
    assert!(line["line"].as_str().unwrap().contains("--Password '<Password>'"), "{line}");
    assert_eq!(
        again.err("run_line", json!({ "run": run["run"] })).await["message"]["id"],
        "error-run-not-kept"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn folders_and_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let run = whole(&desk).await;
    desk.restarted_when(|list| list["runs"][0]["stop"] == "total_reached").await;
    let folder = desk.data().join("runs").join(run["run"].as_str().unwrap());
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;

    assert_eq!((mode(&desk.data().join("runs")), mode(&folder)), (0o700, 0o700));
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(names.len() >= 3, "{names:?}");
    for file in names {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}
