//! `call` over a real socket, with a service that has bad days: rows that came before are kept, whatever happens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::service::{Reply, Service, page};
use crate::{Desk, lines};

const SECRET: &str = "canary-secret-0123456789";
const TOKEN: &str = "canary-token-0123456789";

fn desk() -> Desk {
    Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)
        .with("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN)
}

fn list<'a>(service: &'a Service, more: &[&'a str]) -> Vec<&'a str> {
    let base =
        ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env", "-p", "PageSize=10"];
    let endpoint = ["--endpoint", service.url.as_str(), "--trust-endpoint"];
    base.iter().chain(&endpoint).chain(more).copied().collect()
}

const REFUSED: &str = r#"{"Code":"Forbidden.RAM","Message":"not allowed","RequestId":"R-no"}"#;

#[test]
fn rows_arrive_as_they_were_sent_and_requests_are_signed() {
    let service = Service::start(|asked| page(asked.page));

    let ran = desk().run(&list(&service, &[])).exits(0);

    assert_eq!(ran.stdout.lines().count(), 23);
    assert_eq!(ran.stdout.lines().next(), Some("{\"Id\":0,\"Uid\":9007199254740993}"));
    let asked = service.asked();
    assert_eq!(asked.iter().map(|one| one.page).collect::<Vec<_>>(), [1, 2, 3]);
    for one in asked {
        assert!(one.head.contains("ACS3-HMAC-SHA256 Credential=LTAI5tMadeUpKey0001,"), "{}", one.head);
        assert!(one.head.contains(TOKEN) && !one.head.contains(SECRET), "{}", one.head);
    }
}

#[test]
fn a_later_refusal_keeps_the_rows_and_the_run_can_go_on() {
    let is_well = Arc::new(AtomicBool::new(false));
    let well = is_well.clone();
    let service = Service::start(move |asked| {
        let refuses = asked.page == 2 && !well.load(Ordering::SeqCst);
        if refuses { Reply::Answer(403, REFUSED.to_owned()) } else { page(asked.page) }
    });
    let desk = desk();

    let failed = desk.run(&list(&service, &["-o", "rows.ndjson", "--json"])).exits(3);
    let summary = failed.json();
    assert_eq!(
        (&summary["rows"], &summary["requests"], &summary["stop"]),
        (&json!(10), &json!(2), &json!("error"))
    );
    assert_eq!(summary["error"]["vendorCode"], "Forbidden.RAM");
    assert_eq!(summary["error"]["requestId"], "R-no");
    assert_eq!(lines(&desk.read("rows.ndjson")).len(), 10);
    let piped = desk.run(&list(&service, &[])).exits(3);
    assert_eq!(piped.lines().len(), 10);

    is_well.store(true, Ordering::SeqCst);
    let summary = desk.run(&list(&service, &["-o", "rows.ndjson", "--json", "--resume"])).exits(0).json();

    assert_eq!((&summary["rows"], &summary["requests"]), (&json!(23), &json!(2)));
    assert_eq!(lines(&desk.read("rows.ndjson")).len(), 23);
}

#[test]
fn a_failure_inside_a_success_and_a_web_page_are_failures() {
    let bodies = [
        (200, "{\"Success\":false,\"Code\":\"Broken\",\"Message\":\"no\",\"RequestId\":\"R\"}"),
        (200, "<html><body>Sign in</body></html>"),
        (400, "<html><body>Bad gateway</body></html>"),
    ];
    for (status, body) in bodies {
        let service = Service::start(move |_| Reply::Answer(status, body.to_owned()));

        let ran = desk().run(&list(&service, &[])).exits(3);

        assert!(ran.stderr.contains("error[vendor-refused]") && ran.stdout.is_empty(), "{ran:#?}");
    }
}

#[test]
fn a_write_whose_answer_is_lost_is_exit_4_and_of_unknown_outcome() {
    let service = Service::start(|_| Reply::Hang);
    let args =
        ["call", "cloud-siem", "DeleteAutomateResponseConfig", "-p", "Id=1", "--credential", "env", "--yes"];
    let more = ["--endpoint", service.url.as_str(), "--trust-endpoint", "-o", "a.ndjson", "--json"];

    let ran = desk().run(&[&args[..], &more].concat()).exits(4);

    assert_eq!(ran.json()["error"]["code"], "unreachable");
    assert_eq!(ran.json()["outcomeUnknown"], true);
    assert_eq!(service.asked().len(), 1, "a write is never sent twice");
}

#[test]
fn a_write_that_was_turned_away_is_sent_again_and_says_so() {
    let is_first = AtomicBool::new(true);
    let throttled = r#"{"Code":"Throttling.User","Message":"slow down","RequestId":"R-1"}"#;
    let service = Service::start(move |_| match is_first.swap(false, Ordering::SeqCst) {
        true => Reply::Answer(400, throttled.to_owned()),
        false => Reply::Answer(200, r#"{"Success":true,"RequestId":"R-2"}"#.to_owned()),
    });
    let args =
        ["call", "cloud-siem", "DeleteAutomateResponseConfig", "-p", "Id=1", "--credential", "env", "--yes"];
    let more =
        ["--endpoint", service.url.as_str(), "--trust-endpoint", "-o", "a.ndjson", "--json", "--quiet"];

    let ran = desk().run(&[&args[..], &more].concat()).exits(0);

    assert_eq!((&ran.json()["retries"], service.asked().len()), (&json!(1), 2));
    assert!(ran.stderr.contains("DeleteAutomateResponseConfig was sent again, once"), "{ran:#?}");
}

#[test]
fn this_machine_gets_no_signature_without_agreement() {
    let service = Service::start(|asked| page(asked.page));
    let args = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env"];

    desk().run(&[&args[..], &["--endpoint", &service.url]].concat()).exits(5);

    assert!(service.asked().is_empty());
}

#[test]
fn no_secret_shows_anywhere() {
    let service = Service::start(|asked| {
        if asked.page == 2 { Reply::Answer(403, REFUSED.to_owned()) } else { page(asked.page) }
    });
    let desk = desk();
    let runs = [
        desk.run(&list(&service, &["--verbose", "-o", "rows.ndjson", "--json"])),
        desk.run(&list(&service, &["--dry-run"])),
        desk.run(&list(&service, &["--dry-run", "--json", "--signature", "v1"])),
        desk.run(&["credential", "list", "--json"]),
        desk.run(&["call", "cloud-siem", "Nope", "--credential", "env", "--verbose"]),
    ];

    for ran in runs {
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains("canary") && !said.contains("LTAI5tMadeUpKey"), "{said}");
    }
    for entry in
        std::fs::read_dir(desk.path("")).unwrap().chain(std::fs::read_dir(desk.path("data")).unwrap())
    {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains("canary"), "{}", path.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_the_rows() {
    use crate::Ran;
    let service = Service::start(|asked| if asked.page == 2 { Reply::Silence } else { page(asked.page) });
    let desk = desk();
    let mut child = desk.command(&list(&service, &["-o", "rows.ndjson", "--json"])).spawn().unwrap();
    // The second request has arrived: the first page is on disk and the run waits.
    while service.asked().len() < 2 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }

    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ran = Ran::of(child).exits(130);

    assert!(sent.success());
    assert_eq!((&ran.json()["stop"], &ran.json()["rows"]), (&json!("cancelled"), &json!(10)));
    assert_eq!(lines(&desk.read("rows.ndjson")).len(), 10);
}
