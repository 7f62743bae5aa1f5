//! Secrets in the real keyring of the system: a gnome-keyring that `cargo xtask test` unlocked for this run.

use std::process::Command;

use soarboard_secret::{Backend, KeyringStore, Secret, SecretStore};
use soarboard_tests::has_desktop;

/// A service name of its own, so that a run on somebody's desk never meets their entries.
fn store(name: &str) -> KeyringStore {
    KeyringStore::with_service(format!("soarboard-test-{name}-{}", std::process::id()))
}

#[test]
fn a_secret_is_kept_found_replaced_and_forgotten() {
    if !has_desktop() {
        return;
    }
    let store = store("cycle");

    assert_eq!(store.backend(), Backend::SystemKeyring);
    assert!(store.get("prod").unwrap().is_none());
    store.set("prod", &Secret::new("first-canary")).unwrap();
    store.set("prod", &Secret::new("第二个-canary")).unwrap();
    let found = store.get("prod").unwrap().map(|secret| secret.expose().to_owned());
    let removed = (store.remove("prod").unwrap(), store.remove("prod").unwrap());

    assert_eq!(found.as_deref(), Some("第二个-canary"));
    assert_eq!(removed, (true, false));
    assert!(store.get("prod").unwrap().is_none());
}

#[test]
fn a_secret_outlives_the_program_that_stored_it() {
    const CHILD: &str = "SOARBOARD_KEYRING_CHILD";
    if !has_desktop() {
        return;
    }
    if let Some(service) = std::env::var_os(CHILD) {
        let store = KeyringStore::with_service(service.to_string_lossy());
        store.set("later", &Secret::new("kept-canary")).unwrap();
        return;
    }
    let service = format!("soarboard-test-child-{}", std::process::id());

    // This very test, in another process, stores; here it is only read.
    let me = std::env::current_exe().unwrap();
    let name = "a_secret_outlives_the_program_that_stored_it";
    let child = Command::new(me).args(["--exact", name]).env(CHILD, &service).output().unwrap();
    let store = KeyringStore::with_service(&service);
    let found = store.get("later").unwrap().map(|secret| secret.expose().to_owned());
    store.remove("later").unwrap();

    assert!(child.status.success());
    assert_eq!(found.as_deref(), Some("kept-canary"));
}

/// What gnome-keyring writes must not hold the secret in the clear.
#[test]
fn the_files_of_the_keyring_do_not_show_the_secret() {
    if !has_desktop() {
        return;
    }
    let store = store("files");
    store.set("shown", &Secret::new("canary-never-in-a-file")).unwrap();

    let folder = std::env::var("XDG_DATA_HOME").unwrap();
    let files: Vec<_> = std::fs::read_dir(format!("{folder}/keyrings")).unwrap().flatten().collect();
    let shown = files.iter().any(|file| {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        bytes.windows(12).any(|part| part == b"canary-never")
    });
    store.remove("shown").unwrap();

    assert!(!files.is_empty(), "the keyring wrote nothing");
    assert!(!shown);
}
