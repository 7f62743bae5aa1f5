//! `catalog`, `endpoint`, `policy`.

use serde_json::json;

use crate::{Desk, keys};

const LIST: [&str; 2] = ["cloud-siem", "ListAutomateResponseConfigs"];

#[test]
fn products_are_listed() {
    let rows = Desk::new().run(&["catalog", "list", "--json"]).exits(0).json();

    let siem = rows.as_array().unwrap().iter().find(|row| row["product"] == "cloud-siem").unwrap();
    assert_eq!(keys(siem), ["operations", "product", "title", "version", "versions"]);
    assert_eq!(siem["version"], "2022-06-16");
}

#[test]
fn operations_are_found_in_both_languages() {
    let desk = Desk::new();

    let english = desk.run(&["catalog", "search", "list automated response rules", "--json"]).exits(0).json();
    let chinese = desk.run(&["--lang", "zh", "catalog", "search", "自动响应规则", "--limit", "5", "--json"]);
    let chinese = chinese.exits(0).json();

    assert_eq!(keys(&english[0]), ["accessLevel", "operation", "product", "score", "title", "version"]);
    assert_eq!((&english[0]["operation"], &english[0]["accessLevel"]), (&json!(LIST[1]), &json!("list")));
    assert!(chinese.as_array().unwrap().len() <= 5);
    assert!(chinese.as_array().unwrap().iter().any(|hit| hit["operation"] == LIST[1]), "{chinese}");
    assert_eq!(desk.run(&["catalog", "search", "qqqqqqqq", "--json"]).exits(0).json(), json!([]));
}

#[test]
fn an_operation_is_shown_with_everything_a_call_needs() {
    let desk = Desk::new();

    let shown = desk.run(&["catalog", "show", LIST[0], LIST[1], "--json"]).exits(0).json();

    assert_eq!(
        keys(&shown),
        [
            "accessLevel",
            "deprecated",
            "doc",
            "endpoint",
            "method",
            "operation",
            "paging",
            "parameters",
            "path",
            "product",
            "ram",
            "source",
            "style",
            "title",
            "version",
        ]
    );
    assert_eq!(
        (&shown["style"], &shown["method"], &shown["path"]),
        (&json!("rpc"), &json!("POST"), &json!("/"))
    );
    let size = shown["parameters"].as_array().unwrap().iter().find(|p| p["name"] == "PageSize").unwrap();
    assert_eq!(
        size,
        &json!({ "name": "PageSize", "in": "form", "type": "integer", "format": "int64", "required": true })
    );
    assert_eq!(shown["paging"]["mode"], "number");
    assert_eq!(shown["paging"]["totalPath"], ".Data.PageInfo.TotalCount");
    assert_eq!(shown["ram"]["action"], "yundun-sas:ListAutomateResponseConfigs");
    let text = desk.run(&["catalog", "show", LIST[0], LIST[1]]).exits(0).stdout;
    assert!(text.contains("* PageSize") && text.contains("yundun-sas:"), "{text}");
}

#[test]
fn structured_parameters_show_their_parts() {
    let shown = Desk::new().run(&["catalog", "show", "Ecs", "DescribeInstances", "--json"]).exits(0).json();

    let tag = shown["parameters"].as_array().unwrap().iter().find(|p| p["name"] == "Tag").unwrap();
    assert_eq!(tag["type"], "array");
    let names: Vec<_> = tag["items"]["properties"].as_array().unwrap().iter().map(|p| &p["name"]).collect();
    assert!(names.contains(&&json!("Key")) && names.contains(&&json!("Value")), "{tag}");
}

#[test]
fn a_product_shows_its_operations() {
    let desk = Desk::new();

    let shown = desk.run(&["catalog", "show", "cloud-siem", "--json"]).exits(0).json();

    assert_eq!(keys(&shown), ["operations", "product", "title", "version", "versions"]);
    assert!(shown["operations"].as_array().unwrap().iter().any(|row| row["operation"] == LIST[1]));
    desk.run(&["catalog", "show", "cloud-siem", "--api-version", "1999-01-01"]).exits(2);
    desk.run(&["catalog", "show", "nope"]).exits(2);
}

#[test]
fn an_endpoint_comes_with_its_rule() {
    let desk = Desk::new();

    let shown = desk.run(&["endpoint", "ecs", "--region", "cn-hangzhou", "--json"]).exits(0).json();
    let text = desk.run(&["endpoint", "cloud-siem"]).exits(0);

    assert_eq!(keys(&shown), ["alternatives", "host", "reason", "region", "rule"]);
    assert_eq!((&shown["region"], &shown["rule"]), (&json!("cn-hangzhou"), &json!("region")));
    assert!(text.stdout.ends_with(".aliyuncs.com\n") && text.stdout.lines().count() == 1, "{text:#?}");
    assert!(!text.stderr.is_empty());
    assert_eq!(desk.run(&["endpoint", "cloud-siem", "--quiet"]).exits(0).stderr, "");
    let guess = desk.run(&["endpoint", "no-such-product", "--json"]).exits(0).json();
    assert_eq!(guess["rule"], "guess");
}

#[test]
fn a_policy_names_role_action_and_standing() {
    let desk = Desk::new();

    let shown = desk.run(&["policy", "--operation", LIST[0], LIST[1], "--json"]).exits(0).json();

    assert_eq!(
        keys(&shown),
        ["notes", "policy", "role", "source", "statements", "systemPolicies", "trustPolicy"]
    );
    assert_eq!(shown["role"], "AliyunSiemSoarExecutionDefaultRole");
    assert_eq!(
        shown["statements"],
        json!([{
            "action": "yundun-sas:ListAutomateResponseConfigs", "resource": "*", "nodes": [],
            "standing": "documented",
        }])
    );
    assert_eq!(shown["policy"]["Statement"][0]["Effect"], "Allow");
    assert_eq!(shown["trustPolicy"]["Statement"][0]["Action"], "sts:AssumeRole");
    assert!(
        desk.run(&["policy", "--operation", LIST[0], LIST[1]]).exits(0).stdout.contains("sts:AssumeRole")
    );
    desk.run(&["policy", "--operation", LIST[0], "Nope"]).exits(2);
}

#[test]
fn an_operation_that_needs_no_permission_is_said_to_need_none() {
    let desk = Desk::new();

    let reply = desk.run(&["policy", "--operation", "Sts", "GetCallerIdentity", "--json"]).exits(0).json();
    let text = desk.run(&["policy", "--operation", "Sts", "GetCallerIdentity"]).exits(0).stdout;

    assert_eq!(
        (&reply["statements"], &reply["policy"], &reply["systemPolicies"]),
        (&json!([]), &json!(null), &json!([]))
    );
    assert!(text.contains("no permission") && !text.contains("Statement"), "{text}");
}
