//! `${…}` references: closed, to a node that comes before, to an input that is declared.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;
use soarboard_model::component::{ComponentKind, EVENT_NAME};
use soarboard_model::expr;
use soarboard_model::playbook::{Node, Trigger, TriggerInput};

use super::{Found, Rule};
use crate::check::diagnostic::{Diagnostic, Fix, Severity};
use crate::check::facts::{NodeFacts, NodeInput};
use crate::check::input::CheckInput;
use crate::check::knowledge::Knowledge;
use crate::edit::{self, DisableNodes, EditCommand, SetHeader};
use crate::references::{self, Reference};

pub(super) const RULE: Rule = Rule {
    codes: &["reference-broken", "reference-unknown", "references-unchecked"],
    of_node: Some(broken),
    of_flow: Some(references),
};

/// Fields of `event` that every run has, whatever the playbook declares.
///
/// **Source** vendor documentation of the flow editor, system parameters.
const SYSTEM_PARAMETERS: &[&str] = &[
    "_tenant_id",
    "_domain_id",
    "_trigger_user",
    "_region_id",
    "_req_uuid",
    "parentTaskUuid",
    "parentTaskName",
];

/// Nodes of one name up to which the order is looked at.
const MOST_BEARERS: usize = 16;

/// A reference that a node makes, under the setting a form shows it in.
#[derive(Debug)]
pub(in crate::check) struct Asked {
    param: String,
    reference: Reference,
    /// Number of the name it refers to.
    name: usize,
    /// Whether it is to a part of the event that every run has.
    is_always_there: bool,
}

/// A reference to a node that is there; whether it comes before is answered for all of them together.
struct Pending<'a> {
    place: usize,
    asked: &'a Asked,
    /// Nodes that bear the name.
    targets: &'a [usize],
}

/// Returns the references of a node, each once a setting.
pub(in crate::check) fn asked(node: &Node, knowledge: &mut Knowledge) -> Vec<Asked> {
    let (mut all, mut told) = (Vec::new(), HashSet::new());
    for (param, text) in texts(node) {
        for reference in references::find(text).references {
            let key = if reference.node == EVENT_NAME { reference.path.join(".") } else { String::new() };
            if told.insert((param.clone(), format!("{}.{key}", reference.node))) {
                let name = knowledge.number_of(&reference.node);
                let is_always_there = reference.node == EVENT_NAME && is_always_there(&reference.path);
                all.push(Asked { param: param.clone(), reference, name, is_always_there });
            }
        }
    }
    all
}

fn is_always_there(path: &[String]) -> bool {
    path.first().is_none_or(|field| field == "*" || SYSTEM_PARAMETERS.contains(&field.as_str()))
}

fn texts(node: &Node) -> Vec<(String, &str)> {
    let mut texts = Vec::new();
    node.settings.iter().for_each(|(key, value)| collect(key, value, &mut texts));
    texts
}

fn broken(input: &NodeInput<'_>, found: &mut Vec<Diagnostic>) {
    // What people write on notes is prose.
    if !input.kind.is_none_or(ComponentKind::is_step) {
        return;
    }
    let mut told = HashSet::new();
    for (param, text) in texts(input.node) {
        if references::find(text).is_broken && told.insert(param.clone()) {
            let diagnostic = Diagnostic::error("reference-broken").at(input.node);
            let fix = closed(text).map(|closed| {
                let key = param.split('.').next().unwrap_or(&param);
                let mut value = input.node.settings.get(key).cloned().unwrap_or_default();
                replace_text(&mut value, text, &closed);
                Fix::settings("close-reference", input.node, [(&[key][..], value)])
                    .with("text", short(&closed))
            });
            found.push(diagnostic.param(&param).with("text", short(text)).fix(fix));
        }
    }
}

/// Returns the text with its last reference closed where its path ends, if that mends it.
fn closed(text: &str) -> Option<String> {
    let inside = text.rfind("${")? + "${".len();
    let is_path = |c: char| c.is_alphanumeric() || "_-.*".contains(c);
    let end = text[inside..].find(|c| !is_path(c)).map_or(text.len(), |at| inside + at);
    let mut closed = text.to_owned();
    closed.insert(end, '}');
    (end > inside && !references::find(&closed).is_broken).then_some(closed)
}

fn replace_text(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_text(item, old, new)),
        Value::Object(map) => map.values_mut().for_each(|item| replace_text(item, old, new)),
        _ => {}
    }
}

fn references(input: &CheckInput<'_>, found: &mut Found) {
    let mut pending = Vec::new();
    for (place, facts) in input.facts.iter().enumerate() {
        for asked in facts.asked.iter().filter(|asked| !asked.is_always_there) {
            judge(input, place, asked, &mut pending, found);
        }
    }
    order(input, &pending, found);
}

/// Returns a name as people mix it up: without case, spaces and what joins words.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !"_- ".contains(*c)).flat_map(char::to_lowercase).collect()
}

/// Returns the fix that names the node that was surely meant: the only one whose name differs in case or joints.
fn refer_to(input: &CheckInput<'_>, node: &Node, name: &str) -> Option<Fix> {
    let plain_names = input.plain_names.get_or_init(|| {
        let mut all: HashMap<String, Option<&str>> = HashMap::new();
        let first =
            |(index, facts): &(usize, &Arc<NodeFacts>)| input.bearers(facts.name).first() == Some(index);
        for (index, _) in input.facts.iter().enumerate().filter(first) {
            let name = input.playbook.nodes[index].name.as_str();
            all.entry(plain(name)).and_modify(|one| *one = None).or_insert(Some(name));
        }
        all
    });
    let meant = (*plain_names.get(&plain(name))?)?;
    let edit = EditCommand::SetSettings(edit::refer_to(node, name, meant));
    Some(Fix::new("refer", edit).with("name", meant))
}

/// Collects the texts with expressions under the setting a form shows them in.
fn collect<'a>(path: &str, value: &'a Value, texts: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) if expr::is_expression(text) => texts.push((path.to_owned(), text)),
        Value::Array(items) => {
            for item in items {
                // Branches and their like have ids, and a form shows each by itself.
                let id = item.get("id").and_then(Value::as_str).filter(|_| !path.contains('.'));
                let deeper = id.map_or_else(|| path.to_owned(), |id| format!("{path}.{id}"));
                collect(&deeper, item, texts);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                // One field shows the whole of a parameter: what lies deeper counts to it.
                let deeper = if path.contains('.') { path.to_owned() } else { format!("{path}.{key}") };
                collect(&deeper, item, texts);
            }
        }
        _ => {}
    }
}

/// Quotes the beginning of a long text.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        text.chars().take(MOST).chain(['…']).collect()
    }
}

fn judge<'a>(
    input: &'a CheckInput<'_>,
    place: usize,
    asked: &'a Asked,
    pending: &mut Vec<Pending<'a>>,
    found: &mut Found,
) {
    let node = || &input.playbook.nodes[place];
    let name = asked.reference.node.as_str();
    let targets = input.bearers(asked.name);
    if name == EVENT_NAME {
        event_field(&input.playbook.header.trigger, node(), asked)
            .into_iter()
            .for_each(|one| found.push(one));
    } else if asked.name == input.facts[place].name {
        found.push(unknown(node(), asked, Some("itself")));
    } else if !targets.is_empty() {
        if targets.iter().all(|target| input.playbook.nodes[*target].disabled) {
            found.push(unknown(node(), asked, Some("disabled")).fix(enable(input, targets, name)));
            return;
        }
        // Which of very many bearers is meant nobody can say; that they share the name is told anyway.
        if targets.len() <= MOST_BEARERS {
            pending.push(Pending { place, asked, targets });
        }
    } else {
        found.push(unknown(node(), asked, None).fix(refer_to(input, node(), name)));
    }
}

fn enable(input: &CheckInput<'_>, places: &[usize], name: &str) -> Fix {
    let nodes = places.iter().map(|place| input.playbook.nodes[*place].id.clone()).collect();
    Fix::new("enable", EditCommand::DisableNodes(DisableNodes { nodes, disabled: false })).with("name", name)
}

fn unknown(node: &Node, asked: &Asked, variant: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error("reference-unknown");
    let diagnostic = match variant {
        Some(variant) => diagnostic.variant(variant),
        None => diagnostic,
    };
    diagnostic.at(node).param(&asked.param).with("name", &asked.reference.node)
}

/// Entity triggers bring fields that are not public, so there an undeclared one is only doubtful.
fn event_field(trigger: &Trigger, node: &Node, asked: &Asked) -> Option<Diagnostic> {
    let field = asked.reference.path.first()?;
    if trigger.inputs.iter().any(|input| input.name == *field) {
        return None;
    }
    let severity = if trigger.kind == "custom" { Severity::Error } else { Severity::Warn };
    let mut declaring = trigger.clone();
    let input =
        TriggerInput { name: field.clone(), data_type: "String".to_owned(), ..TriggerInput::default() };
    declaring.inputs.push(input);
    let edit = SetHeader { trigger: Some(declaring), ..SetHeader::default() };
    let fix = Fix::new("declare-input", EditCommand::SetHeader(edit)).with("name", field);
    let diagnostic = Diagnostic::new(severity, "reference-unknown").variant("input");
    Some(diagnostic.at(node).param(&asked.param).with("name", field).fix(fix))
}

/// Tells the references to nodes that come later or stand on another path.
fn order(input: &CheckInput<'_>, pending: &[Pending<'_>], found: &mut Found) {
    let pairs: Vec<(usize, usize)> =
        pending.iter().flat_map(|one| one.targets.iter().map(|target| (*target, one.place))).collect();
    let Some(answers) = input.shape.graph.come_before(&pairs) else {
        found.push(Diagnostic::remind("references-unchecked"));
        return;
    };
    let mut answers = answers.into_iter();
    // A shared name is another rule's finding; here one fitting bearer is enough.
    let fits =
        |one: &&Pending<'_>| !answers.by_ref().take(one.targets.len()).fold(false, |any, yes| any | yes);
    let wrong: Vec<&Pending<'_>> = pending.iter().filter(fits).collect();
    let back: Vec<(usize, usize)> = wrong.iter().map(|one| (one.place, one.targets[0])).collect();
    let later = input.shape.graph.come_before(&back);
    for (index, one) in wrong.into_iter().enumerate() {
        let is_later = later.as_ref().is_some_and(|later| later[index]);
        let variant = if is_later { "later" } else { "elsewhere" };
        found.push(unknown(&input.playbook.nodes[one.place], one.asked, Some(variant)));
    }
}
