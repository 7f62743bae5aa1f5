//! Reliability drills: kills, faults and races on purpose, with the count and the seed printed.
//!
//! Short by default, so that every test run has them; `cargo xtask drill save` runs them long. A seed in
//! `SOARBOARD_DRILL_SEED` reproduces a run. The order of system calls and single faults are in `save_order.rs`.

#![cfg(unix)]
// The helpers of a test file are tests too, which the lint cannot see.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod edits;
mod journal;
mod kill;
mod outside;
mod race;
mod untiring;

use std::process::{Child, Command, Stdio};

/// Returns how often to do something: `short` in a test run, a share of the drill's count in a drill.
fn count(short: u64, share: f64) -> u64 {
    let drill: Option<u64> = std::env::var("SOARBOARD_DRILL_COUNT").ok().and_then(|count| count.parse().ok());
    drill.map_or(short, |count| (count as f64 * share).ceil() as u64)
}

/// Returns the seed of this run.
fn seed() -> u64 {
    std::env::var("SOARBOARD_DRILL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_260)
}

/// A source of chance that a seed reproduces.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit.max(1)
    }
}

/// Starts this test program again as the process to be killed: one ignored test, told by variables what to do.
fn victim(test: &str, variables: &[(&str, String)]) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn variable(name: &str) -> String {
    std::env::var(name).expect("the drill starts this process and sets it")
}
