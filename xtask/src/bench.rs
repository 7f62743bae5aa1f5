//! `cargo xtask bench NAME`: builds the benchmarks for release and runs one.

use std::process::Command;

/// Runs the verb; the argument names the benchmark.
///
/// # Errors
/// When there is not one argument, the build fails, or a figure is beyond its bound.
pub fn run(args: &[String]) -> Result<(), String> {
    let [name] = args else { return Err("one benchmark, please: catalog".to_owned()) };
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--release", "--package", "soarboard-bench", "--", name]);
    let status = command.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("bench {name} failed ({status})")) }
}
