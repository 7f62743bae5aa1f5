//! `call --format csv|json`: rows in another format than lines, also when they are not all there.

use serde_json::{Value, json};

use crate::service::{Reply, Service, page};
use crate::{Desk, Ran};

const LIST: [&str; 7] =
    ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "practice", "-p", "PageSize=10"];

fn list(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&LIST[..], more].concat())
}

/// Reads a table and returns its head and its rows.
#[track_caller]
pub(crate) fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (head, rows)
}

#[test]
fn a_table_holds_every_row_and_leaves_nothing_beside_it() {
    let desk = Desk::new();
    let lines = list(&desk, &["--quiet"]).exits(0).lines();

    let summary = list(&desk, &["--format", "csv", "-o", "rules.csv", "--json"]).exits(0).json();

    assert_eq!((&summary["rows"], &summary["output"]), (&json!(23), &json!("rules.csv")));
    assert!(summary["partial"].is_null(), "{summary}");
    let (head, rows) = table(&desk.read("rules.csv"));
    let id = head.iter().position(|name| name == "Id").unwrap();
    let ids = |rows: Vec<String>| rows.into_iter().collect::<Vec<_>>();
    assert_eq!(
        ids(rows.iter().map(|row| row[id].clone()).collect()),
        ids(lines.iter().map(|row| row["Id"].to_string()).collect())
    );
    let mut left: Vec<_> =
        std::fs::read_dir(desk.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["data", "rules.csv"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path("rules.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "rows are the tenant's data");
    }
}

#[test]
fn a_list_and_a_table_go_to_standard_output_too() {
    let desk = Desk::new();
    let lines = list(&desk, &[]).exits(0).lines();

    let rows: Vec<Value> = serde_json::from_str(&list(&desk, &["--format", "json"]).exits(0).stdout).unwrap();
    let ran = list(&desk, &["--format", "csv", "--bom"]).exits(0);

    assert_eq!(rows, lines);
    let text = ran.stdout.strip_prefix('\u{feff}').expect("Excel's mark");
    assert_eq!(table(text).1.len(), 23);
    assert!(!list(&desk, &["--format", "csv"]).exits(0).stdout.starts_with('\u{feff}'));
}

const HOSTILE: &str = r#"{"Success":true,"RequestId":"R","Data":{"PageInfo":{"TotalCount":1},"ResponseData":[{"Id":1823746190012345678,"RuleName":"=HYPERLINK(\"http://x.example\")"}]}}"#;

#[test]
fn formulas_of_others_do_not_run_unless_asked_for() {
    let service = Service::start(|_| Reply::Answer(200, HOSTILE.to_owned()));
    let desk = Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "made-up");
    let call = |more: &[&str]| {
        let line = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env"];
        let place = ["--endpoint", &service.url, "--trust-endpoint", "--format", "csv"];
        table(&desk.run(&[&line[..], &place, more].concat()).exits(0).stdout).1
    };

    assert_eq!(call(&[])[0], ["1823746190012345678", "'=HYPERLINK(\"http://x.example\")"]);
    assert_eq!(call(&["--keep-raw"])[0][1], "=HYPERLINK(\"http://x.example\")");
}

#[test]
fn a_failed_run_writes_the_table_of_what_there_is_and_goes_on() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let is_well = Arc::new(AtomicBool::new(false));
    let well = is_well.clone();
    let service = Service::start(move |asked| {
        let refuses = asked.page == 2 && !well.load(Ordering::SeqCst);
        let refusal = r#"{"Code":"Forbidden.RAM","Message":"no","RequestId":"R-no"}"#;
        if refuses { Reply::Answer(403, refusal.to_owned()) } else { page(asked.page) }
    });
    let desk = Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "made-up");
    let call = |more: &[&str]| {
        let line = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env", "-p"];
        let place = ["PageSize=10", "--endpoint", &service.url, "--trust-endpoint", "--format", "csv"];
        desk.run(&[&line[..], &place, more].concat())
    };

    let failed = call(&["-o", "a.csv"]).exits(3);
    assert_eq!(table(&desk.read("a.csv")).1.len(), 10);
    assert!(failed.stderr.contains("partial: a.csv") && failed.stderr.contains("--resume"), "{failed:#?}");
    call(&["-o", "a.csv"]).exits(5);
    assert_eq!(table(&call(&[]).exits(3).stdout).1.len(), 10);
    is_well.store(true, Ordering::SeqCst);
    let summary = call(&["-o", "a.csv", "--resume", "--json"]).exits(0).json();

    assert_eq!((&summary["rows"], &summary["requests"]), (&json!(23), &json!(2)));
    assert_eq!(table(&desk.read("a.csv")).1.len(), 23);
    assert!(!desk.path("a.csv.ndjson").exists() && !desk.path("a.csv.ndjson.run.json").exists());
    assert!(call(&["-o", "a.csv", "--resume"]).exits(2).stderr.contains("no checkpoint"));
}

#[test]
fn a_table_that_cannot_be_written_keeps_its_rows() {
    let desk = Desk::new();
    // A folder has the name when the rows have come; when the call began, nothing had.
    desk.write("sub/x", "");
    let ran = list(&desk, &["--format", "csv", "--max-requests", "1", "-o", "a.csv"]).exits(1);
    assert!(ran.stderr.contains("partial"), "{ran:#?}");
    std::fs::remove_file(desk.path("a.csv")).unwrap();
    std::fs::create_dir_all(desk.path("a.csv/full")).unwrap();

    let failed = list(&desk, &["--format", "csv", "-o", "a.csv", "--resume", "--json"]).exits(2);

    assert_eq!(failed.json()["error"]["code"], "file-unwritable");
    assert!(failed.json()["error"]["hint"].as_str().unwrap().contains("a.csv.ndjson"), "{failed:#?}");
    assert_eq!(desk.read("a.csv.ndjson").lines().count(), 23);
    std::fs::remove_dir_all(desk.path("a.csv")).unwrap();
    let again = list(&desk, &["--format", "csv", "-o", "a.csv", "--resume", "--json"]).exits(0).json();
    assert_eq!((&again["requests"], &again["rows"]), (&json!(0), &json!(23)));
    assert_eq!(table(&desk.read("a.csv")).1.len(), 23);
}

#[test]
fn flags_of_tables_are_for_tables_only() {
    let desk = Desk::new();

    for flag in ["--keep-raw", "--bom"] {
        let ran = list(&desk, &[flag]).exits(2);
        assert!(ran.stderr.contains(flag) && ran.stdout.is_empty(), "{ran:#?}");
    }
    list(&desk, &["--format", "xlsx"]).exits(2);
    list(&desk, &["--format", "csv", "--resume"]).exits(2);
}

#[test]
fn a_session_policy_narrows_the_session_and_needs_a_role() {
    let desk = Desk::new();
    desk.write(
        "narrow.json",
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}"#,
    );
    desk.write("odd.json", "[1]");
    let role = "acs:ram::1000000000000002:role/SecurityAudit";
    let call = |more: &[&str]| {
        let line = ["call", "Sts", "GetCallerIdentity", "--credential", "practice"];
        desk.run(&[&line[..], more].concat())
    };

    call(&["--assume-role", role, "--session-policy", "narrow.json"]).exits(0);
    let odd = call(&["--assume-role", role, "--session-policy", "odd.json"]).exits(2);
    assert!(odd.stderr.contains("session policy"), "{odd:#?}");
    call(&["--assume-role", role, "--session-policy", "none.json"]).exits(2);
    call(&["--session-policy", "narrow.json"]).exits(2);

    let add = ["credential", "add", "member", "--role-arn", role, "--source", "practice"];
    desk.run(&[&add[..], &["--session-policy", "odd.json"]].concat()).exits(2);
    let added = desk.run(&[&add[..], &["--session-policy", "narrow.json", "--json"]].concat()).exits(0);
    assert!(added.json()[0]["role"]["policy"].as_str().unwrap().contains("sts:*"), "{added:#?}");
}

/// What reaches the service: the role is asked for with the policy, word by word.
#[test]
fn the_service_gets_the_session_policy() {
    let session = r#"{"RequestId":"R","AssumedRoleUser":{"Arn":"a","AssumedRoleId":"b"},"Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2999-01-01T00:00:00Z"}}"#;
    let service = Service::start(move |asked| {
        let is_role = asked.head.contains("AssumeRole");
        Reply::Answer(200, if is_role { session } else { r#"{"RequestId":"R","AccountId":"1"}"# }.to_owned())
    });
    let desk = Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "made-up");
    desk.write("narrow.json", r#"{"Version":"1","Statement":[]}"#);

    let line = ["call", "Sts", "GetCallerIdentity", "--credential", "env", "--endpoint", &service.url];
    let role = ["--assume-role", "acs:ram::1000000000000002:role/SecurityAudit", "--trust-endpoint"];
    desk.run(&[&line[..], &role, &["--session-policy", "narrow.json"]].concat()).exits(0);

    let asked = service.asked();
    assert_eq!(asked.len(), 2);
    let policy = "Policy=%7B%22Version%22%3A%221%22%2C%22Statement%22%3A%5B%5D%7D";
    assert!(asked[0].head.contains(policy) && !asked[1].head.contains("Policy"), "{asked:#?}");
}
