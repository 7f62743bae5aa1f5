//! Runs: looking at them, their rows, filters over these, exports, the history.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use soarboard_cloud::invoke::{Pager, aliyun_line};
use soarboard_engine::check::is_secret_value;
use soarboard_engine::rows::{
    ExportError, ExportOptions, ExportWatch, Query, QueryProblem, RowFormat, Selection, clipped,
    export as export_rows, travel_size,
};
use soarboard_model::message::Message;

use crate::app::{App, internal};
use crate::file_name;
use crate::filter::Filter;
use crate::host::FileChoice;
use crate::invoke::{self, CallInput, RoleChoice, explain, prepare_as};
use crate::profile::blocking;
use crate::wire::{
    CutRow, ErrorCode, ExportFormat, ExportReply, ExportView, FilterProblem, FilterReply, FilterRequest,
    FilterView, Nothing, Notification, RowsFilterRequest, RowsReply, RowsRequest, RunDeleteRequest,
    RunExportRequest, RunLine, RunList, RunRequest, RunView, WireError,
};

/// Most rows a window has.
const MAX_WINDOW: u64 = 500;
/// Bytes after which a window ends, as they travel: a message should stay below 256 KiB, names and numbers included.
const WINDOW_BYTES: usize = 160 << 10;
/// Bytes that are shown of a row which alone is more than a message should be.
const CUT_BYTES: usize = 64 << 10;
/// How often an export tells how far it is.
const TELL_EVERY: Duration = Duration::from_millis(150);

pub(crate) async fn show(app: &Arc<App>, request: RunRequest) -> Result<RunView, WireError> {
    Ok(app.run(&request.run).await?.view())
}

pub(crate) async fn list(app: &Arc<App>, _: Nothing) -> Result<RunList, WireError> {
    let app = app.clone();
    blocking(move || Ok(app.run_list())).await
}

pub(crate) async fn delete(app: &Arc<App>, request: RunDeleteRequest) -> Result<RunList, WireError> {
    let app = app.clone();
    blocking(move || {
        let listed = app.run_list().runs;
        let chosen = listed.iter().filter(|run| request.all || request.runs.contains(&run.run));
        for run in chosen {
            if run.ended {
                app.delete_run(&run.run)?;
            } else if !request.all {
                return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-run-busy")));
            }
        }
        Ok(app.run_list())
    })
    .await
}

pub(crate) async fn line(app: &Arc<App>, request: RunRequest) -> Result<RunLine, WireError> {
    let run = app.run(&request.run).await?;
    let input = run.input().ok_or_else(not_kept)?;
    let signing = invoke::signing(app, &input.profile, &RoleChoice::default())?;
    let prepared = prepare_as(&without_secrets(input), &signing)?;
    let endpoint = prepared.endpoint.as_ref().map_err(invoke::refusal)?;
    let fields = Pager::new(prepared.plan.clone(), &prepared.call).next_fields().unwrap_or_default();
    let line = aliyun_line(&prepared.call, endpoint, &fields).map_err(|error| explain(&error.into()))?;
    Ok(RunLine { line })
}

/// Puts the name of a parameter in place of a value that looks secret.
fn without_secrets(mut input: CallInput) -> CallInput {
    for (name, value) in &mut input.params {
        if is_secret_value(name, value) {
            *value = Value::String(format!("<{name}>"));
        }
    }
    input
}

/// Says that a value of the call was not kept.
pub(crate) fn not_kept() -> WireError {
    WireError::new(ErrorCode::BadRequest, Message::new("error-run-not-kept"))
        .hint(Message::new("error-run-not-kept-hint"))
}

pub(crate) async fn window(app: &Arc<App>, request: RowsRequest) -> Result<RowsReply, WireError> {
    let run = app.run(&request.run).await?;
    let filter = request.filter.as_deref().map(|id| app.filter(id)).transpose()?;
    let (offset, limit) = (request.offset, request.limit.min(MAX_WINDOW));
    blocking(move || {
        let reply = match filter {
            Some(filter) if request.picks => filter.picks(offset, limit, WINDOW_BYTES),
            Some(filter) => filter.rows(offset, limit, WINDOW_BYTES),
            None => run.window(offset, limit, WINDOW_BYTES).map(|(total, rows)| RowsReply {
                offset,
                total,
                rows,
                ..RowsReply::default()
            }),
        };
        reply.map(cut_to_size).map_err(|error| internal(&error.to_string()))
    })
    .await
}

/// Sends of a row that is too large for a message its beginning only, and says so.
fn cut_to_size(mut reply: RowsReply) -> RowsReply {
    for (at, row) in reply.rows.iter_mut().enumerate() {
        if travel_size(row.as_bytes()) <= WINDOW_BYTES {
            continue;
        }
        if let Some(beginning) = clipped(row, CUT_BYTES) {
            reply.cut.push(CutRow { at, bytes: row.len() as u64 });
            *row = beginning;
        }
    }
    reply
}

pub(crate) async fn filter(app: &Arc<App>, request: RowsFilterRequest) -> Result<FilterReply, WireError> {
    let run = app.run(&request.run).await?;
    let query = match Query::parse(&request.expression) {
        Ok(query) => query,
        Err(problem) => return Ok(FilterReply { filter: None, problem: Some(told(&problem)) }),
    };
    let filter = Arc::new(Filter::new(app.fresh_id("filter")?, query, run));
    app.keep_filter(filter.clone());
    let view = filter.view();
    tokio::spawn(filter.work(app.clone()));
    Ok(FilterReply { filter: Some(view), problem: None })
}

fn told(problem: &QueryProblem) -> FilterProblem {
    let word = match problem {
        QueryProblem::Empty => "empty",
        QueryProblem::Syntax { .. } => "syntax",
        QueryProblem::ByNumber { .. } => "by-number",
        QueryProblem::RootInside { .. } => "root-inside",
        QueryProblem::LargeCompared { .. } => "large",
    };
    let at = problem.at() as u64;
    FilterProblem { at, message: Message::new(format!("error-filter-{word}")).with("at", at) }
}

pub(crate) async fn show_filter(app: &Arc<App>, request: FilterRequest) -> Result<FilterView, WireError> {
    Ok(app.filter(&request.filter)?.view())
}

pub(crate) async fn stop_filter(app: &Arc<App>, request: FilterRequest) -> Result<FilterView, WireError> {
    let filter = app.filter(&request.filter)?;
    filter.cancel();
    Ok(filter.view())
}

pub(crate) async fn end_filter(app: &Arc<App>, request: FilterRequest) -> Result<Nothing, WireError> {
    app.end_filter(&request.filter);
    Ok(Nothing {})
}

pub(crate) async fn export(app: &Arc<App>, request: RunExportRequest) -> Result<ExportReply, WireError> {
    let run = app.run(&request.run).await?;
    let filter = request.filter.as_deref().map(|id| app.filter(id)).transpose()?;
    let format = match request.format {
        ExportFormat::JsonLines => RowFormat::JsonLines,
        ExportFormat::Json => RowFormat::Json,
        ExportFormat::Csv => RowFormat::Csv,
    };
    let view = run.view();
    let operation = view.operation.rsplit(' ').next().unwrap_or_default();
    let choice = FileChoice::ExportRows(file_name::suggested(operation, "rows", format.ending()));
    let Some(path): Option<PathBuf> = app.host().choose_file(choice).await else {
        return Ok(ExportReply::default());
    };
    let options = ExportOptions { format, is_guarded: !request.keep_raw, has_bom: request.bom };
    let under_way = UnderWay { app, watch: app.begin_export(&request.run) };
    let watched = under_way.watch.clone();
    let written = blocking(move || {
        let numbers = filter.map(|filter| filter.numbers());
        let selection = match &numbers {
            Some(numbers) => Selection::Numbers(numbers),
            None => Selection::First(view.rows),
        };
        let done = export_rows(&run.rows_path(), selection, &path, options, &watched);
        let done = done.map_err(|error| unwritten(&error))?;
        Ok(ExportReply {
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            rows: done.rows,
        })
    });
    let mut written = pin!(written);
    loop {
        tokio::select! {
            done = &mut written => return done,
            () = tokio::time::sleep(TELL_EVERY) => {
                let view = ExportView { run: request.run.clone(), percent: under_way.watch.percent() };
                app.host().notify(Notification::Export(view));
            }
        }
    }
}

/// An export that nobody waits for any more, however that came, is ended and forgotten.
struct UnderWay<'a> {
    app: &'a App,
    watch: Arc<ExportWatch>,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.watch.cancel();
        self.app.end_export(&self.watch);
    }
}

pub(crate) async fn stop_export(app: &Arc<App>, request: RunRequest) -> Result<Nothing, WireError> {
    app.stop_exports(&request.run);
    Ok(Nothing {})
}

fn unwritten(error: &ExportError) -> WireError {
    match error {
        ExportError::TooManyColumns => {
            WireError::new(ErrorCode::BadRequest, Message::new("error-export-columns"))
                .hint(Message::new("error-export-columns-hint"))
        }
        ExportError::Cancelled => {
            WireError::new(ErrorCode::Cancelled, Message::new("error-export-cancelled"))
        }
        ExportError::Io(error) => WireError::new(
            ErrorCode::FileUnwritable,
            Message::new("error-rows-unwritable").with("reason", error),
        )
        .hint(Message::new("error-rows-unwritable-hint")),
    }
}
