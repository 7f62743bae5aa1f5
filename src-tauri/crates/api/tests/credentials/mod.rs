//! Credential profiles beyond plain keys: roles, the vendor's files, and keyrings on bad days.

mod import;
mod keyrings;
mod places;
mod roles;

use serde_json::{Value, json};
use soarboard_secret::{Backend, MemoryStore, Secret, SecretStore, StoreError};

/// What must never show. It looks like a key, so that nothing refuses it for its form.
pub const CANARY: &str = "CanarySecret0123456789canary42";

/// A request that adds keys with the canary as their secret.
pub fn keys(name: &str, read_only: bool) -> Value {
    json!({ "name": name, "accessKeyId": "LTAI-made-up-0001", "accessKeySecret": CANARY, "readOnly": read_only })
}

/// A request that adds a role on top of another profile.
pub fn role(name: &str, source: &str, arn: &str) -> Value {
    json!({ "name": name, "role": { "source": source, "roleArn": arn } })
}

pub fn named(name: &str) -> Value {
    json!({ "name": name })
}

pub fn profile<'v>(list: &'v Value, name: &str) -> &'v Value {
    let profiles = list["profiles"].as_array().unwrap();
    profiles.iter().find(|profile| profile["name"] == name).unwrap_or(&Value::Null)
}

/// A store that works and calls itself the system's keyring.
#[derive(Default)]
pub struct Keyring(MemoryStore);

impl SecretStore for Keyring {
    fn backend(&self) -> Backend {
        Backend::SystemKeyring
    }

    fn get(&self, key: &str) -> Result<Option<Secret>, StoreError> {
        self.0.get(key)
    }

    fn set(&self, key: &str, secret: &Secret) -> Result<(), StoreError> {
        self.0.set(key, secret)
    }

    fn remove(&self, key: &str) -> Result<bool, StoreError> {
        self.0.remove(key)
    }
}
