//! The checker: a playbook and the catalogue in, diagnostics out. It never changes anything.
//!
//! Rules stand in `rules`, one file per family; `input` prepares once what several of them need. What the checker must
//! know about the vendor's operations it asks through [`Catalogue`]. Texts: `check-<code>` and `hint-<code>`.

mod catalogue;
mod diagnostic;
mod graph;
mod input;
mod rules;

pub use catalogue::{Catalogue, Embedded, OperationFacts, RequiredParam};
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use rules::{codes, is_secret_value};

use soarboard_model::playbook::Playbook;

use input::CheckInput;

/// Checks a playbook. The order is always the same: by severity, then playbook, nodes and edges in file order, then
/// by code and setting.
///
/// **Cost** grows with nodes and edges; which references point backwards costs one more walk of the flow per 64 nodes
/// that are referred to.
pub fn check(playbook: &Playbook, catalogue: &dyn Catalogue) -> Vec<Diagnostic> {
    let input = CheckInput::new(playbook, catalogue);
    let mut found = Vec::new();
    for rule in rules::RULES {
        (rule.run)(&input, &mut found);
    }
    // Runs pass over a disabled node, so nothing in it can be wrong; its place in the flow still can.
    found.retain(|one| {
        let node = one.node.as_ref().and_then(|id| playbook.nodes.get(id));
        one.param.is_none() || !node.is_some_and(|node| node.disabled)
    });
    found.sort_by_cached_key(|one| {
        (one.severity, input.place_of(one), one.code, one.param.clone(), one.message.id.clone())
    });
    found
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod value_tests;
