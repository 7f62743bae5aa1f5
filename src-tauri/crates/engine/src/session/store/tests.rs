//! Tests of reading and replacing files. The order of system calls is tested in `tests/save_order.rs`.

use std::thread;

use super::*;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_save_leaves_the_file_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");

    let first = save(&path, b"one", None).unwrap();
    let second = save(&path, b"two!", Some(&first)).unwrap();

    assert_eq!(fs::read(&path).unwrap(), b"two!");
    assert_eq!(load(&path).unwrap().stamp, second);
    assert_eq!(names(dir.path()), ["a.json"]);
}

#[test]
fn other_content_of_the_same_length_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let stamp = save(&path, b"one", None).unwrap();
    fs::write(&path, "two").unwrap();

    let error = save(&path, b"mine", Some(&stamp)).unwrap_err();

    assert_eq!((error.kind, error.step), (StoreErrorKind::ChangedOutside, StoreStep::Compare));
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names(dir.path()), ["a.json"]);
}

#[test]
fn the_same_content_written_again_counts_as_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let stamp = save(&path, b"one", None).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, "one").unwrap();

    assert!(save(&path, b"two", Some(&stamp)).is_ok());
}

#[test]
fn what_is_no_file_is_neither_read_nor_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();

    assert_eq!(load(&folder).unwrap_err().kind, StoreErrorKind::IsDirectory);
    assert_eq!(save(&folder, b"x", None).unwrap_err().kind, StoreErrorKind::IsDirectory);
    assert_eq!(load(&dir.path().join("none")).unwrap_err().kind, StoreErrorKind::NotFound);
    assert_eq!(save(&folder.join("no").join("x"), b"x", None).unwrap_err().kind, StoreErrorKind::NotFound);
    assert_eq!(names(dir.path()), ["folder"]);
}

#[test]
fn files_beyond_the_limit_are_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("big.json");
    let size = MAX_BYTES as u64 + 1;
    File::create(&path).unwrap().set_len(size).unwrap();

    assert_eq!(load(&path).unwrap_err().kind, StoreErrorKind::TooLarge(size));
}

#[test]
fn a_file_marked_read_only_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    save(&path, b"one", None).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();

    assert_eq!(save(&path, b"two", None).unwrap_err().kind, StoreErrorKind::ReadOnly);
    assert_eq!(fs::read(&path).unwrap(), b"one");
}

#[test]
fn racing_saves_lose_nothing_unseen() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let start = save(&path, b"start", None).unwrap();

    // Each writer saves 50 times upon what it saw last and reads anew when it is told that it lost.
    let writer = |name: &'static str| {
        let (path, mut seen) = (path.clone(), start.clone());
        thread::spawn(move || {
            let mut won = Vec::new();
            for number in 0..50 {
                let text = format!("{name} {number}");
                match save(&path, text.as_bytes(), Some(&seen)) {
                    Ok(stamp) => {
                        won.push(seen.clone());
                        seen = stamp;
                    }
                    Err(error) => {
                        assert_eq!(error.kind, StoreErrorKind::ChangedOutside);
                        seen = load(&path).unwrap().stamp;
                    }
                }
            }
            won
        })
    };
    let (left, right) = (writer("left"), writer("right"));
    let mut replaced = left.join().unwrap();
    replaced.extend(right.join().unwrap());

    // Every content was replaced at most once, by someone who had seen it.
    let all = replaced.len();
    replaced.sort_by_key(|stamp| stamp.sha256);
    replaced.dedup();
    if cfg!(unix) {
        assert_eq!(replaced.len(), all);
    }
    assert!(all > 0);
    assert_eq!(names(dir.path()), ["a.json"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_followed_and_stay_links() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().join("real");
        fs::create_dir(&real).unwrap();
        let (link, far) = (dir.path().join("link.json"), dir.path().join("far.json"));
        symlink("real/a.json", &link).unwrap();
        symlink(&link, &far).unwrap();

        save(&far, b"new", None).unwrap();
        save(&far, b"newer", None).unwrap();

        assert!(fs::symlink_metadata(&far).unwrap().is_symlink());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(real.join("a.json")).unwrap(), b"newer");
        assert_eq!(names(&real), ["a.json"]);
    }

    #[test]
    fn a_circle_of_links_ends_in_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (dir.path().join("one"), dir.path().join("two"));
        symlink(&one, &two).unwrap();
        symlink(&two, &one).unwrap();

        assert_eq!(save(&one, b"x", None).unwrap_err().kind, StoreErrorKind::Other);
    }

    #[test]
    fn the_mode_of_the_file_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        for mode in [0o600, 0o640, 0o664, 0o755] {
            fs::write(&path, "x").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();

            save(&path, b"y", None).unwrap();

            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
    }

    #[test]
    fn a_directory_that_refuses_is_named_as_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        save(&path, b"one", None).unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // The superuser is not held back by modes; the traced test injects the refusal for everyone.
        let refuses = File::create(dir.path().join("probe")).is_err();

        let result = save(&path, b"two", None);

        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        if refuses {
            let error = result.unwrap_err();
            assert_eq!((error.kind, error.step), (StoreErrorKind::Permission, StoreStep::Create));
            assert_eq!(fs::read(&path).unwrap(), b"one");
        } else {
            println!("the superuser may write anywhere: only success was tested");
            assert_eq!(fs::read(&path).unwrap(), b"two");
        }
    }

    #[test]
    fn a_pipe_is_refused_without_waiting() {
        assert_eq!(load(Path::new("/dev/null")).unwrap_err().kind, StoreErrorKind::NotAFile);
        assert_eq!(save(Path::new("/dev/null"), b"x", None).unwrap_err().kind, StoreErrorKind::NotAFile);
    }

    #[test]
    fn what_a_killed_save_left_is_swept_up() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        save(&path, b"one", None).unwrap();
        let left = dir.path().join(format!("{}0123.tmp", temp_prefix(&path)));
        let other = dir.path().join(format!("{}0123.tmp", temp_prefix(&dir.path().join("b.json"))));
        fs::write(&left, "half").unwrap();
        fs::write(&other, "half").unwrap();

        load(&path).unwrap();

        assert!(!left.exists());
        assert!(other.exists(), "another file's save may be under way");
    }

    #[test]
    fn a_lock_that_is_never_given_back_ends_in_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let held = File::open(dir.path()).unwrap();
        held.lock().unwrap();

        assert_eq!(save(&dir.path().join("a.json"), b"x", None).unwrap_err().kind, StoreErrorKind::Busy);
    }
}
