//! `credential`. The keyring of the person who runs the tests is out of reach: see `Desk::command`.

use serde_json::json;

use crate::{Desk, keys};

#[test]
fn the_practice_profile_is_always_there() {
    let desk = Desk::new();

    let rows = desk.run(&["credential", "list", "--json"]).exits(0).json();

    assert_eq!(keys(&rows[0]), ["accessKeyIdTail", "backend", "kind", "name", "readOnly", "region"]);
    assert_eq!(
        (&rows[0]["name"], &rows[0]["kind"], &rows[0]["backend"]),
        (&json!("practice"), &json!("practice"), &json!("builtIn"))
    );
    desk.run(&["credential", "remove", "practice"]).exits(2);
    desk.run(&["credential", "remove", "nobody"]).exits(2);
}

#[test]
fn the_practice_profile_answers_who_it_is() {
    let desk = Desk::new();

    let ran = desk.run(&["credential", "test", "practice", "--json"]).exits(0);

    let identity = ran.json();
    assert_eq!(keys(&identity), ["accountId", "arn", "identityType", "name", "practice", "requestId"]);
    assert_eq!(identity["accountId"], soarboard_practice::PRACTICE_ACCOUNT_ID);
    assert!(ran.stderr.contains("practice"), "{ran:#?}");
}

#[test]
fn a_damaged_list_is_told_and_left_alone() {
    let desk = Desk::new();
    desk.write("data/profiles.json", "[{");

    let ran = desk.run(&["credential", "list"]).exits(2);

    assert!(ran.stderr.starts_with("error[file-unreadable]"), "{ran:#?}");
    assert_eq!(desk.read("data/profiles.json"), "[{");
}

// Elsewhere the keyring is no bus that an environment variable could hide.
#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_nothing_is_kept_and_nothing_is_shown() {
    let desk = Desk::new();

    let ran =
        desk.run_with("canary-secret\n", &["credential", "add", "audit", "--access-key-id", "LTAI-made-up"]);
    let ran = ran.exits(2);

    assert!(ran.stderr.starts_with("error[keyring]") && ran.stderr.contains("--credential env"), "{ran:#?}");
    assert!(!format!("{ran:?}").contains("canary"));
    assert!(!desk.path("data/profiles.json").exists());
}

#[test]
fn the_environment_needs_its_variables() {
    let desk = Desk::new();

    let ran = desk.run(&["credential", "test", "env"]).exits(2);
    let half = Desk::new().with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI-made-up");
    let half = half.run(&["call", "Sts", "GetCallerIdentity", "--credential", "env"]).exits(2);

    assert!(ran.stderr.contains("ALIBABA_CLOUD_ACCESS_KEY_ID"), "{ran:#?}");
    assert!(half.stderr.contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "{half:#?}");
}

const AUDIT: &str = "acs:ram::1000000000000002:role/SecurityAudit";

#[test]
fn a_role_needs_no_keyring_and_signs() {
    let desk = Desk::new();
    let add = ["credential", "add", "member", "--role-arn", AUDIT, "--source", "practice", "--json"];

    let row = desk.run(&add).exits(0).json();
    assert_eq!((&row[0]["kind"], &row[0]["role"]["source"]), (&json!("roleArn"), &json!("practice")));

    let ran = desk.run(&["credential", "test", "member", "--json"]).exits(0);
    assert_eq!(
        (&ran.json()["accountId"], &ran.json()["practice"]),
        (&json!("1000000000000002"), &json!(true))
    );
    desk.run(&["credential", "add", "x", "--role-arn", AUDIT]).exits(2);
    desk.run(&["credential", "add", "x"]).exits(2);
    desk.run(&["credential", "remove", "member"]).exits(0);
}

#[test]
fn import_lists_without_secrets_and_wants_a_keyring_to_take_over() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path(".aliyun")).unwrap();
    let ak = r#""access_key_id":"LTAI-made-up-0007","access_key_secret":"canary-secret""#;
    let config = format!(
        r#"{{"profiles":[{{"name":"default","mode":"AK",{ak}}},{{"name":"ecs","mode":"EcsRamRole"}},
        {{"name":"loop","mode":"ChainableRamRoleArn","source_profile":"loop","ram_role_arn":"{AUDIT}"}}]}}"#
    );
    desk.write(".aliyun/config.json", &config);
    desk.write(
        "own.ini",
        "[default]\ntype=access_key\naccess_key_id=LTAI-8\naccess_key_secret=canary#x\nstray\n",
    );
    let desk = desk.with("ALIBABA_CLOUD_CREDENTIALS_FILE", "own.ini");

    let ran = desk.run(&["credential", "import", "--json"]).exits(0);

    let rows = ran.json();
    let ids: Vec<_> = rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["config:default", "config:ecs", "config:loop", "ini:default"]);
    assert!(rows[2]["problem"].as_str().unwrap().contains("loop → loop"), "{rows}");
    assert!(ran.stderr.contains("line 5"), "{ran:#?}");
    let words = desk.run(&["credential", "import"]).exits(0);
    assert!(words.stdout.contains("EcsRamRole"), "{words:#?}");
    let twice = desk.run(&["credential", "import", "default"]).exits(2);
    assert!(twice.stderr.contains("config:default"), "{twice:#?}");
    desk.run(&["credential", "import", "nobody"]).exits(2);
    for shown in [&ran, &words, &twice] {
        assert!(!format!("{shown:?}").contains("canary"), "{shown:#?}");
    }
    assert_eq!(desk.read(".aliyun/config.json"), config);
    #[cfg(target_os = "linux")]
    {
        let refused = desk.run(&["credential", "import", "config:default"]).exits(2);
        assert!(refused.stderr.starts_with("error[keyring]"), "{refused:#?}");
        assert!(!desk.path("data/profiles.json").exists());
    }
}

#[test]
fn a_call_signs_as_the_role_of_the_command_line() {
    let desk = Desk::new();
    let call = |more: &[&str]| {
        let line = ["call", "Sts", "GetCallerIdentity", "--credential", "practice"];
        desk.run(&[&line[..], more].concat())
    };

    let as_role = call(&["--assume-role", AUDIT]).exits(0);
    assert!(as_role.lines()[0]["Arn"].as_str().unwrap().ends_with("02:assumed-role/SecurityAudit/soarboard"));
    assert!(as_role.stderr.contains(AUDIT), "{as_role:#?}");
    let in_member = call(&["--assume-role", AUDIT, "--account", "1000000000000003"]).exits(0);
    assert_eq!(in_member.lines()[0]["AccountId"], "1000000000000003");
    let by_name = call(&["--assume-role", "SoarboardOperator", "--account", "1000000000000002"]).exits(0);
    assert_eq!(by_name.lines()[0]["AccountId"], "1000000000000002");

    let nobody = call(&["--account", "1000000000000002"]).exits(2);
    assert!(nobody.stderr.contains("--assume-role NAME"), "{nobody:#?}");
    call(&["--assume-role", "SecurityAudit"]).exits(2);
    call(&["--assume-role", AUDIT, "--account", "two"]).exits(2);
    let execution = "acs:ram::1000000000000001:role/AliyunSiemSoarExecutionDefaultRole";
    let refused = call(&["--assume-role", execution]).exits(3);
    assert!(refused.stderr.contains("trusts the Security Center service, not users"), "{refused:#?}");

    // A profile of a role brings its role's name along.
    desk.run(&["credential", "add", "member", "--role-arn", AUDIT, "--source", "practice"]).exits(0);
    let line =
        ["call", "Sts", "GetCallerIdentity", "--credential", "member", "--account", "1000000000000003"];
    assert_eq!(desk.run(&line).exits(0).lines()[0]["AccountId"], "1000000000000003");
    let dry = desk.run(&[&line[..], &["--dry-run", "--json"]].concat()).exits(0);
    assert_eq!(dry.json()["practice"], true);
}
