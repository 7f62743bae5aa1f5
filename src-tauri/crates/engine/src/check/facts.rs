//! What can be told of a node by itself: findings, the references it makes, the branches it has.
//!
//! The larger part of a check. It is kept from check to check for every node that did not change, so nothing here may
//! look at another node, an edge or the playbook.

use std::sync::{Arc, OnceLock};

use soarboard_model::component::{self, ASSUME_API_KIND, Branch, ComponentKind};
use soarboard_model::playbook::Node;

use super::catalogue::Catalogue;
use super::diagnostic::Diagnostic;
use super::knowledge::{Call, Knowledge};
use super::rules::{self, Asked};

/// What a rule about a single node may look at.
pub(super) struct NodeInput<'a> {
    pub node: &'a Node,
    /// `None` for a kind that this version does not know.
    pub kind: Option<&'static ComponentKind>,
    /// What it calls, if that is what its kind does.
    pub call: Option<Call<'a>>,
    pub catalogue: &'a dyn Catalogue,
    pub knowledge: &'a Knowledge,
}

/// What is known of a node by itself.
#[derive(Debug)]
pub(super) struct NodeFacts {
    pub kind: Option<&'static ComponentKind>,
    pub findings: Vec<Arc<Diagnostic>>,
    pub asked: Vec<Asked>,
    /// Number of its name; see [`Knowledge::number_of`].
    pub name: usize,
    /// What is wrong with its name by itself.
    pub name_fault: Option<&'static str>,
    /// What is told of it when nothing leads there; made when that is told first.
    pub unreachable: OnceLock<Arc<Diagnostic>>,
    /// Branches of a gateway with what people call them.
    pub branches: Vec<(String, String)>,
}

impl NodeFacts {
    pub(super) fn of(node: &Node, catalogue: &dyn Catalogue, knowledge: &mut Knowledge) -> Self {
        let kind = component::kind(&node.kind);
        let call = (node.kind == ASSUME_API_KIND).then(|| knowledge.call(catalogue, node));
        let input = NodeInput { node, kind, call, catalogue, knowledge };
        let mut findings = Vec::new();
        for rule in rules::RULES {
            if let Some(of_node) = rule.of_node {
                of_node(&input, &mut findings);
            }
        }
        let is_step = kind.is_none_or(ComponentKind::is_step);
        let asked = if is_step { rules::asked(node, knowledge) } else { Vec::new() };
        let forks = kind.filter(|kind| kind.branching.is_some());
        let branches = forks.map_or_else(Vec::new, |kind| {
            let named = |(index, branch): (usize, Branch)| {
                let shown = rules::shown(kind, index, &branch);
                (branch.id, shown)
            };
            Branch::read(&node.settings).into_iter().enumerate().map(named).collect()
        });
        Self {
            kind,
            findings: findings.into_iter().map(Arc::new).collect(),
            asked,
            name: knowledge.number_of(&node.name),
            name_fault: rules::name_fault(node),
            unreachable: OnceLock::new(),
            branches,
        }
    }

    /// Says whether an edge may be at a port. A node of a kind this version does not know has every port.
    pub(super) fn has_port(&self, port: &str, is_output: bool) -> bool {
        self.kind.is_none_or(|kind| {
            let ports = if is_output { kind.outputs } else { kind.inputs };
            ports.contains(&port) || is_output && self.branches.iter().any(|(id, _)| id == port)
        })
    }
}
