//! Clock and nonce source: the two things signing must be given from outside, and their real versions.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::BoxFuture;

/// The time, and waiting.
pub trait Clock: Send + Sync {
    /// Returns milliseconds since 1970 (UTC).
    fn now_unix_ms(&self) -> i64;
    /// Waits for a duration.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// The machine's clock; waits on tokio's timer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_unix_ms(&self) -> i64 {
        // A clock before 1970 reads as 0: the service then says the time stamp is off, which is the truth.
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Where nonces come from. Every call returns a text never returned before.
pub trait NonceSource: Send + Sync {
    /// Returns a fresh nonce.
    ///
    /// **Errors**: when the source of randomness of the operating system fails.
    fn nonce(&self) -> Result<String, NonceError>;
}

/// The operating system gave no random bits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no random bits from the operating system: {0}")]
pub struct NonceError(pub String);

/// 128 random bits in hexadecimal. Shorter or time-based nonces collide in practice (acme.sh 1639, lexicon 1223).
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomNonce;

impl NonceSource for RandomNonce {
    fn nonce(&self) -> Result<String, NonceError> {
        let mut bits = [0u8; 16];
        getrandom::fill(&mut bits).map_err(|error| NonceError(error.to_string()))?;
        let mut out = String::with_capacity(32);
        crate::sign::encode::push_hex(&mut out, &bits);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nonces_are_32_hex_digits_and_differ() {
        let seen: HashSet<String> = (0..100_000).map(|_| RandomNonce.nonce().unwrap()).collect();

        assert_eq!(seen.len(), 100_000);
        assert!(seen.iter().all(|n| n.len() == 32 && n.bytes().all(|b| b.is_ascii_hexdigit())));
    }
}
