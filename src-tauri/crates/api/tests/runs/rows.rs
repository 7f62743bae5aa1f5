//! Filters over rows, and exports of them.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ready, some_rows, whole};
use crate::support::Desk;

async fn filtered(desk: &Desk, run: &Value, expression: &str) -> String {
    let reply = desk.ok("rows_filter", json!({ "run": run["run"], "expression": expression })).await;
    reply["filter"]["filter"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned()
}

/// Waits for a window of a filter that has `total` matches.
async fn window(desk: &Desk, run: &Value, filter: &str, picks: bool, total: u64) -> Value {
    for _ in 0..500 {
        let request =
            json!({ "run": run["run"], "filter": filter, "picks": picks, "offset": 0, "limit": 500 });
        let reply = desk.ok("run_rows", request).await;
        if reply["total"] == total {
            return reply;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never {total} matches");
}

#[tokio::test]
async fn a_filter_finds_rows_and_values_in_the_engine() {
    let desk = Desk::new();
    let run = whole(&desk).await;
    let all = desk.ok("run_rows", json!({ "run": run["run"], "offset": 0, "limit": 500 })).await;
    let all: Vec<&str> = all["rows"].as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect();
    let custom: Vec<usize> =
        (0..23).filter(|at| all[*at].contains("\"ResponseRuleType\":\"custom\"")).collect();
    assert!(!custom.is_empty() && custom.len() < 23);

    let filter = filtered(&desk, &run, "@.ResponseRuleType == 'custom'").await;
    let rows = window(&desk, &run, &filter, false, custom.len() as u64).await;
    assert_eq!(rows["numbers"], json!(custom));
    assert_eq!(rows["rows"][0], all[custom[0]], "rows stand as received");

    let filter = filtered(&desk, &run, "$[*].Id").await;
    let picks = window(&desk, &run, &filter, true, 23).await;
    assert_eq!((&picks["numbers"][22], &picks["paths"][22]), (&json!(22), &json!(".Id")));
    let target = desk.folder().join("custom.csv");
    desk.choose(&target);
    let filter = filtered(&desk, &run, "@.ResponseRuleType == 'custom'").await;
    window(&desk, &run, &filter, false, custom.len() as u64).await;
    let done = desk
        .ok("run_export", json!({ "run": run["run"], "format": "csv", "filter": filter, "bom": true }))
        .await;
    assert_eq!(done, json!({ "file": "custom.csv", "rows": custom.len() }));
    let text = std::fs::read_to_string(&target).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("\r\n"));

    desk.ok("rows_filter_end", json!({ "filter": filter })).await;
    let gone = json!({ "run": run["run"], "filter": filter, "offset": 0, "limit": 1 });
    assert_eq!(desk.err("run_rows", gone).await["message"]["id"], "error-filter-unknown");
}

#[tokio::test]
async fn a_filter_follows_a_run_under_way() {
    let desk = Desk::new();
    let run = ready(&desk, 1, 50).await.start(&desk).await;
    some_rows(&desk, &run, 10).await;

    let filter = filtered(&desk, &run, "$[*]").await;
    window(&desk, &run, &filter, false, 10).await;
    desk.ended(&run).await;

    window(&desk, &run, &filter, false, 23).await;
}

#[tokio::test]
async fn a_wrong_expression_is_an_answer_that_says_where() {
    let desk = Desk::new();
    let run = whole(&desk).await;
    for (expression, id, at) in [
        ("$[?@.Id = 1]", "error-filter-syntax", 9),
        ("$[3]", "error-filter-by-number", 3),
        ("", "error-filter-empty", 1),
        ("$[?@.a == $.b]", "error-filter-root-inside", 11),
        ("@.Id < 9007199254740993", "error-filter-large", 8),
    ] {
        let reply = desk.ok("rows_filter", json!({ "run": run["run"], "expression": expression })).await;
        assert_eq!(reply.get("filter"), None, "{expression}");
        assert_eq!(
            (&reply["problem"]["message"]["id"], &reply["problem"]["at"]),
            (&json!(id), &json!(at)),
            "{expression}"
        );
    }
}

#[tokio::test]
async fn each_format_is_written_whole() {
    let desk = Desk::new();
    let run = whole(&desk).await;
    let target = desk.folder().join("rows.out");
    for (format, lines) in [("jsonLines", 23), ("json", 25), ("csv", 24)] {
        desk.choose(&target);
        let done = desk.ok("run_export", json!({ "run": run["run"], "format": format })).await;
        assert_eq!(done["rows"], 23, "{format}");
        assert_eq!(std::fs::read_to_string(&target).unwrap().lines().count(), lines, "{format}");
    }
    let closed = desk.ok("run_export", json!({ "run": run["run"] })).await;
    assert_eq!(closed, json!({ "rows": 0 }), "the dialog was closed");
}

#[tokio::test]
async fn the_member_accounts_are_asked_for_only_when_agreed_to() {
    let desk = Desk::new();
    let practice = desk.ok("member_accounts", json!({ "profile": "practice" })).await;
    let accounts = practice["accounts"].as_array().unwrap();
    assert_eq!(accounts.len(), 3);
    assert!(accounts.iter().all(|account| account["uid"].as_str().unwrap().len() == 16), "{practice}");

    let key = json!({ "name": "ops", "accessKeyId": "LTAI5tSoarboardFake0001", "accessKeySecret": "soarboardFakeSecret" });
    desk.ok("credential_add", key).await;
    let asked = desk.ok("member_accounts", json!({ "profile": "ops" })).await;
    assert_eq!((asked.get("accounts"), &asked["host"]), (None, &json!("tds.aliyuncs.com")));
    let other = json!({ "profile": "ops", "confirmedHost": "evil.example" });
    assert_eq!(desk.err("member_accounts", other).await["code"], "unsafe");
    assert_eq!(desk.sent(), 0, "nothing was agreed to");
    let agreed = json!({ "profile": "ops", "confirmedHost": asked["host"] });
    assert_eq!(desk.err("member_accounts", agreed).await["code"], "unreachable");
    assert_eq!(desk.sent(), 1);
}

#[tokio::test]
async fn marks_of_a_profile_change_without_its_secret() {
    let desk = Desk::new();
    let key = json!({ "name": "ops", "accessKeyId": "LTAI5tSoarboardFake0001", "accessKeySecret": "soarboardFakeSecret",
        "readOnly": true, "colour": "amber" });
    let added = desk.ok("credential_add", key).await;
    assert_eq!(added["profiles"][1]["colour"], "amber");

    let marks = json!({ "name": "ops", "region": "cn-beijing", "readOnly": false, "colour": "teal" });
    let list = desk.ok("credential_mark", marks).await;

    let now = &list["profiles"][1];
    assert_eq!(
        (&now["region"], &now["readOnly"], &now["colour"], &now["accessKeyIdTail"]),
        (&json!("cn-beijing"), &json!(false), &json!("teal"), &json!("0001"))
    );
    let practice = json!({ "name": "practice", "region": "", "readOnly": true });
    assert_eq!(desk.err("credential_mark", practice).await["code"], "bad-request");
}

#[tokio::test]
async fn the_read_only_mark_refuses_before_a_key_is_fetched_or_anything_signed() {
    let desk = Desk::new();
    let key = json!({ "name": "reader", "accessKeyId": "LTAI5tSoarboardFake0001", "accessKeySecret": "soarboardFakeSecret",
        "readOnly": true });
    desk.ok("credential_add", key).await;
    // Without a source for keys, a refusal that came later than the mark would be another one.
    let (id, node) = desk.api_node("cloud-siem", "PostAutomateResponseConfig").await;
    let plan = json!({ "doc": id, "node": node, "profile": "reader", "values": {} });
    let host = desk.ok("call_plan", plan.clone()).await["host"].clone();
    let start =
        json!({ "plan": plan, "confirmedHost": host, "typedOperation": "PostAutomateResponseConfig" });

    let refused = desk.err("call_start", start.clone()).await;
    assert_eq!(refused["message"]["id"], "error-profile-read-only");
    assert_eq!(desk.sent(), 0);
    assert_eq!(desk.ok("run_list", json!({})).await["runs"], json!([]), "not even a run was begun");

    desk.ok("credential_mark", json!({ "name": "reader", "region": "", "readOnly": false })).await;
    let run = desk.ok("call_start", start).await;
    assert_eq!(desk.ended(&run).await["error"]["code"], "unreachable");
    assert_eq!(desk.sent(), 1, "the mark alone held it back");
}

/// What a message may have: the window is sent nothing larger but a document it opens.
const MOST_BYTES: usize = 256 << 10;

#[tokio::test]
async fn rows_of_any_size_travel_in_messages_of_a_bounded_one() {
    let desk = Desk::new();
    let run = whole(&desk).await;
    let folder = desk.data().join("runs").join(run["run"].as_str().unwrap());
    // Texts of quotation marks and backslashes take twice their size on the way.
    let nasty = r#"\"\\"#.repeat(300_000);
    let small = format!("{{\"Id\":1,\"Note\":\"{}\"}}", r#"\""#.repeat(20_000));
    let rows = [
        format!("{{\"Id\":9007199254740993,\"Note\":\"{nasty}\",\"Last\":1}}"),
        small.clone(),
        small.clone(),
        small.clone(),
        format!("[{}7]", "1.10,".repeat(500_000)),
    ];
    let padding = (rows.len()..23).map(|_| "{\"Id\":2}".to_owned());
    let text: Vec<String> = rows.iter().cloned().chain(padding).collect();
    std::fs::write(folder.join("rows.ndjson"), text.join("\n") + "\n").unwrap();

    let mut offset = 0;
    let mut cut = Vec::new();
    while offset < 23 {
        let request = json!({ "run": run["run"], "offset": offset, "limit": 500 });
        let reply = desk.ok("run_rows", request).await;
        assert!(reply.to_string().len() <= MOST_BYTES, "{} bytes from {offset}", reply.to_string().len());
        let found = reply["rows"].as_array().unwrap();
        for row in found {
            serde_json::from_str::<Value>(row.as_str().unwrap()).unwrap();
        }
        for part in reply["cut"].as_array().into_iter().flatten() {
            cut.push((offset + part["at"].as_u64().unwrap(), part["bytes"].clone()));
        }
        offset += found.len() as u64;
    }
    assert_eq!(cut, [(0, json!(rows[0].len())), (4, json!(rows[4].len()))]);

    // Through a filter they are as large.
    for (expression, picks, total) in [("$[*]", false, 23), ("$[*].Note", true, 4)] {
        let filter = filtered(&desk, &run, expression).await;
        let reply = window(&desk, &run, &filter, picks, total).await;
        assert!(reply.to_string().len() <= MOST_BYTES, "{expression}: {}", reply.to_string().len());
        assert_eq!(reply["cut"][0]["at"], 0, "{expression}");
    }
}

/// A run whose rows take an export some time.
pub async fn wide() -> (Desk, Value) {
    let desk = Desk::new();
    let run = whole(&desk).await;
    let folder = desk.data().join("runs").join(run["run"].as_str().unwrap());
    // Many columns: a table of them takes its time, and its rows little room.
    let wide: Vec<String> = (0..2000).map(|n| format!("\"c{n}\":{n}")).collect();
    let row = format!("{{{}}}\n", wide.join(","));
    std::fs::write(folder.join("rows.ndjson"), row.repeat(1000)).unwrap();
    let mut record: Value = serde_json::from_slice(&std::fs::read(folder.join("run.json")).unwrap()).unwrap();
    record["rows"] = json!(1000);
    std::fs::write(folder.join("run.json"), record.to_string()).unwrap();
    (desk.restarted(), run)
}

#[tokio::test]
async fn an_export_tells_how_far_it_is_and_can_be_stopped() {
    let (desk, run) = wide().await;
    let target = desk.folder().join("wide.csv");
    std::fs::write(&target, "before").unwrap();
    desk.choose(&target);

    let exporting = desk.any("run_export", json!({ "run": run["run"], "format": "csv" }));
    let stopping = async {
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            desk.ok("run_export_stop", json!({ "run": run["run"] })).await;
        }
    };
    let ended = tokio::select! {
        ended = exporting => ended,
        () = stopping => unreachable!("it stops for ever"),
    };

    assert_eq!(ended["code"], "cancelled", "{ended}");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "before", "what was there is untouched");
    desk.exports_told();
    desk.choose(&target);
    let done = desk.ok("run_export", json!({ "run": run["run"], "format": "csv" })).await;
    assert_eq!(done["rows"], 1000);
    let told = desk.exports_told();
    assert!(!told.is_empty() && told.is_sorted() && told.iter().all(|percent| *percent <= 100), "{told:?}");
}
