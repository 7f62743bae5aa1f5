//! Reading of playbook files.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::FORMAT_VERSION;
use super::free::Free;
use crate::json::{self, JsonError};
use crate::playbook::{Edge, Header, Node, NodeId, Playbook, Position, Trigger};

/// Largest file that is read, in bytes; a playbook of 5,000 nodes has about 4.5 MB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A playbook that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOutcome {
    /// The document.
    pub playbook: Playbook,
    /// Whether it may be changed: a file of a newer format may not, since writing could lose what it holds.
    pub read_only: bool,
    /// What was odd about the text.
    pub notes: Vec<ReadNote>,
}

/// Something odd in a file that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadNote {
    /// The file was written by a newer version of the program.
    NewerFormat(u32),
    /// A key stood twice in one object; the last one counts.
    RepeatedKey(String),
    /// A node or edge had no id, or one that was taken, and got a new one.
    NewId {
        /// Id in the file; empty when there was none.
        old: String,
        /// Id it has now.
        new: String,
    },
}

/// Why a text is not a playbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {0} bytes, more than a playbook may have")]
    TooLarge(usize),
    /// Not UTF-8; the offset of the first wrong byte.
    #[error("the file is not UTF-8 text from byte {0} on")]
    NotText(usize),
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON, but something in it has the wrong type.
    #[error("{path} is not what a playbook has there: {reason}")]
    Shape {
        /// Path of the part, e.g. `nodes[3].name`.
        path: String,
        /// What was expected and found.
        reason: String,
    },
    /// JSON, but without any mark of a playbook.
    #[error("the file holds JSON, but no playbook: it has neither formatVersion nor nodes")]
    NotAPlaybook,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileForm {
    #[serde(default)]
    format_version: u32,
    #[serde(default)]
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    trigger: Trigger,
    #[serde(default)]
    nodes: Vec<Node>,
    #[serde(default)]
    edges: Vec<Edge>,
    #[serde(default)]
    layout: LayoutForm,
}

#[derive(Default, Deserialize)]
struct LayoutForm {
    #[serde(default)]
    nodes: BTreeMap<NodeId, Position>,
}

/// Reads the bytes of a playbook file.
///
/// **Errors** see [`ReadError`]; none of them touches the file, and a half-finished playbook is not one.
pub fn read(bytes: &[u8]) -> Result<ReadOutcome, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotText(error.valid_up_to()))?;
    let mut parsed = json::parse(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let looks_right = |value: &Value| value.get("formatVersion").is_some() || value.get("nodes").is_some();
    if !looks_right(&parsed.value) {
        return Err(ReadError::NotAPlaybook);
    }
    let free = Free::take(&mut parsed.value);
    let form: FileForm = serde_path_to_error::deserialize(parsed.value).map_err(shape_error)?;
    let mut notes: Vec<ReadNote> = parsed.repeated_keys.into_iter().map(ReadNote::RepeatedKey).collect();
    let read_only = form.format_version > FORMAT_VERSION;
    if read_only {
        notes.insert(0, ReadNote::NewerFormat(form.format_version));
    }
    let mut playbook = assemble(form, &mut notes);
    free.put(&mut playbook);
    Ok(ReadOutcome { playbook, read_only, notes })
}

fn shape_error(error: serde_path_to_error::Error<serde_json::Error>) -> ReadError {
    ReadError::Shape { path: error.path().to_string(), reason: error.into_inner().to_string() }
}

fn assemble(form: FileForm, notes: &mut Vec<ReadNote>) -> Playbook {
    let mut playbook = Playbook {
        format_version: form.format_version,
        header: Header { name: form.name, description: form.description, trigger: form.trigger },
        positions: form.layout.nodes,
        ..Playbook::default()
    };
    // Ids that are fine go in first, so that a new id never takes one that stands further down.
    let mut odd_nodes = Vec::new();
    for node in form.nodes {
        if node.id.0.is_empty() || playbook.nodes.contains_key(&node.id) {
            odd_nodes.push((playbook.nodes.len() + odd_nodes.len(), node));
        } else {
            playbook.nodes.insert(node.id.clone(), node);
        }
    }
    let mut ids = playbook.numbers().fresh('n');
    for (index, mut node) in odd_nodes {
        let new: String = ids.take();
        notes.push(ReadNote::NewId { old: std::mem::replace(&mut node.id.0, new.clone()), new });
        playbook.nodes.insert_at(index, node.id.clone(), node);
    }
    let mut odd_edges = Vec::new();
    for edge in form.edges {
        if edge.id.0.is_empty() || playbook.edges.contains_key(&edge.id) {
            odd_edges.push((playbook.edges.len() + odd_edges.len(), edge));
        } else {
            playbook.edges.insert(edge.id.clone(), edge);
        }
    }
    let mut ids = playbook.numbers().fresh('e');
    for (index, mut edge) in odd_edges {
        let new: String = ids.take();
        notes.push(ReadNote::NewId { old: std::mem::replace(&mut edge.id.0, new.clone()), new });
        playbook.edges.insert_at(index, edge.id.clone(), edge);
    }
    playbook
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::write;

    fn round(text: &str) -> String {
        write(&read(text.as_bytes()).unwrap().playbook)
    }

    #[test]
    fn writing_what_was_written_changes_no_byte() {
        let text = r#"{"formatVersion":1,"zeta":{"b":9007199254740993,"a":0.10},"nodes":[
            {"id":"n1","kind":"AliyunCloudOpenAPI","settings":{"zz":1,"operation":"X","product":"Sas"},"mine":[1E400]},
            {"id":"n2","kind":"Unknown","parent":"n1"}],
            "edges":[{"id":"e1","from":{"node":"n1","port":"out"},"to":{"node":"n2","port":"in"},"label":"中"}],
            "layout":{"nodes":{"n1":{"x":10,"y":-2.5}},"grid":true}}"#;

        let first = round(text);

        assert_eq!(round(&first), first);
        for kept in [
            "9007199254740993",
            "0.10",
            "1e+400",
            "\"label\": \"中\"",
            "\"grid\": true",
            "\"x\": 10,",
            "-2.5",
        ] {
            assert!(first.contains(kept), "{kept} is lost in\n{first}");
        }
        let at = |word: &str| first.find(word).unwrap();
        assert!(at("\"product\"") < at("\"operation\"") && at("\"operation\"") < at("\"zz\""));
    }

    #[test]
    fn a_half_finished_playbook_opens() {
        let outcome = read(br#"{"nodes":[{}, {"id":"n1"}, {"id":"n1"}], "edges":[{}]}"#).unwrap();

        assert_eq!(outcome.playbook.nodes.len(), 3);
        assert_eq!(outcome.notes.len(), 3);
        assert_eq!(outcome.playbook.nodes.get_index(1).unwrap().0.as_str(), "n1");
    }

    #[test]
    fn settings_stay_with_their_node_where_ids_are_made_anew() {
        let text = r#"{"nodes":[{"settings":{"a":0}}, {"id":"n1","settings":{"a":1}}, {"id":"n1","settings":{"a":2},"odd":2},
            {"id":"n9","settings":{"a":3}}],
            "edges":[{"odd":0}, {"id":"e1","odd":1}, {"id":"e1","odd":2}, {"id":"e9","odd":3}]}"#;

        let playbook = read(text.as_bytes()).unwrap().playbook;

        let nodes: Vec<_> = playbook.nodes.values().map(|node| node.settings["a"].to_string()).collect();
        let edges: Vec<_> = playbook.edges.values().map(|edge| edge.extra["odd"].to_string()).collect();
        assert_eq!((&nodes[..], &edges[..]), (&["0", "1", "2", "3"].map(String::from)[..], &nodes[..]));
        assert_eq!(playbook.nodes.get_index(2).unwrap().1.extra["odd"], 2);
    }

    #[test]
    fn an_id_with_the_highest_number_there_is_keeps_its_node() {
        let top = u64::MAX;
        let text = format!(
            r#"{{"nodes":[{{"id":"n{top}","settings":{{"a":0}}}}, {{"settings":{{"a":1}}}}, {{"id":"n3","settings":{{"a":2}}}}],
            "edges":[{{"id":"e{top}","odd":0}}, {{"odd":1}}]}}"#
        );

        let playbook = read(text.as_bytes()).unwrap().playbook;

        let nodes: Vec<_> =
            playbook.nodes.iter().map(|(id, node)| format!("{id} {}", node.settings["a"])).collect();
        assert_eq!(nodes, [format!("n{top} 0"), "n4 1".into(), "n3 2".into()]);
        assert_eq!(playbook.edges.values().map(|edge| edge.extra["odd"].clone()).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_file_of_many_nodes_without_ids_is_read_in_a_moment() {
        const COUNT: usize = 200_000;
        let text = format!(r#"{{"nodes":[{}]}}"#, vec!["{}"; COUNT].join(","));

        let outcome = read(text.as_bytes()).unwrap();

        assert_eq!((outcome.playbook.nodes.len(), outcome.notes.len()), (COUNT, COUNT));
        assert_eq!(outcome.playbook.nodes.keys().next_back().unwrap().as_str(), format!("n{COUNT}"));
    }

    #[test]
    fn a_newer_format_is_read_only() {
        let outcome = read(br#"{"formatVersion":2,"nodes":[]}"#).unwrap();

        assert!(outcome.read_only);
        assert_eq!(outcome.notes, [ReadNote::NewerFormat(2)]);
    }

    #[test]
    fn errors_name_the_place() {
        assert!(matches!(read(b"{\"nodes\": [}"), Err(ReadError::Json(JsonError { line: 1, .. }))));
        assert!(
            matches!(read(br#"{"nodes":[{"name":7}]}"#), Err(ReadError::Shape { path, .. }) if path == "nodes[0].name")
        );
        assert!(matches!(read(b"[]"), Err(ReadError::NotAPlaybook)));
        assert!(matches!(read(&[b'{', 0xff]), Err(ReadError::NotText(1))));
        assert!(matches!(read(b""), Err(ReadError::Json(_))));
    }
}
