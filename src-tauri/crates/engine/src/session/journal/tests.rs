//! Tests of the journal: what comes back after a kill, and what is left on disk.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use soarboard_model::format;

use super::*;
use crate::edit::{Delete, EditCommand, SetHeader};
use crate::session::Session;
use crate::testing::book;

const LONGEST: Duration = Duration::from_secs(10);

/// The journals whose writing breaks. Ids are unique among tests, which share this.
static BREAKING: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Panics for a journal that is to break; called by the writer, in tests only.
pub(super) fn break_if_wanted(id: &str) {
    // Looked up before the panic, so that the lock is not held by it.
    let wanted = BREAKING.lock().unwrap().iter().any(|breaking| breaking == id);
    assert!(!wanted, "a fault in the writer");
}

fn journals(folder: &Path) -> Journals {
    Journals::new(folder.join("drafts"), Box::new(|error| panic!("{error}")))
}

fn name(session: &mut Session, name: &str, mark: Option<&str>) {
    let command = EditCommand::SetHeader(SetHeader { name: Some(name.into()), ..SetHeader::default() });
    session.apply(&command, mark.map(str::to_owned)).unwrap();
}

fn kept(journals: &Journals, id: &str) -> Session {
    let mut session = Session::new(book(&[("n1", "start"), ("n2", "end")], &["n1>n2"]));
    session.keep_in(journals.journal(id));
    session
}

/// The document of the only journal, as the next start of the program finds it.
fn restored(folder: &Path) -> (Journals, Session) {
    let journals = journals(folder);
    let mut found = journals.take_all(&HashSet::new());
    assert_eq!(found.len(), 1);
    let found = found.remove(0);
    let session = Session::restore(found.told.unwrap(), journals.journal(&found.id));
    (journals, session)
}

#[test]
fn document_history_and_unsaved_state_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    name(&mut session, "one", None);
    name(&mut session, "tw", Some("typing"));
    name(&mut session, "two", Some("typing"));
    name(&mut session, "three", None);
    session.undo();
    first.flush(LONGEST);
    drop((session, first));

    let (_journals, mut session) = restored(folder.path());

    assert!(session.is_dirty());
    assert_eq!((session.title().as_str(), session.revision()), ("two", 5));
    session.redo();
    assert_eq!(session.title(), "three");
    let names: Vec<String> = std::iter::from_fn(|| session.undo().map(|_| session.title())).collect();
    assert_eq!(names, ["two", "one", ""]);
    assert!(!session.is_dirty(), "the first state is the one a new document began with");
}

#[test]
fn undo_goes_back_past_a_save_and_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    name(&mut session, "one", Some("typing"));
    session.save_as(&path).unwrap();
    name(&mut session, "two", Some("typing"));
    drop((session, first));

    let (_journals, mut session) = restored(folder.path());
    assert!(session.is_dirty());
    session.undo();
    assert!(!session.is_dirty(), "saving ends a gesture");
    assert_eq!(session.save().unwrap(), crate::session::Saved::Unchanged);
    session.undo();
    assert!(session.is_dirty());
    session.save().unwrap();

    assert_eq!(fs::read_to_string(&path).unwrap(), format::write(session.playbook()));
}

#[test]
fn a_file_is_kept_from_the_first_edit_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, format::write(&book(&[("n1", "start")], &[]))).unwrap();
    let journals = journals(folder.path());
    let mut session = Session::open(&path).unwrap();
    session.keep_in(journals.journal("a"));
    journals.flush(LONGEST);
    assert!(!folder.path().join("drafts").exists());

    name(&mut session, "mine", None);
    journals.flush(LONGEST);

    assert!(folder.path().join("drafts/a.journal").exists());
}

#[test]
fn a_step_cut_off_by_a_kill_is_as_if_it_never_was() {
    let folder = tempfile::tempdir().unwrap();
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    name(&mut session, "one", None);
    drop((session, first));
    let path = folder.path().join("drafts/a.journal");
    let whole = fs::read(&path).unwrap();
    let ends: Vec<usize> =
        whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();

    for cut in ends[0]..whole.len() {
        fs::write(&path, &whole[..cut]).unwrap();
        let (journals, mut session) = restored(folder.path());
        assert_eq!((session.title().as_str(), session.lost_steps()), ("", 0), "cut at {cut}");
        // What is written next takes the place of the torn line.
        name(&mut session, "again", None);
        drop((session, journals));
        assert_eq!(restored(folder.path()).1.title(), "again");
    }
}

#[test]
fn a_journal_that_was_damaged_is_set_aside_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    for text in ["one", "two", "three"] {
        name(&mut session, text, None);
    }
    drop((session, first));
    let path = folder.path().join("drafts/a.journal");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"two\"", "\"two", 1)).unwrap();

    let (journals, session) = restored(folder.path());
    // The step from one to two speaks of both names; it and the step after it are lost.
    assert_eq!((session.title().as_str(), session.lost_steps()), ("one", 2));
    assert!(path.with_extension("damaged").exists());
    drop((session, journals));

    fs::write(&path, "no journal\n").unwrap();
    let journals = self::journals(folder.path());
    assert_eq!(journals.take_all(&HashSet::new())[0].told.as_ref().unwrap_err(), &JournalFault::Unreadable);
    assert!(journals.take_all(&HashSet::new()).is_empty());
}

#[test]
fn a_long_journal_is_begun_anew_and_tells_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    let path = folder.path().join("drafts/a.journal");
    let mut largest = 0;
    for round in 0..40 {
        for step in 0..25 {
            name(&mut session, &format!("{round} {step} {}", "x".repeat(400)), None);
        }
        session.undo();
        first.flush(LONGEST);
        largest = largest.max(fs::metadata(&path).unwrap().len());
    }
    let (title, revision) = (session.title(), session.revision());
    drop((session, first));

    let lines = fs::read_to_string(&path).unwrap().lines().count();
    let (_journals, mut session) = restored(folder.path());
    assert!(lines < 900, "{lines} lines: it was never begun anew");
    assert_eq!((session.title(), session.revision()), (title, revision));
    assert_eq!(std::iter::from_fn(|| session.undo()).count(), 40 * 24);
}

#[test]
fn what_another_process_holds_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    name(&mut session, "one", None);
    first.flush(LONGEST);

    let second = journals(folder.path());
    assert!(second.take_all(&HashSet::new()).is_empty());

    session.put_away();
    first.flush(LONGEST);
    assert_eq!(second.take_all(&HashSet::new()).len(), 1);
}

#[test]
fn a_discarded_draft_is_gone_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let journals = journals(folder.path());
    let mut session = kept(&journals, "a");
    name(&mut session, "secret plan", None);
    journals.flush(LONGEST);

    session.discard();
    journals.flush(LONGEST);

    assert_eq!(fs::read_dir(folder.path().join("drafts")).unwrap().count(), 0);
}

#[test]
fn ids_never_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["", "..", "../a", "a/b", "a.b", "a\0", &"a".repeat(101)] {
        assert!(journal_path(folder.path(), id).is_none(), "{id}");
        assert!(journals(folder.path()).take(id).is_none(), "{id}");
    }
}

#[cfg(unix)]
#[test]
fn journals_are_for_their_user_only_and_odd_paths_are_kept() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"odd-\xff.json"));
    let first = journals(folder.path());
    let mut session = kept(&first, "a");
    session.save_as(&path).unwrap();
    name(&mut session, "one", None);
    drop((session, first));

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path().join("drafts")), 0o700);
    assert_eq!(mode(&folder.path().join("drafts/a.journal")), 0o600);
    assert_eq!(restored(folder.path()).1.path(), Some(path.as_path()));
}

#[test]
fn a_failure_is_told_once_and_nothing_is_lost_when_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let told = Arc::new(AtomicUsize::new(0));
    let count = told.clone();
    let drafts = folder.path().join("drafts");
    // A file where the folder should be: nothing can be written below it.
    fs::write(&drafts, "").unwrap();
    let first = Journals::new(
        drafts.clone(),
        Box::new(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        }),
    );
    let mut session = kept(&first, "a");
    for text in ["one", "two"] {
        name(&mut session, text, None);
        first.flush(LONGEST);
    }
    assert_eq!(told.load(Ordering::Relaxed), 1);

    fs::remove_file(&drafts).unwrap();
    name(&mut session, "three", None);
    first.flush(LONGEST);
    drop((session, first));

    let (_journals, mut session) = restored(folder.path());
    assert_eq!(session.title(), "three");
    assert_eq!(std::iter::from_fn(|| session.undo()).count(), 3);
}

#[test]
fn a_writer_that_breaks_loses_no_step_and_keeps_the_other_journals() {
    let folder = tempfile::tempdir().unwrap();
    let told = Arc::new(AtomicUsize::new(0));
    let count = told.clone();
    // Who is told breaks as well: that is no reason to keep nothing from then on.
    let on_failure = move |error: &io::Error| {
        count.fetch_add(1, Ordering::Relaxed);
        panic!("{error}");
    };
    let first = Journals::new(folder.path().join("drafts"), Box::new(on_failure));
    let (mut breaking, mut other) = (kept(&first, "breaking"), kept(&first, "other"));
    name(&mut breaking, "one", None);
    first.flush(LONGEST);
    BREAKING.lock().unwrap().push("breaking".to_owned());
    for text in ["two", "three"] {
        name(&mut breaking, text, None);
        name(&mut other, text, None);
        first.flush(LONGEST);
    }
    assert_eq!(told.load(Ordering::Relaxed), 1, "told once");
    let text = |id: &str| fs::read_to_string(folder.path().join(format!("drafts/{id}.journal"))).unwrap();
    assert!(text("other").contains("three"), "the other journal is written all the same");
    assert!(!text("breaking").contains("two"));

    BREAKING.lock().unwrap().clear();
    name(&mut breaking, "four", None);
    first.flush(LONGEST);
    drop((breaking, other, first));

    let again = journals(folder.path());
    let mut session =
        Session::restore(again.take("breaking").unwrap().told.unwrap(), again.journal("breaking"));
    assert_eq!((session.title().as_str(), session.lost_steps()), ("four", 0));
    assert_eq!(std::iter::from_fn(|| session.undo()).count(), 4, "no step is missing");
}

/// A playbook whose place of `n2` and edge `e1` have fields of a later version.
const WITH_UNKNOWN: &str = r#"{"formatVersion":1,
    "nodes":[{"id":"n1","name":"event","kind":"start"},{"id":"n2","name":"end","kind":"end"}],
    "edges":[{"id":"e1","from":{"node":"n1","port":"out","later":-0},"to":{"node":"n2","port":"in"}}],
    "layout":{"nodes":{"n2":{"x":1,"y":2,"later":[1.10,-0]}}}}"#;

#[test]
fn unknown_fields_of_what_is_deleted_come_back_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, WITH_UNKNOWN).unwrap();
    let first = journals(folder.path());
    let mut session = Session::open(&path).unwrap();
    let before = format::write(session.playbook());
    session.keep_in(first.journal("a"));
    let delete = Delete { nodes: vec!["n2".into()], ..Delete::default() };
    session.apply(&EditCommand::Delete(delete), None).unwrap();
    assert!(!format::write(session.playbook()).contains("later"));
    first.flush(LONGEST);
    drop((session, first));

    let (_journals, mut session) = restored(folder.path());
    session.undo();

    assert_eq!(format::write(session.playbook()), before);
    assert!(!session.is_dirty());
}
