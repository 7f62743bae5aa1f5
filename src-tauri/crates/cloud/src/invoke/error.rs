//! What can end a run badly. Each variant carries what a message needs and nothing secret.

use std::sync::Arc;

use super::call::BuildError;
use super::failure::VendorError;
use super::path::DotPath;
use super::sink::SinkError;
use crate::credentials::RoleArn;
use crate::http::{NonceError, SendError};
use crate::sign::SignError;

/// Why a run ended with `error`.
#[derive(Debug, thiserror::Error)]
pub enum InvokeError {
    /// The call cannot become a request.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The request cannot be signed for this endpoint.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// No nonce.
    #[error(transparent)]
    Nonce(#[from] NonceError),
    /// No usable credentials.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// No complete response.
    #[error(transparent)]
    Send(#[from] SendError),
    /// The service refused or failed.
    #[error(transparent)]
    Vendor(Box<VendorError>),
    /// A good response whose body is not what the call expects.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The service says the time is off, and correcting once did not help or was not possible.
    #[error("the clock is off by {offset_ms:?} ms according to the service: {vendor}")]
    Clock {
        /// The service's time minus ours, in milliseconds; unknown without a readable `Date` header.
        offset_ms: Option<i64>,
        /// The refusal.
        vendor: Box<VendorError>,
    },
    /// Rows could not be kept.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// The time allowed for the whole run ran out.
    #[error("the time allowed for the run ran out")]
    Deadline,
}

/// A body that cannot be used although the service reported success.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It is no JSON.
    #[error("the response is not JSON: {0}")]
    NotJson(String),
    /// What stands at the rows path is no list.
    #[error("`{path}` is not a list but {found}")]
    RowsNotList {
        /// Path asked for.
        path: DotPath,
        /// JSON type that stands there.
        found: &'static str,
    },
    /// Nothing stands at the rows path although the response holds items.
    #[error("the response has nothing at `{path}`")]
    RowsMissing {
        /// Path asked for.
        path: DotPath,
        /// Where items do stand, when that is clear.
        instead: Option<DotPath>,
    },
}

/// Credentials that could not be had; the text never holds a secret.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CredentialsError {
    /// Whoever keeps the keys says why.
    #[error("no usable credentials: {0}")]
    Unusable(String),
    /// A role could not be assumed. Shared by all runs that waited for it.
    #[error("the role {arn} cannot be assumed: {reason}")]
    Role {
        /// The role.
        arn: RoleArn,
        /// What became of the call.
        #[source]
        reason: Arc<InvokeError>,
    },
    /// The service answered without keys.
    #[error("the service gave a session without keys")]
    OddSession,
}
