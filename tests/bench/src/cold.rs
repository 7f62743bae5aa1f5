//! Cold starts: each measurement is a process of its own, so nothing is parsed or cached before the clock runs.
//!
//! The pages of the files are in the system's memory on both sides. The reference gets the bytes for nothing; our side
//! also opens and reads the files within its time.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;
use soarboard_cloud::catalog::{Catalog, Store};

/// The argument that makes this program one cold start.
pub(crate) const CHILD: &str = "catalog-cold";
/// From nothing to the first hits of a search.
pub(crate) const LOAD: &str = "load";
/// Parsing all stored facts into `serde_json::Value`.
pub(crate) const PARSE: &str = "parse";
/// What is searched for once the catalogue stands; any word would do.
const FIRST_SEARCH: &str = "describe security group";

/// Runs one cold start in a process of its own. Returns its milliseconds.
pub(crate) fn start(side: &str, folder: &Path) -> Result<f64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program).args([CHILD, side]).arg(folder).output();
    let output = output.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let told = String::from_utf8_lossy(&output.stderr);
    text.trim().parse().map_err(|_| format!("cold start {side}: {text}{told}"))
}

/// Is one cold start: prints its milliseconds.
pub(crate) fn run(side: &str, folder: &str) -> Result<(), String> {
    let ms = match side {
        LOAD => load(Path::new(folder))?,
        PARSE => parse(Path::new(folder))?,
        other => return Err(format!("no such side: {other}")),
    };
    println!("{ms}");
    Ok(())
}

fn load(folder: &Path) -> Result<f64, String> {
    let started = Instant::now();
    let catalog = Catalog::with_store(&Store::new(folder));
    let hits = catalog.search(FIRST_SEARCH, 20);
    let ms = started.elapsed().as_secs_f64() * 1e3;
    if hits.len() == 20 { Ok(ms) } else { Err(format!("only {} hits", hits.len())) }
}

fn parse(folder: &Path) -> Result<f64, String> {
    let texts = texts(folder)?;
    let started = Instant::now();
    texts.iter().for_each(|text| drop(black_box(parse_lines(text))));
    Ok(started.elapsed().as_secs_f64() * 1e3)
}

fn parse_lines(text: &[u8]) -> Vec<Option<Value>> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).ok()).collect()
}

fn texts(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    entries.flatten().map(|entry| std::fs::read(entry.path()).map_err(|error| error.to_string())).collect()
}
