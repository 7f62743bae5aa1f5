//! The rules that allow or refuse an edit, and the words for a refusal.
//!
//! Only what would make a document that nobody can mean is refused. What is merely unfinished passes here and is
//! reported by the checker, since a half-drawn playbook must stay editable.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::{self, CHILD_FLOW_KIND, ComponentKind, END_KIND, EVENT_NAME, START_KIND};
use soarboard_model::message::Message;
use soarboard_model::playbook::{Edge, EdgeId, Node, NodeId, Playbook, PortRef, Position};

use crate::document::Document;

/// Why an edit was not carried out.
///
/// **Shape** `{"code": "already-connected", "message": {"id": "check-refuse-already-connected"}}`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// Stable code of the rule, one of [`REFUSALS`].
    pub code: &'static str,
    /// The rule in words.
    pub message: Message,
}

/// Every code a [`Refusal`] may have; `check-refuse-<code>` is its text.
pub const REFUSALS: &[&str] = &[
    "already-connected",
    "branch-taken",
    "cycle",
    "flow-in-itself",
    "flow-start-stays",
    "from-input",
    "into-output",
    "kind-limit",
    "kind-unknown",
    "name-empty",
    "name-fixed",
    "name-malformed",
    "name-repeated",
    "name-reserved",
    "no-inputs",
    "no-outputs",
    "no-such-edge",
    "no-such-flow",
    "no-such-node",
    "no-such-port",
    "other-flow",
    "paste-empty",
    "paste-foreign",
    "position-malformed",
    "read-only",
    "replace-fixed",
    "self-loop",
    "setting-deep",
    "setting-path",
    "splice-connected",
    "ungroup-nothing",
];

impl Refusal {
    /// Returns the refusal of a code; its text is `check-refuse-<code>`.
    pub fn new(code: &'static str) -> Self {
        debug_assert!(REFUSALS.contains(&code), "{code} is not in the list");
        Self { code, message: Message::new(format!("check-refuse-{code}")) }
    }

    pub(crate) fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.message = self.message.with(name, value);
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the edit is refused: {}", self.code)
    }
}

impl std::error::Error for Refusal {}

/// A port that a connection may or may not end in.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConnectTarget {
    /// The node.
    pub node: NodeId,
    /// Its input port.
    pub port: String,
    /// Why the connection may not end there; absent when it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Message>,
}

/// Returns the node of an id.
///
/// **Errors** `no-such-node`.
pub fn node<'a>(playbook: &'a Playbook, id: &NodeId) -> Result<&'a Node, Refusal> {
    playbook.nodes.get(id).ok_or_else(|| Refusal::new("no-such-node").with("node", id))
}

/// Returns the edge of an id.
///
/// **Errors** `no-such-edge`.
pub fn edge<'a>(playbook: &'a Playbook, id: &EdgeId) -> Result<&'a Edge, Refusal> {
    playbook.edges.get(id).ok_or_else(|| Refusal::new("no-such-edge").with("edge", id))
}

/// Returns width and height of a node in canvas units; of a kind this version does not know, those of a card.
pub fn size_of(node: &Node) -> (f64, f64) {
    component::kind(&node.kind).map_or((220.0, 64.0), |kind| kind.size_of(node))
}

/// Says whether a node may be called so.
///
/// **Errors** `name-empty`, `name-malformed`, `name-reserved`, `name-fixed` (the start node is always `event`),
/// `name-repeated`.
pub fn may_be_named(document: &Document, node: &Node, name: &str) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::new("name-empty"));
    }
    if !is_referable(name) {
        return Err(Refusal::new("name-malformed").with("name", name));
    }
    // The start inside a child flow is a node like any other; only the document's own stands for its input.
    match (node.kind == START_KIND && node.parent.is_none(), name == EVENT_NAME) {
        (true, false) => return Err(Refusal::new("name-fixed").with("name", EVENT_NAME)),
        (false, true) => return Err(Refusal::new("name-reserved").with("name", EVENT_NAME)),
        _ => {}
    }
    if document.is_name_of_other(name, &node.id) {
        return Err(Refusal::new("name-repeated").with("name", name));
    }
    Ok(())
}

/// Says whether a name can stand in a `${name.path}` reference and be found again.
pub fn is_referable(name: &str) -> bool {
    let forbidden = |c: char| matches!(c, '.' | '$' | '{' | '}' | '<' | '>' | '"' | '\\') || c.is_control();
    !name.is_empty() && name.trim() == name && !name.contains(forbidden)
}

/// Says whether a place can be drawn and written.
///
/// **Errors** `position-malformed` for what is not a number or lies further out than 10^9.
pub fn may_stand_at(position: Position) -> Result<(), Refusal> {
    let fine = |value: f64| value.is_finite() && value.abs() <= 1e9;
    if fine(position.x) && fine(position.y) { Ok(()) } else { Err(Refusal::new("position-malformed")) }
}

/// Returns the kind of an id.
///
/// **Errors** `kind-unknown`.
pub fn kind(id: &str) -> Result<&'static ComponentKind, Refusal> {
    component::kind(id).ok_or_else(|| Refusal::new("kind-unknown").with("kind", id))
}

/// Says whether nodes may stand in a flow: the top level, or the inside of a child flow.
///
/// **Errors** `no-such-flow`.
pub fn may_hold(playbook: &Playbook, parent: Option<&NodeId>) -> Result<(), Refusal> {
    let Some(id) = parent else { return Ok(()) };
    let holds = playbook.nodes.get(id).is_some_and(|node| node.kind == CHILD_FLOW_KIND);
    if holds { Ok(()) } else { Err(Refusal::new("no-such-flow").with("node", id)) }
}

/// Says whether one more node of a kind may come into a flow.
///
/// **Errors** `kind-limit`.
pub fn may_add(document: &Document, kind: &ComponentKind, parent: Option<&NodeId>) -> Result<(), Refusal> {
    let Some(limit) = kind.limit else { return Ok(()) };
    if document.count_of(kind, parent) < limit {
        return Ok(());
    }
    let mut refusal = Refusal::new("kind-limit").with("kind", kind.default_name);
    refusal.message = refusal.message.count("limit", limit as u64);
    Err(refusal)
}

/// Says whether a run can pass over a node: where a flow begins and ends it cannot.
pub fn may_be_disabled(node: &Node) -> bool {
    ![START_KIND, END_KIND].contains(&node.kind.as_str())
        && component::kind(&node.kind).is_none_or(ComponentKind::is_step)
}

/// Returns the port that a connection to a node takes when none is named.
///
/// **Errors** `no-inputs`.
pub fn first_input(kind: &ComponentKind, node: &Node) -> Result<String, Refusal> {
    let port = kind.inputs.first().map(|port| (*port).to_owned());
    port.ok_or_else(|| Refusal::new("no-inputs").with("name", &node.name))
}

/// Returns the port that a connection from a node takes when none is named.
///
/// **Errors** `no-outputs`.
pub fn first_output(kind: &ComponentKind, node: &Node) -> Result<String, Refusal> {
    let port = kind.outputs_of(node).first().map(|port| (*port).to_owned());
    port.ok_or_else(|| Refusal::new("no-outputs").with("name", &node.name))
}

/// Says whether a connection may begin at a port.
///
/// **Errors** `no-such-node`, `no-outputs`, `from-input`, `no-such-port`. A node of a kind this version does not know has
/// every port.
pub fn may_leave<'a>(playbook: &'a Playbook, from: &PortRef) -> Result<&'a Node, Refusal> {
    let node = node(playbook, &from.node)?;
    let Some(kind) = component::kind(&node.kind) else { return Ok(node) };
    if kind.has_output(node, &from.port) {
        return Ok(node);
    }
    let is_input = kind.inputs.contains(&from.port.as_str());
    Err(match (kind.outputs_of(node).is_empty(), is_input) {
        (true, _) => Refusal::new("no-outputs").with("name", &node.name),
        (_, true) => Refusal::new("from-input").with("name", &node.name),
        _ => Refusal::new("no-such-port").with("name", &node.name).with("port", &from.port),
    })
}

/// Says whether a port may have one more connection beside those it has, `except` not counted.
///
/// **Errors** those of [`may_leave`], `branch-taken`.
pub fn may_leave_once_more(
    document: &Document,
    from: &PortRef,
    except: Option<&EdgeId>,
) -> Result<(), Refusal> {
    let node = may_leave(document, from)?;
    let Some(most) = component::kind(&node.kind).and_then(ComponentKind::most_edges_out) else {
        return Ok(());
    };
    let taken = document.edges_of_port(from).filter(|edge| Some(&edge.id) != except).count();
    if taken < most { Ok(()) } else { Err(Refusal::new("branch-taken").with("name", &node.name)) }
}

/// Says whether a connection may end in a port, wherever it comes from.
///
/// **Errors** `no-such-node`, `no-inputs`, `into-output`, `no-such-port`.
pub fn may_enter<'a>(playbook: &'a Playbook, to: &PortRef) -> Result<&'a Node, Refusal> {
    let node = node(playbook, &to.node)?;
    let Some(kind) = component::kind(&node.kind) else { return Ok(node) };
    if kind.inputs.contains(&to.port.as_str()) {
        return Ok(node);
    }
    Err(match (kind.inputs.is_empty(), kind.has_output(node, &to.port)) {
        (true, _) => Refusal::new("no-inputs").with("name", &node.name),
        (_, true) => Refusal::new("into-output").with("name", &node.name),
        _ => Refusal::new("no-such-port").with("name", &node.name).with("port", &to.port),
    })
}

/// Says whether two ports may be connected.
///
/// A connection that would close a circle is refused: the vendor's flows have no way out of one, repetition
/// belongs to child flows.
///
/// **Errors** those of the two ports, `branch-taken`, `self-loop`, `other-flow`, `already-connected`, `cycle`.
pub fn may_connect(document: &Document, from: &PortRef, to: &PortRef) -> Result<(), Refusal> {
    may_leave_once_more(document, from, None)?;
    may_enter(document, to)?;
    allow(document, from, to, None)
}

/// Says whether an edge may be led to other ports; the edge itself does not stand in its way.
///
/// **Errors** as [`may_connect`].
pub fn may_reconnect(document: &Document, edge: &Edge, from: &PortRef, to: &PortRef) -> Result<(), Refusal> {
    may_leave_once_more(document, from, Some(&edge.id))?;
    may_enter(document, to)?;
    allow(document, from, to, Some(&edge.id))
}

/// Returns every input port with the reason that stands against a connection from the given port, if any. An edge of
/// which an end is being led elsewhere is named as `except`: it does not stand in its own way.
///
/// Costs one walk of the document. A port that nothing may leave is answered with its refusal everywhere.
pub fn connect_targets(document: &Document, from: &PortRef, except: Option<&EdgeId>) -> Vec<ConnectTarget> {
    let origin =
        may_leave_once_more(document, from, except).map(|()| Surroundings::of(document, from, except));
    let mut targets = Vec::new();
    for node in document.nodes.values() {
        for port in component::kind(&node.kind).map_or(&["in"][..], |kind| kind.inputs) {
            let to = PortRef { node: node.id.clone(), port: (*port).to_owned() };
            let answer = match &origin {
                Ok(around) => around.allow(document, &to),
                Err(refusal) => Err(refusal.clone()),
            };
            let refusal = answer.err().map(|refusal| refusal.message);
            targets.push(ConnectTarget { node: to.node, port: to.port, refusal });
        }
    }
    targets
}

/// Says whether an edge may lead from one port to another that each may have one.
fn allow(document: &Document, from: &PortRef, to: &PortRef, except: Option<&EdgeId>) -> Result<(), Refusal> {
    let mut around =
        Surroundings { from, connected: connected(document, from, except), before: HashSet::new() };
    if !document.is_surely_behind(&to.node, &from.node) {
        around.before = nodes_before(document, &from.node, except);
    }
    around.allow(document, to)
}

/// What must be known about the beginning of a connection to judge its ends.
struct Surroundings<'a> {
    from: &'a PortRef,
    connected: HashSet<(&'a NodeId, &'a str)>,
    before: HashSet<&'a NodeId>,
}

impl<'a> Surroundings<'a> {
    fn of(document: &'a Document, from: &'a PortRef, except: Option<&EdgeId>) -> Self {
        let before = nodes_before(document, &from.node, except);
        Self { from, connected: connected(document, from, except), before }
    }

    fn allow(&self, document: &Document, to: &PortRef) -> Result<(), Refusal> {
        if self.from.node == to.node {
            return Err(Refusal::new("self-loop"));
        }
        let parent = |id: &NodeId| document.nodes.get(id).and_then(|node| node.parent.as_ref());
        if parent(&self.from.node) != parent(&to.node) {
            return Err(Refusal::new("other-flow"));
        }
        if self.connected.contains(&(&to.node, to.port.as_str())) {
            return Err(Refusal::new("already-connected"));
        }
        if self.before.contains(&to.node) {
            return Err(Refusal::new("cycle"));
        }
        Ok(())
    }
}

/// Returns the ports that edges from a port lead to.
fn connected<'a>(
    document: &'a Document,
    from: &'a PortRef,
    except: Option<&EdgeId>,
) -> HashSet<(&'a NodeId, &'a str)> {
    let edges = document.edges_of_port(from).filter(|edge| Some(&edge.id) != except);
    edges.map(|edge| (&edge.to.node, edge.to.port.as_str())).collect()
}

/// Collects the nodes from which a node can be reached.
fn nodes_before<'a>(
    document: &'a Document,
    node: &'a NodeId,
    except: Option<&EdgeId>,
) -> HashSet<&'a NodeId> {
    let mut found = HashSet::new();
    let mut open = vec![node];
    while let Some(id) = open.pop() {
        for (_, edge) in document.edges_at(id) {
            if edge.to.node == *id && Some(&edge.id) != except && found.insert(&edge.from.node) {
                open.push(&edge.from.node);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use soarboard_model::message::Lang;

    use super::*;
    use crate::testing::{book, port};

    #[test]
    fn every_refusal_has_its_texts() {
        for code in REFUSALS {
            let message = Refusal::new(code).message;
            assert!(message.exists(Lang::En) && message.exists(Lang::Zh), "{code} has no text");
        }
    }

    #[test]
    fn a_connection_is_refused_with_the_rule_that_forbids_it() {
        let playbook = book(&[("s", "start"), ("a", "api"), ("b", "api"), ("z", "end")], &["s>a", "a>b"]);
        let playbook = Document::new(playbook);
        let code = |from: (&str, &str), to: (&str, &str)| {
            may_connect(&playbook, &port(from.0, from.1), &port(to.0, to.1)).err().map(|refusal| refusal.code)
        };

        assert_eq!(code(("b", "out"), ("z", "in")), None);
        assert_eq!(code(("s", "out"), ("b", "in")), None);
        assert_eq!(code(("q", "out"), ("z", "in")), Some("no-such-node"));
        assert_eq!(code(("a", "side"), ("z", "in")), Some("no-such-port"));
        assert_eq!(code(("a", "in"), ("z", "in")), Some("from-input"));
        assert_eq!(code(("z", "in"), ("a", "in")), Some("no-outputs"));
        assert_eq!(code(("a", "out"), ("s", "in")), Some("no-inputs"));
        assert_eq!(code(("a", "out"), ("b", "out")), Some("into-output"));
        assert_eq!(code(("a", "out"), ("a", "in")), Some("self-loop"));
        assert_eq!(code(("a", "out"), ("b", "in")), Some("already-connected"));
        assert_eq!(code(("b", "out"), ("a", "in")), Some("cycle"));
    }

    #[test]
    fn flows_are_not_connected_across_their_border() {
        let mut playbook = book(&[("s", "start"), ("a", "api"), ("b", "api")], &[]);
        playbook.nodes[2].parent = Some("a".into());

        let playbook = Document::new(playbook);
        let refusal = may_connect(&playbook, &port("s", "out"), &port("b", "in")).unwrap_err();

        assert_eq!(refusal.code, "other-flow");
    }

    #[test]
    fn targets_agree_with_the_single_question() {
        let playbook = book(
            &[("s", "start"), ("a", "api"), ("b", "api"), ("q", "unheard"), ("z", "end")],
            &["s>a", "a>b"],
        );
        let playbook = Document::new(playbook);
        let from = port("a", "out");

        let targets = connect_targets(&playbook, &from, None);

        assert_eq!(targets.len(), 4, "the start node has no input");
        for target in targets {
            let to = port(target.node.as_str(), &target.port);
            assert_eq!(
                target.refusal,
                may_connect(&playbook, &from, &to).err().map(|refusal| refusal.message)
            );
        }
    }

    #[test]
    fn an_edge_does_not_stand_in_its_own_way() {
        let playbook = book(&[("s", "start"), ("a", "api"), ("b", "api")], &["s>a", "a>b"]);
        let playbook = Document::new(playbook);
        let refusal = |from: &PortRef, to: &str| {
            let targets = connect_targets(&playbook, from, Some(&"e2".into()));
            targets.into_iter().find(|target| target.node.as_str() == to).unwrap().refusal
        };

        assert_eq!(refusal(&port("a", "out"), "b"), None);
        assert_eq!(refusal(&port("b", "out"), "a"), None, "without the edge there is no circle");
    }

    #[test]
    fn names_that_references_cannot_carry_are_told() {
        for name in ["a.b", "a}", "${a", " a", "a ", "a\n", ""] {
            assert!(!is_referable(name), "{name:?}");
        }
        for name in ["a", "api_call_2", "查询规则", "two words", "a-b"] {
            assert!(is_referable(name), "{name:?}");
        }
    }
}
