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
