//! Joining what several sources tell about one operation.
//!
//! The rule, field by field, stands in ARCHITECTURE.md ("Facts from several sources"): a document of the metadata
//! service leads, then the embedded facts, then the official command line's metadata. A leading source decides a field
//! that it has; what it does not have comes from the next one.

use soarboard_model::component::{FieldSpec, ParamSpec, Shape};

use super::access::Standing;
use super::facts::{OperationFacts, Origin, Part};
use super::operation::Operation;

/// Joins operations, the leading source first. `None` when there are none.
pub(super) fn merge(layers: Vec<Operation>) -> Option<Operation> {
    let mut layers = layers.into_iter();
    let mut whole = layers.next()?;
    let first = whole.source.clone();
    let mut origins = Origins::of(&whole, &first);
    for layer in layers {
        origins.take_from(&whole, &layer);
        whole.source = format!("{}; {}", whole.source, layer.source);
        add(&mut whole, layer);
    }
    if whole.source != first {
        whole.about.get_or_insert_default().origins = origins.list;
    }
    Some(whole)
}

fn add(whole: &mut Operation, layer: Operation) {
    for param in layer.params {
        match whole.params.iter_mut().find(|known| known.name == param.name) {
            Some(known) => add_param(known, param),
            None => whole.params.push(param),
        }
    }
    match (&mut whole.response, layer.response) {
        (Some(known), Some(told)) => add_shape(known, &told),
        (known @ None, told) => *known = told,
        (Some(_), None) => {}
    }
    if layer.access.standing == Standing::Documented && whole.access.standing != Standing::Documented {
        whole.access = layer.access;
    }
    whole.title_en = whole.title_en.take().or(layer.title_en);
    whole.title_zh = whole.title_zh.take().or(layer.title_zh);
    whole.deprecated |= layer.deprecated;
    if let Some(told) = layer.about {
        add_facts(whole.about.get_or_insert_default(), *told);
    }
}

fn add_facts(whole: &mut OperationFacts, told: OperationFacts) {
    whole.doc.fill_from(&told.doc);
    whole.high_risk |= told.high_risk;
    whole.paid |= told.paid;
    if whole.ram_actions.is_empty() {
        whole.ram_actions = told.ram_actions;
    }
    if whole.errors.is_empty() {
        whole.errors = told.errors;
    }
    whole.response_demo = whole.response_demo.take().or(told.response_demo);
}

fn add_param(known: &mut ParamSpec, told: ParamSpec) {
    if known.choices.is_empty() {
        known.choices = told.choices;
    }
    known.deprecated |= told.deprecated;
    if known.style.is_none() && known.place == told.place {
        known.style = told.style;
    }
    add_shape(&mut known.shape, &told.shape);
    if let Some(facts) = told.about {
        match &mut known.about {
            Some(mine) => mine.fill_from(&facts),
            mine @ None => *mine = Some(facts),
        }
    }
}

/// A shape that is known closer takes the place of `any`; texts of fields are filled in.
fn add_shape(known: &mut Shape, told: &Shape) {
    match (known, told) {
        (known @ Shape::Any, told) => known.clone_from(told),
        (Shape::Array(known), Shape::Array(told)) | (Shape::Map(known), Shape::Map(told)) => {
            add_shape(known, told)
        }
        (Shape::Object(known), Shape::Object(told)) => told.iter().for_each(|field| add_field(known, field)),
        (known @ Shape::Map(_), told @ Shape::Object(_)) => known.clone_from(told),
        _ => {}
    }
}

fn add_field(known: &mut [FieldSpec], told: &FieldSpec) {
    let Some(field) = known.iter_mut().find(|field| field.name == told.name) else { return };
    add_shape(&mut field.shape, &told.shape);
    if field.choices.is_empty() {
        field.choices.clone_from(&told.choices);
    }
    match (&mut field.about, &told.about) {
        (Some(mine), Some(facts)) => mine.fill_from(facts),
        (mine @ None, facts) => mine.clone_from(facts),
        (Some(_), None) => {}
    }
}

/// Notes which source was the first to tell a part.
struct Origins {
    list: Vec<Origin>,
}

impl Origins {
    fn of(operation: &Operation, source: &str) -> Origins {
        let part = |part| Origin { part, source: source.to_owned() };
        Origins { list: parts(operation).into_iter().map(part).collect() }
    }

    fn take_from(&mut self, whole: &Operation, layer: &Operation) {
        let known = parts(whole);
        let new = parts(layer).into_iter().filter(|part| !known.contains(part));
        self.list.extend(new.map(|part| Origin { part, source: layer.source.clone() }));
    }
}

/// The parts that an operation has.
fn parts(operation: &Operation) -> Vec<Part> {
    let about = operation.about.as_deref();
    let has = |part: bool, name: Part| part.then_some(name);
    let said =
        |zh: bool| about.is_some_and(|facts| !if zh { &facts.doc.zh } else { &facts.doc.en }.is_empty());
    [
        Some(Part::Request),
        has(operation.response.is_some(), Part::Response),
        has(operation.title_en.is_some() || said(false), Part::ProseEn),
        has(operation.title_zh.is_some() || said(true), Part::ProseZh),
        has(operation.access.standing == Standing::Documented, Part::Access),
        has(about.is_some_and(|facts| !facts.ram_actions.is_empty()), Part::Permission),
    ]
    .into_iter()
    .flatten()
    .collect()
}
