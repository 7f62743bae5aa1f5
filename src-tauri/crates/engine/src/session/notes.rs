//! Words for what was odd about a file that was read.

use soarboard_model::format::ReadNote;
use soarboard_model::message::Message;

/// Returns a note of the reader in words for people.
pub fn note_message(note: &ReadNote) -> Message {
    match note {
        ReadNote::NewerFormat(version) => Message::new("check-note-newer-format").with("version", version),
        ReadNote::RepeatedKey(path) => Message::new("check-note-repeated-key").with("path", path),
        ReadNote::NewId { old, new } if old.is_empty() => {
            Message::new("check-note-missing-id").with("new", new)
        }
        ReadNote::NewId { old, new } => Message::new("check-note-new-id").with("old", old).with("new", new),
    }
}

#[cfg(test)]
mod tests {
    use soarboard_model::message::Lang;

    use super::*;

    #[test]
    fn every_note_has_its_text() {
        let id = |old: &str| ReadNote::NewId { old: old.into(), new: "n2".into() };
        for note in [ReadNote::NewerFormat(2), ReadNote::RepeatedKey(".a".into()), id(""), id("n1")] {
            for lang in [Lang::En, Lang::Zh] {
                let message = note_message(&note);
                assert!(message.exists(lang) && !message.text(lang).contains("{$"), "{}", message.id);
            }
        }
    }
}
