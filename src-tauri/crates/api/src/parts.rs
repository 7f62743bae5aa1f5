//! Messages that are too large: they travel as text, part by part, each under [`PART_KEY`].
//!
//! Of an answer the window gets the first part, asks for the others and reads the whole; of a request it sends the parts
//! one after the other, and the last is answered. So no command and nobody who calls one has to know. The change of
//! thousands of nodes (layout, undo), the findings about them, pasted text and places of thousands of nodes come this
//! way. A document that is opened travels whole, by intent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use soarboard_model::message::Message;

use crate::app::{App, lock};
use crate::wire::{AnswerPart, AnswerRequest, ErrorCode, RequestPart, WireError};

/// Most bytes of a message.
pub const MOST_BYTES: usize = 256 * 1024;
/// The one key of a message that is part of another.
pub const PART_KEY: &str = "$part";
/// Bytes of a part as it travels: quoted, with room for what stands around it.
const PART_BYTES: usize = MOST_BYTES - 4 * 1024;
/// Answers that wait to be fetched, and requests that wait for their end, at the same time; the oldest goes first.
const MOST_KEPT: usize = 8;
/// Most bytes of a request in parts: several times a playbook of 5,000 nodes.
const MOST_REQUEST: usize = 64 * 1024 * 1024;

/// Commands whose answer holds a whole document.
const OPENING: &[&str] = &[
    "workspace_open",
    "document_show",
    "document_new",
    "document_open",
    "document_open_from",
    "document_reload",
];

/// Answers of which parts are still to be fetched, and requests of which parts are still to come, by name.
#[derive(Default)]
pub(crate) struct Parts {
    answers: Mutex<VecDeque<(String, Arc<str>)>>,
    requests: Mutex<VecDeque<(String, String)>>,
}

/// What a message to a command turned out to be.
#[derive(Debug)]
pub(crate) enum Received {
    /// A whole request.
    Request(Value),
    /// A part that others follow; what to answer, as JSON.
    Part(String),
}

/// Takes a message to a command: a request, or a part of one.
///
/// **Errors** `BadRequest` for parts that are malformed, make no JSON or are too many; `Internal` when what came before is
/// kept no longer.
pub(crate) fn received(app: &App, command: &str, args: Value) -> Result<Received, WireError> {
    let Some(part) = args.get(PART_KEY) else { return Ok(Received::Request(args)) };
    let malformed = || {
        let message = Message::new("error-bad-request").with("command", command);
        WireError::new(ErrorCode::BadRequest, message)
    };
    let part: RequestPart = serde_json::from_value(part.clone()).map_err(|_| malformed())?;
    let mut kept = lock(&app.parts().requests);
    let (name, mut text) = match part.request {
        None => (app.fresh_id("request")?, String::new()),
        Some(name) => {
            let at = kept.iter().position(|(id, _)| *id == name);
            let gone = || WireError::new(ErrorCode::Internal, Message::new("error-request-gone"));
            at.and_then(|at| kept.remove(at)).ok_or_else(gone)?
        }
    };
    if text.len() + part.text.len() > MOST_REQUEST {
        let message = Message::new("error-request-too-large").with("limit", MOST_REQUEST / 1024 / 1024);
        return Err(WireError::new(ErrorCode::BadRequest, message));
    }
    text.push_str(&part.text);
    if !part.more {
        return serde_json::from_str(&text).map(Received::Request).map_err(|_| malformed());
    }
    keep(&mut kept, name.clone(), text);
    Ok(Received::Part(Value::from(name).to_string()))
}

/// Returns an answer as it may travel: itself, or its first part when it is too large.
///
/// **Errors** no name could be made for what is left.
pub(crate) fn bounded(app: &App, command: &str, answer: String) -> Result<String, WireError> {
    if answer.len() <= MOST_BYTES || OPENING.contains(&command) {
        return Ok(answer);
    }
    let id = app.fresh_id("answer")?;
    let first = part(&id, &answer, 0);
    keep(&mut lock(&app.parts().answers), id, answer.into());
    Ok(json!({ PART_KEY: first }).to_string())
}

/// Returns a further part of an answer. With the last one the answer is forgotten.
pub(crate) async fn more(app: &Arc<App>, request: AnswerRequest) -> Result<AnswerPart, WireError> {
    let mut kept = lock(&app.parts().answers);
    let gone = || WireError::new(ErrorCode::Internal, Message::new("error-answer-gone"));
    let at = kept.iter().position(|(id, _)| *id == request.answer).ok_or_else(gone)?;
    let text = Arc::clone(&kept[at].1);
    if !text.is_char_boundary(request.from) {
        return Err(WireError::new(ErrorCode::BadRequest, Message::new("error-answer-gone")));
    }
    let part = part(&request.answer, &text, request.from);
    if part.next.is_none() {
        kept.remove(at);
    }
    Ok(part)
}

fn keep<T>(kept: &mut VecDeque<(String, T)>, name: String, text: T) {
    if kept.len() == MOST_KEPT {
        kept.pop_front();
    }
    kept.push_back((name, text));
}

fn part(answer: &str, text: &str, from: usize) -> AnswerPart {
    let end = end_of_part(text, from);
    let next = (end < text.len()).then_some(end);
    AnswerPart { answer: answer.to_owned(), text: text[from..end].to_owned(), next }
}

/// Returns where a part ends. JSON has no other characters that are written longer within quotes than these two.
fn end_of_part(text: &str, from: usize) -> usize {
    let mut bytes = 0;
    for (offset, letter) in text[from..].char_indices() {
        bytes += letter.len_utf8() + usize::from(matches!(letter, '"' | '\\'));
        if bytes > PART_BYTES {
            return from + offset;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_join_to_the_whole_and_none_is_too_large() {
        let plain = "a".repeat(3 * PART_BYTES);
        let quoted = json!({ "a": "\"\\\u{1}\n查".repeat(60_000), "n": [1, "b"] }).to_string();
        for text in [plain, quoted, String::new()] {
            let (mut joined, mut from) = (String::new(), Some(0));
            while let Some(at) = from {
                let part = part("answer-1", &text, at);
                assert!(serde_json::to_string(&part).unwrap().len() <= MOST_BYTES);
                joined.push_str(&part.text);
                from = part.next;
            }
            assert!(joined == text);
        }
    }

    #[test]
    fn what_opens_a_document_is_a_command() {
        for name in OPENING {
            assert!(crate::command::COMMANDS.iter().any(|command| command.name == *name), "{name}");
        }
    }
}
