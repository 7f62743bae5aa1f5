//! R4: whatever becomes of a file while it is open with unsaved edits, the document is kept, and nothing is overwritten
//! that nobody has seen.
//!
//! A table of what may happen, each with what a look at the file says, what a plain save does, and what then stands
//! there. What the choices do after that is tested beside them (`session/outside/tests.rs`).

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use soarboard_engine::edit::{EditCommand, SetHeader};
use soarboard_engine::session::outside::Outside;
use soarboard_engine::session::store::StoreErrorKind;
use soarboard_engine::session::{Saved, Session};
use soarboard_model::format;
use soarboard_model::playbook::Playbook;

const LEAST: usize = 12;

fn text(name: &str) -> String {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    playbook.header.name = name.to_owned();
    format::write(&playbook)
}

/// What a look says; `None` where it says why it cannot.
type Look = Option<Outside>;
/// What a plain save does.
type Save = Result<Saved, StoreErrorKind>;

struct Case {
    name: &'static str,
    happens: fn(&Path),
    look: Look,
    save: Save,
}

fn refused(name: &'static str, happens: fn(&Path), look: Look) -> Case {
    Case { name, happens, look, save: Err(StoreErrorKind::ChangedOutside) }
}

fn unnoticed(name: &'static str, happens: fn(&Path)) -> Case {
    Case { name, happens, look: Some(Outside::Same), save: Ok(Saved::Written) }
}

fn beside(path: &Path, name: &str) -> PathBuf {
    path.with_file_name(name)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn cases() -> Vec<Case> {
    let changed = Some(Outside::Changed);
    vec![
        refused("edited in place", |path| fs::write(path, text("theirs")).unwrap(), changed),
        refused(
            "another file moved over it",
            |path| {
                fs::write(beside(path, "new"), text("theirs")).unwrap();
                fs::rename(beside(path, "new"), path).unwrap();
            },
            changed,
        ),
        refused(
            "same length and same time",
            |path| {
                let time = fs::metadata(path).unwrap().modified().unwrap();
                fs::write(path, text("esab")).unwrap();
                fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
            },
            changed,
        ),
        refused("deleted", |path| fs::remove_file(path).unwrap(), Some(Outside::Gone)),
        refused("emptied", |path| fs::write(path, "").unwrap(), changed),
        refused("cut off in the middle", |path| fs::write(path, &text("base")[..20]).unwrap(), changed),
        refused(
            "line ends changed",
            |path| fs::write(path, text("base").replace('\n', "\r\n")).unwrap(),
            changed,
        ),
        refused("no playbook any more", |path| fs::write(path, "not a playbook").unwrap(), changed),
        refused(
            "of a newer format",
            |path| {
                fs::write(path, text("base").replace("\"formatVersion\": 1", "\"formatVersion\": 9"))
                    .unwrap();
            },
            changed,
        ),
        refused(
            "a link to another file",
            |path| {
                fs::write(beside(path, "other"), text("theirs")).unwrap();
                fs::remove_file(path).unwrap();
                symlink(beside(path, "other"), path).unwrap();
            },
            changed,
        ),
        refused(
            "a link to nothing",
            |path| {
                fs::remove_file(path).unwrap();
                symlink(beside(path, "nothing"), path).unwrap();
            },
            Some(Outside::Gone),
        ),
        refused(
            "its folder swapped for another",
            |path| {
                let folder = path.parent().unwrap();
                fs::rename(folder, folder.with_extension("away")).unwrap();
                fs::create_dir(folder).unwrap();
                fs::write(path, text("theirs")).unwrap();
            },
            changed,
        ),
        refused(
            "a copy with the same name in a folder that took its place, empty",
            |path| {
                let folder = path.parent().unwrap();
                fs::rename(folder, folder.with_extension("away")).unwrap();
                fs::create_dir(folder).unwrap();
            },
            Some(Outside::Gone),
        ),
        Case {
            name: "its folder gone",
            happens: |path| fs::remove_dir_all(path.parent().unwrap()).unwrap(),
            look: Some(Outside::Gone),
            save: Err(StoreErrorKind::NotFound),
        },
        Case {
            name: "a folder in its place",
            happens: |path| fs::remove_file(path).and_then(|()| fs::create_dir(path)).unwrap(),
            look: None,
            save: Err(StoreErrorKind::IsDirectory),
        },
        Case {
            name: "a socket in its place",
            happens: |path| {
                fs::remove_file(path).unwrap();
                drop(std::os::unix::net::UnixListener::bind(path).unwrap());
            },
            look: None,
            save: Err(StoreErrorKind::NotAFile),
        },
        Case {
            name: "marked read-only",
            happens: |path| mode(path, 0o444),
            look: Some(Outside::Same),
            save: Err(StoreErrorKind::ReadOnly),
        },
        Case {
            name: "written as it is here",
            happens: |path| fs::write(path, text("mine")).unwrap(),
            look: Some(Outside::Same),
            save: Ok(Saved::Unchanged),
        },
        unnoticed("its mode changed", |path| mode(path, 0o640)),
        unnoticed("only its time changed", |path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        }),
        unnoticed("written again with the same content", |path| {
            fs::remove_file(path).unwrap();
            fs::write(path, text("base")).unwrap();
        }),
        unnoticed("moved, with a link in its place", |path| {
            fs::rename(path, beside(path, "moved")).unwrap();
            symlink(beside(path, "moved"), path).unwrap();
        }),
        unnoticed("its folder moved, with a link in its place", |path| {
            let folder = path.parent().unwrap();
            fs::rename(folder, folder.with_extension("away")).unwrap();
            symlink(folder.with_extension("away"), folder).unwrap();
        }),
    ]
}

#[test]
fn r4_whatever_happens_to_an_open_file_nothing_is_lost_unseen() {
    let cases = cases();
    let mut refusals = 0;
    for Case { name, happens, look, save } in &cases {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("books").join("a.json");
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, text("base")).unwrap();
        let mut session = Session::open(&path).unwrap();
        let edit = EditCommand::SetHeader(SetHeader { name: Some("mine".into()), ..SetHeader::default() });
        session.apply(&edit, None).unwrap();

        happens(&path);
        let before = fs::read(&path).ok();
        let (was_link, was_mode) = kind(&path);
        assert_eq!(session.look().ok(), *look, "{name}");
        let saved = session.save().map_err(|error| error.kind);

        assert_eq!(saved, *save, "{name}");
        assert_eq!(session.title(), "mine", "{name}: the document is as it was");
        assert_eq!(session.is_dirty(), save.is_err(), "{name}");
        if save.is_ok() {
            assert_eq!(fs::read_to_string(&path).unwrap(), text("mine"), "{name}");
        } else {
            refusals += 1;
            assert_eq!(fs::read(&path).ok(), before, "{name}: what stands there is untouched");
        }
        assert_eq!(kind(&path), (was_link, was_mode), "{name}: links and modes stay");
        // The way out that is offered whatever happened.
        let elsewhere = dir.path().join("elsewhere.json");
        session.save_as(&elsewhere).unwrap();
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), text("mine"), "{name}");
        assert!(!session.is_dirty(), "{name}");
    }
    println!(
        "R4: {} things that happen to an open file, {refusals} saves refused with the reason, 0 overwritten unseen",
        cases.len()
    );
    assert!(cases.len() >= LEAST);
}

/// Says whether something is a link, and its mode.
fn kind(path: &Path) -> (bool, Option<u32>) {
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    (is_link, fs::metadata(path).ok().map(|meta| meta.permissions().mode()))
}
