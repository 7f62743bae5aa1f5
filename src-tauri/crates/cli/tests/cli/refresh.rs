//! `catalog refresh` over a real socket, against a stand-in for the metadata service: what it asks, what it keeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::service::{Asked, Reply, Service};
use crate::{Desk, Ran};

const LIST: &str = r#"[
  {"code":"Odd","name":"Odd Things","versions":["2024-01-01"],"defaultVersion":"2024-01-01"},
  {"code":"Even","name":"Even Things","versions":["2024-02-02"],"defaultVersion":"2024-02-02"}]"#;

/// A document with one operation; its host ends in a TAB, as the vendor's do.
fn document(product: &str, version: &str, operation: &str) -> String {
    format!(
        r#"{{"version":"1.0","info":{{"style":"RPC","product":"{product}","version":"{version}"}},
        "endpoints":[{{"regionId":"cn-hangzhou","endpoint":"odd.cn-hangzhou.aliyuncs.com\t"}}],
        "apis":{{"{operation}":{{"summary":"Lists things.","methods":["post"],"parameters":[]}}}}}}"#
    )
}

fn is_list(asked: &Asked) -> bool {
    asked.head.starts_with("GET /meta/v1/products.json?language=")
}

fn is_of(asked: &Asked, product: &str) -> bool {
    asked.head.contains(&format!("/meta/v1/products/{product}/versions/"))
}

fn answer(head: &str, body: &str) -> Reply {
    Reply::Raw(format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n{head}\r\n{body}",
        body.len()
    ))
}

/// Answers as the service does, but for what `bad` says.
fn service(bad: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static) -> Service {
    Service::start(move |asked| {
        let usual = || match asked {
            _ if is_list(asked) => answer("", LIST),
            _ if is_of(asked, "Odd") => answer("", &document("Odd", "2024-01-01", "ListThings")),
            _ if is_of(asked, "Even") => answer("", &document("Even", "2024-02-02", "ListPairs")),
            _ => Reply::Answer(404, String::new()),
        };
        bad(asked).unwrap_or_else(usual)
    })
}

fn desk(service: &Service) -> Desk {
    Desk::new().with("SOARBOARD_METADATA_SERVICE", &service.url)
}

fn skipped(ran: &Ran) -> Vec<String> {
    ran.json()["skipped"].as_array().unwrap().iter().map(|row| row["what"].to_string()).collect()
}

fn shows(desk: &Desk, product: &str) {
    desk.run(&["catalog", "show", product]).exits(0);
}

#[test]
fn what_is_fetched_is_used_and_both_languages_are_asked() {
    let service = service(|_| None);
    let desk = desk(&service);

    let ran = desk.run(&["--verbose", "catalog", "refresh", "odd", "--json"]).exits(0);

    assert_eq!(ran.json(), json!({"products": 2, "operations": 2, "skipped": []}));
    let shown: Value = desk.run(&["catalog", "show", "odd", "ListThings", "--json"]).exits(0).json();
    assert!(shown["source"].as_str().unwrap().starts_with("api-docs "), "{shown}");
    let paths: Vec<String> =
        service.asked().iter().map(|one| one.head.split(' ').nth(1).unwrap().to_owned()).collect();
    let stem = "/meta/v1/products/Odd/versions/2024-01-01/api-docs.json?language";
    let list = "/meta/v1/products.json?language";
    assert_eq!(
        paths,
        [format!("{list}=EN_US"), format!("{stem}=EN_US"), format!("{list}=ZH_CN"), format!("{stem}=ZH_CN")]
    );
    assert!(ran.stderr.contains("odd"), "progress names the product: {}", ran.stderr);
}

#[test]
fn nothing_is_fetched_twice_while_the_service_says_it_is_the_same() {
    for (told, asked_for) in [
        ("etag: \"v1\"\r\n", "if-none-match: \"v1\""),
        (
            "last-modified: Fri, 20 Nov 2026 10:00:00 GMT\r\n",
            "if-modified-since: Fri, 20 Nov 2026 10:00:00 GMT",
        ),
    ] {
        let service = service(move |asked| {
            let body =
                if is_list(asked) { LIST.to_owned() } else { document("Odd", "2024-01-01", "ListThings") };
            let is_known = asked.head.to_ascii_lowercase().contains(&asked_for.to_ascii_lowercase());
            Some(if is_known { Reply::Answer(304, String::new()) } else { answer(told, &body) })
        });
        let desk = desk(&service);

        desk.run(&["catalog", "refresh", "Odd"]).exits(0);
        let again = desk.run(&["catalog", "refresh", "Odd", "--json"]).exits(0).json();

        assert_eq!(again, json!({"products": 0, "operations": 0, "skipped": []}), "{told}");
        shows(&desk, "Odd");
        // What is not whole any more is fetched anew, whatever the service said of it.
        let file = desk.path("data/catalog/odd@2024-01-01.docs.en.facts");
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let mended = desk.run(&["catalog", "refresh", "Odd", "--json"]).exits(0).json();
        assert_eq!(mended["operations"], 1);
        assert_eq!(std::fs::read(&file).unwrap(), whole);
    }
}

#[test]
fn bad_answers_are_named_and_the_rest_goes_on() {
    let page = "<!DOCTYPE html><html>Sign in</html>";
    let whole = document("Odd", "2024-01-01", "ListThings");
    let cases: [(&str, Reply); 6] = [
        ("web page", answer("content-type: application/json\r\n", page)),
        ("middle", answer("", &whole[..whole.len() / 2])),
        (
            "did not arrive whole",
            Reply::Raw(format!(
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 9999\r\n\r\n{whole}"
            )),
        ),
        ("did not arrive whole", Reply::Hang),
        ("answered with an error", Reply::Answer(500, String::new())),
        ("answered with an error", answer("", r#"{"code":"InternalError","message":"no"}"#)),
    ];
    for (reason, bad) in cases {
        let service = service(move |asked| is_of(asked, "Odd").then(|| bad.clone()));
        let desk = desk(&service);

        let ran = desk.run(&["catalog", "refresh", "Odd", "Even", "--json"]).exits(1);

        let reply = ran.json();
        assert_eq!(reply["operations"], 2, "{reason}: {reply}");
        assert_eq!(skipped(&ran), ["\"Odd@2024-01-01\"", "\"Odd@2024-01-01\""], "{reason}");
        assert!(reply["skipped"][0]["why"].as_str().unwrap().contains(reason), "{reply}");
        shows(&desk, "Even");
        desk.run(&["catalog", "show", "Odd"]).exits(2);
    }
}

#[test]
fn a_bad_answer_leaves_what_was_fetched_before() {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    let service = service(move |asked| {
        let is_later = is_of(asked, "Odd") && seen.fetch_add(1, Ordering::SeqCst) >= 2;
        is_later.then(|| answer("", "<html>"))
    });
    let desk = desk(&service);
    desk.run(&["catalog", "refresh", "Odd"]).exits(0);
    let file = desk.path("data/catalog/odd@2024-01-01.docs.en.facts");
    let before = std::fs::read(&file).unwrap();

    desk.run(&["catalog", "refresh", "Odd"]).exits(2);

    assert_eq!(std::fs::read(&file).unwrap(), before);
    shows(&desk, "Odd");
    assert_eq!(count.load(Ordering::SeqCst), 4);
}

#[test]
fn json_under_another_content_type_is_read_for_what_it_is() {
    let service = service(|asked| {
        let body = if is_list(asked) { LIST.to_owned() } else { document("Odd", "2024-01-01", "ListThings") };
        Some(answer("content-type: text/html; charset=utf-8\r\n", &body))
    });

    desk(&service).run(&["catalog", "refresh", "Odd"]).exits(0);
}

#[test]
fn one_site_that_is_down_is_told_and_the_other_still_counts() {
    let service = service(|asked| asked.head.contains("ZH_CN").then(|| Reply::Answer(503, String::new())));

    let ran = desk(&service).run(&["catalog", "refresh", "Odd", "--json"]).exits(1);

    assert_eq!((&ran.json()["operations"], skipped(&ran).len()), (&json!(1), 1));
    assert!(skipped(&ran)[0].contains("ZH_CN"), "{:?}", skipped(&ran));
}

#[test]
fn a_service_that_is_down_a_refusal_and_a_redirect_have_their_exit_codes() {
    let refusing = service(|_| Some(Reply::Answer(403, String::new())));
    desk(&refusing).run(&["catalog", "refresh", "Odd"]).exits(3);
    let moved = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/meta\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let moving = service(move |_| Some(Reply::Raw(moved.to_owned())));
    desk(&moving).run(&["catalog", "refresh", "Odd"]).exits(3);
    assert_eq!(moving.asked().len(), 2, "a redirect is not followed");

    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = Desk::new().with("SOARBOARD_METADATA_SERVICE", &format!("http://{closed}"));
    gone.run(&["catalog", "refresh", "Odd"]).exits(4);
}

#[test]
fn no_address_but_this_machines_is_asked() {
    for address in ["https://example.com", "http://example.com:80", "http://10.0.0.1:80", "127.0.0.1:80"] {
        let ran = Desk::new()
            .with("SOARBOARD_METADATA_SERVICE", address)
            .run(&["catalog", "refresh", "Odd", "--json"])
            .exits(5);

        assert_eq!(ran.json()["error"]["code"], "unsafe");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_keeps_what_came() {
    let service = service(|asked| is_of(asked, "Even").then_some(Reply::Silence));
    let desk = desk(&service);
    let mut child = desk.command(&["catalog", "refresh", "Odd", "Even", "--json"]).spawn().unwrap();
    while service.asked().len() < 3 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }

    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ran = Ran::of(child).exits(130);

    assert!(sent.success());
    assert_eq!(ran.json()["error"]["code"], "cancelled");
    shows(&desk, "Odd");
    desk.run(&["catalog", "show", "Even"]).exits(2);
}
