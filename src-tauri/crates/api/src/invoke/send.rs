//! Sending a prepared call.

use std::sync::Arc;

use serde_json::Value;
use soarboard_cloud::credentials::{RoleSessionProvider, SessionSource};
use soarboard_cloud::endpoint::{self, Network};
use soarboard_cloud::invoke::{
    CancelFlag, CredentialsProvider, FixedSigner, MemorySink, PagerState, Progress, RetryPolicy, RowSink,
    RunSetup, Summary, Tools, run,
};
use soarboard_cloud::sign::{Credentials, Scheme, Signer};
use soarboard_cloud::trust::{TrustKind, TrustedEndpoint, check_endpoint};
use soarboard_model::message::Message;

use super::{CallInput, PagingInput, Prepared, RoleChoice, explain, explain_call, prepare_as, signing};
use crate::app::{App, internal};
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

/// Returns the keys of a profile, for a role those it stands on, off the async threads: a keyring may wait for a
/// person.
///
/// **Errors** `CredentialMissing` also when temporary keys have ended, `Keyring`.
pub async fn credentials(app: &Arc<App>, name: &str) -> Result<Credentials, WireError> {
    let (owner, store, name) = (app.clone(), app.host().secrets(), name.to_owned());
    let now_s = app.host().clock().now_unix_ms().div_euclid(1000);
    blocking(move || {
        let chain = owner.profiles().chain(&name)?;
        let base = chain.last().ok_or_else(|| internal("a chain without a profile"))?;
        if base.expires_unix_s.is_some_and(|end| end <= now_s) {
            let message = Message::new("error-profile-expired").with("name", &base.name);
            return Err(WireError::new(ErrorCode::CredentialMissing, message)
                .hint(Message::new("error-profile-expired-hint")));
        }
        owner.profiles().credentials(&base.name, &*store)
    })
    .await
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
    if prepared.profile == profile::ENVIRONMENT {
        return Ok(());
    }
    let chain = app.profiles().chain(&prepared.profile)?;
    let roles = chain.iter().filter(|profile| profile.role.is_some()).count();
    if prepared.signing.roles.len() < roles {
        // Sent like this, the keys below the role would sign in its place.
        return Err(internal("prepared without the role of its profile"));
    }
    // The mark of any profile on the way counts: a role must not be a way around it.
    if let Some(profile) = chain.iter().find(|profile| prepared.writes && profile.read_only) {
        let message = Message::new("error-profile-read-only")
            .with("name", &profile.name)
            .with("operation", &prepared.operation.name);
        return Err(
            WireError::new(ErrorCode::Unsafe, message).hint(Message::new("error-profile-read-only-hint"))
        );
    }
    Ok(())
}

/// Returns what signs: the keys themselves, or sessions of the roles on top of them.
fn provider(
    app: &App,
    prepared: &Prepared,
    endpoint: &TrustedEndpoint,
    keys: &Credentials,
) -> Result<Arc<dyn CredentialsProvider>, WireError> {
    let mut source = SessionSource {
        keys: Arc::new(FixedSigner(Arc::new(Signer::new(keys)))),
        identity: keys.access_key_id.clone(),
    };
    for role in &prepared.signing.roles {
        let outside = (app.transport(prepared.practice), app.host().clock(), app.host().nonces());
        let sts = session_endpoint(endpoint)?;
        source =
            RoleSessionProvider::new(app.role_sessions(), source, role.clone(), sts, outside).into_source();
    }
    Ok(source.keys)
}

/// Returns where sessions for a call are asked for. A stand-in on this machine answers for that service too: keys
/// meant for it have no business elsewhere.
fn session_endpoint(endpoint: &TrustedEndpoint) -> Result<TrustedEndpoint, WireError> {
    let host = endpoint::recommend("Sts", None, Network::Public).host;
    match endpoint.kind() {
        TrustKind::Loopback => Ok(endpoint.clone()),
        TrustKind::Practice => TrustedEndpoint::practice_at(&host),
        TrustKind::Catalogue | TrustKind::Consented => {
            check_endpoint(&host, endpoint::is_official_host, None)
        }
    }
    .map_err(|refusal| explain::refusal(&refusal))
}

/// Runs a prepared call to its end; the summary tells how it went, failures included. `credentials` are the keys at
/// the bottom of `prepared.signing`.
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
    let signer = provider(app, prepared, endpoint, credentials)?;
    let tools = Tools {
        http: &*http,
        clock: &*clock,
        nonce: &*nonces,
        credentials: &*signer,
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

/// Returns the call of an operation without parameters, as [`single`] would send it.
///
/// **Errors** the operation or the profile is not there.
pub fn would_ask(app: &App, profile: &str, product: &str, operation: &str) -> Result<Prepared, WireError> {
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
    prepare_as(&input, &signing(app, profile, &RoleChoice::default())?)
}

/// Sends one request of an operation without parameters and returns its first row, which is the whole answer where it
/// has no list, and the request id.
///
/// **Errors** what kept it from starting or made it fail.
pub async fn single(
    app: &Arc<App>,
    profile: &str,
    product: &str,
    operation: &str,
) -> Result<(Value, String), WireError> {
    let (rows, request_id) = ask(app, profile, product, operation).await?;
    let row = rows.first().map(String::as_str).unwrap_or("null");
    Ok((serde_json::from_str(row).unwrap_or(Value::Null), request_id))
}

/// Sends one request of an operation without parameters and returns its rows and request id.
///
/// **Errors** what kept it from starting or made it fail.
pub async fn ask(
    app: &Arc<App>,
    profile: &str,
    product: &str,
    operation: &str,
) -> Result<(Vec<String>, String), WireError> {
    let prepared = would_ask(app, profile, product, operation)?;
    let credentials = credentials(app, profile).await?;
    let mut sink = MemorySink::default();
    let watch = Watch { cancel: &CancelFlag::new(), progress: &mut |_| {} };
    let summary = send(app, &prepared, &credentials, None, &mut sink, watch).await?;
    if let Some(error) = &summary.error {
        return Err(explain_call(error, &prepared.operation));
    }
    Ok((sink.rows, summary.request_ids.last().cloned().unwrap_or_default()))
}
