//! What several rules need, worked out once: calls with their facts, names, the flow as a graph.

use std::collections::HashMap;
use std::rc::Rc;

use soarboard_model::component::{ASSUME_API_KIND, AssumeApi, ParamValue, SettingProblem};
use soarboard_model::expr;
use soarboard_model::playbook::{Node, Playbook};

use super::catalogue::{Catalogue, OperationFacts};
use super::diagnostic::Diagnostic;
use super::graph::Graph;

/// Everything a rule may look at.
pub(super) struct CheckInput<'a> {
    pub playbook: &'a Playbook,
    pub catalogue: &'a dyn Catalogue,
    pub graph: Graph,
    /// Calls of API operations, in node order.
    pub calls: Vec<Call<'a>>,
    /// Places of the nodes of each name, in node order.
    pub by_name: HashMap<&'a str, Vec<usize>>,
}

/// One node that calls an API operation.
pub(super) struct Call<'a> {
    pub node: &'a Node,
    pub api: AssumeApi,
    pub problems: Vec<SettingProblem>,
    pub operation: Lookup,
    /// Hosts of the product; empty when unknown.
    pub hosts: Rc<Vec<String>>,
}

/// What the catalogue says about the operation of a call.
pub(super) enum Lookup {
    NotChosen,
    UnknownProduct,
    UnknownOperation,
    Known(Rc<OperationFacts>),
}

impl Call<'_> {
    /// Returns the text of a parameter if it is a plain one.
    pub(super) fn literal(&self, name: &str) -> Option<&str> {
        match self.api.parameters.get(name)? {
            ParamValue::Value(value) => value.as_str().filter(|text| !expr::is_expression(text)),
            _ => None,
        }
    }

    /// Returns the region the call is about, as far as it is written down.
    pub(super) fn region(&self) -> Option<&str> {
        let chosen = Some(self.api.region.as_str()).filter(|region| !region.is_empty());
        chosen.filter(|region| !expr::is_expression(region)).or_else(|| self.literal("RegionId"))
    }
}

impl<'a> CheckInput<'a> {
    pub(super) fn new(playbook: &'a Playbook, catalogue: &'a dyn Catalogue) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, node) in playbook.nodes.values().enumerate() {
            by_name.entry(node.name.as_str()).or_default().push(index);
        }
        let mut facts = Facts { catalogue, operations: HashMap::new(), hosts: HashMap::new() };
        let calls = playbook.nodes.values().filter(|node| node.kind == ASSUME_API_KIND);
        let calls = calls.map(|node| facts.call(node)).collect();
        Self { playbook, catalogue, graph: Graph::of(playbook), calls, by_name }
    }

    /// Returns where a finding stands: the playbook itself first, then nodes, then edges.
    pub(super) fn place_of(&self, diagnostic: &Diagnostic) -> usize {
        let node = diagnostic.node.as_ref().and_then(|id| self.playbook.nodes.get_index_of(id));
        let edge = diagnostic.edge.as_ref().and_then(|id| self.playbook.edges.get_index_of(id));
        match (node, edge) {
            (Some(index), _) => 1 + index,
            (None, Some(index)) => 1 + self.playbook.nodes.len() + index,
            (None, None) => 0,
        }
    }
}

/// Asks the catalogue once for each product and operation, since thousands of nodes may call the same one.
struct Facts<'a> {
    catalogue: &'a dyn Catalogue,
    operations: HashMap<(String, String, String), Option<Rc<OperationFacts>>>,
    hosts: HashMap<String, Rc<Vec<String>>>,
}

impl Facts<'_> {
    fn call<'n>(&mut self, node: &'n Node) -> Call<'n> {
        let (api, problems) = AssumeApi::read(&node.settings);
        let operation = self.look_up(&api);
        let hosts = match self.hosts.get(&api.product) {
            Some(hosts) => Rc::clone(hosts),
            None => {
                let hosts = Rc::new(self.catalogue.hosts_of(&api.product));
                self.hosts.insert(api.product.clone(), Rc::clone(&hosts));
                hosts
            }
        };
        Call { node, api, problems, operation, hosts }
    }

    fn look_up(&mut self, api: &AssumeApi) -> Lookup {
        if !api.has_operation() {
            return Lookup::NotChosen;
        }
        let key = (api.product.clone(), api.version.clone(), api.operation.clone());
        let catalogue = self.catalogue;
        let facts = self.operations.entry(key).or_insert_with(|| {
            let version = Some(api.version.as_str()).filter(|version| !version.is_empty());
            catalogue.operation(&api.product, version, &api.operation).map(Rc::new)
        });
        match facts {
            Some(facts) => Lookup::Known(Rc::clone(facts)),
            None if catalogue.knows_product(&api.product) => Lookup::UnknownOperation,
            None => Lookup::UnknownProduct,
        }
    }
}
