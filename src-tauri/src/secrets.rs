//! Where the desktop keeps secrets: the keyring of the system, else the memory of this session, never a file.
//!
//! Which one is decided at the first use and not at the start: asking a keyring can take as long as a person needs to
//! unlock it, and the engine asks from a thread that may wait.

use std::sync::{Arc, OnceLock};

use soarboard_secret::{Backend, KeyringStore, MemoryStore, Secret, SecretStore, StoreError};

/// Returns the store; touches nothing yet.
pub fn open() -> Arc<dyn SecretStore> {
    Arc::new(FirstThatAnswers::default())
}

#[derive(Default)]
struct FirstThatAnswers {
    // For good: a keyring that appears later would split the secrets of one session over two places.
    chosen: OnceLock<Box<dyn SecretStore>>,
}

impl FirstThatAnswers {
    fn store(&self) -> &dyn SecretStore {
        self.chosen.get_or_init(|| choose(KeyringStore::new())).as_ref()
    }
}

/// A locked keyring is still the place for secrets: its own errors say that it must be unlocked.
fn choose(keyring: KeyringStore) -> Box<dyn SecretStore> {
    match keyring.probe() {
        Err(StoreError::Missing(_)) => Box::new(MemoryStore::default()),
        _ => Box::new(keyring),
    }
}

impl SecretStore for FirstThatAnswers {
    fn backend(&self) -> Backend {
        self.store().backend()
    }

    fn get(&self, key: &str) -> Result<Option<Secret>, StoreError> {
        self.store().get(key)
    }

    fn set(&self, key: &str, secret: &Secret) -> Result<(), StoreError> {
        self.store().set(key, secret)
    }

    fn remove(&self, key: &str) -> Result<bool, StoreError> {
        self.store().remove(key)
    }
}
