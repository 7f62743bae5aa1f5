//! Where a flow begins and ends. Gateways and child flows have files of their own.

use super::{BASE, CardShape, Category, ComponentKind};

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
    outputs: &["out"],
    limit: Some(1),
    default_name: EVENT_NAME,
    size: (100, 44),
    ..BASE
};

pub(super) static END: ComponentKind = ComponentKind {
    id: END_KIND,
    category: Category::Flow,
    icon: "circle-dot",
    card: CardShape::Pill,
    text: "component-end",
    keywords: &["stop", "finish", "结束"],
    inputs: &["in"],
    default_name: "end",
    size: (100, 44),
    ..BASE
};
