//! Giving a node another name; references to the old one follow.

use super::command::RenameNode;
use super::{Refusal, cascades, rules};
use crate::change::{Change, Record};
use crate::document::Document;

pub(super) fn plan(document: &Document, command: &RenameNode) -> Result<Change, Refusal> {
    let old = rules::node(document, &command.node)?;
    let mut change = Change::default();
    if old.name == command.name {
        return Ok(change);
    }
    rules::may_be_named(document, old, &command.name)?;
    let follows = cascades::follows_rename(document, old);
    let mut renamed = old.clone();
    renamed.name.clone_from(&command.name);
    if follows {
        cascades::rename_references(&mut renamed.settings, &old.name, &command.name);
        for node in document.referring_to(&old.name).into_iter().filter(|node| node.id != old.id) {
            let mut new = node.clone();
            cascades::rename_references(&mut new.settings, &old.name, &command.name);
            change.update(Record::Node(node.clone()), Record::Node(new));
        }
    }
    change.update(Record::Node(old.clone()), Record::Node(renamed));
    Ok(change)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn rename(node: &str, name: &str) -> EditCommand {
        EditCommand::RenameNode(RenameNode { node: node.into(), name: name.into() })
    }

    #[test]
    fn references_follow_the_new_name_and_the_rest_stays_verbatim() {
        let mut playbook = book(&[("a", "api"), ("b", "api")], &["a>b"]);
        playbook.nodes["a"].name = "scan".into();
        let settings = json!({
            "endpoint": "${ scan.host }.x ${scanner.a} ${event.scan} scan.a",
            "parameters": {"L": {"value": ["${scan}", {"K": "<%= f(${scan.x}) - 1 %>", "scan": 7}]},
                           "B": {"expression": "${scan.a} ${scan."}}
        });
        playbook.nodes["b"].settings = settings.as_object().cloned().unwrap();
        let before = write(&playbook);

        let change = apply(&mut playbook, &rename("a", "查找")).unwrap().change;

        assert_eq!(
            serde_json::Value::Object(playbook.nodes["b"].settings.clone()),
            json!({
                "endpoint": "${ 查找.host }.x ${scanner.a} ${event.scan} scan.a",
                "parameters": {"L": {"value": ["${查找}", {"K": "<%= f(${查找.x}) - 1 %>", "scan": 7}]},
                               "B": {"expression": "${查找.a} ${scan."}}
            })
        );
        assert_eq!(change.updated.len(), 2);
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn references_to_a_name_that_another_node_keeps_stay() {
        let mut playbook = book(&[("a", "api"), ("b", "api"), ("c", "api")], &[]);
        playbook.nodes["a"].name = "scan".into();
        playbook.nodes["b"].name = "scan".into();
        playbook.nodes["c"].settings.insert("endpoint".into(), json!("${scan.x}"));

        apply(&mut playbook, &rename("b", "other")).unwrap();

        assert_eq!(playbook.nodes["c"].settings["endpoint"], json!("${scan.x}"));
    }

    #[test]
    fn names_are_refused_with_their_reason() {
        let mut playbook = book(&[("s", "start"), ("a", "api"), ("b", "api")], &[]);
        let mut code =
            |node, name| apply(&mut playbook, &rename(node, name)).err().map(|refusal| refusal.code);

        assert_eq!(code("a", ""), Some("name-empty"));
        assert_eq!(code("a", "x.y"), Some("name-malformed"));
        assert_eq!(code("a", "event"), Some("name-reserved"));
        assert_eq!(code("a", "name-b"), Some("name-repeated"));
        assert_eq!(code("s", "begin"), Some("name-fixed"));
        assert_eq!(code("q", "x"), Some("no-such-node"));
        assert_eq!(code("s", "event"), None);
        assert_eq!(code("a", "name-a"), None);
    }

    #[test]
    fn a_node_wrongly_called_event_gives_the_name_back_without_touching_inputs() {
        let mut playbook = book(&[("a", "api")], &[]);
        playbook.nodes["a"].name = "event".into();
        playbook.nodes["a"].settings.insert("endpoint".into(), json!("${event.ip}"));

        apply(&mut playbook, &rename("a", "call")).unwrap();

        assert_eq!(playbook.nodes["a"].settings["endpoint"], json!("${event.ip}"));
    }
}
