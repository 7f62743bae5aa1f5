//! The rules by family, and the list of them all.

mod actions;
mod endpoint;
mod flow;
mod gateways;
mod names;
mod operation;
mod paging;
mod references;
mod secrets;
mod trigger;
mod values;

pub(super) use gateways::shown;
pub(super) use names::name_fault;
pub(super) use references::{Asked, asked};
pub use secrets::is_secret_value;

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::facts::NodeInput;
use super::input::CheckInput;

/// Findings as rules about the flow tell them.
#[derive(Default)]
pub(super) struct Found(pub Vec<Arc<Diagnostic>>);

impl Found {
    /// Adds a finding.
    pub(super) fn push(&mut self, one: Diagnostic) {
        self.0.push(Arc::new(one));
    }

    /// Adds a finding that is kept elsewhere.
    pub(super) fn push_kept(&mut self, one: &Arc<Diagnostic>) {
        self.0.push(Arc::clone(one));
    }
}

/// One family of rules: those that look at a single node, and those that look at the flow.
pub(super) struct Rule {
    /// Codes its findings may have.
    pub codes: &'static [&'static str],
    /// Adds findings about a node by itself. They are kept until the node changes.
    pub of_node: Option<fn(&NodeInput<'_>, &mut Vec<Diagnostic>)>,
    /// Adds findings about how nodes, edges and the trigger go together.
    pub of_flow: Option<fn(&CheckInput<'_>, &mut Found)>,
}

/// Every family of rules.
pub(super) const RULES: &[Rule] = &[
    flow::RULE,
    gateways::RULE,
    actions::RULE,
    names::RULE,
    trigger::RULE,
    operation::RULE,
    values::RULE,
    endpoint::RULE,
    paging::RULE,
    references::RULE,
    secrets::RULE,
];

/// Returns every code a finding may have; `check-<code>` and `hint-<code>` are its texts.
pub fn codes() -> impl Iterator<Item = &'static str> {
    RULES.iter().flat_map(|rule| rule.codes.iter().copied())
}
