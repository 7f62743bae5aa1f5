//! Find in a playbook: names, kinds, settings, expressions, notes, connections, declared inputs.
//!
//! One walk over the document, in reading order, that never changes it and leaves no trace in the history. The window
//! and the command line share it. Deliberately absent: replacing (a rename knows what refers to a name, a text
//! replacement does not). `folder` says which files a folder's playbooks are; reading them is the caller's.

pub mod folder;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use soarboard_model::component;
use soarboard_model::playbook::{Edge, EdgeId, Header, Node, NodeId, Playbook};

/// Characters kept on each side of a hit.
const AROUND: usize = 48;

/// What to look for.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// The text as typed; surrounding space counts.
    pub text: &'a str,
    /// Whether `A` differs from `a`.
    pub case_sensitive: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Hits in reading order, as many as were asked for.
    pub hits: Vec<Hit>,
    /// All hits there are.
    pub total: usize,
}

/// One place where the text stands. A text that holds it several times is one hit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// The node it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// The edge it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<EdgeId>,
    /// Name of the node, or of the playbook.
    pub name: String,
    /// Where in the node, edge or playbook, as a dot path: `name`, `parameters.Filter.Ip`.
    pub path: String,
    /// The setting a form would show for it: `parameters.Filter`. Absent where no form has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// Text before the hit, shortened.
    pub before: String,
    /// The hit as it is written.
    pub hit: String,
    /// Text behind the hit, shortened.
    pub after: String,
}

/// Finds a text. An empty text finds nothing.
///
/// **Cost** one walk of the document. At most `limit` hits are kept; all are counted.
pub fn find(playbook: &Playbook, query: Query<'_>, limit: usize) -> Found {
    let Some(pattern) = pattern(query) else { return Found::default() };
    let mut walk = Walk { pattern, limit, found: Found::default() };
    walk.header(&playbook.header);
    for node in playbook.nodes.values() {
        walk.node(node);
    }
    for edge in playbook.edges.values() {
        walk.edge(playbook, edge);
    }
    walk.found
}

/// Characters of a text that the expression looks for; an expression of thousands is slow wherever it looks.
const MOST_IN_PATTERN: usize = 200;

/// The text that is looked for: its beginning as an expression, the rest to be compared behind each place of it.
struct Pattern<'a> {
    begins: Regex,
    rest: &'a str,
    case_sensitive: bool,
}

fn pattern(query: Query<'_>) -> Option<Pattern<'_>> {
    if query.text.is_empty() {
        return None;
    }
    let end = query.text.char_indices().nth(MOST_IN_PATTERN).map_or(query.text.len(), |(at, _)| at);
    let (begins, rest) = query.text.split_at(end);
    let begins = RegexBuilder::new(&regex::escape(begins)).case_insensitive(!query.case_sensitive).build();
    // An escaped text is an expression, and a short one is not too large.
    Some(Pattern { begins: begins.ok()?, rest, case_sensitive: query.case_sensitive })
}

impl Pattern<'_> {
    fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Returns the first place, in bytes.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        let mut from = 0;
        loop {
            let begin = self.begins.find_at(text, from)?;
            if let Some(length) = self.continues(&text[begin.end()..]) {
                return Some(begin.start()..begin.end() + length);
            }
            from = begin.start() + text[begin.start()..].chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Returns how long the rest is in a text that must begin with it.
    fn continues(&self, text: &str) -> Option<usize> {
        if self.case_sensitive {
            return text.starts_with(self.rest).then_some(self.rest.len());
        }
        let mut there = text.chars();
        for wanted in self.rest.chars() {
            let one = there.next()?;
            if one != wanted && !one.to_lowercase().eq(wanted.to_lowercase()) {
                return None;
            }
        }
        Some(text.len() - there.as_str().len())
    }
}

struct Walk<'p> {
    pattern: Pattern<'p>,
    limit: usize,
    found: Found,
}

/// What a text belongs to.
struct Place<'a> {
    node: Option<&'a NodeId>,
    edge: Option<&'a EdgeId>,
    name: &'a str,
}

impl Walk<'_> {
    fn header(&mut self, header: &Header) {
        let place = Place { node: None, edge: None, name: &header.name };
        self.text(&place, "name", Some("name"), &header.name);
        self.text(&place, "description", Some("description"), &header.description);
        for (at, input) in header.trigger.inputs.iter().enumerate() {
            for (field, text) in
                [("name", &input.name), ("description", &input.description), ("example", &input.example)]
            {
                let path = format!("trigger.inputs.{at}.{field}");
                self.text(&place, &path, Some(&path), text);
            }
        }
    }

    fn node(&mut self, node: &Node) {
        let place = Place { node: Some(&node.id), edge: None, name: &node.name };
        self.text(&place, "name", Some("name"), &node.name);
        self.kind(&place, node);
        self.text(&place, "description", Some("description"), &node.description);
        for (key, value) in &node.settings {
            self.value(&place, &mut vec![key.clone()], value, true);
        }
        for (key, value) in &node.extra {
            self.value(&place, &mut vec![key.clone()], value, false);
        }
    }

    /// Matches the kind by its id, its action and the words its own search knows.
    fn kind(&mut self, place: &Place<'_>, node: &Node) {
        let words = component::kind(&node.kind).map(|kind| kind.keywords.join(" ")).unwrap_or_default();
        let text = [node.kind.as_str(), node.action.as_str(), words.as_str()].join(" ");
        self.text(place, "kind", None, text.trim());
    }

    fn edge(&mut self, playbook: &Playbook, edge: &Edge) {
        let name_of = |id: &NodeId| playbook.nodes.get(id).map_or(id.to_string(), |node| node.name.clone());
        let name = format!("{} → {}", name_of(&edge.from.node), name_of(&edge.to.node));
        let place = Place { node: None, edge: Some(&edge.id), name: &name };
        for (key, value) in &edge.extra {
            self.value(&place, &mut vec![key.clone()], value, false);
        }
    }

    fn value(&mut self, place: &Place<'_>, path: &mut Vec<String>, value: &Value, is_setting: bool) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    path.push(key.clone());
                    self.value(place, path, value, is_setting);
                    path.pop();
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    path.push(at.to_string());
                    self.value(place, path, item, is_setting);
                    path.pop();
                }
            }
            Value::Null => {}
            Value::String(text) => self.leaf(place, path, text, is_setting),
            other => self.leaf(place, path, &other.to_string(), is_setting),
        }
    }

    fn leaf(&mut self, place: &Place<'_>, path: &[String], text: &str, is_setting: bool) {
        let (shown, param) = names_of(path);
        let param = is_setting.then_some(param.as_str());
        // The name of a setting is found with its value: `Filter.Ip: 203.0.113.7`.
        if self.pattern.is_match(text) {
            self.text(place, &shown, param, text);
        } else if self.pattern.is_match(&shown) {
            self.text(place, &shown, param, &format!("{shown}: {text}"));
        }
    }

    fn text(&mut self, place: &Place<'_>, path: &str, param: Option<&str>, text: &str) {
        let Some(found) = self.pattern.find(text) else { return };
        self.found.total += 1;
        if self.found.hits.len() == self.limit {
            return;
        }
        self.found.hits.push(Hit {
            node: place.node.cloned(),
            edge: place.edge.cloned(),
            name: place.name.to_owned(),
            path: path.to_owned(),
            param: param.map(str::to_owned),
            before: tail(&text[..found.start]),
            after: head(&text[found.end..]),
            hit: text[found].to_owned(),
        });
    }
}

/// Returns a setting's path as people read it and the setting a form has for it. A parameter is stored as
/// `{value: …}` or `{expression: …}`; that wrapping is no part of either.
fn names_of(path: &[String]) -> (String, String) {
    let is_wrapped = path.first().is_some_and(|first| first == "parameters") && path.len() > 2;
    if !is_wrapped {
        return (path.join("."), path.join("."));
    }
    let shown: Vec<&str> =
        path.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, part)| part.as_str()).collect();
    (shown.join("."), path[..2].join("."))
}

fn head(text: &str) -> String {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}

fn tail(text: &str) -> String {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    if start > 0 { format!("…{}", &text[start..]) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use soarboard_model::format;

    use super::*;

    fn playbook() -> Playbook {
        let text = json!({
            "formatVersion": 1,
            "name": "Block hostile IP",
            "description": "",
            "trigger": {"type": "custom", "inputs": [{"name": "ip", "type": "String", "example": "203.0.113.7"}]},
            "nodes": [
                {"id": "n1", "name": "event", "kind": "start"},
                {"id": "n2", "name": "屏蔽_ip", "kind": "AliyunCloudOpenAPI", "action": "assumeApi",
                 "description": "asks the firewall",
                 "settings": {"product": "Cloudfw", "parameters": {
                    "Filter": {"value": {"Ip": "203.0.113.7", "Big": 9007199254740993u64}},
                    "Name": {"expression": "${event.ip}"}}},
                 "later": {"note": "kept"}},
            ],
            "edges": [{"id": "e1", "from": {"node": "n1", "port": "out"}, "to": {"node": "n2", "port": "in"},
                       "condition": "${event.ip} is known"}],
        });
        format::read(text.to_string().as_bytes()).expect("a playbook").playbook
    }

    #[test]
    fn a_very_long_text_is_found_as_a_short_one_is() {
        let long = format!("{}É报{}", "aB".repeat(150), "c".repeat(9_000));
        let mut playbook = playbook();
        playbook.header.description = format!("xx{long}yy");
        let hits = |text: &str, case_sensitive: bool| find(&playbook, Query { text, case_sensitive }, 9).hits;

        assert_eq!(hits(&long, true).first().map(|hit| hit.hit.as_str()), Some(long.as_str()));
        assert_eq!(
            hits(&long.to_lowercase(), false).first().map(|hit| hit.hit.as_str()),
            Some(long.as_str())
        );
        assert!(hits(&long.to_lowercase(), true).is_empty());
        assert!(hits(&format!("{long}z"), false).is_empty());
    }

    fn paths(text: &str) -> Vec<String> {
        let query = Query { text, case_sensitive: false };
        find(&playbook(), query, 100)
            .hits
            .into_iter()
            .map(|hit| {
                format!("{} {}", hit.node.map_or(hit.edge.map_or(String::new(), |e| e.0), |n| n.0), hit.path)
            })
            .collect()
    }

    #[test]
    fn every_kind_of_text_is_found() {
        assert_eq!(paths("hostile"), [" name"]);
        assert_eq!(paths("屏蔽"), ["n2 name"]);
        assert_eq!(paths("FIREWALL"), ["n2 description"]);
        assert_eq!(paths("cloudfw"), ["n2 product"]);
        assert_eq!(paths("assumeapi"), ["n2 kind"]);
        assert_eq!(paths("203.0.113.7"), [" trigger.inputs.0.example", "n2 parameters.Filter.Ip"]);
        assert_eq!(paths("9007199254740993"), ["n2 parameters.Filter.Big"]);
        assert_eq!(paths("${event.ip}"), ["n2 parameters.Name", "e1 condition"]);
        assert_eq!(paths("kept"), ["n2 later.note"]);
        assert_eq!(paths("nothing of it"), Vec::<String>::new());
        assert_eq!(paths(""), Vec::<String>::new());
    }

    #[test]
    fn a_setting_is_found_by_its_name_and_says_which_field_it_is() {
        let found = find(&playbook(), Query { text: "Filter.I", case_sensitive: true }, 9);
        let [hit] = &found.hits[..] else { panic!("{found:?}") };
        assert_eq!(hit.param.as_deref(), Some("parameters.Filter"));
        assert_eq!((hit.before.as_str(), hit.hit.as_str()), ("parameters.", "Filter.I"));
        assert_eq!(hit.after, "p: 203.0.113.7");
    }

    #[test]
    fn signs_of_patterns_are_plain_text_and_case_counts_when_asked() {
        assert_eq!(paths(".*"), Vec::<String>::new());
        let exact = find(&playbook(), Query { text: "block", case_sensitive: true }, 9);
        assert_eq!(exact.total, 0);
    }

    #[test]
    fn long_texts_are_shortened_at_characters_and_hits_beyond_the_limit_are_counted() {
        let mut playbook = playbook();
        playbook.header.description = format!("{}needle{}", "中".repeat(100), "文".repeat(100));
        let found = find(&playbook, Query { text: "needle", case_sensitive: false }, 9);
        assert_eq!(found.hits[0].before, format!("…{}", "中".repeat(48)));
        assert_eq!(found.hits[0].after, format!("{}…", "文".repeat(48)));

        let some = find(&playbook, Query { text: "e", case_sensitive: false }, 2);
        assert_eq!(some.hits.len(), 2);
        assert!(some.total > 2);
    }
}
