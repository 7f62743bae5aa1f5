//! The dry run.

use super::world::*;
use crate::http::Method;
use crate::invoke::*;
use crate::sign::Scheme;
use crate::trust::check_endpoint;
use serde_json::json;
use soarboard_model::component::{ParamPlace, ParamStyle, Shape};

#[test]
fn a_dry_run_shows_the_request_without_key_and_signature() {
    let mut call = call("DescribeThings");
    call.params.push(param("Name", ParamPlace::Query, Shape::String, json!("it's 节")));
    call.params.push(param("Tag", ParamPlace::Form, Shape::Any, json!([{"Key": "a"}])));
    let endpoint = check_endpoint("sas.aliyuncs.com", |_| true, None).unwrap();

    let dry = describe_request(&call, &endpoint, KEY_ID, &numbered(5, 20)).unwrap();

    assert_eq!(dry.url, "https://sas.aliyuncs.com/?Name=it%27s%20%E8%8A%82&PageNumber=1&PageSize=20");
    assert_eq!(
        (dry.body.as_deref(), dry.access_key_id.as_str(), dry.max_requests),
        (Some("Tag.1.Key=a"), "LTAI…0001", 5)
    );
    let line = "aliyun sas DescribeThings --Name 'it'\\''s 节' --Tag.1.Key a --PageNumber 1 --PageSize 20 \
                --version 2018-12-03 --endpoint sas.aliyuncs.com --force";
    assert_eq!(dry.aliyun, line);
    let shown = serde_json::to_string(&dry).unwrap();
    assert!(!shown.contains(KEY_ID) && !shown.to_lowercase().contains("signature"), "{shown}");
}

#[test]
fn a_resource_style_call_is_described_by_method_and_path() {
    let mut call = CallSpec {
        style: CallStyle::Roa,
        method: Method::Put,
        path: "/clusters/{Id}?type=x".to_owned(),
        ..call("ModifyCluster")
    };
    call.params.push(param("Id", ParamPlace::Path, Shape::String, json!("c 1")));
    call.params.push(param("body", ParamPlace::Body, Shape::Any, json!({"a": "b"})));

    let dry = describe_request(&call, &endpoint(), KEY_ID, &PagePlan::single()).unwrap();

    assert_eq!(
        (dry.method.as_str(), dry.url.as_str()),
        ("PUT", "practice://sas.practice.invalid/clusters/c%201?type=x")
    );
    let line = r#"aliyun sas PUT '/clusters/c%201' --type x --body '{"a":"b"}' --version 2018-12-03 --force"#;
    assert_eq!(dry.aliyun, line);
}

#[test]
fn own_gateways_and_wrong_schemes_are_refused() {
    let mut own = call("GetLogs");
    own.params.push(param("project", ParamPlace::Host, Shape::String, json!("p")));
    let refused = own.unsigned(&[]).unwrap_err();
    assert_eq!(refused, BuildError::OwnGateway { product: "sas".to_owned(), param: "project".to_owned() });

    let wrong = CallSpec { scheme: Scheme::RoaV1, ..call("DescribeThings") };
    let refused = wrong.unsigned(&[]).unwrap_err();
    assert_eq!(refused, BuildError::SchemeForStyle { scheme: Scheme::RoaV1, style: CallStyle::Rpc });
}

#[test]
fn structured_values_follow_their_style_on_the_command_line() {
    let mut call = call("DescribeThings");
    let (mut spec, value) = param("Filter", ParamPlace::Query, Shape::Any, json!([{"k": 1}]));
    spec.style = Some(ParamStyle::Json);
    call.params.push((spec, value));

    let line = aliyun_line(&call, &endpoint(), &[]).unwrap();

    assert_eq!(line, r#"aliyun sas DescribeThings --Filter '[{"k":1}]' --version 2018-12-03 --force"#);
}

#[test]
fn words_are_quoted_for_the_shell_when_they_need_it() {
    for (word, quoted) in [
        ("plain-1.2/x", "plain-1.2/x"),
        ("", "''"),
        ("a b", "'a b'"),
        ("$(x)", "'$(x)'"),
        ("a'b", r"'a'\''b'"),
        ("a\nb", "'a\nb'"),
        ("节", "'节'"),
    ] {
        assert_eq!(shell_quoted(word), quoted);
    }
}
