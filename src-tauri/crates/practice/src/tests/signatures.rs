//! Thousands of random requests, signed by the engine and judged by this service's own code: the two must agree.
//!
//! A failing seed is printed; `SOARBOARD_DRILL_SEED` and `SOARBOARD_DRILL_COUNT` run others.

use super::*;

const SEED: u64 = 0x5eed_0012;
const REQUESTS: u64 = 5000;

fn number_of(variable: &str, usual: u64) -> u64 {
    let text = std::env::var(variable).ok();
    text.map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

/// xorshift64*: the same requests for a seed everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % sides
    }

    /// Returns a text of what encodings trip over: reserved and unreserved marks, blanks, Chinese, emoji, controls.
    fn text(&mut self, longest: u64) -> String {
        let marks: Vec<char> =
            "abzAZ059-_.~*+ %/&=?#:;,!'()[]{}<>|\\\"`^@$\t\u{7f}é节点規则\u{1f600}\u{301}ß".chars().collect();
        (0..self.roll(longest + 1)).map(|_| marks[self.roll(marks.len() as u64) as usize]).collect()
    }

    fn pairs(&mut self, prefix: &str) -> Vec<(String, String)> {
        let count = self.roll(9);
        (0..count).map(|n| (format!("{prefix}{n}{}", self.text(6)), self.text(40))).collect()
    }
}

fn random(dice: &mut Dice, scheme: Scheme) -> UnsignedRequest {
    let body = match dice.roll(if scheme == Scheme::RpcV1 { 2 } else { 3 }) {
        0 => Body::Empty,
        1 => Body::Form(dice.pairs("F")),
        _ => Body::Bytes {
            content_type: "application/json; charset=utf-8",
            bytes: Value::from(dice.text(60)).to_string().into(),
        },
    };
    UnsignedRequest {
        method: [Method::Post, Method::Get, Method::Put][dice.roll(3) as usize],
        query: dice.pairs("Q"),
        body,
        ..unsigned(SIEM, "ListAutomateResponseConfigs", &[])
    }
}

#[test]
fn random_requests_carry_signatures_that_another_implementation_computes() {
    let (count, seed) =
        (number_of("SOARBOARD_DRILL_COUNT", REQUESTS), number_of("SOARBOARD_DRILL_SEED", SEED));
    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        let (bench, mut dice) = (Bench::new(), Dice(seed | 1));
        let mut codes = std::collections::BTreeMap::<String, u64>::new();
        for number in 0..count {
            let http = bench.signed_by(&practice_key(), scheme, &random(&mut dice, scheme), SIEM.0);

            let (_, body) = read(&bench.gateway.handle(&http));

            let code = body["Code"].as_str().unwrap_or_default().to_owned();
            let is_about_signing =
                ["Signature", "Incomplete", "InvalidTimeStamp"].iter().any(|w| code.starts_with(w));
            assert!(!is_about_signing, "seed {seed}, request {number}, {scheme:?}: {body}");
            *codes.entry(code).or_default() += 1;
        }
        let verified = bench.gateway.seen().iter().filter(|seen| seen.is_verified).count();
        println!(
            "{scheme:?}: {count} random requests, seed {seed:#x}, {verified} verified of those remembered, {codes:?}"
        );
        assert_eq!(verified, bench.gateway.seen().len(), "seed {seed}");
    }
}
