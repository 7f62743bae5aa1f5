//! `cargo xtask bench catalog`: how long the catalogue takes to load and to search, as ratios to plain code.
//!
//! Ratios, not seconds: both sides run in the same process on the same data, so the figures mean the same on every
//! machine. The data is the official command line's metadata where the developer has it (`SOARBOARD_TEST_DATA`), else the
//! embedded catalogue alone. Never shipped.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod catalog;

use std::process::ExitCode;

fn main() -> ExitCode {
    let what = std::env::args().nth(1).unwrap_or_default();
    let done = match what.as_str() {
        "catalog" => catalog::run(),
        other => Err(format!("unknown benchmark {other:?}; known: catalog")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench {what}: {reason}");
            ExitCode::FAILURE
        }
    }
}
