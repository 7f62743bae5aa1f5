//! Writes the facts of a product version: one JSON file, one operation per line, so that a review shows what changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::ProductFacts;
use super::client::{Input, Operation, Place};
use super::models::{Field, Model, Models};
use super::shape;
use super::text::quote;

/// Writes the file of a product version if it differs; says whether it did. With `check` nothing is written.
///
/// # Errors
/// When the file or its folder cannot be written.
pub fn product(path: &Path, facts: &ProductFacts, check: bool) -> Result<bool, String> {
    let text = render(facts);
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    if !check {
        let folder = path.parent().unwrap_or(path);
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(true)
}

/// Removes product files that no source produces any more; returns how many there were.
///
/// # Errors
/// When a folder cannot be read or a file cannot be removed.
pub fn remove_strangers(catalog: &Path, written: &[PathBuf], check: bool) -> Result<usize, String> {
    let read = |folder: &Path| std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()));
    let mut strangers = 0;
    for folder in read(catalog)?.flatten().map(|e| e.path()).filter(|p| p.is_dir()) {
        for file in read(&folder)?.flatten().map(|e| e.path()).filter(|p| !written.contains(p)) {
            strangers += 1;
            if !check {
                std::fs::remove_file(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            }
        }
        if !check {
            // Succeeds only for a folder that is empty now; any other is wanted.
            let _ = std::fs::remove_dir(&folder);
        }
    }
    Ok(strangers)
}

fn render(facts: &ProductFacts) -> String {
    let mut out = String::from("{\n");
    for (key, value) in [
        ("_about", "Facts made by `cargo xtask catalog`; do not edit. Notation: schemas/catalog/README.md"),
        ("product", &facts.product),
        ("version", &facts.version),
        ("style", &facts.style),
        ("source", &facts.source),
    ] {
        let _ = writeln!(out, "{}:{},", quote(key), quote(value));
    }
    out.push_str("\"operations\":{\n");
    let lines: Vec<String> = facts.operations.iter().map(|op| operation(op, facts)).collect();
    out.push_str(&lines.join(",\n"));
    out.push_str("\n}}\n");
    out
}

fn operation(op: &Operation, facts: &ProductFacts) -> String {
    let mut members = Vec::new();
    if op.style != facts.style {
        members.push(format!("\"style\":{}", quote(&op.style)));
    }
    members.push(format!("\"method\":{}", quote(&op.method)));
    if op.path != "/" {
        members.push(format!("\"path\":{}", quote(&op.path)));
    }
    if op.deprecated {
        members.push("\"deprecated\":true".to_owned());
    }
    members.extend(inputs(op, &facts.models));
    let body = facts.models.get(&op.response).and_then(|m| m.field("body"));
    if let Some(body) = body {
        members.push(format!("\"response\":{}", shape::write(&body.class, &facts.models)));
    }
    format!("{}:{{{}}}", quote(&op.name), members.join(","))
}

/// The parameters by place, then what is known about some of them.
fn inputs(op: &Operation, models: &Models) -> Vec<String> {
    let request = op.request.as_deref().and_then(|name| models.get(name));
    let headers = op.headers.as_deref().and_then(|name| models.get(name));
    let every = all_inputs(op, request);
    let mut facts = Facts::default();
    let mut members = Vec::new();
    for place in Place::ALL {
        let here: Vec<String> = every
            .iter()
            .filter(|input| input.place == place)
            .map(|input| {
                let owner = if place == Place::Header { headers } else { request };
                facts.parameter(input, owner.and_then(|m| m.field(&input.attribute)), models)
            })
            .collect();
        if !here.is_empty() {
            members.push(format!("{}:{{{}}}", quote(place.key()), here.join(",")));
        }
    }
    members.extend(facts.members());
    members
}

fn all_inputs<'a>(op: &'a Operation, request: Option<&Model>) -> Vec<std::borrow::Cow<'a, Input>> {
    use std::borrow::Cow;
    let mut every: Vec<Cow<'a, Input>> = op.inputs.iter().map(Cow::Borrowed).collect();
    if op.all_in_query {
        for field in request.map(|m| m.fields.as_slice()).unwrap_or_default() {
            every.push(Cow::Owned(Input {
                wire: field.wire.clone(),
                attribute: field.attribute.clone(),
                place: Place::Query,
                style: None,
            }));
        }
    }
    every
}

/// Side facts gathered while the parameters of one operation are written.
#[derive(Default)]
struct Facts {
    json: Vec<String>,
    simple: Vec<String>,
    whole: Vec<String>,
    deprecated: Vec<String>,
    choices: Vec<String>,
}

impl Facts {
    fn parameter(&mut self, input: &Input, field: Option<&Field>, models: &Models) -> String {
        let required = matches!(input.place, Place::Path | Place::Host) || field.is_some_and(|f| f.required);
        let is_whole = input.style.as_deref() == Some("whole");
        // A whole body has no name on the wire: the data class has the vendor's spelling.
        let wire = field.filter(|_| is_whole).map_or(&input.wire, |field| &field.wire);
        let name = quote(wire);
        match input.style.as_deref() {
            Some("json") => self.json.push(name.clone()),
            Some("simple") => self.simple.push(name.clone()),
            Some("whole") => self.whole.push(name.clone()),
            _ => {}
        }
        if let Some(field) = field {
            if field.deprecated {
                self.deprecated.push(name.clone());
            }
            if !field.choices.is_empty() {
                let values: Vec<String> = field.choices.iter().map(|v| quote(v)).collect();
                self.choices.push(format!("{name}:[{}]", values.join(",")));
            }
        }
        let shape = field.map_or_else(|| "\"string\"".to_owned(), |f| shape::write(&f.class, models));
        format!("{}:{shape}", quote(&format!("{wire}{}", if required { "*" } else { "" })))
    }

    fn members(self) -> impl Iterator<Item = String> {
        let lists = [
            ("json", self.json),
            ("simple", self.simple),
            ("whole", self.whole),
            ("deprecated_params", self.deprecated),
        ];
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let lists = lists.map(|(key, names)| format!("\"{key}\":[{}]", names.join(",")));
        let choices =
            (!self.choices.is_empty()).then(|| format!("\"choices\":{{{}}}", self.choices.join(",")));
        lists.chain(choices)
    }
}
