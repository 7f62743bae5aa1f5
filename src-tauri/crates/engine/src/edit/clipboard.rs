//! Copying nodes as readable text and putting such text in again.
//!
//! The text is a small playbook with a mark, so that it can be read in a chat and pasted into another window. What is
//! put in gets new ids and free names; references between the pasted nodes follow the new names, all others stay.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use soarboard_model::component;
use soarboard_model::format::{self, FORMAT_VERSION};
use soarboard_model::ordered::Ordered;
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position};

use super::command::Paste;
use super::fresh::FreeNames;
use super::steps::Steps;
use super::{Applied, Refusal, cascades, rules};
use crate::change::{Change, PlacedNode, Record};
use crate::document::Document;

/// Key of the mark.
const TYPE_KEY: &str = "$type";
/// The mark of copied nodes.
const TYPE: &str = "soarboard/nodes";
/// Key of the edges to nodes that were not copied, which a paste may bring along.
const LINKS_KEY: &str = "links";
/// How far beside the original a paste without a place goes.
const BESIDE: f64 = 40.0;

/// An edge between a copied node and one that was not.
#[derive(Serialize, Deserialize)]
struct Link {
    edge: Edge,
    /// Name of the node that was not copied: an id alone may be another node's in another document.
    outside: String,
}

/// Returns nodes as text, with what stands inside them and the edges among them. Unknown ids are left out.
///
/// **Shape** a playbook file of those nodes with `"$type": "soarboard/nodes"`, and `"links": [{"edge": {…}, "outside":
/// "name"}]` for the edges to others.
pub fn copy(document: &Document, nodes: &[NodeId]) -> String {
    let mut chosen: HashSet<&NodeId> = nodes.iter().filter(|id| document.nodes.contains_key(*id)).collect();
    cascades::nodes_inside(&mut chosen, |id| document.nodes_in(id).collect());
    let mut edges = HashSet::new();
    cascades::edges_at(document, &chosen, &mut edges);
    let mut part = Playbook { format_version: FORMAT_VERSION, ..Playbook::default() };
    part.extra.insert(TYPE_KEY.to_owned(), TYPE.into());
    for node in in_file_order(&document.nodes, &chosen) {
        let mut node = node.clone();
        // What was chosen itself stands at the top; only what came along keeps its flow.
        if node.parent.as_ref().is_some_and(|parent| !chosen.contains(parent)) {
            node.parent = None;
        }
        if let Some(place) = document.positions.get(&node.id) {
            part.positions.insert(node.id.clone(), *place);
        }
        part.nodes.insert(node.id.clone(), node);
    }
    let mut links: Vec<Link> = Vec::new();
    for edge in in_file_order(&document.edges, &edges) {
        if chosen.contains(&edge.from.node) && chosen.contains(&edge.to.node) {
            part.edges.insert(edge.id.clone(), edge.clone());
        } else {
            links.extend(link(document, &chosen, edge));
        }
    }
    if !links.is_empty() {
        let links = serde_json::to_value(links).expect("maps with text keys become JSON");
        part.extra.insert(LINKS_KEY.to_owned(), links);
    }
    format::write(&part)
}

/// Returns some records in file order.
fn in_file_order<'a, K: Hash + Eq, V>(all: &'a Ordered<K, V>, keys: &HashSet<&K>) -> Vec<&'a V> {
    let mut found: Vec<_> = keys.iter().filter_map(|key| all.get_full(*key)).collect();
    found.sort_unstable_by_key(|(place, ..)| *place);
    found.into_iter().map(|(.., record)| record).collect()
}

/// Returns an edge at a copied node that leads to one that was not copied, unless that one is not there.
fn link(playbook: &Playbook, chosen: &HashSet<&NodeId>, edge: &Edge) -> Option<Link> {
    let outside = if chosen.contains(&edge.from.node) { &edge.to.node } else { &edge.from.node };
    Some(Link { edge: edge.clone(), outside: playbook.nodes.get(outside)?.name.clone() })
}

/// Reads text that was copied.
///
/// **Errors** `paste-foreign` for text without the mark, of a newer version, or that is no playbook; `paste-empty`.
fn read(text: &str) -> Result<Playbook, Refusal> {
    let outcome = format::read(text.trim().as_bytes()).map_err(|_| Refusal::new("paste-foreign"))?;
    let is_marked = outcome.playbook.extra.get(TYPE_KEY).and_then(Value::as_str) == Some(TYPE);
    if !is_marked || outcome.read_only {
        return Err(Refusal::new("paste-foreign"));
    }
    if outcome.playbook.nodes.is_empty() { Err(Refusal::new("paste-empty")) } else { Ok(outcome.playbook) }
}

pub(super) fn paste(document: &mut Document, command: &Paste) -> Result<Applied, Refusal> {
    rules::may_hold(document, command.parent.as_ref())?;
    let mut part = read(&command.text)?;
    let copied = part.nodes.len();
    leave_out_surplus(document, command.parent.as_ref(), &mut part);
    if part.nodes.is_empty() {
        return Err(Refusal::new("paste-empty"));
    }
    let (mut applied, ids) = plan(document, &part, command)?;
    applied.left_out = copied - part.nodes.len();
    let mut steps = Steps::of(document);
    steps.make(std::mem::take(&mut applied.change));
    if command.links {
        links(&mut steps, &part, &ids, &mut applied);
    }
    applied.change = steps.done();
    Ok(applied)
}

/// Returns the nodes and the edges among them as they come in, with their new ids by the old ones.
fn plan(
    document: &Document,
    part: &Playbook,
    command: &Paste,
) -> Result<(Applied, HashMap<NodeId, NodeId>), Refusal> {
    let shift = shift(document, part, command)?;
    let mut names = FreeNames::of(document);
    let mut node_ids = document.fresh_ids('n');
    let renamed: Vec<(String, String)> =
        part.nodes.values().map(|node| (node.name.clone(), names.take(&node.name))).collect();
    let ids: HashMap<NodeId, NodeId> = part.nodes.keys().map(|id| (id.clone(), node_ids.take())).collect();
    let mut applied = Applied::default();
    for (offset, (node, (_, name))) in part.nodes.values().zip(&renamed).enumerate() {
        let mut new = node.clone();
        new.id = ids[&node.id].clone();
        new.name.clone_from(name);
        new.parent = match &node.parent {
            Some(parent) => ids.get(parent).cloned().or_else(|| command.parent.clone()),
            None => command.parent.clone(),
        };
        cascades::rename_all(&mut new.settings, &renamed);
        let inside = node.parent.as_ref().is_some_and(|parent| ids.contains_key(parent));
        let old = part.positions.get(&node.id).copied().unwrap_or_default();
        let (dx, dy) = if inside { (0.0, 0.0) } else { shift };
        let position = Position { x: old.x + dx, y: old.y + dy };
        rules::may_stand_at(position)?;
        applied.change.place(document, PlacedNode { node: new.id.clone(), position });
        applied.created.push(new.id.to_string());
        applied.change.add(document.nodes.len() + offset, Record::Node(new));
    }
    edges(document, part, &ids, &mut applied.change, &mut applied.created);
    Ok((applied, ids))
}

/// Adds the edges to nodes that were not copied, each as the rules allow it beside those before it.
fn links(steps: &mut Steps<'_>, part: &Playbook, ids: &HashMap<NodeId, NodeId>, applied: &mut Applied) {
    let links = part.extra.get(LINKS_KEY).and_then(|links| Vec::<Link>::deserialize(links).ok());
    let mut edge_ids = steps.document().fresh_ids('e');
    for Link { mut edge, outside } in links.unwrap_or_default() {
        let document = steps.document();
        // A link leads out of what was copied, so a node that has just come in is none of its ends.
        let is_same = |id: &NodeId| document.nodes.get(id).is_some_and(|node| node.name == outside);
        let (from, to) = (ids.get(&edge.from.node), ids.get(&edge.to.node));
        match (from, to) {
            (Some(from), None) if is_same(&edge.to.node) => edge.from.node = from.clone(),
            (None, Some(to)) if is_same(&edge.from.node) => edge.to.node = to.clone(),
            _ => {
                applied.left_out += 1;
                continue;
            }
        }
        if rules::may_connect(document, &edge.from, &edge.to).is_err() {
            applied.left_out += 1;
            continue;
        }
        edge.id = edge_ids.take();
        applied.created.push(edge.id.to_string());
        let mut change = Change::default();
        change.add(document.edges.len(), Record::Edge(edge));
        steps.make(change);
    }
}

/// Leaves out nodes of which a flow has as many as it may, the start above all.
fn leave_out_surplus(document: &Document, parent: Option<&NodeId>, part: &mut Playbook) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let is_too_many = |node: &Node, seen: &mut HashMap<String, usize>| {
        let Some(kind) = component::kind(&node.kind) else { return false };
        let Some(limit) = kind.limit else { return false };
        let count = seen.entry(kind.id.to_owned()).or_insert_with(|| document.count_of(kind, parent));
        *count += 1;
        *count > limit
    };
    part.nodes.retain(|_, node| node.parent.is_some() || !is_too_many(node, &mut seen));
}

/// Pasting again and again without a place goes further each time, so that nothing lies exactly on something else.
fn shift(document: &Document, part: &Playbook, command: &Paste) -> Result<(f64, f64), Refusal> {
    let Some(wish) = command.position else {
        let first = part.nodes.values().find(|node| node.parent.is_none());
        let place = first.and_then(|node| part.positions.get(&node.id)).copied().unwrap_or_default();
        let is_taken = |by: &f64| {
            let beside = Position { x: place.x + by, y: place.y + by };
            document.nodes_at(beside).any(|node| node.parent == command.parent)
        };
        let by = (1..100).map(|turn| BESIDE * f64::from(turn)).find(|by| !is_taken(by)).unwrap_or(BESIDE);
        return Ok((by, by));
    };
    rules::may_stand_at(wish)?;
    let tops = || {
        let top = part.nodes.values().filter(|node| node.parent.is_none());
        top.map(|node| part.positions.get(&node.id).copied().unwrap_or_default())
    };
    let left = tops().map(|place| place.x).fold(f64::INFINITY, f64::min);
    let top = tops().map(|place| place.y).fold(f64::INFINITY, f64::min);
    let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
    Ok((wish.x - finite(left), wish.y - finite(top)))
}

fn edges(
    document: &Document,
    part: &Playbook,
    ids: &HashMap<NodeId, NodeId>,
    change: &mut Change,
    created: &mut Vec<String>,
) {
    let mut edge_ids = document.fresh_ids('e');
    let mut index = document.edges.len();
    for edge in part.edges.values() {
        let (Some(from), Some(to)) = (ids.get(&edge.from.node), ids.get(&edge.to.node)) else { continue };
        let mut new = edge.clone();
        new.id = edge_ids.take();
        new.from = PortRef { node: from.clone(), port: edge.from.port.clone() };
        new.to = PortRef { node: to.clone(), port: edge.to.port.clone() };
        created.push(new.id.to_string());
        change.add(index, Record::Edge(new));
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn paste(text: &str) -> Paste {
        Paste { text: text.to_owned(), position: None, parent: None, links: false }
    }

    fn copied(playbook: &Playbook, nodes: &[NodeId]) -> String {
        copy(&Document::new(playbook.clone()), nodes)
    }

    fn sample() -> Playbook {
        let mut playbook = book(
            &[("s", "start"), ("a", "api"), ("c", "childFlow"), ("i", "api"), ("z", "end")],
            &["s>a", "a>c", "c>z"],
        );
        playbook.nodes["i"].parent = Some("c".into());
        playbook.nodes["i"].settings =
            json!({"endpoint": "${name-a.host} ${name-z.x} ${event.ip}"}).as_object().cloned().unwrap();
        playbook.positions.insert("a".into(), Position { x: 100.0, y: 50.0 });
        playbook.positions.insert("i".into(), Position { x: 7.0, y: 7.0 });
        playbook
    }

    #[test]
    fn pasted_nodes_have_new_ids_free_names_and_references_to_each_other() {
        let mut playbook = sample();
        let before = write(&playbook);
        let text = copied(&playbook, &["a", "c"].map(NodeId::from));

        let applied = apply(&mut playbook, &EditCommand::Paste(paste(&text))).unwrap();

        assert_eq!(applied.created, ["n1", "n2", "n3", "e4"]);
        let new = |id: &str| &playbook.nodes[id];
        assert_eq!((new("n1").name.as_str(), new("n3").parent.clone()), ("name-a_2", Some("n2".into())));
        assert_eq!(
            new("n3").settings["endpoint"],
            json!("${name-a_2.host} ${name-z.x} ${event.ip}"),
            "what was not copied keeps its name"
        );
        assert_eq!((playbook.positions["n1"].x, playbook.positions["n3"].x), (140.0, 7.0));
        assert_eq!(playbook.edges["e4"].to.node.as_str(), "n2");
        let again = apply(&mut playbook, &EditCommand::Paste(paste(&text))).unwrap();
        assert_eq!(playbook.positions[again.created[0].as_str()].x, 180.0, "beside the first copy");
        again.change.reversed().apply(&mut playbook);
        applied.change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn links_to_those_that_were_not_copied_come_along_when_asked() {
        let mut playbook = sample();
        let text = copied(&playbook, &["a".into()]);
        let linked = EditCommand::Paste(Paste { links: true, ..paste(&text) });

        let applied = apply(&mut playbook, &linked).unwrap();

        let ends = |id: &str| (playbook.edges[id].from.node.0.clone(), playbook.edges[id].to.node.0.clone());
        assert_eq!(applied.created, ["n1", "e4", "e5"]);
        assert_eq!((ends("e4"), ends("e5")), (("s".into(), "n1".into()), ("n1".into(), "c".into())));
        assert_eq!(applied.left_out, 0);
        // Another document may have the id for another node.
        playbook.nodes["c"].name = "other".into();
        let again = apply(&mut playbook, &linked).unwrap();
        assert_eq!((again.created.len(), again.left_out), (2, 1));
        assert_eq!(apply(&mut playbook, &EditCommand::Paste(paste(&text))).unwrap().created.len(), 1);
    }

    #[test]
    fn a_branch_that_is_taken_gets_no_second_edge_from_a_paste() {
        let mut playbook = book(&[("g", "exclusiveGateway"), ("a", "api")], &[]);
        let edge = Edge {
            id: "e1".into(),
            from: crate::testing::port("g", "else"),
            to: crate::testing::port("a", "in"),
            ..Edge::default()
        };
        playbook.edges.insert("e1".into(), edge);
        let linked = Paste { links: true, ..paste(&copied(&playbook, &["a".into()])) };

        let applied = apply(&mut playbook, &EditCommand::Paste(linked)).unwrap();

        assert_eq!((playbook.edges.len(), applied.left_out), (1, 1));
    }

    #[test]
    fn cutting_and_pasting_into_a_child_flow_keeps_references() {
        let mut playbook = sample();
        playbook.nodes["z"].settings.insert("note".into(), json!("${name-a.host}"));
        let text = copied(&playbook, &["a".into()]);
        let cut = crate::edit::Delete { nodes: vec!["a".into()], ..Default::default() };
        apply(&mut playbook, &EditCommand::Delete(cut)).unwrap();

        let inside = Paste { parent: Some("c".into()), ..paste(&text) };
        let applied = apply(&mut playbook, &EditCommand::Paste(inside)).unwrap();

        assert_eq!(playbook.nodes[applied.created[0].as_str()].name, "name-a");
        assert_eq!(playbook.nodes["z"].settings["note"], json!("${name-a.host}"));
    }

    #[test]
    fn a_paste_goes_where_it_is_asked_to_and_into_the_flow() {
        let mut playbook = sample();
        let text = copied(&playbook, &["a", "s"].map(NodeId::from));
        let command =
            Paste { position: Some(Position { x: 0.0, y: 0.0 }), parent: Some("c".into()), ..paste(&text) };

        let applied = apply(&mut playbook, &EditCommand::Paste(command)).unwrap();

        assert_eq!(applied.created.len(), 3, "the child flow has no start yet");
        assert!(applied.created[..2].iter().all(|id| playbook.nodes[id.as_str()].parent == Some("c".into())));
        let again = apply(&mut playbook, &EditCommand::Paste(paste(&text))).unwrap();
        assert_eq!(again.created.len(), 1, "the playbook has its start");
    }

    #[test]
    fn foreign_text_is_refused_with_a_reason() {
        let mut playbook = sample();
        let mut code = |text: &str| apply(&mut playbook, &EditCommand::Paste(paste(text))).unwrap_err().code;

        assert_eq!(code("hello"), "paste-foreign");
        assert_eq!(code(r#"{"cells":[]}"#), "paste-foreign");
        assert_eq!(code(r#"{"formatVersion":1,"nodes":[{"id":"n1"}]}"#), "paste-foreign");
        assert_eq!(code(r#"{"$type":"soarboard/nodes","formatVersion":1,"nodes":[]}"#), "paste-empty");
        assert_eq!(code(r#"{"$type":"soarboard/nodes","formatVersion":9,"nodes":[{}]}"#), "paste-foreign");
        let only_start = copied(&sample(), &["s".into()]);
        assert_eq!(code(&only_start), "paste-empty");
    }
}
