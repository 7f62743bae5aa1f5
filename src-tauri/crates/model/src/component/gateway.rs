//! Gateways: where a flow forks by conditions and where its paths come together.
//!
//! The branches of a forking gateway are settings, in order, and each branch is a port of its own, so that an edge
//! keeps its condition wherever it is led. Which paths a converging gateway insists on stands on its incoming edges.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{BASE, Branching, CardShape, Category, ComponentKind, Condition};

/// Kind of the gateway with a single output: the first branch that holds runs.
pub const EXCLUSIVE_KIND: &str = "exclusiveGateway";
/// Kind of the gateway with multiple outputs: every branch that holds runs.
pub const INCLUSIVE_KIND: &str = "inclusiveGateway";
/// Kind of the default input: waits for everything upstream, errors included.
pub const DEFAULT_INPUT_KIND: &str = "defaultInput";
/// Kind of the converging gateway: the chosen upstream branches must have run.
pub const CONVERGING_KIND: &str = "convergingGateway";
/// Port of the branch that runs when no other does.
pub const ELSE_PORT: &str = "else";
/// Most branches a gateway is drawn and edited with; longer lists are kept.
pub const MOST_BRANCHES: usize = 64;

/// Settings of a forking gateway.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Branches {
    /// Branches in the order they are tested.
    pub branches: Vec<Branch>,
}

/// One branch of a gateway.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Branch {
    /// Stable id, unique in the gateway; the name of its port.
    pub id: String,
    /// What people call it; empty shows IF and ELSE IF.
    pub name: String,
    /// When it is taken.
    pub when: Condition,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Branch {
    /// Reads the branches of a gateway. Entries without an id have no port and are left out; a second entry of one
    /// id is too, since an edge could not tell them apart.
    pub fn read(settings: &Map<String, Value>) -> Vec<Branch> {
        let mut found: Vec<Branch> = Vec::new();
        for entry in settings.get("branches").and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let id = text("id");
            if id.is_empty() || found.iter().any(|branch| branch.id == id) {
                continue;
            }
            let when = entry.get("when").map(Condition::from_json).unwrap_or_default();
            found.push(Branch { id, name: text("name"), when, extra: Map::new() });
        }
        found
    }
}

/// Returns the ids of the branches, which are its ports, without reading their conditions.
pub(super) fn branch_ids(settings: &Map<String, Value>) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    let entries = settings.get("branches").and_then(Value::as_array).into_iter().flatten();
    for id in entries.filter_map(|entry| entry.get("id")?.as_str()) {
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A gateway begins with one branch that has no condition yet.
fn one_branch() -> Map<String, Value> {
    let branch = json!({ "id": "b1", "name": "", "when": { "all": [] } });
    Map::from_iter([("branches".to_owned(), Value::Array(vec![branch]))])
}

const FORK: ComponentKind = ComponentKind {
    category: Category::Flow,
    card: CardShape::Branches,
    inputs: &["in"],
    default_settings: one_branch,
    settings_schema: || schemars::schema_for!(Branches),
    settings_order: &["branches"],
    ..BASE
};

const JOIN: ComponentKind = ComponentKind {
    category: Category::Flow,
    card: CardShape::Pill,
    size: (140, 44),
    inputs: &["in"],
    outputs: &["out"],
    ..BASE
};

pub(super) static EXCLUSIVE: ComponentKind = ComponentKind {
    id: EXCLUSIVE_KIND,
    icon: "split",
    text: "component-exclusive",
    keywords: &[
        "if",
        "else",
        "condition",
        "gateway",
        "switch",
        "single output",
        "条件",
        "分支",
        "网关",
        "单输出",
    ],
    outputs: &[ELSE_PORT],
    branching: Some(Branching::FirstThatHolds),
    default_name: "decide",
    ..FORK
};

pub(super) static INCLUSIVE: ComponentKind = ComponentKind {
    id: INCLUSIVE_KIND,
    icon: "share-2",
    text: "component-inclusive",
    keywords: &[
        "if",
        "condition",
        "gateway",
        "parallel",
        "multiple output",
        "条件",
        "并行",
        "网关",
        "多输出",
    ],
    branching: Some(Branching::EveryThatHolds),
    default_name: "fork",
    ..FORK
};

pub(super) static DEFAULT_INPUT: ComponentKind = ComponentKind {
    id: DEFAULT_INPUT_KIND,
    icon: "list-end",
    text: "component-default-input",
    keywords: &["join", "wait", "merge", "gateway", "汇合", "等待", "默认输入"],
    default_name: "wait_all",
    ..JOIN
};

pub(super) static CONVERGING: ComponentKind = ComponentKind {
    id: CONVERGING_KIND,
    icon: "merge",
    text: "component-converging",
    keywords: &["join", "merge", "gateway", "required", "汇聚", "聚合", "必经"],
    default_name: "merge",
    ..JOIN
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_without_an_id_of_their_own_have_no_port() {
        let settings = json!({"branches": [
            {"id": "b2", "name": "high", "when": {"left": "${a}", "operator": ">", "right": "2"}},
            {"id": "b2"}, {"name": "lost"}, 7, {"id": "b1"}
        ]});
        let settings = settings.as_object().unwrap();

        let read = Branch::read(settings);

        assert_eq!(read.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), branch_ids(settings));
        assert_eq!(branch_ids(settings), ["b2", "b1"]);
        assert_eq!((read[0].name.as_str(), read[0].when.unfinished()), ("high", 0));
        assert!(read[1].when.is_blank());
    }
}
