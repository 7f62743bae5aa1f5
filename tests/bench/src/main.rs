//! `cargo xtask bench NAME`: how fast the engine is, as ratios to other code in the same run.
//!
//! Ratios, not seconds: both sides run in turn on the same data, so the figures mean the same on every machine. Each
//! benchmark prints what it found, writes it to `target/bench`, and fails when a gate does not hold. Never shipped.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod catalog;
mod check;
mod cold;
mod edits;
mod export;
mod flows;
mod invoke;
mod layout;
mod report;
mod signing;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (what, rest) = args.split_first().map_or(("", &[][..]), |(what, rest)| (what.as_str(), rest));
    let done = match (what, rest) {
        ("catalog", []) => catalog::run(),
        ("check", []) => check::run(),
        ("edits", []) => edits::run(),
        ("layout", []) => layout::run(),
        ("invoke", options) => invoke::run(options),
        ("memory", []) => invoke::memory(),
        ("export", []) => export::run(),
        ("signing", options) => signing::run(options),
        // Processes that the benchmarks start themselves.
        (cold::CHILD, [side, folder]) => cold::run(side, folder),
        (export::CHILD, words) => export::one(words),
        ("gateway", []) => invoke::serve(),
        ("worker", words) => invoke::obey(words),
        _ => Err(format!(
            "unknown benchmark {what:?}; known: catalog, check, edits, export, invoke, layout, memory, signing"
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench {what}: {reason}");
            ExitCode::FAILURE
        }
    }
}
