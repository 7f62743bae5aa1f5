//! In which line of the text a node or edge begins, for findings that name their place.
//!
//! The reader keeps no positions; here the text is looked at a second time, and only for findings.

use serde::Deserialize;
use serde_json::value::RawValue;
use soarboard_model::playbook::Playbook;

/// Where nodes and edges of a playbook begin.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    nodes: Vec<usize>,
    edges: Vec<usize>,
}

#[derive(Deserialize)]
struct Outline<'a> {
    #[serde(borrow, default)]
    nodes: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    edges: Vec<&'a RawValue>,
}

impl Lines {
    /// Finds the lines, from 1, in the bytes of a playbook file; none when they cannot be told.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::default() };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Ok(outline) = serde_json::from_str::<Outline<'_>>(text) else { return Self::default() };
        Self { nodes: starts(text, &outline.nodes), edges: starts(text, &outline.edges) }
    }

    /// Returns the line of a node.
    pub(crate) fn of_node(&self, playbook: &Playbook, id: &str) -> Option<usize> {
        self.nodes.get(playbook.nodes.get_index_of(id)?).copied()
    }

    /// Returns the line of an edge.
    pub(crate) fn of_edge(&self, playbook: &Playbook, id: &str) -> Option<usize> {
        self.edges.get(playbook.edges.get_index_of(id)?).copied()
    }
}

/// Returns the lines in which parts of a text begin; the parts stand in the order of the text.
fn starts(text: &str, parts: &[&RawValue]) -> Vec<usize> {
    let (mut line, mut counted) = (1, 0);
    let mut start = |part: &&RawValue| {
        // A raw value borrows from the text, so the distance of their starts is an offset.
        let offset = (part.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let between = text.as_bytes().get(counted..offset).unwrap_or_default();
        line += between.iter().filter(|byte| **byte == b'\n').count();
        counted = offset;
        line
    };
    parts.iter().map(&mut start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use soarboard_model::format;

    #[test]
    fn nodes_and_edges_are_found_where_they_begin() {
        let text = "\u{feff}{\"nodes\": [\n  {\"id\": \"a\"},\n\n  {\n \"id\": \"b\"}],\n \"edges\": [{\"id\": \"e\"}]}";
        let playbook = format::read(text.as_bytes()).unwrap().playbook;

        let lines = Lines::of(text.as_bytes());

        assert_eq!((lines.of_node(&playbook, "a"), lines.of_node(&playbook, "b")), (Some(2), Some(4)));
        assert_eq!(lines.of_edge(&playbook, "e"), Some(6));
        assert_eq!(lines.of_node(&playbook, "c"), None);
    }
}
