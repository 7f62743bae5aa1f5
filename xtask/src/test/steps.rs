//! The steps of `cargo xtask test`: what each runs, and how long it may take.
//!
//! Limits are for two busy cores and nothing built yet; a warm run takes a tenth. The pages come first, because the
//! shell embeds them.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::kept;
use crate::desktop::{self, Build};
use crate::packages::Need;
use crate::{codegen, node, packages, process, tidy};

/// A step.
pub struct Step {
    /// For `--only`.
    pub name: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// Time after which it is ended; of each program it runs.
    pub limit: Duration,
    /// Does it.
    pub perform: fn(&Run) -> Result<Outcome, String>,
}

/// What a step gets.
pub struct Run {
    /// Where the output of its programs goes.
    pub log: PathBuf,
    /// Time each of them may take.
    pub limit: Duration,
}

/// How a step went that did not fail.
pub enum Outcome {
    /// It did its work.
    Done,
    /// It could not, and may not be able to.
    Skipped(&'static str),
}

impl Run {
    fn logged(&self, command: Command) -> Result<(), String> {
        process::logged(command, &self.log, self.limit)
    }
}

/// Packages that need WebKitGTK, axum or a display, kept out of a plain `cargo test`.
const OUTSIDE: &[&str] = &[
    "-p",
    "soarboard-desktop",
    "-p",
    "soarboard-tests",
    "-p",
    "soarboard-bridge",
    "-p",
    "soarboard-gateway",
    "-p",
    "soarboard-bench",
    "-p",
    "xtask",
];

/// Returns the steps in their order.
pub fn all() -> Vec<Step> {
    vec![
        step("setup", "system packages, Node", 6, setup),
        step("tidy", "rules of the house", 2, |_| tidy::run().map(done)),
        step("ui-install", "npm ci", 4, |_| node::install().map(done)),
        step("ui-check", "types of the web UI", 5, |run| npm(run, &["run", "check"])),
        step("ui-lint", "lint and format of the web UI", 5, |run| npm(run, &["run", "lint"])),
        step("ui-test", "unit tests of the web UI", 8, |run| npm(run, &["test"])),
        step("ui-build", "the pages", 3, |run| npm(run, &["run", "build"])),
        step("fmt", "format of the Rust code", 1, |run| cargo(run, &["fmt", "--all", "--check"])),
        step("clippy", "lint of the engine", 10, |run| {
            cargo(run, &["clippy", "--locked", "--all-targets", "--", "-D", "warnings"])
        }),
        step("engine", "tests of the engine", 12, |run| tests(run, &[])),
        step("doc", "examples in documentation", 6, |run| cargo(run, &["test", "--locked", "--doc"])),
        step("codegen", "generated files are up to date", 4, |_| {
            codegen::run(&["--check".to_owned()]).map(done)
        }),
        step("shell", "the window's program", 20, |run| kept(Build::Plain, run).map(|_| Outcome::Done)),
        step("clippy-all", "lint of shell, tests and xtask", 18, |run| {
            let mut words = vec!["clippy", "--locked", "--all-targets"];
            words.extend(OUTSIDE);
            words.extend(["--features", "soarboard-desktop/test-hooks", "--", "-D", "warnings"]);
            cargo(run, &words)
        }),
        step("outside", "unit tests of shell, bridge, gateway, bench and xtask", 8, |run| {
            tests(
                run,
                &[
                    "-p",
                    "soarboard-desktop",
                    "-p",
                    "soarboard-bridge",
                    "-p",
                    "soarboard-gateway",
                    "-p",
                    "soarboard-bench",
                    "-p",
                    "xtask",
                ],
            )
        }),
        step("integration", "access rules, generated files, the shipped program", 10, integration),
        step("browser", "the pages in Chromium over the bridge", 15, browser),
        step("window", "the real window, the real keyring", 12, window),
        step("screenshot", "a picture of the window", 4, screenshot),
        step("deny", "licences and advisories", 4, deny),
    ]
}

fn step(
    name: &'static str,
    about: &'static str,
    minutes: u64,
    perform: fn(&Run) -> Result<Outcome, String>,
) -> Step {
    Step { name, about, limit: Duration::from_secs(minutes * 60), perform }
}

fn done(_: ()) -> Outcome {
    Outcome::Done
}

fn setup(_: &Run) -> Result<Outcome, String> {
    packages::install(Need::Test)?;
    node::ready().map(done)
}

fn npm(run: &Run, words: &[&str]) -> Result<Outcome, String> {
    run.logged(node::npm(words)).map(done)
}

fn cargo(run: &Run, words: &[&str]) -> Result<Outcome, String> {
    let mut cargo = process::cargo();
    cargo.args(words);
    run.logged(cargo).map(done)
}

/// Runs tests with nextest where it is installed; it is quicker and tells tests apart that share a process otherwise.
fn tests(run: &Run, words: &[&str]) -> Result<Outcome, String> {
    run.logged(runner(words)).map(done)
}

fn runner(words: &[&str]) -> Command {
    let mut cargo = process::cargo();
    if process::exists("cargo-nextest") {
        cargo.args(["nextest", "run", "--locked", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--locked", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    cargo.args(words);
    cargo
}

/// Tests against the whole program that need no display. Window and keyring tests say that they are skipped.
fn integration(run: &Run) -> Result<Outcome, String> {
    let mut tests = runner(&["-p", "soarboard-tests"]);
    tests.env("SOARBOARD_PLAIN_BINARY", kept(Build::Plain, run)?);
    run.logged(tests).map(done)
}

fn browser(run: &Run) -> Result<Outcome, String> {
    let mut bridge = process::cargo();
    bridge.args(["build", "--locked", "-p", "soarboard-bridge"]);
    run.logged(bridge)?;
    let mut node = process::command("node");
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=1", "tests/e2e/"]);
    node.env("SOARBOARD_BRIDGE", desktop::target().join("debug/soarboard-bridge"));
    node.env("SOARBOARD_ARTIFACTS", desktop::target().join("artifacts"));
    run.logged(node).map(done)
}

fn window(run: &Run) -> Result<Outcome, String> {
    if cfg!(not(target_os = "linux")) {
        return Ok(Outcome::Skipped("WebKitWebDriver and the test keyring are Linux's"));
    }
    let binary = kept(Build::Hooks, run)?;
    let mut build = process::cargo();
    build.args([
        "test",
        "--locked",
        "--no-run",
        "-p",
        "soarboard-tests",
        "--test",
        "window",
        "--test",
        "keyring",
    ]);
    run.logged(build)?;
    let folder = desktop::target().join("artifacts/desktop-session");
    let mut session = desktop::fresh(&folder, process::cargo().get_program())?;
    session.args([
        "test",
        "--locked",
        "-p",
        "soarboard-tests",
        "--test",
        "window",
        "--test",
        "window_rules",
        "--test",
        "window_documents",
        "--test",
        "window_clipboard",
        "--test",
        "keyring",
    ]);
    // One at a time: the program lets only one of it run on a bus.
    session.args(["--", "--test-threads=1", "--nocapture"]);
    session.env("SOARBOARD_DESKTOP_TESTS", "1").env("SOARBOARD_DESKTOP_BINARY", binary);
    session.env("SOARBOARD_ARTIFACTS", desktop::target().join("artifacts"));
    run.logged(session).map(done)
}

/// The picture is of the program as people get it, not of the one with the tests' stand-ins.
fn screenshot(run: &Run) -> Result<Outcome, String> {
    if cfg!(not(target_os = "linux")) {
        return Ok(Outcome::Skipped("pictures are taken on Linux"));
    }
    let binary = kept(Build::Plain, run)?;
    let mut camera = process::cargo();
    camera.args(["build", "--locked", "-p", "soarboard-tests", "--bin", "screenshot"]);
    run.logged(camera)?;
    let folder = desktop::target().join("artifacts/desktop-session");
    let mut session = desktop::fresh(&folder, desktop::target().join("debug/screenshot").as_os_str())?;
    session.arg(desktop::target().join("artifacts/window.png")).env("SOARBOARD_DESKTOP_BINARY", binary);
    run.logged(session).map(done)
}

fn deny(run: &Run) -> Result<Outcome, String> {
    if !process::exists("cargo-deny") {
        return Ok(Outcome::Skipped("cargo-deny is not installed"));
    }
    cargo(run, &["deny", "check"])
}
