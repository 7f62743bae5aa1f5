//! `sign`: the steps of signatures for requests in a file. Nothing is sent.
//!
//! The texts hold what the file held, tokens of temporary keys included: they go back to whoever handed them in, and
//! nowhere else. Errors never quote the file.

use serde::Serialize;
use soarboard_api::wire::ErrorCode;
use soarboard_cloud::sign::{SignCase, SignatureTrace, read_sign_cases};
use soarboard_model::message::Message;

use crate::args::SignArgs;
use crate::files;
use crate::output::Output;
use crate::stop::{Exit, Failure, Outcome};

#[derive(Serialize)]
struct SignedLine<'a> {
    id: &'a str,
    #[serde(flatten)]
    trace: SignatureTrace,
}

/// Signs every request that can be read; one that cannot is told and makes the exit code 2.
pub(crate) fn run(args: &SignArgs, out: &Output) -> Outcome {
    let text = files::read_text(&args.file)?;
    let name = args.file.display().to_string();
    let read = read_sign_cases(&text).map_err(|error| {
        let message = Message::new("cli-sign-json").with("line", error.line()).with("column", error.column());
        Failure::of(ErrorCode::FileUnreadable, message).about(&name)
    })?;
    let mut lines = Vec::new();
    for case in &read.cases {
        serde_json::to_writer(&mut lines, &line(case)).map_err(|error| {
            Failure::of(ErrorCode::Internal, Message::new("error-internal").with("detail", error))
        })?;
        lines.push(b'\n');
    }
    out.raw(&lines)?;
    for (index, error) in &read.unreadable {
        let message = Message::new("cli-sign-case").with("number", index + 1).with("reason", reason(error));
        out.failure_words(&Failure::of(ErrorCode::FileUnreadable, message).about(&name));
    }
    Ok(if read.unreadable.is_empty() { Exit::Fine } else { Exit::Usage })
}

fn line(case: &SignCase) -> SignedLine<'_> {
    SignedLine { id: &case.id, trace: case.trace() }
}

/// Returns the reason, unless it could quote a value: a value could be a secret.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") { text } else { "wrong type or unknown scheme".to_owned() }
}
