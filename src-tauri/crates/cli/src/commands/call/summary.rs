//! What came of a run, in words or as JSON, and as an exit code. A partial result is never 0.

use serde::Serialize;
use soarboard_api::invoke::{self, Prepared};
use soarboard_cloud::invoke::{InvokeError, StopReason, Summary};
use soarboard_engine::rows::ExportError;
use soarboard_model::message::Message;

use super::rows::{self, Rows};
use crate::output::Output;
use crate::stop::{Exit, Failure, FailureView, Outcome};

/// The summary as `--json` shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryView {
    requests: u64,
    rows: u64,
    retries: u64,
    stop: &'static str,
    request_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_offset_ms: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    outcome_unknown: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    practice: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<FailureView>,
}

/// Tells what came of a run, and of writing its rows.
pub(super) fn tell(
    summary: Summary,
    written: Result<(), ExportError>,
    (prepared, rows): (&Prepared, &Rows),
    out: &Output,
) -> Outcome {
    if is_reader_gone(&summary, &written, rows) {
        return Ok(Exit::Interrupted);
    }
    let unwritten = written.err().map(|error| rows::unwritten(&error, rows));
    let failed = summary.error.as_ref().map(|error| Failure::from(invoke::explain(error)));
    for failure in failed.iter().chain(&unwritten) {
        out.failure_words(failure);
    }
    // What kept the run from its end comes first: without it there is more to write.
    let failure = failed.or(unwritten);
    let exit = exit(&summary, failure.as_ref());
    if summary.is_outcome_unknown {
        out.tell(&Message::new("cli-outcome-unknown").with("operation", &prepared.operation.name));
    }
    if summary.retries > 0 {
        // A write that was sent more than once is never a silent matter, not even with --quiet.
        let id = if prepared.writes { "cli-write-again" } else { "cli-again" };
        let message = Message::new(id).count("count", summary.retries);
        let message = message.with("operation", &prepared.operation.name);
        if prepared.writes { out.tell(&message) } else { out.note(&message) }
    }
    if !out.json {
        words(&summary, rows, out);
        return Ok(exit);
    }
    let view = SummaryView {
        requests: summary.requests,
        rows: summary.rows,
        retries: summary.retries,
        stop: summary.stop.word(),
        request_ids: summary.request_ids,
        output: rows.file.clone(),
        partial: !summary.stop.is_complete(),
        rows_path: summary.rows_path,
        clock_offset_ms: summary.clock_offset_ms,
        outcome_unknown: summary.is_outcome_unknown,
        practice: prepared.practice,
        error: failure.map(|failure| failure.view(out.lang)),
    };
    // Rows on standard output are the result; the summary then stands aside.
    if rows.file.is_some() {
        out.value(&view)?
    } else {
        out.aside(&view)
    }
    Ok(exit)
}

fn is_reader_gone(summary: &Summary, written: &Result<(), ExportError>, rows: &Rows) -> bool {
    match (&summary.error, written) {
        (Some(InvokeError::Sink(error)), _) => rows::is_reader_gone(error),
        (_, Err(ExportError::Io(error))) => {
            rows.file.is_none() && error.kind() == std::io::ErrorKind::BrokenPipe
        }
        _ => false,
    }
}

fn exit(summary: &Summary, failure: Option<&Failure>) -> Exit {
    match (summary.stop, failure) {
        (_, Some(failure)) => failure.exit(),
        (StopReason::Cancelled, None) => Exit::Interrupted,
        (StopReason::MaxRequests, None) => Exit::No,
        (_, None) => Exit::Fine,
    }
}

fn words(summary: &Summary, rows: &Rows, out: &Output) {
    let stop = out.text(&Message::new(format!("cli-stop-{}", summary.stop.word().replace('_', "-"))));
    out.note(
        &Message::new("cli-summary")
            .count("rows", summary.rows)
            .count("requests", summary.requests)
            .with("stop", stop),
    );
    if let Some(offset) = summary.clock_offset_ms {
        out.note(&Message::new("cli-clock").count("seconds", offset.unsigned_abs() / 1000));
    }
    if let Some(path) = &rows.file {
        if summary.stop.is_complete() {
            out.note(&Message::new("cli-rows-in").with("path", path));
        } else {
            out.note(&Message::new("cli-rows-partial").with("path", path));
            out.note(&Message::new("cli-resume-possible").with("path", path));
        }
    }
    if out.verbose {
        for id in &summary.request_ids {
            out.note(&Message::new("cli-request-id").with("id", id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use soarboard_model::message::Lang;

    #[test]
    fn every_way_to_stop_has_its_words() {
        use StopReason as Stop;
        let all = [
            Stop::Single,
            Stop::TotalReached,
            Stop::EmptyPage,
            Stop::CursorEnd,
            Stop::CursorRepeated,
            Stop::MaxRequests,
            Stop::Cancelled,
            Stop::Error,
        ];
        for stop in all {
            let message = Message::new(format!("cli-stop-{}", stop.word().replace('_', "-")));
            assert!(message.exists(Lang::En) && message.exists(Lang::Zh), "{}", message.id);
        }
    }
}
