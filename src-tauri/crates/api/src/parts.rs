//! Answers that are too large for one message: they travel as text, part by part.
//!
//! What the window gets first is the first part under [`PART_KEY`]; it asks for the others and reads the whole, so that no
//! command and nobody who calls one has to know. The change of thousands of nodes (layout, undo) and the findings about
//! them come this way. A document that is opened travels whole, by intent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use soarboard_model::message::Message;

use crate::app::{App, lock};
use crate::wire::{AnswerPart, AnswerRequest, ErrorCode, WireError};

/// Most bytes of a message.
pub const MOST_BYTES: usize = 256 * 1024;
/// The one key of an answer that is the first part of another.
pub const PART_KEY: &str = "$part";
/// Bytes of a part as it travels: quoted, with room for what stands around it.
const PART_BYTES: usize = MOST_BYTES - 4 * 1024;
/// Answers that wait to be fetched at the same time; the oldest goes first.
const MOST_KEPT: usize = 8;

/// Commands whose answer holds a whole document.
const OPENING: &[&str] = &[
    "workspace_open",
    "document_show",
    "document_new",
    "document_open",
    "document_open_from",
    "document_reload",
];

/// Answers of which parts are still to be fetched.
#[derive(Default)]
pub(crate) struct Parts(Mutex<VecDeque<(String, Arc<str>)>>);

/// Returns an answer as it may travel: itself, or its first part when it is too large.
///
/// **Errors** no name could be made for what is left.
pub(crate) fn bounded(app: &App, command: &str, answer: Value) -> Result<Value, WireError> {
    if OPENING.contains(&command) {
        return Ok(answer);
    }
    let text = answer.to_string();
    if text.len() <= MOST_BYTES {
        return Ok(answer);
    }
    let id = app.fresh_id("answer")?;
    let first = part(&id, &text, 0);
    let mut kept = lock(&app.parts().0);
    if kept.len() == MOST_KEPT {
        kept.pop_front();
    }
    kept.push_back((id, text.into()));
    Ok(json!({ PART_KEY: first }))
}

/// Returns a further part of an answer. With the last one the answer is forgotten.
pub(crate) async fn more(app: &Arc<App>, request: AnswerRequest) -> Result<AnswerPart, WireError> {
    let mut kept = lock(&app.parts().0);
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
