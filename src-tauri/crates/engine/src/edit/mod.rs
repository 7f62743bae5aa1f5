//! Edits: the commands, the rules that allow them, what each does, and what follows from it.
//!
//! Three questions, three homes: *may I?* is `rules`, *do it* is one file per edit, *what follows?* is `cascades`.
//! Every edit only reads the document and answers with a `Change`; this file and `steps` alone apply it.

mod add_node;
mod cascades;
pub mod clipboard;
mod command;
mod connect;
mod delete;
mod edges;
mod fresh;
mod header;
mod layout;
mod move_nodes;
mod move_to_flow;
mod rename;
mod replace;
pub mod rules;
mod settings;
mod space;
mod splice;
mod steps;
mod ungroup;

pub use command::{
    AddNode, Axis, Connect, Delete, DescribeNode, DisableNodes, EditCommand, Layout, MakeSpace, MoveNodes,
    MoveToFlow, MoveTogether, Paste, Reconnect, RenameNode, ReplaceNode, SetEdge, SetHeader, SetSettings,
    SettingChange, Splice, Ungroup,
};
pub use rules::{ConnectTarget, Refusal, connect_targets, may_connect};

use std::collections::HashSet;

use soarboard_model::component::CHILD_FLOW_KIND;
use soarboard_model::playbook::{Node, Playbook};

use crate::change::{Change, Record};
use crate::document::Document;
use steps::Steps;

/// What an edit did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied {
    /// The change; whoever mirrors the document applies it too.
    pub change: Change,
    /// Ids of the nodes and edges that are new, nodes first.
    pub created: Vec<String>,
    /// Nodes and edges that were asked for and are left out, since a rule stands against each of them.
    pub left_out: usize,
}

impl From<Change> for Applied {
    fn from(change: Change) -> Self {
        Self { change, ..Self::default() }
    }
}

/// Carries out an edit of a playbook that nobody keeps open; of one that is, see [`carry_out`].
///
/// **Errors** a [`Refusal`] that says which rule stands against it; the playbook is then untouched.
pub fn apply(playbook: &mut Playbook, command: &EditCommand) -> Result<Applied, Refusal> {
    let mut document = Document::new(std::mem::take(playbook));
    let applied = carry_out(&mut document, command);
    *playbook = document.into_playbook();
    applied
}

/// Carries out an edit.
///
/// **Errors** a [`Refusal`] that says which rule stands against it; the document is then untouched.
pub fn carry_out(document: &mut Document, command: &EditCommand) -> Result<Applied, Refusal> {
    let mut applied = match command {
        EditCommand::Several(commands) => return several(document, commands),
        EditCommand::Paste(command) => return clipboard::paste(document, command),
        EditCommand::Ungroup(command) => return ungroup::ungroup(document, command).map(Applied::from),
        EditCommand::AddNode(command) => add_node::plan(document, command),
        EditCommand::MoveNodes(command) => move_nodes::plan(document, command).map(Applied::from),
        EditCommand::RenameNode(command) => rename::plan(document, command).map(Applied::from),
        EditCommand::DescribeNode(command) => describe(document, command).map(Applied::from),
        EditCommand::SetSettings(command) => settings::plan(document, command).map(Applied::from),
        EditCommand::Connect(command) => connect::plan(document, command),
        EditCommand::Delete(command) => delete::plan(document, command).map(Applied::from),
        EditCommand::SetHeader(command) => Ok(header::plan(document, command).into()),
        EditCommand::Reconnect(command) => edges::reconnect(document, command).map(Applied::from),
        EditCommand::Splice(command) => splice::plan(document, command),
        EditCommand::SetEdge(command) => edges::set(document, command).map(Applied::from),
        EditCommand::DisableNodes(command) => disable(document, command).map(Applied::from),
        EditCommand::ReplaceNode(command) => replace::plan(document, command).map(Applied::from),
        EditCommand::Layout(command) => layout::plan(document, command).map(Applied::from),
        EditCommand::MakeSpace(command) => space::plan(document, command).map(Applied::from),
        EditCommand::MoveToFlow(command) => move_to_flow::plan(document, command).map(Applied::from),
    }?;
    applied.change.sort();
    document.apply(&applied.change);
    Ok(applied)
}

/// Arranges every flow of a playbook: the top level and the inside of each child flow.
pub fn arrange(playbook: &mut Playbook) {
    let is_flow = |node: &&Node| node.kind == CHILD_FLOW_KIND;
    let inner: Vec<_> = playbook.nodes.values().filter(is_flow).map(|node| Some(node.id.clone())).collect();
    for parent in [None].into_iter().chain(inner) {
        let command = EditCommand::Layout(Layout { parent, nodes: Vec::new() });
        // Only a flow that is not there is refused, and these are.
        let _ = apply(playbook, &command);
    }
}

/// Returns the edit of a node's settings after which it refers to another name wherever it referred to an old one.
pub(crate) fn refer_to(node: &Node, old: &str, new: &str) -> SetSettings {
    let mut settings = node.settings.clone();
    cascades::rename_references(&mut settings, old, new);
    let changed = settings.into_iter().filter(|(key, value)| node.settings.get(key) != Some(value));
    let settings = changed.map(|(key, value)| SettingChange { path: vec![key], value }).collect();
    SetSettings { node: node.id.clone(), settings }
}

/// Each edit sees what those before it did; one that is refused takes them back.
fn several(document: &mut Document, commands: &[EditCommand]) -> Result<Applied, Refusal> {
    let mut all = Applied::default();
    let mut steps = Steps::of(document);
    for command in commands {
        let one = steps.carry_out(command)?;
        all.created.extend(one.created);
        all.left_out += one.left_out;
    }
    all.change = steps.done();
    all.created
        .retain(|id| document.nodes.contains_key(id.as_str()) || document.edges.contains_key(id.as_str()));
    Ok(all)
}

fn describe(playbook: &Playbook, command: &DescribeNode) -> Result<Change, Refusal> {
    let old = rules::node(playbook, &command.node)?;
    let mut new = old.clone();
    new.description.clone_from(&command.description);
    let mut change = Change::default();
    change.update(Record::Node(old.clone()), Record::Node(new));
    Ok(change)
}

fn disable(playbook: &Playbook, command: &DisableNodes) -> Result<Change, Refusal> {
    let mut change = Change::default();
    let nodes: HashSet<_> = command.nodes.iter().collect();
    for id in nodes {
        let old = rules::node(playbook, id)?;
        let may = !command.disabled || rules::may_be_disabled(old);
        let new = Node { disabled: command.disabled && may, ..old.clone() };
        change.update(Record::Node(old.clone()), Record::Node(new));
    }
    // A set has no order of its own, and equal edits give equal changes.
    change.updated.sort_by_key(|update| update.to.place_in(playbook));
    Ok(change)
}
