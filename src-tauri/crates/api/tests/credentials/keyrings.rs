//! Keyrings that are missing, locked or refuse: each gives its own sentence, and no secret goes elsewhere.

use std::sync::Arc;

use serde_json::{Value, json};
use soarboard_secret::{Backend, Secret, SecretStore, StoreError};

use super::{CANARY, keys, named};
use crate::support::Desk;

/// A keyring that answers everything with one failure.
struct Failing(StoreError);

impl SecretStore for Failing {
    fn backend(&self) -> Backend {
        Backend::SystemKeyring
    }

    fn get(&self, _: &str) -> Result<Option<Secret>, StoreError> {
        Err(self.0.clone())
    }

    fn set(&self, _: &str, _: &Secret) -> Result<(), StoreError> {
        Err(self.0.clone())
    }

    fn remove(&self, _: &str) -> Result<bool, StoreError> {
        Err(self.0.clone())
    }
}

type Broken = fn(String) -> StoreError;

fn desk(error: Broken) -> Desk {
    Desk::with_secrets(Arc::new(Failing(error("made-up reason".to_owned()))))
}

fn places(list: &Value) -> Vec<&str> {
    list["places"].as_array().unwrap().iter().map(|place| place["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn each_bad_keyring_has_its_sentence_and_a_way_on() {
    for (error, id, retryable) in [
        (StoreError::Locked as Broken, "error-keyring-locked", true),
        (StoreError::Denied, "error-keyring-denied", false),
        (StoreError::Malformed, "error-keyring-malformed", false),
    ] {
        let desk = desk(error);

        let list = desk.ok("credential_list", json!({})).await;
        let refused = desk.err("credential_add", keys("ops", false)).await;

        assert_eq!((&list["problem"]["id"], &list["backend"]), (&json!(id), &json!("systemKeyring")));
        assert!(
            places(&list)[0] != "error-secrets-memory",
            "nothing is kept in memory in place of a locked keyring"
        );
        assert_eq!((&refused["code"], &refused["message"]["id"]), (&json!("keyring"), &json!(id)));
        assert_eq!(
            (&refused["hint"]["id"], &refused["retryable"]),
            (&json!(format!("{id}-hint")), &json!(retryable))
        );
        assert!(!refused.to_string().contains(CANARY));
        assert!(desk.files().is_empty(), "a profile without its secret is not listed");
    }
}

#[tokio::test]
async fn a_keyring_that_locks_later_fails_the_call_and_keeps_the_profile() {
    let desk = desk(StoreError::Locked);
    let list = desk.folder().join("data/profiles.json");
    std::fs::write(&list, r#"[{ "name": "ops", "accessKeyIdTail": "0001" }]"#).unwrap();

    let test = desk.err("credential_test", named("ops")).await;
    let remove = desk.err("credential_remove", named("ops")).await;

    assert_eq!((&test["code"], &remove["code"]), (&json!("keyring"), &json!("keyring")));
    assert_eq!(desk.ok("credential_list", json!({})).await["profiles"].as_array().unwrap().len(), 2);
    assert_eq!(desk.sent(), 0);
}

#[tokio::test]
async fn without_a_keyring_secrets_are_in_memory_and_the_list_says_so() {
    let desk = desk(StoreError::Missing);

    let list = desk.ok("credential_add", keys("ops", false)).await;

    assert_eq!(
        (&list["problem"]["id"], &list["backend"]),
        (&json!("error-keyring-missing"), &json!("sessionMemory"))
    );
    assert_eq!(places(&list), ["error-secrets-memory", "error-secrets-list", "error-secrets-sessions"]);
    assert_eq!(desk.err("credential_test", named("ops")).await["code"], "unreachable", "the key is there");
    let restarted = desk.restarted();
    assert_eq!(restarted.err("credential_test", named("ops")).await["code"], "credential-missing");
    for file in desk.files() {
        assert!(!std::fs::read_to_string(&file).unwrap().contains(CANARY), "{}", file.display());
    }
}
