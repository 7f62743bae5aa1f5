//! The checker: a playbook and the catalogue in, diagnostics out. It never changes anything.
//!
//! Rules stand in `rules`, one file per family. Those about a single node have their answers kept in `facts`, those
//! about the flow look at `input`; `checker` puts both together and remembers. What the checker must know about the
//! vendor's operations it asks through [`Catalogue`]. Texts: `check-<code>` and `hint-<code>`.

mod catalogue;
mod checker;
mod diagnostic;
mod facts;
mod graph;
mod input;
mod knowledge;
mod rules;
mod shape;

pub use catalogue::{Catalogue, Embedded, OperationFacts, RequiredParam};
pub use checker::Checker;
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use rules::{codes, is_secret_value};

use std::sync::Arc;

use soarboard_model::playbook::Playbook;

/// Checks a playbook. The order is always the same: by severity, then playbook, nodes and edges in file order, then
/// by code and setting.
///
/// **Cost** grows with nodes and edges; which references point backwards costs one more walk of the flow per 64 nodes
/// that are referred to. Who checks again after each edit keeps a [`Checker`].
pub fn check(playbook: &Playbook, catalogue: &dyn Catalogue) -> Vec<Diagnostic> {
    let found = Checker::new().check(playbook, catalogue);
    found.into_iter().map(Arc::unwrap_or_clone).collect()
}

#[cfg(test)]
mod fix_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod value_tests;
