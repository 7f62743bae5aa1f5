//! `catalog import` and `catalog refresh`: more metadata, kept in the data folder.

use std::path::Path;

use serde::Serialize;
use soarboard_api::host::Host;
use soarboard_api::wire::{CatalogProgress, CatalogReport, CatalogSkipped};
use soarboard_api::{RefreshFrom, import_path, refresh_products};
use soarboard_cloud::invoke::CancelFlag;
use soarboard_model::message::Message;

use super::call::runtime;
use crate::host::CliHost;
use crate::output::Output;
use crate::stop::{Exit, Outcome};

#[derive(Serialize)]
struct Reply {
    products: usize,
    operations: usize,
    skipped: Vec<SkippedRow>,
}

#[derive(Serialize)]
struct SkippedRow {
    what: String,
    why: String,
}

/// Imports a file, a folder or an archive.
pub(crate) fn import(path: &Path, data_dir: Option<&Path>, out: &Output) -> Outcome {
    let host = CliHost::new(data_dir)?;
    let tell = |progress: CatalogProgress| tell(&progress, *out);
    let report = import_path(host.data_dir(), &*host.clock(), path, &CancelFlag::new(), &tell);
    show(report, out)
}

/// Fetches newer metadata.
pub(crate) fn refresh(products: &[String], data_dir: Option<&Path>, out: &Output) -> Outcome {
    let host = CliHost::new(data_dir)?;
    let (http, clock, site, cancel) = (host.http(), host.clock(), host.metadata_site(), CancelFlag::new());
    let out_copy = *out;
    let tell = move |progress: CatalogProgress| tell(&progress, out_copy);
    let work = async {
        let from = RefreshFrom { http: &*http, clock: &*clock, site: &site };
        let fetching = refresh_products(host.data_dir(), from, products, &cancel, &tell);
        let interrupt = async {
            match tokio::signal::ctrl_c().await {
                Ok(()) => cancel.cancel(),
                // Without a handler the system's own ends the program.
                Err(_) => std::future::pending().await,
            }
        };
        // The interrupt only sets the flag: fetching sees it at its next safe point and ends with what it has.
        let mut fetching = std::pin::pin!(fetching);
        tokio::select! {
            report = &mut fetching => report,
            () = interrupt => fetching.await,
        }
    };
    show(runtime()?.block_on(work)?, out)
}

fn tell(progress: &CatalogProgress, out: Output) {
    if out.verbose && !progress.what.is_empty() {
        out.note(&Message::new("cli-catalog-progress").with("what", &progress.what));
    }
}

fn show(report: CatalogReport, out: &Output) -> Outcome {
    let exit = exit_of(&report);
    let row =
        |skipped: &CatalogSkipped| SkippedRow { what: skipped.what.clone(), why: out.text(&skipped.why) };
    let skipped: Vec<SkippedRow> = report.skipped.iter().map(row).collect();
    if out.json {
        out.value(&Reply { products: report.products, operations: report.operations, skipped })?;
        return Ok(exit);
    }
    for row in &skipped {
        out.note(&Message::new("cli-catalog-skipped").with("what", &row.what).with("why", &row.why));
    }
    let message = Message::new("cli-catalog-taken")
        .count("products", report.products as u64)
        .count("operations", report.operations as u64)
        .count("skipped", skipped.len() as u64)
        .count("unchanged", report.unchanged as u64);
    out.say(&out.text(&message))?;
    Ok(exit)
}

/// A partial result is never fine; files that never were metadata (a licence, a read-me) do not make it partial.
fn exit_of(report: &CatalogReport) -> Exit {
    let is_real = |skipped: &&CatalogSkipped| skipped.why.id != "catalog-skip-other-file";
    let lost: Vec<&CatalogSkipped> = report.skipped.iter().filter(is_real).collect();
    let taken = report.products + report.unchanged;
    match lost.first() {
        _ if report.cancelled => Exit::Interrupted,
        None if report.operations > 0 || report.skipped.is_empty() => Exit::Fine,
        Some(_) if taken > 0 => Exit::No,
        Some(first) => exit_of_nothing(first),
        None if taken > 0 => Exit::No,
        None => Exit::Usage,
    }
}

/// Nothing came: the first reason says whose doing that was.
fn exit_of_nothing(skipped: &CatalogSkipped) -> Exit {
    match skipped.why.id.as_str() {
        "catalog-skip-broken-off" | "catalog-skip-unreachable" => Exit::Unreachable,
        "catalog-skip-service-error" => Exit::Refused,
        _ => Exit::Usage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use soarboard_model::message::Lang;

    const OUT: Output = Output { json: true, lang: Lang::En, quiet: true, verbose: false };

    fn import_text(name: &str, text: &str) -> (tempfile::TempDir, Exit) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let data = folder.path().join("data");
        let exit = import(&file, Some(&data), &OUT).unwrap();
        (folder, exit)
    }

    const GOOD: &str = r#"{"version":"1.0","info":{"style":"RPC","product":"Odd","version":"1"},"apis":{"ListX":{"methods":["post"],"parameters":[]}"#;

    #[test]
    fn a_document_is_kept_in_the_data_folder() {
        let (folder, exit) = import_text("a.json", &format!("{GOOD}}}}}"));

        assert_eq!(exit, Exit::Fine);
        assert!(folder.path().join("data/catalog/odd@1.docs.en.facts").is_file());
    }

    #[test]
    fn what_is_skipped_shows_in_the_exit_code() {
        assert_eq!(import_text("a.json", "<html>").1, Exit::Usage);
        assert_eq!(import_text("a.json", &format!("{GOOD},\"Ghost\":{{}}}}}}")).1, Exit::No);
    }
}
