//! Secret values and the stores that keep them.
//!
//! A `Secret` can be used and stored, never shown: it has no `Display`, no `Serialize`, no `Clone`, and its
//! `Debug` prints nothing of it. Stores are behind one trait so that engine, tests and practice never need the
//! keyring of the operating system. Deliberately absent: any knowledge of playbooks or of Alibaba Cloud.

#[cfg(feature = "keyring")]
mod keyring;
mod store;
mod value;

#[cfg(feature = "keyring")]
pub use keyring::KeyringStore;
pub use store::{Backend, MemoryStore, SERVICE, SecretStore, StoreError};
pub use value::Secret;
