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
    let resource = policy.pointer("/Statement/0/Resource").and_then(Value::as_str).unwrap_or("*").to_owned();
    let statement = |action| Statement { action, resource, nodes: Vec::new(), standing: view.standing };
    PolicyReply {
        statements: view.ram_action.map(statement).into_iter().collect(),
        trust_policy: json(&view.trust_policy),
        policy,
        system_policies: view.system_policies,
        role: view.role,
        source: view.source,
        notes: view.notes.iter().map(|note| out.text(note)).collect(),
    }
}

/// Reads a policy the engine wrote; the engine's own JSON always reads.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

fn print(view: &PermissionView, out: &Output) -> Result<(), Stop> {
    let line = |id: &str, name: &str, value: &str| out.text(&Message::new(id).with(name, value));
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
