//! What a file holds that no type here describes: settings, and fields that this version does not know.
//!
//! It is taken out before the rest is read into types and put back behind it, so that it is moved and never translated:
//! serde would make `0` of `-0` on the way, and drop unknown fields of places and ends. Records are found again by their
//! number, since ids may be made anew. Deliberately absent: any look at what the fields hold.

use serde_json::{Map, Value};

use crate::playbook::{EdgeId, NodeId, Playbook};

type Fields = Map<String, Value>;

const FILE: &[&str] = &["formatVersion", "name", "description", "trigger", "nodes", "edges", "layout"];
const LAYOUT: &[&str] = &["nodes"];
const TRIGGER: &[&str] = &["type", "inputs"];
const INPUT: &[&str] = &["name", "type", "required", "description", "example"];
const NODE: &[&str] = &["id", "name", "kind", "action", "description", "parent", "disabled", "settings"];
const EDGE: &[&str] = &["id", "from", "to", "required"];
const END: &[&str] = &["node", "port"];
const PLACE: &[&str] = &["x", "y"];

/// The free parts of a file.
#[derive(Default)]
pub(super) struct Free {
    file: Fields,
    layout: Fields,
    trigger: Fields,
    inputs: Vec<Fields>,
    /// Settings, then unknown fields.
    nodes: Vec<(Fields, Fields)>,
    edges: Vec<(Fields, [Fields; 2])>,
    places: Vec<(String, Fields)>,
}

impl Free {
    /// Takes the free parts out of a file. What is not of the shape that a playbook has there stays, for the reader to
    /// complain about.
    pub(super) fn take(file: &mut Value) -> Self {
        let mut free = Self::default();
        if let Some(trigger) = file.get_mut("trigger") {
            free.trigger = unknown(trigger, TRIGGER);
            free.inputs = items(trigger, "inputs").map(|input| unknown(input, INPUT)).collect();
        }
        let node = |node: &mut Value| (settings(node), unknown(node, NODE));
        free.nodes = items(file, "nodes").map(node).collect();
        free.edges = items(file, "edges").map(|edge| (unknown(edge, EDGE), ends(edge))).collect();
        if let Some(layout) = file.get_mut("layout") {
            free.layout = unknown(layout, LAYOUT);
            if let Some(Value::Object(places)) = layout.get_mut("nodes") {
                let places = places.iter_mut().map(|(id, place)| (id.clone(), unknown(place, PLACE)));
                free.places = places.filter(|(_, fields)| !fields.is_empty()).collect();
            }
        }
        free.file = unknown(file, FILE);
        free
    }

    /// Puts them into the playbook that was read from the rest.
    pub(super) fn put(self, playbook: &mut Playbook) {
        playbook.extra = self.file;
        playbook.layout_extra = self.layout;
        let trigger = &mut playbook.header.trigger;
        trigger.extra = self.trigger;
        trigger.inputs.iter_mut().zip(self.inputs).for_each(|(input, fields)| input.extra = fields);
        let ids: Vec<NodeId> = playbook.nodes.keys().cloned().collect();
        for (id, (settings, extra)) in ids.iter().zip(self.nodes) {
            if let Some(node) = playbook.nodes.get_mut(id) {
                (node.settings, node.extra) = (settings, extra);
            }
        }
        let ids: Vec<EdgeId> = playbook.edges.keys().cloned().collect();
        for (id, (extra, ends)) in ids.into_iter().zip(self.edges) {
            if let Some(edge) = playbook.edges.get_mut(&id) {
                edge.extra = extra;
            }
            if ends.iter().any(|fields| !fields.is_empty()) {
                playbook.fringe.ends.insert(id, ends);
            }
        }
        let places = self.places.into_iter().map(|(id, fields)| (NodeId(id), fields));
        playbook.fringe.places = places.collect();
    }
}

fn items<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

fn settings(node: &mut Value) -> Fields {
    match node.get_mut("settings") {
        Some(Value::Object(settings)) => std::mem::take(settings),
        _ => Fields::new(),
    }
}

fn ends(edge: &mut Value) -> [Fields; 2] {
    ["from", "to"].map(|end| edge.get_mut(end).map(|end| unknown(end, END)).unwrap_or_default())
}

/// Takes the fields out of an object that are not among the known ones.
fn unknown(value: &mut Value, known: &[&str]) -> Fields {
    let Value::Object(fields) = value else { return Fields::new() };
    if fields.keys().all(|key| known.contains(&key.as_str())) {
        return Fields::new();
    }
    let (kept, odd) = std::mem::take(fields).into_iter().partition(|(key, _)| known.contains(&key.as_str()));
    *fields = kept;
    odd
}

#[cfg(test)]
mod tests {
    use schemars::{JsonSchema, schema_for};

    use super::*;
    use crate::format::{read, write};
    use crate::playbook::{Edge, Node, PortRef, Position, Trigger, TriggerInput};

    fn same<T: JsonSchema>(known: &[&str]) {
        let schema = schema_for!(T).to_value();
        let mut fields: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut known = known.to_vec();
        fields.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, fields);
    }

    #[test]
    fn what_counts_as_known_is_what_the_types_have() {
        same::<Trigger>(TRIGGER);
        same::<TriggerInput>(INPUT);
        same::<Node>(NODE);
        same::<Edge>(EDGE);
        same::<PortRef>(END);
        same::<Position>(PLACE);
    }

    #[test]
    fn free_parts_are_moved_letter_for_letter() {
        let odd = r#""odd":[-0,-0.0,1.10,{"deep":-0}]"#;
        let node = format!(r#"{{"id":"n1","kind":"note","settings":{{"text":-0,{odd}}},{odd}}}"#);
        let edge = format!(r#"{{"id":"e1","from":{{"node":"n1",{odd}}},"to":{{"port":"in",{odd}}},{odd}}}"#);
        let text = format!(
            r#"{{"trigger":{{"inputs":[{{"name":"a",{odd}}}],{odd}}},"nodes":[{node}],"edges":[{edge}],
            "layout":{{"nodes":{{"n1":{{"x":1,"y":2,{odd}}}}},{odd}}},{odd}}}"#
        );

        let written = write(&read(text.as_bytes()).unwrap().playbook);

        let plain: String = written.split_whitespace().collect();
        assert_eq!(plain.matches(odd).count(), text.matches(odd).count(), "{written}");
        assert_eq!(plain.matches("-0").count(), text.matches("-0").count(), "{written}");
        assert_eq!(write(&read(written.as_bytes()).unwrap().playbook), written);
    }
}
