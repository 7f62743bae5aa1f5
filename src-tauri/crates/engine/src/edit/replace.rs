//! Making a node one of another kind. Id, name, note, place and edges stay as far as the new kind has room for them.

use std::collections::HashSet;

use serde_json::{Value, json};
use soarboard_model::component::{Branching, CHILD_FLOW_KIND, ComponentKind, START_KIND};
use soarboard_model::playbook::{Edge, Node};

use super::command::ReplaceNode;
use super::{Refusal, rules};
use crate::change::{Change, Record};
use crate::document::Document;

pub(super) fn plan(document: &Document, command: &ReplaceNode) -> Result<Change, Refusal> {
    let old = rules::node(document, &command.node)?;
    if command.kind == old.kind {
        return Ok(other_action(old, command.action.as_deref()));
    }
    let kind = rules::kind(&command.kind)?;
    let is_fixed = |id: &str| [START_KIND, CHILD_FLOW_KIND].contains(&id);
    let was_step = soarboard_model::component::kind(&old.kind).is_none_or(ComponentKind::is_step);
    if is_fixed(&old.kind) || is_fixed(kind.id) || !was_step || !kind.is_step() {
        return Err(Refusal::new("replace-fixed").with("name", &old.name));
    }
    let first = kind.actions.first().map(|action| action.id.to_owned()).unwrap_or_default();
    let mut new = Node {
        kind: kind.id.to_owned(),
        action: command.action.clone().unwrap_or(first),
        settings: (kind.default_settings)(),
        ..old.clone()
    };
    let leaving: Vec<(usize, &Edge)> = document.edges_from(&old.id).collect();
    if let Some(branching) = kind.branching {
        // Each edge gets a branch of its own; an exclusive gateway takes the last one as its default.
        let spare = usize::from(branching == Branching::FirstThatHolds);
        let branch = |number: usize| json!({ "id": format!("b{number}"), "name": "", "when": { "all": [] } });
        let count = leaving.len().saturating_sub(spare).max(1);
        let branches = (1..=count).map(branch).collect();
        new.settings.insert("branches".to_owned(), Value::Array(branches));
    }
    let mut change = Change::default();
    let outputs = kind.outputs_of(&new);
    let mut kept = HashSet::new();
    for (number, (index, edge)) in leaving.into_iter().enumerate() {
        let port = outputs.get(number).or_else(|| outputs.last().filter(|_| kind.most_edges_out().is_none()));
        let free = port.filter(|port| kept.insert((**port, edge.to.clone())));
        lead(&mut change, index, edge, free.copied(), true);
    }
    for (index, edge) in document.edges_at(&old.id).into_iter().filter(|(_, edge)| edge.to.node == old.id) {
        let port = kind.inputs.first().copied();
        let free = port.filter(|port| kept.insert((*port, edge.from.clone())));
        lead(&mut change, index, edge, free, false);
    }
    change.update(Record::Node(old.clone()), Record::Node(new));
    Ok(change)
}

/// Another action of the same kind leaves everything else as it is: fields that both know keep their values.
fn other_action(old: &Node, action: Option<&str>) -> Change {
    let new = Node { action: action.unwrap_or(&old.action).to_owned(), ..old.clone() };
    let mut change = Change::default();
    change.update(Record::Node(old.clone()), Record::Node(new));
    change
}

/// Keeps an edge at its new port, or takes it out when there is none.
fn lead(change: &mut Change, index: usize, edge: &Edge, port: Option<&str>, is_leaving: bool) {
    let Some(port) = port else { return change.remove(index, Record::Edge(edge.clone())) };
    let mut new = edge.clone();
    let end = if is_leaving { &mut new.from } else { &mut new.to };
    end.port = port.to_owned();
    change.update(Record::Edge(edge.clone()), Record::Edge(new));
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::{book, port};

    fn replace(node: &str, kind: &str) -> EditCommand {
        EditCommand::ReplaceNode(ReplaceNode { node: node.into(), kind: kind.into(), action: None })
    }

    #[test]
    fn edges_find_ports_of_the_new_kind() {
        let mut playbook =
            book(&[("s", "start"), ("a", "api"), ("b", "api"), ("z", "end")], &["s>a", "a>b", "a>z"]);
        let before = write(&playbook);

        let gateway = apply(&mut playbook, &replace("a", "exclusiveGateway")).unwrap().change;

        assert_eq!(playbook.edges["e2"].from, port("a", "b1"));
        assert_eq!(playbook.edges["e3"].from, port("a", "else"));
        assert_eq!(playbook.nodes["a"].name, "name-a");
        let back = apply(&mut playbook, &replace("a", "AliyunCloudOpenAPI")).unwrap().change;
        assert_eq!(playbook.edges["e3"].from, port("a", "out"));
        let end = apply(&mut playbook, &replace("a", "end")).unwrap().change;
        assert_eq!(playbook.edges.len(), 1, "an end leads nowhere");
        for change in [end, back, gateway] {
            change.reversed().apply(&mut playbook);
        }
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn another_action_of_the_same_kind_keeps_the_settings() {
        let mut playbook = book(&[("s", "start"), ("a", "Toaster"), ("z", "end")], &["s>a", "a>z"]);
        playbook.nodes["a"].settings.insert("parameters".into(), json!({"project": {"value": "p"}}));
        let command =
            ReplaceNode { node: "a".into(), kind: "Toaster".into(), action: Some("putLogs".into()) };

        apply(&mut playbook, &EditCommand::ReplaceNode(command)).unwrap();

        assert_eq!(playbook.nodes["a"].action, "putLogs");
        assert_eq!((playbook.nodes["a"].settings.len(), playbook.edges.len()), (1, 2));
    }

    #[test]
    fn what_holds_a_flow_together_is_not_replaced() {
        let mut playbook = book(&[("s", "start"), ("a", "api"), ("c", "childFlow"), ("n", "note")], &[]);
        let mut code = |node, kind| apply(&mut playbook, &replace(node, kind)).unwrap_err().code;

        assert_eq!(code("s", "end"), "replace-fixed");
        assert_eq!(code("c", "end"), "replace-fixed");
        assert_eq!(code("n", "end"), "replace-fixed");
        assert_eq!(code("a", "start"), "replace-fixed");
        assert_eq!(code("a", "toaster"), "kind-unknown");
    }
}
