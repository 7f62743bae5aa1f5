//! Tests of what becomes of a document whose file changes under it. Each case is one of drill R4.

use std::fs;

use soarboard_model::playbook::Playbook;

use super::*;
use crate::edit::{Delete, EditCommand, SetHeader};
use crate::testing::book;

fn base() -> Playbook {
    book(&[("n1", "start"), ("n2", "api"), ("n3", "end")], &["n1>n2", "n2>n3"])
}

fn named(name: &str) -> Playbook {
    let mut playbook = base();
    playbook.header.name = name.into();
    playbook
}

fn rename(session: &mut Session, name: &str) {
    let command = EditCommand::SetHeader(SetHeader { name: Some(name.into()), ..SetHeader::default() });
    session.apply(&command, None).unwrap();
}

fn opened() -> (tempfile::TempDir, std::path::PathBuf, Session) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    fs::write(&path, format::write(&base())).unwrap();
    let session = Session::open(&path).unwrap();
    (dir, path, session)
}

#[test]
fn taking_over_the_file_is_a_step_that_undo_takes_back() {
    let (_dir, path, mut session) = opened();
    rename(&mut session, "mine");
    let mut theirs = named("theirs");
    theirs.nodes.remove("n2");
    theirs.edges.clear();
    fs::write(&path, format::write(&theirs)).unwrap();

    assert_eq!(session.look().unwrap(), Outside::Changed);
    session.reload().unwrap();
    assert_eq!(format::write(session.playbook()), format::write(&theirs));
    assert!(!session.is_dirty());

    session.undo();
    assert_eq!(format::write(session.playbook()), format::write(&named("mine")));
    assert!(session.is_dirty());
    session.undo();
    assert_eq!(format::write(session.playbook()), format::write(&base()));
    session.redo();
    session.redo();
    assert_eq!(format::write(session.playbook()), format::write(&theirs));
    assert!(!session.is_dirty());
}

#[test]
fn keeping_mine_lets_the_next_save_replace_what_was_seen_and_no_other() {
    let (_dir, path, mut session) = opened();
    rename(&mut session, "mine");
    fs::write(&path, format::write(&named("theirs"))).unwrap();

    session.keep_mine().unwrap();
    assert_eq!(session.look().unwrap(), Outside::Same);
    fs::write(&path, format::write(&named("theirs again"))).unwrap();
    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ChangedOutside);
    session.keep_mine().unwrap();
    session.save().unwrap();

    assert_eq!(fs::read_to_string(&path).unwrap(), format::write(&named("mine")));
}

#[test]
fn a_clean_document_that_keeps_its_own_is_unsaved_from_then_on() {
    let (_dir, path, mut session) = opened();
    fs::write(&path, format::write(&named("theirs"))).unwrap();
    session.keep_mine().unwrap();

    assert!(session.is_dirty());
    session.save().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), format::write(&base()));
}

#[test]
fn times_do_not_count_and_equal_content_is_saved_content() {
    let (_dir, path, mut session) = opened();
    let text = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, &text).unwrap();
    assert_eq!(session.look().unwrap(), Outside::Same);

    // The same length and, on a coarse clock, the same time: only the content tells.
    let meta = fs::metadata(&path).unwrap();
    let other = String::from_utf8(text).unwrap().replacen("name-n2", "name-n9", 1);
    fs::write(&path, &other).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(meta.modified().unwrap()).unwrap();
    assert_eq!(session.look().unwrap(), Outside::Changed);

    rename(&mut session, "mine");
    fs::write(&path, format::write(&named("mine"))).unwrap();
    assert_eq!(session.look().unwrap(), Outside::Same);
    assert!(!session.is_dirty());
}

#[test]
fn a_file_that_is_gone_or_no_playbook_leaves_the_document_alone() {
    let (dir, path, mut session) = opened();
    rename(&mut session, "mine");
    fs::write(&path, "not a playbook").unwrap();
    assert_eq!(session.look().unwrap(), Outside::Changed);
    assert!(session.reload().is_err());
    assert!(
        session
            .compare()
            .unwrap()
            .iter()
            .any(|hunk| hunk.lines.iter().any(|line| line.text == "not a playbook"))
    );

    fs::remove_dir_all(dir.path()).unwrap();
    assert_eq!(session.look().unwrap(), Outside::Gone);
    assert!(session.is_file_missing() && session.reload().is_err() && session.is_dirty());
    assert_eq!(session.title(), "mine");
    assert_eq!(session.save_over().unwrap_err().kind, StoreErrorKind::NotFound);
    fs::create_dir(dir.path()).unwrap();
    session.save_over().unwrap();
    assert!(path.exists() && !session.is_dirty());
}

#[test]
fn fields_unknown_here_come_over_whole_and_history_begins_anew() {
    let (_dir, path, mut session) = opened();
    rename(&mut session, "mine");
    let mut theirs = named("theirs");
    theirs.extra.insert("later".into(), serde_json::json!({ "deep": 1 }));
    fs::write(&path, format::write(&theirs)).unwrap();

    session.reload().unwrap();

    assert_eq!(format::write(session.playbook()), format::write(&theirs));
    assert!(!session.can_undo() && !session.is_dirty());
}

#[test]
fn a_comparison_shows_both_sides_with_their_lines() {
    let (_dir, path, mut session) = opened();
    rename(&mut session, "mine");
    fs::write(&path, format::write(&named("theirs")).replace('\n', "\r\n")).unwrap();

    let hunks = session.compare().unwrap();

    assert_eq!(hunks.len(), 1);
    let of = |side: Side| {
        let lines = hunks[0].lines.iter().filter(|line| line.side == side);
        lines.map(|line| line.text.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(Side::Mine), ["\"name\": \"mine\","]);
    assert_eq!(of(Side::Theirs), ["\"name\": \"theirs\","]);
    assert_eq!((hunks[0].mine_from, hunks[0].theirs_from), (1, 1));
}

#[cfg(unix)]
#[test]
fn a_link_that_points_elsewhere_now_is_another_content() {
    let (dir, path, mut session) = opened();
    let other = dir.path().join("other.json");
    fs::write(&other, format::write(&named("other"))).unwrap();
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&other, &path).unwrap();

    assert_eq!(session.look().unwrap(), Outside::Changed);
    rename(&mut session, "mine");
    assert_eq!(session.save().unwrap_err().kind, StoreErrorKind::ChangedOutside);
    assert_eq!(fs::read_to_string(&other).unwrap(), format::write(&named("other")));
}

#[test]
fn unknown_fields_that_only_the_history_has_do_not_cost_the_history() {
    let (_dir, path, _) = opened();
    let mut with = base();
    let fields = [("later".to_owned(), 1.into())].into_iter().collect();
    with.positions.insert("n2".into(), Default::default());
    with.fringe.places.insert("n2".into(), fields);
    fs::write(&path, format::write(&with)).unwrap();
    let mut session = Session::open(&path).unwrap();
    let delete = Delete { nodes: vec!["n2".into()], ..Delete::default() };
    session.apply(&EditCommand::Delete(delete), None).unwrap();
    session.save().unwrap();
    let mut theirs = session.playbook().clone();
    theirs.header.name = "theirs".into();
    fs::write(&path, format::write(&theirs)).unwrap();

    session.reload().unwrap();
    assert_eq!(session.playbook().header.name, "theirs");
    session.undo();
    session.undo();

    assert_eq!(format::write(session.playbook()), format::write(&with));
}
