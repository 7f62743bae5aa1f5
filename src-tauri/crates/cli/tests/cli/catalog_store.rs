//! `catalog import` and `catalog diff`: metadata from files, counted to the last one.

use serde_json::{Value, json};

use crate::{Desk, keys};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/api-docs");

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../schemas/samples/review-response-rules.playbook.json");

#[test]
fn a_folder_is_imported_and_what_is_skipped_is_named() {
    let desk = Desk::new();

    let report = desk.run(&["catalog", "import", FOLDER, "--json"]).exits(1).json();
    let shown = desk.run(&["catalog", "show", "odd", "ListThings", "--json"]).exits(0).json();

    assert_eq!(keys(&report), ["operations", "products", "skipped"]);
    assert_eq!((&report["products"], &report["operations"]), (&json!(1), &json!(1)));
    let skipped: Vec<&str> =
        report["skipped"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    for what in ["page.json", "refusal.json", "truncated.json"] {
        assert!(skipped.iter().any(|name| name.ends_with(what)), "{what} is not in {skipped:?}");
    }
    assert_eq!((&shown["product"], &shown["deprecated"]), (&json!("Odd"), &json!(true)));
}

#[test]
fn an_import_stays_with_its_data_folder() {
    let (one, other) = (Desk::new(), Desk::new());
    one.run(&["catalog", "import", FOLDER]).exits(1);

    one.run(&["catalog", "show", "Odd"]).exits(0);
    other.run(&["catalog", "show", "Odd"]).exits(2);
}

#[test]
fn the_same_metadata_breaks_no_call() {
    let odd = format!("{FOLDER}/odd.json");

    Desk::new().run(&["catalog", "diff", &odd, &odd]).exits(0);
}

#[test]
fn imported_texts_and_ram_actions_are_used_and_named() {
    let desk = Desk::new();
    desk.run(&["catalog", "import", FOLDER]).exits(1);

    let shown = desk.run(&["catalog", "show", "odd", "ListThings", "--json"]).exits(0).json();
    let docs = shown["parameters"].as_array().unwrap().iter().filter(|one| one["doc"].is_string());
    assert!(docs.count() > 0, "{shown}");
    let policy = desk.run(&["policy", "--operation", "odd", "ListThings", "--json"]).exits(0).json();
    assert_eq!(policy["statements"][0]["resource"], "acs:odd:*:*:thing/*");
    assert_eq!(policy["statements"][0]["standing"], "documented");
    assert!(policy["source"].as_str().unwrap().starts_with("api-docs "), "{policy}");
}

/// A version of the metadata of the operation that the template calls, and of another one.
fn metadata(params: &str, others: &str) -> String {
    let info = r#"{"style":"RPC","product":"cloud-siem","version":"2022-06-16"}"#;
    let rule = format!(r#"{{"methods":["post"],"parameters":[{params}]}}"#);
    let apis = format!(r#"{{"ListAutomateResponseConfigs":{rule}{others}}}"#);
    format!(r#"{{"version":"1.0","info":{info},"apis":{apis}}}"#)
}

fn param(name: &str, more: &str) -> String {
    format!(r#"{{"name":"{name}","in":"query","schema":{{"type":"string"{more}}}}}"#)
}

#[test]
fn each_kind_of_change_names_the_nodes_it_hits() {
    let desk = Desk::new();
    std::fs::copy(SAMPLE, desk.path("review.json")).unwrap();
    let old = ["PageSize", "RegionId", "SubUserId"].map(|name| param(name, "")).join(",");
    desk.write("old.json", &metadata(&old, r#","Gone":{"methods":["post"],"parameters":[]}"#));
    let cases = [
        // The node sets it.
        ("removed", "RegionId", 1, ["PageSize", "SubUserId"].map(|name| param(name, "")).join(",")),
        (
            "renamed",
            "PageSize",
            1,
            ["PageSizes", "RegionId", "SubUserId"].map(|name| param(name, "")).join(","),
        ),
        // The node leaves it out.
        (
            "newlyRequired",
            "SubUserId",
            1,
            [param("PageSize", ""), param("RegionId", ""), param("SubUserId", r#","required":true"#)]
                .join(","),
        ),
        // The node does not set it, so that nothing changes for it.
        (
            "deprecated",
            "SubUserId",
            0,
            [param("PageSize", ""), param("RegionId", ""), param("SubUserId", r#","deprecated":true"#)]
                .join(","),
        ),
        (
            "deprecated",
            "RegionId",
            1,
            [param("PageSize", ""), param("RegionId", r#","deprecated":true"#), param("SubUserId", "")]
                .join(","),
        ),
    ];
    for (kind, name, hits, new) in cases {
        desk.write("new.json", &metadata(&new, r#","Gone":{"methods":["post"],"parameters":[]}"#));

        let args = ["catalog", "diff", "old.json", "new.json", "--playbook", "review.json", "--json"];
        let rows = desk.run(&args).exits(i32::from(hits > 0)).json();

        let row = rows.as_array().unwrap().iter().find(|row| row["kind"] == kind && row["param"] == name);
        let nodes = row.unwrap_or_else(|| panic!("{kind} {name}: {rows}"))["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), hits, "{kind} {name}: {rows}");
        if let Some(node) = nodes.first() {
            assert_eq!((&node["file"], &node["node"]), (&json!("review.json"), &json!("n2")));
        }
    }
}

#[test]
fn a_change_inside_a_parameter_hits_the_nodes_whose_values_have_it() {
    let desk = Desk::new();
    let list = |fields: &str| {
        let object = format!(r#"{{"type":"object","properties":{{{fields}}}}}"#);
        format!(r#"{{"name":"Filter","in":"query","schema":{{"type":"array","items":{object}}}}}"#)
    };
    let [key, must] = ["", r#","required":true"#].map(|more| format!(r#"{{"type":"string"{more}}}"#));
    desk.write("old.json", &metadata(&list(&format!(r#""Key":{key},"Mode":{key}"#)), ""));
    desk.write("new.json", &metadata(&list(&format!(r#""Key":{key},"Value":{must}"#)), ""));
    let sample: Value = serde_json::from_slice(&std::fs::read(SAMPLE).unwrap()).unwrap();
    let rows_with = |filter: Value| {
        let mut playbook = sample.clone();
        let settings = &mut playbook["nodes"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .find(|node| node["id"] == "n2")
            .unwrap()["settings"];
        settings["parameters"]["Filter"] = filter;
        desk.write("review.json", &playbook.to_string());
        let args = ["catalog", "diff", "old.json", "new.json", "--playbook", "review.json", "--json"];
        let rows = desk.run(&args).json();
        let row =
            |row: &Value| (row["param"].clone(), row["kind"].clone(), row["nodes"].as_array().unwrap().len());
        rows.as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let told = |removed: usize, required: usize| {
        vec![
            (json!("Filter[].Mode"), json!("removed"), removed),
            (json!("Filter[].Value"), json!("newlyRequired"), required),
        ]
    };

    assert_eq!(rows_with(json!({"value": [{"Key": "a", "Mode": "b"}]})), told(1, 1));
    assert_eq!(rows_with(json!({"value": [{"Key": "a", "Value": "b"}]})), told(0, 0));
    assert_eq!(rows_with(json!({"value": []})), told(0, 0));
    assert_eq!(rows_with(json!({"expression": "${event.filter}"})), told(0, 0));
}

#[test]
fn an_operation_that_is_gone_hits_the_nodes_that_call_it_and_no_others() {
    let desk = Desk::new();
    std::fs::copy(SAMPLE, desk.path("review.json")).unwrap();
    desk.write("old.json", &metadata("", r#","Gone":{"methods":["post"],"parameters":[]}"#));
    let diff = |new: &str| {
        desk.write("new.json", new);
        let ran =
            desk.run(&["catalog", "diff", "old.json", "new.json", "--playbook", "review.json", "--json"]);
        (ran.code, ran.json())
    };

    let (code, rows) = diff(&metadata("", ""));
    assert_eq!((code, &rows[0]["operation"], &rows[0]["nodes"]), (0, &json!("Gone"), &json!([])));
    let renamed =
        metadata("", r#","Gone":{"methods":["post"],"parameters":[]}"#).replace("ListAuto", "ShowAuto");
    let (code, rows) = diff(&renamed);
    assert_eq!((code, &rows[0]["kind"], &rows[0]["nodes"][0]["node"]), (1, &json!("removed"), &json!("n2")));
}

#[test]
fn a_path_that_is_not_there_is_an_unreadable_input() {
    Desk::new().run(&["catalog", "import", "/no/such/folder"]).exits(2);
}
