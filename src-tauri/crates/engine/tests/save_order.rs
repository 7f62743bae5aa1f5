//! The order of system calls of a save, and what it does when they fail, seen through strace.
//!
//! A kill is not a power cut: that data reaches the disk before the rename can only be read off the calls. Where
//! strace is missing or may not trace, the tests say so and end.

#![cfg(target_os = "linux")]
// The helpers of a test file are tests too, which the lint cannot see.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use soarboard_engine::session::Session;
use soarboard_engine::session::store::{self, StoreErrorKind};

const TARGET: &str = "SOARBOARD_TEST_SAVE";

/// Run only by the traced process below.
#[test]
#[ignore = "is the traced process of the other tests"]
fn traced_save() {
    let path = PathBuf::from(std::env::var(TARGET).expect("the tracing test names the file"));
    let stamp = store::load(&path).unwrap().stamp;
    if let Err(error) = store::save(&path, &vec![b'n'; 300_000], Some(&stamp)) {
        println!("\nfailed: {:?} {:?} replaced {}", error.step, error.kind, error.replaced.is_some());
    }
}

/// Saves under strace and returns its log and the words of the process; `None` where tracing is impossible.
fn trace(dir: &Path, inject: Option<&str>) -> Option<(String, String)> {
    let log = dir.join("log");
    let mut command = Command::new("strace");
    command.arg("-f").arg("-o").arg(&log);
    command.args([
        "-e",
        "trace=openat,open,creat,write,fsync,fdatasync,rename,renameat,renameat2,ftruncate,truncate,fchmod,flock",
    ]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "traced_save", "--ignored", "--nocapture"]);
    command.env(TARGET, dir.join("book").join("a.json"));
    let output = command.output();
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        println!("strace cannot trace here: skipped");
        return None;
    }
    let said = String::from_utf8_lossy(&output.unwrap().stdout).into_owned();
    Some((fs::read_to_string(&log).unwrap(), said))
}

fn prepared() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("book")).unwrap();
    fs::write(dir.path().join("book").join("a.json"), "old").unwrap();
    dir
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
    let write = at(&|line| line.contains(&format!("write({temp}, \"nnn")));
    let sync = at(&|line| line.contains(&format!("fsync({temp})")) && line.ends_with("= 0"));
    let rename = at(&|line| line.contains("rename(") && line.contains("a.json") && line.ends_with("= 0"));
    let after: Vec<_> = log.lines().skip(rename).filter(|line| line.contains("fsync(")).collect();

    assert!(create < write && write < sync && sync < rename, "{log}");
    assert!(after.len() == 1 && after[0].ends_with("= 0"), "{log}");
    assert!(!log.lines().any(|line| line.contains("a.json") && line.contains("O_TRUNC")), "{log}");
    assert!(!log.contains("truncate("), "{log}");
    assert_eq!(fs::read(dir.path().join("book").join("a.json")).unwrap().len(), 300_000);
}

#[test]
fn whatever_fails_the_old_file_stays_whole_and_no_other_is_left() {
    for (inject, said) in [
        ("fsync:error=EIO:when=1", "failed: Sync Other"),
        ("fsync:error=ENOSPC:when=1", "failed: Sync Full"),
        ("fsync:error=EDQUOT:when=1", "failed: Sync Full"),
        ("rename:error=EACCES", "failed: Replace Permission"),
        ("rename:error=EROFS", "failed: Replace ReadOnly"),
    ] {
        let dir = prepared();
        let Some((_, output)) = trace(dir.path(), Some(inject)) else { return };

        assert!(output.contains(said), "{inject}: {output}");
        assert_eq!(fs::read(dir.path().join("book").join("a.json")).unwrap(), b"old", "{inject}");
        assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
    }
}

/// R3: every call of a save that can fail, with every reason a disk may have. All of them in a drill, else one in four.
#[test]
fn r3_whatever_the_reason_the_file_is_the_old_one_or_the_new_one_and_the_only_one() {
    const CALLS: [&str; 5] =
        ["flock:when=1", "fchmod:when=1", "fsync:when=1", "fsync:when=2", "rename:when=1"];
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
    let step = if std::env::var_os("SOARBOARD_DRILL_COUNT").is_some() { 1 } else { 4 };
    let pairs = CALLS.iter().flat_map(|call| REASONS.iter().map(move |reason| (call, reason)));
    let (mut faults, mut failed) = (0, 0);
    for (call, reason) in pairs.step_by(step) {
        let dir = prepared();
        let (name, when) = call.split_once(':').unwrap();
        let inject = format!("{name}:error={reason}:{when}");
        let Some((log, output)) = trace(dir.path(), Some(&inject)) else { return };
        faults += usize::from(log.contains("(INJECTED)"));

        let content = fs::read(dir.path().join("book").join("a.json")).unwrap();
        let refused = output.contains("failed: ");
        failed += usize::from(refused);
        let is_old = refused && !output.contains("replaced true");
        assert_eq!(content.len(), if is_old { 3 } else { 300_000 }, "{inject}: {output}");
        assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
    }
    println!(
        "R3: {faults} faults in {} calls, {failed} refused with their reason, old file whole each time",
        CALLS.len()
    );
    assert!(faults * step >= 55, "{faults} faults only");
}

#[test]
fn a_replacement_that_was_not_confirmed_is_told() {
    let dir = prepared();
    let Some((_, output)) = trace(dir.path(), Some("fsync:error=EIO:when=2")) else { return };

    assert!(output.contains("failed: SyncDirectory Other replaced true"), "{output}");
    assert_eq!(entries(dir.path()), 1);
}

#[test]
fn a_save_killed_at_any_call_leaves_old_or_new() {
    let mut kills = 0;
    for call in ["openat", "write", "fsync", "rename"] {
        for when in 1..=40 {
            let dir = prepared();
            let inject = format!("{call}:signal=KILL:when={when}");
            let Some((log, _)) = trace(dir.path(), Some(&inject)) else { return };
            if !log.contains("killed by SIGKILL") {
                break;
            }
            kills += 1;

            let path = dir.path().join("book").join("a.json");
            let content = fs::read(&path).unwrap();
            assert!(content == b"old" || content.len() == 300_000, "{inject}: {} bytes", content.len());
            // The next start sweeps; the content need not be a playbook for that.
            let _ = Session::open(&path);
            assert_eq!(entries(dir.path()), 1, "{inject} left a file behind");
        }
    }
    println!("killed at {kills} calls");
    assert!(kills >= 5);
}

#[test]
fn kinds_are_told_apart_by_what_can_be_done() {
    let dir = prepared();
    let path = dir.path().join("book").join("a.json").join("below");

    assert_eq!(store::save(&path, b"x", None).unwrap_err().kind, StoreErrorKind::NotFound);
}
