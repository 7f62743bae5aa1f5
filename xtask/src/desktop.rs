//! The desktop program: building it, and giving it a bus and a display where the machine has none.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The size holds the window; `-noreset` because Xvfb otherwise forgets everything when its last client leaves, and the
/// next start of GTK dies.
const SCREEN: &str = "-screen 0 1440x900x24 -noreset";

/// Which build of the shell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// As people get it, without optimisation.
    Plain,
    /// As people get it.
    Release,
    /// With the stand-ins of the end-to-end tests; never shipped.
    Hooks,
}

/// Returns the command that builds the shell. The pages must have been built before.
pub fn build(build: Build) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "-p", "soarboard-desktop", "--features"]);
    cargo.arg(if build == Build::Hooks { "custom-protocol,test-hooks" } else { "custom-protocol" });
    if build == Build::Release {
        cargo.arg("--release");
    }
    cargo
}

/// Keeps a finished build under a place of its own, because the next build goes to the same file.
///
/// # Errors
/// A sentence when the file cannot be kept.
pub fn keep(build: Build) -> Result<PathBuf, String> {
    let name = format!("soarboard-desktop{}", std::env::consts::EXE_SUFFIX);
    let (from, folder) = match build {
        Build::Plain => ("debug", "plain"),
        Build::Release => ("release", "release"),
        Build::Hooks => ("debug", "hooks"),
    };
    let built = target().join(from).join(&name);
    let kept = target().join("shells").join(folder).join(&name);
    let told = |error: std::io::Error| format!("{}: {error}", kept.display());
    fs::create_dir_all(target().join("shells").join(folder)).map_err(told)?;
    let _ = fs::remove_file(&kept);
    // A link costs nothing; cargo writes a new file rather than over this one.
    fs::hard_link(&built, &kept).or_else(|_| fs::copy(&built, &kept).map(drop)).map_err(told)?;
    Ok(kept)
}

/// Returns the folder that cargo builds in.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| process::root().join("target"), PathBuf::from)
}

/// Returns a command that runs a program with a bus and a display, made for it when the machine has none.
pub fn shown(program: &OsStr) -> Command {
    let mut words: Vec<OsString> = Vec::new();
    if cfg!(target_os = "linux") {
        if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
            words.extend(["dbus-run-session", "--"].map(OsString::from));
        }
        if std::env::var_os("DISPLAY").or(std::env::var_os("WAYLAND_DISPLAY")).is_none() {
            words.extend(["xvfb-run", "-a", "-s", SCREEN].map(OsString::from));
        }
    }
    words.push(program.to_owned());
    let mut words = words.into_iter();
    let mut command = process::command(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Returns a command that runs a program in a desktop of its own: fresh bus, display, folders, and a keyring that is
/// unlocked before the display exists (an unlock dialog would wait for a person).
///
/// # Errors
/// A sentence when the folders cannot be made.
pub fn fresh(folder: &Path, program: &OsStr) -> Result<Command, String> {
    const UNLOCK: &str =
        "printf practice | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(told)?;
    }
    let mut command = process::command("dbus-run-session");
    command.args(["--", "sh", "-c", UNLOCK, "sh", "xvfb-run", "-a", "-s", SCREEN]).arg(program);
    for (name, part) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "runtime"),
    ] {
        fs::create_dir_all(folder.join(part)).map_err(told)?;
        command.env(name, folder.join(part));
    }
    fs::create_dir_all(folder.join("data/keyrings")).map_err(told)?;
    private(&folder.join("runtime")).map_err(told)?;
    command.env_remove("WAYLAND_DISPLAY").env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11");
    Ok(command)
}

/// Says whether the kernel's folder of graphics devices has one, as the program asks itself (`src-tauri/src/graphics.rs`).
/// Containers often have the folder with nothing in it.
pub fn has_card(devices: &Path) -> bool {
    devices.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}

/// The bus and the keyring refuse a runtime folder that others can read.
fn private(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    return fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700));
    #[cfg(not(unix))]
    return folder.metadata().map(drop);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_devices_that_is_missing_or_empty_has_no_card() {
        let folder = std::env::temp_dir().join(format!("soarboard-devices-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        assert!(!has_card(&folder));
        fs::create_dir_all(&folder).unwrap();
        assert!(!has_card(&folder));
        fs::write(folder.join("renderD128"), "").unwrap();
        assert!(has_card(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }
}
