//! `cargo xtask bench invoke`: pages and signatures a second, ours against the official clients and against floors.
//!
//! All sides are processes that take orders, asked in turn (A B A B …) so that a busy machine is busy for all of them.
//! Figures that count are ratios within a round; CPU time a unit stands beside them. Deliberately absent: absolute goals.

mod gateway;
mod ours;
pub mod peers;
mod report;
mod worker;

use std::path::{Path, PathBuf};

use report::Report;
use worker::{Sample, Worker};

pub use gateway::{item, serve};
pub(crate) use ours::kib_of;

/// A side that is measured, and the order it gets.
struct Side {
    name: &'static str,
    worker: usize,
    order: &'static str,
}

const OURS: usize = 0;
const NODE: usize = 1;
const PYTHON: usize = 2;

const SIDES: [Side; 11] = [
    Side { name: "ours pages", worker: OURS, order: "pages" },
    Side { name: "node pages", worker: NODE, order: "pages" },
    Side { name: "python pages", worker: PYTHON, order: "pages" },
    Side { name: "raw pages", worker: OURS, order: "raw" },
    Side { name: "ours to disk", worker: OURS, order: "disk" },
    Side { name: "ours v3", worker: OURS, order: "v3" },
    Side { name: "node v3", worker: NODE, order: "v3" },
    Side { name: "python v3", worker: PYTHON, order: "v3" },
    Side { name: "bare hmac", worker: OURS, order: "hmac" },
    Side { name: "ours v1", worker: OURS, order: "v1" },
    Side { name: "python v1", worker: PYTHON, order: "v1core" },
];

/// Obeys orders as our side; for the bench's own use.
pub fn obey(args: &[String]) -> Result<(), String> {
    let [address, rows, disk] = args else {
        return Err("an address and two folders, please".to_owned());
    };
    ours::obey(address, Path::new(rows), Path::new(disk))
}

/// Runs the comparison. `--rounds N` and `--seconds S` make a quick look; the gates hold for the default.
pub fn run(args: &[String]) -> Result<(), String> {
    let (rounds, seconds) = options(args)?;
    let folder = target()?;
    let peers = peers::install(&folder)?;
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut gateway = Worker::start(&own, &["gateway"])?;
    let address = gateway.greeting().to_owned();
    let (rows, disk) = (memory_folder(&folder)?, rows_folder(&folder)?);
    let total = ours::total().to_string();
    let mut workers = [
        Worker::start(&own, &["worker", &address, &rows.to_string_lossy(), &disk.to_string_lossy()])?,
        peers.node(&address, &total)?,
        peers.python(&address, &total)?,
    ];
    let versions: Vec<String> = workers.iter().map(|worker| worker.greeting().to_owned()).collect();
    // A first look warms caches and compilers of the peers; it counts for nobody.
    for side in &SIDES {
        workers[side.worker].ask(&format!("{} {}", side.order, (seconds / 2.0).min(1.0)))?;
    }
    let deep = workers[OURS].ask(&format!("deep {seconds}"))?;
    let mut samples: Vec<Vec<Sample>> = SIDES.iter().map(|_| Vec::new()).collect();
    for round in 1..=rounds {
        for (side, samples) in SIDES.iter().zip(&mut samples) {
            samples.push(workers[side.worker].ask(&format!("{} {seconds}", side.order))?);
        }
        println!("round {round} of {rounds}");
    }
    workers[OURS].end();
    let _ = std::fs::remove_dir_all(&rows);
    let _ = std::fs::remove_dir_all(&disk);
    let named = SIDES.iter().map(|side| side.name).zip(samples).collect();
    gateway.end();
    Report { named, versions, deep, seconds }.tell(&folder.join("invoke.json"))
}

/// Measures the memory of a large result: the same loop and file, 64 MiB and 1 GiB, each in a process of its own; once
/// by page numbers and once by cursors, which a run has to remember.
pub fn memory() -> Result<(), String> {
    let folder = target()?;
    let rows = rows_folder(&folder)?;
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let gateway = Worker::start(&own, &["gateway"])?;
    let address = gateway.greeting().to_owned();
    let mut failures = Vec::new();
    for (order, name) in [("rows", "memory.json"), ("scroll", "memory-cursor.json")] {
        let mut figures = Vec::new();
        for bytes in [64u64 << 20, 1 << 30] {
            let mut worker =
                Worker::start(&own, &["worker", &address, &rows.to_string_lossy(), &rows.to_string_lossy()])?;
            figures.push(worker.ask_for(&format!("{order} {bytes}"))?);
            worker.end();
        }
        println!("{}", if order == "scroll" { "by cursor" } else { "by page number" });
        failures.extend(report::memory(&figures, &folder.join(name)).err());
    }
    let _ = std::fs::remove_dir_all(&rows);
    if failures.is_empty() { Ok(()) } else { Err(failures.join("; ")) }
}

fn options(args: &[String]) -> Result<(usize, f64), String> {
    let (mut rounds, mut seconds) = (7, 1.0);
    for pair in args.chunks(2) {
        match pair {
            [name, value] if name == "--rounds" => {
                rounds = value.parse().map_err(|_| format!("`{value}`?"))?
            }
            [name, value] if name == "--seconds" => {
                seconds = value.parse().map_err(|_| format!("`{value}`?"))?
            }
            other => return Err(format!("unknown options {other:?}; --rounds N, --seconds S")),
        }
    }
    Ok((rounds.max(1), seconds))
}

/// Returns a folder for rows in memory where the system has one. The other clients keep their rows in memory and lose them
/// with the process, so this is what they are compared with.
///
/// On disk (told beside it) a page is the same two writes, and no page waits for the disk: a thread has it keep both files
/// about once a second. CPU time a page is the same; wall time is up to a fifth longer and swings with whoever else uses
/// the disk, because writes wait for the file system's journal while such a flush is under way. That swing is as large as
/// the distance to the gate, so a gate on disk would measure the neighbours.
pub(crate) fn memory_folder(folder: &Path) -> Result<PathBuf, String> {
    let shared = Path::new("/dev/shm");
    let parent = if shared.is_dir() { shared } else { folder };
    let rows = parent.join(format!("soarboard-bench-{}", std::process::id()));
    std::fs::create_dir_all(&rows).map_err(|e| format!("{}: {e}", rows.display()))?;
    Ok(rows)
}

pub(crate) fn rows_folder(folder: &Path) -> Result<PathBuf, String> {
    let rows = folder.join("rows");
    std::fs::create_dir_all(&rows).map_err(|e| format!("{}: {e}", rows.display()))?;
    Ok(rows)
}

/// Returns the folder for what the bench makes: `target/bench`.
pub(crate) fn target() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    folder.canonicalize().map_err(|e| e.to_string())
}
