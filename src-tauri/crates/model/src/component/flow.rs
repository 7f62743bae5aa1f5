//! The flow nodes: start and end. Gateways and child flows join them here.

use super::{CardShape, Category, ComponentKind};

/// Kind of the start node.
pub const START_KIND: &str = "start";
/// Kind of an end node.
pub const END_KIND: &str = "end";
/// Name by which every playbook refers to its input; reserved for the start node.
///
/// **Source** vendor documentation of the flow editor: the start node's reference name is `event`.
pub const EVENT_NAME: &str = "event";

pub(super) static START: ComponentKind = ComponentKind {
    id: START_KIND,
    category: Category::Flow,
    icon: "zap",
    card: CardShape::Pill,
    text: "component-start",
    keywords: &["begin", "event", "trigger", "开始", "事件"],
    source: "",
    actions: &[],
    inputs: &[],
    outputs: &["out"],
    limit: Some(1),
    default_name: EVENT_NAME,
    default_settings: serde_json::Map::new,
    settings_schema: no_settings,
    settings_order: &[],
};

pub(super) static END: ComponentKind = ComponentKind {
    id: END_KIND,
    category: Category::Flow,
    icon: "circle-dot",
    card: CardShape::Pill,
    text: "component-end",
    keywords: &["stop", "finish", "结束"],
    source: "",
    actions: &[],
    inputs: &["in"],
    outputs: &[],
    limit: None,
    default_name: "end",
    default_settings: serde_json::Map::new,
    settings_schema: no_settings,
    settings_order: &[],
};

fn no_settings() -> schemars::Schema {
    schemars::json_schema!({ "type": "object" })
}
