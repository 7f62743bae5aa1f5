//! How nodes hang together, by places in file order, and how that is carried on when nodes and edges come and go.
//!
//! Finding places by ids is what costs in a large playbook, so after a change only those of new records are looked up;
//! the others are renumbered. Edges with a missing end are left out of the graph. A child flow leads from its node to the
//! start inside, and from every end inside back to the node, since the inside begins when the node does and the node ends
//! when the inside has.

use std::collections::HashSet;

use soarboard_model::component::{END_KIND, START_KIND};
use soarboard_model::playbook::{Edge, EdgeId, Node, Playbook};

use super::graph::Graph;
use crate::change::{Change, Entry, Record};

/// Records that came or went, beyond which starting anew is cheaper.
const MOST_MOVES: usize = 256;

/// Places of the nodes at both ends of an edge, as far as they are there.
type Ends = (Option<usize>, Option<usize>);

/// How nodes hang together; it stays as long as no edge, parent or kind changes and no node comes or goes.
#[derive(Debug)]
pub(super) struct Shape {
    pub graph: Graph,
    /// For each edge in file order.
    pub ends: Vec<Ends>,
    /// For each node whether others stand in it.
    pub has_inside: Vec<bool>,
}

impl Shape {
    /// Returns the shape of a playbook of which nothing is known.
    pub(super) fn of(playbook: &Playbook) -> Self {
        let ends: Vec<_> = playbook.edges.values().map(|edge| look_up(playbook, edge)).collect();
        let (graph, has_inside) = graph(playbook, &ends);
        Self { graph, ends, has_inside }
    }

    /// Returns the shape after changes; `moves` are those since this one.
    pub(super) fn after(self, moves: &Moves, playbook: &Playbook) -> Self {
        let mut now = vec![None; self.graph.len()];
        for (place, before) in moves.nodes.iter().enumerate() {
            before.iter().for_each(|before| now[*before] = Some(place));
        }
        let moved = |(from, to): Ends| {
            let (from, to) = (from.and_then(|from| now[from]), to.and_then(|to| now[to]));
            // What hung in the air may have found its node, and a node may be back elsewhere.
            (from.is_some() && to.is_some() || !moves.has_new_nodes).then_some((from, to))
        };
        let edges = playbook.edges.values().zip(&moves.edges);
        let mut ends: Vec<Ends> = edges
            .map(|(edge, before)| {
                let known = before.and_then(|before| moved(self.ends[before]));
                known.unwrap_or_else(|| look_up(playbook, edge))
            })
            .collect();
        for id in &moves.led_elsewhere {
            if let Some((place, _, edge)) = playbook.edges.get_full(id) {
                ends[place] = look_up(playbook, edge);
            }
        }
        let (mut graph, has_inside) = graph(playbook, &ends);
        graph.take_over(&self.graph, &now);
        Self { graph, ends, has_inside }
    }
}

fn look_up(playbook: &Playbook, edge: &Edge) -> Ends {
    let place = |id: &str| playbook.nodes.get_index_of(id);
    (place(edge.from.node.as_str()), place(edge.to.node.as_str()))
}

/// Returns the graph, and for each node whether others stand in it.
fn graph(playbook: &Playbook, ends: &[Ends]) -> (Graph, Vec<bool>) {
    let mut edges: Vec<(usize, usize)> =
        ends.iter().filter_map(|(from, to)| Some(((*from)?, (*to)?))).collect();
    let place = |(index, node): (usize, &Node)| {
        let parent = playbook.nodes.get_index_of(node.parent.as_ref()?)?;
        Some((parent, index, node.kind == START_KIND, node.kind == END_KIND))
    };
    let inner: Vec<_> = playbook.nodes.values().enumerate().filter_map(place).collect();
    let mut has_inside = vec![false; playbook.nodes.len()];
    inner.iter().for_each(|one| has_inside[one.0] = true);
    let with_start: HashSet<usize> = inner.iter().filter(|one| one.2).map(|one| one.0).collect();
    let with_end: HashSet<usize> = inner.iter().filter(|one| one.3).map(|one| one.0).collect();
    // Without a start inside every node inside begins with the parent, so that only the lack itself is told.
    for (parent, index, is_start, is_end) in inner {
        if is_start || !with_start.contains(&parent) {
            edges.push((parent, index));
        }
        if is_end || !with_end.contains(&parent) {
            edges.push((index, parent));
        }
    }
    (Graph::of(playbook.nodes.len(), &edges), has_inside)
}

/// Where nodes and edges stood before some changes.
#[derive(Debug)]
pub(super) struct Moves {
    /// For each node in file order its place before; absent for a new one.
    pub nodes: Vec<Option<usize>>,
    /// The same for each edge.
    edges: Vec<Option<usize>>,
    /// Edges whose ends may have changed.
    led_elsewhere: Vec<EdgeId>,
    has_new_nodes: bool,
    count: usize,
}

impl Moves {
    /// Returns no moves of so many nodes and edges.
    pub(super) fn none(nodes: usize, edges: usize) -> Self {
        let (nodes, edges) = ((0..nodes).map(Some).collect(), (0..edges).map(Some).collect());
        Self { nodes, edges, led_elsewhere: Vec::new(), has_new_nodes: false, count: 0 }
    }

    /// Takes note of a change; false when it is not worth following or was made for another document.
    pub(super) fn follow(&mut self, change: &Change) -> bool {
        self.count += change.removed.len() + change.added.len();
        self.count <= MOST_MOVES
            && change.removed.iter().all(|entry| self.take_out(entry))
            && change.added.iter().all(|entry| self.put_in(entry))
            && {
                let edges = change.updated.iter().filter_map(|update| match &update.to {
                    Record::Edge(edge) => Some(edge.id.clone()),
                    _ => None,
                });
                self.led_elsewhere.extend(edges);
                true
            }
    }

    fn take_out(&mut self, entry: &Entry) -> bool {
        let Some(places) = self.places(&entry.record) else { return true };
        let is_there = entry.index < places.len();
        if is_there {
            places.remove(entry.index);
        }
        is_there
    }

    fn put_in(&mut self, entry: &Entry) -> bool {
        self.has_new_nodes |= matches!(entry.record, Record::Node(_));
        let Some(places) = self.places(&entry.record) else { return true };
        let fits = entry.index <= places.len();
        if fits {
            places.insert(entry.index, None);
        }
        fits
    }

    fn places(&mut self, record: &Record) -> Option<&mut Vec<Option<usize>>> {
        match record {
            Record::Node(_) => Some(&mut self.nodes),
            Record::Edge(_) => Some(&mut self.edges),
            Record::Header(_) | Record::Position(_) => None,
        }
    }

    /// Says whether the playbook is as long as the moves make it.
    pub(super) fn lead_to(&self, playbook: &Playbook) -> bool {
        (self.nodes.len(), self.edges.len()) == (playbook.nodes.len(), playbook.edges.len())
    }
}
