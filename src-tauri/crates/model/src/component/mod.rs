//! Component kinds: one definition each, from which palette, form, checks, schema and export derive.
//!
//! A kind lives in a file of its own and is listed once, in `KINDS`. Texts stay in the message catalogue.
//! Deliberately absent: anything that draws, and API operations (the catalogue turns those into `ParamSpec`).

mod assume_api;
mod facts;
mod flow;
mod param;
mod value;

pub use assume_api::{
    ACCOUNT_TENANT, AssumeApi, AssumeApiAccount, KIND as ASSUME_API_KIND, Paging, PagingMode, SettingProblem,
};
pub use facts::{LocalText, ValueFacts};
pub use flow::{END_KIND, EVENT_NAME, START_KIND};
pub use param::{FieldSpec, ParamPlace, ParamSpec, ParamStyle, Shape};
pub use value::ParamValue;

use serde_json::{Map, Value};

/// Definition of a component kind.
#[derive(Debug)]
pub struct ComponentKind {
    /// Id as stored in `Node::kind`; the vendor's `componentName` where there is one.
    pub id: &'static str,
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
    /// Ports on the right, by name.
    pub outputs: &'static [&'static str],
    /// How many nodes of the kind a playbook may have.
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

/// One thing a component can do.
#[derive(Debug)]
pub struct ActionSpec {
    /// Id as stored in `Node::action`; the vendor's `actionName`.
    pub id: &'static str,
    /// Message id stem: `<stem>-title` exists in the catalogue.
    pub text: &'static str,
}

/// Palette group, in the console's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Category {
    /// Start, end, gateways.
    Flow,
    /// Filters, data formats, scripts.
    Basic,
    /// Alibaba Cloud services.
    CloudService,
}

/// How a node of a kind is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CardShape {
    /// Small rounded marker.
    Pill,
    /// Card with icon, name and subtitle.
    Card,
}

/// Every component kind, in palette order.
pub const KINDS: &[&ComponentKind] = &[&flow::START, &flow::END, &assume_api::ALIYUN_CLOUD_OPEN_API];

/// Returns the kind of the given id.
pub fn kind(id: &str) -> Option<&'static ComponentKind> {
    KINDS.iter().copied().find(|kind| kind.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Lang, Message};

    #[test]
    fn ids_are_unique_and_every_text_exists() {
        for (index, kind) in KINDS.iter().enumerate() {
            assert!(KINDS[..index].iter().all(|other| other.id != kind.id), "{} stands twice", kind.id);
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
        for kind in KINDS {
            for key in (kind.default_settings)().keys() {
                assert!(kind.settings_order.contains(&key.as_str()), "{}: {key}", kind.id);
            }
        }
    }
}
