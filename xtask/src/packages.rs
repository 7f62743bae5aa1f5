//! System packages: what building and testing need beside Rust and Node.
//!
//! Installed only on Debian and its relatives, where the names are known and were tried; elsewhere they are named.

use std::process::{Command, Stdio};

use crate::process;

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Building and opening the window.
    Run,
    /// The same, and pictures of it.
    Picture,
    /// Every test.
    Test,
}

const BUILD: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "ca-certificates"];
/// A display and a bus where the machine has none.
const HEADLESS: &[&str] = &["xvfb", "xauth", "dbus", "fonts-dejavu-core"];
const PICTURE: &[&str] = &["webkit2gtk-driver", "fonts-noto-cjk"];
const TEST: &[&str] = &["gnome-keyring", "chromium", "strace"];

/// Installs what is missing, as root or through sudo; on other systems says what to install.
///
/// # Errors
/// A sentence with the packages that are missing and could not be installed.
pub fn install(need: Need) -> Result<(), String> {
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let wanted = wanted(need);
    if !process::exists("dpkg-query") {
        // Not Debian: pkg-config says whether the one library that matters is there.
        let found = Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]).status();
        return match found {
            Ok(status) if status.success() => Ok(()),
            _ => Err(format!("install what your system calls these Debian packages: {}", wanted.join(" "))),
        };
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {}", missing.join(" "));
    let by_hand =
        |reason: String| format!("{reason}; install by hand: apt-get install {}", missing.join(" "));
    apt(&["update"]).map_err(by_hand)?;
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(&missing);
    apt(&words).map_err(by_hand)
}

/// Runs apt-get without questions, as root.
///
/// # Errors
/// A sentence, when there is no way to become root or apt fails.
pub fn apt(words: &[&str]) -> Result<(), String> {
    let mut apt = if is_root() {
        process::command("env")
    } else if process::exists("sudo") {
        let mut sudo = process::command("sudo");
        sudo.arg("env");
        sudo
    } else {
        return Err("system packages need root, and there is no sudo".to_owned());
    };
    // Another apt on the machine is waited for, not fought with.
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"])
        .args(words);
    process::succeed(apt)
}

fn wanted(need: Need) -> Vec<&'static str> {
    let mut wanted = BUILD.to_vec();
    if need != Need::Run || std::env::var_os("DISPLAY").or(std::env::var_os("WAYLAND_DISPLAY")).is_none() {
        wanted.extend(HEADLESS);
    }
    if need != Need::Run {
        wanted.extend(PICTURE);
    }
    if need == Need::Test {
        // Ubuntu's chromium package is only a door to a snap, which containers cannot open: an own browser counts.
        let browser =
            ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| process::exists(name));
        wanted.extend(TEST.iter().filter(|package| !(browser && **package == "chromium")));
    }
    wanted
}

fn installed(package: &str) -> bool {
    let answer = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output()
        .map(|output| output.stdout);
    matches!(answer.as_deref(), Ok(b"installed"))
}

fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output().map(|output| output.stdout);
    answer.is_ok_and(|id| id.trim_ascii() == b"0")
}
