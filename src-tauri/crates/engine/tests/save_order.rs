//! The order of system calls of a save, and what it does when they fail, seen through strace.
//!
//! A kill is not a power cut: that data reaches the disk before the rename can only be read off the calls. Where
//! strace is missing or may not trace, the tests say so and end; in CI (`CI` is set) that is a failure.

#![cfg(target_os = "linux")]
// The helpers of a test file are tests too, which the lint cannot see.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use soarboard_engine::edit::{EditCommand, SetHeader};
use soarboard_engine::session::Session;
use soarboard_engine::session::store::{self, StoreErrorKind};
use soarboard_model::format;
use soarboard_model::message::Lang;
use soarboard_model::playbook::Playbook;

const TARGET: &str = "SOARBOARD_TEST_SAVE";
/// Says that a save that failed is tried again.
const AGAIN: &str = "SOARBOARD_TEST_SAVE_AGAIN";
/// Calls that are traced, and at which a save may be killed.
const CALLS: &str =
    "openat,read,write,close,statx,getdents64,fsync,fdatasync,rename,unlink,ftruncate,truncate,fchmod,flock";
/// Calls of the saving thread before it saves. strace counts by thread, and the thread that starts the tests must not
/// come as far.
const WARM_UP: usize = 100;

fn playbook(description: &str) -> Playbook {
    let mut playbook = Playbook { format_version: 1, ..Playbook::default() };
    playbook.header.description = description.to_owned();
    playbook
}

fn old() -> String {
    format::write(&playbook("old"))
}

fn new() -> String {
    format::write(&playbook(&"n".repeat(300_000)))
}

/// Run only by the traced process below.
#[test]
#[ignore = "is the traced process of the other tests"]
fn traced_save() {
    let path = PathBuf::from(std::env::var(TARGET).expect("the tracing test names the file"));
    for _ in 0..WARM_UP {
        let mut nowhere = fs::File::options().write(true).open("/dev/null").unwrap();
        nowhere.write_all(b"warm-up").unwrap();
    }
    let mut session = Session::open(&path).unwrap();
    let description = Some("n".repeat(300_000));
    let edit = EditCommand::SetHeader(SetHeader { description, ..SetHeader::default() });
    session.apply(&edit, None).unwrap();
    if let Err(error) = session.save() {
        let replaced = fs::read_to_string(&path).unwrap() == new();
        println!(
            "\nfailed: {:?} {:?} replaced {replaced} dirty {}",
            error.step,
            error.kind,
            session.is_dirty()
        );
        println!("said: {} / {}", error.message().text(Lang::En), error.hint().text(Lang::En));
        if std::env::var_os(AGAIN).is_some() {
            session.save().unwrap();
            println!("saved at last, dirty {}", session.is_dirty());
        }
    }
}

/// Saves under strace and returns its log and the words of the process; `None` where tracing is impossible.
fn trace(dir: &Path, inject: Option<&str>) -> Option<(String, String)> {
    let log = dir.join("log");
    let mut command = Command::new("strace");
    command.arg("-f").arg("-o").arg(&log).args(["-e", &format!("trace={CALLS}")]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "traced_save", "--ignored", "--nocapture"]);
    command.env(TARGET, dir.join("book").join("a.json"));
    let output = command.output();
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        assert!(std::env::var_os("CI").is_none(), "strace cannot trace here, and in CI it must");
        println!("strace cannot trace here: skipped");
        return None;
    }
    let said = String::from_utf8_lossy(&output.unwrap().stdout).into_owned();
    Some((fs::read_to_string(&log).unwrap(), said))
}

/// A call of the saving thread: its name, how often the thread had made it by then, and its line in the log.
struct Call {
    name: String,
    number: usize,
    line: String,
}

/// Returns the calls of the saving thread from the warm-up on.
fn calls(log: &str) -> Vec<Call> {
    let thread = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let saver = thread(log.lines().find(|line| line.contains("warm-up")).unwrap());
    let last = log.lines().filter(|line| line.contains("warm-up")).count();
    let (mut seen, mut warm, mut found) = (HashMap::new(), 0, Vec::new());
    for line in log.lines().filter(|line| thread(line) == saver) {
        let Some((name, _)) = line[saver.len()..].trim_start().split_once('(') else { continue };
        if name.starts_with("<...") {
            continue;
        }
        let number: &mut usize = seen.entry(name.to_owned()).or_default();
        *number += 1;
        if warm == last {
            found.push(Call { name: name.to_owned(), number: *number, line: line.to_owned() });
        }
        warm += usize::from(line.contains("warm-up"));
    }
    found
}

/// How the injection names the making of the new file, and the writing of it.
fn create_and_write() -> Option<(String, String)> {
    let dir = prepared();
    let (log, _) = trace(dir.path(), None)?;
    let calls = calls(&log);
    let create = calls.iter().position(|call| call.name == "openat" && call.line.contains("O_EXCL")).unwrap();
    let write = calls[create..].iter().find(|call| call.name == "write").unwrap();
    Some((format!("openat:when={}", calls[create].number), format!("write:when={}", write.number)))
}

fn prepared() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("book")).unwrap();
    fs::write(dir.path().join("book").join("a.json"), old()).unwrap();
    dir
}

fn content(dir: &Path) -> String {
    fs::read_to_string(dir.join("book").join("a.json")).unwrap()
}

fn entries(dir: &Path) -> usize {
    fs::read_dir(dir.join("book")).unwrap().count()
}

#[test]
fn data_reaches_the_disk_before_the_rename_and_the_rename_before_the_end() {
    let dir = prepared();
    let Some((log, _)) = trace(dir.path(), None) else { return };

    let at = |found: &dyn Fn(&str) -> bool| {
        log.lines().position(found).unwrap_or_else(|| panic!("missing in\n{log}"))
    };
    let create = at(&|line| line.contains(".tmp") && line.contains("O_CREAT") && line.contains("O_EXCL"));
    let temp = log.lines().nth(create).unwrap().rsplit("= ").next().unwrap().trim().to_owned();
    let write = at(&|line| line.contains(&format!("write({temp}, \"{{\\n")));
    let sync = at(&|line| line.contains(&format!("fsync({temp})")) && line.ends_with("= 0"));
    let rename = at(&|line| line.contains("rename(") && line.contains("a.json") && line.ends_with("= 0"));
    let after: Vec<_> = log.lines().skip(rename).filter(|line| line.contains("fsync(")).collect();

    assert!(create < write && write < sync && sync < rename, "{log}");
    assert!(after.len() == 1 && after[0].ends_with("= 0"), "{log}");
    assert!(!log.lines().any(|line| line.contains("a.json") && line.contains("O_TRUNC")), "{log}");
    assert!(!log.contains("truncate("), "{log}");
    assert_eq!(content(dir.path()), new());
}

#[test]
fn whatever_fails_the_old_file_stays_whole_and_the_reason_is_named() {
    let Some((create, write)) = create_and_write() else { return };
    for (call, reason, said) in [
        (&create[..], "EACCES", "Create Permission"),
        (&create, "EROFS", "Create ReadOnly"),
        (&create, "ENOSPC", "Create Full"),
        (&write, "ENOSPC", "Write Full"),
        (&write, "EDQUOT", "Write Full"),
        (&write, "EIO", "Write Other"),
        ("fsync:when=1", "EIO", "Sync Other"),
        ("fsync:when=1", "ENOSPC", "Sync Full"),
        ("fsync:when=1", "EDQUOT", "Sync Full"),
        ("rename:when=1", "EACCES", "Replace Permission"),
        ("rename:when=1", "EROFS", "Replace ReadOnly"),
    ] {
        let dir = prepared();
        let (name, when) = call.split_once(':').unwrap();
        let inject = format!("{name}:error={reason}:{when}");
        let Some((log, output)) = trace(dir.path(), Some(&inject)) else { return };

        assert!(output.contains(&format!("failed: {said} replaced false dirty true")), "{inject}: {output}");
        let hint = output.lines().find_map(|line| line.strip_prefix("said: ")?.split_once(" / ")).unwrap().1;
        assert!(hint.to_lowercase().contains("save"), "{inject}: {hint}");
        assert_eq!(content(dir.path()), old(), "{inject}");
        assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
        let syncs = log.lines().filter(|line| line.contains("fsync(")).count();
        assert_eq!(
            syncs,
            usize::from(!["openat", "write"].contains(&name)),
            "{inject}: fsync is tried once\n{log}"
        );
    }
}

#[test]
fn after_a_failed_fsync_the_next_save_begins_with_a_file_of_its_own() {
    let dir = prepared();
    let inject = "fsync:error=EIO:when=1";
    let mut again = Command::new(std::env::current_exe().unwrap());
    // The variable reaches the traced process through strace.
    again.args(["--exact", "traced_save_again", "--ignored", "--nocapture"]).env(AGAIN, "1");
    again.env(TARGET, dir.path()).env("SOARBOARD_TEST_INJECT", inject);
    let output = again.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// The test above, in a process that has the variable; a test must not change its own environment.
#[test]
#[ignore = "is the process of the test before it"]
fn traced_save_again() {
    let dir = PathBuf::from(std::env::var(TARGET).unwrap());
    let Some((log, output)) = trace(&dir, Some(&std::env::var("SOARBOARD_TEST_INJECT").unwrap())) else {
        return;
    };

    assert!(
        output.contains("failed: Sync Other") && output.contains("saved at last, dirty false"),
        "{output}"
    );
    let made: Vec<&str> =
        log.lines().filter(|line| line.contains("O_EXCL") && line.contains(".tmp")).collect();
    let name = |line: &str| line.split('"').nth(1).unwrap().to_owned();
    assert!(made.len() == 2 && name(made[0]) != name(made[1]), "{made:?}");
    assert_eq!(content(&dir), new());
    assert_eq!(entries(&dir), 1);
}

/// R3: every call of a save that can fail, with every reason a disk may have.
#[test]
fn r3_whatever_the_reason_the_file_is_the_old_one_or_the_new_one_and_the_only_one() {
    const REASONS: [&str; 12] = [
        "EIO",
        "ENOSPC",
        "EDQUOT",
        "EACCES",
        "EPERM",
        "EROFS",
        "EINTR",
        "EBUSY",
        "ENOMEM",
        "EFBIG",
        "ETIMEDOUT",
        "ENODEV",
    ];
    let Some((create, write)) = create_and_write() else { return };
    let calls =
        ["flock:when=1", "fchmod:when=1", "fsync:when=1", "fsync:when=2", "rename:when=1", &create, &write];
    let (mut faults, mut failed) = (0, 0);
    for (call, reason) in calls.iter().flat_map(|call| REASONS.iter().map(move |reason| (call, reason))) {
        let dir = prepared();
        let (name, when) = call.split_once(':').unwrap();
        let inject = format!("{name}:error={reason}:{when}");
        let Some((log, output)) = trace(dir.path(), Some(&inject)) else { return };
        faults += usize::from(log.contains("(INJECTED)"));

        let content = content(dir.path());
        let refused = output.contains("failed: ");
        failed += usize::from(refused);
        let is_old = refused && !output.contains("replaced true");
        assert!(content == if is_old { old() } else { new() }, "{inject}: {output}");
        assert!(!refused || output.contains("dirty true"), "{inject}: {output}");
        assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
    }
    println!(
        "R3: {faults} faults in {} calls, {failed} refused with their reason, old file whole and document unsaved each time",
        calls.len()
    );
    assert!(faults >= 60 && failed >= 48, "{faults} faults, {failed} refused");
}

#[test]
fn a_replacement_that_was_not_confirmed_is_told() {
    let dir = prepared();
    let Some((_, output)) = trace(dir.path(), Some("fsync:error=EIO:when=2")) else { return };

    assert!(output.contains("failed: SyncDirectory Other replaced true dirty true"), "{output}");
    assert_eq!(entries(dir.path()), 1);
}

#[test]
fn r1_a_save_killed_at_any_call_leaves_old_or_new() {
    let dir = prepared();
    let Some((log, _)) = trace(dir.path(), None) else { return };
    let mut killed: HashMap<String, usize> = HashMap::new();
    for Call { name, number, .. } in calls(&log) {
        let dir = prepared();
        let inject = format!("{name}:signal=KILL:when={number}");
        let Some((log, _)) = trace(dir.path(), Some(&inject)) else { return };
        assert!(log.contains("killed by SIGKILL"), "{inject}");
        *killed.entry(name).or_default() += 1;

        let path = dir.path().join("book").join("a.json");
        let content = content(dir.path());
        assert!(content == old() || content == new(), "{inject}: {} bytes", content.len());
        // The next start sweeps.
        Session::open(&path).unwrap();
        assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
    }
    let mut told: Vec<String> = killed.iter().map(|(name, count)| format!("{count} {name}")).collect();
    told.sort();
    println!(
        "R1: killed at each of {} calls ({}), old or new each time",
        killed.values().sum::<usize>(),
        told.join(", ")
    );
    for call in ["openat", "write", "fsync", "rename", "flock", "fchmod", "close"] {
        assert!(killed.contains_key(call), "never killed at {call}");
    }
}

#[test]
fn kinds_are_told_apart_by_what_can_be_done() {
    let dir = prepared();
    let path = dir.path().join("book").join("a.json").join("below");

    assert_eq!(store::save(&path, b"x", None).unwrap_err().kind, StoreErrorKind::NotFound);
}
