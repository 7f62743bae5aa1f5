//! The catalogue: products, operations, endpoints, permissions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_cloud::catalog::OperationFacts;
use soarboard_model::component::{PagingMode, ParamSpec, Shape};
use soarboard_model::message::Message;

/// A product of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductView {
    /// Code as the vendor spells it.
    pub code: String,
    /// English name.
    pub name_en: String,
    /// Chinese name.
    pub name_zh: String,
    /// Versions in the catalogue.
    pub versions: Vec<String>,
    /// Version that new calls get.
    pub default_version: String,
    /// The vendor's category, e.g. `Security`; empty when it is not known.
    pub category: String,
    /// Number of operations of the default version.
    pub operations: usize,
    /// What to know before calling it, such as a component that does the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Message>,
}

/// Names an operation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationRequest {
    /// Product code; case does not matter.
    pub product: String,
    /// Version; empty for the default.
    #[serde(default)]
    pub version: String,
    /// Operation.
    pub operation: String,
}

/// Asks for the operations of a product, or for those that match a text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationSearchRequest {
    /// Words in any order; empty lists the product's operations by name.
    pub text: String,
    /// Only this product; empty for all.
    #[serde(default)]
    pub product: String,
    /// Only this version; empty for the default of each product.
    #[serde(default)]
    pub version: String,
    /// Most hits that are returned.
    pub limit: usize,
}

/// An operation in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationHit {
    /// Product code.
    pub product: String,
    /// Version.
    pub version: String,
    /// Operation.
    pub operation: String,
    /// Short English title; empty when there is none.
    pub title_en: String,
    /// Short Chinese title; empty when there is none.
    pub title_zh: String,
    /// What it does to resources.
    pub access: AccessView,
}

/// What an operation does to resources, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessView {
    /// The level.
    pub level: AccessLevelView,
    /// How sure it is.
    pub standing: StandingView,
}

/// Access level of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum AccessLevelView {
    /// Reads one thing or a list.
    Read,
    /// Creates or changes something.
    Write,
    /// Deletes, stops or locks something.
    Destructive,
    /// Not known; treated as a write.
    Unknown,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum StandingView {
    /// The vendor documents it.
    Documented,
    /// Concluded from other facts by a rule that holds nearly always.
    Inferred,
    /// Concluded from samples only.
    Probable,
    /// Not known.
    Unknown,
}

/// Everything about one operation that a form needs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationView {
    /// Product code.
    pub product: String,
    /// Version.
    pub version: String,
    /// Operation.
    pub operation: String,
    /// Short English title; empty when there is none.
    pub title_en: String,
    /// Short Chinese title; empty when there is none.
    pub title_zh: String,
    /// `rpc` or `roa`.
    pub style: String,
    /// HTTP method.
    pub method: String,
    /// Path; `/` for RPC.
    pub path: String,
    /// What it does to resources.
    pub access: AccessView,
    /// Whether the vendor advises against it.
    pub deprecated: bool,
    /// Parameters, required ones first, otherwise in the source's order.
    pub params: Vec<ParamSpec>,
    /// Shape of the answer; absent when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Shape>,
    /// What was detected about paging.
    pub paging: PagingView,
    /// Reference page in English.
    pub doc_url_en: String,
    /// Reference page in Chinese.
    pub doc_url_zh: String,
    /// Where the facts come from, several joined with `; `.
    pub source: String,
    /// What imported metadata tells besides: texts, risk, charge, permissions, errors, a sample answer, origins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Box<OperationFacts>>,
}

/// What the response shape says about paging.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PagingView {
    /// Modes the operation offers.
    pub modes: Vec<PagingMode>,
    /// Mode that is recommended.
    pub default_mode: PagingMode,
    /// Request parameter of the page number.
    pub page_field: String,
    /// Request parameter of the page size.
    pub size_field: String,
    /// Request parameter of the cursor.
    pub cursor_field: String,
    /// Dot path of the total.
    pub total_path: String,
    /// Dot path of the next cursor.
    pub cursor_path: String,
    /// Dot path of the rows.
    pub rows_path: String,
    /// Why it was concluded.
    pub reasons: Vec<Message>,
    /// Other fields that could hold the total.
    pub candidates: Vec<String>,
}

/// Asks for the endpoint of a product.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EndpointRequest {
    /// Product code.
    pub product: String,
    /// Region; empty for the central host.
    #[serde(default)]
    pub region: String,
    /// Whether the caller stands in a VPC.
    #[serde(default)]
    pub vpc: bool,
}

/// A recommended endpoint with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EndpointView {
    /// Host name.
    pub host: String,
    /// Region it was asked for.
    pub region: String,
    /// Rule that gave it: `region`, `global`, `shared`, `template` or `guess`.
    pub rule: String,
    /// The rule in words, with its standing.
    pub reason: Message,
    /// Other hosts of the product.
    pub alternatives: Vec<EndpointAlternative>,
}

/// Another host of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EndpointAlternative {
    /// Host name.
    pub host: String,
    /// Regions it serves, as far as known.
    pub regions: Vec<String>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegionView {
    /// Id, e.g. `cn-hangzhou`.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// Chinese name.
    pub name_zh: String,
}

/// What the execution role needs for one operation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PermissionView {
    /// Name of the execution role.
    pub role: String,
    /// Trust policy of that role, as JSON text.
    pub trust_policy: String,
    /// RAM action; absent when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ram_action: Option<String>,
    /// Whether the vendor documents that a call needs no permission; there is nothing to grant then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_none: bool,
    /// How sure the action is.
    pub standing: StandingView,
    /// Where it comes from.
    pub source: String,
    /// System policies that contain it, the narrowest first.
    pub system_policies: Vec<SystemPolicyView>,
    /// Least-privilege custom policy as JSON text; absent when the action is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_policy: Option<String>,
    /// What to know besides.
    pub notes: Vec<Message>,
}

/// A system policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SystemPolicyView {
    /// Name of the policy.
    pub name: String,
    /// Whether it grants reading only.
    pub read_only: bool,
    /// Whether it is the one to attach.
    pub recommended: bool,
    /// How sure it is.
    pub standing: StandingView,
}
