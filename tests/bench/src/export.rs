//! `cargo xtask bench export`: rows written as JSON and CSV, as a share of how fast `cp` copies the same bytes.
//!
//! Every write is a process of its own, ours like `cp`, in turn, within rounds of a second a side. The gates hold for a
//! folder in memory, where bytes cost what handling them costs; what a disk makes of it, our file told to the disk and
//! `cp` followed by `sync`, stands beside. Memory is that of processes that write 64 and 512 MiB.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use soarboard_engine::rows::{ExportOptions, ExportWatch, RowFormat, Selection, export};

use crate::invoke::{item, kib_of, memory_folder, rows_folder};
use crate::report::{Rounds, machine, short, write};

/// The argument that makes this program one export.
pub(crate) const CHILD: &str = "export-one";
const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(1);
const BYTES: u64 = 256 << 20;
/// Share of the speed of `cp` that each format must have.
const GATES: [(&str, f64); 2] = [("json", 0.3), ("csv", 0.15)];
/// Sizes whose memory is compared, and how much more the larger one may take.
const SIZES: [u64; 2] = [64 << 20, 512 << 20];
const MOST_GROWTH: f64 = 1.10;

/// Runs the benchmark.
pub(crate) fn run() -> Result<(), String> {
    let target = crate::invoke::target()?;
    let (memory, disk) = (memory_folder(&target)?, rows_folder(&target)?);
    let done = measured(&memory, &disk);
    let _ = std::fs::remove_dir_all(&memory);
    let _ = std::fs::remove_dir_all(&disk);
    let (report, failures) = done?;
    write("export.json", &report)?;
    if failures.is_empty() { Ok(()) } else { Err(failures.join("; ")) }
}

fn measured(memory: &Path, disk: &Path) -> Result<(Value, Vec<String>), String> {
    println!(
        "{}\n{:<34} {:>7} {:>7} {:>7} {:>7}",
        machine(),
        "share of cp's speed",
        "median",
        "min",
        "max",
        "gate"
    );
    let (mut failures, mut told) = (Vec::new(), Vec::new());
    for (place, folder, is_kept) in [("in memory", memory, false), ("on disk, kept", disk, true)] {
        let from = rows_file(folder, BYTES)?;
        for (format, gate) in GATES {
            let rounds = rounds(&from, format, is_kept)?;
            let gate = if is_kept { 0.0 } else { gate };
            // Times turned into speeds: the share is the reference's time by ours.
            let shares: Vec<f64> = rounds.pairs.iter().map(|(ours, cp)| cp / ours).collect();
            let share = crate::report::middle(shares.clone());
            let ends = shares.iter().fold((f64::INFINITY, 0.0f64), |(l, h), s| (l.min(*s), h.max(*s)));
            let name = format!("P13 {format} / cp, {place}");
            println!("{name:<34} {share:>7.2} {:>7.2} {:>7.2} {gate:>7.2}", ends.0, ends.1);
            if share < gate {
                failures.push(format!("{name}: {share:.2} of {gate:.2}"));
            }
            told.push(
                json!({ "what": name, "share": short(share), "min": short(ends.0), "max": short(ends.1),
                "gate": gate, "bytes": BYTES, "times": rounds.json(1.0 / gate.max(0.01)) }),
            );
        }
        std::fs::remove_file(from).map_err(|error| error.to_string())?;
    }
    let mut memories = Vec::new();
    for (format, _) in GATES {
        let peaks = SIZES.map(|bytes| peak(memory, format, bytes));
        let [small, large] = peaks;
        let (small, large) = (small?, large?);
        let growth = large / small;
        println!(
            "P13 memory of {format}: {:.1} MiB for 64 MiB of rows, {:.1} MiB for 512 MiB, ratio {growth:.3} (gate {MOST_GROWTH})",
            small / 1024.0,
            large / 1024.0
        );
        if growth > MOST_GROWTH {
            failures.push(format!("memory of {format} grows by {growth:.3}"));
        }
        memories.push(json!({ "format": format, "peakKib": [small, large], "growth": short(growth) }));
    }
    Ok((json!({ "machine": machine(), "speeds": told, "memory": memories }), failures))
}

/// Ours and `cp` in turn; milliseconds a copy.
fn rounds(from: &Path, format: &str, is_kept: bool) -> Result<Rounds, String> {
    let mut rounds = Rounds::default();
    for round in 0..=ROUNDS {
        let ours = repeated(|| ours(from, format).map(drop))?;
        let cp = repeated(|| cp(from, is_kept))?;
        // The first round warms up and counts for nobody.
        if round > 0 {
            rounds.pairs.push((ours, cp));
        }
    }
    Ok(rounds)
}

fn repeated(mut one: impl FnMut() -> Result<(), String>) -> Result<f64, String> {
    let started = Instant::now();
    let mut times = 0;
    while started.elapsed() < ROUND {
        one()?;
        times += 1;
    }
    Ok(started.elapsed().as_secs_f64() * 1e3 / f64::from(times))
}

fn beside(from: &Path, name: &str) -> PathBuf {
    from.with_file_name(name)
}

fn ours(from: &Path, format: &str) -> Result<Value, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg(CHILD).arg(format).arg(from);
    let output = command.arg(beside(from, "ours.out")).output().map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("export {format}: {error} {}", String::from_utf8_lossy(&output.stderr)))
}

fn cp(from: &Path, is_kept: bool) -> Result<(), String> {
    let to = beside(from, "cp.out");
    // As ours: a new file each time.
    let _ = std::fs::remove_file(&to);
    succeed(Command::new("cp").arg(from).arg(&to))?;
    if is_kept { succeed(Command::new("sync").arg("--data").arg(&to)) } else { Ok(()) }
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

fn peak(folder: &Path, format: &str, bytes: u64) -> Result<f64, String> {
    let from = rows_file(folder, bytes)?;
    let told = ours(&from, format)?;
    let _ = std::fs::remove_file(beside(&from, "ours.out"));
    std::fs::remove_file(from).map_err(|error| error.to_string())?;
    told["peakKib"].as_f64().ok_or_else(|| format!("no peak in {told}"))
}

fn rows_file(folder: &Path, bytes: u64) -> Result<PathBuf, String> {
    let path = folder.join("rows.ndjson");
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = BufWriter::new(std::fs::File::create(&path).map_err(told)?);
    let (mut written, mut number) = (0, 0);
    while written < bytes {
        let row = item(number);
        writeln!(file, "{row}").map_err(told)?;
        written += row.len() as u64 + 1;
        number += 1;
    }
    file.flush().map_err(told)?;
    Ok(path)
}

/// Is one export: `FORMAT FROM TO`. Prints what it took.
pub(crate) fn one(words: &[String]) -> Result<(), String> {
    let [format, from, to] = words else { return Err("a format and two files, please".to_owned()) };
    let format = match format.as_str() {
        "json" => RowFormat::Json,
        "csv" => RowFormat::Csv,
        other => return Err(format!("no such format: {other}")),
    };
    let options = ExportOptions { format, is_guarded: true, has_bom: false };
    let (from, to, all, watch) =
        (Path::new(from), Path::new(to), Selection::First(u64::MAX), ExportWatch::default());
    let _ = std::fs::remove_file(to);
    // As people's exports: a file beside, told to the disk (which memory has none of), put in its place.
    let done = export(from, all, to, options, &watch);
    let rows = done.map_err(|error| error.to_string())?.rows;
    println!("{}", json!({ "rows": rows, "peakKib": kib_of("VmHWM")? }));
    Ok(())
}
