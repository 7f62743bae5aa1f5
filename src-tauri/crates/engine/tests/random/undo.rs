//! Random edit sequences: undo gives the first bytes back, redo the last, and every edit keeps the invariants.

use soarboard_engine::session::Session;
use soarboard_model::component;
use soarboard_model::format::write;
use soarboard_model::playbook::{Playbook, PortRef};

use crate::generator::{Random, beginning, command};

const SEQUENCES: u64 = 1_000;
const EDITS: usize = 24;

fn assert_invariants(playbook: &Playbook, seed: u64) {
    for (id, edge) in playbook.edges.iter() {
        assert_eq!(*id, edge.id, "seed {seed}");
        assert!(playbook.nodes.contains_key(&edge.from.node), "seed {seed}: {edge:?}");
        assert!(playbook.nodes.contains_key(&edge.to.node), "seed {seed}: {edge:?}");
        let has_port = |port: &PortRef| {
            let node = &playbook.nodes[&port.node];
            component::kind(&node.kind).is_none_or(|kind| {
                kind.has_output(node, &port.port) || kind.inputs.contains(&port.port.as_str())
            })
        };
        assert!(has_port(&edge.from) && has_port(&edge.to), "seed {seed}: {edge:?}");
        let parent = |port: &PortRef| &playbook.nodes[&port.node].parent;
        assert_eq!(parent(&edge.from), parent(&edge.to), "seed {seed}: {edge:?} crosses a border");
    }
    let mut ends: Vec<_> = playbook.edges.values().map(|edge| (&edge.from, &edge.to)).collect();
    ends.sort_by_key(|(from, to)| (&from.node, &from.port, &to.node, &to.port));
    assert!(ends.windows(2).all(|pair| pair[0] != pair[1]), "seed {seed}: an edge stands twice");
    for pair in ends.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let kind = component::kind(&playbook.nodes[&pair[0].0.node].kind);
        let most = kind.and_then(component::ComponentKind::most_edges_out);
        assert!(most.is_none(), "seed {seed}: a branch leads to two nodes");
    }
    for node in playbook.nodes.values().filter_map(|node| node.parent.as_ref()) {
        assert_eq!(playbook.nodes[node].kind, "childFlow", "seed {seed}: {node} holds nodes");
    }
    for id in playbook.positions.keys() {
        assert!(playbook.nodes.contains_key(id), "seed {seed}: position of {id}");
    }
    let mut names: Vec<_> = playbook.nodes.values().map(|node| &node.name).collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "seed {seed}: a name stands twice");
}

#[test]
fn undo_gives_the_first_bytes_back_and_redo_the_last() {
    let (mut done, mut refused, mut joined) = (0_usize, 0_usize, 0_usize);
    for seed in 1..=SEQUENCES {
        let mut random = Random::seeded(seed);
        let mut session = Session::new(beginning(&mut random));
        let mut mirror = session.playbook().clone();
        let mut states = vec![write(session.playbook())];
        let mut edits = 0;
        for _ in 0..EDITS {
            let command = command(&mut random, session.playbook());
            let mark = (random.below(3) == 0).then(|| "gesture".to_owned());
            let before = write(session.playbook());
            match session.apply(&command, mark) {
                Ok(applied) => {
                    applied.change.apply(&mut mirror);
                    edits += usize::from(!applied.change.is_empty());
                    done += 1;
                }
                Err(_) => {
                    refused += 1;
                    assert_eq!(write(session.playbook()), before, "seed {seed}: a refused edit left a trace");
                }
            }
            assert_invariants(session.playbook(), seed);
            assert_eq!(write(&mirror), write(session.playbook()), "seed {seed}: the mirror differs");
        }
        let last = write(session.playbook());

        let mut steps = 0;
        while let Some(change) = session.undo() {
            change.apply(&mut mirror);
            assert_invariants(session.playbook(), seed);
            states.push(write(session.playbook()));
            steps += 1;
        }
        assert_eq!(write(session.playbook()), states[0], "seed {seed}: undo");
        assert!(!session.is_dirty(), "seed {seed}");
        joined += edits - steps;
        while let Some(change) = session.redo() {
            assert_eq!(write(&mirror), states[states.len() - 1], "seed {seed}");
            states.pop();
            change.apply(&mut mirror);
        }
        assert_eq!(write(session.playbook()), last, "seed {seed}: redo");
        assert_eq!(write(&mirror), last, "seed {seed}: the mirror after redo");
    }
    println!("{SEQUENCES} sequences: {done} edits done, {refused} refused, {joined} joined into gestures");
    assert!(done > 8_000 && refused > 1_000 && joined > 500, "the generator has become too tame");
}
