//! Component kinds: one definition each, from which palette, form, checks, schema and export derive.
//!
//! Flow kinds live in files of their own; components that run an action are entries of one table. Texts stay in the message catalogue.
//! Deliberately absent: anything that draws, and API operations (the catalogue turns those into `ParamSpec`).

mod action;
mod annotation;
mod assume_api;
mod child_flow;
mod components;
mod condition;
mod facts;
mod flow;
mod gateway;
mod param;
mod value;

pub use action::{ActionSpec, ComponentAction, Field, FieldForm};
pub use annotation::{Annotation, COLOURS, GROUP_KIND, NOTE_KIND};
pub use assume_api::{
    ACCOUNT_TENANT, AssumeApi, AssumeApiAccount, KIND as ASSUME_API_KIND, Paging, PagingMode, SettingProblem,
};
pub use child_flow::{CHILD_FLOW_KIND, ChildFlow, Loop, LoopMode};
pub use condition::{Condition, OPERATORS, Operator};
pub use facts::{LocalText, ValueFacts};
pub use flow::{END_KIND, EVENT_NAME, START_KIND};
pub use gateway::{
    Branch, Branches, CONVERGING_KIND, DEFAULT_INPUT_KIND, ELSE_PORT, EXCLUSIVE_KIND, INCLUSIVE_KIND,
    MOST_BRANCHES,
};
pub use param::{FieldSpec, ParamPlace, ParamSpec, ParamStyle, Shape};
pub use value::ParamValue;

use serde_json::{Map, Value};

use crate::playbook::Node;

/// Definition of a component kind.
#[derive(Debug)]
pub struct ComponentKind {
    /// Id as stored in `Node::kind`; the vendor's `componentName` where there is one.
    pub id: &'static str,
    /// Other ids under which it is met in older documents.
    pub aliases: &'static [&'static str],
    /// Palette group.
    pub category: Category,
    /// Name of a lucide icon.
    pub icon: &'static str,
    /// How the node is drawn.
    pub card: CardShape,
    /// Message id stem: `<stem>-title` and `<stem>-summary` exist in the catalogue.
    pub text: &'static str,
    /// Further words that the palette's search finds, English and Chinese.
    pub keywords: &'static [&'static str],
    /// Vendor page that documents it; empty when there is none.
    pub source: &'static str,
    /// What it can do; flow nodes have no actions.
    pub actions: &'static [ActionSpec],
    /// Ports on the left, by name.
    pub inputs: &'static [&'static str],
    /// Ports on the right, by name; those of branches come before them.
    pub outputs: &'static [&'static str],
    /// For kinds that fork by conditions: which branches run.
    pub branching: Option<Branching>,
    /// Width and height in canvas units; branches and settings may make a node larger.
    pub size: (u32, u32),
    /// How many nodes of the kind one flow may have.
    pub limit: Option<usize>,
    /// Stem of the name a new node gets.
    pub default_name: &'static str,
    /// Settings a new node starts with.
    pub default_settings: fn() -> Map<String, Value>,
    /// JSON Schema of the settings.
    pub settings_schema: fn() -> schemars::Schema,
    /// Order in which the settings are written; others follow by name.
    pub settings_order: &'static [&'static str],
}

/// Palette group, in the console's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Category {
    /// Start, end, gateways, child flows.
    Flow,
    /// Filters, data formats, scripts, notices.
    Basic,
    /// Ready-made components for handling threats.
    Security,
    /// Alibaba Cloud services.
    CloudService,
    /// Other clouds and products.
    OffCloud,
    /// Notes and groups, which never run.
    Annotation,
}

/// Which branches of a fork run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Branching {
    /// The first that holds, else the default; each branch leads to one edge.
    FirstThatHolds,
    /// Every one that holds; a branch may lead to several edges.
    EveryThatHolds,
}

/// How a node of a kind is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CardShape {
    /// Small rounded marker.
    Pill,
    /// Card with icon, name and subtitle.
    Card,
    /// Card with a row for each branch.
    Branches,
    /// Card that opens.
    Stack,
    /// Coloured paper with text.
    Note,
    /// Frame behind the nodes it holds.
    Group,
}

/// What most kinds share; a definition names the rest.
const BASE: ComponentKind = ComponentKind {
    id: "",
    aliases: &[],
    category: Category::Basic,
    icon: "box",
    card: CardShape::Card,
    text: "",
    keywords: &[],
    source: "",
    actions: &[],
    inputs: &[],
    outputs: &[],
    branching: None,
    size: (220, 64),
    limit: None,
    default_name: "node",
    default_settings: Map::new,
    settings_schema: || schemars::json_schema!({ "type": "object" }),
    settings_order: &[],
};

/// Room a row of a branch takes, in canvas units.
pub const BRANCH_ROW: u32 = 26;

static OTHERS: &[&ComponentKind] = &[
    &flow::START,
    &flow::END,
    &gateway::EXCLUSIVE,
    &gateway::INCLUSIVE,
    &gateway::DEFAULT_INPUT,
    &gateway::CONVERGING,
    &child_flow::CHILD_FLOW,
    &annotation::NOTE,
    &annotation::GROUP,
    &assume_api::ALIYUN_CLOUD_OPEN_API,
];

/// Returns every component kind, in palette order within its group.
pub fn kinds() -> impl Iterator<Item = &'static ComponentKind> {
    OTHERS.iter().copied().chain(components::COMPONENTS)
}

/// Returns the kind of the given id, or of one it is met under in older documents.
pub fn kind(id: &str) -> Option<&'static ComponentKind> {
    kinds().find(|kind| kind.id == id || kind.aliases.contains(&id))
}

impl ComponentKind {
    /// Says whether nodes of the kind are steps of a flow; notes and groups are not.
    pub fn is_step(&self) -> bool {
        self.category != Category::Annotation
    }

    /// Returns the action of an id, older spellings included.
    pub fn action(&self, id: &str) -> Option<&'static ActionSpec> {
        self.actions.iter().find(|action| action.is_called(id))
    }

    /// Returns the output ports of a node of the kind: its branches in order, then the fixed ones.
    pub fn outputs_of<'a>(&self, node: &'a Node) -> Vec<&'a str> {
        if self.branching.is_none() {
            return self.outputs.to_vec();
        }
        let mut ports = gateway::branch_ids(&node.settings);
        ports.retain(|port| !self.outputs.contains(port));
        ports.extend(self.outputs);
        ports
    }

    /// Says whether a node of the kind has an output port.
    pub fn has_output(&self, node: &Node, port: &str) -> bool {
        self.outputs.contains(&port) || self.branching.is_some() && self.outputs_of(node).contains(&port)
    }

    /// Returns how many edges one output port may have.
    pub fn most_edges_out(&self) -> Option<usize> {
        (self.branching == Some(Branching::FirstThatHolds)).then_some(1)
    }

    /// Returns width and height of a node of the kind, in canvas units.
    pub fn size_of(&self, node: &Node) -> (f64, f64) {
        let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
        match self.card {
            CardShape::Branches => {
                let rows = self.outputs_of(node).len().min(MOST_BRANCHES) as u32;
                (width, height.max(44.0 + f64::from(rows * BRANCH_ROW) + 4.0))
            }
            CardShape::Note | CardShape::Group => {
                let side = |key: &str, usual: f64| {
                    let given = node.settings.get(key).and_then(Value::as_f64);
                    given.filter(|side| (40.0..=20_000.0).contains(side)).unwrap_or(usual)
                };
                (side("width", width), side("height", height))
            }
            _ => (width, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Lang, Message};

    #[test]
    fn ids_are_unique_and_every_text_exists() {
        let mut seen = std::collections::HashSet::new();
        for kind in kinds() {
            for id in [kind.id].iter().chain(kind.aliases) {
                assert!(seen.insert(*id), "{id} stands twice");
            }
            let stems = kind.actions.iter().map(|action| format!("{}-title", action.text));
            for id in
                [format!("{}-title", kind.text), format!("{}-summary", kind.text)].into_iter().chain(stems)
            {
                assert!(Message::new(&id).exists(Lang::En), "{id} has no English text");
                assert!(Message::new(&id).exists(Lang::Zh), "{id} has no Chinese text");
            }
        }
    }

    #[test]
    fn default_settings_use_only_known_keys() {
        for kind in kinds() {
            for key in (kind.default_settings)().keys() {
                assert!(kind.settings_order.contains(&key.as_str()), "{}: {key}", kind.id);
            }
        }
    }
}
