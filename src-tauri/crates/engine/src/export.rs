//! Documents for elsewhere: canonical JSON, pictures (drawn in `picture`); further formats join here and report what they could not say.

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::format;
use soarboard_model::message::Message;
use soarboard_model::playbook::{NodeId, Playbook};

/// How faithfully an export holds a playbook.
///
/// **Shape** `{"format": "json", "nodes": [{"node": "n1", "standing": "exact", "notes": []}]}`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// Name of the format, e.g. `json`.
    pub format: String,
    /// Each node in file order.
    pub nodes: Vec<NodeReport>,
}

/// How faithfully an export holds one node.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NodeReport {
    /// The node.
    pub node: NodeId,
    /// How much of it the format can say.
    pub standing: Standing,
    /// What was left out or guessed.
    pub notes: Vec<Message>,
}

/// How much of a node a format can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// All of it.
    Exact,
    /// All that is publicly known about the format; the rest is a guess.
    BestEffort,
    /// Nothing: the node is missing in the export.
    LeftOut,
}

/// Returns a playbook as canonical JSON; the same as a saved file, so it can be opened again.
pub fn to_json(playbook: &Playbook) -> String {
    format::write(playbook)
}

/// Returns the report of [`to_json`], which holds everything.
pub fn json_report(playbook: &Playbook) -> ExportReport {
    let exact = |id: &NodeId| NodeReport { node: id.clone(), standing: Standing::Exact, notes: Vec::new() };
    ExportReport { format: "json".to_owned(), nodes: playbook.nodes.keys().map(exact).collect() }
}

/// Returns the report of a picture, which shows everything on the canvas and, as SVG, carries the playbook.
pub fn picture_report(playbook: &Playbook, format: &str) -> ExportReport {
    ExportReport { format: format.to_owned(), ..json_report(playbook) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::book;

    #[test]
    fn an_export_opens_as_the_same_playbook() {
        let playbook = book(&[("n1", "start"), ("n2", "unheard"), ("n3", "end")], &["n1>n3"]);

        let text = to_json(&playbook);

        assert_eq!(format::read(text.as_bytes()).unwrap().playbook.nodes, playbook.nodes);
        assert_eq!(to_json(&playbook), text, "equal playbooks give equal bytes");
    }

    #[test]
    fn the_report_names_every_node_in_order() {
        let report = json_report(&book(&[("n2", "start"), ("n1", "end")], &[]));

        assert_eq!(
            serde_json::to_value(&report).unwrap(),
            serde_json::json!({"format": "json", "nodes": [
                {"node": "n2", "standing": "exact", "notes": []},
                {"node": "n1", "standing": "exact", "notes": []},
            ]})
        );
    }
}
