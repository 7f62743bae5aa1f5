//! Thousands of seeded fault schedules: whatever the gateway does, the rows are the truth or a plain beginning of it.
//!
//! A failing seed is printed; `SOARBOARD_DRILL_SEED` shows it again, `SOARBOARD_DRILL_COUNT` runs more of them, which is
//! what `cargo xtask drill paging` does.

use super::world::*;
use crate::http::SendErrorKind;
use crate::invoke::*;
use serde_json::{Value, json};

const SEED: u64 = 0x5eed_0013;
const SCHEDULES: u64 = 3000;

/// Returns a number of the environment: how many, or which seed.
pub fn number_of(variable: &str, usual: u64) -> u64 {
    let text = std::env::var(variable).ok();
    text.map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

/// xorshift64*: good enough to choose faults, and the same everywhere.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// Returns the dice of one schedule.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1);
        dice.roll(2);
        dice
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % sides
    }

    pub fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }
}

fn fault(dice: &mut Dice) -> Reply {
    match dice.roll(14) {
        0 => refused(500, "InternalError"),
        1 => reply(502, "<html><title>Bad Gateway</title></html>"),
        2 => refused(503, "ServiceUnavailable"),
        3 => reply(504, ""),
        4 => reply_with(429, "", &[("x-acs-retry-after", "1200")]),
        5 => refused(400, "Throttling.User"),
        6 => not_sent(SendErrorKind::Timeout),
        7 => not_sent(SendErrorKind::Reset),
        8 => not_sent(SendErrorKind::Connect),
        9 => reply(200, r#"{"TotalCount":3,"Items":[1,"#),
        10 => reply(200, "<!DOCTYPE html><html>busy</html>"),
        11 => ok(json!({"Success": false, "Code": 500, "Message": "m", "TotalCount": 0, "Items": []})),
        12 => ok(json!({"Success": false, "Code": "Throttling.Api", "Items": [99]})),
        _ => refused(400, "SignatureNonceUsed"),
    }
}

fn total(truth: u64, dice: &mut Dice) -> Value {
    match dice.roll(3) {
        0 => json!(truth.to_string()),
        _ => json!(truth),
    }
}

fn empty(dice: &mut Dice) -> Value {
    if dice.one_in(2) { json!([]) } else { Value::Null }
}

/// A stable source behind a faulty gateway.
pub struct Source {
    pub truth: u64,
    server_size: u64,
    has_total: bool,
    pub is_cursor: bool,
    cursor_trouble: u64,
    fault_in: u64,
    dice: Dice,
}

impl Source {
    pub fn rolled(dice: &mut Dice) -> Self {
        Self {
            truth: dice.roll(60),
            server_size: 1 + dice.roll(12),
            has_total: !dice.one_in(3),
            is_cursor: dice.one_in(2),
            cursor_trouble: dice.roll(6),
            fault_in: 2 + dice.roll(9),
            dice: dice.clone(),
        }
    }

    pub fn answer(&mut self, asked: &Asked) -> Reply {
        if self.dice.one_in(self.fault_in) {
            return fault(&mut self.dice);
        }
        if self.is_cursor { self.scroll(asked) } else { self.page(asked) }
    }

    fn page(&mut self, asked: &Asked) -> Reply {
        // The service clamps the size that was asked for, and numbers its pages by its own size.
        let size = asked.number("PageSize").unwrap().min(self.server_size);
        let from = ((asked.number("PageNumber").unwrap() - 1) * size).min(self.truth);
        let to = (from + size).min(self.truth);
        let mut body = json!({"RequestId": "r", "Items": if from == to { empty(&mut self.dice) } else { items(from..to) }});
        if self.has_total {
            body["TotalCount"] = total(self.truth, &mut self.dice);
        }
        ok(body)
    }

    /// A cursor says where the next page starts and how often it was given out empty-handed.
    fn scroll(&mut self, asked: &Asked) -> Reply {
        let sent = asked.fields.get("NextToken").map_or("0.0", String::as_str);
        let (from, empties) = sent.split_once('.').unwrap();
        let (from, empties): (u64, u64) = (from.parse().unwrap(), empties.parse().unwrap());
        // An empty page in the middle or after the last item, with a cursor.
        if self.cursor_trouble == 1 && empties == 0 {
            return ok(json!({"Items": empty(&mut self.dice), "NextToken": format!("{from}.1")}));
        }
        let to = (from + self.server_size).min(self.truth);
        let is_last = to == self.truth;
        let page = items(from..to);
        let next = match (is_last, self.cursor_trouble) {
            (false, _) => json!(format!("{to}.0")),
            (true, 2) => return ok(json!({"Items": page})),
            (true, 3) => json!(""),
            (true, 4) => json!("null"),
            // The cursor that was sent, again: only a check for repetition ends this.
            (true, 5) if asked.fields.contains_key("NextToken") => json!(sent),
            (true, _) => Value::Null,
        };
        ok(json!({"Items": page, "NextToken": next, "Success": true, "Code": "200"}))
    }
}

/// Rolls a source with a plan for it.
pub fn schedule(dice: &mut Dice) -> (Source, PagePlan) {
    let source = Source::rolled(dice);
    let max = if dice.one_in(4) { 1 + dice.roll(8) } else { 200 };
    let plan = if source.is_cursor { scrolled(max) } else { numbered(max, 1 + dice.roll(20)) };
    (source, plan)
}

/// Whatever a gateway did: the rows are the truth or a plain beginning of it, and the counts are right.
pub fn judge(name: &str, truth: u64, max: u64, summary: &Summary, rows: &[String]) {
    assert!(
        rows.len() as u64 <= truth && rows == numbers(0..rows.len() as u64),
        "{name}: {rows:?} of {truth}"
    );
    assert!(summary.requests <= max, "{name}: {} of {max}", summary.requests);
    assert_eq!(summary.rows, rows.len() as u64, "{name}");
    assert_eq!(summary.error.is_some(), summary.stop == StopReason::Error, "{name}");
    if summary.stop.is_complete() {
        assert_eq!(rows.len() as u64, truth, "{name}: stopped with {}", summary.stop.word());
    }
}

#[test]
fn rows_are_the_truth_whatever_the_gateway_does() {
    let (count, seed) =
        (number_of("SOARBOARD_DRILL_COUNT", SCHEDULES), number_of("SOARBOARD_DRILL_SEED", SEED));
    let mut outcomes = std::collections::BTreeMap::<&str, u64>::new();
    let mut attempts = 0;
    for number in 0..count {
        let mut dice = Dice::of(seed, number);
        let (mut source, plan) = schedule(&mut dice);
        let (truth, max) = (source.truth, plan.max_requests);
        let mut bench = Bench::new(plan, Gateway::new(move |asked| source.answer(asked)));

        let (summary, rows) = bench.run();

        let asked = bench.gateway.asked().len() as u64;
        let name = format!("seed {seed}, schedule {number}");
        judge(&name, truth, max, &summary, &rows);
        assert_eq!(asked, summary.requests + summary.retries, "{name}");
        *outcomes.entry(summary.stop.word()).or_default() += 1;
        attempts += asked;
    }
    println!("schedules: {count}, seed {seed:#x}, attempts: {attempts}, stops: {outcomes:?}");
    for stop in ["total_reached", "empty_page", "cursor_end", "cursor_repeated", "max_requests", "error"] {
        assert!(outcomes.contains_key(stop), "no schedule ended with {stop}");
    }
}
