//! `call` against the practice service, which checks signatures as the real one does.

use serde_json::{Value, json};

use crate::{Desk, keys, lines};

const LIST: [&str; 5] = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "practice"];

fn list<'a>(more: &[&'a str]) -> Vec<&'a str> {
    LIST.iter().chain(more).copied().collect()
}

#[test]
fn three_pages_give_23_rows() {
    let ran = Desk::new().run(&list(&["-p", "PageSize=10"])).exits(0);

    assert_eq!(ran.lines().len(), 23);
    assert!(ran.stderr.contains("practice") && ran.stderr.contains(".Data.PageInfo.TotalCount"), "{ran:#?}");
    assert!(ran.stderr.contains("23 rows in 3 requests"), "{ran:#?}");
}

#[test]
fn the_summary_counts_what_was_fetched() {
    let desk = Desk::new();

    let summary = desk.run(&list(&["-p", "PageSize=10", "-o", "rows.ndjson", "--json"])).exits(0).json();

    assert_eq!(
        keys(&summary),
        ["output", "practice", "requestIds", "requests", "retries", "rows", "rowsPath", "stop"]
    );
    assert_eq!(
        (&summary["requests"], &summary["rows"], &summary["retries"], &summary["stop"]),
        (&json!(3), &json!(23), &json!(0), &json!("total_reached"))
    );
    assert_eq!(summary["requestIds"].as_array().unwrap().len(), 3);
    assert_eq!((&summary["output"], &summary["practice"]), (&json!("rows.ndjson"), &json!(true)));
    assert_eq!(lines(&desk.read("rows.ndjson")).len(), 23);
    let checkpoint: Value = serde_json::from_str(&desk.read("rows.ndjson.run.json")).unwrap();
    assert_eq!((&checkpoint["stop"], &checkpoint["state"]["rows"]), (&json!("total_reached"), &json!(23)));
}

#[test]
fn rows_on_standard_output_leave_the_summary_on_standard_error() {
    let ran = Desk::new().run(&list(&["-p", "PageSize=10", "--json", "--quiet"])).exits(0);

    assert_eq!(ran.lines().len(), 23);
    let summary: Value = serde_json::from_str(ran.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(summary["rows"], 23);
}

#[test]
fn page_size_and_signature_version_are_flags() {
    let desk = Desk::new();

    let flags = ["--page-size", "5", "--signature", "v1", "-o", "a.ndjson", "--json"];
    let summary = desk.run(&list(&flags)).exits(0).json();

    assert_eq!((&summary["requests"], &summary["rows"]), (&json!(5), &json!(23)));
}

#[test]
fn one_request_is_enough_when_told_so() {
    let desk = Desk::new();

    let flags = ["--page", "none", "-p", "CurrentPage=2", "--page-size", "10", "-o", "a.ndjson", "--json"];
    let summary = desk.run(&list(&flags)).exits(0).json();

    assert_eq!((&summary["requests"], &summary["rows"]), (&json!(1), &json!(10)));
    assert_eq!(summary["stop"], "single");
}

#[test]
fn explicit_paging_flags_win() {
    let ran = Desk::new().run(&list(&[
        "--page",
        "number",
        "--page-field",
        "CurrentPage",
        "--size-field",
        "PageSize",
        "--total-path",
        ".Data.PageInfo.TotalCount",
        "--rows-path",
        ".Data.ResponseData",
        "--page-size",
        "20",
    ]));

    assert_eq!(ran.exits(0).lines().len(), 23);
    let bad = Desk::new().run(&list(&["--total-path", "Data"])).exits(2);
    assert!(bad.stderr.contains("error[bad-request]"), "{bad:#?}");
}

#[test]
fn a_run_cut_short_is_no_success_and_can_be_resumed() {
    let desk = Desk::new();
    let base = list(&["-p", "PageSize=10", "-o", "rows.ndjson", "--json"]);
    let with = |more: &[&'static str]| base.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();

    let first = desk.run(&with(&["--max-requests", "1"])).exits(1).json();
    assert_eq!((&first["stop"], &first["rows"]), (&json!("max_requests"), &json!(10)));
    desk.run(&base).exits(5);
    assert_eq!(lines(&desk.read("rows.ndjson")).len(), 10, "an existing file is never written over");
    let second = desk.run(&with(&["--resume"])).exits(0).json();

    assert_eq!((&second["requests"], &second["rows"]), (&json!(2), &json!(23)));
    let ids: Vec<_> = lines(&desk.read("rows.ndjson")).iter().map(|row| row["Id"].to_string()).collect();
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((ids.len(), unique.len()), (23, 23));
}

#[test]
fn only_the_same_call_can_be_resumed() {
    let desk = Desk::new();
    desk.run(&list(&["-p", "PageSize=10", "--max-requests", "1", "-o", "rows.ndjson"])).exits(1);

    let other = desk.run(&list(&["-p", "PageSize=5", "-o", "rows.ndjson", "--resume"])).exits(5);
    let none = desk.run(&list(&["-o", "none.ndjson", "--resume"])).exits(2);

    assert!(other.stderr.contains("another call"), "{other:#?}");
    assert!(none.stderr.contains("no checkpoint"), "{none:#?}");
    assert!(!desk.path("none.ndjson").exists());
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let desk = Desk::new();

    let text = desk.run(&list(&["-p", "PageSize=10", "--dry-run"])).exits(0).stdout;
    let value = desk.run(&list(&["-p", "PageSize=10", "--dry-run", "--json"])).exits(0).json();

    assert!(text.starts_with("POST practice://"), "{text}");
    assert!(text.contains("Signature=…") && text.contains("…0001"), "{text}");
    assert!(
        text.lines().last().unwrap().starts_with("aliyun cloud-siem ListAutomateResponseConfigs "),
        "{text}"
    );
    assert!(!text.contains(soarboard_practice::PRACTICE_ACCESS_KEY_ID), "{text}");
    assert_eq!((&value["practice"], &value["writes"]), (&json!(true), &json!(false)));
    assert_eq!(value["body"], "CurrentPage=1&PageSize=10");
}

#[test]
fn a_dry_run_needs_no_credential() {
    let ran = Desk::new().run(&["call", "Sas", "DescribeSuspEvents", "--dry-run"]).exits(0);

    assert!(ran.stdout.contains("https://") && ran.stdout.contains("Credential=…,"), "{ran:#?}");
}

#[test]
fn practice_is_never_taken_silently() {
    let desk = Desk::new();
    desk.write("data/settings.json", "{\"profile\":\"practice\"}");

    let ran = desk.run(&LIST[..3]).exits(2);

    assert!(ran.stderr.starts_with("error[credential-missing]") && ran.stdout.is_empty(), "{ran:#?}");
    assert!(ran.stderr.contains("hint: ") && ran.stderr.contains("--credential practice"), "{ran:#?}");
}

#[test]
fn the_profile_of_the_settings_is_named_when_it_is_taken() {
    let desk = Desk::new();
    desk.write("data/settings.json", "{\"profile\":\"audit\"}");
    desk.write("data/profiles.json", "[{\"name\":\"audit\",\"accessKeyIdTail\":\"7777\"}]");

    let ran = desk.run(&["call", "Sas", "DescribeSuspEvents", "--dry-run"]).exits(0);

    assert!(ran.stderr.contains("audit") && ran.stdout.contains("…7777"), "{ran:#?}");
}

#[test]
fn what_does_not_exist_is_a_usage_error() {
    let desk = Desk::new();
    let call = |args: &[&str]| desk.run(&[&["call"], args, &["--credential", "practice"]].concat()).exits(2);

    let ran = call(&["cloud-siem", "NoSuchOperation"]);
    assert!(ran.stderr.contains("NoSuchOperation") && ran.stderr.contains("hint: "), "{ran:#?}");
    call(&["no-such-product", "X"]);
    call(&["cloud-siem", "ListAutomateResponseConfigs", "--api-version", "1999-01-01"]);
    call(&["cloud-siem", "ListAutomateResponseConfigs", "-p", "Nope=1"]);
    call(&["cloud-siem", "ListAutomateResponseConfigs", "-p", "PageSize=many"]);
    call(&["cloud-siem", "ListAutomateResponseConfigs", "-p", "PageSize"]);
    call(&["cloud-siem", "ListAutomateResponseConfigs", "-p", "PageSize=1", "-p", "PageSize=2"]);
    desk.run(&["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "nobody"]).exits(2);
    assert_eq!(desk.run(&["call", "--json"]).exits(2).json()["error"]["code"], "usage");
}

#[test]
fn parameters_come_from_a_file_or_standard_input() {
    let desk = Desk::new();
    desk.write("params.json", "{\"PageSize\": 10}");

    assert_eq!(
        desk.run(&list(&["--params", "params.json", "--page", "none", "-p", "CurrentPage=3"]))
            .exits(0)
            .lines()
            .len(),
        3
    );
    let piped =
        desk.run_with("{\"PageSize\": 4, \"CurrentPage\": 1}", &list(&["--params", "-", "--page", "none"]));
    assert_eq!(piped.exits(0).lines().len(), 4);
    let bad = desk.run_with("[1", &list(&["--params", "-"])).exits(2);
    assert!(bad.stderr.contains("error[file-unreadable]: -: "), "{bad:#?}");
}

#[test]
fn an_untrusted_endpoint_is_refused() {
    let desk = Desk::new();

    for endpoint in
        ["evil.example", "http://cloud-siem.cn-shanghai.aliyuncs.com", "http://127.0.0.1:9", "a@b.example"]
    {
        let ran = desk.run(&list(&["--endpoint", endpoint])).exits(5);
        assert!(ran.stderr.contains("error[unsafe]") && ran.stdout.is_empty(), "{endpoint}: {ran:#?}");
    }
    let consented = desk.run(&list(&["--endpoint", "http://evil.example", "--trust-endpoint"])).exits(5);
    assert!(consented.stderr.contains("error[unsafe]"), "{consented:#?}");
}

#[test]
fn a_refusal_of_the_service_is_exit_3() {
    let desk = Desk::new();
    desk.write("data/settings.json", "{\"practiceFault\":\"refuse\"}");

    let ran = desk.run(&list(&["-o", "rows.ndjson", "--json"])).exits(3);

    let summary = ran.json();
    assert_eq!((&summary["stop"], &summary["rows"]), (&json!("error"), &json!(0)));
    assert_eq!(keys(&summary["error"]), ["code", "hint", "message", "requestId", "vendorCode"]);
    assert_eq!(
        (&summary["error"]["code"], &summary["error"]["vendorCode"]),
        (&json!("vendor-refused"), &json!("Forbidden.RAM"))
    );
    assert!(
        ran.stderr.contains("error[vendor-refused]: ") && ran.stderr.contains("request id: "),
        "{ran:#?}"
    );
}

#[test]
fn throttling_is_waited_out() {
    let desk = Desk::new();
    desk.write("data/settings.json", "{\"practiceFault\":\"throttle\"}");

    let summary = desk.run(&list(&["-p", "PageSize=10", "-o", "rows.ndjson", "--json"])).exits(0).json();

    assert_eq!(summary["rows"], 23);
    assert!(summary["retries"].as_u64().unwrap() > 0, "{summary}");
}

#[test]
fn an_operation_that_writes_needs_agreement() {
    let desk = Desk::new();
    let base = ["call", "cloud-siem", "DeleteAutomateResponseConfig", "--credential", "practice", "-p"];
    // The first rules are preset ones, which nobody can delete.
    let first = desk.run(&list(&["--page", "none", "--page-size", "1", "-p", "CurrentPage=23"])).exits(0);
    let parameter = format!("Id={}", first.lines()[0]["Id"]);
    let with = |more: &[&'static str]| {
        let mut args: Vec<&str> = base.to_vec();
        args.push(&parameter);
        args.extend(more);
        desk.run(&args)
    };

    let refused = with(&[]).exits(5);
    assert!(refused.stderr.contains("error[unsafe]") && refused.stderr.contains("--yes"), "{refused:#?}");
    with(&["--yes"]).exits(0);
    assert!(with(&["--dry-run"]).exits(0).stdout.contains("DeleteAutomateResponseConfig"));
}

#[test]
fn a_read_only_profile_refuses_writes_before_anything_else() {
    let desk = Desk::new();
    desk.write("data/profiles.json", "[{\"name\":\"audit\",\"accessKeyIdTail\":\"7777\",\"readOnly\":true}]");

    let args = [
        "call",
        "cloud-siem",
        "DeleteAutomateResponseConfig",
        "-p",
        "Id=1",
        "--credential",
        "audit",
        "--yes",
    ];
    let ran = desk.run(&args).exits(5);

    assert!(ran.stderr.contains("error[unsafe]") && ran.stderr.contains("audit"), "{ran:#?}");
}

#[test]
fn chinese_practice_rows_come_with_chinese_words() {
    let desk = Desk::new();

    let english = desk.run(&list(&["--page", "none", "-p", "CurrentPage=1", "--page-size", "3"])).exits(0);
    let chinese =
        desk.run(&list(&["--page", "none", "-p", "CurrentPage=1", "--page-size", "3", "--lang", "zh"]));
    let chinese = chinese.exits(0);

    assert_ne!(english.lines()[0]["RuleName"], chinese.lines()[0]["RuleName"]);
    assert!(chinese.stderr.contains("练习（practice）"), "{chinese:#?}");
}
