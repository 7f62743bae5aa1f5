//! "Alibaba Cloud Product OpenAPI": a call of any API operation under the execution role.
//!
//! The settings are a view over the node's JSON: reading never fails, it reports what it could not use. How the
//! vendor keys these settings in its flow documents is not public, so the names here are our own and the vendor
//! codec maps them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{ActionSpec, BASE, CardShape, Category, ComponentKind, ParamValue};

/// Id of the kind: the vendor's `componentName`.
pub const KIND: &str = "AliyunCloudOpenAPI";
/// Account setting that takes the account of the running event.
pub const ACCOUNT_TENANT: &str = "${event._tenant_id}";

pub(super) static ALIYUN_CLOUD_OPEN_API: ComponentKind = ComponentKind {
    id: KIND,
    category: Category::CloudService,
    icon: "cloud-cog",
    card: CardShape::Card,
    text: "component-openapi",
    keywords: &["api", "call", "assumeApi", "aliyun", "接口", "调用"],
    source: "https://www.alibabacloud.com/help/en/security-center/user-guide/alibaba-cloud-product-openapi",
    actions: &[ActionSpec { id: "assumeApi", text: "component-openapi-assume-api", older: &[], fields: &[] }],
    inputs: &["in"],
    outputs: &["out"],
    default_name: "api_call",
    default_settings,
    settings_schema: || schemars::schema_for!(AssumeApi),
    settings_order: &[
        "product",
        "version",
        "operation",
        "account",
        "region",
        "endpoint",
        "parameters",
        "rowsPath",
        "paging",
        "intervalSeconds",
    ],
    ..BASE
};

fn default_settings() -> Map<String, Value> {
    match json!({ "account": "", "paging": { "mode": "none" } }) {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Settings of `assumeApi`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct AssumeApi {
    /// Product code as the vendor spells it, e.g. `cloud-siem`.
    pub product: String,
    /// Version, e.g. `2022-06-16`.
    pub version: String,
    /// API operation, e.g. `ListAutomateResponseConfigs`.
    pub operation: String,
    /// Whose resources are called: empty for the own account, `${event._tenant_id}`, or a member's UID.
    pub account: String,
    /// Region the recommended endpoint was asked for.
    pub region: String,
    /// Host name that is called; may hold an expression.
    pub endpoint: String,
    /// Parameters by the vendor's name.
    pub parameters: BTreeMap<String, ParamValue>,
    /// Dot path of the list in the response whose items become rows; empty: one response is one row.
    pub rows_path: String,
    /// Automatic paging or scrolling.
    pub paging: Paging,
    /// Pause between recursive calls, in seconds.
    pub interval_seconds: u32,
}

/// Automatic paging or scrolling of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Paging {
    /// Which of the two, or neither.
    pub mode: PagingMode,
    /// Most requests a run may send; 0 means the built-in maximum.
    pub max_requests: u32,
    /// Dot path of the total in the response, e.g. `.Data.PageInfo.TotalCount`.
    pub total_path: String,
    /// Request parameter that takes the page number.
    pub page_field: String,
    /// Request parameter that takes the page size.
    pub size_field: String,
    /// Request parameter that takes the cursor.
    pub cursor_field: String,
    /// Dot path of the next cursor in the response, e.g. `.NextToken`.
    pub cursor_path: String,
}

/// How a call goes on to its next request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum PagingMode {
    /// One request.
    #[default]
    None,
    /// Automatic paged query: page numbers until the total is reached.
    Number,
    /// Automatic scrolling query: cursors until there is none.
    Cursor,
}

/// Whose resources a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssumeApiAccount {
    /// The account the playbook runs in.
    Own,
    /// Decided at run time by an expression.
    Expression(String),
    /// A member account.
    Member(String),
    /// Neither empty, nor an expression, nor a number.
    Malformed(String),
}

/// A setting whose JSON is not of the expected type; the value is kept in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// Dot path within the settings, e.g. `paging.maxRequests`.
    pub path: String,
    /// What was expected: `text`, `number`, `object`, or the list of modes.
    pub expected: &'static str,
}

impl AssumeApi {
    /// Reads the settings of a node. What has the wrong type is left at its default and reported.
    pub fn read(settings: &Map<String, Value>) -> (Self, Vec<SettingProblem>) {
        let mut reader = Reader { problems: Vec::new() };
        let paging = reader.object(settings, "paging");
        let this = Self {
            product: reader.text(settings, "", "product"),
            version: reader.text(settings, "", "version"),
            operation: reader.text(settings, "", "operation"),
            account: reader.text(settings, "", "account"),
            region: reader.text(settings, "", "region"),
            endpoint: reader.text(settings, "", "endpoint"),
            parameters: reader
                .object(settings, "parameters")
                .iter()
                .map(|(name, json)| (name.clone(), ParamValue::from_json(json)))
                .collect(),
            rows_path: reader.text(settings, "", "rowsPath"),
            interval_seconds: reader.number(settings, "", "intervalSeconds"),
            paging: Paging {
                mode: reader.mode(&paging),
                max_requests: reader.number(&paging, "paging.", "maxRequests"),
                total_path: reader.text(&paging, "paging.", "totalPath"),
                page_field: reader.text(&paging, "paging.", "pageField"),
                size_field: reader.text(&paging, "paging.", "sizeField"),
                cursor_field: reader.text(&paging, "paging.", "cursorField"),
                cursor_path: reader.text(&paging, "paging.", "cursorPath"),
            },
        };
        (this, reader.problems)
    }

    /// Returns whose resources the call is about.
    pub fn account(&self) -> AssumeApiAccount {
        let text = self.account.trim();
        if text.is_empty() {
            AssumeApiAccount::Own
        } else if crate::expr::is_expression(text) {
            AssumeApiAccount::Expression(text.to_owned())
        } else if text.bytes().all(|b| b.is_ascii_digit()) {
            AssumeApiAccount::Member(text.to_owned())
        } else {
            AssumeApiAccount::Malformed(text.to_owned())
        }
    }

    /// Says whether an operation has been chosen.
    pub fn has_operation(&self) -> bool {
        !self.product.is_empty() && !self.operation.is_empty()
    }
}

struct Reader {
    problems: Vec<SettingProblem>,
}

impl Reader {
    fn problem(&mut self, at: &str, key: &str, expected: &'static str) {
        self.problems.push(SettingProblem { path: format!("{at}{key}"), expected });
    }

    fn text(&mut self, map: &Map<String, Value>, at: &str, key: &str) -> String {
        match map.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(_) => {
                self.problem(at, key, "text");
                String::new()
            }
        }
    }

    fn number(&mut self, map: &Map<String, Value>, at: &str, key: &str) -> u32 {
        match map.get(key) {
            None | Some(Value::Null) => 0,
            Some(value) => value.as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_else(|| {
                self.problem(at, key, "number");
                0
            }),
        }
    }

    fn object(&mut self, map: &Map<String, Value>, key: &str) -> Map<String, Value> {
        match map.get(key) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(map)) => map.clone(),
            Some(_) => {
                self.problem("", key, "object");
                Map::new()
            }
        }
    }

    fn mode(&mut self, paging: &Map<String, Value>) -> PagingMode {
        match self.text(paging, "paging.", "mode").as_str() {
            "" | "none" => PagingMode::None,
            "number" => PagingMode::Number,
            "cursor" => PagingMode::Cursor,
            _ => {
                self.problem("paging.", "mode", "none, number or cursor");
                PagingMode::None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(json: Value) -> Map<String, Value> {
        json.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn reading_reports_wrong_types_and_goes_on() {
        let (api, problems) = AssumeApi::read(&settings(json!({
            "product": 7, "operation": "DescribePlaybooks", "paging": {"mode": "sideways", "maxRequests": -1}
        })));

        assert_eq!(api.operation, "DescribePlaybooks");
        let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, ["product", "paging.mode", "paging.maxRequests"]);
    }

    #[test]
    fn written_settings_read_back_equal() {
        let api = AssumeApi {
            product: "Sas".into(),
            parameters: BTreeMap::from([("PageSize".into(), ParamValue::Value(json!(20)))]),
            paging: Paging { mode: PagingMode::Number, max_requests: 5, ..Paging::default() },
            ..AssumeApi::default()
        };

        let (read, problems) = AssumeApi::read(&settings(serde_json::to_value(&api).unwrap()));

        assert_eq!((read, problems), (api, vec![]));
    }

    #[test]
    fn accounts_are_told_apart() {
        let account = |text: &str| AssumeApi { account: text.into(), ..AssumeApi::default() }.account();

        assert_eq!(account(""), AssumeApiAccount::Own);
        assert_eq!(account(ACCOUNT_TENANT), AssumeApiAccount::Expression(ACCOUNT_TENANT.into()));
        assert_eq!(account("1234567890123456"), AssumeApiAccount::Member("1234567890123456".into()));
        assert_eq!(account("me"), AssumeApiAccount::Malformed("me".into()));
    }
}
