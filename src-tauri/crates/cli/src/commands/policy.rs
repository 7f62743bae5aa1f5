//! `policy`: what the execution role needs.

use serde::Serialize;
use serde_json::Value;
use soarboard_api::wire::{PermissionView, StandingView, SystemPolicyView};
use soarboard_api::{find_operation, permission_view};
use soarboard_model::message::Message;

use crate::args::PolicyArgs;
use crate::output::Output;
use crate::stop::{Exit, Failure, Outcome, Stop};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PolicyReply {
    role: String,
    trust_policy: Value,
    policy: Value,
    system_policies: Vec<SystemPolicyView>,
    statements: Vec<Statement>,
    source: String,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Statement {
    action: String,
    resource: String,
    /// Nodes that need it; none for a single operation.
    nodes: Vec<String>,
    standing: StandingView,
}

/// Shows what the execution role needs for one operation.
pub(crate) fn run(args: &PolicyArgs, out: &Output) -> Outcome {
    let [product, operation] = args.operation.as_slice() else {
        return Err(Failure::usage(Message::new("cli-policy-operation")).into());
    };
    let found = find_operation(product, "", operation)?;
    let view = permission_view(&found.product, &found.name);
    if out.json {
        out.value(&reply(view, out))?
    } else {
        print(&view, out)?
    }
    Ok(Exit::Fine)
}

fn reply(view: PermissionView, out: &Output) -> PolicyReply {
    let policy = view.custom_policy.as_deref().map_or(Value::Null, json);
    let standing = view.standing;
    let statements = policy.get("Statement").and_then(Value::as_array).into_iter().flatten();
    let statements: Vec<Statement> = statements.flat_map(|told| parts_of(told, standing)).collect();
    PolicyReply {
        statements,
        trust_policy: json(&view.trust_policy),
        policy,
        system_policies: view.system_policies,
        role: view.role,
        source: view.source,
        notes: view.notes.iter().map(|note| out.text(note)).collect(),
    }
}

/// One row per action of a statement.
fn parts_of(told: &Value, standing: StandingView) -> Vec<Statement> {
    let texts = |key: &str| -> Vec<String> {
        match told.get(key) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    };
    let resource = texts("Resource").join(", ");
    let row = |action| Statement { action, resource: resource.clone(), nodes: Vec::new(), standing };
    texts("Action").into_iter().map(row).collect()
}

/// Reads a policy the engine wrote; the engine's own JSON always reads.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

fn print(view: &PermissionView, out: &Output) -> Result<(), Stop> {
    let line = |id: &str, name: &str, value: &str| out.text(&Message::new(id).with(name, value));
    if view.needs_none {
        view.notes.iter().for_each(|note| out.note(note));
        return out.say(&line("cli-policy-none", "source", &view.source));
    }
    let mut text = vec![line("cli-policy-role", "role", &view.role)];
    if let Some(action) = &view.ram_action {
        let standing = out.text(&standing(view.standing));
        text.push(
            out.text(&Message::new("cli-policy-action").with("action", action).with("standing", standing)),
        );
    }
    for policy in &view.system_policies {
        let standing = out.text(&standing(policy.standing));
        let id = if policy.recommended { "cli-policy-system-best" } else { "cli-policy-system" };
        text.push(out.text(&Message::new(id).with("name", &policy.name).with("standing", standing)));
    }
    text.push(format!("\n{}", out.text(&Message::new("cli-policy-trust"))));
    text.push(view.trust_policy.trim_end().to_owned());
    if let Some(policy) = &view.custom_policy {
        text.push(format!("\n{}", out.text(&Message::new("cli-policy-custom"))));
        text.push(policy.trim_end().to_owned());
    }
    out.say(&text.join("\n"))?;
    view.notes.iter().for_each(|note| out.note(note));
    Ok(())
}

/// Returns the words for how sure something is.
pub(super) fn standing(standing: StandingView) -> Message {
    Message::new(match standing {
        StandingView::Documented => "cli-standing-documented",
        StandingView::Inferred => "cli-standing-inferred",
        StandingView::Probable => "cli-standing-probable",
        StandingView::Unknown => "cli-standing-unknown",
    })
}
