//! Test calls: what would be sent, sending it after the user agreed, pausing it and going on.

use std::fs::File;
use std::io::ErrorKind;
use std::sync::Arc;

use soarboard_cloud::invoke::{FileSink, PageMode, PagerState, SinkError, describe_request, fingerprint};
use soarboard_cloud::sign::{Credentials, masked_key_id};
use soarboard_cloud::trust::{Consent, EndpointRefusal, TrustKind};
use soarboard_model::component::{ASSUME_API_KIND, AssumeApi, AssumeApiAccount};
use soarboard_model::message::Message;
use soarboard_model::playbook::{NodeId, Trigger};

use super::catalog::access;
use super::run::not_kept;
use crate::app::{App, lock, rows_unwritable};
use crate::invoke::{
    self, CallInput, Prepared, RoleChoice, Watch, explain, explain_call, from_node, prepare_as, references,
};
use crate::profile::blocking;
use crate::run::{Outcome, PausingSink, Run};
use crate::wire::{
    CallPlan, CallPlanRequest, CallResumeRequest, CallStartRequest, ErrorCode, NeededValue, Notification,
    RunRequest, RunView, TrustView, WireError,
};

pub(crate) async fn plan(app: &Arc<App>, request: CallPlanRequest) -> Result<CallPlan, WireError> {
    let (api, trigger) = settings(app, &request)?;
    let signing = invoke::signing(app, &request.profile, &RoleChoice::default())?;
    let prepared = prepare_as(&from_node(&api, &request.profile, &request.values), &signing)?;
    let trust = trust(&prepared);
    let needs = references(&api, &trigger).into_iter().map(|(reference, example)| {
        let value = request.values.get(&reference).cloned().unwrap_or(example);
        NeededValue { reference, value }
    });
    let (preview, cli_line) = preview(app, &prepared)?;
    Ok(CallPlan {
        host: prepared.host.clone(),
        trust,
        product: prepared.operation.product.clone(),
        version: prepared.operation.version.clone(),
        operation: prepared.operation.name.clone(),
        access: access(prepared.operation.access),
        writes: prepared.writes,
        account: account(&api, &prepared),
        profile: prepared.profile.clone(),
        practice: prepared.practice,
        paging: api.paging.mode,
        max_requests: u32::try_from(prepared.plan.max_requests).unwrap_or(u32::MAX),
        interval_seconds: api.interval_seconds,
        needs: needs.collect(),
        problems: prepared.problems,
        preview,
        cli_line,
    })
}

fn settings(app: &App, request: &CallPlanRequest) -> Result<(AssumeApi, Trigger), WireError> {
    let shared = app.document(&request.doc)?;
    let session = lock(&shared);
    let node = session.playbook().nodes.get(request.node.as_str());
    let refuse = |id: &str| WireError {
        node: Some(NodeId(request.node.clone())),
        ..WireError::new(ErrorCode::BadRequest, Message::new(id))
    };
    let node = node.ok_or_else(|| refuse("error-node-unknown"))?;
    if node.kind != ASSUME_API_KIND {
        return Err(refuse("error-node-not-callable"));
    }
    let (api, _) = AssumeApi::read(&node.settings);
    if !api.has_operation() {
        return Err(refuse("error-node-no-operation"));
    }
    Ok((api, session.playbook().header.trigger.clone()))
}

fn trust(prepared: &Prepared) -> TrustView {
    match &prepared.endpoint {
        Ok(endpoint) => match endpoint.kind() {
            TrustKind::Practice => TrustView::Practice,
            TrustKind::Catalogue => TrustView::Catalogue,
            TrustKind::Consented | TrustKind::Loopback => TrustView::NeedsConsent,
        },
        Err(EndpointRefusal::NeedsConsent(_) | EndpointRefusal::LoopbackNotChosen(_)) => {
            TrustView::NeedsConsent
        }
        Err(_) => TrustView::Refused,
    }
}

/// Says whose resources are called. The account of the node is for the run of the playbook: a test calls with the
/// profile's own account, unless the profile is a role, which belongs to the account it is in.
fn account(api: &AssumeApi, prepared: &Prepared) -> Message {
    if let Some(role) = prepared.signing.role().filter(|_| !prepared.practice) {
        return match api.account() {
            AssumeApiAccount::Member(uid) if uid != role.account() => {
                Message::new("error-account-role-other").with("account", uid)
            }
            AssumeApiAccount::Expression(text) => {
                Message::new("error-account-role-other").with("account", text)
            }
            _ => Message::new("error-account-role"),
        }
        .with("role", role.role())
        .with("uid", role.account());
    }
    let message = match api.account() {
        _ if prepared.practice => Message::new("error-account-practice"),
        AssumeApiAccount::Own => Message::new("error-account-own"),
        AssumeApiAccount::Expression(text) => Message::new("error-account-expression").with("account", text),
        AssumeApiAccount::Member(uid) => Message::new("error-account-member").with("account", uid),
        AssumeApiAccount::Malformed(text) => Message::new("error-account-malformed").with("account", text),
    };
    message.with("profile", &prepared.profile)
}

/// Shows the first request without signature. It needs an endpoint only for the host, and the key id's tail.
fn preview(app: &App, prepared: &Prepared) -> Result<(String, String), WireError> {
    let Ok(endpoint) = &prepared.endpoint else { return Ok((String::new(), String::new())) };
    let tail =
        app.profiles().find(&prepared.profile).map(|profile| profile.access_key_id_tail).unwrap_or_default();
    let is_role = prepared.signing.role().is_some();
    // Masking keeps the last four characters, which is all that is known here; a session's key is not known yet.
    let key_id = if is_role { String::new() } else { format!("LTAI0000{tail}") };
    match describe_request(&prepared.call, endpoint, &key_id, &prepared.plan) {
        Ok(dry) => {
            let mut lines = vec![format!("{} {}", dry.method, dry.url)];
            lines.push(format!("x-acs-action: {}", dry.action));
            lines.push(format!("x-acs-version: {}", dry.version));
            lines.extend(dry.headers.iter().map(|(name, value)| format!("{name}: {value}")));
            lines.push(format!("authorization: ACS3-HMAC-SHA256 Credential={}", masked_key_id(&key_id)));
            lines.extend(dry.body.into_iter().flat_map(|body| [String::new(), body]));
            Ok((lines.join("\n"), dry.aliyun))
        }
        Err(error) => Err(explain(&error.into())),
    }
}

pub(crate) async fn start(app: &Arc<App>, request: CallStartRequest) -> Result<RunView, WireError> {
    let (api, _) = settings(app, &request.plan)?;
    let mut input = from_node(&api, &request.plan.profile, &request.plan.values);
    if request.trust_host {
        input.consent = Some(consent(&input));
    }
    let signing = invoke::signing(app, &input.profile, &RoleChoice::default())?;
    let prepared = prepare_as(&input, &signing)?;
    if prepared.host != request.confirmed_host {
        return Err(refused("error-confirm-host"));
    }
    if prepared.writes && request.typed_operation != prepared.operation.name {
        return Err(refused("error-confirm-write"));
    }
    invoke::admit(app, &prepared)?;
    let credentials = invoke::credentials(app, &prepared.profile).await?;

    let id = app.fresh_id("run")?;
    let view = first_view(app, &id, &request, (&input, &prepared));
    let (folder, lock) = app.history().create(&id).map_err(|error| rows_unwritable(&error))?;
    let run = Arc::new(Run::new(view, folder, Some(input)));
    let sink = FileSink::create(&run.rows_path(), &print_of(&prepared), true)
        .map_err(|error| explain(&error.into()))?;
    app.keep_run(run.clone());
    Ok(launch(app, &run, Leg { prepared, credentials, sink, state: None, lock }))
}

/// Returns the consent that a user's yes to a host gives.
fn consent(input: &CallInput) -> Consent {
    let is_local = input.endpoint.starts_with("http://");
    if is_local { Consent::Loopback } else { Consent::Host(input.endpoint.clone()) }
}

fn refused(id: &str) -> WireError {
    WireError::new(ErrorCode::Unsafe, Message::new(id))
}

fn print_of(prepared: &Prepared) -> String {
    let endpoint = prepared.endpoint.as_ref().map_or(prepared.host.as_str(), |endpoint| endpoint.host());
    fingerprint(&prepared.call, endpoint, &prepared.plan)
}

/// One stretch of a run, ready to be sent.
struct Leg {
    prepared: Prepared,
    credentials: Credentials,
    sink: FileSink,
    state: Option<PagerState>,
    lock: File,
}

/// Lets a run go; it tells by notifications how it goes.
fn launch(app: &Arc<App>, run: &Arc<Run>, leg: Leg) -> RunView {
    let Leg { prepared, credentials, sink, state, lock } = leg;
    let clock = app.host().clock();
    let interval_ms = i64::try_from(prepared.plan.interval.as_millis()).unwrap_or(i64::MAX);
    let pause = run.begin(clock.now_unix_ms(), interval_ms, lock);
    let view = run.view();
    let sink = PausingSink::new(sink, pause, clock.clone());
    let (app, run) = (app.clone(), run.clone());
    tokio::spawn(async move {
        remember(&app, &run).await;
        // Nobody waits for this task: a panic in it would otherwise leave a run that never ends, locked for ever.
        let sent = app.guarded(send(&app, &run, (&prepared, &credentials), state, sink)).await;
        let view = run.end(sent.unwrap_or_else(Outcome::Broke), clock.now_unix_ms());
        remember(&app, &run).await;
        app.host().notify(Notification::Run(Box::new(view)));
        let owner = app.clone();
        let pruned = blocking(move || {
            owner.prune_history();
            Ok(())
        });
        // What could not be deleted is tried again after the next run.
        let _ = pruned.await;
    });
    view
}

/// Sends a leg of a run to its end. When this returns, the rows and their checkpoint are whole: only then anybody may be
/// told that the run can be gone on with.
///
/// **Errors** none of its own: how it went is the outcome.
async fn send(
    app: &Arc<App>,
    run: &Run,
    (prepared, credentials): (&Prepared, &Credentials),
    state: Option<PagerState>,
    mut sink: PausingSink,
) -> Result<Outcome, WireError> {
    let clock = app.host().clock();
    let mut progress = |now| {
        let view = run.progress(now, clock.now_unix_ms());
        app.host().notify(Notification::Run(Box::new(view)));
    };
    let cancel = run.cancel_flag();
    let watch = Watch { cancel: &cancel, progress: &mut progress };
    Ok(match invoke::send(app, prepared, credentials, state, &mut sink, watch).await {
        Err(error) => Outcome::NotStarted(error),
        Ok(summary) => {
            let error = summary.error.as_ref().map(|error| explain_call(error, &prepared.operation));
            Outcome::Ran(summary, error)
        }
    })
}

/// Writes the record of a run. Without it the run only lacks in the history of later starts.
async fn remember(app: &Arc<App>, run: &Arc<Run>) {
    let (app, run) = (app.clone(), run.clone());
    let _ = blocking(move || {
        let kept = app.history().keep(&run.view(), run.input().as_ref());
        kept.map_err(|error| rows_unwritable(&error))
    })
    .await;
}

fn first_view(
    app: &App,
    id: &str,
    request: &CallStartRequest,
    (input, prepared): (&CallInput, &Prepared),
) -> RunView {
    let operation = &prepared.operation;
    let name = app.document(&request.plan.doc).ok().and_then(|shared| {
        let session = lock(&shared);
        session.playbook().nodes.get(request.plan.node.as_str()).map(|node| node.name.clone())
    });
    RunView {
        run: id.to_owned(),
        doc: request.plan.doc.clone(),
        node: request.plan.node.clone(),
        node_name: name.unwrap_or_default(),
        operation: format!("{} {} {}", operation.product, operation.version, operation.name),
        host: prepared.host.clone(),
        region: input.region.clone(),
        profile: prepared.profile.clone(),
        practice: prepared.practice,
        started_ms: app.host().clock().now_unix_ms(),
        ended: true,
        // A single request has no middle, and what writes is never sent again by itself.
        may_resume: prepared.plan.mode != PageMode::Single && !prepared.writes,
        needs_consent: request.trust_host && !prepared.practice,
        ..RunView::default()
    }
}

pub(crate) async fn pause(app: &Arc<App>, request: RunRequest) -> Result<RunView, WireError> {
    let run = app.run(&request.run).await?;
    if run.view().may_pause {
        run.pause(app.host().clock().now_unix_ms());
    }
    Ok(run.view())
}

pub(crate) async fn cancel(app: &Arc<App>, request: RunRequest) -> Result<RunView, WireError> {
    let run = app.run(&request.run).await?;
    run.cancel();
    Ok(run.view())
}

pub(crate) async fn resume(app: &Arc<App>, request: CallResumeRequest) -> Result<RunView, WireError> {
    let run = app.run(&request.run).await?;
    let view = run.view();
    if !view.ended || !view.may_resume {
        return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-run-no-more")));
    }
    let mut input = run.input().ok_or_else(not_kept)?;
    if request.trust_host {
        input.consent = Some(consent(&input));
        run.agree(input.consent.clone());
    }
    let signing = invoke::signing(app, &input.profile, &RoleChoice::default())?;
    let prepared = prepare_as(&input, &signing)?;
    if prepared.host != request.confirmed_host {
        return Err(refused("error-confirm-host"));
    }
    invoke::admit(app, &prepared)?;
    if prepared.writes {
        return Err(refused("error-confirm-write"));
    }
    let credentials = invoke::credentials(app, &prepared.profile).await?;
    let lock = app.history().lock(run.id()).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => WireError::new(ErrorCode::BadRequest, Message::new("error-run-busy")),
        _ => rows_unwritable(&error),
    })?;
    let (sink, state) =
        FileSink::resume(&run.rows_path(), &print_of(&prepared)).map_err(|error| cannot_go_on(&error))?;
    Ok(launch(app, &run, Leg { prepared, credentials, sink, state, lock }))
}

fn cannot_go_on(error: &SinkError) -> WireError {
    match error {
        SinkError::OtherCall(_) => WireError::new(ErrorCode::Unsafe, Message::new("error-run-other-call")),
        SinkError::NoCheckpoint(_) | SinkError::BadCheckpoint { .. } | SinkError::Shorter { .. } => {
            WireError::new(ErrorCode::FileUnreadable, Message::new("error-run-damaged").with("reason", error))
        }
        SinkError::Exists(_) | SinkError::Io { .. } => WireError::new(
            ErrorCode::FileUnwritable,
            Message::new("error-rows-unwritable").with("reason", error),
        )
        .hint(Message::new("error-rows-unwritable-hint")),
    }
}
