//! The keyring of the operating system: Secret Service, Keychain or Credential Manager.
//!
//! Calls block for as long as a person needs to unlock, so callers run them on a thread of their own. Errors are
//! reduced to the four kinds people can act on, and never carry stored bytes. Deliberately absent: a fall-back to a
//! file, and a retry after a failed start (the keyring crate remembers it for the whole process).

use keyring::v1::{Entry, Error};

use crate::{Backend, SERVICE, Secret, SecretStore, StoreError};

/// Key that is asked for by [`KeyringStore::probe`] and never stored.
const PROBE_KEY: &str = "soarboard-probe";

/// Keeps secrets in the keyring of the operating system, one entry per key.
#[derive(Debug, Clone)]
pub struct KeyringStore {
    service: String,
}

impl Default for KeyringStore {
    fn default() -> Self {
        Self { service: SERVICE.to_owned() }
    }
}

impl KeyringStore {
    /// Returns the store whose entries stand under `soarboard`; touches nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a store under another service name, so that tests never meet the entries of a person.
    pub fn with_service(service: impl Into<String>) -> Self {
        Self { service: service.into() }
    }

    /// Asks whether a keyring answers; stores nothing.
    ///
    /// **Errors**: [`StoreError::Missing`] when there is none. A locked keyring may pass: whether it can be written
    /// shows only on writing.
    pub fn probe(&self) -> Result<(), StoreError> {
        self.get(PROBE_KEY).map(drop)
    }

    fn entry(&self, key: &str) -> Result<Entry, StoreError> {
        Entry::new(&self.service, key).map_err(|error| match error {
            // The error itself says nothing; the failed start knows why.
            Error::NoDefaultStore => StoreError::Missing(start_failure()),
            other => store_error(&other),
        })
    }
}

impl SecretStore for KeyringStore {
    fn backend(&self) -> Backend {
        Backend::SystemKeyring
    }

    fn get(&self, key: &str) -> Result<Option<Secret>, StoreError> {
        match self.entry(key)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(store_error(&error)),
        }
    }

    fn set(&self, key: &str, secret: &Secret) -> Result<(), StoreError> {
        self.entry(key)?.set_password(secret.expose()).map_err(|error| store_error(&error))
    }

    fn remove(&self, key: &str) -> Result<bool, StoreError> {
        match self.entry(key)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(store_error(&error)),
        }
    }
}

fn start_failure() -> String {
    match Entry::store_status() {
        Ok(()) => "no store was set".to_owned(),
        Err(error) => cause(error),
    }
}

/// Sorts the errors of all platforms by what a person can do about them.
fn store_error(error: &Error) -> StoreError {
    match error {
        Error::NoDefaultStore | Error::PlatformFailure(_) => StoreError::Missing(cause(error)),
        Error::NoStorageAccess(_) => StoreError::Locked(cause(error)),
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) | Error::TooLong(..) => {
            StoreError::Malformed(cause(error))
        }
        // Kinds added later by the crate land here too: they name a refusal until someone knows better.
        _ => StoreError::Denied(cause(error)),
    }
}

/// Says why in words that hold no stored bytes: the details of malformed data could quote them.
fn cause(error: &Error) -> String {
    match error {
        Error::PlatformFailure(source) | Error::NoStorageAccess(source) => source.to_string(),
        Error::BadEncoding(_) => "the stored bytes are not text".to_owned(),
        Error::BadDataFormat(..) => "the stored bytes are not in the store's format".to_owned(),
        Error::Ambiguous(entries) => format!("{} entries have this name", entries.len()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform(text: &str) -> Box<dyn std::error::Error + Send + Sync> {
        text.into()
    }

    #[test]
    fn no_service_and_a_failing_service_are_a_missing_keyring() {
        assert!(matches!(store_error(&Error::NoDefaultStore), StoreError::Missing(_)));
        assert_eq!(
            store_error(&Error::PlatformFailure(platform("no session bus"))),
            StoreError::Missing("no session bus".to_owned())
        );
    }

    #[test]
    fn refused_storage_access_is_a_locked_keyring() {
        assert_eq!(
            store_error(&Error::NoStorageAccess(platform("prompt dismissed"))),
            StoreError::Locked("prompt dismissed".to_owned())
        );
    }

    #[test]
    fn unusable_contents_are_malformed() {
        let errors = [
            Error::BadEncoding(vec![0xff]),
            Error::BadDataFormat(Vec::new(), platform("bad block")),
            Error::BadStoreFormat("two headers".to_owned()),
            Error::TooLong("password".to_owned(), 2560),
        ];

        for error in errors {
            assert!(matches!(store_error(&error), StoreError::Malformed(_)), "{error:?}");
        }
    }

    #[test]
    fn refusals_of_an_entry_are_denied() {
        let errors = [
            Error::Invalid("user".to_owned(), "empty".to_owned()),
            Error::Ambiguous(Vec::new()),
            Error::NotSupportedByStore("read only".to_owned()),
        ];

        for error in errors {
            assert!(matches!(store_error(&error), StoreError::Denied(_)), "{error:?}");
        }
    }

    #[test]
    fn errors_never_quote_stored_bytes() {
        let stored = b"canary-secret".to_vec();
        let errors = [
            Error::BadEncoding(stored.clone()),
            Error::BadDataFormat(stored, platform("cannot read `canary-secret`")),
        ];

        for error in errors {
            let shown = format!("{0} {0:?}", store_error(&error));
            assert!(!shown.contains("canary"), "{shown}");
        }
    }
}
