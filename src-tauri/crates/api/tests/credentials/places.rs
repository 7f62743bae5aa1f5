//! "Where are my secrets?": every sentence of that page, held against what is on disk and in the store.

use std::fs::read;
use std::sync::Arc;

use serde_json::{Value, json};
use soarboard_model::message::{Lang, Message};
use soarboard_secret::{MemoryStore, SERVICE, SecretStore};

use super::{CANARY, Keyring, keys, role};
use crate::support::Desk;

const AUDIT: &str = "acs:ram::1000000000000002:role/SecurityAudit";

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// Returns the sentences of the page in English.
fn sentences(list: &Value) -> Vec<String> {
    let places = list["places"].as_array().unwrap().iter();
    places.map(|place| Message::new(place["id"].as_str().unwrap()).text(Lang::En)).collect()
}

#[tokio::test]
async fn what_the_page_says_is_so() {
    for (store, is_keyring) in [
        (Arc::new(Keyring::default()) as Arc<dyn SecretStore>, true),
        (Arc::new(MemoryStore::default()) as Arc<dyn SecretStore>, false),
    ] {
        let desk = Desk::with_secrets(store.clone());
        desk.ok("credential_add", keys("ops", true)).await;
        desk.ok("credential_add", role("member", "practice", AUDIT)).await;
        // A session of the role is asked for and used.
        desk.ok("credential_test", json!({ "name": "member" })).await;

        let list = desk.ok("credential_list", json!({})).await;
        let said = sentences(&list);

        assert_eq!(said[0].contains("memory of this program only"), !is_keyring, "{said:?}");
        assert_eq!(said[0].contains(&format!("“{SERVICE}”")), is_keyring, "{said:?}");
        assert!(store.get("profile/ops").unwrap().is_some(), "the secret is where it is said to be");

        // "profiles.json in the data folder lists names, marks, roles and the last four characters of AccessKey IDs".
        assert!(said[1].contains("profiles.json in the data folder"), "{said:?}");
        let listed = read(desk.data().join("profiles.json")).unwrap();
        // What lives in memory is gone at the end with its whole profile, so the list does not promise it.
        for (text, is_there) in [("member", true), (AUDIT, true), ("ops", is_keyring), ("0001", is_keyring)] {
            assert_eq!(holds(&listed, &format!("\"{text}\"")), is_there, "{text}");
        }
        assert!(!holds(&listed, "LTAI-made-up-0001"), "no more than the end of the key id");

        // "no secret is in it"; "Session keys of assumed roles are in memory only".
        let files = desk.files();
        assert!(!files.is_empty());
        for file in files {
            let bytes = read(&file).unwrap();
            for text in [CANARY, "STS.", "SecurityToken\":"] {
                assert!(!holds(&bytes, text), "{text} in {}", file.display());
            }
        }
    }
}

/// The keyrings of all systems are named with the service name that the entries really have, in both languages.
#[test]
fn every_keyring_sentence_names_the_entries() {
    for id in ["secret-service", "keychain", "credential-manager"] {
        let message = Message::new(format!("error-secrets-{id}"));
        for lang in [Lang::En, Lang::Zh] {
            assert!(message.text(lang).contains(SERVICE), "{id}: {}", message.text(lang));
        }
    }
}
