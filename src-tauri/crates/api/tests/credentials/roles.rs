//! Profiles of roles: stored without a secret, chained without a circle, used through their source.

use serde_json::{Value, json};

use super::{CANARY, keys, named, profile, role};
use crate::support::Desk;

const AUDIT: &str = "acs:ram::1000000000000002:role/SecurityAudit";

#[tokio::test]
async fn a_role_signs_in_practice_and_holds_no_secret() {
    let desk = Desk::new();
    let mut new = role("member", "practice", AUDIT);
    new["role"]["sessionName"] = json!("drill");
    let list = desk.ok("credential_add", new).await;
    let member = profile(&list, "member");
    assert_eq!((&member["kind"], &member["backend"]), (&json!("roleArn"), &json!("none")));
    assert_eq!((&member["role"]["source"], &member["role"]["roleArn"]), (&json!("practice"), &json!(AUDIT)));

    let identity = desk.ok("credential_test", named("member")).await;
    assert_eq!(identity["arn"], "acs:ram::1000000000000002:assumed-role/SecurityAudit/drill");
    // A role on top of the role, of another account.
    desk.ok("credential_add", role("third", "member", "acs:ram::1000000000000003:role/SoarboardOperator"))
        .await;
    assert_eq!(desk.ok("credential_test", named("third")).await["accountId"], "1000000000000003");

    let (id, node) = desk.api_node("cloud-siem", "ListAutomateResponseConfigs").await;
    desk.set(
        &id,
        &node,
        &["parameters"],
        json!({ "CurrentPage": { "value": 1 }, "PageSize": { "value": 10 } }),
    )
    .await;
    let request = json!({ "doc": id, "node": node, "profile": "member", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;
    assert_eq!((&plan["practice"], &plan["trust"]), (&json!(true), &json!("practice")));
    let run = desk.ok("call_start", json!({ "plan": request, "confirmedHost": plan["host"] })).await;
    let ended = desk.ended(&run).await;
    assert_eq!((&ended["error"], &ended["practice"]), (&Value::Null, &json!(true)), "{ended}");
    assert_eq!(desk.sent(), 0);
}

#[tokio::test]
async fn many_tests_of_a_role_at_once_all_succeed() {
    let desk = Desk::new();
    desk.ok("credential_add", role("member", "practice", AUDIT)).await;

    let tests = (0..20).map(|_| desk.any("credential_test", named("member")));
    let answers = futures_util::future::join_all(tests).await;

    assert!(answers.iter().all(|answer| answer["accountId"] == "1000000000000002"), "{answers:?}");
}

#[tokio::test]
async fn refusals_of_a_role_say_what_makes_one_likely() {
    let desk = Desk::new();
    for (arn, hint) in [
        ("acs:ram::1000000000000001:role/AliyunSiemSoarExecutionDefaultRole", "error-role-execution"),
        ("acs:ram::1000000000000002:role/Nobody", "error-role-unknown"),
    ] {
        desk.ok("credential_add", role("r", "practice", arn)).await;
        let refused = desk.err("credential_test", named("r")).await;
        assert_eq!(refused["code"], "vendor-refused", "{refused}");
        assert_eq!(
            (&refused["message"]["id"], &refused["hint"]["id"]),
            (&json!("error-role-refused"), &json!(hint))
        );
    }
}

#[tokio::test]
async fn roles_that_cannot_be_are_refused_with_the_setting() {
    let desk = Desk::new();
    for (field, value, id) in [
        ("roleArn", json!("SecurityAudit"), "error-role-arn"),
        ("sessionName", json!("has space"), "error-role-session-name"),
        ("durationSeconds", json!(60), "error-role-duration"),
        ("externalId", json!("a b"), "error-role-external-id"),
        ("policy", json!("{}"), "error-role-policy"),
    ] {
        let mut new = role("r", "practice", AUDIT);
        new["role"][field] = value;
        let refused = desk.err("credential_add", new).await;
        assert_eq!(
            (&refused["message"]["id"], &refused["param"]),
            (&json!(id), &json!(format!("role.{field}")))
        );
    }
    let refused = desk.err("credential_add", role("r", "nobody", AUDIT)).await;
    assert_eq!(
        (&refused["code"], &refused["message"]["id"]),
        (&json!("credential-missing"), &json!("error-role-source"))
    );
    let refused = desk.err("credential_add", role("practice", "practice", AUDIT)).await;
    assert_eq!(refused["message"]["id"], "error-profile-reserved");
    assert_eq!(desk.err("credential_add", named("half")).await["message"]["id"], "error-profile-key");
}

#[tokio::test]
async fn chains_that_lead_back_are_refused_stored_or_written_by_hand() {
    let desk = Desk::new();
    desk.ok("credential_add", role("a", "practice", AUDIT)).await;
    desk.ok("credential_add", role("b", "a", AUDIT)).await;
    for (name, source) in [("a", "b"), ("c", "c")] {
        let refused = desk.err("credential_add", role(name, source, AUDIT)).await;
        assert_eq!(refused["message"]["id"], "error-role-cycle", "{refused}");
    }
    assert_eq!(desk.ok("credential_test", named("b")).await["accountId"], "1000000000000002");

    let list = desk.folder().join("data/profiles.json");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("\"source\": \"practice\"", "\"source\": \"b\"")).unwrap();

    assert_eq!(desk.ok("credential_list", json!({})).await["profiles"].as_array().unwrap().len(), 3);
    let refused = desk.err("credential_test", named("a")).await;
    assert_eq!(refused["message"]["args"]["chain"], "a → b → a");
}

#[tokio::test]
async fn a_source_stays_while_a_role_stands_on_it() {
    let desk = Desk::new();
    desk.ok("credential_add", keys("ops", false)).await;
    desk.ok("credential_add", role("member", "ops", AUDIT)).await;

    let refused = desk.err("credential_remove", named("ops")).await;
    assert_eq!(refused["message"]["id"], "error-profile-is-source");

    desk.ok("credential_remove", named("member")).await;
    desk.ok("credential_remove", named("ops")).await;
}

#[tokio::test]
async fn the_read_only_mark_of_a_source_holds_for_its_roles() {
    let desk = Desk::new();
    desk.ok("credential_add", keys("ops", true)).await;
    desk.ok("credential_add", role("member", "ops", AUDIT)).await;
    let (id, node) = desk.api_node("cloud-siem", "PostAutomateResponseConfig").await;
    let request = json!({ "doc": id, "node": node, "profile": "member", "values": {} });
    let plan = desk.ok("call_plan", request.clone()).await;
    let start = json!({ "plan": request, "confirmedHost": plan["host"], "typedOperation": "PostAutomateResponseConfig" });

    let refused = desk.err("call_start", start).await;

    assert_eq!((&refused["code"], &refused["message"]["args"]["name"]), (&json!("unsafe"), &json!("ops")));
    assert_eq!(desk.sent(), 0);
}

#[tokio::test]
async fn the_plan_says_whose_account_a_test_calls() {
    let desk = Desk::new();
    desk.ok("credential_add", keys("ops", false)).await;
    desk.ok("credential_add", role("member", "ops", AUDIT)).await;
    let (id, node) = desk.api_node("Sts", "GetCallerIdentity").await;
    for (account, profile, said) in [
        ("", "ops", "error-account-own"),
        ("1000000000000002", "ops", "error-account-member"),
        ("1000000000000002", "member", "error-account-role"),
        ("1000000000000003", "member", "error-account-role-other"),
        ("${event._tenant_id}", "member", "error-account-role-other"),
        ("", "member", "error-account-role"),
    ] {
        desk.set(&id, &node, &["account"], json!(account)).await;
        let plan = desk.ok("call_plan", json!({ "doc": id, "node": node, "profile": profile })).await;
        assert_eq!(plan["account"]["id"], said, "{account} {profile}");
    }
    let plan = desk.ok("call_plan", json!({ "doc": id, "node": node, "profile": "member" })).await;
    assert!(
        !plan["preview"].as_str().unwrap().contains("0001"),
        "the key of a session is not the source's: {plan}"
    );
}

#[tokio::test]
async fn a_role_replaces_keys_and_takes_their_secret_along() {
    let desk = Desk::new();
    desk.ok("credential_add", keys("ops", false)).await;
    desk.ok("credential_add", role("ops", "practice", AUDIT)).await;
    assert_eq!(desk.ok("credential_test", named("ops")).await["accountId"], "1000000000000002");

    // Keys again: the role must not shine through.
    let list = desk.ok("credential_add", keys("ops", false)).await;
    assert_eq!(profile(&list, "ops")["kind"], "accessKey");
    let failed = desk.err("credential_test", named("ops")).await;
    assert_eq!((&failed["code"], desk.sent() > 0), (&json!("unreachable"), true), "keys go to the network");
}

#[tokio::test]
async fn nothing_about_roles_shows_a_secret() {
    let desk = Desk::new();
    let mut answers = vec![desk.any("credential_add", keys("ops", false)).await];
    answers.push(desk.any("credential_add", role("member", "ops", AUDIT)).await);
    answers.push(desk.any("credential_test", named("member")).await);
    answers.push(desk.any("credential_add", role("ops", "ops", AUDIT)).await);
    answers.push(desk.any("credential_add", json!({ "name": "x", "role": CANARY })).await);
    answers.push(desk.any("credential_import", json!({ "take": ["config:nobody"] })).await);

    assert_eq!(answers[2]["code"], "unreachable");
    assert!(answers[2]["message"]["args"]["host"].as_str().unwrap().starts_with("sts."), "{}", answers[2]);
    for answer in &answers {
        assert!(!answer.to_string().contains(CANARY), "{answer}");
    }
    for file in desk.files() {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(CANARY), "{}", file.display());
    }
}
