//! Killing the program in the middle of a paged call, again and again, and going on: nothing lost, nothing twice.
//!
//! The service behind it is the practice gateway on a socket, which checks every signature and refuses a nonce it has
//! seen. `cargo xtask drill resume` runs more points; `SOARBOARD_DRILL_SEED` shows a failing series again.
#![cfg(unix)]

use std::process::Child;
use std::time::Duration;

use soarboard_gateway::Gateway;
use soarboard_practice::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET};

use crate::Desk;

const SEED: u64 = 0x5eed_0014;
/// Kills in a run of the tests; the drill asks for more.
const POINTS: u64 = 100;
/// Pages of 3 of the 23 rules. Fewer than the ten requests a second that an account gets: no run waits.
const PAGES: u64 = 8;

fn list(url: &str) -> Vec<&str> {
    let call =
        ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env", "-p", "PageSize=3"];
    let place = ["--endpoint", url, "--trust-endpoint", "-o", "rows.ndjson", "--quiet"];
    call.into_iter().chain(place).collect()
}

fn desk() -> Desk {
    Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", PRACTICE_ACCESS_KEY_ID)
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", PRACTICE_ACCESS_KEY_SECRET)
}

/// xorshift64*: the same series for a seed everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % sides
    }
}

fn number_of(variable: &str, usual: u64) -> u64 {
    let text = std::env::var(variable).ok();
    text.map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

/// Waits until the service has met a number of requests; false when the program ended before.
fn has_asked(child: &mut Child, gateway: &Gateway, count: u64) -> bool {
    while gateway.request_count() < count {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    true
}

#[test]
fn a_killed_run_goes_on_without_a_lost_or_doubled_row() {
    let (points, seed) =
        (number_of("SOARBOARD_DRILL_COUNT", POINTS), number_of("SOARBOARD_DRILL_SEED", SEED));
    let gateway = Gateway::start_with(soarboard_gateway::GatewayOptions {
        max_requests: u64::MAX,
        ..soarboard_gateway::GatewayOptions::default()
    })
    .unwrap();
    let url = gateway.endpoint();
    let whole = {
        let desk = desk();
        desk.run(&list(&url)).exits(0);
        desk.read("rows.ndjson")
    };
    assert_eq!(whole.lines().count(), 23);
    let (mut dice, mut killed, mut again, mut series) = (Dice(seed | 1), 0, 0, 0);

    while killed < points {
        let desk = desk();
        let (before, mut kills) = (gateway.request_count(), 0);
        for _ in 0..=dice.roll(3) {
            let mut args = list(&url);
            if kills > 0 {
                args.push("--resume");
            }
            let mut child = desk.command(&args).spawn().unwrap();
            let asked = gateway.request_count() + 1 + dice.roll(PAGES);
            if has_asked(&mut child, &gateway, asked) {
                std::thread::sleep(Duration::from_micros(dice.roll(4000)));
            }
            child.kill().unwrap();
            let status = child.wait().unwrap();
            kills += u64::from(status.code().is_none());
            if status.code() == Some(0) {
                break;
            }
        }
        let mut args = list(&url);
        if desk.path("rows.ndjson").exists() {
            args.push("--resume");
        }
        desk.run(&args).exits(0);

        assert_eq!(desk.read("rows.ndjson"), whole, "seed {seed}, series {series}");
        let asked = gateway.request_count() - before;
        assert!(asked <= PAGES + kills, "seed {seed}, series {series}: {asked} requests, {kills} kills");
        killed += kills;
        again += asked - PAGES;
        series += 1;
    }

    let refused = gateway.seen().iter().filter(|seen| !seen.is_verified || seen.code.is_some()).count();
    assert_eq!(refused, 0, "every request had a right signature and a nonce of its own");
    println!(
        "killed {killed} times in {series} runs, seed {seed:#x}: 0 rows lost, 0 doubled, {again} pages fetched again"
    );
    assert!(again > 0, "no kill ever met a page under way");
}
