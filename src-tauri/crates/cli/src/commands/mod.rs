//! The commands, one file per family. Each turns flags into a call of the engine and the answer into text or JSON.

mod call;
mod catalog;
mod catalog_diff;
mod catalog_show;
mod catalog_store;
mod check;
mod credential;
mod credential_import;
mod endpoint;
mod export;
mod find;
mod fmt;
mod new;
mod policy;
mod sarif;
mod schema;
mod sign;

use std::path::Path;

use soarboard_cloud::catalog::Catalog;

use crate::args::{CatalogCommand, Command};
use crate::output::Output;
use crate::stop::Outcome;

/// Runs a command.
///
/// **Errors** what keeps it from giving its answer.
pub(crate) fn run(command: Command, data_dir: Option<&Path>, out: &Output) -> Outcome {
    if let Some(folder) = crate::host::data_dir(data_dir) {
        // Only names the folder of imported metadata: a command that needs no catalogue reads nothing.
        Catalog::use_store(soarboard_api::catalog_store(&folder));
    }
    match command {
        Command::New(args) => new::new(&args, out),
        Command::Templates => new::templates(out),
        Command::Check(args) => check::run(&args, out),
        Command::Find(args) => find::run(&args, out),
        Command::Fmt(args) => fmt::run(&args, out),
        Command::Schema(args) => schema::run(&args, out),
        Command::Export(args) => export::run(&args, out),
        Command::Catalog(CatalogCommand::List) => catalog::list(out),
        Command::Catalog(CatalogCommand::Search { text, limit }) => {
            catalog::search(&text.join(" "), limit, out)
        }
        Command::Catalog(CatalogCommand::Show { product, operation, api_version }) => {
            let version = api_version.unwrap_or_default();
            catalog_show::run(&product, &version, operation.as_deref(), out)
        }
        Command::Catalog(CatalogCommand::Import { path }) => catalog_store::import(&path, data_dir, out),
        Command::Catalog(CatalogCommand::Refresh { products }) => {
            catalog_store::refresh(&products, data_dir, out)
        }
        Command::Catalog(CatalogCommand::Diff { old, new, playbooks }) => {
            catalog_diff::run(&old, &new, &playbooks, out)
        }
        Command::Endpoint(args) => endpoint::run(args, out),
        Command::Policy(args) => policy::run(&args, out),
        Command::Sign(args) => sign::run(&args, out),
        Command::Call(args) => call::run(&args, data_dir, out),
        Command::Credential(command) => credential::run(command, data_dir, out),
    }
}
