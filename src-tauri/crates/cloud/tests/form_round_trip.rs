//! Every value a form can hold for any parameter of the embedded catalogue, and of the vendor's documents, survives the way onto the wire and back.
//!
//! `values` makes what the widget of a shape hands on, `read_back` is the inverse of `serialize::place`, guided by the
//! shape as a server is by its model. Lists joined with a separator cannot hold that separator in any client, so no
//! value here has one. Deliberately absent: the byte forms, which the vectors of `serialize` pin.

#![allow(clippy::print_stdout, reason = "a count that nobody reads is no count")]

mod wire;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use soarboard_cloud::catalog::import::{self, Limits, ProductFacts, Sink, VersionFacts, Why};
use soarboard_cloud::catalog::{Catalog, Operation};
use soarboard_cloud::serialize::{Placed, SerializeError, place};
use soarboard_model::component::{FieldSpec, ParamPlace, ParamSpec, ParamStyle, Shape};

#[derive(Debug, Default)]
struct Counts {
    operations: usize,
    parameters: usize,
    values: usize,
    /// Parameters no value of which may be sent.
    refused: Vec<String>,
    by_place: BTreeMap<String, usize>,
}

#[test]
fn every_value_of_every_form_field_comes_back_from_the_wire() {
    let mut survey = Survey::default();

    operations().for_each(|operation| survey.fields_of(&operation));

    survey.holds();
    let counts = &survey.counts;
    assert!(counts.operations > 3_000 && counts.values > counts.parameters);
    // Headers that signing or HTTP itself writes: a document must not forge them. Only SLS lists any.
    assert!(counts.refused.len() <= 5, "{:?}", counts.refused);
}

#[test]
fn a_whole_form_is_sent_without_one_field_disturbing_another() {
    let mut survey = Survey::default();

    operations().for_each(|operation| survey.whole_form_of(&operation));

    survey.holds();
    assert!(survey.counts.operations > 3_000);
}

#[test]
fn every_value_of_the_documents_comes_back_from_the_wire_too() {
    let Some(archive) = documents() else {
        println!("skipped: no test data (SOARBOARD_TEST_DATA)");
        return;
    };
    let mut survey = Survey::default();

    let imported = import::path(&archive, &Limits::default(), &mut survey);

    println!("{} product versions, {} operations", imported.products, imported.operations);
    survey.holds();
    assert!(imported.products >= 350 && survey.counts.operations > 24_000);
}

/// Checks operations and counts.
#[derive(Default)]
struct Survey {
    counts: Counts,
    failures: Vec<String>,
}

impl Sink for Survey {
    fn version(&mut self, facts: VersionFacts) -> Result<(), Why> {
        for operation in &facts.operations {
            self.fields_of(operation);
            self.whole_form_of(operation);
        }
        Ok(())
    }

    fn products(&mut self, _: Vec<ProductFacts>) -> Result<(), Why> {
        Ok(())
    }
}

impl Survey {
    fn fields_of(&mut self, operation: &Operation) {
        self.counts.operations += 1;
        for spec in &operation.params {
            self.counts.parameters += 1;
            if is_kept_by_http(spec) {
                self.counts.refused.push(format!("{} {}", operation.name, spec.name));
                continue;
            }
            *self.counts.by_place.entry(format!("{:?}", spec.place)).or_default() += 1;
            for value in values(spec) {
                self.counts.values += 1;
                if let Err(reason) = check(operation, spec, &value) {
                    let Operation { product, name, .. } = operation;
                    self.failures.push(format!("{product} {name} {} {value}: {reason}", spec.name));
                }
            }
        }
    }

    fn whole_form_of(&mut self, operation: &Operation) {
        // Some documents list a part of a list again as a parameter of its own (`DataDisk.1.Size`): it is the same pair.
        let alone = |p: &&ParamSpec| {
            let mut heads = p.name.match_indices('.').map(|(at, _)| &p.name[..at]);
            !heads.any(|head| operation.param(head).is_some())
        };
        let filled: Vec<(ParamSpec, Value)> =
            sendable(operation).filter(alone).filter_map(|p| Some((p.clone(), values(p).pop()?))).collect();
        self.counts.operations += 1;
        let Operation { product, name, .. } = operation;
        let sent: Vec<ParamSpec> = filled.iter().map(|(spec, _)| spec.clone()).collect();
        match place(&filled) {
            Err(error) => self.failures.push(format!("{product} {name}: {error}")),
            Ok(placed) => {
                for (spec, value) in &filled {
                    self.counts.values += 1;
                    let back = wire::read_back(spec, &placed, &sent);
                    if back != wire::meant(spec, value) {
                        self.failures.push(format!("{product} {name} {}: {back:?}", spec.name));
                    }
                }
            }
        }
    }

    #[track_caller]
    fn holds(&self) {
        let Counts { operations, parameters, values, refused, by_place } = &self.counts;
        println!(
            "{operations} forms, {parameters} parameters, {values} values, {} refused, {by_place:?}",
            refused.len()
        );
        let shown: Vec<String> =
            self.failures.iter().take(40).map(|text| text.chars().take(300).collect()).collect();
        let shown = shown.join("\n");
        assert!(self.failures.is_empty(), "{} of {values} values failed:\n{shown}", self.failures.len());
    }
}

/// The vendor's real documents, which are not part of the repository.
fn documents() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let given = std::env::var_os("SOARBOARD_TEST_DATA").map(PathBuf::from);
    let folders = given.into_iter().chain([beside]);
    folders.map(|folder| folder.join("api-docs/all-en_us.tar.xz")).find(|file| file.is_file())
}

#[test]
fn a_header_refuses_what_http_cannot_carry_instead_of_mangling_it() {
    let header = |op: &Operation| sendable(op).find(|p| p.place == ParamPlace::Header).cloned();
    let specs: Vec<ParamSpec> = operations().filter_map(|op| header(&op)).collect();

    assert!(!specs.is_empty());
    for spec in specs {
        assert!(place(&[(spec, json!("中文"))]).is_err());
    }
}

fn operations() -> impl Iterator<Item = std::sync::Arc<Operation>> {
    let catalog = Catalog::embedded();
    catalog.products().flat_map(move |product| {
        product.versions.iter().flat_map(move |version| {
            let names = catalog.operations(&product.code, Some(version));
            names.iter().filter_map(move |n| catalog.operation(&product.code, Some(version), &n.name))
        })
    })
}

fn sendable(operation: &Operation) -> impl Iterator<Item = &ParamSpec> {
    operation.params.iter().filter(|spec| !is_kept_by_http(spec))
}

/// Says whether a parameter is a header that is not the caller's to set.
fn is_kept_by_http(spec: &ParamSpec) -> bool {
    let sent = || place(&[(spec.clone(), json!("x"))]);
    spec.place == ParamPlace::Header && matches!(sent(), Err(SerializeError::ReservedHeader(_)))
}

fn check(operation: &Operation, spec: &ParamSpec, value: &Value) -> Result<(), String> {
    if !fits(&spec.shape, value) {
        return Err("does not fit its shape".to_owned());
    }
    let placed = place(&[(spec.clone(), value.clone())]);
    let is_document = |root: &Map<String, Value>| root.len() == 1 && !root.values().any(Value::is_array);
    if spec.style == Some(ParamStyle::Xml) && !value.as_object().is_some_and(is_document) {
        let refused = placed.is_err() || value.is_string();
        return if refused { Ok(()) } else { Err("sent without a single root".to_owned()) };
    }
    let placed: Placed = placed.map_err(|error| error.to_string())?;
    let (back, meant) = (wire::read_back(spec, &placed, &[]), wire::meant(spec, value));
    if back != meant {
        return Err(format!("came back as {back:?} instead of {meant:?}, {placed:?}"));
    }
    let is_path = spec.place == ParamPlace::Path && operation.path.contains(&format!("{{{}}}", spec.name));
    if is_path && wire::through_path(spec, &placed) != placed.path.first().map(|(_, text)| text.clone()) {
        return Err("the path changes it".to_owned());
    }
    Ok(())
}

/// Says whether the widget of a shape can show a value, as `ui/src/inspector/widgets/widget.ts` does.
fn fits(shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (_, Value::Null) | (Shape::Any, _) => true,
        (Shape::Array(item), Value::Array(items)) => items.iter().all(|v| fits(item, v)),
        (Shape::Map(item), Value::Object(map)) => map.values().all(|v| fits(item, v)),
        (Shape::Object(fields), Value::Object(map)) => map
            .iter()
            .all(|(key, value)| fields.iter().any(|field| field.name == *key && fits(&field.shape, value))),
        (Shape::Array(_) | Shape::Map(_) | Shape::Object(_), _) => false,
        (Shape::Boolean, value) => value.is_boolean(),
        (_, value) => !value.is_array() && !value.is_object(),
    }
}

/// Returns the values that the widget of a parameter hands on; an emptied one hands on nothing.
fn values(spec: &ParamSpec) -> Vec<Value> {
    let is_header = spec.place == ParamPlace::Header;
    let mut all = shape_values(&spec.shape, is_header);
    all.extend(spec.choices.iter().map(|choice| json!(choice)).filter(|choice| fits(&spec.shape, choice)));
    all
}

fn shape_values(shape: &Shape, is_ascii: bool) -> Vec<Value> {
    match shape {
        Shape::String | Shape::File if is_ascii => vec![json!("007"), json!("a b&c=d/%20")],
        Shape::String | Shape::File => vec![json!("007"), json!("a b&c=d/%20+"), json!("中文 “x” 😀\n\\")],
        Shape::Int32 => vec![json!(0), json!(-1), json!(i32::MAX)],
        // What JavaScript would round, the form keeps as text.
        Shape::Int64 => vec![json!(0), json!(9_007_199_254_740_991_i64), json!("-9223372036854775808")],
        Shape::Number => vec![json!(0.5), json!(-3), json!("0.1000000000000000055")],
        Shape::Boolean => vec![json!(true), json!(false)],
        Shape::Array(item) => list_values(item, is_ascii),
        Shape::Object(fields) => object_values(fields, is_ascii),
        Shape::Map(item) => map_values(item, is_ascii),
        Shape::Any => vec![
            json!("text"),
            json!(7),
            json!(true),
            json!(["a", "b"]),
            json!({ "Key": "k", "Deep": { "List": [1, 2], "Flag": false } }),
        ],
    }
}

/// One row of each kind, all kinds in one list, and a row added but not filled in before one that is.
fn list_values(item: &Shape, is_ascii: bool) -> Vec<Value> {
    let items = shape_values(item, is_ascii);
    let mut lists: Vec<Value> = items.iter().map(|one| json!([one])).collect();
    if let Some(first) = items.first() {
        lists.push(json!([blank(item), first]));
    }
    lists.push(Value::Array(items));
    lists
}

/// What a new row of a list holds, as `blankOf` of the form has it.
fn blank(shape: &Shape) -> Value {
    match shape {
        Shape::Array(_) => json!([]),
        Shape::Object(_) | Shape::Map(_) => json!({}),
        Shape::String | Shape::File => json!(""),
        _ => Value::Null,
    }
}

/// All fields together with their first, second … values, and every field alone.
fn object_values(fields: &[FieldSpec], is_ascii: bool) -> Vec<Value> {
    let kinds: Vec<(&str, Vec<Value>)> =
        fields.iter().map(|field| (field.name.as_str(), shape_values(&field.shape, is_ascii))).collect();
    let most = kinds.iter().map(|(_, of)| of.len()).max().unwrap_or_default();
    let alone = kinds
        .iter()
        .filter_map(|(name, of)| Some(Map::from_iter([((*name).to_owned(), of.last()?.clone())])));
    let together = (0..most).map(|at| {
        let one = |(name, of): &(&str, Vec<Value>)| {
            Some(((*name).to_owned(), of.get(at % of.len().max(1))?.clone()))
        };
        kinds.iter().filter_map(one).collect::<Map<_, _>>()
    });
    alone.chain(together).map(Value::Object).collect()
}

/// Keys with dots only where the values have no parts: elsewhere no reader could tell where the key ends. Keys that
/// become names of headers have no colon.
fn map_values(item: &Shape, is_ascii: bool) -> Vec<Value> {
    let is_flat = !matches!(item, Shape::Array(_) | Shape::Object(_) | Shape::Map(_) | Shape::Any);
    let second = if is_flat && !is_ascii { "acs:tag.team" } else { "team" };
    let items = shape_values(item, is_ascii);
    let pair = |one: &Value| json!({ "env": one, second: one });
    items.iter().map(pair).collect()
}
