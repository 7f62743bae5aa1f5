//! `catalog diff`: what changed between two states of the metadata, and which nodes of playbooks that hits.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use soarboard_api::wire::ErrorCode;
use soarboard_cloud::catalog::diff::{Change, ChangeKind, ParamPath, diff};
use soarboard_cloud::catalog::import::{self, Limits, ProductFacts, Sink, VersionFacts, Why};
use soarboard_model::component::{ASSUME_API_KIND, AssumeApi, ParamValue};
use soarboard_model::message::Message;
use soarboard_model::playbook::Playbook;

use crate::files;
use crate::output::{Output, columns};
use crate::stop::{Exit, Failure, Outcome, Stop};

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    change: Change,
    nodes: Vec<Hit>,
}

#[derive(Serialize)]
struct Hit {
    file: String,
    node: String,
}

/// Keeps product versions in memory.
#[derive(Default)]
struct Kept(Vec<VersionFacts>);

impl Sink for Kept {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        self.0.push(facts);
        Ok(())
    }

    fn products(&mut self, _: Vec<ProductFacts>) -> Result<(), Why> {
        Ok(())
    }
}

/// Compares two states; exit code 1 when a playbook is hit.
pub(crate) fn run(old: &Path, new: &Path, playbooks: &[PathBuf], out: &Output) -> Outcome {
    let (old, new) = (read(old)?, read(new)?);
    let mut opened = Vec::new();
    for path in playbooks {
        let source = files::read(path)?;
        opened.push((path.display().to_string(), files::playbook(path, &source.bytes)?.playbook));
    }
    let rows: Vec<Row> = diff(&old, &new)
        .into_iter()
        .map(|change| Row {
            nodes: opened.iter().flat_map(|(file, playbook)| hits(file, playbook, &change)).collect(),
            change,
        })
        .collect();
    let exit = if rows.iter().any(|row| !row.nodes.is_empty()) { Exit::No } else { Exit::Fine };
    if out.json {
        out.value(&rows)?;
    } else if rows.is_empty() {
        out.note(&Message::new("cli-diff-none"));
    } else {
        out.say(&columns(&rows.iter().map(|row| cells(row, out)).collect::<Vec<_>>()))?;
    }
    Ok(exit)
}

fn read(path: &Path) -> Result<Vec<VersionFacts>, Stop> {
    let mut kept = Kept::default();
    let imported = import::path(path, &Limits::default(), &mut kept);
    if imported.operations == 0 {
        let message = Message::new("cli-diff-nothing").with("path", path.display());
        return Err(Failure::of(ErrorCode::FileUnreadable, message).into());
    }
    Ok(kept.0)
}

/// Nodes that call the operation and, for a parameter or field that went away or is advised against, set it; for one
/// that is newly required, leave it out.
fn hits(file: &str, playbook: &Playbook, change: &Change) -> Vec<Hit> {
    let is_hit = |api: &AssumeApi| {
        api.product.eq_ignore_ascii_case(&change.product)
            && api.operation == change.operation
            && change.param.as_ref().is_none_or(|path| is_touched(api, path, change.kind))
    };
    let nodes = playbook.nodes.iter().filter(|(_, node)| node.kind == ASSUME_API_KIND);
    let hit = nodes.filter(|(_, node)| is_hit(&AssumeApi::read(&node.settings).0));
    hit.map(|(id, _)| Hit { file: file.to_owned(), node: id.to_string() }).collect()
}

/// What an expression will give is not known: it counts for the parameter that it fills in and for no field inside.
fn is_touched(api: &AssumeApi, path: &ParamPath, kind: ChangeKind) -> bool {
    let nothing = Value::Null;
    let value = match api.parameters.get(path.param()) {
        None => return kind == ChangeKind::NewlyRequired && path.is_whole(),
        Some(ParamValue::Value(value)) => value,
        Some(ParamValue::Expression(_) | ParamValue::Unknown(_)) => &nothing,
    };
    if kind == ChangeKind::NewlyRequired { path.is_missing_in(value) } else { path.is_in(value) }
}

fn cells(row: &Row, out: &Output) -> Vec<String> {
    let kind = match row.change.kind {
        ChangeKind::Removed => "cli-diff-removed",
        ChangeKind::Renamed => "cli-diff-renamed",
        ChangeKind::NewlyRequired => "cli-diff-newly-required",
        ChangeKind::Deprecated => "cli-diff-deprecated",
    };
    let to = row.change.to.as_ref().map(ParamPath::to_string).unwrap_or_default();
    let nodes: Vec<String> = row.nodes.iter().map(|hit| format!("{}#{}", hit.file, hit.node)).collect();
    vec![
        format!("{}/{}", row.change.product, row.change.operation),
        row.change.param.as_ref().map(ParamPath::to_string).unwrap_or_default(),
        out.text(&Message::new(kind).with("to", to)),
        nodes.join(" "),
    ]
}
