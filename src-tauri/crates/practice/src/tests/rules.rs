//! Response rules: three pages of them, and what writing changes.

use super::*;

const CONDITION: &str = r#"[{"left":{"value":"alert_name"},"operator":"equals","right":{"value":"x"}}]"#;
const ACTION: &str = r#"[{"actionType":"doPlaybook","playbookName":"p","playbookUuid":"u"}]"#;

fn total(bench: &Bench, params: &[(&str, &str)]) -> i64 {
    let mut all = vec![("CurrentPage", "1"), ("PageSize", "100")];
    all.extend_from_slice(params);
    let body = bench.ok(SIEM, "ListAutomateResponseConfigs", &all);
    let rows = body["Data"]["ResponseData"].as_array().unwrap().len();
    let total = body["Data"]["PageInfo"]["TotalCount"].as_i64().unwrap();
    assert_eq!(i64::try_from(rows).unwrap(), total);
    total
}

fn rule(bench: &Bench, id: &str) -> Value {
    let params = [("CurrentPage", "1"), ("PageSize", "10"), ("Id", id)];
    bench.ok(SIEM, "ListAutomateResponseConfigs", &params)["Data"]["ResponseData"][0].clone()
}

fn create(bench: &Bench, name: &str) -> String {
    let params = [
        ("RuleName", name),
        ("AutoResponseType", "alert"),
        ("ActionType", "doPlaybook"),
        ("ActionConfig", ACTION),
        ("ExecutionCondition", CONDITION),
    ];
    bench.ok(SIEM, "PostAutomateResponseConfig", &params)["Data"].as_str().unwrap().to_owned()
}

#[test]
fn the_rules_fill_three_pages_of_ten() {
    let bench = Bench::new();
    let pages =
        pages(&bench, SIEM, "ListAutomateResponseConfigs", "/Data/ResponseData", &[("PageSize", "10")]);

    assert_eq!(sizes(&pages), [10, 10, 3]);
    assert_eq!(distinct(&pages, "Id"), 23);
    let last = [("CurrentPage", "3"), ("PageSize", "10")];
    let info = &bench.ok(SIEM, "ListAutomateResponseConfigs", &last)["Data"]["PageInfo"];
    let numbers = ["CurrentPage", "PageSize", "TotalCount"].map(|name| info[name].as_i64().unwrap());
    assert_eq!(numbers, [3, 10, 23]);
}

#[test]
fn conditions_and_actions_are_json_texts() {
    let bench = Bench::new();
    let body = bench.ok(SIEM, "ListAutomateResponseConfigs", &[("CurrentPage", "1"), ("PageSize", "100")]);

    for row in body["Data"]["ResponseData"].as_array().unwrap() {
        let condition: Value = serde_json::from_str(row["ExecutionCondition"].as_str().unwrap()).unwrap();
        let actions: Value = serde_json::from_str(row["ActionConfig"].as_str().unwrap()).unwrap();
        assert!(condition[0]["left"]["value"].is_string(), "{row}");
        let types: Vec<&str> =
            actions.as_array().unwrap().iter().map(|a| a["actionType"].as_str().unwrap()).collect();
        assert_eq!(row["ActionType"], types.join(","));
    }
}

#[test]
fn rules_are_found_by_every_filter() {
    let bench = Bench::new();

    assert_eq!(total(&bench, &[]), 23);
    assert_eq!(total(&bench, &[("ResponseRuleType", "preset")]), 5);
    assert_eq!(total(&bench, &[("Status", "0")]), 5);
    assert_eq!(total(&bench, &[("ActionType", "changeThreatLevel")]), 2);
    assert_eq!(total(&bench, &[("RuleName", "SSH"), ("AutoResponseType", "alert")]), 1);
    assert_eq!(total(&bench, &[("RuleName", "反弹"), ("Lang", "zh")]), 1);
    assert_eq!(total(&bench, &[("SubUserId", "1000000000000003")]), 1);
}

#[test]
fn a_new_rule_is_listed_off_and_can_be_changed_switched_and_deleted() {
    let bench = Bench::new();
    let id = create(&bench, "mine");
    assert_eq!(total(&bench, &[]), 24);
    assert_eq!(
        (&rule(&bench, &id)["Status"], &rule(&bench, &id)["ResponseRuleType"]),
        (&0.into(), &"custom".into())
    );

    bench.pass(60);
    bench.ok(SIEM, "PostAutomateResponseConfig", &[("Id", &id), ("RuleName", "renamed")]);
    bench.ok(SIEM, "UpdateAutomateResponseConfigStatus", &[("Ids", &format!("[{id}]")), ("InUse", "true")]);

    let changed = rule(&bench, &id);
    assert_eq!((&changed["RuleName"], &changed["Status"]), (&"renamed".into(), &100.into()));
    assert_ne!(changed["GmtCreate"], changed["GmtModified"]);
    bench.ok(SIEM, "DeleteAutomateResponseConfig", &[("Id", &id)]);
    assert_eq!(total(&bench, &[]), 23);
    assert_ne!(create(&bench, "next"), id, "ids are never used twice");
}

#[test]
fn incomplete_and_unreadable_rules_are_refused() {
    let bench = Bench::new();
    let post = |params: &[(&str, &str)]| bench.refused(SIEM, "PostAutomateResponseConfig", params).1;

    assert_eq!(post(&[("RuleName", "x")]), "MissingParameter");
    assert_eq!(post(&[("Id", "1")]), "InvalidParameter.Id");
    let id = create(&bench, "mine");
    assert_eq!(post(&[("Id", &id), ("ExecutionCondition", "{}")]), "InvalidParameter.ExecutionCondition");
    assert_eq!(post(&[("Id", &id), ("ActionType", "doPlaybook,fly")]), "InvalidParameter.ActionType");
    assert_eq!(post(&[("Id", &id), ("AutoResponseType", "never")]), "InvalidParameter.AutoResponseType");
    assert_eq!(rule(&bench, &id)["RuleName"], "mine");
}

#[test]
fn preset_rules_can_be_switched_only() {
    let bench = Bench::new();
    let id = "10001";

    assert_eq!(bench.refused(SIEM, "DeleteAutomateResponseConfig", &[("Id", id)]).1, "InvalidParameter.Id");
    let rename = [("Id", id), ("RuleName", "mine")];
    assert_eq!(bench.refused(SIEM, "PostAutomateResponseConfig", &rename).1, "InvalidParameter.Id");
    bench.ok(SIEM, "UpdateAutomateResponseConfigStatus", &[("Ids", "[10001]"), ("InUse", "false")]);
    assert_eq!(rule(&bench, id)["Status"], 0);
}

#[test]
fn switching_is_all_or_nothing() {
    let bench = Bench::new();
    let params = [("Ids", "[10001,99]"), ("InUse", "false")];

    let code = bench.refused(SIEM, "UpdateAutomateResponseConfigStatus", &params).1;

    assert_eq!(code, "InvalidParameter.Ids");
    assert_eq!(rule(&bench, "10001")["Status"], 100);
}

#[test]
fn a_kept_state_goes_on_where_it_ended() {
    let bench = Bench::new();
    let id = create(&bench, "mine");
    let kept = bench.gateway.state_json();

    let again = Bench::new();
    let again = Bench { gateway: again.gateway.with_state(&kept).unwrap(), ..again };

    assert_eq!(rule(&again, &id)["RuleName"], "mine");
    assert_eq!(again.gateway.state_json(), kept);
}
