//! What came of a run, in words or as JSON, and as an exit code. A partial result is never 0.

use serde::Serialize;
use soarboard_api::invoke::{self, Prepared};
use soarboard_cloud::invoke::{InvokeError, StopReason, Summary};
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

/// Tells what came of a run.
pub(super) fn tell(summary: Summary, prepared: &Prepared, rows: &Rows, out: &Output) -> Outcome {
    if let Some(InvokeError::Sink(error)) = &summary.error
        && rows::is_reader_gone(error)
    {
        return Ok(Exit::Interrupted);
    }
    let failure = summary.error.as_ref().map(|error| Failure::from(invoke::explain(error)));
    let exit = exit(&summary, failure.as_ref());
    if let Some(failure) = &failure {
        out.failure_words(failure);
    }
    if summary.is_outcome_unknown {
        out.tell(&Message::new("cli-outcome-unknown").with("operation", &prepared.operation.name));
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
        out.note(&Message::new("cli-rows-in").with("path", path));
        if !summary.stop.is_complete() {
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
