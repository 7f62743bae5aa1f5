//! `cargo xtask bench canvas`: the canvas beside React Flow in Chromium, the canvas in WebKitGTK, and a playbook of 5,000
//! calls in the program's own page.
//!
//! Both pages draw the same graph, built by the interface's bundler; the peer's packages are pinned under
//! `tests/bench/canvas` and installed under `target/` on first use.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{desktop, node, packages, process};

const PARTS: &[&str] = &["chromium", "webkit", "app"];

/// Runs the verb; the name of a part takes that one alone.
///
/// # Errors
/// When an argument is unknown, a page cannot be built, or a figure is beyond its bound.
pub fn run(args: &[String]) -> Result<(), String> {
    let wants = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    if let Some(unknown) = args.iter().find(|arg| !PARTS.contains(&arg.as_str())) {
        return Err(format!("bench canvas has no part {unknown}; it has {}", PARTS.join(", ")));
    }
    packages::install(packages::Need::Test)?;
    node::ready()?;
    node::install()?;
    let out = desktop::target().join("bench");
    let ours = out.join("canvas");
    process::succeed(page("src/canvas/harness/vite.config.ts", "SOARBOARD_BENCH_OURS", &ours))?;
    // All are run before a failure of one is told.
    let mut found = Vec::new();
    if wants("chromium") {
        found.push(beside_the_peer(&out, &ours));
    }
    if wants("webkit") && cfg!(target_os = "linux") {
        found.push(process::succeed(script("in-webkit.mjs", &[&out, &ours])));
    }
    if wants("app") {
        found.push(in_the_program(&out));
    }
    found.into_iter().collect()
}

fn in_the_program(out: &Path) -> Result<(), String> {
    node::build()?;
    process::succeed(super::bridge())?;
    let mut bench = script("in-app.mjs", &[out]);
    bench.env("SOARBOARD_BRIDGE", desktop::target().join("release/soarboard-bridge"));
    process::succeed(bench)
}

fn beside_the_peer(out: &Path, ours: &Path) -> Result<(), String> {
    let home = out.join("canvas-peer");
    install(&home)?;
    process::succeed(page("../tests/bench/canvas/peer/vite.config.mjs", "SOARBOARD_BENCH_PACKAGES", &home))?;
    process::succeed(script("in-chromium.mjs", &[out, ours, &home.join("dist")]))
}

/// Builds a page with the interface's bundler; the folder it needs comes in a variable.
fn page(config: &str, variable: &str, folder: &Path) -> Command {
    let mut build = node::npm(&["exec", "--", "vite", "build", "--config", config]);
    build.env(variable, folder);
    build
}

/// Installs the peer's packages in the pinned versions, without running scripts of theirs.
fn install(home: &Path) -> Result<(), String> {
    let (pinned, kept) = (folder().join("package-lock.json"), home.join("package-lock.json"));
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let wanted = read(&pinned)?;
    if home.join("node_modules").is_dir() && fs::read(&kept).is_ok_and(|known| known == wanted) {
        return Ok(());
    }
    fs::create_dir_all(home).map_err(|e| format!("{}: {e}", home.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(folder().join(name), home.join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    let mut npm = node::npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.current_dir(home);
    process::succeed(npm)
}

fn script(name: &str, args: &[&Path]) -> Command {
    let mut node = process::command("node");
    node.arg(folder().join(name)).args(args);
    node
}

fn folder() -> PathBuf {
    process::root().join("tests/bench/canvas")
}
