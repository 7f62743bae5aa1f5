//! Setting and removing settings of a node.

use serde_json::{Map, Value};

use super::command::{SetSettings, SettingChange};
use super::{Refusal, cascades, rules};
use crate::change::{Change, Record};
use crate::document::Document;

/// Deepest nesting a setting may have, its path counted in.
///
/// Files are read up to 128 levels and settings begin at the fourth; what is saved must open again.
const MAX_DEPTH: usize = 120;

pub(super) fn plan(document: &Document, command: &SetSettings) -> Result<Change, Refusal> {
    let old = rules::node(document, &command.node)?;
    let mut new = old.clone();
    for setting in &command.settings {
        set(&mut new.settings, setting)?;
    }
    let mut change = Change::default();
    for (index, edge) in cascades::edges_of_lost_ports(document, old, &new) {
        change.remove(index, Record::Edge(edge.clone()));
    }
    change.update(Record::Node(old.clone()), Record::Node(new));
    Ok(change)
}

pub(super) fn set(settings: &mut Map<String, Value>, change: &SettingChange) -> Result<(), Refusal> {
    let refusal = |code| Refusal::new(code).with("path", change.path.join("."));
    let Some((last, parents)) = change.path.split_last() else {
        return Err(refusal("setting-path"));
    };
    if change.path.len() + depth(&change.value) > MAX_DEPTH {
        return Err(refusal("setting-deep"));
    }
    let mut map = settings;
    for key in parents {
        if change.value.is_null() && !map.contains_key(key) {
            return Ok(());
        }
        let entry = map.entry(key.as_str()).or_insert_with(|| Value::Object(Map::new()));
        if entry.is_null() {
            *entry = Value::Object(Map::new());
        }
        // Another value in the way is the user's: it is replaced only by an edit that names it.
        map = entry.as_object_mut().ok_or_else(|| refusal("setting-path"))?;
    }
    if change.value.is_null() {
        map.remove(last);
    } else {
        map.insert(last.clone(), change.value.clone());
    }
    Ok(())
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format::{read, write};

    use soarboard_model::playbook::Playbook;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::book;

    fn edit(playbook: &mut Playbook, changes: &[(&[&str], Value)]) -> Result<Change, Refusal> {
        let settings = changes
            .iter()
            .map(|(path, value)| SettingChange {
                path: path.iter().map(|key| (*key).to_owned()).collect(),
                value: value.clone(),
            })
            .collect();
        let command = EditCommand::SetSettings(SetSettings { node: "a".into(), settings });
        apply(playbook, &command).map(|applied| applied.change)
    }

    #[test]
    fn settings_are_set_and_removed_by_path() {
        let mut playbook = book(&[("a", "api")], &[]);
        let before = write(&playbook);

        let change = edit(
            &mut playbook,
            &[
                (&["parameters", "PageSize"], json!({"value": 10})),
                (&["parameters", "RegionId"], json!({"value": "cn-hangzhou"})),
                (&["parameters", "RegionId"], Value::Null),
                (&["nothing", "here"], Value::Null),
            ],
        )
        .unwrap();

        assert_eq!(playbook.nodes["a"].settings["parameters"], json!({"PageSize": {"value": 10}}));
        assert!(!playbook.nodes["a"].settings.contains_key("nothing"));
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn a_branch_that_goes_takes_its_edges_along() {
        let mut playbook = book(&[("a", "exclusiveGateway"), ("b", "end")], &["a>b", "a>b", "a>b"]);
        playbook.nodes["a"].settings =
            json!({"branches": [{"id": "b1"}, {"id": "b2"}]}).as_object().cloned().unwrap();
        for (edge, port) in [("e1", "b1"), ("e2", "b2"), ("e3", "never-there")] {
            playbook.edges[edge].from.port = port.into();
        }
        let before = write(&playbook);

        let change = edit(&mut playbook, &[(&["branches"], json!([{"id": "b2", "name": "kept"}]))]).unwrap();

        let left: Vec<_> = playbook.edges.keys().map(|id| id.as_str()).collect();
        assert_eq!(left, ["e2", "e3"], "what hung in the air before is the checker's business");
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
    }

    #[test]
    fn a_value_in_the_way_is_not_overwritten() {
        let mut playbook = book(&[("a", "api")], &[]);
        edit(&mut playbook, &[(&["parameters"], json!("mine"))]).unwrap();

        let refusal = edit(&mut playbook, &[(&["parameters", "X"], json!(1))]).unwrap_err();

        assert_eq!(refusal.code, "setting-path");
        assert_eq!(edit(&mut playbook, &[(&[], json!(1))]).unwrap_err().code, "setting-path");
        assert_eq!(playbook.nodes["a"].settings["parameters"], json!("mine"));
    }

    #[test]
    fn what_is_saved_can_be_opened_again() {
        let nested = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        let mut playbook = book(&[("a", "api")], &[]);

        edit(&mut playbook, &[(&["parameters", "X"], nested(MAX_DEPTH - 2))]).unwrap();

        let again = read(write(&playbook).as_bytes()).unwrap().playbook;
        assert_eq!(again.nodes, playbook.nodes);
        let refusal = edit(&mut playbook, &[(&["parameters", "X"], nested(MAX_DEPTH - 1))]).unwrap_err();
        assert_eq!(refusal.code, "setting-deep");
    }
}
