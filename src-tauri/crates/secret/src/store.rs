//! Where secrets are kept: the trait, its errors, and the store in memory.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::Secret;

/// Service name under which a keyring shows our entries; sentences that tell people where their secrets are name it.
pub const SERVICE: &str = "soarboard";

/// Keeps secrets by key. Calls may block for as long as a person needs to unlock a keyring.
pub trait SecretStore: Send + Sync {
    /// Returns what kind of store this is.
    fn backend(&self) -> Backend;
    /// Returns the secret of a key, `None` when there is none.
    ///
    /// **Errors** see [`StoreError`].
    fn get(&self, key: &str) -> Result<Option<Secret>, StoreError>;
    /// Keeps a secret, replacing an older one.
    ///
    /// **Errors** see [`StoreError`].
    fn set(&self, key: &str, secret: &Secret) -> Result<(), StoreError>;
    /// Forgets a secret; `false` when there was none.
    ///
    /// **Errors** see [`StoreError`].
    fn remove(&self, key: &str) -> Result<bool, StoreError>;
}

/// Kind of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// The keyring of the operating system.
    SystemKeyring,
    /// Memory of the running program.
    SessionMemory,
}

/// Why a store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The system has no keyring service, or none answers.
    #[error("no system keyring: {0}")]
    Missing(String),
    /// There is a keyring, but it is locked or was never set up.
    #[error("the keyring is locked or not set up: {0}")]
    Locked(String),
    /// The keyring refuses this program or this entry.
    #[error("the keyring refuses: {0}")]
    Denied(String),
    /// What is stored there is not text, or too long.
    #[error("the keyring entry cannot be used: {0}")]
    Malformed(String),
}

/// Keeps secrets in the memory of the running program.
#[derive(Debug, Default)]
pub struct MemoryStore {
    secrets: Mutex<HashMap<String, Secret>>,
}

impl MemoryStore {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<String, Secret>) -> T) -> T {
        // A panic elsewhere cannot leave the map half changed: every act is one call on it.
        act(&mut self.secrets.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl SecretStore for MemoryStore {
    fn backend(&self) -> Backend {
        Backend::SessionMemory
    }

    fn get(&self, key: &str) -> Result<Option<Secret>, StoreError> {
        Ok(self.with(|secrets| secrets.get(key).map(Secret::duplicate)))
    }

    fn set(&self, key: &str, secret: &Secret) -> Result<(), StoreError> {
        self.with(|secrets| secrets.insert(key.to_owned(), secret.duplicate()));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<bool, StoreError> {
        Ok(self.with(|secrets| secrets.remove(key).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_store_keeps_replaces_and_forgets() {
        let store = MemoryStore::default();
        assert!(store.get("a").unwrap().is_none());

        store.set("a", &Secret::new("one")).unwrap();
        store.set("a", &Secret::new("two")).unwrap();

        assert_eq!(store.get("a").unwrap().unwrap().expose(), "two");
        assert!(store.remove("a").unwrap());
        assert!(!store.remove("a").unwrap());
    }

    #[test]
    fn debug_of_the_memory_store_shows_no_secret() {
        let store = MemoryStore::default();
        store.set("a", &Secret::new("canary-value")).unwrap();

        assert!(!format!("{store:?}").contains("canary"));
    }
}
