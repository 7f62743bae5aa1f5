//! Where words go: results to standard output, everything else to standard error, in the chosen language.
//!
//! Texts from playbooks and from services pass through here before a terminal sees them, so that none can move its
//! cursor or change its title. Deliberately absent: what is said.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use soarboard_api::wire::ErrorCode;
use soarboard_model::format;
use soarboard_model::message::{Lang, Message};

use crate::stop::{Failure, Stop};

/// How the program speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    /// One JSON value instead of text.
    pub(crate) json: bool,
    /// Language of messages.
    pub(crate) lang: Lang,
    /// Nothing that was not asked for.
    pub(crate) quiet: bool,
    /// More about what happens on the way.
    pub(crate) verbose: bool,
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    error: &'a crate::stop::FailureView,
}

impl Output {
    /// Returns a message in the chosen language.
    pub(crate) fn text(&self, message: &Message) -> String {
        message.text(self.lang)
    }

    /// Returns whichever of two texts is in the chosen language, else the other one.
    pub(crate) fn pick<'a>(&self, en: &'a str, zh: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh if !zh.is_empty() => zh,
            Lang::En if en.is_empty() => zh,
            _ => en,
        }
    }

    /// Prints lines for people on standard output.
    ///
    /// **Errors** when nobody reads any more, or the disk behind it is full.
    pub(crate) fn say(&self, text: &str) -> Result<(), Stop> {
        let mut text = clean(text);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.raw(text.as_bytes())
    }

    /// Prints bytes on standard output as they are.
    ///
    /// **Errors** see [`Output::say`].
    pub(crate) fn raw(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| unwritable(&error))
    }

    /// Prints a value as JSON on standard output.
    ///
    /// **Errors** see [`Output::say`].
    pub(crate) fn value<T: Serialize>(&self, value: &T) -> Result<(), Stop> {
        self.raw(format::pretty(value).as_bytes())
    }

    /// Prints a value as one line of JSON on standard error: the result itself has standard output.
    pub(crate) fn aside<T: Serialize>(&self, value: &T) {
        if let Ok(line) = serde_json::to_string(value) {
            to_stderr(&line);
        }
    }

    /// Says something on the way, unless nobody wants to hear it.
    pub(crate) fn note(&self, message: &Message) {
        if !self.quiet {
            self.tell(message);
        }
    }

    /// Says something that must be known.
    pub(crate) fn tell(&self, message: &Message) {
        to_stderr(&clean(&self.text(message)));
    }

    /// Prints a failure: in words on standard error, and as JSON on standard output when JSON was asked for.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.failure_words(failure);
        if self.json {
            // Nobody is left to be told when this fails; the exit code still tells.
            let _ = self.value(&ErrorDocument { error: &failure.view(self.lang) });
        }
    }

    /// Prints a failure in words only.
    pub(crate) fn failure_words(&self, failure: &Failure) {
        let view = failure.view(self.lang);
        let head = format!("error[{}]", view.code);
        to_stderr(&format!("{}: {}", paint(&head, Colour::Red, &io::stderr()), one_line(&view.message)));
        if let Some(hint) = &view.hint {
            to_stderr(&format!("{}: {}", paint("hint", Colour::Cyan, &io::stderr()), one_line(hint)));
        }
        if let Some(id) = &view.request_id {
            self.tell(&Message::new("cli-request-id").with("id", id));
        }
    }

    /// Says whether a person watches standard error and wants to see progress.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }
}

/// Colours of severity words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Red,
    Yellow,
    Cyan,
}

/// Returns a word in a colour, when `stream` is a terminal that shows colours and `NO_COLOR` is not set.
pub(crate) fn paint(word: &str, colour: Colour, stream: &impl IsTerminal) -> String {
    let is_off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if is_off || !stream.is_terminal() {
        return word.to_owned();
    }
    let number = match colour {
        Colour::Red => 31,
        Colour::Yellow => 33,
        Colour::Cyan => 36,
    };
    format!("\x1b[1;{number}m{word}\x1b[0m")
}

/// Returns a text without what could steer a terminal; line ends and tabs stay.
pub(crate) fn clean(text: &str) -> String {
    let is_steering = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if is_steering(c) { '\u{fffd}' } else { c }).collect()
}

/// Returns a text on one line.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns rows as columns; the last one is not padded, so that wide characters do no harm there.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Standard error is where failures are told; its own failure has nowhere to go.
fn to_stderr(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn unwritable(error: &io::Error) -> Stop {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Stop::PipeClosed;
    }
    Failure::of(ErrorCode::FileUnwritable, Message::new("cli-stdout-unwritable").with("reason", error)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_no_steering_characters() {
        assert_eq!(clean("a\x1b[2Jb\u{202e}c\td\n"), "a\u{fffd}[2Jb\u{fffd}c\td\n");
        assert_eq!(one_line("a\n  b\t\nc"), "a b c");
    }

    #[test]
    fn columns_line_up_and_end_without_blanks() {
        let rows =
            [vec!["a".into(), "bb".into(), "中文".into()], vec!["ccc".into(), "d".into(), String::new()]];

        assert_eq!(columns(&rows), "a    bb  中文\nccc  d\n");
    }
}
