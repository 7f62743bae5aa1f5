//! Asking before something is changed. Without a person at a terminal only `--yes` can agree.

use std::io::{self, BufRead, IsTerminal, Write};

use soarboard_api::invoke::Prepared;
use soarboard_api::wire::ErrorCode;
use soarboard_model::message::Message;

use crate::commands::catalog::access_word;
use crate::output::{Output, clean};
use crate::stop::{Failure, Stop};

/// Asks whether a call that may change something is wanted.
///
/// **Errors** `Unsafe` when nobody can be asked, or the answer is not yes.
pub(super) fn ask(prepared: &Prepared, out: &Output) -> Result<(), Stop> {
    let about = |id: &str| {
        Message::new(id)
            .with("operation", &prepared.operation.name)
            .with("access", access_word(prepared.operation.access).unwrap_or("unknown"))
            .with("host", &prepared.host)
            .with("profile", &prepared.profile)
    };
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let failure = Failure::of(ErrorCode::Unsafe, about("cli-write-refused"));
        return Err(failure.hint(Message::new("cli-write-refused-hint")).into());
    }
    let question = clean(&out.text(&about("cli-write-ask")));
    let mut answer = String::new();
    let asked = write!(io::stderr(), "{question} [y/N] ").and_then(|()| io::stderr().flush());
    let heard = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
    if heard.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是") {
        return Ok(());
    }
    Err(Failure::of(ErrorCode::Unsafe, Message::new("cli-write-declined")).into())
}
