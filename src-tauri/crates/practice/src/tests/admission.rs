//! Who is let in: signature, time, nonce, keys, hosts, parameters.

use super::*;

use std::borrow::Cow;

fn set_header(request: &mut HttpRequest, name: &'static str, value: &str) {
    request.headers.retain(|(n, _)| n != name);
    request.headers.push((Cow::Borrowed(name), value.to_owned()));
}

fn code_of(bench: &Bench, request: &HttpRequest) -> (u16, String) {
    let (status, body) = read(&bench.gateway.handle(request));
    (status, body["Code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn both_schemes_and_forms_are_let_in() {
    let bench = Bench::new();
    let params = [("CurrentPage", "1"), ("PageSize", "10"), ("RuleName", "a b+c*~规则")];
    let mut in_form = unsigned(SIEM, "ListAutomateResponseConfigs", &[]);
    in_form.body = Body::Form(owned(&params));
    let in_query = unsigned(SIEM, "ListAutomateResponseConfigs", &params);

    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        for request in [&in_form, &in_query] {
            let http = bench.signed_by(&practice_key(), scheme, request, SIEM.0);
            let (status, body) = read(&bench.gateway.handle(&http));
            assert_eq!((status, body["Success"].as_bool()), (200, Some(true)), "{scheme:?} {body}");
        }
    }
    assert!(bench.gateway.seen().iter().all(|seen| seen.is_verified));
}

#[test]
fn a_refusal_has_the_documented_shape_and_headers() {
    let bench = Bench::new();
    let response = bench.gateway.handle(&bench.signed(SOAR, "DescribePlaybook", &[]));

    let (status, body) = read(&response);

    assert_eq!(status, 400);
    let names: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for name in ["RequestId", "HostId", "Code", "Message", "Recommend"] {
        assert!(body[name].is_string(), "{name}");
    }
    assert_eq!(body["Code"], "MissingParameter");
    assert_eq!(body["HostId"], "sophonsoar.practice.invalid");
    assert_eq!(response.header("x-acs-request-id"), body["RequestId"].as_str());
    assert_eq!(response.header("date"), Some("Sun, 01 Nov 2026 00:00:00 GMT"));
}

#[test]
fn a_wrong_secret_does_not_match_and_the_answer_shows_what_was_expected() {
    let bench = Bench::new();
    let key = Credentials { secret: Secret::new("wrong"), ..practice_key() };

    for (scheme, start) in [(Scheme::Acs3, "ACS3-HMAC-SHA256\n"), (Scheme::RpcV1, "POST&%2F&AccessKeyId%3D")]
    {
        let request = unsigned(STS, "GetCallerIdentity", &[]);
        let (status, body) = read(&bench.gateway.handle(&bench.signed_by(&key, scheme, &request, STS.0)));
        assert_eq!((status, &body["Code"]), (400, &Value::from("SignatureDoesNotMatch")));
        let message = body["Message"].as_str().unwrap();
        assert!(message.contains(&format!("server string to sign is:{start}")), "{message}");
    }
}

#[test]
fn a_time_stamp_more_than_fifteen_minutes_off_is_expired() {
    let bench = Bench::new();
    let request = bench.signed(STS, "GetCallerIdentity", &[]);

    bench.pass(15 * 60 + 1);

    assert_eq!(code_of(&bench, &request), (400, "InvalidTimeStamp.Expired".to_owned()));
}

#[test]
fn a_nonce_is_good_once_and_again_after_the_window() {
    let bench = Bench::new();
    let request = unsigned(STS, "GetCallerIdentity", &[]);
    let endpoint = TrustedEndpoint::practice("Sts").unwrap();
    let signer = Signer::new(&practice_key());
    let sign = || {
        let context = SignContext { unix_s: bench.now_s(), nonce: "same" };
        signer.sign(&endpoint, Scheme::Acs3, &request, context).unwrap().http
    };

    let first = sign();
    assert_eq!(code_of(&bench, &first).0, 200);
    assert_eq!(code_of(&bench, &first), (400, "SignatureNonceUsed".to_owned()));
    bench.pass(14 * 60);
    assert_eq!(code_of(&bench, &sign()), (400, "SignatureNonceUsed".to_owned()));
    bench.pass(60);
    assert_eq!(code_of(&bench, &sign()).0, 200);
}

#[test]
fn a_wrong_signature_uses_up_no_nonce() {
    let bench = Bench::new();
    let good = bench.signed(STS, "GetCallerIdentity", &[]);
    let mut bad = good.clone();
    bad.path_and_query.push_str("?Extra=1");

    assert_eq!(code_of(&bench, &bad), (400, "SignatureDoesNotMatch".to_owned()));
    assert_eq!(code_of(&bench, &good).0, 200);
}

#[test]
fn missing_and_malformed_common_parts_have_their_codes() {
    let bench = Bench::new();
    let signed = || bench.signed(STS, "GetCallerIdentity", &[]);
    let without = |name: &str| {
        let mut request = signed();
        request.headers.retain(|(n, _)| n != name);
        code_of(&bench, &request).1
    };

    assert_eq!(without("authorization"), "IncompleteSignature");
    assert_eq!(without("x-acs-action"), "MissingAction");
    assert_eq!(without("x-acs-version"), "MissingVersion");
    assert_eq!(without("x-acs-date"), "MissingTimestamp");
    assert_eq!(without("x-acs-signature-nonce"), "MissingSignatureNonce");
    assert_eq!(without("x-acs-content-sha256"), "MissingContentSha256");

    let mut odd = signed();
    set_header(&mut odd, "authorization", "ACS3-HMAC-SHA256 Credential=x");
    assert_eq!(code_of(&bench, &odd).1, "IncompleteSignature");
    let mut odd = signed();
    set_header(&mut odd, "x-acs-date", "yesterday");
    assert_eq!(code_of(&bench, &odd).1, "InvalidTimeStamp.Format");
}

#[test]
fn rpc_v1_without_its_system_parameters_is_told_which() {
    let bench = Bench::new();
    let request = unsigned(STS, "GetCallerIdentity", &[]);
    let signed = bench.signed_by(&practice_key(), Scheme::RpcV1, &request, STS.0);
    let without = |name: &str| {
        let mut request = signed.clone();
        let (path, query) = signed.path_and_query.split_once('?').unwrap();
        let kept: Vec<&str> =
            query.split('&').filter(|part| !part.starts_with(&format!("{name}="))).collect();
        request.path_and_query = format!("{path}?{}", kept.join("&"));
        code_of(&bench, &request).1
    };

    for name in
        ["Action", "Version", "AccessKeyId", "Signature", "Timestamp", "SignatureNonce", "SignatureMethod"]
    {
        assert_eq!(without(name), format!("Missing{name}"));
    }
}

#[test]
fn rpc_v1_answers_xml_unless_json_is_asked_for() {
    let bench = Bench::new();
    let request = unsigned(STS, "GetCallerIdentity", &[]);
    let mut signed = bench.signed_by(&practice_key(), Scheme::RpcV1, &request, STS.0);
    signed.path_and_query = signed.path_and_query.replace("Format=JSON", "Format=XML");

    let response = bench.gateway.handle(&signed);

    let text = std::str::from_utf8(&response.body).unwrap();
    assert_eq!(response.header("content-type"), Some("text/xml;charset=utf-8"));
    // The changed parameter breaks the signature too, so what comes is the documented error document.
    assert!(text.contains("<Error><") && text.contains("<Code>SignatureDoesNotMatch</Code>"), "{text}");
}

#[test]
fn unknown_keys_hosts_versions_and_actions_are_refused() {
    let bench = Bench::new();
    let key = Credentials { access_key_id: "SomebodyElse".to_owned(), ..practice_key() };
    let request = unsigned(STS, "GetCallerIdentity", &[]);
    let other = bench.signed_by(&key, Scheme::Acs3, &request, STS.0);

    assert_eq!(code_of(&bench, &other), (404, "InvalidAccessKeyId.NotFound".to_owned()));
    let nowhere = bench.signed(("nothing", "2015-04-01"), "GetCallerIdentity", &[]);
    assert_eq!(code_of(&bench, &nowhere), (404, "InvalidProduct.NotFound".to_owned()));
    assert_eq!(bench.refused(("Sts", "2020-01-01"), "GetCallerIdentity", &[]).1, "InvalidVersion");
    assert_eq!(bench.refused(STS, "NoSuchAction", &[]), (404, "InvalidAction.NotFound".to_owned()));
}

#[test]
fn real_operations_that_are_not_played_say_so() {
    let bench = Bench::new();

    let (status, body) = bench.call(SAS, "DescribeVulList", &[]);

    assert_eq!((status, &body["Code"]), (501, &Value::from("Practice.NotImplemented")));
    assert!(body["Message"].as_str().unwrap().contains("does not play Sas 2018-12-03 DescribeVulList"));
}

#[test]
fn parameters_are_held_against_the_catalogue() {
    let bench = Bench::new();
    let list = |params: &[(&str, &str)]| bench.refused(SIEM, "ListAutomateResponseConfigs", params).1;

    assert_eq!(list(&[("PageSize", "10")]), "MissingParameter");
    assert_eq!(list(&[("CurrentPage", ""), ("PageSize", "10")]), "MissingParameter");
    assert_eq!(list(&[("CurrentPage", "one"), ("PageSize", "10")]), "InvalidParameter.CurrentPage");
    assert_eq!(list(&[("CurrentPage", "0"), ("PageSize", "10")]), "InvalidParameter.CurrentPage");
    assert_eq!(list(&[("CurrentPage", "1"), ("PageSize", "101")]), "InvalidParameter.PageSize");
    let switch = [("Ids", "[10001]"), ("InUse", "True")];
    assert_eq!(
        bench.refused(SIEM, "UpdateAutomateResponseConfigStatus", &switch).1,
        "InvalidParameter.InUse"
    );
    assert_eq!(bench.refused(ECS, "DescribeInstances", &[]).1, "MissingParameter");
}

#[test]
fn a_list_must_be_flat_and_counted_from_one() {
    let bench = Bench::new();
    let mail = |name: &'static str, value: &'static str| {
        let params = [
            ("ActionName", "notifyByCustom"),
            ("ComponentName", "NotifyMessage"),
            ("Content", "text"),
            ("NodeName", "tell"),
            ("PlaybookUuid", "x"),
            ("Subject", "s"),
            (name, value),
        ];
        bench.refused(SOAR, "RunNotifyComponentWithEmail", &params).1
    };

    assert_eq!(mail("Other", "x"), "MissingParameter");
    assert_eq!(mail("Receivers", "a@b.example"), "InvalidParameter.Receivers");
    assert_eq!(mail("Receivers.0", "a@b.example"), "InvalidParameter.Receivers");
    assert_eq!(mail("Receivers.1", "no address"), "InvalidParameter.Receivers");
    assert_eq!(mail("Receivers.1", "a@b.example"), "");
}

#[test]
fn requests_are_noted_without_anything_secret() {
    let bench = Bench::new();
    bench.ok(STS, "GetCallerIdentity", &[]);
    bench.refused(STS, "AssumeRole", &[]);

    let seen = bench.gateway.seen();

    assert_eq!(bench.gateway.request_count(), 2);
    assert_eq!(seen[0].action, "GetCallerIdentity");
    assert_eq!((seen[1].status, seen[1].code.as_deref()), (400, Some("MissingParameter")));
    assert_ne!(seen[0].request_id, seen[1].request_id);
    assert!(!format!("{seen:?}{}", bench.gateway.state_json()).contains(PRACTICE_ACCESS_KEY_SECRET));
}
