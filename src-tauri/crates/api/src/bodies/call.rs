//! Test calls: what would be sent, sending it after the user agreed, watching it.

use std::path::PathBuf;
use std::sync::Arc;

use soarboard_cloud::invoke::{FileSink, describe_request, fingerprint};
use soarboard_cloud::sign::masked_key_id;
use soarboard_cloud::trust::{Consent, EndpointRefusal, TrustKind};
use soarboard_model::component::{ASSUME_API_KIND, AssumeApi, AssumeApiAccount};
use soarboard_model::message::Message;
use soarboard_model::playbook::{NodeId, Trigger};

use super::catalog::access;
use crate::app::{App, internal, lock};
use crate::host::FileChoice;
use crate::invoke::{self, Prepared, RoleChoice, Watch, explain, from_node, prepare_as, references};
use crate::profile::blocking;
use crate::rows;
use crate::run::Run;
use crate::wire::{
    CallPlan, CallPlanRequest, CallStartRequest, ErrorCode, ExportReply, NeededValue, Notification,
    RowsReply, RowsRequest, RunRequest, RunView, TrustView, WireError,
};

/// Most rows a window has.
const MAX_WINDOW: u64 = 500;

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
    let unsafe_error = |id: &str| WireError::new(ErrorCode::Unsafe, Message::new(id));
    if request.trust_host {
        let is_local = input.endpoint.starts_with("http://");
        input.consent =
            Some(if is_local { Consent::Loopback } else { Consent::Host(input.endpoint.clone()) });
    }
    let signing = invoke::signing(app, &input.profile, &RoleChoice::default())?;
    let prepared = prepare_as(&input, &signing)?;
    if prepared.host != request.confirmed_host {
        return Err(unsafe_error("error-confirm-host"));
    }
    if prepared.writes && request.typed_operation != prepared.operation.name {
        return Err(unsafe_error("error-confirm-write"));
    }
    invoke::admit(app, &prepared)?;
    let credentials = invoke::credentials(app, &prepared.profile).await?;

    let id = app.fresh_run_id();
    let path = app.runs_dir()?.join(format!("{id}.ndjson"));
    let endpoint = prepared.endpoint.as_ref().map_or(prepared.host.as_str(), |endpoint| endpoint.host());
    let print = fingerprint(&prepared.call, endpoint, &prepared.plan);
    let mut sink = FileSink::create(&path, &print, true).map_err(|error| explain(&error.into()))?;
    let view = first_view(&id, &request, &prepared);
    let run = Arc::new(Run::new(view.clone(), path, app.host().clock().now_unix_ms()));
    app.keep_run(run.clone());

    let app = app.clone();
    tokio::spawn(async move {
        let clock = app.host().clock();
        let tell = |view: RunView| app.host().notify(Notification::Run(Box::new(view)));
        let mut progress = |now| tell(run.progress(now, clock.now_unix_ms()));
        let watch = Watch { cancel: run.cancel_flag(), progress: &mut progress };
        let outcome = invoke::send(&app, &prepared, &credentials, None, &mut sink, watch).await;
        tell(run.end(outcome, clock.now_unix_ms()));
    });
    Ok(view)
}

fn first_view(id: &str, request: &CallStartRequest, prepared: &Prepared) -> RunView {
    let operation = &prepared.operation;
    RunView {
        run: id.to_owned(),
        doc: request.plan.doc.clone(),
        node: request.plan.node.clone(),
        operation: format!("{} {} {}", operation.product, operation.version, operation.name),
        host: prepared.host.clone(),
        profile: prepared.profile.clone(),
        practice: prepared.practice,
        ended: false,
        requests: 0,
        rows: 0,
        retries: 0,
        total: None,
        elapsed_ms: 0,
        stop: String::new(),
        clock_offset_ms: None,
        request_ids: Vec::new(),
        error: None,
    }
}

pub(crate) async fn cancel(app: &Arc<App>, request: RunRequest) -> Result<RunView, WireError> {
    let run = app.run(&request.run)?;
    run.cancel_flag().cancel();
    Ok(run.view())
}

pub(crate) async fn show(app: &Arc<App>, request: RunRequest) -> Result<RunView, WireError> {
    app.run(&request.run).map(|run| run.view())
}

pub(crate) async fn window(app: &Arc<App>, request: RowsRequest) -> Result<RowsReply, WireError> {
    let run = app.run(&request.run)?;
    blocking(move || {
        run.rows(request.offset, request.limit.min(MAX_WINDOW)).map_err(|error| internal(&error.to_string()))
    })
    .await
}

pub(crate) async fn export(app: &Arc<App>, request: RunRequest) -> Result<ExportReply, WireError> {
    let run = app.run(&request.run)?;
    let operation = run.view().operation.rsplit(' ').next().unwrap_or("rows").to_owned();
    let choice = FileChoice::ExportRows(format!("{operation}.ndjson"));
    let Some(path): Option<PathBuf> = app.host().choose_file(choice).await else {
        return Ok(ExportReply { file: None });
    };
    blocking(move || {
        rows::copy(&run.path(), &path).map_err(|error| {
            WireError::new(
                ErrorCode::FileUnwritable,
                Message::new("error-rows-unwritable").with("reason", error),
            )
            .hint(Message::new("error-rows-unwritable-hint"))
        })?;
        Ok(ExportReply { file: path.file_name().map(|name| name.to_string_lossy().into_owned()) })
    })
    .await
}
