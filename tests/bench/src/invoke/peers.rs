//! The official clients, in the versions that the files under `peers/` pin; installed under `target/` on first use.
//!
//! `cargo xtask drill signing` uses the same Python. Deliberately absent: scripts of packages (npm runs none here).

use std::path::{Path, PathBuf};
use std::process::Command;

use super::worker::Worker;

/// Where the peers stand.
pub struct Peers {
    python: PathBuf,
    node_folder: PathBuf,
}

/// Installs what is not there in the pinned versions.
pub fn install(folder: &Path) -> Result<Peers, String> {
    let folder = folder.join("peers");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    Ok(Peers { python: python(&folder)?, node_folder: node(&folder)? })
}

/// Returns the Python with the pinned clients, without the others.
pub fn python_for_signing() -> Result<PathBuf, String> {
    let folder = super::target()?.join("peers");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    python(&folder)
}

impl Peers {
    /// Starts the Node client.
    pub fn node(&self, address: &str, total: &str) -> Result<Worker, String> {
        let script = source("peer.mjs");
        let args = [&script.to_string_lossy(), &self.node_folder.to_string_lossy(), address, total];
        Worker::start(Path::new("node"), &args)
    }

    /// Starts the Python client.
    pub fn python(&self, address: &str, total: &str) -> Result<Worker, String> {
        let script = source("peer.py");
        Worker::start(&self.python, &[&script.to_string_lossy(), address, total])
    }
}

/// Returns a file of ours that a peer runs or is pinned by.
pub fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(name)
}

fn python(folder: &Path) -> Result<PathBuf, String> {
    let home = folder.join("python");
    let program = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted = source("requirements.txt");
    if !is_installed(&home, &wanted)? {
        done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
        done(Command::new(&program).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
        note(&home, &wanted)?;
    }
    Ok(program)
}

fn node(folder: &Path) -> Result<PathBuf, String> {
    let home = folder.join("node");
    std::fs::create_dir_all(&home).map_err(|e| e.to_string())?;
    let wanted = source("package-lock.json");
    if !is_installed(&home, &wanted)? {
        for name in ["package.json", "package-lock.json"] {
            std::fs::copy(source(name), home.join(name)).map_err(|e| format!("{name}: {e}"))?;
        }
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        done(Command::new(npm).args(words).current_dir(&home))?;
        note(&home, &wanted)?;
    }
    Ok(home)
}

/// Says whether a folder was filled from the file of versions as it is now.
fn is_installed(home: &Path, wanted: &Path) -> Result<bool, String> {
    let now = std::fs::read(wanted).map_err(|e| format!("{}: {e}", wanted.display()))?;
    Ok(std::fs::read(home.join(".installed")).is_ok_and(|then| then == now))
}

fn note(home: &Path, wanted: &Path) -> Result<(), String> {
    std::fs::copy(wanted, home.join(".installed")).map(drop).map_err(|e| e.to_string())
}

fn done(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    let status = command.status().map_err(|e| format!("{shown}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown} failed ({status})")) }
}
