//! Fetching and unpacking wheels: pip downloads and verifies, Python's `zipfile` unpacks, so no archive or network code
//! lives here.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::sources::Source;

/// Lets pip download every wheel of the list and check its hash.
///
/// # Errors
/// When Python or pip is missing, the network fails, or a hash differs.
pub fn download(list: &Path, into: &Path) -> Result<(), String> {
    std::fs::create_dir_all(into).map_err(|e| format!("{}: {e}", into.display()))?;
    let mut pip = Command::new(python());
    pip.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
    ]);
    pip.arg("--require-hashes").arg("-d").arg(into).arg("-r").arg(list);
    succeed(pip, "pip download")
}

/// Unpacks the wheel of `source` when that has not happened yet and returns its Python package folder.
///
/// # Errors
/// When the wheel is not in `work` or does not unpack.
pub fn unpack(source: &Source, work: &Path) -> Result<PathBuf, String> {
    let prefix = source.file_prefix();
    let wheel = files_of(work)?
        .into_iter()
        .find(|path| name_of(path).starts_with(&prefix) && name_of(path).ends_with(".whl"))
        .ok_or_else(|| format!("no wheel {prefix}… in {}", work.display()))?;
    let folder = work.join(prefix.trim_end_matches('-'));
    let package = folder.join(source.module());
    if !package.join("client.py").is_file() {
        let mut unzip = Command::new(python());
        unzip.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&folder);
        succeed(unzip, "unpacking a wheel")?;
    }
    Ok(package)
}

/// Reads the text of every file with data classes: `models/*.py`, or `models.py` in wheels of the older generator.
///
/// # Errors
/// When neither exists or a file cannot be read.
pub fn model_files(package: &Path) -> Result<Vec<String>, String> {
    let single = package.join("models.py");
    if single.is_file() {
        return Ok(vec![read_text(&single)?]);
    }
    files_of(&package.join("models"))?.iter().map(|path| read_text(path)).collect()
}

/// Reads a text file, naming it in the error.
///
/// # Errors
/// When the file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn succeed(mut command: Command, what: &str) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{what}: {e}; is Python with pip installed?"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}
