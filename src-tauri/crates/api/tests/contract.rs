//! The contract through its one door: every test calls commands by name, as the window does.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is the failed test")]

mod broken;
mod credentials;
mod parts;
#[cfg(unix)]
mod paths;
mod runs;
mod support;
mod workspace;

use serde_json::{Value, json};
use support::Desk;

#[tokio::test]
async fn the_main_job_runs_end_to_end_in_practice() {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await;
    let id = doc["doc"].as_str().unwrap().to_owned();
    let start = doc["nodes"][0]["id"].clone();
    let end = doc["nodes"][1]["id"].clone();

    let added = desk
        .edit(
            &id,
            json!({ "addNode": {
            "kind": "AliyunCloudOpenAPI", "position": { "x": 300, "y": 200 },
            "connectFrom": { "node": start, "port": "out" } } }),
        )
        .await;
    let node = added["created"][0].as_str().unwrap().to_owned();
    desk.edit(&id, json!({ "connect": { "from": { "node": node, "port": "out" }, "to": { "node": end, "port": "in" } } }))
        .await;
    let operation =
        json!({ "product": "cloud-siem", "version": "", "operation": "ListAutomateResponseConfigs" });
    let shown = desk.ok("operation_show", operation).await;
    let host =
        desk.ok("endpoint_recommend", json!({ "product": "cloud-siem", "region": "cn-shanghai" })).await;
    let paging = &shown["paging"];
    assert_eq!(paging["totalPath"], ".Data.PageInfo.TotalCount");
    let set = |path: &[&str], value: Value| json!({ "path": path, "value": value });
    desk.edit(
        &id,
        json!({ "setSettings": { "node": node, "settings": [
        set(&["product"], json!("cloud-siem")),
        set(&["version"], shown["version"].clone()),
        set(&["operation"], shown["operation"].clone()),
        set(&["endpoint"], host["host"].clone()),
        set(&["rowsPath"], paging["rowsPath"].clone()),
        set(&["parameters", "PageSize"], json!({ "value": 10 })),
        set(&["paging"], json!({ "mode": "number", "maxRequests": 50, "totalPath": paging["totalPath"],
            "pageField": paging["pageField"], "sizeField": paging["sizeField"] })),
    ] } }),
    )
    .await;

    let findings = desk.ok("document_check", json!({ "doc": id })).await;
    let errors: Vec<&Value> =
        findings["diagnostics"].as_array().unwrap().iter().filter(|d| d["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    let request = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;
    assert_eq!(
        (&plan["trust"], &plan["writes"], &plan["problems"]),
        (&json!("practice"), &json!(false), &json!([]))
    );
    assert_eq!(plan["host"], host["host"]);
    let run = desk.ok("call_start", json!({ "plan": request, "confirmedHost": plan["host"] })).await;
    let ended = desk.ended(&run).await;

    assert_eq!(ended["error"], Value::Null, "{ended}");
    assert_eq!(
        (&ended["requests"], &ended["rows"], &ended["stop"], &ended["practice"]),
        (&json!(3), &json!(23), &json!("total_reached"), &json!(true))
    );
    assert_eq!(ended["requestIds"].as_array().unwrap().len(), 3);
    let rows = desk.ok("run_rows", json!({ "run": run["run"], "offset": 20, "limit": 10 })).await;
    assert_eq!(rows["rows"].as_array().unwrap().len(), 3);

    let target = desk.folder().join("out.json");
    desk.choose(&target);
    desk.ok("document_export", json!({ "doc": id })).await;
    let text = std::fs::read(&target).unwrap();
    let read = soarboard_model::format::read(&text).unwrap();
    assert_eq!(soarboard_model::format::write(&read.playbook).into_bytes(), text);
    assert_eq!(read.playbook.nodes.len(), 3);
}

#[tokio::test]
async fn an_operation_that_writes_wants_its_name_typed() {
    let desk = Desk::new();
    let (id, node) = desk.api_node("cloud-siem", "PostAutomateResponseConfig").await;
    let request = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;
    assert_eq!(plan["writes"], true);

    let refused = desk.err("call_start", json!({ "plan": request, "confirmedHost": plan["host"] })).await;
    assert_eq!(refused["code"], "unsafe");

    let start = json!({ "plan": request, "confirmedHost": plan["host"], "typedOperation": "PostAutomateResponseConfig" });
    let run = desk.ok("call_start", start).await;
    assert_eq!(desk.ended(&run).await["ended"], true);
}

#[tokio::test]
async fn what_practice_writes_is_there_after_a_restart() {
    let desk = Desk::new();
    let (id, node) = desk.api_node("cloud-siem", "DeleteAutomateResponseConfig").await;
    desk.set(&id, &node, &["parameters", "Id"], json!({ "value": desk.custom_rule_id().await })).await;
    let request = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;
    let typed = json!("DeleteAutomateResponseConfig");
    let run = desk
        .ok("call_start", json!({ "plan": request, "confirmedHost": plan["host"], "typedOperation": typed }))
        .await;
    assert_eq!(desk.ended(&run).await["error"], Value::Null);

    let again = desk.restarted();

    assert_eq!(again.rules().await, 22);
}

#[tokio::test]
async fn a_host_outside_the_tables_gets_no_signature_without_consent() {
    let desk = Desk::new();
    desk.ok("credential_add", profile("ops", false)).await;
    let (id, node) = desk.api_node("cloud-siem", "ListAutomateResponseConfigs").await;
    desk.set(&id, &node, &["endpoint"], json!("cloud-siem.cn-shanghai.aliyuncs.com.evil.example")).await;
    desk.set(
        &id,
        &node,
        &["parameters"],
        json!({ "CurrentPage": { "value": 1 }, "PageSize": { "value": 10 } }),
    )
    .await;
    let request = json!({ "doc": id, "node": node, "profile": "ops", "values": {} });

    let plan = desk.ok("call_plan", request.clone()).await;
    assert_eq!(plan["trust"], "needsConsent");
    let refused = desk.err("call_start", json!({ "plan": request, "confirmedHost": plan["host"] })).await;

    assert_eq!(refused["code"], "unsafe");
    assert_eq!(desk.sent(), 0, "a signed request left");
}

#[tokio::test]
async fn a_read_only_profile_refuses_writes_before_anything_is_sent() {
    let desk = Desk::new();
    desk.ok("credential_add", profile("reader", true)).await;
    let (id, node) = desk.api_node("cloud-siem", "PostAutomateResponseConfig").await;
    let request = json!({ "doc": id, "node": node, "profile": "reader", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;

    let start = json!({ "plan": request, "confirmedHost": plan["host"], "typedOperation": "PostAutomateResponseConfig" });
    let refused = desk.err("call_start", start).await;

    assert_eq!((&refused["code"], desk.sent()), (&json!("unsafe"), 0));
}

#[tokio::test]
async fn no_answer_and_no_file_holds_a_secret() {
    const CANARY: &str = "CanarySecret0123456789canary42";
    let desk = Desk::new();
    let mut answers = Vec::new();
    let mut new = profile("ops", false);
    new["accessKeySecret"] = json!(CANARY);
    answers.push(desk.any("credential_add", new).await);
    answers.push(desk.any("credential_list", json!({})).await);
    answers.push(desk.any("credential_test", json!({ "name": "ops" })).await);
    let mut broken = profile("ops", false);
    broken["accessKeySecret"] = json!({ "deep": CANARY });
    answers.push(desk.any("credential_add", broken).await);
    let mut odd = profile("bad/name", false);
    odd["accessKeySecret"] = json!(CANARY);
    answers.push(desk.any("credential_add", odd).await);
    let (id, node) = desk.api_node("Sts", "GetCallerIdentity").await;
    answers.push(desk.any("call_plan", json!({ "doc": id, "node": node, "profile": "ops" })).await);

    for answer in &answers {
        assert!(!answer.to_string().contains(CANARY), "{answer}");
    }
    for file in desk.files() {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{}", file.display());
    }
}

#[tokio::test]
async fn profiles_are_listed_replaced_and_removed() {
    let desk = Desk::new();
    desk.ok("credential_add", profile("ops", false)).await;
    let list = desk.ok("credential_add", profile("ops", true)).await;

    let names: Vec<&str> =
        list["profiles"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["practice", "ops"]);
    assert_eq!(list["profiles"][1]["readOnly"], true);
    assert_eq!(list["profiles"][1]["accessKeyIdTail"], "0001");
    let left = desk.ok("credential_remove", json!({ "name": "ops" })).await;
    assert_eq!(left["profiles"].as_array().unwrap().len(), 1);
    assert_eq!(desk.err("credential_remove", json!({ "name": "practice" })).await["code"], "bad-request");
    assert_eq!(desk.err("credential_test", json!({ "name": "ops" })).await["code"], "credential-missing");
}

#[tokio::test]
async fn the_practice_profile_knows_who_it_is() {
    let identity = Desk::new().ok("credential_test", json!({ "name": "practice" })).await;

    assert!(!identity["accountId"].as_str().unwrap().is_empty());
    assert!(!identity["requestId"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_in_the_service_is_told_and_rows_are_kept() {
    let desk = Desk::new();
    let (id, node) = desk.api_node("cloud-siem", "ListAutomateResponseConfigs").await;
    desk.set(
        &id,
        &node,
        &["parameters"],
        json!({ "CurrentPage": { "value": 1 }, "PageSize": { "value": 10 } }),
    )
    .await;
    desk.ok("settings_set", json!({ "practiceFault": "refuse" })).await;
    let request = json!({ "doc": id, "node": node, "profile": "practice", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;

    let run = desk.ok("call_start", json!({ "plan": request, "confirmedHost": plan["host"] })).await;
    let ended = desk.ended(&run).await;

    assert_eq!((&ended["stop"], &ended["error"]["code"]), (&json!("error"), &json!("vendor-refused")));
    assert_eq!(ended["error"]["vendor"]["httpStatus"], 403);
    assert!(!ended["error"]["vendor"]["requestId"].as_str().unwrap().is_empty());
    assert!(ended["error"]["hint"]["id"].as_str().unwrap().starts_with("error-cause-permission"));
}

#[tokio::test]
async fn a_folder_is_looked_through_and_a_hit_opens_its_file() {
    let desk = Desk::new();
    desk.ok("workspace_open", json!({})).await;
    let ask = json!({ "text": "203.0.113", "choose": true });
    assert_eq!(desk.ok("folder_find", ask.clone()).await["folder"], json!(null), "the dialog was closed");

    let folder = desk.folder().join("books");
    std::fs::create_dir_all(folder.join("below")).unwrap();
    let book = |name: &str| format!(r#"{{"formatVersion":1,"name":"{name}","nodes":[]}}"#);
    std::fs::write(folder.join("a.playbook.json"), book("nothing here")).unwrap();
    std::fs::write(folder.join("below/b.playbook.json"), book("Block 203.0.113.7")).unwrap();
    std::fs::write(folder.join("c.json"), book("Block 203.0.113.7, but no playbook by its name")).unwrap();
    std::fs::create_dir(folder.join("d.playbook.json")).unwrap();
    std::fs::write(folder.join("e.playbook.json"), [0xff, 0xfe, 0x00]).unwrap();
    desk.choose(&folder);
    let found = desk.ok("folder_find", ask).await;

    assert_eq!(
        (&found["read"], &found["total"], found["failed"].as_array().unwrap().len()),
        (&json!(2), &json!(1), 1)
    );
    let file = &found["files"][0];
    assert!(file["name"].as_str().unwrap().ends_with("b.playbook.json"), "{file}");
    assert_eq!(file["hits"][0]["path"], "name");
    let opened = desk.ok("document_open_from", json!({ "found": file["file"] })).await;
    assert_eq!(opened["opened"][0]["header"]["name"], "Block 203.0.113.7");
    for unknown in ["1", "-1", "../x", ""] {
        let refused = desk.err("document_open_from", json!({ "found": unknown })).await;
        assert_eq!(refused["code"], "bad-request", "{unknown}");
    }
    // Without a choice the same folder is looked through again.
    let again = desk.ok("folder_find", json!({ "text": "NOTHING", "caseSensitive": true })).await;
    assert_eq!((&again["read"], &again["total"]), (&json!(2), &json!(0)));
}

#[tokio::test]
async fn saving_asks_once_and_then_goes_to_the_same_file() {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "review-response-rules" })).await;
    let id = doc["doc"].as_str().unwrap();
    assert_eq!(doc["state"]["dirty"], false);
    desk.edit(id, json!({ "setHeader": { "name": "审查规则" } })).await;

    assert_eq!(
        desk.ok("document_save", json!({ "doc": id })).await.get("file"),
        None,
        "the dialog was closed"
    );
    let target = desk.folder().join("rules.playbook.json");
    desk.choose(&target);
    let saved = desk.ok("document_save", json!({ "doc": id })).await;
    assert_eq!((&saved["file"], &saved["state"]["dirty"]), (&json!("rules.playbook.json"), &json!(false)));
    let undone = desk.ok("undo", json!({ "doc": id })).await;
    assert_eq!(undone["state"]["dirty"], true);
    assert_eq!(desk.err("document_close", json!({ "doc": id })).await["code"], "unsafe");
    desk.ok("document_save", json!({ "doc": id })).await;

    std::fs::write(&target, "{}").unwrap();
    desk.ok("redo", json!({ "doc": id })).await;
    assert_eq!(desk.err("document_save", json!({ "doc": id })).await["code"], "file-changed-outside");
    desk.ok("document_save", json!({ "doc": id, "how": "over" })).await;
    desk.choose(&target);
    let again = desk.ok("document_open", json!({})).await;
    assert_eq!(again["header"]["name"], "审查规则");
}

#[tokio::test]
async fn numbers_beyond_a_float_reach_the_window_digit_by_digit_and_stay_in_the_file() {
    let desk = Desk::new();
    let file = desk.folder().join("big.json");
    std::fs::write(
        &file,
        r#"{"formatVersion":1,"name":"big","nodes":[{"id":"n1","kind":"AliyunCloudOpenAPI","action":"assumeApi","name":"call",
            "settings":{"parameters":{"Id":{"value":1234567890123456789}}}}],"edges":[]}"#,
    )
    .unwrap();
    desk.choose(&file);

    let view = desk.ok("document_open", json!({})).await;
    let target = desk.folder().join("copy.json");
    desk.choose(&target);
    desk.ok("document_export", json!({ "doc": view["doc"] })).await;

    let node = &view["nodes"][0];
    assert_eq!(node["settings"]["parameters"]["Id"]["value"], json!("1234567890123456789"), "{view}");
    let text = std::fs::read_to_string(&target).unwrap();
    assert!(text.contains(r#""value": 1234567890123456789"#), "{text}");
}

#[tokio::test]
async fn pictures_are_exported_by_the_window_and_the_drawn_one_opens_again() {
    let desk = Desk::new();
    let view = desk.ok("document_new", json!({ "template": "review-response-rules" })).await;
    let export = async |form: &str, name: &str| {
        let target = desk.folder().join(name);
        desk.choose(&target);
        let reply = desk.ok("document_export", json!({ "doc": view["doc"], "form": form })).await;
        assert_eq!((&reply["file"], &reply["note"]), (&json!(name), &Value::Null), "{reply}");
        std::fs::read(&target).unwrap()
    };

    let png = export("png", "rules.png").await;
    let svg = export("svg", "rules.svg").await;

    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() > 2_000, "{} bytes", png.len());
    let text = String::from_utf8(svg).unwrap();
    assert!(text.contains("list_rules") && text.contains("<svg"), "{text}");
    desk.choose(&desk.folder().join("rules.svg"));
    let again = desk.ok("document_open", json!({})).await;
    assert_eq!((&again["nodes"], &again["edges"]), (&view["nodes"], &view["edges"]));
    // An export is no save: the playbook has no file now as before.
    let shown = desk.ok("document_show", json!({ "doc": view["doc"] })).await;
    assert_eq!(shown["state"]["file"], Value::Null);
}

// macOS has a font with a sign for every place of Unicode, and elsewhere nobody knows what is there.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_exported_picture_says_which_letters_became_boxes() {
    let desk = Desk::new();
    let view = desk.ok("document_new", json!({ "template": "blank" })).await;
    let doc = view["doc"].as_str().unwrap();
    let add = json!({ "addNode": { "kind": "filter", "position": { "x": 300, "y": 200 } } });
    let node = &desk.edit(doc, add).await["created"][0];
    desk.edit(doc, json!({ "renameNode": { "node": node, "name": "one \u{10FFFD} two" } })).await;
    let export = async |form: &str| {
        desk.choose(&desk.folder().join(form));
        desk.ok("document_export", json!({ "doc": doc, "form": form })).await
    };

    let reply = export("png").await;

    assert_eq!(reply["file"], json!("png"), "it is written all the same");
    assert_eq!(reply["notes"], json!([{ "id": "picture-unseen", "args": { "letters": "\u{10FFFD}" } }]));
    // Whoever opens these has other fonts.
    assert_eq!((&export("svg").await["notes"], &export("json").await["notes"]), (&json!([]), &json!([])));
}

/// A document of the metadata service with one operation.
const MADE_UP: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"MadeUp","version":"2024-01-01"},
    "apis":{"ListThings":{"summary":"Lists things.","methods":["post"],"parameters":[]}}}"#;

#[tokio::test]
async fn what_is_imported_is_listed_used_and_can_be_removed() {
    let desk = Desk::new();
    let file = desk.folder().join("made-up.json");
    std::fs::write(&file, MADE_UP).unwrap();
    desk.choose(&file);

    let report = desk.ok("catalog_import", json!({})).await;
    let listed = desk.ok("catalog_list", json!({})).await;

    assert_eq!((&report["operations"], &report["skipped"]), (&json!(1), &json!([])));
    let layers = listed["layers"].as_array().unwrap();
    assert_eq!(layers.len(), 1, "{layers:?}");
    assert_eq!(
        (&layers[0]["product"], &layers[0]["source"], &layers[0]["operations"]),
        (&json!("MadeUp"), &json!("document"), &json!(1))
    );
    assert!(listed["embeddedOperations"].as_u64().unwrap() > 5000);
    assert!(listed["products"].as_array().unwrap().iter().any(|product| product["code"] == "MadeUp"));

    let after = desk.ok("catalog_remove", json!({ "layers": [layers[0]["id"], "../profiles.json"] })).await;
    assert_eq!(after["layers"], json!([]));
}

#[tokio::test]
async fn an_import_that_cannot_be_read_names_the_reason_and_changes_nothing() {
    let desk = Desk::new();
    let file = desk.folder().join("page.json");
    std::fs::write(&file, "<!doctype html><title>Sign in</title>").unwrap();
    desk.choose(&file);

    let report = desk.ok("catalog_import", json!({})).await;
    let closed = desk.ok("catalog_import", json!({ "folder": true })).await;

    assert_eq!(report["operations"], 0);
    assert_eq!(report["skipped"][0]["why"]["id"], "catalog-skip-html");
    assert_eq!(closed, Value::Null);
    assert_eq!(desk.ok("catalog_list", json!({})).await["layers"], json!([]));
}

#[tokio::test]
async fn malformed_requests_are_refused_by_name() {
    let desk = Desk::new();

    assert_eq!(desk.err("no_such_command", json!({})).await["code"], "bad-request");
    let odd = desk.err("edit", json!({ "doc": 7 })).await;
    assert_eq!((&odd["code"], &odd["param"]), (&json!("bad-request"), &json!("doc")));
    assert_eq!(desk.err("document_check", json!({ "doc": "doc-unknown" })).await["code"], "bad-request");
    assert_eq!(desk.err("link_open", json!({ "url": "https://evil.example/" })).await["code"], "unsafe");
}

fn profile(name: &str, read_only: bool) -> Value {
    json!({ "name": name, "accessKeyId": "LTAI5tSoarboardFake0001", "accessKeySecret": "soarboardFakeSecret",
        "region": "cn-hangzhou", "readOnly": read_only })
}
