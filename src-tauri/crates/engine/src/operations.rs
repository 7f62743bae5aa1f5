//! Which API operations a playbook calls. Template lists, permission hints and run previews start from here.

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::{ASSUME_API_KIND, AssumeApi};
use soarboard_model::playbook::Playbook;

/// An API operation that a playbook calls.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationRef {
    /// Product code, e.g. `cloud-siem`.
    pub product: String,
    /// Version; empty when the node names none.
    pub version: String,
    /// Name of the operation.
    pub operation: String,
}

impl std::fmt::Display for OperationRef {
    /// Writes `cloud-siem/ListAutomateResponseConfigs`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.product, self.operation)
    }
}

/// Returns the operations that a playbook calls, each once, in node order. A disabled node calls nothing.
pub fn operations(playbook: &Playbook) -> Vec<OperationRef> {
    let mut found: indexmap::IndexSet<OperationRef> = indexmap::IndexSet::new();
    for node in playbook.nodes.values().filter(|node| node.kind == ASSUME_API_KIND && !node.disabled) {
        let (api, _) = AssumeApi::read(&node.settings);
        if api.has_operation() {
            found.insert(OperationRef {
                product: api.product,
                version: api.version,
                operation: api.operation,
            });
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::book;

    #[test]
    fn each_operation_is_told_once_in_node_order() {
        let mut playbook = book(&[("a", "api"), ("b", "api"), ("c", "api"), ("d", "api")], &[]);
        for (node, product, operation) in
            [("a", "Sas", "DescribeVulList"), ("b", "Ecs", "DescribeDisks"), ("c", "Sas", "DescribeVulList")]
        {
            playbook.nodes[node].settings.insert("product".into(), product.into());
            playbook.nodes[node].settings.insert("operation".into(), operation.into());
        }

        let names = |playbook: &Playbook| -> Vec<String> {
            operations(playbook).iter().map(ToString::to_string).collect()
        };

        assert_eq!(names(&playbook), ["Sas/DescribeVulList", "Ecs/DescribeDisks"]);
        playbook.nodes["b"].disabled = true;
        assert_eq!(names(&playbook), ["Sas/DescribeVulList"]);
    }
}
