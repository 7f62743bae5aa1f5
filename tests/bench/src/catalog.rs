//! Loading against parsing the same files with serde_json (P3b), searching against a lower-cased scan (P3).

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use soarboard_cloud::catalog::import::{self, Limits};
use soarboard_cloud::catalog::{Catalog, Store};

/// Loads are repeated, and the fastest counts: anything slower was the machine.
const LOADS: usize = 5;
/// Largest share of a plain parse that loading may take.
const LOAD_BOUND: f64 = 0.20;
/// Largest multiple of a plain scan that a search may take, at the 95th percentile.
const SEARCH_BOUND: f64 = 3.0;
/// Hits that a list shows.
const SHOWN: usize = 100;

/// Runs the benchmark, prints the ratios and writes them to `target/bench/catalog.json`.
pub(crate) fn run() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let store = Store::new(folder.path());
    let data = test_data();
    if let Some(archive) = &data {
        let imported = import::path(archive, &Limits::default(), &mut store.writer(""));
        println!("imported {} operations of {} products", imported.operations, imported.products);
    } else {
        println!("no shared data: the embedded catalogue alone");
    }
    let load = fastest(|| drop(black_box(Catalog::with_store(&store))));
    let files = texts(folder.path())?;
    let parse = fastest(|| files.iter().for_each(|text| drop(black_box(parse_lines(text)))));
    let catalog = Catalog::with_store(&store);
    let started = Instant::now();
    catalog.search("describe", 1);
    let index = started.elapsed();
    let (ours, plain) = search_times(&catalog);
    let load_ratio = data.is_some().then(|| load.as_secs_f64() / parse.as_secs_f64());
    let search_ratio = at_95(&ours).as_secs_f64() / at_95(&plain).as_secs_f64();
    let report = json!({
        "operations": catalog.operation_count(),
        "sharedData": data.is_some(),
        "loadMs": ms(load), "parseMs": ms(parse), "loadRatio": load_ratio, "loadBound": LOAD_BOUND,
        "firstSearchMs": ms(index),
        "searchP95Ms": ms(at_95(&ours)), "scanP95Ms": ms(at_95(&plain)),
        "searchRatio": search_ratio, "searchBound": SEARCH_BOUND, "queries": ours.len(),
    });
    println!("{report:#}");
    write(&report)?;
    if search_ratio > SEARCH_BOUND || load_ratio.is_some_and(|ratio| ratio > LOAD_BOUND) {
        return Err("a ratio is beyond its bound".to_owned());
    }
    Ok(())
}

/// What people type: whole names, some of their words in another order, the beginning, initials, a typing error.
fn queries(names: &[String]) -> Vec<String> {
    let mut queries = Vec::new();
    for name in names.iter().step_by(names.len() / 60 + 1) {
        let starts: Vec<usize> =
            name.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect();
        let ends = starts.iter().skip(1).copied().chain([name.len()]);
        let words: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &name[*start..end]).collect();
        queries.push(name.clone());
        queries.push(words.iter().rev().take(2).copied().collect::<Vec<_>>().join(" "));
        queries.push(name.chars().take(6).collect());
        queries.push(words.iter().filter_map(|word| word.chars().next()).collect());
        queries.push(name.chars().enumerate().filter(|(at, _)| *at != 3).map(|(_, c)| c).collect());
    }
    queries.retain(|query| !query.trim().is_empty());
    queries
}

fn search_times(catalog: &Catalog) -> (Vec<Duration>, Vec<Duration>) {
    let mut texts = Vec::new();
    let mut names = Vec::new();
    for product in catalog.products() {
        for version in &product.versions {
            for summary in catalog.operations(&product.code, Some(version)) {
                let title = summary.title_en.as_deref().unwrap_or_default();
                texts.push(format!("{} {} {title}", summary.product, summary.name));
                names.push(summary.name.clone());
            }
        }
    }
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for query in queries(&names) {
        let started = Instant::now();
        black_box(catalog.search(&query, SHOWN));
        ours.push(started.elapsed());
        let started = Instant::now();
        black_box(scan(&texts, &query));
        plain.push(started.elapsed());
    }
    (ours, plain)
}

/// The reference: every text in lower case, every word somewhere in it.
fn scan(texts: &[String], query: &str) -> usize {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let fits = |text: &&String| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    texts.iter().filter(fits).count()
}

fn parse_lines(text: &[u8]) -> Vec<Option<Value>> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).ok()).collect()
}

fn texts(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    entries.flatten().map(|entry| std::fs::read(entry.path()).map_err(|error| error.to_string())).collect()
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let once = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..LOADS).map(once).min().unwrap_or_default()
}

fn at_95(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * 95 / 100).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

fn test_data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let given = std::env::var_os("SOARBOARD_TEST_DATA").map(PathBuf::from);
    given
        .into_iter()
        .chain([beside])
        .map(|folder| folder.join("openapi-meta.tar.xz"))
        .find(|file| file.is_file())
}

fn write(report: &Value) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("catalog.json");
    std::fs::write(&file, format!("{report:#}\n")).map_err(|error| format!("{}: {error}", file.display()))
}
