//! The two spellings of a moment that signed requests carry, and the reading of a `Date` header.
//!
//! Written by hand because signing does it for every request and needs neither zones nor locales. Deliberately
//! absent: the current time; it is always an argument.

const DAY_S: i64 = 86_400;
const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Returns `2026-09-21T14:13:20Z` for seconds since 1970 (UTC).
pub fn iso(unix_s: i64) -> String {
    let moment = Moment::from_unix(unix_s);
    let mut out = String::with_capacity(20);
    push_padded(&mut out, moment.year, 4);
    for (mark, number) in [('-', moment.month), ('-', moment.day), ('T', moment.hour), (':', moment.minute)] {
        out.push(mark);
        push_padded(&mut out, number, 2);
    }
    out.push(':');
    push_padded(&mut out, moment.second, 2);
    out.push('Z');
    out
}

/// Returns `Mon, 21 Sep 2026 14:13:20 GMT` for seconds since 1970 (UTC).
pub fn rfc1123(unix_s: i64) -> String {
    let moment = Moment::from_unix(unix_s);
    let mut out = String::with_capacity(29);
    out.push_str(DAYS[unix_s.div_euclid(DAY_S).rem_euclid(7) as usize]);
    out.push_str(", ");
    push_padded(&mut out, moment.day, 2);
    out.push(' ');
    out.push_str(MONTHS[(moment.month - 1) as usize]);
    out.push(' ');
    push_padded(&mut out, moment.year, 4);
    out.push(' ');
    push_padded(&mut out, moment.hour, 2);
    out.push(':');
    push_padded(&mut out, moment.minute, 2);
    out.push(':');
    push_padded(&mut out, moment.second, 2);
    out.push_str(" GMT");
    out
}

/// Reads a `Date` header such as `Mon, 21 Sep 2026 14:13:20 GMT`; `None` when it is anything else.
pub fn parse_rfc1123(text: &str) -> Option<i64> {
    let mut words = text.trim().split_once(", ")?.1.split(' ');
    let day = number(words.next()?, 1, 31)?;
    let month_word = words.next()?;
    let month = MONTHS.iter().position(|m| *m == month_word)? as i64 + 1;
    let year = number(words.next()?, 1970, 9999)?;
    let mut clock = words.next()?.split(':');
    let (hour, minute, second) =
        (number(clock.next()?, 0, 23)?, number(clock.next()?, 0, 59)?, number(clock.next()?, 0, 60)?);
    if words.next()? != "GMT" || words.next().is_some() || clock.next().is_some() {
        return None;
    }
    Some(days_from_civil(year, month, day) * DAY_S + hour * 3600 + minute * 60 + second)
}

fn number(text: &str, low: i64, high: i64) -> Option<i64> {
    let digits_only = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value: i64 = if digits_only { text.parse().ok()? } else { return None };
    (low..=high).contains(&value).then_some(value)
}

struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl Moment {
    /// The civil calendar by counting 400-year eras from 1 March 0000, which puts the leap day last in a year.
    fn from_unix(unix_s: i64) -> Self {
        // Years outside 0000–9999 have no spelling here; a clock that far off is clamped, not a panic.
        let unix_s = unix_s.clamp(-62_167_219_200, 253_402_300_799);
        let days = unix_s.div_euclid(DAY_S) + 719_468;
        let in_day = unix_s.rem_euclid(DAY_S);
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * shifted_month + 2) / 5 + 1,
            hour: in_day / 3600,
            minute: in_day / 60 % 60,
            second: in_day % 60,
        }
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted_year = year - i64::from(month <= 2);
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn push_padded(out: &mut String, value: i64, width: u32) {
    for place in (0..width).rev() {
        let digit = (value / 10i64.pow(place) % 10) as u8;
        out.push((b'0' + digit) as char);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_are_spelled_as_the_vendor_does() {
        assert_eq!(iso(1_790_000_000), "2026-09-21T14:13:20Z");
        assert_eq!(rfc1123(1_790_000_000), "Mon, 21 Sep 2026 14:13:20 GMT");
        assert_eq!(iso(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(iso(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(rfc1123(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn a_spelled_moment_reads_back() {
        for unix_s in (0..4_000_000_000).step_by(7_654_321) {
            assert_eq!(parse_rfc1123(&rfc1123(unix_s)), Some(unix_s));
        }
    }

    #[test]
    fn other_dates_are_not_guessed_at() {
        for text in [
            "",
            "2026-09-21",
            "Mon, 21 Foo 2026 14:13:20 GMT",
            "Mon, 21 Sep 2026 14:13:20 CET",
            "Mon, +1 Sep 2026 14:13:20 GMT",
        ] {
            assert_eq!(parse_rfc1123(text), None, "{text}");
        }
    }
}
