//! The playbooks that come with the program, and the list of templates to begin from.
//!
//! A template is a playbook file like any other under `schemas/samples`; tests hold it canonical and free of findings.

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::{self, END_KIND, START_KIND};
use soarboard_model::format::{self, FORMAT_VERSION};
use soarboard_model::message::Message;
use soarboard_model::playbook::{Node, Playbook, Position};

use crate::operations::operations;

const REVIEW_RESPONSE_RULES: &str =
    include_str!("../../../../schemas/samples/review-response-rules.playbook.json");
const BLOCK_ADDRESS: &str = include_str!("../../../../schemas/samples/block-address.playbook.json");
const CONTAIN_INSTANCE: &str = include_str!("../../../../schemas/samples/contain-instance.playbook.json");

/// A playbook to begin from.
///
/// **Shape** `{"id": "blank", "title": {"id": …}, "summary": {"id": …}, "operations": []}`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Stable id, e.g. `review-response-rules`.
    pub id: &'static str,
    /// What it is called.
    pub title: Message,
    /// What it does.
    pub summary: Message,
    /// Operations it calls as `product/operation`, in node order.
    pub operations: Vec<String>,
}

/// Ids of the templates, in the order they are offered.
const TEMPLATES: &[&str] = &["blank", "review-response-rules", "block-address", "contain-instance"];

/// Returns the templates, in the order they are offered.
pub fn templates() -> Vec<Template> {
    let template = |id: &'static str| Template {
        id,
        title: Message::new(format!("hint-template-{id}-title")),
        summary: Message::new(format!("hint-template-{id}-summary")),
        operations: from_template(id).map(|playbook| names(&playbook)).unwrap_or_default(),
    };
    TEMPLATES.iter().copied().map(template).collect()
}

fn names(playbook: &Playbook) -> Vec<String> {
    operations(playbook).iter().map(ToString::to_string).collect()
}

/// Returns a new playbook made from a template; `None` for an id that is not in the list.
pub fn from_template(id: &str) -> Option<Playbook> {
    match id {
        "blank" => Some(blank()),
        "review-response-rules" => Some(playbook()),
        "block-address" => Some(embedded(BLOCK_ADDRESS)),
        "contain-instance" => Some(embedded(CONTAIN_INSTANCE)),
        _ => None,
    }
}

/// Returns the sample that opens first: "Review response rules".
pub fn playbook() -> Playbook {
    embedded(REVIEW_RESPONSE_RULES)
}

fn embedded(text: &str) -> Playbook {
    format::read(text.as_bytes()).expect("the embedded samples are held readable by a test").playbook
}

/// Returns a playbook with a start and an end that are placed but not connected; it has no name yet.
pub fn blank() -> Playbook {
    let mut playbook = Playbook { format_version: FORMAT_VERSION, ..Playbook::default() };
    for (id, kind, x) in [("n1", START_KIND, 80.0), ("n2", END_KIND, 640.0)] {
        let name = component::kind(kind).map(|kind| kind.default_name).unwrap_or_default();
        let node = Node { id: id.into(), name: name.into(), kind: kind.into(), ..Node::default() };
        playbook.nodes.insert(node.id.clone(), node);
        playbook.positions.insert(id.into(), Position { x, y: 200.0 });
    }
    playbook
}

#[cfg(test)]
mod tests {
    use soarboard_model::message::Lang;

    use super::*;
    use crate::check::{Embedded, check};

    #[test]
    fn the_samples_are_canonical_and_nothing_is_found_in_them() {
        for sample in [REVIEW_RESPONSE_RULES, BLOCK_ADDRESS, CONTAIN_INSTANCE] {
            let outcome = format::read(sample.as_bytes()).unwrap();

            assert_eq!(outcome.notes, []);
            assert_eq!(format::write(&outcome.playbook), sample);
            assert_eq!(check(&outcome.playbook, &Embedded), []);
        }
    }

    #[test]
    fn a_blank_playbook_lacks_only_its_connections() {
        let codes: Vec<&str> = check(&blank(), &Embedded).iter().map(|found| found.code).collect();

        assert_eq!(codes, ["no-way-to-end", "unreachable"]);
        assert_eq!(blank().header.name, "");
    }

    #[test]
    fn every_template_has_its_texts_and_a_playbook() {
        for template in templates() {
            for message in [&template.title, &template.summary] {
                assert!(message.exists(Lang::En) && message.exists(Lang::Zh), "{}", message.id);
            }
            let playbook = from_template(template.id).unwrap();
            assert_eq!(names(&playbook), template.operations);
        }
        assert_eq!(templates()[1].operations, ["cloud-siem/ListAutomateResponseConfigs"]);
        assert_eq!(from_template("no-such-template"), None);
    }
}
