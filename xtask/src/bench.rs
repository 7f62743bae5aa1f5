//! `cargo xtask bench NAME`: builds the benchmarks for release and runs one.

mod canvas;
mod results;
mod start;

use std::process::Command;

use crate::{desktop, node, process};

/// Runs the verb; the first argument names the benchmark, the others are its own.
///
/// # Errors
/// When no benchmark is named, the build fails, or a figure is beyond its bound.
pub fn run(args: &[String]) -> Result<(), String> {
    match args.split_first() {
        Some((name, [])) if name == "browser" => browser(),
        Some((name, rest)) if name == "canvas" => canvas::run(rest),
        Some((name, [])) if name == "results" => results::run(),
        Some((name, rest)) if name == "start" => start::run(rest),
        Some((name, _)) => engine(name, args),
        None => Err(
            "one benchmark, please: catalog, check, edits, export, invoke, layout, memory, browser, canvas, results or start"
                .to_owned(),
        ),
    }
}

/// The benchmarks of the engine; what follows the name is the benchmark's own.
fn engine(name: &str, args: &[String]) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--release", "--package", "soarboard-bench", "--"]);
    command.args(args);
    let status = command.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("bench {name} failed ({status})")) }
}

/// Keys typed into the window's pages in a Chromium that the machine has.
fn browser() -> Result<(), String> {
    node::ready()?;
    node::install()?;
    node::build()?;
    process::succeed(bridge())?;
    let mut bench = process::command("node");
    bench.arg("tests/bench/browser.mjs").arg(desktop::target().join("bench"));
    bench.env("SOARBOARD_BRIDGE", desktop::target().join("release/soarboard-bridge"));
    process::succeed(bench)
}

/// Builds the engine behind the pages as people get it.
fn bridge() -> Command {
    let mut bridge = process::cargo();
    bridge.args(["build", "--locked", "--release", "-p", "soarboard-bridge"]);
    bridge
}
