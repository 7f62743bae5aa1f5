//! The calls that the product began with, end to end: in practice, and over a socket where signatures are checked by
//! other code and answers have the shapes of the vendor's pages.

use serde_json::{Value, json};
use soarboard_gateway::Gateway;
use soarboard_practice::{Fault, PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET, PRACTICE_ACCOUNT_ID};

use crate::{Desk, Ran};

const ACTION: &str = r#"[{"actionType":"doPlaybook","playbookUuid":"ef2ecfa9-4e38-4d56-bd9b-51a0ca7a1b02","playbookName":"isolate"}]"#;
const CONDITION: &str =
    r#"[{"left":{"value":"alert_level"},"operator":"equals","right":{"value":"serious"}}]"#;

/// A place to call: the practice service in process, or behind a socket.
struct Place {
    desk: Desk,
    gateway: Option<Gateway>,
}

impl Place {
    fn both() -> [Self; 2] {
        let desk = Desk::new()
            .with("ALIBABA_CLOUD_ACCESS_KEY_ID", PRACTICE_ACCESS_KEY_ID)
            .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", PRACTICE_ACCESS_KEY_SECRET);
        let gateway = Gateway::start(Vec::new()).unwrap();
        [Self { desk: Desk::new(), gateway: None }, Self { desk, gateway: Some(gateway) }]
    }

    fn call(&self, product: &str, operation: &str, more: &[&str]) -> Ran {
        let url = self.gateway.as_ref().map(Gateway::endpoint);
        let place = match &url {
            None => vec!["--credential", "practice"],
            Some(url) => vec!["--credential", "env", "--endpoint", url, "--trust-endpoint"],
        };
        self.desk.run(&[&["call", product, operation], &place[..], more].concat())
    }

    /// Calls and returns the rows and the summary.
    fn rows(&self, product: &str, operation: &str, more: &[&str]) -> (Vec<Value>, Value) {
        let _ = std::fs::remove_file(self.desk.path("rows.ndjson"));
        let summary =
            self.call(product, operation, &[more, &["-o", "rows.ndjson", "--json"]].concat()).exits(0).json();
        (crate::lines(&self.desk.read("rows.ndjson")), summary)
    }
}

#[test]
fn rules_and_entities_page_to_their_total() {
    for place in Place::both() {
        for (operation, size, rows, requests) in
            [("ListAutomateResponseConfigs", "10", 23, 3), ("DescribeDisposeAndPlaybook", "5", 12, 3)]
        {
            let size = format!("PageSize={size}");
            let (found, summary) = place.rows("cloud-siem", operation, &["-p", &size]);

            assert_eq!((found.len(), &summary["requests"]), (rows, &json!(requests)), "{operation}");
            assert_eq!(
                (&summary["stop"], &summary["rowsPath"]),
                (&json!("total_reached"), &json!(".Data.ResponseData"))
            );
            let shown = place.call("cloud-siem", operation, &["-p", &size, "--verbose"]).exits(0);
            assert!(shown.stderr.contains(".Data.PageInfo.TotalCount"), "{}", shown.stderr);
        }
    }
}

#[test]
fn member_accounts_come_as_rows() {
    for place in Place::both() {
        let (found, summary) = place.rows("Sas", "DescribeMonitorAccounts", &[]);

        assert_eq!((found.len(), &summary["rowsPath"]), (3, &json!(".AccountIdInfos")));
        assert_eq!(found[0]["AccountId"], PRACTICE_ACCOUNT_ID);
    }
}

fn rule() -> Vec<String> {
    let pairs = [
        ("RuleName", "made by a test"),
        ("AutoResponseType", "alert"),
        ("ActionType", "doPlaybook"),
        ("ActionConfig", ACTION),
        ("ExecutionCondition", CONDITION),
    ];
    pairs.iter().flat_map(|(name, value)| ["-p".to_owned(), format!("{name}={value}")]).collect()
}

#[test]
fn a_rule_is_made_only_when_agreed_to_and_is_there_afterwards() {
    for place in Place::both() {
        let rule = rule();
        let words: Vec<&str> = rule.iter().map(String::as_str).collect();
        place.call("cloud-siem", "PostAutomateResponseConfig", &words).exits(5);
        assert_eq!(place.rows("cloud-siem", "ListAutomateResponseConfigs", &[]).0.len(), 23);

        place.call("cloud-siem", "PostAutomateResponseConfig", &[&words[..], &["--yes"]].concat()).exits(0);

        let (found, _) = place.rows("cloud-siem", "ListAutomateResponseConfigs", &[]);
        assert_eq!(found.len(), 24);
        assert!(found.iter().any(|row| row["RuleName"] == "made by a test"));
    }
}

#[test]
fn a_mail_goes_to_every_receiver() {
    for place in Place::both() {
        let pairs = [
            "ActionName=notifyByCustom",
            "AssetId=1",
            "ComponentName=NotifyMessage",
            "Content=text",
            "NodeName=tell",
            "PlaybookUuid=ef2ecfa9-4e38-4d56-bd9b-51a0ca7a1b02",
            "Subject=subject",
            r#"Receivers=["a@soarboard.example","b@soarboard.example"]"#,
        ];
        let words: Vec<&str> = pairs.iter().flat_map(|pair| ["-p", pair]).chain(["--yes"]).collect();

        let answer = place.call("sophonsoar", "RunNotifyComponentWithEmail", &words).exits(0);

        assert!(answer.stdout.contains("b@soarboard.example"), "{answer:#?}");
        place.call("sophonsoar", "RunNotifyComponentWithEmail", &words[..words.len() - 1]).exits(5);
    }
}

#[test]
fn a_write_that_fails_is_sent_once_and_a_throttled_one_again() {
    let [_, place] = Place::both();
    let gateway = place.gateway.as_ref().unwrap();
    let rule = rule();
    let words: Vec<&str> = rule.iter().map(String::as_str).chain(["--yes"]).collect();
    for (fault, code, requests) in
        [(Fault::Fail, 3, 1), (Fault::Unavailable, 3, 1), (Fault::Reset, 4, 1), (Fault::Throttle, 0, 2)]
    {
        let before = gateway.request_count();
        gateway.practice().schedule_faults(vec![fault]);

        place.call("cloud-siem", "PostAutomateResponseConfig", &words).exits(code);

        assert_eq!(gateway.request_count() - before, requests, "{fault}");
    }
}
