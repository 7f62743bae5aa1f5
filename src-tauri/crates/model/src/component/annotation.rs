//! Sticky notes and groups: what people write on the canvas beside the flow. They never run and have no ports.
//!
//! A group holds whatever stands inside its frame, so nothing has to follow when a node is moved or deleted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{BASE, CardShape, Category, ComponentKind};

/// Kind of a sticky note.
pub const NOTE_KIND: &str = "note";
/// Kind of a group.
pub const GROUP_KIND: &str = "group";
/// Colours of notes and groups, as the interface names them; others are kept and shown as the first.
pub const COLOURS: &[&str] = &["yellow", "blue", "green", "red", "purple", "grey"];

/// Settings of a note or a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Annotation {
    /// What is written on it; Markdown that is shown as text, never as HTML. For a group, its title.
    pub text: String,
    /// One of [`COLOURS`].
    pub color: String,
    /// Width in canvas units.
    pub width: f64,
    /// Height in canvas units.
    pub height: f64,
}

fn sized(color: &str, width: u32, height: u32) -> Map<String, Value> {
    match json!({ "text": "", "color": color, "width": width, "height": height }) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

const ANNOTATION: ComponentKind = ComponentKind {
    category: Category::Annotation,
    settings_schema: || schemars::schema_for!(Annotation),
    settings_order: &["text", "color", "width", "height"],
    ..BASE
};

pub(super) static NOTE: ComponentKind = ComponentKind {
    id: NOTE_KIND,
    icon: "sticky-note",
    card: CardShape::Note,
    text: "component-note",
    keywords: &["comment", "text", "sticky", "便签", "注释", "备注"],
    size: (200, 120),
    default_name: "note",
    default_settings: || sized("yellow", 200, 120),
    ..ANNOTATION
};

pub(super) static GROUP: ComponentKind = ComponentKind {
    id: GROUP_KIND,
    icon: "group",
    card: CardShape::Group,
    text: "component-group",
    keywords: &["frame", "area", "分组", "区域"],
    size: (360, 240),
    default_name: "group",
    default_settings: || sized("grey", 360, 240),
    ..ANNOTATION
};
