//! What changed between two states of the metadata that can break a call.
//!
//! Only what can hurt is listed: operations and parameters that went away, other names, new duties, new warnings. New
//! optional parameters and other texts are not. Deliberately absent: playbooks (see the command line).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::ParamSpec;

use super::import::VersionFacts;
use super::operation::Operation;

/// One change that can break a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Product code.
    pub product: String,
    /// API version in the newer state; in the older one where the newer has none.
    pub version: String,
    /// Operation.
    pub operation: String,
    /// Parameter; absent when the operation itself changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// What happened.
    pub kind: ChangeKind,
    /// The new name, of what was renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What happened to an operation or parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// It is gone.
    Removed,
    /// It seems to have another name now: one of the same place and shape appeared.
    Renamed,
    /// A call without it is refused from now on.
    NewlyRequired,
    /// The vendor advises against it from now on.
    Deprecated,
}

/// Compares two states; product versions that only one of them has are left out, but for a product that has one
/// version in each.
pub fn diff(old: &[VersionFacts], new: &[VersionFacts]) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in old {
        let of_product =
            |list: &'_ [VersionFacts]| list.iter().filter(|facts| same_product(facts, before)).count();
        let only_one = of_product(old) == 1 && of_product(new) == 1;
        let after = new
            .iter()
            .find(|facts| same_product(facts, before) && (only_one || facts.version == before.version));
        if let Some(after) = after {
            compare(before, after, &mut changes);
        }
    }
    changes
}

fn same_product(a: &VersionFacts, b: &VersionFacts) -> bool {
    a.product.eq_ignore_ascii_case(&b.product)
}

fn compare(before: &VersionFacts, after: &VersionFacts, changes: &mut Vec<Change>) {
    let new: BTreeMap<&str, &Operation> = after.operations.iter().map(|op| (op.name.as_str(), op)).collect();
    for old in &before.operations {
        let mut note = |param: Option<&str>, kind, to: Option<&str>| {
            changes.push(Change {
                product: after.product.clone(),
                version: after.version.clone(),
                operation: old.name.clone(),
                param: param.map(str::to_owned),
                kind,
                to: to.map(str::to_owned),
            });
        };
        let Some(operation) = new.get(old.name.as_str()) else {
            note(None, ChangeKind::Removed, None);
            continue;
        };
        if operation.deprecated && !old.deprecated {
            note(None, ChangeKind::Deprecated, None);
        }
        compare_params(old, operation, &mut note);
    }
}

fn compare_params(
    old: &Operation,
    new: &Operation,
    note: &mut impl FnMut(Option<&str>, ChangeKind, Option<&str>),
) {
    let added: Vec<&ParamSpec> = new.params.iter().filter(|param| old.param(&param.name).is_none()).collect();
    let mut taken: Vec<&str> = Vec::new();
    for before in &old.params {
        let name = Some(before.name.as_str());
        match new.param(&before.name) {
            None => {
                let follower = added
                    .iter()
                    .find(|param| follows(before, param) && !taken.contains(&param.name.as_str()));
                if let Some(follower) = follower {
                    taken.push(&follower.name);
                    note(name, ChangeKind::Renamed, Some(&follower.name));
                } else {
                    note(name, ChangeKind::Removed, None);
                }
            }
            Some(after) => {
                if after.required && !before.required {
                    note(name, ChangeKind::NewlyRequired, None);
                }
                if after.deprecated && !before.deprecated {
                    note(name, ChangeKind::Deprecated, None);
                }
            }
        }
    }
    for param in added.iter().filter(|param| param.required && !taken.contains(&param.name.as_str())) {
        note(Some(&param.name), ChangeKind::NewlyRequired, None);
    }
}

/// Says whether a new parameter is the old one under another name: the same place and kind of value, and one name
/// holds the other when case, separators and plural are left aside.
fn follows(old: &ParamSpec, new: &ParamSpec) -> bool {
    let plain = |name: &str| -> String {
        let letters =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        letters.trim_end_matches('s').to_owned()
    };
    let (a, b) = (plain(&old.name), plain(&new.name));
    let alike = a == b || (a.len() > 3 && b.contains(&a)) || (b.len() > 3 && a.contains(&b));
    alike && old.place == new.place && old.shape.word() == new.shape.word()
}

#[cfg(test)]
mod tests {
    use soarboard_model::component::Shape;

    use super::*;
    use crate::catalog::ApiStyle;
    use crate::catalog::import::{Language, SourceKind};

    fn param(name: &str, required: bool, deprecated: bool) -> ParamSpec {
        ParamSpec { name: name.into(), required, deprecated, shape: Shape::String, ..ParamSpec::default() }
    }

    fn facts(version: &str, operations: Vec<(&str, Vec<ParamSpec>)>) -> VersionFacts {
        let operation =
            |(name, params): (&str, _)| Operation { name: name.into(), params, ..Operation::default() };
        VersionFacts {
            product: "Odd".into(),
            version: version.into(),
            style: ApiStyle::Rpc,
            kind: SourceKind::ApiDocs,
            language: Language::En,
            complete: true,
            operations: operations.into_iter().map(operation).collect(),
        }
    }

    #[test]
    fn what_can_break_a_call_is_listed() {
        let old = [facts(
            "1",
            vec![
                (
                    "A",
                    vec![
                        param("Gone", false, false),
                        param("GroupId", false, false),
                        param("Now", false, false),
                        param("Old", false, false),
                    ],
                ),
                ("B", vec![]),
            ],
        )];
        let new = [facts(
            "2",
            vec![(
                "A",
                vec![
                    param("SecurityGroupId", true, false),
                    param("Now", true, false),
                    param("Old", false, true),
                    param("Must", true, false),
                    param("May", false, false),
                ],
            )],
        )];

        let found: Vec<(Option<String>, ChangeKind)> =
            diff(&old, &new).into_iter().map(|change| (change.param, change.kind)).collect();

        let p = |name: &str| Some(name.to_owned());
        assert_eq!(
            found,
            [
                (p("Gone"), ChangeKind::Removed),
                (p("GroupId"), ChangeKind::Renamed),
                (p("Now"), ChangeKind::NewlyRequired),
                (p("Old"), ChangeKind::Deprecated),
                (p("Must"), ChangeKind::NewlyRequired),
                (None, ChangeKind::Removed),
            ]
        );
    }

    #[test]
    fn the_same_state_has_no_changes() {
        let state = [facts("1", vec![("A", vec![param("X", true, false)])])];

        assert!(diff(&state, &state).is_empty());
    }
}
