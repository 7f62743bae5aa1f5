//! `call`: one signed call, or a paged or scrolled run of them.
//!
//! The order is part of its safety: look everything up, refuse what must not be sent, ask, fetch the keys, open the
//! file, and only then send. Deliberately absent: signing, paging and retrying themselves (see `api::invoke`).

mod account;
mod confirm;
mod dry_run;
mod gathered;
mod paging;
mod params;
mod progress;
mod rows;
mod summary;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use soarboard_api::App;
use soarboard_api::invoke::{self, CallInput, Prepared, Watch};
use soarboard_api::wire::ErrorCode;
use soarboard_cloud::endpoint;
use soarboard_cloud::invoke::{CancelFlag, Summary};
use soarboard_cloud::sign::Scheme;
use soarboard_cloud::trust::{Consent, check_endpoint};
use soarboard_engine::rows::ExportError;
use soarboard_model::message::{Lang, Message};

pub(super) use account::caller_identity;

use crate::args::{CallArgs, SignatureArg};
use crate::host::CliHost;
use crate::output::Output;
use crate::stop::{Failure, Outcome, Stop};

/// Runs `call`.
pub(crate) fn run(args: &CallArgs, data_dir: Option<&Path>, out: &Output) -> Outcome {
    let app = App::new(CliHost::new(data_dir)?);
    runtime()?.block_on(call(&app, args, out))
}

/// Returns the event loop that requests run on.
///
/// **Errors** when the system gives none.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Stop> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        Failure::of(ErrorCode::Internal, Message::new("error-internal").with("detail", error)).into()
    })
}

async fn call(app: &Arc<App>, args: &CallArgs, out: &Output) -> Outcome {
    let operation = soarboard_api::find_operation(
        &args.product,
        args.api_version.as_deref().unwrap_or_default(),
        &args.operation,
    )?;
    let account = account::choose(app, args, out).await?;
    let signing = account::signing(app, &account, args)?;
    if signing.is_practice() {
        app.practice().set_lang(practice_lang(out.lang));
        out.tell(&Message::new("cli-practice"));
    }
    if let Some(role) = signing.role() {
        out.note(&Message::new("cli-role").with("role", role));
    }
    let mut params = params::read(args)?;
    let chosen = paging::choose(args, &operation, &mut params)?;
    out.note(&chosen.said);
    for reason in &chosen.reasons {
        out.note(&Message::new("cli-page-why").with("reason", out.text(reason)));
    }
    let input = CallInput {
        product: operation.product.clone(),
        version: operation.version.clone(),
        operation: operation.name.clone(),
        params,
        endpoint: args.endpoint.clone().unwrap_or_default().trim().to_owned(),
        region: args.region.clone().unwrap_or_else(|| account.region.clone()),
        profile: account.profile.clone(),
        consent: consent(args.endpoint.as_deref(), args.trust_endpoint),
        scheme: match args.signature {
            SignatureArg::V3 => Scheme::Acs3,
            SignatureArg::V1 => v1_of(&operation),
        },
        paging: chosen.paging,
        rows_path: chosen.rows_path,
        interval_seconds: args.interval,
    };
    let prepared = invoke::prepare_as(&input, &signing)?;
    refuse_endpoint(&input, &prepared)?;
    if args.dry_run {
        return dry_run::show(app, &prepared, out);
    }
    invoke::admit(app, &prepared)?;
    if prepared.writes && !args.yes {
        confirm::ask(&prepared, out)?;
    }
    let keys = account::keys(app, &account.profile).await?;
    let mut rows = rows::open(args, &prepared)?;
    let cancel = CancelFlag::new();
    let leftover = rows.gathered.as_ref().and_then(gathered::Gathered::folder);
    let interrupt = listening(cancel.clone(), leftover).await;
    let mut progress = progress::Progress::new(out);
    let mut tell = |now| progress.tell(now);
    let watch = Watch { cancel: &cancel, progress: &mut tell };
    let outcome = invoke::send(app, &prepared, &keys, rows.resume.take(), rows.sink.as_mut(), watch).await;
    interrupt.abort();
    progress.end();
    let summary = outcome?;
    let written = written(&rows, &summary).await;
    summary::tell(summary, written, (&prepared, &rows), out)
}

/// Writes the rows in their format, where that is not done page by page; Ctrl-C ends that, too.
async fn written(rows: &rows::Rows, summary: &Summary) -> Result<(), ExportError> {
    let Some(gathered) = rows.gathered.clone().filter(|_| summary.rows > 0 || summary.stop.is_complete())
    else {
        return Ok(());
    };
    let cancel = CancelFlag::new();
    let interrupt = listening(cancel.clone(), gathered.folder()).await;
    let (rows, is_complete) = (summary.rows, summary.stop.is_complete());
    let done = tokio::task::spawn_blocking(move || gathered.write(rows, is_complete, &cancel)).await;
    interrupt.abort();
    done.unwrap_or_else(|error| Err(std::io::Error::other(error).into()))
}

/// Listens for Ctrl-C beside the run. When this returns, it does: a signal that comes before somebody listens would end
/// the program instead of the run.
async fn listening(cancel: CancelFlag, leftover: Option<PathBuf>) -> tokio::task::JoinHandle<()> {
    let task = tokio::spawn(interrupted(cancel, leftover));
    // The handler is set when the task is looked at for the first time, which is while this one stands back.
    tokio::task::yield_now().await;
    task
}

/// Sets the flag at the first Ctrl-C; a second one ends the program at once, rows and checkpoint as they stand.
/// `leftover` is a folder that nobody could find again.
async fn interrupted(cancel: CancelFlag, leftover: Option<PathBuf>) {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the system's own way of interrupting stays.
        return;
    }
    cancel.cancel();
    if tokio::signal::ctrl_c().await.is_ok() {
        let _ = leftover.map(std::fs::remove_dir_all);
        std::process::exit(i32::from(crate::stop::Exit::Interrupted.number()));
    }
}

fn v1_of(operation: &soarboard_cloud::catalog::Operation) -> Scheme {
    match operation.style {
        soarboard_cloud::catalog::ApiStyle::Rpc => Scheme::RpcV1,
        soarboard_cloud::catalog::ApiStyle::Roa => Scheme::RoaV1,
    }
}

fn practice_lang(lang: Lang) -> soarboard_practice::Lang {
    match lang {
        Lang::En => soarboard_practice::Lang::En,
        Lang::Zh => soarboard_practice::Lang::Zh,
    }
}

/// Returns what `--trust-endpoint` agrees to: exactly the endpoint beside it.
fn consent(endpoint: Option<&str>, is_agreed: bool) -> Option<Consent> {
    let endpoint = endpoint.filter(|_| is_agreed)?.trim();
    match endpoint.split_once("://") {
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => Some(Consent::Loopback),
        Some((_, host)) => Some(Consent::Host(host.to_owned())),
        None => Some(Consent::Host(endpoint.to_owned())),
    }
}

/// Refuses an endpoint that must not get a signature. The practice service has no endpoint, but an endpoint that the
/// vendor's service would be refused is refused there too: practice is for learning what the real thing does.
fn refuse_endpoint(input: &CallInput, prepared: &Prepared) -> Result<(), Stop> {
    let refusal = if prepared.practice && !input.endpoint.is_empty() {
        check_endpoint(&input.endpoint, endpoint::is_official_host, input.consent.as_ref()).err()
    } else {
        prepared.endpoint.as_ref().err().cloned()
    };
    refusal.map_or(Ok(()), |refusal| Err(invoke::refusal(&refusal).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn consent_of(line: &[&str]) -> Option<Consent> {
        let full = ["soarboard", "call", "Sas", "DescribeSuspEvents"].iter().chain(line);
        match crate::args::Cli::parse_from(full).command {
            crate::args::Command::Call(args) => consent(args.endpoint.as_deref(), args.trust_endpoint),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn consent_names_exactly_the_endpoint_beside_it() {
        assert_eq!(consent_of(&["--trust-endpoint"]), None);
        assert_eq!(consent_of(&["--endpoint", "a.example"]), None);
        assert_eq!(
            consent_of(&["--endpoint", "https://a.example", "--trust-endpoint"]),
            Some(Consent::Host("a.example".into()))
        );
        assert_eq!(
            consent_of(&["--endpoint", "http://127.0.0.1:8", "--trust-endpoint"]),
            Some(Consent::Loopback)
        );
    }
}
