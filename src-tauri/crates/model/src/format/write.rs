//! Canonical writing of a playbook.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{FORMAT_VERSION, SCHEMA_REF, pretty};
use crate::component;
use crate::playbook::{Edge, Node, Playbook};

/// Returns the canonical text of a playbook.
pub fn write(playbook: &Playbook) -> String {
    let mut file: IndexMap<&str, Value> = IndexMap::new();
    let schema = playbook.extra.get("$schema").cloned().unwrap_or_else(|| SCHEMA_REF.into());
    file.insert("$schema", schema);
    file.insert("formatVersion", FORMAT_VERSION.into());
    let mut text = String::from("{\n");
    for (key, value) in &file {
        member(&mut text, key, value);
    }
    let header = &playbook.header;
    member(&mut text, "name", &header.name);
    member(&mut text, "description", &header.description);
    member(&mut text, "trigger", &header.trigger);
    let nodes: Vec<NodeForm<'_>> = playbook.nodes.values().map(NodeForm).collect();
    member(&mut text, "nodes", &nodes);
    let edges: Vec<EdgeForm<'_>> = playbook.edges.values().map(|edge| EdgeForm(edge, playbook)).collect();
    member(&mut text, "edges", &edges);
    member(&mut text, "layout", &LayoutForm(playbook));
    for (key, value) in playbook.extra.iter().filter(|(key, _)| key.as_str() != "$schema") {
        member(&mut text, key, value);
    }
    let end = text.trim_end_matches([',', '\n']).len();
    text.truncate(end);
    text.push_str("\n}\n");
    text
}

/// Adds `"key": value,` one level deep.
fn member<T: Serialize>(text: &mut String, key: &str, value: &T) {
    text.push_str("  ");
    text.push_str(pretty(&key).trim_end());
    text.push_str(": ");
    // JSON text never holds a raw line break inside a string, so indenting its lines is safe.
    text.push_str(&pretty(value).trim_end().replace('\n', "\n  "));
    text.push_str(",\n");
}

/// A node with its settings in the order its kind defines.
struct NodeForm<'a>(&'a Node);

impl Serialize for NodeForm<'_> {
    fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let node = self.0;
        let mut map = writer.serialize_map(None)?;
        map.serialize_entry("id", &node.id)?;
        map.serialize_entry("name", &node.name)?;
        map.serialize_entry("kind", &node.kind)?;
        for (key, text) in [("action", &node.action), ("description", &node.description)] {
            if !text.is_empty() {
                map.serialize_entry(key, text)?;
            }
        }
        if let Some(parent) = &node.parent {
            map.serialize_entry("parent", parent)?;
        }
        if node.disabled {
            map.serialize_entry("disabled", &true)?;
        }
        if !node.settings.is_empty() {
            map.serialize_entry("settings", &ordered(&node.kind, &node.settings))?;
        }
        for (key, value) in &node.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn ordered<'a>(kind: &str, settings: &'a Map<String, Value>) -> IndexMap<&'a str, &'a Value> {
    let order = component::kind(kind).map_or(&[][..], |kind| kind.settings_order);
    let mut entries: Vec<(&str, &Value)> =
        settings.iter().map(|(key, value)| (key.as_str(), value)).collect();
    entries.sort_by_key(|(key, _)| (order.iter().position(|known| known == key).unwrap_or(usize::MAX), *key));
    entries.into_iter().collect()
}

/// An edge, with what stands in its ends that this version does not know.
struct EdgeForm<'a>(&'a Edge, &'a Playbook);

impl Serialize for EdgeForm<'_> {
    fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let Self(edge, playbook) = self;
        let Some([from, to]) = playbook.fringe.ends.get(&edge.id) else { return edge.serialize(writer) };
        let mut map = writer.serialize_map(None)?;
        map.serialize_entry("id", &edge.id)?;
        map.serialize_entry("from", &Fringed { value: &edge.from, fields: from })?;
        map.serialize_entry("to", &Fringed { value: &edge.to, fields: to })?;
        if edge.required {
            map.serialize_entry("required", &true)?;
        }
        for (key, value) in &edge.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The places of nodes, with what stands in them that this version does not know.
struct PlacesForm<'a>(&'a Playbook);

impl Serialize for PlacesForm<'_> {
    fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        let fringe = &self.0.fringe.places;
        if fringe.is_empty() {
            return self.0.positions.serialize(writer);
        }
        let none = Map::new();
        let places = self.0.positions.iter();
        let whole = |(id, value)| (id, Fringed { value, fields: fringe.get(id).unwrap_or(&none) });
        writer.collect_map(places.map(whole))
    }
}

/// A value with further fields behind its own.
#[derive(Serialize)]
struct Fringed<'a, T> {
    #[serde(flatten)]
    value: &'a T,
    #[serde(flatten)]
    fields: &'a Map<String, Value>,
}

struct LayoutForm<'a>(&'a Playbook);

impl Serialize for LayoutForm<'_> {
    fn serialize<S: serde::Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = writer.serialize_map(None)?;
        map.serialize_entry("nodes", &PlacesForm(self.0))?;
        for (key, value) in &self.0.layout_extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
