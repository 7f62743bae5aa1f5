//! Playbooks of any size for the benchmarks: calls with real operations, gateways whose branches meet again, child
//! flows, frames and notes, references to what came before. Equal sizes give equal playbooks.

use serde_json::{Map, Value, json};
use soarboard_engine::check::{Catalogue, Embedded};
use soarboard_model::component;
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, PortRef, Position};

/// Operations that are called, with a host of theirs.
const CALLS: &[(&str, &str, &str)] = &[
    ("Ecs", "DescribeInstances", "ecs.cn-hangzhou.aliyuncs.com"),
    ("cloud-siem", "ListAutomateResponseConfigs", "cloud-siem.cn-shanghai.aliyuncs.com"),
    ("Sas", "DescribeSuspEvents", "tds.aliyuncs.com"),
    ("Ecs", "DescribeDisks", "ecs.cn-hangzhou.aliyuncs.com"),
];

/// Returns a playbook of about so many nodes, which has its start, an end and one way through.
pub(crate) fn playbook(nodes: usize) -> Playbook {
    let mut flow = Flow::new();
    while flow.playbook.nodes.len() + 1 < nodes {
        match flow.step % 20 {
            9 => flow.fork(),
            14 => flow.child(),
            18 => flow.frame(),
            _ => {
                flow.call();
            }
        }
        flow.step += 1;
    }
    flow.put("end", &format!("end_{}", flow.step), Map::new(), None);
    flow.playbook
}

/// Returns the calls of the top level, in file order.
pub(crate) fn calls(playbook: &Playbook) -> impl Iterator<Item = &NodeId> {
    let calls =
        playbook.nodes.values().filter(|node| node.name.starts_with("call_") && node.parent.is_none());
    calls.map(|node| &node.id)
}

struct Flow {
    playbook: Playbook,
    /// Where the way goes on from, with the name of the last call before it.
    last: PortRef,
    called: String,
    step: usize,
}

fn port(node: &NodeId, port: &str) -> PortRef {
    PortRef { node: node.clone(), port: port.to_owned() }
}

impl Flow {
    fn new() -> Self {
        let playbook = Playbook { format_version: 1, ..Playbook::default() };
        let mut flow = Self { playbook, last: PortRef::default(), called: "event".to_owned(), step: 0 };
        flow.add("start", "event", Map::new(), None);
        flow.last = port(&"n1".into(), "out");
        flow
    }

    /// Adds a node in a row of its own, not connected.
    fn add(
        &mut self,
        kind: &str,
        name: &str,
        settings: Map<String, Value>,
        parent: Option<&NodeId>,
    ) -> NodeId {
        let number = self.playbook.nodes.len() + 1;
        let id = NodeId(format!("n{number}"));
        let action = component::kind(kind).and_then(|kind| kind.actions.first()).map(|action| action.id);
        let node = Node {
            id: id.clone(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            action: action.unwrap_or_default().to_owned(),
            parent: parent.cloned(),
            settings,
            ..Node::default()
        };
        self.playbook.nodes.insert(id.clone(), node);
        let position = Position { x: (number % 100) as f64 * 310.0, y: (number / 100) as f64 * 200.0 };
        self.playbook.positions.insert(id.clone(), position);
        id
    }

    fn link(&mut self, from: PortRef, to: PortRef) {
        let id = format!("e{}", self.playbook.edges.len() + 1);
        let edge = Edge { id: id.as_str().into(), from, to, required: true, ..Edge::default() };
        self.playbook.edges.insert(edge.id.clone(), edge);
    }

    /// Adds a node that the way leads through.
    fn put(
        &mut self,
        kind: &str,
        name: &str,
        settings: Map<String, Value>,
        parent: Option<&NodeId>,
    ) -> NodeId {
        let id = self.add(kind, name, settings, parent);
        self.link(self.last.clone(), port(&id, "in"));
        self.last = port(&id, "out");
        id
    }

    fn call(&mut self) -> NodeId {
        let (name, settings) = self.call_settings();
        let id = self.put(component::ASSUME_API_KIND, &name, settings, None);
        self.called = name;
        id
    }

    fn call_settings(&self) -> (String, Map<String, Value>) {
        let number = self.playbook.nodes.len();
        let (product, operation, endpoint) = CALLS[number % CALLS.len()];
        let mut parameters = Map::new();
        let facts = Embedded.operation(product, None, operation);
        for param in facts.map(|facts| facts.required).unwrap_or_default() {
            parameters.insert(param.name, json!({ "value": "10" }));
        }
        let last = &self.called;
        parameters.insert("RegionId".to_owned(), json!({ "value": "cn-hangzhou" }));
        parameters.insert("Query".to_owned(), json!({ "expression": format!("${{{last}.datalist.*.Id}}") }));
        parameters.insert(
            "Note".to_owned(),
            json!({ "value": format!("step {number} looks at ${{{last}.total_data}} rows of what ${{event._tenant_id}} owns") }),
        );
        // Now and then something is wrong, as it is in what people draw.
        let endpoint = if number % 50 == 7 { "ecs.cn-beijing.aliyuncs.com" } else { endpoint };
        let settings = json!({
            "product": product, "version": "", "operation": operation, "account": "", "region": "",
            "endpoint": endpoint, "parameters": parameters, "rowsPath": ".Items.Item", "intervalSeconds": 0,
            "paging": {"mode": "number", "maxRequests": 10, "totalPath": ".TotalCount",
                       "pageField": "PageNumber", "sizeField": "PageSize", "cursorField": "", "cursorPath": ""},
        });
        let Value::Object(settings) = settings else { return Default::default() };
        (format!("call_{number}"), settings)
    }

    /// A gateway with two branches and ELSE, whose calls meet again.
    fn fork(&mut self) {
        let when = |right: &str| json!({"all": [{"left": format!("${{{}.total_data}}", self.called), "operator": ">", "right": right}]});
        let branches = json!([{"id": "b1", "name": "many", "when": when("10")}, {"id": "b2", "name": "", "when": when("0")}]);
        let settings = Map::from_iter([("branches".to_owned(), branches)]);
        let gateway = self.put("exclusiveGateway", &format!("decide_{}", self.step), settings, None);
        let mut ends = Vec::new();
        for branch in ["b1", "b2", "else"] {
            self.last = port(&gateway, branch);
            let (name, settings) = self.call_settings();
            ends.push(port(&self.put(component::ASSUME_API_KIND, &name, settings, None), "out"));
        }
        let join = self.add("convergingGateway", &format!("join_{}", self.step), Map::new(), None);
        for end in ends {
            self.link(end, port(&join, "in"));
        }
        self.last = port(&join, "out");
    }

    fn child(&mut self) {
        let settings = json!({"loop": {"mode": "each", "over": format!("${{{}.datalist.*}}", self.called)}});
        let settings = settings.as_object().cloned().unwrap_or_default();
        let child = self.put("childFlow", &format!("each_{}", self.step), settings, None);
        let outside = self.last.clone();
        let begin = self.add("start", &format!("begin_{}", self.step), Map::new(), Some(&child));
        self.last = port(&begin, "out");
        let (name, settings) = self.call_settings();
        self.put(component::ASSUME_API_KIND, &name, settings, Some(&child));
        self.put("end", &format!("done_{}", self.step), Map::new(), Some(&child));
        self.last = outside;
    }

    fn frame(&mut self) {
        let text = json!({"text": "A part of it", "color": "blue", "width": 900, "height": 180});
        self.add(
            "group",
            &format!("group_{}", self.step),
            text.as_object().cloned().unwrap_or_default(),
            None,
        );
        let text =
            json!({"text": "What people should know.", "color": "yellow", "width": 200, "height": 120});
        self.add("note", &format!("note_{}", self.step), text.as_object().cloned().unwrap_or_default(), None);
    }
}
