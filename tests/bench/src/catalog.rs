//! A cold start to the first hits against parsing the same facts with serde_json (P3); a search against a lower-cased
//! scan (P3b); what one key press costs the engine (part of P3c, the rest is drawing).

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;
use soarboard_cloud::catalog::import::{self, Limits};
use soarboard_cloud::catalog::{Catalog, Store};

use crate::cold;
use crate::report::{Rounds, at_95, machine, middle, short, write};

/// Rounds in which both sides take turns.
const ROUNDS: usize = 9;
/// Cold starts of each side in a round; both take turns.
const STARTS: usize = 4;
/// Passes over all queries in a round.
const PASSES: usize = 2;
/// Largest share of a plain parse that a cold start may take.
const LOAD_BOUND: f64 = 0.20;
/// Largest multiple of a plain scan that a search may take, at the 95th percentile.
const SEARCH_BOUND: f64 = 3.0;
/// Hits of the compared search.
const RANKED: usize = 20;
/// Hits that the API browser asks for with a key press.
const SHOWN: usize = 300;

/// Runs the benchmark, prints the ratios and writes them to `target/bench/catalog.json`.
pub(crate) fn run() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let store = Store::new(folder.path());
    let data = test_data();
    if let Some(archive) = &data {
        let imported = import::path(archive, &Limits::default(), &mut store.writer(""));
        println!("imported {} operations of {} products", imported.operations, imported.products);
    } else {
        println!("skipped: the cold start, without the shared data (SOARBOARD_TEST_DATA)");
    }
    let load = data.is_some().then(|| cold_starts(folder.path())).transpose()?;
    let catalog = Catalog::with_store(&store);
    let (texts, queries) = texts_and_queries(&catalog);
    let search = searches(&catalog, &texts, &queries);
    let report = json!({
        "machine": machine(),
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
        "operations": catalog.operation_count(),
        "sharedData": data.is_some(),
        "coldStartToFirstHits": load.as_ref().map(|rounds| rounds.json(LOAD_BOUND)),
        "searchP95": search.json(SEARCH_BOUND),
        "queries": queries.len(),
        "keyPress": key_presses(&catalog, &queries),
    });
    println!("{report:#}");
    write("catalog.json", &report)?;
    if search.ratio() > SEARCH_BOUND || load.is_some_and(|rounds| rounds.ratio() > LOAD_BOUND) {
        return Err("a ratio is beyond its bound".to_owned());
    }
    Ok(())
}

fn cold_starts(folder: &Path) -> Result<Rounds, String> {
    let mut rounds = Rounds::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut reference) = (0.0, 0.0);
        for _ in 0..STARTS {
            ours += cold::start(cold::LOAD, folder)?;
            reference += cold::start(cold::PARSE, folder)?;
        }
        rounds.pairs.push((ours / STARTS as f64, reference / STARTS as f64));
    }
    Ok(rounds)
}

fn searches(catalog: &Catalog, texts: &[String], queries: &[String]) -> Rounds {
    let mut rounds = Rounds::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut plain) = (Vec::new(), Vec::new());
        for query in std::iter::repeat_n(queries, PASSES).flatten() {
            ours.push(ms_of(|| drop(black_box(catalog.search(query, RANKED)))));
            plain.push(ms_of(|| {
                black_box(scan(texts, query));
            }));
        }
        rounds.pairs.push((at_95(ours), at_95(plain)));
    }
    rounds
}

/// Searching and writing the answer as the window gets it, for what stands in the field after each key of a query.
fn key_presses(catalog: &Catalog, queries: &[String]) -> serde_json::Value {
    let (mut search, mut wire, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for query in queries.iter().step_by(7) {
        for (end, _) in query.char_indices().skip(1) {
            let mut hits = Vec::new();
            search.push(ms_of(|| hits = catalog.search(&query[..end], SHOWN)));
            let mut text = Vec::new();
            wire.push(ms_of(|| text = serde_json::to_vec(&hits).unwrap_or_default()));
            bytes.push(text.len() as f64);
        }
    }
    json!({
        "keys": search.len(), "hits": SHOWN,
        "searchMs": {"median": short(middle(search.clone())), "p95": short(at_95(search))},
        "toJsonMs": {"median": short(middle(wire.clone())), "p95": short(at_95(wire))},
        "bytes": {"median": middle(bytes.clone()), "p95": at_95(bytes)},
    })
}

/// The texts a plain scan would look through, and what people type: whole names, some of their words in another order,
/// the beginning, initials, a typing error; Chinese titles in whole and in part.
fn texts_and_queries(catalog: &Catalog) -> (Vec<String>, Vec<String>) {
    let (mut texts, mut names, mut chinese) = (Vec::new(), Vec::new(), Vec::new());
    for product in catalog.products() {
        for version in &product.versions {
            for summary in catalog.operations(&product.code, Some(version)) {
                let titles = [&summary.title_en, &summary.title_zh].map(|t| t.as_deref().unwrap_or_default());
                texts.push(format!("{} {} {} {}", summary.product, summary.name, titles[0], titles[1]));
                names.push(summary.name.clone());
                chinese.extend(summary.title_zh.clone());
            }
        }
    }
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
    for title in chinese.iter().step_by(chinese.len() / 20 + 1) {
        queries.push(title.clone());
        queries.push(title.chars().skip(2).take(3).collect());
    }
    queries.retain(|query| !query.trim().is_empty());
    (texts, queries)
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

fn ms_of(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64() * 1e3
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
