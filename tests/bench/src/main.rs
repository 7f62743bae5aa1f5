//! `cargo xtask bench catalog`: how long the catalogue takes to load and to search, as ratios to plain code.
//!
//! Ratios, not seconds: both sides run in the same minute on the same data, so the figures mean the same on every
//! machine. The data is the official command line's metadata where the developer has it (`SOARBOARD_TEST_DATA`), else the
//! embedded catalogue alone. Never shipped.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod catalog;
mod cold;
mod report;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["catalog"] => catalog::run(),
        // What `catalog` starts for itself: one cold start each.
        [cold::CHILD, side, folder] => cold::run(side, folder),
        other => Err(format!("unknown benchmark {other:?}; known: catalog")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench {words:?}: {reason}");
            ExitCode::FAILURE
        }
    }
}
