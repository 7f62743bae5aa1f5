//! Which failures are worth another attempt, and how long to wait.
//!
//! Reads are repeated after anything that may pass; writes only when the service cannot have acted: no connection
//! was made, or it throttled. Every attempt is signed anew. Deliberately absent: the loop.
//! **Source**: vendor SDK guides and clients; `x-acs-retry-after` is in milliseconds there.

use std::time::Duration;

use super::failure::VendorError;
use crate::http::{HttpResponse, SendErrorKind};

/// Bounds on retrying.
#[derive(Debug, Clone, Copy)]
pub struct RetryPolicy {
    /// Most retries of one page.
    pub max_retries: u32,
    /// First wait; doubles with every retry.
    pub base: Duration,
    /// Longest wait of our own.
    pub cap: Duration,
    /// Longest wait a service can ask for.
    pub hint_cap: Duration,
    /// Share of a wait of our own that chance may take off, 0 to 1: clients that were throttled together must not come
    /// back together.
    pub jitter: f64,
    /// Time allowed for the whole run.
    pub deadline: Option<Duration>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            hint_cap: Duration::from_secs(60),
            jitter: 0.5,
            deadline: None,
        }
    }
}

impl RetryPolicy {
    /// Returns the wait before retry number `retry` (from one); the longer of ours and the service's hint, which no
    /// chance shortens. `chance` is text nobody can foresee, such as a nonce.
    pub fn wait(&self, retry: u32, hint: Option<Duration>, chance: &str) -> Duration {
        let doubled = self.base.saturating_mul(1u32 << retry.saturating_sub(1).min(16)).min(self.cap);
        let own = doubled.mul_f64(1.0 - self.jitter.clamp(0.0, 1.0) * share(chance));
        let hinted = hint.unwrap_or_default().min(self.hint_cap);
        own.max(hinted).max(Duration::from_millis(100))
    }
}

/// Returns a number from 0 to just below 1 out of a text.
fn share(chance: &str) -> f64 {
    // FNV-1a: every nonce gives another number, which is all that is asked of it.
    let hash = chance
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // Its high bits hardly know the last characters; this mixes them in.
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 32) as f64 / (u64::from(u32::MAX) + 1) as f64
}

/// Says whether a request that got no response may be sent again.
pub fn may_retry_send(kind: SendErrorKind, is_read: bool) -> bool {
    match kind {
        SendErrorKind::Connect => true,
        SendErrorKind::Timeout | SendErrorKind::Reset => is_read,
        SendErrorKind::Tls | SendErrorKind::Proxy | SendErrorKind::TooLarge | SendErrorKind::Other => false,
    }
}

/// Says whether a refused request may be sent again. `has_hint`: the service itself named a time to come back.
pub fn may_retry_vendor(error: &VendorError, is_read: bool, has_hint: bool) -> bool {
    if error.is_throttling() {
        return true;
    }
    let is_passing_code = matches!(
        error.code.as_str(),
        "ServiceUnavailable"
            | "InternalError"
            | "UnknownError"
            | "SignatureNonceUsed"
            | "500"
            | "502"
            | "503"
            | "504"
    );
    is_read && (has_hint || matches!(error.http_status, 500 | 502 | 503 | 504) || is_passing_code)
}

/// Returns how long the service asks to wait: `x-acs-retry-after`, else the larger `TimeLeft` of the older headers.
pub fn server_hint(response: &HttpResponse) -> Option<Duration> {
    if let Some(text) = response.header("x-acs-retry-after") {
        return text.trim().parse().ok().map(Duration::from_millis);
    }
    let time_left = |name: &str| {
        let text = response.header(name)?;
        let value = text.split(',').find_map(|part| part.trim().strip_prefix("TimeLeft:"))?;
        value.trim().parse().ok().map(Duration::from_millis)
    };
    time_left("x-ratelimit-user-api").max(time_left("x-ratelimit-user"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoke::failure::BodyFormat;

    fn vendor(http_status: u16, code: &str) -> VendorError {
        VendorError { http_status, code: code.to_owned(), format: BodyFormat::Json, ..VendorError::default() }
    }

    fn response(headers: &[(&str, &str)]) -> HttpResponse {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        HttpResponse { status: 400, headers, body: bytes::Bytes::new() }
    }

    #[test]
    fn writes_are_repeated_only_when_nothing_can_have_happened() {
        for (status, code) in [(400, "Throttling.User"), (503, "Throttling"), (429, "")] {
            assert!(may_retry_vendor(&vendor(status, code), false, false), "{status} {code}");
        }
        for (status, code) in [
            (500, "InternalError"),
            (502, ""),
            (503, "ServiceUnavailable"),
            (504, ""),
            (400, "SignatureNonceUsed"),
        ] {
            assert!(may_retry_vendor(&vendor(status, code), true, false), "{status} {code}");
            assert!(!may_retry_vendor(&vendor(status, code), false, true), "{status} {code}");
        }
        use SendErrorKind::{Connect, Other, Reset, Timeout, Tls, TooLarge};
        let repeated = |is_read| {
            [Connect, Timeout, Tls, Reset, TooLarge, Other].map(|kind| may_retry_send(kind, is_read))
        };
        assert_eq!(repeated(true), [true, true, false, true, false, false]);
        assert_eq!(repeated(false), [true, false, false, false, false, false]);
    }

    #[test]
    fn refusals_that_will_not_pass_are_not_repeated() {
        for (status, code) in
            [(403, "Forbidden.RAM"), (404, "InvalidVersion"), (400, "MissingParameter"), (501, ""), (302, "")]
        {
            assert!(!may_retry_vendor(&vendor(status, code), true, false), "{status} {code}");
        }
    }

    #[test]
    fn both_kinds_of_hints_are_read() {
        let both = response(&[
            ("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234"),
            ("x-ratelimit-user", "Limit:9,Remain:1,TimeLeft:500,Reset:1"),
        ]);
        assert_eq!(server_hint(&both), Some(Duration::from_millis(2000)));
        assert_eq!(server_hint(&response(&[("x-acs-retry-after", "750")])), Some(Duration::from_millis(750)));
        assert_eq!(server_hint(&response(&[("retry-after", "3")])), None);
        assert_eq!(server_hint(&response(&[("x-acs-retry-after", "soon")])), None);
    }

    #[test]
    fn waits_double_up_to_the_cap_and_heed_hints_up_to_theirs() {
        let policy = RetryPolicy { jitter: 0.0, ..RetryPolicy::default() };
        let ms = |retry, hint| policy.wait(retry, hint, "n").as_millis();
        assert_eq!([ms(1, None), ms(2, None), ms(3, None), ms(30, None)], [500, 1000, 2000, 20_000]);
        assert_eq!(ms(1, Some(Duration::from_secs(5))), 5000);
        assert_eq!(ms(1, Some(Duration::from_secs(3600))), 60_000);
    }

    #[test]
    fn chance_spreads_waits_over_the_share_it_may_take() {
        let policy = RetryPolicy::default();
        let waits: Vec<u128> =
            (0..1000).map(|n| policy.wait(3, None, &format!("nonce-{n}")).as_millis()).collect();

        assert!(waits.iter().all(|ms| (1000..=2000).contains(ms)), "{waits:?}");
        let quarter = |from: u128| waits.iter().filter(|ms| (from..from + 250).contains(*ms)).count();
        assert!([1000, 1250, 1500, 1750].map(quarter).iter().all(|count| *count > 150));
        // What the service asks for is not shortened.
        assert_eq!(policy.wait(1, Some(Duration::from_secs(5)), "n").as_millis(), 5000);
    }
}
