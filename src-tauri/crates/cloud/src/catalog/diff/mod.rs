//! What changed between two states of the metadata that can break a call.
//!
//! Only what can hurt is listed: operations, parameters and fields inside them that went away, other names, new duties,
//! new warnings. New optional parameters and other texts are not. Deliberately absent: playbooks (see the command line).

mod path;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use soarboard_model::component::{FieldSpec, ParamPlace, ParamSpec, Shape};

use super::import::VersionFacts;
use super::operation::Operation;

pub use path::ParamPath;

/// How deep the fields of a value are compared; sources are cut well before.
const MOST_DEPTH: usize = 16;

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
    /// Parameter, or field inside one; absent when the operation itself changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<ParamPath>,
    /// What happened.
    pub kind: ChangeKind,
    /// The new name, of what was renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<ParamPath>,
}

/// What happened to an operation, a parameter or a field.
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
        let mut note = |param: Option<ParamPath>, kind, to: Option<ParamPath>| {
            let (product, version) = (after.product.clone(), after.version.clone());
            changes.push(Change { product, version, operation: old.name.clone(), param, kind, to });
        };
        let Some(operation) = new.get(old.name.as_str()) else {
            note(None, ChangeKind::Removed, None);
            continue;
        };
        if operation.deprecated && !old.deprecated {
            note(None, ChangeKind::Deprecated, None);
        }
        let [before, after] =
            [old, *operation].map(|op| op.params.iter().map(Part::of_param).collect::<Vec<_>>());
        Walk { note: &mut note, depth: 0 }.parts(&before, &after, &ParamPath::of);
    }
}

/// A parameter, or a field inside one.
#[derive(Clone, Copy)]
struct Part<'a> {
    name: &'a str,
    /// Absent below a parameter.
    place: Option<ParamPlace>,
    required: bool,
    deprecated: bool,
    shape: &'a Shape,
}

impl<'a> Part<'a> {
    fn of_param(spec: &'a ParamSpec) -> Part<'a> {
        let ParamSpec { name, place, required, deprecated, shape, .. } = spec;
        Part { name, place: Some(*place), required: *required, deprecated: *deprecated, shape }
    }

    fn of_field(spec: &'a FieldSpec) -> Part<'a> {
        let FieldSpec { name, required, deprecated, shape, .. } = spec;
        Part { name, place: None, required: *required, deprecated: *deprecated, shape }
    }
}

/// Takes changes as they are found.
type Note<'n> = dyn FnMut(Option<ParamPath>, ChangeKind, Option<ParamPath>) + 'n;

struct Walk<'n, 'm> {
    note: &'m mut Note<'n>,
    depth: usize,
}

impl Walk<'_, '_> {
    /// Compares parameters, or the fields of an object; `path_of` gives the path of one by its name.
    fn parts(&mut self, old: &[Part<'_>], new: &[Part<'_>], path_of: &dyn Fn(&str) -> ParamPath) {
        let find = |parts: &[Part<'_>], name: &str| parts.iter().position(|part| part.name == name);
        let added: Vec<&Part<'_>> = new.iter().filter(|part| find(old, part.name).is_none()).collect();
        let mut taken: Vec<&str> = Vec::new();
        for before in old {
            let path = path_of(before.name);
            if let Some(at) = find(new, before.name) {
                self.part(before, &new[at], path);
                continue;
            }
            let follower = added.iter().find(|part| follows(before, part) && !taken.contains(&part.name));
            if let Some(follower) = follower {
                taken.push(follower.name);
                (self.note)(Some(path), ChangeKind::Renamed, Some(path_of(follower.name)));
            } else {
                (self.note)(Some(path), ChangeKind::Removed, None);
            }
        }
        for part in added.iter().filter(|part| part.required && !taken.contains(&part.name)) {
            (self.note)(Some(path_of(part.name)), ChangeKind::NewlyRequired, None);
        }
    }

    fn part(&mut self, before: &Part<'_>, after: &Part<'_>, path: ParamPath) {
        if after.required && !before.required {
            (self.note)(Some(path.clone()), ChangeKind::NewlyRequired, None);
        }
        if after.deprecated && !before.deprecated {
            (self.note)(Some(path.clone()), ChangeKind::Deprecated, None);
        }
        self.shape(before.shape, after.shape, &path);
    }

    /// Compares what is inside; nothing where one of the two states does not tell.
    fn shape(&mut self, before: &Shape, after: &Shape, path: &ParamPath) {
        if self.depth == MOST_DEPTH {
            return;
        }
        self.depth += 1;
        match (before, after) {
            (Shape::Array(old), Shape::Array(new)) => self.shape(old, new, &path.item()),
            (Shape::Map(old), Shape::Map(new)) => self.shape(old, new, &path.map_value()),
            (Shape::Object(old), Shape::Object(new)) => {
                let [old, new] =
                    [old, new].map(|fields| fields.iter().map(Part::of_field).collect::<Vec<_>>());
                self.parts(&old, &new, &|name| path.field(name));
            }
            _ => {}
        }
        self.depth -= 1;
    }
}

/// Says whether a new part is the old one under another name: the same place and kind of value, and one name holds the
/// other when case, separators and plural are left aside.
fn follows(old: &Part<'_>, new: &Part<'_>) -> bool {
    let plain = |name: &str| -> String {
        let letters =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        letters.trim_end_matches('s').to_owned()
    };
    let (a, b) = (plain(old.name), plain(new.name));
    let alike = a == b || (a.len() > 3 && b.contains(&a)) || (b.len() > 3 && a.contains(&b));
    alike && old.place == new.place && old.shape.word() == new.shape.word()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::ApiStyle;
    use crate::catalog::import::{self, Language, SourceKind};

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

        let found: Vec<(Option<String>, ChangeKind)> = diff(&old, &new)
            .into_iter()
            .map(|change| (change.param.map(|path| path.to_string()), change.kind))
            .collect();

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

    fn field(name: &str, required: bool, shape: Shape) -> FieldSpec {
        FieldSpec { name: name.into(), required, shape, ..FieldSpec::default() }
    }

    fn told(old: Vec<ParamSpec>, new: Vec<ParamSpec>) -> Vec<String> {
        let text = |change: Change| {
            let to = change.to.map(|to| format!(" {to}")).unwrap_or_default();
            format!("{} {:?}{to}", change.param.unwrap(), change.kind)
        };
        diff(&[facts("1", vec![("A", old)])], &[facts("1", vec![("A", new)])]).into_iter().map(text).collect()
    }

    #[test]
    fn fields_of_lists_objects_and_maps_are_compared_where_they_stand() {
        let state = |key: &str, is_required: bool, more: Option<FieldSpec>| {
            let mut fields =
                vec![field(key, false, Shape::String), field("Value", is_required, Shape::String)];
            fields.extend(more);
            let object = Shape::Object(fields);
            let of = |name: &str, shape| ParamSpec { shape, ..param(name, false, false) };
            vec![
                of("Filter", Shape::Array(Box::new(object.clone()))),
                of("Labels", Shape::Map(Box::new(Shape::Array(Box::new(object.clone()))))),
                of("Spec", Shape::Object(vec![field("Inner", false, object)])),
            ]
        };
        let old = || state("Key", false, Some(field("Mode", false, Shape::Int32)));

        assert!(told(old(), old()).is_empty());
        assert_eq!(
            told(old(), state("Keys", true, None)),
            ["Filter[]", "Labels{}[]", "Spec.Inner"]
                .map(|at| {
                    [
                        format!("{at}.Key Renamed {at}.Keys"),
                        format!("{at}.Value NewlyRequired"),
                        format!("{at}.Mode Removed"),
                    ]
                })
                .concat()
        );
        assert_eq!(
            told(old(), state("Key", false, Some(field("Must", true, Shape::String)))),
            ["Filter[]", "Labels{}[]", "Spec.Inner"]
                .map(|at| [format!("{at}.Mode Removed"), format!("{at}.Must NewlyRequired")])
                .concat()
        );
    }

    #[test]
    fn a_state_that_does_not_tell_what_is_inside_takes_nothing_away() {
        let list =
            |item| vec![ParamSpec { shape: Shape::Array(Box::new(item)), ..param("Filter", false, false) }];
        let known = Shape::Object(vec![field("Key", true, Shape::String)]);

        assert!(told(list(known.clone()), list(Shape::Any)).is_empty());
        assert!(told(list(Shape::Any), list(known)).is_empty());
    }

    #[test]
    fn a_schema_that_refers_to_itself_is_compared_as_deep_as_it_was_read() {
        let document = |more: &str| {
            format!(
                r##"{{"info":{{"style":"RPC","product":"Odd","version":"1"}},"apis":{{"A":{{"methods":["post"],
                "parameters":[{{"name":"Tree","in":"query","schema":{{"$ref":"#/components/schemas/T"}}}}]}}}},
                "components":{{"schemas":{{"T":{{"type":"object","properties":{{{more}
                "Next":{{"$ref":"#/components/schemas/T"}},"Name":{{"type":"string"}}}}}}}}}}}}"##
            )
        };
        let read = |more: &str| {
            let mut kept = Kept::default();
            import::bytes("odd.json", document(more).as_bytes(), &import::Limits::default(), &mut kept);
            kept.0
        };
        let (old, new) = (read(r#""Gone":{"type":"integer"},"#), read(""));

        let found = diff(&old, &new);

        assert!(diff(&old, &old).is_empty());
        let paths: Vec<String> =
            found.iter().map(|change| change.param.as_ref().unwrap().to_string()).collect();
        assert_eq!(paths, ["Tree.Gone"]);
        assert!(found.iter().all(|change| change.kind == ChangeKind::Removed), "{found:?}");
    }

    #[test]
    fn shapes_deeper_than_any_source_end() {
        let deep = |name: &str| {
            let inner = Shape::Object(vec![field(name, false, Shape::String)]);
            let shape = (0..500).fold(inner, |shape, _| Shape::Array(Box::new(shape)));
            vec![ParamSpec { shape, ..param("Deep", false, false) }]
        };

        assert!(told(deep("A"), deep("B")).is_empty());
    }

    /// Keeps product versions in memory.
    #[derive(Default)]
    struct Kept(Vec<VersionFacts>);

    impl import::Sink for Kept {
        fn version(&mut self, facts: VersionFacts) -> Result<(), import::Why> {
            self.0.push(facts);
            Ok(())
        }

        fn products(&mut self, _: Vec<import::ProductFacts>) -> Result<(), import::Why> {
            Ok(())
        }
    }

    #[test]
    fn the_same_state_has_no_changes() {
        let state = [facts("1", vec![("A", vec![param("X", true, false)])])];

        assert!(diff(&state, &state).is_empty());
    }
}
