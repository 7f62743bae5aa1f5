//! What a person does from the first key to the table: add a key, test it, call page by page, interrupt, go on, export.
//!
//! Once with a profile on top of the practice service, everywhere; once with a key in a real keyring and a service
//! behind a socket that checks signatures by code of its own, where the system has a keyring to start.
#![cfg(unix)]

use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::formats::table;
use crate::{Desk, Ran};

const LIST: [&str; 3] = ["call", "cloud-siem", "ListAutomateResponseConfigs"];

/// Waits until rows have been kept, then presses Ctrl-C.
fn interrupted_after_first_page(desk: &Desk, mut child: Child) -> Ran {
    let end = Instant::now() + Duration::from_secs(60);
    let has_rows =
        || std::fs::read_to_string(desk.path("rules.csv.ndjson")).is_ok_and(|text| text.lines().count() >= 5);
    while !has_rows() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        assert!(Instant::now() < end, "no page came");
        std::thread::sleep(Duration::from_millis(20));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    Ran::of(child)
}

/// The paged call of the profile `audit`: 23 rules, 5 a page, with a pause that leaves time to interrupt.
fn paged_call_to_table(desk: &Desk, place: &[&str]) {
    let call = [
        &LIST[..],
        &["--credential", "audit", "-p", "PageSize=5", "--format", "csv", "-o", "rules.csv"],
        place,
    ]
    .concat();

    let child = desk.command(&[&call[..], &["--interval", "2"]].concat()).spawn().unwrap();
    let ran = interrupted_after_first_page(desk, child).exits(130);
    let kept = table(&desk.read("rules.csv")).1.len();
    assert!((5..23).contains(&kept) && kept.is_multiple_of(5), "{kept} rows: {ran:#?}");
    assert!(ran.stderr.contains("interrupted") && ran.stderr.contains("partial: rules.csv"), "{ran:#?}");
    assert!(ran.stderr.contains("--resume goes on here: rules.csv"), "{ran:#?}");

    let resumed = desk.run(&[&call[..], &["--resume", "--json"]].concat()).exits(0).json();
    assert_eq!((&resumed["rows"], &resumed["stop"]), (&json!(23), &json!("total_reached")));
    assert_eq!(resumed["requests"], json!((23 - kept).div_ceil(5)), "only what was missing is asked for");
    let (head, rows) = table(&desk.read("rules.csv"));
    let id = head.iter().position(|name| name == "Id").unwrap();
    let mut ids: Vec<&str> = rows.iter().map(|row| row[id].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((rows.len(), ids.len()), (23, 23), "no row is lost or twice");
}

#[test]
fn a_role_on_top_of_the_practice_profile() {
    let desk = Desk::new();
    let role = "acs:ram::1000000000000001:role/SecurityAudit";

    desk.run(&["credential", "add", "audit", "--role-arn", role, "--source", "practice", "--read-only"])
        .exits(0);
    let identity = desk.run(&["credential", "test", "audit", "--json"]).exits(0).json();
    assert!(identity["arn"].as_str().unwrap().contains("SecurityAudit"), "{identity}");

    paged_call_to_table(&desk, &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_key_in_the_keyring_and_a_service_behind_a_socket() {
    use soarboard_gateway::Gateway;
    use soarboard_practice::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET};

    let Some(keyring) = crate::keyring::Keyring::start() else {
        println!("skipped: dbus-daemon and gnome-keyring-daemon are not both installed");
        return;
    };
    let desk = Desk::new().with("DBUS_SESSION_BUS_ADDRESS", &keyring.bus);
    let gateway = Gateway::start(Vec::new()).unwrap();
    let url = gateway.endpoint();
    let place = ["--endpoint", url.as_str(), "--trust-endpoint"];
    let add = ["credential", "add", "audit", "--access-key-id", PRACTICE_ACCESS_KEY_ID];

    let added = desk.run_with(&format!("{PRACTICE_ACCESS_KEY_SECRET}\n"), &[&add[..], &["--json"]].concat());
    let added = added.exits(0).json();
    assert_eq!((&added[0]["name"], &added[0]["accessKeyIdTail"]), (&json!("audit"), &json!("0001")));
    assert_eq!(added[0]["backend"], "systemKeyring", "{added}");
    desk.run(&["credential", "test", "audit", "--endpoint", &url]).exits(5);
    assert_eq!(gateway.request_count(), 0, "no signature without a yes to the host");
    let tested = desk.run(&[&["credential", "test", "audit", "--json"], &place[..]].concat()).exits(0).json();
    assert_eq!(tested["accountId"], soarboard_practice::PRACTICE_ACCOUNT_ID);

    paged_call_to_table(&desk, &place);

    let refused: Vec<_> = gateway.seen().into_iter().filter(|seen| !seen.is_verified).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert!(!keyring.shows(PRACTICE_ACCESS_KEY_SECRET), "the keyring encrypts");
    for file in ["data/profiles.json", "rules.csv"] {
        assert!(!desk.read(file).contains(PRACTICE_ACCESS_KEY_SECRET), "{file}");
    }
    desk.run(&["credential", "remove", "audit"]).exits(0);
    desk.run(&[&["credential", "test", "audit"], &place[..]].concat()).exits(2);
}
