//! Reading operations: pages, cursors, filters, languages, and session keys.

use super::*;

use crate::{Lang, PRACTICE_ACCOUNT_ID};

const ROLE: &str = "acs:ram::1000000000000001:role/SecurityAudit";

/// Assumes a role and returns the session's key.
fn assume(bench: &Bench, seconds: &str) -> Credentials {
    let params = [("RoleArn", ROLE), ("RoleSessionName", "soarboard"), ("DurationSeconds", seconds)];
    let body = bench.ok(STS, "AssumeRole", &params);
    let text = |name: &str| body["Credentials"][name].as_str().unwrap().to_owned();
    Credentials {
        access_key_id: text("AccessKeyId"),
        secret: Secret::new(text("AccessKeySecret")),
        security_token: Some(Secret::new(text("SecurityToken"))),
    }
}

fn identity(bench: &Bench, key: &Credentials, scheme: Scheme) -> (u16, Value) {
    let request = unsigned(STS, "GetCallerIdentity", &[]);
    read(&bench.gateway.handle(&bench.signed_by(key, scheme, &request, STS.0)))
}

#[test]
fn playbooks_come_in_pages_and_are_found_by_filters() {
    let bench = Bench::new();
    let pages = pages(&bench, SOAR, "DescribePlaybooks", "/Playbooks", &[("PageSize", "5")]);

    assert_eq!(sizes(&pages), [5, 5, 4]);
    assert_eq!(distinct(&pages, "PlaybookUuid"), 14);
    let own = bench.ok(SOAR, "DescribePlaybooks", &[("OwnType", "user"), ("Active", "1")]);
    assert_eq!(own["Page"]["TotalCount"], 5);
    let typed = bench.ok(SOAR, "DescribePlaybooks", &[("ParamTypes", "template-ip,template-file")]);
    assert_eq!(typed["Page"]["TotalCount"], 4);
    let backwards = bench.ok(SOAR, "DescribePlaybooks", &[("Order", "desc")]);
    assert_eq!(backwards["Playbooks"][0]["PlaybookUuid"], pages[2][3]["PlaybookUuid"]);
}

#[test]
fn a_playbook_has_a_flow_that_reads_as_cells() {
    let bench = Bench::new();
    let list = bench.ok(SOAR, "DescribePlaybooks", &[]);
    let uuid = list["Playbooks"][2]["PlaybookUuid"].as_str().unwrap();

    let one = bench.ok(SOAR, "DescribePlaybook", &[("PlaybookUuid", uuid), ("Lang", "zh")]);

    assert_eq!(one["Playbook"]["DisplayName"], "隔离文件");
    let flow: Value = serde_json::from_str(one["Playbook"]["Taskflow"].as_str().unwrap()).unwrap();
    assert_eq!(flow["cells"].as_array().unwrap().len(), 5);
    let unknown = bench.refused(SOAR, "DescribePlaybook", &[("PlaybookUuid", "none")]);
    assert_eq!(unknown, (400, "InvalidParameter.PlaybookUuid".to_owned()));
}

#[test]
fn a_mail_is_taken_and_kept_in_the_state() {
    let bench = Bench::new();
    let params = [
        ("ActionName", "notifyByCustom"),
        ("ComponentName", "NotifyMessage"),
        ("Content", "text"),
        ("NodeName", "tell"),
        ("PlaybookUuid", "x"),
        ("Subject", "canary subject"),
        ("Receivers.2", "b@soarboard.example"),
        ("Receivers.1", "a@soarboard.example"),
    ];

    let answer = bench.ok(SOAR, "RunNotifyComponentWithEmail", &params);

    let data: Value = serde_json::from_str(answer["Data"].as_str().unwrap()).unwrap();
    assert_eq!(data["datalist"][0]["receiver"], "a@soarboard.example");
    assert_eq!(answer["Page"]["TotalCount"], 2);
    assert!(bench.gateway.state_json().contains("canary subject"));
}

#[test]
fn alerts_take_page_numbers_as_text_and_count_their_rows() {
    let bench = Bench::new();
    let pages = pages(&bench, SAS, "DescribeSuspEvents", "/SuspEvents", &[("PageSize", "15")]);

    assert_eq!(sizes(&pages), [15, 15, 7]);
    assert_eq!(distinct(&pages, "Id"), 37);
    let last = bench.ok(SAS, "DescribeSuspEvents", &[("CurrentPage", "3"), ("PageSize", "15")]);
    assert_eq!(
        (&last["TotalCount"], &last["Count"], &last["CurrentPage"]),
        (&37.into(), &7.into(), &3.into())
    );
    let dealt = bench.ok(SAS, "DescribeSuspEvents", &[("Dealed", "Y")]);
    assert_eq!(dealt["TotalCount"], 7);
    let serious = bench.ok(SAS, "DescribeSuspEvents", &[("Levels", "serious,remind")]);
    let is_wanted = |row: &Value| row["Level"] == "serious" || row["Level"] == "remind";
    assert!(serious["SuspEvents"].as_array().unwrap().iter().all(is_wanted));
    assert_eq!(bench.refused(SAS, "DescribeSuspEvents", &[("PageSize", "x")]).1, "InvalidParameter.PageSize");
}

#[test]
fn member_accounts_begin_with_the_practice_account() {
    let body = Bench::new().ok(SAS, "DescribeMonitorAccounts", &[]);

    assert_eq!(body["AccountIds"][0], PRACTICE_ACCOUNT_ID);
    assert_eq!(body["AccountIdInfos"].as_array().unwrap().len(), 3);
}

#[test]
fn servers_and_groups_page_by_number_with_a_total() {
    let bench = Bench::new();
    let params = [("RegionId", "cn-hangzhou"), ("PageSize", "10")];

    let servers = pages(&bench, ECS, "DescribeInstances", "/Instances/Instance", &params);
    let groups = pages(&bench, ECS, "DescribeSecurityGroups", "/SecurityGroups/SecurityGroup", &params);

    assert_eq!((sizes(&servers), distinct(&servers, "InstanceId")), (vec![10, 10, 3], 23));
    assert_eq!((sizes(&groups), distinct(&groups, "SecurityGroupId")), (vec![10, 4], 14));
    let first = bench.ok(ECS, "DescribeInstances", &params);
    assert_eq!(first["TotalCount"], 23);
    assert!(first.get("NextToken").is_none());
}

#[test]
fn servers_and_groups_scroll_by_cursor_without_a_total() {
    let bench = Bench::new();
    let params = [("RegionId", "cn-hangzhou"), ("MaxResults", "9")];

    let servers = scroll(&bench, ECS, "DescribeInstances", "/Instances/Instance", &params);
    let groups = scroll(&bench, ECS, "DescribeSecurityGroups", "/SecurityGroups/SecurityGroup", &params);

    assert_eq!((sizes(&servers), distinct(&servers, "InstanceId")), (vec![9, 9, 5], 23));
    assert_eq!((sizes(&groups), distinct(&groups, "SecurityGroupId")), (vec![9, 5], 14));
    let first = bench.ok(ECS, "DescribeInstances", &params);
    assert!(first.get("TotalCount").is_none());
}

#[test]
fn servers_are_found_by_id_state_and_name_in_their_region_only() {
    let bench = Bench::new();
    let count = |params: &[(&str, &str)]| {
        let body = bench.ok(ECS, "DescribeInstances", params);
        body["TotalCount"].as_i64().unwrap()
    };
    let all = bench.ok(ECS, "DescribeInstances", &[("RegionId", "cn-shanghai")]);
    let id = all["Instances"]["Instance"][1]["InstanceId"].as_str().unwrap();
    let ids = format!("[\"{id}\"]");

    assert_eq!(count(&[("RegionId", "cn-shanghai"), ("InstanceIds", &ids)]), 1);
    assert_eq!(count(&[("RegionId", "cn-hangzhou"), ("InstanceIds", &ids)]), 0);
    assert_eq!(count(&[("RegionId", "cn-hangzhou"), ("Status", "Stopped")]), 3);
    assert_eq!(count(&[("RegionId", "cn-hangzhou"), ("InstanceName", "web-*")]), 5);
    let nowhere = bench.refused(ECS, "DescribeInstances", &[("RegionId", "mars-1")]);
    assert_eq!(nowhere, (404, "InvalidRegionId.NotFound".to_owned()));
}

#[test]
fn recorded_events_scroll_newest_first_and_end_without_a_cursor() {
    let bench = Bench::new();
    let pages = scroll(&bench, TRAIL, "LookupEvents", "/Events", &[]);

    assert_eq!((sizes(&pages), distinct(&pages, "eventId")), (vec![20, 20, 5], 45));
    assert!(pages[0][0]["eventTime"].as_str() > pages[2][4]["eventTime"].as_str());
    let some = [("LookupAttribute.1.Key", "EventName"), ("LookupAttribute.1.Value", "RunInstances")];
    let found = bench.ok(TRAIL, "LookupEvents", &some);
    assert_eq!(found["Events"].as_array().unwrap().len(), 5);
    assert!(found.get("NextToken").is_none());
    assert_eq!(bench.refused(TRAIL, "LookupEvents", &[("NextToken", "x")]).1, "InvalidParameter.NextToken");
    assert_eq!(
        bench.refused(TRAIL, "LookupEvents", &[("MaxResults", "51")]).1,
        "InvalidParameter.MaxResults"
    );
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    let bench = Bench::new();
    let params = [("RegionId", "cn-hangzhou"), ("MaxResults", "5")];
    let first = bench.ok(ECS, "DescribeInstances", &params);
    let cursor = first["NextToken"].as_str().unwrap();

    let other = [("RegionId", "cn-hangzhou"), ("NextToken", cursor)];

    assert_eq!(bench.refused(ECS, "DescribeSecurityGroups", &other).1, "InvalidParameter.NextToken");
}

#[test]
fn entities_of_the_incident_come_with_playbooks_that_fit() {
    let bench = Bench::new();
    let params = [("PageSize", "5")];

    let pages = pages(&bench, SIEM, "DescribeDisposeAndPlaybook", "/Data/ResponseData", &params);

    assert_eq!((sizes(&pages), distinct(&pages, "EntityUuid")), (vec![5, 5, 2], 12));
    let ips = bench.ok(SIEM, "DescribeDisposeAndPlaybook", &[("EntityType", "ip"), ("Lang", "zh")]);
    assert_eq!(ips["Data"]["PageInfo"]["TotalCount"], 4);
    let playbooks = &ips["Data"]["ResponseData"][0]["PlaybookList"];
    assert_eq!(playbooks[0]["DisplayName"], "在 Web 应用防火墙封禁 IP");
    let none = bench.ok(SIEM, "DescribeDisposeAndPlaybook", &[("IncidentUuid", "other")]);
    assert_eq!(none["Data"]["PageInfo"]["TotalCount"], 0);
}

#[test]
fn condition_fields_depend_on_the_trigger() {
    let bench = Bench::new();
    let features = |trigger: &str| {
        let body = bench.ok(SIEM, "DescribeAutomateResponseConfigFeature", &[("AutoResponseType", trigger)]);
        let names =
            body["Data"].as_array().unwrap().iter().map(|f| f["Feature"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };

    assert_eq!(features("alert"), ["alert_name", "alert_desc", "alert_level"]);
    assert_eq!(features("event"), ["alert_name", "alert_desc", "threat_level"]);
}

#[test]
fn texts_follow_the_call_and_else_the_service() {
    let bench = Bench::new();
    let name = |params: &[(&str, &str)]| {
        bench.ok(SOAR, "DescribePlaybooks", params)["Playbooks"][2]["DisplayName"]
            .as_str()
            .unwrap()
            .to_owned()
    };

    assert_eq!(name(&[]), "Quarantine file");
    bench.gateway.set_lang(Lang::Zh);
    assert_eq!(name(&[]), "隔离文件");
    assert_eq!(name(&[("Lang", "en")]), "Quarantine file");
}

#[test]
fn the_caller_is_the_practice_user_or_the_session() {
    let bench = Bench::new();
    let key = assume(&bench, "900");

    let user = identity(&bench, &practice_key(), Scheme::Acs3).1;
    let session = identity(&bench, &key, Scheme::Acs3).1;

    assert_eq!((&user["IdentityType"], &user["AccountId"]), (&"RAMUser".into(), &PRACTICE_ACCOUNT_ID.into()));
    assert_eq!(session["IdentityType"], "AssumedRoleUser");
    assert_eq!(session["Arn"], "acs:ram::1000000000000001:assumed-role/SecurityAudit/soarboard");
}

#[test]
fn session_keys_work_in_both_schemes_until_they_expire() {
    let bench = Bench::new();
    let key = assume(&bench, "900");

    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        assert_eq!(identity(&bench, &key, scheme).0, 200, "{scheme:?}");
    }
    bench.pass(899);
    assert_eq!(identity(&bench, &key, Scheme::Acs3).0, 200);
    bench.pass(1);
    let (status, body) = identity(&bench, &key, Scheme::Acs3);
    assert_eq!((status, &body["Code"]), (400, &Value::from("InvalidSecurityToken.Expired")));
}

#[test]
fn a_session_key_outlives_a_restart_but_not_its_token() {
    let key = assume(&Bench::new(), "900");
    let again = Bench::new();

    assert_eq!(identity(&again, &key, Scheme::Acs3).0, 200);
    let bare = Credentials { security_token: None, ..key };
    assert_eq!(identity(&again, &bare, Scheme::Acs3).1["Code"], "MissingSecurityToken");
}

#[test]
fn roles_sessions_and_durations_are_checked() {
    let bench = Bench::new();
    let refused = |arn: &str, session: &str, more: &[(&str, &str)]| {
        let mut params = vec![("RoleArn", arn), ("RoleSessionName", session)];
        params.extend_from_slice(more);
        bench.refused(STS, "AssumeRole", &params)
    };
    let invalid = |name: &str| (400, format!("InvalidParameter.{name}"));

    assert_eq!(refused("SecurityAudit", "me", &[]), invalid("RoleArn"));
    assert_eq!(refused(ROLE, "x", &[]), invalid("RoleSessionName"));
    assert_eq!(refused(ROLE, "with space", &[]), invalid("RoleSessionName"));
    assert_eq!(refused(ROLE, "me", &[("DurationSeconds", "899")]), invalid("DurationSeconds"));
    assert_eq!(refused(ROLE, "me", &[("DurationSeconds", "3601")]), invalid("DurationSeconds"));
    assert_eq!(refused(ROLE, "me", &[("Policy", "{}")]), invalid("PolicyGrammar"));
    let unknown = "acs:ram::1000000000000001:role/Nobody";
    assert_eq!(refused(unknown, "me", &[]), (404, "EntityNotExist.Role".to_owned()));
    let execution = "acs:ram::1000000000000001:role/AliyunSiemSoarExecutionDefaultRole";
    assert_eq!(refused(execution, "me", &[]), (403, "NoPermission".to_owned()));
}
