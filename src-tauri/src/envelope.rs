//! The one envelope between the page and the engine: `invoke(command, { args })` becomes `App::answer(command, args)`.
//!
//! Tauri has checked the capability before it comes here. Deliberately absent: a list of commands (`soarboard_api` has
//! it) and any look at the arguments.

use std::sync::Arc;

use serde_json::Value;
use soarboard_api::App;
use tauri::ipc::{Invoke, InvokeBody, InvokeError, Response};
use tauri::{Manager, Runtime};

/// Passes a command on and answers when the engine has; `true` says that it was taken.
pub fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let Some(engine) = message.webview_ref().try_state::<Arc<App>>().map(|state| state.inner().clone())
    else {
        return false;
    };
    let command = message.command().to_owned();
    let args = arguments(message.payload());
    resolver.respond_async(async move {
        // The answer is JSON already; as a value it would be written as a text within JSON.
        engine.answer(&command, args).await.map(Response::new).map_err(InvokeError::from)
    });
    true
}

/// Returns the `args` of an envelope; anything else counts as no arguments and is refused where they are read.
fn arguments(body: &InvokeBody) -> Value {
    match body {
        InvokeBody::Json(Value::Object(envelope)) => envelope.get("args").cloned().unwrap_or_default(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_args_of_an_object_pass() {
        let passed = |value| arguments(&InvokeBody::Json(value));

        assert_eq!(passed(json!({ "args": { "doc": "d" }, "more": 1 })), json!({ "doc": "d" }));
        assert_eq!(passed(json!({ "other": 1 })), Value::Null);
        assert_eq!(passed(json!([{ "args": 1 }])), Value::Null);
        assert_eq!(arguments(&InvokeBody::Raw(b"{\"args\":{}}".to_vec())), Value::Null);
    }
}
