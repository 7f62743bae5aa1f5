//! `cargo xtask catalog`: turns the vendor's published SDK wheels into reviewable facts under `schemas/catalog/`.
//!
//! The pinned wheels stand in `schemas/catalog/sources.txt` (pip's own requirements syntax, so pip checks the hashes).
//! A wheel is generated Python; it is read as text and never run. Only facts are kept: names, types, places, required
//! marks, styles, methods, paths, response fields, listed values. Descriptions are deliberately left behind.

mod client;
mod models;
mod shape;
mod sources;
mod text;
mod wheel;
mod write;

use std::path::{Path, PathBuf};

/// Runs the verb; `--check` compares instead of writing, `--offline` uses wheels fetched earlier.
///
/// # Errors
/// A sentence naming the step that failed: unknown argument, pip, a wheel that does not read as expected, a file that
/// cannot be written or (with `--check`) differs.
pub fn run(args: &[String]) -> Result<(), String> {
    let mut check = false;
    let mut offline = false;
    for arg in args {
        match arg.as_str() {
            "--check" => check = true,
            "--offline" => offline = true,
            other => return Err(format!("unknown argument {other}; known: --check, --offline")),
        }
    }
    let root = repository_root();
    let catalog = root.join("schemas/catalog");
    let work = root.join("target/catalog-wheels");
    let list = catalog.join("sources.txt");
    let sources = sources::read(&list)?;
    if !offline {
        wheel::download(&list, &work)?;
    }
    let (endpoints, ram) = (root.join("schemas/endpoints.json"), root.join("schemas/ram.json"));
    let codes = sources::product_codes(&[&endpoints, &ram])?;
    let mut report = Report::default();
    let mut written = Vec::new();
    for source in &sources {
        let package = wheel::unpack(source, &work)?;
        let facts = read_package(source, &package, &codes).map_err(|e| format!("{}: {e}", source.package))?;
        report.products += 1;
        report.operations += facts.operations.len();
        let path = catalog.join(&facts.product).join(format!("{}.json", facts.version));
        report.changed += usize::from(write::product(&path, &facts, check)?);
        written.push(path);
    }
    report.changed += write::remove_strangers(&catalog, &written, check)?;
    say(&report);
    if check && report.changed > 0 {
        return Err(format!("{} catalogue file(s) differ; run `cargo xtask catalog`", report.changed));
    }
    Ok(())
}

/// Everything kept of one product version.
pub struct ProductFacts {
    /// Product code in the vendor's spelling.
    pub product: String,
    /// API version, e.g. `2022-06-16`.
    pub version: String,
    /// `RPC` or `ROA`.
    pub style: String,
    /// Package name and version the facts were read from.
    pub source: String,
    /// Operations sorted by name.
    pub operations: Vec<client::Operation>,
    /// Data classes of the package, for the shapes.
    pub models: models::Models,
}

#[derive(Default)]
struct Report {
    products: usize,
    operations: usize,
    changed: usize,
}

fn read_package(
    source: &sources::Source,
    package: &Path,
    codes: &sources::Codes,
) -> Result<ProductFacts, String> {
    let client = wheel::read_text(&package.join("client.py"))?;
    let models = models::Models::parse(&wheel::model_files(package)?)?;
    let mut operations = client::operations(&client)?;
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    operations.dedup_by(|a, b| a.name == b.name);
    let first = operations.first().ok_or("no operations found in client.py")?;
    let (version, style) = (first.version.clone(), first.style.clone());
    let product = codes.spelling(&source.endpoint_code()).to_owned();
    let source = format!("{} {}", source.package, source.version);
    Ok(ProductFacts { product, version, style, source, operations, models })
}

fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

#[allow(clippy::print_stdout, reason = "a developer command reports on its terminal")]
fn say(report: &Report) {
    println!(
        "catalog: {} product versions, {} operations, {} file(s) changed",
        report.products, report.operations, report.changed
    );
}
