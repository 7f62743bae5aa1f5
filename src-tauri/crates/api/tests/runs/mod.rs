//! Runs through the contract: paused, gone on with, filtered, exported, kept and deleted.

mod going_on;
mod history;
pub mod rows;

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Desk;

/// A paged call of the practice service that is ready to start: ten rows a page, 23 in all.
pub struct Ready {
    plan: Value,
    pub host: Value,
}

pub async fn ready(desk: &Desk, interval_seconds: u32, max_requests: u32) -> Ready {
    let (id, node) = desk.api_node("cloud-siem", "ListAutomateResponseConfigs").await;
    let set = |path: &[&str], value: Value| json!({ "path": path, "value": value });
    let settings = json!([
        set(&["rowsPath"], json!(".Data.ResponseData")),
        set(&["parameters", "PageSize"], json!({ "value": 10 })),
        set(&["intervalSeconds"], json!(interval_seconds)),
        set(
            &["paging"],
            json!({ "mode": "number", "maxRequests": max_requests,
            "totalPath": ".Data.PageInfo.TotalCount", "pageField": "CurrentPage", "sizeField": "PageSize" })
        ),
    ]);
    desk.edit(&id, json!({ "setSettings": { "node": node, "settings": settings } })).await;
    let plan = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let host = desk.ok("call_plan", plan.clone()).await["host"].clone();
    Ready { plan, host }
}

impl Ready {
    pub async fn start(&self, desk: &Desk) -> Value {
        desk.ok("call_start", json!({ "plan": self.plan, "confirmedHost": self.host })).await
    }
}

/// A run of all rows that has ended.
pub async fn whole(desk: &Desk) -> Value {
    let run = ready(desk, 0, 50).await.start(desk).await;
    let ended = desk.ended(&run).await;
    assert_eq!((&ended["rows"], &ended["stop"]), (&json!(23), &json!("total_reached")), "{ended}");
    ended
}

pub async fn ids(desk: &Desk, run: &Value) -> Vec<String> {
    let rows = desk.ok("run_rows", json!({ "run": run["run"], "offset": 0, "limit": 500 })).await;
    let rows = rows["rows"].as_array().unwrap().iter();
    rows.map(|row| serde_json::from_str::<Value>(row.as_str().unwrap()).unwrap()["Id"].to_string()).collect()
}

/// Waits until a run has kept some rows.
pub async fn some_rows(desk: &Desk, run: &Value, least: u64) {
    for _ in 0..500 {
        if desk.ok("run_show", json!({ "run": run["run"] })).await["rows"].as_u64().unwrap() >= least {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no rows come");
}
