//! Signing: canonical request → string to sign → signature, for the three schemes of the vendor.
//!
//! Pure: time and nonce are arguments, so outputs are exact and testable. [`Signer::sign`] is the one choke point
//! for real requests and takes a [`crate::trust::TrustedEndpoint`] only; [`trace`] works on plain parts for the
//! `sign` command and for a gateway that checks. Deliberately absent: clock, randomness, sockets, storage.
//! **Source**: vendor signature guides (V3, RPC, ROA), checked against the vectors in `tests/fixtures/vectors`.

pub mod canonical;
pub mod encode;
mod key;
mod plain;
mod request;
pub mod time;

#[cfg(test)]
pub(crate) mod tests;

pub use key::{Credentials, SigningKey, masked_key_id};
pub use plain::{
    PlainRequest, SignCase, SignCases, SignatureTrace, read_sign_cases, signed_header_names, trace,
};
pub use request::{Body, SignContext, SignError, SignedRequest, Signer, UnsignedRequest};

use serde::{Deserialize, Serialize};

/// How a request proves who sends it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// ACS3-HMAC-SHA256 ("V3"), both styles; covers the host name.
    #[default]
    Acs3,
    /// Signature version 1.0 in parameters (HMAC-SHA1); does not cover the host name.
    RpcV1,
    /// `acs id:signature` in a header (HMAC-SHA1); does not cover the host name.
    RoaV1,
}

impl Scheme {
    /// Says whether the signature covers the host name; one that does not can be replayed against another host.
    pub fn covers_host(self) -> bool {
        self == Scheme::Acs3
    }

    /// Returns the name used in files: `acs3`, `rpc-v1`, `roa-v1`.
    pub fn word(self) -> &'static str {
        match self {
            Scheme::Acs3 => "acs3",
            Scheme::RpcV1 => "rpc-v1",
            Scheme::RoaV1 => "roa-v1",
        }
    }
}
