//! `cargo xtask tidy`: rules of the house that no compiler and no linter checks.
//!
//! Text rules for every file are in `text`, the rules of the web UI in `ui`, the list of behaviours in `behaviours`. It looks at the files git knows or would
//! take, so that what lies about on a machine is nobody's concern.

mod behaviours;
mod text;
mod ui;

use std::fs;
use std::path::Path;

use crate::process;

/// A file of the repository: its path with `/`, and its text.
struct File {
    path: String,
    text: String,
}

/// Runs the verb.
///
/// # Errors
/// Every finding on a line of its own.
pub fn run() -> Result<(), String> {
    let files = files()?;
    let mut findings: Vec<String> = files.iter().flat_map(text::check).collect();
    findings.extend(ui::check(&files));
    findings.extend(behaviours::check(&files));
    if findings.is_empty() {
        println!("tidy: {} files", files.len());
        return Ok(());
    }
    Err(format!("{} findings\n{}", findings.len(), findings.join("\n")))
}

/// Returns every text file; pictures and archives are left out.
fn files() -> Result<Vec<File>, String> {
    let mut git = process::command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = process::output(git)?;
    let root = process::root();
    Ok(list.split('\0').filter(|path| !path.is_empty()).filter_map(|path| read(&root, path)).collect())
}

fn read(root: &Path, path: &str) -> Option<File> {
    // A file that git still lists but that is gone, or that is not text, has nothing to check.
    let text = String::from_utf8(fs::read(root.join(path)).ok()?).ok()?;
    Some(File { path: path.to_owned(), text })
}
