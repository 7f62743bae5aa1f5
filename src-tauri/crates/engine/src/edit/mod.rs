//! Edits: the commands, the rules that allow them, what each does, and what follows from it.
//!
//! Three questions, three homes: *may I?* is `rules`, *do it* is one file per edit, *what follows?* is `cascades`.
//! Every edit only reads the document and answers with a `Change`; this file alone applies it.

mod add_node;
mod cascades;
mod command;
mod connect;
mod delete;
mod header;
mod move_nodes;
mod rename;
pub mod rules;
mod settings;

pub use command::{
    AddNode, Connect, Delete, DescribeNode, EditCommand, MoveNodes, RenameNode, SetHeader, SetSettings,
    SettingChange,
};
pub use rules::{ConnectTarget, Refusal, connect_targets, may_connect};

use std::collections::HashSet;

use soarboard_model::playbook::Playbook;

use crate::change::{Change, Record};

/// What an edit did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied {
    /// The change; whoever mirrors the document applies it too.
    pub change: Change,
    /// Ids of the nodes and edges that are new, nodes first.
    pub created: Vec<String>,
}

impl From<Change> for Applied {
    fn from(change: Change) -> Self {
        Self { change, created: Vec::new() }
    }
}

/// Carries out an edit.
///
/// **Errors** a [`Refusal`] that says which rule stands against it; the document is then untouched.
pub fn apply(playbook: &mut Playbook, command: &EditCommand) -> Result<Applied, Refusal> {
    let mut applied = plan(playbook, command)?;
    applied.change.sort();
    applied.change.apply(playbook);
    Ok(applied)
}

/// Works out what an edit would do, without doing it.
fn plan(playbook: &Playbook, command: &EditCommand) -> Result<Applied, Refusal> {
    match command {
        EditCommand::AddNode(command) => add_node::plan(playbook, command),
        EditCommand::MoveNodes(command) => move_nodes::plan(playbook, command).map(Applied::from),
        EditCommand::RenameNode(command) => rename::plan(playbook, command).map(Applied::from),
        EditCommand::DescribeNode(command) => describe(playbook, command).map(Applied::from),
        EditCommand::SetSettings(command) => settings::plan(playbook, command).map(Applied::from),
        EditCommand::Connect(command) => connect::plan(playbook, command),
        EditCommand::Delete(command) => delete::plan(playbook, command).map(Applied::from),
        EditCommand::SetHeader(command) => Ok(header::plan(playbook, command).into()),
    }
}

fn describe(playbook: &Playbook, command: &DescribeNode) -> Result<Change, Refusal> {
    let old = rules::node(playbook, &command.node)?;
    let mut new = old.clone();
    new.description.clone_from(&command.description);
    let mut change = Change::default();
    change.update(Record::Node(old.clone()), Record::Node(new));
    Ok(change)
}

/// Returns a free name: the stem itself, else `stem_2`, `stem_3` ….
fn free_name(playbook: &Playbook, stem: &str) -> String {
    let taken: HashSet<&str> = playbook.nodes.values().map(|node| node.name.as_str()).collect();
    let numbered = (2_u64..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.to_owned())
        .chain(numbered)
        .find(|name| !taken.contains(name.as_str()))
        .expect("a playbook has fewer than 2^64 nodes, so some number is free")
}
