//! Node and the web UI: the right version, packages exactly as locked, the build.

use std::fs;
use std::process::Command;

use crate::{packages, process};

/// Oldest version that Vite takes (`engines` in ui/package.json).
const OLDEST: (u32, u32) = (20, 19);

/// Makes sure that Node is there and new enough.
///
/// # Errors
/// A sentence that says which version is needed and which is there.
pub fn ready() -> Result<(), String> {
    if version().is_none() && process::exists("apt-get") && candidate().is_some_and(|found| found >= OLDEST) {
        packages::apt(&["install", "-y", "--no-install-recommends", "nodejs", "npm"])?;
    }
    let (major, minor) = OLDEST;
    match version() {
        Some(found) if found >= OLDEST => Ok(()),
        Some((a, b)) => {
            Err(format!("Node {major}.{minor} or newer is needed, this is {a}.{b}; see https://nodejs.org"))
        }
        None => Err(format!(
            "Node {major}.{minor} or newer is needed, and none is installed; see https://nodejs.org"
        )),
    }
}

/// Installs the packages of the UI when its lock file is not the one they were installed from.
///
/// # Errors
/// A sentence when npm fails.
pub fn install() -> Result<(), String> {
    let ui = process::root().join("ui");
    let lock = ui.join("package-lock.json");
    let copy = ui.join("node_modules/.lock-installed");
    let wanted = fs::read(&lock).map_err(|e| format!("{}: {e}", lock.display()))?;
    if fs::read(&copy).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    // No package of ours needs a script to install; not running any keeps strangers' code out of the set-up.
    process::succeed(npm(&["ci", "--ignore-scripts"]))?;
    fs::write(&copy, wanted).map_err(|e| format!("{}: {e}", copy.display()))
}

/// Builds the pages that the shell embeds.
///
/// # Errors
/// A sentence when the build fails.
pub fn build() -> Result<(), String> {
    process::succeed(npm(&["run", "--silent", "build", "--", "--logLevel", "warn"]))
}

/// Returns npm, to be run in the UI's folder.
pub fn npm(words: &[&str]) -> Command {
    let mut npm = process::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(process::root().join("ui")).args(words);
    npm
}

fn version() -> Option<(u32, u32)> {
    let output = Command::new("node").arg("--version").output().ok()?;
    numbers(&String::from_utf8_lossy(&output.stdout))
}

/// Returns the version that apt would install.
fn candidate() -> Option<(u32, u32)> {
    let output = Command::new("apt-cache").args(["policy", "nodejs"]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    numbers(text.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?)
}

fn numbers(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().trim_start_matches('v').split(['.', '+', '~', '-']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_and_of_apt_are_read() {
        assert_eq!(numbers("v20.20.2\n"), Some((20, 20)));
        assert_eq!(numbers(" 18.20.4+dfsg-1~deb12u1"), Some((18, 20)));
        assert_eq!(numbers(" (none)"), None);
    }
}
