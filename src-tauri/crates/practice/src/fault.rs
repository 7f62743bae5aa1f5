//! The faults the practice service can be told to have, and which request each one meets.
//!
//! Two families: answers that replace the real one (`answer`), and real answers that are spoilt (`tamper.rs`).
//! Deliberately absent: chance; a schedule says which request meets which fault.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Something that goes wrong. The words (`throttle`, `html-page`) are those of [`fmt::Display`] and of JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Nothing goes wrong.
    #[default]
    None,
    /// Every third request is throttled: `Throttling.User`, HTTP 400, with a waiting time.
    Throttle,
    /// Every third request is throttled with HTTP 429 and no waiting time.
    TooManyRequests,
    /// Every request is refused for lack of permission: `Forbidden.RAM`, HTTP 403.
    Refuse,
    /// Every request fails: `InternalError`, HTTP 500.
    Fail,
    /// Every third request finds the service away: `ServiceUnavailable`, HTTP 503.
    Unavailable,
    /// Every answer is an HTML error page of a proxy, HTTP 502.
    HtmlPage,
    /// Every answer says `"Success":false` under HTTP 200.
    SoftFailure,
    /// The second page, and only it, has no rows; in scrolling its rows follow behind its cursor.
    EmptyPage,
    /// The total is written as text.
    TotalAsText,
    /// The total is not there.
    TotalMissing,
    /// The total grows with every page and is never reached.
    TotalGrows,
    /// The total falls by one with every page.
    TotalShrinks,
    /// At most five rows come per page, whatever size was asked for.
    PageSizeClamped,
    /// The cursor sent is answered as the next cursor.
    CursorRepeats,
    /// The end of scrolling is written as a `null` cursor.
    CursorNull,
    /// The end of scrolling is written as an empty cursor.
    CursorEmpty,
    /// A cursor follows the last row too; the page behind it is empty and ends the scrolling.
    CursorAfterEnd,
    /// Every answer comes three seconds late.
    Slow,
    /// Every connection breaks after the request was carried out.
    Reset,
    /// No answer comes for half a minute, then the request counts as timed out.
    Silence,
}

impl Fault {
    /// All faults in the order of the list, [`Fault::None`] first.
    pub const ALL: [Fault; 21] = [
        Fault::None,
        Fault::Throttle,
        Fault::TooManyRequests,
        Fault::Refuse,
        Fault::Fail,
        Fault::Unavailable,
        Fault::HtmlPage,
        Fault::SoftFailure,
        Fault::EmptyPage,
        Fault::TotalAsText,
        Fault::TotalMissing,
        Fault::TotalGrows,
        Fault::TotalShrinks,
        Fault::PageSizeClamped,
        Fault::CursorRepeats,
        Fault::CursorNull,
        Fault::CursorEmpty,
        Fault::CursorAfterEnd,
        Fault::Slow,
        Fault::Reset,
        Fault::Silence,
    ];

    /// Returns the word that files, commands and tests use.
    pub fn word(self) -> &'static str {
        match self {
            Fault::None => "none",
            Fault::Throttle => "throttle",
            Fault::TooManyRequests => "too-many-requests",
            Fault::Refuse => "refuse",
            Fault::Fail => "fail",
            Fault::Unavailable => "unavailable",
            Fault::HtmlPage => "html-page",
            Fault::SoftFailure => "soft-failure",
            Fault::EmptyPage => "empty-page",
            Fault::TotalAsText => "total-as-text",
            Fault::TotalMissing => "total-missing",
            Fault::TotalGrows => "total-grows",
            Fault::TotalShrinks => "total-shrinks",
            Fault::PageSizeClamped => "page-size-clamped",
            Fault::CursorRepeats => "cursor-repeats",
            Fault::CursorNull => "cursor-null",
            Fault::CursorEmpty => "cursor-empty",
            Fault::CursorAfterEnd => "cursor-after-end",
            Fault::Slow => "slow",
            Fault::Reset => "reset",
            Fault::Silence => "silence",
        }
    }

    /// Says whether the fault meets every third request only, so that a caller who tries again gets through.
    pub fn is_passing(self) -> bool {
        matches!(self, Fault::Throttle | Fault::TooManyRequests | Fault::Unavailable)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown fault `{0}`")]
pub struct UnknownFault(pub String);

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        Fault::ALL.into_iter().find(|fault| fault.word() == text).ok_or_else(|| UnknownFault(text.to_owned()))
    }
}

/// Which request meets which fault.
#[derive(Debug, Default)]
pub(crate) struct FaultPlan {
    standing: Fault,
    schedule: std::collections::VecDeque<Fault>,
    met: u64,
}

impl FaultPlan {
    /// Makes one fault stand until the next change; forgets a schedule.
    pub(crate) fn stand(&mut self, fault: Fault) {
        *self = Self { standing: fault, ..Self::default() };
    }

    /// Lets the next requests meet these faults, one each; after them none.
    pub(crate) fn schedule(&mut self, faults: Vec<Fault>) {
        *self = Self { schedule: faults.into(), ..Self::default() };
    }

    /// Returns the standing fault.
    pub(crate) fn standing(&self) -> Fault {
        self.standing
    }

    /// Returns what the next request meets.
    pub(crate) fn next(&mut self) -> Fault {
        self.met += 1;
        if let Some(fault) = self.schedule.pop_front() {
            return fault;
        }
        if self.standing.is_passing() && !self.met.is_multiple_of(3) { Fault::None } else { self.standing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_in_text_and_json() {
        for fault in Fault::ALL {
            assert_eq!(fault.word().parse(), Ok(fault));
            assert_eq!(serde_json::to_string(&fault).unwrap(), format!("\"{fault}\""));
        }
    }

    #[test]
    fn passing_faults_meet_every_third_request() {
        let mut plan = FaultPlan::default();
        plan.stand(Fault::Throttle);

        let met: Vec<bool> = (0..6).map(|_| plan.next() == Fault::Throttle).collect();

        assert_eq!(met, [false, false, true, false, false, true]);
    }

    #[test]
    fn a_schedule_runs_out() {
        let mut plan = FaultPlan::default();
        plan.schedule(vec![Fault::None, Fault::Throttle]);

        let met: Vec<Fault> = (0..4).map(|_| plan.next()).collect();

        assert_eq!(met, [Fault::None, Fault::Throttle, Fault::None, Fault::None]);
    }
}
