//! What the checker has asked the catalogue, and what it has read of calls with it.
//!
//! Thousands of nodes may call the same operation, so each question is asked once. All of it is forgotten when the
//! catalogue's facts change.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use regex_lite::Regex;
use soarboard_model::component::{AssumeApi, ParamValue, SettingProblem};
use soarboard_model::expr;
use soarboard_model::playbook::Node;

use super::catalogue::{Catalogue, OperationFacts};

/// One node that calls an API operation.
pub(super) struct Call<'a> {
    pub node: &'a Node,
    pub api: AssumeApi,
    pub problems: Vec<SettingProblem>,
    pub operation: Lookup,
    /// Hosts of the product; empty when unknown.
    pub hosts: Arc<Vec<String>>,
}

/// What the catalogue says about the operation of a call.
pub(super) enum Lookup {
    NotChosen,
    UnknownProduct,
    UnknownOperation,
    Known(Arc<OperationFacts>),
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

/// Answers of the catalogue, and patterns made ready.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    operations: HashMap<(String, String, String), Option<Arc<OperationFacts>>>,
    hosts: HashMap<String, Arc<Vec<String>>>,
    names: HashMap<String, usize>,
    /// By their text; `None` for a dialect that is not understood here.
    patterns: RefCell<HashMap<String, Option<Regex>>>,
}

impl Knowledge {
    /// Reads what a node calls.
    pub(super) fn call<'n>(&mut self, catalogue: &dyn Catalogue, node: &'n Node) -> Call<'n> {
        let (api, problems) = AssumeApi::read(&node.settings);
        let operation = self.look_up(catalogue, &api);
        let hosts = match self.hosts.get(&api.product) {
            Some(hosts) => Arc::clone(hosts),
            None => {
                let hosts = Arc::new(catalogue.hosts_of(&api.product));
                self.hosts.insert(api.product.clone(), Arc::clone(&hosts));
                hosts
            }
        };
        Call { node, api, problems, operation, hosts }
    }

    fn look_up(&mut self, catalogue: &dyn Catalogue, api: &AssumeApi) -> Lookup {
        if !api.has_operation() {
            return Lookup::NotChosen;
        }
        let key = (api.product.clone(), api.version.clone(), api.operation.clone());
        let facts = self.operations.entry(key).or_insert_with(|| {
            let version = Some(api.version.as_str()).filter(|version| !version.is_empty());
            catalogue.operation(&api.product, version, &api.operation).map(Arc::new)
        });
        match facts {
            Some(facts) => Lookup::Known(Arc::clone(facts)),
            None if catalogue.knows_product(&api.product) => Lookup::UnknownOperation,
            None => Lookup::UnknownProduct,
        }
    }

    /// Returns the number that stands for a name from now on.
    pub(super) fn number_of(&mut self, name: &str) -> usize {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.insert(name.to_owned(), number);
        number
    }

    /// Returns the number of a name that some node or reference has had.
    pub(super) fn known_number(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Returns how many names have numbers; these go from 0 up.
    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    /// Says whether a text keeps to a pattern; one that is not understood refuses nothing.
    pub(super) fn fits(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        if !patterns.contains_key(pattern) {
            patterns.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        patterns.get(pattern).and_then(Option::as_ref).is_none_or(|regex| regex.is_match(text))
    }
}
