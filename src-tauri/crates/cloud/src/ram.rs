//! What an operation needs permission for: RAM action, policies, execution role.
//!
//! Every part carries its standing and source; what is not known stays unknown. A policy names resources where imported
//! metadata has patterns for them, else it says `*`. Deliberately absent: asking the account what it already has.

use std::sync::OnceLock;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalog::access::{self, AccessLevel, Standing};
use crate::catalog::{Operation, RamActionFact, embedded_file};

/// The role that the service assumes while a playbook runs.
pub const EXECUTION_ROLE: &str = "AliyunSiemSoarExecutionDefaultRole";
/// The service that the role trusts.
pub const TRUSTED_SERVICE: &str = "cloudsiem.sas.aliyuncs.com";

/// What is known about the permission of one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RamHint {
    /// RAM action, e.g. `yundun-sas:DescribeSuspEvents`; absent when the product's RAM code is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Whether the vendor documents that a call needs no permission at all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_none: bool,
    /// How sure that is.
    pub standing: Standing,
    /// What the operation does; decides between read-only and full policies.
    pub access: AccessLevel,
    /// Where the facts come from, as `ram.json` names it; absent when nothing is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The vendor's own policies for the product, the recommended ones first.
    pub system_policies: Vec<SystemPolicy>,
    /// The smallest custom policy that allows the call; absent when the action is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_privilege_policy: Option<PolicyDocument>,
    /// The role the policies go to.
    pub role: String,
    /// Whom that role trusts.
    pub trust_policy: TrustPolicy,
}

/// A policy that the vendor maintains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SystemPolicy {
    /// Its name.
    pub name: String,
    /// How much it allows.
    pub level: PolicyLevel,
    /// How sure it is that it belongs to the product.
    pub standing: Standing,
    /// Whether it fits this operation best.
    pub recommended: bool,
}

/// How much a system policy allows, judged by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum PolicyLevel {
    /// Reading only.
    ReadOnly,
    /// Everything of the product.
    Full,
    /// Some special part.
    Other,
}

/// A permission policy as RAM reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyDocument {
    /// Always `1`.
    pub version: String,
    /// What is allowed.
    pub statement: Vec<PolicyStatement>,
}

/// One statement of a permission policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyStatement {
    /// Always `Allow`.
    pub effect: String,
    /// RAM actions.
    pub action: Vec<String>,
    /// What they may be done to.
    pub resource: Resource,
}

/// What a statement is about. It is only ever written, so the two forms cannot be mistaken for each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Resource {
    /// Everything: `*`.
    All(&'static str),
    /// Patterns of resource names (ARN).
    Patterns(Vec<String>),
}

/// The trust policy of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct TrustPolicy {
    /// Always `1`.
    pub version: String,
    /// Who may assume the role.
    pub statement: Vec<TrustStatement>,
}

/// One statement of a trust policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct TrustStatement {
    /// Always `sts:AssumeRole`.
    pub action: String,
    /// Always `Allow`.
    pub effect: String,
    /// The trusted party.
    pub principal: TrustPrincipal,
}

/// The trusted party of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
pub struct TrustPrincipal {
    /// Services by host name.
    pub service: Vec<String>,
}

impl PolicyDocument {
    /// Returns the policy that allows exactly these actions on all resources; actions come out sorted and once.
    pub fn allowing<I: IntoIterator<Item = String>>(actions: I) -> PolicyDocument {
        let mut action: Vec<String> = actions.into_iter().collect();
        action.sort();
        action.dedup();
        let statement = PolicyStatement { effect: "Allow".to_owned(), action, resource: Resource::All("*") };
        PolicyDocument { version: "1".to_owned(), statement: vec![statement] }
    }

    /// Returns the policy that allows documented actions on the resources documented for them: one statement for the
    /// actions without patterns, one for each action with some.
    fn of_facts(facts: &[RamActionFact]) -> PolicyDocument {
        let (named, bare): (Vec<_>, Vec<_>) = facts.iter().partition(|fact| !patterns(fact).is_empty());
        let mut document = PolicyDocument::allowing(bare.iter().map(|fact| fact.action.clone()));
        document.statement.retain(|statement| !statement.action.is_empty());
        for fact in named {
            let resource = Resource::Patterns(patterns(fact));
            let statement =
                PolicyStatement { effect: "Allow".to_owned(), action: vec![fact.action.clone()], resource };
            if !document.statement.contains(&statement) {
                document.statement.push(statement);
            }
        }
        document
    }
}

/// The resource patterns of an action, with `*` for what only a call knows (`{#accountId}`, `{#InstanceId}`); none when
/// they come to everything anyway.
fn patterns(fact: &RamActionFact) -> Vec<String> {
    let mut patterns: Vec<String> = fact.resources.iter().map(|template| filled(template)).collect();
    patterns.sort();
    patterns.dedup();
    if patterns.iter().any(|pattern| pattern == "*") { Vec::new() } else { patterns }
}

fn filled(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{#") {
        let Some((_, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push('*');
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Returns the trust policy of the execution role.
pub fn execution_trust_policy() -> TrustPolicy {
    let statement = TrustStatement {
        action: "sts:AssumeRole".to_owned(),
        effect: "Allow".to_owned(),
        principal: TrustPrincipal { service: vec![TRUSTED_SERVICE.to_owned()] },
    };
    TrustPolicy { version: "1".to_owned(), statement: vec![statement] }
}

/// Returns what is known about the permission of an operation; the product's code may be in any case.
pub fn hint(product: &str, operation: &str) -> RamHint {
    hint_with(product, operation, access::infer(operation))
}

/// Returns what is known about the permission of an operation of the catalogue: what the vendor documents for it, where
/// imported metadata has that, else the product's rule.
pub fn hint_of(operation: &Operation) -> RamHint {
    let mut hint = hint_with(&operation.product, &operation.name, operation.access);
    if hint.needs_none {
        return hint;
    }
    let facts = operation.about.as_ref().map(|about| about.ram_actions.as_slice()).unwrap_or_default();
    if let Some(first) = facts.first() {
        hint.action = Some(first.action.clone());
        hint.standing = Standing::Documented;
        hint.source =
            operation.source.split("; ").find(|source| source.starts_with("api-docs")).map(str::to_owned);
        hint.least_privilege_policy = Some(PolicyDocument::of_facts(facts));
    }
    hint
}

fn hint_with(product: &str, operation: &str, access: AccessLevel) -> RamHint {
    let row = table().products.get(&product.trim().to_ascii_lowercase());
    if let Some(source) = row.and_then(|row| row.needs_none(operation)) {
        return RamHint {
            action: None,
            needs_none: true,
            standing: Standing::Documented,
            access,
            source: Some(source),
            system_policies: Vec::new(),
            least_privilege_policy: None,
            role: EXECUTION_ROLE.to_owned(),
            trust_policy: execution_trust_policy(),
        };
    }
    let action = row.map(|row| format!("{}:{operation}", row.ram_code));
    RamHint {
        needs_none: false,
        standing: row.map_or(Standing::Unknown, RamRow::action_standing),
        access,
        source: row.map(|row| row.source.clone()),
        system_policies: row.map(|row| row.policies(operation, access)).unwrap_or_default(),
        least_privilege_policy: action.clone().map(|action| PolicyDocument::allowing([action])),
        action,
        role: EXECUTION_ROLE.to_owned(),
        trust_policy: execution_trust_policy(),
    }
}

#[derive(Debug, Deserialize)]
struct RamTable {
    products: IndexMap<String, RamRow>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RamRow {
    ram_code: String,
    #[serde(default)]
    system_policies: Vec<String>,
    source: String,
    /// Operations that anybody with valid credentials may call.
    #[serde(default)]
    without_permission: Vec<String>,
    without_permission_source: Option<String>,
    confidence: Option<String>,
    policy_confidence: Option<String>,
}

fn table() -> &'static RamTable {
    static TABLE: OnceLock<RamTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(&embedded_file("ram.json")).expect("a test reads the embedded table")
    })
}

impl RamRow {
    /// Returns the source that says so, when an operation needs no permission.
    fn needs_none(&self, operation: &str) -> Option<String> {
        let is_listed =
            self.without_permission.iter().any(|known| known.eq_ignore_ascii_case(operation.trim()));
        is_listed.then(|| self.without_permission_source.clone().unwrap_or_else(|| self.source.clone()))
    }

    fn is_probable(&self) -> bool {
        self.confidence.as_deref() == Some("low")
    }

    /// `code:Operation` is a rule, documented per operation only where the vendor's operation pages were read.
    fn action_standing(&self) -> Standing {
        if self.is_probable() {
            Standing::Probable
        } else if self.source.contains("apipage") {
            Standing::Documented
        } else {
            Standing::Inferred
        }
    }

    fn policies(&self, operation: &str, access: AccessLevel) -> Vec<SystemPolicy> {
        let doubtful = self.is_probable() || self.policy_confidence.as_deref() == Some("low");
        let standing = if doubtful { Standing::Probable } else { Standing::Documented };
        let best = self.best(operation, access);
        let policies = self.system_policies.iter().map(|name| SystemPolicy {
            name: name.clone(),
            level: level_of(name),
            standing,
            recommended: best.is_some_and(|best| is_variant(name, best)),
        });
        let mut policies: Vec<SystemPolicy> = policies.collect();
        policies.sort_by_key(|policy| !policy.recommended);
        policies
    }

    /// A policy named after the operation, else the product's first read-only one for reading, else its first full one.
    fn best(&self, operation: &str, access: AccessLevel) -> Option<&str> {
        let named =
            self.system_policies.iter().find(|name| name.contains(operation) && !operation.is_empty());
        let of_level = |level| self.system_policies.iter().find(|name| level_of(name) == level);
        let read_only = || of_level(PolicyLevel::ReadOnly).filter(|_| access.is_read());
        named.or_else(read_only).or_else(|| of_level(PolicyLevel::Full)).map(String::as_str)
    }
}

fn level_of(policy: &str) -> PolicyLevel {
    if policy.to_ascii_lowercase().ends_with("readonlyaccess") {
        PolicyLevel::ReadOnly
    } else if policy.ends_with("FullAccess") {
        PolicyLevel::Full
    } else {
        PolicyLevel::Other
    }
}

/// `AliyunYundunWAFv3FullAccess` is the same policy as `AliyunYundunWAFFullAccess` for another edition.
fn is_variant(name: &str, best: &str) -> bool {
    let split = |policy: &str| -> Option<(String, String)> {
        let at = policy.find("FullAccess").or_else(|| policy.find("ReadOnlyAccess"))?;
        let stem = policy[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let edition = stem.len() < at && stem.ends_with('v');
        let stem = if edition { &stem[..stem.len() - 1] } else { &policy[..at] };
        Some((stem.to_owned(), policy[at..].to_owned()))
    };
    name == best || split(name).is_some_and(|parts| Some(parts) == split(best))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recommended(hint: &RamHint) -> Vec<&str> {
        hint.system_policies.iter().filter(|policy| policy.recommended).map(|p| p.name.as_str()).collect()
    }

    #[test]
    fn security_center_products_share_one_code() {
        for product in ["cloud-siem", "sophonsoar", "Sas"] {
            let hint = hint(product, "DescribeSuspEvents");
            assert_eq!(hint.action.as_deref(), Some("yundun-sas:DescribeSuspEvents"), "{product}");
            assert_eq!(hint.standing, Standing::Documented);
            assert_eq!(recommended(&hint), ["AliyunYundunSASReadOnlyAccess"]);
        }
    }

    #[test]
    fn writing_and_unknown_operations_get_the_full_policy() {
        assert_eq!(recommended(&hint("Ecs", "StopInstance")), ["AliyunECSFullAccess"]);
        assert_eq!(recommended(&hint("Ecs", "Frobnicate")), ["AliyunECSFullAccess"]);
        assert_eq!(recommended(&hint("Ecs", "DescribeInstances")), ["AliyunECSReadOnlyAccess"]);
        assert_eq!(hint("Ecs", "StopInstance").standing, Standing::Inferred);
    }

    #[test]
    fn editions_of_a_policy_are_recommended_together() {
        let hint = hint("waf-openapi", "DescribeInstance");

        assert_eq!(hint.action.as_deref(), Some("yundun-waf:DescribeInstance"));
        assert_eq!(recommended(&hint), ["AliyunYundunWAFReadOnlyAccess", "AliyunYundunWAFv3ReadOnlyAccess"]);
    }

    #[test]
    fn a_policy_named_after_the_operation_wins() {
        assert_eq!(recommended(&hint("Sts", "AssumeRole")), ["AliyunSTSAssumeRoleAccess"]);
    }

    #[test]
    fn what_the_vendor_documents_for_an_operation_wins_over_the_rule() {
        let fact =
            crate::catalog::RamActionFact { action: "yundun-sas:Other".to_owned(), resources: Vec::new() };
        let about = crate::catalog::OperationFacts { ram_actions: vec![fact], ..Default::default() };
        let operation = Operation {
            product: "Sas".to_owned(),
            name: "DescribeX".to_owned(),
            source: "api-docs 2026-11-21; package 1".to_owned(),
            about: Some(Box::new(about)),
            ..Operation::default()
        };

        let hint = hint_of(&operation);

        assert_eq!((hint.action.as_deref(), hint.standing), (Some("yundun-sas:Other"), Standing::Documented));
        assert_eq!(hint.source.as_deref(), Some("api-docs 2026-11-21"));
    }

    #[test]
    fn documented_resources_narrow_the_policy() {
        let fact = |action: &str, resources: &[&str]| RamActionFact {
            action: action.to_owned(),
            resources: resources.iter().map(|text| (*text).to_owned()).collect(),
        };
        let facts = [
            fact("ecs:A", &["acs:ecs:{#regionId}:{#accountId}:instance/{#instanceId}"]),
            fact("ecs:B", &["*"]),
            fact("ecs:C", &[]),
        ];

        assert_eq!(
            serde_json::to_string(&PolicyDocument::of_facts(&facts)).unwrap(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:B","ecs:C"],"Resource":"*"},{"Effect":"Allow","Action":["ecs:A"],"Resource":["acs:ecs:*:*:instance/*"]}]}"#
        );
    }

    #[test]
    fn asking_who_one_is_needs_no_permission() {
        let hint = hint("sts", "GetCallerIdentity");

        assert!(hint.needs_none && hint.system_policies.is_empty());
        assert_eq!((hint.action, hint.least_privilege_policy), (None, None));
        assert_eq!(hint.standing, Standing::Documented);
        assert!(hint.source.unwrap().ends_with("getcalleridentity"));
    }

    #[test]
    fn an_unknown_product_stays_unknown() {
        let hint = hint("nothing", "DescribeX");

        assert_eq!(
            (hint.action, hint.standing, hint.least_privilege_policy),
            (None, Standing::Unknown, None)
        );
        assert!(hint.system_policies.is_empty());
    }

    #[test]
    fn rows_from_samples_are_only_probable() {
        let low = table().products.iter().find(|(_, row)| row.is_probable()).unwrap();

        assert_eq!(hint(low.0, "GetX").standing, Standing::Probable);
    }

    #[test]
    fn policies_that_the_newer_page_lacks_are_only_probable() {
        let hint = hint("Actiontrail", "LookupEvents");

        assert!(hint.system_policies.iter().all(|policy| policy.standing == Standing::Probable));
        assert_eq!(
            (hint.action.as_deref(), hint.standing),
            (Some("actiontrail:LookupEvents"), Standing::Inferred)
        );
    }

    #[test]
    fn policies_are_written_in_the_usual_order() {
        let policy = PolicyDocument::allowing(["ecs:B".to_owned(), "ecs:A".to_owned(), "ecs:B".to_owned()]);
        assert_eq!(
            serde_json::to_string(&policy).unwrap(),
            r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:A","ecs:B"],"Resource":"*"}]}"#
        );
        assert_eq!(
            serde_json::to_string(&execution_trust_policy()).unwrap(),
            r#"{"Version":"1","Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["cloudsiem.sas.aliyuncs.com"]}}]}"#
        );
    }

    #[test]
    fn codes_that_differ_from_the_product_are_kept() {
        let differing = table().products.iter().filter(|(key, row)| **key != row.ram_code).count();
        println!("{} products, {differing} with another RAM code", table().products.len());
        assert!(table().products.len() >= 150 && differing >= 40);
    }
}
