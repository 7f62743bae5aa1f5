//! Time stamps and nonces: what keeps a signed request from being used twice.
//!
//! Kept apart from the signature check, which is pure. Deliberately absent: the clock; the time is an argument.

use std::collections::{HashSet, VecDeque};

use crate::refusal::Refusal;

/// How far a time stamp may be off, and how long a nonce is remembered, in seconds.
pub(crate) const WINDOW_S: i64 = 15 * 60;

/// Nonces remembered at most; the oldest go first.
const MAX_NONCES: usize = 200_000;

/// The nonces seen in the last 15 minutes.
#[derive(Debug, Default)]
pub(crate) struct NonceBook {
    seen: HashSet<String>,
    order: VecDeque<(i64, String)>,
}

impl NonceBook {
    /// Notes the nonce of a key.
    ///
    /// **Errors**: `SignatureNonceUsed` when it was seen in the window.
    pub(crate) fn note(&mut self, key_id: &str, nonce: &str, now_unix_s: i64) -> Result<(), Refusal> {
        self.forget_old(now_unix_s);
        let entry = format!("{key_id}\n{nonce}");
        if !self.seen.insert(entry.clone()) {
            return Err(Refusal::new(
                400,
                "SignatureNonceUsed",
                "This nonce was used in the last 15 minutes.",
            ));
        }
        self.order.push_back((now_unix_s, entry));
        Ok(())
    }

    fn forget_old(&mut self, now_unix_s: i64) {
        while let Some((seen_at, _)) = self.order.front() {
            if now_unix_s - seen_at < WINDOW_S && self.order.len() < MAX_NONCES {
                return;
            }
            if let Some((_, entry)) = self.order.pop_front() {
                self.seen.remove(&entry);
            }
        }
    }
}

/// Checks a time stamp (`2026-01-01T00:00:00Z`) against the gateway's clock.
///
/// **Errors**: `InvalidTimeStamp.Format`, or `InvalidTimeStamp.Expired` more than 15 minutes off.
pub(crate) fn check_time(text: &str, now_unix_s: i64) -> Result<(), Refusal> {
    let moment = text.parse::<jiff::Timestamp>().ok().filter(|_| is_plain_utc(text)).ok_or_else(|| {
        Refusal::new(
            400,
            "InvalidTimeStamp.Format",
            "The time stamp is not of the form YYYY-MM-DDThh:mm:ssZ.",
        )
    })?;
    if (moment.as_second() - now_unix_s).abs() > WINDOW_S {
        return Err(Refusal::new(
            400,
            "InvalidTimeStamp.Expired",
            "The time stamp is more than 15 minutes away from the time here.",
        ));
    }
    Ok(())
}

fn is_plain_utc(text: &str) -> bool {
    text.len() == 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_790_000_000;

    fn stamp(unix_s: i64) -> String {
        jiff::Timestamp::from_second(unix_s).unwrap().to_string()
    }

    #[test]
    fn fifteen_minutes_either_way_pass_and_a_second_more_does_not() {
        for off in [-WINDOW_S, 0, WINDOW_S] {
            assert!(check_time(&stamp(NOON + off), NOON).is_ok(), "{off}");
        }
        for off in [-WINDOW_S - 1, WINDOW_S + 1] {
            let refusal = check_time(&stamp(NOON + off), NOON).unwrap_err();
            assert_eq!(refusal.code, "InvalidTimeStamp.Expired", "{off}");
        }
    }

    #[test]
    fn other_spellings_of_time_are_refused() {
        for text in
            ["", "1790000000", "2026-09-21 14:13:20Z", "2026-09-21T14:13:20+08:00", "2026-09-21T14:13:20.5Z"]
        {
            assert_eq!(check_time(text, NOON).unwrap_err().code, "InvalidTimeStamp.Format", "{text}");
        }
    }

    #[test]
    fn a_nonce_counts_once_per_key_and_window() {
        let mut book = NonceBook::default();

        assert!(book.note("a", "n", NOON).is_ok());
        assert!(book.note("b", "n", NOON).is_ok());
        assert_eq!(book.note("a", "n", NOON + WINDOW_S - 1).unwrap_err().code, "SignatureNonceUsed");
        assert!(book.note("a", "n", NOON + WINDOW_S).is_ok());
    }
}
