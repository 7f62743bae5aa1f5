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
pub(super) use references::{Asked, asked};
pub use secrets::is_secret_value;

use super::diagnostic::Diagnostic;
use super::facts::NodeInput;
use super::input::CheckInput;

/// One family of rules: those that look at a single node, and those that look at the flow.
pub(super) struct Rule {
    /// Codes its findings may have.
    pub codes: &'static [&'static str],
    /// Adds findings about a node by itself. They are kept until the node changes.
    pub of_node: Option<fn(&NodeInput<'_>, &mut Vec<Diagnostic>)>,
    /// Adds findings about how nodes, edges and the trigger go together.
    pub of_flow: Option<fn(&CheckInput<'_>, &mut Vec<Diagnostic>)>,
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
