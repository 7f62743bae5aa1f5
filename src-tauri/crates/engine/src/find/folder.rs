//! Which files below a folder are playbooks, for looking through all of them.

use std::fs;
use std::path::{Path, PathBuf};

/// End of the name of a playbook file, by which a folder's playbooks are known.
const ENDING: &str = ".playbook.json";
/// Folders below a folder that are looked into.
const DEEPEST: usize = 16;

/// Returns the playbook files of a folder and the folders below it, by name. Links are not followed, so it always ends;
/// a folder that cannot be read has none.
pub fn playbooks_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, DEEPEST, &mut found);
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth > 0 {
            collect(&entry.path(), depth - 1, found);
        } else if kind.is_file() && entry.file_name().to_string_lossy().ends_with(ENDING) {
            found.push(entry.path());
        }
    }
}
