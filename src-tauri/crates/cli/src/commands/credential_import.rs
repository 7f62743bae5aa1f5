//! `credential import`: what the vendor's own programs keep on this machine, and taking it over.
//!
//! Reading and storing are the engine's; here names become entries and entries become lines.

use std::sync::Arc;

use serde::Serialize;
use soarboard_api::App;
use soarboard_api::wire::{CredentialImportRequest, ErrorCode, ImportEntry, ImportOrigin, RoleView};
use soarboard_model::message::Message;

use super::call;
use super::credential::require_keyring;
use crate::args::CredentialImportArgs;
use crate::host::CliHost;
use crate::output::{Output, columns};
use crate::stop::{Exit, Failure, Outcome, Stop};

/// An entry as it is printed. The first fields are those of `credential list`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    kind: String,
    access_key_id_tail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<RoleView>,
    id: String,
    origin: ImportOrigin,
    mode: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    exists: bool,
    imported: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// Lists the entries, or takes the named ones over.
pub(super) fn run(app: &Arc<App>, host: &CliHost, args: &CredentialImportArgs, out: &Output) -> Outcome {
    let runtime = call::runtime()?;
    let ask = |request| {
        let reply = runtime.block_on(soarboard_api::import_credentials(app, request));
        reply.map_err(Stop::from)
    };
    let looked = ask(CredentialImportRequest::default())?;
    let take = chosen(&looked.found, args)?;
    let is_asked = !take.is_empty();
    let reply = if is_asked {
        require_keyring(host)?;
        ask(CredentialImportRequest {
            take,
            replace: args.replace,
            run_programs: args.run_programs,
            read_only: args.read_only,
        })?
    } else {
        looked
    };
    for problem in &reply.problems {
        out.tell(problem);
    }
    let shown = reply.found.into_iter().filter(|entry| !is_asked || entry.imported);
    let rows: Vec<Row> = shown.map(|entry| row(entry, out)).collect();
    if out.json {
        out.value(&rows)?;
        return Ok(Exit::Fine);
    }
    if rows.is_empty() {
        out.note(&Message::new("cli-import-none"));
        return Ok(Exit::Fine);
    }
    out.say(&columns(&rows.iter().map(|row| cells(row, out)).collect::<Vec<_>>()))?;
    Ok(Exit::Fine)
}

/// Returns the ids of the entries to take over.
///
/// **Errors** a name that no entry has, or that stands in both files.
fn chosen(found: &[ImportEntry], args: &CredentialImportArgs) -> Result<Vec<String>, Stop> {
    if args.all {
        let can = |entry: &&ImportEntry| {
            entry.problem.is_none() && entry.program.is_none() && (args.replace || !entry.exists)
        };
        return Ok(found.iter().filter(can).map(|entry| entry.id.clone()).collect());
    }
    let of_name = |name: &String| {
        let is_it = |entry: &&ImportEntry| entry.id == *name || entry.name == *name;
        match found.iter().filter(is_it).collect::<Vec<_>>().as_slice() {
            [one] => Ok(one.id.clone()),
            [] => Err(bad("error-import-none", name).hint(Message::new("cli-import-none-hint")).into()),
            _ => Err(bad("cli-import-twice", name).into()),
        }
    };
    args.names.iter().map(of_name).collect()
}

fn bad(id: &str, name: &str) -> Failure {
    Failure::of(ErrorCode::BadRequest, Message::new(id).with("name", name))
}

fn row(entry: ImportEntry, out: &Output) -> Row {
    Row {
        name: entry.name,
        kind: entry.kind,
        access_key_id_tail: entry.access_key_id_tail,
        role: entry.role,
        id: entry.id,
        origin: entry.origin,
        mode: entry.mode,
        program: entry.program,
        exists: entry.exists,
        imported: entry.imported,
        problem: entry.problem.map(|problem| out.text(&problem)),
    }
}

fn cells(row: &Row, out: &Output) -> Vec<String> {
    let what = match &row.role {
        Some(role) => role.role_arn.clone(),
        None if row.access_key_id_tail.is_empty() => row.program.clone().unwrap_or_default(),
        None => format!("…{}", row.access_key_id_tail),
    };
    let state = match &row.problem {
        Some(problem) => problem.clone(),
        None if row.imported => out.text(&Message::new("cli-import-done")),
        None if row.exists => out.text(&Message::new("cli-import-there")),
        None => String::new(),
    };
    vec![row.id.clone(), row.mode.clone(), what, state]
}
