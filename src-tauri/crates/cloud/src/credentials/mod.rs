//! Temporary keys of roles: asking `sts:AssumeRole` for them, keeping them, renewing them in time.
//!
//! The rules of a request stand in `role`, the life of a session in `session`. Transport, time, nonces and the keys
//! that ask are handed in. Deliberately absent: profiles, files and keyrings; a session lives in memory only.
//! **Source**: Sts 2015-04-01 `AssumeRole`.

mod role;
mod session;

#[cfg(test)]
mod tests;

pub use role::{
    DEFAULT_SESSION_NAME, DEFAULT_SESSION_S, EXECUTION_ROLE, RoleArn, RoleRequest, RoleRequestError,
};
pub use session::{RoleSessionProvider, RoleSessions, SessionSource, renewal_margin_ms};
