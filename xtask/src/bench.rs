//! `cargo xtask bench NAME`: builds the benchmarks for release and runs one.

use std::process::Command;

use crate::{desktop, node, process};

/// Runs the verb; the argument names the benchmark.
///
/// # Errors
/// When there is not one argument, the build fails, or a figure is beyond its bound.
pub fn run(args: &[String]) -> Result<(), String> {
    match args {
        [name] if name == "browser" => browser(),
        [name] => engine(name),
        _ => Err("one benchmark, please: catalog or browser".to_owned()),
    }
}

/// The benchmarks of the engine.
fn engine(name: &str) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--release", "--package", "soarboard-bench", "--", name]);
    let status = command.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("bench {name} failed ({status})")) }
}

/// Keys typed into the window's pages in a Chromium that the machine has.
fn browser() -> Result<(), String> {
    node::ready()?;
    node::install()?;
    node::build()?;
    let mut bridge = process::cargo();
    bridge.args(["build", "--locked", "--release", "-p", "soarboard-bridge"]);
    process::succeed(bridge)?;
    let mut bench = process::command("node");
    bench.arg("tests/bench/browser.mjs").arg(desktop::target().join("bench"));
    bench.env("SOARBOARD_BRIDGE", desktop::target().join("release/soarboard-bridge"));
    process::succeed(bench)
}
