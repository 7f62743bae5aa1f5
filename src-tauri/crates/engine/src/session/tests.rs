//! Tests of the session: what is saved when, and what counts as unsaved.

use std::fs;

use super::*;
use crate::edit::SetHeader;
use crate::testing::book;

fn named(name: &str) -> EditCommand {
    EditCommand::SetHeader(SetHeader { name: Some(name.into()), ..SetHeader::default() })
}

#[test]
fn an_untouched_file_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("odd.json");
    // Not in canonical form: writing would change it.
    let text = "{\"nodes\":[],   \"formatVersion\":1}";
    fs::write(&path, text).unwrap();
    let mut session = Session::open(&path).unwrap();

    assert_eq!(session.save().unwrap(), Saved::Unchanged);
    session.apply(&named("x"), None).unwrap();
    session.undo();
    assert!(!session.is_dirty());
    assert_eq!(session.save().unwrap(), Saved::Unchanged);

    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn dirty_follows_the_saved_state_through_undo_and_redo() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::new(book(&[("n1", "start")], &[]));
    assert!(!session.is_dirty());
    session.apply(&named("a"), Some("typing".into())).unwrap();
    assert!(session.is_dirty());

    session.save_as(&dir.path().join("a.json")).unwrap();
    assert!(!session.is_dirty());
    session.apply(&named("ab"), Some("typing".into())).unwrap();
    assert!(session.is_dirty());
    session.undo();
    assert!(!session.is_dirty(), "saving ends a step, so the saved state can be reached again");
    session.undo();
    assert!(session.is_dirty());
    session.redo();
    assert!(!session.is_dirty());
    assert_eq!(session.revision(), 5);
}

#[test]
fn what_was_saved_opens_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("triage.playbook.json");
    let mut session = Session::new(book(&[("n1", "start"), ("n2", "end")], &["n1>n2"]));
    session.save_as(&path).unwrap();
    assert_eq!(session.title(), "triage");
    session.apply(&named("Triage"), None).unwrap();
    assert_eq!(session.save().unwrap(), Saved::Written);

    let again = Session::open(&path).unwrap();

    assert_eq!(again.playbook().nodes, session.playbook().nodes);
    assert_eq!((again.title().as_str(), again.is_dirty()), ("Triage", false));
    assert_eq!(fs::read_to_string(&path).unwrap(), format::write(session.playbook()));
}

#[test]
fn a_change_from_outside_is_never_overwritten_silently() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let mut session = Session::new(book(&[], &[]));
    session.save_as(&path).unwrap();
    session.apply(&named("mine"), None).unwrap();
    fs::write(&path, "theirs").unwrap();

    let error = session.save().unwrap_err();

    assert_eq!(error.kind, StoreErrorKind::ChangedOutside);
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    assert!(session.is_dirty());
    assert_eq!(session.save_over().unwrap(), Saved::Written);
    assert!(fs::read_to_string(&path).unwrap().contains("mine"));
}

#[test]
fn a_deleted_file_is_told_and_written_again_on_demand() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let mut session = Session::new(book(&[], &[]));
    session.save_as(&path).unwrap();
    fs::remove_file(&path).unwrap();

    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ChangedOutside);
    session.apply(&named("x"), None).unwrap();
    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ChangedOutside);

    session.save_over().unwrap();
    assert!(path.exists() && !session.is_dirty());
}

#[test]
fn a_newer_format_can_be_looked_at_only() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.json");
    fs::write(&path, r#"{"formatVersion":99,"nodes":[],"wonder":1}"#).unwrap();
    let mut session = Session::open(&path).unwrap();

    assert!(session.is_read_only());
    assert_eq!(session.notes(), [ReadNote::NewerFormat(99)]);
    assert_eq!(session.apply(&named("x"), None).unwrap_err().code, "read-only");
    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ReadOnlyDocument);
    let elsewhere = dir.path().join("copy.json");
    assert_eq!(session.save_as(&elsewhere).unwrap_err().kind, StoreErrorKind::ReadOnlyDocument);
    assert!(!elsewhere.exists());
}

#[test]
fn a_new_document_asks_for_a_place() {
    let mut session = Session::new(book(&[], &[]));

    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::NoPath);
    assert_eq!((session.title(), session.path()), (String::new(), None));
}

#[test]
fn a_failed_save_as_keeps_the_old_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let mut session = Session::new(book(&[], &[]));
    session.save_as(&path).unwrap();
    session.apply(&named("x"), None).unwrap();

    let error = session.save_as(&dir.path().join("missing").join("b.json")).unwrap_err();

    assert_eq!(error.kind, StoreErrorKind::NotFound);
    assert_eq!(session.path(), Some(path.as_path()));
    assert!(session.is_dirty());
}

#[test]
fn files_that_hold_no_playbook_are_refused_with_the_place() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cut.json");
    fs::write(&path, "{\n  \"nodes\": [").unwrap();

    let error = Session::open(&path).unwrap_err();

    let StoreErrorKind::NotAPlaybook(format::ReadError::Json(reason)) = &error.kind else {
        panic!("{error:?}");
    };
    assert_eq!(reason.line, 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\n  \"nodes\": [");
}

#[test]
fn a_picture_opens_as_the_playbook_it_carries_and_is_never_saved_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.svg");
    let playbook = crate::sample::playbook();
    std::fs::write(&path, crate::picture::draw(&playbook, soarboard_model::message::Lang::En).svg).unwrap();

    let session = Session::open(&path).unwrap();

    assert_eq!(session.playbook().nodes, playbook.nodes);
    assert!(session.path().is_none(), "saving has to ask for a file");
}
