//! Secret values and the stores that keep them.
//!
//! A `Secret` can be used and stored, never shown: it has no `Display`, no `Serialize`, no `Clone`, and its
//! `Debug` prints nothing of it. Stores are behind one trait so that engine, tests and practice never need the
//! keyring of the operating system. Deliberately absent: any knowledge of playbooks or of Alibaba Cloud.

mod value;

pub use value::Secret;

mod store;

pub use store::{Backend, MemoryStore, SecretStore, StoreError};
