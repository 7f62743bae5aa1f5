//! Every exit code of the contract, each provoked by command lines a person or a script could type.
//!
//! The numbers are what scripts branch on: 0 fine, 1 the answer is "no", 2 usage, 3 the service refused, 4 not reached,
//! 5 refused here for safety, 130 interrupted. A partial result is never 0.

use std::collections::BTreeSet;

use crate::service::{Reply, Service, page};
use crate::{Desk, Ran};

/// A command line, the exit code it must have, and the word of the error where it is one.
struct Case {
    exit: i32,
    word: &'static str,
    line: &'static str,
}

const fn case(exit: i32, word: &'static str, line: &'static str) -> Case {
    Case { exit, word, line }
}

/// `URL` is a service that refuses, `LOST` one that hangs up, `CLOSED` an address where nothing listens.
const CASES: &[Case] = &[
    case(0, "", "templates"),
    case(0, "", "--help"),
    case(0, "", "--version"),
    case(0, "", "new -o fresh.json"),
    case(0, "", "check good.json"),
    case(0, "", "fmt --check good.json"),
    case(0, "", "find list_rules good.json"),
    case(0, "", "endpoint cloud-siem"),
    case(0, "", "call cloud-siem ListAutomateResponseConfigs --credential practice -o all.ndjson"),
    case(0, "", "call cloud-siem DeleteAutomateResponseConfig -p Id=1 --credential practice --dry-run"),
    // The answer is "no", or not everything there is.
    case(1, "", "check bad.json"),
    case(1, "", "fmt --check loose.json"),
    case(1, "", "find nowhere-at-all good.json"),
    case(
        1,
        "",
        "call cloud-siem ListAutomateResponseConfigs --credential practice --page-size 5 --max-requests 1",
    ),
    case(
        1,
        "",
        "call cloud-siem ListAutomateResponseConfigs --credential practice --page-size 5 --max-requests 1 --format csv",
    ),
    // The command line, or what it names.
    case(2, "usage", "nonsense"),
    case(2, "usage", "call"),
    case(2, "usage", "call cloud-siem X --no-such-flag"),
    case(2, "usage", "call cloud-siem X --session-policy p.json"),
    case(2, "file-unreadable", "check missing.json"),
    case(2, "file-unreadable", "check data"),
    case(
        2,
        "file-unreadable",
        "call cloud-siem ListAutomateResponseConfigs --credential practice -o none.ndjson --resume",
    ),
    case(2, "bad-request", "call cloud-siem NoSuchOperation --credential practice"),
    case(2, "bad-request", "call cloud-siem ListAutomateResponseConfigs --credential practice -p PageSize"),
    case(2, "bad-request", "call cloud-siem ListAutomateResponseConfigs --credential practice --bom"),
    case(
        2,
        "bad-request",
        "call cloud-siem ListAutomateResponseConfigs --credential practice --assume-role x",
    ),
    case(
        2,
        "file-unwritable",
        "call cloud-siem ListAutomateResponseConfigs --credential practice -o no/such/folder.ndjson",
    ),
    case(2, "credential-missing", "call cloud-siem ListAutomateResponseConfigs"),
    case(2, "credential-missing", "call cloud-siem ListAutomateResponseConfigs --credential nobody"),
    case(2, "credential-missing", "credential test nobody"),
    // The service says no.
    case(
        3,
        "vendor-refused",
        "call cloud-siem ListAutomateResponseConfigs --credential env --endpoint URL --trust-endpoint",
    ),
    case(3, "vendor-refused", "credential test env --endpoint URL --trust-endpoint"),
    case(
        3,
        "vendor-refused",
        "call Sts GetCallerIdentity --credential practice --assume-role acs:ram::1000000000000001:role/AliyunSiemSoarExecutionDefaultRole",
    ),
    // Nobody answers. Writes, since reads are tried again for seconds.
    case(
        4,
        "unreachable",
        "call cloud-siem DeleteAutomateResponseConfig -p Id=1 --yes --credential env --endpoint LOST --trust-endpoint",
    ),
    case(
        4,
        "unreachable",
        "call cloud-siem DeleteAutomateResponseConfig -p Id=1 --yes --credential env --endpoint CLOSED --trust-endpoint",
    ),
    // Refused here.
    case(5, "unsafe", "call cloud-siem ListAutomateResponseConfigs --credential env --endpoint evil.example"),
    case(5, "unsafe", "call cloud-siem ListAutomateResponseConfigs --credential env --endpoint URL"),
    case(
        5,
        "unsafe",
        "call cloud-siem ListAutomateResponseConfigs --credential env --endpoint http://evil.example --trust-endpoint",
    ),
    case(5, "unsafe", "credential test env --endpoint URL"),
    case(5, "unsafe", "call cloud-siem DeleteAutomateResponseConfig -p Id=1 --credential practice"),
    case(5, "unsafe", "call cloud-siem DeleteAutomateResponseConfig -p Id=1 --credential audit --yes"),
    case(5, "unsafe", "call cloud-siem ListAutomateResponseConfigs --credential practice -o taken.ndjson"),
    case(
        5,
        "unsafe",
        "call cloud-siem ListAutomateResponseConfigs --credential practice -o taken.csv --format csv",
    ),
];

fn desk() -> Desk {
    let desk = Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "made-up");
    desk.run(&["new", "--template", "review-response-rules", "-o", "good.json"]).exits(0);
    let good = desk.read("good.json");
    desk.write("loose.json", &good.replace("\n  ", "\n    "));
    desk.write("bad.json", &good.replace("ListAutomateResponseConfigs", "NoSuchOperationAnywhere"));
    desk.write("taken.ndjson", "{}\n");
    desk.write("taken.csv", "a\r\n");
    desk.write("data/profiles.json", "[{\"name\":\"audit\",\"accessKeyIdTail\":\"7777\",\"readOnly\":true}]");
    desk
}

#[test]
fn every_exit_code_of_the_contract() {
    let desk = desk();
    let refusing = Service::start(|_| {
        Reply::Answer(403, r#"{"Code":"Forbidden.RAM","Message":"no","RequestId":"R"}"#.to_owned())
    });
    let lost = Service::start(|_| Reply::Hang);
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let mut met = BTreeSet::new();

    for case in CASES {
        let line: Vec<&str> = case
            .line
            .split(' ')
            .map(|word| match word {
                "URL" => refusing.url.as_str(),
                "LOST" => lost.url.as_str(),
                "CLOSED" => closed.as_str(),
                other => other,
            })
            .collect();

        let json: &[&str] = if case.word.is_empty() { &[] } else { &["--json"] };
        let ran = desk.run(&[&line[..], json].concat());

        assert_eq!(ran.code, case.exit, "{}: {ran:#?}", case.line);
        met.insert(ran.code);
        if !case.word.is_empty() {
            assert_eq!(word_of(&ran).as_deref(), Some(case.word), "{}: {ran:#?}", case.line);
            // Words of clap's own refusals have no code in brackets.
            let told = format!("error[{}]: ", case.word);
            let is_told = ran.stderr.lines().any(|line| line.starts_with(&told));
            assert!(case.word == "usage" || is_told, "{}: {ran:#?}", case.line);
        }
    }
    #[cfg(unix)]
    met.insert(interrupted().code);
    #[cfg(not(unix))]
    met.insert(130);

    assert_eq!(met.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 130]);
    println!("exit codes: {} command lines", CASES.len() + 1);
}

/// The code of the error: of the one JSON value on standard output, or of the summary that stands aside.
fn word_of(ran: &Ran) -> Option<String> {
    let aside = ran.stderr.lines().rev().find(|line| line.starts_with('{'));
    let text = Some(ran.stdout.as_str()).filter(|text| !text.trim().is_empty()).or(aside)?;
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    Some(value["error"]["code"].as_str()?.to_owned())
}

/// Ctrl-C while the second page is waited for.
#[cfg(unix)]
fn interrupted() -> Ran {
    let service = Service::start(|asked| if asked.page == 2 { Reply::Silence } else { page(asked.page) });
    let desk = desk();
    let line = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env", "-p"];
    let place = ["PageSize=10", "--endpoint", &service.url, "--trust-endpoint"];
    let mut child = desk.command(&[&line[..], &place].concat()).spawn().unwrap();
    while service.asked().len() < 2 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    Ran::of(child).exits(130)
}

#[test]
fn the_help_names_the_codes() {
    let help = Desk::new().run(&["--help"]).exits(0).stdout;

    let told = help.split("Exit codes:").nth(1).unwrap();
    for code in ["0", "1", "2", "3", "4", "5", "130"] {
        assert!(told.split(|c: char| !c.is_ascii_digit()).any(|word| word == code), "{code}: {told}");
    }
}

/// The window's program must not be able to (`tests/tests/shipped.rs`); here it is part of the contract, behind
/// `--endpoint` and `--trust-endpoint` together.
#[test]
fn the_command_line_can_call_this_machine() {
    let binary = std::fs::read(env!("CARGO_BIN_EXE_soarboard")).unwrap();
    assert!(binary.windows(11).any(|part| part == b" (loopback)"));
}
