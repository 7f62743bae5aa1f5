//! `cargo xtask bench results`: a run of a million rows, scrolled in the program's own page.

use std::process::Command;

use crate::{desktop, node, packages, process};

/// Runs the verb.
///
/// # Errors
/// When the pages or the engine cannot be built, or a figure that does not depend on the machine is beyond its bound.
pub fn run() -> Result<(), String> {
    packages::install(packages::Need::Test)?;
    node::ready()?;
    node::install()?;
    node::build()?;
    process::succeed(super::bridge())?;
    process::succeed(script())
}

fn script() -> Command {
    let mut node = process::command("node");
    node.arg("tests/bench/results/in-app.mjs").arg(desktop::target().join("bench"));
    node.env("SOARBOARD_BRIDGE", desktop::target().join("release/soarboard-bridge"));
    node
}
