//! Sending a prepared call.

use std::sync::Arc;

use serde_json::Value;
use soarboard_cloud::invoke::{
    CancelFlag, FixedSigner, MemorySink, PagerState, Progress, RetryPolicy, RowSink, RunSetup, Summary,
    Tools, run,
};
use soarboard_cloud::sign::{Credentials, Scheme, Signer};
use soarboard_model::message::Message;

use super::{CallInput, PagingInput, Prepared, explain, prepare};
use crate::app::App;
use crate::bodies::document::store_error;
use crate::profile::{self, blocking};
use crate::wire::{ErrorCode, WireError};

/// Where a run reports and what may end it.
pub struct Watch<'a> {
    /// Ends the run when set.
    pub cancel: &'a CancelFlag,
    /// Told after every page and before every wait.
    pub progress: &'a mut (dyn FnMut(Progress) + Send),
}

/// Returns the keys of a profile, off the async threads: a keyring may wait for a person.
///
/// **Errors** `CredentialMissing`, `Keyring`.
pub async fn credentials(app: &Arc<App>, name: &str) -> Result<Credentials, WireError> {
    let (owner, store, name) = (app.clone(), app.host().secrets(), name.to_owned());
    blocking(move || owner.profiles().credentials(&name, &*store)).await
}

/// Refuses what must not be sent: problems, an untrusted endpoint, a write by a read-only profile.
///
/// **Errors** `BadRequest` or `Unsafe`, naming the first reason.
pub fn admit(app: &App, prepared: &Prepared) -> Result<(), WireError> {
    if let Some(problem) = prepared.problems.first() {
        return Err(WireError::new(ErrorCode::BadRequest, problem.clone()));
    }
    if let Err(refusal) = &prepared.endpoint {
        return Err(explain::refusal(refusal));
    }
    let is_named = prepared.profile != profile::ENVIRONMENT;
    if prepared.writes && is_named && app.profiles().find(&prepared.profile)?.read_only {
        let message = Message::new("error-profile-read-only")
            .with("name", &prepared.profile)
            .with("operation", &prepared.operation.name);
        return Err(
            WireError::new(ErrorCode::Unsafe, message).hint(Message::new("error-profile-read-only-hint"))
        );
    }
    Ok(())
}

/// Runs a prepared call to its end; the summary tells how it went, failures included.
///
/// **Errors** only what keeps it from starting, see [`admit`].
pub async fn send(
    app: &Arc<App>,
    prepared: &Prepared,
    credentials: &Credentials,
    resume: Option<PagerState>,
    sink: &mut dyn RowSink,
    watch: Watch<'_>,
) -> Result<Summary, WireError> {
    admit(app, prepared)?;
    let endpoint = prepared.endpoint.as_ref().map_err(explain::refusal)?;
    let http = app.transport(prepared.practice);
    let (clock, nonces) = (app.host().clock(), app.host().nonces());
    let signer = FixedSigner(Arc::new(Signer::new(credentials)));
    let tools = Tools {
        http: &*http,
        clock: &*clock,
        nonce: &*nonces,
        credentials: &signer,
        limiter: app.limiter(prepared.practice),
        cancel: watch.cancel,
    };
    let setup = RunSetup {
        call: &prepared.call,
        endpoint,
        plan: prepared.plan.clone(),
        retry: RetryPolicy::default(),
        resume,
    };
    let summary = run(setup, tools, sink, watch.progress).await;
    if prepared.practice && prepared.writes {
        app.keep_practice_state().map_err(|error| store_error(&error))?;
    }
    Ok(summary)
}

/// Sends one request of an operation without parameters and returns its answer and request id.
///
/// **Errors** what kept it from starting or made it fail.
pub async fn single(
    app: &Arc<App>,
    profile: &str,
    product: &str,
    operation: &str,
) -> Result<(Value, String), WireError> {
    let input = CallInput {
        product: product.to_owned(),
        version: String::new(),
        operation: operation.to_owned(),
        params: Default::default(),
        endpoint: String::new(),
        region: String::new(),
        profile: profile.to_owned(),
        consent: None,
        scheme: Scheme::Acs3,
        paging: PagingInput::default(),
        rows_path: String::new(),
        interval_seconds: 0,
    };
    let prepared = prepare(&input)?;
    let credentials = credentials(app, profile).await?;
    let mut sink = MemorySink::default();
    let watch = Watch { cancel: &CancelFlag::new(), progress: &mut |_| {} };
    let summary = send(app, &prepared, &credentials, None, &mut sink, watch).await?;
    if let Some(error) = &summary.error {
        return Err(explain(error));
    }
    let row = sink.rows.first().map(String::as_str).unwrap_or("null");
    let answer = serde_json::from_str(row).unwrap_or(Value::Null);
    Ok((answer, summary.request_ids.last().cloned().unwrap_or_default()))
}
