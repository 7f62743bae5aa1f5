//! Child flows: a node with a start and an end of its own inside, which may run several times.
//!
//! The nodes inside name it as their parent. How the vendor keys the loop is not public; the settings are our own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{BASE, CardShape, Category, ComponentKind, Condition};

/// Kind of a child flow.
pub const CHILD_FLOW_KIND: &str = "childFlow";

/// Settings of a child flow.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ChildFlow {
    /// Whether and how the inside repeats.
    #[serde(rename = "loop")]
    pub repeat: Loop,
}

/// How the inside of a child flow repeats.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Loop {
    /// Which way.
    pub mode: LoopMode,
    /// For `each`: reference to the rows, e.g. `${scan.datalist.*}`.
    pub over: String,
    /// For `until`: when to stop, asked after each round.
    pub until: Condition,
    /// Most rounds; 0 means the built-in maximum.
    pub max_rounds: u32,
}

/// Ways to repeat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LoopMode {
    /// Once.
    #[default]
    None,
    /// Once for each row.
    Each,
    /// Until a condition holds.
    Until,
}

impl Loop {
    /// Reads the loop of a child flow's settings; what has another type counts as not set.
    pub fn read(settings: &Map<String, Value>) -> Self {
        let empty = Map::new();
        let map = settings.get("loop").and_then(Value::as_object).unwrap_or(&empty);
        let mode = match map.get("mode").and_then(Value::as_str) {
            Some("each") => LoopMode::Each,
            Some("until") => LoopMode::Until,
            _ => LoopMode::None,
        };
        Self {
            mode,
            over: map.get("over").and_then(Value::as_str).unwrap_or_default().to_owned(),
            until: map.get("until").map(Condition::from_json).unwrap_or_default(),
            max_rounds: map
                .get("maxRounds")
                .and_then(Value::as_u64)
                .and_then(|n| n.try_into().ok())
                .unwrap_or(0),
        }
    }
}

fn runs_once() -> Map<String, Value> {
    match json!({ "loop": { "mode": "none" } }) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(super) static CHILD_FLOW: ComponentKind = ComponentKind {
    id: CHILD_FLOW_KIND,
    category: Category::Flow,
    icon: "square-stack",
    card: CardShape::Stack,
    text: "component-child-flow",
    keywords: &["loop", "repeat", "group", "sub", "for each", "循环", "子流程", "遍历"],
    inputs: &["in"],
    outputs: &["out"],
    default_name: "child_flow",
    default_settings: runs_once,
    settings_schema: || schemars::schema_for!(ChildFlow),
    settings_order: &["loop"],
    ..BASE
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_read_and_odd_ones_run_once() {
        let read = |json: Value| Loop::read(json.as_object().unwrap());

        let each = read(json!({"loop": {"mode": "each", "over": "${a.datalist.*}", "maxRounds": 5}}));
        assert_eq!((each.mode, each.over.as_str(), each.max_rounds), (LoopMode::Each, "${a.datalist.*}", 5));
        assert_eq!(read(json!({"loop": 7})), Loop::default());
        assert_eq!(read(json!({"loop": {"mode": "sideways", "maxRounds": -1}})), Loop::default());
    }
}
