//! `cargo xtask bench start`: the start of the program and its memory, beside a Tauri window with nothing in it.
//!
//! Both are built together, so that they share one build of Tauri with the same features. `--profile dev` takes builds
//! without optimisation, for a try: its figures mean nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{desktop, node, packages, process};

/// The profiles of cargo that can be asked for, and where they build.
const PROFILES: [(&str, &str); 2] = [("release", "release"), ("dev", "debug")];

/// Runs the verb.
///
/// # Errors
/// When an argument is unknown, a program cannot be built or does not start, or a figure is beyond its bound.
pub fn run(args: &[String]) -> Result<(), String> {
    let (profile, folder) = read(args)?;
    if cfg!(not(target_os = "linux")) {
        return Err("the start is measured through WebKitWebDriver, which only Linux has".to_owned());
    }
    packages::install(packages::Need::Test)?;
    node::ready()?;
    node::install()?;
    node::build()?;
    process::succeed(programs(profile))?;
    // Both are looked at before a failure of one is told.
    let script = process::succeed(first_screen());
    let built = |name: &str| desktop::target().join(folder).join(name);
    let mut bench = desktop::fresh(&desktop::target().join("bench/start-session"), "node".as_ref())?;
    bench.arg("tests/bench/start/start.mjs").arg(desktop::target().join("bench"));
    bench.args::<[PathBuf; 2], _>([built("soarboard-desktop"), built("soarboard-bare")]).arg(profile);
    if !desktop::has_card(Path::new("/dev/dri")) {
        // As the program does by itself, for the bare window, too.
        bench.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    process::succeed(bench).and(script)
}

/// Returns the profile and the folder of its programs.
fn read(args: &[String]) -> Result<(&'static str, &'static str), String> {
    let named = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => "release",
        ["--profile", name] => name,
        _ => return Err("bench start takes nothing but --profile release or --profile dev".to_owned()),
    };
    let found = PROFILES.into_iter().find(|(name, _)| *name == named);
    found.ok_or_else(|| format!("bench start has no profile {named}; it has release and dev"))
}

/// Builds both, as people get them.
fn programs(profile: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.args([
        "build",
        "--locked",
        "--profile",
        profile,
        "-p",
        "soarboard-desktop",
        "-p",
        "soarboard-bare",
    ]);
    cargo.args(["--features", "soarboard-desktop/custom-protocol,soarboard-bare/custom-protocol"]);
    cargo
}

/// The JavaScript that stands before the first paint, which has a bound of its own.
fn first_screen() -> Command {
    let mut node = process::command("node");
    node.arg("ui/scripts/first-screen.mjs");
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_known_or_refused() {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();

        assert_eq!(read(&[]), Ok(("release", "release")));
        assert_eq!(read(&words("--profile dev")), Ok(("dev", "debug")));
        assert!(read(&words("--profile fast")).unwrap_err().contains("fast"));
        assert!(read(&words("quick")).is_err());
    }
}
